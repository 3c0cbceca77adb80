"""The demo bid with small edits, and small documents written as YAML, for the rules to judge."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pytest

from generator.commitments.catalog import Catalog, load_catalog
from generator.commitments.promise import Promise, promises
from generator.document.nodes import (
    Block,
    Cell,
    Column,
    Contents,
    Cover,
    Document,
    Inlines,
    List,
    ListItem,
    PageBreak,
    Paragraph,
    Properties,
    Row,
    Running,
    Section,
    Table,
    Text,
    Value,
)
from generator.load.workspace import Loaded, load_project
from generator.model.bid import Bid, build_bid
from generator.model.paths import path_parts
from generator.rules.rule import Context, Hit, context_of
from generator.rules.wording import Wording, load_wording
from tests.unmeasured import unmeasured

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "projects" / "video_evidence"
TEMPLATE = "chapter.md.j2"

Case = dict[str, Any]


@pytest.fixture(scope="session")
def context_for() -> Callable[[Case], Context]:
    """Give the function that builds what rules read from a case; the empty case is the demo without a document."""
    return _context


@pytest.fixture(scope="session")
def places() -> Callable[[Iterable[Hit]], list[str]]:
    """Give the function that names the places of hits: the key path, or `file:line:column`."""
    return lambda hits: [hit.place.path or str(hit.place.span) for hit in hits]


def _context(case: Case) -> Context:
    """Edit the demo by `set` and `remove`, and build the small `document` of the case."""
    with unmeasured():
        bid, promised = _edited(json.dumps([case.get("remove", []), case.get("set", {})]))
        document, source = _document(case.get("document"))
        context = context_of(bid, document, _wording(), {TEMPLATE: source}, case.get("foreign", {}))
        return context.with_promises(promised)


@lru_cache(maxsize=4)
def _edited(edits: str) -> tuple[Bid, tuple[Promise, ...]]:
    """Give the demo bid with edits, written as JSON, and its promises: a quarter of the cases edit nothing."""
    removed, changed = json.loads(edits)
    loaded = _loaded()
    data = copy.deepcopy(loaded.data)
    for path in removed:
        _remove(data, path)
    for path, value in changed.items():
        _set(data, path, value)
    demands = data["project"]["demands"]
    data["project"]["demands"] = [demand for demand in demands if _is_there(data, demand.get("key"))]
    bid = build_bid(replace(loaded, data=data))
    assert bid.value is not None, [(finding.place.path, finding.message) for finding in bid.findings]
    return bid.value, promises(bid.value, _catalog())


@cache
def _loaded() -> Loaded:
    outcome = load_project(ROOT, DEMO)
    assert outcome.value is not None
    return outcome.value


@cache
def _catalog() -> Catalog:
    outcome = load_catalog(ROOT)
    assert outcome.value is not None
    return outcome.value


@cache
def _wording() -> Wording:
    outcome = load_wording(ROOT)
    assert outcome.value is not None
    return outcome.value


def _set(data: object, path: str, value: object) -> None:
    *above, last = path_parts(path)
    target = _at(data, above)
    if isinstance(target, list) and last == len(target):
        target.append(value)
    else:
        target[last] = value


def _remove(data: object, path: str) -> None:
    *above, last = path_parts(path)
    del _at(data, above)[last]


def _at(data: object, parts: list[str | int]) -> object:
    for part in parts:
        data = data[part]
    return data


def _is_there(data: Any, key: str | None) -> bool:
    """Tell whether the record a demand asks about is still there: what a case takes away, demands lose too."""
    *above, _ = path_parts(key or "project.name")
    for part in above:
        data = _member(data, part)
    return data is not None


def _member(data: Any, part: str | int) -> Any:
    if isinstance(data, list):
        numbered = ((item.get("id") if isinstance(part, str) else at, item) for at, item in enumerate(data))
        return next((item for name, item in numbered if name == part), None)
    return data.get(part) if isinstance(data, dict) else None


# --- documents -------------------------------------------------------------------------------------------------------


def _document(sections: list[Case] | None) -> tuple[Document | None, str]:
    """Give the document and the source of its template, each title, paragraph and row on a line of its own."""
    if sections is None:
        return None, ""
    lines: list[str] = []
    body = tuple(_block(section, 1, lines) for section in sections)
    empty = Running((), (), ())
    cover = Cover((), (), (), (), (), ())
    return Document(Properties("", "", "", ""), cover, Contents((), 3), empty, body, empty), "\n".join(lines)


def _block(case: Case | str, level: int, lines: list[str]) -> Block:
    if isinstance(case, str):
        return Paragraph(_inlines(case, lines))
    kind = next(iter(case))
    return {"section": _section, "table": _table, "list": _list, "page_break": _page_break}[kind](case, level, lines)


def _section(case: Case, level: int, lines: list[str]) -> Section:
    title = _inlines(case["section"], lines)
    blocks = tuple(_block(block, level + 1, lines) for block in case.get("blocks", ()))
    return Section(case.get("id", ""), level, title, blocks, template=TEMPLATE)


def _table(case: Case, _: int, lines: list[str]) -> Table:
    caption = _inlines(case["table"], lines)
    rows = tuple(Row(tuple(Cell((_inlines(cell, lines),)) for cell in row)) for row in case.get("rows", ()))
    rows += tuple(Row((Cell((_inlines(words, lines),)),), "total") for words in case.get("totals", ()))
    return Table(case.get("id", ""), caption, (Column(),), (), rows, label=case.get("label", ""))


def _list(case: Case, level: int, lines: list[str]) -> List:
    return List(tuple(ListItem((_block(item, level, lines),)) for item in case["list"]))


def _page_break(*_: object) -> PageBreak:
    return PageBreak()


def _inlines(words: str, lines: list[str]) -> Inlines:
    """Read `接到报修后{{8小时}}内到场`: in double braces stands a printed value, `{{8小时@a.b}}` that of `a.b`."""
    lines.append(re.sub(r"\{\{.*?\}\}", "{{ x }}", words))
    parts = re.split(r"\{\{(.*?)\}\}", words)
    nodes = (_value(part, len(lines)) if odd % 2 else Text(part) for odd, part in enumerate(parts))
    return tuple(node for node in nodes if node.text)


def _value(words: str, line: int) -> Value:
    text, _, path = words.partition("@")
    return Value(text, (path or "x",), TEMPLATE, line)
