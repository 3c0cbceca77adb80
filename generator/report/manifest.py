"""The manifest: what went into a build and what came out of it, by content, as `manifest.json`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Manifest:
    """Inputs by workspace path and outputs by file name, as SHA-256; versions of what made them; time of the build.

    `standards` are those every PDF among the outputs keeps; `books` gives volume and mark of files that are not all.
    """

    project: str
    kind: str
    style: str
    built: datetime
    versions: Mapping[str, str]
    inputs: Mapping[str, str]
    outputs: Mapping[str, bytes]
    pages: Mapping[str, int]
    standards: Sequence[str] = ()
    books: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def manifest_json(manifest: Manifest) -> bytes:
    """Write the manifest as JSON with sorted names; the same inputs give the same bytes."""
    content = {
        "project": manifest.project,
        "kind": manifest.kind,
        "style": manifest.style,
        "built": manifest.built.isoformat(),
        "versions": dict(sorted(manifest.versions.items())),
        "inputs": [{"file": file, "sha256": digest} for file, digest in sorted(manifest.inputs.items())],
        "outputs": [_output(name, data, manifest) for name, data in sorted(manifest.outputs.items())],
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def sha256(data: bytes) -> str:
    """Give the SHA-256 of bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _output(name: str, data: bytes, manifest: Manifest) -> dict[str, object]:
    entry: dict[str, object] = {"file": name, "sha256": sha256(data), "bytes": len(data)}
    if name in manifest.pages:
        entry["pages"] = manifest.pages[name]
    told = zip(("volume", "copy"), manifest.books.get(name, ()), strict=False)
    entry |= {key: words for key, words in told if words}
    if name.endswith(".pdf") and manifest.standards:
        entry["standards"] = list(manifest.standards)
    return entry
