"""A blind PDF searched for what tells its bidder: pages, properties, outline, alternative texts, attachments, looks."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape

import pypdfium2 as pdfium
from pypdfium2 import raw

from generator.finding import Finding
from generator.model.identity import Identity
from generator.style.sheet import Sheet
from generator.verify.blind_docx import printable
from generator.verify.leaks import (
    EMPHASIS,
    HIDDEN_PART,
    OTHER_COLOUR,
    OTHER_FONT,
    OTHER_SIZE,
    OTHER_SPACING,
    PICTURE_SHOWN,
    PROPERTY_FILLED,
    RUNNING_WORDS,
    Search,
    font_names,
    unreadable,
)
from generator.verify.pdf_reader import Margins, object_text, read_pdf
from generator.verify.pdf_strings import PdfString, PdfWords, pdf_words

_NESTING = 8
_TOLERANCE = 0.06
_NUMBER = re.compile(r"[ivxlcdm]+|\d+")
_KEYS = {
    "Alt": "替代文字",
    "ActualText": "替换文字",
    "E": "缩写的全称",
    "Contents": "批注",
    "RC": "批注",
    "T": "批注或者表单的名称",
    "TU": "表单的说明",
    "F": "附件名",
    "UF": "附件名",
    "Desc": "附件说明",
    "URI": "链接",
    "JS": "脚本",
    "P": "页码标签",
    "Names": "名称",
    "Dests": "链接目标名",
    "Title": "书签（大纲）",
}
_INFO_KEYS = {"Author": "作者", "Title": "标题", "Subject": "主题", "Keywords": "关键词", "Creator": "创建程序"}
_INFO_KEYS |= {"Producer": "生成程序", "Company": "单位"}
_INFO_FREE = frozenset({"Title", "Subject", "Creator", "Producer", "CreationDate", "ModDate", "Trapped"})
_XMP_NAMES = re.compile(r"<((?:dc:creator|dc:rights|pdf:Keywords|dc:subject|xmp:Label)[^>]*)>(.*?)</", re.DOTALL)
_HIDDEN_NAMES = {
    "EmbeddedFile": "附件",
    "EF": "附件",
    "JavaScript": "脚本",
    "AcroForm": "表单",
    "OCProperties": "可隐藏的图层",
    "Launch": "启动动作",
    "URI": "外部链接",
    "RichMedia": "多媒体",
}
_ANNOTATIONS = frozenset(
    {"Text", "FreeText", "Highlight", "Underline", "StrikeOut", "Squiggly", "Stamp", "Ink", "Popup", "FileAttachment"}
    | {"Square", "Circle", "Line", "Polygon", "PolyLine", "Caret", "Watermark", "Redact", "Sound", "Movie", "Widget"}
)
_HINT = "这一处与暗标版式不符：改模板，或者按招标文件的规定改 templates/zh/style 里的暗标版式。"
_PART_HINT = "暗标文件里只能有看得见的正文；请不要在生成以后另行编辑。"


def check_blind_pdf(data: bytes, identity: Identity, sheet: Sheet) -> tuple[Finding, ...]:
    """Give every leak in a PDF and every look that the blind style does not have; none for a clean file."""
    search = Search("PDF", identity, sheet)
    words = pdf_words(data)
    _strings(words, search)
    _streams(words, search)
    _hidden(words, search)
    try:
        _page_words(data, search)
        _page_looks(data, search)
    except (OSError, RuntimeError) as error:
        return (*search.findings(), unreadable("PDF", error))
    return search.findings()


# --- what no page shows ----------------------------------------------------------------------------------------------


def _strings(words: PdfWords, search: Search) -> None:
    for string in words.strings:
        is_info = string.owner in words.info
        search.words(_string_place(string, is_info=is_info), string.text)
        if is_info and string.key not in _INFO_FREE and string.text.strip():
            label = _INFO_KEYS.get(string.key, string.key)
            _filled(f"“{label}”为“{string.text}”，应为空", search)


def _string_place(string: PdfString, *, is_info: bool) -> str:
    if is_info:
        return f"文件属性“{_INFO_KEYS.get(string.key, string.key)}”"
    return f"{_KEYS.get(string.key, '对象')}（/{string.key}，对象{string.owner}）"


def _filled(what: str, search: Search) -> None:
    hint = "暗标的文件属性应为空；请不要在生成以后用别的程序另存。"
    search.look(PROPERTY_FILLED, what, "文件属性", hint)


def _streams(words: PdfWords, search: Search) -> None:
    for stream in words.streams:
        if b"/Metadata" in stream.entries:
            text = unescape(stream.data.decode("utf-8", "replace"))
            search.words("XMP 元数据", text)
            for found in _XMP_NAMES.finditer(text):
                if content := re.sub(r"<[^>]*>", "", found[2]).strip():
                    _filled(f"XMP 的 {found[1]} 为“{content}”，应为空", search)
        elif b"/Image" in stream.entries:
            search.words("图片的元数据", printable(stream.data))
        else:
            search.words("附件", printable(stream.data))


def _hidden(words: PdfWords, search: Search) -> None:
    for name in sorted(words.names & _HIDDEN_NAMES.keys()):
        search.look(HIDDEN_PART, f"有{_HIDDEN_NAMES[name]}（/{name}）", "文件里", _PART_HINT)


# --- pages -----------------------------------------------------------------------------------------------------------


def _page_words(data: bytes, search: Search) -> None:
    page = search.sheet.page
    read = read_pdf(data, Margins(page.top, page.right, page.bottom, page.left))
    for number, shown in enumerate(read.pages, start=1):
        where = f"第{number}页"
        for zone, text in (("", shown.body), ("的页眉", shown.header), ("的页脚", shown.footer)):
            search.words(where + zone, text)
        if shown.header:
            search.look(RUNNING_WORDS, f"有文字“{shown.header}”", f"{where}的页眉", "暗标没有页眉。")
        numbered = search.sheet.blind is not None and search.sheet.blind.page_number
        if shown.footer and not (numbered and _NUMBER.fullmatch(shown.footer)):
            search.look(RUNNING_WORDS, f"有文字“{shown.footer}”", f"{where}的页脚", "暗标的页脚只有页码。")


def _page_looks(data: bytes, search: Search) -> None:
    document = pdfium.PdfDocument(data)
    try:
        for index in range(len(document)):
            page = document[index]
            _page(page, f"第{index + 1}页", search)
            page.close()
    finally:
        document.close()


def _page(page: pdfium.PdfPage, where: str, search: Search) -> None:
    for kind in _annotation_kinds(page):
        search.look(HIDDEN_PART, f"有批注（{kind}）", where, _PART_HINT)
    width, height = (round(points / 72 * 25.4) for points in page.get_size())
    paper = search.sheet.page
    if abs(width - paper.width) > 1 or abs(height - paper.height) > 1:
        search.look(OTHER_SPACING, f"纸张为 {width}×{height} 毫米", where, _HINT)
    text = page.get_textpage()
    for item in page.get_objects(max_depth=_NESTING):
        check = _LOOKS.get(item.type)
        if check is not None:
            check(item, text, where, search)
    text.close()


def _annotation_kinds(page: pdfium.PdfPage) -> Iterator[str]:
    for index in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, index)
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        raw.FPDFPage_CloseAnnot(annotation)
        if kind != raw.FPDF_ANNOT_LINK:
            yield str(kind)


def _text(item: pdfium.PdfObject, text: pdfium.PdfTextPage, where: str, search: Search) -> None:
    words = object_text(item, text)
    if not words:
        return
    if raw.FPDFTextObj_GetTextRenderMode(item.raw) == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
        search.look(HIDDEN_PART, "有看不见的文字", where, _PART_HINT)
    _font(item, where, search)
    _size(item, words, where, search)
    colour = _colour(raw.FPDFPageObj_GetFillColor, item)
    if colour != (0, 0, 0):
        search.look(OTHER_COLOUR, f"有颜色 {_hex(colour)} 的字", where, _HINT)


def _font(item: pdfium.PdfObject, where: str, search: Search) -> None:
    font = raw.FPDFTextObj_GetFont(item.raw)
    buffer = ctypes.create_string_buffer(128)
    raw.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    name = buffer.value.decode("utf-8", "replace").rpartition("+")[2]
    (plain,) = font_names((name.removesuffix("-Regular"),))
    heavier = next((f"{one}bold" for one in search.fonts if plain == f"{one}bold"), "")
    if heavier and not (search.sheet.blind and search.sheet.blind.bold):
        search.look(EMPHASIS, f"有加粗的字（{name}）", where, _HINT)
    elif plain not in search.fonts and not heavier:
        search.look(OTHER_FONT, f"用了字体“{name}”", where, _HINT)


def _size(item: pdfium.PdfObject, words: str, where: str, search: Search) -> None:
    """Bullets are drawn smaller than letters; words in drawings are at most as large as the style says."""
    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(item.raw, ctypes.byref(size))
    points = size.value * abs(item.get_matrix().d)
    if any(abs(points - known) < _TOLERANCE for known in search.sizes) or words in search.sheet.numbering.bullet:
        return
    if points > search.sheet.diagram.size + _TOLERANCE:
        search.look(OTHER_SIZE, f"用了 {points:.1f} 磅的字", where, _HINT)


def _path(item: pdfium.PdfObject, _: pdfium.PdfTextPage, where: str, search: Search) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item.raw, ctypes.byref(fill), ctypes.byref(stroke))
    shown = [raw.FPDFPageObj_GetFillColor] * bool(fill.value) + [raw.FPDFPageObj_GetStrokeColor] * bool(stroke.value)
    for of in shown:
        colour = _colour(of, item)
        if colour not in {(0, 0, 0), (255, 255, 255)}:
            search.look(OTHER_COLOUR, f"有颜色 {_hex(colour)} 的线或者面", where, _HINT)


def _image(_: pdfium.PdfObject, __: pdfium.PdfTextPage, where: str, search: Search) -> None:
    search.look(PICTURE_SHOWN, "有图片", where, "暗标不印图片；由资料取来的图片会自动略去。")


def _colour(of: Callable[..., object], item: pdfium.PdfObject) -> tuple[int, int, int]:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    of(item.raw, *map(ctypes.byref, (red, green, blue, alpha)))
    return red.value, green.value, blue.value


def _hex(colour: tuple[int, int, int]) -> str:
    return "".join(f"{part:02X}" for part in colour)


_LOOKS: Mapping[int, Callable[[pdfium.PdfObject, pdfium.PdfTextPage, str, Search], None]] = {
    raw.FPDF_PAGEOBJ_TEXT: _text,
    raw.FPDF_PAGEOBJ_PATH: _path,
    raw.FPDF_PAGEOBJ_IMAGE: _image,
}
