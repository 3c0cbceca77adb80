"""A task on its way to another machine, with the files it is built from, and what comes back from there.

The files of a workspace are known by the SHA-256 of their content, so that each need travel only once.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.batch.memory import TRACE
from generator.batch.state import state_path
from generator.batch.surroundings import surroundings
from generator.batch.task import Done, Task, run
from generator.batch.workers import run_safely
from generator.load.resources import FOLDERS, builtin_root
from generator.wanted import Wanted

EPOCH = "SOURCE_DATE_EPOCH"


@dataclass(frozen=True, slots=True)
class Contents:
    """The files of a workspace: the digest of each by its path, the contents by digest, and the links among them."""

    digests: Mapping[str, str]
    by_digest: Mapping[str, bytes]
    links: Mapping[str, str]

    @property
    def digest(self) -> str:
        """What is the same for equal workspaces."""
        return sha256(repr((sorted(self.digests.items()), sorted(self.links.items()))).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Parcel:
    """A task whose paths begin at a base, what the build before left of it, and what decides the outputs' time."""

    task: Task
    digests: Mapping[str, str]
    links: Mapping[str, str]
    contents: str
    earlier: Mapping[str, bytes]
    epoch: str | None


@dataclass(frozen=True, slots=True)
class Returned:
    """What became of a task elsewhere: the files to be put in place here, in this order, each with its SHA-256."""

    done: Done
    files: Mapping[str, bytes]
    digests: Mapping[str, str]

    @property
    def is_whole(self) -> bool:
        """Whether every file came back as it was sent, and for a place below the base."""
        are_inside = all(not Path(name).is_absolute() and ".." not in Path(name).parts for name in self.files)
        return are_inside and {name: _digest(data) for name, data in self.files.items()} == dict(self.digests)


def contents_of(root: Path) -> Contents:
    """Read all files a build may ask for; what cannot be read is left out, and will be missed where it is needed."""
    digests: dict[str, str] = {}
    by_digest: dict[str, bytes] = {}
    links: dict[str, str] = {}
    for path in _entries(root):
        name = path.relative_to(root).as_posix()
        if path.is_symlink():
            links[name] = _target(path, root)
            continue
        try:
            data = path.read_bytes()
        except OSError:
            continue
        digests[name] = _digest(data)
        by_digest[digests[name]] = data
    return Contents(digests, by_digest, links)


def base_of(task: Task) -> Path:
    """Give the folder below which a task's workspace and output lie."""
    return Path(os.path.commonpath((task.root.absolute(), task.output.absolute())))


def packed(task: Task, contents: Contents) -> Parcel:
    """Make a task ready to travel; its workspace and its output lie to each other there as they do here."""
    base = base_of(task)
    kept = (state_path(task.output), task.output / TRACE)
    earlier = {path.relative_to(base).as_posix(): path.read_bytes() for path in kept if path.is_file()}
    return Parcel(
        _moved(task, lambda path: path.absolute().relative_to(base)),
        contents.digests,
        contents.links,
        contents.digest,
        earlier,
        os.environ.get(EPOCH),
    )


def about(wanted: Wanted) -> dict[str, str]:
    """Give what must be the same here and there, by the Chinese name users read."""
    digest = sha256()
    for folder in ("catalogs", "templates"):
        for path in sorted((builtin_root() / folder).rglob("*")):
            if path.is_file():
                digest.update(path.relative_to(builtin_root()).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return {**surroundings(wanted), "自带的模板和目录": digest.hexdigest()}


# --- on the other machine --------------------------------------------------------------------------------------------

_ONE_AT_A_TIME = threading.Lock()


def build_there(parcel: Parcel, files: Mapping[str, bytes], place: str | None = None) -> Returned:
    """Lay out the workspace below the folder `place`, build there, and give the files made.

    Why one at a time: a worker with several threads would only share one processor among them.
    """
    with _ONE_AT_A_TIME, _epoch(parcel.epoch):
        base = _laid_out(parcel, files, place)
        task = _moved(parcel.task, lambda path: base / path)
        for name, data in parcel.earlier.items():
            _write(base / name, data)
        done = run_safely(run, task)
        made = (*done.files, state_path(task.output)) if done.files else ()
        there = {path.relative_to(base).as_posix(): path.read_bytes() for path in made}
        return Returned(done, there, {name: _digest(data) for name, data in there.items()})


@dataclass(slots=True)
class _Shelf:
    """The workspace that was laid out last: the projects of one batch share it."""

    contents: str = ""
    folder: TemporaryDirectory[str] | None = None


_SHELF = _Shelf()


def _laid_out(parcel: Parcel, files: Mapping[str, bytes], place: str | None) -> Path:
    """Give the folder with the parcel's workspace; the one for other contents goes away."""
    if _SHELF.folder is None or _SHELF.contents != parcel.contents:
        if _SHELF.folder is not None:
            _SHELF.folder.cleanup()
        _SHELF.folder = TemporaryDirectory(prefix="bidgen-", dir=place)
        _SHELF.contents = parcel.contents
        root = Path(_SHELF.folder.name).resolve() / parcel.task.root
        for name, digest in parcel.digests.items():
            _write(root / name, files[digest])
        for name, target in parcel.links.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).symlink_to(target)
    return Path(_SHELF.folder.name).resolve()


@contextmanager
def _epoch(epoch: str | None) -> Iterator[None]:
    """Let the time in outputs be decided as it is where the task comes from."""
    before = os.environ.pop(EPOCH, None)
    if epoch is not None:
        os.environ[EPOCH] = epoch
    try:
        yield
    finally:
        os.environ.pop(EPOCH, None)
        if before is not None:
            os.environ[EPOCH] = before


# --- files -----------------------------------------------------------------------------------------------------------


def _moved(task: Task, move: Callable[[Path], Path]) -> Task:
    return replace(task, root=move(task.root), project=move(task.project), output=move(task.output))


def _entries(root: Path) -> Iterator[Path]:
    """Give all files of the workspace, and links to files or folders instead of what they lead to."""
    for name in FOLDERS:
        for folder, folders, files in os.walk(root / name):
            links = [below for below in folders if (Path(folder) / below).is_symlink()]
            yield from (Path(folder) / below for below in sorted((*files, *links)))


def _target(link: Path, root: Path) -> str:
    """Give where a link leads: inside the workspace on a way that is right there too, else as it is written."""
    end = link.resolve()
    return os.path.relpath(end, link.parent.resolve()) if end.is_relative_to(root) else str(link.readlink())


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()
