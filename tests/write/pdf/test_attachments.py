"""Attachments of finished PDFs: read back equal from both engines' files, in a revision that changes nothing else."""

from __future__ import annotations

import pytest

from generator.verify.attachments import ATTACHED_OTHERWISE, read_attachments, verify_attachments
from generator.verify.pdf_reader import Margins, read_pdf
from generator.write.pdf.attachments import Attachment, with_attachments, without_attachments
from generator.write.pdf.revision import Item, is_reference, opened, text_string, written
from tests.write.archived import ENGINES, FILES, attached, plain
from tests.write.sample import CREATED

MARGINS = Margins(25, 25, 25, 25)


@pytest.mark.parametrize("engine", ENGINES)
def test_attachments_are_read_back_and_the_rest_is_as_it_was(engine: str) -> None:
    before = plain(engine)
    after = attached(before)
    assert after == attached(before)
    assert after.startswith(before)
    assert read_attachments(after) == FILES
    assert read_attachments(before) == {}
    assert read_pdf(after, MARGINS) == read_pdf(before, MARGINS)
    assert without_attachments(after).rstrip() == before.rstrip()
    assert attached(without_attachments(after)) == after


@pytest.mark.parametrize("engine", ENGINES)
def test_each_attachment_is_associated_with_the_document(engine: str) -> None:
    revision = opened(attached(plain(engine)))
    catalog = revision.dictionary(revision.root)
    associated = catalog["AF"]
    assert isinstance(associated, list)
    specified = [dictionary(revision.resolved(one)) for one in associated]
    assert [one["UF"] for one in specified] == [b"(register.json)", b"(trace.json)"]
    assert {one["AFRelationship"] for one in specified} == {b"/Supplement"}
    assert {one["Desc"] for one in specified} == {text_string("附件（示例）")}
    streams = [dictionary(revision.resolved(dictionary(one["EF"])["F"])) for one in specified]
    parameters = [dictionary(stream["Params"]) for stream in streams]
    assert [one["Size"] for one in parameters] == [str(len(FILES[name])).encode() for name in sorted(FILES)]
    assert {one["ModDate"] for one in parameters} == {b"(D:20261122083000Z)"}
    assert {stream["Subtype"] for stream in streams} == {b"/application#2Fjson"}


@pytest.mark.parametrize("engine", ENGINES)
def test_every_object_of_our_engines_can_be_read_and_written(engine: str) -> None:
    revision = opened(attached(plain(engine)))
    items = {number: revision.item(number) for number in revision.numbers()}
    for number, item in items.items():
        revision.replace(number, item)
        assert revision.item(number) == item
    kinds = {item["Type"] for item in items.values() if isinstance(item, dict) and "Type" in item}
    assert {b"/Catalog", b"/Pages", b"/Page", b"/StructTreeRoot", b"/Font"} <= kinds


CHANGED = {
    "缺少附件 trace.json": {"register.json": FILES["register.json"]},
    "多出附件 more.json": {**FILES, "more.json": b"{}"},
    "的附件 trace.json 与写出的文件不同": {**FILES, "trace.json": b"[]"},
}


@pytest.mark.parametrize("message", CHANGED)
def test_other_attachments_than_wanted_are_errors(message: str) -> None:
    made = [Attachment(name, content, "附件", "Data") for name, content in CHANGED[message].items()]
    (found,) = verify_attachments("a.pdf", with_attachments(plain("typst"), made, CREATED), FILES)
    assert (found.code, found.message.replace("a.pdf ", "").replace("a.pdf", "")) == (ATTACHED_OTHERWISE, message)


ITEMS: tuple[tuple[bytes, Item], ...] = (
    (b"<</A[1 2 0 R/B(a\\)(b))<FEFF>]>>", {"A": [b"1", b"2 0 R", b"/B", b"(a\\)(b))", b"<FEFF>"]}),
    (b"<</A<</B null>>/C true>>", {"A": {"B": b"null"}, "C": b"true"}),
    (b"[-.5 % note\n 3]", [b"-.5", b"3"]),
)


@pytest.mark.parametrize(("text", "item"), ITEMS)
def test_items_are_read_as_the_format_has_them(text: bytes, item: Item) -> None:
    revision = opened(one_object(text))
    assert revision.item(1) == item
    assert opened(one_object(written(item))).item(1) == item


def test_references_are_told_from_other_items() -> None:
    items: tuple[Item, ...] = (b"12 0 R", b"/R", b"12", [b"1 0 R"], b"(1 0 R)")
    assert [is_reference(item) for item in items] == [True, False, False, False, False]


def one_object(text: bytes) -> bytes:
    """Make a file of one object."""
    body = b"%%PDF-1.7\n1 0 obj\n%s\nendobj\n" % text
    table = b"xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<</Size 2/Root 1 0 R>>\n"
    return b"%s%sstartxref\n%d\n%%%%EOF\n" % (body, table, len(body))


def dictionary(item: Item) -> dict[str, Item]:
    """Give what is a dictionary."""
    assert isinstance(item, dict)
    return item
