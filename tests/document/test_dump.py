"""The dump names every node in words a reader of Chinese understands."""

from pathlib import Path

from generator.document.dump import dump, dump_blocks
from generator.document.nodes import Cover, Document
from generator.document.number import Numbering, number_document

GOLDEN = Path(__file__).with_name("golden_whole.txt")


def test_every_node_is_dumped(document: Document) -> None:
    numbered = number_document(document, Numbering()).value
    assert numbered is not None
    assert dump(numbered) == GOLDEN.read_text(encoding="utf-8")


def test_blocks_alone(document: Document) -> None:
    assert dump_blocks(document.body[1:]).splitlines()[:3] == ["节 #letters 1 函", "  函", "    段 .salutation 致："]


def test_empty_parts_of_the_cover_are_left_out() -> None:
    assert Cover((), (), (), (), (), ()).remark == ()
