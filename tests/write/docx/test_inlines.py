"""Inlines become runs: formatting, hidden bookmarks of values, blanks, boxes, references as fields."""

from __future__ import annotations

import re

import pytest

from generator.document.nodes import Blank, Checkbox, Inlines, LineBreak, Strong, Underline, Value
from tests.write.docx.opened import written_runs
from tests.write.sample import text


def value(words: str) -> Value:
    return Value(words, ("a.b",), "t.md.j2", 1)


def short(xml: str) -> str:
    """Shorten runs for reading: no namespaces, no `w:`, no spaces kept, ids as #."""
    xml = re.sub(r' xmlns:\w+="[^"]*"', "", xml).replace(' xml:space="preserve"', "")
    return re.sub(r' w:id="\d+"', "", xml).replace("w:", "")


CASES: dict[str, tuple[Inlines, str]] = {
    "文字": (text("甲 < 乙 & 丙"), "<r><t>甲 &lt; 乙 &amp; 丙</t></r>"),
    "空文字没有文字块": (text("", "甲"), "<r><t>甲</t></r>"),
    "中文引号指明用中文字体": (text("“甲”"), '<r><rPr><rFonts hint="eastAsia"/></rPr><t>“甲”</t></r>'),
    "加粗与下划线": (
        (Strong(text("甲", Underline(text("乙")))),),
        '<r><rPr><b/><bCs/></rPr><t>甲</t></r><r><rPr><b/><bCs/><u val="single"/></rPr><t>乙</t></r>',
    ),
    "换行": ((LineBreak(),), "<r><br/></r>"),
    "填写处每字宽一个全角空格": ((Blank(3),), '<r><rPr><u val="single"/></rPr><t>\u3000\u3000\u3000</t></r>'),
    "值在隐藏书签里": (
        (Strong((value("8小时"),)),),
        '<bookmarkStart name="_v9"/><r><rPr><b/><bCs/></rPr><t>8小时</t></r><bookmarkEnd/>',
    ),
    "方框用同一种字体": (
        (Checkbox(True), Checkbox(False)),
        "".join(
            '<r><rPr><rFonts ascii="Segoe UI Symbol" hAnsi="Segoe UI Symbol" eastAsia="Segoe UI Symbol" '
            f'cs="Segoe UI Symbol"/></rPr><t>{box}</t></r>'
            for box in "☑□"
        ),
    ),
    "不能写进 XML 的字符换成替代符": (text("甲\x0b乙"), "<r><t>甲\ufffd乙</t></r>"),
}


@pytest.mark.parametrize(("content", "expected"), CASES.values(), ids=CASES.keys())
def test_runs(content: Inlines, expected: str) -> None:
    assert short(written_runs(content)) == expected
