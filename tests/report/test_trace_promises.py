"""Promises read back from what is printed: every value of every kind, scopes by printed names, what cannot be read."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from generator.commitments.catalog import Catalog, load_catalog
from generator.commitments.lattice import Tag
from generator.commitments.promise import Promise, promises
from generator.document.nodes import Contents, Cover, Document, Paragraph, Properties, Running, Value
from generator.model.commitments import Dimension
from generator.pipeline.checking import check_project
from generator.report.difference import Version
from generator.report.trace_promises import AS_PRINTED, Printed, compared_as_printed, printed_in, read_trace, retold
from generator.source import Entry, SourceMap, Span
from generator.zh.money import parse_money
from generator.zh.quantity import parse

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    outcome = load_catalog(ROOT)
    assert outcome.value is not None
    return outcome.value


def printed(*pairs: tuple[str, str]) -> tuple[Printed, ...]:
    return tuple(Printed(text, (path,), f"{path}.yaml:1:1") for path, text in pairs)


def only(catalog: Catalog, *pairs: tuple[str, str]) -> Promise:
    (promise,) = retold(printed(*pairs), catalog).promises
    return promise


def test_rows_of_a_trace() -> None:
    source = {"path": "a.b", "file": "a.yaml", "line": 3, "column": 5}
    rows = [
        {"text": "3年", "number": 1, **source, "also": [{**source, "path": "c"}]},
        {**source, "text": "1", "file": ""},
    ]
    assert read_trace(json.dumps(rows)) == (Printed("3年", ("a.b", "c"), "a.yaml:3:5"), Printed("1", ("a.b",), ""))


@pytest.mark.parametrize("text", ["", "{}", "[{}]", '[{"text": "3年"}]'])
def test_what_is_no_trace_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read_trace(text)


def test_what_a_document_prints() -> None:
    values = (Value("3年", ("a.b", "c"), "t", 1), Value("无出处", (), "t", 1), Value("甲", ("d",), "t", 2))
    empty = Running((), (), ())
    cover = Cover((), (), (), (), (), ())
    body = (Paragraph(values),)
    document = Document(Properties("", "", "", ""), cover, Contents((), 3), empty, body, empty)
    sources = SourceMap({"a.b": Entry(None, Span("a.yaml", 7, 2, 7, 4))})
    assert printed_in(document, sources) == (Printed("3年", ("a.b", "c"), "a.yaml:7:2"), Printed("甲", ("d",), ""))


@pytest.mark.parametrize(
    ("path", "text", "value"),
    [
        ("service.warranty.groups[0].period", "3年", parse("3年")),
        ("service.callbacks.after_service.due", "2个工作日内", parse("2个工作日")),
        ("service.service_levels.service_window", "7×24小时", parse("7×24")),
        ("project.bid_price", "288万元", parse_money("288万元")),
        ("project.acceptance", "2027年6月30日", date(2027, 6, 30)),
        ("project.acceptance", "2027-06-30", date(2027, 6, 30)),
        ("service.warranty.start_event", "验收合格之日", "验收合格之日"),
        ("service.training.courses[0].times", "3次", parse("3次")),
    ],
)
def test_values_are_read_by_their_type(catalog: Catalog, path: str, text: str, value: object) -> None:
    promise = only(catalog, (path, text))
    assert (promise.value, promise.path, promise.clock, promise.owner) == (value, path, "", "")


def test_the_first_form_that_can_be_read_counts(catalog: Catalog) -> None:
    path = "service.warranty.groups[0].period"
    assert only(catalog, (path, "约三年多"), (path, "3年")).value == parse("3年")


def test_what_cannot_be_read_is_named(catalog: Catalog) -> None:
    path, other = "service.warranty.groups[0].period", "service.warranty.groups[1].period"
    told = retold((*printed((path, "约三年多")), Printed("3年", (other, path), "")), catalog)
    assert (told.promises, told.unread) == ((), (path, other))


def test_items_are_told_apart_by_their_printed_names(catalog: Catalog) -> None:
    part = "service.spare_parts.items[0]"
    names = ((f"{part}.name", "硬盘"), (f"{part}.model", "A1"), (f"{part}.fits", "服务器"))
    promise = only(catalog, *names, (f"{part}.quantity", "3块"))
    assert promise.id == "service.spare_parts.items[硬盘 A1].quantity"
    assert {dimension: promise.scope.side(dimension) for dimension in Dimension if promise.scope.side(dimension)} == {
        Dimension.ITEM: frozenset({Tag("硬盘 A1", "")}),
        Dimension.CONDITION: frozenset({Tag("服务器", "")}),
    }


def test_what_has_no_printed_name_goes_by_its_place(catalog: Catalog) -> None:
    promise = only(catalog, ("service.service_levels.levels[2].onsite.city", "2小时"))
    assert promise.id == "service.service_levels.levels[2].onsite.city"
    assert [tag.name for side in (promise.scope.severity, promise.scope.region) for tag in side or ()] == ["2", "city"]
    named = only(catalog, ("service.channels.hotline.pickup", "30秒"))
    assert [tag.name for tag in named.scope.channel or ()] == ["热线"]


def test_an_id_that_is_not_printed_confines_nothing(catalog: Catalog) -> None:
    promise = only(catalog, ("service.emergency.scenarios[0].recovery", "3小时"))
    assert (promise.scope.severity, [tag.name for tag in promise.scope.condition or ()]) == (None, ["0"])


def test_two_of_one_name_are_numbered(catalog: Catalog) -> None:
    rows = [
        (f"service.training.courses[{at}].{key}", text)
        for at in (0, 1)
        for key, text in (("name", "操作"), ("times", "2次"))
    ]
    assert [promise.id for promise in retold(printed(*rows), catalog).promises] == [
        "service.training.courses[操作].times",
        "service.training.courses[操作].times#2",
    ]


def test_two_bids_are_compared_and_what_is_left_out_is_said(catalog: Catalog) -> None:
    period, drill, response = (
        "service.warranty.groups[0].period",
        "service.emergency.drill",
        "service.service_levels.levels[{}].response.city",
    )
    hidden = [(response.format(at), "很快") for at in range(4)]
    before = printed((period, "3年"), (drill, "每年1次"), *hidden)
    after = printed((period, "2年"), *((path, "5分钟") for path, _ in hidden))
    told = compared_as_printed((Version("甲", ()), before), (Version("乙", (), date="2026-11-30"), after), catalog)
    assert [(one.direction.label, one.promise.path) for one in told.found] == [("取消", drill), ("放宽", period)]
    examples = "、".join(response.format(at) for at in range(3))
    assert told.limits == (AS_PRINTED, f"“甲”有4项承诺只印在算出的文字里，读不回来，没有比较：{examples}等。")
    assert (told.after.date, told.before.places[period]) == ("2026-11-30", f"{period}.yaml:1:1")


def test_the_demo_is_read_back_whole(catalog: Catalog) -> None:
    checked = check_project(ROOT, ROOT / "projects" / "video_evidence")
    assert checked.bid is not None
    assert checked.document is not None
    told = retold(printed_in(checked.document, checked.sources), catalog)
    whole = {promise.path: promise for promise in promises(checked.bid, catalog)}
    assert [promise.path for promise in told.promises if promise.value != whole[promise.path].value] == []
    assert len(whole) - len(told.promises) == len(told.unread) == 0
    assert [promise.kind for promise in told.promises] == [whole[promise.path].kind for promise in told.promises]
