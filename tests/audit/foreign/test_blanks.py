"""Values that were not filled in: fields, cells, announced parts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.audit.extract.vocabulary import Vocabulary
from generator.audit.foreign.blanks import cells_are_filled
from generator.audit.foreign.case import Case
from generator.audit.reading.file import read_file
from generator.rules.wording import Wording
from tests.audit.reading.packages import files, zipped

Rows = Callable[..., list[tuple[str, ...]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9、服务热线：", ["服务热线："]),
        ("项目联系人：\n联系地址：示例路1号", ["项目联系人："]),
        ("联系人：电话：0000-1234", ["联系人："]),
        ("地址：。", ["地址：。"]),
        ("共 人参加", [" "]),
        ("3、收费标准如下：\n4、备件的供应。", ["收费标准如下："]),
        ("总价：人民币元", ["人民币元"]),
    ],
)
def test_what_was_not_filled_in_is_found(text: str, expected: list[str], rows: Rows) -> None:
    assert [row[1] for row in rows(text, "A104")] == expected


@pytest.mark.parametrize(
    "text",
    [
        "服务热线：0000-1234",
        "公司网址：\nwww.example.com",
        "授权代表签字：\n日期：",
        "投标人：（加盖公章）",
        "3、收费标准如下：\n1）上门费；\n2）材料费。",
        "组织机构图如下：\n4、备件的供应。",
        "共5人参加，第 3 页",
    ],
)
def test_what_is_filled_in_or_is_for_the_hand_is_left_alone(text: str, rows: Rows) -> None:
    assert rows(text, "A104") == []


def _table(rows: list[list[str]]) -> bytes:
    cells = ("".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in row) for row in rows)
    return zipped(files("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"))


@pytest.mark.parametrize(("empty", "expected"), [({2}, 1), (set(), 0), ({1, 2, 3}, 0)])
def test_a_single_empty_cell_of_a_full_column_is_found(
    empty: set[int], expected: int, vocabulary: Vocabulary, wording: Wording
) -> None:
    rows = [["级别", "时限"], *([f"第{row}类", "" if row in empty else f"{row}小时"] for row in range(6))]
    text = read_file(_table(rows)).value
    assert text is not None
    found = list(cells_are_filled(Case(text, vocabulary, wording)))
    assert len(found) == expected
    assert all("时限" in each.message for each in found)
