"""Reads the scans that values name, each page upright, turned where it is broad, and no larger than print needs."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from warnings import catch_warnings

from PIL.Image import Image, Transpose, new

from generator.finding import Finding, Outcome, Severity
from generator.load import limits
from generator.load.pictures import PictureFile, Stored, bad_picture, opened, picture_in, stored_file
from generator.source import SourceMap

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

COARSE_SCAN = "S026"
"""S026: a scan has so few pixels that small print on it cannot be read on paper."""

_PDF = b"%PDF-"
_FEWEST = 1000
"""Pixels of the longer side below which a scan is coarse: printed about 19 cm long it has 130 to the inch."""
_BROAD = 1.25
"""A scan so much wider than high is printed at least so much larger when turned, whatever the style's text area."""
_ORIENTATION = 0x0112
_UPRIGHT = 1
_QUALITY = 90
_NOTES = {"exif", "xmp", "comment", "transparency"}
_PLAIN_MODES = ("1", "L", "P", "RGB")
_PDF_HINT = "用 PDF 阅读器打开后另存，或者打印成没有口令的 PDF；也可以把每页存成 PNG 或者 JPEG。"
_COARSE_HINT = "按 200 dpi 以上重新扫描，长边不少于1650像素。"

Pages = tuple[PictureFile, ...]


def read_scans(root: Path, wanted: Mapping[str, str], sources: SourceMap) -> Outcome[Mapping[str, Pages]]:
    """Read the scans in `wanted` (key path → file, from the company's folder) page by page; failures are findings."""
    scans: dict[str, Pages] = {}
    findings: list[Finding] = []
    for path, relative in wanted.items():
        stored = stored_file(root, path, relative, sources)
        outcome = _pages(stored.value) if stored.value is not None else Outcome(None, stored.findings)
        findings.extend(outcome.findings)
        if outcome.value is not None:
            scans[path] = outcome.value
    return Outcome(scans, tuple(findings))


def _pages(stored: Stored) -> Outcome[Pages]:
    """Give the pages of a scan: as many as a PDF has, else one."""
    if stored.data.startswith(_PDF):
        return _of_pdf(stored)
    checked = picture_in(stored)
    if checked.value is None:
        return Outcome(None, checked.findings)
    return Outcome((_prepared(checked.value),), _coarse(stored, checked.value))


def _coarse(stored: Stored, picture: PictureFile) -> tuple[Finding, ...]:
    longer = max(picture.width, picture.height)
    if longer >= _FEWEST:
        return ()
    message = f"扫描件“{stored.file}”长边只有{longer}像素，整页印出后小字看不清"
    return (Finding(COARSE_SCAN, Severity.WARNING, stored.place, message, _COARSE_HINT),)


# --- pictures --------------------------------------------------------------------------------------------------------


def _prepared(picture: PictureFile) -> PictureFile:
    """Give a picture ready to print; one that is so already keeps its bytes.

    Whatever a camera wrote beside the pixels is left behind with the orientation: when, where and with what it was
    taken is nobody's business.
    """
    with catch_warnings(action="ignore"), opened(picture) as image:  # of a camera's notes it cannot read
        orientation = _orientation(image)
        width, height = reversed(image.size) if orientation > _SIDEWAYS else image.size
        is_ready = image.mode in _PLAIN_MODES and not _NOTES & image.info.keys()
        if is_ready and not _is_broad(width, height) and max(width, height) <= limits.SCAN_SIDE:
            return picture
        turn = _TURNS.get(orientation)
        upright = image.transpose(turn) if turn is not None else image
        return _stored_again(_fitted(upright), picture.name, picture.media_type)


def _orientation(image: Image) -> int:
    """Give the orientation a camera noted, 1 to 8; where it noted none that makes sense, that of an upright picture."""
    try:
        value = image.getexif().get(_ORIENTATION, _UPRIGHT)
    except (OSError, SyntaxError, ValueError, TypeError, LookupError, struct.error):  # notes may be anything
        return _UPRIGHT
    return value if value in _TURNS else _UPRIGHT


_SIDEWAYS = 4
"""Orientations above it lie on their side."""
_TURNS = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
"""What stands a picture of each orientation upright."""


def _is_broad(width: int, height: int) -> bool:
    return width > height * _BROAD


def _fitted(image: Image) -> Image:
    """Give an upright image without transparency, its top to the left where it is broad, no larger than print needs."""
    plain = _plain(image)
    if _is_broad(*plain.size):
        plain = plain.transpose(Transpose.ROTATE_90)  # towards the edge where the pages are bound
    factor = limits.SCAN_SIDE / max(plain.size)
    if factor < 1:
        smooth = plain if plain.mode in {"L", "RGB"} else plain.convert("L" if plain.mode == "1" else "RGB")
        plain = smooth.resize((max(1, round(plain.width * factor)), max(1, round(plain.height * factor))))
    return plain


def _plain(image: Image) -> Image:
    """Give an image in grey or in colours of eight bits, on white where it was transparent."""
    if image.mode.startswith("I"):
        return image.point(lambda grey: grey / 256).convert("L")
    if not image.has_transparency_data:
        return image if image.mode in _PLAIN_MODES else image.convert("RGB")
    ground = new("RGBA", image.size, "white")
    ground.alpha_composite(image.convert("RGBA"))
    return ground.convert("RGB")


def _stored_again(image: Image, name: str, media_type: str) -> PictureFile:
    stream = BytesIO()
    image.info = {}
    if media_type == "image/png":
        image.save(stream, "PNG", optimize=True)
    else:
        image.save(stream, "JPEG", quality=_QUALITY, subsampling=0)
    return PictureFile(name, media_type, *image.size, stream.getvalue())


# --- PDF -------------------------------------------------------------------------------------------------------------


def _of_pdf(stored: Stored) -> Outcome[Pages]:
    """Rasterise a PDF: what stands on a page is then seen the same by every reader, and none of it is code."""
    import pypdfium2  # noqa: PLC0415 - loaded for scans alone

    try:
        document = pypdfium2.PdfDocument(stored.data)
    except pypdfium2.PdfiumError:
        return _unfit(stored, "打不开，已经损坏或者设了口令")
    try:
        count = len(document)
        if not 0 < count <= limits.SCAN_PAGES:
            return _unfit(stored, f"有{count}页，应是1至{limits.SCAN_PAGES}页")
        return Outcome(tuple(_rasterised(document, stored)))
    except (pypdfium2.PdfiumError, ValueError, ArithmeticError):
        return _unfit(stored, "有打不开的页")
    finally:
        document.close()


def _rasterised(document: PdfDocument, stored: Stored) -> Iterator[PictureFile]:
    for number, page in enumerate(document, start=1):
        side = max(page.get_size())
        image = page.render(scale=limits.SCAN_SIDE / side, may_draw_forms=False).to_pil()
        yield _stored_again(_fitted(image), f"{stored.file}#{number}", "image/jpeg")


def _unfit(stored: Stored, reason: str) -> Outcome[Pages]:
    return Outcome(None, bad_picture(stored, reason, _PDF_HINT, "扫描件").findings)
