"""What strangers may send ends in a finding: never in a traceback, a full memory or a long wait."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from functools import partial

import pytest

from generator.audit.reading import story
from generator.audit.reading.docx import read_word
from generator.finding import Severity
from generator.load import package as opening
from tests.audit.reading.packages import (
    NAMES,
    cell,
    document,
    files,
    package,
    paragraph,
    plain,
    relations,
    row,
    run,
    table,
    zipped,
)

MAIN = "word/document.xml"
SOUND = package(plain("甲"))


def with_main(content: str | bytes) -> bytes:
    return zipped({**files(""), MAIN: content})


def encrypted_entry() -> bytes:
    data = bytearray(SOUND)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(signature) + offset
        data[at : at + 2] = struct.pack("<H", 1)
    return bytes(data)


def damaged_entry() -> bytes:
    data = bytearray(SOUND)
    at = data.index(MAIN.encode()) + len(MAIN)
    data[at : at + 8] = b"\xff" * 8
    return bytes(data)


def twice() -> bytes:
    stream = io.BytesIO(SOUND)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("WORD/Document.xml", document(plain("乙")))
    return stream.getvalue()


def other_method() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr(MAIN, "x" * 100)
    return stream.getvalue()


ENTITY = '<!DOCTYPE w:document [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "A001"),
    "a text": ("投标文件".encode, "A001"),
    "the beginning of a package": (lambda: SOUND[:200], "A001"),
    "an empty package": (partial(zipped, {}), "A001"),
    "a package of something else": (lambda: zipped({"a.txt": "x"}), "A001"),
    "no main part": (lambda: zipped({"_rels/.rels": relations(("officeDocument", "word/x.xml", ""))}), "A001"),
    "a main part outside": (
        lambda: zipped({"_rels/.rels": relations(("officeDocument", MAIN, 'TargetMode="External"')), MAIN: "<x/>"}),
        "A001",
    ),
    "a damaged part": (damaged_entry, "A001"),
    "a part twice": (twice, "A001"),
    "another way of packing": (other_method, "A001"),
    "broken XML": (lambda: with_main("<w:document"), "A001"),
    "XML of no known encoding": (lambda: with_main(b'<?xml version="1.0" encoding="x-none"?><a/>'), "A001"),
    "broken styles": (lambda: zipped({**files(plain(""), styles=""), "word/styles.xml": "<"}), "A001"),
    "an entity without a definition": (lambda: with_main(document(plain("&x;"))), "A001"),
    "an old file": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "A002"),
    "a file with a password": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "A002",
    ),
    "a locked part": (encrypted_entry, "A002"),
    "a bomb": (lambda: zipped({**files(""), "word/media/a.png": bytes(12_000_000)}), "A003"),
    "too many parts": (lambda: zipped({str(number): "" for number in range(opening.MOST_PARTS + 1)}), "A004"),
    "too deep": (lambda: with_main(document("<w:sdt>" * 300 + "</w:sdt>" * 300)), "A004"),
    "deep styles": (
        lambda: zipped({**files("", styles=""), "word/styles.xml": "<a>" * 400 + "</a>" * 400}),
        "A001",
    ),
    "an entity of a file": (lambda: with_main(ENTITY + document(plain("&a;"))), "A005"),
    "a billion laughs": (lambda: with_main(LAUGHS + document(plain("&b;"))), "A005"),
    "a DTD in two bytes a character": (
        lambda: with_main(f'<?xml version="1.0" encoding="utf-16"?>{ENTITY}<a/>'.encode("utf-16")),
        "A005",
    ),
    "a DTD in relations": (lambda: zipped({"_rels/.rels": ENTITY + relations()}), "A005"),
}


@pytest.mark.parametrize(("make", "code"), REFUSED.values(), ids=list(REFUSED))
def test_what_cannot_be_read_is_refused_by_a_finding(make: Callable[[], bytes], code: str) -> None:
    outcome = read_word(make())
    assert outcome.value is None
    assert [(finding.code, finding.severity) for finding in outcome.findings] == [(code, Severity.ERROR)]
    assert outcome.findings[0].hint


@pytest.mark.parametrize(
    ("module", "name", "most", "code"),
    [
        (story, "MOST_PARAGRAPHS", 3, "A004"),
        (story, "MOST_ELEMENTS", 10, "A004"),
        (story, "MOST_CHARACTERS", 3, "A004"),
        (opening, "MOST_BYTES", 100, "A003"),
        (opening, "MOST_UNPACKED", 100, "A003"),
    ],
)
def test_each_bound_refuses(module: object, name: str, most: int, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = package(plain("甲") * 4)
    assert read_word(data).value is not None
    monkeypatch.setattr(module, name, most)
    assert [finding.code for finding in read_word(data).findings] == [code]


def test_a_million_paragraphs_are_refused() -> None:
    body = "".join(f"<w:p><w:r><w:t>{number:x}</w:t></w:r></w:p>" for number in range(1000)) * 1000
    outcome = read_word(with_main(document(body)))
    assert [finding.code for finding in outcome.findings] in (["A003"], ["A004"])


def told(*more: tuple[str, str, str], **names: str) -> list[tuple[str, str]]:
    outcome = read_word(zipped({**files(plain("甲"), *more), **names}))
    assert outcome.value is not None
    return [(finding.code, finding.message) for finding in outcome.findings]


OUTSIDE = 'TargetMode="External"'


@pytest.mark.parametrize(
    ("relation", "finding"),
    [
        (("image", "../../../etc/passwd", ""), ("A006", "文件里的关系指到包外面“etc/passwd”")),
        (("image", "file:///etc/passwd", ""), ("A006", "文件里的关系指到包外面“word/file:/etc/passwd”")),
        (("image", "C:\\a.png", ""), ("A006", "文件里的关系指到包外面“word/C:\\a.png”")),
        (("attachedTemplate", "file:///c:/t.dotm", OUTSIDE), ("A006", "文件链接到外面的“file:///c:/t.dotm”")),
        (("image", "http://example.com/a.png", OUTSIDE), ("A006", "文件链接到外面的“http://example.com/a.png”")),
        (("aFChunk", "a.html", ""), ("A007", "文件里有嵌入的其他文档“word/a.html”")),
        (("oleObject", "embeddings/a.bin", ""), ("A007", "文件里有嵌入的对象“word/embeddings/a.bin”")),
    ],
)
def test_what_lies_outside_or_is_embedded_is_told(relation: tuple[str, str, str], finding: tuple[str, str]) -> None:
    assert told(relation, relation) == [finding]


def test_a_target_from_the_root_is_a_part() -> None:
    assert told(("image", "/word/media/a.png", "")) == []


def test_macros_are_told() -> None:
    assert told(**{"word/vbaProject.bin": "x"}) == [("A007", "文件带有宏")]


def test_many_findings_of_one_kind_are_counted() -> None:
    links = [("image", f"http://example.com/{number}", OUTSIDE) for number in range(60)]
    assert len(told(*links)) == 51
    changes = paragraph("".join(f"<w:ins>{run(str(number))}</w:ins>" for number in range(60)))
    findings = read_word(package(changes)).findings
    assert (len(findings), findings[-1].message) == (51, "修订（插入）没有处理：另有10处")


ODD = {
    "words outside paragraphs": f"{run('甲')}<w:ins>{run('乙')}</w:ins><w:fldSimple w:instr='X'/>",
    "ends without beginnings": paragraph('<w:r><w:fldChar w:fldCharType="end"/></w:r>' * 3),
    "begun and never ended": paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 9) * 3,
    "a cell without a row": cell(plain("")),
    "a row without a table": row(cell(plain(""))),
    "a table without rows": table(),
    "a choice without alternatives": "<mc:Choice/>",
    "properties outside": "<w:pStyle/><w:numId/><w:vMerge/><w:tblHeader/><w:gridSpan w:val='2'/>",
    "a cell of a million columns": table(row(cell(plain(""), '<w:gridSpan w:val="1000000"/>'))),
    "a merged cell below none": table(row(cell(plain(""), "<w:vMerge/>"))),
    "a comment that ends first": paragraph("<w:commentRangeEnd w:id='1'/><w:commentReference/>"),
    "paragraphs in a run": paragraph(f"<w:r>{plain('')}</w:r>"),
}


@pytest.mark.parametrize("body", ODD.values(), ids=list(ODD))
def test_what_no_program_writes_is_read_all_the_same(body: str) -> None:
    value = read_word(package(body + plain("末"))).value
    assert value is not None
    assert value.text.blocks[-1].text == "末"


def test_a_ring_of_styles_ends() -> None:
    styles = "".join(
        f'<w:style {NAMES} w:styleId="{number}"><w:basedOn w:val="{(number + 1) % 50}"/></w:style>'
        for number in range(50)
    )
    assert read_word(package(paragraph(run("甲"), '<w:pStyle w:val="7"/>'), styles=styles)).findings == ()
