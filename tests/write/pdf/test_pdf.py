"""The PDF as a reader has it: words in the order of the tree, pages, outline, fonts, the same bytes each time."""

from __future__ import annotations

import ctypes
import logging
import re
import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest

from generator.document.nodes import (
    Block,
    Column,
    Paragraph,
    Properties,
    Running,
    Section,
    SignBlock,
    SignLine,
    Table,
    Value,
)
from generator.document.pages import with_pages
from generator.document.text import compact, reading_text
from generator.finding import Severity
from generator.verify.lines import letter_pages
from generator.verify.pdf_reader import Margins
from generator.verify.typography import typesetting_faults
from generator.write.pdf import write_pdf
from generator.write.pdf.engine import PdfResult
from tests.write.pdf.rendered import SHEET, body_lines, body_text, chapter, made, numbered, opened, words
from tests.write.sample import CREATED, paragraph, row, sample_document, text

MARGINS = Margins(SHEET.page.top, SHEET.page.right, SHEET.page.bottom, SHEET.page.left)


@pytest.fixture(scope="module")
def sample() -> PdfResult:
    return made(sample_document())


def without_page_numbers(body: str) -> str:
    """Take the leaders of the contents out with the page numbers after them."""
    return re.sub(r"\.{4,}\d+?(?=第|\d\.\d|填|$)", "", body, count=9)


def test_words_stand_in_the_order_of_the_tree(sample: PdfResult) -> None:
    expected = "".join(compact(segment.text) for segment in reading_text(sample_document()).segments)
    assert without_page_numbers(body_text(sample.data)) == expected


def test_nothing_is_badly_set(sample: PdfResult) -> None:
    assert typesetting_faults(with_pages(sample_document(), sample.pages), letter_pages(sample.data, MARGINS)) == ()


def test_contents_give_the_pages_of_the_headings(sample: PdfResult) -> None:
    with opened(sample.data) as document:
        contents = document[1].get_textpage().get_text_range()
    printed = [int(number) for number in re.findall(r"\.{4,}\s*(\d+)", contents)]
    assert printed == [sample.pages[entry.target] for entry in sample_document().contents.entries]


def test_pages_are_labelled_as_they_are_numbered(sample: PdfResult) -> None:
    with opened(sample.data) as document:
        labels = [document.get_page_label(index) for index in range(len(document))]
    assert labels == ["封面", "i", "1", "2", "3", "4", "5", "6", "7"]
    assert (sample.contents_count, sample.body_count) == (1, 7)


def test_running_lines_stand_on_all_pages_but_the_cover(sample: PdfResult) -> None:
    with opened(sample.data) as document:
        pages = [compact(document[index].get_textpage().get_text_range()) for index in range(len(document))]
    header = "智慧园区视频取证设备采购项目示例信息技术有限公司"
    footers = ["i", *(f"第{number}页共7页" for number in range(1, 8))]
    assert [page for page in pages[1:] if header not in page] == []
    assert [page for page, footer in zip(pages[1:], footers, strict=True) if not page.endswith(footer)] == []
    assert "共7页" not in pages[0]


def test_outline_names_every_section_with_its_label(sample: PdfResult) -> None:
    with opened(sample.data) as document:
        outline = [
            (mark.level, mark.get_title(), document.get_page_label(mark.get_dest().get_index()))
            for mark in document.get_toc()
        ]
    assert outline == [
        (0, "第一章 技术承诺", "1"),
        (1, "1.1 售后服务承诺书", "1"),
        (0, "第二章 售后服务体系", "2"),
        (1, "2.1 故障分级与时限", "2"),
        (1, "2.2 投诉处理", "2"),
        (2, "2.2.1 质量管理体系证书", "4"),
        (0, "第三章 服务表单", "5"),
        (1, "3.1 人员简历", "5"),
        (0, "填表说明", "6"),
    ]


def test_every_value_knows_its_page(sample: PdfResult) -> None:
    numbers = [place.value.number for place in reading_text(sample_document()).values]
    on_body = [number for number in numbers if f"v{number}" in sample.pages]
    assert on_body == numbers[4:]
    assert (sample.pages["v9"], sample.pages[f"v{numbers[-1]}"]) == (1, 5)


def test_properties_are_those_of_the_document(sample: PdfResult) -> None:
    with opened(sample.data) as document:
        found = {key: document.get_metadata_value(key) for key in ("Title", "Author", "Subject", "Keywords", "Creator")}
        created = document.get_metadata_value("CreationDate")
        tagged = document.is_tagged()
    assert found == {
        "Title": "投标文件：质量保证和售后服务体系",
        "Author": "示例信息技术有限公司",
        "Subject": "智慧园区视频取证设备采购项目",
        "Keywords": "质量保证，售后服务",
        "Creator": "bidgen",
    }
    assert created == "D:20261122083000+00'00"
    assert tagged


def test_every_font_is_embedded(sample: PdfResult) -> None:
    with opened(sample.data) as document:
        fonts = {font for index in range(len(document)) for font in fonts_of(document[index])}
    assert fonts == {
        ("Noto-Serif-CJK-SC", True),
        ("Noto-Serif-CJK-SC-Bold", True),
        ("Noto-Sans-CJK-SC", True),
        ("AR-PL-KaitiM-GB", True),
        ("bidgen-latin-song", True),
        ("bidgen-latin-hei", True),
        ("bidgen-latin-kai", True),
        ("bidgen-box", True),
    }


def fonts_of(page: pdfium.PdfPage) -> set[tuple[str, bool]]:
    """Give the fonts of a page, without the letters that mark a subset, and whether each is embedded."""
    texts = [item for item in page.get_objects() if item.type == pdfium_c.FPDF_PAGEOBJ_TEXT]
    fonts = [pdfium_c.FPDFTextObj_GetFont(item) for item in texts]
    return {(font_name(font), bool(pdfium_c.FPDFFont_GetIsEmbedded(font))) for font in fonts}


def font_name(font: object) -> str:
    buffer = ctypes.create_string_buffer(100)
    pdfium_c.FPDFFont_GetBaseFontName(font, buffer, 100)
    return buffer.value.decode().partition("+")[2]


def test_same_document_gives_the_same_bytes(sample: PdfResult, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    assert made(sample_document()).data == sample.data


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    made(numbered(chapter(paragraph("详见 https://example.invalid/a.png 与 file:///etc/passwd。"))))


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    made(numbered(chapter(paragraph("正文。"))))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "a & b &amp; c",
        '"><img src=x onerror=y>',
        "{{ x }} {% y %}",
        "**不加粗** `码` | 竖线",
        "</title></style></span>",
        "\\22 } @page { margin: 0 }",
        "url(file:///etc/passwd)",
    ],
)
def test_hostile_words_are_printed_as_they_are(hostile: str) -> None:
    value = Value(hostile, ("company.name",), "templates/a.md.j2", 1)
    document = numbered(chapter(Paragraph((value,)), title="标题" + hostile))
    running = Running(text(hostile), text("右"), text("第"))
    document = replace(document, body_running=running, properties=Properties(hostile, hostile, hostile, hostile))
    result = made(document)
    lines = body_lines(result)
    assert compact(words(lines[-1])) == compact(hostile)
    with opened(result.data) as pdf:
        assert pdf.get_metadata_value("Title") == hostile
        assert compact(hostile) in compact(pdf[len(pdf) - 1].get_textpage().get_text_range())


def test_missing_glyph_is_a_finding() -> None:
    result, findings = write_pdf(numbered(chapter(paragraph("字符\U0001f9ff。"))), SHEET, CREATED)
    assert result is not None
    assert [(finding.code, finding.severity) for finding in findings] == [("F304", Severity.ERROR)]
    assert findings[0].message == "PDF 的字体里没有字符“\U0001f9ff”（U+1F9FF），印出来会是方框。"


def test_other_warnings_are_findings_and_stay_off_the_screen(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    value = Value("甲", ("company.name",), "templates/a.md.j2", 1, number=7)
    document = replace(sample_document(), body=(chapter(Paragraph((value, value))),))
    _, findings = write_pdf(document, SHEET, CREATED)
    assert [(finding.code, finding.message) for finding in findings][:1] == [
        ("F305", "PDF 排版程序提示：Anchor defined twice: 'v7'")
    ]
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []
    assert capfd.readouterr() == ("", "")


def test_moment_is_written_with_its_time_zone() -> None:
    moment = datetime(2026, 11, 22, 16, 30, tzinfo=timezone(timedelta(hours=8)))
    result, _ = write_pdf(numbered(chapter(paragraph("正文。"))), SHEET, moment)
    assert result is not None
    with opened(result.data) as document:
        assert document.get_metadata_value("CreationDate") == "D:20261122163000+08'00"
    assert moment == CREATED.astimezone(UTC)


def pages_of(result: PdfResult) -> list[str]:
    """Give the words of each page of the body."""
    with opened(result.data) as document:
        return [
            compact(document[index].get_textpage().get_text_bounded(bottom=70, top=760))
            for index in range(len(document) - result.body_count, len(document))
        ]


def test_table_head_stands_on_every_page_and_rows_stay_whole() -> None:
    rows = tuple(row(f"甲{index:02}", f"乙{index:02}" + "说明" * 60) for index in range(30))
    table = Table("t", text("清单"), (Column(), Column(3)), (row("名称", "说明文字"),), rows)
    pages = pages_of(made(numbered(chapter(table))))
    assert len(pages) > 2
    assert [page.count("名称说明文字") for page in pages] == [1] * len(pages)
    joined = "".join(pages)
    whole = [f"甲{index:02}乙{index:02}" + "说明" * 60 for index in range(30)]
    assert [line for line in whole if line not in joined] == []
    assert all(sum(page.count(line) for page in pages) == 1 for line in whole)


def chapters(*blocks: Block) -> list[str]:
    """Give the pages of a document that has the blocks at the end of chapters of growing length."""
    parts = []
    for filler in range(22, 36):
        before = [paragraph(f"第{index}段。") for index in range(filler)]
        parts.append(Section(f"c{filler}", 1, text("章"), (*before, *_renamed(blocks, filler))))
    return pages_of(made(numbered(*parts)))


def _renamed(blocks: tuple[Block, ...], number: int) -> tuple[Block, ...]:
    named = Section | Table
    return tuple(replace(block, id=f"{block.id}{number}") if isinstance(block, named) else block for block in blocks)


def test_signature_block_never_stands_alone() -> None:
    block = SignBlock((SignLine(text("投标人（盖章）"), text("示例公司")), SignLine(text("日期"), text("某日"))))
    pages = chapters(paragraph("特此承诺。"), block)
    assert "".join(pages).count("投标人（盖章）：示例公司") == 14
    assert [page for page in pages if ("投标人（盖章）" in page) != ("特此承诺。" in page)] == []
    assert [page for page in pages if ("投标人（盖章）" in page) != ("日期：" in page)] == []


def test_heading_stays_with_what_follows() -> None:
    pages = chapters(Section("s", 2, text("小节标题"), (paragraph("小节首段。"),)))
    assert "".join(pages).count("小节标题小节首段。") == 14
    assert [page for page in pages if ("小节标题" in page) != ("小节首段。" in page)] == []


def test_caption_stays_with_its_table() -> None:
    table = Table(
        "t", text("价格表"), (Column(), Column()), (row("名称", "单价"),), (row("硬盘", "八百"), row("风扇", "九十"))
    )
    pages = chapters(table)
    assert len(re.findall(r"表\d+-1价格表名称单价硬盘八百", "".join(pages))) == 14
    assert [page for page in pages if ("价格表" in page) != ("硬盘" in page)] == []


def test_sections_pages_are_those_of_the_outline(sample: PdfResult) -> None:
    with opened(sample.data) as document:
        outline = [int(document.get_page_label(mark.get_dest().get_index())) for mark in document.get_toc()]
    assert outline == [sample.pages[entry.target] for entry in sample_document().contents.entries]
