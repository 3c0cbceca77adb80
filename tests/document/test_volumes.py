"""A document bound in volumes: labels begin anew in each, references say volume and page, numbers stay unique."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from generator.document.nodes import (
    Block,
    Contents,
    Cover,
    Document,
    Inlines,
    PageCount,
    PageNumber,
    PageRef,
    Paragraph,
    Properties,
    Ref,
    Running,
    Section,
    Table,
    Text,
    Value,
    Volume,
)
from generator.document.number import Numbering, number_document
from generator.document.text import reading_text
from generator.document.volumes import Counted, bound, marked, parted, settle, target_pages
from generator.document.walk import blocks, inlines, plain, values


def value(text: str, path: str) -> Value:
    return Value(text, (path,), "templates/zh/front/cover.md.j2", 1)


def section(name: str, *blocks_below: Block) -> Section:
    return Section(name, 1, (Text(name),), blocks_below)


def paragraph(*content: Ref | PageRef | Text | Value) -> Paragraph:
    return Paragraph(content)


def table(name: str) -> Table:
    return Table(name, (Text("表题"),), (), (), ())


COVER = Cover((value("正本", "project.copy"),), (value("项目", "project.name"),), (Text("标书"),), (), (), ())
RUNNING = Running((), (), (PageNumber(), Text("/"), PageCount()))


def whole(*volumes: Volume, footer: Inlines = RUNNING.footer) -> Document:
    """Give three chapters; the first refers to the second and its table, the third to itself and to the first."""
    first = section("a", paragraph(Text("见"), Ref("b"), Text("、"), Ref("t")), paragraph(value("3年", "service.x")))
    second = section("b", table("t"))
    third = section("c", paragraph(Ref("c"), Text("、"), Ref("a"), PageRef("a")))
    body = (first, second, third)
    running = Running((), (), footer)
    made = Document(
        Properties("标书", "", "", ""), COVER, Contents((Text("目录"),), 3), running, body, running, volumes=volumes
    )
    numbered = number_document(made, Numbering()).value
    assert numbered is not None
    return numbered


def two(title: str = "商务文件") -> Document:
    return whole(Volume("one", (value(title, "project.volumes[0].title"),), 1), Volume("two", (Text("服务分册"),), 2))


def words(document: Document) -> list[str]:
    return [text for block in document.body for text in _words(block)]


def _words(block: Block) -> list[str]:
    if isinstance(block, Section):
        return [f"{block.label} {plain(block.title)}", *(text for inner in block.blocks for text in _words(inner))]
    if isinstance(block, Paragraph):
        return [plain(block.content)]
    return [block.label] if isinstance(block, Table) else []


def test_one_document_is_itself() -> None:
    alone = whole()
    assert parted(alone) == (alone,)
    assert words(alone)[:2] == ["第一章 a", "见第二章、表2-1"]


def test_each_volume_counts_its_own_chapters_and_names_the_other() -> None:
    assert words(two()) == [
        "第一章 a",
        "见《服务分册》第一章、《服务分册》表1-1",
        "3年",
        "第一章 b",
        "表1-1",
        "第二章 c",
        "第二章、《商务文件》第一章00",
    ]


def test_a_volume_has_its_own_front() -> None:
    one, other = parted(two())
    assert [plain(part.cover.subtitle) for part in (one, other)] == ["第一册　商务文件", "第二册　服务分册"]
    assert [[entry.target for entry in part.contents.entries] for part in (one, other)] == [["a"], ["b", "c"]]
    assert [plain(part.body_running.footer) for part in (one, other)] == ["商务文件　/", "服务分册　/"]
    assert [part.properties.title for part in (one, other)] == ["标书 商务文件", "标书 服务分册"]
    assert plain(parted(two(), named=False)[0].body_running.footer) == "/"


def test_the_title_stands_below_the_subtitle() -> None:
    (one, _) = parted(two())
    assert plain(one.cover.subtitle) == "第一册　商务文件"
    with_subtitle = two()
    cover = Cover(COVER.copy_mark, COVER.project, COVER.title, (Text("投标文件"),), (), ())
    first, _ = parted(Document(*_parts(with_subtitle, cover), volumes=with_subtitle.volumes))
    assert plain(first.cover.subtitle) == "投标文件\n第一册　商务文件"


def _parts(document: Document, cover: Cover) -> tuple[Properties, Cover, Contents, Running, tuple[Block, ...], Running]:
    return (
        document.properties,
        cover,
        document.contents,
        document.contents_running,
        document.body,
        document.body_running,
    )


def test_numbers_are_unique_over_all_volumes() -> None:
    made = two()
    numbers = [found.number for part in parted(made) for found in values(part)]
    assert len(numbers) == len(set(numbers))
    assert 0 not in numbers
    first = [found.number for found in values(parted(made)[0]) if found.paths == ("project.name",)]
    assert first == [found.number for found in values(made) if found.paths == ("project.name",)]


def test_references_into_other_volumes_say_the_page() -> None:
    one, other = parted(two())
    pages = {"a": 3, "b": 12, "t": 14, "c": 20}
    assert words(bound(one, pages))[1] == "见《服务分册》第一章（第12页）、《服务分册》表1-1（第14页）"
    assert words(bound(other, pages, 9))[-1] == "第二章、《商务文件》第一章（第3页）3"
    assert bound(other, pages, 9).first_page == 9
    assert plain(bound(other, pages, 9, 40).body_running.footer) == "服务分册　/40"


def test_a_volume_without_such_references_keeps_its_body() -> None:
    alone = whole()
    assert bound(alone, {}).body is alone.body


def test_another_mark_stands_on_the_cover_alone() -> None:
    made = marked(whole(), "project.copy", "副本")
    assert plain(made.cover.copy_mark) == "副本"
    assert [found.number for found in values(made)] == [found.number for found in values(whole())]
    assert (made.body, plain(made.cover.project)) == (whole().body, "项目")


def test_everything_a_reference_can_name_has_a_page() -> None:
    reading = reading_text(whole())
    pages = range(1, len(reading.segments) + 1)
    found = target_pages(whole(), reading, pages)
    assert set(found) == {block.id for block in blocks(whole()) if isinstance(block, Section | Table)}
    assert found["a"] < found["b"] < found["t"] < found["c"]


# --- pages -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sheets:
    """A volume laid out by a rule: so many pages, all its sections on the last."""

    targets: dict[str, int]
    body_count: int


@dataclass
class Layer:
    """Lays out: volume one has 5 pages, volume two 3, and a page more where it names a page beyond 9."""

    laid: list[str] = field(default_factory=list)

    def __call__(self, document: Document) -> Sheets:
        sections = [block.id for block in document.body if isinstance(block, Section)]
        text = "".join(plain(part) for part in inlines(document))
        self.laid.append("".join(sections))
        count = 5 + ("（第1" in text) if sections == ["a"] else 3
        last = document.first_page + count - 1
        return Sheets(dict.fromkeys([*sections, *(["t"] if "b" in sections else [])], last), count)


COUNTING = [
    (False, False, Counted({"a": 5, "b": 3, "t": 3, "c": 3}, (1, 1))),
    (True, False, Counted({"a": 5, "b": 8, "t": 8, "c": 8}, (1, 6), 8)),
    (True, True, Counted({"a": 5, "b": 9, "t": 9, "c": 9}, (1, 7), 9)),
]


@pytest.mark.parametrize(("run_on", "duplex", "expected"), COUNTING)
def test_pages_are_counted_on_or_by_volume(run_on: bool, duplex: bool, expected: Counted) -> None:
    settled = settle(parted(two()), Layer(), run_on=run_on, duplex=duplex)
    assert (settled.settled, settled.counted) == (True, expected)
    assert words(settled.documents[0])[1].endswith(f"表1-1（第{expected.pages['t']}页）")


def test_only_what_changes_is_laid_out_again() -> None:
    layer = Layer()
    settle((whole(),), layer)
    assert layer.laid == ["abc"]
    layer = Layer()
    guess = settle(parted(two()), Layer(), run_on=True).counted
    settle(parted(two()), layer, run_on=True, guess=guess)
    assert layer.laid == ["a", "bc"]


def test_pages_that_never_settle_are_told() -> None:
    class Restless(Layer):
        def __call__(self, document: Document) -> Sheets:
            made = super().__call__(document)
            return Sheets({name: page + len(self.laid) for name, page in made.targets.items()}, made.body_count)

    assert not settle(parted(two()), Restless()).settled
