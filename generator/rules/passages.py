"""The words that wording rules read: every text of the data, and every paragraph of the document with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.commitments.occurrences import sentence_at
from generator.document.nodes import Block, Document, Inlines, Section, Text, Value
from generator.document.walk import children, flat, own_inlines, plain
from generator.finding import Place
from generator.source import Span

# Names of things and quotations: ids, files, key paths, words of the tender document, lists of forbidden words.
_NO_PROSE = (
    *(".id", ".picture", ".logo", ".kind", ".style", ".company", ".email", ".website", ".query_url", ".id_masked"),
    *(".key", ".from", ".to", ".limit", ".fact", ".person", ".group"),
)
_NO_PROSE_BELOW = re.compile(
    r"company\.(?:policy|brand)\b|company\.credentials\[\d+\]\.scans\b|"
    r"project\.(?:catalogs|overrides|waivers|approvals|demands|scoring)\b|project\.terms\.forbidden"
)
_AROUND = 8
_FEWEST = 4


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of words: of a datum (its key path) or of the document (its template, and where printed values stand)."""

    text: str
    path: str = ""
    template: str = ""
    values: tuple[tuple[int, int], ...] = ()
    is_heading: bool = False

    def is_value(self, start: int, end: int) -> bool:
        """Tell whether a stretch lies within a printed value, whose datum is read by itself."""
        return any(low <= start and end <= high for low, high in self.values)


def data_passages(leaves: Iterable[tuple[str, object]]) -> Iterator[Passage]:
    """Give every text among the leaves of a bid that is prose or a name people read."""
    for path, value in leaves:
        if isinstance(value, str) and not path.endswith(_NO_PROSE) and not _NO_PROSE_BELOW.match(path):
            yield Passage(value, path)


def document_passages(document: Document) -> Iterator[Passage]:
    """Give the words of the cover and the running lines, then every title, paragraph, cell and caption of the body."""
    yield from _front(document)
    yield from _below(document.body, "")


def template_place(templates: Mapping[str, str], template: str, text: str, start: int, end: int) -> Place:
    """Find a stretch of a document's text in the source of its template, by as many words around it as agree."""
    quote = sentence_at(text, start, end)
    source = templates.get(template, "")
    for low, high in _stretches(start, end):
        found = source.find(text[low:high])
        if found >= 0:
            length = min(end, high) - start
            return Place(span=_span(template, source, found + start - low, length), quote=quote)
    span = Span(template, 1, 1, 1, 1) if template else None
    return Place("" if span else "project.kind", span, quote=quote)


def sentences(passage: Passage) -> Iterator[tuple[int, str]]:
    """Give each sentence with the place where it begins."""
    for found in re.finditer(r"[^。；！？;\n]+", passage.text):
        yield found.start(), found[0]


def _front(document: Document) -> Iterator[Passage]:
    """Give the words outside the body; their template is known from the values printed among them."""
    cover, contents, body = document.cover, document.contents_running, document.body_running
    lines = tuple(part for line in cover.lines for part in (line.label, line.content))
    titles = (cover.copy_mark, cover.project, cover.title, cover.subtitle, *lines, cover.date, cover.remark)
    running = tuple(part for side in (contents, body) for part in (side.header_left, side.header_right, side.footer))
    for group in (titles, running):
        values = (inline for inlines in group for inline in flat(inlines) if isinstance(inline, Value))
        template = next((value.template for value in values), "")
        yield from (_passage(inlines, template) for inlines in group if inlines)


def _below(blocks: tuple[Block, ...], template: str) -> Iterator[Passage]:
    for block in blocks:
        own = (block.template or template) if isinstance(block, Section) else template
        is_heading = isinstance(block, Section)
        yield from (_passage(inlines, own, is_heading=is_heading) for inlines in own_inlines(block) if inlines)
        yield from _below(children(block), own)


def _passage(inlines: Inlines, template: str, *, is_heading: bool = False) -> Passage:
    if len(inlines) == 1 and isinstance(inlines[0], Value):  # most cells of tables
        text = inlines[0].text
        return Passage(text, template=template, values=((0, len(text)),), is_heading=is_heading)
    return Passage(plain(inlines), template=template, values=_value_places(inlines), is_heading=is_heading)


def _value_places(inlines: Inlines) -> tuple[tuple[int, int], ...]:
    places, position = [], 0
    for inline in flat(inlines):
        length = len(inline.text) if isinstance(inline, Text | Value) else len(plain((inline,)))
        if isinstance(inline, Value):
            places.append((position, position + length))
        position += length
    return tuple(places)


def _stretches(start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give what to look for: the words with fewer and fewer around them, then fewer and fewer of their own."""
    yield from ((max(start - around, 0), end + around) for around in (_AROUND, 2, 0))
    yield from ((start, high) for high in range(end - 1, start + _FEWEST - 1, -1))


def _span(template: str, source: str, start: int, length: int) -> Span:
    line = source.count("\n", 0, start) + 1
    column = start - source.rfind("\n", 0, start)
    return Span(template, line, column, line, column + length)
