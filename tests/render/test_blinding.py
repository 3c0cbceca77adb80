"""A tree is made blind: what tells its bidder by place or looks is gone, what refers to it stays readable."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generator.document.nodes import (
    Blank,
    Block,
    Checkbox,
    CoverLine,
    Diagram,
    Document,
    Figure,
    Inline,
    Inlines,
    Letter,
    PageNumber,
    Paragraph,
    Picture,
    Ref,
    Running,
    Section,
    SignBlock,
    SignLine,
    Strong,
    Text,
    Underline,
    Value,
)
from generator.document.walk import blocks, plain
from generator.render.blinding import blinded
from generator.style.sheet import BlindLook
from tests.write.sample import sample_document

LOGO = Figure("logo", (Text("标志"),), Picture("a.png", "image/png", 1, 1, b""), "标志")
CHART = Figure("chart", (Text("流程"),), Diagram("flow", (), ()), "流程")


def value(text: str, path: str) -> Value:
    return Value(text, (path,), "a.md.j2", 1)


def section(*content: Block) -> Document:
    return replace(sample_document(), body=(Section("one", 1, (Text("章"),), content),))


def shown(*content: Inline, **allowed: bool) -> Inlines:
    """Give what a paragraph of these inlines becomes, in a document with a chart."""
    document = blinded(section(Paragraph(content), CHART), BlindLook(**allowed))
    (paragraph,) = (block for block in blocks(document) if isinstance(block, Paragraph))
    return paragraph.content


NAME = "company.staff[0].name"
INLINES: dict[str, tuple[Inlines, Inlines]] = {
    "bold words": ((Strong((Text("甲"),)),), (Text("甲"),)),
    "underlined words": ((Underline((Strong((Text("甲"),)),)),), (Text("甲"),)),
    "a blank": ((Blank(3),), (Text("　　　"),)),
    "boxes": ((Checkbox(True), Checkbox(False)), (Text("■"), Text("□"))),
    "a reference that holds": ((Ref("chart"),), (Ref("chart"),)),
    "a reference to what is left out": ((Ref("logo"),), (Text("（暗标略）"),)),
    "a label behind its post": (
        (Text("由项目经理"), value("项目经理A", NAME)),
        (Text("由项目经理"), value("A", NAME)),
    ),
    "a label behind other words": (
        (Text("联系人："), value("项目经理A", NAME)),
        (Text("联系人："), value("项目经理A", NAME)),
    ),
    "a label in bold behind its post": (
        (Strong((Text("项目经理"),)), value("项目经理12", NAME)),
        (Text("项目经理"), value("12", NAME)),
    ),
    "a value that looks like a label": (
        (Text("B"), value("B1", "service.x")),
        (Text("B"), value("B1", "service.x")),
    ),
    "a neutral word in brackets": (
        (Text("热线（"), value("（暗标略）", "company.phones.hotline"), Text("）")),
        (Text("热线（"), value("暗标略", "company.phones.hotline"), Text("）")),
    ),
    "the bidder behind its word": (
        (Text("投标人"), value("投标人", "company.name")),
        (Text("投标人"), value("（暗标略）", "company.name")),
    ),
}


@pytest.mark.parametrize(("content", "expected"), INLINES.values(), ids=INLINES.keys())
def test_inlines_are_made_plain(content: Inlines, expected: Inlines) -> None:
    assert shown(*content) == expected


ALLOWED: dict[str, tuple[Inline, dict[str, bool]]] = {
    "bold": (Strong((Text("甲"),)), {"bold": True}),
    "underline": (Underline((Text("甲"),)), {"underline": True}),
    "blanks": (Blank(3), {"underline": True}),
}


@pytest.mark.parametrize(("inline", "allowed"), ALLOWED.values(), ids=ALLOWED.keys())
def test_what_the_style_allows_stays(inline: Inline, allowed: dict[str, bool]) -> None:
    assert shown(inline, **allowed) == (inline,)


def test_signatures_and_pictures_are_left_out_at_any_depth() -> None:
    sign = SignBlock((SignLine((Text("投标人（盖章）"),), (Blank(8),)),))
    document = blinded(section(Letter((Paragraph((Text("承诺"),)), sign)), LOGO, CHART), BlindLook())
    kinds = [type(block).__name__ for block in blocks(document)]
    assert kinds == ["Section", "Letter", "Paragraph", "Paragraph", "Figure"]
    assert [plain(block.content) for block in blocks(document) if isinstance(block, Paragraph)] == [
        "承诺",
        "（图片按暗标要求略）",
    ]


LINES = [
    ("项目编号", value("A-1", "project.number"), True),
    ("采购人", value("某局", "project.buyer"), True),
    ("投标人（盖章）", value("投标人", "company.name"), False),
    ("法定代表人", Blank(8), False),
    ("服务电话", value("（暗标略）", "project.remark"), False),
    ("单位", value("投标人", "company.name"), False),
]


@pytest.mark.parametrize(("label", "content", "stays"), LINES)
def test_the_cover_keeps_the_lines_of_the_tender(label: str, content: Any, *, stays: bool) -> None:
    sample = sample_document()
    lines = (CoverLine((Text(label),), (content,)),)
    cover = blinded(replace(sample, cover=replace(sample.cover, lines=lines)), BlindLook()).cover
    assert bool(cover.lines) is stays


@pytest.mark.parametrize(("page_number", "footer"), [(True, (PageNumber(),)), (False, ())])
def test_of_the_running_lines_only_the_page_number_stays(footer: Inlines, *, page_number: bool) -> None:
    document = blinded(sample_document(), BlindLook(page_number=page_number))
    assert document.contents_running == document.body_running == Running((), (), footer)


def test_properties_name_nobody() -> None:
    properties = blinded(sample_document(), BlindLook()).properties
    assert (properties.title, properties.author, properties.keywords) == ("投标文件：质量保证和售后服务体系", "", "")
