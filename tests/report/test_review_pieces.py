"""What the review report is put together from: pages, words, tables, quotations."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from generator.document.nodes import Cell, LineBreak, Row, Text, Value
from generator.document.text import ReadingText, Segment, ValuePlace
from generator.document.walk import children, own_inlines, plain
from generator.finding import Finding, Place, Severity
from generator.layout.pages import Pages
from generator.report.review.case import Case, conclusion
from generator.report.review.content import Content
from generator.report.review.finding_blocks import problem_blocks
from generator.report.review.nodes import Head, cell, grid, words
from generator.report.review.pages import known_pages, page_words
from generator.report.review.problems import Problem, Spot
from generator.report.review.quotes import Quote
from generator.source import SourceMap


def segment(number: int, text: str = "甲") -> Segment:
    """Give a paragraph; a number above 0 is that of a value in it."""
    places = (ValuePlace(Value(text, ("project.name",), "a.md.j2", 1, number), 0, 1),) if number else ()
    return Segment("paragraph", "one", text, 0, places)


@pytest.mark.parametrize(
    ("built", "expected"),
    [
        ({}, ["", "", "", "", ""]),
        ({1: "3", 2: "3"}, ["3", "3", "3", "", ""]),
        ({1: "3", 2: "4"}, ["3", "", "4", "", ""]),
        ({1: "3", 3: "3"}, ["3", "3", "3", "3", "3"]),
    ],
)
def test_what_stands_between_two_values_on_a_page_stands_on_that_page(
    built: Mapping[int, str], expected: list[str]
) -> None:
    reading = ReadingText((segment(1), segment(0), segment(2), segment(0), segment(3)))
    found = known_pages(
        reading, Pages({"one": 7}, 9, 1, (7, 7, 8, 8, 8)), {number: {"pdf": page} for number, page in built.items()}
    )
    assert [pages.get("pdf", "") for pages in found.segments] == expected
    assert [pages["docx"] for pages in found.segments] == ["7", "7", "8", "8", "8"]
    assert found.values[2]["docx"] == "8"
    assert found.built is bool(built)


def test_without_pages_of_paragraphs_those_of_sections_count() -> None:
    reading = ReadingText((segment(1), Segment("cover", "", "封面", 0, ())))
    found = known_pages(reading, Pages({"one": 7}, 9, 1), {})
    assert [dict(pages) for pages in found.segments] == [{"docx": "7"}, {}]


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ({}, ""),
        ({"docx": "3"}, "第3页"),
        ({"pdf": "3"}, "第3页"),
        ({"docx": "3", "pdf": "3"}, "第3页"),
        ({"docx": "3", "pdf": "4"}, "DOCX第3页、PDF第4页"),
    ],
)
def test_pages_in_words(pages: Mapping[str, str], expected: str) -> None:
    assert page_words(pages) == expected


def test_words_hold_nothing_that_cannot_be_printed() -> None:
    assert words("甲\t乙\x01\u202e\n\n丙　丁\n") == (Text("甲 乙□□"), LineBreak(), Text("丙　丁"))
    assert words(" \n") == ()


def test_a_table_without_rows_says_so() -> None:
    table = grid("t", (Head("甲", 1), Head("乙", 2)), ())
    assert table.rows == (Row((Cell(((Text("（无）"),),), colspan=2),)),)
    assert cell("", "甲").paragraphs == ((Text("甲"),),)


FINDING = Finding("C101", Severity.ERROR, Place("service.a"), "颠倒")
QUOTES = tuple(Quote(f"第{number}句限3日。", f"{number}节", {"docx": str(number)}, "3日") for number in range(1, 6))


def told(spot: Spot, *also: Spot) -> list[str]:
    """Give the words of the block of a finding, cell by cell."""
    case = Case("p", (FINDING,), SourceMap(), {}, {}, {"bidgen": "0"}, {})
    content = Content(case, (Problem(1, FINDING, "题", spot, also, ()),), (), (), (), ())
    (block,) = problem_blocks(content)
    return [plain(part) for table in children(block) for part in own_inlines(table) if part]


def test_three_sentences_are_quoted_and_the_others_counted() -> None:
    assert told(Spot("service.a", "a.yaml:1:2", "a: 3日", QUOTES))[2:7] == [
        "文件原句",
        "“第1句限3日。”（1节，第1页）",
        "“第2句限3日。”（2节，第2页）",
        "“第3句限3日。”（3节，第3页）",
        "另有2处：4节，第4页；5节，第5页。",
    ]


def test_what_is_contradicted_is_not_quoted_twice() -> None:
    spot = Spot("service.a", "a.yaml:1:2", "a: 3日", QUOTES[:1])
    found = told(spot, Spot("service.b", "b.yaml:1:2", "b: 2日", QUOTES[:1]), Spot("c", "c.yaml:1:1", "", QUOTES[1:2]))
    assert found[found.index("相矛盾处") + 1 :] == ["b.yaml:1:2　b: 2日", "c.yaml:1:1", "“第2句限3日。”（2节，第2页）"]


UNTYPED = "资料有错误，承诺和招标要求还不能核对；改正以后应当重新出具本报告。"


@pytest.mark.parametrize(
    ("limit", "severity", "reasons"),
    [
        (Severity.ERROR, Severity.NOTICE, (UNTYPED,)),
        (Severity.ERROR, Severity.WARNING, (UNTYPED, "另有警告1项，由审核人逐项认定。")),
        (
            Severity.WARNING,
            Severity.WARNING,
            ("有警告1项，见“需要处理的问题”，改正并重新检查以前不能签发。", UNTYPED),
        ),
    ],
)
def test_what_stands_against_signing(limit: Severity, severity: Severity, reasons: tuple[str, ...]) -> None:
    finding = Finding("C101", severity, Place(), "颠倒")
    found = conclusion(Case("p", (finding,), SourceMap(), {}, {}, {}, {}, limit))
    assert (found.words, found.reasons) == ("不能签发", reasons)
