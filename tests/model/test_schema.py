"""Editors get a schema for every file: Chinese throughout, true to the demo, and the committed ones are current."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from generator.model.schema import schema_text, schemas, write_schemas
from generator.model.service import Service

REPOSITORY = Path(__file__).parents[2]
DATA = sorted(
    path for folder in ("company_profiles", "catalogs", "projects") for path in (REPOSITORY / folder).rglob("*.yaml")
)
MODELINE = re.compile(r"# yaml-language-server: \$schema=(?P<path>\S+/(?P<name>\w+)\.schema\.json)\n")
SCHEMAS = schemas()
CHINESE = re.compile(r"[\u4e00-\u9fff]")


class EditorLoader(yaml.SafeLoader):
    """Types plain scalars as YAML 1.2 editors do: numbers, true, false and null; dates stay text."""


EditorLoader.yaml_implicit_resolvers = {}
for kind, pattern, first in (
    ("bool", r"true|false", "tf"),
    ("null", r"null|~|", "n~\0"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?[0-9]+\.[0-9]+", "-+0123456789"),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{kind}", re.compile(f"(?:{pattern})$"), list(first))


def test_there_is_a_schema_for_each_kind_of_file() -> None:
    assert set(SCHEMAS) == {
        "audit_kinds",
        "audit_phrases",
        "audit_words",
        "commitments",
        "company",
        "law",
        "project",
        "standards",
        "terms",
        "trades",
        "wording",
        "typos",
        "variants",
        "brands",
        "former_names",
        *Service.model_fields,
    }


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_valid_and_every_property_is_described_in_chinese(name: str) -> None:
    schema = SCHEMAS[name]
    Draft7Validator.check_schema(schema)
    described = list(_properties(schema))
    assert [path for path, title, text in described if not (CHINESE.search(title) and CHINESE.search(text))] == []
    assert all(CHINESE.search(part["description"]) for part in schema["definitions"].values())


@pytest.mark.parametrize("path", DATA, ids=[path.relative_to(REPOSITORY).as_posix() for path in DATA])
def test_the_demo_is_valid_in_an_editor(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = MODELINE.match(text)
    assert found is not None
    assert (path.parent / found["path"]).resolve() == REPOSITORY / "schemas" / f"{found['name']}.schema.json"
    data = yaml.load(text, EditorLoader)  # noqa: S506 - a safe loader with fewer types
    errors = Draft7Validator(SCHEMAS[found["name"]]).iter_errors(data)
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


@pytest.mark.parametrize(
    ("name", "data", "path"),
    [
        ("company", {"nmae": "示例"}, "$"),
        ("company", {"founded": "2009年"}, "$.founded"),
        ("company", {"staff": [{"id": "an"}]}, "$.staff[0]"),
        ("warranty", {"start_event": "验收", "groups": []}, "$.groups"),
        (
            "training",
            {"courses": [{"name": "a", "audience": "b", "hours": 8, "times": "1次", "persons": "2人"}]},
            "$.courses[0].hours",
        ),
        ("project", {"service": {"warrenty": {}}}, "$.service"),
        ("processes", {"complaint": {"title": "图"}}, "$.complaint"),
        ("standards", [{"id": "a", "number": "b"}], "$[0]"),
    ],
)
def test_a_wrong_file_is_marked_by_an_editor(name: str, data: object, path: str) -> None:
    places = {error.json_path for error in Draft7Validator(SCHEMAS[name]).iter_errors(data)}
    assert path in places


def test_the_committed_schemas_are_current(tmp_path: Path) -> None:
    written = write_schemas(tmp_path / "schemas")
    committed = REPOSITORY / "schemas"
    assert {path.name for path in committed.iterdir()} == {path.name for path in written}
    changed = [path.name for path in written if path.read_bytes() != (committed / path.name).read_bytes()]
    assert changed == [], "run: bidgen schema"


def test_the_text_of_a_schema_is_plain_chinese_json() -> None:
    text = schema_text(SCHEMAS["warranty"])
    assert text.endswith("}\n")
    assert "质保起算事件" in text
    assert json.loads(text) == SCHEMAS["warranty"]


def _properties(schema: object, path: str = "$") -> Iterator[tuple[str, str, str]]:
    if isinstance(schema, dict):
        for name, part in schema.get("properties", {}).items():
            yield f"{path}.{name}", part.get("title", ""), part.get("description", "")
        for key, part in schema.items():
            yield from _properties(part, f"{path}.{key}")
