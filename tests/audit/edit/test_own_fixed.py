"""Our own file after somebody's edits: what `fix` writes into it brings back what the record says."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.audit.edit.written import Audit, Edited, fixed
from generator.layout.pages import paginate
from generator.write.docx import write_docx
from tests.audit.edit.comparing import word
from tests.audit.own.conftest import changed, own
from tests.write.docx.opened import HOUSE
from tests.write.sample import CREATED, sample_document

_VALUE = re.compile(
    r'(<w:bookmarkStart w:id="\d+" w:name="_v\d+"/><w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t[^>]*>)'
    r"([^<]*)(</w:t>)"
)


@pytest.fixture(scope="module")
def sample() -> bytes:
    document = sample_document()
    return write_docx(document, HOUSE, paginate(document, HOUSE), CREATED)


def edited(data: bytes) -> Edited:
    text = word(data).text
    outcome = fixed(Audit("a.docx", data, text, own(data).findings))
    assert outcome.value is not None
    return outcome.value


def with_values(data: bytes, new: Callable[[str], str]) -> bytes:
    """Write other values between our bookmarks."""
    return changed(data, lambda xml: _VALUE.sub(lambda found: found[1] + new(found[2]) + found[3], xml))


def raised(value: str) -> str:
    """Raise what is one figure with its unit."""
    if not re.fullmatch(r"\d+(?:年|分钟|小时|小时内|\.00)", value):
        return value
    return re.sub(r"[1-8]", lambda digit: str(int(digit[0]) + 1), value)


def emptied(value: str) -> str:
    return "" if value in {"3年", "7×24", "SL-2026-0112", "800.00"} else value


@pytest.mark.parametrize("new", [raised, emptied])
def test_every_value_comes_back(sample: bytes, new: Callable[[str], str]) -> None:
    broken = with_values(sample, new)
    assert own(broken).findings
    value = edited(broken)
    assert value.changes > 0
    assert [left.finding.message for left in value.left if not left.touched] == []
    assert own(value.data).findings == ()
    assert word(value.data).text.whole == word(sample).text.whole


@pytest.mark.outside("ooxml-validator")
def test_open_xml_sdk_accepts_the_fixed_file(sample: bytes, program: Callable[[str], str], tmp_path: Path) -> None:
    file = tmp_path / "fixed.docx"
    file.write_bytes(edited(with_values(sample, raised)).data)
    done = subprocess.run([program("ooxml-validator"), str(file)], capture_output=True, text=True, check=False)
    assert json.loads(done.stdout)["errors"] == []
