"""The same input gives the same bytes, whatever folder, time zone, locale and hash seed; only a wished time differs."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from generator.pipeline import Wanted, build_project
from tests.acceptance.changes import PROJECT, ROOT, Example
from tests.acceptance.conftest import Files, output_names, run_build

WORKSPACE = ("catalogs", "company_profiles", "projects", "templates")
WHOLE = ("video_evidence",)
ELSEWHERE = {"TZ": "America/New_York", "LC_ALL": "C", "PYTHONUTF8": "1", "PYTHONHASHSEED": "77"}


def test_two_builds_in_different_places_and_zones_are_byte_identical(
    files: Files, example: Example, tmp_path: Path
) -> None:
    """Of the demo all files; of the others, unless BIDGEN_ALL_PDF=1, the DOCX."""
    root = _copied(tmp_path / "另一处 with blanks" / "工作区")
    whole = example.name in WHOLE or "BIDGEN_ALL_PDF" in os.environ
    again = run_build(root, example.name, tmp_path / "elsewhere", ELSEWHERE, *(() if whole else ("--to", "docx")))
    names = output_names(example) if whole else [name for name in output_names(example) if name.endswith(".docx")]
    assert [name for name in names if again[name] != files[name]] == []
    assert not whole or tuple(again) == names


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


def _copied(root: Path) -> Path:
    for name in WORKSPACE:
        shutil.copytree(ROOT / name, root / name)
    return root


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {info.filename: package.read(info) for info in package.infolist()}


def _without_times(part: bytes) -> bytes:
    return re.sub(rb"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", b"", part)
