"""The text of a PDF is read by paragraphs, with the page and line of every character."""

from __future__ import annotations

import io

import pypdfium2 as pdfium
import pytest
from pypdfium2.raw import FPDFBitmap_BGR

from generator.audit.reading import pdf
from generator.audit.reading.pdf import _joined, _laid_out, _Line, _silent, _unopened, _wordless, read_pdf_text
from generator.audit.text import TextPlace


def lines(*pages: str) -> list[_Line]:
    return [
        _Line(page, number, text)
        for page, words in enumerate(pages, start=1)
        for number, text in enumerate(words.split("/"), start=1)
    ]


def blank_pdf(pages: int) -> bytes:
    document = pdfium.PdfDocument.new()
    for _ in range(pages):
        document.new_page(200, 200)
    stream = io.BytesIO()
    document.save(stream)
    document.close()
    return stream.getvalue()


PAGES = lines(
    "某项目/一、质保/我方承诺自验收合格之日起质保/三年，免费上门。/第1页",
    "某项目/二、响应/两小时内到场。/第2页",
    "某项目/另行约定。/第3页",
)


def test_lines_are_joined_to_paragraphs_and_running_lines_stand_once() -> None:
    text = _laid_out(PAGES)
    assert text.whole == (
        "一、质保\n我方承诺自验收合格之日起质保三年，免费上门。\n二、响应\n两小时内到场。\n另行约定。\n某项目\n第1页\n"
    )
    assert [text.whole[block.start : block.end] for block in text.blocks] == [block.text for block in text.blocks]


def test_every_character_has_its_page_and_line() -> None:
    text = _laid_out(PAGES)
    block = next(block for block in text.blocks if "免费" in block.text)
    assert text.origin.place(block.number, 0) == TextPlace("1", 3, 0, 0)
    assert text.origin.place(block.number, block.text.index("三年")) == TextPlace("1", 4, 0, 0)
    assert text.origin.place(block.number, block.text.index("免费")) == TextPlace("1", 4, 0, 3)


@pytest.mark.parametrize(
    ("words", "dividers"),
    [
        ("甲乙丙丁戊己庚辛/甲", ["", "\n"]),
        ("甲乙丙丁戊己庚。/甲", ["\n", "\n"]),
        ("甲乙丙丁戊己庚辛/1、甲", ["\n", "\n"]),
        ("甲/甲乙丙丁戊己庚辛", ["\n", "\n"]),
        ("甲乙丙丁 戊己庚辛/甲", ["\n", "\n"]),
        ("abcdefgh/甲乙丙丁/甲", ["", "", "\n"]),
    ],
)
def test_a_full_line_goes_on(words: str, dividers: list[str]) -> None:
    assert [divider for _, divider in _joined(lines(words))] == dividers


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "A011"), (b"%PDF-1.7 x", "A011"), (blank_pdf(2), "A012"), (blank_pdf(0), "A011")],
    ids=["none", "broken", "blank", "no page"],
)
def test_what_has_no_text_is_a_finding(data: bytes, code: str) -> None:
    outcome = read_pdf_text(data)
    assert outcome.value is None
    assert [finding.code for finding in outcome.findings] == [code]


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_PAGES", 1)
    assert [finding.code for finding in read_pdf_text(blank_pdf(2)).findings] == ["A004"]


@pytest.mark.parametrize(
    ("spoken", "pages", "named"),
    [
        ((1,), 2, "第2页"),
        ((2, 6), 7, "第1、3–5、7页"),
        (
            tuple(range(1, 60, 2)),
            59,
            f"第{'、'.join(map(str, range(2, 42, 2)))}、……共29页",
        ),
    ],
)
def test_pages_without_text_are_told(spoken: tuple[int, ...], pages: int, named: str) -> None:
    (finding,) = _silent([page for page in range(1, pages + 1) if page not in spoken])
    assert (finding.code, finding.message) == ("A019", f"PDF的{named}没有文字，可能是扫描件，没有审核")


def test_a_page_with_a_picture_alone_is_told_and_an_empty_one_is_not() -> None:
    document = pdfium.PdfDocument.new()
    for page in (document.new_page(200, 200), document.new_page(200, 200)):
        picture = pdfium.PdfImage.new(document)
        picture.set_bitmap(pdfium.PdfBitmap.new_native(2, 2, FPDFBitmap_BGR))
        page.insert_obj(picture)
        page.gen_content()
        page.close()
    document.new_page(200, 200)
    assert list(_wordless(document, {1})) == [2]
    assert list(_silent([])) == []


def test_a_password_is_told() -> None:
    (finding,) = _unopened("Failed to load document (PDFium: Incorrect password error).").findings
    assert (finding.code, finding.message) == ("A011", "PDF文件设了打开密码，读不出")
