"""The programs and fonts that decide the bytes of outputs besides what is written in a workspace, as digests.

Each is looked up once per process, without loading any of the programs.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import zlib
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from generator import __version__
from generator.batch.font_files import font_digest
from generator.load.resources import builtin_root
from generator.wanted import TYPST, Wanted

PACKAGES = (
    "babel",
    "cssselect2",
    "fonttools",
    "jinja2",
    "lxml",
    "markdown_it_py",
    "mdit_py_plugins",
    "pillow",
    "pydantic",
    "pydyf",
    "pypdfium2",
    "python_docx",
    "pyyaml",
    "tinycss2",
    "tinyhtml5",
    "typst",
    "weasyprint",
)
"""The packages whose new version may change an output or a finding."""

_LIBRARIES = ("pango-1.0", "pangoft2-1.0", "harfbuzz", "harfbuzz-subset", "freetype", "fontconfig")
_NOT_PROGRAM = ("builtin/", "cli/")
_DISTRIBUTION = re.compile(r"(?P<name>.+)-(?P<version>[^-]+)\.dist-info")


def surroundings(wanted: Wanted) -> Mapping[str, str]:
    """Give what decides the bytes of the wanted outputs, by the Chinese name users read."""
    found = {"bidgen": _program(), "Python": _python(), "依赖包": _packages()}
    if "docx" in wanted.formats and wanted.toc_pages == "libreoffice":
        found["LibreOffice"] = _libreoffice()
    if "pdf" in wanted.formats:
        found["字体"] = font_digest()
    if "pdf" in wanted.formats and wanted.pdf_engine != TYPST:
        found["Pango"] = _libraries()
    return found


@cache
def _program() -> str:
    """Give the version and the digest of bidgen's own files, and of the laws that travel with it."""
    package = Path(__file__).resolve().parent.parent
    digest = sha256()
    for name in sorted(_own_files(package)):
        digest.update(name.encode() + b"\0" + (package / name).read_bytes() + b"\0")
    digest.update((builtin_root() / "catalogs/law.yaml").read_bytes())
    return f"{__version__} {digest.hexdigest()}"


def _own_files(package: Path) -> Iterator[str]:
    for folder, folders, names in os.walk(package):
        folders[:] = [name for name in folders if name != "__pycache__"]
        below = Path(folder).relative_to(package).as_posix()
        files = (f"{below}/{name}" for name in names)
        yield from (file for file in files if not file.startswith(_NOT_PROGRAM))


def _python() -> str:
    return f"{sys.version} zlib {zlib.ZLIB_RUNTIME_VERSION}"


@cache
def _packages() -> str:
    """Give the versions by the folders that installing leaves: asking each package costs twenty times as much."""
    found: dict[str, str] = {}
    for folder in map(Path, sys.path):
        for name in _names(folder):
            match = _DISTRIBUTION.fullmatch(name)
            if match:
                found.setdefault(match["name"].lower().replace("-", "_").replace(".", "_"), match["version"])
    return " ".join(f"{name}={found.get(name, '')}" for name in PACKAGES)


@cache
def _libraries() -> str:
    """Give the file names, which tell the versions, of the system libraries under WeasyPrint."""
    names = {_real_name(folder / file) for folder in _library_folders() for file in _names(folder) if _is_library(file)}
    return " ".join(sorted(names))


def _is_library(file: str) -> bool:
    return any(file.startswith((f"lib{name}.", f"lib{name}-")) for name in _LIBRARIES)


def _real_name(file: Path) -> str:
    return file.resolve().name


def _library_folders() -> tuple[Path, ...]:
    machine = getattr(sys.implementation, "_multiarch", "")
    folders = (f"/usr/lib/{machine}", "/usr/lib64", "/usr/lib", "/usr/local/lib", "/opt/homebrew/lib")
    return tuple(Path(folder) for folder in dict.fromkeys(folders))


def _names(folder: Path) -> tuple[str, ...]:
    try:
        return tuple(os.listdir(folder))  # noqa: PTH208 - names are wanted, of folders with a thousand files
    except OSError:
        return ()


@cache
def _libreoffice() -> str:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    about = Path(program).resolve().parent / "versionrc" if program else None
    try:
        return sha256(about.read_bytes()).hexdigest() if about else ""
    except OSError:
        return program or ""
