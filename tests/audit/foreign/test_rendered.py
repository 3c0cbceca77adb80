"""A text that is a version of what a project prints: what differs from it, and what means the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.audit.foreign.alignment import aligned
from generator.audit.foreign.amounts import words_of
from generator.audit.foreign.case import ProjectFacts
from generator.audit.foreign.finding import AuditFinding, Certainty, Layer
from generator.audit.foreign.rendering import Line, Piece, PrintedValue, Rendering
from generator.audit.reading.plain import read_plain

Audit = Callable[..., tuple[AuditFinding, ...]]
Rows = Callable[..., list[tuple[str, ...]]]


def _line(text: str, **values: str) -> Line:
    """Give a printed line; each value is named by its key path, with one underscore for a dot."""
    places = ((text.index(words), words, path.replace("_", ".")) for path, words in values.items())
    printed = tuple(PrintedValue(start, start + len(words), words, path) for start, words, path in places)
    return Line((Piece(text, 0, printed),))


_PRINTED = (
    _line("示例甲科技有限公司为本次采购编制服务方案。", company_name="示例甲科技有限公司"),
    _line("接到报修后2小时内到达机房，4小时内修复。", levels_onsite="2小时", levels_restore="4小时"),
    _line("热线电话0000-8000-0560，由王示安接听。", phones_hotline="0000-8000-0560", staff_name="王示安"),
    _line("机房巡检每月1次，不收取差旅费。", inspection_frequency="每月1次"),
    _line("备件库存不少于3套，有效期至2031年5月6日。", parts_count="3套", parts_until="2031年5月6日"),
    _line("本方案未尽之处由双方另行商定。"),
    _line("价格见《商务文件》（一）备件和《商务文件》表1-2，人员见第二章。"),
)
_FACTS = ProjectFacts(rendering=Rendering(_PRINTED), known=frozenset({"示例甲"}))
_TEXT = "\n".join(line.pieces[0].text for line in _PRINTED)


def test_what_is_printed_word_for_word_contradicts_nothing(audit: Audit) -> None:
    assert [each for each in audit(_TEXT, project=_FACTS) if each.layer is not Layer.TEXT] == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("2小时内到达", "3小时内到达", ("A133", "3小时内", "2小时内", "levels.onsite")),
        ("2小时内到达", "2日内到达", ("A133", "2日内", "2小时内", "levels.onsite")),
        ("2小时内到达", "2小时后到达", ("A133", "2小时后", "2小时内", "levels.onsite")),
        ("0000-8000-0560", "0000-8000-0561", ("A133", "0000-8000-0561", "0000-8000-0560", "phones.hotline")),
        ("每月1次", "每季度1次", ("A133", "每季度1次", "每月1次", "inspection.frequency")),
        ("不少于3套", "不超过3套", ("A133", "不超过3套", "不少于3套", "parts.count")),
        ("2031年5月6日", "3031年5月6日", ("A133", "3031年5月6日", "2031年5月6日", "parts.until")),
        ("王示安", "李示安", ("A134", "李示安", "王示安", "staff.name")),
    ],
)
def test_a_fact_that_differs_is_told_with_what_ought_to_stand_there(
    old: str, new: str, expected: tuple[str, str, str, str], audit: Audit
) -> None:
    (found,) = audit(_TEXT.replace(old, new), "A13", project=_FACTS)
    (anchor,) = found.anchors
    assert (found.code, anchor.text, anchor.replacement, found.path) == expected
    assert (found.layer, found.certainty, found.group) == (Layer.PROJECT, Certainty.FACT, found.path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2小时内到达", "两小时内到达"),
        ("2小时内到达", "120分钟内到达"),
        ("2小时内到达", "2 小时以内到达"),
        ("2小时内到达", "不超过2小时到达"),
        ("0000-8000-0560", "００００-8000-0560"),
        ("每月1次", "每月一次"),
        ("2031年5月6日", "2031-05-06"),
        ("王示安接听", "王示安接聽"),
        ("接到报修后2小时内到达机房，4小时内修复", "接到报修后4小时内修复，2小时内到达机房"),
        ("示例甲科技有限公司为", "我公司为"),
    ],
)
def test_what_means_the_same_contradicts_no_fact(old: str, new: str, audit: Audit) -> None:
    found = audit(_TEXT.replace(old, new), "A13", project=_FACTS)
    assert [each for each in found if each.layer is Layer.PROJECT] == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("不收取差旅费", "收取差旅费", ("A135", "机房巡检每月1次，收取差旅费。")),
        ("双方", "我方", ("A135", "我")),
        ("本方案未尽", "第六章 备件管理\n库存每日盘点。\n本方案未尽", ("A136", "库存每日盘点。")),
        ("机房巡检每月1次，不收取差旅费。\n", "", ("A137", "热线电话0000-8000-0560，由王示安接听。")),
    ],
)
def test_other_words_and_lines_are_for_a_person_to_look_at(
    old: str, new: str, expected: tuple[str, str], audit: Audit
) -> None:
    found = audit(_TEXT.replace(old, new), "A13", project=_FACTS)
    assert expected in [(each.code, each.anchors[0].text) for each in found]
    assert {(each.layer, each.certainty) for each in found} == {(Layer.INSIDE, Certainty.REVIEW)}


def test_pages_of_another_volume_are_its_writers_matter(audit: Audit) -> None:
    bound = _TEXT.replace("（一）备件", "（一）备件（第9页）").replace("表1-2", "表1-2（第 11 页）")
    assert bound.count("页）") == 2
    assert audit(bound, "A13", project=_FACTS) == ()
    assert [each.code for each in audit(bound.replace("第二章", "第二章（第3页）"), "A13", project=_FACTS)] == ["A135"]


def test_lines_that_changed_places_are_told(rows: Rows) -> None:
    first, last = _PRINTED[1].pieces[0].text, _PRINTED[5].pieces[0].text
    found = rows(_TEXT.replace(f"{first}\n", "") + f"\n{first}", "A13", project=_FACTS)
    assert [code for code, *_ in found] == ["A138"]
    assert found[0][1] in {first, last}


def test_a_text_of_another_origin_is_not_laid_beside_it(rows: Rows) -> None:
    assert (
        rows("我方提供技术服务。\n热线电话0000-9999-0000。\n接到报修后9小时内到达现场。", "A133", project=_FACTS) == []
    )


def test_rows_are_paired_by_their_names() -> None:
    rows = (Line(tuple(map(Piece, ("甲级", "2小时"))), 0), Line(tuple(map(Piece, ("乙级", "4小时"))), 0))
    found = aligned(read_plain("甲级\n4小时"), Rendering((*rows, *_PRINTED)), {})
    assert (found.changed, found.same) == ((), ())


@pytest.mark.parametrize(
    ("text", "frame", "worths"),
    [
        ("在2小时内到场", "在\x00到场", [("time", "120")]),
        ("合计1,200元", "合计\x00", [("money", "1200", "")]),
        ("见表2-1和第3.1节", "见表2-1和第3.1节", []),
        ("邮箱a@b.example", "邮箱\x00", [("code", "A@B.EXAMPLE")]),
        ("2031年5月6日至2031.12", "\x00至\x00", [("date", "2031", "5", "6"), ("date", "2031", "12", "")]),
        ("三名工程师", "\x00工程师", [("count", "3")]),
    ],
)
def test_the_figures_of_a_line_are_told_from_its_words(text: str, frame: str, worths: list[tuple[str, ...]]) -> None:
    found = words_of(text)
    assert (found.frame, [each.worth for each in found.amounts]) == (frame, worths)
