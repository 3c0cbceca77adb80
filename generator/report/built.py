"""What an earlier build says of its pages: read from its manifest and trace, where the inputs are still the same."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from pydantic import BaseModel, TypeAdapter, ValidationError

_NONE: Mapping[int, Mapping[str, str]] = MappingProxyType({})


class _Input(BaseModel):
    file: str
    sha256: str


class _Manifest(BaseModel):
    kind: str
    style: str
    inputs: tuple[_Input, ...]


class _Row(BaseModel):
    number: int
    pages: dict[str, str]


def built_pages(folder: Path, kind: str, style: str, inputs: Mapping[str, str]) -> Mapping[int, Mapping[str, str]]:
    """Give the pages of each printed value by its trace number, as the build in `folder` found them.

    Nothing where there is no build, or one of other inputs (by SHA-256), another kind or another style: its pages are
    not those of today's document.
    """
    with suppress(OSError, ValidationError, json.JSONDecodeError):
        manifest = _Manifest.model_validate_json((folder / "manifest.json").read_bytes())
        built = {entry.file: entry.sha256 for entry in manifest.inputs}
        if (manifest.kind, manifest.style, built) == (kind, style, dict(inputs)):
            rows = TypeAdapter(tuple[_Row, ...]).validate_json((folder / "trace.json").read_bytes())
            return MappingProxyType({row.number: row.pages for row in rows})
    return _NONE
