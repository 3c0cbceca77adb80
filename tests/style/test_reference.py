"""The look of a company's own Word file: what is taken over, what falls back to ours, and what clashes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from docx import Document as Docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from PIL import Image

from generator.document.nodes import PageCount, PageNumber, Text
from generator.finding import Finding, Place, Severity
from generator.layout.cover import cover_findings, readable_cover
from generator.layout.pages import paginate
from generator.source import SourceMap
from generator.style.letterhead import Letterhead, lettered
from generator.style.reference import REFERENCE, Branded, branded, company_look
from generator.style.sheet import BlindLook, Edge, Sheet
from generator.verify.docx_lint import lint_docx
from generator.verify.outputs import BodyPages, verify_docx
from generator.write.docx.package import write_docx
from tests.style.references import (
    BAND,
    PUBLIC_TEMPLATE,
    company_file,
    font,
    logo,
    rectangle,
    saved,
)
from tests.write.sample import CREATED, house_sheet, sample_document

PLACE = Place(REFERENCE)
BLUE = "0B5CAB"
COMPANY = company_file()


@pytest.fixture(scope="module")
def house() -> Sheet:
    """Give our plain style."""
    return house_sheet()


@pytest.fixture(scope="module")
def company(house: Sheet) -> Branded:
    """Give the look of a file with everything in it."""
    return taken(COMPANY, house)


def taken(data: bytes, sheet: Sheet) -> Branded:
    """Take a look that can be taken."""
    outcome = branded(data, sheet, PLACE)
    assert outcome.value is not None
    return outcome.value


def codes(findings: tuple[Finding, ...]) -> list[str]:
    """Give the codes of what was found besides pale colours of python-docx's own styles."""
    return [found.code for found in findings if found.code != "L015"]


def public(change: Callable[[WordDocument], None]) -> bytes:
    """Change the public template, whose paper is made A4."""
    document = Docx(io.BytesIO(PUBLIC_TEMPLATE))
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(25)
    change(document)
    return saved(document)


# --- what is taken over ----------------------------------------------------------------------------------------------


def test_the_public_template_of_python_docx_gives_its_fonts_colours_and_margins(house: Sheet) -> None:
    outcome = branded(PUBLIC_TEMPLATE, house, PLACE)
    assert outcome.value is not None
    sheet = outcome.value.sheet
    body, heading, title = sheet.role("body"), sheet.role("heading1"), sheet.role("cover_title")
    assert (sheet.fonts[body.font].word, sheet.fonts[body.font].latin) == ("宋体", "Cambria")
    assert (sheet.fonts[heading.font].latin, heading.color, heading.size, heading.bold) == (
        "Calibri",
        "365F91",
        14,
        True,
    )
    assert (body.size, body.pitch, body.after, body.first_line) == (11, 16.4, 10, 2)
    assert (title.size, title.color, title.edges.bottom) == (26, "17365D", Edge(width=1, gap=4, color="4F81BD"))
    assert (sheet.page.width, sheet.page.left, sheet.page.top) == (210, 31.8, 25.4)
    assert sheet.look.theme.startswith(b"<?xml")
    assert codes(outcome.findings) == ["L012"]


def test_a_company_file_gives_its_look(company: Branded) -> None:
    sheet = company.sheet
    body, first, header = sheet.role("body"), sheet.role("heading1"), sheet.role("header")
    assert (sheet.fonts[body.font].word, body.size, body.pitch, body.first_line) == ("仿宋", 12, 24, 2)
    assert (sheet.fonts[first.font].word, sheet.fonts[first.font].latin) == ("微软雅黑", "Calibri")
    assert (first.size, first.bold, first.color, first.sans, body.sans) == (18, True, BLUE, True, False)
    assert first.edges.bottom == Edge(width=1.5, gap=3, color="F2A900")
    assert (first.before, first.after, first.page_break) == (0, 6, True)
    assert (header.size, header.color) == (9, BLUE)
    assert sheet.page.model_dump(include={"top", "bottom", "left", "right", "header", "footer"}) == {
        "top": 30,
        "bottom": 25,
        "left": 27,
        "right": 23,
        "header": 15.9,
        "footer": 13,
    }


def test_the_cover_gives_its_bands_and_its_mark(company: Branded) -> None:
    bands = company.sheet.art.cover
    assert [(shape.fill, shape.corners[0], shape.corners[2]) for shape in bands] == [
        (BAND, (0, 0), (210, 14)),
        ("F2A900", (0, 14), (210, 16)),
        (BAND, (0, 283), (210, 297)),
    ]
    (mark,) = company.sheet.look.cover
    assert (mark.x, mark.width, mark.height, mark.data, mark.media_type) == (27.01, 45, 15, logo(), "image/png")
    assert 30 < mark.y < 60


def test_the_header_gives_its_mark_and_words_the_footer_its_page_numbers(company: Branded) -> None:
    (mark,) = company.sheet.look.pages
    assert (mark.x, mark.y, mark.width, mark.height) == (27.01, 11.99, 24, 8)
    assert company.sheet.look.header_indent == pytest.approx(26 / 25.4 * 72, abs=0.1)
    assert company.letterhead == Letterhead(
        (),
        (Text("用心服务每一天"),),
        (Text("第 "), PageNumber(), Text(" 页 共 "), PageCount(), Text(" 页")),
    )


def test_running_lines_take_the_words_and_the_contents_keep_their_own_numbers(company: Branded) -> None:
    ours = sample_document()
    document = lettered(ours, company.letterhead)
    assert document.body_running.footer == company.letterhead.footer
    assert document.contents_running.footer == ours.contents_running.footer
    assert document.body_running.header_right == document.contents_running.header_right == (Text("用心服务每一天"),)
    assert lettered(ours, Letterhead()) is ours
    words = lettered(ours, Letterhead(footer=(Text("保密"),))).body_running.footer
    assert words == (Text("保密"), Text("　"), *ours.body_running.footer)


def test_what_the_file_lacks_stays_ours(house: Sheet) -> None:
    def without(document: WordDocument) -> None:
        for name in ("Heading 3", "Caption", "Subtitle"):
            element = document.styles[name].element
            element.getparent().remove(element)

    sheet = taken(public(without), house).sheet
    same = ("size", "pitch", "bold", "color", "align", "before", "after")
    for role in ("heading3", "caption_table", "cover_subtitle"):
        assert [getattr(sheet.role(role), key) for key in same] == [getattr(house.role(role), key) for key in same]
    assert sheet.role("heading3").font == sheet.role("heading2").font == "hei"
    assert sheet.fonts["hei"].latin == "Calibri"
    assert sheet.numbering == house.numbering


def test_styles_are_known_by_their_chinese_names_too(house: Sheet) -> None:
    def renamed(document: WordDocument) -> None:
        style = document.styles["Heading 1"]
        style.font.size = Pt(20)
        style.element.name_val = "标题 1"

    assert taken(public(renamed), house).sheet.role("heading1").size == 20


def test_a_style_takes_over_from_the_styles_it_is_based_on(house: Sheet) -> None:
    def based(document: WordDocument) -> None:
        styles = document.styles
        styles["Heading 2"].base_style = styles["Heading 1"]
        styles["Heading 1"].font.color.rgb = RGBColor(0x00, 0x40, 0x20)
        properties = styles["Heading 2"].element.rPr
        properties.remove(properties.find(qn("w:color")))

    assert taken(public(based), house).sheet.role("heading2").color == "004020"


TABLE = (
    '<w:style {} w:type="table" w:customStyle="1" w:styleId="Own"><w:name w:val="Own"/><w:tblPr><w:tblBorders>'
    '<w:top w:val="single" w:sz="12" w:color="0B5CAB"/><w:bottom w:val="single" w:sz="12" w:color="0B5CAB"/>'
    '<w:insideH w:val="single" w:sz="4" w:color="BFBFBF"/></w:tblBorders>'
    '<w:tblCellMar><w:left w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr>'
    '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="0B5CAB"/></w:tcPr></w:tblStylePr>'
    '<w:tblStylePr w:type="band2Horz"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="EEF4FA"/></w:tcPr>'
    "</w:tblStylePr></w:style>"
)


def test_tables_take_the_style_of_the_file(house: Sheet) -> None:
    def styled(document: WordDocument) -> None:
        document.styles.element.append(parse_xml(TABLE.format(nsdecls("w"))))
        document.add_table(1, 1).style = document.styles["Own"]

    sheet = taken(public(styled), house).sheet
    table, head = sheet.table, sheet.role("cell_head")
    assert (table.outer, table.outer_color, table.border, table.color) == (1.5, BLUE, 0.5, "BFBFBF")
    assert (table.vertical, table.sides, table.margin_x, table.head_fill, table.zebra) == (0, 0, 5, BLUE, "EEF4FA")
    assert (head.color, head.bold) == ("FFFFFF", True)


# --- what is drawn, in whatever way it is written ---------------------------------------------------------------------


def _in_header(markup: str) -> Callable[[WordDocument], None]:
    def change(document: WordDocument) -> None:
        document.sections[0].header.paragraphs[0]._p.append(parse_xml(markup))

    return change


GROUP = (
    '<w:r {names}><w:drawing><wp:anchor simplePos="0" relativeHeight="1" behindDoc="1" locked="0" layoutInCell="1" '
    'allowOverlap="1"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH>'
    '<wp:positionV relativeFrom="page"><wp:posOffset>360000</wp:posOffset></wp:positionV>'
    '<wp:extent cx="1440000" cy="360000"/><wp:docPr id="1" name="g"/><a:graphic><a:graphicData '
    'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"><wpg:wgp><wpg:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="1440000" cy="360000"/><a:chOff x="0" y="0"/><a:chExt cx="720000" cy="180000"/>'
    "</a:xfrm></wpg:grpSpPr><wps:wsp><wps:spPr>"
    '<a:xfrm><a:off x="360000" y="0"/><a:ext cx="360000" cy="180000"/></a:xfrm>'
    '<a:prstGeom prst="rect"/>'
    '<a:solidFill><a:schemeClr val="accent1"><a:lumMod val="50000"/></a:schemeClr></a:solidFill>'
    "</wps:spPr></wps:wsp></wpg:wgp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
)
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
OLD = (
    '<w:r {names}><w:pict><v:rect style="position:absolute;margin-left:0;margin-top:0;width:72pt;height:36pt" '
    'fillcolor="#0b5cab" stroked="f"/></w:pict></w:r>'
)
TURNED = rectangle(20, 10, 20, 10, BAND).replace("<a:xfrm>", '<a:xfrm rot="5400000">')
DRAWN: Mapping[str, tuple[str, str, tuple[float, float], tuple[float, float]]] = {
    "group": (GROUP.format(names=NAMES), "254061", (165, 10), (185, 20)),
    "old rectangle": (OLD.format(names=NAMES), BAND, (25, 12.7), (50.4, 25.4)),
    "turned": (TURNED, BAND, (35, 5), (25, 25)),
    "line": (
        rectangle(25, 22, 160, 0, BAND).replace('prst="rect"', 'prst="line"'),
        BAND,
        (25, 21.88),
        (185, 22.12),
    ),
}


@pytest.mark.parametrize("case", DRAWN.values(), ids=DRAWN.keys())
def test_shapes_are_drawn_where_they_stand(
    case: tuple[str, str, tuple[float, float], tuple[float, float]], house: Sheet
) -> None:
    markup, fill, first, opposite = case
    (shape,) = taken(public(_in_header(markup)), house).sheet.art.pages
    assert shape.fill == fill
    assert shape.corners[0] == pytest.approx(first, abs=0.1)
    assert shape.corners[2] == pytest.approx(opposite, abs=0.1)


def test_a_header_set_as_a_table_gives_its_mark_and_its_words(house: Sheet) -> None:
    def tabled(document: WordDocument) -> None:
        header = document.sections[0].header
        left, right = header.add_table(1, 2, Mm(160)).rows[0].cells
        left.paragraphs[0].add_run().add_picture(io.BytesIO(logo()), width=Mm(30))
        right.paragraphs[0].add_run("追求卓越")

    look = taken(public(tabled), house)
    (mark,) = look.sheet.look.pages
    assert (mark.x, mark.width, mark.height) == (pytest.approx(25, abs=0.1), 30, 10)
    assert (look.letterhead.left, look.letterhead.right) == ((), (Text("追求卓越"),))


def test_the_header_of_the_first_page_belongs_to_the_cover(house: Sheet) -> None:
    def first(document: WordDocument) -> None:
        section = document.sections[0]
        section.different_first_page_header_footer = True
        section.first_page_header.paragraphs[0].add_run().add_picture(io.BytesIO(logo()), width=Mm(60))

    look = taken(public(first), house).sheet.look
    assert [(one.width, one.height) for one in look.cover] == [(60, 20)]
    assert look.pages == ()


def test_words_on_a_dark_cover_are_printed_white(house: Sheet) -> None:
    def dark(document: WordDocument) -> None:
        document.add_paragraph()._p.append(parse_xml(rectangle(0, 0, 210, 150, "10243E")))
        document.add_page_break()

    document = sample_document()
    sheet = readable_cover(document.cover, taken(public(dark), house).sheet)
    colors = {role: sheet.role(role).color for role in ("cover_mark", "cover_title", "cover_line")}
    assert colors == {"cover_mark": "FFFFFF", "cover_title": "FFFFFF", "cover_line": "000000"}
    assert [found.code for found in cover_findings(document.cover, sheet)] == []


def test_words_on_a_dark_picture_of_the_cover_are_printed_white(house: Sheet) -> None:
    def night(document: WordDocument) -> None:
        data = io.BytesIO()
        Image.new("RGB", (210, 297), "#101820").save(data, "PNG")
        section = document.sections[0]
        section.left_margin = section.top_margin = Mm(10)
        document.add_paragraph().add_run().add_picture(data, width=Mm(210), height=Mm(297))
        document.add_page_break()

    sheet = taken(public(night), house).sheet
    (picture,) = sheet.look.cover
    assert picture.tone(100, 100) == "101820"
    assert picture.tone(1, 1) == ""
    document = sample_document()
    assert readable_cover(document.cover, sheet).role("cover_title").color == "FFFFFF"


# --- clashes ---------------------------------------------------------------------------------------------------------


def _numbered(document: WordDocument) -> None:
    numbers = parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="1"/></w:numPr>')
    document.styles["Heading 1"].element.get_or_add_pPr().append(numbers)


def _huge(document: WordDocument) -> None:
    document.styles["Normal"].font.size = Pt(28)


def _symbols(document: WordDocument) -> None:
    font(document.styles["Heading 1"], "Wingdings", "Wingdings")


def _narrow(document: WordDocument) -> None:
    document.sections[0].left_margin = Mm(3)


def _landscape(document: WordDocument) -> None:
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)


def _linked(document: WordDocument) -> None:
    document.part.relate_to("https://example.invalid/x.png", _RELATIONS + "image", is_external=True)


def _long_header(document: WordDocument) -> None:
    document.sections[0].header.paragraphs[0].add_run("字" * 81)


def _dated(document: WordDocument) -> None:
    field = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" DATE "><w:r><w:t>某日</w:t></w:r></w:fldSimple>')
    document.sections[0].header.paragraphs[0]._p.append(field)


def _disc(document: WordDocument) -> None:
    shape = rectangle(10, 10, 20, 20, BAND).replace('prst="rect"', 'prst="ellipse"')
    document.sections[0].header.paragraphs[0]._p.append(parse_xml(shape))


_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
CLASHES: Mapping[str, tuple[Callable[[WordDocument], None], str, str]] = {
    "own numbers": (_numbered, "L014", "标题 1"),
    "size": (_huge, "L013", "28磅"),
    "symbols": (_symbols, "L016", "Wingdings"),
    "margin": (_narrow, "L012", "左边距"),
    "paper": (_landscape, "L012", "297×210毫米"),
    "link": (_linked, "L011", "外部内容的链接"),
    "long words": (_long_header, "L017", "81字"),
    "field": (_dated, "L017", "DATE"),
    "disc": (_disc, "L017", "圆形"),
}


@pytest.mark.parametrize("case", CLASHES.values(), ids=CLASHES.keys())
def test_a_clash_is_told_and_ours_stands(case: tuple[Callable[[WordDocument], None], str, str], house: Sheet) -> None:
    change, code, words = case
    outcome = branded(public(change), house, PLACE)
    told = [found for found in outcome.findings if found.code == code]
    assert outcome.value is not None
    assert any(words in found.message for found in told)
    assert all(found.place == PLACE and found.severity <= Severity.WARNING for found in outcome.findings)


def test_sizes_symbols_and_margins_that_clash_stay_ours(house: Sheet) -> None:
    assert taken(public(_huge), house).sheet.role("body").size == house.role("body").size
    assert taken(public(_narrow), house).sheet.page.left == house.page.left
    symbols = taken(public(_symbols), house).sheet
    assert all(found.word != "Wingdings" != found.latin for found in symbols.fonts.values())


def test_a_colour_too_pale_is_printed_darker(house: Sheet) -> None:
    def pale(document: WordDocument) -> None:
        document.styles["Heading 4"].font.color.rgb = RGBColor(0xFF, 0xE0, 0x80)

    outcome = branded(public(pale), house, PLACE)
    assert outcome.value is not None
    assert [found.code for found in outcome.findings if "标题 4" in found.message] == ["L015"]
    assert outcome.value.sheet.role("heading4").color == "866500"


def test_a_symbol_never_comes_from_nowhere_and_macros_are_told(house: Sheet) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(PUBLIC_TEMPLATE)) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/_rels/document.xml.rels":
                macro = b'<Relationship Id="m" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"'
                part = part.replace(b"</Relationships>", macro + b' Target="vbaProject.bin"/></Relationships>')
            new.writestr(name, part)
    outcome = branded(data.getvalue(), house, PLACE)
    assert [found.message for found in outcome.findings if found.code == "L011"] == ["参考文件里有宏，没有取用"]


BROKEN = {
    "no package": (b"no zip", "不是DOCX"),
    "old format": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧的.doc格式"),
    "cut": (PUBLIC_TEMPLATE[:4000], "压缩目录已损坏"),
}


@pytest.mark.parametrize("case", BROKEN.values(), ids=BROKEN.keys())
def test_a_file_that_cannot_be_read_is_an_error(case: tuple[bytes, str], house: Sheet) -> None:
    data, words = case
    outcome = branded(data, house, PLACE)
    assert outcome.value is None
    ((found),) = outcome.findings
    assert (found.code, found.severity, words in found.message) == ("L010", Severity.ERROR, True)


def test_a_blind_bid_keeps_its_plain_look(house: Sheet, tmp_path: object) -> None:
    blind = house.model_copy(update={"blind": BlindLook()})
    outcome = company_look(tmp_path, "brand/none.docx", blind, SourceMap())  # type: ignore[arg-type]
    assert outcome.value == Branded(blind, Letterhead())
    assert [(found.code, found.severity) for found in outcome.findings] == [("L018", Severity.NOTICE)]


@pytest.mark.parametrize("written", ["-1", "99999999999999999999", "nan", "1e400", "x", "9" * 500, ""])
def test_numbers_of_any_form_are_survived(written: str, house: Sheet) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(COMPANY)) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            is_content = name.startswith("word/") and name.endswith(".xml")
            new.writestr(name, re.sub(rb'="-?[0-9]+"', f'="{written}"'.encode(), part) if is_content else part)
    sheet = taken(data.getvalue(), house).sheet
    assert Sheet.model_validate(sheet.model_dump(exclude={"brand"})).page == house.page.model_copy(
        update={name: getattr(sheet.page, name) for name in ("header", "footer")}
    )


# --- outputs ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [PUBLIC_TEMPLATE, COMPANY], ids=["public", "company"])
def test_a_word_file_in_another_look_reads_back_and_passes_the_lint(data: bytes, house: Sheet) -> None:
    look = taken(data, house)
    document = lettered(sample_document(), look.letterhead)
    pages = paginate(document, look.sheet)
    made = write_docx(document, look.sheet, pages, CREATED)
    stored = BodyPages(pages.sections, 1 + pages.contents_count + pages.body_count, pages.segments)
    assert verify_docx(made, document, stored).findings == ()
    assert lint_docx(made) == ()
    assert made == write_docx(document, look.sheet, pages, CREATED)


def test_the_word_file_carries_the_theme_and_each_picture_once(company: Branded) -> None:
    document = lettered(sample_document(), company.letterhead)
    made = write_docx(document, company.sheet, paginate(document, company.sheet), CREATED)
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        names = package.namelist()
        header = package.read("word/header2.xml").decode()
    assert [name for name in names if name.startswith("word/media/brand")] == ["word/media/brand1.png"]
    assert "word/theme/theme1.xml" in names
    assert 'descr="公司标志"' in header
    assert 'r:embed="rIdPagePicture1"' in header


def test_pictures_are_told_apart_by_their_bytes_in_the_key_of_a_build(company: Branded) -> None:
    (mark,) = company.sheet.look.pages
    other = replace(mark, digest="0" * 64)
    changed = company.sheet.model_copy(update={"brand": replace(company.sheet.look, pages=(other,))})
    assert repr(changed) != repr(company.sheet)
