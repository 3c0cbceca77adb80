"""All words of a bid and its document as one text, each once, so that a pattern is sought once and not everywhere."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from generator.rules.passages import Passage


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of a passage that a pattern matched; `number` is the passage's place among all."""

    passage: Passage
    number: int
    start: int
    end: int
    match: re.Match[str]

    @property
    def words(self) -> str:
        """The words matched."""
        return self.match[0]

    @property
    def overlaps_value(self) -> bool:
        """Tell whether a part of the match was printed from data."""
        return any(low < self.end and self.start < high for low, high in self.passage.values)

    @property
    def sentence(self) -> str:
        """The words from the stop before the match to the stop after it."""
        return self._between(_STOPS)

    @property
    def clause(self) -> str:
        """The words from the comma or stop before the match to the comma or stop after it."""
        return self._between(f"，,{_STOPS}")

    def _between(self, stops: str) -> str:
        text = self.passage.text
        low = max(text.rfind(stop, 0, self.start) for stop in stops) + 1
        after = (place for stop in stops if (place := text.find(stop, self.end)) >= 0)
        return text[low : min(after, default=len(text))]

    @property
    def around(self) -> str:
        """The words around the match in brackets, for places without a line of their own; nothing where it is all."""
        text = self.passage.text
        low, high = max(self.start - _AROUND, 0), min(self.end + _AROUND, len(text))
        before, after = "……" if low else "", "……" if high < len(text) else ""
        words = f"{before}{text[low:high]}{after}".replace("\n", " ")
        return f"（{words}）" if (low, high) != (self.start, self.end) else ""


@dataclass(frozen=True, slots=True)
class Corpus:
    """The words of all passages, a line break between them; a pattern should not match across line breaks.

    Words that stand in several passages are in `text` once, and words printed from data not at all: the datum is read
    by itself. `places` tells of each piece of `text` in which passages it stands, `starts` where it begins; `short` has
    every character of the text and every two that stand together.
    """

    text: str
    starts: tuple[int, ...]
    places: tuple[tuple[tuple[int, Passage], ...], ...]
    short: frozenset[str]

    def find(self, pattern: re.Pattern[str], needs: Iterable[str] | None = None) -> Iterator[Found]:
        """Give every match that lies in one passage and not within a printed value, in the order of the passages.

        `needs` are words one of which every match holds. Where they are given, only pieces with one of them are
        searched: a pattern that does not begin with a character costs many times one that does.
        """
        matches = pattern.finditer(self.text) if needs is None else self._near(pattern, self.held(needs))
        found = [one for match in matches for one in self._found(match)]
        return iter(sorted(found, key=lambda one: (one.number, one.start)))

    def held(self, words: Iterable[str]) -> tuple[str, ...]:
        """Give those words that occur at all: to seek hundreds of words in every place would cost more."""
        return tuple(
            word
            for word in words
            if word[:2] in self.short and (len(word) <= _SHORT or (word[-2:] in self.short and word in self.text))
        )

    def _near(self, pattern: re.Pattern[str], words: tuple[str, ...]) -> Iterator[re.Match[str]]:
        """Give the matches in the pieces that hold one of the words."""
        starts, end = self.starts, -1
        for needed in re.finditer("|".join(map(re.escape, words)), self.text) if words else ():
            if needed.start() > end:
                index = bisect_right(starts, needed.start()) - 1
                end = starts[index + 1] - 1 if index + 1 < len(starts) else len(self.text)
                yield from pattern.finditer(self.text, starts[index], end)

    def _found(self, match: re.Match[str]) -> Iterator[Found]:
        index = bisect_right(self.starts, match.start()) - 1
        start, end = match.start() - self.starts[index], match.end() - self.starts[index]
        for number, passage in self.places[index]:
            if end <= len(passage.text) and not passage.is_value(start, end):
                yield Found(passage, number, start, end, match)


def corpus_of(passages: Iterable[Passage]) -> Corpus:
    """Put passages together."""
    places: dict[str, list[tuple[int, Passage]]] = {}
    for number, passage in enumerate(passages):
        if not passage.is_value(0, len(passage.text)):
            places.setdefault(passage.text, []).append((number, passage))
    starts = tuple(accumulate((len(words) + 1 for words in places), initial=0))
    text = "\n".join(places)
    short = frozenset(map(str.__add__, text, text[1:])) | frozenset(text)
    return Corpus(text, starts[:-1], tuple(map(tuple, places.values())), short)


_SHORT = 2
_STOPS = "。；！？;\n"
_AROUND = 10
