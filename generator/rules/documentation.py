"""What a rule means, for `bidgen explain`, `bidgen rules` and docs/rules.md: read from the functions' docstrings."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass

from generator.rules.laws import citation
from generator.rules.rule import Rule
from generator.rules.table import RULES

FAMILIES = {
    "C": "承诺",
    "L": "版面",
    "P": "价格",
    "Q": "资格",
    "R": "对招标要求的响应",
    "W": "用语和标准",
}

_PARTS = re.compile(r"(?P<explanation>.*?)\n反例：\n(?P<bad>.*?)\n正例：\n(?P<good>.*)", re.DOTALL)
_HEAD = """\
# 规则

本页由 `python -m generator.rules.documentation` 生成，请勿手改。内容取自 `generator/rules` 中各规则函数的说明。

严重程度：提示、警告、错误、废标风险。`bidgen check` 默认在有“错误”以上的问题时返回 1。
"""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A rule as people read it; `basis` are ids of law articles, `bad` and `good` examples of several lines."""

    code: str
    title: str
    severity: str
    basis: tuple[str, ...]
    hint: str
    explanation: str
    bad: str
    good: str


def explain(code: str) -> Explanation | None:
    """Give the explanation of a rule, None where no rule has this code."""
    rule = next((rule for rule in RULES if rule.code == code.upper()), None)
    return explanation_of(rule) if rule else None


def explanation_of(rule: Rule) -> Explanation:
    """Take a rule's explanation and examples from its function's docstring."""
    found = _PARTS.fullmatch(inspect.getdoc(rule.function) or "")
    if found is None:
        raise LookupError(f"{rule.code}: the docstring lacks its explanation, 反例 or 正例")
    paragraphs = (part.replace("\n", "") for part in found["explanation"].strip().split("\n\n"))
    examples = (inspect.cleandoc(f"\n{found[name]}") for name in ("bad", "good"))
    return Explanation(
        rule.code, rule.title, rule.severity.label, rule.basis, rule.hint, "\n\n".join(paragraphs), *examples
    )


def rules_page() -> str:
    """Give docs/rules.md as text."""
    return "\n".join((_HEAD, *(_family(letter) for letter in FAMILIES)))


def _family(letter: str) -> str:
    rules = (explanation_of(rule) for rule in RULES if rule.code.startswith(letter))
    return "\n".join((f"## {letter} {FAMILIES[letter]}\n", *(_section(rule) for rule in rules)))


def _section(rule: Explanation) -> str:
    basis = f"依据：{'；'.join(map(citation, rule.basis))}。\n" if rule.basis else ""
    parts = (
        f"### {rule.code} {rule.title}（{rule.severity}）\n",
        f"{rule.explanation}\n",
        basis,
        f"怎样改：{rule.hint}\n",
        f"错误的写法：\n\n```text\n{rule.bad}\n```\n",
        f"正确的写法：\n\n```text\n{rule.good}\n```\n",
    )
    return "\n".join(part for part in parts if part)


if __name__ == "__main__":  # pragma: no cover
    import sys

    sys.stdout.write(rules_page())
