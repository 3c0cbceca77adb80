"""Measures every speed goal by one command and writes docs/performance.md.

`python benchmarks/run.py [--write docs/performance.md] [--keep results.json] [--only GROUP …] [--quick]` from the
checkout, on a machine that does nothing else, about a quarter of an hour. Each run is a process of its own; what is
compared takes turns, so that a busy moment slows both alike. `--keep` keeps the figures, and with `--only` renews a
part of those kept. The references need the dependency group `bench`. What is said of the figures stands in
benchmarks/notes.yaml.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
HERE = ROOT / "benchmarks"
MANY, FEW, LONG = 5, 3, 20.0
"""Runs of each kind; fewer where one takes longer than so many seconds."""
PAGES, PROJECTS = (10, 60, 300), 100
AUDITED, QUICK_AUDITED = (20, 80, 320, 2000), (20, 80)
"""Pages of the files that are audited; each has a folder under `audited`."""
QUICK_RUNS, QUICK_PAGES, QUICK_PROJECTS = 2, (10, 60), 12
COMPARED = {
    "docx": ("docx", "docxtpl", "layout"),
    "weasyprint": ("weasyprint", "weasyprint_plain"),
    "typst": ("typst", "typst_plain"),
}
PROFILED = ("check", "audit", "docx", "layout", "weasyprint", "typst", "build_typst")
PACKAGES = ("weasyprint", "typst", "docxtpl", "python-docx", "lxml", "pydantic", "jinja2")
ROW = dict[str, Any]


@dataclass(slots=True)
class Session:
    """What one call measures with, and what it has measured: `runs` by name and size, and what else is told."""

    folder: Path
    pages: Sequence[int]
    projects: int
    audited: Sequence[int]
    many: int
    few: int
    runs: dict[str, list[ROW]] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)

    def case(self, pages: int) -> Path:
        """Give the folder with the inputs of one size."""
        return self.folder / "cases" / str(pages)

    def audited_case(self, pages: int) -> Path:
        """Give the folder with the file of one size that is audited."""
        return self.folder / "audited" / str(pages)

    def take(self, name: str, make: Callable[[], ROW]) -> ROW:
        """Make one run and keep it."""
        row = make()
        rows = self.runs.setdefault(name, [])
        rows.append(row)
        print(
            f"{name:26} {len(rows)}  CPU {row['cpu']:7.2f} s  wall {row['wall']:7.2f} s  {row['peak']:5.0f} MB",
            flush=True,
        )
        return row

    def in_turns(self, makers: Mapping[str, Callable[[], ROW]]) -> None:
        """Make all runs of what is compared, taking turns."""
        for name in makers:
            self.runs.pop(name, None)
        for _ in range(self.many):
            for name, make in makers.items():
                if len(self.runs.get(name, ())) < self._wanted(name):
                    self.take(name, make)

    def _wanted(self, name: str) -> int:
        """Give how often something is run: less often where its first run was long."""
        first = next((row["whole"] for row in self.runs.get(name, ())), 0)
        return self.few if first > LONG else self.many


def main() -> None:
    """Measure the groups asked for, and write what was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--only", nargs="+", choices=sorted(GROUPS), default=list(GROUPS), metavar="GROUP", help=" ".join(GROUPS)
    )
    parser.add_argument("--quick", action="store_true", help="fewer runs, pages and projects; the figures say little")
    parser.add_argument("--keep", type=Path, help="JSON file of all figures; read first, then written")
    parser.add_argument("--write", type=Path, help="the page to write, docs/performance.md")
    parser.add_argument(
        "--page-only", action="store_true", help="measure nothing: write the page from the kept figures"
    )
    arguments = parser.parse_args()
    is_kept = arguments.keep is not None and arguments.keep.exists()
    kept: ROW = json.loads(arguments.keep.read_text(encoding="utf-8")) if is_kept else {}
    if not arguments.page_only:
        _measure(arguments.only, kept, arguments.keep, quick=arguments.quick)
    _tell(kept, arguments.write)


def _measure(groups: Sequence[str], results: ROW, keep: Path | None, *, quick: bool) -> None:
    """Measure the groups into the results, kept after each; where one fails the others are measured all the same."""
    _demand_references(groups)
    begin = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="bidgen-bench-") as folder:
        session = _session(Path(folder), quick=quick)
        session.runs = results.setdefault("runs", {})
        session.told = results.setdefault("told", {})
        session.told["machine"] = _machine() | {"quick": quick}
        _prepare(session, groups)
        for group in groups:
            print(f"\n{group} ({time.monotonic() - begin:.0f} s)", flush=True)
            with suppress(_Failed):
                GROUPS[group](session)
            if keep:
                keep.write_text(json.dumps(results, ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"\nmeasured in {(time.monotonic() - begin) / 60:.1f} minutes\n")


class _Failed(SystemExit):
    """A program that is measured has failed; what it said has been printed."""


def _session(folder: Path, *, quick: bool) -> Session:
    if quick:
        return Session(folder, QUICK_PAGES, QUICK_PROJECTS, QUICK_AUDITED, QUICK_RUNS, QUICK_RUNS)
    return Session(folder, PAGES, PROJECTS, AUDITED, MANY, FEW)


def _demand_references(groups: Iterable[str]) -> None:
    if "docx" in groups and importlib.util.find_spec("docxtpl") is None:
        sys.exit("docxtpl is not installed: pip install --group bench, or name the other groups after --only")


def _prepare(session: Session, groups: Iterable[str]) -> None:
    print("preparing the inputs", flush=True)
    needed = session.pages if set(groups) - {"version", "batch", "audit"} else ()
    if needed:
        _started(sys.executable, HERE / "prepared.py", session.folder / "cases", *needed)
    if set(groups) & {"audit", "profiles"}:
        _started(sys.executable, HERE / "prepared.py", session.folder / "audited", *session.audited, "--audited")
    if "batch" in groups:
        _started(sys.executable, HERE / "prepared.py", session.folder / "workspace", "--projects", session.projects)


def _tell(results: ROW, page: Path | None) -> None:
    """Say how the goals stand. Nothing large is loaded before: a child's peak memory begins with that of its parent."""
    sys.path[:0] = [str(ROOT)]
    from benchmarks.page import goals_of, page_of  # noqa: PLC0415

    for goal in goals_of(results):
        print(f"{goal.verdict}  {goal.measured:>12}  {goal.limit:>10}  {goal.title}")
    if page:
        page.write_text(page_of(results, HERE / "notes.yaml"), encoding="utf-8")


# --- groups ----------------------------------------------------------------------------------------------------------


def _compared(group: str) -> Callable[[Session], None]:
    def measure(session: Session) -> None:
        for pages in session.pages:
            names = COMPARED[group]
            session.in_turns({f"{name}@{pages}": _run(name, session.case(pages)) for name in names})

    return measure


def _builds(session: Session) -> None:
    """Whole builds: the share of the read-back from the example's YAML, the peak memory of the largest tree."""
    case, largest = session.case(session.pages[0]), session.pages[-1]
    session.in_turns({name: _run(name, case) for name in ("project_weasyprint", "project_typst")})
    builds = ("build_weasyprint", "build_typst")
    session.in_turns({f"{name}@{largest}": _run(name, session.case(largest)) for name in builds})


def _check(session: Session) -> None:
    case = session.case(session.pages[0])
    _run("check_modules", case)()
    session.in_turns({name: _run(name, case) for name in ("check", "check_again")})


def _audit(session: Session) -> None:
    """Files of all sizes in turns, as their growth is told; the goals are those of the second size."""
    for pages in session.audited:
        _run("audit_modules", session.audited_case(pages))()
    sizes = {f"audit_again@{pages}": _run("audit_again", session.audited_case(pages)) for pages in session.audited}
    goal = session.audited_case(session.audited[1])
    session.in_turns({f"{name}@{goal.name}": _run(name, goal) for name in ("audit", "audit_project")} | sizes)


def _version(session: Session) -> None:
    commands = {"version": ("-m", "generator", "--version"), "python": ("-c", "pass")}
    session.in_turns({name: _command(*words) for name, words in commands.items()})


def _profiles(session: Session) -> None:
    if not (session.case(session.pages[0]) / "modules.json").exists():
        _run("check_modules", session.case(session.pages[0]))()
    pages = 60
    session.told["slowest"] = {}
    for name in PROFILED:
        case = _profiled_case(session, name, pages)
        row = json.loads(_started(sys.executable, HERE / "measured.py", name, case, "--profile")[0])
        session.told["slowest"][name] = row["slowest"]
        print(name, "profiled", flush=True)


def _profiled_case(session: Session, name: str, pages: int) -> Path:
    if name == "audit":
        return session.audited_case(session.audited[1])
    return session.case(session.pages[0] if name == "check" else pages)


def _batch(session: Session) -> None:
    root = session.folder / "workspace"
    output = root / "output"
    session.in_turns({f"batch_{jobs}_workers": _fresh(root, output, jobs) for jobs in (1, 2)})
    session.in_turns({"batch_unchanged": _build(root, 2)})
    states = [row["state"] for row in _report(output)]
    plan = json.loads((root / "change.json").read_text(encoding="utf-8"))
    before = _documents(output)
    _replace(root / plan["file"], *plan["texts"])
    dependents = [name for name in before if plan["path"] in (output / name / "trace.json").read_text(encoding="utf-8")]
    session.runs.pop("batch_changed", None)
    session.take("batch_changed", _build(root, 2))
    after = _documents(output)
    report = _report(output)
    pages = [row["pages"]["pdf"] for row in report]
    session.told["batch"] = {
        "projects": session.projects,
        "unchanged": states.count("unchanged"),
        "dependents": dependents,
        "changed": [name for name in before if _bytes(before[name]) != _bytes(after[name])],
        "updated": [name for name in before if before[name] != after[name]],
        "checked": [row["state"] for row in report].count("updated"),
        "pages": [min(pages), max(pages)],
    }


GROUPS: Mapping[str, Callable[[Session], None]] = {
    **{group: _compared(group) for group in COMPARED},
    "builds": _builds,
    "check": _check,
    "audit": _audit,
    "version": _version,
    "batch": _batch,
    "profiles": _profiles,
}


# --- the batch -------------------------------------------------------------------------------------------------------


def _build(root: Path, jobs: int) -> Callable[[], ROW]:
    options = ("--workspace", root, "--jobs", jobs, "--pdf-engine", "typst")
    return _command("-m", "generator", "build", *options)


def _fresh(root: Path, output: Path, jobs: int) -> Callable[[], ROW]:
    """Build all projects anew."""

    def make() -> ROW:
        shutil.rmtree(output, ignore_errors=True)
        return _build(root, jobs)()

    return make


def _documents(output: Path) -> dict[str, list[tuple[bytes, int, int]]]:
    """Give each project's documents: their bytes, and what tells whether they were written anew."""
    names = sorted(file.parent.name for file in output.glob("*/trace.json"))
    return {name: [_written(file) for file in _documents_of(output / name)] for name in names}


def _written(file: Path) -> tuple[bytes, int, int]:
    told = file.stat()
    return file.read_bytes(), told.st_ino, told.st_mtime_ns


def _bytes(documents: Iterable[tuple[bytes, int, int]]) -> list[bytes]:
    return [data for data, *_ in documents]


def _documents_of(folder: Path) -> list[Path]:
    return sorted(file for file in folder.iterdir() if file.suffix in {".docx", ".pdf"})


def _report(output: Path) -> list[ROW]:
    """Give what the last call told of each project."""
    return list(json.loads((output / "batch.json").read_text(encoding="utf-8"))["projects"])


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    if old not in text:
        sys.exit(f"{file.name} does not hold the text to change")
    file.write_text(text.replace(old, new), encoding="utf-8")


# --- one run ---------------------------------------------------------------------------------------------------------


def _run(name: str, case: Path) -> Callable[[], ROW]:
    """Give the maker of a measured run: what `measured.py` says of itself, its peak memory and its whole time."""

    def make() -> ROW:
        text, used = _started(sys.executable, HERE / "measured.py", name, case)
        told = json.loads(text)
        return {key: told[key] for key in ("cpu", "wall", "steps", "facts")} | {
            key: used[key] for key in ("peak", "whole")
        }

    return make


def _command(*words: object) -> Callable[[], ROW]:
    """Give the maker of a run that is a command of its own, from its start to its end."""

    def make() -> ROW:
        _, used = _started(sys.executable, *words)
        return used | {"wall": used["whole"]}

    return make


def _started(*command: object) -> tuple[str, ROW]:
    """Run a program to its end; give its answer, CPU and wall seconds, and the peak memory of it or one it started."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    with tempfile.TemporaryFile() as answer, tempfile.TemporaryFile() as complaint:
        begin = time.perf_counter()
        words = [str(word) for word in command]
        child = subprocess.Popen(words, stdout=answer, stderr=complaint, cwd=ROOT, env=environment)  # noqa: S603
        _, status, used = os.wait4(child.pid, 0)
        whole = time.perf_counter() - begin
        child.returncode = os.waitstatus_to_exitcode(status)
        answer.seek(0)
        complaint.seek(0)
        if child.returncode:
            print(f"FAILED: {' '.join(words[1:])}\n{complaint.read().decode()[-3000:]}{answer.read().decode()[-3000:]}")
            raise _Failed(child.returncode)
        row = {"cpu": used.ru_utime + used.ru_stime, "whole": whole, "peak": used.ru_maxrss / 1024}
        return answer.read().decode(), row


def _machine() -> ROW:
    """Describe the machine in general words."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "system": platform.system(),
        "processor": platform.machine(),
        "processors": len(os.sched_getaffinity(0)),
        "memory": round(memory),
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 1),
        "date": date.today().isoformat(),  # noqa: DTZ011 - the day here
        "packages": {name: _version_of(name) for name in PACKAGES},
    }


def _version_of(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


if __name__ == "__main__":
    main()
