"""Worked examples of an integrator's terms: next working days, what may be returned, what parts cost at most."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.model.promised import Computed, Tree
from generator.model.reckoning import ReturnTerms, Workdays, parts_charge, remedies
from generator.zh.money import Money
from generator.zh.quantity import base

if TYPE_CHECKING:
    from generator.model.bid import Bid
    from generator.model.credentials import PartPrice, PriceList
    from generator.model.replacement import ExchangedPart, ExchangeExample, ReturnRule
    from generator.model.vendors import Calendar

_WEEKDAYS = "一二三四五六日"
_FREE = Money(Decimal(0))


def exchanged_values(bid: Bid) -> dict[str, Tree]:
    """Give the values by the names templates write after `derived.`; every name is always there."""
    makers, terms = bid.service.makers, bid.service.replacement
    return {
        "next_workdays": _next_workdays(makers.calendar) if makers else (),
        "claims": _claims(terms.returns) if terms else (),
        "exchanges": _exchanges(bid.company.price_list, terms.ceiling.examples) if terms else (),
    }


# --- next working day ------------------------------------------------------------------------------------------------


def _next_workdays(calendar: Calendar) -> Tree:
    path = "service.makers.calendar"
    workdays = Workdays(frozenset(calendar.holidays), frozenset(calendar.workdays))
    return tuple(_arrival(day, f"{path}.examples[{at}]", workdays) for at, day in enumerate(calendar.examples))


def _arrival(reported: date, path: str, workdays: Workdays) -> Tree:
    paths = (path, "service.makers.calendar.holidays", "service.makers.calendar.workdays")
    arrival = workdays.after(reported)
    return {
        "reported": Computed(reported, (path,)),
        "reported_on": Computed(_weekday(reported), (path,)),
        "arrival": Computed(arrival, paths),
        "arrival_on": Computed(_weekday(arrival), paths),
        "days": Computed((arrival - reported).days, paths),
    }


def _weekday(day: date) -> str:
    return f"周{_WEEKDAYS[day.weekday()]}"


# --- goods taken back ------------------------------------------------------------------------------------------------


def _claims(rule: ReturnRule) -> Tree:
    path = "service.replacement.returns"
    rules = tuple(f"{path}.{name}" for name in ("refund", "exchange", "repairs", "within"))
    limits = (rule.refund, rule.exchange, rule.repairs, rule.within)
    terms = ReturnTerms(*(int(base(limit)) for limit in limits))
    return tuple(
        {
            "days": Computed((item.claimed - item.delivered).days, _dates(path, at)),
            "remedies": Computed(
                "、".join(remedies(item.delivered, item.claimed, item.repairs, terms)),
                (*_dates(path, at), f"{path}.examples[{at}].repairs", *rules),
            ),
        }
        for at, item in enumerate(rule.examples)
    )


def _dates(path: str, at: int) -> tuple[str, ...]:
    return (f"{path}.examples[{at}].delivered", f"{path}.examples[{at}].claimed")


# --- parts after the warranty ----------------------------------------------------------------------------------------


def _exchanges(prices: PriceList | None, examples: tuple[ExchangeExample, ...]) -> Tree:
    known = {part.name: (at, part) for at, part in enumerate(prices.parts)} if prices else {}
    base_path = "service.replacement.ceiling.examples"
    return tuple(
        _exchange(example, f"{base_path}[{at}]", known)
        for at, example in enumerate(examples)
        if all(part.name in known for part in example.parts)
    )


def _exchange(example: ExchangeExample, path: str, known: dict[str, tuple[int, PartPrice]]) -> Tree:
    rows = [_row(part, f"{path}.parts[{at}]", *known[part.name]) for at, part in enumerate(example.parts)]
    charges = [(part.quantity, part.cost, known[part.name][1].price) for part in example.parts]
    paths = tuple(dict.fromkeys(part for row in rows for part in row["amount"].paths))
    return {
        "title": Computed(example.title, (f"{path}.title",)),
        "parts": tuple(rows),
        "labour": Computed(example.labour, (f"{path}.labour",)),
        "total": Computed(parts_charge(charges, example.labour), (*paths, f"{path}.labour")),
    }


def _row(part: ExchangedPart, path: str, at: int, price: PartPrice) -> dict[str, Computed]:
    agreed = f"company.price_list.parts[{at}]"
    both = (f"{path}.cost", f"{agreed}.price")
    return {
        "name": Computed(part.name, (f"{path}.name",)),
        "quantity": Computed(part.quantity, (f"{path}.quantity",)),
        "unit": Computed(price.unit, (f"{agreed}.unit",)),
        "cost": Computed(part.cost, (f"{path}.cost",)),
        "agreed": Computed(price.price, (f"{agreed}.price",)),
        "charged": Computed(min(part.cost, price.price, key=lambda money: money.amount), both),
        "amount": Computed(parts_charge([(part.quantity, part.cost, price.price)], _FREE), (f"{path}.quantity", *both)),
    }
