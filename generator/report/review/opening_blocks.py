"""The beginning and the end of the report: the conclusion with its figures, and the lines to be signed."""

from __future__ import annotations

from collections.abc import Iterator

from generator.document.nodes import (
    Blank,
    Block,
    Checkbox,
    Column,
    Inlines,
    LineBreak,
    List,
    ListItem,
    Notice,
    Paragraph,
    Row,
    Table,
    Text,
)
from generator.report.review.case import conclusion
from generator.report.review.content import Content, identity
from generator.report.review.demands import verdict_counts
from generator.report.review.nodes import LEAD, Head, cell, fields, grid, paragraph, row, strong

_POSTS = ("编制人", "审核人", "法务", "批准人")
_DECISIONS = ("同意签发", "改正上列问题后签发", "不同意签发")


def conclusion_blocks(content: Content) -> Iterator[Block]:
    """Give the conclusion, its reasons, what is being reviewed, and the figures."""
    case = content.case
    found = conclusion(case)
    yield Notice((Paragraph(strong(f"结论：{found.words}")),))
    yield List(tuple(ListItem((paragraph(reason),)) for reason in found.reasons), "decimal")
    name = case.bid.project.name if case.bid else ""
    yield paragraph("审核的投标文件：", LEAD)
    yield fields("identity", [("项目名称", [name]), *((label, [text]) for label, text in identity(case))])
    yield paragraph("检查结果的数目如下。", LEAD)
    yield grid("figures", (Head("事项", 1.2), Head("合计", 0.7, "center"), Head("其中", 4.0)), _figures(content))
    yield paragraph(_page_note(content), "note")


def signing_blocks() -> Iterator[Block]:
    """Give the table in which the reviewers decide and sign."""
    yield paragraph("签发以前请逐项核对本报告；有不同意见的写在下面。", LEAD)
    columns = tuple(Column(weight) for weight in (1.0, 1.6, 2.2, 1.8))
    decide = Row((cell("结论", header=True), cell(_ticks(), colspan=3)))
    remarks = Row((cell("意见", header=True), cell(*([_room(42)] * 3), colspan=3)))
    heads = Row(tuple(cell(head, header=True) for head in ("岗位", "姓名", "签字", "日期")))
    posts = (Row((cell(post, header=True), *(cell(_room(width)) for width in (9, 13, 10)))) for post in _POSTS)
    yield Table("signing_table", (), columns, (), (decide, remarks, heads, *posts), "form")


def _room(width: int) -> Inlines:
    """Give a line to write on, with room for handwriting above it."""
    return (LineBreak(), Blank(width))


def _ticks() -> Inlines:
    return tuple(inline for name in _DECISIONS for inline in (Checkbox(checked=False), Text(f"{name}　　")))


def _figures(content: Content) -> Iterator[Row]:
    case = content.case
    severities = "，".join(f"{severity.label}{count}" for severity, count in case.counts.items())
    yield row("问题", str(len(case.findings)), severities)
    register = case.register
    if register is not None:
        changed = sum(entry.change is not None for entry in register.entries)
        places = sum(len(entry.printed) for entry in register.entries)
        printed = f"印出{places}处，没有印出的{len(register.unprinted)}项" if case.document else "文件没有排成"
        yield row("承诺", str(len(register.entries)), f"{printed}，改写过的{changed}项")
    if case.bid is None:
        return
    verdicts = "，".join(f"{name}{count}" for name, count in verdict_counts(content.demands).items())
    yield row("招标要求", str(len(content.demands)), verdicts)
    records = (("批准记录", content.approvals), ("改写", content.overrides), ("豁免", content.waivers))
    for name, given in records:
        faulty = sum(not one.state.startswith("有效") for one in given)
        yield row(name, str(len(given)), f"有问题的{faulty}项" if faulty else "都有效" if given else "（无）")


def _page_note(content: Content) -> str:
    case = content.case
    if case.document is None:
        return "文件没有排成，本报告没有印出的章节和页码。"
    if case.pages.built:
        return "页码：DOCX的取自排版推算，PDF的取自按同样资料生成的文件；两者相同的只写一个。"
    return "页码是DOCX的，取自排版推算；按现有资料还没有生成文件，PDF的页码可能不同。"
