"""Automatic numbers counted from a numbering part alone, as Word shows them."""

from __future__ import annotations

import pytest
from lxml import etree

from generator.verify.docx_numbering import W, read_numbering
from generator.zh.list_numbers import written

XMLNS = f'xmlns:w="{W[1:-1]}"'


def parsed(xml: str) -> etree._Element:
    return etree.fromstring(xml.replace("<w:", "<w:", 1).replace(">", f" {XMLNS}>", 1))


def level(depth: int, form: str = "decimal", pattern: str | None = None, extra: str = "", start: int = 1) -> str:
    text = f"%{depth + 1}." if pattern is None else pattern
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def definitions(levels: str, instances: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:numbering><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{instances}</w:numbering>'


def item(depth: int = 0, number: int | str = 1) -> str:
    return f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr></w:pPr></w:p>'


def styled(name: str, own: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{name}"/>{own}</w:pPr></w:p>'


STYLES = (
    '<w:styles><w:style w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="H2"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="Odd"><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="Body"/></w:styles>'
)
HEADINGS = level(0, "chineseCounting", "第%1章") + level(1, pattern="%1.%2", extra="<w:isLgl/>")
TWO = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
RESTARTED = (
    TWO + '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride><w:lvlOverride w:ilvl="1"/></w:num>'
)

CASES: dict[str, tuple[str, list[str], list[str]]] = {
    "counts on": (definitions(level(0)), [item(), item(), item()], ["1.", "2.", "3."]),
    "starts elsewhere": (definitions(level(0, start=3)), [item(), item()], ["3.", "4."]),
    "deeper levels restart": (
        definitions(level(0) + level(1, pattern="%1.%2")),
        [item(), item(1), item(1), item(), item(1)],
        ["1.", "1.1", "1.2", "2.", "2.1"],
    ),
    "deeper levels that never restart": (
        definitions(level(0) + level(1, extra='<w:lvlRestart w:val="0"/>')),
        [item(), item(1), item(), item(1)],
        ["1.", "1.", "2.", "2."],
    ),
    "a level that restarts after the first only": (
        definitions(level(0) + level(1) + level(2, extra='<w:lvlRestart w:val="1"/>')),
        [item(), item(1), item(2), item(1), item(2), item(), item(2)],
        ["1.", "1.", "1.", "2.", "2.", "2.", "1."],
    ),
    "a deeper level first": (definitions(level(0) + level(1, pattern="%1.%2")), [item(1)], ["1.1"]),
    "chapters in Chinese, sections in digits": (
        definitions(HEADINGS),
        [styled("H1"), styled("H2"), styled("H1"), styled("H2")],
        ["第一章", "1.1", "第二章", "2.1"],
    ),
    "a style without numbering": (definitions(HEADINGS), [styled("Body"), styled("Unknown")], ["", ""]),
    "a style's number without a list": (definitions(HEADINGS), [styled("Odd")], [""]),
    "numbering switched off": (
        definitions(HEADINGS),
        [styled("H1", '<w:numPr><w:numId w:val="0"/></w:numPr>'), styled("H1")],
        ["", "第一章"],
    ),
    "only the level is the paragraph's own": (
        definitions(HEADINGS),
        [styled("H1"), styled("H1", '<w:numPr><w:ilvl w:val="1"/></w:numPr>')],
        ["第一章", "1.1"],
    ),
    "a level without a list": (definitions(HEADINGS), [styled("Body", '<w:numPr><w:ilvl w:val="1"/></w:numPr>')], [""]),
    "only the list is the paragraph's own": (
        definitions(HEADINGS),
        [styled("H1"), styled("H2", '<w:numPr><w:numId w:val="1"/></w:numPr>')],
        ["第一章", "1.1"],
    ),
    "another list starts anew": (
        definitions(level(0) + level(1), RESTARTED),
        [item(), item(), item(number=2), item(number=2)],
        ["1.", "2.", "5.", "6."],
    ),
    "a list that is not defined": (definitions(level(0)), [item(number=9)], [""]),
    "a list of a definition that is not there": (
        definitions(level(0), '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"/>'),
        [item(), item(number=2)],
        ["", ""],
    ),
    "a level that is not defined": (definitions(level(0)), [item(4)], [""]),
    "bullets": (definitions(level(0, "bullet", "●")), [item(), item()], ["●", "●"]),
    "words without a number": (definitions(level(0, "none", "附")), [item()], ["附"]),
    "a paragraph without properties": (definitions(level(0)), ["<w:p></w:p>"], [""]),
    "circled": (definitions(level(0, "decimalEnclosedCircle", "%1", start=20)), [item(), item()], ["⑳", "21"]),
    "roman": (definitions(level(0, "upperRoman", start=4)), [item()], ["IV."]),
    "small roman": (definitions(level(0, "lowerRoman", start=9)), [item()], ["ix."]),
    "letters": (definitions(level(0, "upperLetter", start=26)), [item(), item()], ["Z.", "AA."]),
    "small letters": (definitions(level(0, "lowerLetter")), [item()], ["a."]),
    "an unknown form": (definitions(level(0, "hebrew1")), [item()], ["1."]),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_labels(case: tuple[str, list[str], list[str]]) -> None:
    numbering, paragraphs, labels = case
    counters = read_numbering(parsed(numbering), parsed(STYLES))
    assert [counters.label(parsed(paragraph)) for paragraph in paragraphs] == labels


def test_a_file_without_numbering_has_no_labels() -> None:
    assert read_numbering(None, None).label(parsed(item())) == ""


@pytest.mark.parametrize(("number", "roman"), [(1, "I"), (14, "XIV"), (49, "XLIX"), (1994, "MCMXCIV")])
def test_roman(number: int, roman: str) -> None:
    assert written(number, "upperRoman") == roman
