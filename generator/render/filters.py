"""Filters: how templates format and pick data, the trace kept; each takes the run, the value, its arguments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from generator.document.nodes import Inline, Text, Underline
from generator.model.identity import OMITTED
from generator.render import views
from generator.render.english import english, english_month, english_within
from generator.render.printing import inlines
from generator.render.run import UNKNOWN_FIELD, Run
from generator.render.traced import BROKEN, Absent, Broken, Traced, traced
from generator.render.views import Group, Selection, UnknownName, View
from generator.zh import dates, quantity
from generator.zh.identifiers import nearest
from generator.zh.money import Money
from generator.zh.numerals import print_number
from generator.zh.quantity import Quantity

WRONG_KIND = "T020"
"""A filter is given a value of a kind it does not format."""
NOT_FOUND = "T021"
"""Nothing of this id, key or word is in a list."""

DASH = "—"
_PLAIN_WORDS = frozenset({"当场", "长期", "至今", OMITTED})
"""Words that stand in place of a time limit, a date or a sum and print as they are."""


def within(run: Run, value: object) -> object:
    """Print a time limit as one: 8小时内, 立即."""
    return _formatted(
        run, value, "within", "时限", lambda typed: isinstance(typed, Quantity) and quantity.within(typed)
    )


def duration(run: Run, value: object) -> object:
    """Print a duration or any other quantity: 8小时."""
    return _formatted(run, value, "duration", "数量", lambda typed: isinstance(typed, Quantity) and str(typed))


def money(run: Run, value: object) -> object:
    """Print money: 3300元."""
    return _formatted(run, value, "money", "金额", lambda typed: isinstance(typed, Money) and str(typed))


def figure(run: Run, value: object) -> object:
    """Print money or a count without its unit, for columns whose head names the unit."""
    return _formatted(run, value, "figure", "金额或者数量", _figure)


def capital(run: Run, value: object) -> object:
    """Print money in capital characters: 人民币叁仟叁佰元整."""
    return _formatted(run, value, "capital", "金额", lambda typed: isinstance(typed, Money) and typed.capital())


def date(run: Run, value: object) -> object:
    """Print a date long: 2026年11月30日."""
    return _formatted(run, value, "date", "日期", lambda typed: isinstance(typed, dt.date) and dates.long(typed))


def cover_date(run: Run, value: object) -> object:
    """Print a date as covers do: 二〇二六年十一月."""
    return _formatted(run, value, "cover_date", "日期", lambda typed: _has_month(typed) and dates.cover(typed))  # type: ignore[arg-type]


def year_month(run: Run, value: object) -> object:
    """Print the month of a date: 2023年2月."""
    return _formatted(run, value, "year_month", "日期", lambda typed: _has_month(typed) and dates.year_month(typed))  # type: ignore[arg-type]


def count(run: Run, value: object, unit: str = "") -> object:
    """Count the items of a list: 8, or with a unit 8名."""
    if not isinstance(value, View | Selection):
        return _no_list(run, value, "count")
    number = len(_items(run, value, "count"))
    return Traced(number, (value.path,), f"{number}{unit}")


def total(run: Run, value: object, name: str) -> object:
    """Add up a field of a list: money, counts of one unit, or whole numbers."""
    if isinstance(value, Absent | Broken):
        return value
    column = _column(run, value, name, "total")
    if any(isinstance(leaf, Broken) for leaf in column):
        return BROKEN
    leaves = [leaf for leaf in column if isinstance(leaf, Traced)]
    result = _sum([leaf.value for leaf in leaves])
    if not leaves or result is None:
        run.report(WRONG_KIND, f"{name} 不能合计", "total 只能合计金额、同一单位的数量或者整数", word=name)
        return BROKEN
    chosen_by = value.chosen_by if isinstance(value, Selection) else ()
    return traced(result, *(path for leaf in leaves for path in leaf.paths), *chosen_by)


def join_names(run: Run, value: object, name: str = "") -> object:
    """Print the items of a list, or a field of each, with 、 between them."""
    return join_with(run, value, "、", name)


def join_with(run: Run, value: object, separator: str, name: str = "") -> object:
    """Print the items of a list, or a field of each, with words between them."""
    if isinstance(value, Absent | Broken):
        return value
    nodes: list[Inline] = []
    for leaf in _column(run, value, name, "join_with") if name else _items(run, value, "join_with"):
        nodes += [Text(separator)] if nodes else []
        nodes += inlines(run, leaf)
    return tuple(nodes)


def by_id(run: Run, value: object, wanted: str | Traced) -> object:
    """Give the record of a list with this id."""
    word = wanted.text if isinstance(wanted, Traced) else wanted
    ids = {_text(views.field(item, "id")): item for item in _items(run, value, "by_id") if isinstance(item, View)}
    return ids[word] if word in ids else _not_found(run, value, word, tuple(ids))


def lookup(run: Run, value: object, wanted: str | Traced) -> object:
    """Give the value of a mapping at a key."""
    if isinstance(value, Absent | Broken):
        return value
    word = wanted.text if isinstance(wanted, Traced) else wanted
    found = views.field(value, word) if isinstance(value, View) else UnknownName("", (), None)
    known = views.names(value) if isinstance(value, View) else ()
    return found if not isinstance(found, UnknownName) else _not_found(run, value, word, known)


def person(run: Run, value: object) -> object:
    """Give the member of staff with this id."""
    company = run.roots.get("company")
    staff = views.field(company, "staff") if isinstance(company, View) else BROKEN
    return by_id(run, staff, value) if isinstance(value, str | Traced) else value


def first_item(run: Run, value: object) -> object:
    """Give the first item of a list."""
    items = _items(run, value, "first_item")
    return items[0] if items else _not_found(run, value, "第一项", ())


def where(run: Run, value: object, name: str, wanted: str | Traced) -> Selection:
    """Give the records of a list whose field reads so; a word no record has must be among the field's choices."""
    word = wanted.text if isinstance(wanted, Traced) else wanted
    records = [item for item in _items(run, value, "where") if isinstance(item, View)]
    leaves = [_known_field(run, item, name) for item in records]
    found = tuple(item for item, leaf in zip(records, leaves, strict=True) if _text(leaf) == word)
    if not found and not any(isinstance(leaf, Traced) and word in leaf.choices for leaf in leaves):
        _not_found(run, value, word, tuple(_text(leaf) for leaf in leaves))
    return Selection(found, _path(value), _paths(leaves))


def having(run: Run, value: object, name: str) -> Selection:
    """Give the records of a list that have this field: a value, or a list that is not empty."""
    records = [item for item in _items(run, value, "having") if isinstance(item, View)]
    parts = [_known_field(run, item, name) for item in records]
    found = tuple(item for item, part in zip(records, parts, strict=True) if is_given(part))
    return Selection(found, _path(value), _paths(parts))


def group_by(run: Run, value: object, name: str) -> tuple[Group, ...]:
    """Group the records of a list by what a field reads, in the order of first appearance."""
    groups: dict[str, tuple[Traced, list[View]]] = {}
    for item in _items(run, value, "group_by"):
        leaf = _known_field(run, item, name) if isinstance(item, View) else BROKEN
        if isinstance(leaf, Traced) and isinstance(item, View):
            groups.setdefault(leaf.text, (leaf, []))[1].append(item)
    chosen_by = _paths([key for key, _ in groups.values()])
    return tuple(Group(key, Selection(tuple(items), _path(value), chosen_by)) for key, items in groups.values())


def or_dash(_: Run, value: object) -> object:
    """Print — where a value is not given."""
    return Text(DASH) if isinstance(value, Absent) else value


def filled(run: Run, value: object) -> Underline:
    """Print a value underlined, as filled into a blank."""
    return Underline(inlines(run, value))


def is_given(value: object) -> bool:
    """Tell whether an optional value has been given; an empty list has not."""
    return not isinstance(value, Absent | Broken) and (not isinstance(value, View | Selection) or len(value) > 0)


def is_empty(value: object) -> bool:
    """Tell whether a list has no items or was not given."""
    return not is_given(value)


FILTERS: Mapping[str, Callable[..., object]] = MappingProxyType(
    {
        function.__name__: function
        for function in (
            within,
            duration,
            money,
            figure,
            capital,
            date,
            cover_date,
            year_month,
            count,
            total,
            join_names,
            join_with,
            by_id,
            lookup,
            person,
            first_item,
            where,
            having,
            group_by,
            or_dash,
            filled,
            english,
            english_within,
            english_month,
        )
    }
)
TESTS: Mapping[str, Callable[..., bool]] = MappingProxyType({"given": is_given, "empty": is_empty})


# --- parts -----------------------------------------------------------------------------------------------------------


def _formatted(run: Run, value: object, name: str, kind: str, form: Callable[[object], str | bool]) -> object:
    if isinstance(value, Absent | Broken):
        return value
    if isinstance(value, Traced):
        if value.text in _PLAIN_WORDS:
            return value
        if text := form(value.value):
            return Traced(value.value, value.paths, str(text))
    what = "、".join(value.paths) if isinstance(value, Traced) else _path(value) or "这里"
    run.report(WRONG_KIND, f"{what} 不是{kind}，不能用 |{name}", "请换用合适的过滤器，或者直接印出", word=name)
    return BROKEN


def _figure(typed: object) -> str | bool:
    if isinstance(typed, Money):
        return typed.figure
    return isinstance(typed, Quantity) and typed.text.removesuffix(typed.unit)


def _has_month(typed: object) -> bool:
    return hasattr(typed, "year") and hasattr(typed, "month")


def _items(run: Run, value: object, name: str) -> tuple[object, ...]:
    if isinstance(value, View) and isinstance(value.value, tuple):
        return views.children(value)
    if isinstance(value, Selection):
        return value.records
    _no_list(run, value, name)
    return ()


def _no_list(run: Run, value: object, name: str) -> object:
    """Report what is no list; what is absent or broken stays so."""
    if isinstance(value, Absent | Broken):
        return value
    what = "、".join(value.paths) if isinstance(value, Traced) else _path(value) or "这里"
    run.report(WRONG_KIND, f"{what} 不是列表，不能用 |{name}", "这个过滤器只用于列表", word=name)
    return BROKEN


def _path(value: object) -> str:
    return value.path if isinstance(value, View | Selection) else ""


def _paths(leaves: Sequence[object]) -> tuple[str, ...]:
    return tuple(path for leaf in leaves if isinstance(leaf, Traced) for path in leaf.paths)


def _column(run: Run, value: object, name: str, purpose: str) -> list[object]:
    return [_known_field(run, item, name) for item in _items(run, value, purpose) if isinstance(item, View)]


def _known_field(run: Run, item: View, name: str) -> object:
    found = views.field(item, name)
    if isinstance(found, UnknownName):
        hint = f"最接近的是 {found.nearest}" if found.nearest else f"这里有：{'、'.join(dict.fromkeys(found.known))}"
        run.report(UNKNOWN_FIELD, f"数据中没有 {found.path}", hint, word=name)
        return BROKEN
    return found


def _not_found(run: Run, value: object, word: str, known: tuple[str, ...]) -> object:
    if isinstance(value, Absent | Broken):
        return value
    close = nearest(word, known)
    hint = f"最接近的是 {close}" if close else f"这里有：{'、'.join(dict.fromkeys(known)) or '（空）'}"
    run.report(NOT_FOUND, f"{_path(value) or '列表'} 中没有 {word}", hint, word=word)
    return BROKEN


def _text(leaf: object) -> str:
    return leaf.text if isinstance(leaf, Traced) else ""


def _sum(typed: Sequence[object]) -> Money | Quantity | int | None:
    if all(isinstance(value, Money) for value in typed):
        amounts = [value for value in typed if isinstance(value, Money)]
        same = len({value.scale for value in amounts}) == 1
        amount = sum((value.amount for value in amounts), Decimal(0))
        return Money(amount, "", amounts[0].scale if same else "元") if amounts else None
    if all(isinstance(value, Quantity) and value.low == value.high for value in typed):
        return _quantity_sum([value for value in typed if isinstance(value, Quantity)])
    if all(isinstance(value, int) for value in typed):
        return sum(value for value in typed if isinstance(value, int))
    return None


def _quantity_sum(quantities: Sequence[Quantity]) -> Quantity | None:
    if len({(value.family, value.unit) for value in quantities}) != 1 or quantities[0].family.value != "count":
        return None
    figure_sum = sum((value.low or Fraction(0) for value in quantities), Fraction(0))
    return quantity.parse(print_number(figure_sum) + quantities[0].unit)
