"""Which parts of the operating system are absent, and the packages that bring them, for the front door and `doctor`.

Why: `./bidgen` runs this module before anything is installed, so it uses the standard library alone.
"""

from __future__ import annotations

import ctypes
import importlib.util
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

SONG = ("Noto Serif CJK SC", "Source Han Serif SC", "SimSun", "FandolSong")
HEI = ("Noto Sans CJK SC", "Source Han Sans SC", "SimHei", "FandolHei")
KAI = ("AR PL KaitiM GB", "LXGW WenKai", "KaiTi", "FandolKai")
LATIN_SERIF = ("Liberation Serif", "Times New Roman")
LATIN_SANS = ("Liberation Sans", "Arial")


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its Chinese name, the Debian packages that bring it, and how to see whether it is there.

    A PDF is impossible without the `required` ones; the others make it faster or nearer to the wanted look.
    """

    name: str
    packages: tuple[str, ...]
    present: Callable[[], bool]
    required: bool = True


def missing_parts() -> tuple[Part, ...]:
    """Give the parts that are absent, in the order of the table."""
    return tuple(part for part in PARTS if not part.present())


def missing_packages(parts: tuple[Part, ...]) -> tuple[str, ...]:
    """Give the Debian packages of the parts, each once."""
    return tuple(dict.fromkeys(package for part in parts for package in part.packages))


@cache
def font_families() -> frozenset[str]:
    """Give every font family fontconfig knows; none where fontconfig itself is absent."""
    try:
        answer = subprocess.run(["fc-list", ":", "family"], capture_output=True, check=True)  # noqa: S607 - on the path
    except (OSError, subprocess.CalledProcessError):
        return frozenset()
    lines = answer.stdout.decode("utf-8", "replace").splitlines()
    return frozenset(family.replace("\\", "").strip() for line in lines for family in line.split(","))


def has_library(name: str) -> bool:
    """Tell whether the system's loader finds a shared library, such as `libpango-1.0.so.0`."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _has_font(families: tuple[str, ...]) -> bool:
    return not font_families().isdisjoint(families)


def _has_venv() -> bool:
    return all(importlib.util.find_spec(module) for module in ("venv", "ensurepip"))


def _has_pango() -> bool:
    names = {
        "linux": ("libpango-1.0.so.0", "libpangoft2-1.0.so.0"),
        "darwin": ("libpango-1.0.dylib", "libpangoft2-1.0.dylib"),
        "win32": ("libpango-1.0-0.dll", "libpangoft2-1.0-0.dll"),
    }
    return all(has_library(name) for name in names.get(sys.platform, names["linux"]))


def _has_subsetter() -> bool:
    names = {"darwin": "libharfbuzz-subset.0.dylib", "win32": "libharfbuzz-subset-0.dll"}
    return has_library(names.get(sys.platform, "libharfbuzz-subset.so.0"))


PARTS = (
    Part("Python 虚拟环境（venv）", ("python3-venv",), _has_venv),
    Part("Pango（PDF 排版）", ("libpango-1.0-0", "libpangoft2-1.0-0", "fontconfig"), _has_pango),
    # Without this library WeasyPrint subsets fonts in Python, six times slower.
    Part("HarfBuzz 字体子集库", ("libharfbuzz-subset0",), _has_subsetter, required=False),
    Part("宋体类字体", ("fonts-noto-cjk",), lambda: _has_font(SONG)),
    Part("黑体类字体", ("fonts-noto-cjk",), lambda: _has_font(HEI)),
    Part("楷体类字体", ("fonts-arphic-gkai00mp",), lambda: _has_font(KAI), required=False),
    Part("西文衬线字体", ("fonts-liberation",), lambda: _has_font(LATIN_SERIF), required=False),
    Part("西文无衬线字体", ("fonts-liberation",), lambda: _has_font(LATIN_SANS), required=False),
)


def main(arguments: list[str]) -> None:
    """Print the names of the absent parts (`--names`) or of their packages (`--packages`) on one line."""
    parts = missing_parts()
    wanted = {"--names": "、".join(part.name for part in parts), "--packages": " ".join(missing_packages(parts))}
    sys.stdout.buffer.write((wanted[arguments[0]] + "\n").encode())


if __name__ == "__main__":
    main(sys.argv[1:])
