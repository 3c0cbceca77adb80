"""Automatic numbers read as Word shows them: formats, levels, starts, restarts, overrides, styles."""

from __future__ import annotations

import pytest

from generator.audit.reading.docx import read_word
from generator.zh.list_numbers import written
from tests.audit.reading.packages import package, paragraph, run

FORMATS = {
    "decimal": {1: "1", 12: "12"},
    "decimalZero": {3: "03", 12: "12"},
    "upperLetter": {1: "A", 26: "Z", 28: "BB"},
    "lowerLetter": {2: "b"},
    "upperRoman": {4: "IV", 1994: "MCMXCIV"},
    "lowerRoman": {9: "ix"},
    "chineseCounting": {1: "一", 10: "十", 12: "十二", 20: "二十", 101: "一○一"},
    "chineseCountingThousand": {12: "十二", 101: "一百零一"},
    "taiwaneseCountingThousand": {20: "二十"},
    "japaneseCounting": {10: "十", 21: "二十一", 101: "百一"},
    "ideographDigital": {10: "一〇", 21: "二一"},
    "ideographTraditional": {1: "甲", 10: "癸", 11: "11"},
    "ideographZodiac": {12: "亥", 13: "13"},
    "chineseLegalSimplified": {3: "叁", 12: "壹拾贰"},
    "decimalEnclosedCircle": {1: "①", 20: "⑳", 21: "21"},
    "decimalEnclosedCircleChinese": {2: "②"},
    "decimalEnclosedParen": {3: "⑶"},
    "decimalEnclosedFullstop": {4: "⒋"},
    "ideographEnclosedCircle": {2: "㊁"},
    "decimalFullWidth": {12: "１２"},
    "numberInDash": {3: "- 3 -"},
    "unheardOf": {5: "5"},
}


@pytest.mark.parametrize(
    ("form", "number", "expected"),
    [(form, number, expected) for form, cases in FORMATS.items() for number, expected in cases.items()],
)
def test_a_counter_is_written_in_its_format(form: str, number: int, expected: str) -> None:
    assert written(number, form) == expected


@pytest.mark.parametrize("number", [0, -1, 32768, 10**9])
def test_no_format_writes_numbers_that_word_has_not(number: int) -> None:
    assert {written(number, form) for form in FORMATS} == {str(number)}


def level(depth: int, pattern: str, form: str = "decimal", more: str = "") -> str:
    form, text = f'<w:numFmt w:val="{form}"/>', f'<w:lvlText w:val="{pattern}"/>'
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/>{form}{text}{more}</w:lvl>'


def definition(name: int, *levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{name}">{more}{"".join(levels)}</w:abstractNum>'


def instance(name: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def item(number: int, depth: int, text: str = "x") -> str:
    return paragraph(run(text), f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def labels(numbering: str, *paragraphs: str, styles: str = "") -> list[str]:
    value = read_word(package("".join(paragraphs), numbering=numbering, styles=styles)).value
    assert value is not None
    return [block.label for block in value.text.blocks]


CHAPTERS = definition(
    0,
    level(0, "第%1章", "chineseCountingThousand"),
    level(1, "%1.%2", more="<w:isLgl/>"),
    level(2, "（%3）", "upperLetter"),
)


def test_levels_count_and_restart_below_a_higher_one() -> None:
    paragraphs = [item(1, depth) for depth in (0, 1, 1, 2, 2, 1, 2, 0, 1)]
    assert labels(CHAPTERS + instance(1, 0), *paragraphs) == [
        "第一章", "1.1", "1.2", "（A）", "（B）", "1.3", "（A）", "第二章", "2.1",
    ]  # fmt: skip


def test_a_level_above_that_never_came_counts_as_begun() -> None:
    assert labels(CHAPTERS + instance(1, 0), item(1, 1), item(1, 0)) == ["1.1", "第二章"]


@pytest.mark.parametrize(("restart", "expected"), [("0", "2"), ("1", "1"), ("2", "1")])
def test_a_level_restarts_where_it_is_told_to(restart: str, expected: str) -> None:
    numbering = definition(0, level(0, "%1"), level(1, "%2"), level(2, "%3", more=f'<w:lvlRestart w:val="{restart}"/>'))
    assert labels(numbering + instance(1, 0), item(1, 0), item(1, 2), item(1, 0), item(1, 2))[-1] == expected


def test_instances_of_one_definition_go_on_unless_one_starts_anew() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = definition(0, level(0, "%1、")) + instance(1, 0) + instance(2, 0) + instance(3, 0, anew)
    paragraphs = [item(number, 0) for number in (1, 2, 3, 3, 1)]
    assert labels(numbering, *paragraphs) == ["1、", "2、", "5、", "6、", "7、"]


def test_an_instance_may_have_a_level_of_its_own() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "%1)", "lowerLetter")}</w:lvlOverride>'
    assert labels(definition(0, level(0, "%1.")) + instance(1, 0, own), item(1, 0), item(1, 0)) == ["a)", "b)"]


def test_bullets_show_as_their_font_has_them() -> None:
    wingdings = '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'
    numbering = definition(0, level(0, "\uf0d8", "bullet", wingdings), level(1, "●", "bullet"), level(2, "%3", "none"))
    assert labels(numbering + instance(1, 0), item(1, 0), item(1, 1), item(1, 2)) == ["➢", "●", ""]


def test_styles_carry_numbers_and_levels() -> None:
    styles = (
        '<w:style w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
        '<w:style w:styleId="c"><w:basedOn w:val="a"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    numbering = definition(0, level(0, "%1", more='<w:pStyle w:val="a"/>'), level(1, "%1.%2")) + instance(1, 0)
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    paragraphs = [
        paragraph(run("x"), f'<w:pStyle w:val="{style}"/>{more}')
        for style, more in (("a", ""), ("c", ""), ("b", ""), ("a", off))
    ]
    assert labels(numbering, *paragraphs, styles=styles) == ["1", "1.1", "2", ""]


def test_a_definition_may_refer_to_a_style() -> None:
    styles = '<w:style w:styleId="l"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    numbering = (
        definition(0, more='<w:numStyleLink w:val="l"/>')
        + definition(1, level(0, "附件%1"))
        + instance(1, 0)
        + instance(2, 1)
    )
    assert labels(numbering, item(1, 0), styles=styles) == ["附件1"]


def test_a_numbered_paragraph_without_words_counts_and_a_deleted_one_does_not() -> None:
    deleted = paragraph(
        f"<w:del>{run('旧')}</w:del>",
        '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>',
    )
    numbering = definition(0, level(0, "%1.")) + instance(1, 0)
    assert labels(numbering, item(1, 0), deleted, item(1, 0, ""), item(1, 0)) == ["1.", "2.", "3."]


@pytest.mark.parametrize("broken", ["", "x", "99", "-1", "9" * 5000])
def test_a_level_that_is_none_has_no_label_and_no_traceback(broken: str) -> None:
    numbering = definition(0, level(1, "%1.%2")) + instance(1, 0)
    paragraphs = paragraph(run("x"), f'<w:numPr><w:ilvl w:val="{broken}"/><w:numId w:val="1"/></w:numPr>')
    assert labels(numbering, paragraphs) == [""]
