"""Tracked changes in every construct, what is left to a person, and what remains when they are accepted."""

from __future__ import annotations

import pytest

from generator.audit.edit.written import Audit, Edited, fixed
from generator.audit.foreign.finding import AuditFinding
from generator.audit.reading.docx import read_word
from generator.finding import Finding, Place, Severity
from tests.audit.edit.comparing import accepted, at, finding, parts, without_marks, word
from tests.audit.edit.constructs import OTHERS, PARAGRAPHS, SIDES, document, everything
from tests.audit.edit.test_comments import commented, lines
from tests.audit.reading.packages import cell, package, paragraph, plain, row, run, table

BODY = "word/document.xml"
BOUND = "它在公式、域、控件或者别人移动的内容里"
FIELD = "它是域的结果，更新域时会被重写"
ELSEWHERE = "它不在正文里，请在Word中手工改"


def fix(data: bytes, *told: AuditFinding, read: tuple[Finding, ...] = ()) -> Edited:
    outcome = fixed(Audit("a.docx", data, word(data).text, told, read))
    assert outcome.findings == ()
    assert outcome.value is not None
    return outcome.value


def replaced(data: bytes, *rows: tuple[str, str | None]) -> Edited:
    text = word(data).text
    return fix(data, *(finding(text, each) for each in rows))


@pytest.mark.parametrize(
    ("name", "words", "replacement"),
    [
        ("plain", "3小时", "2小时"),
        ("plain", "响应时间为3小时以内", ""),
        ("bold", "保三年有", "修五年"),
        ("symbol", "7×24", "5×8"),
        ("symbol", "×", "x"),
        ("tabs", "左边\t右边\n下", "一\t二\n三"),
        ("link_field", "公司", "集团"),
        ("link", "乙公司", "丙公司"),
        ("control", "丙楼", "丁楼"),
        ("others", "写的四", "写的五"),
        ("others", "个字", "句话"),
        ("others", "新写的四个字", "新写的话"),
        ("box", "框里", "箱里"),
        ("entities", "乙<丙", "乙&丁"),
        ("cdata", "前中<间后", "甲"),
        ("cdata", "中<", "丁>"),
        ("spaces", " two ", " 2 "),
        ("noted", "注之", "引之"),
        ("changed", "过样", "好样"),
        ("bookmark", "十台", "九台"),
        ("bookmark", "十台设", "九台设"),
        ("table", "时限", "期限"),
    ],
)
def test_a_change_gives_the_right_words_and_can_be_undone(name: str, words: str, replacement: str) -> None:
    data = document(PARAGRAPHS[name] + plain("完"), **SIDES)
    edited = replaced(data, (words, replacement))
    assert (edited.changes, edited.left) == (1, ())
    expected = word(data).text.whole.replace(words, replacement, 1).lstrip("\n")
    assert word(edited.data).text.whole == expected
    assert without_marks(parts(edited.data)[BODY]) == without_marks(parts(data)[BODY])


@pytest.mark.parametrize(
    ("name", "words", "reason"),
    [
        ("field", "七", FIELD),
        ("field", "第七章", FIELD),
        ("simple", "九", BOUND),
        ("bound", "五月", BOUND),
        ("math", "x=5", BOUND),
        ("box", "外\n框里", "它跨了几段，请手工改"),
    ],
)
def test_what_no_machine_may_change_is_left_with_a_comment(name: str, words: str, reason: str) -> None:
    data = document(PARAGRAPHS[name] + plain("完"))
    edited = replaced(data, (words, "新"))
    assert edited.changes == 0
    assert [(left.reason, left.places) for left in edited.left] == [(reason, 1)]
    assert lines(edited.data)[0][0] == f"应为“新”；没有用修订改：{reason}"
    assert without_marks(parts(edited.data)[BODY]) == without_marks(parts(data)[BODY])


def test_the_elements_of_a_change() -> None:
    data = package(paragraph(run("质保") + run("3年", "<w:b/>") + run("整")))
    xml = parts(replaced(data, ("3年", "5年")).data)[BODY].decode()
    begin, end = xml.index("<w:commentRangeStart"), xml.index("<w:r><w:rPr></w:rPr><w:t xml:space='preserve'>整")
    assert xml[begin:end] == (
        '<w:commentRangeStart w:id="0"/>'
        '<w:del w:id="1" w:author="bidgen"><w:r><w:rPr><w:b/></w:rPr>'
        "<w:delText xml:space='preserve'>3年</w:delText></w:r></w:del>"
        '<w:ins w:id="2" w:author="bidgen"><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">5年</w:t></w:r></w:ins>'
        '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    )


def test_an_insertion_of_another_stays_his() -> None:
    data = package(paragraph(OTHERS.format(run("甲乙丙"))))
    xml = parts(replaced(data, ("乙", "丁")).data)[BODY].decode()
    authors = [piece.split('"')[0] for piece in xml.split('w:author="')[1:]]
    assert authors == ["张", "bidgen", "bidgen", "张"]
    assert xml.count("<w:ins ") == xml.count("</w:ins>") == 3


def test_a_footnote_mark_in_the_words_stays() -> None:
    data = document(PARAGRAPHS["noted"], footnotes=SIDES["footnotes"])
    xml = parts(replaced(data, ("有注之处", "无处")).data)[BODY].decode()
    assert xml.count("<w:del ") == 2
    assert "</w:del><w:r><w:footnoteReference" in xml


def test_headers_and_notes_are_changed_where_they_stand() -> None:
    data = everything()
    edited = replaced(data, ("某某医院", "本项目医院"), ("脚注里", "注文里"))
    assert edited.changes == 2
    new = parts(edited.data)
    assert "本项目医院".encode() in new["word/header1.xml"]
    assert "注文里".encode() in new["word/footnotes.xml"]
    assert b"comment" not in new["word/header1.xml"] + new["word/footnotes.xml"]
    assert [row[2] for row in lines(edited.data)] == ["位置：注释里的“脚注里”", "位置：页眉里的“某某医院”"]
    for name in ("word/header1.xml", "word/footnotes.xml"):
        assert without_marks(new[name]) == without_marks(parts(data)[name])


def test_a_deleted_value_is_put_back_in_its_bookmark() -> None:
    data = package(
        paragraph(run("数量") + "<w:bookmarkStart w:id='3' w:name='_v7'/><w:bookmarkEnd w:id='3'/>" + run("套"))
    )
    text = word(data).text
    told = finding(text, ("数量", None))
    told = AuditFinding(told.code, told.layer, told.severity, told.certainty, "缺", "g", (at(text, 2, 0, "5"),))
    edited = fix(data, told)
    xml = parts(edited.data)[BODY].decode()
    assert word(edited.data).text.whole == "数量5套"
    assert xml.index("_v7") < xml.index("<w:ins ") < xml.index("bookmarkEnd")
    assert lines(edited.data)[0][0] == "已用修订补上“5”，请核对后接受"


def test_an_empty_cell_is_filled() -> None:
    data = document(table(row(cell(plain("甲")), cell("<w:p/>"))) + plain("完"))
    text = word(data).text
    told = finding(text, ("甲", None))
    anchor = at(text, text.blocks[1].start, 0, "乙")
    edited = fix(data, AuditFinding(told.code, told.layer, told.severity, told.certainty, "缺", "g", (anchor,)))
    assert word(edited.data).text.whole == "甲\n乙\n完"
    assert commented(edited.data) == {"0": "乙"}


def test_characters_of_a_symbol_font_do_not_lend_it() -> None:
    fonts = "<w:rFonts w:ascii='Symbol' w:hAnsi='Symbol'/><w:b/>"
    data = package(paragraph(run("7") + run("\uf0b4", fonts) + run("24")))
    edited = replaced(data, ("×", "乘"))
    assert word(edited.data).text.whole == "7乘24"
    assert '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">乘' in parts(edited.data)[BODY].decode()


# --- several findings -------------------------------------------------------------------------------------------------


def test_changes_that_overlap_are_made_once() -> None:
    data = document(plain("响应时间为三小时以内"))
    edited = replaced(data, ("三小时", "两小时"), ("三", "四"), ("以内", "之内"))
    assert edited.changes == 2
    assert word(edited.data).text.whole == "响应时间为两小时之内"
    assert [left.reason for left in edited.left] == ["它与另一处修订重叠，接受那一处以后再改"]


def test_two_findings_of_one_change_share_it() -> None:
    data = document(plain("响应三小时"))
    edited = replaced(data, ("三小时", "两小时"), ("三小时", "两小时"))
    assert (edited.changes, edited.comments, edited.left) == (1, 2, ())


def test_comments_inside_a_deletion_divide_it() -> None:
    data = document(plain("响应三小时以内"))
    edited = replaced(data, ("三小时", "两小时"), ("小", None))
    assert word(edited.data).text.whole == "响应两小时以内"
    assert [left.touched for left in edited.left] == [True]
    assert lines(edited.data)[1][0] == "这里已有一处修订，接受以后请再审核一次"
    assert without_marks(parts(edited.data)[BODY]) == without_marks(parts(data)[BODY])


def test_a_finding_is_mended_where_every_wrong_place_is() -> None:
    data = document(plain("质保3年") + plain("保修5年") + plain("维修7年"))
    text = word(data).text
    mended = finding(text, ("3年", None), ("5年", "3年"))
    half = finding(text, ("3年", None), ("7年", None))
    edited = fix(data, mended, half, read=(Finding("A007", Severity.WARNING, Place(), "带有宏"),))
    assert edited.changes == 1
    assert [(left.finding.code, left.places) for left in edited.left] == [("A131", 2), ("A007", 1)]
    assert [row[0] for row in lines(edited.data)] == [
        *("A007 警告：带有宏", "A131 错误：两处不一致", "已用修订改为“3年”，请核对后接受", "A131 错误：两处不一致")
    ]


def test_properties_are_left_to_a_person() -> None:
    picture = "<w:r><w:drawing><wp:inline><wp:docPr id='1' name='p' descr='别家的楼'/></wp:inline></w:drawing></w:r>"
    data = package(paragraph(run("见图") + picture))
    edited = replaced(data, ("别家", "本家"))
    assert [left.reason for left in edited.left] == [ELSEWHERE]
    assert commented(edited.data) == {"0": ""}


# --- afterwards -------------------------------------------------------------------------------------------------------


def test_the_accepted_file_says_what_the_marked_one_reads() -> None:
    data = everything()
    edited = replaced(data, ("3小时", "2小时"), ("三年", "两年"), ("24小时", "12小时"))
    assert accepted(parts(edited.data)[BODY]) == accepted(
        parts(data)[BODY]
        .replace("3小时以内".encode(), "2小时以内".encode())
        .replace("三年".encode(), "两年".encode())
        .replace("24小时".encode(), "12小时".encode())
    )


def test_our_own_changes_are_one_finding_of_each_kind() -> None:
    data = everything()
    edited = replaced(data, ("3小时", "2小时"), ("三年", "两年"))
    before = {one.message for one in read_word(data).findings}
    new = [one.message for one in read_word(edited.data).findings if one.message not in before]
    assert new == [
        *("有批注：bidgen写的有2处", "修订（删除）没有处理：bidgen写的有2处", "修订（插入）没有处理：bidgen写的有2处")
    ]


def test_numbers_of_changes_are_free() -> None:
    data = document(PARAGRAPHS["bookmark"] + PARAGRAPHS["changed"])
    xml = parts(replaced(data, ("十台", "九台")).data)[BODY].decode()
    assert '<w:del w:id="51"' in xml
    assert '<w:ins w:id="52"' in xml
