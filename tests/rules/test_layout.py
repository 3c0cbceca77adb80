"""Rules on tables, lists and figures that the documents of the cases cannot show: spans, label cells, pictures."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest

from generator.document.nodes import (
    Block,
    Cell,
    Column,
    Contents,
    Cover,
    Document,
    Figure,
    List,
    ListItem,
    Paragraph,
    Picture,
    Properties,
    Row,
    Running,
    Section,
    Table,
    Text,
)
from generator.rules.layout import (
    announced_items_are_there,
    captions_differ,
    no_empty_tables,
    no_repeated_paragraphs,
    no_rows_twice,
)
from generator.rules.rule import Context, Hit

ContextFor = Callable[[dict[str, Any]], Context]
PICTURE = Picture("photo.png", "image/png", 10, 10, b"")
LONG = "我方在接到报修后安排工程师到达现场，查明原因，更换备件，恢复设备运行，并填写记录。"


def cell(words: str, rowspan: int = 1, *, header: bool = False) -> Cell:
    return Cell(((Text(words),),), rowspan=rowspan, header=header)


def table(caption: str, *rows: Iterable[Cell], label: str = "") -> Table:
    return Table(
        "", (Text(caption),) if caption else (), (Column(),), (), tuple(Row(tuple(row)) for row in rows), label=label
    )


def figure(caption: str, label: str = "") -> Figure:
    return Figure("", (Text(caption),), PICTURE, caption, label)


def paragraph(words: str) -> Paragraph:
    return Paragraph((Text(words),))


def items(*words: str) -> List:
    return List(tuple(ListItem((paragraph(each),)) for each in words))


def messages(rule: Callable[[Context], Iterable[Hit]], context: Context, *blocks: Block) -> list[str]:
    empty = Running((), (), ())
    body = (Section("", 1, (Text("服务"),), blocks),)
    document = Document(Properties("", "", "", ""), Cover((), (), (), (), (), ()), Contents((), 3), empty, body, empty)
    return [hit.message for hit in rule(replace(context, document=document))]


def test_a_table_and_a_figure_may_share_a_caption(context_for: ContextFor) -> None:
    blocks = (table("服务网点", [cell("甲")], label="表1-1"), figure("服务网点", "图1-1"))
    assert messages(captions_differ, context_for({}), *blocks) == []
    again = messages(captions_differ, context_for({}), *blocks, figure("服务网点", "图1-2"))
    assert again == ["图1-2与图1-1同名：“服务网点”"]


def test_paragraphs_alike_but_for_blanks_after_a_short_one(context_for: ContextFor) -> None:
    blocks = (paragraph("见下表。"), paragraph(LONG), paragraph("见下表。"), paragraph(LONG.replace("，", "， ")))
    assert len(messages(no_repeated_paragraphs, context_for({}), *blocks)) == 1


def test_only_a_list_right_below_is_counted(context_for: ContextFor) -> None:
    lead, context = paragraph("服务方式有以下三种："), context_for({})
    assert messages(announced_items_are_there, context, lead, paragraph("热线。"), items("热线", "邮箱")) == []
    assert messages(announced_items_are_there, context, items("热线"), items("邮箱", "现场")) == []
    assert len(messages(announced_items_are_there, context, lead, items("热线", "邮箱"))) == 1


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([[cell("甲"), cell("乙")], [cell("甲"), cell("乙")]], 1),
        ([[cell("总部", 2), cell("甲"), cell("乙")], [cell("丙")], [cell("网点", 2), cell("甲")], [cell("丙")]], 0),
        ([[cell("总部", 3), cell("甲")], [cell("丙")], [cell("丙")], [cell("网点"), cell("丁")]], 1),
        ([[cell("丙")], [cell("总部", 2), cell("甲")], [cell("丙")]], 0),
        ([[cell("丙")], [cell("小计", header=True)], [cell("丙")]], 0),
        ([[cell("（甲）"), cell("乙")], [cell("（甲）"), cell("乙")]], 1),
        ([[cell("甲"), cell("总部", 2)], [cell("甲")], [cell("甲")]], 1),
    ],
)
def test_rows_alike_within_one_group(context_for: ContextFor, rows: list[list[Cell]], expected: int) -> None:
    assert len(messages(no_rows_twice, context_for({}), table("网点", *rows))) == expected


def test_a_row_of_just_so_many_characters_is_quoted_whole(context_for: ContextFor) -> None:
    words = "视频检验工作站和证据管理平台的供货、安装、调试与三级部署和培训"[:30]
    assert messages(no_rows_twice, context_for({}), items(words, words)) == [f"与前面的一行相同：“{words}”"]


def test_a_row_of_label_cells_alone_is_no_content(context_for: ContextFor) -> None:
    labels, context = [cell("项目", header=True), cell("内容", header=True)], context_for({})
    assert len(messages(no_empty_tables, context, table("记录", labels))) == 1
    assert messages(no_empty_tables, context, table("记录", labels, [cell("项目", header=True), cell("内容")])) == []
