"""Documents rendered to PDF: HTML, style sheet, fonts and typesetting brought together in WeasyPrint.

Nothing is fetched: pictures and fonts are handed over in memory, every other address is refused. WeasyPrint and the
system libraries under it are loaded on first use, so that without them only the PDF is missing.
"""

from __future__ import annotations

import gc
import logging
import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import accumulate
from typing import Any

from generator.document.nodes import Document
from generator.finding import Finding, Place, Severity
from generator.layout.landscape import turned_sheet
from generator.style.sheet import FontKey, Sheet
from generator.wanted import A_2U
from generator.write.art import art_svg
from generator.write.pdf.archive import (
    keep_links_of_links,
    name_accessible,
    profile_left_open,
    scope_header_cells,
)
from generator.write.pdf.blocks import TURNED
from generator.write.pdf.css import BOX_FAMILY, COVER_ART, PAGES_ART, TURNED_ART, document_css, quoted
from generator.write.pdf.figures import SCHEME
from generator.write.pdf.fonts import ChosenFont, choose_fonts, no_glyph
from generator.write.pdf.html import document_page
from generator.write.pdf.parsed import name_values, parsed_html
from generator.write.pdf.speed import quick_rendering

NO_PANGO = "F301"
"""WeasyPrint or a system library it needs is missing: the PDF cannot be made."""
RENDERER_SAYS = "F305"
"""WeasyPrint warned about something else while rendering."""

SYSTEM_PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk fonts-liberation"
LATIN_RANGE = "U+20-7E, U+C0-24F"
_MISSING_GLYPH = re.compile(r'"(?P<character>.+)" \(U\+(?P<code>[0-9A-F]+)\)', re.DOTALL)
_ROMAN, _DECIMAL = "/r", "/D"

Resources = dict[str, tuple[bytes, str]]


@dataclass(frozen=True, slots=True)
class PdfResult:
    """A PDF and where things stand in it.

    `pages` gives each id of the body (section, table, figure) the page it is on, from 1. Each Value is a named place
    `v<number>` of the PDF, so that `file.pdf#v12` opens at it.
    """

    data: bytes
    pages: Mapping[str, int]
    body_count: int
    contents_count: int


def pdf_problem() -> Finding | None:
    """Tell what keeps WeasyPrint from working on this machine, None where it works."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            import weasyprint  # noqa: F401, PLC0415 - whether it loads is the question
    except (ImportError, OSError) as error:
        return Finding(
            NO_PANGO,
            Severity.ERROR,
            Place(),
            f"无法生成 PDF：缺少排版所需的系统部件（{_first_line(error)}）。DOCX 不受影响。",
            f"在 Debian、Ubuntu 上执行：apt-get install {SYSTEM_PACKAGES}",
        )
    return None


def write_pdf(
    document: Document, sheet: Sheet, created: datetime, variant: str = A_2U
) -> tuple[PdfResult | None, tuple[Finding, ...]]:
    """Render a document; the same document, sheet and moment (with its time zone) give the same bytes.

    Without the libraries or any Chinese font there is no result, and findings say what to install. Warnings of the
    renderer (a character no font has) are findings beside the result.
    """
    problem = pdf_problem()
    if problem is not None:
        return None, (problem,)
    choice = choose_fonts(sheet)
    if not choice.fonts:
        return None, choice.findings
    with _collector_off(), _heard() as messages:
        result = _render(document, sheet, created, choice.fonts, variant)
    return result, (*choice.findings, *_findings(messages))


def _render(
    document: Document, sheet: Sheet, created: datetime, fonts: Mapping[FontKey, ChosenFont], variant: str
) -> PdfResult:
    from weasyprint import CSS  # noqa: PLC0415 - loads Pango
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    from generator.write.pdf.typesetting import chinese_typesetting  # noqa: PLC0415 - reaches into WeasyPrint

    page = document_page(document, sheet, created)
    faces, resources = _font_faces(fonts)
    fetcher = _fetcher(resources | page.pictures.by_url | _art(sheet))
    families = {key: (_latin_name(key), font.family) for key, font in fonts.items()}
    configuration = FontConfiguration()
    css = CSS(string=faces + document_css(document, sheet, families), font_config=configuration, url_fetcher=fetcher)
    with chinese_typesetting(), quick_rendering():
        rendered = parsed_html(page.html, fetcher).render(stylesheets=[css], font_config=configuration, pdf_tags=True)
        name_values(rendered)
        keep_links_of_links(rendered)
        with profile_left_open():
            data = rendered.write_pdf(
                finisher=partial(_finished, document.first_page), pdf_tags=True, pdf_variant=f"pdf/{variant}"
            )
    return _result(data, rendered)


def _art(sheet: Sheet) -> Resources:
    """Give what is drawn behind the words, under the addresses the style sheet names."""
    look, base, turned = sheet.look, f"{SCHEME}brand/", turned_sheet(sheet)
    drawn = (
        (COVER_ART, sheet.page, sheet.art.cover, look.cover),
        (PAGES_ART, sheet.page, sheet.art.pages, look.pages),
        (TURNED_ART, turned.page, turned.art.pages, turned.look.pages),
    )
    grounds: Resources = {
        url: (art_svg(shapes, page, pictures, base).encode(), "image/svg+xml")
        for url, page, shapes, pictures in drawn
        if shapes or pictures
    }
    return grounds | {base + one.name: (one.data, one.media_type) for one in (*look.cover, *look.pages)}


# --- fonts and pictures ----------------------------------------------------------------------------------------------


def _font_faces(fonts: Mapping[FontKey, ChosenFont]) -> tuple[str, Resources]:
    """Give `@font-face` rules for Latin letters and boxes, and the font files under the addresses the rules name."""
    from generator.write.pdf.box_font import box_font  # noqa: PLC0415 - fontTools is slow to load

    resources: Resources = {f"{SCHEME}font/box": (box_font(), "font/ttf")}
    rules = [_face(BOX_FAMILY, f"{SCHEME}font/box", "Regular")]
    for key, font in fonts.items():
        for style, file in font.latin.items():
            url = f"{SCHEME}font/{key}-{style.lower()}"
            resources[url] = (file.read_bytes(), "font/ttf")
            rules.append(_face(_latin_name(key), url, style, f" unicode-range: {LATIN_RANGE};"))
    return "\n".join(rules), resources


def _latin_name(key: FontKey) -> str:
    return f"bidgen-latin-{key}"


def _face(family: str, url: str, style: str, more: str = "") -> str:
    weight = "bold" if style == "Bold" else "normal"
    return f"@font-face {{ font-family: {quoted(family)}; src: url({url}); font-weight: {weight};{more} }}\n"


def _fetcher(resources: Resources) -> Any:
    """Give a fetcher that knows these addresses and refuses all others."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

    class MemoryFetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002 - WeasyPrint's signature
            if url not in resources:
                raise ValueError(f"refused: {url}")
            data, media_type = resources[url]
            return URLFetcherResponse(url, data, {"Content-Type": media_type})

    return MemoryFetcher(allowed_protocols=())


# --- after rendering -------------------------------------------------------------------------------------------------


def _page_names(rendered: Any) -> list[str]:
    """Give the part each page belongs to: landscape pages are the body's."""
    names = [page._page_box.page_type.name for page in rendered.pages]  # noqa: SLF001 - not public, tested
    names = ["body" if name == TURNED else name for name in names]
    return list(accumulate(names, lambda before, name: name or before))  # one left blank belongs to those before it


def _finished(first_page: int, rendered: Any, pdf: Any) -> None:
    _page_labels(rendered, pdf, first_page)
    scope_header_cells(pdf)
    name_accessible(pdf)


def _page_labels(rendered: Any, pdf: Any, first_page: int) -> None:
    """Number the pages in the PDF as they are numbered in print."""
    import pydyf  # noqa: PLC0415

    names = _page_names(rendered)
    numbers = pydyf.Array()
    for index, name in enumerate(names):
        if index == 0 or names[index - 1] != name:
            numbers.extend((index, _label_style(name, first_page)))
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": numbers})


def _label_style(name: str, first_page: int) -> Any:
    import pydyf  # noqa: PLC0415

    if name == "cover":
        return pydyf.Dictionary({"P": pydyf.String("封面")})
    if name == "contents":
        return pydyf.Dictionary({"S": _ROMAN, "St": 1})
    return pydyf.Dictionary({"S": _DECIMAL, "St": first_page})


def _result(data: bytes, rendered: Any) -> PdfResult:
    names = _page_names(rendered)
    body = [page for page, name in zip(rendered.pages, names, strict=True) if name == "body"]
    pages: dict[str, int] = {}
    for number, page in enumerate(body, start=1):
        for anchor in page.anchors:
            pages.setdefault(anchor, number)
    return PdfResult(data, pages, len(body), names.count("contents"))


# --- while rendering -------------------------------------------------------------------------------------------------


@contextmanager
def _collector_off() -> Iterator[None]:
    """Keep the garbage collector off while rendering (a quarter of the time), and run it once afterwards."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
        gc.collect()


@contextmanager
def _heard() -> Iterator[list[str]]:
    """Collect what WeasyPrint and fontTools log instead of letting it out."""
    messages: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            messages.append(record.getMessage())

    listener = Listener(logging.WARNING)
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    before = [logger.propagate for logger in loggers]
    for logger in loggers:
        logger.addHandler(listener)
        logger.propagate = False
    try:
        yield messages
    finally:
        for logger, propagate in zip(loggers, before, strict=True):
            logger.removeHandler(listener)
            logger.propagate = propagate


def _findings(messages: list[str]) -> Iterator[Finding]:
    for message in dict.fromkeys(messages):
        match = _MISSING_GLYPH.search(message) if ".notdef" in message else None
        if match:
            yield no_glyph(match["character"])
        else:
            yield Finding(RENDERER_SAYS, Severity.WARNING, Place(), f"PDF 排版程序提示：{message}")


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
