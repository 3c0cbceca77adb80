"""Compiled templates can be kept and taken up by a later process; anything that does not fit is refused."""

from collections.abc import Callable
from typing import Any

import pytest

from generator.render import compiling


def test_kept_templates_are_taken_up_and_run(bench: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    text = "# 章 {#kept}\n\n{{ company.name }}\n"
    expected = bench(text).dump
    data = compiling.kept()
    monkeypatch.setattr(compiling, "_COMPILED", {})
    assert compiling.take_up(data)
    monkeypatch.setattr(compiling, "_compile", None)  # nothing is compiled again
    assert bench(text).dump == expected


def test_templates_with_findings_are_not_kept(bench: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "_COMPILED", {})
    empty = compiling.kept()
    assert bench("# 章\n\n质保3年\n").findings == ("T101 3:3 “3年”是手写在模板里的数",)
    assert compiling.kept() == empty


def test_a_changed_template_is_compiled_anew(bench: Callable[..., Any]) -> None:
    assert bench("# 甲\n").dump != bench("# 乙\n").dump


def test_what_does_not_fit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = compiling.kept()
    assert not compiling.take_up(b"")
    assert not compiling.take_up(data[:-1] + b"x")
    monkeypatch.setattr(compiling, "_fingerprint", lambda: "another program")
    assert not compiling.take_up(data)
