"""`trace.json` and `manifest.json`, word for word."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from generator.document.nodes import Value
from generator.report.manifest import Manifest, manifest_json, sha256
from generator.report.trace import trace_json, trace_rows
from generator.source import Entry, SourceMap, Span


@dataclass(frozen=True)
class Printed:
    value: Value
    section: str = "5.1 热线"
    pages: Mapping[str, str] = field(default_factory=dict)
    volume: str = ""


FILE = "company_profiles/a/profile.yaml"
SOURCES = SourceMap(
    {
        "company.name": Entry(Span(FILE, 1, 1, 1, 4), Span(FILE, 1, 7, 1, 10)),
        "company.sites": Entry(Span(FILE, 2, 1, 2, 5), Span(FILE, 3, 3, 4, 9)),
    }
)
PLAIN = Printed(Value("甲公司", ("company.name",), "templates/a.md.j2", 4, 1), "封面", {"pdf": "封面", "docx": ""})
COUNT = Printed(Value("3", ("company.sites", "company.nowhere"), "templates/b.md.j2", 9, 2), pages={"docx": "12"})


def test_a_row_names_source_template_and_pages() -> None:
    assert trace_rows([PLAIN], SOURCES) == [
        {
            "number": 1,
            "text": "甲公司",
            "path": "company.name",
            "file": FILE,
            "line": 1,
            "column": 7,
            "template": "templates/a.md.j2",
            "template_line": 4,
            "section": "封面",
            "page": "封面",
            "pages": {"pdf": "封面", "docx": ""},
        }
    ]


def test_a_derived_value_names_all_its_sources() -> None:
    (row,) = trace_rows([COUNT], SOURCES)
    assert (row["path"], row["line"], row["page"]) == ("company.sites", 3, "12")
    assert row["also"] == [{"path": "company.nowhere", "file": FILE, "line": 1, "column": 7}] or row["also"] == [
        {"path": "company.nowhere", "file": "", "line": 0, "column": 0}
    ]


def test_a_value_without_a_path_still_has_its_row() -> None:
    (row,) = trace_rows([Printed(Value("字", (), "templates/a.md.j2", 1, 3))], SOURCES)
    assert (row["path"], row["file"], row["line"], row["column"], row["page"]) == ("", "", 0, 0, "")


def test_the_json_has_one_row_a_line() -> None:
    text = trace_json([PLAIN, COUNT], SOURCES).decode()
    lines = text.splitlines()
    assert (lines[0], len(lines), lines[-1]) == ("[", 4, "]")
    assert json.loads(text) == json.loads(json.dumps(trace_rows([PLAIN, COUNT], SOURCES)))
    assert "甲公司" in lines[1]


def test_the_manifest_names_inputs_and_outputs_by_content() -> None:
    manifest = Manifest(
        project="示例项目",
        kind="quality_assurance",
        style="house",
        built=datetime(2026, 11, 30, tzinfo=UTC),
        versions={"weasyprint": "70", "bidgen": "0.1"},
        inputs={"b.yaml": "22", "a.yaml": "11"},
        outputs={"x.pdf": b"pdf", "trace.json": b"[]"},
        pages={"x.pdf": 3},
        standards=("PDF/A-2u", "PDF/UA-1"),
    )
    assert json.loads(manifest_json(manifest)) == {
        "project": "示例项目",
        "kind": "quality_assurance",
        "style": "house",
        "built": "2026-11-30T00:00:00+00:00",
        "versions": {"bidgen": "0.1", "weasyprint": "70"},
        "inputs": [{"file": "a.yaml", "sha256": "11"}, {"file": "b.yaml", "sha256": "22"}],
        "outputs": [
            {"file": "trace.json", "sha256": sha256(b"[]"), "bytes": 2},
            {"file": "x.pdf", "sha256": sha256(b"pdf"), "bytes": 3, "pages": 3, "standards": ["PDF/A-2u", "PDF/UA-1"]},
        ],
    }
    assert manifest_json(manifest).endswith(b"}\n")


def test_sha256_is_the_known_one() -> None:
    assert sha256(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
