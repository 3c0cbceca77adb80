"""The parts around the text: document properties, settings and the table of fonts."""

from __future__ import annotations

from datetime import UTC, datetime

from generator.document.nodes import Properties
from generator.style.sheet import Sheet
from generator.write.docx.elements import NAMESPACES, XML_HEADER, escape, mark, value, wrap

_ALTERNATIVES = {"宋体": "SimSun", "黑体": "SimHei", "楷体": "KaiTi", "仿宋": "FangSong"}
_CORE = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
_APP = 'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"'


def core_part(properties: Properties, created: datetime) -> bytes:
    """Write `docProps/core.xml`; a time without zone counts as UTC."""
    moment = _w3c(created)
    named = (
        ("dc:title", properties.title),
        ("dc:subject", properties.subject),
        ("dc:creator", properties.author),
        ("cp:keywords", properties.keywords),
        ("cp:lastModifiedBy", properties.author),
        ("cp:revision", "1"),
    )
    content = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in named)
    times = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>' for name in ("created", "modified")
    )
    language = f"<dc:language>{escape(properties.language)}</dc:language>"
    return (XML_HEADER + f"<cp:coreProperties {_CORE}>{content}{times}{language}</cp:coreProperties>").encode()


def app_part(properties: Properties) -> bytes:
    """Write `docProps/app.xml`."""
    content = f"<Application>bidgen</Application><Company>{escape(properties.author)}</Company>"
    return (XML_HEADER + f"<Properties {_APP}>{content}</Properties>").encode()


def settings_part(language: str, *, even: bool = False, mirrored: bool = False) -> bytes:
    """Write `word/settings.xml`: no compressed punctuation, today's layout rules, nothing updated on opening.

    With `even` pages have footers of their own where their number is even.
    """
    content = (
        mark("zoom", percent=100)
        + ("<w:mirrorMargins/>" if mirrored else "")
        + value("defaultTabStop", 420)
        + ("<w:evenAndOddHeaders/>" if even else "")
        + value("characterSpacingControl", "doNotCompress")
        + wrap("compat", _compatibility())
        + mark("themeFontLang", val="en-US", eastAsia=language)
        + value("decimalSymbol", ".")
        + value("listSeparator", ",")
    )
    return (XML_HEADER + f"<w:settings {NAMESPACES}>{content}</w:settings>").encode()


def fonts_part(sheet: Sheet) -> bytes:
    """Write `word/fontTable.xml`: each font with the name it has on systems without Chinese names."""
    names = dict.fromkeys(name for font in sheet.fonts.values() for name in (font.word, font.latin))
    content = "".join(_font(name) for name in names)
    return (XML_HEADER + f"<w:fonts {NAMESPACES}>{content}</w:fonts>").encode()


def _font(name: str) -> str:
    alternative = _ALTERNATIVES.get(name)
    if alternative is None:
        return wrap("font", value("charset", "00"), name=name)
    return wrap("font", value("altName", alternative) + value("charset", "86"), name=name)


def _compatibility() -> str:
    """Blanks to be filled keep their line at a line's end; a line that ends early is not stretched."""
    switches = "<w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:useFELayout/>"
    uri = "http://schemas.microsoft.com/office/word"
    return switches + mark("compatSetting", name="compatibilityMode", uri=uri, val=15)


def _w3c(moment: datetime) -> str:
    return (moment.astimezone(UTC) if moment.tzinfo else moment).strftime("%Y-%m-%dT%H:%M:%SZ")
