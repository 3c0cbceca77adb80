"""Our HTML handed to WeasyPrint as a tree: parsed as XML, and dressed as browsers dress the few elements we use.

Why: WeasyPrint's own HTML parser is written in Python; its style sheet for all of HTML gives every element the styles
of footnotes and list markers that we never print; and elements with ids or style attributes share no styles.
Together that takes a quarter of the time and of the memory.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

BROWSER_STYLE = """
head, meta, title { display: none }
html, body, section, nav, main, div, p, h1, h2, h3, h4, h5, h6, ol, ul, figure, figcaption { display: block }
li { display: list-item }
ol, ul { break-before: avoid }
h1 { bookmark-level: 1 } h2 { bookmark-level: 2 } h3 { bookmark-level: 3 }
h4 { bookmark-level: 4 } h5 { bookmark-level: 5 } h6 { bookmark-level: 6 }
table { display: table; border-spacing: 2px; text-indent: initial; box-sizing: border-box }
colgroup { display: table-column-group } col { display: table-column }
thead { display: table-header-group } tbody { display: table-row-group } tr { display: table-row }
td, th { display: table-cell; padding: 1px }
thead, tbody { vertical-align: middle } tr, td, th { vertical-align: inherit }
strong, th { font-weight: bold }
u { text-decoration: underline }
br::before { content: "\\A"; white-space: pre-line }
img { overflow: hidden }
@page {
  @top-left { text-align: left; vertical-align: middle }
  @top-right { text-align: right; vertical-align: middle }
  @bottom-center { text-align: center; vertical-align: middle }
}
"""
"""What WeasyPrint's style sheet says of the elements and page margins in our HTML, where our own sheet does not."""


_NAME = "data-name"
"""Holds the id of a value while it is laid out: an id would give every value a style of its own."""


def parsed_html(html: str, fetcher: Any) -> Any:
    """Give our HTML, which is well-formed XML, as WeasyPrint's `HTML`."""
    from weasyprint import CSS, HTML, cssselect2  # noqa: PLC0415 - loads Pango

    root = ET.fromstring(html)  # noqa: S314 - written by this program, and without entities
    _set_names_aside(root)
    rules = _rules_for_styles(root)

    class Parsed(HTML):  # type: ignore[misc]
        def __init__(self) -> None:
            self.base_url = None
            self.url_fetcher = fetcher
            self.media_type = "print"
            self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
            self.etree_element = self.wrapper_element.etree_element

        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:  # noqa: ARG002 - WeasyPrint's
            return [_browser_style()]

        def render(self, *, stylesheets: list[Any], **options: Any) -> Any:
            return super().render(stylesheets=[*stylesheets, CSS(string=rules)], **options)

    return Parsed()


def _set_names_aside(root: ET.Element) -> None:
    """Put the ids of values where WeasyPrint does not see them, and warn of a repeated one as it would."""
    from weasyprint.logger import LOGGER  # noqa: PLC0415

    seen: set[str] = set()
    for element in root.iter("span"):
        if element.get("class") == "v":
            name = element.attrib.pop("id")
            element.set(_NAME, name)
            if name in seen:
                LOGGER.warning("Anchor defined twice: %r", name)
            seen.add(name)


def _rules_for_styles(root: ET.Element) -> str:
    """Put classes in place of style attributes that are repeated, and give their rules.

    Why: elements that equal rules apply to share one style object, but never two with style attributes, nor what is
    inside them.
    """
    counts = Counter(element.get("style", "") for element in root.iter())
    names = {style: f"s{number}" for number, (style, count) in enumerate(counts.items()) if style and count > 1}
    for element in root.iter():
        name = names.get(element.get("style", ""))
        if name:
            del element.attrib["style"]
            element.set("class", f"{element.get('class', '')} {name}".strip())
    # said three times it prevails over all other rules, as a style attribute does
    return "\n".join(f".{name}.{name}.{name} {{ {style} }}" for style, name in names.items())


def name_values(rendered: Any) -> None:
    """Make each value a named place of its page, as its id would have; see `_NAME`."""
    from weasyprint.formatting_structure.boxes import InlineBox  # noqa: PLC0415

    for page in rendered.pages:
        for box in page._page_box.descendants():  # noqa: SLF001 - not public, tested
            name = box.element.get(_NAME) if isinstance(box, InlineBox) and box.element is not None else None
            if name and name not in page.anchors:
                x, y, width, height = box.hit_area()
                page.anchors[name] = x, y, x + width, y + height


@cache
def _browser_style() -> Any:
    from weasyprint import CSS  # noqa: PLC0415

    return CSS(string=BROWSER_STYLE)
