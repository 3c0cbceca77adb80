"""Audits as SARIF: valid, with regions where the file has lines, with names of parts and paragraphs where not."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import jsonschema
import pytest

from generator.audit.foreign.finding import Anchor, AuditFinding, Certainty, Layer
from generator.audit.reading.file import read_file
from generator.finding import Finding, Place, Severity
from generator.report.audit_content import AuditCase, AuditContent, content_of
from generator.report.audit_sarif import audit_sarif
from generator.source import Entry, SourceMap, Span

WORDS = "热线提供724小时服务。"
CATALOG = "catalogs/warranty/base.yaml"
TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
PLACE = {"type": "integer", "minimum": 1}
ARTIFACT = {
    "type": "object",
    "additionalProperties": False,
    "required": ["uri"],
    "properties": {"uri": {"type": "string", "pattern": "^[!-~]+$"}, "uriBaseId": {"const": "WORKSPACE"}},
}
REGION = {
    "type": "object",
    "additionalProperties": False,
    "required": ["startLine", "startColumn", "endLine", "endColumn"],
    "properties": {**dict.fromkeys(("startLine", "startColumn", "endLine", "endColumn"), PLACE), "snippet": TEXT},
}
LOCATION = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "physicalLocation": {
            "type": "object",
            "additionalProperties": False,
            "required": ["artifactLocation"],
            "properties": {"artifactLocation": ARTIFACT, "region": REGION},
        },
        "logicalLocations": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "properties": {key: {"type": "string"} for key in ("name", "fullyQualifiedName", "kind")},
            },
        },
        "message": TEXT,
    },
}
RUN = {
    "type": "object",
    "additionalProperties": False,
    "required": ["tool", "results", "artifacts"],
    "properties": {
        "tool": {"type": "object", "required": ["driver"]},
        "language": {"const": "zh-CN"},
        "columnKind": {"const": "unicodeCodePoints"},
        "originalUriBaseIds": {"type": "object"},
        "artifacts": {
            "type": "array",
            "uniqueItems": True,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "location": ARTIFACT,
                    "length": {"type": "integer", "minimum": -1},
                    "mimeType": {"type": "string", "pattern": "[^/]+/.+"},
                    "hashes": {"type": "object", "additionalProperties": {"type": "string"}},
                },
            },
        },
        "results": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["message", "locations"],
                "properties": {
                    "ruleId": {"type": "string"},
                    "ruleIndex": {"type": "integer", "minimum": 0},
                    "level": {"enum": ["note", "warning", "error"]},
                    "message": TEXT,
                    "locations": {"type": "array", "minItems": 1, "items": LOCATION},
                    "relatedLocations": {"type": "array", "minItems": 1, "items": LOCATION},
                    "properties": {"type": "object"},
                },
            },
        },
    },
}
"""The part of the SARIF 2.1.0 schema that the report uses."""


def word() -> bytes:
    document, stream = docx.Document(), io.BytesIO()
    document.add_paragraph(WORDS)
    document.save(stream)
    return stream.getvalue()


def content(name: str, data: bytes) -> AuditContent:
    text = read_file(data).value
    assert text is not None
    start = text.whole.index("724")
    where = Anchor(start, start + 3, "724", 0)
    found = AuditFinding(
        "A103", Layer.TEXT, Severity.ERROR, Certainty.FACT, "丢失", "g", (where, where), "a.b", "补上", ("gbt_15834",)
    )
    read = Finding("A006", Severity.WARNING, Place(), "链接到外面", "删除链接")
    sources = SourceMap({"a.b": Entry(Span(CATALOG, 1, 1, 1, 2), Span(CATALOG, 1, 4, 1, 6))})
    return content_of(AuditCase(name, data, text, (read,), (found,), (), sources, {}, {}, "0"))


@pytest.mark.parametrize(("name", "data"), [("甲.txt", WORDS.encode()), ("甲 乙.docx", word())])
def test_the_answer_is_valid(name: str, data: bytes) -> None:
    (run,) = json.loads(audit_sarif([content(name, data)], {"A103": "符号丢失"}))["runs"]
    jsonschema.validate(run, RUN)
    read, told = run["results"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["A006", "A103"]
    assert (read["ruleIndex"], told["ruleIndex"]) == (0, 1)
    assert read["message"]["text"] == "链接到外面。删除链接"
    assert told["properties"]["basis"] == ["GB/T 15834-2011《标点符号用法》"]
    fact = told["relatedLocations"][-1]
    assert fact["physicalLocation"]["artifactLocation"] == {"uri": CATALOG, "uriBaseId": "WORKSPACE"}
    assert fact["logicalLocations"] == [{"fullyQualifiedName": "a.b"}]


def test_an_absolute_file_has_an_absolute_address(tmp_path: Path) -> None:
    file = tmp_path / "甲.txt"
    (run,) = json.loads(audit_sarif([content(str(file), WORDS.encode())], {}))["runs"]
    assert run["artifacts"][0]["location"]["uri"] == file.as_uri()
