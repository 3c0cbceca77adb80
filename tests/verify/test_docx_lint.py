"""Faults put into a sound file are found, each by its code; a sound file has none."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest

from generator.finding import Severity
from generator.verify import docx_lint
from generator.verify.docx_lint import lint_docx
from generator.write.docx import write_docx
from tests.write.docx.opened import HOUSE
from tests.write.sample import CREATED, sample_document, sample_pages

SOUND = write_docx(sample_document(), HOUSE, sample_pages(), CREATED)
MAIN = "word/document.xml"
with zipfile.ZipFile(io.BytesIO(SOUND)) as _archive:
    FIRST_DRAWING = re.findall(r'<wp:docPr id="(\d+)"', _archive.read(MAIN).decode())[0]
Change = Callable[[str], str]


def changed(member: str, change: Change) -> bytes:
    """Give the sound file with one member changed; a change to nothing takes the member out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SOUND)) as source, zipfile.ZipFile(stream, "w") as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename == member:
                text = change(content.decode("utf-8", "surrogateescape"))
                content = text.encode("utf-8", "surrogateescape")
                if not content:
                    continue
            target.writestr(info, content)
    return stream.getvalue()


def swap(old: str, new: str, count: int = 1) -> Change:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, count)

    return change


def pattern(old: str, new: str) -> Change:
    def change(text: str) -> str:
        assert re.search(old, text)
        return re.sub(old, new, text, count=1)

    return change


CASES: dict[str, tuple[str, Change, list[tuple[str, str]]]] = {
    "单元格没有段落": (
        MAIN,
        pattern(r"(<w:tc><w:tcPr>.*?</w:tcPr>)<w:p>.*?</w:p></w:tc>", r"\1</w:tc>"),
        [(docx_lint.CELL_WITHOUT_PARAGRAPH, "word/document.xml 的第 1 个单元格不以段落结尾")],
    ),
    "列表编号没有定义": (
        MAIN,
        pattern(r'<w:numId w:val="3"/>', '<w:numId w:val="99"/>'),
        [(docx_lint.UNKNOWN_NUMBERING, "word/document.xml 使用了没有定义的列表编号 99")],
    ),
    "段落样式没有定义": (
        MAIN,
        swap('<w:pStyle w:val="Title"/>', '<w:pStyle w:val="Titel"/>'),
        [(docx_lint.UNKNOWN_STYLE, "word/document.xml 使用了没有定义的样式 Titel")],
    ),
    "编号绑定的样式没有定义": (
        "word/numbering.xml",
        swap('<w:pStyle w:val="Heading9"/>', '<w:pStyle w:val="Heading10"/>'),
        [(docx_lint.UNKNOWN_STYLE, "word/numbering.xml 使用了没有定义的样式 Heading10")],
    ),
    "书签名重复": (
        MAIN,
        swap('w:name="_v2"', 'w:name="_v1"'),
        [(docx_lint.REPEATED_BOOKMARK, "书签名 _v1 重复")],
    ),
    "书签编号重复": (
        MAIN,
        pattern(r'<w:bookmarkStart w:id="2" (.*?)<w:bookmarkEnd w:id="2"/>', r'<w:bookmarkStart w:id="1" \1'),
        [(docx_lint.REPEATED_BOOKMARK, "书签编号 1 重复")],
    ),
    "书签没有结尾": (
        MAIN,
        swap('<w:bookmarkEnd w:id="1"/>', ""),
        [(docx_lint.REPEATED_BOOKMARK, "书签 _v1 没有唯一的结尾")],
    ),
    "默认格式没有中文字体": (
        "word/styles.xml",
        pattern(r"(<w:docDefaults><w:rPrDefault><w:rPr>)<w:rFonts [^>]*/>", r"\1"),
        [(docx_lint.NO_EAST_ASIAN_FONT, "默认格式没有指定中文字体")],
    ),
    "样式只有西文字体": (
        "word/styles.xml",
        pattern(r' w:eastAsia="黑体"', ""),
        [(docx_lint.NO_EAST_ASIAN_FONT, "word/styles.xml 只指定了西文字体 Arial，没有中文字体")],
    ),
    "目录指向不存在的书签": (
        MAIN,
        swap('w:name="_Toc210000001"', 'w:name="_Toc1"'),
        [(docx_lint.UNKNOWN_ANCHOR, "word/document.xml 引用了不存在的书签 _Toc210000001")],
    ),
    "页脚引用不存在的书签": (
        "word/footer2.xml",
        swap(" SECTIONPAGES ", " PAGEREF _End "),
        [(docx_lint.UNKNOWN_ANCHOR, "word/footer2.xml 引用了不存在的书签 _End")],
    ),
    "图片关系没有定义": (
        MAIN,
        swap('r:embed="rIdPicture1"', 'r:embed="rIdPicture2"'),
        [(docx_lint.MISSING_RELATION, "word/document.xml 使用了没有定义的关系 rIdPicture2")],
    ),
    "关系指向的部件不在": (
        "docProps/app.xml",
        lambda _: "",
        [(docx_lint.MISSING_RELATION, "文件包 的关系 rId3 指向不存在的 docProps/app.xml")],
    ),
    "要求打开时更新域": (
        "word/settings.xml",
        swap("<w:compat>", "<w:updateFields/><w:compat>"),
        [(docx_lint.UPDATE_ASKED, "设置要求打开时更新域")],
    ),
    "域标为待更新": (
        MAIN,
        swap('<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="begin" w:dirty="1"/>'),
        [(docx_lint.UPDATE_ASKED, "word/document.xml 中有标为待更新的域")],
    ),
    "题注编号不连续": (
        MAIN,
        pattern(r"(SEQ 图 \\\* ARABIC \\s 1 </w:instrText>.*?<w:t[^>]*>)2<", r"\g<1>7<"),
        [(docx_lint.CAPTION_NUMBER, "题注“图”的编号 7 应为 2")],
    ),
    "图形编号重复": (
        MAIN,
        pattern(r'<wp:docPr id="(\d+)"(.*?)<wp:docPr id="\d+"', r'<wp:docPr id="\1"\2<wp:docPr id="\1"'),
        [(docx_lint.REPEATED_DRAWING, f"图形编号 {FIRST_DRAWING} 重复")],
    ),
    "符号字体": (
        MAIN,
        swap('w:ascii="Segoe UI Symbol"', 'w:ascii="Wingdings"'),
        [(docx_lint.SYMBOL_FONT, "word/document.xml 使用了符号字体 Wingdings")],
    ),
    "符号字符": (
        MAIN,
        swap("<w:tab/>", '<w:sym w:font="a" w:char="F06C"/>'),
        [(docx_lint.SYMBOL_FONT, "word/document.xml 使用了符号字符 w:sym")],
    ),
    "域没有结束": (
        "word/footer1.xml",
        swap('<w:fldChar w:fldCharType="end"/>', ""),
        [(docx_lint.BROKEN_FIELD, "word/footer1.xml 中有不完整的域")],
    ),
    "域的指令写成了文字": (
        "word/footer1.xml",
        lambda text: text.replace("w:instrText", "w:t"),
        [(docx_lint.BROKEN_FIELD, "word/footer1.xml 中有不完整的域")],
    ),
    "域没有开始": (
        "word/footer1.xml",
        swap('<w:fldChar w:fldCharType="begin"/>', ""),
        [(docx_lint.BROKEN_FIELD, "word/footer1.xml 中有不完整的域")],
    ),
    "没有样式部件": (
        "word/styles.xml",
        swap("w:docDefaults", "w:other", 2),
        [(docx_lint.NO_EAST_ASIAN_FONT, "默认格式没有指定中文字体")],
    ),
}


@pytest.mark.parametrize(("member", "change", "expected"), CASES.values(), ids=CASES.keys())
def test_faults(member: str, change: Change, expected: list[tuple[str, str]]) -> None:
    assert [(item.code, item.message) for item in lint_docx(changed(member, change))] == expected


def test_faults_are_errors_with_a_hint() -> None:
    (finding,) = lint_docx(changed(*CASES["书签没有结尾"][:2]))
    assert finding.severity is Severity.ERROR
    assert finding.hint == "这是生成程序的缺陷，请把这条结果连同项目文件交给维护者"


UNREADABLE = {
    "不是压缩包": b"no zip",
    "没有正文": changed(MAIN, lambda _: ""),
    "正文不是 XML": changed(MAIN, lambda _: "<w:document>"),
}


@pytest.mark.parametrize("data", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_unreadable_files(data: bytes) -> None:
    assert [item.code for item in lint_docx(data)] == [docx_lint.UNREADABLE]


def test_a_sound_file_has_no_fault() -> None:
    assert lint_docx(SOUND) == ()


def test_a_file_without_styles_or_numbering_names_what_it_lacks() -> None:
    assert docx_lint.NO_EAST_ASIAN_FONT in [item.code for item in lint_docx(changed("word/styles.xml", lambda _: ""))]
