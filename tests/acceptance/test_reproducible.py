"""The same input gives the same bytes, whatever folder, time zone, locale and hash seed; only a wished time differs."""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.pipeline.building import build_project
from generator.wanted import Wanted
from tests.acceptance.changes import DEMO, PROJECT, PROJECTS, ROOT, Example, read_example
from tests.acceptance.conftest import output_names
from tests.builds import ELSEWHERE, Files, copied, files_in, run_build


def test_two_builds_in_different_places_and_zones_are_byte_identical(
    files: Files, example: Example, elsewhere: Path
) -> None:
    again = files_in(elsewhere / example.name)
    (docx,) = (name for name in again if name.endswith(".docx"))
    assert again[docx] == files[docx]


def test_the_pdf_is_byte_identical_too(build: Callable[[str], Files], tmp_path: Path) -> None:
    """All files of the demo; of the other examples too with BIDGEN_ALL_PDF=1."""
    root = copied(tmp_path)
    for project in PROJECTS if "BIDGEN_ALL_PDF" in os.environ else (DEMO,):
        run_build(root, [project], tmp_path / "out", ELSEWHERE)
        again = files_in(tmp_path / "out" / project)
        assert tuple(again) == output_names(read_example(project))
        assert again == build(project)


def test_source_date_epoch_changes_only_the_times(
    built: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    made = build_project(ROOT, PROJECT, tmp_path, Wanted(frozenset({"docx"})))
    later = {path.name: path.read_bytes() for path in made.files}
    docx = "video_evidence-quality_assurance.docx"
    before, after = _parts(built[docx]), _parts(later[docx])
    differing = [name for name in before if before[name] != after[name]]
    assert list(before) == list(after)
    assert differing == ["docProps/core.xml"]
    assert _without_times(after[differing[0]]) == _without_times(before[differing[0]])
    assert b"2027-01-15T08:00:00Z" in after[differing[0]]
    manifests = [json.loads(files["manifest.json"]) for files in (built, later)]
    assert [manifest["built"] for manifest in manifests] == ["2026-11-30T00:00:00+00:00", "2027-01-15T08:00:00+00:00"]
    assert [manifest["inputs"] for manifest in manifests[1:]] == [manifests[0]["inputs"]]


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {info.filename: package.read(info) for info in package.infolist()}


def _without_times(part: bytes) -> bytes:
    return re.sub(rb"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", b"", part)
