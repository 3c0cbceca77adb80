"""Words that bind too much or to nothing: graver in a promise, silent where nobody means them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.audit.foreign.finding import AuditFinding
from generator.finding import Severity

Audit = Callable[..., tuple[AuditFinding, ...]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我公司承诺采用最先进的做法。", [("A121", "最先进", Severity.WARNING)]),
        ("业内评价最先进。", [("A121", "最先进", Severity.NOTICE)]),
        ("保證提供終身維護。", [("A122", "終身", Severity.WARNING)]),
        ("我方承担一切损失。", [("A123", "一切损失", Severity.ERROR)]),
        ("故障不解决，人员不撤离。", [("A122", "不解决，人员不撤", Severity.NOTICE)]),
        ("我方尽快到场。", [("A124", "尽快", Severity.NOTICE)]),
        ("我方原则上当日到场。", [("A125", "原则上", Severity.NOTICE)]),
        ("我们的产品优于其他厂商。", [("A126", "优于其他厂商", Severity.WARNING)]),
        ("质保期内上门，终身维护。", [("A122", "终身", Severity.NOTICE)]),
        ("接报后第一时间响应。", [("A124", "第一时间", Severity.NOTICE)]),
        ("我方保证通道畅通无阻。", [("A121", "畅通无阻", Severity.WARNING)]),
        ("对所造成的损失负责。", [("A123", "损失负责", Severity.ERROR)]),
        ("我方无条件更换。", [("A123", "无条件更换", Severity.ERROR)]),
    ],
)
def test_words_are_weighed_by_where_they_stand(
    text: str, expected: list[tuple[str, str, Severity]], audit: Audit
) -> None:
    found = audit(text, "A12")
    assert [(each.code, each.anchors[0].text, each.severity) for each in found] == expected


@pytest.mark.parametrize(
    "text",
    [
        "编号为唯一编号。",
        "文件中不得使用最先进一类用语。",
        "我方在10年内终身维护，为期不超过合同约定。",
        "我方赔偿一切损失，以合同价为限。",
        "我方尽快在4小时内到场。",
        "用户尽快通知。",
        "当日原则上休息。",
        "“终身”是指设备的使用寿命以内。",
        "法规定的“最佳”一类用语不得出现。",
        "定期巡检",
        "质保期内无偿更换。",
        "并非终身维护。",
    ],
)
def test_words_that_nobody_means_are_left_alone(text: str, audit: Audit) -> None:
    assert audit(text, "A12") == ()
