"""The reports for programs: their shape is a promise."""

from __future__ import annotations

import json
from collections.abc import Mapping

import jsonschema

from generator import __version__
from generator.finding import Finding, Place, Severity
from generator.report.json_report import json_report
from generator.report.sarif import sarif_report
from generator.source import SourceMap, Span

PROJECT = "projects/示例/project.yaml"
CATALOG = "catalogs/warranty/base.yaml"

Example = tuple[tuple[Finding, ...], SourceMap, Mapping[str, str]]

TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
PLACE = {"type": "integer", "minimum": 1}
LOCATION = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "physicalLocation": {
            "type": "object",
            "additionalProperties": False,
            "required": ["artifactLocation", "region"],
            "properties": {
                "artifactLocation": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["uri"],
                    "properties": {
                        "uri": {"type": "string", "pattern": "^[!-~]+$"},
                        "uriBaseId": {"const": "WORKSPACE"},
                    },
                },
                "region": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["startLine", "startColumn", "endLine", "endColumn"],
                    "properties": dict.fromkeys(("startLine", "startColumn", "endLine", "endColumn"), PLACE),
                },
            },
        },
        "logicalLocations": {"type": "array", "minItems": 1},
    },
}
SARIF = {
    "type": "object",
    "additionalProperties": False,
    "required": ["$schema", "version", "runs"],
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["tool", "results"],
                "properties": {
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "properties": {
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {"required": ["id"], "properties": {"shortDescription": TEXT}},
                                    }
                                },
                            }
                        },
                    },
                    "language": {"pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"},
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "originalUriBaseIds": {"type": "object"},
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "additionalProperties": False,
                            "required": ["message"],
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": TEXT,
                                "locations": {"type": "array", "items": LOCATION},
                                "relatedLocations": {"type": "array", "items": LOCATION},
                                "properties": {"type": "object"},
                            },
                        },
                    },
                },
            },
        },
    },
}
"""The part of the SARIF 2.1.0 schema that the report uses."""


def test_the_json_report_has_every_field(example: Example) -> None:
    findings, sources, _ = example
    report = json_report(findings, sources, Severity.WARNING)
    assert report.endswith("}\n")
    assert json.loads(report) == {
        "findings": [
            {
                "code": "C100",
                "severity": "disqualifying",
                "message": "质保期短于招标文件的要求",
                "path": "service.warranty.period",
                "file": CATALOG,
                "line": 1,
                "column": 9,
                "end_line": 1,
                "end_column": 11,
                "also": [
                    {"path": "project.name", "file": PROJECT, "line": 2, "column": 7},
                    {"path": "company.nowhere", "file": None, "line": None, "column": None},
                ],
                "basis": ["《招标投标法》第二十七条", "招标文件第五章"],
                "hint": "改为“5年”。",
            },
            {
                "code": "S001",
                "severity": "notice",
                "message": "读不出这个文件",
                "path": "",
                "file": "notes.yaml",
                "line": 1,
                "column": 1,
                "end_line": 1,
                "end_column": 1,
                "also": [],
                "basis": [],
                "hint": "",
            },
            {
                "code": "S100",
                "severity": "warning",
                "message": "键名不常用",
                "path": "project.name",
                "file": PROJECT,
                "line": 2,
                "column": 1,
                "end_line": 2,
                "end_column": 5,
                "also": [],
                "basis": [],
                "hint": "",
            },
            {
                "code": "F001",
                "severity": "error",
                "message": "没有宋体",
                "path": "",
                "file": None,
                "line": None,
                "column": None,
                "end_line": None,
                "end_column": None,
                "also": [],
                "basis": [],
                "hint": "安装宋体。",
            },
        ],
        "summary": {"disqualifying": 1, "error": 1, "warning": 1, "notice": 1, "total": 4, "limit": "warning"},
    }


def test_the_fields_of_a_finding_stand_in_a_fixed_order(example: Example) -> None:
    findings, sources, _ = example
    finding = json.loads(json_report(findings, sources))["findings"][0]
    assert " ".join(finding) == "code severity message path file line column end_line end_column also basis hint"


def test_a_clean_report_says_so_in_numbers() -> None:
    assert json.loads(json_report((), SourceMap())) == {
        "findings": [],
        "summary": {"disqualifying": 0, "error": 0, "warning": 0, "notice": 0, "total": 0, "limit": "error"},
    }


def test_sarif_names_rules_once_and_points_in_code_points(example: Example) -> None:
    findings, sources, _ = example
    report = json.loads(sarif_report(findings, sources, {"C100": "质保期不足"}))
    run = report["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["tool"]["driver"]["version"] == __version__
    assert run["tool"]["driver"]["rules"] == [
        {"id": "C100", "shortDescription": {"text": "质保期不足"}},
        {"id": "F001", "shortDescription": {"text": "F001"}},
        {"id": "S001", "shortDescription": {"text": "S001"}},
        {"id": "S100", "shortDescription": {"text": "S100"}},
    ]
    assert [(result["ruleId"], result["ruleIndex"], result["level"]) for result in run["results"]] == [
        ("C100", 0, "error"),
        ("S001", 2, "note"),
        ("S100", 3, "warning"),
        ("F001", 1, "error"),
    ]
    assert run["results"][0] == {
        "ruleId": "C100",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "质保期短于招标文件的要求。改为“5年”。"},
        "properties": {
            "severity": "disqualifying",
            "hint": "改为“5年”。",
            "basis": ["《招标投标法》第二十七条", "招标文件第五章"],
        },
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": CATALOG, "uriBaseId": "WORKSPACE"},
                    "region": {"startLine": 1, "startColumn": 9, "endLine": 1, "endColumn": 11},
                },
                "logicalLocations": [{"fullyQualifiedName": "service.warranty.period"}],
            }
        ],
        "relatedLocations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": "projects/%E7%A4%BA%E4%BE%8B/project.yaml",
                        "uriBaseId": "WORKSPACE",
                    },
                    "region": {"startLine": 2, "startColumn": 7, "endLine": 2, "endColumn": 14},
                },
                "logicalLocations": [{"fullyQualifiedName": "project.name"}],
            }
        ],
    }
    assert "locations" not in run["results"][3]


def test_a_file_of_the_program_is_not_sought_in_the_workspace() -> None:
    finding = Finding("S001", Severity.ERROR, Place(span=Span("builtin:catalogs/a.yaml", 1, 1, 1, 2)), "错")
    result = json.loads(sarif_report([finding], SourceMap()))["runs"][0]["results"][0]
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": "builtin:catalogs/a.yaml"}


def test_sarif_keeps_to_its_schema(example: Example) -> None:
    findings, sources, _ = example
    nowhere = Finding("W100", Severity.NOTICE, Place(path="company.nowhere"), "没有位置")
    for some in ((), (*findings, nowhere)):
        jsonschema.validate(json.loads(sarif_report(some, sources)), SARIF)
