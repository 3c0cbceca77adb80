"""The text report: places, source lines with carets under the right characters, in a fixed order."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO

import pytest
from rich.console import Console

from generator.finding import Finding, Place, Severity
from generator.report.text import WINDOW, excerpt, print_report, summary, text_report
from generator.source import SourceMap, Span
from generator.zh.width import display_width

Example = tuple[tuple[Finding, ...], SourceMap, Mapping[str, str]]

GOLDEN = """\
catalogs/warranty/base.yaml
废标风险 C100 catalogs/warranty/base.yaml:1:9 质保期短于招标文件的要求
  1 │ period: 3年
    │         ^^^
  键路径：service.warranty.period
  另见 projects/示例/project.yaml:2:7
    2 │ name: 示例采购项目𠮷 # 说明
      │       ^^^^^^^^^^^^^^
  依据：《招标投标法》第二十七条；招标文件第五章
  建议：改为“5年”。

notes.yaml
提示 S001 notes.yaml:1:1 读不出这个文件

projects/示例/project.yaml
警告 S100 projects/示例/project.yaml:2:1 键名不常用
  2 │ name: 示例采购项目𠮷 # 说明
    │ ^^^^
  键路径：project.name

（没有位置）
错误 F001 没有宋体
  建议：安装宋体。

共发现废标风险1项、错误1项、警告1项、提示1项。
"""


def test_the_report_groups_by_file_and_points_with_carets(example: Example) -> None:
    findings, sources, texts = example
    assert text_report(findings, sources, texts) == GOLDEN


def test_the_order_of_the_findings_does_not_matter(example: Example) -> None:
    findings, sources, texts = example
    assert text_report(reversed(findings), sources, texts) == GOLDEN


def test_a_report_that_is_not_for_a_terminal_has_no_colour(example: Example) -> None:
    findings, sources, texts = example
    stream = StringIO()
    print_report(findings, sources, texts, Console(file=stream, width=20))
    assert stream.getvalue() == GOLDEN


def test_a_report_for_a_terminal_has_colour_by_severity(example: Example) -> None:
    findings, sources, texts = example
    stream = StringIO()
    console = Console(file=stream, force_terminal=True, color_system="standard", width=200)
    print_report(findings, sources, texts, console)
    assert (
        "\x1b[1;37;41m废标风险 C100 catalogs/warranty/base.yaml:1:9 质保期短于招标文件的要求\x1b[0m"
        in stream.getvalue()
    )


def test_without_findings_only_the_summary_is_said() -> None:
    assert text_report((), SourceMap(), {}) == "没有发现问题。\n"
    assert summary(()) == "没有发现问题。"


def test_what_a_terminal_would_obey_is_not_printed() -> None:
    finding = Finding("S013", Severity.ERROR, Place(span=Span("a.yaml", 1, 2, 1, 3)), "键“\x1b[31m\n”不对")
    assert text_report([finding], SourceMap(), {"a.yaml": "a\u202e\tb\ue000\u3000c"}) == (
        "a.yaml\n错误 S013 a.yaml:1:2 键“�[31m�”不对\n  1 │ a� b�　c\n    │  ^\n\n共发现错误1项。\n"
    )


def test_the_findings_of_one_file_stand_under_one_heading() -> None:
    findings = [Finding("W100", Severity.NOTICE, Place(span=Span("a.yaml", line, 1, line, 2)), "一") for line in (9, 2)]
    assert text_report(findings, SourceMap(), {}) == (
        "a.yaml\n提示 W100 a.yaml:2:1 一\n\n提示 W100 a.yaml:9:1 一\n\n共发现提示2项。\n"
    )


@pytest.mark.parametrize(
    ("line", "columns", "carets"),
    [
        ("name: 甲", (7, 8), "      ^^"),
        ("名称: 甲乙", (5, 7), "      ^^^^"),
        ("名称: a", (1, 3), "^^^^"),
        ("e\u0301a", (3, 4), " ^"),
        ("name:", (6, 6), "     ^"),
        ("name: x", (7, 99), "      ^"),
        ("name: x", (99, 99), "       ^"),
    ],
)
def test_carets_stand_under_the_characters_they_mean(line: str, columns: tuple[int, int], carets: str) -> None:
    start, end = columns
    assert excerpt(Span("a.yaml", 1, start, 1, end), {"a.yaml": line}) == (line, carets)


def test_a_span_of_several_lines_is_marked_to_the_end_of_its_first() -> None:
    assert excerpt(Span("a.yaml", 1, 4, 3, 2), {"a.yaml": "a: 甲乙  \nb\nc"}) == ("a: 甲乙  ", "   ^^^^")


@pytest.mark.parametrize("span", [Span("a.yaml", 3, 1, 3, 2), Span("b.yaml", 1, 1, 1, 2)])
def test_a_line_that_is_not_known_is_not_shown(span: Span) -> None:
    assert excerpt(span, {"a.yaml": "a: 1\n"}) is None


@pytest.mark.parametrize("start", [0, 10, 60, 119])
@pytest.mark.parametrize("length", [1, 30, 120])
@pytest.mark.parametrize("word", ["长", "x", "长x"])
def test_long_lines_are_cut_around_the_carets(word: str, start: int, length: int) -> None:
    line = "".join(
        chr(0x4E00 + index) if word == "长" or index % len(word) else chr(65 + index % 26) for index in range(120)
    )
    end = min(start + length, len(line))
    found = excerpt(Span("a.yaml", 1, start + 1, 1, end + 1), {"a.yaml": line})
    assert found is not None
    shown, carets = found
    assert display_width(shown) <= WINDOW
    assert display_width(carets) <= WINDOW
    marked = _under(shown, carets)
    assert line[start:end].startswith(marked.rstrip("…"))
    assert marked.rstrip("…")


def _under(shown: str, carets: str) -> str:
    """Give the characters that stand above the carets."""
    marked, cell = "", 0
    for character in shown:
        if carets[cell : cell + 1] == "^":
            marked += character
        cell += display_width(character)
    return marked
