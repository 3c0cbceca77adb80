"""What is planted into a clean blind PDF is found, with its code, its place and the key path of the word."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from generator.document.nodes import PageNumber, Paragraph, Running, Section, Text
from generator.finding import Finding, Severity
from generator.style.sheet import Sheet
from generator.verify.blind_pdf import check_blind_pdf
from generator.verify.pdf_strings import pdf_words, text_of
from tests.verify.blind_sample import IDENTITY, SHEET, blind_document, clean_pdf, pdf_of

Objects = dict[int, bytes]
NEW = 90_000
"""The number of an object the writer has not used."""


def checked(data: bytes) -> tuple[Finding, ...]:
    return check_blind_pdf(data, IDENTITY, SHEET)


def old(pattern: bytes) -> tuple[int, bytes]:
    """Give number and text of the first packed object that matches."""
    for found in re.finditer(rb"/ObjStm[^>]*/First (\d+)[^>]*>>\nstream\n(.*?)\nendstream", clean_pdf(), re.DOTALL):
        data, head = zlib.decompress(found[2]), int(found[1])
        table = [int(number) for number in data[:head].split()]
        places = [*table[1::2], len(data) - head]
        for number, start, end in zip(table[::2], places, places[1:], strict=False):
            text = data[head + start : head + end].strip()
            if re.search(pattern, text, re.DOTALL):
                return number, text
    raise AssertionError(pattern)


def updated(objects: Objects) -> bytes:
    """Give the clean file with objects added or replaced in the way of the format: behind its end, with a new table."""
    data = clean_pdf()
    root = re.findall(rb"/Root (\d+ 0 R)", data)[-1]
    start = re.findall(rb"startxref\s+(\d+)", data)[-1]
    info = re.findall(rb"/Info (\d+ 0 R)", data)[-1]
    body, table = b"", b""
    for number, text in objects.items():
        table += b"%d 1\n%010d 00000 n \n" % (number, len(data) + len(body) + 1)
        body += b"\n%d 0 obj\n%s\nendobj" % (number, text)
    end = b"\nxref\n" + table + b"trailer\n<</Size 99999 /Root " + root + b" /Info " + info + b" /Prev " + start + b">>"
    return data + body + end + b"\nstartxref\n%d\n%%%%EOF\n" % (len(data) + len(body) + 1)


def utf16(text: str) -> bytes:
    return b"<" + (b"\xfe\xff" + text.encode("utf-16-be")).hex().encode() + b">"


def with_entry(pattern: bytes, entry: bytes) -> Objects:
    """Give the first object that matches, an entry added to its dictionary."""
    number, text = old(pattern)
    place = text.rindex(b">>")
    return {number: text[:place] + entry + text[place:]}


def info(entry: bytes) -> Objects:
    return with_entry(rb"/Producer", entry)


def stream(entries: bytes, data: bytes) -> bytes:
    return b"<<%s /Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)


def annotation(entries: bytes) -> Objects:
    number, text = old(rb"/Type /Page\b.*/MediaBox")
    text = re.sub(rb"/Annots \[[^\]]*\]", b"", text)
    place = text.rindex(b">>")
    added = b"/Annots [%d 0 R]" % NEW
    note = b"<</Type /Annot /Rect [0 0 9 9] " + entries + b">>"
    return {number: text[:place] + added + text[place:], NEW: note}


XMP = "<x:xmpmeta><rdf:RDF><dc:creator><rdf:li>{}</rdf:li></dc:creator></rdf:RDF></x:xmpmeta>"

PLANTED: dict[str, tuple[Callable[[], Objects], str, str, str]] = {
    "the author": (lambda: info(b"/Author " + utf16("示例青禾")), "B101", "company.short_name", "“作者”"),
    "the subject": (lambda: info(b"/Subject " + utf16("青禾云")), "B101", "company.aliases[0]", "“主题”"),
    "a property of its own": (
        lambda: info(b"/Phone (400\\0550000188)"),
        "B103",
        "company.phones.hotline",
        "文件属性“Phone”",
    ),
    "XMP": (
        lambda: {NEW: stream(b"/Type /Metadata /Subtype /XML", XMP.format("方示禾").encode())},
        "B102",
        "company.staff[0].name",
        "XMP",
    ),
    "packed XMP": (
        lambda: {
            NEW: stream(b"/Type /Metadata /Filter /FlateDecode", zlib.compress(XMP.format("&#26041;示禾").encode()))
        },
        "B102",
        "company.staff[0].name",
        "XMP",
    ),
    "an entry of the outline": (
        lambda: with_entry(rb"/Title.*/Parent|/Parent.*/Title", b"/Title " + utf16("青禾云")),
        "B101",
        "company.aliases[0]",
        "大纲",
    ),
    "an annotation": (
        lambda: annotation(b"/Subtype /Text /Contents " + utf16("请方示禾核对")),
        "B102",
        "company.staff[0].name",
        "批注",
    ),
    "who wrote an annotation": (
        lambda: annotation(b"/Subtype /Text /T " + utf16("方示禾")),
        "B102",
        "company.staff[0].name",
        "批注",
    ),
    "an alternative text": (
        lambda: {NEW: b"<</Type /StructElem /S /Figure /Alt " + utf16("青禾云架构") + b">>"},
        "B101",
        "company.aliases[0]",
        "替代文字",
    ),
    "an attachment's name": (
        lambda: {NEW: b"<</Type /Filespec /UF " + utf16("方示禾.docx") + b">>"},
        "B102",
        "company.staff[0].name",
        "附件名",
    ),
    "an attachment": (
        lambda: {NEW: stream(b"/Type /EmbeddedFile", "联系 400 000 0188".encode("gb18030"))},
        "B103",
        "company.phones.hotline",
        "附件",
    ),
    "a link": (
        lambda: annotation(b"/Subtype /Link /A <</S /URI /URI (https://www.qinghe.example/home)>>"),
        "B103",
        "company.website",
        "链接",
    ),
    "a picture's own words": (
        lambda: {NEW: stream(b"/Type /XObject /Subtype /Image /Filter /DCTDecode", "Exif 方示禾".encode())},
        "B102",
        "company.staff[0].name",
        "图片的元数据",
    ),
    "an object in a packed object": (
        lambda: {
            NEW: stream(
                b"/Type /ObjStm /N 1 /First 8 /Filter /FlateDecode",
                zlib.compress(b"90001 0 <</Alt " + utf16("青禾云") + b">>"),
            )
        },
        "B101",
        "company.aliases[0]",
        "替代文字",
    ),
}
"""What is planted; the code, the key path and a word of the place."""


def test_the_clean_file_has_no_finding() -> None:
    assert checked(clean_pdf()) == ()


@pytest.mark.parametrize("case", PLANTED.values(), ids=PLANTED.keys())
def test_a_planted_word_is_found_at_its_place(case: tuple[Callable[[], Objects], str, str, str]) -> None:
    objects, code, path, place = case
    leaks = [finding for finding in checked(updated(objects())) if finding.place.path]
    assert [(finding.code, finding.place.path) for finding in leaks] == [(code, path)]
    assert place in leaks[0].message
    assert leaks[0].severity is Severity.ERROR


HIDDEN: dict[str, tuple[Callable[[], Objects], str, str]] = {
    "an author who is not known": (lambda: info(b"/Author (A N Other)"), "B107", "“作者”为“A N Other”"),
    "a creator in XMP": (
        lambda: {NEW: stream(b"/Type /Metadata", XMP.format("某人").encode())},
        "B107",
        "dc:creator 为“某人”",
    ),
    "an annotation": (lambda: annotation(b"/Subtype /Square"), "B115", "第1页有批注"),
    "an attachment": (lambda: {NEW: stream(b"/Type /EmbeddedFile", b"abc")}, "B115", "有附件"),
    "a script": (lambda: {NEW: b"<</S /JavaScript /JS (app.alert)>>"}, "B115", "有脚本"),
}
"""What is planted; the code and words of the message."""


@pytest.mark.parametrize("case", HIDDEN.values(), ids=HIDDEN.keys())
def test_a_hidden_thing_is_found(case: tuple[Callable[[], Objects], str, str]) -> None:
    objects, code, words = case
    (finding,) = checked(updated(objects()))
    assert finding.code == code
    assert words in finding.message


def restyled(role: str, **look: Any) -> Sheet:
    return SHEET.model_copy(update={"roles": {**SHEET.roles, role: SHEET.role(role).model_copy(update=look)}})


def changed(part: str, **look: Any) -> Sheet:
    return SHEET.model_copy(update={part: getattr(SHEET, part).model_copy(update=look)})


def other_font() -> Sheet:
    song = SHEET.fonts["song"].model_copy(update={"pdf": ("Noto Sans CJK SC",)})
    return SHEET.model_copy(update={"fonts": {"song": song}})


LOOKS: dict[str, tuple[Callable[[], Sheet], set[str]]] = {
    "another font": (other_font, {"B110"}),
    "another size": (lambda: restyled("heading2", size=17), {"B111"}),
    "a colour": (lambda: restyled("heading2", color="0000C0"), {"B112"}),
    "bold": (lambda: restyled("heading2", bold=True), {"B113"}),
    "shading": (
        lambda: SHEET.model_copy(update={"table": SHEET.table.model_copy(update={"head_fill": "EDEDED"})}),
        {"B112"},
    ),
    "other paper": (lambda: SHEET.model_copy(update={"page": SHEET.page.model_copy(update={"height": 280})}), {"B114"}),
}
"""The style a file was written in, and the codes told by the check of the blind style."""


@pytest.mark.parametrize("case", LOOKS.values(), ids=LOOKS.keys())
def test_another_look_is_found(case: tuple[Callable[[], Sheet], set[str]]) -> None:
    sheet, codes = case
    assert {finding.code for finding in checked(pdf_of(sheet()))} == codes


def test_words_on_pages_are_found_with_their_page() -> None:
    document = blind_document()
    said = Section("annexed", 1, (Text("附录"),), (Paragraph((Text("联系方示禾，"), Text("4000000"), Text("188"))),))
    words = replace(document, body=(*document.body, said))
    assert [(found.code, found.place.path, found.message) for found in checked(pdf_of(document=words))] == [
        ("B102", "company.staff[0].name", "暗标PDF的第10页出现人员姓名“方示禾”：附录联系方示禾，4000000"),
        ("B103", "company.phones.hotline", "暗标PDF的第10页出现联系方式“4000000188”：附录联系方示禾，4000000188"),
    ]


def test_running_lines_are_found() -> None:
    running = Running((Text("示例青禾"),), (), (PageNumber(), Text("页")))
    found = checked(pdf_of(document=replace(blind_document(), contents_running=running)))
    assert [(finding.code, finding.message) for finding in found] == [
        ("B101", "暗标PDF的第2页的页眉出现公司名称“示例青禾”：示例青禾"),
        ("B109", "暗标PDF的第2页的页眉有文字“示例青禾”"),
        ("B109", "暗标PDF的第2页的页脚有文字“i页”"),
    ]


def test_what_is_no_pdf_is_told() -> None:
    assert [finding.code for finding in checked(b"no pdf")] == ["B116"]


STRINGS = [
    (b"(plain)", ["plain"]),
    (b"(a (b) c)", ["a (b) c"]),
    (rb"(\101\)\n\(\x)", ["A)\n(x"]),
    (b"(a\\\nb)", ["ab"]),
    (b"<41 42>", ["AB"]),
    (b"<414>", ["A@"]),
    (b"<< /A (x) /B#20C <42> >>", ["x", "B"]),
    (b"% (a comment)\n(said)", ["said"]),
    (b"(open", ["open"]),
]


@pytest.mark.parametrize(("text", "expected"), STRINGS)
def test_strings_are_read_as_the_format_writes_them(text: bytes, expected: list[str]) -> None:
    assert [string.text for string in pdf_words(b"1 0 obj " + text).strings] == expected


ENCODED = [
    ("\ufeff禾".encode("utf-16-be"), "禾"),
    ("\ufeff禾".encode("utf-16-le"), "禾"),
    (b"\xef\xbb\xbf\xe7\xa6\xbe", "禾"),
    ("禾".encode(), "禾"),
    (b"caf\xe9", "café"),
]


@pytest.mark.parametrize(("raw", "expected"), ENCODED)
def test_text_is_decoded_by_its_mark(raw: bytes, expected: str) -> None:
    assert text_of(raw) == expected
