"""Where a text contradicts itself about one kind of promise, and where it only seems to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.audit.foreign.finding import AuditFinding, Certainty, Layer
from generator.finding import Severity

Rows = Callable[..., list[tuple[str, ...]]]
Audit = Callable[..., tuple[AuditFinding, ...]]

_HEAD = "故障级别 | 到场时间 | 修复时间 |\n---|---|---|\n"
_TABLE = f"{_HEAD}重大 | 2小时 | 8小时 |\n一般 | 4小时 | 24小时 |\n轻微 | 6小时 | 48小时 |\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "返修设备自收件起7日内修复送回。\n保养时发现损坏的，返修设备12日内修复送回。",
            [("A141", "7日内修复送回", "12日内修复送回")],
        ),
        ("系统质保期为4年。\n验收以后，系统的质保期为60个月。", [("A141", "质保期为4年", "质保期为60个月")]),
        ("返修设备5日内修复送回。\n返修设备5个工作日内修复送回。", [("A144", "5日内修复送回", "5个工作日内修复送回")]),
        ("2小时到场。\n郊区6小时到场。", [("A142", "2小时到场", "6小时到场")]),
        (f"到场不超过4小时。\n\n{_TABLE}", [("A142", "到场不超过4小时", "6小时")]),
        (
            f"到场不超过12小时。\n\n{_TABLE}",
            [("A143", "到场不超过12小时", each) for each in ("2小时", "4小时", "6小时")],
        ),
        (
            "采取巡检制度，每季度由经理带队拜访一次。\n系统每月巡检一次。",
            [("A141", "每季度由经理带队拜访一次", "每月巡检一次")],
        ),
    ],
)
def test_what_does_not_agree_is_found(text: str, expected: list[tuple[str, ...]], rows: Rows) -> None:
    assert rows(text, "A14") == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("工程师3小时到场。\n本章所说的工程师180分钟到场。", id="the same in another unit"),
        pytest.param("返修设备72小时内修复送回。\n返修设备3日内修复送回。", id="what a reader takes for the same"),
        pytest.param("市区2小时到场，郊区6小时到场。", id="regions"),
        pytest.param("整机质保期5年。\n电池质保期2年。", id="things"),
        pytest.param("质保期内8小时到场。\n质保期满后24小时到场。", id="phases"),
        pytest.param("原厂工程师24小时到场。\n我方工程师4小时到场。", id="providers"),
        pytest.param(f"到场不超过6小时。\n\n{_TABLE}", id="a table below its bound"),
        pytest.param("每月巡检一次。\n电话回访每周一次。", id="acts"),
        pytest.param("6小时内给出初步处理方案。\n24小时内给出最终处理方案。", id="steps of one act"),
        pytest.param("甲县周边，3小时到场。\n乙县周边，5小时到场。", id="places that no list names"),
    ],
)
def test_what_only_seems_to_differ_is_left_alone(text: str, rows: Rows) -> None:
    assert rows(text, "A14") == []


def test_findings_of_one_cause_are_one_group(audit: Audit) -> None:
    text = "返修设备4日内修复送回。\n返修设备6日内修复送回。\n返修设备4日内修复送回。\n"
    found = audit(text, "A14")
    assert [[anchor.start for anchor in each.anchors] for each in found] == [[4, 17], [17, 30]]
    assert {each.group for each in found} == {"return_repair"}
    assert {(each.layer, each.severity, each.certainty) for each in found} == {
        (Layer.INSIDE, Severity.WARNING, Certainty.REVIEW)
    }


def test_two_tables_that_disagree_are_a_fact(audit: Audit) -> None:
    text = f"{_HEAD}重大 | 2小时 | 8小时 |\n\n另一处：\n\n{_HEAD}重大 | 3小时 | 8小时 |\n"
    found = audit(text, "A141")
    assert [(each.severity, each.certainty) for each in found] == [(Severity.ERROR, Certainty.FACT)]
    assert found[0].message == "到场时限：同一事项前后不一致，“2小时”与“3小时”"
