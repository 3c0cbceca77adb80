"""Whatever stands in the data prints literally; it never becomes markup, code or a mark."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from generator.document.nodes import Cell, LineBreak, Paragraph, Section, Table, Value
from generator.document.walk import plain

HOSTILE = [
    "7*24*365",
    "a|b",
    "# 标题",
    "{{ company.fax }}",
    "{% raw %}",
    "{# x #}",
    "<script>alert(1)</script>",
    "**粗**",
    "1. 项",
    "- 项",
    "> 引",
    "[x](y)",
    "`x`",
    "{.note}",
    "a\\*b",
    "&amp;",
    "    四格",
    "---",
    "http://x.example",
    "%s %(x)s {0}",
    "尾空格  ",
]


def printed(bench: Callable[..., Any], bid: BaseModel, text: str) -> tuple[Any, Any]:
    """Render a text as a paragraph, a list item's words and a cell; give the paragraph and the cell."""
    changed = bid.model_copy(update={"company": bid.company.model_copy(update={"name": text})})
    template = (
        "# 章\n\n{{ company.name }}\n\n- {{ company.name }}\n\n"
        '{% call(row) table("t", head=["甲"]) %}{{ row(company.name) }}{% endcall %}\n'
    )
    rendered = bench(template, data=changed)
    section = rendered.blocks[0]
    assert isinstance(section, Section)
    return section.blocks, rendered.findings


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_values_print_literally(bench: Callable[..., Any], bid: BaseModel, text: str) -> None:
    (paragraph, _, table), findings = printed(bench, bid, text)
    value = Value(text, ("company.name",), "templates/zh/chapter.md.j2", 3)
    assert findings == ()
    assert paragraph == Paragraph((value,))
    assert isinstance(table, Table)
    assert table.rows[0].cells[0] == Cell(((Value(text, ("company.name",), value.template, 7),),))


def test_line_ends_become_line_breaks(bench: Callable[..., Any], bid: BaseModel) -> None:
    (paragraph, *_), findings = printed(bench, bid, "甲\n\n乙")
    first, second = (Value(text, ("company.name",), "templates/zh/chapter.md.j2", 3) for text in "甲乙")
    assert findings == ()
    assert paragraph == Paragraph((first, LineBreak(), LineBreak(), second))


def test_mark_characters_are_refused(bench: Callable[..., Any], bid: BaseModel) -> None:
    (paragraph, *_), findings = printed(bench, bid, "甲\ue0000\ue001乙")
    assert plain(paragraph.content) == "甲0乙"
    assert findings == (
        "T019 3:1 company.name 含有私用区字符，不能印出",
        "T019 5:1 company.name 含有私用区字符，不能印出",
        "T019 7:1 company.name 含有私用区字符，不能印出",
    )


TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Co", "Cc"), exclude_characters="\u2028\u2029\x85"), min_size=1, max_size=40
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=TEXTS)
def test_any_text_survives(bench: Callable[..., Any], bid: BaseModel, text: str) -> None:
    (paragraph, items, table), findings = printed(bench, bid, text)
    assert findings == ()
    assert plain(paragraph.content) == plain(items.items[0].blocks[0].content) == text
    assert plain(table.rows[0].cells[0].paragraphs[0]) == text
