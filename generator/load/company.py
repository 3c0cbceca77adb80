"""Reads a company: all YAML files of its folder, merged by their top keys, under the root `company`."""

from __future__ import annotations

from pathlib import Path

from generator.finding import Finding, Place, Severity
from generator.load import limits
from generator.load.files import missing
from generator.load.nodes import Item, Mapping, Scalar, flatten
from generator.load.reading import Reading, colon_slip, known_names, name_of, not_found, read_node, wrong_root
from generator.load.resources import Resource, file_name, find_resource, list_entries, list_names

KEY_IN_TWO_FILES = "S017"
"""S017: the same key stands in two files of a company folder."""

YAML_SUFFIXES = (".yaml", ".yml")

_PROFILE = "profile.yaml"


def read_company(document: Mapping, reading: Reading) -> object:
    """Give the merged data of the company that the project `document` names, empty where it cannot be read."""
    name = _company_name(document, reading)
    folder = _company_folder(name, reading) if name else None
    if folder is None or name is None:
        reading.broken.update(("company", "project.company"))
        return {}
    nodes = [node for resource in _company_files(folder, name, reading) if (node := _section(resource, reading))]
    if not nodes:
        reading.broken.add("company")
        return {}
    return flatten(_merged(nodes, reading), "company", reading.entries)


def _company_name(document: Mapping, reading: Reading) -> Scalar | None:
    item = document.get("company")
    if item is None or (isinstance(item.value, Scalar) and not item.value.text):
        span = item.value.span if item else document.span
        message = "项目没有写投标的公司（company）"
        reading.findings.append(not_found("project.company", span, message, "例如“company: shizheng”。"))
        return None
    return name_of(item.value, "project.company", reading)


def _company_folder(name: Scalar, reading: Reading) -> Resource | None:
    folder = find_resource(reading.root, f"company_profiles/{name.text}")
    if folder is not None and folder.path.is_dir():
        return folder
    known = list_names(reading.root, "company_profiles")
    message = f"没有公司资料“{name.text}”：找不到文件夹 company_profiles/{name.text}"
    hint = known_names(name.text or "", known)
    reading.findings.append(not_found("project.company", name.span, message, hint))
    return None


def _company_files(folder: Resource, name: Scalar, reading: Reading) -> list[Resource]:
    place = Place(path="project.company", span=name.span)
    paths = _yaml_files(folder)
    if not paths:
        hint = "至少写一个 profile.yaml，例如“name: 示例科技有限公司”。"
        reading.findings.append(missing(f"{folder.file}/{_PROFILE}", place, hint))
    if len(paths) > limits.FOLDER_FILES:
        message = f"文件夹“{folder.file}”里有{len(paths)}个 YAML 文件，超过上限{limits.FOLDER_FILES}个"
        reading.findings.append(not_found("project.company", name.span, message, "删去或者合并不需要的文件。"))
    base = folder.root
    relative = [f"company_profiles/{name.text}/{path.name}" for path in paths[: limits.FOLDER_FILES]]
    return [Resource(base / file, base, file_name(reading.root, base, file)) for file in relative]


def _yaml_files(folder: Resource) -> list[Path]:
    """List the YAML files of a company, the profile first: its place stands for the company as a whole."""
    paths = [path for path in list_entries(folder) if path.suffix in YAML_SUFFIXES]
    return sorted(paths, key=lambda path: (path.name != _PROFILE, path.name))


def _section(resource: Resource, reading: Reading) -> Mapping | None:
    node = read_node(resource, reading, None)
    if node is None or isinstance(node, Mapping):
        reading.broken.update(() if node else ("company",))
        return node
    reading.broken.add("company")
    hint = "公司资料的每个文件都从键写起，例如“credentials:”下面再写列表。"
    reading.findings.append(wrong_root(node.span, f"公司资料文件要写成“键: 值”{colon_slip(node)}", hint))
    return None


def _merged(nodes: list[Mapping], reading: Reading) -> Mapping:
    items: dict[str, Item] = {}
    for item in (item for node in nodes for item in node.items):
        if item.key in items:
            reading.findings.append(_key_in_two_files(item, items[item.key]))
        else:
            items[item.key] = item
    return Mapping(nodes[0].span, tuple(items.values()))


def _key_in_two_files(item: Item, first: Item) -> Finding:
    return Finding(
        KEY_IN_TWO_FILES,
        Severity.ERROR,
        Place(path=f"company.{item.key}", span=item.key_span, on_key=True),
        f"公司资料的键“{item.key}”在另一个文件里已经写过",
        "同一个键只写在一个文件里；把两处的内容合并。",
        also=(Place(span=first.key_span),),
    )
