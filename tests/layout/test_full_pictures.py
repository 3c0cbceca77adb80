"""A scan is as large as its page allows, in every style, with its heading, its caption and the place for the seal."""

from __future__ import annotations

import pytest

from generator.document.nodes import Blank, Block, Figure, PageBreak, Picture, Section, SignBlock, SignLine, Text
from generator.layout.pages import page_room
from generator.layout.paging import fill_pages
from generator.layout.pictures import picture_size
from generator.layout.strips import body_strips
from generator.load.resources import builtin_root
from generator.style.load import load_sheet
from generator.style.sheet import Sheet

STYLES = sorted(path.stem for path in (builtin_root() / "templates/zh/style").glob("*.yaml"))
PORTRAIT = (1653, 2339)


def sheet_of(style: str) -> Sheet:
    path = builtin_root() / f"templates/zh/style/{style}.yaml"
    sheet = load_sheet(path.read_text(encoding="utf-8"), path.name).value
    assert sheet is not None
    return sheet


def scan(number: int) -> Figure:
    """Give a page whose caption takes two lines in every style."""
    picture = Picture("a.pdf", "image/jpeg", *PORTRAIT, b"", full=True)
    caption = "信息系统建设和服务能力等级证书及其附件的复印件（编号示例00126Q24001R3M-00240-2026，共2页，第1页）"
    return Figure(f"scan_{number}", (Text(caption),), picture, "证书", "图7-2")


def section(level: int) -> Section:
    """Give a certificate of two pages with the lines to be sealed below each."""
    sealed = SignBlock((SignLine((Text("复印件与原件一致（投标人盖章）"),), (Blank(8),), ("seal",)),), seal=False)
    pages: tuple[Block, ...] = (scan(1), sealed, PageBreak(), scan(2), sealed, PageBreak())
    return Section("iso", level, (Text("质量管理体系认证证书"),), pages)


@pytest.mark.parametrize("level", [2, 3])
@pytest.mark.parametrize("style", STYLES)
def test_each_page_of_a_scan_is_a_page(style: str, level: int) -> None:
    sheet = sheet_of(style)
    filled = fill_pages(body_strips((section(level), section(level)), sheet), page_room(sheet))
    assert filled.count == 4


@pytest.mark.parametrize("style", STYLES)
def test_a_scan_fills_most_of_its_page(style: str) -> None:
    sheet = sheet_of(style)
    width, height = picture_size(scan(1).body, sheet)  # type: ignore[arg-type]
    assert width <= sheet.text_width
    assert width / height == pytest.approx(PORTRAIT[0] / PORTRAIT[1])
    assert max(width / sheet.text_width, height / sheet.text_height) > 0.75


def test_a_scan_of_few_pixels_is_not_blown_up() -> None:
    picture = Picture("a.png", "image/png", 200, 300, b"", full=True)
    assert picture_size(picture, sheet_of("house")) == (150, 225)
