"""Packages of random elements and random bytes: blocks, places and marks hold together, and nothing raises."""

from __future__ import annotations

from random import Random

import pytest

from generator.audit.reading.docx import WordText, read_word
from tests.audit.reading.packages import cell, field, package, paragraph, plain, row, run, table

NAMES = (
    *("w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:tcPr", "w:rPr", "w:pPr", "w:txbxContent") * 6,
    *("w:ins", "w:del", "w:moveTo", "w:moveFrom", "w:delText", "w:instrText", "w:sym", "w:tab", "w:br", "w:fldChar"),
    *("w:fldSimple", "w:numPr", "w:numId", "w:ilvl", "w:pStyle", "w:outlineLvl", "w:vanish", "w:rStyle", "w:vMerge"),
    *(
        "w:hMerge",
        "w:gridSpan",
        "w:gridBefore",
        "w:tblHeader",
        "w:sdt",
        "w:sdtPr",
        "w:rt",
        "w:tblCaption",
        "m:r",
        "m:t",
    ),
    *("m:den", "mc:AlternateContent", "mc:Choice", "mc:Fallback", "wp:docPr", "v:shape", "v:textpath", "w:comment"),
    *("w:footnote", "w:footnoteReference", "w:commentReference", "w:commentRangeStart", "w:commentRangeEnd"),
    *("w:style", "w:basedOn", "w:abstractNum", "w:num", "w:lvl", "w:lvlText", "w:numFmt", "w:lvlOverride"),
)
VALUES = ("0", "1", "2", "restart", "99999999999", "x", "begin", "end", "separate", "TOC", "F0B4", "bullet", "%1、")
ATTRIBUTES = ("w:val", "w:id", "w:fldCharType", "w:instr", "w:char", "descr", "string", "w:numId", "w:ilvl")
WORDS = ("", "甲", "1、响应", "质保：", "2小时内到场。")
SOUND = package(
    paragraph(run("第一章 总则") + field("PAGE", run("1"))) + table(row(cell(plain("甲")), cell(plain("乙")))),
    footnotes=plain("注"),
)


def elements(choice: Random, depth: int) -> str:
    return "".join(_element(choice, depth) for _ in range(choice.randrange(1, 5)))


def _element(choice: Random, depth: int) -> str:
    name = choice.choice(NAMES)
    attributes = " ".join(f'{attribute}="{choice.choice(VALUES)}"' for attribute in ATTRIBUTES)
    inner = elements(choice, depth - 1) if depth and choice.random() < 0.8 else choice.choice(WORDS)
    return f"<{name} {attributes if choice.random() < 0.7 else ''}>{inner}</{name}>"


def holds_together(word: WordText) -> bool:
    text = word.text
    for number, block in enumerate(text.blocks):
        assert block.number == number
        assert text.whole[block.start : block.end] == block.text
        assert all(0 <= above < len(text.blocks) for above in block.path)
        assert all(text.origin.place(number, offset).offset >= 0 for offset in range(len(block.text) + 1))
    assert all(0 <= mark.start <= mark.end <= len(text.whole) for mark in word.marks)
    return True


@pytest.mark.parametrize("seed", range(100))
def test_random_elements_are_read(seed: int) -> None:
    choice = Random(seed)  # noqa: S311 - the same packages every time
    parts = {name: elements(choice, 4) for name in ("footnotes", "comments", "header1", "styles", "numbering")}
    value = read_word(package(elements(choice, 7), **parts)).value
    assert value is not None
    assert holds_together(value)


@pytest.mark.parametrize("seed", range(100))
def test_random_bytes_are_read_or_refused(seed: int) -> None:
    choice = Random(seed)  # noqa: S311 - the same packages every time
    data = bytearray(SOUND)
    for _ in range(choice.randrange(1, 6)):
        data[choice.randrange(len(data))] = choice.randrange(256)
    outcome = read_word(bytes(data))
    assert outcome.findings if outcome.value is None else holds_together(outcome.value)
