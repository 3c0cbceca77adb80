"""What an operator is: a small function that does one wrong thing to a document and tells where it shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random

from tests.audit.mutation.document import Change, Document, Element, cell_of, change, is_prose


@dataclass(frozen=True)
class Mutant:
    """What was done, and where a finding must stand: one of these paragraphs, or anywhere in a part of the package.

    `quote` serves what reading tells without a place: a finding that quotes these words is at the right one.
    """

    what: str
    places: tuple[Element, ...] = ()
    part: str = ""
    quote: str = ""


Operator = Callable[[Document, Random], Mutant | None]
"""Changes a document; None where it has no place for it, and is as it was."""
Where = Callable[[Element], bool]


def anywhere(_: Element) -> bool:
    return True


def in_cell(paragraph: Element) -> bool:
    return cell_of(paragraph) is not None


def one_change(
    document: Document,
    random: Random,
    pattern: str | re.Pattern[str],
    new: str | Change,
    where: Where = anywhere,
) -> Mutant | None:
    """Change one place of the body where a pattern matches."""
    several = document.paragraphs()
    for paragraph in random.sample(several, len(several)):
        if where(paragraph) and (what := change(paragraph, pattern, new, random)):
            document.take(paragraph)
            return Mutant(what, (paragraph,))
    return None


def replacing(pattern: str, new: str | Change, where: Where = anywhere) -> Operator:
    """Give the operator that changes one place where a pattern matches."""
    compiled = re.compile(pattern)

    def operator(document: Document, random: Random) -> Mutant | None:
        return one_change(document, random, compiled, new, where)

    return operator


def picked(several: Iterable[Element], random: Random, fits: Where) -> Element | None:
    """Give one of several elements that fits."""
    listed = list(several)
    return next((each for each in random.sample(listed, len(listed)) if fits(each)), None)


def prose(document: Document, random: Random, fits: Where = anywhere) -> Element | None:
    """Give a sentence of the body that fits, and take it."""
    found = picked(document.paragraphs(), random, lambda each: is_prose(each) and fits(each))
    if found is not None:
        document.take(found)
    return found
