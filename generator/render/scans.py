"""Scans of certificates as templates name them: page by page, each a figure as large as a page has room for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generator.document.nodes import Figure
from generator.document.walk import plain
from generator.render import views
from generator.render.charts import NO_PICTURE
from generator.render.printing import inlines
from generator.render.tables import Content
from generator.render.traced import BROKEN, Broken, Traced
from generator.render.views import View

if TYPE_CHECKING:
    from generator.document.nodes import Picture
    from generator.render.run import Run


@dataclass(frozen=True, slots=True)
class ScanPage:
    """A page of a record's scans: its `number` among `total` of that record, both traced to the files.

    `id` is that of its figure, `first` begins the record, `only` tells of a record with this one page.
    """

    id: str
    picture: Picture
    number: Traced
    total: Traced
    first: bool
    only: bool


def scan_pages(run: Run, record: object, id: str | Traced) -> tuple[ScanPage, ...] | Broken:  # noqa: A002
    """Give the pages of a record's scans (its `scans` field), in the order of its files."""
    files = views.field(record, "scans") if isinstance(record, View) else BROKEN
    leaves = [leaf for leaf in files if isinstance(leaf, Traced)] if isinstance(files, View) else []
    if not leaves:
        run.report(NO_PICTURE, f"{_word(id)} 没有扫描件", "请先写 {% if item.scans is given %}", word="scan_pages")
        return BROKEN
    found = [(leaf, picture) for leaf in leaves for picture in run.scans.get(leaf.paths[0], ())]
    return tuple(_paged(_word(id), found))


def scan(run: Run, page: object, caption: Content) -> Figure | Broken:
    """Show a page of a scan over all the room that a page has beside its caption, a note and a place for the seal."""
    if not isinstance(page, ScanPage):
        if not isinstance(page, Broken):
            run.report(NO_PICTURE, "scan 的参数应是 scan_pages(…) 的一页", "请写 {% for page in scan_pages(…) %}")
        return BROKEN
    title = inlines(run, caption)
    return Figure(run.name(page.id), title, replace(page.picture, full=True), plain(title) or page.picture.name)


def _paged(name: str, found: list[tuple[Traced, Picture]]) -> Iterator[ScanPage]:
    total = len(found)
    paths = tuple(dict.fromkeys(path for leaf, _ in found for path in leaf.paths))
    for number, (leaf, picture) in enumerate(found, start=1):
        counted = Traced(number, leaf.paths, str(number))
        yield ScanPage(f"{name}_{number}", picture, counted, Traced(total, paths, str(total)), number == 1, total == 1)


def _word(name: str | Traced) -> str:
    return name.text if isinstance(name, Traced) else str(name)
