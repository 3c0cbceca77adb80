"""Every word of a DOCX that a reader sees is read: once, in order, whatever element it hides in."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from generator.verify.docx_numbering import W
from generator.verify.docx_reader import MC, PageField, Story, read_docx

NAMES = f'xmlns:w="{W[1:-1]}" xmlns:mc="{MC[1:-1]}"'


def package(body: str, **parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            file.writestr(f"word/{name}.xml", content)
    return stream.getvalue()


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def field(instruction: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def mark(number: str, identifier: int, content: str) -> str:
    return f'<w:bookmarkStart w:id="{identifier}" w:name="{number}"/>{content}<w:bookmarkEnd w:id="{identifier}"/>'


BODIES: dict[str, tuple[str, str]] = {
    "runs": (f"<w:p>{run('甲')}{run('乙')}</w:p>", "甲乙"),
    "white space goes": (f"<w:p>{run('甲 　乙')}<w:r><w:tab/></w:r>{run(' ')}{run('')}</w:p>", "甲乙"),
    "an empty text": ("<w:p><w:r><w:t/></w:r></w:p>", ""),
    "a hyphen that does not break": (f"<w:p>{run('5')}<w:r><w:noBreakHyphen/></w:r>{run('3')}</w:p>", "5-3"),
    "a symbol": ('<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p>', "\uf0fe"),
    "a symbol without a code": ("<w:p><w:r><w:sym/></w:r></w:p>", "\ufffd"),
    "properties are no words": ("<w:p><w:pPr><w:rPr><w:t>无</w:t></w:rPr></w:pPr></w:p>", ""),
    "what was deleted is gone": (f"<w:p><w:del>{run('旧')}</w:del><w:ins>{run('新')}</w:ins></w:p>", "新"),
    "what was moved stands where it went": (
        f"<w:p><w:moveFrom>{run('动')}</w:moveFrom><w:moveTo>{run('动')}</w:moveTo></w:p>",
        "动",
    ),
    "a content control": (f"<w:sdt><w:sdtContent><w:p>{run('控')}</w:p></w:sdtContent></w:sdt>", "控"),
    "a link": (f"<w:p><w:hyperlink>{run('链')}</w:hyperlink></w:p>", "链"),
    "a drawing is read once": (
        (
            f"<mc:AlternateContent><mc:Choice><w:p>{run('图')}</w:p></mc:Choice>"
            f"<mc:Fallback><w:p>{run('图')}</w:p></mc:Fallback></mc:AlternateContent>"
        ),
        "图",
    ),
    "a drawing with a fallback only": (
        f"<mc:AlternateContent><mc:Fallback><w:p>{run('图')}</w:p></mc:Fallback></mc:AlternateContent>",
        "图",
    ),
    "a drawing with nothing": ("<mc:AlternateContent/>", ""),
    "a comment in the file": (f"<w:p><!-- 注 -->{run('文')}</w:p>", "文"),
    "a reference's words stay": (f"<w:p>{field(' REF _t1 ', '表1')}</w:p>", "表1"),
    "a page reference in the text is words": (f"<w:p>{run('甲')}{field(' PAGEREF _Ref1 ', '3')}</w:p>", "甲3"),
    "a page number is no word": (f"<w:p>{run('甲')}{field(' PAGEREF _Toc1 ', '3')}</w:p>", "甲"),
    "a field in a page field": (
        (
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{field("REF x", "7")}'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        ),
        "7",
    ),
    "a field that never began": (
        (
            '<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            f'<w:r><w:fldChar w:fldCharType="end"/></w:r>{run("文")}</w:p>'
        ),
        "文",
    ),
    "a field without a name": (f"<w:p>{field('', '文')}</w:p>", "文"),
    "a field mark of another kind": ('<w:p><w:r><w:fldChar w:fldCharType="x"/></w:r></w:p>', ""),
}


@pytest.mark.parametrize("case", BODIES.values(), ids=BODIES.keys())
def test_words(case: tuple[str, str]) -> None:
    body, words = case
    assert read_docx(package(body)).main.text == words


def test_values_are_what_their_bookmarks_hold() -> None:
    body = (
        f"<w:p>{mark('_v1', 1, run('甲') + run('乙'))}{run('丙')}{mark('_v2', 2, '')}</w:p>"
        f"<w:p>{mark('_v3', 3, run('前') + mark('_v4', 4, run('内')) + run('后'))}</w:p>"
        f"<w:p>{mark('_v5_1', 5, run('一'))}</w:p><w:p>{mark('_v5_2', 6, run('二'))}</w:p>"
        f"<w:p>{mark('_Toc1', 7, run('题'))}{mark('_v', 8, run('无'))}</w:p>"
    )
    assert read_docx(package(body)).main.values == {1: "甲乙", 2: "", 3: "前内后", 4: "内", 5: "一二"}


def test_page_fields_are_kept_with_target_and_result() -> None:
    simple = f'<w:fldSimple w:instr=" PAGE ">{run("4")}</w:fldSimple>'
    body = f"<w:p>{field(' PAGEREF _Toc1 ', '3')}{simple}{field('NUMPAGES', '9')}{field('PAGEREF', '5')}</w:p>"
    assert read_docx(package(body)).main.pages == (
        PageField("PAGEREF", "_Toc1", "3"),
        PageField("PAGE", "", "4"),
        PageField("NUMPAGES", "", "9"),
        PageField("PAGEREF", "", "5"),
    )


def test_automatic_numbers_stand_before_their_paragraphs() -> None:
    numbering = (
        f'<w:numbering {NAMES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    item = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>{}</w:p>'
    read = read_docx(package(item.format(run("甲")) + item.format(run("乙")), numbering=numbering))
    assert read.main.text == "1.甲2.乙"


def test_headers_and_footers_are_stories_of_their_own() -> None:
    header = f"<w:hdr {NAMES}><w:p>{mark('_v9', 1, run('公司'))}</w:p></w:hdr>"
    footer = f"<w:ftr {NAMES}><w:p>{run('第')}{field('PAGE', '1')}{run('页')}</w:p></w:ftr>"
    read = read_docx(package("<w:p/>", header1=header, footer2=footer, settings="<x/>"))
    assert read.running == {
        "word/header1.xml": Story("公司", {9: "公司"}, ()),
        "word/footer2.xml": Story("第页", {}, (PageField("PAGE", "", "1"),)),
    }


def test_what_is_no_docx_raises() -> None:
    with pytest.raises(zipfile.BadZipFile):
        read_docx(b"nothing")
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    with pytest.raises(KeyError):
        read_docx(empty.getvalue())
    with pytest.raises(etree.XMLSyntaxError):
        read_docx(package("<w:p>"))
