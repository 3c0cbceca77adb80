"""What each code of a finding means: of rules from their functions, of all other codes from `codes.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from generator.languages.spoken import told

FAMILIES = {
    "S": "资料的读取和填写",
    "T": "模板",
    "Q": "资格",
    "R": "对招标要求的响应",
    "P": "价格",
    "C": "承诺",
    "W": "用语和标准",
    "L": "版面",
    "F": "输出文件",
    "B": "暗标",
    "A": "审核的文件",
}


@dataclass(frozen=True, slots=True)
class Code:
    """One code; what does not apply is empty. `bad` and `good` are examples, of several lines where needed."""

    code: str
    title: str
    explanation: str
    bad: str = ""
    good: str = ""
    severity: str = ""
    basis: tuple[str, ...] = ()
    hint: str = ""

    @property
    def family(self) -> str:
        """The Chinese name of the family the code's letter stands for."""
        return FAMILIES[self.code[0]]


@cache
def all_codes() -> dict[str, Code]:
    """Give every code with its meaning, family by family."""
    codes = sorted((*_written(), *_rules()), key=lambda row: (list(FAMILIES).index(row.code[0]), row.code))
    return {row.code: row for row in codes}


def titles() -> dict[str, str]:
    """Give the title of each code, in the language of the user."""
    return {code: told(row.title) for code, row in all_codes().items()}


def _written() -> tuple[Code, ...]:
    from importlib.resources import files

    import yaml

    text = files("generator.cli").joinpath("codes.yaml").read_text(encoding="utf-8")
    return tuple(Code(code, **row) for code, row in yaml.load(text, yaml.CSafeLoader).items())


def _rules() -> tuple[Code, ...]:
    from generator.rules.documentation import explanation_of
    from generator.rules.table import RULES

    return tuple(
        Code(rule.code, rule.title, rule.explanation, rule.bad, rule.good, rule.severity, rule.basis, rule.hint)
        for rule in map(explanation_of, RULES)
    )
