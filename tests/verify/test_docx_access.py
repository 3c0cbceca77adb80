"""What keeps people out is found, each fault by its code, when put into a sound file; colours as WCAG measures them."""

from __future__ import annotations

import pytest

from generator.finding import Severity
from generator.style.contrast import contrast
from generator.verify import docx_access as access
from generator.verify.docx_lint import lint_docx
from tests.verify.test_docx_lint import MAIN, Change, changed, pattern, swap

STYLES = "word/styles.xml"
EMPTY = '<w:p><w:pPr><w:pStyle w:val="RoleCell"/></w:pPr></w:p>'
FRAMELESS = (
    '<w:tbl><w:tblPr><w:tblStyle w:val="BidLayout"/></w:tblPr><w:tblGrid><w:gridCol w:w="100"/></w:tblGrid>'
    "<w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
)
DECORATION = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
"""How Word marks a drawing that tells nothing."""
NO_DECORATION = DECORATION.replace('val="1"', 'val="0"')


def both(*changes: Change) -> Change:
    def change(text: str) -> str:
        for one in changes:
            text = one(text)
        return text

    return change


def coloured(color: str, more: str = "") -> Change:
    """Give the first run of the first heading a colour of its own."""
    return pattern(
        r'(<w:pStyle w:val="Heading1"/></w:pPr>.*?<w:r>)<w:t', rf'\1<w:rPr><w:color w:val="{color}"/>{more}</w:rPr><w:t'
    )


def filled(fill: str) -> Change:
    return swap('w:fill="EDEDED"/>', f'w:fill="{fill}"/>')


CASES: dict[str, tuple[str, Change, list[tuple[str, str]]]] = {
    "图形没有替代文字": (
        MAIN,
        pattern(r'(<wp:docPr id="\d+" name="图2-3" descr=)"[^"]*"', r'\1" "'),
        [(access.NO_ALTERNATIVE, "word/document.xml 的图形 图2-3 没有替代文字")],
    ),
    "装饰图形": (
        MAIN,
        pattern(r'(<wp:docPr id="\d+" name="图2-3") descr="[^"]*"/>', rf"\1>{DECORATION}</wp:docPr>"),
        [],
    ),
    "不是装饰": (
        MAIN,
        pattern(
            r'(<wp:docPr id="\d+" name="图2-3") descr="[^"]*"/>',
            rf"\1>{NO_DECORATION}</wp:docPr>",
        ),
        [(access.NO_ALTERNATIVE, "word/document.xml 的图形 图2-3 没有替代文字")],
    ),
    "没有标题行": (
        MAIN,
        lambda text: text.replace("<w:tblHeader/>", "", 2),
        [(access.NO_HEADER, "第 1 个表格没有标题行，也没有标题列")],
    ),
    "没有标题列": (
        MAIN,
        swap('w:firstColumn="1"', 'w:firstColumn="0"'),
        [(access.NO_HEADER, "第 6 个表格没有标题行，也没有标题列")],
    ),
    "空段落": (
        MAIN,
        swap('<w:p><w:pPr><w:pStyle w:val="Heading1"/>', f'{EMPTY}<w:p><w:pPr><w:pStyle w:val="Heading1"/>'),
        [(access.TYPED_SPACE, "word/document.xml 有 1 个空段落")],
    ),
    "表格之间的段落": (MAIN, swap("</w:tbl>", f"</w:tbl>{EMPTY}{FRAMELESS}"), []),
    "表格之后的段落": (
        MAIN,
        swap("</w:tbl>", f"</w:tbl>{EMPTY}{EMPTY}"),
        [(access.TYPED_SPACE, "word/document.xml 有 2 个空段落")],
    ),
    "连续的空格": (
        MAIN,
        swap("致：", "致：     "),
        [(access.TYPED_SPACE, "word/document.xml 用连续的空格留空：“致：     ”")],
    ),
    "标题跳级": (
        MAIN,
        swap('<w:pStyle w:val="Heading2"/>', '<w:pStyle w:val="Heading3"/>'),
        [(access.HEADING_JUMP, "标题“售后服务承诺书”是第 3 级，前一个标题是第 1 级")],
    ),
    "第一个标题": (
        MAIN,
        swap('<w:pStyle w:val="Heading1"/>', '<w:pStyle w:val="Heading2"/>'),
        [(access.HEADING_JUMP, "标题“技术承诺”是第 2 级，前一个标题是第 0 级")],
    ),
    "没有标题属性": (
        "docProps/core.xml",
        pattern(r"<dc:title>.*?</dc:title>", "<dc:title> </dc:title>"),
        [(access.NO_TITLE, "文件属性里没有标题")],
    ),
    "没有语言": (
        STYLES,
        pattern(r'(<w:lang w:val="en-US") w:eastAsia="zh-CN"', r"\1"),
        [(access.NO_TITLE, "默认格式没有写明中文和西文的语言")],
    ),
    "列数不足": (
        MAIN,
        swap('<w:gridSpan w:val="3"/>', ""),
        [(access.BROKEN_GRID, "第 1 个表格第 1 行占 3 列，表格有 5 列")],
    ),
    "合并没有开头": (
        MAIN,
        swap('<w:vMerge w:val="restart"/>', ""),
        [(access.BROKEN_GRID, "第 1 个表格第 2 行第 1 列接续的合并单元格没有开头")],
    ),
    "浅色的字": (
        MAIN,
        coloured("999999"),
        [(access.LOW_CONTRAST, "word/document.xml 的“技术承诺”用 999999 印在 FFFFFF 上，对比不足")],
    ),
    "浅色的样式": (
        STYLES,
        pattern(r'(w:styleId="Heading3">.*?)<w:rPr>', r'\1<w:rPr><w:color w:val="C0C0C0"/>'),
        [(access.LOW_CONTRAST, "word/document.xml 的“质量管理体系证书”用 C0C0C0 印在 FFFFFF 上，对比不足")],
    ),
    "深色单元格里的白字": (
        MAIN,
        both(
            filled("1F3864"),
            pattern(r"(fill=\"1F3864\".*?<w:r>)<w:t", r'\1<w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t'),
        ),
        [],
    ),
    "浅色单元格里的白字": (
        MAIN,
        pattern(r"(fill=\"EDEDED\".*?<w:r>)<w:t", r'\1<w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t'),
        [(access.LOW_CONTRAST, "word/document.xml 的“级别”用 FFFFFF 印在 EDEDED 上，对比不足")],
    ),
    "深色底纹上的白字": (MAIN, coloured("FFFFFF", '<w:shd w:val="clear" w:color="auto" w:fill="000000"/>'), []),
    "看不见的字": (MAIN, coloured("FFFFFF", "<w:vanish/>"), []),
}


CAUSED_BY_AUTHORS = {access.NO_HEADER, access.TYPED_SPACE, access.HEADING_JUMP, access.LOW_CONTRAST}


@pytest.mark.parametrize(("member", "change", "expected"), CASES.values(), ids=CASES.keys())
def test_a_fault_is_found(member: str, change: Change, expected: list[tuple[str, str]]) -> None:
    found = lint_docx(changed(member, change))
    assert [(one.code, one.message) for one in found] == expected
    assert all((one.severity == Severity.WARNING) == (one.code in CAUSED_BY_AUTHORS) for one in found)


def test_words_may_stand_on_what_is_drawn_behind_them() -> None:
    anchor = (
        '<w:p><w:r><w:drawing><wp:anchor behindDoc="1"><wp:docPr id="900" name="底图" descr="底图"/>'
        '<a:solidFill><a:srgbClr val="1F3864"/></a:solidFill></wp:anchor></w:drawing></w:r></w:p>'
    )
    white = coloured("FFFFFF")
    drawn = swap("<w:body>", f"<w:body>{anchor}")
    assert [found.code for found in lint_docx(changed(MAIN, white))] == [access.LOW_CONTRAST]
    assert [found.code for found in lint_docx(changed(MAIN, both(white, drawn)))] == []


CONTRASTS = {
    ("000000", "FFFFFF"): 21.0,
    ("777777", "FFFFFF"): 4.48,
    ("1F4E79", "1F4E79"): 1.0,
    ("FF0000", "#0000FF"): 2.15,
}


@pytest.mark.parametrize("pair", CONTRASTS)
def test_contrast_is_that_of_the_guidelines(pair: tuple[str, str]) -> None:
    assert round(contrast(*pair), 2) == CONTRASTS[pair] == round(contrast(*reversed(pair)), 2)
