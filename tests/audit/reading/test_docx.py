"""Every character of a Word file is read: once, in order, whatever element it stands in, and its place is known."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from generator.audit.reading.docx import Mark, WordText, read_word
from generator.audit.reading.draft import MarkKind
from generator.audit.text import Block, TextPlace
from generator.document.text import compact, reading_text
from generator.write.docx import write_docx
from tests.audit.reading.packages import (
    W,
    cell,
    field,
    files,
    package,
    paragraph,
    plain,
    relations,
    row,
    run,
    table,
    zipped,
)
from tests.write.docx.opened import HOUSE
from tests.write.sample import CREATED, sample_document, sample_pages

HIDDEN_STYLE = '<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
FALLBACK = (
    f"<mc:Fallback>{run('旧')}<w:r><w:pict><w:txbxContent>{plain('旧框')}</w:txbxContent></w:pict></w:r></mc:Fallback>"
)
BOX = (
    f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:docPr descr='公章'/><wps:txbx>"
    f"<w:txbxContent>{plain('框内')}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
    f"{FALLBACK}</mc:AlternateContent></w:r>"
)


def read(data: bytes) -> WordText:
    outcome = read_word(data)
    assert outcome.value is not None, outcome.findings
    return outcome.value


def blocks(data: bytes) -> list[tuple[str, str, str]]:
    return [(block.kind.value, block.label, block.text) for block in read(data).text.blocks]


TEXTS = {
    "runs": (run("甲") + run("乙"), "甲乙"),
    "spaces stay": (run(" 甲 ") + run("乙"), " 甲 乙"),
    "Symbol's times": (run("7") + '<w:r><w:sym w:font="Symbol" w:char="F0B4"/></w:r>' + run("24小时"), "7×24小时"),
    "Symbol's at most": ('<w:r><w:sym w:font="Symbol" w:char="F0A3"/></w:r>' + run("4小时"), "≤4小时"),
    "Symbol's tilde": (run("3") + '<w:r><w:sym w:font="Symbol" w:char="F07E"/></w:r>' + run("5天"), "3~5天"),
    "a code without its page": ('<w:r><w:sym w:font="Symbol" w:char="00B3"/></w:r>', "≥"),
    "Wingdings' tick": ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"),
    "Wingdings 2's box": ('<w:r><w:sym w:font="Wingdings 2" w:char="F0A3"/></w:r>', "□"),
    "a symbol in a font with letters": ('<w:r><w:sym w:font="宋体" w:char="2103"/></w:r>', "℃"),
    "a symbol without a code": ("<w:r><w:sym/></w:r>", "\ufffd"),
    "a symbol nobody knows": ('<w:r><w:sym w:font="Wingdings" w:char="F041"/></w:r>', "\uf041"),
    "a symbol of half a character": ('<w:r><w:sym w:char="D800"/></w:r>', "\ufffd"),
    "a symbol as a letter": (run("7\uf0b424", '<w:rFonts w:ascii="Symbol"/>'), "7×24"),
    "a private letter of no font": (run("7\uf0b424"), "7×24"),
    "a tab, breaks, hyphens": (
        f"{run('a')}<w:r><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:noBreakHyphen/><w:softHyphen/></w:r>{run('d')}",
        "a\tb\nc\n-d",
    ),
    "an inserted word": (f"<w:ins w:author='张'>{run('新')}</w:ins>", "新"),
    "a deleted word": (f"甲<w:del>{'<w:r><w:delText>旧</w:delText></w:r>'}</w:del>{run('新')}", "新"),
    "moved words": (f"<w:moveFrom>{run('动')}</w:moveFrom>{run('静')}<w:moveTo>{run('动')}</w:moveTo>", "静动"),
    "an insertion in a deletion": (f"<w:ins>{run('一')}<w:del>{run('二')}</w:del>{run('三')}</w:ins>", "一三"),
    "a content control": (
        f"<w:sdt><w:sdtPr><w:tag w:val='x'/></w:sdtPr><w:sdtContent>{run('控')}</w:sdtContent></w:sdt>",
        "控",
    ),
    "a simple field": (f'<w:fldSimple w:instr=" DATE ">{run("今天")}</w:fldSimple>', "今天"),
    "a field": (field(" REF x ", run("见表")), "见表"),
    "a field in an instruction": (field(f"IF {field('REF y', run('丙'))} = 1 ", run("丁")), "丁"),
    "a field that never ends": ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', ""),
    "a smart tag": (f"<w:smartTag>{run('北京')}</w:smartTag>", "北京"),
    "a link": (f"<w:hyperlink>{run('网址')}</w:hyperlink>", "网址"),
    "a formula": (
        "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>",
        "1/2",
    ),
    "a hidden word": (run("甲") + run("密", "<w:vanish/>") + run("乙", '<w:vanish w:val="0"/>'), "甲密乙"),
    "a word with its sound": (
        f"<w:r><w:ruby><w:rt>{run('bǎo')}</w:rt><w:rubyBase>{run('保')}</w:rubyBase></w:ruby></w:r>",
        "保",
    ),
    "an earlier state of properties": (
        run("甲", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"),
        "甲",
    ),
    "a comment between": ("<w:r><w:t>甲<!-- x -->乙</w:t></w:r>", "甲乙"),
}


@pytest.mark.parametrize(("content", "expected"), TEXTS.values(), ids=list(TEXTS))
def test_a_paragraph_gives_its_text_back(content: str, expected: str) -> None:
    said = [block.label + block.text for block in read(package(paragraph(content))).text.blocks]
    assert said == ([expected] if expected else [])


EVERYTHING = zipped(
    {
        **files(
            plain("第一章 总则")
            + paragraph(
                run("质保")
                + "<w:commentRangeStart w:id='5'/>"
                + run("三年")
                + "<w:commentRangeEnd w:id='5'/><w:r><w:commentReference w:id='5'/></w:r>"
                + "<w:r><w:footnoteReference w:id='2'/></w:r>"
                + BOX
                + "<w:r><w:endnoteReference w:id='3'/></w:r>"
                + run("，免费。")
            )
            + table(row(cell(plain("级别")), cell(plain("响应"))), row(cell(plain("一级")), cell(paragraph("")))),
            ("header", "header1.xml", ""),
            footnotes=(
                f"<w:footnote w:type='separator' w:id='0'>{plain('——')}</w:footnote>"
                f"<w:footnote w:id='2'>{plain('脚注')}</w:footnote>"
            ),
            endnotes=f"<w:endnote w:id='3'>{plain('尾注')}</w:endnote>",
            comments=f"<w:comment w:id='5' w:author='李'>{plain('改为五年')}</w:comment>",
            header1=plain("某项目")
            + paragraph("<w:r><w:pict><v:shape alt='水印'><v:textpath string='样本'/></v:shape></w:pict></w:r>"),
            footer1=paragraph(run("第") + field("PAGE", run("3")) + run("页")),
        ),
        "_rels/.rels": relations(
            ("officeDocument", "word/document.xml", ""),
            ("core-properties", "docProps/core.xml", ""),
            ("extended-properties", "docProps/app.xml", ""),
        ),
        "docProps/core.xml": "<p><creator>王某</creator><revision>3</revision><title> </title></p>",
        "docProps/app.xml": "<p><Company>某公司</Company></p>",
    }
)


def test_every_part_is_read_once() -> None:
    assert blocks(EVERYTHING) == [
        ("heading", "第一章", "总则"),
        ("paragraph", "", "质保三年，免费。"),
        ("property", "替代文字", "公章"),
        ("box", "", "框内"),
        ("cell", "", "级别"),
        ("cell", "", "响应"),
        ("cell", "", "一级"),
        ("cell", "", ""),
        ("footnote", "", "脚注"),
        ("footnote", "", "尾注"),
        ("comment", "", "改为五年"),
        ("header", "", "某项目"),
        ("property", "替代文字", "水印"),
        ("box", "", "样本"),
        ("footer", "", "第3页"),
        ("property", "作者", "王某"),
        ("property", "单位", "某公司"),
    ]


def test_blocks_stand_in_the_whole_text() -> None:
    text = read(EVERYTHING).text
    assert text.whole.startswith("第一章 总则\n质保三年，免费。\n公章\n框内\n级别\n响应\n一级\n\n脚注\n")
    assert [text.whole[block.start : block.end] for block in text.blocks] == [block.text for block in text.blocks]
    assert [block.number for block in text.blocks] == list(range(len(text.blocks)))


def test_notes_stand_below_what_they_are_about() -> None:
    paths = {block.text: block.path for block in read(EVERYTHING).text.blocks}
    assert (paths["质保三年，免费。"], paths["脚注"], paths["改为五年"], paths["某项目"]) == ((0,), (0, 1), (0, 1), ())


def test_every_character_has_its_place() -> None:
    """The place leads back to the same character of the file, for all characters of all its `w:t`."""
    text = read(EVERYTHING).text
    with zipfile.ZipFile(io.BytesIO(EVERYTHING)) as archive:
        roots = {name: etree.fromstring(archive.read(name)) for name in archive.namelist() if "word/" in name}
    checked = 0
    for block in text.blocks:
        for offset, character in enumerate(block.text if block.kind.value != "property" else ""):
            place = text.origin.place(block.number, offset)
            found = list(roots[place.part].iter(f"{{{W}}}p"))[place.paragraph]
            runs = [item for item in found.iter(f"{{{W}}}r") if next(item.iterancestors(f"{{{W}}}p")) is found]
            words = "".join(runs[place.run].xpath("w:t/text()", namespaces={"w": W}))
            checked += words[place.offset : place.offset + 1] == character or block.text == "样本"
    assert checked == sum(len(block.text) for block in text.blocks if block.kind.value != "property")


def test_places_count_symbols_deleted_words_and_labels() -> None:
    content = (
        f"<w:del>{run('旧')}</w:del><w:r><w:t>（一）7</w:t><w:sym w:font='Symbol' w:char='F0B4'/><w:t>24</w:t></w:r>"
    )
    text = read(package(plain("前。") + paragraph(content))).text
    block = text.blocks[1]
    assert (block.label, block.text, block.start) == ("（一）", "7×24", 6)
    assert [text.origin.place(1, offset) for offset in (0, 1, 2, 4)] == [
        TextPlace("word/document.xml", 1, 1, offset) for offset in (3, 4, 5, 7)
    ]


def test_a_field_that_never_ends_hides_nothing() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert blocks(package(paragraph(begin) + plain("后文。"))) == [("paragraph", "", "后文。")]


def marks(body: str, **parts: str) -> list[tuple[str, str, str, str]]:
    word = read(package(body, **parts))
    return [(mark.kind.value, word.text.whole[mark.start : mark.end], mark.text, mark.author) for mark in word.marks]


def test_changes_fields_hidden_words_and_comments_are_told() -> None:
    content = (
        f"<w:ins w:author='张'>{run('新')}</w:ins><w:del w:author='李'><w:r><w:delText>旧</w:delText></w:r></w:del>"
        + run("密", "<w:vanish/>")
        + run("文", '<w:rStyle w:val="h"/>')
        + field(" PAGE ", run("7"))
        + f"<w:moveFrom>{run('去')}</w:moveFrom><w:moveTo>{run('来')}</w:moveTo>"
    )
    assert marks(paragraph(content), styles=HIDDEN_STYLE) == [
        ("inserted", "新", "", "张"),
        ("deleted", "", "旧", "李"),
        ("hidden", "密文", "", ""),
        ("field", "7", "PAGE", ""),
        ("moved_away", "", "去", ""),
        ("moved_here", "来", "", ""),
    ]


def test_a_comment_is_told_with_its_words_and_author() -> None:
    comments = [mark for mark in read(EVERYTHING).marks if mark.kind is MarkKind.COMMENT]
    assert comments == [Mark(MarkKind.COMMENT, 9, 11, 1, "改为五年", "李")]


def test_a_table_of_contents_is_told_and_is_no_structure() -> None:
    start, separate = (f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate"))
    begin = f"<w:r>{start}<w:instrText>TOC \\o</w:instrText>{separate}</w:r>"
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    body = (
        paragraph(begin + run("第一章 总则\t1"))
        + paragraph(run("第二章 服务\t2") + end)
        + plain("第一章 总则")
        + plain("质保三年。")
    )
    word = read(package(body))
    assert [(block.kind.value, block.text, block.path) for block in word.text.blocks] == [
        ("paragraph", "第一章 总则\t1", ()),
        ("paragraph", "第二章 服务\t2", ()),
        ("heading", "总则", ()),
        ("paragraph", "质保三年。", (2,)),
    ]
    assert [(mark.text, word.text.whole[mark.start : mark.end].splitlines()) for mark in word.marks] == [
        ("TOC \\o", ["第一章 总则\t1", "第二章 服务\t2"])
    ]


def test_what_a_person_should_settle_is_a_finding() -> None:
    body = paragraph(f"<w:ins w:author='张'>{run('新')}</w:ins>{run('密', '<w:vanish/>')}")
    outcome = read_word(package(body, ("hyperlink", "file:///c:/a.doc", 'TargetMode="External"')))
    assert [(finding.code, finding.message) for finding in outcome.findings] == [
        ("A006", "文件链接到外面的“file:///c:/a.doc”"),
        ("A009", "有隐藏文字：“密”"),
        ("A008", "修订（插入）没有处理：“新”，作者“张”"),
    ]


def test_a_file_saved_as_strict_and_in_two_bytes_a_character_reads_the_same() -> None:
    usual = files(paragraph(run("甲。") + f"<w:ins>{run('乙。')}</w:ins>"))
    main = str(usual["word/document.xml"])
    strict = main.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    wide = f'<?xml version="1.0" encoding="utf-16"?>{main}'.encode("utf-16")
    assert [blocks(zipped({**usual, "word/document.xml": content})) for content in (main, strict, wide)] == [
        [("paragraph", "", "甲。乙。")]
    ] * 3


def test_an_untouched_file_has_no_finding() -> None:
    link = ("hyperlink", "https://example.com", 'TargetMode="External"')
    assert read_word(package(plain("甲"), link)).findings == ()


# --- headings and tables ----------------------------------------------------------------------------------------------

STYLES = (
    '<w:style w:styleId="a" w:type="paragraph"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="b" w:type="paragraph"><w:basedOn w:val="c"/></w:style>'
    '<w:style w:styleId="c" w:type="paragraph"><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:styleId="r" w:type="paragraph"><w:basedOn w:val="s"/></w:style>'
    '<w:style w:styleId="s" w:type="paragraph"><w:basedOn w:val="r"/></w:style>'
)


def styled(style: str, text: str, more: str = "") -> str:
    return paragraph(run(text), f'<w:pStyle w:val="{style}"/>{more}')


def test_headings_by_outline_level_make_the_path() -> None:
    body = (
        styled("a", "售后")
        + styled("b", "1.1 质保")
        + plain("（一）硬件三年。")
        + plain("说明在后。")
        + styled("r", "响应", '<w:outlineLvl w:val="1"/>')
        + plain("两小时。")
        + styled("b", "正文", '<w:outlineLvl w:val="9"/>')
    )
    read_blocks = read(package(body, styles=STYLES)).text.blocks
    assert [(b.kind.value, b.level, b.label, b.text, b.path) for b in read_blocks] == [
        ("heading", 1, "", "售后", ()),
        ("heading", 2, "1.1", "质保", (0,)),
        ("item", 3, "（一）", "硬件三年。", (0, 1)),
        ("paragraph", 0, "", "说明在后。", (0, 1)),
        ("heading", 2, "", "响应", (0,)),
        ("paragraph", 0, "", "两小时。", (0, 4)),
        ("heading", 3, "", "正文", (0, 4)),
    ]


def cells(body: str) -> list[tuple[str, tuple[int, int, int, int], bool, list[str]]]:
    text = read(package(body)).text
    return [_cell(block, text.blocks) for block in text.blocks if block.cell is not None]


def _cell(block: Block, every: tuple[Block, ...]) -> tuple[str, tuple[int, int, int, int], bool, list[str]]:
    place = block.cell
    assert place is not None
    grid = (place.row, place.column, place.rows, place.columns)
    return block.text, grid, place.head, [every[number].text for number in block.path]


RESTART, GO_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
WIDE = '<w:gridSpan w:val="2"/>'


def test_merged_cells_are_read_once_with_their_heads() -> None:
    body = table(
        row(cell(plain("级别"), RESTART), cell(plain("时限"), WIDE)),
        row(cell(plain(""), GO_ON), cell(plain("响应")), cell(plain("到场"))),
        row(cell(plain("一级")), cell(plain("2小时")), cell(plain("4小时"))),
        row(cell(plain("二级")), cell(plain("8小时"), WIDE)),
    )
    assert cells(body) == [
        ("级别", (0, 0, 2, 1), True, []),
        ("时限", (0, 1, 1, 2), True, []),
        ("响应", (1, 1, 1, 1), True, []),
        ("到场", (1, 2, 1, 1), True, []),
        ("一级", (2, 0, 1, 1), True, ["级别"]),
        ("2小时", (2, 1, 1, 1), False, ["一级", "时限", "响应"]),
        ("4小时", (2, 2, 1, 1), False, ["一级", "时限", "到场"]),
        ("二级", (3, 0, 1, 1), True, ["级别"]),
        ("8小时", (3, 1, 1, 2), False, ["二级", "时限", "响应", "到场"]),
    ]


def test_rows_have_two_names_where_the_first_spans_rows_or_only_counts() -> None:
    body = table(
        row(cell(plain("序号")), cell(plain("内容")), cell(plain("时限")), properties="<w:tblHeader/>"),
        row(cell(plain("1")), cell(plain("响应")), cell(plain("2小时"))),
        row(cell(plain("维护"), RESTART), cell(plain("巡检")), cell(plain("每月"))),
        row(cell(plain(""), GO_ON), cell(plain("报告")), cell(plain("每季"))),
    )
    assert [(text, above) for text, _, head, above in cells(body) if not head] == [
        ("响应", ["1", "内容"]),
        ("2小时", ["1", "响应", "时限"]),
        ("巡检", ["维护", "内容"]),
        ("每月", ["维护", "巡检", "时限"]),
        ("报告", ["维护", "内容"]),
        ("每季", ["维护", "报告", "时限"]),
    ]


def test_pairs_of_name_and_figure_have_no_head_row() -> None:
    body = table(row(cell(plain("响应")), cell(plain("2小时"))), row(cell(plain("到场")), cell(plain("4小时"))))
    assert [(text, above) for text, _, _, above in cells(body)] == [
        ("响应", []),
        ("2小时", ["响应"]),
        ("到场", []),
        ("4小时", ["到场"]),
    ]


def test_a_table_in_a_cell_stands_below_it() -> None:
    inner = table(row(cell(plain("甲")), cell(plain("乙"))))
    text = read(package(table(row(cell(plain("外") + inner + plain("完")))))).text
    assert [(b.text, b.cell.table if b.cell else None, b.path) for b in text.blocks] == [
        ("外", 0, ()),
        ("甲", 1, (0,)),
        ("乙", 1, (0, 1)),
        ("完", 0, ()),
    ]


def test_a_caption_stands_above_its_table_and_nothing_after_it() -> None:
    body = styled("a", "售后") + plain("响应时限") + table(row(cell(plain("甲")))) + plain("另行约定。")
    read_blocks = read(package(body, styles=STYLES)).text.blocks
    assert [(block.text, block.path) for block in read_blocks] == [
        ("售后", ()),
        ("响应时限", (0,)),
        ("甲", (0, 1)),
        ("另行约定。", (0,)),
    ]


# --- our own ----------------------------------------------------------------------------------------------------------


def test_the_sample_holds_every_word_of_its_tree() -> None:
    document = sample_document()
    outcome = read_word(write_docx(document, HOUSE, sample_pages(), CREATED))
    assert outcome.value is not None
    assert outcome.findings == ()
    said = iter("".join(compact(block.label + block.text) for block in outcome.value.text.blocks))
    wanted = compact(reading_text(document).text)
    assert "".join(character for character in wanted if character in said) == wanted


@pytest.mark.parametrize(("bookmark", "expected"), [("_Ref2", []), ("_Ref1", ["A102"])])
def test_a_reference_without_its_bookmark_is_told(bookmark: str, expected: list[str]) -> None:
    marked = f'<w:bookmarkStart w:id="1" w:name="{bookmark}"/><w:bookmarkEnd w:id="1"/>'
    body = paragraph(marked + run("第二章")) + paragraph(field(r"REF _ref2 \h", run("第二章")))
    assert [finding.code for finding in read_word(package(body)).findings] == expected
