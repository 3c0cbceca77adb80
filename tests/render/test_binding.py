"""The volumes a project asks for: chapters in their order, and what is wrong with them."""

from __future__ import annotations

from dataclasses import dataclass

from generator.render.binding import bindings, bound
from generator.render.kinds import Binding, Chapter
from generator.render.run import Run
from generator.source import Span


@dataclass(frozen=True)
class Asked:
    """A volume as a project has it."""

    id: str
    title: str
    chapters: tuple[str, ...]


CHAPTERS = tuple(Chapter(name, f"chapters/{name}.md.j2", "", Span("kind.yaml", 1, 1, 1, 2)) for name in "abc")
BOTH = (Asked("one", "甲册", ("c", "a")), Asked("two", "乙册", ("b",)))


def run() -> Run:
    return Run({}, {}, lambda _: None)


def told(findings: object) -> list[str]:
    return [f"{one.code} {one.place.path} {one.message}" for one in findings]  # type: ignore[attr-defined]


def test_volumes_keep_their_key_path() -> None:
    outcome = bindings(CHAPTERS, BOTH)
    assert outcome.findings == ()
    assert outcome.value == (
        Binding("one", "甲册", ("c", "a"), "project.volumes[0]"),
        Binding("two", "乙册", ("b",), "project.volumes[1]"),
    )


def test_a_chapter_asked_for_twice_is_printed_once() -> None:
    volumes = bindings(CHAPTERS, (Asked("one", "甲册", ("c", "a")), Asked("two", "乙册", ("a", "b")))).value
    assert volumes is not None
    assert [chapter.id for chapter in bound(run(), CHAPTERS, volumes)] == ["c", "a", "b"]


def test_chapters_that_are_not_there_or_stand_twice_are_told() -> None:
    outcome = bindings(CHAPTERS, (Asked("one", "甲册", ("a", "x")), Asked("two", "乙册", ("a", "b"))))
    assert told(outcome.findings) == [
        "T043 project.volumes[0].chapters[1] 分册“甲册”写了没有的章节 x",
        "T043 project.volumes[1].chapters[0] 章节 a 同时编入“甲册”和“乙册”",
    ]


def test_chapters_stand_in_the_order_of_the_volumes() -> None:
    here = run()
    assert [chapter.id for chapter in bound(here, CHAPTERS, bindings(CHAPTERS, BOTH).value or ())] == ["c", "a", "b"]
    assert not here.findings
    assert bound(here, CHAPTERS, ()) == CHAPTERS


def test_what_is_not_bound_and_what_holds_nothing_is_told() -> None:
    here = run()
    bound(
        here, CHAPTERS[:2], bindings(CHAPTERS, (Asked("one", "甲册", ("a",)), Asked("two", "乙册", ("c",)))).value or ()
    )
    assert told(here.findings) == [
        "T044 project.volumes 章节 b 没有编入任何一册",
        "T044 project.volumes[1].chapters 分册“乙册”没有印出任何一章",
    ]
