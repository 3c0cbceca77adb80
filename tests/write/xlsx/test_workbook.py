"""The workbook: text stays text, tables can be filtered and printed, the same tables give the same bytes."""

from __future__ import annotations

import io
import subprocess
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from generator.write.xlsx.sheet import Column, Sheet
from generator.write.xlsx.workbook import write_xlsx

CREATED = datetime(2026, 11, 30, tzinfo=UTC)
SHEET = Sheet("登记表", (Column("序号", 6), Column("内容", 30)), ((1, "质保期"), (2, "=1+1")), "A3")
EMPTY = Sheet("未印出", (Column("序号", 6),), ())


def written(*sheets: Sheet, title: str = "承诺登记表") -> bytes:
    return write_xlsx(sheets, title, "示例公司", CREATED)


def opened(*sheets: Sheet, title: str = "承诺登记表") -> Workbook:
    return load_workbook(io.BytesIO(written(*sheets, title=title)))


def test_rows_and_columns() -> None:
    page = opened(SHEET)["登记表"]
    assert [[cell.value for cell in row] for row in page.rows] == [["序号", "内容"], [1, "质保期"], [2, "=1+1"]]
    assert [page.column_dimensions[name].width for name in ("A", "B")] == [6, 30]
    assert page["A1"].font.b
    assert all(cell.alignment.wrap_text for row in page.rows for cell in row)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("x")'])
def test_no_text_is_a_formula(text: str) -> None:
    page = opened(Sheet("a", (Column("b", 9),), ((text,),)))["a"]
    assert page["A2"].data_type in {"s", "inlineStr"}
    assert page["A2"].quotePrefix
    with zipfile.ZipFile(io.BytesIO(written(Sheet("a", (Column("b", 9),), ((text,),))))) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_other_text_carries_no_mark_and_control_characters_are_left_out() -> None:
    page = opened(Sheet("a", (Column("b", 9),), (("质保\x01期\x0b",),)))["a"]
    assert (page["A2"].value, page["A2"].quotePrefix) == ("质保期", False)


def test_the_head_stays_and_filters() -> None:
    page = opened(SHEET)["登记表"]
    assert (page.freeze_panes, page.auto_filter.ref) == ("A2", "A1:B3")


def test_an_empty_table_has_its_head() -> None:
    page = opened(SHEET, EMPTY)["未印出"]
    assert (page.max_row, page.auto_filter.ref, page["A1"].value) == (1, "A1:A1", "序号")


@pytest.mark.parametrize(("paper", "code"), [("A3", 8), ("A4", 9)])
def test_the_printed_page(paper: str, code: int) -> None:
    page = opened(Sheet("表", SHEET.columns, SHEET.rows, paper), title="甲&乙")["表"]  # type: ignore[arg-type]
    assert (page.page_setup.orientation, int(page.page_setup.paperSize)) == ("landscape", code)
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.print_title_rows == "$1:$1"
    assert (page.oddHeader.center.text, page.oddFooter.center.text) == ("甲&&乙　表", "第&P页，共&N页")


def test_what_is_only_for_programs_is_not_printed() -> None:
    columns = (Column("序号", 6), Column("内容", 30), Column("编号", 40, printed=False))
    page = opened(Sheet("表", columns, ((1, "甲", "a.b"),)))["表"]
    assert (page.print_area, page.auto_filter.ref) == ("'表'!$A$1:$B$2", "A1:C2")
    assert opened(SHEET)["登记表"].print_area == "'登记表'!$A$1:$B$3"


def test_properties() -> None:
    found = opened(SHEET).properties
    assert (found.title, found.creator) == ("承诺登记表", "示例公司")
    assert found.created == found.modified == CREATED.replace(tzinfo=None)


def test_the_same_tables_give_the_same_bytes() -> None:
    first = written(SHEET, EMPTY)
    time.sleep(1.1)  # a zip file and the properties count in seconds
    assert written(SHEET, EMPTY) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.namelist() == sorted(archive.namelist())
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.outside("ooxml-validator")
def test_the_validator_of_the_open_xml_sdk_finds_nothing(tmp_path: Path, program: Callable[[str], str]) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(written(SHEET, EMPTY))
    done = subprocess.run([program("ooxml-validator"), str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
