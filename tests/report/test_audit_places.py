"""The place of a block in a reader's words."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pytest
from docx.document import Document

from generator.audit.reading.file import read_file
from generator.audit.text import AuditText
from generator.report.audit_places import Places


def read(data: bytes) -> AuditText:
    outcome = read_file(data)
    assert outcome.value is not None
    return outcome.value


def word(fill: Callable[[Document], object]) -> AuditText:
    document, stream = docx.Document(), io.BytesIO()
    fill(document)
    document.save(stream)
    return read(stream.getvalue())


def where(text: AuditText, words: str) -> str:
    """Give the place of the one block that says these words."""
    (number,) = [block.number for block in text.blocks if block.text == words]
    return Places(text).words(number)


def bid(document: Document) -> None:
    document.add_heading("第三章 售后服务", 1)
    document.add_heading("3.2 响应时间", 2)
    document.add_paragraph("我方按下表响应。")
    document.add_paragraph("表3-4 响应时间表")
    table = document.add_table(3, 3)
    rows = (("序号", "级别", "到场"), ("1", "紧急故障", "2小时内"), ("2", "一般故障", "8小时内"))
    for cells, words in zip(table.rows, rows, strict=True):
        for cell, one in zip(cells.cells, words, strict=True):
            cell.text = one
    document.add_paragraph("（1）夜间不扣除。")
    document.add_heading("1.1 计时规则", 2)
    document.add_paragraph("时限连续计算，直到排除故障。")
    document.add_paragraph("节假日照常受理，由值班人员登记。")
    document.sections[0].header.paragraphs[0].text = "某项目"
    document.sections[0].footer.paragraphs[0].text = "页脚的字"
    document.core_properties.author = "某人"


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("售后服务", "第三章 售后服务，标题"),
        ("响应时间", "3.2 响应时间，标题"),  # the number says the chapter
        ("2小时内", "3.2 响应时间，表3-4，第2行“紧急故障”，“到场”列"),
        ("紧急故障", "3.2 响应时间，表3-4，第2行，“级别”列"),  # a number of order names no row
        ("到场", "3.2 响应时间，表3-4，第1行，第3列"),
        ("夜间不扣除。", "3.2 响应时间，（1）"),
        ("节假日照常受理，由值班人员登记。", "第三章 1.1 计时规则，第2段"),
        ("某项目", "页眉"),
        ("页脚的字", "页脚"),
        ("某人", "文件属性“作者”"),
    ],
)
def test_a_word_file_is_told_by_headings_tables_and_parts(words: str, place: str) -> None:
    assert where(word(bid), words) == place


def test_a_table_without_caption_is_counted() -> None:
    def fill(document: Document) -> None:
        for name in ("甲", "乙"):
            document.add_table(1, 1).rows[0].cells[0].text = name
            document.add_paragraph("表后的一段话，到此为止。")

    text = word(fill)
    assert where(text, "甲") == "第1个表格，第1行，第1列"
    assert where(text, "乙") == "第2个表格，第1行，第1列"


def test_lines_of_a_text_are_counted_and_items_named() -> None:
    text = read("一、售后服务\n1、接到报修后2小时内到达现场。\n没有编号的一段话，到此为止。".encode())
    assert [Places(text).words(block.number) for block in text.blocks] == [
        "第1行，一、 售后服务，标题",
        "第2行，一、 售后服务，1、",
        "第3行，一、 售后服务",
    ]


def test_line_and_column_are_those_of_the_text_read() -> None:
    text = read("一、售后服务\n接到报修后2小时内到达现场。".encode())
    assert [Places(text).line(block.number, 2) for block in text.blocks] == [(1, 5), (2, 3)]
