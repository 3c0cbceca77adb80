"""What the tests of edited files share: the sample document as DOCX, edits of its XML, and a short form of findings."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

import pytest

from generator.audit.own.edited import OwnAudit, edited
from generator.audit.own.trace import Printed
from generator.audit.reading.file import read_marked
from generator.layout.pages import paginate
from generator.write.docx import write_docx
from tests.write.docx.opened import HOUSE
from tests.write.sample import CREATED, sample_document

Edit = Callable[[str], str]
NO_TRACE: Mapping[int, Printed] = {}


@pytest.fixture(scope="session")
def sample() -> bytes:
    document = sample_document()
    return write_docx(document, HOUSE, paginate(document, HOUSE), CREATED)


def changed(data: bytes, edit: Edit, part: str = "word/document.xml") -> bytes:
    """Give a package with one part edited; an edit that changes nothing is a mistake of the test."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                content = edit(content.decode()).encode()
                assert content != old.read(name)
            new.writestr(name, content)
    return stream.getvalue()


def own(data: bytes, trace: Mapping[int, Printed] = NO_TRACE) -> OwnAudit:
    """Audit a file of ours."""
    word = read_marked(data).value
    assert word is not None
    audit = edited(data, word.text, word.marks, trace)
    assert audit is not None
    return audit


def told(data: bytes, trace: Mapping[int, Printed] = NO_TRACE) -> list[tuple[str, str, str | None]]:
    """Give of each finding the code, the words it stands at, and what ought to stand there."""
    return [(each.code, each.anchors[0].text, each.anchors[0].replacement) for each in own(data, trace).findings]
