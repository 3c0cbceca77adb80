"""Files with marks before programs that were not written here: the Open XML SDK validator and LibreOffice."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.audit.edit.written import Audit, annotated, fixed
from generator.audit.foreign.finding import AuditFinding
from tests.audit.edit.comparing import finding, word
from tests.audit.edit.constructs import everything
from tests.audit.edit.fodt import commented

WORDS = {
    "3小时": "3小时",
    "三年": "三年",
    "×": "\uf0b4",
    "公司首": "公司首",
    "乙公司": "乙公司",
    "楼二": "楼二",
    "写的四": "写的四",
    "中<间": "中<间",
    "two": "two",
    "某某医院": "",
    "时限": "时限",
}
"""Words, and what LibreOffice has between the ends of their comment."""


def told(data: bytes, *, replaced: bool) -> list[AuditFinding]:
    text = word(data).text
    return [finding(text, (words, "新" if replaced else None), code=f"A{index}") for index, words in enumerate(WORDS)]


@pytest.fixture(scope="module", params=["annotated", "fixed"])
def file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = everything()
    is_fixed = request.param == "fixed"
    audit = Audit("a.docx", data, word(data).text, told(data, replaced=is_fixed))
    edited = (fixed if is_fixed else annotated)(audit).value
    assert edited is not None
    path = tmp_path_factory.mktemp("marks") / f"{request.param}.docx"
    path.write_bytes(edited.data)
    return path


@pytest.mark.outside("ooxml-validator")
def test_open_xml_sdk_reports_no_error(file: Path, program: Callable[[str], str]) -> None:
    done = subprocess.run([program("ooxml-validator"), str(file)], capture_output=True, text=True, check=False)
    assert json.loads(done.stdout)["errors"] == []
    assert done.returncode == 0


@pytest.mark.outside("soffice")
def test_libreoffice_has_the_comments_at_their_words(file: Path) -> None:
    profile = file.parent / "profile"
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"),
            *("--convert-to", "fodt", "--outdir", str(file.parent), str(file)),
        ],
        capture_output=True,
        check=True,
        timeout=180,
    )
    is_fixed = file.stem == "fixed"
    expected = {f"A{index}": words + "新" * bool(words and is_fixed) for index, words in enumerate(WORDS.values())}
    found = commented(file.with_suffix(".fodt").read_bytes())
    assert {code(said): words for said, words in found} == expected


def code(said: str) -> str:
    found = re.search(r"\bA\d+", said)
    assert found is not None
    return found[0]
