"""What decides outputs besides the workspace: named without loading it, and counted only where it decides something."""

from __future__ import annotations

import shutil
import struct
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from importlib import metadata
from pathlib import Path

import pytest

from generator.batch import font_files, surroundings
from generator.batch.surroundings import PACKAGES
from generator.wanted import Wanted
from generator.write.pdf.box_font import box_font

CACHED: tuple[_lru_cache_wrapper[str], ...] = (
    font_files.font_digest,
    surroundings._libraries,
    surroundings._libreoffice,
    surroundings._packages,
    surroundings._program,
)


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    for function in CACHED:
        function.cache_clear()
    yield
    for function in CACHED:
        function.cache_clear()


def named(*formats: str, toc_pages: str = "estimate", pdf_engine: str = "auto") -> list[str]:
    return list(surroundings.surroundings(Wanted(frozenset(formats), toc_pages, pdf_engine)))


ALWAYS = ["bidgen", "Python", "依赖包"]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (named("docx"), ALWAYS),
        (named("docx", toc_pages="libreoffice"), [*ALWAYS, "LibreOffice"]),
        (named("pdf"), [*ALWAYS, "字体", "Pango"]),
        (named("pdf", toc_pages="libreoffice", pdf_engine="typst"), [*ALWAYS, "字体"]),
    ],
)
def test_only_what_decides_the_wanted_outputs_counts(found: list[str], expected: list[str]) -> None:
    assert found == expected


def test_the_versions_of_packages_are_those_that_are_installed() -> None:
    installed = [metadata.version(name) for name in PACKAGES]
    assert surroundings._packages() == " ".join(
        f"{name}={version}" for name, version in zip(PACKAGES, installed, strict=True)
    )


def test_the_program_is_its_files_but_for_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "generator"
    for name in ("batch/surroundings.py", "model/bid.py", "cli/main.py", "builtin/x.yaml", "model/__pycache__/bid.pyc"):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text("1", encoding="utf-8")
    (tmp_path / "catalogs").mkdir()
    (tmp_path / "catalogs/law.yaml").write_text("[]", encoding="utf-8")
    monkeypatch.setattr(surroundings, "__file__", str(package / "batch/surroundings.py"))
    monkeypatch.setattr(surroundings, "builtin_root", lambda: tmp_path)

    def after_change_of(name: str) -> bool:
        before = surroundings._program()
        (tmp_path / name).write_text((tmp_path / name).read_text("utf-8") + " ", encoding="utf-8")
        surroundings._program.cache_clear()
        return surroundings._program() != before

    assert after_change_of("generator/model/bid.py")
    assert after_change_of("catalogs/law.yaml")
    assert not after_change_of("generator/cli/main.py")
    assert not after_change_of("generator/builtin/x.yaml")
    assert not after_change_of("generator/model/__pycache__/bid.pyc")


@pytest.fixture
def fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with a font, the only one of the machine."""
    folder = tmp_path / "fonts"
    folder.mkdir()
    (folder / "box.ttf").write_bytes(box_font())
    (folder / "fonts.conf").write_text("<fontconfig/>", encoding="utf-8")
    monkeypatch.setattr(font_files, "_folders", lambda: (str(folder),))
    monkeypatch.setattr(font_files, "_SETTINGS", (str(folder),))
    return folder


def digest() -> str:
    font_files.font_digest.cache_clear()
    return font_files.font_digest()


def test_a_font_that_comes_goes_or_changes_is_another_digest(fonts: Path) -> None:
    first = digest()
    (fonts / "more.otf").write_bytes(b"no font")
    second = digest()
    (fonts / "more.otf").unlink()
    assert digest() == first
    data = bytearray(box_font())
    at = data.index(b"head") + 8
    (head,) = struct.unpack(">I", data[at : at + 4])
    data[head + 8] ^= 1  # the checksum of the whole file
    (fonts / "box.ttf").write_bytes(data)
    third = digest()
    shutil.copy(fonts / "box.ttf", fonts / "note.txt")
    assert digest() == third
    (fonts / "fonts.conf").write_text("<fontconfig><dir>/nowhere</dir></fontconfig>", encoding="utf-8")
    assert len({first, second, third, digest()}) == 4


def test_every_face_of_a_collection_counts(fonts: Path) -> None:
    font = box_font()
    head = b"ttcf" + struct.pack(">II2I", 0x00010000, 2, 20, 20 + len(font))
    collection = bytearray(head + font + font)
    (fonts / "box.ttf").unlink()
    (fonts / "all.ttc").write_bytes(collection)
    first = digest()
    collection[20 + len(font) + 12 + 11] ^= 1  # where a table of the second face begins
    (fonts / "all.ttc").write_bytes(collection)
    assert digest() != first


def test_libreoffice_is_known_by_its_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "program/soffice"
    program.parent.mkdir()
    program.write_text("", encoding="utf-8")
    monkeypatch.setattr(shutil, "which", lambda name: str(program) if name == "soffice" else None)
    unknown = surroundings._libreoffice()
    (program.parent / "versionrc").write_text("buildid=1", encoding="utf-8")
    surroundings._libreoffice.cache_clear()
    known = surroundings._libreoffice()
    monkeypatch.setattr(shutil, "which", lambda _: None)
    surroundings._libreoffice.cache_clear()
    assert (unknown, len(known), surroundings._libreoffice()) == (str(program), 64, "")
