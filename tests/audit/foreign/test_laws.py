"""What cannot be kept: steps out of order, levels out of order, replacements that come too late."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Rows = Callable[..., list[tuple[str, ...]]]
_HEAD = "故障级别 | 到场时间 | 修复时间 |\n---|---|---|\n"
_LAWS = ("A145", "A146", "A147")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("接到报修后8小时到场。\n4小时内修复故障。", [("A145", "8小时到场", "4小时内修复")]),
        ("12小时内提供备机。\n6小时内修复故障。", [("A145", "6小时内修复", "12小时内提供备机")]),
        (f"{_HEAD}重大 | 4小时 | 3小时 |\n一般 | 6小时 | 24小时 |\n", [("A145", "4小时", "3小时")]),
        (
            f"{_HEAD}重大 | 2小时 | 8小时 |\n一般 | 4小时 | 24小时 |\n轻微 | 6小时 | 12小时 |\n",
            [("A146", "24小时", "12小时")],
        ),
        (
            f"{_HEAD}重大 | 2小时 | 24小时 |\n一般 | 4小时 | 24小时 |\n轻微 | 6小时 | 24小时 |\n",
            [("A147", "24小时", "24小时", "24小时")],
        ),
    ],
)
def test_what_cannot_be_kept_is_found(text: str, expected: list[tuple[str, ...]], rows: Rows) -> None:
    assert rows(text, *_LAWS) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("接到报修后2小时到场。\n8小时内修复故障。", id="in order"),
        pytest.param("24小时到场。\n1日内修复故障。", id="what a reader takes for the same"),
        pytest.param("郊区8小时到场。\n一般故障远程2小时内修复。\n", id="remote repair"),
        pytest.param(
            f"{_HEAD}轻微 | 6小时 | 48小时 |\n一般 | 4小时 | 24小时 |\n重大 | 2小时 | 8小时 |\n",
            id="the lightest level first",
        ),
        pytest.param(f"{_HEAD}重大 | 2小时 | 8小时 |\n一般 | 2小时 | 8小时 |\n", id="two equal levels"),
    ],
)
def test_what_can_be_kept_is_left_alone(text: str, rows: Rows) -> None:
    assert rows(text, *_LAWS) == []
