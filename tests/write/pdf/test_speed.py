"""The faster WeasyPrint prints the same bytes as the plain one, and stands on functions that are as they were."""

from __future__ import annotations

import hashlib
import inspect
from contextlib import nullcontext
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pydyf
import pytest
import weasyprint
from weasyprint import css, pdf
from weasyprint.css import computed_values, targets
from weasyprint.draw import color
from weasyprint.formatting_structure import boxes
from weasyprint.layout import background, percent
from weasyprint.pdf import fonts, tags
from weasyprint.text import fonts as text_fonts
from weasyprint.text import line_break

from generator.document.nodes import Cell, Column, Row, Section, Table, Value
from generator.document.number import Numbering, number_document
from generator.write.pdf import engine
from generator.write.pdf.engine import write_pdf
from generator.write.pdf.parsed import BROWSER_STYLE, parsed_html
from generator.write.pdf.speed import quick_rendering
from tests.write.pdf.rendered import SHEET, made
from tests.write.sample import CREATED, paragraph, sample_document, text


def long_table() -> Section:
    """Give a chapter with a table over several pages, whose cells share styles and hold named values."""
    rows = tuple(
        Row((Cell((text(f"第{number}行"),)), Cell(((Value(f"{number}年", ("a.b",), "t.md.j2", 1),),), align="right")))
        for number in range(90)
    )
    columns = (Column(weight=1, align="left"), Column(weight=2, align="center"))
    return Section("rows", 1, text("长表"), (Table("long", text("长表"), columns, (), rows), paragraph("完。")))


def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let WeasyPrint parse and render by itself; only the Chinese typesetting stays."""
    monkeypatch.setattr(engine, "quick_rendering", nullcontext)
    monkeypatch.setattr(engine, "name_values", lambda _: None)
    monkeypatch.setattr(engine, "parsed_html", lambda html, fetcher: weasyprint.HTML(string=html, url_fetcher=fetcher))


def test_the_same_bytes_are_printed_as_without(monkeypatch: pytest.MonkeyPatch) -> None:
    sample = sample_document()
    document = number_document(replace(sample, body=(*sample.body, long_table())), Numbering()).value
    assert document is not None
    quick = made(document)
    plain(monkeypatch)
    result, findings = write_pdf(document, SHEET, CREATED)
    assert findings == ()
    assert result is not None
    assert (result.pages, result.body_count) == (quick.pages, quick.body_count)
    assert result.data == quick.data


def test_font_files_stay_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    real = fonts.build_fonts_dictionary

    def build(file: Any, found: Any, *rest: Any) -> Any:
        sizes.extend(len(font.file_content) for font in found.values())
        return real(file, found, *rest)

    monkeypatch.setattr(pdf, "build_fonts_dictionary", build)
    made(number_document(sample_document(), Numbering()).value or sample_document())
    assert set(sizes) == {0}


@pytest.mark.parametrize(
    ("library", "glyphs", "cut", "wanted"),
    [
        (object(), {5: "质"}, b"cut", b"cut"),
        (object(), {5: "质"}, b"", b"whole"),
        (object(), {}, b"", b"whole"),
        (None, {5: "质"}, b"cut", b"cut"),
        (None, {5: "质"}, b"", b"whole"),
    ],
)
def test_a_font_that_is_not_cut_down_is_embedded_whole(
    library: object, glyphs: dict[int, str], cut: bytes, wanted: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bytes] = []

    def subset(font: Any, *_: object) -> None:
        seen.append(font.file_content)
        font.file_content = cut or font.file_content

    monkeypatch.setattr(fonts, "harfbuzz_subset", library)
    monkeypatch.setattr(fonts, "get_hb_object_data", lambda _: b"whole")
    monkeypatch.setattr(fonts.Font, "subset", subset)
    font = SimpleNamespace(hb_face=object(), file_content=b"")
    with quick_rendering():
        fonts.Font.subset(font, glyphs, False)
    assert font.file_content == wanted
    assert seen == [b"" if library and glyphs else b"whole"]


def test_every_page_reference_is_given_also_after_a_page_was_added() -> None:
    file = pydyf.PDF()
    with quick_rendering():
        for count in (1, 2, 3):
            file.add_page(pydyf.Dictionary({"Type": "/Page"}))
            assert len(file.page_references) == count
        quick = file.page_references
    assert quick == file.page_references


def test_our_html_is_parsed_as_the_html_parser_does() -> None:
    html = (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"/><title>a &amp; b</title></head><body>'
        '<p class="body" style="text-indent:2em">质保<span class="v" id="v1">3年</span><br/>完</p></body></html>'
    )

    def shown(page: Any) -> list[tuple[str, str | None, str | None]]:
        return [(element.tag, element.text, element.tail) for element in page.etree_element.iter()]

    ours = parsed_html(html, None)
    assert shown(ours) == shown(weasyprint.HTML(string=html))
    (value,) = (element for element in ours.etree_element.iter("span"))
    assert value.attrib == {"class": "v", "data-name": "v1"}


def test_repeated_style_attributes_become_one_rule() -> None:
    html = '<a><b style="x:1"/><b class="c" style="x:1"/><b style="y:2"/></a>'
    classes = [(element.get("class"), element.get("style")) for element in parsed_html(html, None).etree_element]
    assert classes == [("s1", None), ("c s1", None), (None, "y:2")]


def test_the_browser_style_knows_every_element_that_is_displayed() -> None:
    for tag in ("section", "main", "table", "td", "th", "li", "figure", "figcaption", "h6", "u", "strong", "br"):
        assert tag in BROWSER_STYLE


# --- what WeasyPrint must still be -----------------------------------------------------------------------------------

REACHED_INTO: tuple[tuple[Any, str, str], ...] = (
    (weasyprint.HTML, "__init__", "5f19f40b"),
    (weasyprint.HTML, "_ua_stylesheets", "4fadfde9"),
    (css.ComputedStyle, "__missing__", "b318d8ef"),
    (css.AnonymousStyle, "__missing__", "d3925270"),
    (css.StyleFor, "__init__", "b1e725a7"),
    (css, "find_style_attributes", "c5b4eb4d"),
    (computed_values, "register_logical", "68207330"),
    (targets.TargetCollector, "collect_anchor", "e016cc3f"),
    (boxes.Box, "is_in_normal_flow", "5f49d6ab"),
    (percent, "resolve_percentages", "71673078"),
    (percent, "resolve_one_percentage", "4cfaa9ad"),
    (percent, "adjust_box_sizing", "88f3351d"),
    (background, "layout_box_backgrounds", "617a8706"),
    (color, "get_color", "8196bf0c"),
    (line_break.Layout, "setup", "fb227a55"),
    (line_break, "strut", "b57885b7"),
    (text_fonts, "get_font_description", "85734b89"),
    (fonts.Font, "__init__", "1f281166"),
    (fonts.Font, "clean", "794f0211"),
    (fonts.Font, "subset", "61ed6bc2"),
    (tags, "add_tags", "f0e74575"),
    (weasyprint.anchors, "gather_anchors", "373f8c67"),
)


def digest(function: Any) -> str:
    return hashlib.sha256(inspect.getsource(function).encode()).hexdigest()[:8]


@pytest.mark.parametrize(
    ("holder", "name", "known"), REACHED_INTO, ids=[f"{row[0].__name__}.{row[1]}" for row in REACHED_INTO]
)
def test_functions_reached_into_are_unchanged(holder: object, name: str, known: str) -> None:
    assert digest(getattr(holder, name)) == known, f"{name} changed: read speed.py and parsed.py against it"


def test_changes_are_taken_back() -> None:
    before = [getattr(holder, name) for holder, name, _ in REACHED_INTO]
    with quick_rendering():
        assert [getattr(holder, name) for holder, name, _ in REACHED_INTO] != before
    assert [getattr(holder, name) for holder, name, _ in REACHED_INTO] == before
