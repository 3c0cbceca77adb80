"""JSON Schemas of the workspace's files: editors complete keys, show Chinese descriptions and mark wrong values."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from generator.model.assurance import Standard
from generator.model.audit import CueGroup, KindCues, PhraseGroup
from generator.model.commitments import CommitmentFamily
from generator.model.company import Company
from generator.model.law import Article
from generator.model.project import Project
from generator.model.service import Service
from generator.model.wording import Brand, FormerName, Term, Trade, Typo, Variants, WordGroup

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The dialect the YAML extension of VS Code knows best."""

Json = dict[str, Any]


def write_schemas(directory: Path) -> tuple[Path, ...]:
    """Write every schema as `<name>.schema.json` into `directory`, which is made if it is missing."""
    directory.mkdir(parents=True, exist_ok=True)
    return tuple(_write(directory / f"{name}.schema.json", schema) for name, schema in schemas().items())


def schemas() -> Mapping[str, Json]:
    """Give the schema of each kind of file by name: those read for every project, and one for each catalog.

    A company's schema asks for no key, since each of its files may hold any of them.
    """
    return {
        "company": _partial(_finished(TypeAdapter(Company), "公司资料")),
        "project": _project(),
        "standards": _finished(TypeAdapter(tuple[Standard, ...]), "标准登记"),
        "audit_kinds": _finished(TypeAdapter(tuple[KindCues, ...]), "承诺类别的提示词"),
        "audit_phrases": _finished(TypeAdapter(tuple[PhraseGroup, ...]), "审核句式用词"),
        "audit_words": _finished(TypeAdapter(tuple[CueGroup, ...]), "审核用词"),
        "commitments": _finished(TypeAdapter(tuple[CommitmentFamily, ...]), "承诺登记"),
        "law": _finished(TypeAdapter(tuple[Article, ...]), "法条登记"),
        "terms": _finished(TypeAdapter(tuple[Term, ...]), "术语清单"),
        "trades": _finished(TypeAdapter(tuple[Trade, ...]), "行业用词"),
        "wording": _finished(TypeAdapter(tuple[WordGroup, ...]), "用词清单"),
        "typos": _finished(TypeAdapter(tuple[Typo, ...]), "错别字"),
        "variants": _finished(TypeAdapter(tuple[Variants, ...]), "异体字"),
        "brands": _finished(TypeAdapter(tuple[Brand, ...]), "品牌"),
        "former_names": _finished(TypeAdapter(tuple[FormerName, ...]), "旧名称"),
        **{name: _catalog(name) for name in Service.model_fields},
    }


def schema_text(schema: Json) -> str:
    """Give the text of a schema file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _write(path: Path, schema: Json) -> Path:
    path.write_text(schema_text(schema), encoding="utf-8", newline="\n")
    return path


def _partial(schema: Json) -> Json:
    return {key: value for key, value in schema.items() if key != "required"}


def _project() -> Json:
    """Give the schema of project.yaml, in which service sections may stand as well."""
    project, service = _finished(TypeAdapter(Project), "项目资料"), _finished(TypeAdapter(Service), "服务内容")
    inline = {key: service[key] for key in ("type", "properties", "additionalProperties")}
    described = {"title": "服务内容", "description": "不引用目录、直接写在项目中的服务内容"}
    properties = {**project["properties"], "service": {**described, **inline}}
    definitions = {**service["definitions"], **project["definitions"]}
    return {**project, "properties": properties, "definitions": definitions}


def _catalog(name: str) -> Json:
    field = Service.model_fields[name]
    annotation: Any = field.annotation
    schema = _finished(TypeAdapter(annotation), _title(str(field.description)))
    given = next(option for option in schema.pop("anyOf") if option != {"type": "null"})
    if "$ref" in given:
        given = schema["definitions"].pop(given["$ref"].rpartition("/")[2])
    return {**schema, **given, "title": schema["title"]}


def _finished(adapter: TypeAdapter[Any], title: str) -> Json:
    raw = adapter.json_schema(ref_template="#/definitions/{model}")
    definitions = {name: _tidy(part) for name, part in raw.pop("$defs", {}).items()}
    body = {key: value for key, value in _tidy(raw).items() if key not in ("title", "description")}
    return {"$schema": DIALECT, "title": title, "description": title, **body, "definitions": definitions}


def _tidy(schema: Json) -> Json:
    """Give the schema of an object with Chinese names only: its title, and each property's from its description."""
    tidy: Json = {**schema}
    if "properties" in schema:
        tidy["description"] = schema["title"]
        tidy["properties"] = {name: _property(part) for name, part in schema["properties"].items()}
    return tidy


def _property(schema: Json) -> Json:
    """Give a property's schema; a reference is wrapped, since this dialect ignores what stands beside one."""
    description = schema["description"]
    rest = {key: value for key, value in schema.items() if key not in ("title", "description")}
    if rest.get("default", "") in (None, [], {}):
        del rest["default"]
    if "$ref" in rest:
        rest = {"allOf": [{"$ref": rest.pop("$ref")}], **rest}
    return {"title": _title(description), "description": description, **rest}


def _title(description: str) -> str:
    return description.partition("（")[0]
