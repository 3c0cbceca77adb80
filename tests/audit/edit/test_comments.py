"""Comments at their words in every construct, and at the nearest allowed place where Word has no comments."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from lxml import etree

from generator.audit.edit.written import Audit, Edited, annotated
from generator.audit.reading.docx import read_word
from generator.finding import Finding, Outcome, Place, Severity
from generator.load.package import W
from generator.source import Span
from tests.audit.edit.comparing import at, finding, parts, without_marks, word
from tests.audit.edit.constructs import BOX, PARAGRAPHS, SIDES, document, everything
from tests.audit.reading.packages import W as NAME
from tests.audit.reading.packages import cell, files, paragraph, plain, relations, row, run, table, zipped

BODY = "word/document.xml"


def annotate(data: bytes, *words: str, read: tuple[Finding, ...] = (), moment: datetime | None = None) -> Edited:
    text = word(data).text
    told = [finding(text, (each, None)) for each in words]
    outcome = annotated(Audit("a.docx", data, text, told, read, moment))
    assert outcome.findings == ()
    assert outcome.value is not None
    return outcome.value


def commented(data: bytes) -> dict[str, str]:
    """Give the words between the beginning and the end of each comment in the body."""
    said: dict[str, str] = {}
    pending: set[str] = set()
    for node in etree.fromstring(parts(data)[BODY]).iter():
        number = node.get(f"{W}id", "")
        if node.tag == f"{W}commentRangeStart":
            pending.add(number)
            said[number] = ""
        elif node.tag == f"{W}commentRangeEnd":
            pending.discard(number)
        elif node.tag in {f"{W}t", f"{W}sym", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"}:
            for each in pending:
                said[each] += node.text or "×"
    return said


def lines(data: bytes) -> list[list[str]]:
    root = etree.fromstring(parts(data)["word/comments.xml"])
    return [["".join(line.itertext()) for line in comment.iter(f"{W}p")] for comment in root.iter(f"{W}comment")]


@pytest.mark.parametrize(
    ("name", "words", "at_words"),
    [
        ("plain", "3小时", "3小时"),
        ("plain", "响应时间为3小时以内", "响应时间为3小时以内"),
        ("bold", "保三年有", "保三年有"),
        ("symbol", "7×24", "7×24"),
        ("tabs", "边\t右", "边右"),
        ("tabs", "右边\n下行", "右边下行"),
        ("field", "七", "七"),
        ("link_field", "公司", "公司"),
        ("simple", "九", "九十"),
        ("link", "公司", "公司"),
        ("control", "楼二", "楼二"),
        ("bound", "五月", "五月一日"),
        ("others", "写的四", "写的四"),
        ("others", "字之后再", "字之后再"),
        ("box", "框里", "框里有话"),
        ("entities", "乙<丙", "乙<丙"),
        ("cdata", "中<间", "中<间"),
        ("cdata", "前中", "前中"),
        ("spaces", "two", "two"),
        ("spaces", " two ", " two "),
        ("noted", "注之", "注之"),
        ("changed", "样", "样"),
        ("math", "x=", "x=5"),
        ("bookmark", "十", "十"),
        ("table", "时限", "时限"),
    ],
)
def test_a_comment_stands_at_its_words(name: str, words: str, at_words: str) -> None:
    data = document(PARAGRAPHS[name] + plain("完"), **SIDES)
    edited = annotate(data, words)
    assert list(commented(edited.data).values()) == [at_words]
    assert word(edited.data).text.whole == word(data).text.whole
    assert without_marks(parts(edited.data)[BODY]) == without_marks(parts(data)[BODY])


def test_a_comment_reaches_over_paragraphs_and_cells() -> None:
    data = document(plain("甲乙") + table(row(cell(plain("丙丁")), cell(plain("戊己")))) + plain("庚"))
    assert commented(annotate(data, "乙\n丙丁\n戊").data) == {"0": "乙丙丁戊"}


def test_comments_may_overlap() -> None:
    data = document(plain("一二三四五六"))
    assert commented(annotate(data, "二三四", "三四五", "三", "一二三四五六").data) == {
        "0": "一二三四五六",
        "1": "二三四",
        "2": "三",
        "3": "三四五",
    }


def test_an_empty_cell_can_be_commented() -> None:
    data = document(table(row(cell(plain("甲")), cell("<w:p/>"))) + plain("完"))
    text = word(data).text
    start = text.blocks[1].start
    told = replace(finding(text, ("甲", None)), anchors=(at(text, start, 0),))
    value = annotated(Audit("a.docx", data, text, [told])).value
    assert value is not None
    assert commented(value.data) == {"0": ""}
    assert without_marks(parts(value.data)[BODY]) == without_marks(parts(data)[BODY])


@pytest.mark.parametrize(
    ("words", "at_words", "where"),
    [
        ("某某医院", "", "位置：页眉里的“某某医院”"),
        ("页脚的话", "", "位置：页脚里的“页脚的话”"),
        ("脚注里", "", "位置：注释里的“脚注里”"),
        ("框里", "框里有话", "位置：文本框里的“框里”"),
    ],
)
def test_words_outside_the_body_are_told_in_it(words: str, at_words: str, where: str) -> None:
    edited = annotate(everything(), words)
    assert list(commented(edited.data).values()) == [at_words]
    assert lines(edited.data)[0][1] == where
    assert {name for name, old in parts(everything()).items() if parts(edited.data)[name] != old} == {
        *(BODY, "[Content_Types].xml", "word/_rels/document.xml.rels")
    }


def test_a_footnote_is_told_at_its_reference() -> None:
    xml = parts(annotate(everything(), "脚注里").data)[BODY].decode()
    assert xml.index("commentRangeStart") < xml.index("footnoteReference") < xml.index("commentRangeEnd")
    assert xml.index("有注") < xml.index("commentRangeStart")


def test_a_header_is_told_at_the_section_that_has_it() -> None:
    section = "<w:sectPr><w:headerReference w:type='default' r:id='rX'/></w:sectPr>"
    body = plain("第一节") + paragraph(run("末"), "<w:sectPr/>") + plain("第二节首段") + paragraph(run("尾"), section)
    made = files(body, header1=plain("另一项目"))
    made["word/document.xml"] = str(made["word/document.xml"]).replace(
        "<w:document ", '<w:document xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    )
    rels = str(made["word/_rels/document.xml.rels"]).replace('Id="r0"', 'Id="rX"')
    data = zipped({**made, "word/_rels/document.xml.rels": rels, "[Content_Types].xml": _TYPES})
    xml = parts(annotate(data, "另一").data)[BODY].decode()
    assert xml.index("末") < xml.index("commentRangeStart") < xml.index("第二节首段")


_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def test_properties_are_told_at_the_beginning() -> None:
    made = files(plain("正文"))
    made["_rels/.rels"] = relations(
        ("officeDocument", "word/document.xml", ""), ("metadata/core-properties", "core.xml", "")
    )
    made["core.xml"] = (
        '<cp:coreProperties xmlns:cp="urn:x" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:creator>别家公司</dc:creator></cp:coreProperties>"
    )
    data = zipped({**made, "[Content_Types].xml": _TYPES})
    edited = annotate(data, "别家")
    assert lines(edited.data) == [["A131 错误：两处不一致", "位置：文件属性或者图片的“作者”里的“别家”"]]
    assert parts(edited.data)["core.xml"] == parts(data)["core.xml"]
    assert commented(edited.data) == {"0": ""}


# --- what a comment says ----------------------------------------------------------------------------------------------


def test_a_comment_says_what_how_and_which_of_several() -> None:
    data = document(plain("质保3年") + plain("质保5年"))
    text = word(data).text
    told = replace(
        finding(text, ("3年", None), ("5年", "3年")),
        hint="统一为3年",
        path="service.period",
        basis=("民法典 第一条",),
    )
    value = annotated(Audit("a.docx", data, text, [told])).value
    assert value is not None
    common = ["A131 错误：两处不一致", "怎么改：统一为3年", "项目资料：service.period", "依据：民法典 第一条"]
    assert lines(value.data) == [[*common, "同一原因 第1/2处"], [*common, "同一原因 第2/2处"]]
    assert value.comments == 2


def test_the_right_value_is_said_where_no_hint_says_it() -> None:
    data = document(plain("质保5年"))
    text = word(data).text
    value = annotated(Audit("a.docx", data, text, [finding(text, ("5年", "3年"))])).value
    assert value is not None
    assert lines(value.data) == [["A131 错误：两处不一致", "应为：3年"]]


def test_findings_of_reading_stand_at_their_places_or_together_at_the_beginning() -> None:
    hidden = paragraph(run("甲") + run("密", "<w:vanish/>") + run("乙"))
    data = document(plain("首段") + hidden + PARAGRAPHS["others"])
    read = read_word(data).findings
    named = tuple(
        replace(one, place=replace(one.place, span=one.place.span._replace(file="a.docx")))
        for one in read
        if one.place.span
    )
    whole = Finding("A007", Severity.WARNING, Place(), "文件带有宏", "去掉宏")
    catalog = Finding("S001", Severity.WARNING, Place(span=Span("catalogs/laws.yaml", 1, 1, 1, 2)), "别处")
    edited = annotate(data, read=(*named, whole, catalog))
    said = lines(edited.data)
    assert [row[0] for row in said] == [
        "A007 警告：文件带有宏",
        "A009 警告：有隐藏文字：“密”",
        "A008 警告：修订（插入）没有处理：“新写的四个字”，作者“张”",
        "A008 警告：修订（删除）没有处理：“旧词”，作者“张”",
    ]
    assert list(commented(edited.data).values()) == ["", "密", "新写的四个字", ""]
    assert edited.comments == 4


def test_marks_have_a_date_only_where_one_is_given() -> None:
    data = document(plain("一二"))
    dated = parts(annotate(data, "一", moment=datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)).data)["word/comments.xml"]
    assert b'w:author="bidgen" w:initials="bg" w:date="2026-03-04T05:06:07Z"' in dated
    assert b"w:date" not in parts(annotate(data, "一").data)["word/comments.xml"]
    assert annotate(data, "一").data == annotate(data, "一").data


# --- the package ------------------------------------------------------------------------------------------------------


def test_comments_that_stand_there_stay_and_numbers_go_on() -> None:
    old = '<w:comment w:id="41" w:author="张"><w:p><w:r><w:t>旧批注</w:t></w:r></w:p></w:comment>'
    body = paragraph(
        '<w:commentRangeStart w:id="41"/>' + run("甲乙") + '<w:commentRangeEnd w:id="41"/>'
        '<w:r><w:commentReference w:id="41"/></w:r>'
    )
    data = document(body, comments=old)
    edited = annotate(data, "乙", "旧批")
    xml = parts(edited.data)["word/comments.xml"].decode()
    assert old in xml
    assert xml.count("<w:comment ") == 3
    assert commented(edited.data) == {"41": "甲乙", "42": "乙", "43": ""}
    assert lines(edited.data)[2][1] == "位置：批注里的“旧批”"
    assert {name for name in parts(data) if parts(data)[name] != parts(edited.data)[name]} == {
        BODY,
        "word/comments.xml",
    }


def test_an_empty_list_of_comments_is_filled() -> None:
    made = {**_parts(document(plain("甲"), comments="")), "word/comments.xml": f'<w:comments xmlns:w="{NAME}"/>'}
    assert len(lines(annotate(zipped(made), "甲").data)) == 1


def _parts(data: bytes) -> dict[str, str | bytes]:
    return dict(parts(data))


def test_the_part_of_comments_is_declared_and_related() -> None:
    data = document(plain("甲"), **SIDES)
    new = parts(annotate(data, "甲").data)
    assert b'<Override PartName="/word/comments.xml" ContentType="' in new["[Content_Types].xml"]
    assert b'Id="rIdComments"' in new["word/_rels/document.xml.rels"]
    assert new["word/_rels/document.xml.rels"].startswith(parts(data)["word/_rels/document.xml.rels"][:-20])


def test_names_that_are_taken_are_not_taken_again() -> None:
    made = _parts(document(plain("甲")))
    made["word/comments.xml"] = "<other/>"
    rels = str(made["word/_rels/document.xml.rels"], "utf-8")  # type: ignore[arg-type]
    row = '<Relationship Id="rIdComments" Type="x/settings" Target="s.xml"/></Relationships>'
    made["word/_rels/document.xml.rels"] = rels.replace("</Relationships>", row)
    new = parts(annotate(zipped(made), "甲").data)
    assert new["word/comments.xml"] == b"<other/>"
    assert b'Id="rIdComments1"' in new["word/_rels/document.xml.rels"]
    assert b"comments1.xml" in new["word/_rels/document.xml.rels"]
    assert "word/comments1.xml" in new


def test_a_package_without_relations_of_its_body_gets_them() -> None:
    made = {
        name: data for name, data in _parts(document(plain("甲"))).items() if name != "word/_rels/document.xml.rels"
    }
    assert b"relationships/comments" in parts(annotate(zipped(made), "甲").data)["word/_rels/document.xml.rels"]


def test_entries_keep_their_order_their_packing_and_their_dates() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for index, (name, content) in enumerate(parts(everything()).items()):
            info = zipfile.ZipInfo(name, (2020, 1, index + 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if index % 2 else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    edited = annotate(stream.getvalue(), "3小时").data
    with zipfile.ZipFile(io.BytesIO(edited)) as new, zipfile.ZipFile(stream) as old:
        rows = [(info.filename, info.compress_type, info.date_time) for info in old.infolist()]
        assert [(info.filename, info.compress_type, info.date_time) for info in new.infolist()][: len(rows)] == rows
        assert new.testzip() is None


# --- other ways to write the same XML ---------------------------------------------------------------------------------

_DEFAULT = f'<document xmlns="{NAME}" xmlns:k="{NAME}"><body><p><r><t>甲乙丙</t></r></p></body></document>'
_NO_PREFIX = f'<document xmlns="{NAME}"><body><p><r><t>甲乙丙</t></r></p></body></document>'
_OTHER = f'<x:document xmlns:x="{NAME}"><x:body><x:p><x:r><x:t>甲乙丙</x:t></x:r></x:p></x:body></x:document>'
_INNER = f'<document xmlns="{NAME}"><body><y:p xmlns:y="{NAME}"><y:r><y:t>甲乙丙</y:t></y:r></y:p></body></document>'
_SHADOWED = (
    f'<w:document xmlns:w="{NAME}"><w:body><w:p><q:r xmlns:q="{NAME}" xmlns:w="urn:other"><q:t>甲乙丙</q:t></q:r></w:p>'
    "</w:body></w:document>"
)
_STRICT = _OTHER.replace(NAME, "http://purl.oclc.org/ooxml/wordprocessingml/main")


@pytest.mark.parametrize("body", [_DEFAULT, _NO_PREFIX, _OTHER, _INNER, _SHADOWED, _STRICT])
def test_any_names_of_word_are_spoken(body: str) -> None:
    made = _parts(document(plain("x")))
    data = zipped({**made, "word/document.xml": f'<?xml version="1.0" standalone="yes"?>\n<!-- c -->{body}'})
    edited = annotate(data, "乙")
    xml = parts(edited.data)[BODY]
    assert xml.startswith(b'<?xml version="1.0" standalone="yes"?>\n<!-- c -->')
    usual = [
        part.replace(b"http://purl.oclc.org/ooxml/wordprocessingml/main", NAME.encode())
        for part in (xml, body.encode())
    ]
    root = etree.fromstring(usual[0])
    assert len(root.findall(f".//{W}commentRangeStart")) == len(root.findall(f".//{W}commentReference")) == 1
    assert without_marks(usual[0]) == without_marks(usual[1])
    assert word(edited.data).text.whole == "甲乙丙"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_any_encoding_stays(encoding: str) -> None:
    made = _parts(document(plain("x")))
    text = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>{_OTHER}'
    data = zipped({**made, "word/document.xml": text.encode(encoding)})
    xml = parts(annotate(data, "乙").data)[BODY]
    assert xml.decode(encoding).count("commentRangeStart") == 1
    assert xml.startswith(text.encode(encoding)[:60])


# --- what cannot be ---------------------------------------------------------------------------------------------------


def test_only_word_files_are_written_into() -> None:
    text = word(document(plain("甲"))).text
    outcome = annotated(Audit("a.pdf", b"%PDF-1.7", text, []))
    assert (outcome.value, [one.code for one in outcome.findings]) == (None, ["A014"])


def test_a_file_that_reads_otherwise_afterwards_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    data, other = document(plain("甲乙")), read_word(document(plain("别的")))
    text = word(data).text
    monkeypatch.setattr("generator.audit.edit.written.read_word", lambda _: other)
    outcome: Outcome[Edited] = annotated(Audit("a.docx", data, text, [finding(text, ("甲", None))]))
    assert (outcome.value, [one.code for one in outcome.findings]) == (None, ["A017"])


def test_a_signature_is_told_of() -> None:
    made = files(plain("甲"))
    made["_rels/.rels"] = relations(
        ("officeDocument", "word/document.xml", ""), ("digital-signature/origin", "_xmlsignatures/origin.sigs", "")
    )
    data = zipped({**made, "[Content_Types].xml": _TYPES})
    text = word(data).text
    outcome = annotated(Audit("a.docx", data, text, [finding(text, ("甲", None))]))
    assert outcome.value is not None
    assert [one.code for one in outcome.findings] == ["A018"]


def test_a_broken_picture_is_a_finding() -> None:
    data = bytearray(document(plain("甲")))
    at_picture = data.index(b"\x00picture") if b"\x00picture" in data else data.index(b"word/media/image1.bin") + 22
    data[at_picture] ^= 0xFF
    text = word(bytes(data)).text
    outcome = annotated(Audit("a.docx", bytes(data), text, [finding(text, ("甲", None))]))
    assert (outcome.value, [one.code for one in outcome.findings]) == (None, ["A001"])


def test_nothing_to_say_gives_the_same_bytes() -> None:
    data = everything()
    assert annotate(data) == Edited(data)


# --- our own marks are no faults --------------------------------------------------------------------------------------


def test_our_own_comments_are_no_text_and_one_finding() -> None:
    data = everything()
    edited = annotate(data, "3小时", "三年", "某某医院")
    again = read_word(edited.data)
    assert again.value is not None
    assert again.value.text.whole == word(data).text.whole
    new = [
        one.message for one in again.findings if one.message not in {old.message for old in read_word(data).findings}
    ]
    assert new == ["有批注：bidgen写的有3处"]


def test_a_box_in_a_cell_is_marked_in_the_cell() -> None:
    data = document(table(row(cell(paragraph(run("格") + BOX.format(plain("框"))))) + plain("完")))
    assert commented(annotate(data, "框").data) == {"0": "框"}
