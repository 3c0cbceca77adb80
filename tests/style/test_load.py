"""A style sheet is read whole, or every fault of it is told at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.style.load import load_sheet
from generator.style.numbering import numbering_of

FILE = "templates/zh/style/house.yaml"
HOUSE = (Path(__file__).parents[2] / FILE).read_text(encoding="utf-8")
MINIMAL = """name: plain
title: 素
fonts:
  song: {word: 宋体, latin: Times New Roman, pdf: [Noto Serif CJK SC], pdf_latin: [Liberation Serif]}
roles:
  body: {size: 12}
"""


def test_the_house_style_is_sound() -> None:
    outcome = load_sheet(HOUSE, FILE)
    assert outcome.findings == ()
    assert outcome.value is not None
    assert outcome.value.name == "house"
    assert numbering_of(outcome.value).headings[0] == "第{cn}章"


def test_what_is_not_written_has_its_usual_look() -> None:
    sheet = load_sheet(MINIMAL, FILE).value
    assert sheet is not None
    assert (sheet.page.width, sheet.role("nowhere").size, sheet.table.continued) == (210, 12, "续表")
    assert round(sheet.text_width, 2) == 445.04
    assert round(sheet.text_height, 2) == 700.16


FAULTS: dict[str, tuple[str, list[tuple[str, str, str]]]] = {
    "empty": ("", [("L001", "1:1", "版式文件应是一组键和值。")]),
    "a list": ("- a\n", [("L001", "1:1", "版式文件应是一组键和值。")]),
    "not YAML": ("name: [\n", [("S005", "1:8", "")]),
    "an unknown key": (MINIMAL + "tabel: {}\n", [("L002", "7:1", "版式文件不认识键“tabel”。")]),
    "an unknown key deep below": (
        MINIMAL.replace("{size: 12}", "{sise: 12}"),
        [("L002", "6:10", "版式文件不认识键“sise”。")],
    ),
    "a missing key": (MINIMAL.replace("title: 素\n", ""), [("L003", "1:1", "版式文件缺少键“title”。")]),
    "a length that is none": (
        MINIMAL.replace("size: 12", "size: 大"),
        [("L001", "6:16", "版式文件中“size”的值“大”不合要求。")],
    ),
    "a size of nothing": (
        MINIMAL.replace("size: 12", "size: 0"),
        [("L001", "6:16", "版式文件中“size”的值“0”不合要求。")],
    ),
    "several faults at once": (
        MINIMAL.replace("size: 12", "size: 大, colour: 0"),
        [
            ("L001", "6:16", "版式文件中“size”的值“大”不合要求。"),
            ("L002", "6:19", "版式文件不认识键“colour”。"),
        ],
    ),
    "a duplicate key": (MINIMAL + "name: again\n", [("S006", "7:1", "")]),
}


@pytest.mark.parametrize("case", FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_told_at_its_place(case: tuple[str, list[tuple[str, str, str]]]) -> None:
    text, told = case
    outcome = load_sheet(text, FILE)
    assert outcome.value is None
    found = []
    for finding, (_, _, message) in zip(outcome.findings, told, strict=True):
        span = finding.place.span
        assert span is not None
        assert span.file == FILE
        found.append((finding.code, f"{span.line}:{span.column}", message and finding.message))
    assert found == told


@pytest.mark.parametrize(
    ("written", "hint"), [("tabel", "最接近的键是“table”。"), ("zzz", "请删除这个键，或者核对键名。")]
)
def test_an_unknown_key_is_told_with_its_nearest(written: str, hint: str) -> None:
    (finding,) = load_sheet(f"{MINIMAL}{written}: 1\n", FILE).findings
    assert finding.hint == hint
