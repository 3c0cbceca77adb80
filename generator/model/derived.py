"""Values computed from the bid, each with the key paths it came from: a printed sum is as traceable as a fact."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from generator.zh.money import Money
from generator.zh.numerals import print_number
from generator.zh.quantity import Quantity, compare, parse

if TYPE_CHECKING:
    from generator.model.bid import Bid
    from generator.model.credentials import LabourPrice, PartPrice, PriceExample, PriceList
    from generator.model.levels import ServiceLevels
    from generator.model.upkeep import Training
    from generator.model.warranty import Warranty

MATRIX_ITEMS = ("response", "remote", "dispatch", "onsite", "restore")
"""The rows of the service level matrix that hold time limits by region."""

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Derived:
    """A computed value and the key paths it was computed from, in their order."""

    value: Quantity | Money | Decimal | int | str
    paths: tuple[str, ...]


DerivedTree: TypeAlias = Derived | Mapping[str, "DerivedTree"] | tuple["DerivedTree", ...] | None
"""None stands where the facts are not given, or cannot be compared or summed."""

Cells: TypeAlias = Sequence[tuple[str, Quantity]]
"""Quantities with their key paths."""


def derived_values(bid: Bid) -> Mapping[str, DerivedTree]:
    """Give every derived value by the name templates write after `derived.`; every name is always there.

    Counts are plain numbers (of people, sites, …), sums keep the unit of their parts.
    """
    return {
        **_counts(bid),
        **_matrix(bid.service.service_levels),
        **_goods(bid),
        **_training(bid.service.training),
        **_warranty(bid.service.warranty),
        "charges": _charges(bid.company.price_list),
    }


def slowest(cells: Cells) -> Derived | None:
    """Give the longest time limit with the paths of all; None where there are none or they are not comparable."""
    return _extreme(cells, 1)


def fastest(cells: Cells) -> Derived | None:
    """Give the shortest time limit with the paths of all; None where there are none or they are not comparable."""
    return _extreme(cells, -1)


def matrix_cells(levels: ServiceLevels, item: str, level_id: str | None = None) -> Cells:
    """Give path and time limit of `item` (one of MATRIX_ITEMS) for each region of each level, or of one level."""
    return tuple(
        (f"service.service_levels.levels[{index}].{item}.{region}", limit)
        for index, level in enumerate(levels.levels)
        if level_id in (None, level.id)
        for region, limit in (getattr(level, item) or {}).items()
    )


def _extreme(cells: Cells, sign: int) -> Derived | None:
    if not cells:
        return None
    found = cells[0][1]
    for _, quantity in cells:
        order = compare(quantity, found)
        if order is None:
            return None
        if order == sign:
            found = quantity
    return Derived(found, _paths(cells))


def _sum(cells: Cells) -> Derived | None:
    """Add counts of one unit; None where the units differ or a bound is open."""
    units = {quantity.unit for _, quantity in cells}
    figures = [quantity.high for _, quantity in cells if quantity.high == quantity.low and quantity.high is not None]
    if len(units) != 1 or len(figures) != len(cells):
        return None
    return Derived(parse(f"{print_number(sum(figures, Fraction(0)))}{units.pop()}"), _paths(cells))


def _paths(cells: Cells) -> tuple[str, ...]:
    return tuple(path for path, _ in cells)


# --- counts ----------------------------------------------------------------------------------------------------------


def _counts(bid: Bid) -> dict[str, DerivedTree]:
    service = bid.service
    return {
        "staff_count": _count(bid.company.staff, "company.staff"),
        "service_staff": _service_staff(bid),
        "site_count": _count(bid.company.sites, "company.sites"),
        "credential_count": _count(bid.company.credentials, "company.credentials"),
        "level_count": _count(_of(service.service_levels, "levels"), "service.service_levels.levels"),
        "region_count": _count(_of(service.service_levels, "regions"), "service.service_levels.regions"),
        "course_count": _count(_of(service.training, "courses"), "service.training.courses"),
        "report_count": _count(_of(service.reports, "items"), "service.reports.items"),
        "scenario_count": _count(_of(service.emergency, "scenarios"), "service.emergency.scenarios"),
        "demand_count": _count(bid.project.demands, "project.demands"),
    }


def _of(record: object, name: str) -> Sequence[object]:
    found = getattr(record, name, ())
    return found if isinstance(found, tuple) else ()


def _count(items: Sequence[object], path: str) -> Derived | None:
    return Derived(len(items), (path,)) if items else None


def _service_staff(bid: Bid) -> Derived | None:
    sites = bid.company.sites
    paths = tuple(f"company.sites[{index}].staff_count" for index in range(len(sites)))
    return Derived(sum(site.staff_count for site in sites), paths) if sites else None


# --- time limits -----------------------------------------------------------------------------------------------------


def _matrix(levels: ServiceLevels | None) -> dict[str, DerivedTree]:
    ends: dict[str, Callable[[Cells], Derived | None]] = {"slowest": slowest, "fastest": fastest}
    whole: dict[str, DerivedTree] = {
        f"{item}_{name}": end(matrix_cells(levels, item)) if levels else None
        for item in MATRIX_ITEMS
        for name, end in ends.items()
    }
    return {**whole, "levels": _by_level(levels) if levels else {}}


def _by_level(levels: ServiceLevels) -> dict[str, DerivedTree]:
    return {
        level.id: {item: slowest(matrix_cells(levels, item, level.id)) for item in MATRIX_ITEMS}
        for level in levels.levels
    }


# --- goods, training, warranty ---------------------------------------------------------------------------------------


def _goods(bid: Bid) -> dict[str, DerivedTree]:
    products = bid.service.products.items if bid.service.products else ()
    spares = bid.service.spare_parts.items if bid.service.spare_parts else ()
    product_cells = [(f"service.products.items[{at}].quantity", item.quantity) for at, item in enumerate(products)]
    spare_cells = [(f"service.spare_parts.items[{at}].quantity", item.quantity) for at, item in enumerate(spares)]
    return {
        "product_quantity": _sums(quantity.unit for _, quantity in product_cells)(product_cells),
        "group_quantity": _sums(item.group for item in products)(product_cells),
        "spare_quantity": _sums(item.kind for item in spares)(spare_cells),
    }


def _sums(keys: Iterable[str]) -> Callable[[Cells], dict[str, DerivedTree]]:
    """Give the function that adds quantities by the keys that stand beside them."""
    beside = tuple(keys)

    def sums(cells: Cells) -> dict[str, DerivedTree]:
        return {
            key: _sum([cell for cell, at in zip(cells, beside, strict=True) if at == key])
            for key in dict.fromkeys(beside)
        }

    return sums


def _training(training: Training | None) -> dict[str, DerivedTree]:
    courses = training.courses if training else ()
    times = [(f"service.training.courses[{at}].times", course.times) for at, course in enumerate(courses)]
    return {"training_times": _sum(times)}


def _warranty(warranty: Warranty | None) -> dict[str, DerivedTree]:
    groups = warranty.groups if warranty else ()
    periods = [(f"service.warranty.groups[{at}].period", group.period) for at, group in enumerate(groups)]
    return {
        "warranty_shortest": fastest(periods),
        "warranty_longest": slowest(periods),
        "warranty_terms": {
            group.id: Derived(f"自{warranty.start_event}起{group.period}", ("service.warranty.start_event", path))
            for group, (path, _) in zip(groups, periods, strict=True)
            if warranty
        },
    }


# --- worked examples of charges --------------------------------------------------------------------------------------


def _charges(prices: PriceList | None) -> tuple[DerivedTree, ...]:
    if prices is None:
        return ()
    return tuple(
        _charge(example, f"company.price_list.examples[{at}]", prices) for at, example in enumerate(prices.examples)
    )


def _charge(example: PriceExample, path: str, prices: PriceList) -> dict[str, DerivedTree]:
    rates = {price.level: (at, price) for at, price in enumerate(prices.labour)}
    parts = {price.name: (at, price) for at, price in enumerate(prices.parts)}
    labour_rows = tuple(
        _labour_row(f"{path}.labour[{at}]", item.days, *rates[item.level]) for at, item in enumerate(example.labour)
    )
    part_rows = tuple(
        _part_row(f"{path}.parts[{at}]", item.quantity, *parts[item.name]) for at, item in enumerate(example.parts)
    )
    if example.in_warranty:
        labour_rows, part_rows = (tuple(map(_free(path), rows)) for rows in (labour_rows, part_rows))
    return {
        "title": Derived(example.title, (f"{path}.title",)),
        "labour": labour_rows,
        "parts": part_rows,
        "labour_total": _total(labour_rows),
        "parts_total": _total(part_rows),
        "total": _total((*labour_rows, *part_rows)),
    }


def _free(path: str) -> Callable[[Mapping[str, Derived]], dict[str, Derived]]:
    """Give the function that makes a row free of charge, because the example lies inside the warranty period."""
    return lambda row: {**row, "amount": Derived(Money(Decimal(0)), (f"{path}.in_warranty",))}


def _labour_row(path: str, days: Decimal, at: int, price: LabourPrice) -> dict[str, Derived]:
    rate = f"company.price_list.labour[{at}].rate"
    return {
        "level": Derived(price.level, (f"{path}.level",)),
        "rate": Derived(price.rate, (rate,)),
        "days": Derived(days, (f"{path}.days",)),
        "amount": _amount(price.rate, days, (rate, f"{path}.days")),
    }


def _part_row(path: str, quantity: Decimal, at: int, price: PartPrice) -> dict[str, Derived]:
    base = f"company.price_list.parts[{at}]"
    return {
        "name": Derived(price.name, (f"{path}.name",)),
        "price": Derived(price.price, (f"{base}.price",)),
        "quantity": Derived(quantity, (f"{path}.quantity",)),
        "unit": Derived(price.unit, (f"{base}.unit",)),
        "amount": _amount(price.price, quantity, (f"{base}.price", f"{path}.quantity")),
    }


def _amount(price: Money, number: Decimal, paths: tuple[str, ...]) -> Derived:
    return Derived(Money((price.amount * number).quantize(_CENT, ROUND_HALF_UP)), paths)


def _total(rows: Sequence[Mapping[str, Derived]]) -> Derived | None:
    amounts = [row["amount"] for row in rows]
    if not amounts:
        return None
    total = sum((money.value.amount for money in amounts if isinstance(money.value, Money)), Decimal(0))
    return Derived(Money(total), tuple(dict.fromkeys(path for money in amounts for path in money.paths)))
