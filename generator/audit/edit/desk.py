"""A Word file on the desk: comments and tracked changes are put at characters of its text, then it is packed again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from generator.audit.edit.archive import packed
from generator.audit.edit.changes import Range, draws, refusal, replace
from generator.audit.edit.comments import comments_part, usual_or_strict
from generator.audit.edit.ink import Ink, Numbers
from generator.audit.edit.runs import Cut
from generator.audit.edit.sheet import Sheet
from generator.audit.edit.source import Source, source
from generator.audit.edit.spots import around, begin_of, inner
from generator.audit.edit.tree import Node, Survey, survey
from generator.audit.reading.docx import main_part
from generator.audit.text import AuditText, Block, BlockKind, TextPlace
from generator.load.package import Package, Relation

_WHOLE_RUN = 1 << 30
Stretch = tuple[int, int]
"""Characters of the whole text, end exclusive."""


@dataclass(frozen=True, slots=True)
class Located:
    """Where a stretch begins and ends in the file; both blocks tell what they stand in."""

    first: TextPlace
    last: TextPlace
    block: Block


@dataclass(frozen=True, slots=True)
class Comment:
    """What a comment says, line by line, and the stretch it speaks of; None speaks of the whole file."""

    stretch: Stretch | None
    lines: tuple[str, ...]


@dataclass(slots=True)
class _Part:
    source: Source
    survey: Survey
    sheet: Sheet


@dataclass(slots=True)
class Desk:
    """The parts of a file that are edited. Comments stand in the body, as Word has none elsewhere."""

    package: Package
    text: AuditText
    main: str
    parts: dict[str, _Part]
    spans: dict[Stretch, tuple[Cut, Cut]] = field(default_factory=dict)
    notes: dict[str, Survey] = field(default_factory=dict)
    comments: list[Comment] = field(default_factory=list)
    changed: list[tuple[TextPlace, TextPlace]] = field(default_factory=list)
    replacements: dict[Stretch, str] = field(default_factory=dict)
    moment: datetime | None = None

    # --- tracked changes ----------------------------------------------------------------------------------------------

    def change(self, stretch: Stretch, replacement: str) -> str:
        """Replace characters by a tracked change; give why not where that cannot be."""
        place = located(self.text, stretch)
        said = self._refused(place, stretch)
        if said:
            return said
        part = self.parts[place.first.part]
        paragraph = self._paragraph(place.first)
        span = replace(part.sheet, paragraph, _range(self.text, place, stretch), replacement)
        if self._is_body(place.first):
            self.spans[stretch] = span
        self.changed.append((place.first, place.last))
        self.replacements[stretch] = replacement
        return ""

    @property
    def expected(self) -> str:
        """The whole text once the changes are accepted."""
        pieces: list[str] = []
        done = 0
        for (start, end), replacement in sorted(self.replacements.items()):
            pieces += (self.text.whole[done:start], replacement)
            done = end
        return "".join((*pieces, self.text.whole[done:]))

    def _refused(self, place: Located, stretch: Stretch) -> str:
        if place.block.kind in {BlockKind.PROPERTY, BlockKind.COMMENT} or not self._has(place.first):
            return "它不在正文里，请在Word中手工改"
        if (place.first.part, place.first.paragraph) != (place.last.part, place.last.paragraph):
            return "它跨了几段，请手工改"
        if any(_overlap((place.first, place.last), other) for other in self.changed):
            return "它与另一处修订重叠，接受那一处以后再改"
        return refusal(self._paragraph(place.first), _range(self.text, place, stretch))

    def _has(self, place: TextPlace) -> bool:
        """Tell whether a place is in a paragraph: words in an attribute may stand before all of them."""
        part = self.parts.get(place.part)
        return part is not None and place.paragraph < len(part.survey.outer)

    def _paragraph(self, place: TextPlace) -> Node:
        found = self.parts[place.part].survey
        return inner(found.trees[found.outer[place.paragraph]], place.paragraph)

    def _is_body(self, place: TextPlace) -> bool:
        """Tell whether a place stands in the body itself, not in a box of it."""
        return place.part == self.main and self.parts[place.part].survey.outer[place.paragraph] == place.paragraph

    # --- comments -----------------------------------------------------------------------------------------------------

    def comment(self, comment: Comment) -> None:
        """Take a comment."""
        self.comments.append(comment)

    def _span(self, stretch: Stretch | None) -> tuple[Cut, Cut]:
        if stretch is None:
            return self._point(0)
        if stretch in self.spans:
            return self.spans[stretch]
        place = located(self.text, stretch)
        first = self._in_body(place.first, place.block, ends=False)
        last = self._in_body(place.last, place.block, ends=True)
        if isinstance(first, Cut) or isinstance(last, Cut):
            return (first, first) if isinstance(first, Cut) else self._point(0)
        begin = self._around(first, ends=False)
        if stretch[0] == stretch[1] and first == place.first:
            return begin, begin
        end = self._around(last, ends=True)
        return begin, max(begin, end, key=lambda cut: cut.at)

    def _around(self, place: TextPlace, *, ends: bool) -> Cut:
        found = self.parts[self.main].survey
        tree = found.trees[found.outer[place.paragraph]]
        return around(tree, place.paragraph, place.run, place.offset, ends=ends)

    def _in_body(self, place: TextPlace, block: Block, *, ends: bool) -> TextPlace | Cut:
        """Give the place in the body for one that may stand anywhere; a cut where it is no character's."""
        if place.part == self.main and self._has(place):
            return place
        noted = self.notes.get(place.part)
        note = noted.notes.get(place.paragraph) if noted else None
        reference = self.parts[self.main].survey.references.get(note) if note else None
        if reference:
            return TextPlace(self.main, *reference, _WHOLE_RUN if ends else 0)
        if block.kind in {BlockKind.HEADER, BlockKind.FOOTER}:
            return self._point(_first_of_section(self.package, self.main, self.parts[self.main].survey, place.part))[0]
        return self._point(0)[0]

    def _point(self, paragraph: int) -> tuple[Cut, Cut]:
        found = self.parts[self.main].survey
        trees = found.trees
        if not found.outer or found.outer[paragraph] not in trees:
            root = found.root
            at = root.outer if root else 0
            return Cut(at), Cut(at)
        cut = begin_of(trees[found.outer[paragraph]])
        return cut, cut

    # --- the file -----------------------------------------------------------------------------------------------------

    def written(self) -> bytes:
        """Give the file with everything that was put in it."""
        body = self.parts[self.main].sheet
        numbers = comments_part(self.package, self.main, self.moment)
        for comment in sorted(self.comments, key=lambda each: each.stretch or (-1, -1)):
            number = numbers.add(comment.lines)
            for cut, rank, mark in draws(body.ink, *self._span(comment.stretch), number):
                body.put(cut, rank, mark)
        edited = {name: part.sheet.written() for name, part in self.parts.items() if part.sheet.marks}
        changed = {**edited, **(numbers.parts() if self.comments else {})}
        return packed(self.package, changed) if changed else b""


def located(text: AuditText, stretch: Stretch) -> Located:
    """Find a stretch in the file; its end is the place after its last character."""
    start, end = stretch
    block = _block(text, start)
    first = text.origin.place(block.number, max(start - block.start, 0))
    if end <= start:
        return Located(first, first, block)
    other = _block(text, end - 1)
    offset = max(end - 1 - other.start, 0)
    last = text.origin.place(other.number, min(offset, max(len(other.text) - 1, 0)))
    return Located(first, TextPlace(last.part, last.paragraph, last.run, last.offset + bool(other.text)), block)


def _block(text: AuditText, offset: int) -> Block:
    """Give the block of a character; what stands between two blocks belongs to the later one."""
    index = max(bisect_right(text.blocks, offset, key=lambda block: block.start) - 1, 0)
    block = text.blocks[index]
    later = offset > block.end and index + 1 < len(text.blocks)
    return text.blocks[index + 1] if later else block


def _range(text: AuditText, place: Located, stretch: Stretch) -> Range:
    return Range(place.first, place.last, text.whole[slice(*stretch)], alone=not place.block.text)


def _overlap(one: tuple[TextPlace, TextPlace], other: tuple[TextPlace, TextPlace]) -> bool:
    if (one[0].part, one[0].paragraph) != (other[0].part, other[0].paragraph):
        return False
    (a, b), (c, d) = (tuple((place.run, place.offset) for place in span) for span in (one, other))
    return (a < d and c < b) or (a, b) == (c, d)


def _first_of_section(package: Package, main: str, found: Survey, part: str) -> int:
    keys = {relation.key for relation in package.relations(main) if _is_to(relation, part)}
    section = next((section for section in found.sections if section.running & keys), None)
    return section.first if section else 0


def _is_to(relation: Relation, part: str) -> bool:
    return not relation.external and relation.target.lower() == part.lower()


def lay_out(package: Package, text: AuditText, stretches: Iterable[Stretch], moment: datetime | None) -> Desk:
    """Open the parts in which the stretches stand; only these can be given to the desk."""
    main = main_part(package)
    places = [located(text, stretch) for stretch in stretches]
    wanted = _wanted(places)
    body = source(main, package.data(main))
    first = survey(main, body)
    notes = {
        part: survey(part, source(part, package.data(part)))
        for part in wanted
        if part != main and package.has(part) and any(_is_noted(place) for place in places if place.first.part == part)
    }
    ours = {*wanted.get(main, ()), *_bodily(package, main, first, wanted, notes), 0}
    sources = {main: body, **_others(package, main, places)}
    uri = usual_or_strict(body.data)
    surveys = {
        part: survey(part, own, _outermost(part, own, ours if part == main else wanted[part], first, part == main))
        for part, own in sources.items()
    }
    numbers = Numbers(max(found.highest for found in surveys.values()))
    parts = {
        part: _Part(own, surveys[part], Sheet(own, Ink(surveys[part].prefix, numbers, moment, uri)))
        for part, own in sources.items()
    }
    return Desk(package, text, main, parts, notes=notes, moment=moment)


def _wanted(places: Sequence[Located]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for place in places:
        for end in (place.first, place.last):
            found.setdefault(end.part, set()).add(end.paragraph)
    return found


def _is_noted(place: Located) -> bool:
    return place.block.kind in {BlockKind.FOOTNOTE, BlockKind.COMMENT}


def _others(package: Package, main: str, places: Sequence[Located]) -> dict[str, Source]:
    """Give the other parts that may be changed: those with paragraphs of their own."""
    names = {
        place.first.part
        for place in places
        if place.block.kind not in {BlockKind.PROPERTY, BlockKind.COMMENT} and place.first.part != main
    }
    return {name: source(name, package.data(name)) for name in sorted(names) if package.has(name)}


def _bodily(
    package: Package, main: str, found: Survey, wanted: Mapping[str, set[int]], notes: Mapping[str, Survey]
) -> set[int]:
    """Give the paragraphs of the body at which comments on other parts stand."""
    paragraphs = {_first_of_section(package, main, found, part) for part in wanted if part != main}
    for part, noted in notes.items():
        for paragraph in wanted[part]:
            reference = found.references.get(noted.notes.get(paragraph, ("", "")))
            if reference:
                paragraphs.add(reference[0])
    return paragraphs


def _outermost(part: str, own: Source, paragraphs: Iterable[int], body: Survey, is_body: bool) -> frozenset[int]:
    outer = body.outer if is_body else survey(part, own).outer
    return frozenset(outer[number] for number in paragraphs if number < len(outer))
