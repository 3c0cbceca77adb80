"""What is planted into a clean blind DOCX is found, with its code, its place and the key path of the word."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from html import escape

import pytest

from generator.finding import Finding, Severity
from generator.verify.blind_docx import check_blind_docx
from tests.verify.blind_sample import IDENTITY, SHEET, clean_docx
from tests.write.sample import png

MAIN, CORE, APP = "word/document.xml", "docProps/core.xml", "docProps/app.xml"
STYLES, RELATIONS = "word/styles.xml", "word/_rels/document.xml.rels"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
Change = Callable[[str], str]


def checked(data: bytes) -> tuple[Finding, ...]:
    return check_blind_docx(data, IDENTITY, SHEET)


def changed(member: str, change: Change) -> bytes:
    """Give the clean file with one member changed, or added where it has none of this name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(clean_docx())) as source, zipfile.ZipFile(stream, "w") as target:
        for info in source.infolist():
            content = source.read(info)
            target.writestr(info, change(content.decode()).encode() if info.filename == member else content)
        if member not in source.namelist():
            target.writestr(member, change("").encode("utf-8", "surrogateescape"))
    return stream.getvalue()


def once(pattern: str, new: str) -> Change:
    def change(text: str) -> str:
        found, count = re.subn(pattern, lambda _: new, text, count=1, flags=re.DOTALL)
        assert count == 1, pattern
        return found

    return change


def said(*words: str, properties: str = "") -> Change:
    """Give the change that adds a paragraph of one run for each word at the end of the body."""
    runs = "".join(f"<w:r>{properties}<w:t>{escape(word)}</w:t></w:r>" for word in words)
    return added(f"<w:p>{runs}</w:p>")


def added(xml: str) -> Change:
    def change(text: str) -> str:
        place = text.rindex("<w:sectPr")
        return text[:place] + xml + text[place:]

    return change


def whole(xml: str) -> Change:
    return lambda _: xml


def formatted(properties: str) -> Change:
    return said("无名之字", properties=f"<w:rPr>{properties}</w:rPr>")


def paragraph(properties: str) -> Change:
    return added(f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>无名之字</w:t></w:r></w:p>")


def part(root: str, words: str) -> Change:
    return whole(f"<w:{root} {W}><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:{root}>")


NAME, HOTLINE = "company.name", "company.phones.hotline"

WORDS: dict[str, tuple[str, Change, str, str, str]] = {
    "the company's name": (MAIN, said("示例青禾信息技术有限公司"), "B101", NAME, "正文"),
    "the name without its legal form": (MAIN, said("由示例青禾信息技术承担"), "B101", NAME, "正文"),
    "the short name": (MAIN, said("示例青禾的工程师"), "B101", "company.short_name", "正文"),
    "an alias": (MAIN, said("登录青禾云"), "B101", "company.aliases[0]", "正文"),
    "a former name": (MAIN, said("原示例禾苗软件有限公司"), "B101", "company.former_names[0]", "正文"),
    "the English name in capitals": (
        MAIN,
        said("EXAMPLE QINGHE INFORMATION TECHNOLOGY CO.,LTD"),
        "B101",
        "company.english_name",
        "正文",
    ),
    "the trademark": (MAIN, said("贴有禾标商标"), "B101", "company.trademark.name", "正文"),
    "the number of the trademark": (MAIN, said("示例第00000088号"), "B105", "company.trademark.number", "正文"),
    "a person": (MAIN, said("联系人：方示禾"), "B102", "company.staff[0].name", "正文"),
    "a person with blanks": (MAIN, said("方 示　禾"), "B102", "company.staff[0].name", "正文"),
    "the legal representative": (MAIN, said("秦示田"), "B102", "company.legal_representative", "正文"),
    "a site's contact": (MAIN, said("许示东"), "B102", "company.sites[0].contact", "正文"),
    "a client's contact": (MAIN, said("冯示图"), "B102", "company.references[0].contact", "正文"),
    "a phone": (MAIN, said("热线400-000-0188"), "B103", HOTLINE, "正文"),
    "a phone without hyphens": (MAIN, said("热线4000000188"), "B103", HOTLINE, "正文"),
    "a phone in full width": (MAIN, said("４００－０００－０１８８"), "B103", HOTLINE, "正文"),
    "a phone with blanks": (MAIN, said("400 000 0188"), "B103", HOTLINE, "正文"),
    "a phone without its area code": (MAIN, said("8000 0777"), "B103", "company.sites[0].phone", "正文"),
    "a phone in another code": (MAIN, said("+86 (0000) 8000-0189"), "B103", "company.phones.fax", "正文"),
    "a person's phone": (MAIN, said("000 0000 0888"), "B103", "company.staff[0].phone", "正文"),
    "a mail address": (MAIN, said("Support@QingHe.example"), "B103", "company.emails.support", "正文"),
    "the mail domain alone": (MAIN, said("other@qinghe.example"), "B103", "company.website", "正文"),
    "the website": (MAIN, said("https://www.qinghe.example/home"), "B103", "company.website", "正文"),
    "the address": (MAIN, said("示例省示例市新区青禾路88号2层"), "B103", "company.address", "正文"),
    "the street": (MAIN, said("新区青禾路８８号２层"), "B103", "company.address", "正文"),
    "a site's address": (MAIN, said("东江市禾苗巷7号"), "B103", "company.sites[0].address", "正文"),
    "the credit code": (MAIN, said("91000000ma00xnwd0j"), "B104", "company.credit_code", "正文"),
    "the bank": (MAIN, said("示例银行示例市新区支行"), "B104", "company.bank.name", "正文"),
    "the bank account": (MAIN, said("0000000000000188009"), "B104", "company.bank.account", "正文"),
    "a certificate's number": (MAIN, said("示例00188Q00088R1M"), "B105", "company.credentials[0].number", "正文"),
    "a certificate's query address": (
        MAIN,
        said("https://query.example/88"),
        "B105",
        "company.credentials[0].query_url",
        "正文",
    ),
    "an authorisation": (MAIN, said("示例授权0000088"), "B105", "company.vendor_backing[0].authorisation", "正文"),
    "a labour contract": (MAIN, said("示例劳合2019-0088"), "B105", "company.staff[0].contract_number", "正文"),
    "a person's certificate": (
        MAIN,
        said("示例人证00000881"),
        "B105",
        "company.staff[0].certificates[0].number",
        "正文",
    ),
    "a site": (MAIN, said("青禾示例东站"), "B106", "company.sites[0].name", "正文"),
    "a client": (MAIN, said("示例市档案馆"), "B106", "company.clients[0].name", "正文"),
    "a client of a reference": (MAIN, said("示例县图书馆"), "B106", "company.references[0].client", "正文"),
    "a project done before": (MAIN, said("数字档案存储扩容项目"), "B106", "company.clients[0].project", "正文"),
    "the name split into runs": (MAIN, said("示例青", "禾信息", "技术有限公司"), "B101", NAME, "正文"),
    "the name broken by a line end": (
        MAIN,
        added("<w:p><w:r><w:t>示例青禾信息</w:t><w:br/><w:t>技术有限公司</w:t></w:r></w:p>"),
        "B101",
        NAME,
        "正文",
    ),
    "a property: title": (CORE, once("<dc:title>", "<dc:title>示例青禾"), "B101", "company.short_name", "title"),
    "a property: subject": (
        CORE,
        once("<dc:subject>", "<dc:subject>示例青禾"),
        "B101",
        "company.short_name",
        "subject",
    ),
    "a style's name": (STYLES, once('w:val="导语"', 'w:val="青禾云导语"'), "B101", "company.aliases[0]", "样式"),
    "a bookmark's name": (
        MAIN,
        added('<w:bookmarkStart w:id="99" w:name="方示禾"/><w:bookmarkEnd w:id="99"/>'),
        "B102",
        "company.staff[0].name",
        "书签",
    ),
    "an alternative text": (MAIN, once('descr="', 'descr="青禾云'), "B101", "company.aliases[0]", "替代文字"),
    "a shape's name": (MAIN, once(' name="图形', ' name="青禾云'), "B101", "company.aliases[0]", "名称"),
    "a field's code": (
        MAIN,
        added('<w:p><w:r><w:instrText>HYPERLINK "https://www.qinghe.example"</w:instrText></w:r></w:p>'),
        "B103",
        "company.website",
        "域代码",
    ),
    "a header": (
        "word/header2.xml",
        once("<w:p>.*?</w:p>", "<w:p><w:r><w:t>示例青禾</w:t></w:r></w:p>"),
        "B101",
        "company.short_name",
        "页眉2",
    ),
    "a footer": (
        "word/footer2.xml",
        once("</w:p>", "<w:r><w:t>示例青禾</w:t></w:r></w:p>"),
        "B101",
        "company.short_name",
        "页脚2",
    ),
    "a comment": ("word/comments.xml", part("comments", "请方示禾确认"), "B102", "company.staff[0].name", "批注"),
    "a footnote": ("word/footnotes.xml", part("footnotes", "见青禾云"), "B101", "company.aliases[0]", "脚注"),
    "custom XML": ("customXml/item1.xml", whole("<a>示例青禾</a>"), "B101", "company.short_name", "customXml"),
    "a custom property": (
        "docProps/custom.xml",
        whole("<Properties><property><lpwstr>示例青禾</lpwstr></property></Properties>"),
        "B101",
        "company.short_name",
        "自定义属性",
    ),
    "a comment of the XML": (MAIN, added("<!-- 示例青禾 -->"), "B101", "company.short_name", "注释"),
    "an embedded file": ("word/embeddings/a.bin", whole("示例青禾"), "B101", "company.short_name", "a.bin"),
    "a picture's own words": (
        "word/media/a.png",
        whole("tEXtAuthor\0方示禾"),
        "B102",
        "company.staff[0].name",
        "a.png",
    ),
    "the company's folder": (MAIN, said("templates of QingHe"), "B101", "project.company", "正文"),
    "a revision's author": (
        MAIN,
        added('<w:p><w:ins w:id="1" w:author="方示禾"><w:r><w:t>甲</w:t></w:r></w:ins></w:p>'),
        "B102",
        "company.staff[0].name",
        "修订人",
    ),
    "hidden words": (
        MAIN,
        said("方示禾", properties="<w:rPr><w:vanish/></w:rPr>"),
        "B102",
        "company.staff[0].name",
        "正文",
    ),
}
"""What is planted: member, change; the code, the key path and a word of the place."""


def test_the_clean_file_has_no_finding() -> None:
    assert checked(clean_docx()) == ()


@pytest.mark.parametrize("case", WORDS.values(), ids=WORDS.keys())
def test_a_planted_word_is_found_at_its_place(case: tuple[str, Change, str, str, str]) -> None:
    member, change, code, path, place = case
    leaks = [finding for finding in checked(changed(member, change)) if finding.place.path]
    assert [(finding.code, finding.place.path) for finding in leaks] == [(code, path)]
    assert place in leaks[0].message
    assert leaks[0].severity is Severity.ERROR


RED, GREY = '<w:color w:val="FF0000"/>', '<w:shd w:val="clear" w:fill="EDEDED"/>'

LOOKS: dict[str, tuple[str, Change, str, str]] = {
    "the author": (CORE, once("<dc:creator>", "<dc:creator>某人"), "B107", "“作者”为“某人”"),
    "who changed it last": (CORE, once("<cp:lastModifiedBy>", "<cp:lastModifiedBy>某人"), "B107", "上次修改者"),
    "keywords": (CORE, once("<cp:keywords>", "<cp:keywords>甲；乙"), "B107", "关键词"),
    "the company property": (APP, once("<Company>", "<Company>某单位"), "B107", "“单位”为“某单位”"),
    "the manager": (APP, once("</Properties>", "<Manager>某人</Manager></Properties>"), "B107", "经理"),
    "a picture": ("word/media/logo.png", whole(png().decode("utf-8", "surrogateescape")), "B108", "logo.png"),
    "a picture in the text": (
        MAIN,
        added('<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"/>'),
        "B108",
        "正文有图片",
    ),
    "a header without names": (
        "word/header1.xml",
        once("<w:p>.*?</w:p>", "<w:p><w:r><w:t>某项目</w:t></w:r></w:p>"),
        "B109",
        "页眉1有文字“某项目”",
    ),
    "words in the footer": (
        "word/footer2.xml",
        once("</w:p>", "<w:r><w:t>共9页</w:t></w:r></w:p>"),
        "B109",
        "页脚2有文字“共9页”",
    ),
    "a second font": (MAIN, formatted('<w:rFonts w:eastAsia="黑体"/>'), "B110", "用了字体“黑体”"),
    "a second font for letters": (STYLES, once('w:ascii="宋体"', 'w:ascii="Arial"'), "B110", "样式用了字体“Arial”"),
    "a font of the theme": (MAIN, formatted('<w:rFonts w:asciiTheme="minorHAnsi"/>'), "B110", "minorHAnsi"),
    "another size": (MAIN, formatted('<w:sz w:val="32"/>'), "B111", "用了 16 磅的字"),
    "another size of a style": (STYLES, once('w:sz w:val="28"', 'w:sz w:val="36"'), "B111", "样式用了 18 磅的字"),
    "a colour": (MAIN, formatted(RED), "B112", "有颜色 FF0000"),
    "a colour of the theme": (
        MAIN,
        formatted('<w:color w:val="auto" w:themeColor="accent1"/>'),
        "B112",
        "有颜色 accent1",
    ),
    "shading": (MAIN, formatted(GREY), "B112", "有底纹 EDEDED"),
    "highlighting": (MAIN, formatted('<w:highlight w:val="yellow"/>'), "B112", "突出显示"),
    "a coloured border": (
        MAIN,
        paragraph('<w:pBdr><w:top w:val="single" w:color="0000FF"/></w:pBdr>'),
        "B112",
        "颜色 0000FF 的边框",
    ),
    "a coloured drawing": (MAIN, once('<a:srgbClr val="FFFFFF"/>', '<a:srgbClr val="C00000"/>'), "B112", "图中有颜色"),
    "bold": (MAIN, formatted("<w:b/>"), "B113", "有加粗"),
    "slanting": (MAIN, formatted("<w:i/>"), "B113", "有倾斜"),
    "underlined": (MAIN, formatted('<w:u w:val="single"/>'), "B113", "有下划线"),
    "struck": (MAIN, formatted("<w:strike/>"), "B113", "有删除线"),
    "another line pitch": (
        MAIN,
        paragraph('<w:spacing w:line="400" w:lineRule="exact"/>'),
        "B114",
        "有 20 磅（exact）的行距",
    ),
    "a free line pitch": (MAIN, paragraph('<w:spacing w:line="520" w:lineRule="auto"/>'), "B114", "（auto）"),
    "another margin": (MAIN, once(r'w:left="\d+"( w:header)', 'w:left="1701" w:header'), "B114", "页边距（left）为 30"),
    "hidden words": (MAIN, formatted("<w:vanish/>"), "B115", "有隐藏文字"),
    "an inserted revision": (
        MAIN,
        added('<w:p><w:ins w:id="1"><w:r><w:t>甲</w:t></w:r></w:ins></w:p>'),
        "B115",
        "有修订（插入）",
    ),
    "a comment's part": ("word/comments.xml", part("comments", "甲"), "B115", "不该有的部件“word/comments.xml”"),
    "a link out of the file": (
        RELATIONS,
        once("</Relationships>", '<Relationship Id="x" Target="http://a.b" TargetMode="External"/></Relationships>'),
        "B115",
        "外部链接“http://a.b”",
    ),
}
"""What is planted: member, change; the code and words of the message."""


@pytest.mark.parametrize("case", LOOKS.values(), ids=LOOKS.keys())
def test_a_planted_look_is_found(case: tuple[str, Change, str, str]) -> None:
    member, change, code, words = case
    (finding,) = checked(changed(member, change))
    assert finding.code == code
    assert words in finding.message
    assert finding.severity is Severity.ERROR
    assert finding.hint


def test_a_look_met_often_is_told_once_with_its_number() -> None:
    bold = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>甲</w:t></w:r></w:p>"
    (finding,) = checked(changed(MAIN, added(bold * 3)))
    assert finding.message == "暗标DOCX的正文有加粗，共3处"


@pytest.mark.parametrize("data", [b"", b"PK", b"%PDF-1.7"], ids=["empty", "torn", "another format"])
def test_what_is_no_docx_is_told(data: bytes) -> None:
    assert [finding.code for finding in checked(data)] == ["B116"]
