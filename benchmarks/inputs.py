"""The fixed inputs of the measurements: one example's tree in several sizes, and a workspace of many small projects.

A tree is made from the numbered tree of an example: second-level sections left out for a short document, the whole body
repeated with new ids for a long one; then it is numbered anew. So its words, tables, charts and scans are those
of a real bid. The projects share one company and its catalogs and differ in their own values and in their chapters.
"""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from generator.document.nodes import Block, Document, Figure, PageRef, Ref, Section, Table, Text
from generator.document.number import number_document
from generator.document.walk import every
from generator.layout.pages import paginate
from generator.style.numbering import numbering_of
from generator.style.sheet import Sheet

EXAMPLE = "data_centre"
COMPANY = "hengwei"
Blocks = tuple[Block, ...]


# --- trees -----------------------------------------------------------------------------------------------------------


def tree(document: Document, sheet: Sheet, pages: int) -> Document:
    """Give a numbered tree of about so many pages, made from the parts of this numbered document."""

    @cache
    def length(units: int) -> int:
        return page_count(_cut(document, sheet, 0, units), sheet) if units else 0

    count = len(_units(document.body))
    copies, rest = divmod(pages, length(count))
    return _cut(document, sheet, copies, bisect_left(range(count), rest, key=length))


def page_count(document: Document, sheet: Sheet) -> int:
    """Give the pages a document has in Word: cover, contents and body."""
    pages = paginate(document, sheet)
    return 1 + pages.contents_count + pages.body_count


def without_record(data: bytes) -> bytes:
    """Give a DOCX of ours without its custom XML, so that it is audited as a file of somebody else's."""
    bare = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(bare, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in whole.namelist():
            if not name.startswith("customXml/"):
                kept.writestr(name, _RECORD_RELATION.sub(b"", whole.read(name)))
    return bare.getvalue()


_RECORD_RELATION = re.compile(rb'<Relationship [^>]*Target="[^"]*customXml/[^"]*"[^>]*/>')


def _cut(document: Document, sheet: Sheet, copies: int, units: int) -> Document:
    """Give the body so many times, and once more with only so many of its units, evenly spread."""
    parts = [*([document.body] * copies), _thinned(document.body, units)]
    bodies = [_renamed(part, f"_copy{number}" if number else "") for number, part in enumerate(parts)]
    known = _ids(tuple(block for body in bodies for block in body))
    body = tuple(_changed(block, lambda node: _without_target(node, known)) for part in bodies for block in part)
    outcome = number_document(replace(document, body=body), numbering_of(sheet))
    if outcome.value is None:
        raise AssertionError(f"the tree cannot be numbered: {outcome.findings}")
    return outcome.value


def _units(body: Blocks) -> list[Section]:
    """Give the second-level sections: what is left out or kept as a whole."""
    return [block for block in every(body) if isinstance(block, Section) and block.level == 2]  # noqa: PLR2004


def _thinned(body: Blocks, units: int) -> Blocks:
    """Keep so many units, evenly spread, and the chapters that still have one."""
    found = _units(body)
    kept = {
        unit.id
        for number, unit in enumerate(found)
        if (number + 1) * units // len(found) > number * units // len(found)
    }
    chapters = (_with_units(chapter, kept) for chapter in body if isinstance(chapter, Section))
    return tuple(chapter for chapter in chapters if _units((chapter,)))


def _with_units(chapter: Section, kept: set[str]) -> Section:
    blocks = (block for block in chapter.blocks if not isinstance(block, Section) or block.id in kept)
    return replace(chapter, blocks=tuple(blocks))


def _renamed(body: Blocks, ending: str) -> Blocks:
    """Give ids of their own to the sections, tables and figures of a copy; its references follow where they can."""
    own = _ids(body)

    def change(node: Any) -> Any:  # noqa: ANN401 - any node of the tree
        if isinstance(node, Section | Table | Figure):
            return replace(node, id=node.id + ending)
        if isinstance(node, Ref | PageRef) and node.target in own:
            return replace(node, target=node.target + ending)
        return node

    return tuple(_changed(block, change) for block in body)


def _without_target(node: Any, known: set[str]) -> Any:  # noqa: ANN401 - any node of the tree
    """Print the words of a reference where what it names was left out."""
    return Text(node.text) if isinstance(node, Ref | PageRef) and node.target not in known else node


def _ids(body: Blocks) -> set[str]:
    return {block.id for block in every(body) if isinstance(block, Section | Table | Figure)}


def _changed(node: Any, change: Callable[[Any], Any]) -> Any:  # noqa: ANN401 - any node of the tree
    """Apply a change to a node after all nodes inside it."""
    if isinstance(node, tuple):
        return tuple(_changed(part, change) for part in node)
    if not is_dataclass(node) or isinstance(node, type):
        return node
    held = {field.name: getattr(node, field.name) for field in fields(node)}
    inside = {name: _changed(value, change) for name, value in held.items() if isinstance(value, tuple)}
    inside |= {name: _changed(value, change) for name, value in held.items() if is_dataclass(value)}
    return change(replace(node, **inside) if inside else node)


# --- a workspace -----------------------------------------------------------------------------------------------------

COMPANY_CHAPTERS = ("local_section", "overview", "business", "clients")
OTHER_CHAPTERS = (
    ("onsite_response_time", "hardware_repair", "software_maintenance"),
    ("scope", "training_plan", "service_norms"),
    ("work_plan", "work_request", "backup_recovery"),
)
"""Chapters that refer to no others; a project prints one of these rows."""
CHANGED_FILE = f"company_profiles/{COMPANY}/profile.yaml"
CHANGED_PATH = "company.bank.name"
"""What is changed afterwards: only the company's chapters print it, and only every fourth project has them."""
CHANGED_TEXTS = ("示例银行示例市高新支行", "示例银行示例市湖滨支行")
_PLACES = ("东江", "西河", "南湾", "北山", "临港", "长桥", "新泉", "石门", "云岭", "海宁")
_TITLES = ("核心", "灾备", "存储", "备份", "交换", "共享", "归档", "计算", "平台", "容灾")
_FIRST_DAY = date(2026, 11, 21)


def workspace(root: Path, folder: Path, count: int) -> None:
    """Write a workspace of so many small projects of one company, its files taken from the workspace `root`."""
    for name in ("templates", "catalogs", f"company_profiles/{COMPANY}"):
        shutil.copytree(root / name, folder / name)
    example = _yaml(root / "projects" / EXAMPLE / "project.yaml")
    chapters = _yaml(root / "templates" / "zh" / "kinds" / f"{example['kind']}.yaml")["chapters"]
    for number in range(count):
        file = folder / "projects" / f"project_{number:03d}" / "project.yaml"
        file.parent.mkdir(parents=True)
        text = yaml.safe_dump(_project(example, chapters, number), allow_unicode=True, sort_keys=False)
        file.write_text(text, encoding="utf-8")


def prints_the_company(number: int) -> bool:
    """Tell whether the project of this number prints the company's chapters."""
    return number % (1 + len(OTHER_CHAPTERS)) == 0


def _project(example: dict[str, Any], chapters: Sequence[Any], number: int) -> dict[str, Any]:
    """Give the example's data with names, dates and figures of its own and a few chapters; it answers no demands."""
    place = f"示例{_PLACES[number % 10]}"
    day = _FIRST_DAY + timedelta(days=number % 20)
    kept = _kept(number)
    drops = [{"id": name, "drop": "true"} for name in _dropped(chapters, kept)]
    own: dict[str, Any] = {
        "name": f"{place}数据资源中心{_TITLES[number // 10 % 10]}设备维保服务项目",
        "number": f"SLZB-2026-{number + 100}",
        "package": f"第{number % 7 + 1}包",
        "buyer": f"{place}数据资源中心",
        "date": day.isoformat(),
        "opening": (day + timedelta(days=10)).isoformat(),
        "validity": f"{60 + number}日",
        "chapters": drops,
    }
    return {key: value for key, value in (example | own).items() if key not in {"demands", "scoring", "scoring_total"}}


def _kept(number: int) -> tuple[str, ...]:
    if prints_the_company(number):
        return COMPANY_CHAPTERS
    return OTHER_CHAPTERS[number % (1 + len(OTHER_CHAPTERS)) - 1]


def _dropped(chapters: Sequence[Any], kept: Sequence[str]) -> Iterator[str]:
    """Give the chapters to leave out; one with a section that is kept stays."""
    for chapter in chapters:
        sections = chapter.get("sections", ()) if isinstance(chapter, Mapping) else ()
        gone = list(_dropped(sections, kept))
        if _id(chapter) not in kept and len(gone) == len(sections):
            yield _id(chapter)
        else:
            yield from gone


def _id(chapter: Any) -> str:  # noqa: ANN401 - a mapping, or the name of a template alone
    """Give the id of a chapter as a kind writes it: its own, else the last part of its template's name."""
    if isinstance(chapter, Mapping):
        return str(chapter.get("id") or _id(chapter["file"]))
    return str(chapter).rpartition("/")[2]


def _yaml(file: Path) -> Any:  # noqa: ANN401 - any YAML
    return yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - texts and lists only
