"""Faults of a DOCX that keep people out who hear it read, enlarge it or move in it by keys: what Word's checker asks.

Beyond Word's checker: the title and the language, heads of tables in their first column, contrast by its measure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from generator.finding import Finding, Place, Severity
from generator.style.contrast import LEAST, contrast
from generator.verify.docx_package import MAIN, WP, Package, W, val

NO_ALTERNATIVE = "F224"
"""A drawing has no words that tell what it shows, and is not marked as decoration."""
NO_HEADER = "F225"
"""A table of data has neither a header row nor a header column."""
TYPED_SPACE = "F226"
"""Empty paragraphs or rows of blanks make room that paragraphs and tabs should make."""
HEADING_JUMP = "F227"
"""A heading is more than one level below the one before it."""
NO_TITLE = "F228"
"""The file does not say its title, or the language of its words."""
BROKEN_GRID = "F229"
"""The cells of a table do not fill its columns, or a cell goes on that never began."""
LOW_CONTRAST = "F230"
"""Words hardly stand out from what is behind them."""

_DC = "{http://purl.org/dc/elements/1.1/}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_DRAWN_FILL = "{http://schemas.openxmlformats.org/drawingml/2006/main}solidFill"
_COLOR = "{http://schemas.openxmlformats.org/drawingml/2006/main}srgbClr"
_BLANKS = re.compile(r" {2,}")
_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_PAPER = "FFFFFF"
_LAYOUT = "BidLayout"
_LONGEST_QUOTE = 20
_HINT = "这是生成程序的缺陷，请把这条结果连同项目文件交给维护者"
_HINTS = {
    NO_HEADER: "请在模板里给表格写标题行，或者让每行以标签单元格开头",
    TYPED_SPACE: "请删去模板或者资料里只为留空的段落和空格",
    HEADING_JUMP: "请把模板里的这个标题改为前一个标题的下一级",
    LOW_CONTRAST: "请在版式里换更深或者更浅的颜色",
}
"""What a template or a style may cause: the file is written, and its author told."""


def access_faults(package: Package) -> Iterator[Finding]:
    """Give what keeps people out of a DOCX; nothing for a sound one."""
    yield from _untold_drawings(package)
    yield from _headless_tables(package)
    yield from _broken_grids(package)
    yield from _typed_spaces(package)
    yield from _heading_jumps(package)
    yield from _unnamed(package)
    yield from _pale_words(package)


def _finding(code: str, message: str) -> Finding:
    severity = Severity.WARNING if code in _HINTS else Severity.ERROR
    return Finding(code, severity, Place(), message, _HINTS.get(code, _HINT))


# --- drawings --------------------------------------------------------------------------------------------------------


def _untold_drawings(package: Package) -> Iterator[Finding]:
    for name, root in package.texts():
        for drawing in root.iter(f"{WP}docPr"):
            if not drawing.get("descr", "").strip() and not _is_decoration(drawing):
                yield _finding(NO_ALTERNATIVE, f"{name} 的图形 {drawing.get('name') or drawing.get('id')} 没有替代文字")


def _is_decoration(drawing: etree._Element) -> bool:
    return any(mark.get("val") == "1" for mark in drawing.iter(_DECORATIVE))


# --- tables ----------------------------------------------------------------------------------------------------------


def _headless_tables(package: Package) -> Iterator[Finding]:
    for number, table in enumerate(package.find(MAIN, "tbl"), start=1):
        is_data = val(table.find(f"{W}tblPr/{W}tblStyle")) != _LAYOUT and len(table.findall(f"{W}tr")) > 1
        if not is_data or _has_header(table):
            continue
        yield _finding(NO_HEADER, f"第 {number} 个表格没有标题行，也没有标题列")


def _has_header(table: etree._Element) -> bool:
    first = table.find(f"{W}tr/{W}trPr/{W}tblHeader")
    look = table.find(f"{W}tblPr/{W}tblLook")
    return first is not None or (look is not None and look.get(f"{W}firstColumn") == "1")


def _broken_grids(package: Package) -> Iterator[Finding]:
    for number, table in enumerate(package.find(MAIN, "tbl"), start=1):
        fault = _grid_fault(table)
        if fault:
            yield _finding(BROKEN_GRID, f"第 {number} 个表格{fault}")


def _grid_fault(table: etree._Element) -> str:
    columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
    going_on: dict[int, int] = {}
    for number, row in enumerate(table.findall(f"{W}tr"), start=1):
        column, now = 0, {}
        for cell in row.findall(f"{W}tc"):
            span, merge = _span(cell), cell.find(f"{W}tcPr/{W}vMerge")
            if merge is not None and merge.get(f"{W}val") != "restart" and going_on.get(column) != span:
                return f"第 {number} 行第 {column + 1} 列接续的合并单元格没有开头"
            if merge is not None:
                now[column] = span
            column += span
        if column != columns:
            return f"第 {number} 行占 {column} 列，表格有 {columns} 列"
        going_on = now
    return ""


def _span(cell: etree._Element) -> int:
    return int(val(cell.find(f"{W}tcPr/{W}gridSpan")) or 1)


# --- paragraphs ------------------------------------------------------------------------------------------------------

_CONTENT = tuple(
    f"{W}{tag}" for tag in ("t", "tab", "drawing", "pict", "object", "fldChar", "fldSimple", "sectPr", "br")
)
"""What makes a paragraph more than room; lines for writing by hand stand in cells, which keep their own."""


def _typed_spaces(package: Package) -> Iterator[Finding]:
    for name, root in package.texts():
        empty = sum(1 for paragraph in _outside_cells(root) if _is_room(paragraph))
        if empty:
            yield _finding(TYPED_SPACE, f"{name} 有 {empty} 个空段落")
        for text in root.iter(f"{W}t"):
            if _BLANKS.search(text.text or ""):
                yield _finding(TYPED_SPACE, f"{name} 用连续的空格留空：“{_quoted(text.text or '')}”")


def _is_room(paragraph: etree._Element) -> bool:
    """Tell whether a paragraph is there for its height alone.

    It is not where the format wants one: between tables and after the last, in sections and running lines of nothing.
    """
    before, after = paragraph.getprevious(), paragraph.getnext()
    if next(paragraph.iter(*_CONTENT), None) is not None or (before is None and after is None):
        return False
    if after is None or _is(after, "sectPr"):
        return not (_is(before, "tbl") or (before is not None and before.find(f"{W}pPr/{W}sectPr") is not None))
    return not (_is(before, "tbl") and _is(after, "tbl"))


def _is(element: etree._Element | None, tag: str) -> bool:
    return element is not None and element.tag == f"{W}{tag}"


def _outside_cells(root: etree._Element) -> Iterator[etree._Element]:
    body = root.find(f"{W}body")
    return (root if body is None else body).iterchildren(f"{W}p")


def _heading_jumps(package: Package) -> Iterator[Finding]:
    looks = _looks(package)
    before = 0
    for paragraph in package.find(MAIN, "p"):
        own = val(paragraph.find(f"{W}pPr/{W}outlineLvl"))
        style = looks.get(val(paragraph.find(f"{W}pPr/{W}pStyle")) or "")
        level = own or (style.outline if style else None)
        if level is None or int(level) > _DEEPEST:
            continue
        if int(level) + 1 > before + 1:
            words = _quoted(_words(paragraph))
            yield _finding(HEADING_JUMP, f"标题“{words}”是第 {int(level) + 1} 级，前一个标题是第 {before} 级")
        before = int(level) + 1


_DEEPEST = 8
"""The outline level of the ninth heading; the one after it is that of the body."""


def _words(paragraph: etree._Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{W}t"))


def _quoted(words: str) -> str:
    return words if len(words) <= _LONGEST_QUOTE else words[:_LONGEST_QUOTE] + "…"


# --- properties ------------------------------------------------------------------------------------------------------


def _unnamed(package: Package) -> Iterator[Finding]:
    core = package.parts.get("docProps/core.xml")
    title = core.find(f"{_DC}title") if core is not None else None
    if title is None or not (title.text or "").strip():
        yield _finding(NO_TITLE, "文件属性里没有标题")
    defaults = next(package.find("word/styles.xml", "rPrDefault"), None)
    language = defaults.find(f"{W}rPr/{W}lang") if defaults is not None else None
    if language is None or not language.get(f"{W}eastAsia") or not language.get(f"{W}val"):
        yield _finding(NO_TITLE, "默认格式没有写明中文和西文的语言")


# --- contrast --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Look:
    """What a style says of the colour of words, of what is behind them, and of their level in the outline."""

    color: str | None = None
    fill: str | None = None
    outline: str | None = None


@dataclass(slots=True)
class _Colors:
    """The styles of a file, the fills of what is drawn behind its words, and the pairs of colours already judged."""

    looks: Mapping[str, _Look]
    drawn: tuple[str, ...]
    judged: dict[tuple[str, str], bool] = field(default_factory=dict)

    def is_pale(self, color: str, fill: str | None) -> bool:
        """Tell whether words of a colour are hard to see; without a fill they may stand on anything drawn behind."""
        key = (color, fill or "")
        if key not in self.judged:
            behind = (fill,) if fill else (_PAPER, *self.drawn)
            self.judged[key] = all(contrast(color, one) < LEAST for one in behind)
        return self.judged[key]


def _pale_words(package: Package) -> Iterator[Finding]:
    colors = _Colors(_looks(package), tuple(sorted(_drawn_fills(package))))
    if not _may_be_pale(package):
        return
    for name, root in package.texts():
        told: set[tuple[str, str | None]] = set()
        for paragraph in root.iter(f"{W}p"):
            behind = _behind(paragraph, colors.looks)
            for run in paragraph.iter(f"{W}r"):
                color, fill = _run_colors(run, paragraph, colors.looks)
                pair = (color, fill or behind)
                if _HEX.fullmatch(color) and pair not in told and _prints(run) and colors.is_pale(*pair):
                    told.add(pair)
                    words = _quoted(_words(paragraph))
                    yield _finding(LOW_CONTRAST, f"{name} 的“{words}”用 {color} 印在 {pair[1] or _PAPER} 上，对比不足")


def _may_be_pale(package: Package) -> bool:
    """Tell whether any colour of words is pale on any fill: where none is, nothing need be looked at one by one."""
    styles = package.parts.get("word/styles.xml")
    parts = [*(root for _, root in package.texts()), *([styles] if styles is not None else [])]
    used = {val(color) or "" for part in parts for color in part.iter(f"{W}color")}
    fills = {_PAPER, *(_fill(shading) or _PAPER for part in parts for shading in part.iter(f"{W}shd"))}
    return any(contrast(color, fill) < LEAST for color in used if _HEX.fullmatch(color) for fill in fills)


def _prints(run: etree._Element) -> bool:
    return run.find(f"{W}rPr/{W}vanish") is None and any((text.text or "").strip() for text in run.iter(f"{W}t"))


def _run_colors(run: etree._Element, paragraph: etree._Element, looks: Mapping[str, _Look]) -> tuple[str, str | None]:
    """Give the colour of a run, and the fill of its own where it has one."""
    style = looks.get(val(run.find(f"{W}rPr/{W}rStyle")) or "", _Look())
    paragraph_style = looks.get(val(paragraph.find(f"{W}pPr/{W}pStyle")) or "", _Look())
    color = val(run.find(f"{W}rPr/{W}color")) or style.color or paragraph_style.color
    return color or "auto", _fill(run.find(f"{W}rPr/{W}shd"))


def _behind(paragraph: etree._Element, looks: Mapping[str, _Look]) -> str | None:
    """Give the fill a paragraph stands on: its own, its style's, or its cell's."""
    own = _fill(paragraph.find(f"{W}pPr/{W}shd"))
    style = looks.get(val(paragraph.find(f"{W}pPr/{W}pStyle")) or "", _Look())
    parent = paragraph.getparent()
    cell = _fill(parent.find(f"{W}tcPr/{W}shd")) if parent is not None else None
    return own or style.fill or cell


def _fill(shading: etree._Element | None) -> str | None:
    fill = None if shading is None else shading.get(f"{W}fill")
    return fill if fill and _HEX.fullmatch(fill) else None


def _drawn_fills(package: Package) -> set[str]:
    """Give the colours of what is drawn behind words."""
    behind = (
        anchor
        for _, root in package.texts()
        for anchor in root.iter(f"{WP}anchor")
        if anchor.get("behindDoc") in {"1", "true"}
    )
    colors = (color for anchor in behind for fill in anchor.iter(_DRAWN_FILL) for color in fill.iter(_COLOR))
    return {color.get("val", _PAPER) for color in colors}


def _looks(package: Package) -> dict[str, _Look]:
    styles = {style.get(f"{W}styleId", ""): style for style in package.find("word/styles.xml", "style")}
    return {name: _look(name, styles, frozenset()) for name in styles}


def _look(name: str, styles: Mapping[str, etree._Element], seen: frozenset[str]) -> _Look:
    """Follow a style to those it is based on."""
    style = styles.get(name)
    if style is None or name in seen:
        return _Look()
    base = _look(val(style.find(f"{W}basedOn")) or "", styles, seen | {name})
    return _Look(
        val(style.find(f"{W}rPr/{W}color")) or base.color,
        _fill(style.find(f"{W}pPr/{W}shd")) or base.fill,
        val(style.find(f"{W}pPr/{W}outlineLvl")) or base.outline,
    )
