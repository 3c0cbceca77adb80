"""Gathers a project with its company, catalogs and standards into one namespace of key paths, for the model to type."""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from generator.finding import Finding, Outcome, Place, Severity
from generator.load.company import YAML_SUFFIXES, read_company
from generator.load.files import LoadedFile, missing, outside, start_of
from generator.load.nodes import Mapping, Scalar, Sequence, flatten
from generator.load.overrides import MALFORMED, Override, apply_overrides, is_below
from generator.load.reading import Reading, colon_slip, known_names, read_node, wrong_root
from generator.load.resources import Resource, exists, find_resource, list_names
from generator.load.service import read_service
from generator.source import SourceMap

NO_PROJECT = "S025"
"""S025: the project folder does not exist or is not in a workspace."""

STANDARDS = "catalogs/standards.yaml"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A project as dicts, lists, str and None (nothing written), under `company`, `project`, `service` and `standards`.

    `texts` gives the text of each file read, for carets. `broken` holds the key paths whose contents could not be read
    or were found wrong already, so that later stages need not report that they are missing.
    """

    data: dict[str, object]
    sources: SourceMap
    texts: MappingType[str, str]
    files: tuple[LoadedFile, ...]
    overrides: tuple[Override, ...]
    root: Path
    broken: frozenset[str] = frozenset()

    def is_broken(self, path: str) -> bool:
        """Tell whether `path` is, or lies below, a key path whose contents loading already complained about."""
        return is_below(path, self.broken)


def load_project(root: Path, project: Path) -> Outcome[Loaded]:
    """Read the project in folder `project` (or its project.yaml) of the workspace `root`.

    The value is None where project.yaml cannot be read; any other fault leaves a value and findings.
    """
    root = root.resolve()
    reading = Reading(root)
    document = _read_project(project, reading)
    if document is None:
        return Outcome(None, tuple(reading.findings))
    data = _merge(document, reading)
    overrides = _overrides(document, data, reading)
    loaded = Loaded(
        data,
        SourceMap(MappingProxyType(reading.entries)),
        MappingProxyType(reading.texts),
        tuple(reading.files),
        overrides,
        root,
        frozenset(reading.broken),
    )
    return Outcome(loaded, tuple(reading.findings))


def read_catalog_list(root: Path, relative: str) -> Outcome[tuple[object, SourceMap]]:
    """Read a YAML list of the workspace or built in, such as `catalogs/standards.yaml`; key paths begin at its stem."""
    reading = Reading(root.resolve())
    value = _list(relative, Path(relative).stem, reading)
    return Outcome((value, SourceMap(MappingProxyType(reading.entries))), tuple(reading.findings))


def _read_project(project: Path, reading: Reading) -> Mapping | None:
    resource = _project_file(project, reading)
    if resource is None:
        return None
    node = read_node(resource, reading, None)
    if node is None:
        return None
    if not isinstance(node, Mapping):
        hint = "例如“name: 示例采购项目”。"
        reading.findings.append(wrong_root(node.span, f"项目文件要写成“键: 值”{colon_slip(node)}", hint))
        return None
    return node


def _project_file(project: Path, reading: Reading) -> Resource | None:
    path = project if project.suffix in YAML_SUFFIXES else project / "project.yaml"
    path = path.parent.resolve() / path.name
    if not path.is_relative_to(reading.root):
        place = Place(span=start_of(path.name))
        reading.findings.append(outside(project.as_posix(), place))
        return None
    relative = path.relative_to(reading.root).as_posix()
    if not exists(path):
        reading.findings.append(_no_project(relative, reading.root))
        return None
    return Resource(path, reading.root, relative)


def _merge(document: Mapping, reading: Reading) -> dict[str, object]:
    project = Mapping(document.span, tuple(item for item in document.items if item.key != "service"))
    data: dict[str, object] = {"project": flatten(project, "project", reading.entries)}
    data["company"] = read_company(document, reading)
    data["service"] = read_service(document, reading)
    data["standards"] = _list(STANDARDS, "standards", reading)
    return data


def _list(relative: str, path: str, reading: Reading) -> object:
    resource = find_resource(reading.root, relative)
    node = read_node(resource, reading, None) if resource else None
    if isinstance(node, Sequence):
        return flatten(node, path, reading.entries)
    if node is not None:
        hint = "每一项以“- ”开头，例如“- {id: gbt_19001, number: GB/T 19001-2016}”。"
        reading.findings.append(wrong_root(node.span, "这个目录要写成列表", hint))
    if resource is None:
        reading.findings.append(missing(relative, Place(span=start_of(relative))))
    reading.broken.add(path)
    return []


def _overrides(document: Mapping, data: dict[str, object], reading: Reading) -> tuple[Override, ...]:
    item = document.get("overrides")
    if item is None or (isinstance(item.value, Scalar) and item.value.text is None):
        return ()
    if not isinstance(item.value, Sequence):
        reading.broken.add("project.overrides")
        hint = "每一项以“- ”开头，写 key、value、reason、approver、date。"
        reading.findings.append(wrong_root(item.value.span, "“overrides”要写成列表", hint, "project.overrides"))
        return ()
    overrides, findings = apply_overrides(item.value, data, reading.entries, reading.texts, reading.broken)
    reading.findings.extend(findings)
    reading.broken.update(finding.place.path for finding in findings if finding.code == MALFORMED)
    return overrides


def _no_project(relative: str, root: Path) -> Finding:
    known = [name for name in list_names(root, "projects") if find_resource(root, f"projects/{name}/project.yaml")]
    hint = known_names(Path(relative).parent.name, known)
    message = f"找不到项目文件“{relative}”"
    return Finding(NO_PROJECT, Severity.ERROR, Place(span=start_of(relative)), message, hint)
