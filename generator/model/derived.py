"""Values computed from the bid, each with the key paths it came from: a printed sum is as traceable as a fact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from generator.model.assessment import indicator_rate
from generator.model.deviation import BETTER, EQUAL, WORSE, Answer, answer
from generator.model.exchanged import exchanged_values
from generator.model.promised import Computed, Tree, promised_values
from generator.model.reckoning import notice_day, occurrences
from generator.model.schedule import Timing, joined, steps, timetable
from generator.model.service_years import months_of, service_years
from generator.model.stock import ageing_date, alarm_of, is_aged
from generator.zh.moments import Moment
from generator.zh.money import Money
from generator.zh.numerals import print_number
from generator.zh.quantity import Quantity, base, compare, parse

if TYPE_CHECKING:
    from generator.model.assessment import AssessmentItem, IndicatorExample
    from generator.model.bid import Bid
    from generator.model.credentials import LabourPrice, PartPrice, PriceExample, PriceList
    from generator.model.levels import ServiceLevels
    from generator.model.maintenance import Maintenance
    from generator.model.project import Demand
    from generator.model.schedule import Schedule
    from generator.model.stock import Stock
    from generator.model.supply import SparePart
    from generator.model.upkeep import Training
    from generator.model.warranty import Warranty

MATRIX_ITEMS = ("response", "remote", "dispatch", "onsite", "restore")
"""The rows of the service level matrix that hold time limits by region."""

_CENT = Decimal("0.01")

Printable: TypeAlias = Quantity | Money | Moment | Decimal | date | int | str
"""What a leaf may hold that can be printed."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A computed value and the key paths it was computed from, in their order."""

    value: Printable
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
        **_maintenance(bid),
        "schedule": _schedule(bid.service.schedule),
        **_stock(bid),
        **_assessment(bid),
        **{name: _derived(tree) for name, tree in promised_values(bid).items()},
        **{name: _derived(tree) for name, tree in exchanged_values(bid).items()},
        "charges": _charges(bid.company.price_list),
        "answers": _answers(bid),
        "verdicts": _verdicts(bid),
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


def _derived(tree: Tree) -> DerivedTree:
    """Give a tree of computed values as one of derived ones."""
    if isinstance(tree, Computed):
        return Derived(tree.value, tree.paths)
    if isinstance(tree, Mapping):
        return {name: _derived(part) for name, part in tree.items()}
    return tuple(map(_derived, tree)) if tree is not None else None


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


# --- answers to the tender -------------------------------------------------------------------------------------------


def _answers(bid: Bid) -> DerivedTree:
    """Give, by the id of each demand, the value that answers it and how it compares; None where there is none."""
    found: dict[str, DerivedTree] = {demand.id: {"value": None, "verdict": None} for demand in bid.project.demands}
    for demand, given, path in _weighed(bid):
        verdict = Derived(given.verdict, _weighed_paths(demand, given, path)) if given.verdict else None
        found[demand.id] = {"value": _answered(given), "verdict": verdict}
    return found


def _verdicts(bid: Bid) -> DerivedTree:
    """Give how many answers are better than demanded, just as demanded, and worse."""
    weighed = tuple(_weighed(bid))
    paths = tuple(path for row in weighed for path in _weighed_paths(*row))
    found = Counter(given.verdict for _, given, _ in weighed)
    words = {"better": BETTER, "equal": EQUAL, "worse": WORSE}
    return {name: Derived(found[word], paths) if paths else None for name, word in words.items()}


def _weighed(bid: Bid) -> Iterator[tuple[Demand, Answer, str]]:
    for index, demand in enumerate(bid.project.demands):
        path = f"project.demands[{index}]"
        given = answer(bid, demand, path)
        if given is not None:
            yield demand, given, path


def _answered(given: Answer) -> Derived | None:
    return Derived(given.value, (given.path,)) if isinstance(given.value, Printable) else None


def _weighed_paths(demand: Demand, given: Answer, path: str) -> tuple[str, ...]:
    required = "amount" if demand.amount else "quantity"
    return (given.path, f"{path}.{required}") if demand.amount or demand.quantity else (given.path,)


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


# --- the service years of a maintenance contract ---------------------------------------------------------------------


def _maintenance(bid: Bid) -> dict[str, DerivedTree]:
    contract = bid.service.maintenance
    if contract is None:
        return {"service_years": (), "times": {}}
    return {
        "service_years": _service_years(contract),
        "times": {name: _times(contract, path, rate) for name, (path, rate) in _rates(bid).items()},
    }


def _service_years(contract: Maintenance) -> tuple[DerivedTree, ...]:
    term = ("service.maintenance.start", "service.maintenance.end")
    notice = (*term, "service.maintenance.year_end_notice")
    return tuple(
        {
            "number": Derived(year.number, term),
            "start": Derived(year.start, term),
            "end": Derived(year.end, term),
            "notice": Derived(notice_day(year.end, contract.year_end_notice), notice),
        }
        for year in service_years(contract.start, contract.end)
    )


def _times(contract: Maintenance, path: str, rate: Quantity) -> dict[str, DerivedTree]:
    """Give how often something is done in the first service year and in the whole contract."""
    first = service_years(contract.start, contract.end)[0]
    paths = (path, "service.maintenance.start", "service.maintenance.end")
    return {
        "year": Derived(occurrences(rate, months_of(first.start, first.end)), paths),
        "contract": Derived(occurrences(rate, months_of(contract.start, contract.end)), paths),
    }


def _rates(bid: Bid) -> dict[str, tuple[str, Quantity]]:
    """Give path and rate of what comes back during a maintenance contract, as far as it is given."""
    service = bid.service
    records = {
        "onsite": ("service.inspection.onsite.frequency", _of_plan(service.inspection, "onsite")),
        "analysis": ("service.inspection.analysis.frequency", _of_plan(service.inspection, "analysis")),
        "health": ("service.inspection.health.frequency", _of_plan(service.inspection, "health")),
        "telephone": ("service.callbacks.telephone.frequency", _of_plan(service.callbacks, "telephone")),
        "satisfaction": ("service.callbacks.satisfaction.frequency", _of_plan(service.callbacks, "satisfaction")),
        "drill": ("service.emergency.drill", getattr(service.emergency, "drill", None)),
        "restore_drill": ("service.maintenance.backup.drill", service.maintenance and service.maintenance.backup.drill),
    }
    return {name: (path, rate) for name, (path, rate) in records.items() if isinstance(rate, Quantity)}


def _of_plan(family: object, name: str) -> object:
    return getattr(getattr(family, name, None), "frequency", None)


# --- schedule --------------------------------------------------------------------------------------------------------

_SCHEDULE = "service.schedule"


def _schedule(schedule: Schedule | None) -> DerivedTree:
    """Give the days of all tasks, milestones and phases by id, and the total."""
    if schedule is None:
        return None
    days = timetable(schedule, _SCHEDULE)
    phases: dict[str, list[Timing]] = {}
    for _, step in steps(schedule, _SCHEDULE):
        phases.setdefault(step.phase, []).append(days[step.id])
    return {
        "total": _elapsed(joined(tuple(days.values()))),
        "tasks": {task.id: _days(days[task.id]) for task in schedule.tasks},
        "milestones": {milestone.id: _days(days[milestone.id]) for milestone in schedule.milestones},
        "phases": {name: _days(joined(inside)) for name, inside in phases.items()},
    }


def _days(timing: Timing) -> dict[str, DerivedTree]:
    """Give first and last day, both as one span, and the time from the start event until it is done."""
    return {
        "start": Derived(timing.first_day, timing.begin_paths),
        "end": Derived(timing.last_day, timing.paths),
        "span": Derived(timing.span, timing.paths),
        "elapsed": _elapsed(timing),
    }


def _elapsed(timing: Timing) -> Derived:
    return Derived(parse(f"{timing.done}日"), timing.paths)


# --- stock and assessment --------------------------------------------------------------------------------------------


def _stock(bid: Bid) -> dict[str, DerivedTree]:
    parts = bid.service.spare_parts.items if bid.service.spare_parts else ()
    stock = bid.service.stock
    examples = stock.ageing_examples if stock else ()
    runs = groupby(range(len(parts)), lambda at: (parts[at].kind, parts[at].fits))
    return {
        "spare_groups": tuple(_spare_group(parts, tuple(places), bid.service.warranty) for _, places in runs),
        "ageing": tuple(_ageing(stock, at) for at in range(len(examples)) if stock),
    }


def _spare_group(
    parts: Sequence[SparePart], places: Sequence[int], warranty: Warranty | None
) -> dict[str, DerivedTree]:
    """Give neighbouring parts of one kind for one device."""
    first, path = parts[places[0]], f"service.spare_parts.items[{places[0]}]"
    return {
        "kind": Derived(first.kind, (f"{path}.kind",)),
        "fits": Derived(first.fits, tuple(f"service.spare_parts.items[{at}].fits" for at in places)),
        "parts": tuple(_spare_row(parts[at], f"service.spare_parts.items[{at}]", warranty) for at in places),
    }


def _spare_row(part: SparePart, path: str, warranty: Warranty | None) -> dict[str, DerivedTree]:
    names = ("name", "model", "place", "quantity", "monthly_use", "lead_months", "safety")
    own: dict[str, DerivedTree] = {name: _leaf(getattr(part, name), f"{path}.{name}") for name in names}
    return {**own, "alarm": _alarm(part, path), "supply_years": _supply_years(part, path, warranty)}


def _leaf(value: Quantity | Decimal | int | str | None, path: str) -> Derived | None:
    return None if value is None else Derived(value, (path,))


def _alarm(part: SparePart, path: str) -> Derived | None:
    """Give the alarm quantity in the unit of the stock."""
    alarm = alarm_of(part)
    paths = (f"{path}.monthly_use", f"{path}.lead_months", f"{path}.safety", f"{path}.quantity")
    return None if alarm is None else Derived(parse(f"{alarm}{part.quantity.unit}"), paths)


def _supply_years(part: SparePart, path: str, warranty: Warranty | None) -> Derived | None:
    """Give how long a part is supplied: the warranty of its group and the years promised after it."""
    groups = {group.id: (at, group.period) for at, group in enumerate(warranty.groups if warranty else ())}
    after = warranty.after_warranty.parts_years if warranty and warranty.after_warranty else None
    if part.group not in groups or after is None:
        return None
    at, period = groups[part.group]
    paths = (
        f"{path}.group",
        f"service.warranty.groups[{at}].period",
        "service.warranty.after_warranty.parts_years",
    )
    return Derived(_months(base(period) + base(after)), paths) if period.family is after.family else None


def _months(months: Fraction) -> Quantity:
    years = months / 12
    return parse(f"{years}年" if years.denominator == 1 else f"{months}个月")


def _ageing(stock: Stock, at: int) -> dict[str, DerivedTree]:
    example, path = stock.ageing_examples[at], f"service.stock.ageing_examples[{at}]"
    reached = (f"{path}.received", "service.stock.ageing_limit")
    aged = is_aged(example.received, example.checked, stock.ageing_limit)
    return {
        "name": Derived(example.name, (f"{path}.name",)),
        "received": Derived(example.received, (f"{path}.received",)),
        "checked": Derived(example.checked, (f"{path}.checked",)),
        "reached": Derived(ageing_date(example.received, stock.ageing_limit), reached),
        "verdict": Derived("列入预警" if aged else "不列入", (*reached, f"{path}.checked")),
    }


def _assessment(bid: Bid) -> dict[str, DerivedTree]:
    assessment = bid.service.assessment
    points = _points(assessment.items if assessment else ())
    return {
        "indicator_examples": tuple(
            _indicator(example, f"service.assessment.examples[{at}]")
            for at, example in enumerate(assessment.examples if assessment else ())
        ),
        "assessment_points": Derived(sum(points.values()), tuple(points)) if points else None,
    }


def _points(items: Sequence[AssessmentItem]) -> dict[str, int]:
    return {f"service.assessment.items[{at}].points": item.points for at, item in enumerate(items)}


def _indicator(example: IndicatorExample, path: str) -> dict[str, DerivedTree]:
    rate = indicator_rate(example.counted, example.base)
    paths = (f"{path}.counted", f"{path}.base")
    return {
        "id": Derived(example.indicator, (f"{path}.indicator",)),
        "counted": Derived(example.counted, paths[:1]),
        "base": Derived(example.base, paths[1:]),
        "rate": None if rate is None else Derived(parse(f"{rate.normalize():f}%"), paths),
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
