"""Where the words of a document stand in their template."""

import pytest

from generator.document.nodes import (
    Contents,
    Cover,
    CoverLine,
    Document,
    LineBreak,
    Paragraph,
    Properties,
    Running,
    Section,
    Strong,
    Text,
    Value,
)
from generator.finding import Place
from generator.rules.passages import Passage, document_passages, sentences, template_place
from generator.source import Span

SOURCE = "# 服务 {#service}\n\n我方在**{{ x }}内**到场，及时答复。\n我方及时记录。\n"
TEMPLATES = {"a.md.j2": SOURCE}


@pytest.mark.parametrize(
    ("text", "word", "line", "column"),
    [
        pytest.param("我方及时记录。", "及时", 4, 3, id="按前后的字区分"),
        pytest.param("我方在4小时内到场，及时答复。", "及时", 3, 19, id="标记打断了前后的字"),
        pytest.param("我方在4小时内及时到场。", "及时", 3, 19, id="只有词本身"),
    ],
)
def test_a_word_is_found_by_what_stands_around_it(text: str, word: str, line: int, column: int) -> None:
    start = text.index(word)
    place = template_place(TEMPLATES, "a.md.j2", text, start, start + len(word))
    assert place == Place(span=Span("a.md.j2", line, column, line, column + len(word)))


def test_a_word_that_is_nowhere_points_at_the_template() -> None:
    assert template_place(TEMPLATES, "a.md.j2", "尽快", 0, 2) == Place(span=Span("a.md.j2", 1, 1, 1, 1))
    assert template_place({}, "", "尽快", 0, 2) == Place("project.kind")


def test_passages_know_their_template_and_their_values() -> None:
    promise = Strong((Value("4小时", ("x",), "a.md.j2", 3), Text("内")))
    paragraph = Paragraph((Text("在"), promise, LineBreak(), Text("到场")))
    inner = Section("s2", 2, (Text("到场"),), (paragraph,))
    outer = Section("s1", 1, (), (inner,), template="a.md.j2")
    empty = Running((), (), ())
    cover = Cover((), (), (), (), (), ())
    document = Document(Properties("", "", "", ""), cover, Contents((), 3), empty, (outer,), empty)
    assert list(document_passages(document)) == [
        Passage("到场", template="a.md.j2", is_heading=True),
        Passage("在4小时内\n到场", template="a.md.j2", values=((1, 4),)),
    ]


def test_the_cover_and_the_running_lines_are_read_too() -> None:
    date = Value("二〇二六年十一月", ("project.date",), "cover.md.j2", 4)
    line = CoverLine((Text("投标人："),), (Text("XX公司"),))
    cover = Cover((), (), (Text("售后服务方案"),), (), (line,), (date,))
    running = Running((), (), (Text("第页"),))
    document = Document(Properties("", "", "", ""), cover, Contents((), 3), running, (), Running((), (), ()))
    assert list(document_passages(document)) == [
        Passage("售后服务方案", template="cover.md.j2"),
        Passage("投标人：", template="cover.md.j2"),
        Passage("XX公司", template="cover.md.j2"),
        Passage("二〇二六年十一月", template="cover.md.j2", values=((0, 8),)),
        Passage("第页"),
    ]


def test_a_stretch_lies_within_a_value_or_not() -> None:
    passage = Passage("在4小时内到场", values=((1, 4),))
    assert passage.is_value(1, 3)
    assert not passage.is_value(3, 5)


def test_sentences_with_their_beginnings() -> None:
    assert list(sentences(Passage("到场。答复；\n记录"))) == [(0, "到场"), (3, "答复"), (7, "记录")]
