"""Paper, running lines and cover of a reference file: margins, and what its header and cover draw and say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from generator.document.nodes import Inline, Inlines, PageCount, PageNumber, Text
from generator.finding import Finding, Outcome
from generator.load.package import Package, W
from generator.style.letterhead import Letterhead
from generator.style.reference_clashes import Clashes
from generator.style.reference_drawing import Box, Frame, R, Source, Spot, take_drawings
from generator.style.reference_styles import Look, Styles, edge
from generator.style.sheet import POINTS_PER_MM, Art, BrandLook, Edge, Page, PagePicture, Sheet

_TWIP = 25.4 / 1440
"""A twentieth of a point in millimetres."""
_A4 = (210.0, 297.0)
_TOLERANCE = 2.0
_LEAST_MARGIN, _MOST_MARGIN = 10.0, 50.0
_LEAST_EDGE = 5.0
_USUAL_EDGE = 12.7
_CLEAR = 2.0
"""Millimetres left free between a picture of the header and the words."""
_LONGEST_WORDS = 80
_COVER = "Cover Pages"
_PAGE_NUMBERS, _PAGE_COUNTS = {"PAGE"}, {"NUMPAGES", "SECTIONPAGES"}
_DRAWN_ALT = "公司标志"
_LINES = {"header": "页眉", "footer": "页脚"}


@dataclass(frozen=True, slots=True)
class Papers:
    """The sections of a file in order; the last is that of its body."""

    sections: tuple[etree._Element, ...]

    @property
    def grid(self) -> float:
        """The steps of the grid of lines in points, 0 for none."""
        found = self.sections[-1].find(f"{W}docGrid") if self.sections else None
        if found is None or found.get(f"{W}type", "default") == "default":
            return 0.0
        return _twips(found, "linePitch") / _TWIP / 20

    def page(self, ours: Page, clashes: Clashes, findings: list[Finding]) -> Page:
        """Give our paper with the margins of the file, as far as they leave room for words."""
        if not self.sections:
            return ours
        width, height = _paper(self.sections[-1])
        if abs(width - ours.width) > _TOLERANCE or abs(height - ours.height) > _TOLERANCE:
            message = f"参考文件的纸张是{width:.0f}×{height:.0f}毫米，不是A4；仍用A4纸，只取页边距"
            findings.append(clashes.paper(message))
        margins = _margins(self.sections[-1])
        if margins is None:
            return ours
        wrong = [name for name, margin in margins.items() if not _LEAST_MARGIN <= margin <= _MOST_MARGIN]
        if wrong:
            names = "、".join(_SIDES[name] for name in wrong)
            message = f"参考文件的{names}边距不在{_LEAST_MARGIN:g}到{_MOST_MARGIN:g}毫米之间，仍用原来的"
            findings.append(clashes.paper(message))
        taken = {name: round(margin, 1) for name, margin in margins.items() if name not in wrong}
        edges = _edges(self.sections[-1])
        limits = {"header": taken.get("top", ours.top), "footer": taken.get("bottom", ours.bottom)}
        near = {name: round(edge, 1) for name, edge in edges.items() if _LEAST_EDGE <= edge < limits[name]}
        return ours.model_copy(update={**taken, **near})


_SIDES = {"top": "上", "bottom": "下", "left": "左", "right": "右"}


def papers(document: etree._Element) -> Papers:
    """Find the sections of a document."""
    return Papers(tuple(document.iter(f"{W}sectPr")))


def letterhead_of(  # noqa: PLR0913, PLR0917 - the file's parts, and what is told of them
    package: Package, main: str, document: etree._Element, sheet: Sheet, styles: Styles, clashes: Clashes
) -> Outcome[tuple[Sheet, Letterhead]]:
    """Give the sheet with what header and cover draw, and the words of the running lines."""
    found = papers(document)
    if not found.sections:
        return Outcome((sheet.model_copy(update={"brand": BrandLook()}), Letterhead()))
    reader = _Reader(package, main, styles, clashes, sheet)
    body, first = found.sections[-1], found.sections[0]
    header = reader.running(_related(found.sections, "header", "default"), body, "header")
    footer = reader.running(_related(found.sections, "footer", "default"), body, "footer")
    cover = reader.cover(document, first)
    if _is_on(first.find(f"{W}titlePg")):
        for kind in ("header", "footer"):
            reader.running(_related(found.sections[:1], kind, "first"), first, kind, into=cover)
    pages = [*header.source.pictures, *footer.source.pictures]
    art = Art(
        cover=tuple(cover.shapes) or (() if cover.pictures else sheet.art.cover),
        pages=(*header.source.shapes, *footer.source.shapes) or (() if pages else sheet.art.pages),
    )
    page, indent = _clear(header.source.pictures, sheet)
    brand = BrandLook(tuple(cover.pictures), tuple(pages), indent)
    update: dict[str, object] = {"brand": brand, "art": art, "page": page}
    if header.words:
        rule = header.rule or (styles.look("header").edges.bottom if styles.has("header") else None)
        update |= {"header_rule": rule.width if rule else 0.0}
        update |= {"header_rule_color": rule.color} if rule else {}
    if footer.align:
        role = sheet.role("footer").model_copy(update={"align": footer.align})
        update["roles"] = {**sheet.roles, "footer": role}
    left, right = _halves(header, indent > 0)
    letterhead = Letterhead(left, right, footer.all)
    return Outcome((sheet.model_copy(update=update), letterhead), tuple(reader.findings))


def _clear(pictures: Sequence[PagePicture], sheet: Sheet) -> tuple[Page, float]:
    """Give the page whose words keep clear of the header's pictures, and the indent of the header's own words.

    A picture that reaches far down the page is a watermark: words stand on it.
    """
    page = sheet.page
    upper = [one for one in pictures if one.y + one.height < page.height / 4 and one.height < page.height / 6]
    lowest = max((one.y + one.height for one in upper), default=0.0)
    if lowest + _CLEAR > page.top:
        page = page.model_copy(update={"top": round(min(lowest + _CLEAR, _MOST_MARGIN), 1)})
    line = sheet.role("header").pitch / POINTS_PER_MM
    beside = [one for one in upper if one.x < page.width / 3 and one.y < page.header + line < one.y + one.height + line]
    right = max((one.x + one.width for one in beside), default=0.0)
    indent = max(right + _CLEAR - page.left, 0.0) * POINTS_PER_MM if right else 0.0
    if beside:
        bottom = max(one.y + one.height for one in beside)
        header = max(page.header, min(bottom - line, page.top - line - _CLEAR))
        page = page.model_copy(update={"header": round(header, 1)})
    return page, round(indent, 1)


def _halves(header: _Running, indented: bool) -> tuple[Inlines, Inlines]:
    """Give the words of a header at its left and at its right; what stands in the middle goes where there is room."""
    left, middle, right = header.left, header.middle, header.right
    if middle:
        left, right = (left or middle, right) if not indented and not left else (left, right or middle)
    return left, right


# --- running lines ---------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Running:
    """The words of a header or footer at the left, in the middle and at the right, and what it draws."""

    source: Source
    left: Inlines = ()
    middle: Inlines = ()
    right: Inlines = ()
    align: str = ""
    rule: Edge | None = None

    @property
    def words(self) -> bool:
        """Tell whether it says anything."""
        return bool(self.left or self.middle or self.right)

    @property
    def all(self) -> Inlines:
        """Give all words in order, parts kept apart by a blank."""
        parts = [part for part in (self.left, self.middle, self.right) if part]
        return tuple(one for index, part in enumerate(parts) for one in ((Text("　"),) if index else ()) + part)


@dataclass(slots=True)
class _Reader:
    package: Package
    main: str
    styles: Styles
    clashes: Clashes
    sheet: Sheet
    findings: list[Finding] = field(default_factory=list)

    def source(self, part: str, section: etree._Element, alt: str) -> Source:
        relations = {one.key: one for one in self.package.relations(part)}
        frame = _frame(section, self.sheet.page)
        return Source(self.package, relations, self.styles.theme, self.clashes, frame, alt, self.findings)

    def running(self, key: str, section: etree._Element, kind: str, into: Source | None = None) -> _Running:
        """Read a header or footer; `into` takes its drawings where only these are wanted."""
        relation = next((one for one in self.package.relations(self.main) if key and one.key == key), None)
        usable = relation is not None and not relation.external and not relation.escapes
        root = self.package.tree(relation.target) if relation is not None and usable else None
        if root is None or relation is None:
            return _Running(self.source(self.main, section, _DRAWN_ALT))
        source = self.source(relation.target, section, into.alt if into else _DRAWN_ALT)
        found = _Running(source)
        distance = _edges(section).get(kind) or _USUAL_EDGE
        y = distance if kind == "header" else source.frame.paper.height - distance
        column = Box(source.frame.text.x, y, source.frame.text.width, 0)
        for paragraph, spot in _paragraphs(root, column, self.styles):
            take_drawings(paragraph, spot, source)
            if into is None:
                self._words(paragraph, found, kind, spot)
        if into is not None:
            into.pictures += source.pictures
            into.shapes += source.shapes
        return found

    def _words(self, paragraph: etree._Element, found: _Running, kind: str, spot: Spot) -> None:
        """Add the words of a paragraph, parted where tabs stand."""
        look = self.styles.paragraph(paragraph)
        parts = _parted(paragraph, self._unknown_field)
        borders = paragraph.find(f"{W}pPr/{W}pBdr")
        if kind == "header" and borders is not None:
            found.rule = edge(borders.find(f"{W}bottom"), self.styles.theme) or found.rule
        if not any(parts):
            return
        length = sum(len(one.text) for part in parts for one in part if isinstance(one, Text))
        if length > _LONGEST_WORDS:
            self.findings.append(self.clashes.left_out(f"{_LINES[kind]}里的长文字（{length}字）"))
            return
        for place, part in _placed(parts, look, spot):
            if part:
                setattr(found, place, (*getattr(found, place), *((Text(" "),) if getattr(found, place) else ()), *part))
        if kind == "footer" and len([part for part in parts if part]) == 1:
            place = next(place for place, part in _placed(parts, look, spot) if part)
            found.align = {"left": "left", "middle": "center", "right": "right"}[place]

    def _unknown_field(self, name: str) -> None:
        self.findings.append(self.clashes.left_out(f"页眉页脚里的域“{name}”（印存着的文字）"))

    def cover(self, document: etree._Element, section: etree._Element) -> Source:
        """Take what the cover draws; its words are ours."""
        source = self.source(self.main, section, "封面图案")
        body = document.find(f"{W}body")
        column = source.frame.text
        y, words = column.y, 0
        for paragraph in _cover_paragraphs(body) if body is not None else ():
            look = self.styles.paragraph(paragraph)
            spot = Spot(Box(column.x, y, column.width, 0), look.align or "left")
            height = take_drawings(paragraph, spot, source)
            size = look.size or 12.0
            line = look.line[1] * (size * 1.3 if look.line[0] == "auto" else 1) if look.line else size * 1.3
            y += max(height, line / POINTS_PER_MM) + ((look.before or 0) + (look.after or 0)) / POINTS_PER_MM
            words += sum(bool((text.text or "").strip()) for text in paragraph.iter(f"{W}t"))
        if words:
            self.findings.append(self.clashes.left_out("封面上的文字（成品的封面文字来自项目资料）"))
        return source


def _paragraphs(root: etree._Element, column: Box, styles: Styles) -> Iterator[tuple[etree._Element, Spot]]:
    """Give the paragraphs of a header with their places, those of a table in their columns."""
    y = column.y
    for block in root.iterchildren(f"{W}p", f"{W}tbl", f"{W}sdt"):
        if block.tag == f"{W}sdt":
            inner = block.find(f"{W}sdtContent")
            yield from _paragraphs(inner, Box(column.x, y, column.width, 0), styles) if inner is not None else ()
        elif block.tag == f"{W}tbl":
            for cell, x, width in _cells(block, column):
                yield from _paragraphs(cell, Box(x, y, width, 0), styles)
        else:
            look = styles.paragraph(block)
            yield block, Spot(Box(column.x, y, column.width, 0), *_line_start(block, look, column.width))
            y += (look.size or 10.5) * 1.3 / POINTS_PER_MM


def _cells(table: etree._Element, column: Box) -> Iterator[tuple[etree._Element, float, float]]:
    widths = [_twips(one, "w") for one in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    for row in table.iterfind(f"{W}tr"):
        x, index = column.x, 0
        for cell in row.iterfind(f"{W}tc"):
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            text = span.get(f"{W}val", "1") if span is not None else "1"
            count = int(text) if re.fullmatch(r"[0-9]{1,3}", text) else 1
            width = sum(widths[index : index + count]) or column.width / max(len(row.findall(f"{W}tc")), 1)
            yield cell, x, width
            x, index = x + width, index + count


def _line_start(paragraph: etree._Element, look: Look, width: float) -> tuple[str, float]:
    """Give how what is drawn in a line is aligned: by the line, or by the tabs before it."""
    tabs = 0
    for element in paragraph.iter(f"{W}tab", f"{W}drawing", f"{W}pict"):
        if element.tag == f"{W}tab" and _is_in_run(element):
            tabs += 1
        elif element.tag != f"{W}tab":
            break
    else:
        tabs = 0
    if not tabs:
        return look.align or "left", 0.0
    kind, position = look.tabs[min(tabs, len(look.tabs)) - 1] if look.tabs else ("left", 0.0)
    return {"right": "right", "end": "right", "center": "center"}.get(kind, "left"), min(
        position / POINTS_PER_MM, width
    )


def _placed(parts: Sequence[Inlines], look: Look, spot: Spot) -> Iterator[tuple[str, Inlines]]:
    """Give each part of a line the place its tab stop has: left, middle or right."""
    first = {"center": "middle", "right": "right"}.get(look.align, "left")
    if len(parts) == 1 and spot.column.x > _A4[0] / 3:
        first = "right"
    stops = [kind for kind, _ in look.tabs]
    for index, part in enumerate(parts):
        kind = stops[min(index, len(stops)) - 1] if index and stops else ""
        last = "right" if index == len(parts) - 1 and index else "middle"
        yield {"right": "right", "end": "right", "center": "middle"}.get(kind, last if index else first), part


@dataclass(slots=True)
class _Line:
    """A paragraph of a running line as it is read: its parts, and the field it stands in."""

    unknown: Callable[[str], None]
    parts: list[list[Inline]] = field(default_factory=lambda: [[]])
    code: str = ""
    is_stored: bool = False

    def take(self, element: etree._Element) -> None:
        """Take one element in the order of the file."""
        match etree.QName(element).localname:
            case "fldSimple":
                self.add_field(element.get(f"{W}instr", ""))
            case "fldChar":
                self.turn(element.get(f"{W}fldCharType", ""))
            case "instrText":
                self.code += element.text or ""
            case "tab" if _is_in_run(element):
                self.parts.append([])
            case "t" if not self.is_stored and not _in_page_field(element):
                self.parts[-1].append(Text(element.text or ""))
            case _:
                pass

    def turn(self, kind: str) -> None:
        """Begin a field, end it, or go over to its stored words, which are left out where we make our own."""
        if kind == "separate":
            self.is_stored = self.add_field(self.code)
        else:
            self.code, self.is_stored = "", False

    def add_field(self, code: str) -> bool:
        """Put a page number for its field; tell whether the field was one."""
        name = _field_name(code)
        if name in _PAGE_NUMBERS:
            self.parts[-1].append(PageNumber())
        elif name in _PAGE_COUNTS:
            self.parts[-1].append(PageCount())
        else:
            self.unknown(name)
            return False
        return True


def _parted(paragraph: etree._Element, unknown: Callable[[str], None]) -> list[Inlines]:
    """Give the words of a paragraph parted at tabs; page fields are ours, of other fields the stored words stay."""
    line = _Line(unknown)
    for element in paragraph.iter():
        if isinstance(element.tag, str) and not _is_inside_drawing(element):
            line.take(element)
    return [_trimmed(part) for part in line.parts]


def _field_name(code: str) -> str:
    return (code.split() or [""])[0].upper()


def _in_page_field(element: etree._Element) -> bool:
    holder = next(element.iterancestors(f"{W}fldSimple"), None)
    return holder is not None and _field_name(holder.get(f"{W}instr", "")) in _PAGE_NUMBERS | _PAGE_COUNTS


def _is_in_run(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == f"{W}r"


def _is_inside_drawing(element: etree._Element) -> bool:
    return next(element.iterancestors(f"{W}drawing", f"{W}pict", f"{W}txbxContent"), None) is not None


def _trimmed(part: Sequence[Inline]) -> Inlines:
    """Join neighbouring words and take the blanks off both ends."""
    joined: list[Inline] = []
    for one in part:
        if isinstance(one, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(joined[-1].text + one.text)
        else:
            joined.append(one)
    for index, strip in ((0, str.lstrip), (-1, str.rstrip)):
        if joined and isinstance(edge_one := joined[index], Text):
            joined[index] = Text(re.sub(r"\s+", " ", strip(edge_one.text)))
    return tuple(one for one in joined if not (isinstance(one, Text) and not one.text))


# --- the cover -------------------------------------------------------------------------------------------------------


def _cover_paragraphs(body: etree._Element) -> list[etree._Element]:
    """Give the paragraphs before the first end of a page or section; a file that has none has no cover."""
    found: list[etree._Element] = []
    for block in body.iterchildren(f"{W}p", f"{W}tbl", f"{W}sdt"):
        if block.tag == f"{W}sdt" and _is_cover(block):
            return list(block.iter(f"{W}p"))
        for paragraph in block.iter(f"{W}p"):
            if found and _is_on(paragraph.find(f"{W}pPr/{W}pageBreakBefore")):
                return found
            found.append(paragraph)
            if paragraph.find(f"{W}pPr/{W}sectPr") is not None or _ends_page(paragraph):
                return found
    return []


def _is_cover(block: etree._Element) -> bool:
    gallery = block.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val") == _COVER


def _ends_page(paragraph: etree._Element) -> bool:
    return any(one.get(f"{W}type") == "page" for one in paragraph.iter(f"{W}br"))


# --- paper -----------------------------------------------------------------------------------------------------------


def _related(sections: Sequence[etree._Element], kind: str, form: str) -> str:
    """Give the key of a header or footer; a section without its own has that of the one before."""
    for section in reversed(sections):
        for one in section.findall(f"{W}{kind}Reference"):
            if one.get(f"{W}type", "default") == form:
                return one.get(f"{R}id", "")
    return ""


def _frame(section: etree._Element, ours: Page) -> Frame:
    width, height = _paper(section)
    margins = _margins(section) or {"left": ours.left, "right": ours.right, "top": ours.top, "bottom": ours.bottom}
    text = Box(
        margins["left"],
        margins["top"],
        width - margins["left"] - margins["right"],
        height - margins["top"] - margins["bottom"],
    )
    same = abs(width - ours.width) <= _TOLERANCE and abs(height - ours.height) <= _TOLERANCE
    scale = (1.0, 1.0) if same else (ours.width / width, ours.height / height)
    return Frame(Box(0, 0, width, height), text, *scale)


def _paper(section: etree._Element) -> tuple[float, float]:
    size = section.find(f"{W}pgSz")
    width, height = (_twips(size, "w"), _twips(size, "h")) if size is not None else _A4
    return width or _A4[0], height or _A4[1]


def _margins(section: etree._Element) -> dict[str, float] | None:
    found = section.find(f"{W}pgMar")
    if found is None:
        return None
    margins = {name: abs(_twips(found, name)) for name in ("top", "bottom", "left", "right")}
    margins["left"] += _twips(found, "gutter")
    return margins


def _edges(section: etree._Element) -> dict[str, float]:
    found = section.find(f"{W}pgMar")
    return {name: _twips(found, name) for name in ("header", "footer")} if found is not None else {}


def _twips(element: etree._Element, name: str) -> float:
    text = element.get(W + name, "")
    try:
        value = float(text) if text else 0.0
    except ValueError:
        return 0.0
    return value * _TWIP if abs(value) <= _LARGEST else 0.0


_LARGEST = 31_680
"""Twips of the largest paper Word knows."""


def _is_on(element: etree._Element | None) -> bool:
    return element is not None and element.get(f"{W}val", "1") not in {"0", "false", "off"}
