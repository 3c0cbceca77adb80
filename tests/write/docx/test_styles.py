"""Roles of the sheet become Word styles with Chinese fonts, indents in characters and exact line pitch."""

from __future__ import annotations

import pytest
from lxml import etree

from generator.style.sheet import Role
from generator.write.docx.styles import known_role, role_look, style_id, styles_part
from tests.write.docx.opened import HOUSE, NAMES, W

STYLES = etree.fromstring(styles_part(HOUSE, "zh-CN"))

NAMED = {
    "body": ("BodyText", "Body Text"),
    "heading1": ("Heading1", "heading 1"),
    "heading9": ("Heading9", "heading 9"),
    "contents3": ("TOC3", "toc 3"),
    "contents_heading": ("TOCHeading", "TOC Heading"),
    "caption_table": ("Caption", "caption"),
    "caption_figure": ("RoleCaptionFigure", "图题"),
    "cover_title": ("Title", "Title"),
    "header": ("Header", "header"),
    "footer": ("Footer", "footer"),
    "lead": ("RoleLead", "导语"),
    "notice_text": ("RoleNoticeText", "提示文字"),
}


def style(identifier: str) -> etree._Element:
    return STYLES.find(f"w:style[@w:styleId='{identifier}']", NAMES)


def attributes(element: etree._Element | None) -> dict[str, str]:
    assert element is not None
    return {name.removeprefix(W): value for name, value in element.attrib.items()}


@pytest.mark.parametrize(("role", "expected"), NAMED.items())
def test_names(role: str, expected: tuple[str, str]) -> None:
    assert style_id(role) == expected[0]
    assert attributes(style(expected[0]).find("w:name", NAMES)) == {"val": expected[1]}


def test_every_role_has_one_style() -> None:
    identifiers = [item.get(f"{W}styleId") for item in STYLES.iterfind("w:style", NAMES)]
    assert len(identifiers) == len(set(identifiers))
    assert [role for role in HOUSE.roles if style_id(role) not in identifiers] == []


def test_roles_with_chinese_names_have_ids_of_their_own() -> None:
    assert style_id("附件") == "Role96444ef6"
    assert style_id("附注") == "Role96446ce8"


def test_every_paragraph_style_names_a_chinese_font() -> None:
    styles = [
        item for item in STYLES.iterfind("w:style[@w:type='paragraph']", NAMES) if item.get(f"{W}styleId") != "Normal"
    ]
    fonts = {item.get(f"{W}styleId"): item.find("w:rPr/w:rFonts", NAMES).get(f"{W}eastAsia") for item in styles}
    assert set(fonts.values()) == {"宋体", "黑体", "楷体"}
    assert (fonts["BodyText"], fonts["Heading1"], fonts["RoleLead"]) == ("宋体", "黑体", "楷体")


def test_defaults() -> None:
    run = STYLES.find("w:docDefaults/w:rPrDefault/w:rPr", NAMES)
    assert attributes(run.find("w:rFonts", NAMES)) == {
        "ascii": "Times New Roman",
        "hAnsi": "Times New Roman",
        "eastAsia": "宋体",
        "cs": "Times New Roman",
    }
    assert attributes(run.find("w:lang", NAMES)) == {"val": "en-US", "eastAsia": "zh-CN", "bidi": "ar-SA"}
    paragraph = STYLES.find("w:docDefaults/w:pPrDefault/w:pPr", NAMES)
    switches = {etree.QName(item).localname: item.get(f"{W}val") for item in paragraph if len(item.attrib) == 1}
    assert switches == {
        "widowControl": "1",
        "kinsoku": "1",
        "overflowPunct": "1",
        "autoSpaceDE": "1",
        "autoSpaceDN": "1",
        "adjustRightInd": "0",
        "snapToGrid": "0",
    }


def test_body_indent_is_written_in_characters_and_in_twips() -> None:
    properties = style("BodyText").find("w:pPr", NAMES)
    assert attributes(properties.find("w:ind", NAMES)) == {"firstLineChars": "200", "firstLine": "480"}
    assert attributes(properties.find("w:spacing", NAMES)) == {
        "before": "0",
        "after": "0",
        "line": "440",
        "lineRule": "exact",
    }
    assert attributes(properties.find("w:jc", NAMES)) == {"val": "both"}


def test_chapter_heading() -> None:
    properties = style("Heading1").find("w:pPr", NAMES)
    assert [etree.QName(item).localname for item in properties] == [
        "keepNext",
        "keepLines",
        "pageBreakBefore",
        "numPr",
        "spacing",
        "jc",
        "outlineLvl",
    ]


def test_pictures_have_room_for_their_height() -> None:
    assert attributes(style("RoleFigure").find("w:pPr/w:spacing", NAMES))["lineRule"] == "atLeast"


LOOKS = {"body": "body", "heading7": "heading4", "contents9": "contents3", "notice_text": "notice", "unknown": "body"}


@pytest.mark.parametrize(("role", "like"), LOOKS.items())
def test_looks_of_roles_the_sheet_does_not_have(role: str, like: str) -> None:
    assert role_look(role, HOUSE) == HOUSE.roles[like]


def test_roles_without_style_take_the_body() -> None:
    assert [known_role(role, HOUSE) for role in ("note", "heading9", "someday")] == ["note", "heading9", "body"]


def test_bold_and_colour() -> None:
    roles = {**HOUSE.roles, "note": Role(bold=True, color="666666", size=9)}
    sheet = HOUSE.model_copy(update={"roles": roles, "header_rule": 0})
    root = etree.fromstring(styles_part(sheet, "zh-CN"))
    run = root.find("w:style[@w:styleId='RoleNote']/w:rPr", NAMES)
    assert [etree.QName(item).localname for item in run] == ["rFonts", "b", "bCs", "color", "sz", "szCs"]
    assert root.find("w:style[@w:styleId='Header']/w:pPr/w:pBdr", NAMES) is None
