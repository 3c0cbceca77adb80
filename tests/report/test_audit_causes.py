"""Findings of an audit by cause: chapters, messages, places with their exact characters, corrections, the register."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.audit.foreign.finding import Anchor, AuditFinding, Certainty, Layer
from generator.audit.reading.plain import read_plain
from generator.audit.text import Commitment, Provenance
from generator.commitments.lattice import Scope
from generator.commitments.promise import Promise
from generator.finding import Finding, Place, Severity
from generator.model.commitments import Kind, Stricter
from generator.report.audit_causes import Cause, Chapter
from generator.report.audit_content import AuditCase, AuditContent, agreements, by_layer, content_of, merged
from generator.report.audit_register import Agreement
from generator.source import Entry, SourceMap, Span
from generator.zh.quantity import parse
from generator.zh.scan import Comparator

TEXT = "一、响应\n热线提供724小时服务。\n接到报修后2小时到场。\n乡镇4小时到场。\n联系人XX，电话XX。\n质保期2年。"
CATALOG = "catalogs/warranty/base.yaml"
TITLES = {"A101": "占位符没有替换", "A141": "同一事项前后不一致", "A142": "比一般承诺宽松"}


def anchor(words: str, replacement: str | None = None, *, after: int = 0) -> Anchor:
    start = TEXT.index(words, after)
    block = next(each for each in read_plain(TEXT).blocks if each.start <= start < each.end)
    return Anchor(start, start + len(words), words, block.number, replacement)


def found(code: str, message: str, *anchors: Anchor, group: str = "", layer: Layer = Layer.TEXT) -> AuditFinding:
    certainty = Certainty.REVIEW if layer is Layer.INSIDE else Certainty.FACT
    severity = Severity.WARNING if layer is Layer.INSIDE else Severity.ERROR
    return AuditFinding(code, layer, severity, certainty, message, group or code, anchors)


LOST = replace(
    found("A103", "服务时间丢失了乘号：“724”", anchor("724", "7×24")), basis=("gbt_15834",), hint="照原意补上"
)
FIRST, SECOND = anchor("XX"), anchor("XX", after=TEXT.index("电话"))
PLACEHOLDERS = tuple(
    found("A101", f"占位符没有替换：“{words}”", each, group="A101/cross")
    for words, each in (("XX", FIRST), ("XX，", SECOND))
)
PAIRS = tuple(
    found(code, message, anchor("2小时到场"), anchor("4小时到场"), group="arrival", layer=Layer.INSIDE)
    for code, message in (("A141", "到场时限：同一事项前后不一致，“2”"), ("A142", "到场时限：这里比一般承诺宽松，“4”"))
)
PERIOD = replace(
    found("A131", "质保期“2年”与资料不一致", anchor("2年", "3年"), group="period", layer=Layer.PROJECT),
    path="service.warranty.period",
)
LINKED = Finding("A006", Severity.WARNING, Place(), "文件链接到外面", "删除链接")


def content(*several: AuditFinding, **more: object) -> AuditContent:
    sources = SourceMap(
        {"service.warranty.period": Entry(Span(CATALOG, 1, 1, 1, 7), Span(CATALOG, 1, 9, 1, 11))},
    )
    case = AuditCase(
        "标书/甲.txt",
        TEXT.encode(),
        read_plain(TEXT),
        (LINKED,),
        several,
        (),
        sources,
        {CATALOG: "period: 3年\n"},
        TITLES,
        "0",
    )
    return content_of(replace(case, **more))  # type: ignore[arg-type]


def only(several: tuple[Cause, ...]) -> Cause:
    (cause,) = several
    return cause


def test_chapters_follow_each_other_and_causes_are_numbered() -> None:
    made = content(*PAIRS, PERIOD, LOST)
    assert [(each.number, each.chapter, each.codes, each.layer, each.is_sure) for each in made.causes] == [
        (1, Chapter.FILE, ("A006",), "", True),
        (2, Chapter.FACTS, ("A103",), "A", True),
        (3, Chapter.PROJECT, ("A131",), "B", True),
        (4, Chapter.REVIEW, ("A141", "A142"), "C", False),
    ]
    assert made.gravest is Severity.ERROR
    assert not made.is_fit
    assert content(*PAIRS).is_fit
    assert [(name, sum(counts.values()), places) for name, counts, places in by_layer(made)] == [
        ("文件状况", 1, 1),
        ("A 文字本身", 1, 1),
        ("B 与项目资料、生成记录", 1, 1),
        ("C 文件内部前后", 1, 2),
    ]


@pytest.mark.parametrize(
    ("several", "message", "places"),
    [
        ((LOST,), "服务时间丢失了乘号：“724”", 1),
        (PLACEHOLDERS, "占位符没有替换", 2),
        (PAIRS, "到场时限：同一事项前后不一致；比一般承诺宽松", 2),
        (PAIRS[:1] * 2, "到场时限：同一事项前后不一致，“2”", 2),
    ],
)
def test_one_cause_has_one_message_and_each_place_once(
    several: tuple[AuditFinding, ...], message: str, places: int
) -> None:
    cause = only(content(*several).causes[1:])
    assert (cause.message, len(cause.spots)) == (message, places)


def test_a_place_tells_the_exact_characters_in_their_sentence() -> None:
    cause = only(content(LOST).of(Chapter.FACTS))
    (spot,) = cause.spots
    assert (spot.where, spot.line, spot.column) == ("第2行，一、 响应", 2, 5)
    assert (spot.before, spot.marked, spot.after) == ("热线提供", "724", "小时服务。")
    assert spot.correction == "7×24"
    assert cause.basis == ("GB/T 15834-2011《标点符号用法》",)


@pytest.mark.parametrize(
    ("words", "replacement", "correction"),
    [("724", None, ""), ("724", "", "（删去）"), ("", "7×24", "（补上）7×24"), ("724", "7\n×24", "7 ×24")],
)
def test_what_is_to_be_done_is_said_in_words(words: str, replacement: str | None, correction: str) -> None:
    start = TEXT.index("724")
    where = Anchor(start, start + len(words), words, anchor("724").block, replacement)
    cause = only(content(found("A103", "丢失", where)).of(Chapter.FACTS))
    assert [spot.correction for spot in cause.spots] == [correction]


def test_the_fact_that_is_contradicted_is_told_with_its_line() -> None:
    (fact,) = only(content(PERIOD).of(Chapter.PROJECT)).facts
    assert (fact.path, fact.position, fact.line) == ("service.warranty.period", f"{CATALOG}:1", "period: 3年")


def test_corrections_are_those_that_are_certain_and_those_for_a_person() -> None:
    made = content(LOST, *PLACEHOLDERS, PERIOD)
    assert [(each.spot.marked, each.spot.correction) for each in made.certain] == [("724", "7×24"), ("2年", "3年")]
    assert [each.spot.marked for each in made.open] == ["XX", "XX"]
    assert [len(alike) for alike in merged(made.open)] == [2]


def test_of_notices_nobody_has_to_decide() -> None:
    notice = replace(LOST, severity=Severity.NOTICE, anchors=(anchor("724"),))
    assert content(notice).open == ()


# --- the register -----------------------------------------------------------------------------------------------------


def promised(words: str, value: str, kind: Kind, provenance: Provenance = Provenance.OWN) -> Commitment:
    where = anchor(words)
    return Commitment(
        kind,
        parse(value),
        Comparator.AT_MOST,
        where.block,
        where.start,
        where.end,
        words,
        provenance=provenance,
    )


WARRANTY = Promise("w", Kind.WARRANTY_PERIOD, "质保", parse("3年"), Stricter.HIGHER, Scope(), "service.warranty.period")
ARRIVAL = Promise("a", Kind.ARRIVAL, "到场", parse("2小时"), Stricter.LOWER, Scope(), "service.arrival")


@pytest.mark.parametrize(
    ("commitment", "printed", "agreement", "values"),
    [
        (promised("2小时到场", "2小时", Kind.ARRIVAL), (), Agreement.SAME, ("2小时",)),
        (promised("4小时到场", "4小时", Kind.ARRIVAL), (), Agreement.NOT_COMPARED, ()),
        (promised("4小时到场", "4小时", Kind.ARRIVAL), ((0, len(TEXT)),), Agreement.PRINTED, ()),
        (promised("4小时到场", "4小时", Kind.RESPONSE), (), Agreement.ABSENT, ()),
        (promised("4小时到场", "4小时", Kind.ARRIVAL, Provenance.MAKER), (), Agreement.NOT_OURS, ()),
        (promised("质保期2年", "2年", Kind.WARRANTY_PERIOD), (), Agreement.DIFFERENT, ("3年",)),
    ],
)
def test_beside_each_promise_stands_what_the_project_says(
    commitment: Commitment, printed: tuple[tuple[int, int], ...], agreement: Agreement, values: tuple[str, ...]
) -> None:
    made = content(PERIOD, commitments=(commitment,), promises=(WARRANTY, ARRIVAL), printed=printed)
    (entry,) = made.entries
    assert (entry.agreement, entry.values) == (agreement, values)
    assert dict(agreements(made)) == {agreement: 1}


def test_without_a_project_nothing_is_compared() -> None:
    made = content(commitments=(promised("2小时到场", "2小时", Kind.ARRIVAL),))
    (entry,) = made.entries
    assert (entry.agreement, entry.value, entry.source) == (Agreement.NO_PROJECT, "不超过2小时", "我方承诺")
    assert agreements(made) == {}


def test_figures_that_nobody_promises_stand_apart() -> None:
    made = content(commitments=(promised("2小时到场", "2小时", Kind.ARRIVAL, Provenance.EXAMPLE),))
    assert made.entries == ()
    assert [(each.source, each.spot.marked) for each in made.others] == [("举例", "2小时到场")]
