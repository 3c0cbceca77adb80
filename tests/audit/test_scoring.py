"""The scorer of extraction: what matches, what counts, what is equal."""

from __future__ import annotations

import pytest

from tests.audit.scoring import Row, Score, matched, row_of, same_value


def _row(low: float | None, unit: str, high: float | None = None) -> Row:
    return Row(0, 1, "other", low, high, unit)


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        (_row(60, "minute"), _row(1, "hour"), True),
        (_row(7, "day"), _row(1, "week"), True),
        (_row(24, "month"), _row(2, "year"), True),
        (_row(1, "workday"), _row(1, "day"), False),
        (_row(4, "times_per_year"), _row(1, "times_per_quarter"), True),
        (_row(2, "times"), _row(2, "times_per_year"), False),
        (_row(7, "days_x_hours", 24), _row(24, "hours_per_day"), True),
        (_row(16, "hours_per_day"), _row(7, "days_x_hours", 16), True),
        (_row(5, "days_x_hours", 8), _row(8, "hours_per_day"), False),
        (_row(2, "hour", 4), _row(4, "hour"), False),
        (_row(2, "hour", 2), _row(2, "hour"), True),
        (_row(None, ""), _row(None, ""), True),
        (_row(None, ""), _row(1, "day"), False),
    ],
)
def test_values_are_equal_in_whatever_unit(one: Row, other: Row, equal: bool) -> None:
    assert same_value(one, other) is same_value(other, one) is equal


def test_each_row_is_matched_once_and_the_equal_value_first() -> None:
    wide, exact = Row(0, 10, "arrival", 2, 2, "hour"), Row(0, 10, "response", 1, 1, "hour")
    assert matched([wide, exact], [Row(0, 4, "response", 1, 1, "hour")]) == {0: exact}
    assert matched([wide], [Row(0, 4, "arrival", 2, 2, "hour"), Row(0, 9, "arrival", 2, 2, "hour")]) == {1: wide}
    assert matched([wide], [Row(10, 12, "arrival", 2, 2, "hour")]) == {}


def test_figures_are_those_of_places_values_and_kinds() -> None:
    score = Score()
    wanted = [
        Row(0, 5, "arrival", 2, 2, "hour"),
        Row(5, 9, "response", 1, 1, "hour"),
        Row(9, 12, "price", 3, 3, "yuan"),
    ]
    score.add(wanted, [Row(0, 5, "arrival", 2, 2, "hour"), Row(6, 9, "resolution", 4, 4, "hour"), Row(20, 22, "other")])
    assert (score.wanted.total(), score.given, score.found.total(), score.valued.total()) == (3, 3, 2, 1)
    assert score.f1 == pytest.approx(2 / 6)
    assert score.kind == pytest.approx(1 / 2)
    assert score.told().splitlines() == [
        "wanted 3 given 3 F1 0.333 kind 0.500",
        "arrival: 1 wanted, 1 found, 1 with the value",
        "response: 1 wanted, 1 found, 0 with the value",
        "price: 1 wanted, 0 found, 0 with the value",
    ]


def test_optional_rows_are_neither_required_nor_counted() -> None:
    score = Score()
    wanted = [Row(0, 5, "other", 1, 1, "hour", optional=True)]
    score.add(wanted, [])
    score.add(wanted, [Row(0, 5, "other", 1, 1, "hour"), Row(2, 4, "other", 3, 3, "hour")])
    assert (score.wanted.total(), score.given, score.found.total()) == (0, 0, 0)
    assert score.f1 == score.kind == 0


def test_a_labelled_row_is_read() -> None:
    labelled = {
        "start": 1,
        "end": 3,
        "kind": "price",
        "value_low": 2,
        "value_high": None,
        "unit": "yuan",
        "optional": True,
    }
    assert row_of(labelled) == Row(1, 3, "price", 2, None, "yuan", optional=True)
