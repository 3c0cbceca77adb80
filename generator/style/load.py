"""Reads a style sheet from YAML; every fault is a finding at its place in the file."""

from __future__ import annotations

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.finding import Finding, Outcome, Place, Severity
from generator.load.nodes import Mapping, flatten
from generator.load.yaml_reader import read_yaml
from generator.source import Entry, SourceMap, Span, child_path
from generator.style.sheet import Sheet
from generator.zh.identifiers import nearest

BAD_SHEET = "L001"
"""L001: a style sheet is empty or has a value of the wrong form."""
UNKNOWN_KEY = "L002"
"""L002: a style sheet has a key nobody reads."""
MISSING_KEY = "L003"
"""L003: a style sheet lacks a key it needs."""

_ROOT = "style"


def load_sheet(text: str, file: str) -> Outcome[Sheet]:
    """Read a sheet; the value is None where anything is wrong."""
    outcome = read_yaml(text, file)
    if not isinstance(outcome.value, Mapping):
        span = Span(file, 1, 1, 1, 1)
        empty = Finding(BAD_SHEET, Severity.ERROR, Place(span=span), "版式文件应是一组键和值。", "例如“name: house”。")
        return Outcome(None, outcome.findings or (empty,))
    entries: dict[str, Entry] = {}
    data = flatten(outcome.value, _ROOT, entries)
    try:
        sheet = Sheet.model_validate(data)
    except ValidationError as error:
        sources = SourceMap(entries)
        found = tuple(_finding(details, sources) for details in error.errors(include_url=False))
        return Outcome(None, outcome.findings + found)
    return Outcome(None if outcome.findings else sheet, outcome.findings)


def _finding(details: ErrorDetails, sources: SourceMap) -> Finding:
    path = _ROOT
    for part in details["loc"]:
        path = child_path(path, part)
    name = str(details["loc"][-1]) if details["loc"] else ""
    if details["type"] == "extra_forbidden":
        known = nearest(name, tuple(Sheet.model_fields))
        hint = f"最接近的键是“{known}”。" if known else "请删除这个键，或者核对键名。"
        return Finding(UNKNOWN_KEY, Severity.ERROR, Place(span=sources.key(path)), f"版式文件不认识键“{name}”。", hint)
    if details["type"] == "missing":
        return Finding(
            MISSING_KEY,
            Severity.ERROR,
            Place(span=sources.key(path)),
            f"版式文件缺少键“{name}”。",
            "请参照 templates/zh/style/house.yaml 补写。",
        )
    message = f"版式文件中“{name}”的值“{details['input']}”不合要求。"
    hint = "长度写数字（页面为毫米，其余为磅），颜色写六位十六进制数，例如“size: 12”。"
    return Finding(BAD_SHEET, Severity.ERROR, Place(span=sources.value(path)), message, hint)
