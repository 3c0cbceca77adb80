"""The file before programs that were not written here: the Open XML SDK validator and LibreOffice."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from generator.document.text import compact, reading_text
from generator.layout.pages import paginate
from generator.write.docx import write_docx
from tests.write.docx.opened import HOUSE
from tests.write.sample import CREATED, sample_document

DOCUMENT = sample_document()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("docx") / "样本.docx"
    path.write_bytes(write_docx(DOCUMENT, HOUSE, paginate(DOCUMENT, HOUSE), CREATED))
    return path


@pytest.mark.outside("ooxml-validator")
def test_open_xml_sdk_reports_no_error(file: Path, program: Callable[[str], str]) -> None:
    done = subprocess.run([program("ooxml-validator"), str(file)], capture_output=True, text=True, check=False)
    assert json.loads(done.stdout)["errors"] == []
    assert done.returncode == 0


@pytest.fixture(scope="module")
def pages(file: Path) -> list[str]:
    """Convert with LibreOffice and give the words of each page."""
    profile = file.parent / "profile"
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"),
            *("--convert-to", "pdf", "--outdir", str(file.parent), str(file)),
        ],
        capture_output=True,
        check=True,
        timeout=180,
    )
    with pypdfium2.PdfDocument(file.with_suffix(".pdf")) as pdf:
        return [compact(page.get_textpage().get_text_range()) for page in pdf]


@pytest.mark.outside("soffice")
def test_libreoffice_shows_every_word(pages: list[str]) -> None:
    shown = "".join(pages)
    missing = [item.text for item in reading_text(DOCUMENT).segments if compact(item.text) not in shown]
    assert missing == []


@pytest.mark.outside("soffice")
def test_libreoffice_puts_headings_where_the_contents_say(pages: list[str]) -> None:
    body = pages[2:]
    expected = paginate(DOCUMENT, HOUSE)
    found = {
        entry.target: next(
            number for number, page in enumerate(body, start=1) if compact(f"{entry.label}{_title(entry)}") in page
        )
        for entry in DOCUMENT.contents.entries
    }
    assert found == dict(expected.sections)
    assert len(body) == expected.body_count


@pytest.mark.outside("soffice")
def test_libreoffice_counts_pages_from_the_body(pages: list[str]) -> None:
    count = len(pages) - 2
    shown = [f"第{number}页共{count}页" in page for number, page in enumerate(pages[2:], start=1)]
    assert shown == [True] * count


def _title(entry: object) -> str:
    return "".join(part.text for part in entry.title)  # type: ignore[attr-defined]
