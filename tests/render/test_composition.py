"""The chapters of a document: what the project changes, what lacks data, what is left out, which level they get."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from generator.document.dump import dump_blocks
from generator.model.project import ChapterChange
from generator.render.chapters import render_chapter
from generator.render.composition import Chapters, chosen, compose, declared_ids, needs, template_files
from generator.render.document import start
from generator.render.kinds import read_kind
from generator.render.run import Run

HEAD = "name: demo\ntitle: 示例\nfront: {cover: c, running: r}\nchapters:\n"
KIND = """\
  - promise
  - id: service
    title: 服务
    sections: [a/training, a/spares, {id: reports, title: 报告}]
  - annex
"""


def chapters_of(text: str) -> Chapters:
    kind = read_kind(HEAD + text, "k.yaml").value
    assert kind is not None
    return kind.chapters


def outline(chapters: Chapters) -> str:
    """Write `id:title=file[sections]` for each chapter."""
    return " ".join(
        chapter.id
        + (f":{chapter.title}" if chapter.title else "")
        + (f"={chapter.file}" if chapter.file.startswith("chapters/own") else "")
        + (f"[{outline(chapter.sections)}]" if chapter.sections else "")
        for chapter in chapters
    )


# --- what the project changes ----------------------------------------------------------------------------------------

CHANGES: list[tuple[list[dict[str, Any]], str]] = [
    ([], "promise service:服务[training spares reports:报告] annex"),
    ([{"id": "training", "drop": True}], "promise service:服务[spares reports:报告] annex"),
    ([{"id": "service", "drop": True}], "promise annex"),
    ([{"id": "service", "drop": False}], "promise service:服务[training spares reports:报告] annex"),
    ([{"id": "spares", "title": "备件"}], "promise service:服务[training spares:备件 reports:报告] annex"),
    ([{"id": "annex", "before": "promise"}], "annex promise service:服务[training spares reports:报告]"),
    ([{"id": "promise", "after": "training"}], "service:服务[training promise spares reports:报告] annex"),
    ([{"id": "training", "after": "annex"}], "promise service:服务[spares reports:报告] annex training"),
    (
        [{"id": "spares", "file": "own/spares"}],
        "promise service:服务[training spares=chapters/own/spares.md.j2 reports:报告] annex",
    ),
    (
        [{"id": "extra", "file": "own/extra", "title": "附加", "after": "promise"}],
        "promise extra:附加=chapters/own/extra.md.j2 service:服务[training spares reports:报告] annex",
    ),
    (
        [{"id": "extra", "file": "own/extra"}, {"id": "annex", "after": "extra"}],
        "promise service:服务[training spares reports:报告] extra=chapters/own/extra.md.j2 annex",
    ),
]


@pytest.mark.parametrize(("changes", "expected"), CHANGES)
def test_a_project_changes_the_chapters(changes: list[dict[str, Any]], expected: str) -> None:
    outcome = compose(chapters_of(KIND), [ChapterChange.model_construct(**_whole(change)) for change in changes])
    assert outcome.findings == ()
    assert outcome.value is not None
    assert outline(outcome.value) == expected


def _whole(change: Mapping[str, Any]) -> dict[str, Any]:
    return {"drop": None, "title": None, "file": None, "after": None, "before": None, **change}


FAULTS = [
    ({"id": "trainng", "drop": True}, "T039 project.chapters[0].id 文件种类中没有 id 为 trainng 的章节"),
    ({"id": "training", "after": "zzz"}, "T039 project.chapters[0].after 文件种类中没有 id 为 zzz 的章节"),
    ({"id": "service", "before": "spares"}, "T039 project.chapters[0].before 文件种类中没有 id 为 spares 的章节"),
]


@pytest.mark.parametrize(("change", "expected"), FAULTS)
def test_a_change_of_what_is_not_there_is_a_finding_and_changes_nothing(change: dict[str, Any], expected: str) -> None:
    before = chapters_of(KIND)
    outcome = compose(before, [ChapterChange.model_construct(**_whole(change))])
    assert [f"{found.code} {found.place.path} {found.message}" for found in outcome.findings] == [expected]
    assert outcome.value == before


# --- what is printed -------------------------------------------------------------------------------------------------

TEMPLATES = {
    "chapters/promise.md.j2": "{# needs: company.name #}\n# 承诺\n\n## 期限\n\n甲\n",
    "chapters/fax.md.j2": "{# needs: company.fax,\n  project.note #}\n# 传真\n\n{{ company.fax }}\n",
    "chapters/people.md.j2": "# 人员{% if has('people_table') %}{% endif %}\n\n乙\n",
    "chapters/broken.md.j2": "{# needs: company.faks #}\n# 错\n",
}


def run_of(bid: object, *, blind: bool = False) -> Run:
    run = start(bid, {}, TEMPLATES.get, {})
    run.blind = blind
    return run


CHOICES = [
    ("  - promise\n  - people\n", False, "promise people", []),
    ("  - {file: people, open_only: true}\n  - promise\n", False, "people promise", []),
    ("  - {file: people, open_only: true}\n  - promise\n", True, "promise", []),
    ("  - {file: people, when: company.fax}\n  - {file: promise, when: company.name}\n", False, "promise", []),
    ("  - {file: fax, optional: true}\n  - promise\n", False, "promise", []),
    ("  - id: a\n    title: 甲\n    sections: [{file: fax, optional: true}]\n  - promise\n", False, "promise", []),
    ("  - {id: a, title: 甲}\n", False, "a:甲", []),
    ("  - fax\n  - promise\n", False, "promise", ["T038 k.yaml:5:5 章节 fax 缺少资料：company.fax、project.note"]),
    (
        "  - broken\n",
        False,
        "",
        [
            "T034 templates/zh/chapters/broken.md.j2:1:11 模板 chapters/broken.md.j2 所需的资料 company.faks 不存在",
            "T038 k.yaml:5:5 章节 broken 缺少资料：company.faks",
        ],
    ),
    ("  - {file: people, when: company.z}\n", False, "", ["T034 k.yaml:5:5 章节 people 的条件 company.z 不存在"]),
]


@pytest.mark.parametrize(("text", "blind", "expected", "findings"), CHOICES)
def test_chapters_are_chosen_by_their_data(
    bid: object,
    text: str,
    blind: bool,
    expected: str,
    findings: list[str],
) -> None:
    run = run_of(bid, blind=blind)
    assert outline(chosen(run, chapters_of(text))) == expected
    assert [f"{found.code} {found.place.span} {found.message}" for found in run.findings] == findings


def test_the_finding_of_missing_data_names_each_key_and_where_the_template_asks_for_it(bid: object) -> None:
    run = run_of(bid)
    chosen(run, chapters_of("  - fax\n"))
    (found,) = run.findings
    assert [(place.path, str(place.span)) for place in found.also] == [
        ("company.fax", "templates/zh/chapters/fax.md.j2:1:11"),
        ("project.note", "templates/zh/chapters/fax.md.j2:2:3"),
    ]


def test_a_template_stands_at_the_level_of_its_place(bid: object) -> None:
    run = run_of(bid)
    text = "  - id: a\n    title: 甲\n    sections:\n      - {id: b, file: people, title: 名单, sections: [promise]}\n"
    (chapter,) = chosen(run, chapters_of(text))
    shown = [line.strip() for line in dump_blocks(render_chapter(run, chapter)).splitlines()]
    assert shown == [
        "节 #a 1 甲",
        "节 #b 2 名单",
        "段 乙",
        "节 #promise 3 承诺",
        "节 #promise-2 4 期限",
        "段 甲",
    ]
    assert list(run.findings) == []


def test_the_title_a_project_gives_is_traced_to_the_project(bid: object) -> None:
    change = ChapterChange.model_construct(**_whole({"id": "people", "title": "名单"}))
    outcome = compose(chapters_of("  - people\n"), [change])
    assert outcome.value is not None
    blocks = render_chapter(run_of(bid), outcome.value[0])
    assert dump_blocks(blocks).split("\n")[0] == "节 #people 1 ‹名单=project.chapters[0].title@5›"


# --- what templates say of themselves --------------------------------------------------------------------------------


def test_needs_are_read_with_their_places() -> None:
    text = "{# needs: service.a, company.b[0].c #}{#- needs： project.d -#}{# allow: service.x #}"
    assert [(path, text[start:].startswith(path)) for path, start in needs(text)] == [
        ("service.a", True),
        ("company.b[0].c", True),
        ("project.d", True),
    ]


def test_declared_ids_are_those_of_headings_tables_and_figures() -> None:
    text = """# 甲 {#first}\n{% call(row) table("prices", caption="x") %}{{ ref("other") }}{{ x|by_id("y") }}
{% if has("z") %}{{ flow( "chart", p) }}{{ label("姓名") }}"""
    assert list(declared_ids(text)) == ["first", "prices", "chart"]


def test_template_files_are_given_in_reading_order() -> None:
    assert list(template_files(chapters_of(KIND))) == [
        "chapters/promise.md.j2",
        "chapters/a/training.md.j2",
        "chapters/a/spares.md.j2",
        "chapters/annex.md.j2",
    ]
