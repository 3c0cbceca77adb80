"""Small faults put into a module's source: which there are, and how one is put into the running module.

A mutant changes one operator, boundary, constant, condition, statement or answer. It lives in one function, whose code
object is exchanged so that every reference to the function sees it, or in one assignment of the module, which is
carried out again together with the assignments that depend on it. Chinese messages are left alone: they are prose, and
the cases quote those that matter.
"""

from __future__ import annotations
import __future__

import ast
import copy
import hashlib
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any, cast

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
_NAMES = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "startswith": "endswith",
    "endswith": "startswith",
    "removeprefix": "removesuffix",
    "removesuffix": "removeprefix",
    "fullmatch": "match",
    "search": "match",
}
_HAN = re.compile(r"[一-鿿]")
_WORD = re.compile(r"\w")
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_FLAGS = __future__.annotations.compiler_flag


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: the lines whose tests are asked, and how to put it into the running module."""

    file: str
    owner: str
    """The function as `name` or `Class.name`; of an assignment, the names it binds, separated by commas."""
    line: int
    lines: frozenset[int]
    before: str
    after: str
    count: int
    """The same fault may be possible several times in one owner: this is the number of the occurrence."""
    tree: ast.stmt = field(compare=False)
    is_function: bool = True

    @property
    def name(self) -> str:
        """Name the fault so that the name survives changes elsewhere in the file."""
        again = f" #{self.count}" if self.count else ""
        return f"{self.owner}: {self.before} → {self.after}{again}"

    def rank(self, seed: str) -> str:
        """Give what a sample is drawn by: the same for the same fault, whatever else the file holds."""
        return hashlib.sha256(f"{seed}{self.file}{self.name}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Change:
    """A node to put in the place of another; `path` leads to it from the owner."""

    path: tuple[tuple[str, int | None], ...]
    node: ast.AST
    shown: tuple[str, str]


# --- which mutants there are ------------------------------------------------------------------------------------------


def mutants(root: Path, file: str) -> list[Mutant]:
    """Give all mutants of a module in the order of its lines."""
    tree = ast.parse((root / file).read_text(encoding="utf-8"))
    found: list[Mutant] = []
    for owner, statement in _owners(tree):
        counts: dict[tuple[str, str], int] = {}
        for change in _changes(statement, (), in_prose=False):
            count = counts[change.shown] = counts.get(change.shown, -1) + 1
            found.append(_mutant(file, owner, statement, change, count, tree))
    return found


def _owners(tree: ast.Module) -> Iterator[tuple[str, ast.stmt]]:
    for statement in tree.body:
        if isinstance(statement, _DEFINITIONS):
            yield statement.name, statement
        elif isinstance(statement, ast.ClassDef):
            methods = (item for item in statement.body if isinstance(item, _DEFINITIONS))
            yield from ((f"{statement.name}.{item.name}", item) for item in methods)
        elif isinstance(statement, ast.Assign | ast.AnnAssign) and _bound(statement) != ["__all__"]:
            yield ",".join(_bound(statement)), statement


def _bound(statement: ast.stmt) -> list[str]:
    targets = statement.targets if isinstance(statement, ast.Assign) else [cast("ast.AnnAssign", statement).target]
    return [node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)]


def _mutant(  # noqa: PLR0913, PLR0917 - what a mutant is made of
    file: str, owner: str, statement: ast.stmt, change: _Change, count: int, tree: ast.Module
) -> Mutant:
    changed = copy.deepcopy(statement)
    _put(changed, change)
    place = _at(statement, change.path)
    is_function = isinstance(statement, _DEFINITIONS)
    lines = _lines(statement, change.path) if is_function else _lines_of_users(tree, set(owner.split(",")))
    line = getattr(place, "lineno", statement.lineno)
    return Mutant(file, owner, line, frozenset(lines), *change.shown, count, changed, is_function)


def _changes(node: ast.AST, path: tuple[tuple[str, int | None], ...], *, in_prose: bool) -> Iterator[_Change]:
    """Give the changes of a node and of all below it; annotations, decorators and docstrings are left alone."""
    for after in _variants(node, in_prose=in_prose):
        yield _Change(path, after, (_shown(node), _shown(after)))
    for name, index, child in _children(node):
        prose = in_prose or isinstance(node, ast.JoinedStr) or _is_message(node, name)
        yield from _changes(child, (*path, (name, index)), in_prose=prose)


def _children(node: ast.AST) -> Iterator[tuple[str, int | None, ast.AST]]:
    skipped = {"annotation", "returns", "decorator_list", "type_params", "ctx", "ops", "op", "format_spec"}
    for name, value in ast.iter_fields(node):
        if name in skipped or _is_cast(node):
            continue
        if isinstance(value, ast.AST):
            yield name, None, value
        elif isinstance(value, list):
            yield from (
                (name, index, item)
                for index, item in enumerate(value)
                if isinstance(item, ast.AST) and not _is_text_statement(item)
            )


def _is_cast(node: ast.AST) -> bool:
    """Tell what only the type checker reads."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"cast", "TypeVar"}


def _is_text_statement(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _is_message(node: ast.AST, name: str) -> bool:
    """Tell whether a child is what a call prints: Chinese that is handed to a record or an error."""
    return isinstance(node, ast.Call) and name in {"args", "keywords"} and not isinstance(node.func, ast.Attribute)


def _variants(node: ast.AST, *, in_prose: bool) -> Iterator[ast.AST]:
    match node:
        case ast.Compare():
            yield from _other_comparisons(node)
        case ast.BoolOp():
            yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.BinOp(left=left, op=operator, right=right) if not (_is_string(left) or _is_string(right)):
            if type(operator) in _OPERATORS:
                yield ast.BinOp(left, _OPERATORS[type(operator)](), right)
        case ast.Constant():
            yield from _other_constants(node, in_prose=in_prose)
        case ast.Name(id=name) if name in _NAMES:
            yield ast.Name(_NAMES[name], ast.Load())
        case ast.Attribute(value=value, attr=name) if name in _NAMES:
            yield ast.Attribute(value, _NAMES[name], ast.Load())
        case _:
            yield from _other_flows(node)


def _other_flows(node: ast.AST) -> Iterator[ast.AST]:
    """Give a node without its condition, its effect or its answer."""
    false, true, none = ast.Constant(value=False), ast.Constant(value=True), ast.Constant(value=None)
    match node:
        case ast.If(body=body, orelse=otherwise):
            yield ast.If(false, body, otherwise)
        case ast.IfExp(body=body, orelse=otherwise):
            yield ast.IfExp(true, body, otherwise)
            yield ast.IfExp(false, body, otherwise)
        case ast.comprehension(target=target, iter=iterated, ifs=conditions) if conditions:
            for index in range(len(conditions)):
                yield ast.comprehension(target, iterated, conditions[:index] + conditions[index + 1 :], is_async=0)
        case ast.Return(value=value) if value is not None and not _is_constant(value, None):
            yield ast.Return(none)
        case ast.Expr(value=ast.Call()) | ast.AugAssign():
            yield ast.Pass()
        case ast.Expr(value=ast.Yield() | ast.YieldFrom()):
            yield ast.Expr(ast.YieldFrom(ast.Tuple([], ast.Load())))
        case ast.Continue():
            yield ast.Break()
        case ast.Break():
            yield ast.Continue()


def _other_comparisons(node: ast.Compare) -> Iterator[ast.AST]:
    for index, operator in enumerate(node.ops):
        operators: list[ast.cmpop] = [*node.ops[:index], _COMPARISONS[type(operator)](), *node.ops[index + 1 :]]
        yield ast.Compare(node.left, operators, node.comparators)


def _other_constants(node: ast.Constant, *, in_prose: bool) -> Iterator[ast.AST]:
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int | float):
        yield ast.Constant(value + 1)
    elif isinstance(value, str) and _WORD.search(value) and not (in_prose and _HAN.search(value)):
        yield ast.Constant(f"XX{value}XX")


def _is_string(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _is_constant(node: ast.AST, value: object) -> bool:
    return isinstance(node, ast.Constant) and node.value is value


def _shown(node: ast.AST) -> str:
    """Give the first line of a node's source."""
    match node:
        case ast.comprehension(target=target, iter=iterated, ifs=conditions):
            tests = "".join(f" if {ast.unparse(test)}" for test in conditions)
            return f"for {ast.unparse(target)} in {ast.unparse(iterated)}{tests}"
        case ast.Constant(value=str(text)):
            return repr(text)
    return ast.unparse(ast.fix_missing_locations(copy.deepcopy(node))).split("\n", 1)[0]


# --- which lines tell the tests to run --------------------------------------------------------------------------------


def _at(node: Any, path: tuple[tuple[str, int | None], ...]) -> Any:  # noqa: ANN401 - any field of the tree
    for name, index in path:
        node = getattr(node, name) if index is None else getattr(node, name)[index]
    return node


def _put(node: ast.stmt, change: _Change) -> None:
    *above, (name, index) = change.path
    parent = _at(node, tuple(above))
    if index is None:
        setattr(parent, name, change.node)
    else:
        getattr(parent, name)[index] = change.node
    ast.fix_missing_locations(node)


def _lines(owner: ast.stmt, path: tuple[tuple[str, int | None], ...]) -> set[int]:
    """Give the lines of the innermost statement a change is in; of a compound one, those of its head."""
    statement, rest = owner, path
    for depth in range(1, len(path) + 1):
        node = _at(owner, path[:depth])
        if isinstance(node, ast.stmt):
            statement, rest = node, path[depth:]
    if statement is owner and not _is_body(rest):
        return set(range(owner.lineno, (owner.end_lineno or owner.lineno) + 1))
    last = getattr(statement, "body", None)
    end = last[0].lineno - 1 if isinstance(last, list) and last else statement.end_lineno or statement.lineno
    return set(range(statement.lineno, max(end, statement.lineno) + 1))


def _is_body(path: tuple[tuple[str, int | None], ...]) -> bool:
    return bool(path) and path[0][0] == "body"


def _lines_of_users(tree: ast.Module, names: set[str]) -> set[int]:
    """Give the lines of all functions of the module that read one of the names, or a name made of them."""
    names = names | {name for statement in _dependents(tree, names) for name in _bound(statement)}
    lines: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, _DEFINITIONS) and names & _read(node):
            lines |= set(range(node.body[0].lineno, (node.end_lineno or node.lineno) + 1))
    return lines


def _dependents(tree: ast.Module, names: set[str]) -> list[ast.stmt]:
    """Give the module's later assignments that are made of these names, in order."""
    known = set(names)
    found: list[ast.stmt] = []
    for statement in tree.body:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and known & _read(statement):
            known |= set(_bound(statement))
            found.append(statement)
    return found


def _read(node: ast.AST) -> set[str]:
    return {name.id for name in ast.walk(node) if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Load)}


# --- putting one in ---------------------------------------------------------------------------------------------------


def put_in(root: Path, mutant: Mutant) -> None:
    """Put a mutant into the running module; there is no way back, so do it in a process of its own."""
    module = sys.modules[dotted(mutant.file)]
    if mutant.is_function:
        _exchange(module, mutant)
    else:
        _assign_again(root, module, mutant)


def dotted(file: str) -> str:
    """Give the name by which a file is imported."""
    return file.removesuffix(".py").replace("/", ".")


def _exchange(module: ModuleType, mutant: Mutant) -> None:
    holder: Any = module
    *above, name = mutant.owner.split(".")
    for part in above:
        holder = getattr(holder, part)
    function = _plain(vars(holder)[name])
    tree = cast("ast.FunctionDef", mutant.tree)
    tree.decorator_list = []
    namespace = dict(vars(module))
    _execute([tree], mutant.file, namespace)
    made = namespace[name]
    function.__code__, function.__defaults__, function.__kwdefaults__ = (
        made.__code__,
        made.__defaults__,
        made.__kwdefaults__,
    )


def _plain(function: object) -> FunctionType:
    """Give the function below its decorators."""
    for name in ("fget", "func", "__func__", "__wrapped__"):
        inner = getattr(function, name, None)
        if inner is not None:
            return _plain(inner)
    return cast("FunctionType", function)


def _assign_again(root: Path, module: ModuleType, mutant: Mutant) -> None:
    names = set(mutant.owner.split(","))
    tree = ast.parse((root / mutant.file).read_text(encoding="utf-8"))
    again = [mutant.tree, *(statement for statement in _dependents(tree, names) if not names & set(_bound(statement)))]
    changed = {name for statement in again for name in _bound(statement)}
    old = {name: vars(module)[name] for name in changed}
    _execute(again, mutant.file, vars(module))
    for other in list(sys.modules.values()):
        if str(getattr(other, "__file__", None) or "").startswith(str(root)):
            for name in changed & vars(other).keys():
                if vars(other)[name] is old[name]:
                    setattr(other, name, vars(module)[name])


def _execute(statements: list[ast.stmt], file: str, namespace: dict[str, Any]) -> None:
    code: Callable[..., Any] = compile
    exec(code(ast.Module(statements, []), file, "exec", _FLAGS, dont_inherit=True), namespace)  # noqa: S102
