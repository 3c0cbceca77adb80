"""Cover, contents and running lines: what stands on them, their sections and page numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from generator.document.nodes import Contents, Cover, Running, SignBlock, SignLine
from generator.layout.pages import Pages
from generator.verify.docx_lint import lint_docx
from generator.write.docx import write_docx
from tests.write.docx.opened import HOUSE, NAMES, Opened, W, body_elements, lines, opened, texts, written
from tests.write.sample import CREATED, paragraph, sample_document, text

NOTHING = Running((), (), ())
BARE = Cover((), (), (), (), (), ())


def made(cover: Cover, running: Running = NOTHING) -> Opened:
    document = replace(
        sample_document(),
        cover=cover,
        contents=Contents(text("目录"), 3),
        contents_running=running,
        body_running=running,
        body=(paragraph("甲"),),
    )
    data = write_docx(document, HOUSE, Pages({}, 1, 1), CREATED)
    assert lint_docx(data) == ()
    return opened(data)


def cover_lines(package: Opened) -> list[str]:
    body = package.document[0]
    end = next(index for index, item in enumerate(body) if item.find(f"{W}pPr/{W}sectPr") is not None)
    return lines(*body[: end + 1])


def test_cover() -> None:
    assert cover_lines(made(sample_document().cover)) == [
        "RoleCoverMark: 正本",
        "RoleCoverProject: 智慧园区视频取证设备采购项目",
        "Title: 投标文件",
        "Subtitle: 质量保证和售后服务体系",
        "RoleCoverLine: 项目编号：→SL-2026-0112",
        "RoleCoverLine: 投标人：→示例信息技术有限公司",
        "RoleCoverLine: 法定代表人或授权代表：→\u3000\u3000\u3000\u3000\u3000\u3000\u3000\u3000",
        "RoleCoverDate: 二〇二六年十一月",
        "RoleCoverRemark: 示例数据，仅供演示",
    ]


@pytest.mark.parametrize(
    ("cover", "expected"),
    [(BARE, ["RoleCoverRemark: "]), (replace(BARE, title=text("投标文件")), ["Title: 投标文件"])],
)
def test_empty_parts_of_the_cover_are_left_out(cover: Cover, expected: list[str]) -> None:
    assert cover_lines(made(cover)) == expected


def test_sections() -> None:
    shown = [_section(item) for item in made(BARE).document.iter(f"{W}sectPr")]
    assert shown == [
        ([], None, None),
        (["header", "footer"], "lowerRoman", "1"),
        (["header", "footer"], "decimal", "1"),
    ]


def _section(element: etree._Element) -> tuple[list[str], str | None, str | None]:
    kinds = [etree.QName(item).localname.removesuffix("Reference") for item in element if "Reference" in str(item.tag)]
    numbers = element.find("w:pgNumType", NAMES)
    if numbers is None:
        return kinds, None, None
    return kinds, numbers.get(f"{W}fmt"), numbers.get(f"{W}start")


def test_page_size_and_margins() -> None:
    section = next(made(BARE).document.iter(f"{W}sectPr"))
    size, margins = section.find("w:pgSz", NAMES), section.find("w:pgMar", NAMES)
    assert {name.removeprefix(W): value for name, value in size.attrib.items()} == {"w": "11906", "h": "16838"}
    assert {name.removeprefix(W): value for name, value in margins.attrib.items()} == {
        "top": "1474",
        "right": "1417",
        "bottom": "1361",
        "left": "1587",
        "header": "850",
        "footer": "794",
        "gutter": "0",
    }
    assert section.find("w:docGrid", NAMES) is None


def test_running_lines() -> None:
    package = made(BARE, Running(text("项目"), text("投标人"), text("页脚")))
    assert lines(*package.part("word/header2.xml")) == ["Header: 项目→投标人"]
    assert lines(*package.part("word/footer2.xml")) == ["Footer: 页脚"]


def test_a_header_without_words_has_no_rule() -> None:
    assert lines(*made(BARE).part("word/header1.xml")) == ["Normal: "]


SIGN = SignBlock((SignLine(text("投标人（盖章）"), text("某公司")), SignLine(text("日期"), text("某日"))))


def test_lines_of_a_signature_begin_at_one_edge() -> None:
    elements = body_elements(written(SIGN).document)
    edges = {item.find("w:pPr/w:ind", NAMES).get(f"{W}left") for item in elements}
    assert edges == {"4450"}


def test_a_long_signature_moves_left() -> None:
    block = SignBlock((SignLine(text("投标人（盖章）"), text("名" * 40)),))
    element = body_elements(written(block).document)[0]
    assert element.find("w:pPr/w:ind", NAMES).get(f"{W}left") == "0"


def test_a_signature_with_seal_is_as_high_as_the_seal() -> None:
    elements = body_elements(written(SIGN).document)
    spaces = [int(item.find("w:pPr/w:spacing", NAMES).get(f"{W}before")) / 20 for item in elements]
    assert sum(spaces) + 2 * HOUSE.roles["sign"].pitch == 120


def test_a_signature_without_lines_is_nothing() -> None:
    assert texts(written(SignBlock(()), paragraph("甲")).document[0][-2]) == "甲"
