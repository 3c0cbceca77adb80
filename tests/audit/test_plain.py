"""Plain text becomes blocks: headings and items by their numbers, paragraphs, tables."""

from __future__ import annotations

import pytest

from generator.audit.reading.plain import read_plain
from generator.audit.text import AuditText, TextPlace


def _outline(text: AuditText) -> list[tuple[str, str, str, tuple[str, ...]]]:
    blocks = text.blocks
    return [
        (block.kind.value, block.label, block.text, tuple(blocks[number].text for number in block.path))
        for block in blocks
    ]


def _cells(text: AuditText) -> list[tuple[int, int, str, tuple[str, ...]]]:
    return [
        (block.cell.row, block.cell.column, block.text, tuple(text.blocks[number].text for number in block.path))
        for block in text.blocks
        if block.cell
    ]


WHOLE = """第一章 售后安排

一、响应
1、故障分级
（1）甲级：全站停摆。
（2）乙级：单台停摆。
我方按级别派人。
2、联络
二、保养

第二章　其他
  普通段落，写了一句话。
"""


def test_headings_and_items_stand_below_each_other() -> None:
    assert _outline(read_plain(WHOLE)) == [
        ("heading", "第一章", "售后安排", ()),
        ("heading", "一、", "响应", ("售后安排",)),
        ("heading", "1、", "故障分级", ("售后安排", "响应")),
        ("item", "（1）", "甲级：全站停摆。", ("售后安排", "响应", "故障分级")),
        ("item", "（2）", "乙级：单台停摆。", ("售后安排", "响应", "故障分级")),
        ("paragraph", "", "我方按级别派人。", ("售后安排", "响应", "故障分级")),
        ("heading", "2、", "联络", ("售后安排", "响应")),
        ("heading", "二、", "保养", ("售后安排",)),
        ("heading", "第二章", "其他", ()),
        ("paragraph", "", "普通段落，写了一句话。", ("其他",)),
    ]


def test_every_block_knows_its_place() -> None:
    text = read_plain(WHOLE)
    assert [block.number for block in text.blocks] == list(range(len(text.blocks)))
    assert all(text.whole[block.start : block.end] == block.text for block in text.blocks)
    last = text.blocks[-1]
    assert text.origin.place(last.number, 0) == TextPlace("", 12, 0, 2)


@pytest.mark.parametrize(
    ("whole", "outline"),
    [
        ("3.2 巡检\n3.2.1 次数\n3.3 回访\n", [("3.2", "巡检", ()), ("3.2.1", "次数", ("巡检",)), ("3.3", "回访", ())]),
        (
            "保养：①清灰；②紧固；③测温。",
            [
                ("", "保养：", ()),
                ("①", "清灰；", ("保养：",)),
                ("②", "紧固；", ("保养：",)),
                ("③", "测温。", ("保养：",)),
            ],
        ),
        (
            "质保期内：\n1、免费修理。\n质保期外：\n1、收取成本。\n",
            [
                ("", "质保期内：", ()),
                ("1、", "免费修理。", ("质保期内：",)),
                ("", "质保期外：", ()),
                ("1、", "收取成本。", ("质保期外：",)),
            ],
        ),
        ("全站停摆。 2、单台停摆。", [("", "全站停摆。", ()), ("2、", "单台停摆。", ())]),
        ("3.5小时内到场。", [("", "3.5小时内到场。", ())]),
        ("四、工期：\n20个日历日\n", [("四、", "工期：", ()), ("", "20个日历日", ("工期：",))]),
        ("提供7\n×\n24小时电话。", [("", "提供7\n×\n24小时电话。", ())]),
        ("l 免费清灰。", [("l", "免费清灰。", ())]),
        ("", []),
        ("\n \n", []),
    ],
)
def test_labels_are_told_from_text(whole: str, outline: list[tuple[str, str, tuple[str, ...]]]) -> None:
    assert [(label, body, path) for _, label, body, path in _outline(read_plain(whole))] == outline


PIPES = "级别 | 到场 | 修复\n--- | --- | ---\n一级 | 1小时 | 4小时\n二级 | 2小时 | 8小时\n"
TABS = "级别\t到场\t修复\n一级\t1小时\t4小时\n二级\t2小时\t8小时\n"
SPACES = "级别 到场 修复\n一级 1小时 4小时\n二级 2小时 8小时\n"
LINES = "级别\n到场\n修复\n一级\n1小时\n4小时\n二级\n2小时\n8小时\n"
GRID = [
    (0, 0, "级别", ()),
    (0, 1, "到场", ()),
    (0, 2, "修复", ()),
    (1, 0, "一级", ("级别",)),
    (1, 1, "1小时", ("一级", "到场")),
    (1, 2, "4小时", ("一级", "修复")),
    (2, 0, "二级", ("级别",)),
    (2, 1, "2小时", ("二级", "到场")),
    (2, 2, "8小时", ("二级", "修复")),
]


@pytest.mark.parametrize("whole", [PIPES, TABS, SPACES])
def test_cells_stand_below_their_heads(whole: str) -> None:
    assert _cells(read_plain(whole)) == GRID


def test_a_table_may_have_a_cell_a_line() -> None:
    cells = _cells(read_plain(LINES))
    assert [(text, path) for _, _, text, path in cells] == [(text, path) for _, _, text, path in GRID]


def test_a_head_may_span_two_columns() -> None:
    lines = [
        "到场时限表",
        "级别",
        "回电",
        "到场",
        "城区",
        "镇村",
        "特急",
        "5分钟",
        "1小时",
        "3小时",
        "普通",
        "9分钟",
        "2小时",
        "5小时",
    ]
    cells = {text: path for _, _, text, path in _cells(read_plain("\n".join(lines)))}
    assert cells["1小时"] == ("特急", "到场", "城区")
    assert cells["5小时"] == ("普通", "到场", "镇村")
    assert cells["9分钟"] == ("普通", "回电")


def test_a_row_with_fewer_cells_keeps_its_first_and_last() -> None:
    whole = "级别 回电 修复\n一级：全站停摆，10分钟回电 4小时\n"
    assert _cells(read_plain(whole))[-1] == (1, 2, "4小时", ("一级：全站停摆，10分钟回电", "修复"))


def test_another_head_begins_another_table() -> None:
    blocks = read_plain("甲 | 一年\n---|---\n主机 | 一年\n乙 | 两年\n---|---\n主机 | 两年\n").blocks
    assert [block.cell.table for block in blocks if block.cell] == [0, 0, 0, 0, 1, 1, 1, 1]
