"""The explanations of rules: complete for every rule, and docs/rules.md is what they say."""

from pathlib import Path

import pytest

from generator.finding import Severity
from generator.rules.documentation import Explanation, explain, explanation_of, rules_page
from generator.rules.rule import Context, Rule
from generator.rules.table import RULES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "rules.md"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_is_explained_with_a_bad_and_a_good_example(rule: Rule) -> None:
    explanation = explanation_of(rule)
    assert explanation.explanation.endswith(("。", "）"))
    assert explanation.bad
    assert explanation.good
    assert explanation.bad != explanation.good


def test_an_explanation_is_read_from_the_docstring() -> None:
    assert explain("c132") == Explanation(
        "C132",
        "百分比超过100%",
        "错误",
        (),
        "更正百分比，例如“95%”。",
        "百分比不得超过100%。\n\n满意率、接通率、税率、费用偏差都是部分占整体的比例，超过100%的是笔误。",
        "kpis: {name: 热线接通率, target: 950%}",
        "kpis: {name: 热线接通率, target: 95%}",
    )


def test_an_unknown_code_has_no_explanation() -> None:
    assert explain("C999") is None


def test_a_rule_without_examples_is_a_bug() -> None:
    def bare(_: Context) -> list[object]:
        """只有说明。"""
        return []

    with pytest.raises(LookupError, match="C999"):
        explanation_of(Rule("C999", "", Severity.NOTICE, (), "", bare))


def test_the_page_of_rules_is_current() -> None:
    again = "请运行 python -m generator.rules.documentation > docs/rules.md"
    assert PAGE.read_text(encoding="utf-8") == rules_page(), again
