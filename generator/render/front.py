"""The front of a document as its templates give it: the cover and the running lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from generator.document.nodes import Cover, CoverLine, PageCount, PageNumber, Running
from generator.render.asked import spots_asked
from generator.render.pieces import RunningLines
from generator.render.printing import inlines
from generator.render.traced import Absent

if TYPE_CHECKING:
    from generator.render.run import Run
    from generator.render.tables import Content

BAD_PART = "T023"
"""Running lines of a part that does not exist."""
BAD_LINES = "T036"
"""A line of the cover's foot that is none."""


def cover(  # noqa: PLR0913 - the parts of a cover
    run: Run,
    *,
    title: Content,
    copy_mark: Content = "",
    project: Content = "",
    subtitle: Content = "",
    lines: Sequence[object] = (),
    date: Content = "",
    remark: Content = "",
) -> Cover:
    """Make the cover."""
    return Cover(
        inlines(run, copy_mark),
        inlines(run, project),
        inlines(run, title),
        inlines(run, subtitle),
        _cover_lines(run, lines),
        inlines(run, date),
        () if isinstance(remark, Absent) else inlines(run, remark),
    )


def _cover_lines(run: Run, lines: Sequence[object]) -> tuple[CoverLine, ...]:
    given = [line for line in lines if line is not None]
    made = tuple(line for line in given if isinstance(line, CoverLine))
    if len(made) < len(given):
        run.report(
            BAD_LINES, "cover 的 lines 应由 cover_line(…) 组成", '例如 lines=[cover_line("投标人", company.name)]'
        )
    return made


def cover_line(run: Run, label: Content, content: Content, what: object = "") -> CoverLine | None:
    """Make a line of the cover's foot; None, which a cover leaves out, where the datum is not given.

    `what` is asked of people there: `seal` where the cover is to be sealed.
    """
    asked = spots_asked(run, what)
    return None if isinstance(content, Absent) else CoverLine(inlines(run, label), inlines(run, content), asked)


def running(
    run: Run,
    part: Literal["contents", "body", "both"] = "both",
    *,
    header_left: Content = "",
    header_right: Content = "",
    footer: Content = "",
) -> RunningLines:
    """Make the running lines of the contents, of the body, or of both."""
    if part not in ("contents", "body", "both"):
        run.report(BAD_PART, f"没有名为 {part} 的部分", "可用：contents（目录）、body（正文）、both（两者）", word=part)
    return RunningLines(part, Running(inlines(run, header_left), inlines(run, header_right), inlines(run, footer)))


def page_number(_: Run) -> PageNumber:
    """Print the page's own number."""
    return PageNumber()


def page_count(_: Run) -> PageCount:
    """Print the number of pages of the body."""
    return PageCount()
