"""References that lead nowhere: chapters, tables and annexes that a text has not, contents unlike the headings."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from generator.audit.foreign.case import Case
from generator.audit.foreign.finding import AuditFinding, Certainty, Layer
from generator.audit.text import Block, BlockKind
from generator.finding import Severity
from generator.zh.numerals import NumeralError, parse_number

NOWHERE = "A116"

_HAN_COUNT = "[一二三四五六七八九十百]{1,4}"
_CHAPTER = rf"第[ \t]*(?P<chapter>[0-9]{{1,3}}|{_HAN_COUNT})[ \t]*(?P<chapter_of>[章篇])"
_NUMBERED_SECTION = r"第[ \t]*(?P<section>[0-9]{1,2}(?:\.[0-9]{1,2}){1,4})[ \t]*小?节"
_SECTION = r"第?(?P<section>[0-9]{1,2}(?:\.[0-9]{1,2}){1,4})(?:节|小节)?"
_LABELLED = (
    rf"(?P<label>附件|附录|附表|附图|表|图)[ \t]*(?P<number>[0-9]{{1,3}}(?:[-.－—][0-9]{{1,3}}){{0,3}}|{_HAN_COUNT})"
)
_BEFORE = "[见按照据于与和及在由入写用如（(，,、；;：:]"
_REFERENCES = tuple(
    re.compile(rf"(?<={before}){it}(?![0-9A-Za-z.．%％℃-])(?!{after})")
    for before, it, after in (
        (_BEFORE, _CHAPTER, "[ \t]*[一-鿿]{0,2}篇"),
        ("(?s:.)", _NUMBERED_SECTION, "(?!)"),
        ("[见按照]", _SECTION.replace("第?", "(?!第)"), "[倍元万个年月日天小时分米]"),
        (_BEFORE, _LABELLED, "面|格|示|纸|像|书|号|种|类|级|份|张|个"),
    )
)
_HEADS = tuple(
    re.compile(rf"\s*{each}(?=[\s　：:.、．]|$|(?<=[章篇])|(?<=[0-9])[一-鿿])")
    for each in (_CHAPTER, _SECTION, _LABELLED)
)
_CAPTION = re.compile(rf"\s*{_LABELLED}(?=[\s　：:]|$)")
_ENTRY = re.compile(
    r"(?P<words>[^\n\t]{2,80}?)(?:\t|[ \t]*(?:[.．·…]{3,}|[ ]{4,})[.．·… \t]*)[ \t]*(?P<page>[0-9]{1,4})[ \t]*"
)
_PAGES = re.compile("共[ \t]*([0-9]{1,4})[ \t]*页")
_RARE = 5
"""Of so many headings of a depth at most one may be missing in the contents for that to be a slip."""
_FEWEST = 3
"""Of so many entries in a row a table of contents is made, and of so many captions a numbering."""
_LONGEST_HEADING = 80
_REACH = 16
_IDLE = re.compile(r"[\s　.．、,，:：·…]")
_NO_HEADS = frozenset({BlockKind.CELL, BlockKind.PROPERTY, BlockKind.HEADER, BlockKind.FOOTER, BlockKind.COMMENT})
_HINT = "改为正确的章、表、附件，或者补上缺少的内容"
_CONTENTS_HINT = "在Word中更新整个目录"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of a table of contents: its block, the heading it names, the page it gives."""

    block: Block
    words: str
    page: int


def references_lead_somewhere(case: Case) -> Iterator[AuditFinding]:
    """Give the references to a chapter, a section, a table or an annex that the text has not."""
    listed = {entry.block.number for entries in _contents(case) for entry in entries}
    known = _known(case, listed)
    other = case.vocabulary.pattern("‹other_document›[^，。；、：\n]{0,6}$")
    for pattern in _REFERENCES:
        for found in pattern.finditer(case.whole):
            sort, number = _named(found)
            numbers = known.get(sort, ())
            block = case.block_at(found.start())
            if block is None or block.number in listed or _is_label(block, found.start()):
                continue
            is_lost = len(numbers) >= _FEWEST and number not in numbers
            if is_lost and not other.search(case.whole[max(block.start, found.start() - _REACH) : found.start()]):
                yield _finding(case, found.span(), f"“{found[0]}”在文件里找不到", "reference")


def _is_label(block: Block, start: int) -> bool:
    """Tell whether the words at this place are the number of the block itself; a cell has none."""
    return block.start >= start and block.kind is not BlockKind.CELL


def contents_as_the_headings(case: Case) -> Iterator[AuditFinding]:
    """Give the lines of a table of contents that no heading has, and headings that it has not."""
    tables = tuple(_contents(case))
    listed = {entry.block.number for entries in tables for entry in entries}
    for entries in tables:
        headings = _headings(case, listed)
        missing = [entry for entry in entries if not _stands(entry, headings)]
        for entry in missing if len(missing) * 2 < len(entries) else ():
            message = f"目录里的“{entry.words.strip()}”在正文里没有这个标题"
            yield _finding(case, (entry.block.start, entry.block.end), message, "contents", _CONTENTS_HINT)
    for block in _unlisted(case, tables, listed):
        message = f"标题“{_title(block)}”不在目录里"
        yield _finding(case, (block.start, block.end), message, "contents", _CONTENTS_HINT)


def pages_rise(case: Case) -> Iterator[AuditFinding]:
    """Give the lines of a table of contents whose page is out of order, or behind the last page of the file."""
    last = max((int(page) for page in _PAGES.findall(_footers(case))), default=0)
    for entries in _contents(case):
        for entry in _out_of_order(entries):
            message = f"目录的页码次序不对：“{entry.words.strip()}”写的是第{entry.page}页"
            yield _finding(case, (entry.block.start, entry.block.end), message, "pages", _CONTENTS_HINT)
        for entry in (each for each in entries[-1:] if 0 < last < each.page):
            message = f"目录里的“{entry.words.strip()}”在第{entry.page}页，文件只有{last}页"
            yield _finding(case, (entry.block.start, entry.block.end), message, "pages", _CONTENTS_HINT)


def _footers(case: Case) -> str:
    return "\n".join(block.text for block in case.text.blocks if block.kind is BlockKind.FOOTER)


def _out_of_order(entries: Sequence[_Entry]) -> Iterator[_Entry]:
    """Give the entry that does not fit between its neighbours, where the page after one is before it."""
    for at in range(len(entries) - 1):
        before, page, after = (entries[max(at - 1, 0)].page, entries[at].page, entries[at + 1].page)
        if after < page:
            yield entries[at] if at == 0 or before <= after else entries[at + 1]


def _unlisted(case: Case, tables: Sequence[Sequence[_Entry]], listed: Collection[int]) -> Iterator[Block]:
    """Give the numbered headings that a table of contents lacks which has nearly all others of their depth."""
    entries = frozenset(_bare(entry.words) for entries in tables for entry in entries)
    by_depth: dict[int, list[Block]] = {}
    for block in case.text.blocks if tables else ():
        depth = _depth(block) if block.kind is BlockKind.HEADING and block.number not in listed else 0
        if depth:
            by_depth.setdefault(depth, []).append(block)
    for blocks in by_depth.values():
        missing = [block for block in blocks if _bare(_title(block)) not in entries]
        if len(missing) * _RARE < len(blocks):
            yield from missing


def _title(block: Block) -> str:
    return f"{block.label} {block.text}".strip() if block.label else block.text.strip()


def _depth(block: Block) -> int:
    """Give how deep a numbered heading stands: 第一章 1, 3.2 2, 3.2.1 3; 0 for what is no such heading."""
    words = _title(block)
    chapter, section = (pattern.match(words) for pattern in _HEADS[:2])
    if chapter:
        return 1
    return section["section"].count(".") + 1 if section and len(words) <= _LONGEST_HEADING else 0


def _contents(case: Case) -> Iterator[Sequence[_Entry]]:
    """Give the tables of contents of a text: lines in a row that end with a page."""
    row: list[_Entry] = []
    for block in case.text.blocks:
        found = _ENTRY.fullmatch(block.text) if block.kind not in _NO_HEADS else None
        if found:
            row.append(_Entry(block, block.label + found["words"], int(found["page"])))
        elif row:
            if len(row) >= _FEWEST:
                yield tuple(row)
            row = []
    if len(row) >= _FEWEST:
        yield tuple(row)


def _headings(case: Case, listed: Collection[int]) -> frozenset[str]:
    """Give the words of all short paragraphs of the body outside the contents, with their labels and without."""
    blocks = (each for each in case.text.blocks if each.kind not in _NO_HEADS and each.number not in listed)
    short = (each for each in blocks if len(each.text) <= _LONGEST_HEADING)
    return frozenset(_bare(words) for each in short for words in (each.text, each.label + each.text))


def _stands(entry: _Entry, headings: Collection[str]) -> bool:
    """Tell whether a heading has the words of an entry, be it with another number or none."""
    words = _bare(entry.words)
    without = _bare(re.sub(rf"^\s*(?:{_CHAPTER}|{_SECTION}|[0-9一二三四五六七八九十]{{1,3}}[.、．])", "", entry.words))
    return words in headings or without in headings


def _bare(words: str) -> str:
    return _IDLE.sub("", words).lower()


def _known(case: Case, listed: Collection[int]) -> Mapping[str, frozenset[str]]:
    """Give the numbers of the chapters, sections, tables, pictures and annexes of a text by their sort."""
    known: dict[str, set[str]] = {}
    for block in case.text.blocks:
        if block.kind not in _NO_HEADS and block.number not in listed and len(block.text) <= _LONGEST_HEADING:
            words = f"{block.label} {block.text}" if block.label else block.text
            for pattern in (_CAPTION, *_HEADS) if block.kind is BlockKind.HEADING else (_CAPTION, *_HEADS[:2]):
                found = pattern.match(words)
                if found:
                    sort, number = _named(found)
                    known.setdefault(sort, set()).add(number)
    return {sort: frozenset(numbers) for sort, numbers in known.items()}


def _named(found: re.Match[str]) -> tuple[str, str]:
    """Give the sort of a numbered thing and its number; tables 3-1 are counted apart from tables 3."""
    names = found.groupdict()
    if names.get("chapter"):
        return names["chapter_of"], _plain(names["chapter"])
    if names.get("section"):
        return "section", names["section"]
    number = _plain(names["number"])
    return f"{names['label']}{'-' if '-' in number else ''}", number


def _plain(number: str) -> str:
    if re.fullmatch(_HAN_COUNT, number):
        with suppress(NumeralError):
            return str(parse_number(number))
    return re.sub("[.－—]", "-", number)


def _finding(case: Case, span: tuple[int, int], message: str, group: str, hint: str = _HINT) -> AuditFinding:
    return AuditFinding(
        NOWHERE,
        Layer.TEXT,
        Severity.WARNING,
        Certainty.REVIEW,
        message,
        f"{NOWHERE}/{group}",
        (case.anchor(*span),),
        hint=hint,
        basis=("mof87_51",),
    )
