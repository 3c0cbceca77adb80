"""What the tests of writing back compare: a file without its marks, accepted, or as every part of it lies there."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from lxml import etree

from generator.audit.foreign.finding import Anchor, AuditFinding, Certainty, Layer
from generator.audit.reading.docx import WordText, read_word
from generator.audit.text import AuditText
from generator.finding import Severity
from generator.load.package import W

_MARKS = {f"{W}commentRangeStart", f"{W}commentRangeEnd"}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CHANGES = {f"{W}ins", f"{W}del", f"{W}moveTo"}


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def word(data: bytes) -> WordText:
    value = read_word(data).value
    assert value is not None
    return value


def finding(text: AuditText, *anchors: tuple[str, str | None], code: str = "A131") -> AuditFinding:
    """Speak of the first place of each of some words, and of what ought to stand there."""
    return AuditFinding(
        code,
        Layer.TEXT,
        Severity.ERROR,
        Certainty.FACT,
        "两处不一致",
        code,
        tuple(at(text, text.whole.index(words), len(words), replacement) for words, replacement in anchors),
    )


def at(text: AuditText, start: int, length: int, replacement: str | None = None) -> Anchor:
    block = next((block.number for block in reversed(text.blocks) if block.start <= start), 0)
    return Anchor(start, start + length, text.whole[start : start + length], block, replacement)


# --- XML without marks ------------------------------------------------------------------------------------------------


def without_marks(xml: bytes, old_comments: Iterable[str] = ()) -> object:
    """Give a part as it was before marks: their comments and changes gone, runs that were divided joined again."""
    root = etree.fromstring(xml)
    _drop_comments(root, set(old_comments))
    for change in [node for node in root.iter(f"{W}ins", f"{W}del") if node.get(f"{W}author") == "bidgen"]:
        _drop(change) if change.tag == f"{W}ins" else _unwrap(change)
    return joined(root)


def accepted(xml: bytes) -> object:
    """Give a part with our changes accepted and our comments taken out."""
    root = etree.fromstring(xml)
    _drop_comments(root, set())
    for change in [node for node in root.iter(f"{W}ins", f"{W}del") if node.get(f"{W}author") == "bidgen"]:
        _drop(change) if change.tag == f"{W}del" else _unwrap(change)
    return joined(root)


def _drop_comments(root: etree._Element, kept: set[str]) -> None:
    for node in list(root.iter(*_MARKS, f"{W}commentReference")):
        if node.get(f"{W}id") in kept:
            continue
        _drop(node.getparent() if node.tag == f"{W}commentReference" else node)


def _drop(node: etree._Element | None) -> None:
    assert node is not None
    above = node.getparent()
    assert above is not None
    if node.tail:
        before = node.getprevious()
        if before is None:
            above.text = (above.text or "") + node.tail
        else:
            before.tail = (before.tail or "") + node.tail
    above.remove(node)


def _unwrap(node: etree._Element) -> None:
    above = node.getparent()
    assert above is not None
    for text in node.iter(f"{W}delText"):
        text.tag = f"{W}t"
    for child in list(node):
        above.insert(above.index(node), child)
    _drop(node)


def joined(root: etree._Element) -> object:
    """Join runs and changes that differ in nothing and follow each other, then give names, attributes and words."""
    for text in root.iter(f"{W}t"):
        text.attrib.pop(_SPACE, None)
    for node in [*root.iter(f"{W}r"), *root.iter(*_CHANGES)]:
        _join(node)
    return tree(root)


def tree(node: etree._Element) -> object:
    """Give an element without its prefixes."""
    return (
        str(node.tag),
        sorted(node.attrib.items()),
        node.text or "",
        [tree(child) for child in node],
        node.tail or "",
    )


def _join(node: etree._Element) -> None:
    before = node.getprevious()
    if node.tag in _CHANGES and len(node) == 0 and not node.tail:
        _drop(node)
    elif before is not None and before.tag == node.tag and not before.tail and _looks(before) == _looks(node):
        if node.tag in _CHANGES:
            before.extend(list(node))
            _rejoin(before)
        else:
            _append(before, [child for child in node if child.tag != f"{W}rPr"])
        _drop(node)


def _rejoin(change: etree._Element) -> None:
    for run in list(change.iterchildren(f"{W}r")):
        _join(run)


def _append(run: etree._Element, children: Iterable[etree._Element]) -> None:
    for child in children:
        last = run[-1] if len(run) else None
        if child.tag == f"{W}t" and last is not None and last.tag == f"{W}t":
            last.text = (last.text or "") + (child.text or "")
        else:
            run.append(child)


def _looks(node: etree._Element) -> tuple[object, ...]:
    attributes = sorted((name, value) for name, value in node.attrib.items() if name != f"{W}id")
    properties = node.find(f"{W}rPr") if node.tag == f"{W}r" else None
    if properties is None:
        return attributes, ()
    copied = etree.fromstring(etree.tostring(properties, with_tail=False))
    for change in copied.iter(f"{W}rPrChange"):
        change.attrib.pop(f"{W}id", None)
    return attributes, tree(copied)
