"""What an answer means against a demand: better only where its worst case is, nothing where neither can be weighed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.load.workspace import load_project
from generator.model.bid import Bid, build_bid
from generator.model.derived import Derived, derived_values
from generator.model.deviation import _verdict, answer
from generator.model.project import Demand
from generator.zh.money import parse_money
from generator.zh.quantity import parse

ROOT = Path(__file__).parents[2]
BETTER, EQUAL, WORSE = "正偏离", "无偏离", "负偏离"


def demand(comparator: str, **facts: str) -> Demand:
    return Demand.model_validate({"id": "x", "clause": "1", "text": "要求", "comparator": comparator, **facts})


def weigh(given: str, comparator: str, wanted: str) -> str | None:
    return _verdict(parse(given), demand(comparator, quantity=wanted), comparator)


@pytest.mark.parametrize(
    ("given", "comparator", "wanted", "verdict"),
    [
        ("4小时", "不超过", "8小时", BETTER),
        ("480分钟", "不超过", "8小时", EQUAL),
        ("8小时内", "不超过", "8小时", EQUAL),
        ("9小时", "不超过", "8小时", WORSE),
        ("立即", "不超过", "10分钟", BETTER),
        ("立即", "不超过", "立即", EQUAL),
        ("5年", "不少于", "3年", BETTER),
        ("36个月", "不少于", "3年", EQUAL),
        ("30个月", "不少于", "3年", WORSE),
        ("97%", "不少于", "95%", BETTER),
        ("7×24", "不少于", "5×8", BETTER),
        ("5×8", "不少于", "7×24", WORSE),
        ("7×24", "等于", "7×24", EQUAL),
        ("5年", "等于", "3年", WORSE),
    ],
)
def test_points(given: str, comparator: str, wanted: str, verdict: str) -> None:
    assert weigh(given, comparator, wanted) == verdict


@pytest.mark.parametrize(
    ("given", "comparator", "wanted", "verdict"),
    [
        pytest.param("2~4小时", "不超过", "4小时", EQUAL, id="the longest a range allows"),
        pytest.param("2~5小时", "不超过", "4小时", WORSE, id="… is too long"),
        pytest.param("2~3小时", "不超过", "4小时", BETTER, id="… is shorter"),
        pytest.param("3~5年", "不少于", "3年", EQUAL, id="the shortest a range allows"),
        pytest.param("2~5年", "不少于", "3年", WORSE, id="… is too short"),
        pytest.param("4~5年", "不少于", "3年", BETTER, id="… is longer"),
        pytest.param("不少于5年", "不少于", "3年", BETTER, id="a lower bound against a least"),
        pytest.param("3年以上", "不少于", "3年", EQUAL, id="以上 has the figure itself"),
        pytest.param("超过3年", "不少于", "3年", BETTER, id="超过 has it not"),
        pytest.param("不超过5年", "不少于", "3年", None, id="an upper bound promises no least"),
        pytest.param("不少于2小时", "不超过", "8小时", None, id="a lower bound promises no most"),
        pytest.param("4小时", "不超过", "2~4小时", EQUAL, id="the most of a demanded range"),
        pytest.param("3年", "不少于", "3~5年", EQUAL, id="the least of a demanded range"),
        pytest.param("8小时", "不超过", "少于8小时", WORSE, id="a demand that excludes its figure"),
        pytest.param("2~4小时", "等于", "2~4小时", EQUAL, id="the same range"),
        pytest.param("3小时", "等于", "2~4小时", WORSE, id="a point is not the range"),
    ],
)
def test_ranges_and_bounds(given: str, comparator: str, wanted: str, verdict: str | None) -> None:
    assert weigh(given, comparator, wanted) == verdict


@pytest.mark.parametrize(
    ("given", "comparator", "wanted", "verdict"),
    [
        ("8小时", "少于", "8小时", WORSE),
        ("少于8小时", "少于", "8小时", EQUAL),
        ("4小时", "少于", "8小时", EQUAL),
        ("3年", "多于", "3年", WORSE),
        ("超过3年", "多于", "3年", EQUAL),
        ("5年", "多于", "3年", EQUAL),
        ("5×8", "少于", "5×8", WORSE),
        ("5×8", "多于", "5×8", WORSE),
        ("7×24", "多于", "5×8", EQUAL),
    ],
)
def test_strict_demands_are_met_but_not_outdone(given: str, comparator: str, wanted: str, verdict: str) -> None:
    assert weigh(given, comparator, wanted) == verdict


@pytest.mark.parametrize(
    ("given", "comparator", "wanted"),
    [
        ("24小时", "不超过", "1日"),
        ("1日", "不超过", "24小时"),
        ("1个工作日", "不超过", "1日"),
        ("1日", "不超过", "1个工作日"),
        ("90日", "不少于", "3个月"),
        ("30台", "不少于", "20套"),
        ("95%", "不少于", "1次"),
        ("7×8", "不少于", "5×9"),
    ],
)
def test_other_units_are_not_weighed(given: str, comparator: str, wanted: str) -> None:
    assert weigh(given, comparator, wanted) is None


@pytest.mark.parametrize(
    ("given", "wanted", "verdict"),
    [
        pytest.param("每月1次", "每季度3次", EQUAL, id="spread more evenly than demanded"),
        pytest.param("每月1次", "每季度1次", BETTER, id="more often"),
        pytest.param("每季度3次", "每月1次", None, id="three in one month are no visit a month"),
        pytest.param("每季度6次", "每月1次", None, id="nor are six"),
        pytest.param("每季度1次", "每月1次", WORSE, id="less often"),
        pytest.param("每年不少于1次", "每年1次", EQUAL, id="a least of times"),
        pytest.param("每2周1次", "每月2次", BETTER, id="two weeks in a month"),
    ],
)
def test_rates(given: str, wanted: str, verdict: str | None) -> None:
    assert weigh(given, "不少于", wanted) == verdict


@pytest.mark.parametrize(
    ("given", "comparator", "wanted", "verdict"),
    [
        ("3万元", "不超过", "30000元", EQUAL),
        ("29999.99元", "不超过", "3万元", BETTER),
        ("30000.01元", "不超过", "3万元", WORSE),
        ("3万元", "少于", "3万元", WORSE),
        ("3万元", "多于", "3万元", WORSE),
        ("4万元", "多于", "3万元", EQUAL),
        ("1200元/人日", "不超过", "1500元", None),
    ],
)
def test_money(given: str, comparator: str, wanted: str, verdict: str | None) -> None:
    assert _verdict(parse_money(given), demand(comparator, amount=wanted), comparator) == verdict


def test_a_figure_and_a_sum_are_not_weighed() -> None:
    assert _verdict(parse("3年"), demand("不少于", amount="3万元"), "不少于") is None
    assert _verdict("三年", demand("不少于", quantity="3年"), "不少于") is None


# --- whole demands ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bid() -> Bid:
    loaded = load_project(ROOT, ROOT / "projects" / "video_evidence").value
    assert loaded is not None
    found = build_bid(loaded).value
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("facts", "path", "verdict"),
    [
        pytest.param({"response": "满足"}, "here.response", EQUAL, id="in words"),
        pytest.param({"key": "project.buyer"}, "project.buyer", EQUAL, id="by a word"),
        pytest.param({"key": "project.retention", "response": "满足"}, "here.response", EQUAL, id="a fact not given"),
        pytest.param(
            {"key": "project.validity", "comparator": "满足", "quantity": "120日"}, "project.validity", EQUAL, id="满足"
        ),
        pytest.param(
            {"key": "project.validity", "comparator": "不少于", "quantity": "120日"},
            "project.validity",
            WORSE,
            id="less",
        ),
        pytest.param({"key": "project.date", "comparator": "不超过"}, "project.date", None, id="nothing to weigh by"),
    ],
)
def test_an_answer(bid: Bid, facts: dict[str, str], path: str, verdict: str | None) -> None:
    wanted = Demand.model_validate({"id": "x", "clause": "1", "text": "要求", **facts})
    given = answer(bid, wanted, "here")
    assert given is not None
    assert (given.path, given.verdict) == (path, verdict)


@pytest.mark.parametrize("facts", [{}, {"key": "project.retention"}, {"key": "project.copies"}])
def test_no_answer(bid: Bid, facts: dict[str, str]) -> None:
    assert answer(bid, Demand.model_validate({"id": "x", "clause": "1", "text": "要求", **facts}), "here") is None


def test_the_answers_are_counted_with_all_that_they_are_weighed_by(bid: Bid) -> None:
    verdicts = derived_values(bid)["verdicts"]
    assert isinstance(verdicts, dict)
    assert {name: found.value for name, found in verdicts.items()} == {"better": 3, "equal": 5, "worse": 0}
    assert verdicts["better"].paths[:2] == ("service.warranty.groups[0].period", "project.demands[0].quantity")
    assert verdicts["worse"].paths[-1] == "project.demands[7].response"


def test_a_bid_without_demands_has_no_counts(bid: Bid) -> None:
    bare = bid.model_copy(update={"project": bid.project.model_copy(update={"demands": ()})})
    assert derived_values(bare)["verdicts"] == {"better": None, "equal": None, "worse": None}


def test_an_answer_that_is_a_day_is_shown(bid: Bid) -> None:
    wanted = Demand.model_validate({"id": "x", "clause": "1", "text": "开标日期", "key": "project.opening"})
    asked = bid.model_copy(update={"project": bid.project.model_copy(update={"demands": (wanted,)})})
    answers = derived_values(asked)["answers"]
    assert isinstance(answers, dict)
    assert answers["x"]["value"] == Derived(date(2026, 12, 10), ("project.opening",))
