"""Lint of template sources before anything is rendered: syntax, names, operators, numbers typed by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jinja2 import TemplateSyntaxError, nodes
from jinja2.visitor import NodeTransformer

from generator.finding import Finding, Place, Severity
from generator.render.marks import ATTRIBUTE, Origin
from generator.render.places import find_word, line_span, stretch
from generator.render.run import UNKNOWN_NAME
from generator.source import Span
from generator.zh.identifiers import nearest

SYNTAX = "T002"
"""A template that cannot be read."""
MISUSE = "T006"
"""A template calculates, glues, compares a value with words or treats it as text."""
FORBIDDEN_STATEMENT = "T008"
"""A statement chapters do without: inheritance and blocks."""
UNKNOWN_FILTER = "T028"
"""A filter or test that does not exist."""
TYPED_NUMBER = "T101"
"""A number typed by hand in a template instead of coming from the data."""
UNUSED_ALLOWANCE = "T102"
"""An allowance for a typed number that allows nothing."""

FATAL = frozenset({FORBIDDEN_STATEMENT, UNKNOWN_FILTER})
"""Codes of findings after which a template is not run."""

_IDENTIFIER = r"[A-Za-z][A-Za-z0-9_-]*"
ATTRIBUTE_START = re.compile(rf"\{{#(?={_IDENTIFIER}(?:[ \t]+\.{_IDENTIFIER})*[ \t]*\}})")
"""The start of `{#id}` or `{#id .role}`, which Jinja would take for the start of a comment."""


@dataclass(frozen=True, slots=True)
class Names:
    """What templates may name: variables and functions, filters, tests."""

    variables: tuple[str, ...]
    filters: tuple[str, ...]
    tests: tuple[str, ...]


def lint(name: str, text: str, tree: nodes.Template, known: Names) -> tuple[Finding, ...]:
    """Give the findings of a template's source, in the order of its lines."""
    lines = tuple(text.split("\n"))
    parts = _walk(tree)
    suspects = [part for part in parts if isinstance(part, _SUSPECTS)]
    found = [finding for part in suspects for finding in _part_findings(name, lines, part, known)]
    found += _variables(name, lines, parts, known)
    found += _typed_numbers(name, text)
    return tuple(sorted(found, key=_position))


def without_glue(tree: nodes.Template) -> nodes.Template:
    """Give the tree with every `~` (reported by lint) emptied, so that the rest of the template still runs."""
    if tree.find(nodes.Concat) is None:
        return tree
    return _NoGlue().visit(tree)  # type: ignore[no-any-return]


def syntax_finding(name: str, text: str, error: TemplateSyntaxError) -> Finding:
    """Give the finding of a template Jinja cannot read."""
    message, hint = _explained(error.message or "")
    return _finding(SYNTAX, line_span(text.split("\n"), Origin(name, error.lineno)), message, hint)


# --- syntax ----------------------------------------------------------------------------------------------------------

_SYNTAX_ERRORS = (
    (r"Encountered unknown tag '(.+?)'\.", "不认识的标签 {0}", "可用：for、if、set、call、macro、include、import"),
    (r"Unexpected end of template.*'(end\w+)'", "模板到末尾还缺少 {{% {0} %}}", "请补上结束标签"),
    (r"unexpected end of template, expected '(.+?)'", "模板到末尾还缺少 {0}", "请检查括号、引号和标签是否成对"),
    (
        r"Missing end of comment tag",
        "注释 {{# 没有结束",
        "注释写成 {# … #}；标题的 id 写成 {#promise}，只用英文字母、数字和连字符",
    ),
    (r"No filter named '(.+?)'", "没有名为 {0} 的过滤器", "请检查拼写，过滤器见 docs/templates.md"),
    (r"No test named '(.+?)'", "没有名为 {0} 的判断", "可用：is given（已填写）、is empty（为空）"),
    (r"expected token '(.+?)', got '(.+?)'", "此处应为 {0}，却写了 {1}", "请检查括号、引号和标签是否成对"),
    (r"unexpected '(.+?)'", "多余的 {0}", "请检查括号、引号和标签是否成对"),
)


_TOKENS = {
    "end of print statement": "}}",
    "end of statement block": "%}",
    "end of template": "文件末尾",
    "name": "名字",
    "string": "文字",
    "integer": "整数",
}


def _explained(message: str) -> tuple[str, str]:
    for pattern, words, hint in _SYNTAX_ERRORS:
        if found := re.search(pattern, message):
            parts = (_TOKENS.get(part, part) for part in found.groups())
            return f"模板语法错误：{words.format(*parts)}", hint
    return "模板语法错误：这一行不能读懂", f"请检查括号、引号和标签是否成对（{message}）"


# --- the tree --------------------------------------------------------------------------------------------------------

_OPERATORS: dict[type[nodes.Node], str] = {
    nodes.Add: "+",
    nodes.Sub: "-",
    nodes.Mul: "*",
    nodes.Div: "/",
    nodes.FloorDiv: "//",
    nodes.Mod: "%",
    nodes.Pow: "**",
    nodes.Concat: "~",
}


def _walk(tree: nodes.Node) -> tuple[nodes.Node, ...]:
    """Give a node and all below it in one pass; Jinja's own search is asked for one type at a time."""
    found = [tree]
    for node in found:  # grows while it is read
        for name in node.fields:
            part = getattr(node, name, None)
            if isinstance(part, nodes.Node):
                found.append(part)
            elif isinstance(part, list):
                found += [item for item in part if isinstance(item, nodes.Node)]
    return tuple(found)


_SUSPECTS: tuple[type[nodes.Node], ...] = (nodes.Filter, nodes.Test, nodes.Extends, nodes.Block, *_OPERATORS)


def _part_findings(name: str, lines: tuple[str, ...], node: nodes.Node, known: Names) -> Iterator[Finding]:
    match node:
        case nodes.Filter() if node.name not in known.filters:
            yield _unknown(Origin(name, node.lineno), lines, node.name, known.filters, "过滤器")
        case nodes.Test() if node.name not in known.tests:
            yield _unknown(Origin(name, node.lineno), lines, node.name, known.tests, "判断")
        case nodes.Extends() | nodes.Block():
            span = line_span(lines, Origin(name, node.lineno))
            yield _finding(
                FORBIDDEN_STATEMENT, span, "章节模板不用 extends 和 block", "共用的内容请用 {% include %} 或者宏"
            )
        case nodes.BinExpr() | nodes.Concat() if type(node) in _OPERATORS:
            message = f"模板中不能用 {_OPERATORS[type(node)]} 运算或者拼接"
            hint = "文字与数据直接相邻书写，如 质保期为{{ x }}；合计用 |total，个数用 |count"
            yield _finding(MISUSE, line_span(lines, Origin(name, node.lineno)), message, hint)


class _NoGlue(NodeTransformer):
    def visit_Concat(self, node: nodes.Concat) -> nodes.Const:  # noqa: N802 - named by Jinja
        return nodes.Const("", lineno=node.lineno, environment=node.environment)


_OF_JINJA = frozenset({"loop", "caller", "varargs", "kwargs"})


def _variables(name: str, lines: tuple[str, ...], parts: tuple[nodes.Node, ...], known: Names) -> Iterator[Finding]:
    """Find names nobody gives a value; a name used before it gets one is found when the template runs."""
    names = [part for part in parts if isinstance(part, nodes.Name)]
    given = {part.name for part in names if part.ctx != "load"} | {*known.variables, *_OF_JINJA}
    given |= {part.name for part in parts if isinstance(part, nodes.Macro)} | set(_imported(parts))
    for part in names:
        if part.ctx == "load" and part.name not in given:
            own = tuple(sorted(given.difference(known.variables, _OF_JINJA)))
            yield _unknown(Origin(name, part.lineno), lines, part.name, (*known.variables, *own))


def _imported(parts: tuple[nodes.Node, ...]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, nodes.Import):
            yield part.target
        if isinstance(part, nodes.FromImport):
            yield from (imported if isinstance(imported, str) else imported[1] for imported in part.names)


def _unknown(origin: Origin, lines: tuple[str, ...], word: str, known: tuple[str, ...], kind: str = "") -> Finding:
    close = nearest(word, known)
    hint = f"最接近的是 {close}" if close else f"可用：{'、'.join(known)}"
    span = find_word(lines, origin, word) or line_span(lines, origin)
    return _finding(UNKNOWN_FILTER if kind else UNKNOWN_NAME, span, f"没有名为 {word} 的{kind or '变量或者函数'}", hint)


# --- numbers typed by hand -------------------------------------------------------------------------------------------

_DIGITS = r"[0-9０-９]+(?:[-.．,:：×*][0-9０-９]+)*"
_LONG_UNITS = "小时|分钟|秒|个?工作日|个?自然日|个?日历日|星期|个月|季度|年|学时|课时|人日|万元|元|%|％"
_SHORT_UNITS = "日|天|周|月|次|台|套|名|人|倍|份|件|块|辆"
_HAN = "零〇一二两三四五六七八九十百千万亿"
_TYPED = re.compile(
    rf"{_DIGITS}(?:\s*(?:个?半?)?(?:{_LONG_UNITS}|{_SHORT_UNITS}))?"
    rf"|百分之[{_HAN}点]+"
    rf"|(?<![第同统唯任某这那逐])(?:(?:一|半)个?(?:{_LONG_UNITS})|半(?:日|天))"
    rf"|(?<![第{_HAN}])(?=[{_HAN}]*[二两三四五六七八九十])[{_HAN}]{{1,12}}个?(?:{_LONG_UNITS}|{_SHORT_UNITS})"
)
_ATTRIBUTES = re.compile(rf"\{{[{ATTRIBUTE}.][^{{}}\n]*\}}")
_LIST_MARKER = re.compile(r"^[ \t]*[0-9]{1,9}[.)](?=[ \t])", re.MULTILINE)
_IDENTIFIERS = re.compile(r"[A-Za-z_][\w./\[\]-]*", re.ASCII)
_ALLOWANCE = re.compile(r"^\s*allow\s*[:：](.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: str
    text: str
    offset: int


def _typed_numbers(name: str, text: str) -> Iterator[Finding]:
    pieces = tuple(_pieces(ATTRIBUTE_START.sub("{" + ATTRIBUTE, text)))
    allowances = [allowance for piece in pieces if piece.kind == "comment" for allowance in _allowances(piece)]
    words = [piece for piece in pieces if _holds_words(piece)]
    for allowance in allowances:
        if not any(allowance.text in piece.text for piece in words):
            end = allowance.offset + len(allowance.text)
            yield Finding(
                UNUSED_ALLOWANCE,
                Severity.WARNING,
                Place(span=stretch(name, text, allowance.offset, end)),
                f"允许的“{allowance.text}”没有用到",
                "请从 allow 中删去",
            )
    for piece in words:
        for found in _TYPED.finditer(_masked(piece.text, [allowance.text for allowance in allowances])):
            span = stretch(name, text, piece.offset + found.start(), piece.offset + found.end())
            message = f"“{found[0].strip()}”是手写在模板里的数"
            hint = "数据请写在 YAML 里用 {{ }} 印出；法条、标准号等写进 {# allow: … #}"
            yield _finding(TYPED_NUMBER, span, message, hint)


_STRING = r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'"
_TAG = re.compile(
    rf"\{{#(?P<comment>.*?)#\}}|\{{\{{(?P<expression>(?:{_STRING}|[^\"'])*?)\}}\}}|\{{%(?P<statement>(?:{_STRING}|[^\"'])*?)%\}}",
    re.DOTALL,
)
_STRINGS = re.compile(_STRING, re.DOTALL)


def _pieces(text: str) -> Iterator[_Piece]:
    """Cut a template into words, comments and the strings inside tags."""
    position = 0
    for tag in _TAG.finditer(text):
        yield _Piece("data", text[position : tag.start()], position)
        position = tag.end()
        kind = tag.lastgroup or "comment"
        if kind == "comment":
            yield _Piece("comment", tag["comment"], tag.start("comment"))
        else:
            strings = _STRINGS.finditer(text, tag.start(kind), tag.end(kind))
            yield from (_Piece("string", found[0], found.start()) for found in strings)
    yield _Piece("data", text[position:], position)


def _allowances(piece: _Piece) -> Iterator[_Piece]:
    found = _ALLOWANCE.match(piece.text)
    for part in re.finditer(r"[^,，、;；\n]+", found[1]) if found else ():
        words = part[0].strip()
        start = found.start(1) + part.start() + len(part[0]) - len(part[0].lstrip())  # type: ignore[union-attr]
        if words:
            yield _Piece("allowance", words, piece.offset + start)


def _holds_words(piece: _Piece) -> bool:
    if piece.kind == "string":
        return _IDENTIFIERS.fullmatch(piece.text[1:-1]) is None
    return piece.kind == "data"


def _masked(text: str, allowed: Iterable[str]) -> str:
    for words in sorted(allowed, key=len, reverse=True):
        text = text.replace(words, " " * len(words))
    for pattern in (_ATTRIBUTES, _LIST_MARKER):
        text = pattern.sub(lambda found: " " * len(found[0]), text)
    return text


def _finding(code: str, span: Span, message: str, hint: str) -> Finding:
    return Finding(code, Severity.ERROR, Place(span=span), message, hint)


def _position(finding: Finding) -> tuple[int, int, str]:
    span = finding.place.span
    return (span.line, span.column, finding.code) if span else (0, 0, finding.code)
