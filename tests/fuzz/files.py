"""Files of every sort as hypothesis draws them: texts that promise, Word packages, PDFs, and any of them damaged."""

from __future__ import annotations

import io
import zlib
from random import Random

from hypothesis import strategies as st

from tests.audit.reading.packages import cell, field, package, paragraph, relations, row, run, table, zipped
from tests.audit.reading.test_random_packages import elements

PHRASES = (
    *(
        "接到报修后",
        "质保期",
        "免费保修",
        "响应时间",
        "到达现场",
        "修复",
        "备件",
        "巡检",
        "培训",
        "违约金",
        "合同总价的",
    ),
    *("每季度", "每年", "不少于", "不超过", "以内", "之前", "自验收合格之日起", "停产后", "7×24小时", "724小时", "5×8"),
    *(
        "2小时",
        "三年",
        "1、2、4小时",
        "半个工作日",
        "叁拾万元整",
        "1,234,567.89元",
        "98.5%",
        "千分之三",
        "≤30分钟",
        "２４",
    ),
    *(
        "第一章 总则",
        "1.1 ",
        "（一）",
        "一、",
        "附件1",
        "见第3章",
        "表2-1",
        "目  录",
        "×××",
        "____",
        "XX市",
        "某某公司",
    ),
    *(
        "投标人：",
        "采购人：",
        "项目名称：",
        "2026年2月30日",
        "0531-88001122",
        "GB/T 1-2020",
        "《招标投标法》第五十三条",
    ),
    *("紧急", "一般", "A级", "级别", "时限", "省内", "省外", "終身維護", "貳年", "within 24 hours", "NBD", "24/7"),
    *(
        "，",
        "。",
        "；",
        "：",
        "\n",
        "\t",
        " ",
        "、",
        "（",
        "）",
        "“",
        "”",
        "/",
        "-",
        "~",
        "\u3000",
        "\u200b",
        "\U0001f600",
    ),
    *(
        "９" * 40,
        "零" * 30,
        "万亿" * 9,
        "1" * 400,
        "." * 30,
        "1.1.1.1.1.1",
        "0",
        "-1",
        "1e9",
        "½",
        "㈠",
        "\ufeff",
        "\x0b",
    ),
)
WORDS = st.one_of(
    st.sampled_from(PHRASES), st.text(max_size=12), st.from_regex(r"[0-9０-９一二三十百万]{1,8}[年天月%]")
)
COMPARED = (False, False, False, True)
"""One file of four is compared with a project: that takes as long as the others together."""
TEXTS = st.lists(WORDS, max_size=40).map("".join)
_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535, *range(55296, 57344)))
_CID_FONT = (
    "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light"
    "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 0>>>>"
)
_MAIN = relations(("officeDocument", "word/document.xml", "")).encode()
_PARTS = ("footnotes", "endnotes", "comments", "header1", "footer1", "styles", "numbering")


def plain_files() -> st.SearchStrategy[bytes]:
    """Draw texts in every encoding that people use, and in some that they do not."""
    encodings = st.sampled_from(("utf-8", "utf-8-sig", "gb18030", "utf-16", "big5"))
    return st.builds(lambda text, name: text.encode(name, "replace"), TEXTS, encodings)


def word_files() -> st.SearchStrategy[bytes]:
    """Draw packages: paragraphs, tables and fields of such texts, or any elements in any order in every part."""
    inner = TEXTS.map(_escaped)
    spans = st.one_of(inner.map(run), inner.map(lambda text: field("TOC", run(text))))
    paragraphs = st.lists(spans, max_size=4).map("".join).map(paragraph)
    cells = st.lists(paragraphs, min_size=1, max_size=2).map("".join).map(cell)
    tables = st.lists(st.lists(cells, max_size=5).map(lambda row_of: row(*row_of)), max_size=5).map(
        lambda rows: table(*rows)
    )
    body = st.lists(st.one_of(paragraphs, tables), max_size=8).map("".join)
    return st.one_of(st.builds(package, body), st.integers(0, 2**32).map(_random_package))


def other_packages() -> st.SearchStrategy[bytes]:
    """Draw zip files whose parts bear the right names and hold anything."""
    names = st.sampled_from(("[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels"))
    content = st.one_of(st.binary(max_size=60), TEXTS.map(str.encode), st.just(_MAIN))
    return st.dictionaries(st.one_of(names, st.text("aA甲/.:\\", min_size=1, max_size=8)), content, max_size=6).map(
        zipped
    )


def pdf_files() -> st.SearchStrategy[bytes]:
    """Draw small PDFs of any operators, with and without a table of objects, packed or not."""
    operators = st.sampled_from(("T*", "q", "Q", "/P <</MCID 0>> BDC", "EMC", "3 Tr", "0 0 Td", "BT", "ET", "/F9 1 Tf"))
    lines = st.builds(_line, TEXTS, st.integers(0, 800))
    content = st.lists(st.one_of(lines, lines, operators), max_size=20).map("\n".join)
    return st.builds(_pdf, content, st.booleans())


def damaged(files: st.SearchStrategy[bytes]) -> st.SearchStrategy[bytes]:
    """Draw a file and overwrite, cut out or repeat some of it."""
    return st.builds(_damage, files, st.integers(0, 2**32))


def any_files() -> st.SearchStrategy[bytes]:
    """Draw anything that somebody may hand to the auditor."""
    sound = (plain_files(), word_files(), other_packages(), pdf_files())
    beginnings = st.sampled_from(
        (b"", b"PK\x03\x04", b"%PDF-1.7\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xef\xbb\xbf")
    )
    raw = st.builds(bytes.__add__, beginnings, st.binary(max_size=200))
    return st.one_of(*sound, raw, *(damaged(each) for each in sound))


def _escaped(text: str) -> str:
    kept = text.translate(_CONTROLS)
    return kept.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def _random_package(seed: int) -> bytes:
    choice = Random(seed)  # noqa: S311 - the same packages every time
    parts = {name: elements(choice, 3) for name in _PARTS if choice.random() < 0.5}
    return package(elements(choice, 6), **parts)


def _damage(data: bytes, seed: int) -> bytes:
    choice = Random(seed)  # noqa: S311 - the same damage every time
    changed = bytearray(data)
    for _ in range(choice.randrange(1, 8)):
        at, length = choice.randrange(len(changed) + 1), choice.choice((1, 1, 2, 8, 64))
        piece = changed[at : at + length]
        changed[at : at + length] = choice.choice((choice.randbytes(length), b"", piece * 3, b"<", b"\x00", b">>"))
    return bytes(changed)


def _line(text: str, height: int) -> str:
    return f"BT /F1 12 Tf 1 0 0 1 72 {height} Tm <{text[:40].encode('utf-16-be', 'replace').hex()}> Tj ET"


def _pdf(content: str, packed: bool) -> bytes:
    stream = zlib.compress(content.encode()) if packed else content.encode()
    packing = "/Filter/FlateDecode" if packed else ""
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}{packing}>>stream",
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
        _CID_FONT,
    )
    file, places = io.BytesIO(b"%PDF-1.7\n"), []
    file.seek(0, io.SEEK_END)
    for number, held in enumerate(objects, 1):
        places.append(file.tell())
        ending = b"\n" + stream + b"\nendstream" if held.endswith("stream") else b""
        file.write(f"{number} 0 obj\n{held}".encode() + ending + b"\nendobj\n")
    start = file.tell()
    table_of = "".join(f"{place:010d} 00000 n \n" for place in places)
    file.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table_of}".encode())
    file.write(f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode())
    return file.getvalue()
