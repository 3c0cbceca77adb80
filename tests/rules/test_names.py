"""A misspelling of a name: one character missing, added or changed, its ends as they are."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from generator.rules.corpus import corpus_of
from generator.rules.names import is_misspelling, is_registered, names_written_right
from generator.rules.passages import Passage
from generator.rules.rule import Context

ContextFor = Callable[[dict[str, Any]], Context]
NAME = "甲乙丙丁戊己庚辛壬癸"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (NAME, False),
        ("甲乙丙丁午己庚辛壬癸", True),
        ("甲午丙丁戊己庚辛壬癸", True),
        ("甲乙丙丁戊己庚辛午癸", True),
        ("甲乙丙丁己庚辛壬癸", True),
        ("甲乙丙丁戊午己庚辛壬癸", True),
        ("甲甲乙丙丁戊己庚辛壬癸", True),
        ("甲乙丙丁戊己庚辛壬癸癸", True),
        ("午乙丙丁戊己庚辛壬癸", False),
        ("甲乙丙丁戊己庚辛壬午", False),
        ("乙丙丁戊己庚辛壬癸", False),
        ("甲乙丙丁戊己庚辛壬", False),
        ("甲乙午未戊己庚辛壬癸", False),
        ("甲乙丁戊己庚辛壬子癸", False),
        ("甲乙丙丁庚辛壬癸", False),
        ("甲乙丙丁戊午未己庚辛壬癸", False),
    ],
)
def test_what_is_a_misspelling(words: str, expected: bool) -> None:
    assert is_misspelling(words, NAME) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"我方为{NAME}服务", []),
        ("我方为甲乙丙丁戊己庚午壬癸服务", ["甲乙丙丁戊己庚午壬癸"]),
        ("我方为甲乙丙午戊己庚辛壬癸服务", ["甲乙丙午戊己庚辛壬癸"]),
        ("甲乙丁戊己庚辛壬癸", ["甲乙丁戊己庚辛壬癸"]),
        ("甲乙丙丁戊己庚辛癸", ["甲乙丙丁戊己庚辛癸"]),
        ("甲乙丙午丁戊己庚辛壬癸", ["甲乙丙午丁戊己庚辛壬癸"]),
        (f"{NAME}和甲乙丙丁戊己庚午壬癸", ["甲乙丙丁戊己庚午壬癸"]),
        (f"甲乙丙丁戊己庚午壬癸和{NAME}", ["甲乙丙丁戊己庚午壬癸"]),
        ("甲乙丙丁戊己庚午壬癸和甲乙丙午戊己庚辛壬癸", ["甲乙丙丁戊己庚午壬癸", "甲乙丙午戊己庚辛壬癸"]),
        ("甲乙丙丁戊和己庚辛壬癸", ["甲乙丙丁戊和己庚辛壬癸"]),
    ],
)
def test_where_a_buyer_is_misspelt(context_for: ContextFor, text: str, expected: list[str]) -> None:
    context = named(context_for({}), buyer=NAME)
    assert told(context, text) == [f"“{words}”与采购人“{NAME}”差一个字" for words in expected]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [("甲乙丙丁戊己庚辛", "甲乙丙丁戊己午辛", True), ("甲乙丙丁戊己庚", "甲乙丙丁戊午庚", False)],
)
def test_a_short_name_may_be_another_name(context_for: ContextFor, name: str, text: str, *, found: bool) -> None:
    assert bool(told(named(context_for({}), buyer=name), text)) is found


def test_a_misspelt_agency(context_for: ContextFor) -> None:
    context = named(context_for({}), agency=NAME)
    assert told(context, "由甲乙丙丁戊己庚午壬癸代理") == [f"“甲乙丙丁戊己庚午壬癸”与代理机构“{NAME}”差一个字"]


@pytest.mark.parametrize(
    ("registered", "found"),
    [("甲乙丙丁戊己庚午壬癸", False), ("示例甲乙丙丁戊己庚午壬癸分局", False), ("甲乙丙丁戊己庚午", True)],
)
def test_another_unit_is_registered(context_for: ContextFor, registered: str, *, found: bool) -> None:
    context = replace(named(context_for({}), buyer=NAME), leaves=(("company.clients[0].name", registered),))
    assert bool(told(context, "曾为示例甲乙丙丁戊己庚午壬癸分局服务")) is found


def test_a_misspelling_beside_a_registered_unit(context_for: ContextFor) -> None:
    leaves = (("company.clients[0].name", "甲乙丙丁戊己庚午壬癸"),)
    context = replace(named(context_for({}), buyer=NAME), leaves=leaves)
    assert len(told(context, "甲乙丙丁戊己庚午壬癸和甲乙丙丁戊己庚未壬癸")) == 1
    assert len(told(context, "甲乙丙丁戊己庚未壬癸和甲乙丙丁戊己庚午壬癸")) == 1


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("company.name", True),
        ("company.company_type", True),
        ("company.references[0].client", True),
        ("company.price_list.parts[0].supplier", True),
        ("company.credentials[0].issuer", True),
        ("company.credentials[0].holder", True),
        ("service.products.items[0].maker", True),
        ("service.preferential.extensions[0].vendor", True),
        ("company.clients[0].name", True),
        ("company.vendor_backing[12].aliases[0]", True),
        ("company.bank.name", True),
        ("project.buyer", True),
        ("service.makers.items[0].name", True),
        ("project.remark", False),
        ("company.staff[0].name", False),
        ("service.makers.items[0].sections[0].name", False),
        ("service.training.supplier_list", False),
    ],
)
def test_where_units_are_registered(path: str, expected: bool) -> None:
    assert is_registered(path) is expected


def named(context: Context, **names: str) -> Context:
    """Give the demo with other names in its project, and nothing else registered."""
    project = context.bid.project.model_copy(update=names)
    return replace(context, bid=context.bid.model_copy(update={"project": project}), leaves=())


def told(context: Context, text: str) -> list[str]:
    passage = Passage(text, "project.remark")
    read = replace(context, data_passages=(passage,), document_passages=(), corpus=corpus_of((passage,)))
    return [hit.message for hit in names_written_right(read)]
