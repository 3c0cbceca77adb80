"""The small parts: traced leaves refuse every use as text, views resolve key paths, marks split texts."""

import operator
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, RootModel

from generator.render import views
from generator.render.marks import Marks, Origin, has_mark, line_mark, take_lines, without_lines
from generator.render.places import find_word, line_span, stretch
from generator.render.traced import BROKEN, Absent, MisuseError, traced
from generator.render.views import UnknownName, View
from generator.source import Span

LEAF = traced("甲", "company.name")

MISUSES: list[Callable[[], object]] = [
    lambda: str(LEAF),
    lambda: f"{LEAF}",
    lambda: LEAF + "乙",
    lambda: "乙" + LEAF,
    lambda: LEAF * 2,
    lambda: 2 * LEAF,
    lambda: LEAF - 1,
    lambda: LEAF / 2,
    lambda: LEAF // 2,
    lambda: LEAF % 2,
    lambda: LEAF**2,
    lambda: -LEAF,
    lambda: LEAF < 3,
    lambda: LEAF >= 1,
    lambda: len(LEAF),
    lambda: list(LEAF),
    lambda: "甲" in LEAF,
    lambda: LEAF[0],
    lambda: int(LEAF),
    lambda: LEAF == "甲",
    lambda: LEAF != 3,
    lambda: operator.index(LEAF),
]


@pytest.mark.parametrize("misuse", MISUSES)
def test_a_leaf_refuses_to_be_text_or_number(misuse: Callable[[], object]) -> None:
    with pytest.raises(MisuseError) as caught:
        misuse()
    assert caught.value.message.startswith("company.name 是数据")
    assert caught.value.hint


def test_a_leaf_is_neither_hashable_nor_false() -> None:
    assert bool(traced("", "a"))
    with pytest.raises(TypeError):
        hash(LEAF)
    assert traced("甲", "project.name") == LEAF


def test_what_is_absent_or_broken_is_empty_and_false() -> None:
    for nothing in (Absent("company.fax"), BROKEN):
        assert not nothing
        assert len(nothing) == 0
        assert list(nothing) == []
    assert BROKEN("甲", x=1) is BROKEN


class Colour(StrEnum):
    RED = "红"
    BLUE = "蓝"


class Lines(RootModel[tuple[str, ...]]):
    pass


class Inner(BaseModel):
    id: str
    mark: Literal["甲", "乙"] | None = None
    colour: Colour = Colour.RED
    wrapped: Annotated[Literal["一"], "说明"] | None = None


class Outer(BaseModel):
    inner: tuple[Inner, ...]
    lines: Lines = Lines(("一", "二"))
    either: int | str = 3
    flag: bool = True
    colours: dict[str, Colour] = {}


ROOTS = {
    "outer": views.view(
        Outer(inner=(Inner(id="a", mark="甲"), Inner(id="b", wrapped="一")), colours={"wall": Colour.BLUE}), "outer"
    )
}

RESOLVED = [
    ("outer.inner[0].id", "a", ()),
    ("outer.inner[b].id", "b", ()),
    ("outer.inner[0].mark", "甲", ("甲", "乙")),
    ("outer.inner[1].wrapped", "一", ("一",)),
    ("outer.inner[0].colour", "红", ("红", "蓝")),
    ("outer.colours.wall", "蓝", ("红", "蓝")),
    ("outer.lines[1]", "二", ()),
    ("outer.either", "3", ()),
]


@pytest.mark.parametrize(("path", "text", "choices"), RESOLVED)
def test_key_paths_resolve(path: str, text: str, choices: tuple[str, ...]) -> None:
    leaf = views.resolve(ROOTS, path)
    assert isinstance(leaf, type(LEAF))
    assert (leaf.text, leaf.choices) == (text, choices)


UNKNOWN = [
    ("", "", None),
    ("outre.x", "outre", "outer"),
    ("outer.iner", "outer.iner", "inner"),
    ("outer.inner[9]", "outer.inner[9]", None),
    ("outer.inner[c].id", "outer.inner.c", None),
    ("outer.lines[x]", "outer.lines.x", None),
    ("outer.either.x", "outer.either.x", None),
    ("outer[0]", "outer[0]", None),
]


@pytest.mark.parametrize(("path", "reported", "near"), UNKNOWN)
def test_key_paths_that_lead_nowhere(path: str, reported: str, near: str | None) -> None:
    found = views.resolve(ROOTS, path)
    assert isinstance(found, UnknownName)
    assert (found.path, found.nearest) == (reported, near)


def test_views_of_flags_absent_values_and_records() -> None:
    assert views.resolve(ROOTS, "outer.flag") is True
    assert views.resolve(ROOTS, "outer.inner[1].mark.x") == Absent("outer.inner[1].mark")
    record = views.resolve(ROOTS, "outer.inner[0]")
    assert isinstance(record, View)
    assert (bool(record), len(record), list(record)) == (True, 1, [])
    assert views.names(record) == ("id", "mark", "colour", "wrapped")
    assert views.names(View((), "x")) == ()


def test_marks_split_texts() -> None:
    marks = Marks()
    text = f"甲{marks.add(1)}乙{marks.add('二')}"
    assert list(marks.split(text)) == ["甲", 1, "乙", "二"]
    assert (has_mark(text), has_mark("甲")) == (True, False)


def test_lines_are_taken_out() -> None:
    text = f"甲{line_mark(Origin('a', 3))}\n\n乙{line_mark(Origin('b', 9))}\n丙"
    assert take_lines(text) == ("甲\n\n乙\n丙", (Origin("a", 3), None, Origin("b", 9), None))
    assert without_lines(text) == "甲\n\n乙\n丙"


LINES = ("  {{ foo(", "  name) }}", "name")


def test_places() -> None:
    assert line_span(LINES, Origin("t", 1)) == Span("t", 1, 3, 1, 10)
    assert line_span(LINES, Origin("t", 9)) == Span("t", 9, 1, 9, 1)
    assert find_word(LINES, Origin("t", 1), "name") == Span("t", 2, 3, 2, 7)
    assert find_word(LINES, Origin("t", 2), "foo") is None
    assert find_word(LINES, Origin("t", 3), "") is None
    assert find_word(("{{ x", *["y"] * 20, "name"), Origin("t", 1), "name") is None
    assert stretch("t", "甲\n乙丙", 2, 4) == Span("t", 2, 1, 2, 3)


def test_a_bug_in_a_function_is_no_finding(bench: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.render.blocks.inlines", operator.itemgetter(0))
    with pytest.raises(TypeError):
        bench("# 章\n\n{{ sign_line('甲', '乙') }}\n")
