"""The fingerprint of a document: what is printed decides it, where it was written does not."""

from __future__ import annotations

import copy
import pickle
from dataclasses import replace

import pytest

from generator.document.fingerprint import fingerprint
from generator.document.nodes import (
    Contents,
    Cover,
    Document,
    Figure,
    Paragraph,
    Picture,
    Properties,
    Running,
    Section,
    Text,
    Value,
)

VALUE = Value("3年", ("service.warranty.period",), "templates/zh/a.md.j2", 4, 1)
PICTURE = Figure("p", (Text("证书"),), Picture("a.png", "image/png", 10, 20, b"data"), "证书")
RUNNING = Running((), (), ())


def document(value: Value = VALUE, figure: Figure = PICTURE, template: str = "a", title: str = "质保") -> Document:
    section = Section("s", 1, (Text(title),), (Paragraph((Text("质保期"), value)), figure), "第一章", template=template)
    cover = Cover((), (), (), (), (), ())
    return Document(Properties("标书", "", "", ""), cover, Contents((), 2), RUNNING, (section,), RUNNING)


SAME = {
    "the same again": document(),
    "a copy": copy.deepcopy(document()),
    "from another process": pickle.loads(pickle.dumps(document())),  # noqa: S301 - made here
    "another key path": document(replace(VALUE, paths=("project.overrides[0].value",))),
    "another line": document(replace(VALUE, template_line=5)),
    "another template": document(replace(VALUE, template="b"), template="b"),
    "strings of its own": document(replace(VALUE, text="3年整"[:2])),
}
OTHER = {
    "another text": document(replace(VALUE, text="4年")),
    "another number": document(replace(VALUE, number=2)),
    "another title": document(title="保修"),
    "another picture": document(figure=replace(PICTURE, body=Picture("a.png", "image/png", 10, 20, b"other"))),
}


@pytest.mark.parametrize("name", SAME)
def test_where_it_was_written_decides_nothing(name: str) -> None:
    assert fingerprint(SAME[name]) == fingerprint(document())


@pytest.mark.parametrize("name", OTHER)
def test_what_is_printed_decides_it(name: str) -> None:
    assert fingerprint(OTHER[name]) != fingerprint(document())
