"""A batch that is killed again and again: no file is ever torn, and the next run finishes the rest.

BIDGEN_KILLS=N kills more often than the ordinary run; `benchmarks/kills.py` kills two hundred times.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks.kills import kill_runs

KILLS = int(os.environ.get("BIDGEN_KILLS", "8"))


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="process groups are killed")
def test_kills_leave_whole_files_and_the_next_run_finishes(tmp_path: Path) -> None:
    seen = kill_runs(tmp_path, projects=8, kills=KILLS, seed=20261122)
    assert (seen.kills, seen.torn, seen.different) == (KILLS, (), ())
