"""The pages words stand on: of the DOCX as it is laid out now, of the PDF as an earlier build of the inputs has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from generator.document.pages import segment_pages
from generator.document.text import ReadingText
from generator.layout.pages import Pages

_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class KnownPages:
    """Pages by output of each printed value by its trace number, and of each segment of the reading text.

    `built` tells whether there is a build of the same inputs, from which the pages of the PDF are.
    """

    values: Mapping[int, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    segments: tuple[Mapping[str, str], ...] = ()
    built: bool = False


def known_pages(reading: ReadingText, placed: Pages, built: Mapping[int, Mapping[str, str]]) -> KnownPages:
    """Put together the pages the DOCX has by its layout with those an earlier build found."""
    docx = [str(page or "") for page in segment_pages(reading, placed.sections, placed.segments)]
    pdf = _between([_built_page(segment.values, built) for segment in reading.segments])
    segments = tuple(_pages(*pair) for pair in zip(docx, pdf, strict=True))
    values = {
        place.value.number: {**pages, **built.get(place.value.number, {})}
        for segment, pages in zip(reading.segments, segments, strict=True)
        for place in segment.values
    }
    return KnownPages(MappingProxyType(values), segments, bool(built))


def page_words(pages: Mapping[str, str]) -> str:
    """Give pages as people write them: 第12页, or both where DOCX and PDF differ."""
    docx, pdf = pages.get("docx", ""), pages.get("pdf", "")
    if docx and pdf and docx != pdf:
        return f"DOCX第{docx}页、PDF第{pdf}页"
    return f"第{docx or pdf}页" if docx or pdf else ""


def _pages(docx: str, pdf: str) -> Mapping[str, str]:
    return {name: page for name, page in (("docx", docx), ("pdf", pdf)) if page} or _NONE


def _built_page(places: Iterable[object], built: Mapping[int, Mapping[str, str]]) -> str:
    numbers = (place.value.number for place in places)  # type: ignore[attr-defined]
    return next((page for number in numbers if (page := built.get(number, _NONE).get("pdf", ""))), "")


def _between(pages: list[str]) -> Iterator[str]:
    """Fill a gap between two equal pages: what stands between them stands on the same page."""
    before, after = list(_carried(pages)), list(_carried(pages[::-1]))[::-1]
    for own, low, high in zip(pages, before, after, strict=True):
        yield own or (low if low == high else "")


def _carried(pages: list[str]) -> Iterator[str]:
    last = ""
    for page in pages:
        last = page or last
        yield last
