"""Other valid texts for the leaves of a bid, and the tree that is made when leaves have other texts."""

from __future__ import annotations

import copy
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from generator.document.nodes import CoverageCell, Document, Figure, GanttRow, Properties, Value
from generator.document.walk import plain, values
from generator.load.workspace import Loaded, load_project
from generator.model.bid import Bid, build_bid
from generator.model.paths import leaves, path_parts
from generator.pipeline import checking
from generator.pipeline.desk import Desk
from generator.style.sheet import Sheet
from generator.zh.dates import YearMonth
from generator.zh.identifiers import credit_code_check_digit, credit_code_problem, phone_problem
from generator.zh.moments import Moment
from generator.zh.money import Money
from generator.zh.quantity import Family, Quantity
from tests.acceptance.exempt import Exceptions, exceptions_of, matches

ROOT = Path(__file__).parents[2]
PROJECTS = tuple(file.parent.name for file in sorted((ROOT / "projects").glob("*/project.yaml")))
"""The example projects."""

DEMO = "video_evidence"
PROJECT = ROOT / "projects" / DEMO
MANY = 8
"""A value derived from more leaves than this may be touched by several changes of one batch: sums, counts, extremes."""

_WHOLE = re.compile(r"\d+(?!.*\d)")


@dataclass(frozen=True)
class Example:
    """An example project loaded once: its data, its bid, and what rendering it takes."""

    name: str
    loaded: Loaded
    bid: Bid
    sheet: Sheet
    document: Document
    desk: Desk


@cache
def read_example(name: str) -> Example:
    """Load, type and render an example project."""
    loaded = load_project(ROOT, ROOT / "projects" / name).value
    assert loaded is not None
    bid = build_bid(loaded).value
    assert bid is not None
    desk = Desk(ROOT, lambda _: None)
    sheet = checking.sheet_of(desk, bid, checking.kind_of(desk, bid))
    assert sheet is not None
    return Example(name, loaded, bid, sheet, made(desk, loaded), desk)


def made(desk: Desk, loaded: Loaded) -> Document:
    """Type, render and number loaded data; nothing may be found wrong."""
    outcome = build_bid(loaded)
    assert [(finding.place.path, finding.message) for finding in outcome.findings] == []
    bid = outcome.value
    assert bid is not None
    kind = checking.kind_of(desk, bid)
    sheet = checking.sheet_of(desk, bid, kind)
    assert kind is not None
    assert sheet is not None
    document = checking.numbered_document(desk, loaded, bid, kind, sheet)
    assert [finding.message for finding in desk.findings] == []
    assert document is not None
    return document


def changed(example: Example, texts: Mapping[str, str]) -> Document:
    """Give the tree of an example with other texts at some key paths; nothing is read again."""
    data = copy.deepcopy(example.loaded.data)
    for path, text in texts.items():
        _put(data, path, text)
    return made(example.desk, replace(example.loaded, data=data))


def _put(data: Any, path: str, text: str) -> None:
    *way, last = path_parts(path)
    for part in way:
        data = data[part]
    assert isinstance(data[last], str), path
    data[last] = text


def old_text(example: Example, path: str) -> str:
    """Give the text of a leaf as it was loaded."""
    found = _written(example, path)
    assert isinstance(found, str), path
    return found


def _written(example: Example, path: str) -> object:
    """Give what is written at a key path; None where a leaf has its default."""
    found: Any = example.loaded.data
    for part in path_parts(path):
        found = found.get(part) if isinstance(found, dict) else found[part]
    return found


def facts(example: Example) -> dict[str, object]:
    """Give every leaf that an example's files write; the register of standards serves all projects, each cites some."""
    cited = example.bid.service.quality.standards if example.bid.service.quality else ()
    idle = tuple(f"standards[{at}]." for at, row in enumerate(example.bid.standards) if row.id not in cited)
    written = (leaf for leaf in leaves(example.bid) if isinstance(_written(example, leaf[0]), str))
    return {path: value for path, value in written if not path.startswith(idle)}


def structural(example: Example, path: str, value: object) -> bool:
    """Tell whether a leaf chooses or points; a yes or no always chooses what else is printed."""
    return isinstance(value, bool) or matches(exceptions_of(example.name).structural, path)


def changes(example: Example) -> dict[str, dict[str, str]]:
    """Give for each leaf with words of its own the texts to put in: its own and those that must stay equal to it."""
    everything = facts(example)
    exceptions = exceptions_of(example.name)
    own = {
        path: _given(path, exceptions) or another(path, value, old_text(example, path), exceptions.choices)
        for path, value in everything.items()
        if not structural(example, path, value)
    }
    together = _linked(everything, exceptions.linked)
    return {path: dict.fromkeys(together[path], own[together[path][0]]) for path in own}


def _given(path: str, exceptions: Exceptions) -> str:
    return next((text for pattern, text in exceptions.texts.items() if re.fullmatch(pattern, path)), "")


def _linked(everything: Mapping[str, object], patterns: Iterable[str]) -> dict[str, list[str]]:
    """Give for each leaf those that must stay equal to it; a leaf that two patterns name joins their groups."""
    together = {path: [path] for path in everything}
    for pattern in patterns:
        groups: dict[object, list[str]] = defaultdict(list)
        for path, value in everything.items():
            if re.fullmatch(pattern, path):
                groups[value].append(path)
        for group in groups.values():
            joined = sorted({other for path in group for other in together[path]})
            together.update(dict.fromkeys(joined, joined))
    return together


def another(path: str, value: object, text: str, choices: Mapping[str, str]) -> str:
    """Give another valid text of the same type; a free text keeps no run of its old words from begin to end."""
    match value:
        case Quantity():
            return _quantity(value, text)
        case Money():
            return re.sub(r"\d+", lambda found: str(int(found[0]) + 1), text, count=1)
        case date() | Moment() | YearMonth():
            return _later(value)
        case int() | Decimal():
            return str(value + 1)
        case str():
            return choices.get(text) or _words(path, text)
    raise AssertionError((path, value))


def _later(value: date | Moment | YearMonth) -> str:
    match value:
        case Moment(at):
            return f"{at + timedelta(days=400, minutes=7):%Y-%m-%d %H:%M}"
        case YearMonth():
            return f"{value.year + 1}-{value.month % 12 + 1:02}"
        case date():
            return date(value.year + 1, value.month % 12 + 1, value.day % 27 + 1).isoformat()


def _quantity(value: Quantity, text: str) -> str:
    if value.family is Family.COVERAGE:
        return "5×9" if value.text != "5×9" else "5×8"
    if value.family is Family.PERCENT:
        return _WHOLE.sub(lambda found: str(int(found[0]) - 1), text)
    if _WHOLE.search(text):
        return _WHOLE.sub(lambda found: str(int(found[0]) + 1), text)
    return text.replace("半", "2", 1) if "半" in text else "3分钟"


def _words(path: str, text: str) -> str:
    of_its_kind = (make(text) for fits, make in _KINDS if fits(path, text))
    return next(of_its_kind, f"{text[:1]}改{_mark(path)}{text[1:]}")


_KINDS: tuple[tuple[Callable[[str, str], bool], Callable[[str], str]], ...] = (
    (lambda path, _: path.endswith(".valid_to"), lambda _: "2035-03-04"),
    (lambda path, _: path.endswith(".end"), lambda _: "2026-09"),
    (
        lambda _, text: credit_code_problem(text) is None,
        lambda text: f"92{text[2:-1]}{credit_code_check_digit('92' + text[2:-1])}",
    ),
    (
        lambda _, text: phone_problem(text) is None or text.isdecimal(),
        lambda text: f"{text[:-2]}{(int(text[-2:]) + 37) % 100:02}",
    ),
    (lambda _, text: text.startswith(("http://", "https://")), lambda text: f"{text}/gai"),
    (lambda _, text: "@" in text, lambda text: f"gai.{text}"),
    (lambda path, _: path.endswith(".id_masked"), lambda text: f"{text[:-1]}{(int(text[-1]) + 1) % 10}"),
)
"""The kinds of text that are not free: how one is known, and another of its kind."""


def _mark(path: str) -> str:
    """Give a short mark that hardly two leaves share and that says nothing: a number in Chinese letters."""
    number = sum(ord(letter) * (place + 1) for place, letter in enumerate(path))
    return "".join("甲乙丙丁戊己庚辛壬癸"[int(digit)] for digit in str(number))


def masked(node: object) -> object:
    """Give a tree without the texts of its values: the words of the templates and the shape."""
    if isinstance(node, Value):
        return replace(node, text="")
    if isinstance(node, Properties):
        return None
    if isinstance(node, GanttRow):  # a bar moves with the durations
        node = replace(node, begin=0, done=0)
    if isinstance(node, CoverageCell):  # the best of a column is the darkest
        node = replace(node, degree=0)
    if isinstance(node, Figure) and node.alt == plain(node.caption):
        node = replace(node, alt="")
    if isinstance(node, tuple):
        return tuple(masked(part) for part in node)
    if is_dataclass(node) and not isinstance(node, type):
        return (type(node).__name__, *(masked(getattr(node, field.name)) for field in fields(node)))
    return node


def printed(document: Document) -> tuple[Value, ...]:
    """Give every value of a tree, in the order of their numbers."""
    return tuple(values(document))


def batches(wanted: Mapping[str, Mapping[str, str]], document: Document) -> list[dict[str, str]]:
    """Deal changes into as few batches as a greedy hand makes, no two printed by one value of a few leaves."""
    beside: dict[str, set[str]] = defaultdict(set)
    for value in printed(document):
        if len(value.paths) <= MANY:
            for path in value.paths:
                beside[path].update(value.paths)
    dealt: list[dict[str, str]] = []
    for texts in {tuple(texts): texts for texts in wanted.values()}.values():
        near = {other for one in texts for other in (one, *beside.get(one, ()))}
        batch = next((one for one in dealt if near.isdisjoint(one)), None)
        if batch is None:
            dealt.append(batch := {})
        batch |= texts
    return dealt
