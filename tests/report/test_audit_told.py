"""What the screen and the document of an audit show of what was gathered."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.audit.foreign.finding import Anchor, AuditFinding, Certainty, Layer
from generator.audit.reading.plain import read_plain
from generator.document.nodes import Document, Section
from generator.document.text import reading_text
from generator.document.walk import blocks, plain
from generator.finding import Finding, Place, Severity
from generator.languages.spoken import CHINESE, ENGLISH, speak
from generator.report.audit_content import AuditCase, AuditContent, content_of
from generator.report.audit_document import audit_document
from generator.report.audit_sheets import audit_sheets
from generator.report.audit_text import MOST_PLACES, audit_text
from generator.source import SourceMap
from generator.style.load import load_sheet
from generator.style.numbering import numbering_of

ROOT = Path(__file__).parents[2]
LINES = 40
TEXT = "\n".join(f"第{number}点要求联系人XX处理，由其签字确认。" for number in range(LINES))
STARTS = [at for at in range(len(TEXT)) if TEXT.startswith("XX", at)]


def placeholder(start: int, replacement: str | None = None) -> AuditFinding:
    block = next(each for each in read_plain(TEXT).blocks if each.start <= start < each.end)
    where = Anchor(start, start + 2, "XX", block.number, replacement)
    return AuditFinding("A101", Layer.TEXT, Severity.ERROR, Certainty.FACT, "占位符：“XX”", "A101", (where,))


CHANGED = replace(
    placeholder(STARTS[0], "张工"), code="A161", layer=Layer.PROJECT, message="改动" * 200, group="A161", path="a.b"
)
NOTICE = replace(placeholder(STARTS[1]), code="A124", severity=Severity.NOTICE, certainty=Certainty.REVIEW, group="n")


def content(*found: AuditFinding, text: bool = True, is_own: bool = False) -> AuditContent:
    read = (Finding("A019", Severity.WARNING, Place(), "PDF的第2页没有文字", "由人看"),)
    whole = read_plain(TEXT) if text else None
    return content_of(
        AuditCase("甲.txt", TEXT.encode(), whole, read, found, (), SourceMap(), {}, {}, "0", is_own=is_own)
    )


def test_the_screen_shows_the_first_places_and_counts_the_others() -> None:
    told = audit_text(content(*map(placeholder, STARTS)))
    assert told.startswith(
        "甲.txt（文本）\n\n【文件状况】1项\n警告 A019 PDF的第2页没有文字\n  建议：由人看\n\n【事实错误】1项\n"
    )
    assert told.count("    │ 第") == MOST_PLACES
    assert f"  另有{LINES - MOST_PLACES}处，用 --report 全部写出\n" in told
    assert told.endswith("共发现错误1项、警告1项。\n读出承诺0处。\n")


def test_the_screen_shows_the_beginning_of_a_long_message_and_what_ought_to_stand_there() -> None:
    told = audit_text(content(CHANGED, is_own=True))
    assert told.startswith("甲.txt（文本，由 bidgen 生成）\n")
    assert f"错误 A161 {'改动' * 100}……\n" in told
    assert "  甲.txt:1:9 第1行  →  张工\n" in told
    assert "  键路径：a.b\n" in told
    assert "可以照改1处" in told


def test_the_screen_says_in_english_too_what_was_compared() -> None:
    made = content(is_own=True)
    speak(ENGLISH)
    told = audit_text(replace(made, case=replace(made.case, project="p", promises=())))
    speak(CHINESE)
    assert told.startswith("甲.txt (text, made by bidgen, compared with project p)\n")


def document(made: AuditContent) -> Document:
    style = "style/review.yaml"
    sheet = load_sheet((ROOT / "templates/zh" / style).read_text(encoding="utf-8"), style).value
    assert sheet is not None
    return audit_document(made, numbering_of(sheet))


def chapters(made: AuditContent) -> list[str]:
    found = (block for block in blocks(document(made)) if isinstance(block, Section) and block.level == 1)
    return [plain(block.title) for block in found]


def words(made: AuditContent) -> str:
    return "\n".join(segment.text for segment in reading_text(document(made)).segments)


@pytest.mark.parametrize(
    ("made", "titles"),
    [
        (content(text=False), ["审核结论", "文件状况"]),
        (
            content(NOTICE),
            ["审核结论", "文件状况", "事实错误", "需人判断", "更正清单", "承诺登记", "审核范围", "审核意见"],
        ),
        (
            content(CHANGED, is_own=True),
            [
                *("审核结论", "文件状况", "事实错误", "与资料不符", "需人判断"),
                *("更正清单", "承诺登记", "审核范围", "审核意见"),
            ],
        ),
    ],
    ids=["unread", "foreign", "own"],
)
def test_the_document_has_the_chapters_that_can_be_told(made: AuditContent, titles: list[str]) -> None:
    assert chapters(made) == titles


def test_the_document_says_what_was_not_read_and_counts_what_it_leaves_to_the_sheets() -> None:
    told = words(content(*map(placeholder, STARTS)))
    assert "PDF的第2页没有文字" in told
    assert "另有10处，见audit.xlsx的“问题”。" in told
    assert "等40处" in told
    assert "由人决定的（40处）" in told


def test_what_stands_in_a_cell_fits_on_a_page() -> None:
    told = words(content(CHANGED))
    assert "改动" * 70 + "……" + "改动" * 10 in told
    assert "改动" * 71 not in told


def test_the_sheets_have_every_place() -> None:
    sheets = {sheet.title: sheet.rows for sheet in audit_sheets(content(*map(placeholder, STARTS), CHANGED))}
    assert len(sheets["问题"]) == 1 + LINES + 1
    assert [row[1] for row in sheets["更正清单"]] == ["照改"] + ["由人决定"] * LINES
