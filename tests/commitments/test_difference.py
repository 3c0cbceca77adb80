"""What changed between two bids: each promise in the direction its kind says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.commitments.difference import Aspect, Difference, Direction, differences
from generator.commitments.lattice import Scope, Strictness, Tag
from generator.commitments.promise import Promise
from generator.model.commitments import Force, Kind, Phase, Stricter
from generator.zh.quantity import parse


def promise(kind: Kind, text: str, name: str = "a", scope: Scope | None = None) -> Promise:
    return Promise(name, kind, "事项", parse(text), kind.stricter, scope or Scope(), f"service.{name}", "接到报修")


def item(name: str, words: str) -> Scope:
    return Scope(item=frozenset({Tag(name, words)}))


BASE = promise(Kind.RESPONSE, "2小时")


def only(found: tuple[Difference, ...]) -> Difference:
    (one,) = found
    return one


@pytest.mark.parametrize(
    ("kind", "before", "after", "expected"),
    [
        (Kind.RESPONSE, "2小时", "1小时", Direction.STRICTER),
        (Kind.RESPONSE, "1小时", "2小时", Direction.LOOSER),
        (Kind.WARRANTY_PERIOD, "1年", "3年", Direction.STRICTER),
        (Kind.WARRANTY_PERIOD, "3年", "30个月", Direction.LOOSER),
        (Kind.INSPECTION_FREQUENCY, "每季度1次", "每月1次", Direction.STRICTER),
        (Kind.NOTICE_TIME, "30日", "60日", Direction.STRICTER),
        (Kind.SERVICE_HOURS, "7×24小时", "5×8小时", Direction.LOOSER),
        (Kind.OTHER, "1小时", "2小时", Direction.CHANGED),
        (Kind.RESPONSE, "24小时", "1日", Direction.CHANGED),
    ],
)
def test_the_kind_tells_the_direction(kind: Kind, before: str, after: str, expected: Direction) -> None:
    found = only(differences([promise(kind, before)], [promise(kind, after)]))
    assert (found.direction, found.aspects[0].name) == (expected, "承诺值")
    assert (found.aspects[0].before, found.aspects[0].after) == (parse(before).text, parse(after).text)


def test_the_same_promises_differ_in_nothing() -> None:
    assert (
        differences(
            [BASE, promise(Kind.WARRANTY_PERIOD, "1年", "b")], [promise(Kind.WARRANTY_PERIOD, "12个月", "b"), BASE]
        )
        == ()
    )


def test_a_pair_a_reader_may_take_for_the_same_is_noted() -> None:
    found = only(differences([promise(Kind.RESPONSE, "24小时")], [promise(Kind.RESPONSE, "1日")]))
    assert found.note == "单位不同，读者可能认为相同，请人工判断"
    assert only(differences([BASE], [promise(Kind.RESPONSE, "1小时")])).note == ""


@pytest.mark.parametrize(
    ("after", "direction", "aspect"),
    [
        (
            replace(BASE, clock="到达现场"),
            Direction.CHANGED,
            Aspect("起算点", "接到报修", "到达现场", Strictness.INCOMPARABLE),
        ),
        (
            replace(BASE, scope=Scope(force=Force.TARGET)),
            Direction.LOOSER,
            Aspect("效力", "承诺", "目标", Strictness.LOOSER),
        ),
        (
            replace(BASE, scope=Scope(phase=Phase.AFTER_WARRANTY)),
            Direction.CHANGED,
            Aspect("适用阶段", "质保期内", "质保期外", Strictness.INCOMPARABLE),
        ),
        (
            replace(BASE, scope=item("x", "终端")),
            Direction.LOOSER,
            Aspect("适用对象", "不限", "终端", Strictness.LOOSER),
        ),
        (
            replace(BASE, value="尽快", stricter=Stricter.LOWER),
            Direction.CHANGED,
            Aspect("承诺值", "2小时", "尽快", Strictness.INCOMPARABLE),
        ),
    ],
    ids=["clock", "force", "phase", "scope", "words"],
)
def test_other_things_that_change(after: Promise, direction: Direction, aspect: Aspect) -> None:
    found = only(differences([BASE], [after]))
    assert (found.direction, found.aspects) == (direction, (aspect,))
    if direction is Direction.LOOSER:
        assert only(differences([after], [BASE])).direction is Direction.STRICTER


def test_changes_in_both_directions_are_for_a_person_to_judge() -> None:
    after = replace(BASE, value=parse("1小时"), scope=Scope(force=Force.TARGET))
    assert only(differences([BASE], [after])).direction is Direction.CHANGED


def test_dropped_and_added_the_gravest_first() -> None:
    before = [BASE, promise(Kind.ARRIVAL, "4小时", "b"), promise(Kind.WARRANTY_PERIOD, "3年", "c")]
    after = [promise(Kind.RESPONSE, "1小时"), promise(Kind.WARRANTY_PERIOD, "1年", "c"), promise(Kind.PRICE, "8%", "d")]
    found = differences(before, after)
    assert [(one.direction, one.promise.id) for one in found] == [
        (Direction.DROPPED, "b"),
        (Direction.LOOSER, "c"),
        (Direction.STRICTER, "a"),
        (Direction.ADDED, "d"),
    ]
    assert (found[0].after, found[3].before) == (None, None)


def test_a_promise_whose_item_got_another_id_is_found_by_its_words() -> None:
    before = promise(Kind.WARRANTY_PERIOD, "3年", "groups[old].period", item("old", "终端"))
    after = promise(Kind.WARRANTY_PERIOD, "1年", "groups[new].period", item("new", "终端"))
    found = only(differences([before], [after]))
    assert (found.direction, len(found.aspects)) == (Direction.LOOSER, 1)


def test_words_that_two_promises_share_pair_nothing() -> None:
    before = [promise(Kind.WARRANTY_PERIOD, "3年", name) for name in ("a", "b")]
    after = [promise(Kind.WARRANTY_PERIOD, "3年", "c")]
    found = differences(before, after)
    assert [one.direction for one in found] == [Direction.DROPPED, Direction.DROPPED, Direction.ADDED]


def test_a_new_name_of_the_same_item_is_a_change_of_words() -> None:
    before, after = (replace(BASE, scope=item("x", words)) for words in ("终端", "采集终端"))
    found = only(differences([before], [after]))
    assert (found.direction, found.aspects) == (
        Direction.CHANGED,
        (Aspect("适用对象", "终端", "采集终端", Strictness.INCOMPARABLE),),
    )
