"""A workbook of plain tables, ready to filter and to print: the same tables give the same bytes, and no cell computes.

What a cell holds is text or a whole number, whatever it begins with: a text such as `=1+1` is never a formula.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime

from lxml import etree
from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from generator.languages.spoken import told_if_known
from generator.write.xlsx.sheet import Sheet, told_sheet

FONT = "宋体"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_PAPERS = {"A3": 8, "A4": 9}
_POINTS = 10
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CORE, _STYLES = "docProps/core.xml", "xl/styles.xml"
_FONT_ORDER = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name"),
    *("family", "charset", "scheme"),
)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def write_xlsx(sheets: Sequence[Sheet], title: str, author: str, created: datetime) -> bytes:
    """Write sheets as a workbook; `title` stands in the header of every printed page."""
    book = Workbook()
    book.remove(book.worksheets[0])
    title = told_if_known(title)
    for sheet in map(told_sheet, sheets):
        _fill(book.create_sheet(sheet.title), sheet, title)
    book.properties.title = title
    book.properties.creator = author
    book.properties.created = created.replace(tzinfo=None)
    stream = io.BytesIO()
    book.save(stream)
    return _repacked(stream.getvalue(), created)


# --- a sheet ---------------------------------------------------------------------------------------------------------

_LINE = Side(style="thin", color="BFBFBF")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_PLAIN, _BOLD = Font(name=FONT, size=_POINTS), Font(name=FONT, size=_POINTS, bold=True)
_LEFT = Alignment(horizontal="left", vertical="top", wrap_text=True)
_CENTRED = Alignment(horizontal="center", vertical="top", wrap_text=True)
_HEAD = PatternFill("solid", fgColor="D9E2F3")


def _fill(page: Worksheet, sheet: Sheet, title: str) -> None:
    for at, column in enumerate(sheet.columns, start=1):
        _write(page.cell(1, at), column.heading, is_head=True)
        page.column_dimensions[get_column_letter(at)].width = column.width
    for number, row in enumerate(sheet.rows, start=2):
        for at, value in enumerate(row, start=1):
            _write(page.cell(number, at), value)
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"
    _print(page, sheet, title)


def _write(cell: Cell | MergedCell, value: str | int, *, is_head: bool = False) -> None:
    cell.value = value if isinstance(value, int) else ILLEGAL_CHARACTERS_RE.sub("", value)
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl takes text that begins with “=” for a formula
        cell.quotePrefix = value.startswith(_FORMULA_STARTS)
    cell.font = _BOLD if is_head else _PLAIN
    cell.border = _BORDER
    cell.alignment = _CENTRED if is_head or isinstance(value, int) else _LEFT
    if is_head:
        cell.fill = _HEAD


def _print(page: Worksheet, sheet: Sheet, title: str) -> None:
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _PAPERS[sheet.paper]
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"
    printed = max(at for at, column in enumerate(sheet.columns, start=1) if column.printed)
    page.print_area = f"A1:{get_column_letter(printed)}{len(sheet.rows) + 1}"
    page.oddHeader = _centred(f"{title}　{sheet.title}".replace("&", "&&"))
    page.oddFooter = _centred(told_if_known("第&P页，共&N页"))
    margins = page.page_margins
    margins.left = margins.right = 0.4
    margins.top = margins.bottom = 0.6


def _centred(text: str) -> HeaderFooterItem:
    item = HeaderFooterItem()
    item.center.text = text
    return item


# --- the file --------------------------------------------------------------------------------------------------------


def _repacked(data: bytes, created: datetime) -> bytes:
    """Zip the parts again in the order of their names with one date: openpyxl stamps the moment of writing."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in sorted(source.namelist()):
            target.writestr(_member(name), _mended(name, source.read(name), created))
    return stream.getvalue()


def _mended(name: str, content: bytes, created: datetime) -> bytes:
    if name == _CORE:
        return _MODIFIED.sub(rb"\g<1>%s\g<2>" % f"{created:%Y-%m-%dT%H:%M:%SZ}".encode(), content)
    return _fonts_in_order(content) if name == _STYLES else content


def _fonts_in_order(styles: bytes) -> bytes:
    """Put what describes a font in the order of the schema, which openpyxl does not keep."""
    root = etree.fromstring(styles)
    for font in root.iter("{*}font"):
        font[:] = sorted(font, key=lambda part: _FONT_ORDER.index(etree.QName(part).localname))
    return etree.tostring(root)


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 0
    info.external_attr = 0
    return info
