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
from generator.rules.passages import Passage, data_passages, document_passages, sentences, template_place
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


def test_a_passage_of_several_values() -> None:
    passage = Passage("在4小时内，每年1次", values=((1, 4), (8, 10)))
    assert [passage.is_value(*span) for span in ((1, 4), (8, 10), (0, 4), (1, 5), (8, 11), (7, 10))] == [
        *(True, True),
        *(False, False, False, False),
    ]


NO_PROSE = (
    *("service.a[0].id", "company.trademark.picture", "company.logo", "project.kind", "project.style"),
    *("project.company", "company.emails.email", "company.website", "company.credentials[0].query_url"),
    *("company.staff[0].id_masked", "service.a.key", "service.processes[0].edges[0].from", "service.a.to"),
    *("service.a.limit", "service.a.fact", "service.posts[0].person", "service.a.group", "company.policy.free[0]"),
    *("project.catalogs.products", "project.overrides[0].reason", "project.waivers[0].reason"),
    *(
        "project.approvals[0].reason",
        "project.demands[0].text",
        "project.scoring[0].name",
        "project.terms.forbidden[0]",
    ),
)
PROSE = (
    "company.policy_text",
    "service.project.demands",
    "project.remark",
    "id",
    "service.a.identity",
    "project.kinds",
)


def test_which_texts_of_the_data_people_read() -> None:
    leaves = [(path, "文字") for path in (*NO_PROSE, *PROSE)]
    assert [passage.path for passage in data_passages([*leaves, ("service.a.count", 3)])] == list(PROSE)


@pytest.mark.parametrize(
    ("source", "text", "word", "line", "column", "length"),
    [
        pytest.param("及时记录", "及时记录", "及时", 1, 1, 2, id="在最前面"),
        pytest.param("\n我方及时记录", "我方及时记录", "及时", 2, 3, 2, id="在空行后面"),
        pytest.param(
            "甲乙及时丙丁。\n零一二三四五六甲乙及时丙丁七八九十己庚",
            "异一二三四五六甲乙及时丙丁七八九十己庚异",
            *("及时", 2, 10, 2),
            id="前后各八个字相同",
        ),
        pytest.param("及时。\n子甲乙及时丙丁丑", "寅甲乙及时丙丁卯", "及时", 2, 4, 2, id="前后各两个字相同"),
        pytest.param("时及时间。尽快答复", "异尽快答异", "尽快答", 1, 6, 3, id="只有词本身相同"),
        pytest.param("；一二三四五七。", "异一二三四五六异", "一二三四五六", 1, 2, 5, id="词的前五个字"),
        pytest.param("；一二三四七。", "异一二三四五六异", "一二三四五六", 1, 2, 4, id="词的前四个字"),
        pytest.param("；一二三七。", "异一二三四五六异", "一二三四五六", 1, 1, 0, id="前三个字不够"),
    ],
)
def test_as_many_words_around_as_agree(source: str, text: str, word: str, line: int, column: int, length: int) -> None:
    start = text.index(word)
    place = template_place({"a.md.j2": source}, "a.md.j2", text, start, start + len(word))
    assert place.span == Span("a.md.j2", line, column, line, column + length)
