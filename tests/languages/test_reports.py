"""Sheets and documents of the program's own in English: its words are told, what bids say stays."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook

from generator.document.nodes import (
    Contents,
    Cover,
    Document,
    Paragraph,
    Properties,
    Running,
    Section,
    Strong,
    Text,
    Value,
)
from generator.document.told import told_document
from generator.languages.spoken import CHINESE, ENGLISH, speak, told_if_known
from generator.report.markdown import markdown_tables
from generator.write.xlsx.sheet import Column, Sheet
from generator.write.xlsx.workbook import write_xlsx

SHEET = Sheet(
    "承诺登记",
    (Column("序号", 6), Column("承诺值", 20), Column("问题", 40)),
    ((1, "3年", "缺少必填的键“name”：公司全称（与营业执照一致）"), (2, "不超过2小时", "我方在2小时内到场。")),
)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    speak(ENGLISH)
    yield
    speak(CHINESE)


def test_a_workbook_has_english_words_and_chinese_values() -> None:
    data = write_xlsx((SHEET,), "承诺登记表", "bidgen", datetime(2026, 11, 22, tzinfo=UTC))
    (page,) = load_workbook(io.BytesIO(data)).worksheets
    assert page.title == "Register of promises"
    assert list(page.iter_rows(values_only=True)) == [
        ("No.", "Promised value", "Finding"),
        (1, "3年", "The required key “name” is missing: full name of the company (as on the licence)"),
        (2, "不超过2小时", "我方在2小时内到场。"),
    ]
    assert page.oddFooter is not None
    assert page.oddFooter.center.text == "Page &P of &N"


def test_markdown_has_the_same_words() -> None:
    lines = markdown_tables((SHEET, Sheet("没有印出的承诺", SHEET.columns, ())), "承诺登记表").splitlines()
    assert lines[:4] == ["# Register of promises", "", "## Register of promises", ""]
    assert lines[4] == "| No. | Promised value | Finding |"
    assert lines[-3:] == ["## Promises not printed", "", "(none)"]


def words(text: str) -> tuple[Text, ...]:
    return (Text(text),)


def test_a_report_is_told_and_its_values_are_not() -> None:
    promised = Value("3年", ("service.warranty.groups[0].period",), "", 0)
    alone = Paragraph(words("承诺值"))
    body = Paragraph((Text("没有发现问题。"), promised, Strong(words("更正清单有3处可以照改，2处由人决定。"))))
    running = Running(words("审核报告"), (), ())
    document = Document(
        Properties("审核报告", "示例", "bidgen", "审核报告"),
        Cover((), words("示例项目"), words("审核报告"), (), (), ()),
        Contents(words("目录"), 2),
        running,
        (Section("result", 1, words("审核结论"), (body, alone)),),
        running,
    )
    told = told_document(document, told_if_known, "en")
    assert (told.properties.title, told.properties.language) == ("Review report", "en")
    assert (told.cover.project, told.cover.title) == (words("示例项目"), words("Review report"))
    (section,) = told.body
    assert isinstance(section, Section)
    assert section.title == words("Result of the audit")
    assert section.blocks == (
        Paragraph(
            (
                Text("Nothing found."),
                promised,
                Strong(words("Of the corrections 3 can be made as they stand, 2 need a decision.")),
            )
        ),
        Paragraph(words("Promised value")),
    )
