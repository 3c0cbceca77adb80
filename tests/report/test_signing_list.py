"""`signing.json` and the sheets of the signing list, word for word."""

from __future__ import annotations

import json

from generator.layout.spots import Box, Spot
from generator.report.signing import SignedFile, signing_json, signing_sheets

SEAL = Spot(
    "seal",
    "投标人（盖章）：示例公司",
    "第一章 技术承诺",
    "1.1 承诺书",
    1,
    "3",
    7,
    7,
    Box(123.44, 131.1, 165.44, 173.1),
    "4",
    38,
)
SEAM = Spot("seam_seal", "", "全册各页的外侧边缘", "", 0, "第1至9张", 1, 9, Box(190, 127.5, 210, 169.5), "第1至10张")
UNPLACED = Spot("date", "日期：", "第二章 服务", docx_page="12")
FILES = (SignedFile("a.pdf", "商务文件", (SEAL, SEAM)), SignedFile("b.docx", "技术文件", (UNPLACED,)))


def test_json_says_where_to_the_tenth_of_a_millimetre() -> None:
    first, seam, last = json.loads(signing_json(FILES))
    assert first == {
        "number": 1,
        "what": "公章",
        "kind": "seal",
        "file": "a.pdf",
        "document": "商务文件",
        "page": "3",
        "sheet": 7,
        "docx_page": "4",
        "chapter": "第一章 技术承诺",
        "section": "1.1 承诺书",
        "block": 1,
        "words": "投标人（盖章）：示例公司",
        "x_mm": 123.4,
        "y_mm": 131.1,
        "width_mm": 42.0,
        "height_mm": 42.0,
    }
    assert (seam["what"], seam["page"], seam["sheet"], seam["last_sheet"]) == ("骑缝章", "第1至9张", 1, 9)
    assert (last["number"], last["file"], last["docx_page"], "x_mm" in last) == (3, "b.docx", "12", False)


def test_sheets_list_every_spot_to_be_ticked_off_and_count_the_kinds() -> None:
    spots, counts = signing_sheets(FILES)
    assert spots.title == "签署清单"
    assert [column.heading for column in spots.columns][-1] == "已办（打勾）"
    assert spots.rows == (
        (
            1,
            "公章",
            "a.pdf",
            "3",
            7,
            "4",
            "第一章 技术承诺",
            "1.1 承诺书",
            SEAL.words,
            "123.4",
            "131.1",
            "42.0",
            "42.0",
            "",
        ),
        (2, "骑缝章", "a.pdf", "第1至9张", "", "第1至10张", SEAM.chapter, "", "", "190", "127.5", "20", "42.0", ""),
        (3, "日期", "b.docx", "", "", "12", "第二章 服务", "", "日期：", "", "", "", "", ""),
    )
    assert [row[:2] for row in counts.rows] == [("公章", 1), ("日期", 1), ("骑缝章", 1)]
