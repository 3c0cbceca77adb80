"""`bidgen kinds`: lists the kinds of document a project may choose, and the chapters of one with what they need."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.messages import say
from generator.cli.workspace import choose_root, workspace_option
from generator.load.resources import list_names
from generator.zh.identifiers import nearest

if TYPE_CHECKING:
    from generator.render.kinds import Chapter, Kind

EPILOG = """\b
示例：
  bidgen kinds
  bidgen kinds quality_assurance
"""

_HEADING = re.compile(r"^# (.*?)\s*(?:\{#.*\})?\s*$", re.MULTILINE)
_JINJA = re.compile(r"\{%.*?%\}|\{\{\s*(?:project\.terms\.)?([\w.]*).*?\}\}")


@click.command(epilog=EPILOG, options_metavar="[选项]")
@click.argument("name", metavar="[种类]", required=False)
@workspace_option
def kinds(*, name: str | None, workspace: Path | None) -> None:
    """列出项目的 kind 可以写什么；写出种类时，列出它的章节、模板和各章需要的资料。"""
    root = choose_root(workspace)
    known = list_names(root, "templates/zh/kinds", ".yaml")
    if name is None:
        for each in known:
            kind = _kind(root, each)
            say(f"{each}  {kind.title if kind else ''}".rstrip())
        return
    kind = _kind(root, name) if name in known else None
    if kind is None:
        close = nearest(name, known)
        hint = f"是不是 {close}？" if close else f"可用的有：{'、'.join(known)}。"
        raise click.UsageError(f"没有名为“{name}”的文件种类；{hint}")
    say(f"{kind.title}（{kind.name}）")
    for line in _outline(root, kind.chapters, 1):
        say(line)


def _kind(root: Path, name: str) -> Kind | None:
    from generator.load.files import find_template
    from generator.render.kinds import read_kind

    found = find_template(root, f"kinds/{name}.yaml")
    return read_kind(found.value.text, found.value.file).value if found.value else None


def _outline(root: Path, chapters: tuple[Chapter, ...], depth: int) -> Iterator[str]:
    from generator.load.files import find_template
    from generator.render.composition import needs

    for chapter in chapters:
        found = find_template(root, chapter.file) if chapter.file else None
        text = found.value.text if found and found.value else ""
        parts = [chapter.id, chapter.title or _title(text)]
        if chapter.file:
            parts.append(chapter.file.removeprefix("chapters/").removesuffix(".md.j2"))
        if paths := [path for path, _ in needs(text)]:
            parts.append(f"需要 {'、'.join(paths)}{'（缺少时不印）' if chapter.optional else ''}")
        if chapter.when:
            parts.append(f"填写了 {chapter.when} 才有")
        if chapter.open_only:
            parts.append("暗标中不印")
        yield "  " * depth + "  ".join(filter(None, parts))
        yield from _outline(root, chapter.sections, depth + 1)


def _title(text: str) -> str:
    """Give a template's own title as a person reads it; a value in it is shown as its last name."""
    found = _HEADING.search(text)
    return _JINJA.sub(lambda part: f"‹{part[1]}›" if part[1] else "", found[1]).strip() if found else ""
