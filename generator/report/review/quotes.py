"""What the document says at the place of a finding: the printed sentences with section and page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from generator.commitments.occurrences import COVER, RUNNING, Occurrence, occurrences
from generator.document.nodes import Section
from generator.document.text import ReadingText, reading_text
from generator.document.walk import blocks, plain, values
from generator.finding import Place
from generator.load.overrides import is_below
from generator.report.review.case import Case

_NO_PAGES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence as it is printed, the section (with the table or figure) it stands in, and its pages by output.

    `value` is the printed value in it that is meant, where there is one.
    """

    sentence: str
    where: str
    pages: Mapping[str, str] = field(default_factory=lambda: _NO_PAGES)
    value: str = ""


@dataclass(frozen=True, slots=True)
class Printing:
    """The printed words of a case, ready to be asked: by key path of a value, or by a sentence of a template."""

    by_path: Mapping[str, tuple[Occurrence, ...]]
    reading: ReadingText
    sections: Mapping[str, str]
    pages: tuple[Mapping[str, str], ...]

    def quotes(self, place: Place) -> tuple[Quote, ...]:
        """Give each sentence that prints the place, once, the plainly printed before those that were computed."""
        if place.quote:
            return tuple(self._passages(place.quote))
        found = sorted(_at(self.by_path, place.path), key=_rank)
        unique: dict[tuple[str, str], Quote] = {}
        for one in found:
            unique.setdefault((one.sentence, one.section), _quote(one))
        return tuple(unique.values())

    def section(self, name: str) -> Quote | None:
        """Give the heading of the section with this id."""
        for segment, pages in zip(self.reading.segments, self.pages, strict=True):
            if segment.kind == "heading" and segment.section == name:
                return Quote(segment.text, self.sections[name], pages)
        return None

    def _passages(self, sentence: str) -> Iterator[Quote]:
        for segment, pages in zip(self.reading.segments, self.pages, strict=True):
            if segment.kind != "contents" and sentence in segment.text:
                yield Quote(sentence, self.sections.get(segment.section, COVER), pages)


def printing(case: Case, paths: Iterable[str]) -> Printing | None:
    """Make the printed words ready for questions on these key paths; None where there is no document."""
    document = case.document
    if document is None:
        return None
    wanted = frozenset(filter(None, paths))
    printed = {path for value in values(document) for path in value.paths if _is_asked(path, wanted)}
    sections = {
        block.id: f"{block.label} {plain(block.title)}".strip()
        for block in blocks(document)
        if isinstance(block, Section)
    }
    reading = reading_text(document)
    pages = case.pages.segments or (_NO_PAGES,) * len(reading.segments)
    return Printing(occurrences(document, printed, case.pages.values), reading, sections, pages)


def _is_asked(path: str, wanted: frozenset[str]) -> bool:
    return path in wanted or is_below(path, wanted)


def _at(by_path: Mapping[str, tuple[Occurrence, ...]], path: str) -> tuple[Occurrence, ...]:
    """Give where a value is printed; of a mapping or a list, where what it holds is."""
    if path in by_path or not path:
        return by_path.get(path, ())
    return tuple(one for key, found in by_path.items() if is_below(key, (path,)) for one in found)


def _quote(one: Occurrence) -> Quote:
    return Quote(one.sentence, "，".join(filter(None, (one.section, one.block))), one.pages, one.text)


def _rank(one: Occurrence) -> tuple[bool, bool, int]:
    return one.derived, one.section in {COVER, RUNNING}, one.number
