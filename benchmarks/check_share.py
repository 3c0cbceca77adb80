"""What checking costs beside printing: CPU of `check` as a share of the CPU of building the same project's PDF.

`python benchmarks/check_share.py [PROJECT] [--checks N] [--builds N]` from the checkout. Every run is a process of its
own, and the two kinds take turns, so that a busy machine slows both alike: the shares count, not the seconds. One run
before the measured ones fills the caches that users have filled too. Starting Python and importing our modules costs
both the same and is shown apart; the share of the work must stay below a tenth, or the exit code is 1.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
LIMIT = 0.1
STEPS = ("start and imports", "rules", "other work", "work", "whole process")


def main() -> None:
    """Measure both kinds of runs and print a table, or be one of these runs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("project", nargs="?", default="data_centre")
    parser.add_argument("--checks", type=int, default=5)
    parser.add_argument("--builds", type=int, default=3)
    parser.add_argument("--run", choices=("check", "pdf"), help="be one run and print its CPU seconds as JSON")
    arguments = parser.parse_args()
    if arguments.run:
        print(json.dumps(_run(arguments.run, arguments.project)))
        return
    _measured("check", arguments.project)
    checks, builds = [], []
    for turn in range(max(arguments.checks, arguments.builds)):
        checks += [_measured("check", arguments.project)] if turn < arguments.checks else []
        builds += [_measured("pdf", arguments.project)] if turn < arguments.builds else []
    _print(arguments.project, checks, builds)
    sys.exit(_share("work", checks, builds) >= LIMIT)


def _measured(what: str, project: str) -> dict[str, float]:
    command = [sys.executable, str(Path(__file__)), project, "--run", what]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)  # noqa: S603 - the command is written here
    return dict(json.loads(done.stdout))


def _run(what: str, project: str) -> dict[str, float]:
    """Check or build once and give the CPU seconds of this process by step, and the pages it made."""
    from generator.batch.template_cache import kept_templates  # noqa: PLC0415 - its time is measured
    from generator.pipeline.building import build_project  # noqa: PLC0415 - its time is measured
    from generator.pipeline.checking import check_project  # noqa: PLC0415 - its time is measured
    from generator.wanted import Wanted  # noqa: PLC0415 - its time is measured

    steps = [("start", time.process_time())]
    folder = ROOT / "projects" / project
    pages = 0
    with kept_templates(), tempfile.TemporaryDirectory() as output:
        if what == "check":
            check_project(ROOT, folder, lambda name: steps.append((name, time.process_time())))
        else:
            built = build_project(ROOT, folder, Path(output), Wanted(frozenset({"pdf"})))
            if not built.files:
                sys.exit(f"{project} does not build: {[finding.message for finding in built.findings]}")
            pages = built.page_counts["pdf"]
    end = time.process_time()
    imports = steps[0][1]
    rules = end - next((moment for name, moment in steps if name == "逐条审核"), end)
    return dict(zip(STEPS, (imports, rules, end - imports - rules, end - imports, end), strict=True), pages=pages)


def _print(project: str, checks: list[dict[str, float]], builds: list[dict[str, float]]) -> None:
    print(
        f"{project}, {builds[0]['pages']} pages; CPU seconds, median of {len(checks)} checks and {len(builds)} builds"
    )
    print(f"{'check':>8} {'PDF':>8} {'share':>7}  step")
    for step in STEPS:
        check, build = (median(run[step] for run in runs) for runs in (checks, builds))
        share = "" if step in STEPS[:3] else f"{check / build:.3f}"
        print(f"{check:8.2f} {build:8.2f} {share:>7}  {step}")
    rules = median(run["rules"] for run in checks) / median(run["work"] for run in builds)
    print(f"all rules cost {rules:.3f} of the PDF build's work")


def _share(step: str, checks: list[dict[str, float]], builds: list[dict[str, float]]) -> float:
    return median(run[step] for run in checks) / median(run[step] for run in builds)


if __name__ == "__main__":
    main()
