"""Scopes and values of promises: their order, and what follows where two promises differ."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.commitments.lattice import (
    Claim,
    Order,
    Promised,
    Scope,
    Strictness,
    Tag,
    Verdict,
    confined,
    covers,
    judge,
    meet,
    opposite,
    order,
    strictness,
)
from generator.model.commitments import Dimension, Force, Party, Phase, Role, Stricter
from generator.zh.money import parse_money
from generator.zh.quantity import parse

LOWER, HIGHER, NEITHER = Stricter.LOWER, Stricter.HIGHER, Stricter.NEITHER


def tags(*names: str) -> frozenset[Tag]:
    return frozenset(Tag(name, f"名称{name}") for name in names)


def scope(severity: str = "", region: str = "", item: str = "") -> Scope:
    return Scope(*(tags(*names.split()) if names else None for names in (severity, region, item)))


ALL = scope()
URGENT, SERIOUS = scope("urgent"), scope("serious")
CITY, COUNTY = scope(region="city"), scope(region="county")
URGENT_CITY = scope("urgent", "city")
AFTER = replace(ALL, phase=Phase.AFTER_WARRANTY)
MAKER = replace(ALL, party=Party.MANUFACTURER)
AIM = replace(ALL, role=Role.TARGET)
UNIVERSE = {Dimension.SEVERITY: tags("urgent", "serious"), Dimension.REGION: tags("city", "county")}


# --- scopes ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (ALL, ALL, Order.EQUAL),
        (URGENT, scope("urgent"), Order.EQUAL),
        (ALL, URGENT, Order.WIDER),
        (URGENT, ALL, Order.NARROWER),
        (URGENT, URGENT_CITY, Order.WIDER),
        (scope("urgent serious"), URGENT, Order.WIDER),
        (URGENT, CITY, Order.OVERLAPPING),
        (scope("urgent serious", "city"), scope("urgent", "city county"), Order.OVERLAPPING),
        (URGENT, SERIOUS, Order.DISJOINT),
        (CITY, COUNTY, Order.DISJOINT),
        (ALL, AFTER, Order.DISJOINT),
        (ALL, MAKER, Order.DISJOINT),
        (ALL, AIM, Order.DISJOINT),
        (ALL, replace(ALL, force=Force.TARGET), Order.DISJOINT),
    ],
)
def test_the_order_of_scopes(left: Scope, right: Scope, expected: Order) -> None:
    assert order(left, right) is expected


def test_the_meet_is_what_both_hold_for() -> None:
    assert meet(URGENT, CITY) == URGENT_CITY
    assert meet(scope("urgent serious"), scope("serious general")) == SERIOUS
    assert meet(URGENT, SERIOUS) is None
    assert meet(ALL, AFTER) is None


def test_a_tag_is_told_apart_by_its_id_and_shown_by_its_name() -> None:
    assert Tag("a", "甲") == Tag("a", "乙")
    assert Tag("a", "甲") != Tag("b", "甲")


def test_a_side_that_is_not_named_holds_for_all() -> None:
    assert confined(AFTER, {Dimension.ITEM: tags("hardware")}) == replace(AFTER, item=tags("hardware"))


@pytest.mark.parametrize(
    ("whole", "parts", "expected"),
    [
        (ALL, [URGENT, SERIOUS], True),
        (ALL, [URGENT], False),
        (CITY, [URGENT_CITY, scope("serious", "city")], True),
        (ALL, [URGENT_CITY, scope("urgent", "county"), SERIOUS], True),
        (ALL, [CITY, scope("urgent", "county")], False),
        (ALL, [scope(item="hardware")], False),
        (scope(item="hardware"), [scope(item="hardware", severity="urgent"), scope("serious")], True),
        (ALL, [], False),
    ],
)
def test_parts_that_together_hold_for_the_whole(whole: Scope, parts: list[Scope], expected: bool) -> None:
    assert covers(whole, parts, UNIVERSE) is expected


# --- values ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right", "stricter", "expected"),
    [
        ("4小时", "8小时", LOWER, Strictness.STRICTER),
        ("8小时", "4小时", LOWER, Strictness.LOOSER),
        ("240分钟", "4小时", LOWER, Strictness.SAME),
        ("小于2小时", "2小时", LOWER, Strictness.SAME),
        ("立即", "30分钟", LOWER, Strictness.STRICTER),
        ("立即", "1日", LOWER, Strictness.STRICTER),
        ("2~4小时", "4小时", LOWER, Strictness.SAME),
        ("3年", "36个月", HIGHER, Strictness.SAME),
        ("3年", "1年", HIGHER, Strictness.STRICTER),
        ("12个月", "2年", HIGHER, Strictness.LOOSER),
        ("每月1次", "每季度1次", HIGHER, Strictness.STRICTER),
        ("每半年1次", "每年2次", HIGHER, Strictness.SAME),
        ("2~4次", "3次", HIGHER, Strictness.LOOSER),
        ("不少于3次", "3次", HIGHER, Strictness.SAME),
        ("7×24小时", "5×8小时", HIGHER, Strictness.STRICTER),
        ("5×24小时", "7×8小时", HIGHER, Strictness.INCOMPARABLE),
        ("98%", "95%", HIGHER, Strictness.STRICTER),
        ("30台", "30套", HIGHER, Strictness.INCOMPARABLE),
        ("3年", "2年", NEITHER, Strictness.INCOMPARABLE),
        ("3年", "3年", NEITHER, Strictness.SAME),
        # Units that differ: only what is surely more counts.
        ("24小时", "1日", LOWER, Strictness.INCOMPARABLE),
        ("23小时", "1日", LOWER, Strictness.STRICTER),
        ("49小时", "1日", LOWER, Strictness.LOOSER),
        ("1个工作日", "8小时", LOWER, Strictness.INCOMPARABLE),
        ("7小时", "1个工作日", LOWER, Strictness.STRICTER),
        ("97小时", "1个工作日", LOWER, Strictness.LOOSER),
        ("30日", "1个工作日", LOWER, Strictness.LOOSER),
        ("365日", "1年", HIGHER, Strictness.INCOMPARABLE),
        ("60日", "6个月", HIGHER, Strictness.LOOSER),
        ("4小时", "每月1次", LOWER, Strictness.INCOMPARABLE),
        ("25小时", "1日", LOWER, Strictness.INCOMPARABLE),
        ("48小时", "1日", LOWER, Strictness.INCOMPARABLE),
        ("13日", "1个月", LOWER, Strictness.STRICTER),
        ("14日", "1个月", LOWER, Strictness.INCOMPARABLE),
        ("31日", "1个月", LOWER, Strictness.INCOMPARABLE),
        ("32日", "1个月", LOWER, Strictness.LOOSER),
        ("0日", "立即", LOWER, Strictness.INCOMPARABLE),
        # Of a range the far end counts, of what has no end the near one.
        ("20~49小时", "1日", LOWER, Strictness.LOOSER),
        ("不少于49小时", "1日", LOWER, Strictness.LOOSER),
    ],
)
def test_which_quantity_binds_more(left: str, right: str, stricter: Stricter, expected: Strictness) -> None:
    assert strictness(parse(left), parse(right), stricter) is expected
    assert strictness(parse(right), parse(left), stricter) is opposite(expected)


@pytest.mark.parametrize(
    ("left", "right", "stricter", "expected"),
    [
        (parse_money("600元"), parse_money("500元"), LOWER, Strictness.LOOSER),
        (parse_money("5万元"), parse_money("50000元"), LOWER, Strictness.SAME),
        (parse_money("500元/人日"), parse_money("80元/小时"), LOWER, Strictness.INCOMPARABLE),
        (6, 8, HIGHER, Strictness.LOOSER),
        (Decimal("1.5"), 1, HIGHER, Strictness.STRICTER),
        (date(2027, 6, 1), date(2027, 7, 1), LOWER, Strictness.STRICTER),
        ("验收合格之日", "到货之日", NEITHER, Strictness.INCOMPARABLE),
        ("验收合格之日", "验收合格之日", NEITHER, Strictness.SAME),
        ("一年", parse("1年"), HIGHER, Strictness.INCOMPARABLE),
    ],
)
def test_which_other_value_binds_more(
    left: Promised, right: Promised, stricter: Stricter, expected: Strictness
) -> None:
    assert strictness(left, right, stricter) is expected


# --- both ------------------------------------------------------------------------------------------------------------


def claim(within: Scope, text: str, stricter: Stricter = LOWER) -> Claim:
    return Claim(within, parse(text), stricter)


@pytest.mark.parametrize(
    ("left", "right", "siblings", "expected"),
    [
        (claim(URGENT, "4小时"), claim(URGENT, "240分钟"), [], Verdict.CONSISTENT),
        (claim(URGENT, "4小时"), claim(URGENT, "5小时"), [], Verdict.CONFLICT),
        (claim(URGENT, "8小时"), claim(URGENT, "1个工作日"), [], Verdict.REVIEW),
        (claim(URGENT, "4小时"), claim(SERIOUS, "8小时"), [], Verdict.UNRELATED),
        (claim(ALL, "4小时"), claim(AFTER, "8小时"), [], Verdict.UNRELATED),
        # A narrower promise may be stricter than the general one, never looser.
        (claim(ALL, "4小时"), claim(URGENT, "8小时"), [], Verdict.BROKEN),
        (claim(URGENT, "8小时"), claim(ALL, "4小时"), [], Verdict.BROKEN),
        (claim(ALL, "8小时"), claim(URGENT, "4小时"), [], Verdict.CONSISTENT),
        (claim(ALL, "4小时"), claim(URGENT, "4小时"), [], Verdict.CONSISTENT),
        (claim(ALL, "1个工作日"), claim(URGENT, "8小时"), [], Verdict.REVIEW),
        (claim(ALL, "3年", HIGHER), claim(URGENT, "1年", HIGHER), [], Verdict.BROKEN),
        # Where the narrower ones cover the general one, it must be as loose as the loosest of them.
        (claim(ALL, "8小时"), claim(URGENT, "4小时"), [claim(SERIOUS, "6小时")], Verdict.SHADOWED),
        (claim(ALL, "8小时"), claim(URGENT, "4小时"), [claim(SERIOUS, "8小时")], Verdict.CONSISTENT),
        (claim(ALL, "8小时"), claim(URGENT, "4小时"), [claim(URGENT_CITY, "2小时")], Verdict.CONSISTENT),
        (claim(ALL, "1年", HIGHER), claim(URGENT, "2年", HIGHER), [claim(SERIOUS, "3年", HIGHER)], Verdict.SHADOWED),
        # What lies outside the general one is no reason to keep it as it is.
        (
            claim(CITY, "8小时"),
            claim(URGENT_CITY, "4小时"),
            [claim(scope("serious", "city"), "6小时"), claim(COUNTY, "24小时")],
            Verdict.SHADOWED,
        ),
        # Promises that only overlap are for a person to judge.
        (claim(URGENT, "4小时"), claim(CITY, "8小时"), [], Verdict.REVIEW),
        (claim(URGENT, "4小时"), claim(CITY, "4小时"), [], Verdict.CONSISTENT),
        (Claim(ALL, "甲", NEITHER), Claim(ALL, "乙", NEITHER), [], Verdict.CONFLICT),
    ],
)
def test_what_follows_from_two_claims(left: Claim, right: Claim, siblings: list[Claim], expected: Verdict) -> None:
    assert judge(left, right, siblings, UNIVERSE) is expected
    assert judge(right, left, siblings, UNIVERSE) is expected


def test_without_a_universe_nothing_is_covered_by_named_things() -> None:
    assert judge(claim(ALL, "8小时"), claim(URGENT, "4小时"), [claim(SERIOUS, "6小时")]) is Verdict.CONSISTENT


# --- laws ------------------------------------------------------------------------------------------------------------

SIDES = st.none() | st.sets(st.sampled_from("abc"), min_size=1).map(lambda names: tags(*names))
SCOPES = st.builds(
    Scope, SIDES, SIDES, SIDES, SIDES, SIDES, st.sampled_from(Phase), st.just(Party.OURS), st.just(Role.PROMISE)
)
TEXTS = (
    "立即",
    "30分钟",
    "4小时",
    "240分钟",
    "1日",
    "1个工作日",
    "7日",
    "1个月",
    "3年",
    "95%",
    "每月1次",
    "7×24小时",
    "2次",
)
QUANTITIES = st.sampled_from(TEXTS).map(parse)
CLAIMS = st.builds(Claim, SCOPES, QUANTITIES, st.just(LOWER))
BACKWARDS = {Order.WIDER: Order.NARROWER, Order.NARROWER: Order.WIDER}


@given(SCOPES, SCOPES)
def test_a_meet_lies_below_both_and_does_not_mind_their_order(left: Scope, right: Scope) -> None:
    common = meet(left, right)
    assert common == meet(right, left)
    if common is not None:
        assert order(left, common) in {Order.EQUAL, Order.WIDER}
        assert order(right, common) in {Order.EQUAL, Order.WIDER}


@given(SCOPES)
def test_a_scope_meets_itself_in_itself(one: Scope) -> None:
    assert meet(one, one) == one
    assert order(one, one) is Order.EQUAL


@given(SCOPES, SCOPES, SCOPES)
def test_meets_may_be_taken_in_any_order(one: Scope, two: Scope, three: Scope) -> None:
    first, last = meet(one, two), meet(two, three)
    assert (meet(first, three) if first else None) == (meet(one, last) if last else None)


@given(SCOPES, SCOPES)
def test_the_order_seen_from_the_other_side(left: Scope, right: Scope) -> None:
    found = order(left, right)
    assert order(right, left) is BACKWARDS.get(found, found)


@given(SCOPES, SCOPES, SCOPES)
def test_the_order_of_scopes_is_transitive(one: Scope, two: Scope, three: Scope) -> None:
    wider = {Order.WIDER, Order.EQUAL}
    if order(one, two) in wider and order(two, three) in wider:
        assert order(one, three) in wider


@given(QUANTITIES, QUANTITIES, st.sampled_from(Stricter))
def test_strictness_seen_from_the_other_side(left: Promised, right: Promised, stricter: Stricter) -> None:
    assert strictness(right, left, stricter) is opposite(strictness(left, right, stricter))


@given(QUANTITIES, QUANTITIES, QUANTITIES)
def test_strictness_is_transitive(one: Promised, two: Promised, three: Promised) -> None:
    if strictness(one, two, LOWER) is strictness(two, three, LOWER) is Strictness.STRICTER:
        assert strictness(one, three, LOWER) is Strictness.STRICTER


@given(CLAIMS, CLAIMS, st.lists(CLAIMS, max_size=3))
def test_a_verdict_does_not_mind_the_order_of_the_claims(left: Claim, right: Claim, siblings: list[Claim]) -> None:
    assert judge(left, right, siblings) is judge(right, left, siblings)


@given(CLAIMS, SCOPES)
def test_a_claim_repeated_within_its_scope_is_consistent(one: Claim, part: Scope) -> None:
    common = meet(one.scope, part)
    if common is not None:
        assert judge(one, replace(one, scope=common)) is Verdict.CONSISTENT
