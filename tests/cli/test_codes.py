"""Every code a finding can carry is explained, none twice, none that nobody raises."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.cli.codes import FAMILIES, Code, all_codes
from generator.cli.main import run

GENERATOR = Path(__file__).parents[2] / "generator"


def raised() -> list[str]:
    sources = (path.read_text(encoding="utf-8") for path in GENERATOR.rglob("*.py"))
    return sorted({code for source in sources for code in re.findall(rf'"([{"".join(FAMILIES)}]\d{{3}})"', source)})


def test_every_code_is_explained_and_every_explained_code_is_raised() -> None:
    assert sorted(all_codes()) == raised()


@pytest.mark.parametrize("code", all_codes().values(), ids=list(all_codes()))
def test_a_code_has_a_short_title_and_a_whole_sentence(code: Code) -> None:
    assert 2 <= len(code.title) <= 30
    assert code.explanation.strip().endswith(("。", "”", "）"))
    assert not (code.bad and not code.good)


def test_the_rules_are_listed_by_family(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "资料的读取和填写"
    assert "  S006  同一个键写了两次" in lines
    assert len(lines) == len(all_codes()) + len({code[0] for code in all_codes()})


def test_a_code_is_explained_with_a_bad_and_a_good_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "s006"]) == 0
    assert capsys.readouterr().out == (
        "S006  同一个键写了两次（资料的读取和填写）\n"
        "\n"
        "一组键和值里同一个键只能写一次，否则看不出以哪一处为准。问题会指出两处的位置。\n"
        "\n"
        "错误的写法：\n"
        "  hotline: 400-000-0180\n"
        "  hotline: 400-000-0190\n"
        "\n"
        "正确的写法：\n"
        "  hotline: 400-000-0180\n"
    )


def test_a_rule_is_explained_with_its_severity_basis_and_cure(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "C101"]) == 0
    paragraphs = capsys.readouterr().out.split("\n\n")
    assert paragraphs[0] == "C101  响应、到场、排除的时限次序颠倒（承诺，错误）"
    assert [part[:4] for part in paragraphs[3:]] == ["依据：《", "怎样改：", "错误的写", "正确的写"]


def test_a_code_without_examples_is_explained_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "S001"]) == 0
    assert capsys.readouterr().out == (
        "S001  文件不存在或者读不出（资料的读取和填写）\n"
        "\n"
        "要读的文件不存在、没有读取权限，或者不是普通文件。请检查名称的拼写、大小写和权限。\n"
    )
