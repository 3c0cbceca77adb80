"""WordprocessingML elements as strings: escaping, units and the few shapes every other module of the writer builds on.

Why strings: a document of 60 pages has some 30 000 elements; joining them takes hundredths of a second where building
them as nodes takes half a minute (python-docx issue 174).
"""

from __future__ import annotations

import re
from functools import lru_cache

W_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A_NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC_NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
WPG_NAMESPACE = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in (
        ("w", W_NAMESPACE),
        ("r", R_NAMESPACE),
        ("a", A_NAMESPACE),
        ("pic", PIC_NAMESPACE),
        ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
        ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
        ("wpg", WPG_NAMESPACE),
        ("w15", "http://schemas.microsoft.com/office/word/2012/wordml"),
        ("wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"),
    )
)
XML_HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)
_SPECIAL = re.compile(f'[&<>"\t\n\r]|{_UNWRITABLE.pattern}')
_AMBIGUOUS = re.compile("[“”‘’…—·●○]")
_EAST_ASIAN_HINT = '<w:rFonts w:hint="eastAsia"/>'


def escape(text: str) -> str:
    """Escape text for element content and attribute values; characters XML cannot hold become U+FFFD."""
    return _UNWRITABLE.sub("\ufffd", text).translate(_ESCAPES) if _SPECIAL.search(text) else text


def mark(name: str, /, **values: object) -> str:
    """Give an empty `w:` element with `w:` attributes; those that are None are left out."""
    return f"<w:{name}{_attributes(values)}/>"


def wrap(name: str, content: str, /, **values: object) -> str:
    """Give a `w:` element around content."""
    return f"<w:{name}{_attributes(values)}>{content}</w:{name}>"


@lru_cache(maxsize=1024)
def value(name: str, val: object) -> str:
    """Give the commonest element of all, `<w:name w:val="…"/>`."""
    return f'<w:{name} w:val="{escape(str(val))}"/>'


def paragraph(content: str, properties: str = "") -> str:
    """Give a paragraph; `properties` is the inside of its `w:pPr`."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>" if properties else f"<w:p>{content}</w:p>"


def run(text: str, properties: str = "") -> str:
    """Give a run of text; `properties` is the inside of its `w:rPr`."""
    if not text:
        return ""
    return _run(f'<w:t xml:space="preserve">{escape(text)}</w:t>', _hint(text) + properties)


def tab(properties: str = "") -> str:
    """Give a run holding a tab."""
    return _run("<w:tab/>", properties)


def line_break(properties: str = "") -> str:
    """Give a run holding a line end."""
    return _run("<w:br/>", properties)


def drawing_run(content: str) -> str:
    """Give a run holding a drawing or a choice of drawings."""
    return _run(content, "")


def field(instruction: str, result: str, properties: str = "") -> str:
    """Give a complex field with its stored result; `result` is text."""
    return open_field(instruction, properties) + run(result, properties) + close_field(properties)


def open_field(instruction: str, properties: str = "") -> str:
    """Give the beginning of a complex field up to its result."""
    return (
        _run('<w:fldChar w:fldCharType="begin"/>', properties)
        + _run(f'<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText>', properties)
        + _run('<w:fldChar w:fldCharType="separate"/>', properties)
    )


def close_field(properties: str = "") -> str:
    """Give the end of a complex field."""
    return _run('<w:fldChar w:fldCharType="end"/>', properties)


def bookmark(name: str, number: int, content: str) -> str:
    """Give content between the marks of a bookmark."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def link(anchor: str, content: str) -> str:
    """Give content as a link to a bookmark."""
    return wrap("hyperlink", content, anchor=anchor, history=1)


def twips(points: float) -> int:
    """Give points in twentieths of a point."""
    return round(points * 20)


def half_points(points: float) -> int:
    """Give points in half points, the unit of font sizes."""
    return round(points * 2)


def eighths(points: float) -> int:
    """Give points in eighths of a point, the unit of border widths."""
    return round(points * 8)


def emu(points: float) -> int:
    """Give points in English Metric Units, the unit of drawings."""
    return round(points * 12700)


def _run(content: str, properties: str) -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{content}</w:r>" if properties else f"<w:r>{content}</w:r>"


def _hint(text: str) -> str:
    """Chinese quotation marks, ellipsis and dash share code points with Western ones: say which are meant."""
    return _EAST_ASIAN_HINT if _AMBIGUOUS.search(text) else ""


def _attributes(values: dict[str, object]) -> str:
    return "".join(f' w:{name}="{escape(str(item))}"' for name, item in values.items() if item is not None)
