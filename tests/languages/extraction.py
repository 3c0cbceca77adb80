"""What of the program's Chinese a user may read: every string literal and f-string of `generator/` as a template.

An f-string becomes a template with numbered places ({0} {1}); places that touch become one. Patterns are left out.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "generator"
HAN = re.compile(r"[\u3400-\u9fff]")
_PATTERN = re.compile(
    r"\\[a-zA-Z.(\[]|\(\?|\[\^|\.\*|[\u3400-\u9fff)\]]\||\|[\u3400-\u9fff(]|\)\?|\]\{|[\u3400-\u9fff]\?"
)


@cache
def templates(path: Path) -> tuple[str, ...]:
    """Give the template of every Chinese string of a module, each once, in the order of the tree."""
    text = path.read_text(encoding="utf-8")
    if not HAN.search(text):
        return ()
    tree = ast.parse(text)
    return tuple(dict.fromkeys(_templates(tree, _documentation(tree))))


def _templates(node: ast.AST, documentation: set[int]) -> Iterator[str]:
    if id(node) in documentation or _is_pattern(node):
        return
    if isinstance(node, ast.JoinedStr):
        yield from _kept(_template(node))
        for value in node.values:
            if isinstance(value, ast.FormattedValue):
                yield from _templates(value.value, documentation)
        return
    if isinstance(node, ast.FunctionDef) and _is_command(node):
        yield from _kept(_escaped(ast.get_docstring(node) or ""))
        documentation.update(_docstring(node))
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield from _kept(_escaped(node.value))
    for child in ast.iter_child_nodes(node):
        yield from _templates(child, documentation)


def _kept(template: str) -> Iterator[str]:
    if HAN.search(template) and not _PATTERN.search(template):
        yield template


def _template(node: ast.JoinedStr) -> str:
    parts: list[str] = []
    number = 0
    for value in node.values:
        if isinstance(value, ast.Constant):
            parts.append(_escaped(str(value.value)))
        elif not parts or parts[-1] != f"{{{number - 1}}}":
            parts.append(f"{{{number}}}")
            number += 1
    return "".join(parts)


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _is_pattern(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    return isinstance(node.func.value, ast.Name) and node.func.value.id == "re"


def _documentation(tree: ast.Module) -> set[int]:
    """Give the docstrings, which are English, but for those of commands, which are their help."""
    found: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and not _is_command(node):
            found.update(_docstring(node))
    return found


def _docstring(node: ast.Module | ast.ClassDef | ast.FunctionDef) -> Iterator[int]:
    first = node.body[0] if node.body else None
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        yield id(first.value)


def _is_command(node: ast.AST) -> bool:
    """Tell whether a function is a command of the program: its docstring is its help."""
    return isinstance(node, ast.FunctionDef) and any(map(_is_clicks, node.decorator_list))


def _is_clicks(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == "click"
