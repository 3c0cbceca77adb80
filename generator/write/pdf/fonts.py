"""Fonts for the PDF: which families of the sheet this machine has, where their files are, and what to install."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.finding import Finding, Place, Severity
from generator.style.sheet import Font, FontKey, Sheet

NO_CHINESE_FONT = "F302"
"""No Chinese font of the sheet is installed: the PDF cannot be made."""
FONT_REPLACED = "F303"
"""A font of the sheet is missing, another one stands in for it."""
NO_GLYPH = "F304"
"""A character stands in the document that no font of the PDF has."""

NAMES: dict[FontKey, str] = {"song": "宋体", "hei": "黑体", "kai": "楷体", "fang": "仿宋"}
PACKAGES: dict[FontKey, str] = {
    "song": "fonts-noto-cjk",
    "hei": "fonts-noto-cjk",
    "kai": "fonts-arphic-gkai00mp",
    "fang": "fonts-noto-cjk",
}
LATIN_PACKAGE = "fonts-liberation"


@dataclass(frozen=True, slots=True)
class FontFile:
    """An installed font: one of its family names, its style (`Regular`, `Bold`) and its file."""

    family: str
    style: str
    file: Path


@dataclass(frozen=True, slots=True)
class ChosenFont:
    """The family a use of the sheet gets, and the files of its Latin companion by weight (`Regular`, `Bold`)."""

    family: str
    latin: Mapping[str, Path]


@dataclass(frozen=True, slots=True)
class Choice:
    """The fonts for every use of the sheet, with findings about what is missing; no fonts where none is usable."""

    fonts: Mapping[FontKey, ChosenFont]
    findings: tuple[Finding, ...]


def choose_fonts(sheet: Sheet, installed: tuple[FontFile, ...] | None = None) -> Choice:
    """Choose for each use the first family of the sheet that is installed, else the one for body text.

    A font without Latin families of its own (`pdf_latin: []`) prints Latin letters too.
    `installed` is what this machine has where not given.
    """
    found = installed_fonts() if installed is None else installed
    families = {font.family for font in found}
    fallback = next((name for key in ("song", "hei") for name in _present(sheet, key, families)), None)
    if fallback is None:
        return Choice({}, (_no_chinese_font(sheet),))
    fonts: dict[FontKey, ChosenFont] = {}
    findings: list[Finding] = []
    for key, font in sheet.fonts.items():
        family = next(_present(sheet, key, families), None)
        latin = _latin_files(font, found)
        fonts[key] = ChosenFont(family or fallback, latin)
        findings += (
            []
            if family
            else [_replaced(NAMES.get(key, font.word), font.pdf, fallback, PACKAGES.get(key, LATIN_PACKAGE))]
        )
    findings += _stand_ins(sheet, fonts, found)
    wanted = (sheet.fonts[key].pdf_latin for key, font in fonts.items() if not font.latin)
    missing = next((families for families in wanted if families), ())
    if missing:
        findings.append(_replaced("西文", missing, fallback, LATIN_PACKAGE))
    return Choice(fonts, tuple(findings))


def no_glyph(text: str) -> Finding:
    """Tell of a character that no font has."""
    codes = "、".join(f"U+{ord(character):04X}" for character in text)
    return Finding(
        NO_GLYPH,
        Severity.ERROR,
        Place(),
        f"PDF 的字体里没有字符“{text}”（{codes}），印出来会是方框。",
        "请改用常见的写法，或在版式文件 fonts 的 pdf 列表里增加含有该字符的字体。",
    )


def installed_fonts() -> tuple[FontFile, ...]:
    """List the fonts fontconfig knows; raises OSError where Pango or fontconfig is missing (see `pdf_problem`)."""
    from weasyprint.text.ffi import ffi, fontconfig  # noqa: PLC0415 - loads Pango, which may be missing

    configuration = ffi.gc(fontconfig.FcInitLoadConfigAndFonts(), fontconfig.FcConfigDestroy)
    listed = fontconfig.FcConfigGetFonts(configuration, fontconfig.FcSetSystem)
    string = ffi.new("FcChar8 **")

    def read(pattern: object, name: bytes, index: int = 0) -> str | None:
        result = fontconfig.FcPatternGetString(pattern, name, index, string)
        return ffi.string(string[0]).decode() if result == fontconfig.FcResultMatch else None

    def describe(pattern: object) -> Iterator[FontFile]:
        file, style, index = read(pattern, b"file"), read(pattern, b"style"), 0
        while file and (family := read(pattern, b"family", index)):
            yield FontFile(family, style or "Regular", Path(file))
            index += 1

    fonts = {font for at in range(listed.nfont) for font in describe(listed.fonts[at])}
    return tuple(sorted(fonts, key=lambda font: (font.family, font.style, font.file)))


def _present(sheet: Sheet, key: FontKey, families: set[str]) -> Iterator[str]:
    font = sheet.fonts.get(key)
    return (name for name in (font.pdf if font else ()) if name in families)


def _latin_files(font: Font, found: tuple[FontFile, ...]) -> dict[str, Path]:
    """Give the files of the first Latin family that has a regular face."""
    for name in font.pdf_latin:
        files = {one.style: one.file for one in found if one.family == name and one.style in {"Regular", "Bold"}}
        if "Regular" in files:
            return files
    return {}


def _stand_ins(sheet: Sheet, fonts: Mapping[FontKey, ChosenFont], found: tuple[FontFile, ...]) -> Iterator[Finding]:
    """Tell which fonts of a reference file are not here, and what is printed in their stead."""
    names = {one.file: one.family for one in found}
    told: set[tuple[str, str]] = set()
    for key, chosen in fonts.items():
        font = sheet.fonts[key]
        latin = names.get(chosen.latin["Regular"], "") if chosen.latin else ""
        for wanted, instead in ((font.word, chosen.family), (font.latin, latin)):
            if font.exact and instead and instead not in font.exact and (wanted, instead) not in told:
                told.add((wanted, instead))
                message = f"本机没有参考文件所用的字体“{wanted}”，PDF 中用 {instead} 代替；DOCX 不受影响。"
                hint = "在本机安装这种字体，或者在参考文件里换用常见的字体。"
                yield Finding(FONT_REPLACED, Severity.WARNING, Place(), message, hint)


def _no_chinese_font(sheet: Sheet) -> Finding:
    wanted = "、".join(dict.fromkeys(name for font in sheet.fonts.values() for name in font.pdf))
    return Finding(
        NO_CHINESE_FONT,
        Severity.ERROR,
        Place(),
        "本机没有可用的中文字体，无法生成 PDF（DOCX 不受影响）。",
        f"请安装下列字体之一：{wanted}。Debian、Ubuntu 上执行：apt-get install {PACKAGES['song']} {LATIN_PACKAGE}",
    )


def _replaced(use: str, wanted: tuple[str, ...], instead: str, package: str) -> Finding:
    return Finding(
        FONT_REPLACED,
        Severity.WARNING,
        Place(),
        f"本机没有{use}字体（{'、'.join(wanted)}），PDF 中用 {instead} 代替。",
        f"如需{use}，在 Debian、Ubuntu 上执行：apt-get install {package}",
    )
