"""Printing: what a template expression yields becomes marks for nodes; what cannot be printed becomes a finding."""

from __future__ import annotations

from jinja2 import Undefined

from generator.document.nodes import (
    Blank,
    Checkbox,
    Inline,
    Inlines,
    LineBreak,
    PageCount,
    PageNumber,
    PageRef,
    Ref,
    Strong,
    Text,
    Underline,
    Value,
)
from generator.render import markdown
from generator.render.marks import without_private
from generator.render.pieces import BLOCK_TYPES, PIECE_TYPES
from generator.render.run import NOT_PRINTABLE, Run
from generator.render.traced import Absent, Broken, Traced
from generator.render.views import Group, Pair, Selection, View, names

MISSING_VALUE = "T005"
"""An optional value nobody has given is printed."""
FORBIDDEN_CHARACTER = "T019"
"""A value holds private-use characters, which stand for marks."""

INLINE_TYPES = (Text, Value, Strong, Underline, Blank, Checkbox, Ref, PageRef, LineBreak, PageNumber, PageCount)


def printed(run: Run, value: object) -> str:
    """Give what a template prints for the result of an expression: words as they are, marks for everything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, Broken | Undefined):
        return ""
    nodes = _inline_nodes(run, value)
    if nodes is not None:
        return "".join(run.marks.add(node) for node in nodes)
    if isinstance(value, BLOCK_TYPES):
        return f"\n\n{run.marks.add(value)}\n\n"
    if isinstance(value, PIECE_TYPES):
        return run.marks.add(value)
    _not_printable(run, value)
    return ""


def inlines(run: Run, argument: object) -> Inlines:
    """Give the inlines of a function's argument: words with inline Markdown, values, inline nodes, lists of these."""
    if isinstance(argument, str):
        return markdown.inline_nodes(run, argument)
    if isinstance(argument, tuple | list):
        return tuple(node for part in argument for node in inlines(run, part))
    if isinstance(argument, Broken | Undefined):
        return ()
    nodes = _inline_nodes(run, argument)
    if nodes is None:
        _not_printable(run, argument)
        return ()
    return nodes


def values(run: Run, leaf: Traced) -> Inlines:
    """Give the Value of a leaf at the template line now executing; its line ends become line breaks."""
    text, changed = without_private(leaf.text)
    if changed:
        run.report(FORBIDDEN_CHARACTER, f"{leaf.paths[0]} 含有私用区字符，不能印出", "请删去该字符", path=leaf.paths[0])
    origin = run.origin()
    nodes: list[Inline] = []
    for line in text.splitlines():
        nodes += [LineBreak()] if nodes else []
        nodes += [Value(line, leaf.paths, origin.template, origin.line)] if line else []
    return tuple(nodes)


def _inline_nodes(run: Run, value: object) -> Inlines | None:
    if isinstance(value, Traced):
        return values(run, value)
    if isinstance(value, INLINE_TYPES):
        return (value,)
    if isinstance(value, tuple) and all(isinstance(part, INLINE_TYPES) for part in value):
        return value
    if isinstance(value, Absent):
        _missing(run, value)
        return ()
    return None


def _missing(run: Run, value: Absent) -> None:
    run.report(
        MISSING_VALUE,
        f"{value.path} 没有填写，此处却要印出",
        "请在数据中填写，或者在模板中用 {% if x is given %} 判断、用 {{ x|or_dash }} 印“—”",
        path=value.path,
        word=last_name(value.path),
    )


def _not_printable(run: Run, value: object) -> None:
    path = value.path if isinstance(value, View) else ""
    run.report(NOT_PRINTABLE, *_complaint(value), path=path, word=last_name(path))


def _complaint(value: object) -> tuple[str, str]:
    if isinstance(value, View):
        known = "、".join(names(value))
        advice = f"请写明要印的字段：{known}" if known else "请用 {% for %} 逐项印出，或者用 |join_names、|count"
        return f"{value.path} 不是一个值，不能直接印出", advice
    if isinstance(value, Group | Pair | Selection):
        return "这里是一组数据，不能直接印出", "分组请印 .key，逐项印 .items 中的字段"
    if isinstance(value, bool):
        return "是否类的值不能直接印出", "请用 {% if %} 判断后写出文字"
    if isinstance(value, int | float):
        return f"模板里的数 {value} 不能直接印出", "数据请写在 YAML 里；表格序号请用 ordinal()"
    return f"{type(value).__name__} 不能印出", "请印出数据或者文字"


def last_name(path: str) -> str:
    """Give the last name of a key path, which the template spells: `a.b[2].c` gives `c`."""
    return path.rsplit(".", 1)[-1].split("[", 1)[0]
