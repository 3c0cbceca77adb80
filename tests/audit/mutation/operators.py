"""All operators by concern."""

from __future__ import annotations

from tests.audit.mutation.facts import FACTS
from tests.audit.mutation.figures import COMPARATORS, NEGATION, NUMBERS, SYMBOLS, UNITS
from tests.audit.mutation.hidden import HIDDEN
from tests.audit.mutation.leftovers import LEFTOVERS
from tests.audit.mutation.operator import Operator
from tests.audit.mutation.scopes import SCOPES
from tests.audit.mutation.structure import STRUCTURE

CONCERNS: dict[str, dict[str, Operator]] = {
    "numbers": NUMBERS,
    "units": UNITS,
    "comparators": COMPARATORS,
    "symbols": SYMBOLS,
    "negation": NEGATION,
    "scope and tables": SCOPES,
    "leftovers": LEFTOVERS,
    "facts": FACTS,
    "structure": STRUCTURE,
    "Word only": HIDDEN,
}
OPERATORS: dict[str, Operator] = {name: operator for table in CONCERNS.values() for name, operator in table.items()}
