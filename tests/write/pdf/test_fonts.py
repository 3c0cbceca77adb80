"""Which fonts a PDF gets on a machine, and what is said about those it lacks."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import pytest

from generator.finding import Severity
from generator.write.pdf import pdf_problem, write_pdf
from generator.write.pdf.box_font import box_font
from generator.write.pdf.engine import SYSTEM_PACKAGES, _collector_off, _fetcher
from generator.write.pdf.fonts import FontFile, choose_fonts, installed_fonts
from tests.write.pdf.rendered import SHEET, chapter, numbered
from tests.write.sample import CREATED, paragraph


def font(family: str, style: str = "Regular") -> FontFile:
    return FontFile(family, style, Path(f"/fonts/{family}-{style}.ttf"))


NOTO = (font("Noto Serif CJK SC"), font("Noto Sans CJK SC"))
LIBERATION = (
    font("Liberation Serif"),
    font("Liberation Serif", "Bold"),
    font("Liberation Serif", "Italic"),
    font("Liberation Sans"),
)
KAI = (font("AR PL KaitiM GB"),)


def families(*installed: FontFile) -> dict[str, str]:
    return {key: chosen.family for key, chosen in choose_fonts(SHEET, installed).fonts.items()}


def test_first_family_of_the_sheet_that_is_there_is_taken() -> None:
    assert families(*NOTO, *KAI, *LIBERATION, font("SimSun")) == {
        "song": "Noto Serif CJK SC",
        "hei": "Noto Sans CJK SC",
        "kai": "AR PL KaitiM GB",
        "fang": "Noto Serif CJK SC",
    }
    assert choose_fonts(SHEET, (*NOTO, *KAI, *LIBERATION)).findings == ()


def test_latin_letters_come_from_their_own_files() -> None:
    chosen = choose_fonts(SHEET, (*NOTO, *KAI, *LIBERATION)).fonts["song"]
    assert chosen.latin == {
        "Regular": Path("/fonts/Liberation Serif-Regular.ttf"),
        "Bold": Path("/fonts/Liberation Serif-Bold.ttf"),
    }


def test_missing_font_is_replaced_and_said() -> None:
    choice = choose_fonts(SHEET, (font("SimSun"), *LIBERATION))
    assert {key: chosen.family for key, chosen in choice.fonts.items()} == dict.fromkeys(
        ("song", "hei", "kai", "fang"), "SimSun"
    )
    assert [(finding.code, finding.severity, finding.message) for finding in choice.findings] == [
        (
            "F303",
            Severity.WARNING,
            "本机没有黑体字体（Noto Sans CJK SC、Source Han Sans SC、SimHei、FandolHei），PDF 中用 SimSun 代替。",
        ),
        (
            "F303",
            Severity.WARNING,
            "本机没有楷体字体（AR PL KaitiM GB、LXGW WenKai、KaiTi、Noto Serif CJK SC），PDF 中用 SimSun 代替。",
        ),
        (
            "F303",
            Severity.WARNING,
            "本机没有仿宋字体（FangSong、FandolFang、Noto Serif CJK SC），PDF 中用 SimSun 代替。",
        ),
    ]
    assert choice.findings[1].hint == "如需楷体，在 Debian、Ubuntu 上执行：apt-get install fonts-arphic-gkai00mp"


def test_missing_latin_font_is_said_once() -> None:
    findings = choose_fonts(SHEET, (*NOTO, *KAI)).findings
    assert [(finding.code, finding.message, finding.hint) for finding in findings] == [
        (
            "F303",
            "本机没有西文字体（Liberation Serif、Times New Roman），PDF 中用 Noto Serif CJK SC 代替。",
            "如需西文，在 Debian、Ubuntu 上执行：apt-get install fonts-liberation",
        )
    ]


def test_without_any_chinese_font_there_is_no_choice() -> None:
    choice = choose_fonts(SHEET, LIBERATION)
    assert choice.fonts == {}
    assert [(finding.code, finding.severity) for finding in choice.findings] == [("F302", Severity.ERROR)]
    assert "apt-get install fonts-noto-cjk fonts-liberation" in choice.findings[0].hint


def test_without_any_chinese_font_there_is_no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.write.pdf.fonts.installed_fonts", lambda: LIBERATION)
    result, findings = write_pdf(numbered(chapter(paragraph("正文。"))), SHEET, CREATED)
    assert result is None
    assert [finding.code for finding in findings] == ["F302"]


def test_installed_fonts_are_listed_once_each_in_order() -> None:
    found = installed_fonts()
    assert list(found) == sorted(set(found), key=lambda font: (font.family, font.style, font.file))
    assert [font.family for font in found if not font.file.is_file()] == []


def test_working_library_is_no_problem() -> None:
    assert pdf_problem() is None


@pytest.mark.parametrize(
    "error",
    [
        OSError("cannot load library 'libpango-1.0-0': no such file\nmore"),
        ImportError("No module named 'weasyprint'"),
        OSError(),
    ],
)
def test_missing_library_is_a_finding(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    class Refusing:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "weasyprint":
                raise error

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Refusing(), *sys.meta_path])
    result, findings = write_pdf(numbered(chapter(paragraph("正文。"))), SHEET, CREATED)
    said = str(error).split("\n")[0] or "OSError"
    assert result is None
    assert [(finding.code, finding.severity, finding.message, finding.hint) for finding in findings] == [
        (
            "F301",
            Severity.ERROR,
            f"无法生成 PDF：缺少排版所需的系统部件（{said}）。DOCX 不受影响。",
            f"在 Debian、Ubuntu 上执行：apt-get install {SYSTEM_PACKAGES}",
        )
    ]


def test_addresses_that_were_not_handed_over_are_refused() -> None:
    fetch = _fetcher({"bidgen:a": (b"data", "image/png")})
    assert fetch("bidgen:a").read() == b"data"
    for url in ("https://example.invalid/x.png", "file:///etc/passwd", "bidgen:b", "data:text/plain,x"):
        with pytest.raises(ValueError, match="refused"):
            fetch(url)


def test_collector_is_left_as_it_was() -> None:
    gc.disable()
    try:
        with _collector_off():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
    with _collector_off():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_box_font_is_the_same_each_time() -> None:
    first = box_font()
    box_font.cache_clear()
    assert box_font() == first
