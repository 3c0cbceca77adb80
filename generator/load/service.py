"""Reads what a project promises: its catalogs and the sections written in it, under the root `service`."""

from __future__ import annotations

from pathlib import Path

from generator.finding import Finding, Place, Severity
from generator.load.files import outside
from generator.load.nodes import Item, Mapping, Scalar, flatten
from generator.load.reading import NOT_FOUND, Reading, is_name, known_names, name_of, not_found, read_node, wrong_root
from generator.load.resources import Resource, find_resource, list_names
from generator.source import Entry, Span, child_path

SERVICE_TWICE = "S018"
"""S018: a service section is both written in the project and taken from a catalog."""


def read_service(document: Mapping, reading: Reading) -> object:
    """Give the data of all sections of the service, by their names in `catalogs` or in `service`."""
    inline = _child_mapping(document, "service", "service", reading)
    catalogs = _child_mapping(document, "catalogs", "project.catalogs", reading)
    origin = catalogs or inline or document
    reading.entries["service"] = Entry(None, origin.span)
    data = {item.key: _inline(item, reading) for item in (inline.items if inline else ())}
    for item in catalogs.items if catalogs else ():
        if item.key in data:
            written = reading.entries[child_path("service", item.key)].key
            reading.findings.append(_service_twice(item, written or origin.span))
        else:
            data[item.key] = _catalog(item, reading)
    return data


def _child_mapping(document: Mapping, key: str, path: str, reading: Reading) -> Mapping | None:
    item = document.get(key)
    if item is None or isinstance(item.value, Mapping):
        return item.value if item else None  # type: ignore[return-value]
    if isinstance(item.value, Scalar) and item.value.text is None:
        return None
    reading.broken.update((path, "service"))
    hint = "例如“catalogs:”下一行写“  warranty: video_evidence”。"
    reading.findings.append(wrong_root(item.value.span, f"“{key}”下面要写成“键: 值”", hint, path))
    return None


def _inline(item: Item, reading: Reading) -> object:
    return flatten(item.value, child_path("service", item.key), reading.entries, item.key_span)


def _catalog(item: Item, reading: Reading) -> object:
    """Read the catalog that an item of `project.catalogs` names; its root has no key: it begins at its file."""
    path = child_path("service", item.key)
    resource = _catalog_file(item, reading)
    node = read_node(resource, reading, Place(path=f"project.catalogs.{item.key}")) if resource else None
    if node is None:
        reading.entries[path] = Entry(item.key_span, item.value.span)
        reading.broken.add(path)
        return {}
    return flatten(node, path, reading.entries)


def _catalog_file(item: Item, reading: Reading) -> Resource | None:
    path = child_path("project.catalogs", item.key)
    name = name_of(item.value, path, reading)
    if name is None:
        return None
    if not is_name(item.key):
        reading.findings.append(outside(f"catalogs/{item.key}", Place(path=path, span=item.key_span, on_key=True)))
        return None
    relative = f"catalogs/{item.key}/{name.text}.yaml"
    resource = find_resource(reading.root, relative)
    if resource is None:
        reading.findings.append(_no_catalog(item, name, relative, reading.root))
    return resource


def _no_catalog(item: Item, name: Scalar, relative: str, root: Path) -> Finding:
    folders = list_names(root, "catalogs")
    if item.key in folders:
        hint = known_names(name.text or "", list_names(root, f"catalogs/{item.key}", ".yaml"))
        return not_found(f"project.catalogs.{item.key}", name.span, f"没有目录“{relative}”", hint)
    message = f"没有名为“{item.key}”的一类目录：找不到文件夹 catalogs/{item.key}"
    place = Place(path=f"project.catalogs.{item.key}", span=item.key_span, on_key=True)
    return Finding(NOT_FOUND, Severity.ERROR, place, message, known_names(item.key, folders))


def _service_twice(item: Item, inline: Span) -> Finding:
    return Finding(
        SERVICE_TWICE,
        Severity.ERROR,
        Place(path=f"project.catalogs.{item.key}", span=item.key_span, on_key=True),
        f"“{item.key}”既引用了目录，又在 service 下直接写了内容",
        "只留一处；只改个别值时，引用目录并在 overrides 中覆盖。",
        also=(Place(span=inline),),
    )
