"""Shows what became of the projects of one run: a table with one line for each, then the totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from generator.batch.summary import GRAVEST_FIRST, counts, pages
from generator.batch.task import Done, State
from generator.languages.spoken import told, told_each
from generator.zh.width import display_width

_HEADINGS = ("项目", "状态", "页数", *(severity.label for severity in GRAVEST_FIRST), "秒")
_TEXT_COLUMNS = 2
_GAP = "  "


def summary_table(dones: Sequence[Done]) -> str:
    """Give the table as text for a terminal of fixed pitch; it ends with a line break."""
    rows = [told_each(_HEADINGS), *(_row(done) for done in dones)]
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    lines = (
        _GAP.join(_cell(text, width, at) for at, (text, width) in enumerate(zip(row, widths, strict=True)))
        for row in rows
    )
    return "".join(f"{line.rstrip()}\n" for line in (*lines, _total(dones)))


def _row(done: Done) -> tuple[str, ...]:
    numbers = (str(count) if count else "" for count in counts(done).values())
    return (done.name, told(done.state.value), str(pages(done) or ""), *numbers, f"{done.seconds:.1f}")


def _cell(text: str, width: int, at: int) -> str:
    space = " " * (width - display_width(text))
    return text + space if at < _TEXT_COLUMNS else space + text


def _total(dones: Sequence[Done]) -> str:
    states = Counter(done.state for done in dones)
    counted = "、".join(f"{state.value}{states[state]}个" for state in State if states[state])
    return told(f"共{len(dones)}个项目：{counted}。")
