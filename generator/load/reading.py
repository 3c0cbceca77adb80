"""What every part of loading shares: the files read so far, and how a file becomes a tree or a finding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from generator.finding import Finding, Place, Severity
from generator.load.files import LoadedFile, is_plain_path, outside, read_text, start_of
from generator.load.nodes import Node, Scalar
from generator.load.resources import Resource
from generator.load.yaml_reader import read_yaml
from generator.source import Entry, Span
from generator.zh.identifiers import nearest

NOT_FOUND = "S015"
"""S015: a company or catalog that the project names does not exist, or none is named."""
WRONG_ROOT = "S016"
"""S016: a file or a section has the wrong form: a mapping, a list or a name is needed."""

_NAME_HINT = "写文件夹或者文件的名称，不写路径，例如“company: shizheng”。"


@dataclass(slots=True)
class Reading:
    """What has been read so far of one project; every part adds to it."""

    root: Path
    texts: dict[str, str] = field(default_factory=dict)
    files: list[LoadedFile] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)


def read_node(resource: Resource, reading: Reading, referrer: Place | None) -> Node | None:
    """Read a YAML file into a tree and take its text, digest and findings into `reading`; None where it has none."""
    text = read_text(resource, referrer)
    reading.findings.extend(text.findings)
    if text.value is None:
        return None
    reading.texts[text.value.file] = text.value.text
    reading.files.append(LoadedFile(text.value.file, text.value.sha256))
    node = read_yaml(text.value.text, text.value.file)
    reading.findings.extend(node.findings)
    if node.value is None and not node.findings:
        span = start_of(text.value.file)
        reading.findings.append(wrong_root(span, "文件是空的", "写上内容，例如“name: 示例”；不需要时删去文件。"))
    return node.value


def name_of(node: Node, path: str, reading: Reading) -> Scalar | None:
    """Give the scalar that names a folder or file, unless it is no name or would lead elsewhere."""
    if not isinstance(node, Scalar) or not node.text:
        reading.findings.append(wrong_root(node.span, "这里要写一个名称", _NAME_HINT, path))
        return None
    if not is_name(node.text):
        reading.findings.append(outside(node.text, Place(path=path, span=node.span)))
        return None
    return node


def is_name(text: str) -> bool:
    """Tell whether a text names one folder or file, without any path."""
    return is_plain_path(text) and "/" not in text and not text.startswith(".")


def known_names(name: str, known: Iterable[str]) -> str:
    """Give a hint that names the nearest known name and all of them."""
    names = tuple(known)
    near = nearest(name, names)
    suggestion = f"是不是“{near}”？" if near else ""
    return f"{suggestion}现有：{'、'.join(names) or '无'}。"


def colon_slip(node: Node) -> str:
    """Give the words to add where text stands for a mapping because its colon is full-width."""
    return "，这里用了全角冒号“：”" if isinstance(node, Scalar) and "：" in (node.text or "") else ""


def not_found(path: str, span: Span, message: str, hint: str) -> Finding:
    """Report that what the value at `path` names does not exist."""
    return Finding(NOT_FOUND, Severity.ERROR, Place(path=path, span=span), message, hint)


def wrong_root(span: Span, message: str, hint: str, path: str = "") -> Finding:
    """Report that a file or section has the wrong form."""
    return Finding(WRONG_ROOT, Severity.ERROR, Place(path=path, span=span), message, hint)
