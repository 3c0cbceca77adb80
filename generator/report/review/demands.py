"""The demands of the tender one by one: what is answered, how it compares, where it is printed and written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.finding import Place
from generator.model.bid import Bid
from generator.model.deviation import BETTER, EQUAL, WORSE, answer
from generator.model.project import Demand
from generator.report.review.case import Case
from generator.report.review.quotes import Printing, Quote
from generator.source import SourceMap
from generator.zh.dates import long

UNANSWERED, INCOMPARABLE = "没有响应", "不能比较"
VERDICTS = (BETTER, EQUAL, WORSE, INCOMPARABLE, UNANSWERED)


@dataclass(frozen=True, slots=True)
class Answered:
    """A demand with its answer in words, the verdict, the section that answers it and where both were written.

    `position` is where the answer was written, `asked_at` where the demand was.
    """

    demand: Demand
    answer: str
    verdict: str
    printed: Quote | None
    position: str
    asked_at: str


def answered(case: Case, printed: Printing | None) -> tuple[Answered, ...]:
    """Give every demand of the tender in the order of the project; nothing where the bid could not be typed."""
    bid = case.bid
    if bid is None:
        return ()
    demands = enumerate(bid.project.demands)
    return tuple(_answered(bid, demand, f"project.demands[{index}]", case, printed) for index, demand in demands)


def answer_paths(bid: Bid) -> Iterator[str]:
    """Give the key paths of all answers."""
    for index, demand in enumerate(bid.project.demands):
        given = answer(bid, demand, f"project.demands[{index}]")
        if given is not None:
            yield given.path


def verdict_counts(rows: tuple[Answered, ...]) -> Mapping[str, int]:
    """Count the demands of each verdict, in the order of VERDICTS."""
    counts = Counter(row.verdict for row in rows)
    return {verdict: counts[verdict] for verdict in VERDICTS}


def _answered(bid: Bid, demand: Demand, path: str, case: Case, printed: Printing | None) -> Answered:
    given = answer(bid, demand, path)
    asked_at = position(case.sources, path)
    if given is None:
        return Answered(demand, "", UNANSWERED, None, "", asked_at)
    words = _words(given.value) if given.value is not None else demand.response or ""
    verdict = given.verdict or INCOMPARABLE
    place = _printed(demand, given.path, printed) if printed else None
    return Answered(demand, words, verdict, place, position(case.sources, given.path), asked_at)


def position(sources: SourceMap, path: str) -> str:
    """Give file and line of a key path."""
    span = sources.value(path)
    return f"{span.file}:{span.line}" if span else path


def _words(value: object) -> str:
    return long(value) if isinstance(value, date) else str(value)


def _printed(demand: Demand, path: str, printed: Printing) -> Quote | None:
    """Give the section the demand names, else where the answer is printed first."""
    named = printed.section(demand.section) if demand.section else None
    return named or next(iter(printed.quotes(Place(path))), None)
