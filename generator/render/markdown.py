"""Markdown with marks becomes blocks and inlines; constructs the document tree does not know become findings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.attrs import attrs_block_plugin

from generator.document.nodes import Block, Inline, Inlines, LineBreak, List, ListItem, Notice, Paragraph, Strong, Text
from generator.document.walk import plain
from generator.render.marks import ATTRIBUTE, CLOSE, OPEN, Origin, take_lines, without_lines
from generator.render.pieces import BLOCK_TYPES, PIECE_TYPES
from generator.zh.identifiers import nearest

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

    from generator.render.run import Run

MISPLACED_BLOCK = "T010"
"""A table, figure or other block stands inside a line of text, or a row outside its table."""
UNSUPPORTED = "T011"
"""Markdown the document tree does not know: HTML, links, pictures, code, rules, slanted words."""
UNKNOWN_ROLE = "T012"
"""A `{.role}` or `{#id}` that is unknown here or could not be read."""
MISPLACED_HEADING = "T013"
"""A heading where none may stand, or a level left out."""

PARAGRAPH_ROLES = ("body", "lead", "note", "salutation", "closing", "source")
LIST_STYLES = ("bullet", "decimal", "paren", "circled")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a chapter, before sections are nested; `id` is empty where the template gives none."""

    level: int
    title: Inlines
    id: str
    numbered: bool
    origin: Origin


def chapter_parts(run: Run, text: str) -> tuple[Heading | Block, ...]:
    """Give the headings and blocks of a rendered chapter, in order."""
    return tuple(_parts(_Source(run, *_parsed(text)), headings=True))


def blocks(run: Run, text: str) -> tuple[Block, ...]:
    """Give the blocks of rendered text in which no headings may stand, such as a letter."""
    parts = _parts(_Source(run, *_parsed(text)), headings=False)
    return tuple(part for part in parts if not isinstance(part, Heading))


def inline_nodes(run: Run, text: str, origin: Origin | None = None) -> Inlines:
    """Give the inlines of one line of words with marks and inline Markdown."""
    if not _SPECIAL.search(text):
        return (Text(text),) if text else ()
    tokens = _parser().parseInline(without_lines(text).replace(ATTRIBUTE, "#").strip("\n"))
    tree = SyntaxTreeNode(tokens).children[0]
    return _joined(_inlines(run, tree.children, origin))


_MARKS_ONLY = re.compile(f"(?:{OPEN}[0-9]+{CLOSE}\\s*)+")
_SPECIAL = re.compile("[*\\\\`\\[<!\n{\ue000-\ue004]")


# --- blocks ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Source:
    run: Run
    tree: SyntaxTreeNode
    origins: tuple[Origin | None, ...]

    def origin(self, node: SyntaxTreeNode) -> Origin:
        start, end = node.map or (0, 0)
        after = (origin for origin in self.origins[start:end] if origin)
        before = (origin for origin in reversed(self.origins[:start]) if origin)
        return next(after, None) or next(before, None) or Origin("", 1)


def _parsed(text: str) -> tuple[SyntaxTreeNode, tuple[Origin | None, ...]]:
    plain_text, origins = take_lines(text.replace(ATTRIBUTE, "#"))
    return SyntaxTreeNode(_parser().parse(plain_text)), origins


def _parts(source: _Source, *, headings: bool) -> Iterable[Heading | Block]:
    for node in source.tree.children:
        if node.type != "heading":
            yield from _block(source, node)
        elif headings:
            yield _heading(source, node)
        else:
            _refuse_heading(source, node)


def _block(source: _Source, node: SyntaxTreeNode) -> Iterable[Block]:
    match node.type:
        case "paragraph":
            yield from _paragraph(source, node)
        case "bullet_list" | "ordered_list":
            yield _list(source, node)
        case "blockquote":
            yield Notice(_nested(source, node.children))
        case "heading":
            _refuse_heading(source, node)
        case other:
            _unsupported(source.run, other, source.origin(node))


def _nested(source: _Source, nodes: Sequence[SyntaxTreeNode]) -> tuple[Block, ...]:
    return tuple(block for node in nodes for block in _block(source, node))


def _refuse_heading(source: _Source, node: SyntaxTreeNode) -> None:
    message = "这里不能写标题"
    source.run.report(
        MISPLACED_HEADING, message, "标题只能写在章节正文中，不能写在列表、函件和提示框里", origin=source.origin(node)
    )


def _paragraph(source: _Source, node: SyntaxTreeNode) -> Iterable[Block]:
    origin = source.origin(node)
    if standing := _standing_blocks(source.run, node.children[0].content):
        yield from standing
        return
    content = _joined(_inlines(source.run, node.children[0].children, origin))
    role = _class(source, node, PARAGRAPH_ROLES, "body")
    _check_attributes(source.run, content, origin)
    if "id" in node.attrs:
        _unknown_role(source.run, "段落不能带 {#id}", "只有标题能带 id；表和图的 id 写在函数的第一个参数", origin)
    if content:
        yield Paragraph(content, role)


def _check_attributes(run: Run, content: Inlines, origin: Origin) -> None:
    if found := _STRAY_ATTRIBUTES.search(plain(tuple(part for part in content if isinstance(part, Text)))):
        hint = "样式行 {.note} 应单独成行，写在段落或列表的上一行，前面空一行"
        _unknown_role(run, f"{found[0]} 没有被认作样式", hint, origin)


def _standing_blocks(run: Run, words: str) -> tuple[Block, ...]:
    """Give the blocks of a paragraph that is nothing but marks of blocks."""
    if not _MARKS_ONLY.fullmatch(words):
        return ()
    parts = [part for part in run.marks.split(words) if not isinstance(part, str)]
    found = tuple(part for part in parts if isinstance(part, BLOCK_TYPES))
    return found if len(found) == len(parts) else ()


def _list(source: _Source, node: SyntaxTreeNode) -> List:
    style = _class(source, node, LIST_STYLES, "decimal" if node.type == "ordered_list" else "bullet")
    items = tuple(ListItem(_nested(source, item.children)) for item in node.children)
    return List(items, style)  # type: ignore[arg-type]


def _class(source: _Source, node: SyntaxTreeNode, known: tuple[str, ...], default: str) -> str:
    name = str(node.attrs.get("class", default))
    if name in known:
        return name
    close = nearest(name, known)
    advice = f"最接近的是 {close}；" if close else ""
    message = f"不认识的样式 {{.{name}}}"
    _unknown_role(source.run, message, f"{advice}这里可用：{'、'.join(known)}", source.origin(node), name)
    return default


def _unknown_role(run: Run, message: str, hint: str, origin: Origin, word: str = "") -> None:
    run.report(UNKNOWN_ROLE, message, hint, origin=origin, word=word)


# --- headings --------------------------------------------------------------------------------------------------------

_ATTRIBUTES = re.compile(r"\s*\{((?:[#.][A-Za-z][\w-]*\s*)+)\}\s*$", re.ASCII)


def _heading(source: _Source, node: SyntaxTreeNode) -> Heading:
    origin = source.origin(node)
    title, words = _trailing_attributes(_inlines(source.run, node.children[0].children, origin))
    classes = [word[1:] for word in words if word[0] == "."] + str(node.attrs.get("class", "")).split()
    ids = [word[1:] for word in words if word[0] == "#"] + [str(node.attrs["id"]) for _ in "x" if "id" in node.attrs]
    for name in classes:
        if name != "unnumbered":
            _unknown_role(
                source.run, f"不认识的标题样式 {{.{name}}}", "标题只能用 {.unnumbered}（不编号）", origin, name
            )
    level = int(node.tag[1:])
    return Heading(level, _joined(title), ids[-1] if ids else "", "unnumbered" not in classes, origin)


def _trailing_attributes(title: list[object]) -> tuple[list[object], list[str]]:
    last = title[-1] if title else None
    found = _ATTRIBUTES.search(last.text) if isinstance(last, Text) else None
    if found is None or not isinstance(last, Text):
        return title, []
    rest = last.text[: found.start()]
    return [*title[:-1], *([Text(rest)] if rest else [])], found[1].replace("#", " #").replace(".", " .").split()


# --- inlines ---------------------------------------------------------------------------------------------------------

_SOFT = object()
"""Stands for a line end of the template inside a paragraph."""

_FIRST_WIDE = "\u2e80"
"""The first of the characters that are as wide as Han characters."""
_STRAY_ATTRIBUTES = re.compile(r"\{[#.][^{}]*\}")


def _inlines(run: Run, nodes: Sequence[SyntaxTreeNode], origin: Origin | None) -> list[object]:
    return [part for node in nodes for part in _inline(run, node, origin)]


def _inline(run: Run, node: SyntaxTreeNode, origin: Origin | None) -> Iterable[object]:
    match node.type:
        case "text":
            yield from _text(run, node.content, origin)
        case "softbreak":
            yield _SOFT
        case "hardbreak":
            yield LineBreak()
        case "strong":
            yield Strong(_joined(_inlines(run, node.children, origin)))
        case other:
            _unsupported(run, other, origin)


def _text(run: Run, words: str, origin: Origin | None) -> Iterable[object]:
    for part in run.marks.split(words):
        if isinstance(part, str):
            yield Text(part)
        elif isinstance(part, BLOCK_TYPES + PIECE_TYPES):
            _misplaced(run, part, origin)
        else:
            yield part


def _joined(parts: Sequence[object]) -> Inlines:
    """Join neighbouring words; a line end of the template is a blank between Latin words, else nothing."""
    nodes: list[Inline] = []
    for index, part in enumerate(parts):
        new = Text(_gap(parts, index)) if part is _SOFT else part
        if isinstance(new, Text) and nodes and isinstance(nodes[-1], Text):
            nodes[-1] = Text(nodes[-1].text + new.text)
        elif not isinstance(new, Text) or new.text:
            nodes.append(new)  # type: ignore[arg-type]
    return tuple(nodes)


def _gap(parts: Sequence[object], index: int) -> str:
    before = _edge(parts[index - 1 : index], -1)
    after = _edge(parts[index + 1 : index + 2], 0)
    return " " if before and after and not _is_wide(before) and not _is_wide(after) else ""


def _edge(parts: Sequence[object], place: int) -> str:
    words = plain(tuple(part for part in parts if part is not _SOFT))  # type: ignore[misc]
    return words[place] if words else ""


def _is_wide(character: str) -> bool:
    return character >= _FIRST_WIDE or character in "“”‘’…—·"


def _misplaced(run: Run, part: object, origin: Origin | None) -> None:
    if isinstance(part, PIECE_TYPES):
        message, hint = (
            f"{type(part).__name__} 不能写在这里",
            "row(…) 只能写在 table、form 或者 coverage 里，node(…) 只能写在 organisation 里",
        )
    else:
        message, hint = "表、图等整块内容不能夹在文字里", "请让它单独成行，前后各空一行"
    run.report(MISPLACED_BLOCK, message, hint, origin=origin)


_CONSTRUCTS = {
    "html_inline": "HTML 标记",
    "html_block": "HTML 标记",
    "link": "链接",
    "image": "图片",
    "code_inline": "代码",
    "fence": "代码块",
    "hr": "分隔线",
    "star": "没有成对的 *",
}


def _unsupported(run: Run, kind: str, origin: Origin | None) -> None:
    name = _CONSTRUCTS.get(kind, kind)
    run.report(
        UNSUPPORTED,
        f"模板里不能用{name}",
        "加粗写成 **文字**，要印出 * 请写 \\*；图片用 picture(…)，表格用 table(…)",
        origin=origin,
    )


# --- the parser ------------------------------------------------------------------------------------------------------


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").use(attrs_block_plugin, allowed=("id", "class"))
    parser.disable(["code", "lheading", "reference", "entity", "emphasis"])
    parser.inline.ruler.before("backticks", "strong", _strong)
    return parser


def _strong(state: StateInline, silent: bool) -> bool:
    """Read `**words**`.

    CommonMark closes emphasis by the characters around it and so fails next to Chinese punctuation
    (`**注意：**必须`); here the next `**` closes, whatever stands beside it. Any other `*` is a stray one.
    """
    if state.src[state.pos] != "*":
        return False
    end = _closing(state)
    if silent:
        return False
    if end < 0:
        state.push("star", "", 0)
        state.pos += 1
        return True
    limit = state.posMax
    state.push("strong_open", "strong", 1)
    state.pos, state.posMax = state.pos + 2, end
    state.md.inline.tokenize(state)
    state.push("strong_close", "strong", -1)
    state.pos, state.posMax = end + 2, limit
    return True


def _closing(state: StateInline) -> int:
    start = state.pos + 2
    if not state.src.startswith("**", state.pos) or state.src[start : start + 1].isspace():
        return -1
    end = state.src.find("**", start + 1, state.posMax)
    while end > 0 and state.src[end - 1] == "\\":
        end = state.src.find("**", end + 1, state.posMax)
    return end
