"""The record that a file carries: what is written is what is read, and nothing internal is in it."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given

from generator.audit.own.align import aligned, gaps
from generator.audit.own.record import read_record
from generator.audit.own.tokens import is_spoken, tokens_of
from generator.document.nodes import Document
from generator.document.record import record_of
from generator.load.package import open_package
from generator.write.docx.record import record_part
from tests.write.docx.trees import documents
from tests.write.sample import sample_document


def packed(record: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("customXml/item7.xml", record)
    return stream.getvalue()


def test_the_sample_is_read_as_it_was_written() -> None:
    document = sample_document()
    assert read_record(open_package(packed(record_part(document)))) == record_of(document)
    assert record_of(document).project == "智慧园区视频取证设备采购项目"


@given(documents())
def test_every_tree_is_read_as_it_was_written(document: Document) -> None:
    assert read_record(open_package(packed(record_part(document)))) == record_of(document)


def test_nothing_internal_is_in_it() -> None:
    text = record_part(sample_document()).decode()
    assert [word for word in ("service.", "company.", "derived.", ".yaml", ".md.j2", "templates") if word in text] == []


@pytest.mark.parametrize(
    "record",
    [
        b"<record/>",
        b"<record",
        b'<!DOCTYPE a [<!ENTITY b "c">]><record xmlns="urn:bidgen:record" version="1"/>',
        b'<record xmlns="urn:bidgen:record" version="99"/>',
    ],
)
def test_a_record_that_cannot_be_read_is_none(record: bytes) -> None:
    assert read_record(open_package(packed(record))) is None


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("甲乙丙", "甲乙丙", [(0, 0), (1, 1), (2, 2)]),
        ("甲乙丙", "甲丁丙", [(0, 0), (2, 2)]),
        ("甲是乙是丙", "甲是丙", [(0, 0), (1, 1), (4, 2)]),
        ("是是是", "是", [(0, 0)]),
        ("甲乙", "乙甲", [(1, 0)]),
        ("", "甲", []),
    ],
)
def test_equal_texts_are_aligned_in_order(old: str, new: str, expected: list[tuple[int, int]]) -> None:
    assert aligned(old, new) == expected


def test_gaps_stand_between_aligned_pairs() -> None:
    assert list(gaps([(0, 0), (2, 1)], 4, 3)) == [(range(1, 2), range(1, 1)), (range(3, 4), range(2, 3))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2小时内", "2小时以内"),
        ("2小时", "不超过2小时"),
        ("36个月", "3年"),
        ("7×24", "7*24小时"),
        ("不少于3人", "至少3名"),
        ("没有费用", "无费用"),
        ("见第5.2节", "见第5.3节"),
    ],
)
def test_what_means_the_same_has_the_same_keys(one: str, other: str) -> None:
    first, second = ([(each.kind, each.key) for each in tokens_of(words)] for words in (one, other))
    assert first == second
    assert first


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("不断提高，无论何时", []),
        ("不提供免费服务", ["不", "免费"]),
        ("按GB/T22239-2019执行", ["gb/t22239-2019"]),
        ("一级故障", ["一级"]),
    ],
)
def test_tokens(words: str, expected: list[str]) -> None:
    assert [each.key for each in tokens_of(words)] == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("3年", True), ("接到报修后2小时内到达现场", True), ("示例大道56号2号楼9层", False), ("示例市公安局", False)],
)
def test_a_name_is_no_figure_or_sentence(value: str, expected: bool) -> None:
    assert is_spoken(value) is expected
