"""The signing list: every spot where people seal, sign or date, as JSON for programs and as sheets for people."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.layout.spots import Kind, Spot
from generator.write.xlsx.sheet import Column, Sheet

SIGNING_JSON, SIGNING_XLSX = "signing.json", "signing.xlsx"
TITLE = "签署清单"
NAMES: dict[Kind, str] = {
    "seal": "公章",
    "representative_seal": "法定代表人章",
    "signature": "签字",
    "initials": "小签",
    "date": "日期",
    "seam_seal": "骑缝章",
}
"""What each kind of spot is called."""

_SPOTS = (
    Column("序号", 6),
    Column("要什么", 14),
    Column("文件", 36),
    Column("PDF页码", 14),
    Column("PDF第几张", 10),
    Column("DOCX页码", 14),
    Column("所在章", 26),
    Column("所在节", 30),
    Column("那里的文字", 44),
    Column("距左（毫米）", 12),
    Column("距上（毫米）", 12),
    Column("宽（毫米）", 11),
    Column("高（毫米）", 11),
    Column("已办（打勾）", 12),
)
_SUMMARY = (Column("要什么", 20), Column("处数", 10), Column("说明", 80))
_ADVICE: dict[Kind, str] = {
    "seal": "加盖与投标人名称一致的公章，压住单位名称和日期。",
    "representative_seal": "加盖法定代表人的方章。",
    "signature": "由标明的人用黑色墨水笔亲笔签全名，代签的附授权委托书。",
    "initials": "签姓氏或者姓名缩写；“封面以外的每一页”只列一行，逐页签；位置是竖页右页的，左页、横页签在外侧下角。",
    "date": "已印出的日期核对一遍；留空的当场填写。",
    "seam_seal": "全册装订后摊开各页外侧边缘，公章跨过每一页；页数多时分几次盖。",
}


@dataclass(frozen=True, slots=True)
class SignedFile:
    """A document's outputs, by the name of its PDF or else of its DOCX, the title people know it by, and its spots."""

    file: str
    title: str
    spots: tuple[Spot, ...]


def signing_json(files: Sequence[SignedFile]) -> bytes:
    """Write the spots as JSON, one a line; lengths are in millimetres from the top left corner of the page."""
    rows = (_row(number, file, spot) for number, (file, spot) in enumerate(_all(files), start=1))
    lines = (json.dumps(row, ensure_ascii=False) for row in rows)
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode()


def signing_sheets(files: Sequence[SignedFile]) -> tuple[Sheet, ...]:
    """Give the spots as a list to tick off, and how many there are of each kind."""
    rows = tuple(_cells(number, file, spot) for number, (file, spot) in enumerate(_all(files), start=1))
    counts = [(kind, sum(spot.kind == kind for _, spot in _all(files))) for kind in NAMES]
    totals = tuple((NAMES[kind], count, _ADVICE[kind]) for kind, count in counts if count)
    return Sheet(TITLE, _SPOTS, rows, "A3"), Sheet("合计", _SUMMARY, totals)


def _all(files: Sequence[SignedFile]) -> Iterator[tuple[SignedFile, Spot]]:
    return ((file, spot) for file in files for spot in file.spots)


def _row(number: int, file: SignedFile, spot: Spot) -> dict[str, object]:
    row: dict[str, object] = {
        "number": number,
        "what": NAMES[spot.kind],
        "kind": spot.kind,
        "file": file.file,
        "document": file.title,
        "page": spot.page,
        "sheet": spot.sheet,
        "docx_page": spot.docx_page,
        "chapter": spot.chapter,
        "section": spot.section,
        "block": spot.block,
        "words": spot.words,
    }
    if spot.last_sheet > spot.sheet:
        row["last_sheet"] = spot.last_sheet
    if spot.box is not None:
        row |= dict(zip(("x_mm", "y_mm", "width_mm", "height_mm"), _lengths(spot), strict=True))
    return row


def _cells(number: int, file: SignedFile, spot: Spot) -> tuple[str | int, ...]:
    return (
        number,
        NAMES[spot.kind],
        file.file,
        spot.page,
        spot.sheet if spot.sheet and spot.sheet == spot.last_sheet else "",
        spot.docx_page,
        spot.chapter,
        spot.section,
        spot.words,
        *(map(str, _lengths(spot)) if spot.box else ("", "", "", "")),
        "",
    )


def _lengths(spot: Spot) -> tuple[float, ...]:
    """Give where the spot is and how large, to a tenth of a millimetre."""
    box = spot.box
    if box is None:
        return ()
    return tuple(round(length, 1) for length in (box.left, box.top, box.right - box.left, box.bottom - box.top))
