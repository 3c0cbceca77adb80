"""References that lead nowhere, contents unlike the headings, numbers that do not follow."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Rows = Callable[..., list[tuple[str, ...]]]
_CHAPTERS = "第一章 概述\n本章说明范围。\n第二章 服务\n本章说明做法。\n第三章 保障\n本章说明措施。\n"
_SECTIONS = "4.1 概述\n甲。\n4.2 范围\n乙。\n4.3 做法\n丙。\n"
_TABLES = "表1 人员\n各人的分工。\n表2 设备\n各台的位置。\n表3 备件\n各件的数量。\n"
_CONTENTS = "目录\n第一章 概述........1\n第二章 服务........3\n第三章 保障........5\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{_CHAPTERS}具体做法见第九章。", ["第九章"]),
        (f"{_CHAPTERS}具体做法见第5章。", ["第5章"]),
        (f"{_TABLES}备件的数量见表7。", ["表7"]),
        (f"{_CHAPTERS}具体做法见第二章，措施见第3章。", []),
        (f"{_CHAPTERS}按招标文件第九章的要求执行。", []),
        (f"{_TABLES}数量见表2和表3。", []),
        ("具体做法见第九章。", []),
        (f"{_SECTIONS}说明\t章节\n做法\t第4.9节\n范围\t第4.2节", ["第4.9节"]),
        (f"{_TABLES}图7是另一种编号，见图7。", []),
    ],
)
def test_a_reference_that_leads_nowhere_is_found(text: str, expected: list[str], rows: Rows) -> None:
    assert [row[1] for row in rows(text, "A116")] == expected


@pytest.mark.parametrize(
    ("contents", "expected"),
    [
        (_CONTENTS, []),
        (_CONTENTS.replace("第二章 服务", "第二章 培训"), ["培训........3"]),
        (_CONTENTS.replace("........3", "........9"), ["服务........9"]),
        (_CONTENTS.replace("........1", "........4"), ["概述........4"]),
    ],
)
def test_contents_are_held_against_headings_and_pages(contents: str, expected: list[str], rows: Rows) -> None:
    assert [row[1] for row in rows(f"{contents}{_CHAPTERS}", "A116")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4.1 概述\n甲。\n4.2 范围\n乙。\n4.4 做法\n丙。", ["做法"]),
        ("4.1 概述\n甲。\n4.2 范围\n乙。\n4.3 做法\n丙。", []),
        ("4.1 概述\n甲。\n4.7 范围\n乙。\n4.3 做法\n丙。", ["范围"]),
        (_TABLES.replace("表3", "表5"), ["表5 备件"]),
        (_TABLES, []),
        ("表1 人员\n表4 设备", []),
        ("图1-1 甲\n图2-1 乙\n图3-1 丙\n图4-5 丁", ["图4-5 丁"]),
        ("图1-1 甲\n图2-1 乙\n图3-1 丙\n图4-1 丁", []),
    ],
)
def test_numbers_follow_one_another(text: str, expected: list[str], rows: Rows) -> None:
    assert [row[1] for row in rows(text, "A120")] == expected
