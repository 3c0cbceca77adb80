"""All words of a bid and its document as one text, so that a pattern is sought once and not in every passage."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from generator.rules.passages import Passage


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of a passage that a pattern matched."""

    passage: Passage
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
    """Passages one after another, a line break between them; a pattern should not match across line breaks."""

    passages: tuple[Passage, ...]
    text: str
    starts: tuple[int, ...]

    def find(self, pattern: re.Pattern[str]) -> Iterator[Found]:
        """Give every match that lies in one passage and not within a printed value, whose datum is read by itself."""
        for match in pattern.finditer(self.text):
            index = bisect_right(self.starts, match.start()) - 1
            passage, begin = self.passages[index], self.starts[index]
            start, end = match.start() - begin, match.end() - begin
            if end <= len(passage.text) and not passage.is_value(start, end):
                yield Found(passage, start, end, match)


def corpus_of(passages: Iterable[Passage]) -> Corpus:
    """Put passages together."""
    given = tuple(passages)
    starts = tuple(accumulate((len(passage.text) + 1 for passage in given), initial=0))
    return Corpus(given, "\n".join(passage.text for passage in given), starts[:-1])


_STOPS = "。；！？;\n"
_AROUND = 10
