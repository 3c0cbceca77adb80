"""Contradictions about warranty: start, end, maker, charges, replacement units."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Rows = Callable[..., list[tuple[str, ...]]]
_CODES = ("A148", "A149", "A15")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "质保期自终验合格之日起计算。\n质保期自设备到货签收之日起计算。",
            [("A148", "自终验合格之日起计算", "自设备到货签收之日起计算")],
        ),
        (
            "质保期满后按成本价收取维修费。\n质保期满后按优惠价格收取维修费。",
            [("A149", "成本价", "优惠价格")],
        ),
        ("免费升级服务，仅收取材料费。", [("A149", "免费升级服务，仅收取材料费")]),
        (
            "故障不能排除的，可以提供备机。\n故障不能排除的，必须提供备机。",
            [("A150", "可以提供备机", "必须提供备机")],
        ),
        (
            "核心设备提供备机。\n任何设备故障均提供备机。",
            [("A150", "核心设备提供备机", "任何设备故障均提供备机")],
        ),
        ("系统质保期3年。\n原厂质保期1年。", [("A151", "质保期3年", "质保期1年")]),
        ("一、质保期内服务\n软件终身免费升级。\n", [("A152", "终身免费升级")]),
        ("质保期为3年。\n安装满一年后为质保期外。", [("A153", "质保期为3年", "一年后为质保期外")]),
        ("设有4个仓库（分别位于甲市、乙市、丙市）。", [("A154", "4", "甲市、乙市、丙市")]),
        (
            "甲市、乙市、丙市、丁市均有网点。以上三个城市当日送达。",
            [("A154", "甲市、乙市、丙市、丁市均有网点", "以上三个城市")],
        ),
    ],
)
def test_what_does_not_agree_is_found(text: str, expected: list[tuple[str, ...]], rows: Rows) -> None:
    assert rows(text, *_CODES) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("质保期自验收合格之日起计算。\n质保期自现场验收合格之日起计算。", id="one event in other words"),
        pytest.param(
            "质保期自验收合格之日起计算。\n不能提供单据的，质保期自出厂之日起计算。", id="an exception of the start"
        ),
        pytest.param("质保期满后按成本价收取维修费。\n备件同样按成本价提供。", id="one basis"),
        pytest.param("设有3个仓库（分别位于甲市、乙市和丙市）。", id="a complete list"),
        pytest.param("设有8个仓库（包括甲市、乙市、丙市等）。", id="an open list"),
        pytest.param("系统质保期3年。\n原厂质保期5年。", id="a maker who gives more"),
        pytest.param("质保期为3年。\n安装满三年后为质保期外。", id="the same end"),
        pytest.param("一、质保期外服务\n软件终身免费升级。\n", id="after the warranty"),
    ],
)
def test_what_agrees_is_left_alone(text: str, rows: Rows) -> None:
    assert rows(text, *_CODES) == []
