"""A document as a blind bid demands it: no signatures, pictures, headers or names of its maker; plain words alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Protocol

from generator.document.nodes import (
    Blank,
    Block,
    Checkbox,
    Cover,
    CoverLine,
    Document,
    Figure,
    Inline,
    Inlines,
    PageNumber,
    PageRef,
    Paragraph,
    Picture,
    Ref,
    Running,
    Section,
    SignBlock,
    Strong,
    Table,
    Text,
    Underline,
    Value,
)
from generator.document.walk import every, flat, plain
from generator.model.identity import BIDDER, OMITTED

NO_PICTURE = "（图片按暗标要求略）"

_FILLED, _OPEN = "■", "□"
"""Boxes of the one font allowed: 宋体 has no ☑."""
_OF_BIDDER = re.compile(
    r"投标人|供应商|响应人|投标单位|法定代表人|授权代表|盖章|签字|签章|地址|电话|传真|邮箱|邮编|网址|联系"
)
"""What a line of the cover is called that only the bidder fills in."""
_NAMES = re.compile(r"company\.(staff|sites)\[\d+\]\.(name|contact)")
_LABEL = re.compile(r"(?P<post>.+?)(?P<letter>[A-Z]|[0-9]+)")


class Allowed(Protocol):
    """What the style still allows: `style.sheet.BlindLook`."""

    @property
    def bold(self) -> bool:
        """Whether words are printed bold."""

    @property
    def underline(self) -> bool:
        """Whether words and blanks are underlined."""

    @property
    def page_number(self) -> bool:
        """Whether pages are numbered."""


def blinded(document: Document, allowed: Allowed) -> Document:
    """Give the document without what tells its bidder by place or looks; words were masked in the data."""
    footer = (PageNumber(),) if allowed.page_number else ()
    body = tuple(_blocks(document.body, _Pass(allowed, frozenset(_targets(document.body)))))
    return replace(
        document,
        properties=replace(document.properties, author="", keywords=""),
        cover=_cover(document.cover, allowed),
        contents_running=Running((), (), footer),
        body=body,
        body_running=Running((), (), footer),
    )


# --- the front -------------------------------------------------------------------------------------------------------


def _cover(cover: Cover, allowed: Allowed) -> Cover:
    lines = tuple(line for line in cover.lines if not _tells(line))
    made: Cover = _mapped(replace(cover, lines=lines), _Pass(allowed, frozenset()))
    return made


def _tells(line: CoverLine) -> bool:
    paths = (path for inline in flat(line.content) if isinstance(inline, Value) for path in inline.paths)
    return _OF_BIDDER.search(plain(line.label)) is not None or any(path.startswith("company.") for path in paths)


# --- the body --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Pass:
    """One pass over a tree: what is allowed, and the ids that references may name."""

    allowed: Allowed
    targets: frozenset[str]


def _targets(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Give the ids of sections, tables and figures that stay."""
    for block in every(blocks):
        if isinstance(block, Section | Table) or (isinstance(block, Figure) and not isinstance(block.body, Picture)):
            yield block.id


def _blocks(blocks: tuple[Block, ...], run: _Pass) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Figure) and isinstance(block.body, Picture):
            yield Paragraph((Text(NO_PICTURE),), "note")
        elif not isinstance(block, SignBlock):
            yield _mapped(block, run)


def _mapped(node: Any, run: _Pass) -> Any:  # noqa: ANN401 - every kind of node
    """Give a node with all blocks and inlines inside it as a blind document has them."""
    if isinstance(node, tuple):
        if any(isinstance(part, Inline) for part in node):
            return tuple(_inlines(node, run))
        if any(isinstance(part, Block) for part in node):
            return tuple(_blocks(node, run))
        return tuple(_mapped(part, run) for part in node)
    if is_dataclass(node) and not isinstance(node, type):
        changes = {name: _mapped(getattr(node, name), run) for name in (field.name for field in fields(node))}
        return replace(node, **changes)
    return node


def _inlines(content: Inlines, run: _Pass) -> Iterator[Inline]:
    plainer = [inline for part in content for inline in _plainer(part, run)]
    for index, inline in enumerate(plainer):
        if isinstance(inline, Value | Text):
            before, after = plain(tuple(plainer[:index][-1:])), plain(tuple(plainer[index + 1 : index + 2]))
            yield _between(before, inline, after)
        else:
            yield inline


def _plainer(inline: Inline, run: _Pass) -> Inlines:
    match inline:
        case Strong(content=content):
            return _kept(Strong, tuple(_inlines(content, run)), keep=run.allowed.bold)
        case Underline(content=content):
            return _kept(Underline, tuple(_inlines(content, run)), keep=run.allowed.underline)
        case Blank(width=width) if not run.allowed.underline:
            return (Text("　" * width),)
        case Checkbox(checked=checked):
            return (Text(_FILLED if checked else _OPEN),)
        case Ref(target=target) | PageRef(target=target) if target not in run.targets:
            return (Text(OMITTED),)
        case _:
            return (inline,)


def _kept(kind: type[Strong | Underline], content: Inlines, *, keep: bool) -> Inlines:
    """Give content inside its node, or the content alone where the node may not show."""
    return (kind(content),) if keep else content


def _between(before: str, inline: Value | Text, after: str) -> Value | Text:
    """Fit a neutral word to the words beside it, so that neither brackets nor posts are said twice."""
    if inline.text == OMITTED and before.endswith("（") and after.startswith("）"):
        return replace(inline, text=OMITTED.strip("（）"))
    if not isinstance(inline, Value):
        return inline
    if inline.text == BIDDER and before.endswith(BIDDER):
        return replace(inline, text=OMITTED)
    return _after_post(before, inline)


def _after_post(before: str, value: Value) -> Value:
    """Print only the letter of a label behind its post: 项目经理 + 项目经理A is 项目经理A."""
    label = _LABEL.fullmatch(value.text) if _NAMES.fullmatch(value.paths[0]) else None
    if label is None or not before.endswith(label["post"]):
        return value
    return replace(value, text=label["letter"])
