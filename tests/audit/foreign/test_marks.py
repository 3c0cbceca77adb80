"""Punctuation: halves without the other, marks that cannot follow each other, single narrow marks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.audit.foreign.finding import AuditFinding

Rows = Callable[..., list[tuple[str, ...]]]
Audit = Callable[..., tuple[AuditFinding, ...]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("检查电源（含接地并记录", ["（"]),
        ("检查电源含接地）并记录", ["）"]),
        ("依照《维护规程执行", ["《"]),
        ("称为“关键部件的设备", ["“"]),
        ("检查,完成。。再次检查", ["。。"]),
        ("更换部件，，再次检查", ["，，"]),
        ("更换部件；。再次检查", ["；。"]),
        ("更换部件，！再次检查", ["，！"]),
    ],
)
def test_faulty_marks_are_found_at_their_characters(text: str, expected: list[str], rows: Rows) -> None:
    assert rows(text, "A108") == [("A108", each) for each in expected]


@pytest.mark.parametrize(
    "text",
    [
        "检查电源（含接地），“关键部件”依照《规程》维护",
        "1）检查电源；2)检查接地；a）记录",
        "检查下列部件（电源、\n接地、\n线路）后记录",
        "他问：“怎么办？”，答：“更换！”。",
        "等等……。另行通知！！",
        "检查(电源）并记录",
    ],
)
def test_marks_that_are_in_order_are_left_alone(text: str, rows: Rows) -> None:
    assert rows(text, "A108") == []


def test_single_narrow_marks_are_told_and_a_text_of_narrow_ones_is_not(audit: Audit) -> None:
    wide = "检查，记录，" * 10
    (found,) = audit(f"{wide}更换,复查。", "A108")
    assert [(each.text, each.replacement) for each in found.anchors] == [(",", "，")]
    assert audit("检查,记录,更换,复查。", "A108") == ()
