"""Kills a running batch again and again at random moments, looks at every file after each, then lets it finish.

`python benchmarks/kills.py [KILLS] [PROJECTS] [SEED]` (200 kills of a batch of 50 projects, unless told otherwise).
A kill falls a random time after a random number of projects was written in that run; half of them as soon after that as
a half-written file is seen. Every second one hits all processes of the run at once, the others its first process alone:
the workers then have to end by themselves.
A file is torn where it is neither the whole file of one version of the workspace nor that of the other.
"""

from __future__ import annotations

import io
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.small import HOTLINES, set_hotline, small_workspace

ROOT = Path(__file__).parents[1]
SUMMARIES = ("batch.json", "batch.xlsx")
LEFTOVERS = (".bidgen.part", ".bidgen.old")
_MOST_WRITTEN = 5
_LONGEST_DELAY = 0.5
_SHARE_WHILE_WRITING = 0.5
_WRITING_TIME = 0.004
_GLANCE = 0.01
_BLINK = 0.0005
_PATIENCE = 600.0


@dataclass(frozen=True, slots=True)
class Moment:
    """When a run is killed: so long after so many projects are written, or after a half-written file is seen then."""

    written: int
    delay: float
    is_writing: bool


@dataclass(frozen=True, slots=True)
class Killed:
    """What was seen: kills that met a running batch, batches that ended before, leftovers met, files found faulty."""

    kills: int
    finished: int
    leftovers: int
    torn: tuple[str, ...]
    different: tuple[str, ...]


def kill_runs(  # noqa: PLR0913 - what may be chosen of an experiment
    folder: Path, projects: int, kills: int, seed: int, *, jobs: int = 2, tell: Callable[[str], object] = str
) -> Killed:
    """Kill batches so many times; give what was seen after each kill and at the end, `tell` after each ten."""
    small_workspace(folder / "workspace", projects)
    known = [_undisturbed(folder, hotline, jobs) for hotline in HOTLINES]
    moments = random.Random(seed)  # noqa: S311 - the same moments again, not secrets
    counted = finished = leftovers = 0
    torn: list[str] = []
    while counted < kills:
        moment = _moment(moments)
        was_running = _killed_at(moment, folder, jobs, is_alone=counted % 2 == 1)
        counted += was_running
        finished += not was_running
        found, faulty = _look(folder / "output", known)
        leftovers += found
        torn += faulty
        if was_running and counted % 10 == 0:
            tell(f"{counted} kills, {finished} runs ended before, {leftovers} leftovers, {len(torn)} torn")
        if not was_running:
            set_hotline(folder / "workspace", HOTLINES[(finished + 1) % 2])
    _end(_started(folder, "output", jobs))
    last = known[(finished + 1) % 2]
    return Killed(counted, finished, leftovers, tuple(torn), _differences(_files(folder / "output"), last))


def _moment(moments: random.Random) -> Moment:
    is_writing = moments.random() < _SHARE_WHILE_WRITING
    longest = _WRITING_TIME if is_writing else _LONGEST_DELAY
    return Moment(moments.randrange(_MOST_WRITTEN), moments.uniform(0, longest), is_writing)


def _undisturbed(folder: Path, hotline: str, jobs: int) -> Mapping[str, str]:
    """Build one version of the workspace in peace; give its files."""
    set_hotline(folder / "workspace", hotline)
    _end(_started(folder, "whole", jobs))
    return _files(folder / "whole")


def _started(folder: Path, out: str, jobs: int) -> subprocess.Popen[bytes]:
    arguments = ("build", "-w", folder / "workspace", "--out", folder / out, "--to", "docx", "--jobs", str(jobs))
    return subprocess.Popen(  # noqa: S603 - this program
        [sys.executable, "-m", "generator", *arguments],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    code = process.wait(_PATIENCE)
    if code:
        raise RuntimeError(f"the batch ended with {code}")


def _killed_at(moment: Moment, folder: Path, jobs: int, *, is_alone: bool) -> bool:
    """Start the batch and kill it (its first process alone, or all at once); tell whether it was still running."""
    before = _states(folder / "output")
    process = _started(folder, "output", jobs)
    while process.poll() is None and len(_states(folder / "output") - before) < moment.written:
        time.sleep(_GLANCE)
    while moment.is_writing and process.poll() is None and not _is_writing(folder / "output"):
        time.sleep(_BLINK)
    try:
        process.wait(moment.delay)
    except subprocess.TimeoutExpired:
        if is_alone:
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(_PATIENCE)
        return True
    return False


def _states(out: Path) -> set[tuple[str, int]]:
    """Give what is written last of each project, with its time: of a project written anew it is another."""
    found = set()
    for path in out.glob(".bidgen/*/state.json"):
        with suppress(FileNotFoundError):
            found.add((path.parent.name, path.stat().st_mtime_ns))
    return found


def _is_writing(out: Path) -> bool:
    """Tell whether a half-written file lies beside an output."""
    return any(path.name.endswith(LEFTOVERS) for path in out.glob("*/.*"))


def _look(out: Path, known: list[Mapping[str, str]]) -> tuple[int, list[str]]:
    """Count the leftovers and name the files that are whole in no version."""
    if not out.exists():
        return 0, []
    leftovers, torn = 0, []
    for name, digest in _files(out).items():
        if name.endswith(LEFTOVERS):
            leftovers += 1
        elif digest not in {files.get(name) for files in known}:
            torn.append(name)
    return leftovers, [*torn, *(name for name in SUMMARIES if not _opens(out / name))]


def _files(out: Path) -> dict[str, str]:
    """Give the SHA-256 of every file but the summaries: these tell what was new in a run."""
    files = {}
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if path.is_file() and name not in SUMMARIES:
            try:
                files[name] = sha256(path.read_bytes()).hexdigest()
            except FileNotFoundError:  # a worker whose parent was killed has just put it in place or ended
                continue
    return files


def _opens(file: Path) -> bool:
    if not file.exists():
        return True
    data = file.read_bytes()
    if file.suffix == ".json":
        return bool(json.loads(data))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.testzip() is None


def _differences(found: Mapping[str, str], wanted: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sorted(name for name in {*found, *wanted} if found.get(name) != wanted.get(name)))


def main(arguments: list[str]) -> int:
    """Run it and tell what was seen; give 1 where a file was torn or differs at the end."""
    kills, projects, seed = (int(argument) for argument in (*arguments, *("200", "50", "20261122")[len(arguments) :]))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        seen = kill_runs(Path(folder), projects, kills, seed, tell=lambda line: print(line, flush=True))
    print(f"{seen.kills} kills of a batch of {projects} projects, {seen.finished} runs ended before their kill")
    print(f"half-written files met and swept: {seen.leftovers}")
    print(f"torn files: {len(seen.torn)} {seen.torn[:5]}")
    print(f"files that differ from an undisturbed run at the end: {len(seen.different)} {seen.different[:5]}")
    return 1 if seen.torn or seen.different else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
