"""Words of a list: the longer of two is found, and a term is the one the project agreed on."""

from collections.abc import Callable
from dataclasses import replace
from string import ascii_uppercase
from typing import Any

import pytest

from generator.model.wording import Term
from generator.rules.corpus import corpus_of
from generator.rules.passages import Passage
from generator.rules.rule import Context
from generator.rules.wording import Wording
from generator.rules.words import _agreed_terms, no_lost_symbols, no_placeholders, words_found

PLACEHOLDERS = (
    *(
        "联系人XX",
        "xx市",
        "ＸＸ市",
        "ｘｘ市",
        "××公司",
        "甲***乙",
        "甲＊＊＊乙",
        "○○公司",
        "签字___",
        "签字＿＿",
        "TODO",
        "todo",
    ),
    *(
        "TBD",
        "tbd",
        "Lorem ipsum",
        "lorem ipsum",
        "{名称}",
        "{{ name }}",
        "${name}",
        "【公司名称】",
        "甲？？乙",
        "甲??乙",
    ),
)
LOST = (
    *(
        "724小时",
        "7 24小时",
        "7×240",
        "二一五年",
        "三○五",
        "三0五",
        "三O五",
        "甲\ue000乙",
        "甲\ufffd乙",
        "（？级",
        "（?级",
    ),
    *("每—份", "8:30 17:00", "n检查", "l检查", "u检查", "Ø检查", "§检查"),
    *("错误！未定义书签", "错误!未找到引用源"),
    *(f"甲{letter} bcd ef乙" for letter in ascii_uppercase),
    "甲A(B cd",
)


@pytest.fixture(scope="module")
def reading(context_for: Callable[[dict[str, Any]], Context]) -> Callable[[str], Context]:
    """Give the function that makes what rules read hold one text alone."""
    context = context_for({})
    return lambda text: replace(context, corpus=corpus_of((Passage(text, "project.remark"),)))


def test_each_placeholder_is_found(reading: Callable[[str], Context]) -> None:
    assert [text for text in PLACEHOLDERS if len(list(no_placeholders(reading(text)))) != 1] == []


def test_each_lost_symbol_is_found(reading: Callable[[str], Context]) -> None:
    assert [text for text in LOST if len(list(no_lost_symbols(reading(text)))) != 1] == []


def test_the_longer_of_two_words_is_found() -> None:
    corpus = corpus_of((Passage("定期巡检设备"),))
    assert [found.words for found in words_found(corpus, ("定期", "定期巡检"), ())] == ["定期巡检"]


def test_an_ellipsis_stands_for_a_few_characters_of_one_clause() -> None:
    corpus = corpus_of((Passage("满足全部合理的要求，满足全部，要求"),))
    assert [found.words for found in words_found(corpus, ("满足…要求",), ())] == ["满足全部合理的要求"]


def test_a_word_beside_an_allowed_phrase_is_found() -> None:
    corpus = corpus_of((Passage("唯一编号和唯一"), Passage("唯一和唯一编号")))
    assert [found.start for found in words_found(corpus, ("唯一",), ("唯一编号",))] == [5, 0]


def test_the_word_agreed_in_the_project_is_the_one_used(context_for: Callable[[dict[str, Any]], Context]) -> None:
    context = context_for({"set": {"project.terms.warranty": "保修期", "project.terms.buyer": "用户方"}})
    agreed = _agreed_terms(context)
    assert agreed["质保期"] == "应统一写作“保修期”"
    assert agreed["甲方"] == "应统一写作“用户方”"
    assert "保修期" not in agreed
    assert "用户方" not in agreed


def test_a_term_of_another_kind_of_document_is_not_looked_for(context_for: Callable[[dict[str, Any]], Context]) -> None:
    context = context_for({})
    rows = (
        Term.model_validate({"id": "a", "term": "甲词", "words": ("乙词",), "kinds": ("maintenance",)}),
        Term.model_validate({"id": "b", "term": "丙词", "words": ("丁词",), "kinds": ("quality_assurance",)}),
    )
    assert _agreed_terms(replace(context, wording=Wording(terms=rows))) == {"丁词": "应统一写作“丙词”"}
