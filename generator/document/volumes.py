"""Volumes: the whole document parted into one for each, and what these say of each other once pages are known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import count
from typing import Any, Generic, Protocol, TypeVar

from generator.document.labels import ENGLISH_MARKS
from generator.document.nodes import (
    Block,
    Cover,
    Document,
    Figure,
    Inline,
    Inlines,
    LineBreak,
    PageCount,
    PageRef,
    Ref,
    Running,
    Section,
    Table,
    Text,
    Value,
    Volume,
)
from generator.document.number import shares
from generator.document.text import ReadingText
from generator.document.walk import blocks, every, flat, own_inlines, plain, values
from generator.zh.numerals import to_chinese

_ROOM = "00"
"""What stands for a page before it is known, so that lines are measured with its room."""
_GAP = Text("\u3000")
_ROUNDS = 6


def parted(document: Document, *, named: bool = True) -> tuple[Document, ...]:
    """Give each volume as a document of its own, with cover, contents and running lines; the document where it is one.

    Values of the further fronts are numbered behind all others, so that numbers stay unique over all volumes. With
    `named` footers say the volume.
    """
    if not document.volumes:
        return (document,)
    numbers = count(1 + max((value.number for value in values(document)), default=0))
    pairs = zip(document.volumes, shares(document), strict=True)
    return tuple(
        _part(document, volume, body, place, numbers, named=named) for place, (volume, body) in enumerate(pairs, 1)
    )


def bound(document: Document, pages: Mapping[str, int], first_page: int = 1, page_total: int = 0) -> Document:
    """Give a volume that says on which pages of others that stands what it refers to; its body begins at `first_page`.

    `pages` are by id; with `page_total` the count of pages printed is that of all volumes.
    """
    own = frozenset(_ids(document.body))
    body = document.body
    if any(inline.target not in own for inline in _references(body)):
        body = _mapped(body, lambda inline: _outward(inline, own, pages))
    running = document.contents_running, document.body_running
    if page_total:
        running = _mapped(running, lambda inline: Text(str(page_total)) if isinstance(inline, PageCount) else inline)
    return replace(document, body=body, contents_running=running[0], body_running=running[1], first_page=first_page)


class Laid(Protocol):
    """A volume laid out: the pages of all that a reference can name, and how many pages its body has."""

    @property
    def targets(self) -> Mapping[str, int]:
        """Pages by id."""

    @property
    def body_count(self) -> int:
        """Pages of the body."""


LaidT = TypeVar("LaidT", bound=Laid)


@dataclass(frozen=True, slots=True)
class Counted:
    """What volumes know of each other: the page of every id, the first page of each body, the count of all pages.

    The count is 0 where each volume counts its own.
    """

    pages: Mapping[str, int]
    firsts: tuple[int, ...]
    total: int = 0


@dataclass(frozen=True, slots=True)
class Settled(Generic[LaidT]):
    """Volumes that name the pages on which things stand; `settled` tells that no page moved when they were named."""

    documents: tuple[Document, ...]
    laid: tuple[LaidT, ...]
    counted: Counted
    settled: bool


def settle(
    parts: Sequence[Document],
    lay: Callable[[Document], LaidT],
    *,
    run_on: bool = False,
    duplex: bool = False,
    guess: Counted | None = None,
) -> Settled[LaidT]:
    """Lay volumes out until the pages they name are those on which things stand; only those that change anew.

    With `run_on` pages are counted through all volumes; of leaves printed on both sides each body begins a new one.
    """
    counted = guess or Counted({}, (1,) * len(parts))
    documents: list[Document] = []
    laid: list[LaidT] = []
    for _ in range(_ROUNDS):
        wanted = [
            bound(part, counted.pages, first, counted.total) for part, first in zip(parts, counted.firsts, strict=True)
        ]
        kept = zip(documents, laid, strict=True) if documents else ((None, None) for _ in parts)
        laid = [
            old if old is not None and before == now else lay(now)
            for now, (before, old) in zip(wanted, kept, strict=True)
        ]
        documents = wanted
        found = _counted(laid, run_on=run_on, duplex=duplex)
        if found == counted:
            return Settled(tuple(documents), tuple(laid), counted, settled=True)
        counted = found
    return Settled(tuple(documents), tuple(laid), counted, settled=False)


def _counted(laid: Sequence[Laid], *, run_on: bool, duplex: bool) -> Counted:
    pages = {name: page for one in laid for name, page in one.targets.items()}
    if not run_on:
        return Counted(pages, (1,) * len(laid))
    firsts, last, following = [], 0, 1
    for one in laid:
        firsts.append(following)
        last = following + one.body_count - 1
        following = last + 1 + (duplex and last % 2)
    return Counted(pages, tuple(firsts), last)


def marked(document: Document, path: str, mark: str) -> Document:
    """Give the document with another word on its cover where the value of this key path stands: 副本 for 正本."""
    return replace(document, cover=_mapped(document.cover, lambda inline: _with_word(inline, path, mark)))


def target_pages(document: Document, reading: ReadingText, pages: Sequence[int]) -> dict[str, int]:
    """Give the page of everything a reference can name; `pages` are those of the segments of the reading text."""
    captioned = iter([block.id for block in blocks(document) if isinstance(block, Table | Figure) and block.caption])
    found: dict[str, int] = {}
    for segment, page in zip(reading.segments, pages, strict=True):
        if segment.kind == "heading":
            found[segment.section] = page
        elif segment.kind == "caption":
            found[next(captioned)] = page
    return found


# --- one volume ------------------------------------------------------------------------------------------------------


def _part(  # noqa: PLR0913 - the parts of a volume
    whole: Document, volume: Volume, body: tuple[Block, ...], place: int, numbers: Iterator[int], *, named: bool
) -> Document:
    ids = frozenset(_ids(body))
    entries = tuple(entry for entry in whole.contents.entries if entry.target in ids)
    running = [
        _named(lines, volume.title) if named else lines for lines in (whole.contents_running, whole.body_running)
    ]
    front = _titled(whole.cover, volume, place), *running
    cover, contents_running, body_running = _mapped(front, lambda inline: _renumbered(inline, numbers, anew=place > 1))
    return replace(
        whole,
        properties=replace(whole.properties, title=f"{whole.properties.title} {plain(volume.title)}"),
        cover=cover,
        contents=replace(whole.contents, entries=entries),
        contents_running=contents_running,
        body=body,
        body_running=body_running,
        volumes=(),
    )


def _titled(cover: Cover, volume: Volume, place: int) -> Cover:
    """Put the volume below the subtitle: 第二册 商务技术文件, with its English in a line of its own."""
    words: Inlines = (Text(f"第{to_chinese(place)}册"), _GAP, *volume.title)
    if volume.english:
        words = (*words, LineBreak(), Text(f"Volume {place}: "), *volume.english)
    return replace(cover, subtitle=(*cover.subtitle, LineBreak(), *words) if cover.subtitle else words)


def _named(running: Running, title: Inlines) -> Running:
    return replace(running, footer=(*title, _GAP, *running.footer) if running.footer else title)


def _renumbered(inline: Inline, numbers: Iterator[int], *, anew: bool) -> Inline:
    """Number a value that has no number; `anew` those too that the first volume has."""
    if not isinstance(inline, Value) or (inline.number and not anew):
        return inline
    return replace(inline, number=next(numbers))


def _with_word(inline: Inline, path: str, mark: str) -> Inline:
    if not isinstance(inline, Value) or path not in inline.paths:
        return inline
    return replace(inline, text=ENGLISH_MARKS.get(mark, mark) if inline.text.isascii() else mark)


# --- references ------------------------------------------------------------------------------------------------------


def _outward(inline: Inline, own: frozenset[str], pages: Mapping[str, int]) -> Inline:
    if not isinstance(inline, Ref | PageRef) or inline.target in own:
        return inline
    page = str(pages.get(inline.target, _ROOM))
    return Text(f"{inline.text}（第{page}页）" if isinstance(inline, Ref) else page)


def _references(body: tuple[Block, ...]) -> Iterator[Ref | PageRef]:
    for block in every(body):
        for content in own_inlines(block):
            yield from (inline for inline in flat(content) if isinstance(inline, Ref | PageRef))


def _ids(body: Iterable[Block]) -> Iterator[str]:
    return (block.id for block in every(tuple(body)) if isinstance(block, Section | Table | Figure))


def _mapped(node: Any, change: Callable[[Inline], Inline]) -> Any:  # noqa: ANN401 - every kind of node
    """Give a node with every inline inside it that has nothing inside it changed."""
    if isinstance(node, tuple):
        return tuple(_mapped(part, change) for part in node)
    if isinstance(node, Text | Value | Ref | PageRef | PageCount):
        return change(node)
    if is_dataclass(node) and not isinstance(node, type):
        return replace(node, **{field.name: _mapped(getattr(node, field.name), change) for field in fields(node)})
    return node
