"""Numbers that do not follow one another: of chapters, sections, tables, pictures and items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import pairwise

from generator.audit.foreign.case import Case
from generator.audit.foreign.finding import AuditFinding, Certainty, Layer
from generator.audit.text import Block, BlockKind
from generator.finding import Severity
from generator.zh.numerals import NumeralError, parse_number

GAP = "A120"

_COUNT = "[0-9]{1,3}|[一二三四五六七八九十百]{1,4}"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"\s*(?P<before>第)[ \t]*(?P<number>{_COUNT})[ \t]*(?P<after>[章篇])",
        r"\s*(?P<before>(?:附?[表图])[ \t]*(?:[0-9]{1,2}[-－.])?)(?P<number>[0-9]{1,3})(?P<after>)(?=[\s　：:]|$)",
        r"\s*(?P<before>[0-9]{1,2}\.(?:[0-9]{1,2}\.){0,3})(?P<number>[0-9]{1,2})(?P<after>)(?=[\s　、]|$|[一-鿿])",
    )
)
_ITEM = re.compile(rf"\s*(?P<before>[（(]?)(?P<number>{_COUNT})(?P<after>[)）、.．])\s*")
_JOINT = re.compile("附?[表图][0-9]{1,2}[-－.]")
_HEADED = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH})
_ITEMS = frozenset({BlockKind.ITEM, BlockKind.HEADING})
_LONGEST_HEADING = 60
_FEWEST = 3
"""Of fewer things of a sort nobody can tell how they are numbered."""
_Numbered = tuple[int, Block]


def numbers_follow(case: Case) -> Iterator[AuditFinding]:
    """Give the things whose number is not the one after that of the thing before them."""
    rows: dict[tuple[str, ...], list[_Numbered]] = {}
    for block in case.text.blocks:
        for key, number in _numbered(block):
            rows.setdefault(key, []).append((number, block))
    for row in rows.values():
        for several in _lists(row):
            for number, wanted, block in _breaks(several):
                yield _finding(case, block, number, wanted)
    begun = sum(row[0][0] == 1 for key, row in rows.items() if _is_joint(key))
    for key, row in rows.items():
        number, block = row[0]
        is_list = len(row) > 1 and _is_automatic(case, block)
        if number != 1 and (is_list or (_is_joint(key) and begun >= _FEWEST)):
            yield _finding(case, block, number, 1)


def _is_joint(key: tuple[str, ...]) -> bool:
    """Tell whether things are numbered anew in every chapter: 表3-1."""
    return _JOINT.fullmatch(key[0]) is not None


def _is_automatic(case: Case, block: Block) -> bool:
    """Tell whether Word counts a list by itself: its label is not among the characters of the text."""
    return _ITEM.fullmatch(block.label) is not None and case.whole[max(0, block.start - 1) : block.start] in {"", "\n"}


def _numbered(block: Block) -> Iterator[tuple[tuple[str, ...], int]]:
    """Give what is numbered together with a block, and its number."""
    words = f"{block.label} {block.text}" if block.label else block.text
    if block.kind in _HEADED and block.cell is None and len(words) <= _LONGEST_HEADING and not _ends(words):
        for form in _FORMS:
            found = form.match(words)
            value = _value(found["number"]) if found else None
            if found and value:
                yield (re.sub(r"\s", "", found["before"]), found["after"]), value
                return
    found = _ITEM.fullmatch(block.label) if block.kind in _ITEMS and block.cell is None else None
    value = _value(found["number"]) if found else None
    if found and value:
        sort = "han" if not found["number"].isdigit() else ""
        yield (str(block.path), found["before"], found["after"], sort), value


def _ends(words: str) -> bool:
    """Tell whether words end with a page number, as a line of a table of contents does."""
    return re.search(r"(?:\t|[.．·…]{3,})[ \t]*[0-9]{1,4}\s*$", words) is not None


def _value(number: str) -> int | None:
    with suppress(NumeralError):
        return int(parse_number(number))
    return None


def _lists(row: Sequence[_Numbered]) -> Iterator[Sequence[_Numbered]]:
    """Part a row where it begins anew with 1."""
    several: list[_Numbered] = []
    for each in row:
        if each[0] == 1 and several:
            yield several
            several = []
        several.append(each)
    yield several


def _breaks(several: Sequence[_Numbered]) -> Iterator[tuple[int, int, Block]]:
    """Give the number that does not fit between its neighbours, and the one that would."""
    if len(several) < _FEWEST:
        return
    numbers = [number for number, _ in several]
    for at, (before, number) in enumerate(pairwise(numbers), 1):
        if number in {before, before + 1}:
            continue
        after = numbers[at + 1] if at + 1 < len(numbers) else None
        was_wrong = at > 1 and numbers[at - 2] + 2 == number
        if not was_wrong:
            is_single = after is None or after in {before + 2, number + 1}
            if is_single:
                yield number, before + 1, several[at][1]


def _finding(case: Case, block: Block, number: int, wanted: int) -> AuditFinding:
    start = case.text.blocks[block.number].start
    message = f"编号不连续：应当是{wanted}，写的是{number}（“{(block.label + block.text)[:20]}”）"
    return AuditFinding(
        GAP,
        Layer.TEXT,
        Severity.WARNING,
        Certainty.REVIEW,
        message,
        f"{GAP}/{wanted}",
        (case.anchor(start, block.end),),
        hint="核对是不是少了一节、一张表，或者改错了编号",
        basis=("mof87_51",),
    )
