"""A whole document from a kind: cover, running lines, chapters and conditions; a golden dump; faults of all."""

from pathlib import Path

import pytest
from pydantic import BaseModel

from generator.document.dump import dump
from generator.document.nodes import Document
from generator.document.number import Numbering, number_document
from generator.finding import Outcome
from generator.model.derived import Derived
from generator.render.document import render_document
from generator.render.kinds import Kind, read_kind
from generator.zh.quantity import parse

GOLDEN = Path(__file__).with_name("golden_small.txt")

KIND = """\
name: small
title: 售后服务方案
front: {cover: front/cover.md.j2, running: front/running.md.j2}
chapters:
  - {id: promise, file: promise}
  - {id: fax, file: fax, when: company.fax}
  - {id: levels, file: levels, when: service.levels}
"""
TEMPLATES = {
    "front/cover.md.j2": (
        "{{ cover(copy_mark=project.copy, project=project.name, title=kind_title(), subtitle='投标文件',\n"
        "  lines=[cover_line('投标人（盖章）', company.name)], date=project.date|cover_date, remark='示例') }}\n"
    ),
    "front/running.md.j2": (
        "{{ running('contents', header_left=project.name, footer=page_number()) }}\n"
        "{{ running('body', header_left=project.name, header_right=company.name,\n"
        "  footer=['第', page_number(), '页 共', page_count(), '页']) }}\n"
    ),
    "chapters/promise.md.j2": (
        "# 服务承诺 {#promise}\n\n{.lead}\n{{ company.name }}承诺到场时限见{{ ref('onsite') }}，"
        "流程见{{ ref('complaint') }}。\n\n"
        "{% call letter() %}\n{.salutation}\n致：{{ project.name }}\n\n1. 到场不超过{{ derived.slowest }}。\n"
        "{{ sign_block([sign_line('投标人', company.name, 'seal'), sign_line('日期', blank(6), 'date')]) }}\n"
        "{% endcall %}\n"
    ),
    "chapters/fax.md.j2": "# 传真\n\n{{ company.fax }}\n",
    "chapters/levels.md.j2": (
        "# {{ company.name }}的服务级别 {#levels}\n\n## 时限\n\n"
        "{% call(row) table('onsite', caption='到场时限表', head=['级别', '城区', '全省'], align='lcc') %}\n"
        "{% for level in service.levels %}\n"
        "{{ row(level.name, level.onsite.city|within, level.onsite.province|within) }}\n"
        "{% endfor %}\n{% endcall %}\n\n{{ flow('complaint', service.processes.complaint) }}\n\n"
        "{{ picture('iso', company.credentials|by_id('iso')) }}\n\n"
        "## 附则 {.unnumbered}\n\n> 见{{ ref('promise') }}和{{ ref('levels-2') }}。\n"
    ),
}
DERIVED = {"slowest": Derived(parse("8小时"), ("service.levels[1].onsite.province",))}


class Iso:
    name, media_type, width, height, data = "iso.png", "image/png", 4, 3, b"png"


def rendered(bid: BaseModel, **changed: str) -> Outcome[Document]:
    templates = {**TEMPLATES, **{name.replace("__", "/") + ".md.j2": text for name, text in changed.items()}}
    kind = read_kind(KIND, "templates/zh/kinds/small.yaml").value
    assert isinstance(kind, Kind)
    return render_document(bid, DERIVED, kind, templates.get, {"company.credentials[0].picture": Iso()})


def test_golden_dump(bid: BaseModel) -> None:
    outcome = rendered(bid)
    assert outcome.findings == ()
    assert outcome.value is not None
    numbered = number_document(outcome.value, Numbering())
    assert numbered.findings == ()
    assert numbered.value is not None
    assert dump(numbered.value) == GOLDEN.read_text(encoding="utf-8")


def test_a_condition_that_holds_brings_the_chapter(bid: BaseModel) -> None:
    with_fax = bid.model_copy(update={"company": bid.company.model_copy(update={"fax": "0000-9"})})
    document = rendered(with_fax).value
    assert document is not None
    assert [getattr(block, "id", "") for block in document.body] == ["promise", "fax", "levels"]


FAULTS = [
    ({"front__cover": "文字"}, ["T025 front/cover.md.j2:1:1", "T025 front/cover.md.j2:1:1"]),
    ({"front__cover": "{{ cover(title=company.fax) }}"}, ["T005 front/cover.md.j2:1:24"]),
    ({"front__cover": "{{ cover(title='甲', lines=['乙']) }}"}, ["T036 front/cover.md.j2:1:1"]),
    ({"front__cover": "{{ cover(title='甲', lines=[cover_line('传真', company.fax)], remark=company.fax) }}"}, []),
    ({"front__running": "{{ running('body') }}"}, ["T025 front/running.md.j2:1:1"]),
    ({"front__running": "{{ running('both') }}"}, []),
    (
        {"front__running": "{{ running() }}{{ running('cover') }}"},
        ["T023 front/running.md.j2:1:28", "T025 front/running.md.j2:1:1"],
    ),
    (
        {"chapters__promise": "# 章 {#levels}\n"},
        ["T202 chapters/levels.md.j2:1:29", "T201 chapters/levels.md.j2:17:12"],
    ),
    (
        {"chapters__promise": "# 章\n\n{{ company.a }}\n", "chapters__levels": "# 乙\n\n{{ company.b }}\n{% if %}\n"},
        ["T004 chapters/promise.md.j2:3:12", "T002 chapters/levels.md.j2:4:1"],
    ),
]


@pytest.mark.parametrize(("changed", "places"), FAULTS)
def test_faults_of_all_templates_are_found(bid: BaseModel, changed: dict[str, str], places: list[str]) -> None:
    outcome = rendered(bid, **changed)
    found = [f"{finding.code} {finding.place.span}".replace("templates/zh/", "") for finding in outcome.findings]
    assert found == places
    assert (outcome.value is None) is bool(places)


def test_a_picture_that_cannot_be_read_is_told_by_loading_alone(bid: BaseModel) -> None:
    kind = read_kind(KIND, "k.yaml").value
    assert kind is not None
    templates = {
        **TEMPLATES,
        "chapters/promise.md.j2": '# 章 {#promise}\n\n{{ picture("p", company.credentials[0]) }}',
    }
    assert render_document(bid, DERIVED, kind, templates.get, {}).findings == ()


def test_a_missing_chapter_file_points_at_the_kind(bid: BaseModel) -> None:
    kind = read_kind(KIND.replace("file: promise", "file: promse"), "k.yaml").value
    assert kind is not None
    outcome = render_document(bid, DERIVED, kind, TEMPLATES.get, {"company.credentials[0].picture": Iso()})
    found = [(finding.code, str(finding.place.span), finding.message) for finding in outcome.findings]
    assert found == [
        ("T001", "k.yaml:5:5", "找不到模板 chapters/promse.md.j2"),
        ("T201", "templates/zh/chapters/levels.md.j2:17:12", "没有 id 为 promise 的标题、表或者图"),
    ]


def test_an_unknown_condition_points_at_the_kind(bid: BaseModel) -> None:
    kind = read_kind(KIND.replace("company.fax", "company.fex.x"), "k.yaml").value
    assert kind is not None
    outcome = render_document(bid, DERIVED, kind, TEMPLATES.get, {"company.credentials[0].picture": Iso()})
    found = [(finding.code, str(finding.place.span), finding.message) for finding in outcome.findings]
    assert found == [("T034", "k.yaml:6:5", "章节 fax 的条件 company.fex.x 不存在")]


def test_a_warning_leaves_the_document(bid: BaseModel) -> None:
    outcome = rendered(bid, chapters__fax="# 甲\n", chapters__promise="{# allow: 三年 #}# 甲 {#promise}\n")
    assert [finding.code for finding in outcome.findings] == ["T102"]
    assert outcome.value is not None
