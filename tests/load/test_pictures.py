"""Pictures are read whole and checked, so that both writers can rely on them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageFile

from generator.load import limits
from generator.load.pictures import PictureFile, read_pictures
from generator.load.workspace import load_project
from generator.source import Entry, SourceMap, Span

Make = Callable[[Mapping[str, object]], Path]

NAMED = Span("company_profiles/demo/staff.yaml", 4, 14, 4, 25)
SOURCES = SourceMap(
    {
        "company": Entry(None, Span("company_profiles/demo/profile.yaml", 1, 1, 3, 24)),
        "company.credentials[0].picture": Entry(None, NAMED),
    }
)
FOLDER = "company_profiles/demo"


def picture(kind: str = "PNG", size: tuple[int, int] = (30, 20)) -> bytes:
    stream = BytesIO()
    Image.new("RGB", size, "white").save(stream, kind)
    return stream.getvalue()


def announcing(width: int, height: int) -> bytes:
    """Give a small picture whose head says that it is larger: one so large takes seconds to make."""
    whole = picture()
    head = whole[12:16] + struct.pack(">II", width, height) + whole[24:29]
    return whole[:12] + head + struct.pack(">I", zlib.crc32(head)) + whole[33:]


def stored(root: Path, name: str, data: bytes) -> Path:
    path = root / FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return root


@pytest.mark.parametrize(("kind", "media_type"), [("PNG", "image/png"), ("JPEG", "image/jpeg")])
def test_a_picture_has_its_kind_and_size(workspace: Make, kind: str, media_type: str) -> None:
    root = stored(workspace({}), "credentials/a.img", picture(kind))
    outcome = read_pictures(root, {"company.credentials[0].picture": "credentials/a.img"}, SOURCES)
    assert outcome.findings == ()
    assert outcome.value == {
        "company.credentials[0].picture": PictureFile(f"{FOLDER}/credentials/a.img", media_type, 30, 20, picture(kind))
    }


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "不是 PNG 或者 JPEG 图片"),
        (b"hello", "不是 PNG 或者 JPEG 图片"),
        (picture("GIF"), "不是 PNG 或者 JPEG 图片"),
        (picture()[:60], "已经损坏，打不开"),
        (picture("JPEG", (300, 200))[:-200], "已经损坏，打不开"),
        (announcing(40_001, 1_000), "像素太多，超过上限4000万"),
        (announcing(20_000, 5_000), "像素太多，超过上限4000万"),
        (announcing(20_000, 10_000), "像素太多，超过上限4000万"),
    ],
)
def test_a_picture_that_cannot_be_printed_is_a_finding(workspace: Make, data: bytes, message: str) -> None:
    root = stored(workspace({}), "a.png", data)
    outcome = read_pictures(root, {"company.credentials[0].picture": "a.png"}, SOURCES)
    assert outcome.value == {}
    assert [(finding.code, finding.place.span, finding.message) for finding in outcome.findings] == [
        ("S023", NAMED, f"图片“{FOLDER}/a.png”{message}")
    ]


@pytest.mark.parametrize(
    ("name", "code", "message"),
    [
        ("a.pn", "S022", f"找不到图片“{FOLDER}/a.pn”"),
        ("none/a.png", "S022", f"找不到图片“{FOLDER}/none/a.png”"),
        ("../../../outside.yaml", "S014", "“../../../outside.yaml”不在工作区内的规定位置，不能读取"),
        ("link.png", "S014", f"“{FOLDER}/link.png”不在工作区内的规定位置，不能读取"),
    ],
)
def test_a_picture_that_is_not_there_is_a_finding(workspace: Make, name: str, code: str, message: str) -> None:
    root = stored(workspace({f"{FOLDER}/link.png": {"link": "../../../outside.yaml"}}), "a.png", picture())
    outcome = read_pictures(root, {"company.credentials[0].picture": name}, SOURCES)
    assert [(finding.code, finding.place.span, finding.message) for finding in outcome.findings] == [
        (code, NAMED, message)
    ]


def test_a_missing_picture_is_told_the_nearest_name(workspace: Make) -> None:
    root = stored(workspace({}), "iso9001.png", picture())
    outcome = read_pictures(root, {"company.credentials[0].picture": "iso9002.png"}, SOURCES)
    assert outcome.findings[0].hint.startswith("是不是“iso9001.png”？")


def test_a_file_over_the_limit_is_not_read(workspace: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PICTURE_BYTES", 10)
    root = stored(workspace({}), "a.png", picture())
    outcome = read_pictures(root, {"company.credentials[0].picture": "a.png"}, SOURCES)
    assert [finding.code for finding in outcome.findings] == ["S003"]


def test_without_a_company_pictures_are_sought_among_the_profiles(workspace: Make) -> None:
    outcome = read_pictures(workspace({}), {"project.picture": "a.png"}, SourceMap())
    assert [finding.message for finding in outcome.findings] == ["找不到图片“company_profiles/a.png”"]


def test_the_pictures_of_a_built_in_company_are_sought_there(workspace: Make) -> None:
    root = workspace({"projects/p/project.yaml": "company: shizheng\n"})
    loaded = load_project(root, root / "projects" / "p").value
    assert loaded is not None
    outcome = read_pictures(root, {"company.name": "credentials/none.png"}, loaded.sources)
    assert [finding.message for finding in outcome.findings] == [
        "找不到图片“builtin:company_profiles/shizheng/credentials/none.png”"
    ]


def test_a_cut_picture_is_refused_also_once_weasyprint_has_been_loaded(
    workspace: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    root = stored(workspace({}), "a.png", picture()[:60])
    outcome = read_pictures(root, {"company.credentials[0].picture": "a.png"}, SOURCES)
    assert [finding.code for finding in outcome.findings] == ["S023"]
    assert ImageFile.LOAD_TRUNCATED_IMAGES is True
