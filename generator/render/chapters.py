"""Chapters: a template rendered to sections, nested by level, each with an id that stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.document.nodes import Block, Section
from generator.render.markdown import MISPLACED_HEADING, Heading, chapter_parts
from generator.render.marks import Origin
from generator.render.running import render_text

if TYPE_CHECKING:
    from generator.render.kinds import Chapter
    from generator.render.run import Run

NO_CHAPTER_TITLE = "T014"
"""A chapter does not begin with its title."""


def render_chapter(run: Run, chapter: Chapter) -> tuple[Block, ...]:
    """Render a chapter; empty where its template broke off (reported)."""
    text = render_text(run, chapter.file, chapter.span)
    if text is None:
        return ()
    return nested(run, chapter_parts(run, text), chapter.id)


def nested(run: Run, parts: Sequence[Heading | Block], chapter: str) -> tuple[Block, ...]:
    """Nest blocks below their headings; a heading without id is called after its chapter and its place in it."""
    top = _Open(None, "")
    path = [top]
    count = 0
    for part in parts:
        if not isinstance(part, Heading):
            path[-1].blocks.append(part)
            continue
        count += 1
        path = _closed(path, part.level)
        _check_level(run, part, len(path) - 1)
        name = part.id or (chapter if count == 1 else f"{chapter}-{count}")
        path.append(_Open(part, run.name(name, part.origin)))
    _closed(path, 1)
    _check_start(run, parts)
    return tuple(top.blocks)


@dataclass(slots=True)
class _Open:
    """A section whose blocks are still being collected."""

    heading: Heading | None
    id: str
    blocks: list[Block] = field(default_factory=list)


def _closed(path: list[_Open], level: int) -> list[_Open]:
    """Close the open sections of this level and below."""
    while path[-1].heading is not None and path[-1].heading.level >= level:
        section = path.pop()
        path[-1].blocks.append(_section(section))
    return path


def _section(done: _Open) -> Section:
    heading = done.heading
    assert heading is not None  # noqa: S101 - only the top has none, and it is never closed
    return Section(
        done.id,
        heading.level,
        heading.title,
        tuple(done.blocks),
        numbered=heading.numbered,
        template=heading.origin.template,
    )


def _check_level(run: Run, heading: Heading, above: int) -> None:
    if heading.level > above + 1:
        message = f"标题由第 {above} 级跳到第 {heading.level} 级"
        run.report(MISPLACED_HEADING, message, f"这里最多用 {'#' * (above + 1)}", origin=heading.origin)


def _check_start(run: Run, parts: Sequence[Heading | Block]) -> None:
    if parts and not isinstance(parts[0], Heading):
        message = "章节的第一行应是一级标题"
        run.report(NO_CHAPTER_TITLE, message, "例如 # 技术承诺 {#promise}", origin=_start(run))


def _start(run: Run) -> Origin:
    return Origin(next(reversed(run.sources), ""), 1)
