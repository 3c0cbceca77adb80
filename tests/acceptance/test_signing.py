"""The signing list says what DOCX and PDF hold; blocks badly placed are found; the fields of a PDF can be signed."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from generator.document.nodes import Block, Document, PageBreak, SignBlock, Signing, SignLine
from generator.layout.pages import paginate
from generator.layout.spots import SEAL, Box, spots
from generator.verify.outputs import BodyPages, ReadBack, verify_docx
from generator.write.docx.package import write_docx
from generator.write.typst.engine import write_typst
from tests.write.archived import ENGINES, plain
from tests.write.sample import CREATED, paragraph, sample_document, text
from tests.write.signed import SHEET, fielded, found_in, read_back

BIDDER = "示例信息技术有限公司"
ASKED = [
    ("signature", "封面", "", "法定代表人或授权代表："),
    ("seal", "第一章 技术承诺", "1.1 售后服务承诺书", f"投标人（盖章）：{BIDDER}"),
    ("signature", "第一章 技术承诺", "1.1 售后服务承诺书", "法定代表人或授权代表（签字）："),
    ("date", "第一章 技术承诺", "1.1 售后服务承诺书", "日期：年月日"),
]


def docx_back(written: Document, expected: Document) -> tuple[ReadBack, set[str]]:
    pages = paginate(written, SHEET)
    data = write_docx(written, SHEET, pages, CREATED)
    outcome = verify_docx(data, expected, BodyPages(pages.sections, pages.body_count, pages.segments))
    assert outcome.value is not None
    return outcome.value, {finding.code for finding in outcome.findings}


# --- the list --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ENGINES)
def test_the_list_is_what_the_pdf_holds(engine: str) -> None:
    assert [(spot.kind, spot.chapter, spot.section, spot.words) for spot in found_in(engine)] == ASKED


def test_the_list_is_what_the_docx_holds() -> None:
    document = sample_document()
    read, _ = docx_back(document, document)
    found = spots(document, SHEET, (), read.signs, {"docx": read.page_count})
    assert [(spot.kind, spot.chapter, spot.section, spot.words) for spot in found] == ASKED
    assert [(spot.docx_page, spot.page, spot.box) for spot in found] == [("封面", "", None), *[("1", "", None)] * 3]


@pytest.mark.parametrize("engine", ENGINES)
def test_spots_lie_where_the_words_are(engine: str) -> None:
    cover, seal, signature, date = (spot.box for spot in found_in(engine))
    assert cover
    assert seal
    assert signature
    assert date
    assert [spot.page for spot in found_in(engine)] == ["封面", "1", "1", "1"]
    assert (round(seal.right - seal.left, 3), round(seal.bottom - seal.top, 3)) == (SEAL, SEAL)
    assert seal.top < signature.top < signature.bottom < date.bottom < seal.bottom
    page = pdfium.PdfDocument(plain(engine))[found_in(engine)[1].sheet - 1]
    assert "示例信息技术" in words_in(page, seal)
    assert words_in(page, signature) == ""
    assert words_in(page, replace(date, right=date.right + 3)).replace(" ", "") == "年月日"


def words_in(page: pdfium.PdfPage, box: Box) -> str:
    scale, height = 72 / 25.4, page.get_height()
    sides = (box.left * scale, height - box.bottom * scale, box.right * scale, height - box.top * scale)
    words: str = page.get_textpage().get_text_bounded(*sides)
    return "".join(words.split())


def test_what_is_asked_of_every_page_is_one_row() -> None:
    document = replace(sample_document(), signing=Signing(seam_seal=True, initials=True))
    initials, seam = spots(document, SHEET, (), (), {"pdf": 11, "docx": 12})
    assert (initials.kind, initials.page, initials.sheet, initials.last_sheet, initials.docx_page) == (
        *("initials", "第2至11张", 2, 11),
        "第2至12张",
    )
    assert (seam.kind, seam.page, seam.box) == ("seam_seal", "第1至11张", Box(190, 127.5, 210, 169.5))


# --- badly placed ----------------------------------------------------------------------------------------------------

LINES = tuple(SignLine(text(label), text(BIDDER), ("seal",)) for label in ("投标人（盖章）", "联合体成员（盖章）"))
WORDS = paragraph("特此承诺。")
PLACED: dict[str, tuple[tuple[Block, ...], tuple[Block, ...], set[str], set[str]]] = {
    "as it should": ((WORDS, SignBlock(LINES)), (WORDS, SignBlock(LINES)), set(), set()),
    "alone": ((WORDS, PageBreak(), SignBlock(LINES)), (WORDS, SignBlock(LINES)), {"F208"}, {"F208"}),
    "torn": (
        (WORDS, SignBlock(LINES[:1]), PageBreak(), SignBlock(LINES[1:])),
        (WORDS, SignBlock(LINES)),
        {"F208"},
        {"F208"},
    ),
    "no room": ((WORDS, SignBlock(LINES, seal=False)), (WORDS, SignBlock(LINES)), {"F208"}, {"F208"}),
    "plain paragraphs": (
        (WORDS, *(paragraph(f"{label}（盖章）：{BIDDER}") for label in ("投标人", "联合体成员"))),
        (WORDS, SignBlock(LINES)),
        {"F208"},
        {"F209"},
    ),
    "none asked": ((WORDS, SignBlock(LINES, seal=False)), (WORDS, SignBlock(LINES, seal=False)), set(), set()),
}


def with_body(blocks: tuple[Block, ...]) -> Document:
    whole = sample_document()
    return replace(whole, body=blocks, contents=replace(whole.contents, entries=()))


@pytest.mark.parametrize("case", PLACED)
def test_blocks_badly_placed_are_found_in_a_pdf(case: str) -> None:
    written, expected, codes, _ = PLACED[case]
    data, findings = write_typst(with_body(written), SHEET, CREATED)
    assert data is not None, findings
    assert read_back(data, with_body(expected), "typst")[1] == codes


@pytest.mark.parametrize("case", PLACED)
def test_blocks_badly_placed_are_found_in_a_docx(case: str) -> None:
    written, expected, _, codes = PLACED[case]
    assert docx_back(with_body(written), with_body(expected))[1] == codes


def test_lines_that_a_page_end_may_part_are_found_in_a_docx() -> None:
    document = with_body((WORDS, SignBlock(LINES)))
    pages = paginate(document, SHEET)
    data = write_docx(document, SHEET, pages, CREATED)
    whole, parted = io.BytesIO(data), io.BytesIO()
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(parted, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(b"<w:keepNext/>", b"") if name == "word/document.xml" else content)
    outcome = verify_docx(parted.getvalue(), document, BodyPages(pages.sections, pages.body_count, pages.segments))
    (finding,) = outcome.findings
    assert finding.code == "F208"
    assert finding.message.endswith("可能与前面的文字分在两页")


# --- signature fields ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ENGINES)
def test_the_fields_are_the_spots(engine: str) -> None:
    reader = PdfFileReader(io.BytesIO(fielded(engine)))
    fields = [field.get_object() for field in reader.root["/AcroForm"]["/Fields"]]
    wanted = [spot for spot in found_in(engine) if spot.kind != "date"]
    assert [(field["/T"], field["/TU"]) for field in fields] == [
        (f"Signature{number}", f"请在此签署：{spot.words}") for number, spot in enumerate(wanted, start=1)
    ]
    pages = [page.get_object() for page in reader.root["/Pages"]["/Kids"]] if engine == "weasyprint" else []
    for field, spot in zip(fields, wanted, strict=True):
        assert spot.box
        left, low, right, high = (float(side) * 25.4 / 72 for side in field["/Rect"])
        box = spot.box
        sides = (box.left, box.top, box.right, box.bottom)
        assert (left, 297 - high, right, 297 - low) == pytest.approx(sides, abs=0.1)
        assert not pages or field.raw_get("/P").get_object() == pages[spot.sheet - 1]
    assert fielded(engine).startswith(plain(engine))
    assert read_back(fielded(engine), sample_document(), engine)[1] == set()


@pytest.mark.parametrize("engine", ENGINES)
def test_a_field_is_read_aloud_behind_its_words(engine: str) -> None:
    reader = PdfFileReader(io.BytesIO(fielded(engine)))
    for field in reader.root["/AcroForm"]["/Fields"]:
        key = field.get_object()["/StructParent"]
        form = entry(reader.root["/StructTreeRoot"]["/ParentTree"], key)
        assert form["/S"] == "/Form"
        assert form["/K"]["/Obj"] == field.get_object()
        parent = form["/P"]
        assert parent["/S"] == "/P"
        assert parent["/K"][-1] == form


def entry(node: Any, key: int) -> Any:
    """Give the entry of a number tree."""
    numbers = list(node.get("/Nums", []))
    found = dict(zip(numbers[::2], numbers[1::2], strict=True))
    if key in found:
        return found[key].get_object()
    return next(inner for kid in node.get("/Kids", []) if (inner := entry(kid, key)))


@cache
def certificate() -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    """Make a key and a certificate of its own for tests."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, BIDDER)])
    now = datetime.now(UTC)
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(20261122).not_valid_before(now - timedelta(days=1))
    builder = builder.not_valid_after(now + timedelta(days=1)).add_extension(usage, critical=True)
    return key, builder.sign(key, hashes.SHA256())


@pytest.mark.parametrize(("engine", "numbers"), [("typst", (1, 3)), ("weasyprint", (2,))])
def test_pyhanko_signs_and_verifies(engine: str, numbers: tuple[int, ...], tmp_path: Path) -> None:
    key, own = certificate()
    files = {"key.pem": private(key), "own.pem": own.public_bytes(serialization.Encoding.PEM)}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    names = [str(tmp_path / name) for name in files]
    signer = signers.SimpleSigner.load(*names)  # type: ignore[no-untyped-call]
    assert signer is not None
    assert signer.signing_cert is not None
    signed = fielded(engine)
    for number in numbers:
        stream = io.BytesIO()
        about = signers.PdfSignatureMetadata(field_name=f"Signature{number}")
        signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(signed)), about, signer=signer, output=stream)
        signed = stream.getvalue()
    context = ValidationContext(trust_roots=[signer.signing_cert])
    statuses = [validate_pdf_signature(one, context) for one in PdfFileReader(io.BytesIO(signed)).embedded_signatures]
    found = [(status.intact, status.valid, status.trusted, status.bottom_line) for status in statuses]
    assert found == [(True, True, True, True)] * len(numbers)
    assert read_back(signed, sample_document(), engine)[1] == set()
    (first, *_) = PdfFileReader(io.BytesIO(spoilt(signed))).embedded_signatures
    assert not validate_pdf_signature(first, context).intact


def private(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def spoilt(data: bytes) -> bytes:
    """Change one byte of what was signed, in the comment at the head of the file."""
    return data[:12] + bytes([data[12] ^ 1]) + data[13:]
