"""What follows from promises: days of warranty periods, makers' warranties added up, latest moments, visits to come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from generator.model.reckoning import due, occurrences, period_days
from generator.zh.moments import Moment
from generator.zh.money import Money
from generator.zh.numerals import print_number
from generator.zh.quantity import Family, Quantity, base, parse

if TYPE_CHECKING:
    from generator.model.bid import Bid
    from generator.model.levels import LimitExample, ServiceLevels
    from generator.model.preferential import VendorExtension
    from generator.model.warranty import Warranty

YEAR = parse("1年")
_MONTHS_A_YEAR = 12
_LIMITS = ("response", "dispatch", "onsite", "restore")


@dataclass(frozen=True, slots=True)
class Computed:
    """A computed value and the key paths it was computed from, in their order."""

    value: Quantity | Moment | Money | Decimal | date | int | str
    paths: tuple[str, ...]


Tree: TypeAlias = Computed | Mapping[str, "Tree"] | tuple["Tree", ...] | None
Fact: TypeAlias = tuple[str, Quantity]
"""A quantity behind its key path."""


def promised_values(bid: Bid) -> dict[str, Tree]:
    """Give the values by the names templates write after `derived.`; every name is always there."""
    return {
        "warranty_days": _warranty_days(bid),
        "extensions": tuple(_extensions(bid)),
        "deadlines": _deadlines(bid.service.service_levels),
        "visits": _visits(bid),
    }


def added(first: Quantity, second: Quantity | None) -> Quantity | None:
    """Add two periods of years and months: 3年, 30个月; None where one is not such a period."""
    parts = [first, second] if second else [first]
    if any(part.family is not Family.MONTH or part.low != part.high for part in parts):
        return None
    months = sum((base(part) for part in parts), Fraction(0))
    years, rest = divmod(months, _MONTHS_A_YEAR)
    return parse(f"{print_number(months)}个月" if rest else f"{years}年")


# --- days ------------------------------------------------------------------------------------------------------------


def _warranty_days(bid: Bid) -> Tree:
    """Give first and last day of each group's warranty from the planned acceptance, and of the worked examples."""
    warranty = bid.service.warranty
    if warranty is None:
        return {"groups": {}, "examples": ()}
    return {"groups": _group_days(bid, warranty), "examples": _example_days(warranty)}


def _group_days(bid: Bid, warranty: Warranty) -> Tree:
    day = bid.project.acceptance
    facts = {group.id: (_period_path(at), group.period) for at, group in enumerate(warranty.groups)}
    return {name: _days(day, "project.acceptance", fact) for name, fact in facts.items()} if day else {}


def _example_days(warranty: Warranty) -> Tree:
    periods = {group.id: (_period_path(at), group.period) for at, group in enumerate(warranty.groups)}
    return tuple(
        {"period": Computed(fact[1], (fact[0],)), **_days(example.day, f"service.warranty.examples[{at}].day", fact)}
        for at, example in enumerate(warranty.examples)
        if (fact := periods.get(example.group))
    )


def _days(event: date, path: str, period: Fact) -> dict[str, Tree]:
    first, last = period_days(event, period[1])
    return {"first": Computed(first, (path,)), "last": Computed(last, (path, period[0]))}


def _period_path(at: int) -> str:
    return f"service.warranty.groups[{at}].period"


# --- makers' warranties ----------------------------------------------------------------------------------------------


def _extensions(bid: Bid) -> Iterator[Tree]:
    """Give for each maker its own period and the bought one added up, beside the period promised, with their days."""
    terms, warranty = bid.service.preferential, bid.service.warranty
    groups = {group.id: at for at, group in enumerate(warranty.groups)} if warranty else {}
    for at, extension in enumerate(terms.extensions if terms else ()):
        if warranty is not None and extension.group in groups:
            promised = groups[extension.group]
            fact = (_period_path(promised), warranty.groups[promised].period)
            yield _extension(extension, f"service.preferential.extensions[{at}]", fact, bid.project.acceptance)


def _extension(extension: VendorExtension, path: str, promised: Fact, acceptance: date | None) -> Tree:
    total = added(extension.vendor_period, extension.bought)
    own = (f"{path}.vendor_period",)
    both = (*own, f"{path}.bought") if extension.bought else own
    sums: dict[str, Tree] = {
        "total": Computed(total, both) if total else None,
        "promised": Computed(promised[1], (promised[0],)),
    }
    days: dict[str, Tree] = {"vendor_last": None, "last": None}
    if acceptance and total:
        vendor = period_days(acceptance, extension.vendor_period)[1]
        days["vendor_last"] = Computed(vendor, ("project.acceptance", *own))
        days["last"] = Computed(period_days(acceptance, total)[1], ("project.acceptance", *both))
    return {**sums, **days}


# --- moments ---------------------------------------------------------------------------------------------------------


def _deadlines(levels: ServiceLevels | None) -> Tree:
    """Give the latest moments of every worked example; all run from the one moment at which the clock starts."""
    return tuple(_moments(levels, at, example) for at, example in enumerate(levels.examples)) if levels else ()


def _moments(levels: ServiceLevels, at: int, example: LimitExample) -> Tree:
    index = next(at for at, level in enumerate(levels.levels) if level.id == example.level)
    region = next(at for at, region in enumerate(levels.regions) if region.id == example.region)
    path = "service.service_levels"
    names: dict[str, Tree] = {
        "level": Computed(levels.levels[index].name, (f"{path}.levels[{index}].name",)),
        "region": Computed(levels.regions[region].name, (f"{path}.regions[{region}].name",)),
    }
    limits = {item: (getattr(levels.levels[index], item) or {}).get(example.region) for item in _LIMITS}
    ends: dict[str, Tree] = {
        item: limit
        and Computed(
            Moment(due(example.request.at, limit)),
            (f"{path}.examples[{at}].request", f"{path}.levels[{index}].{item}.{example.region}"),
        )
        for item, limit in limits.items()
    }
    return {**names, **ends}


# --- visits ----------------------------------------------------------------------------------------------------------


def _visits(bid: Bid) -> Tree:
    """Give how often each recurring service comes up in a year and in the warranty period of the first group."""
    warranty = bid.service.warranty
    term = warranty.groups[0].period if warranty else None
    if term is None or term.family is not Family.MONTH:
        return {}
    return {
        name: {
            "year": Computed(occurrences(rate, YEAR), (path,)),
            "term": Computed(occurrences(rate, term), (path, _period_path(0))),
        }
        for name, (path, rate) in _rates(bid).items()
    }


def _rates(bid: Bid) -> dict[str, Fact]:
    service = bid.service
    plans = {
        "onsite": ("inspection.onsite.frequency", service.inspection and service.inspection.onsite.frequency),
        "analysis": ("inspection.analysis.frequency", _frequency(service.inspection, "analysis")),
        "telephone": ("callbacks.telephone.frequency", _frequency(service.callbacks, "telephone")),
        "revisit": ("aftercare.revisit.frequency", _frequency(service.aftercare, "revisit")),
        "refresher": ("training.refresher", service.training and service.training.refresher),
        "design": ("preferential.design", service.preferential and service.preferential.design),
        "stock_check": ("spare_parts.stock_check", service.spare_parts and service.spare_parts.stock_check),
    }
    return {name: (f"service.{path}", rate) for name, (path, rate) in plans.items() if isinstance(rate, Quantity)}


def _frequency(family: object, plan: str) -> object:
    return getattr(getattr(family, plan, None), "frequency", None)
