"""Chapters: a template rendered to sections, nested by level, each with an id that stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.document.nodes import Block, Inlines, PageBreak, Section, Table, Text, Value
from generator.document.walk import every
from generator.render.markdown import MISPLACED_HEADING, Heading, chapter_parts
from generator.render.marks import Origin
from generator.render.running import render_text

if TYPE_CHECKING:
    from generator.render.kinds import Chapter
    from generator.render.run import Run

NO_CHAPTER_TITLE = "T014"
"""A chapter does not begin with its title."""
MISPLACED_LANDSCAPE = "T046"
"""A landscape table stands in a letter, list or notice, or right behind a heading."""


def render_chapter(run: Run, chapter: Chapter, level: int = 1) -> tuple[Block, ...]:
    """Render a chapter with its sections; `level` is that of its heading, headings below it follow.

    Empty where its template broke off (reported).
    """
    parts = _parts(run, chapter)
    below = tuple(block for section in chapter.sections for block in render_chapter(run, section, level + 1))
    return _with_sections(nested(run, parts, chapter.id, level - 1), below)


def _parts(run: Run, chapter: Chapter) -> Sequence[Heading | Block]:
    here = Origin(chapter.span.file, chapter.span.line)
    if not chapter.file:
        return (Heading(1, _title(chapter), chapter.id, numbered=True, origin=here),)
    text = render_text(run, chapter.file, chapter.span)
    if text is None:
        return ()
    parts = list(chapter_parts(run, text))
    first = next((index for index, part in enumerate(parts) if not isinstance(part, PageBreak)), 0)
    heading = parts[first] if parts else None
    if not isinstance(heading, Heading):
        origin = Origin(run.file(chapter.file), 1)
        run.report(NO_CHAPTER_TITLE, "章节的第一行应是一级标题", "例如 # 技术承诺 {#promise}", origin=origin)
    elif chapter.title:
        parts[first] = replace(heading, title=_title(chapter))
    return parts


def _title(chapter: Chapter) -> Inlines:
    """Give the title the kind or, as a value with its key path, the project gives."""
    if not chapter.title_path:
        return (Text(chapter.title),)
    return (Value(chapter.title, (chapter.title_path,), chapter.span.file, chapter.span.line),)


def _with_sections(blocks: tuple[Block, ...], below: tuple[Block, ...]) -> tuple[Block, ...]:
    """Put the sections of a chapter into its own section, behind what stands there."""
    if blocks and isinstance(blocks[-1], Section):
        return (*blocks[:-1], replace(blocks[-1], blocks=blocks[-1].blocks + below))
    return blocks + below


def nested(run: Run, parts: Sequence[Heading | Block], chapter: str, above: int = 0) -> tuple[Block, ...]:
    """Nest blocks below their headings, `above` levels below the top of the document.

    A heading without id is called after its chapter and its place in it.
    """
    _check_landscape(run, parts)
    top = _Open(None, "", above)
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
        path.append(_Open(part, run.name(name, part.origin), above))
    _closed(path, 1)
    return tuple(top.blocks)


@dataclass(slots=True)
class _Open:
    """A section whose blocks are still being collected."""

    heading: Heading | None
    id: str
    above: int
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
        done.above + heading.level,
        heading.title,
        tuple(done.blocks),
        numbered=heading.numbered,
        template=heading.origin.template,
    )


def _check_landscape(run: Run, parts: Sequence[Heading | Block]) -> None:
    """Ask that landscape tables stand in sections themselves, behind words: no heading is left alone before them."""
    for before, part in pairwise((None, *parts)):
        if part is None or isinstance(part, Heading):
            continue
        for table in (block for block in every((part,)) if isinstance(block, Table) and block.landscape):
            if table is not part:
                hint = "请把它移到函件、列表和提示框的外面"
            elif before is None or isinstance(before, Heading):
                hint = "请在表格前写一段引言，例如“服务人员见表”"
            else:
                continue
            message = f"横向表格 {table.id} 不能放在这里"
            run.report(MISPLACED_LANDSCAPE, message, hint, word="landscape", origin=run.ids.get(table.id))


def _check_level(run: Run, heading: Heading, above: int) -> None:
    if heading.level > above + 1:
        message = f"标题由第 {above} 级跳到第 {heading.level} 级"
        run.report(MISPLACED_HEADING, message, f"这里最多用 {'#' * (above + 1)}", origin=heading.origin)
