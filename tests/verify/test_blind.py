"""A finished file is checked by its name and its bytes."""

from __future__ import annotations

import pytest

from generator.verify.blind import check_blind
from tests.verify.blind_sample import IDENTITY, SHEET, clean_docx, clean_pdf

NAMES = {
    "plan.docx": [],
    "plan.pdf": [],
    "示例青禾-方案.docx": [("B117", "company.short_name")],
    "qinghe_plan.pdf": [("B117", "project.company")],
    "方示禾改.pdf": [("B117", "company.staff[0].name")],
}


@pytest.mark.parametrize(("name", "expected"), NAMES.items())
def test_the_name_and_the_bytes_are_checked(name: str, expected: list[tuple[str, str]]) -> None:
    data = clean_docx() if name.endswith("docx") else clean_pdf()
    found = check_blind(name, data, IDENTITY, SHEET)
    assert [(finding.code, finding.place.path) for finding in found] == expected


@pytest.mark.parametrize("name", ["plan.docx", "plan.pdf"])
def test_bytes_of_another_format_are_told(name: str) -> None:
    assert [finding.code for finding in check_blind(name, b"other", IDENTITY, SHEET)] == ["B116"]


def test_a_file_of_another_kind_is_not_known() -> None:
    with pytest.raises(KeyError):
        check_blind("plan.txt", b"", IDENTITY, SHEET)
