"""Where the time of a build goes: CPU and wall seconds of each stage, and peak memory, for one project.

Run it as a process of its own: `python benchmarks/profile_build.py [PROJECT] [--rounds N]` from the checkout. The first
round is cold (lazy imports, empty caches); the best of the further rounds is what a batch pays for each document.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))


@dataclass(slots=True)
class Clock:
    """Collects (step, wall seconds, CPU seconds) between calls."""

    rows: list[tuple[str, float, float]] = field(default_factory=list)
    name: str = ""
    wall: float = 0
    cpu: float = 0

    def start(self, name: str) -> None:
        """End the running step and begin the next; an empty name ends the last."""
        wall, cpu = time.perf_counter(), time.process_time()
        if self.name:
            self.rows.append((self.name, wall - self.wall, cpu - self.cpu))
        self.name, self.wall, self.cpu = name, wall, cpu


def main() -> None:
    """Print a table of the stages, the total of `check`, the total of `build`, and the peak resident memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("project", nargs="?", default="video_evidence")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    imports = Clock()
    imports.start("imports")
    from generator.pipeline.building import build_project  # noqa: PLC0415 - its time is measured
    from generator.pipeline.checking import check_project  # noqa: PLC0415 - its time is measured

    imports.start("")
    _print("imports", imports.rows)
    project = ROOT / "projects" / arguments.project
    for number in range(arguments.rounds):
        with tempfile.TemporaryDirectory() as output:
            check, build = Clock(), Clock()
            check.start("")
            check_project(ROOT, project, check.start)
            check.start("")
            built = build_project(ROOT, project, Path(output), step=build.start)
            build.start("")
        _print(f"round {number + 1}: check", check.rows)
        _print(f"round {number + 1}: build of {len(built.files)} files, pages {dict(built.page_counts)}", build.rows)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"\npeak resident memory {peak / 1024:.0f} MB")


def _print(title: str, rows: list[tuple[str, float, float]]) -> None:
    print(f"\n{title}\n{'wall s':>8} {'cpu s':>8}  step")
    for name, wall, cpu in [*rows, ("total", sum(row[1] for row in rows), sum(row[2] for row in rows))]:
        print(f"{wall:8.3f} {cpu:8.3f}  {name}")


if __name__ == "__main__":
    main()
