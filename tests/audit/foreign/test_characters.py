"""Characters that only look right, with the right ones; a traditional text is told once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.audit.foreign.finding import AuditFinding

Rows = Callable[..., list[tuple[str, ...]]]
Audit = Callable[..., tuple[AuditFinding, ...]]
_SIMPLE = "工程师到场后逐台检查设备，核对运行记录，更换损坏的部件，并请用户在工作单上签字确认，留存备查。"


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        (f"{_SIMPLE}{_SIMPLE}服務人员持证上岗。", "務", "务"),
        ("10O小时内回电", "10O", "100"),
        ("l2个月的质保", "l2", "12"),
        ("⽤户签字", "⽤", "用"),
        ("街道１８８号", "１８８", "188"),
    ],
)
def test_a_character_is_told_with_the_right_one(text: str, wrong: str, right: str, audit: Audit) -> None:
    (found,) = audit(text, "A110")
    assert [(each.text, each.replacement) for each in found.anchors] == [(wrong, right)]


@pytest.mark.parametrize("text", [_SIMPLE, "型号O2-10，l级，100小时，IP65防护", "A、B、C三级"])
def test_usual_characters_are_left_alone(text: str, rows: Rows) -> None:
    assert rows(text, "A110") == []


def test_a_traditional_text_is_told_once(audit: Audit) -> None:
    (found,) = audit("服務人員到達現場後檢查設備。\n維護記錄由雙方簽字。", "A110")
    assert found.message.startswith("全文用繁体字")
