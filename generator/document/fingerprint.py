"""The fingerprint of a document: the same where the same is printed, wherever its values and words were written."""

from __future__ import annotations

import hashlib
import pickle
from copyreg import dispatch_table

from generator.document.nodes import Document, Section, Value

_Reduced = tuple[type, tuple[object, ...]]


def fingerprint(document: Document) -> str:
    """Give the SHA-256 of all that writers see of a numbered document: not the key paths, not the templates' lines."""
    sink = _Sink()
    pickler = pickle.Pickler(sink, protocol=5)
    pickler.dispatch_table = {**dispatch_table, Value: _value, Section: _section}
    pickler.fast = True  # without a memo: equal trees give equal bytes, whichever strings they share
    pickler.dump(document)
    return sink.digest.hexdigest()


class _Sink:
    """Takes bytes as a file does and keeps only their digest."""

    def __init__(self) -> None:
        self.digest = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        return len(data)


def _value(value: Value) -> _Reduced:
    return Value, (value.text, (), "", 0, value.number)


def _section(section: Section) -> _Reduced:
    return Section, (section.id, section.level, section.title, section.blocks, section.label, section.numbered)
