"""Signature fields put into a finished PDF, where people sign it with certificates: empty, named, and read aloud.

Each is a widget within a structure element Form behind the words it belongs to (ISO 14289-1, 7.18.4), so that PDF/UA-1
and PDF/A hold; nothing is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.layout.spots import Box
from generator.write.pdf.revision import Item, Revision, is_reference, opened, referred, text_string

_POINTS_PER_MM = 72 / 25.4
_PRINTED = b"4"
"""The flag of an annotation that is printed, which PDF/A demands."""
_PARAGRAPHS = (b"/P", b"/H1", b"/H2", b"/H3", b"/Div")


@dataclass(frozen=True, slots=True)
class SignatureField:
    """A field: its unique name, what it is called to people, its page from 1, its box, the marked content before it."""

    name: str
    label: str
    sheet: int
    box: Box
    mark: int


@dataclass(frozen=True, slots=True)
class _Element:
    """A structure element, and the key under which the annotation finds it."""

    number: int
    key: int


def with_signature_fields(data: bytes, fields: Sequence[SignatureField]) -> bytes:
    """Add the fields to a finished PDF of either engine; what was in it stays byte for byte.

    The same fields give the same bytes. A field whose words are in no paragraph stands at the end of the structure.
    """
    if not fields:
        return data
    revision = opened(data)
    pages = tuple(_pages(revision, revision.dictionary(revision.root)["Pages"]))
    tree = _Tree(revision)
    widgets: list[Item] = []
    for sheet, group in groupby(sorted(fields, key=lambda field: field.sheet), key=lambda field: field.sheet):
        widgets += _on_page(revision, pages[sheet - 1], tuple(group), tree)
    tree.close()
    catalog = revision.dictionary(revision.root)
    catalog["AcroForm"] = revision.add({"Fields": widgets})
    revision.replace(revision.root, catalog)
    return revision.finished()


def _pages(revision: Revision, node: Item) -> Iterator[int]:
    kids = revision.dictionary(referred(node)).get("Kids")
    if isinstance(kids, list):
        for kid in kids:
            yield from _pages(revision, kid)
    else:
        yield referred(node)


def _on_page(revision: Revision, number: int, fields: Sequence[SignatureField], tree: _Tree) -> list[Item]:
    page = revision.dictionary(number)
    *_, height = (float(_plain(revision.resolved(side))) for side in _list(revision.resolved(page["MediaBox"])))
    marked = tree.marked(page)
    widgets: list[Item] = []
    for field in fields:
        around = marked[field.mark] if 0 <= field.mark < len(marked) else b""
        key, parent = tree.next_key(), tree.paragraph(around)
        widget = revision.add(_widget(revision, field, number, height, key))
        content: Item = {"Type": b"/OBJR", "Pg": b"%d 0 R" % number, "Obj": widget}
        form = revision.add({"Type": b"/StructElem", "S": b"/Form", "P": b"%d 0 R" % parent, "K": content})
        tree.hang(parent, key, form)
        widgets.append(widget)
    page["Annots"] = [*_list(revision.resolved(page.get("Annots", []))), *widgets]
    page["Tabs"] = b"/S"
    revision.replace(number, page)
    return widgets


def _widget(revision: Revision, field: SignatureField, page: int, height: float, key: int) -> dict[str, Item]:
    box = field.box
    left, right = box.left * _POINTS_PER_MM, box.right * _POINTS_PER_MM
    low, high = height - box.bottom * _POINTS_PER_MM, height - box.top * _POINTS_PER_MM
    size: list[Item] = [b"0", b"0", _number(right - left), _number(high - low)]
    about: dict[str, Item] = {"Type": b"/XObject", "Subtype": b"/Form", "BBox": size, "Resources": {}}
    return {
        "Type": b"/Annot",
        "Subtype": b"/Widget",
        "FT": b"/Sig",
        "T": text_string(field.name),
        "TU": text_string(field.label),
        "F": _PRINTED,
        "Rect": [_number(left), _number(low), _number(right), _number(high)],
        "P": b"%d 0 R" % page,
        "StructParent": b"%d" % key,
        "AP": {"N": revision.add_stream(about, b"")},
    }


# --- the structure ---------------------------------------------------------------------------------------------------


class _Tree:
    """The structure of a tagged PDF: paragraphs by their marked content, and the parents of annotations by key."""

    def __init__(self, revision: Revision) -> None:
        self.revision = revision
        self.root = referred(revision.dictionary(revision.root)["StructTreeRoot"])
        self.about = revision.dictionary(self.root)
        self.parents = dict(_entries(revision, self.about["ParentTree"]))
        self.added: dict[int, bytes] = {}

    def marked(self, page: dict[str, Item]) -> list[Item]:
        """Give the structure elements of a page's marked contents, by their numbers."""
        key = page.get("StructParents")
        found = self.parents.get(int(_plain(key)), []) if key is not None else []
        return _list(self.revision.resolved(found))

    def paragraph(self, element: Item) -> int:
        """Give the paragraph an element is in: itself, or the nearest above; the document where there is none."""
        while is_reference(element):
            about = self.revision.dictionary(referred(element))
            if about.get("S") in _PARAGRAPHS:
                return referred(element)
            element = about.get("P", b"")
        return self._document()

    def _document(self) -> int:
        kids = self.revision.dictionary(self.root)["K"]
        first = kids[0] if isinstance(kids, list) else kids
        return referred(first)

    def next_key(self) -> int:
        """Give the key for one more annotation."""
        return max((*self.parents, *self.added, -1)) + 1

    def hang(self, parent: int, key: int, form: bytes) -> None:
        """Put a form behind all else in its parent, and under its key."""
        about = self.revision.dictionary(parent)
        kids = self.revision.resolved(about["K"]) if _holds_list(self.revision, about) else about.get("K", [])
        about["K"] = [*kids, form] if isinstance(kids, list) else [kids, form]
        self.revision.replace(parent, about)
        self.added[key] = form

    def close(self) -> None:
        """Write the parents of the annotations that were added."""
        about = self.revision.dictionary(self.root)
        entries: list[Item] = [item for key, form in self.added.items() for item in (b"%d" % key, form)]
        limits: list[Item] = [b"%d" % min(self.added), b"%d" % max(self.added)]
        tree = self.revision.resolved(about["ParentTree"])
        tree = dict(tree) if isinstance(tree, dict) else {}
        if "Kids" in tree:
            kid = self.revision.add({"Limits": limits, "Nums": entries})
            tree["Kids"] = [*_list(self.revision.resolved(tree["Kids"])), kid]
        else:
            tree["Nums"] = [*_list(self.revision.resolved(tree.get("Nums", []))), *entries]
        about["ParentTree"] = self.revision.add(tree)
        about["ParentTreeNextKey"] = b"%d" % (max(self.added) + 1)
        self.revision.replace(self.root, about)


def _holds_list(revision: Revision, about: dict[str, Item]) -> bool:
    """Tell whether the kids of an element are an array of their own, not the only kid."""
    kids = about.get("K", [])
    return is_reference(kids) and isinstance(revision.resolved(kids), list)


def _entries(revision: Revision, node: Item) -> Iterator[tuple[int, Item]]:
    """Give the entries of a number tree."""
    about = revision.resolved(node)
    if not isinstance(about, dict):
        return
    numbers = _list(revision.resolved(about.get("Nums", [])))
    yield from ((int(_plain(key)), item) for key, item in zip(numbers[::2], numbers[1::2], strict=True))
    for kid in _list(revision.resolved(about.get("Kids", []))):
        yield from _entries(revision, kid)


def _list(item: Item) -> list[Item]:
    return item if isinstance(item, list) else []


def _plain(item: Item) -> bytes:
    if not isinstance(item, bytes):
        raise TypeError(f"no number: {item!r:.40}")
    return item


def _number(length: float) -> bytes:
    return f"{length:.2f}".encode()
