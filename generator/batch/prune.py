"""Outputs nobody needs any more: of projects that are gone, and of builds under another name or in another format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.batch.state import digests_in, output_of, read_state, state_paths

PROJECT_GONE = "项目不在了"
NOT_NEEDED = "现在的文件里没有它了"


@dataclass(frozen=True, slots=True)
class Leftover:
    """A file that bidgen wrote and no longer needs; one that is not as it was written is somebody's and stays."""

    file: Path
    reason: str
    is_as_written: bool


def leftovers(root: Path, out: Path) -> tuple[Leftover, ...]:
    """Give what the states of the output folders in `out` name and the workspace `root` has no use for."""
    return tuple(leftover for path in state_paths(out) for leftover in _leftovers(root, path))


def remove(found: Iterable[Leftover]) -> tuple[Leftover, ...]:
    """Remove leftovers that are as they were written, and folders left empty by that; give what was removed."""
    removed = tuple(leftover for leftover in found if leftover.is_as_written)
    for leftover in removed:
        leftover.file.unlink(missing_ok=True)
    for folder in dict.fromkeys(leftover.file.parent for leftover in removed):
        with suppress(OSError):  # something else lies there
            folder.rmdir()
    return removed


def _leftovers(root: Path, path: Path) -> Iterator[Leftover]:
    state, output = read_state(path), output_of(path)
    if state is None or (output / state.workspace).resolve() != root:
        return
    yield from _named(output, state.former, NOT_NEEDED)
    if not (root / state.project).is_file():
        found = tuple(_named(output, state.outputs, PROJECT_GONE))
        yield from found
        if all(leftover.is_as_written for leftover in found):
            yield Leftover(path, PROJECT_GONE, is_as_written=True)


def _named(output: Path, names: Mapping[str, str], reason: str) -> Iterator[Leftover]:
    """Give the named files that are there; a name that leads elsewhere is not one that bidgen gave."""
    plain = {name: digest for name, digest in names.items() if Path(name).name == name}
    for name, digest in digests_in(output, plain).items():
        yield Leftover(output / name, reason, is_as_written=digest == plain[name])
