"""Finds files by their name in the workspace, else among those that travel with the program.

A file of the workspace is named by its path there (`catalogs/standards.yaml`); one that came with the program carries
the prefix `builtin:`, unless the workspace is the program's own source tree.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import generator
from generator.load.asked import Kind, note

BUILTIN = "builtin:"
FOLDERS = ("company_profiles", "catalogs", "projects", "templates")
TEMPLATES = "templates/zh"


@dataclass(frozen=True, slots=True)
class Resource:
    """A file that exists: where it lies, the folder it must not leave, and its name in findings."""

    path: Path
    root: Path
    file: str


def builtin_root() -> Path:
    """Give the folder with the built-in templates and catalogs: in the wheel `generator/builtin`, else the source."""
    return _builtin_root(generator.__file__)


@cache
def _builtin_root(file: str) -> Path:
    package = Path(file).resolve().parent
    packed = package / "builtin"
    return packed if packed.is_dir() else package.parent


def find_workspace(start: Path) -> Path | None:
    """Give the nearest folder at or above `start` that is a workspace, None where there is none."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if is_workspace(folder)), None)


def is_workspace(folder: Path) -> bool:
    """Tell whether `folder` holds projects together with company profiles, catalogs or templates of its own."""
    others = ("company_profiles", "catalogs", "templates")
    return (folder / "projects").is_dir() and any((folder / name).is_dir() for name in others)


def find_resource(root: Path, relative: str) -> Resource | None:
    """Find a file or folder by its path from the workspace; the workspace's own goes before the built-in one."""
    found = _resource(root, relative)
    note(Kind.FOUND, relative, lambda: found.file if found else "")
    return found


def path_of(root: Path, file: str) -> Path:
    """Give where the file that findings call `file` lies on the disk."""
    if file.startswith(BUILTIN):
        return builtin_root() / file.removeprefix(BUILTIN)
    return root / file


def file_name(root: Path, base: Path, relative: str) -> str:
    """Give the name of a file in findings, from the folder it was found under."""
    return relative if base == root else BUILTIN + relative


def list_names(root: Path, folder: str, suffix: str = "") -> tuple[str, ...]:
    """List the names (without `suffix`) of what lies in a folder of the workspace or built in, each once, sorted.

    With a suffix only files that end with it are listed, without one only folders.
    """
    listed = {
        entry.name.removesuffix(suffix)
        for base in _bases(root)
        for entry in entries(base / folder)
        if _listed(entry, suffix)
    }
    names = tuple(sorted(listed))
    note(Kind.NAMES, f"{folder}/*{suffix}", lambda: "\n".join(names))
    return names


def split_pattern(pattern: str) -> tuple[str, str]:
    """Give the folder and the suffix of what `list_names` was asked, as the record has it."""
    folder, _, suffix = pattern.rpartition("/*")
    return folder, suffix


def list_entries(folder: Resource) -> tuple[Path, ...]:
    """Give what lies in a folder that was found, sorted, but for hidden files."""
    note(Kind.ENTRIES, folder.file, lambda: entry_names(folder.path))
    return tuple(entry for entry in entries(folder.path) if not entry.name.startswith("."))


def entry_names(folder: Path) -> str:
    """Give the names of what lies in a folder, one a line, but for hidden files."""
    return "\n".join(entry.name for entry in entries(folder) if not entry.name.startswith("."))


def exists(path: Path) -> bool:
    """Tell whether a path leads to something; False also where the system does not let us look."""
    try:
        return path.exists()
    except OSError:
        return False


def entries(folder: Path) -> tuple[Path, ...]:
    """Give what lies in a folder, sorted; nothing where it is no folder or the system does not let us look."""
    try:
        return tuple(sorted(folder.iterdir()))
    except OSError:
        return ()


def list_templates(root: Path, folder: str = "", suffix: str = "") -> tuple[str, ...]:
    """List every file under `templates/zh/<folder>` as paths from `templates/zh`, workspace and built-in together."""
    names = {
        path.relative_to(base / TEMPLATES).as_posix()
        for base in _bases(root)
        for path in (base / TEMPLATES / folder).rglob(f"*{suffix}")
        if path.is_file()
    }
    return tuple(sorted(names))


def _resource(root: Path, relative: str) -> Resource | None:
    for base in _bases(root):
        path = base / relative
        if exists(path) or path.is_symlink():
            return Resource(path, base, file_name(root, base, relative))
    return None


def _bases(root: Path) -> tuple[Path, ...]:
    builtin = builtin_root()
    return (root,) if root == builtin else (root, builtin)


def _listed(entry: Path, suffix: str) -> bool:
    if entry.name.startswith("."):
        return False
    return entry.name.endswith(suffix) and entry.is_file() if suffix else entry.is_dir()
