"""Every example project makes a blind document that tells nobody who bids, whatever its identifying words are."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator.document.nodes import Document
from generator.document.walk import values
from generator.finding import Severity
from generator.layout.pages import paginate
from generator.load.workspace import load_project
from generator.model.bid import Bid, build_bid
from generator.model.identity import FOLDER, TABLE, Identity, Way, identity_of, pattern_of
from generator.model.paths import leaves
from generator.model.record import Record
from generator.pipeline import checking
from generator.pipeline.building import build_project
from generator.pipeline.desk import Desk
from generator.source import child_path
from generator.style.sheet import Sheet
from generator.verify.blind_docx import check_blind_docx
from generator.verify.docx_lint import lint_docx
from generator.write.docx import write_docx
from tests.acceptance.changes import ROOT

PROJECTS = sorted(path.parent.name for path in (ROOT / "projects").glob("*/project.yaml"))
WITH_PDF = "video_evidence"
CREATED = datetime(2026, 11, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Blind:
    """A project made blind: the bid it was made from, the style, the tree, the DOCX."""

    bid: Bid
    identity: Identity
    sheet: Sheet
    document: Document
    docx: bytes


@cache
def blind(name: str) -> Blind:
    checked = checking.check_project(ROOT, ROOT / "projects" / name, style="blind")
    assert [found.message for found in checked.findings if found.severity >= Severity.ERROR] == []
    assert checked.bid is not None
    assert checked.sheet is not None
    assert checked.document is not None
    docx = written(checked.document, checked.sheet)
    return Blind(checked.bid, identity_of(checked.bid), checked.sheet, checked.document, docx)


def written(document: Document, sheet: Sheet) -> bytes:
    return write_docx(document, sheet, paginate(document, sheet), CREATED)


@pytest.mark.parametrize("name", PROJECTS)
def test_the_blind_docx_has_no_leak_and_no_fault(name: str) -> None:
    made = blind(name)
    assert check_blind_docx(made.docx, made.identity, made.sheet) == ()
    assert lint_docx(made.docx) == ()


@pytest.mark.parametrize("name", PROJECTS)
def test_the_blind_docx_says_what_is_judged(name: str) -> None:
    made = blind(name)
    printed = {path for value in values(made.document) for path in value.paths}
    assert "project.name" in printed
    assert len([path for path in printed if path.startswith("service.")]) > 100


def test_a_blind_build_writes_both_files_under_the_name_of_the_kind(tmp_path: Path) -> None:
    built = build_project(ROOT, ROOT / "projects" / WITH_PDF, tmp_path, style="blind")
    assert [found.message for found in built.findings if found.severity >= Severity.ERROR] == []
    names = {path.name for path in built.files}
    assert names == {"quality_assurance.docx", "quality_assurance.pdf", "trace.json", "manifest.json"}
    assert json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))["style"] == "blind"


def test_the_same_words_in_an_open_document_are_found() -> None:
    open_one = checking.check_project(ROOT, ROOT / "projects" / WITH_PDF)
    assert open_one.document is not None
    assert open_one.sheet is not None
    made = blind(WITH_PDF)
    found = check_blind_docx(written(open_one.document, open_one.sheet), made.identity, made.sheet)
    assert {f"B1{number:02}" for number in range(1, 15)} - {finding.code for finding in found} == set()


# --- whatever the words are ------------------------------------------------------------------------------------------


def with_leaves(record: Any, texts: Mapping[str, str], path: str = "") -> Any:
    """Give a record with other texts at some key paths, of whatever form."""
    if path in texts:
        return texts[path]
    if isinstance(record, Record):
        fields = type(record).model_fields.items()
        parts = {
            name: with_leaves(getattr(record, name), texts, child_path(path, info.alias or name))
            for name, info in fields
        }
        return record.model_copy(update=parts)
    if isinstance(record, tuple):
        return tuple(with_leaves(part, texts, child_path(path, place)) for place, part in enumerate(record))
    return record


def marked(bid: Bid) -> dict[str, str]:
    """Give a word of its own for each identifying leaf; leaves that are equal stay equal."""
    ways = {row.path: row.way for row in TABLE}
    words: dict[tuple[str, object], str] = {}
    texts = {}
    for path, value in leaves(bid):
        if pattern_of(path) in ways and isinstance(value, str):
            alike = "name" if ways[pattern_of(path)] is Way.BIDDER and value == bid.company.name else ""
            word = words.setdefault((alike, value), f"示记{_spelled(len(words))}")
            texts[path] = word
    return texts


def _spelled(number: int) -> str:
    return "".join("甲乙丙丁戊己庚辛壬癸"[int(digit)] for digit in f"{number:04}")


@pytest.mark.parametrize("name", [WITH_PDF, "public_health_network"])
def test_no_identifying_leaf_is_printed_whatever_it_is(name: str) -> None:
    """All leaves are changed at once to words that occur nowhere else; none may be in any part of the file."""
    loaded = load_project(ROOT, ROOT / "projects" / name).value
    assert loaded is not None
    bid = build_bid(loaded).value
    assert bid is not None
    texts = marked(bid)
    desk = Desk(ROOT, lambda _: None)
    kind = checking.kind_of(desk, bid)
    sheet = checking.sheet_of(desk, bid, kind, "blind")
    assert kind is not None
    assert sheet is not None
    document = checking.numbered_document(desk, loaded, with_leaves(bid, texts), kind, sheet)
    assert document is not None, [finding.message for finding in desk.findings]
    shown = "".join(_parts(written(document, sheet)))
    assert [path for path, word in texts.items() if word in shown] == []
    assert len(texts) > 80


def _parts(docx: bytes) -> list[str]:
    """Give the words and attributes of each part, runs joined."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        texts = [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
    return [re.sub(r"<[^>]*>", "", text) + " ".join(re.findall(r'"([^"]*)"', text)) for text in texts]


def test_the_folder_of_the_company_is_searched() -> None:
    assert FOLDER in {word.path for word in blind(WITH_PDF).identity.words}
