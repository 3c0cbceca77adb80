"""Page references say the pages of one output; without any, a document stays the same object."""

from __future__ import annotations

import pytest

from generator.document.dump import dump_inlines
from generator.document.nodes import (
    Cell,
    Column,
    Contents,
    Cover,
    Document,
    PageRef,
    Paragraph,
    Properties,
    Row,
    Running,
    Section,
    Strong,
    Table,
    Text,
)
from generator.document.number import Numbering, number_document
from generator.document.pages import with_pages
from generator.document.walk import inlines, plain


def document(*blocks: Section) -> Document:
    nothing = Running((), (), ())
    cover = Cover((), (), (), (), (), ())
    return Document(Properties("题", "", "", ""), cover, Contents((), depth=3), nothing, blocks, nothing)


def section(name: str, *content: PageRef | Strong | Text) -> Section:
    cell = Cell((content,))
    table = Table(f"{name}_table", (), (Column(),), (), (Row((cell,)),))
    return Section(name, 1, (Text(name),), (Paragraph(content), table))


def words(made: Document) -> list[str]:
    return [text for text in map(plain, inlines(made)) if text]


def test_references_get_the_pages_of_their_targets_wherever_they_stand() -> None:
    made = with_pages(document(section("a", Text("第"), PageRef("b"), Strong((PageRef("a"),)))), {"a": 3, "b": 12})
    assert words(made) == ["a", "第123", "第123"]


def test_a_document_without_page_references_is_the_same() -> None:
    plain_document = document(section("a", Text("甲")))
    assert with_pages(plain_document, {}) is plain_document


def test_a_target_without_a_page_is_a_bug() -> None:
    with pytest.raises(KeyError):
        with_pages(document(section("a", PageRef("a"))), {})


def test_until_pages_are_known_two_digits_stand_for_them() -> None:
    made = number_document(document(section("a", PageRef("a"))), Numbering()).value
    assert made is not None
    assert words(made) == ["a", "00", "00"]


TARGETS = [
    ("zzz", "T201 交叉引用 zzz 没有对应的标题、表或者图"),
    ("a_table", "T203 页码引用 a_table 指向内容"),
]


@pytest.mark.parametrize(("target", "expected"), TARGETS)
def test_only_sections_that_are_there_have_a_page(target: str, expected: str) -> None:
    outcome = number_document(document(section("a", PageRef(target))), Numbering())
    assert outcome.value is None
    assert [f"{found.code} {found.message}" for found in outcome.findings] == [expected]


def test_the_dump_names_the_target() -> None:
    assert dump_inlines((PageRef("b"),)) == "→b的页码"
