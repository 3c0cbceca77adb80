"""The register of laws: every article a rule rests on is there with its words, and none is kept for nothing."""

import pytest

from generator.rules.laws import article_text, citation, laws
from generator.rules.table import RULES


def test_every_basis_of_a_rule_is_registered_and_every_article_is_used() -> None:
    articles = {name for name, row in laws().items() if row.article}
    assert {name for rule in RULES for name in rule.basis} <= set(laws())
    assert articles <= {name for rule in RULES for name in rule.basis}


@pytest.mark.parametrize("name", list(laws()))
def test_an_article_has_its_words_and_a_repealed_law_its_successor(name: str) -> None:
    law = laws()[name]
    assert bool(law.text) == bool(law.article)
    assert (law.until is None) == (law.replaced_by is None)
    assert law.until is None or law.since < law.until


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("mof87_51", "《政府采购货物和服务招标投标管理办法》（财政部令第87号）第五十一条"),
        ("civil_code_510", "《中华人民共和国民法典》第五百一十条"),
        ("gbt_15835", "GB/T 15835-2011《出版物上数字用法》"),
        ("value_added_tax", "《中华人民共和国增值税法》"),
    ],
)
def test_a_citation(name: str, expected: str) -> None:
    assert citation(name) == expected


def test_the_words_of_an_article() -> None:
    assert article_text("advertising_law_13") == "广告不得贬低其他生产经营者的商品或者服务。"
    assert article_text("gbt_15835") == ""
