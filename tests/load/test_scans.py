"""Scans are read page by page: upright, turned where broad, no larger than print needs, refused where unfit."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from generator.load import limits
from generator.load.pictures import PictureFile
from generator.load.scans import read_scans
from generator.source import Entry, SourceMap, Span

Make = Callable[[Mapping[str, object]], Path]

FOLDER = "company_profiles/demo"
PATH = "company.credentials[0].scans[0]"
NAMED = Span(f"{FOLDER}/credentials.yaml", 4, 14, 4, 25)
SOURCES = SourceMap(
    {"company": Entry(None, Span(f"{FOLDER}/profile.yaml", 1, 1, 3, 24)), PATH: Entry(None, NAMED)},
)
RED, BLUE = (200, 30, 30), (30, 30, 200)
UPRIGHT = (800, 1100)
ORIENTATION = 0x0112


def half_red(size: tuple[int, int]) -> Image.Image:
    """Give an image whose upper half is red and whose lower half is blue."""
    image = Image.new("RGB", size, BLUE)
    image.paste(RED, (0, 0, size[0], size[1] // 2))
    return image


def stored(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    stream = BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def photographed(orientation: int) -> bytes:
    """Give an upright page as a camera stores it that was held so: turned, with a note how to turn it back."""
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    image = half_red(UPRIGHT)
    notes = Image.Exif()
    notes[ORIENTATION] = orientation
    turned = image.transpose(Image.Transpose(back[orientation])) if orientation in back else image
    return stored(turned, "JPEG", quality=95, exif=notes)


def pdf(*sizes: tuple[int, int]) -> bytes:
    """Give a PDF of white pages of these sizes in points."""
    document = pypdfium2.PdfDocument.new()
    for width, height in sizes:
        document.new_page(width, height)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def read(workspace: Make, data: bytes, name: str = "a.png") -> tuple[tuple[PictureFile, ...], list[tuple[str, str]]]:
    return read_in(workspace({}), data, name)


def read_in(root: Path, data: bytes, name: str) -> tuple[tuple[PictureFile, ...], list[tuple[str, str]]]:
    path = root / FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    outcome = read_scans(root, {PATH: name}, SOURCES)
    assert outcome.value is not None
    assert all(finding.place.span == NAMED for finding in outcome.findings)
    return outcome.value.get(PATH, ()), [(finding.code, finding.message) for finding in outcome.findings]


def colors(page: PictureFile) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Give the colours at the top and at the left of a page, the other half being at the bottom or right."""
    with Image.open(BytesIO(page.data)) as image:
        plain = image.convert("RGB")
        at = [plain.getpixel(place) for place in ((plain.width - 5, 5), (5, plain.height - 5))]
    return tuple(nearest(color) for color in at)  # type: ignore[return-value]


def nearest(color: object) -> tuple[int, ...]:
    return RED if color[0] > color[2] else BLUE  # type: ignore[index]


def test_an_upright_scan_keeps_its_bytes(workspace: Make) -> None:
    data = stored(half_red(UPRIGHT))
    assert read(workspace, data) == ((PictureFile(f"{FOLDER}/a.png", "image/png", *UPRIGHT, data),), [])


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_stands_upright_and_tells_nothing_of_the_camera(workspace: Make, orientation: int) -> None:
    (page,), findings = read(workspace, photographed(orientation), "a.jpg")
    assert ((page.width, page.height), colors(page), findings) == (UPRIGHT, (RED, BLUE), [])
    with Image.open(BytesIO(page.data)) as image:
        assert dict(image.getexif()) == {}


def test_a_broad_scan_is_turned_its_top_to_the_left(workspace: Make) -> None:
    (page,), _ = read(workspace, stored(half_red((1100, 800))))
    assert ((page.width, page.height), colors(page)) == ((800, 1100), (BLUE, RED))


@pytest.mark.parametrize(("size", "expected"), [((1250, 1000), (1250, 1000)), ((1251, 1000), (1000, 1251))])
def test_a_scan_is_turned_only_where_that_makes_it_clearly_larger(
    workspace: Make, size: tuple[int, int], expected: tuple[int, int]
) -> None:
    (page,), _ = read(workspace, stored(half_red(size)))
    assert (page.width, page.height) == expected


def test_a_large_scan_is_kept_as_large_as_print_needs(workspace: Make) -> None:
    (page,), _ = read(workspace, stored(Image.new("L", (2480, 3508), 255)))
    assert (page.width, page.height) == (1654, limits.SCAN_SIDE)


def test_few_colours_stay_few_where_a_scan_is_turned_and_become_many_where_it_is_scaled(workspace: Make) -> None:
    root = workspace({})
    for size, mode in (((1100, 800), "P"), ((1000, 2400), "RGB")):
        (page,), _ = read_in(root, stored(half_red(size).quantize(4)), "a.png")
        with Image.open(BytesIO(page.data)) as made:
            assert made.mode == mode


@pytest.mark.parametrize(
    ("image", "grey"),
    [
        (Image.new("RGBA", UPRIGHT, (0, 0, 0, 0)), 255),
        (Image.new("LA", UPRIGHT, (0, 0)), 255),
        (Image.new("I;16", UPRIGHT, 128 * 256), 128),
    ],
    ids=["transparent", "transparent grey", "16 bits"],
)
def test_a_scan_is_printed_in_plain_colours(workspace: Make, image: Image.Image, grey: int) -> None:
    (page,), _ = read(workspace, stored(image))
    with Image.open(BytesIO(page.data)) as made:
        assert (made.mode in {"L", "RGB"}, made.convert("L").getpixel((0, 0))) == (True, grey)


def test_inks_of_print_become_colours_of_screens(workspace: Make) -> None:
    (page,), _ = read(workspace, stored(Image.new("CMYK", UPRIGHT, (0, 0, 0, 0)), "JPEG"), "a.jpg")
    with Image.open(BytesIO(page.data)) as made:
        assert (made.mode, made.getpixel((9, 9))) == ("RGB", (255, 255, 255))


@pytest.mark.parametrize("notes", [b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0", b"Exif\0\0MM\0*\0\0\0\x08\xff\xff"])
def test_notes_of_a_camera_that_cannot_be_read_are_left_out(workspace: Make, notes: bytes) -> None:
    whole = stored(half_red(UPRIGHT), "JPEG", quality=95)
    data = whole[:2] + b"\xff\xe1" + struct.pack(">H", len(notes) + 2) + notes + whole[2:]
    (page,), findings = read(workspace, data, "a.jpg")
    assert ((page.width, page.height), b"Exif" in page.data, findings) == (UPRIGHT, False, [])


def test_a_pdf_gives_a_picture_for_each_page(workspace: Make) -> None:
    pages, findings = read(workspace, pdf((595, 842), (842, 595)), "a.pdf")
    assert [(page.name, page.media_type, page.width, page.height) for page in pages] == [
        (f"{FOLDER}/a.pdf#1", "image/jpeg", 1653, limits.SCAN_SIDE),
        (f"{FOLDER}/a.pdf#2", "image/jpeg", 1653, limits.SCAN_SIDE),
    ]
    assert findings == []


def test_a_pdf_gives_the_same_bytes_each_time(workspace: Make) -> None:
    root, data = workspace({}), pdf((200, 300))
    assert read_in(root, data, "a.pdf") == read_in(root, data, "a.pdf")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.pdf", b"%PDF-1.7\nnothing", f"扫描件“{FOLDER}/a.pdf”打不开，已经损坏或者设了口令"),
        ("a.pdf", pdf(*[(9, 9)] * 31), f"扫描件“{FOLDER}/a.pdf”有31页，应是1至30页"),
        ("a.pdf", b"hello", f"图片“{FOLDER}/a.pdf”不是 PNG 或者 JPEG 图片"),
        ("a.png", stored(half_red(UPRIGHT))[:90], f"图片“{FOLDER}/a.png”已经损坏，打不开"),
    ],
)
def test_a_scan_that_cannot_be_printed_is_a_finding(workspace: Make, name: str, data: bytes, message: str) -> None:
    assert read(workspace, data, name) == ((), [("S023", message)])


def test_a_coarse_scan_is_told_of_and_printed(workspace: Make) -> None:
    pages, findings = read(workspace, stored(half_red((700, 999))))
    assert len(pages) == 1
    assert findings == [("S026", f"扫描件“{FOLDER}/a.png”长边只有999像素，整页印出后小字看不清")]


def test_a_scan_that_is_not_there_is_a_finding(workspace: Make) -> None:
    outcome = read_scans(workspace({}), {PATH: "none.pdf"}, SOURCES)
    assert ([finding.code for finding in outcome.findings], outcome.value) == (["S022"], {})
