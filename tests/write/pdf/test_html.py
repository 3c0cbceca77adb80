"""The HTML and CSS the PDF is made of: structure, escaping, lists, spans of tables, drawings."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from generator.document.nodes import (
    Blank,
    Block,
    Cell,
    Checkbox,
    Column,
    Contents,
    ContentsEntry,
    Diagram,
    DiagramEdge,
    DiagramNode,
    Figure,
    Letter,
    LineBreak,
    ListItem,
    Notice,
    PageBreak,
    PageCount,
    PageNumber,
    Picture,
    Ref,
    Row,
    Running,
    Section,
    SignBlock,
    SignLine,
    Strong,
    Table,
    Underline,
    Value,
)
from generator.document.nodes import List as ListBlock
from generator.document.walk import chart_inlines, every, plain
from generator.layout.drawing import Area, Box, Drawing, Line
from generator.style.sheet import DiagramLook, Sheet
from generator.write.drawing import drawing_svg
from generator.write.pdf.blocks import Where, blocks_html
from generator.write.pdf.css import document_css, quoted
from generator.write.pdf.figures import Pictures
from generator.write.pdf.html import document_page
from generator.write.pdf.inlines import inline_html
from tests.write.pdf.rendered import SHEET
from tests.write.sample import CREATED, cell, items, paragraph, row, sample_document, text

THIN = "\u2009"


def html(*blocks: Block) -> str:
    return blocks_html(blocks, Where(SHEET, Pictures(), SHEET.text_width))


def value(words: str, number: int = 0) -> Value:
    return Value(words, ("a.b",), "t.md.j2", 1, number)


@pytest.mark.parametrize(
    ("inline", "expected"),
    [
        ("a < b & c", "a &lt; b &amp; c"),
        (value("3年", 7), f'<span class="v" id="v7">3{THIN}年</span>'),
        (value("<b>"), "<span>&lt;b&gt;</span>"),
        (value("", 2), '<span class="v" id="v2"></span>'),
        (Strong(text("粗")), "<strong>粗</strong>"),
        (Underline(text("线")), "<u>线</u>"),
        (Blank(8), '<span class="blank" style="width:8em"></span>'),
        (Checkbox(checked=True), '<span class="box">☑</span>'),
        (Checkbox(checked=False), '<span class="box">□</span>'),
        (Ref("sla", "表2-1"), f'<a class="ref" href="#sla">表{THIN}2-1</a>'),
        (LineBreak(), "<br/>"),
        (PageNumber(), ""),
    ],
)
def test_inlines(inline: object, expected: str) -> None:
    assert inline_html(text(inline)) == expected  # type: ignore[arg-type]


def test_gap_stands_outside_the_span_of_a_value() -> None:
    content = text("在", value("2小时", 1), "内", Strong(text("x")), "，", LineBreak(), "3")
    assert inline_html(content) == (
        f'在{THIN}<span class="v" id="v1">2{THIN}小时</span>内<strong>{THIN}<span>x</span></strong>，<br/>3'
    ).replace("<span>x</span>", "x")


def test_words_printed_twice_carry_no_number() -> None:
    assert inline_html(text(value("3年", 7)), traced=False) == f"<span>3{THIN}年</span>"


def test_section_has_its_label_set_off_and_in_the_bookmark() -> None:
    section = Section("a", 2, text("标题<", value("3年", 1)), (paragraph("文"),), "1.1")
    assert html(section) == (
        '<section><h2 class="heading2" id="a" data-bookmark="1.1 标题&lt;3年"><span class="label">1.1</span>标题&lt;'
        f'<span class="v" id="v1">3{THIN}年</span></h2><p class="body">文</p></section>'
    )


def test_label_that_ends_with_a_mark_is_not_set_off() -> None:
    assert html(Section("a", 1, text("承诺"), (), "一、")) == (
        '<section><h1 class="heading1" id="a" data-bookmark="一、承诺">'
        '<span class="tight">一、</span>承诺</h1></section>'
    )


def test_deep_section_and_unknown_role_fall_back() -> None:
    section = Section("a", 8, text("深"), (paragraph("文", role="unheard"),))
    assert html(section) == (
        '<section><h6 class="heading4" id="a" data-bookmark="深">深</h6><p class="body">文</p></section>'
    )


def test_list_labels_are_printed_from_the_tree() -> None:
    nested = items("paren", "（1）", "内")
    block = ListBlock((ListItem((paragraph("外"), nested), "●"), ListItem((nested,), "●"), ListItem((), "●")))
    inner = (
        '<ol style="margin-left:0.5em;padding-left:3em"><li><p style="text-indent:-3em" class="list">'
        '<span class="marker" style="width:3em">（1）</span>内</p></li></ol>'
    )
    marker = '<span class="marker" style="width:1.5em"><span class="bullet">●</span></span>'
    first = f'<p style="text-indent:-1.5em" class="list">{marker}'
    assert html(block) == (
        f'<ul style="margin-left:2em;padding-left:1.5em"><li>{first}外</p>{inner}</li>'
        f"<li>{first}</p>{inner}</li><li>{first}</p></li></ul>"
    )


def test_table_has_scopes_spans_and_alignment_of_its_columns() -> None:
    table = Table(
        "t",
        text("题"),
        (Column(1), Column(1, "right"), Column(2, "center")),
        (Row((cell("甲", rowspan=2), cell("乙", colspan=2))), row("丙", "丁")),
        (
            Row((cell("行", header=True, rowspan=2), cell("1"), Cell((text("2"), text("3"))))),
            Row((cell("4"), Cell((text("5"),), align="left")), "total"),
        ),
        label="表1-1",
    )
    rows = html(table).partition("</colgroup>")[2]
    assert rows == (
        '<thead><tr><th class="cell_head" scope="col" rowspan="2">甲</th>'
        '<th class="cell_head" scope="col" colspan="2">乙</th></tr>'
        '<tr><th class="cell_head" scope="col">丙</th><th class="cell_head" scope="col">丁</th></tr></thead>'
        '<tbody><tr><th class="cell_label" scope="row" rowspan="2">行</th>'
        '<td class="cell" style="text-align:right">1</td>'
        '<td class="cell" style="text-align:center"><p>2</p><p>3</p></td></tr>'
        '<tr><td class="cell_total" style="text-align:right">4</td>'
        '<td class="cell_total" style="text-align:left">5</td></tr></tbody></table></div>'
    )
    start = html(table).partition("<colgroup>")[0]
    assert start == (
        f'<div class="table" id="t"><p class="caption_table"><span class="label">表{THIN}1-1</span>题</p>'
        '<table class="data">'
    )


def test_table_without_caption_and_head() -> None:
    table = Table("", (), (Column(),), (), (Row((Cell(()),)),), "layout")
    width = f"{SHEET.text_width // 0.05 * 0.05:g}"
    assert html(table) == (
        f'<div class="table"><table class="layout"><colgroup><col style="width:{width}pt"/></colgroup>'
        '<tbody><tr><td class="cell" style="text-align:left"></td></tr></tbody></table></div>'
    )


def test_block_before_a_signature_stays_with_it() -> None:
    sign = SignBlock((SignLine(text("日期"), text(Blank(2), "日")),), seal=False)
    marker = '<span class="marker" style="width:1.5em"><span class="bullet">●</span></span>'
    parts = html(Letter((paragraph("甲"), items("bullet", "● ●", "乙", "丙"), sign)), PageBreak())
    assert parts == (
        '<div class="letter own-page"><p class="body">甲</p><ul style="margin-left:2em;padding-left:1.5em">'
        f'<li><p style="text-indent:-1.5em" class="list">{marker}乙</p></li>'
        f'<li><p style="text-indent:-1.5em" class="list keep">{marker}丙</p></li>'
        f'</ul><div class="sign-block" style="margin-left:{SHEET.text_width / 2:g}pt">'
        '<p class="sign" style="margin-top:0pt">日期：<span class="blank" style="width:2em"></span>日</p></div></div>'
        '<div class="page-break"></div>'
    )


def test_letter_follows_the_sheet() -> None:
    same_page = Where(replace_sheet(letter_on_own_page=False), Pictures(), 400)
    assert blocks_html((Letter(()),), same_page) == '<div class="letter"></div>'
    assert html(Section("a", 2, (), (Letter(()),))).endswith(
        '<div class="letter own-page after-heading"></div></section>'
    )


def replace_sheet(**changes: object) -> Sheet:
    return SHEET.model_copy(update=changes)


def test_notice_gives_its_paragraphs_its_own_role() -> None:
    assert html(Notice((paragraph("甲"), paragraph("乙", role="lead")))) == (
        '<div class="notice-box"><p class="notice">甲</p><p class="lead">乙</p></div>'
    )


def test_figures_keep_pictures_and_drawings_by_address() -> None:
    pictures = Pictures()
    picture = Picture("a.png", "image/png", 100, 50, b"data")
    diagram = Diagram("flow", (DiagramNode("a", "start", text("始")), DiagramNode("b", "end", text("终"))), ())
    figures = (Figure("f", text("图"), picture, "说<明", "图1-1"), Figure("g", (), diagram, "流程"))
    made = blocks_html(figures, Where(SHEET, pictures, 50))
    assert made.startswith(
        '<figure id="f"><div class="figure"><img src="bidgen:picture/1" alt="说&lt;明" style="width:50pt;height:25pt"/>'
        f'</div><figcaption class="caption_figure"><span class="label">图{THIN}1-1</span>图</figcaption></figure>'
        '<figure id="g"><div class="drawing"'
    )
    assert [(url, kind) for url, (_, kind) in pictures.by_url.items()] == [
        ("bidgen:picture/1", "image/png"),
        ("bidgen:picture/2", "image/svg+xml"),
    ]


def test_words_of_a_drawing_stand_in_order_boxes_before_labels() -> None:
    nodes = (
        DiagramNode("a", "decision", text("能否")),
        DiagramNode("b", "step", text("后")),
        DiagramNode("c", "step", text("前")),
    )
    edges = (DiagramEdge("a", "c", text("是")), DiagramEdge("a", "b", text("否")))
    made = html(Figure("f", (), Diagram("flow", nodes, edges), "图"))
    positions = [made.index(f">{word}</div>") for word in ("能否", "后", "前", "是", "否")]
    assert positions == sorted(positions)


def test_svg_of_a_drawing() -> None:
    boxes = (
        Box("a", "start", 0, 0, 40, 22, 28, 1, ()),
        Box("b", "decision", 0, 40, 40, 24, 20, 1, ()),
        Box("c", "step", 60, 0, 40, 44, 28, 1, ()),
    )
    lines = (Line(((20, 22), (20, 40)), arrow=True), Line(((40, 11), (60, 11)), arrow=False))
    assert drawing_svg(Drawing(100, 64, 9, 12, boxes, lines, ()), DiagramLook(start_fill="EEEEEE")) == (
        '<svg xmlns="http://www.w3.org/2000/svg" width="100pt" height="64pt" viewBox="0 0 100 64">'
        '<polyline points="20.00,22.00 20.00,37.00" fill="none" '
        'stroke="#000000" stroke-width="0.75" stroke-linejoin="miter"/>'
        '<polygon points="20.00,40.00 22.50,34.00 17.50,34.00" fill="#000000"/>'
        '<polyline points="40.00,11.00 60.00,11.00" fill="none" '
        'stroke="#000000" stroke-width="0.75" stroke-linejoin="miter"/>'
        '<rect x="0.00" y="0.00" width="40.00" height="22.00" rx="11.00" '
        'fill="#EEEEEE" stroke="#000000" stroke-width="0.75"/>'
        '<polygon points="0.00,52.00 20.00,40.00 40.00,52.00 20.00,64.00" '
        'fill="#FFFFFF" stroke="#000000" stroke-width="0.75"/>'
        '<rect x="60.00" y="0.00" width="40.00" height="44.00" rx="0.00" '
        'fill="#FFFFFF" stroke="#000000" stroke-width="0.75"/>'
        "</svg>"
    )


def test_svg_paints_grounds_below_lines_and_bars_above() -> None:
    grounds, bars = (Area(0, 0, 40, 20, "EEEEEE"),), (Area(10, 5, 10, 10, "AA0000", "diamond"),)
    lines = (Line(((0, 10), (40, 10)), arrow=False, color="BFBFBF", width=0.5),)
    assert drawing_svg(Drawing(40, 20, 9, 12, (), lines, (), grounds, bars), DiagramLook()) == (
        '<svg xmlns="http://www.w3.org/2000/svg" width="40pt" height="20pt" viewBox="0 0 40 20">'
        '<rect x="0.00" y="0.00" width="40.00" height="20.00" rx="0.00" fill="#EEEEEE"/>'
        '<polyline points="0.00,10.00 40.00,10.00" fill="none" '
        'stroke="#BFBFBF" stroke-width="0.5" stroke-linejoin="miter"/>'
        '<polygon points="10.00,10.00 15.00,5.00 20.00,10.00 15.00,15.00" fill="#AA0000"/>'
        "</svg>"
    )


@pytest.mark.parametrize("name", ["plan", "cover"])
def test_words_of_charts_stand_in_reading_order(name: str) -> None:
    (figure,) = [block for block in every(sample_document().body) if isinstance(block, Figure) and block.id == name]
    assert not isinstance(figure.body, Picture)
    words = [plain(content) for content in chart_inlines(figure.body) if content]
    shown = re.findall(r"<div style=[^>]*>(.*?)</div>", html(figure))
    assert [re.sub(f"<[^>]*>|{THIN}", "", part) for part in shown] == words


def test_page_has_cover_contents_and_body_in_order() -> None:
    contents = Contents(
        text("目录"), 3, (ContentsEntry(1, "第一章", text("甲<"), "a"), ContentsEntry(2, "", text("乙"), "b"))
    )
    cover = replace(sample_document().cover, lines=(), subtitle=(), remark=())
    page = document_page(replace(sample_document(), cover=cover, contents=contents, body=()), SHEET, CREATED)
    body = page.html.partition("<body>")[2]
    assert body == (
        '<section class="cover"><p class="cover_mark">正本</p>'
        '<p class="cover_project"><span class="v" id="v1">智慧园区视频取证设备采购项目</span></p>'
        '<p class="cover_title">投标文件</p>'
        '<p class="cover_date"><span class="v" id="v4">二〇二六年十一月</span></p></section>'
        '<nav class="contents"><p class="contents_heading">目录</p>'
        '<p class="contents1"><a class="entry" href="#a"><span class="label">第一章</span>甲&lt;</a></p>'
        '<p class="contents2"><a class="entry" href="#b">乙</a></p></nav>'
        '<main><div id="end-of-body"></div></main></body></html>'
    )


def css(sheet: Sheet = SHEET, **changes: object) -> str:
    families = dict.fromkeys(SHEET.fonts, ("Latin", "Song"))
    return document_css(replace(sample_document(), **changes), sheet, families)  # type: ignore[arg-type]


def test_running_lines_are_content_with_counters_and_gaps() -> None:
    running = Running(text('项目"名"'), (), text("第", PageNumber(), "", "页 共", PageCount(), "页，", value("3年")))
    rule = next(line for line in css(body_running=running).splitlines() if line.startswith("@page body"))
    assert 'content: "项目\\22 名\\22 "' in rule
    assert (
        f'content: "第" "{THIN}" counter(page, decimal) "{THIN}" "页 共" "{THIN}" '
        f'target-counter(url("#end-of-body"), page) "{THIN}" "页，" "3{THIN}年"'
    ) in rule


def test_empty_running_lines_leave_no_rule() -> None:
    rule = next(line for line in css(body_running=Running((), (), ())).splitlines() if line.startswith("@page body"))
    assert rule == "@page body {   }"


def test_empty_fill_leaves_no_background() -> None:
    plain_table = SHEET.table.model_copy(update={"head_fill": "", "label_fill": "EEEEEE"})
    rules = css(SHEET.model_copy(update={"table": plain_table})).splitlines()
    assert [rule for rule in rules if "background" in rule] == ["tr .cell_label { background: #EEEEEE }"]


def test_css_strings_cannot_be_ended_from_inside() -> None:
    assert quoted('a"b\\c\nd</style>') == '"a\\22 b\\5c c\\a d\\3c /style>"'


def test_roles_are_rules() -> None:
    assert (
        '.heading2 { font-family: "Latin", "Song"; font-size: 15pt; line-height: 26pt; font-weight: normal; '
        "color: #000000; margin: 12pt 0 6pt 0em; text-indent: 0em; text-align: left; break-after: avoid }"
    ) in css().splitlines()
