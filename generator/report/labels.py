"""The labels of what is bound: for each volume and mark the words of its spine, its leaves, how many copies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.write.xlsx.sheet import Column, Sheet

LABELS_XLSX = "labels.xlsx"
TITLE = "装订标签"

_COLUMNS = (
    Column("序号", 6),
    Column("文件", 44),
    Column("分册", 26),
    Column("正副本", 10),
    Column("份数", 8),
    Column("书脊文字（自上而下）", 60),
    Column("页数", 8),
    Column("每份张数", 10),
    Column("单双面", 10),
)


@dataclass(frozen=True, slots=True)
class Label:
    """What is bound as one: its file, its volume and mark where it has them, copies (0: not said) and pages."""

    file: str
    volume: str
    mark: str
    copies: int
    pages: int


@dataclass(frozen=True, slots=True)
class Bid:
    """What the spines of all volumes say: project, number and bidder (empty in a blind bid); how they are printed."""

    project: str
    number: str
    bidder: str
    duplex: bool


def labels_sheet(labels: Sequence[Label], bid: Bid) -> Sheet:
    """Give a row for each thing that is bound."""
    return Sheet(TITLE, _COLUMNS, tuple(_row(number, label, bid) for number, label in enumerate(labels, start=1)))


def spine(label: Label, bid: Bid) -> str:
    """Give the words of a spine from top to bottom."""
    return "　".join(filter(None, (bid.project, bid.number, label.volume, label.mark, bid.bidder)))


def leaves(pages: int, *, duplex: bool) -> int:
    """Give the sheets of paper that pages need."""
    return (pages + 1) // 2 if duplex else pages


def _row(number: int, label: Label, bid: Bid) -> tuple[str | int, ...]:
    return (
        number,
        label.file,
        label.volume,
        label.mark,
        label.copies or "",
        spine(label, bid),
        label.pages,
        leaves(label.pages, duplex=bid.duplex),
        "双面" if bid.duplex else "单面",
    )
