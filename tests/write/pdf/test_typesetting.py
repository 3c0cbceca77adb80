"""Chinese typesetting: right edges, gaps between Han and Latin, line ends, and what WeasyPrint must still be for it."""

from __future__ import annotations

import hashlib
import inspect
from dataclasses import replace
from itertools import pairwise

import pytest
import weasyprint
from weasyprint.draw import text as draw_text
from weasyprint.layout import inline, leader
from weasyprint.text import line_break

from generator.document.nodes import Blank, Block, Checkbox, Contents, ContentsEntry, Ref, Strong, Text, Value
from generator.document.text import compact
from generator.layout.measure import NO_LINE_END, NO_LINE_START, is_han, is_latin
from generator.write.pdf.typesetting import GAP, chinese_typesetting, opens, version_is_known, with_gaps
from tests.write.pdf.rendered import (
    LEFT,
    RIGHT,
    Glyph,
    body_lines,
    body_text,
    chapter,
    glyphs,
    lines_of,
    made,
    numbered,
    words,
)
from tests.write.sample import items, paragraph, sample_document, text

SENTENCE = (
    "我公司依据ISO 9001质量管理体系和CMMI3级要求，为本项目提供7×24小时服务热线，接到报修后15分钟内电话响应、"
    "2小时内到达现场，“紧急故障”在4小时内恢复使用；所有备件均为原厂正品（含SSD、RAID卡与冗余电源），质保期为3年，"
    "自2026年11月30日验收合格之日起计算。"
)
SIZE = 12.0


def value(words: str, number: int = 0) -> Value:
    return Value(words, ("service.x",), "templates/a.md.j2", 1, number)


def prose() -> list[Block]:
    """Give paragraphs whose lines break at every possible place of the sentence."""
    return [paragraph("甲" * shift + SENTENCE) for shift in range(1, 41)]


@pytest.fixture(scope="module")
def lines() -> list[list[Glyph]]:
    """Give the lines of the prose, the heading's left out."""
    return body_lines(made(numbered(chapter(*prose()))))[1:]


def full(lines: list[list[Glyph]]) -> list[list[Glyph]]:
    """Give the lines that are not the last of their paragraph: another one begins at the left edge below."""
    return [line for line, below in pairwise(lines) if abs(below[0].x - LEFT) < 1]


def last(lines: list[list[Glyph]]) -> list[list[Glyph]]:
    return [line for line, below in pairwise(lines) if below[0].x > LEFT + 20] + lines[-1:]


def test_full_lines_end_at_the_right_edge(lines: list[list[Glyph]]) -> None:
    assert len(full(lines)) > 100
    assert [(words(line), line[-1].right) for line in full(lines) if abs(line[-1].right - RIGHT) > 0.3] == []


def test_first_lines_are_indented_by_two_characters(lines: list[list[Glyph]]) -> None:
    begins = [below[0].x for line, below in pairwise(lines) if below[0].x > LEFT + 20]
    assert {round(x - LEFT, 1) for x in begins} == {2 * SIZE}


def test_lines_keep_their_pitch_whatever_fonts_they_hold(lines: list[list[Glyph]]) -> None:
    parts = [
        "用语",
        value("SLA", 1),
        Strong((Text("加粗 Bold"),)),
        Checkbox(checked=True),
        Ref("chapter"),
        Blank(3),
        SENTENCE,
    ]
    mixed = body_lines(made(numbered(chapter(*(paragraph(*parts, SENTENCE) for _ in range(3))))))[1:]
    for found in (lines, mixed):
        steps = {
            round(above[0].y - below[0].y, 1) for above, below in pairwise(found) if above[0].page == below[0].page
        }
        assert steps == {22.0}


def test_last_lines_are_not_stretched(lines: list[list[Glyph]]) -> None:
    steps = [right.x - left.x for line in last(lines) for left, right in pairwise(line) if is_han(left.character)]
    han = [step for step in steps if step < SIZE * 1.15]
    assert {round(step, 1) for step in han} == {SIZE}


def test_latin_words_are_not_stretched(lines: list[list[Glyph]]) -> None:
    digit = 0.5 * SIZE
    steps = {
        round(right.x - left.x, 1)
        for line in full(lines)
        for left, right in pairwise(line)
        if left.character.isdigit() and right.character.isdigit() and left.character + right.character != "11"
    }
    assert steps == {digit}


def gap_after(left: Glyph, right: Glyph) -> float:
    """Give the space between two characters in em, a Han character's own width taken off."""
    width = SIZE if is_han(left.character) else 0.5 * SIZE
    return (right.x - left.x - width) / SIZE


def borders(line: list[Glyph]) -> list[tuple[Glyph, Glyph]]:
    """Give the places where Han meets a digit, either way round."""
    return [
        (left, right)
        for left, right in pairwise(line)
        if (is_han(left.character) and right.character.isdigit())
        or (left.character.isdigit() and is_han(right.character))
    ]


def test_han_and_latin_stand_a_fifth_of_an_em_apart(lines: list[list[Glyph]]) -> None:
    found = {round(gap_after(left, right), 2) for line in last(lines) for left, right in borders(line)}
    assert found == {0.2}


def test_gaps_grow_no_more_than_the_rest_of_the_line(lines: list[list[Glyph]]) -> None:
    for line in full(lines):
        between_han = [
            gap_after(left, right)
            for left, right in pairwise(line)
            if is_han(left.character) and is_han(right.character)
        ]
        gaps = [gap_after(left, right) - 0.2 for left, right in borders(line)]
        spread = [*between_han, *gaps]
        assert max(spread) - min(spread) < 0.012, words(line)


def test_no_line_begins_or_ends_with_a_forbidden_mark(lines: list[list[Glyph]]) -> None:
    assert [words(line) for line in lines if line[0].character in NO_LINE_START] == []
    assert [words(line) for line in lines if line[-1].character in NO_LINE_END] == []


def test_words_are_those_of_the_tree_without_added_blanks() -> None:
    data = made(numbered(chapter(*prose()))).data
    text = "".join(glyph.character for glyph in glyphs(data))
    assert GAP not in text
    assert "ISO 9001" in text  # the typed blank is there
    assert "提供7×24小时" in text  # no blank was added
    expected = "".join(compact("甲" * shift + SENTENCE) for shift in range(1, 41))
    assert body_text(data).endswith(expected)


def test_gaps_stand_at_the_borders_of_values_and_bold_words_too() -> None:
    block = paragraph(
        "紧急故障", value("2小时", 1), "内到达，", Strong((Text("SLA"),)), "按", value("GB", 2), value("标准", 3), "。"
    )
    (line,) = [line for line in body_lines(made(numbered(chapter(block)))) if "紧急" in words(line)]
    assert [(left.character, right.character) for left, right in borders(line)] == [("障", "2"), ("2", "小")]
    assert [round(gap_after(left, right), 2) for left, right in borders(line)] == [0.2, 0.2]
    latin = [(left, right) for left, right in pairwise(line) if is_han(left.character) and is_latin(right.character)]
    assert [round(gap_after(left, right), 2) for left, right in latin] == [0.2, 0.2]


def test_list_items_and_values_are_justified() -> None:
    parts = [value("2小时"), SENTENCE, value("ISO 9001"), "体系", Strong((Text("全年无休"),)), SENTENCE]
    block = items("decimal", "1. 2.", (paragraph(*parts),), (paragraph(*parts[::-1]),))
    found = body_lines(made(numbered(chapter(block))))[1:]
    assert len(found) >= 10
    ragged = [words(line)[-5:] for line in found if abs(line[-1].right - RIGHT) > 0.3]
    assert ragged == ["日起计算。", "算。2小时"]


def test_gap_before_a_value_that_begins_the_next_line_leaves_no_room_at_the_edge() -> None:
    blocks = [paragraph("甲" * shift + "于", value("2026年11月"), "，" + "乙" * 40) for shift in range(28, 40)]
    found = body_lines(made(numbered(chapter(*blocks))))[1:]
    assert [line for line in found if words(line).endswith("于")] != []
    assert [words(line) for line in full(found) if abs(line[-1].right - RIGHT) > 0.3] == []


def test_endless_latin_word_is_cut_and_left_as_it_is() -> None:
    found = body_lines(made(numbered(chapter(paragraph("x" * 200)))))[1:]
    assert [len(line) for line in found] == [70, 74, 56]
    assert {round(right.x - left.x, 2) for line in found for left, right in pairwise(line)} == {SIZE / 2}


def test_line_that_would_need_holes_stays_ragged() -> None:
    block = paragraph("网址：" + "abcdefgh" * 6 + "，" + "x" * 70 + "。")
    found = body_lines(made(numbered(chapter(block))))[1:]
    steps = [right.x - left.x for line in found for left, right in pairwise(line)]
    assert len(found) == 2
    assert max(steps) <= 1.5 * SIZE


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("在2小时内", f"在{GAP}2{GAP}小时内"),
        ("ISO 9001体系", f"ISO 9001{GAP}体系"),
        ("按 ISO 执行", "按 ISO 执行"),
        ("（3年）", f"（3{GAP}年）"),
        ("", ""),
        ("年", "年"),
    ],
)
def test_gaps_are_put_between_han_and_latin(text: str, wanted: str) -> None:
    assert with_gaps(text) == wanted


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        ("质", "量", True),
        ("，", "质", True),
        ("质", "A", True),
        ("A", "B", False),
        ("A", " ", False),
        (" ", "B", True),
        ("质", GAP, False),
        (GAP, "A", True),
        ("—", "—", False),
        ("…", "…", False),
        ("7", "×", False),
        ("①", "A", True),
        ("", "质", False),
        ("质", "", False),
    ],
)
def test_lines_are_stretched_between(left: str, right: str, wanted: bool) -> None:
    assert opens(left, right) is wanted


# --- what WeasyPrint must still be -----------------------------------------------------------------------------------

REACHED_INTO = (
    (line_break.Layout, "setup", "fb227a55"),
    (line_break.Layout, "set_text", "fe23ca99"),
    (line_break.Layout, "reactivate", "0b89ee09"),
    (line_break.Layout, "get_first_line", "bb65cbda"),
    (line_break, "first_line_metrics", "55ec5d0b"),
    (line_break, "split_first_line", "39ad1016"),
    (inline, "remove_last_whitespace", "53f0c79c"),
    (inline, "get_next_linebox", "67af458c"),
    (inline, "split_text_box", "8c564329"),
    (inline, "text_align", "e953d41b"),
    (inline, "justify_line", "f83b21ff"),
    (inline, "handle_leader", "e4bf5941"),
    (leader, "leader_index", "933aaa81"),
    (inline, "add_word_spacing", "879516e7"),
    (draw_text, "draw_text", "ebaf9623"),
    (draw_text, "draw_first_line", "1bb8eae6"),
)


def digest(function: object) -> str:
    return hashlib.sha256(inspect.getsource(function).encode()).hexdigest()[:8]  # type: ignore[arg-type]


def test_weasyprint_is_the_version_the_patches_were_written_for() -> None:
    assert version_is_known(), f"WeasyPrint {weasyprint.VERSION}: read typesetting.py against its new source first"


@pytest.mark.parametrize(("holder", "name", "known"), REACHED_INTO, ids=[row[1] for row in REACHED_INTO])
def test_functions_reached_into_are_unchanged(holder: object, name: str, known: str) -> None:
    assert digest(getattr(holder, name)) == known, (
        f"{name} changed: read typesetting.py against it, then note its digest"
    )


def test_dots_of_the_contents_are_one_text_up_to_the_page_number() -> None:
    entries = (ContentsEntry(1, "第一章", text("排版"), "chapter"),)
    document = replace(sample_document(), contents=Contents(text("目录"), 1, entries), body=(chapter(paragraph("文")),))
    (line,) = [line for line in lines_of(made(document), 1) if "...." in words(line)]
    dots = [glyph for glyph in line if glyph.character == "."]
    assert words(line) == "第一章排版" + "." * len(dots) + "1"
    assert {round(right.x - left.x, 2) for left, right in pairwise(dots)} == {round(SIZE * 0.278, 2)}
    assert abs(line[-1].right - RIGHT) < 0.3
    assert line[-1].x - dots[-1].right < SIZE * 0.3


def test_patches_are_taken_back() -> None:
    before = [getattr(holder, name) for holder, name, _ in REACHED_INTO]
    justify_line = inline.justify_line
    with chinese_typesetting():
        assert inline.justify_line is not justify_line
    assert [getattr(holder, name) for holder, name, _ in REACHED_INTO] == before
