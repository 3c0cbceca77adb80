"""Blocks of the tree become paragraphs, lists and tables with real styles; the lines read like the document."""

from __future__ import annotations

import pytest

from generator.document.nodes import (
    Block,
    Column,
    Figure,
    Letter,
    List,
    ListItem,
    Notice,
    PageBreak,
    Picture,
    Section,
    SignBlock,
    SignLine,
    Table,
)
from tests.write.docx.opened import HOUSE, body_elements, lines, written
from tests.write.sample import items, paragraph, row, text

TABLE = Table("t", text("题"), (Column(), Column()), (row("甲", "乙"),), (row("1", "2"), row("3", "4")))
PICTURE = Picture("a.png", "image/png", 10, 10, b"")
PLAIN_TABLE = Table("p", (), (Column(),), (), (row("无题"),))
SECOND_TABLE = Table("q", (), (Column(),), (), (row("又一张"),))
SIGN = SignBlock((SignLine(text("投标人"), text("某公司")), SignLine(text("日期"), ())), seal=False)


def chapter(*blocks: Block, name: str = "c", level: int = 1, numbered: bool = True) -> Section:
    return Section(name, level, text("标题"), blocks, numbered=numbered)


CASES: dict[str, tuple[tuple[Block, ...], list[str]]] = {
    "段落按角色取样式，未知角色取正文": (
        (paragraph("一"), paragraph("二", role="note"), paragraph("三", role="someday")),
        ["BodyText: 一", "RoleNote: 二", "BodyText: 三"],
    ),
    "章节编号来自样式，节用本章的编号": (
        (chapter(chapter(level=2, name="d"), chapter(level=3, name="e")), chapter(name="f")),
        ["Heading1: 标题", "Heading2 [num 2/1]: 标题", "Heading3 [num 2/2]: 标题", "Heading1: 标题"],
    ),
    "不编号的章节及其下各级去掉编号": (
        (chapter(chapter(level=2, name="d"), numbered=False),),
        ["Heading1 [num 0/0]: 标题", "Heading2 [num 0/0]: 标题"],
    ),
    "每个列表有自己的编号，嵌套在下一级": (
        (
            items("decimal", "1. 2.", "甲", (paragraph("乙"), items("bullet", "■", "丙"), paragraph("丁"))),
            items("decimal", "1.", "戊"),
        ),
        [
            "ListParagraph [num 2/0]: 甲",
            "ListParagraph [num 2/0]: 乙",
            "ListParagraph [num 3/1]: 丙",
            "ListParagraph: 丁",
            "ListParagraph [num 4/0]: 戊",
        ],
    ),
    "列表项的第一块不是段落时编号独占一段": (
        (List((ListItem((PLAIN_TABLE,)), ListItem(())), "paren"),),
        [
            "ListParagraph [num 2/0]: ",
            "  | RoleCell: 无题",
            "ListParagraph [num 2/0, before 8]: ",
        ],
    ),
    "题注与表头、首行同页，表后留白": (
        (TABLE, paragraph("后文")),
        [
            "Caption [keepNext]: 表1 题",
            "  | RoleCellHead [keepNext]: 甲 | RoleCellHead [keepNext]: 乙",
            "  | RoleCell [keepNext]: 1 | RoleCell [keepNext]: 2",
            "  | RoleCell: 3 | RoleCell: 4",
            "BodyText [before 8]: 后文",
        ],
    ),
    "相邻的无题注表之间有分隔段": (
        (PLAIN_TABLE, SECOND_TABLE, TABLE),
        [
            "  | RoleCell: 无题",
            "RoleAfterTable: ",
            "  | RoleCell: 又一张",
            "Caption [keepNext]: 表1 题",
            "  | RoleCellHead [keepNext]: 甲 | RoleCellHead [keepNext]: 乙",
            "  | RoleCell [keepNext]: 1 | RoleCell [keepNext]: 2",
            "  | RoleCell: 3 | RoleCell: 4",
            "RoleAfterTable: ",
        ],
    ),
    "图与图题同页，没有图题的图单独成段": (
        (Figure("f", text("图题"), PICTURE, "说明"), Figure("g", (), PICTURE, "说明")),
        ["RoleFigure [keepNext]: ", "RoleCaptionFigure: 图1 图题", "RoleFigure: "],
    ),
    "分页落在下一段上，本来就另起一页的不重复": (
        (paragraph("前"), PageBreak(), paragraph("后"), PageBreak(), chapter()),
        ["BodyText: 前", "BodyText [pageBreakBefore]: 后", "Heading1: 标题"],
    ),
    "分页落在无题注表的第一格": (
        (paragraph("前"), PageBreak(), PLAIN_TABLE, paragraph("后")),
        ["BodyText: 前", "  | RoleCell [pageBreakBefore]: 无题", "BodyText [before 8]: 后"],
    ),
    "表后的留白不带到新的一页": (
        (PLAIN_TABLE, PageBreak(), paragraph("后")),
        ["  | RoleCell: 无题", "BodyText [pageBreakBefore]: 后"],
    ),
    "落款各行同页，也与前一段同页": (
        (paragraph("特此承诺。", role="closing"), SIGN),
        ["Closing [keepNext]: 特此承诺。", "RoleSign [keepNext]: 投标人：某公司", "RoleSign: 日期："],
    ),
    "落款与列表的最后一项同页": (
        (items("decimal", "1. 2.", "甲", (paragraph("乙"), paragraph("丙"))), SIGN),
        [
            "ListParagraph [num 2/0]: 甲",
            "ListParagraph [num 2/0]: 乙",
            "ListParagraph [keepNext]: 丙",
            "RoleSign [keepNext]: 投标人：某公司",
            "RoleSign: 日期：",
        ],
    ),
    "落款与表的最后一行同页": (
        (PLAIN_TABLE, SIGN),
        ["  | RoleCell [keepNext]: 无题", "RoleSign [keepNext, before 8]: 投标人：某公司", "RoleSign: 日期："],
    ),
    "承诺书紧跟标题不分页，其后另起一页": (
        (chapter(Letter((paragraph("致："), SIGN)), paragraph("下文")),),
        [
            "Heading1: 标题",
            "BodyText [keepNext]: 致：",
            "RoleSign [keepNext]: 投标人：某公司",
            "RoleSign: 日期：",
            "BodyText [pageBreakBefore]: 下文",
        ],
    ),
    "承诺书不在标题下时另起一页": (
        (paragraph("上文"), Letter((paragraph("致："),))),
        ["BodyText: 上文", "BodyText [pageBreakBefore]: 致："],
    ),
    "提示框前后留白": (
        (paragraph("上文"), Notice((paragraph("甲"), paragraph("乙"))), paragraph("下文")),
        ["BodyText: 上文", "RoleNotice [before 10]: 甲", "RoleNotice: 乙", "BodyText [before 10]: 下文"],
    ),
    "相邻的提示框不连成一个": (
        (Notice((paragraph("甲"),)), Notice((paragraph("乙"),))),
        ["RoleNotice [before 10]: 甲", "RoleAfterTable: ", "  | RoleNoticeText: 乙", "RoleAfterTable: "],
    ),
    "提示框里有别的块时成为一格": (
        (Notice((paragraph("甲"), items("bullet", "●", "乙"))), Notice((PLAIN_TABLE,))),
        [
            "  | RoleNoticeText: 甲 / RoleNoticeText [num 2/0]: 乙",
            "RoleAfterTable: ",
            "  | RoleCell: 无题 / RoleAfterTable [before 8]:  | RoleCell: 无题",
            "  | RoleCell: 无题",
            "RoleAfterTable: ",
        ],
    ),
}


@pytest.mark.parametrize(("blocks", "expected"), CASES.values(), ids=CASES.keys())
def test_blocks(blocks: tuple[Block, ...], expected: list[str]) -> None:
    assert lines(*body_elements(written(*blocks).document)) == expected


def test_letters_stand_in_the_text_where_the_sheet_says_so() -> None:
    sheet = HOUSE.model_copy(update={"letter_on_own_page": False})
    blocks = (paragraph("上文"), Letter((paragraph("致："),)), paragraph("下文"))
    shown = lines(*body_elements(written(*blocks, sheet=sheet).document))
    assert shown == ["BodyText: 上文", "BodyText: 致：", "BodyText: 下文"]
