"""What is promised: the promises of a bid, each with its value, scope, start of the clock and stable name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from generator.commitments.catalog import Catalog, PromisePattern, ScopePattern
from generator.commitments.lattice import Promised, Scope, Side, Tag, confined
from generator.model.bid import Bid
from generator.model.commitments import Dimension, Kind, Party, Provenance, Stricter
from generator.model.patterns import Match, expand, related
from generator.zh.dates import long
from generator.zh.quantity import Quantity

AT_MOST, LESS, AT_LEAST, MORE, EXACTLY, NO_COMPARATOR = "不超过", "少于", "不少于", "多于", "等于", ""

_HAS_DIGIT = re.compile(r"[0-9半]")


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise of a bid.

    `id` is the key path with list items named by their id or name, so that it stays when the list is sorted anew.
    """

    id: str
    kind: Kind
    subject: str
    value: Promised
    stricter: Stricter
    scope: Scope
    path: str
    clock: str = ""
    owner: str = ""

    @property
    def text(self) -> str:
        """The value as a reader sees it."""
        return long(self.value) if type(self.value) is date else str(self.value)

    @property
    def provenance(self) -> Provenance:
        """Whose word it is."""
        return Provenance.MAKER if self.scope.party is Party.MANUFACTURER else Provenance.OWN

    @property
    def comparator(self) -> str:
        """How the value binds: a time limit is kept within, a period or a frequency is what it says."""
        if isinstance(self.value, str) or not _HAS_DIGIT.search(self.text):  # 立即 and 当场 are no figures
            return NO_COMPARATOR
        if isinstance(self.value, Quantity) and (bound := _bound(self.value)):
            return bound
        return AT_MOST if self.stricter is Stricter.LOWER else EXACTLY


def promises(bid: Bid, catalog: Catalog) -> tuple[Promise, ...]:
    """Give every promise of a bid in the order of the catalog."""
    found = tuple(_promise(bid, entry, match) for entry in catalog.promises for match in expand(bid, entry.pattern))
    return tuple(told_apart(found))


def _bound(value: Quantity) -> str:
    if value.high is None:
        return MORE if value.low_open else AT_LEAST
    if value.low is None:
        return LESS if value.high_open else AT_MOST
    return ""


def _promise(bid: Bid, entry: PromisePattern, match: Match) -> Promise:
    rule = entry.rule
    value: Promised = match.value  # type: ignore[assignment]  # the catalog lists leaves of these types only
    return Promise(
        _stable(match),
        rule.kind,
        rule.subject,
        value,
        rule.stricter or rule.kind.stricter,
        _scope(bid, entry, match),
        match.path,
        _beside(match, entry.pattern, entry.clock) or rule.clock or "",
        _beside(match, entry.pattern, entry.owner),
    )


def _beside(match: Match, pattern: str, wanted: str) -> str:
    found = related(match, pattern, wanted) if wanted else None
    return str(found.value) if found else ""


def told_apart(found: Iterable[Promise]) -> Iterator[Promise]:
    """Number promises of one name after the first."""
    seen: Counter[str] = Counter()
    for promise in found:
        seen[promise.id] += 1
        yield replace(promise, id=f"{promise.id}#{seen[promise.id]}") if seen[promise.id] > 1 else promise


# --- names -----------------------------------------------------------------------------------------------------------


def _stable(match: Match) -> str:
    """Give the key path with list items named by id or name, else by index."""
    name = before = ""
    for path, value in match.steps:
        part = path[len(before) :]
        name += f"[{_item(value).id or part[1:-1]}]" if part.startswith("[") else part
        before = path
    return name


NAMES = ("name", "title", "level", "object", "vendor")
"""The fields that name a list item, the first one written."""


def _item(value: object) -> Tag:
    """Give a list item's id and name, with the model where there is one; what has no id goes by its name."""
    own, model = getattr(value, "id", None), getattr(value, "model", None)
    words = next((str(named) for key in NAMES if (named := getattr(value, key, None))), "")
    name = f"{words} {model}" if words and model else words
    return Tag(str(own or name), name or str(own or ""))


# --- scopes ----------------------------------------------------------------------------------------------------------


def _scope(bid: Bid, entry: PromisePattern, match: Match) -> Scope:
    sides: dict[Dimension, Side] = {}
    for pattern in entry.scopes:
        tag = _tag(bid, pattern, match.steps[pattern.steps - 1])
        if tag is not None:
            sides[pattern.dimension] = frozenset({tag})
    closed = Scope(phase=entry.phase, party=entry.party, role=entry.rule.role, force=entry.rule.force)
    return confined(closed, sides)


def _tag(bid: Bid, pattern: ScopePattern, step: tuple[str, object]) -> Tag | None:
    path, value = step
    if pattern.by:
        written = getattr(value, pattern.by, None)
        return _named(bid, str(written), pattern.names) if written else None
    key = path.rpartition(".")[2]
    if pattern.names:
        return _named(bid, key, pattern.names)
    item = _item(value)
    return Tag(item.id if path.endswith("]") else key, pattern.name or item.name or key)


def _named(bid: Bid, name: str, names: str) -> Tag:
    """Give what an id names in a list of the bid; without a list, or where it names nothing, the id itself."""
    if not names:
        return Tag(name, name)
    items = (match.value for match in expand(bid, f"{names}[*]"))
    return next((Tag(name, _item(item).name) for item in items if getattr(item, "id", None) == name), Tag(name, name))
