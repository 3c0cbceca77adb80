"""Fuzzes the auditor for a while: `python -m tests.fuzz.run hypothesis|atheris [--seconds 600] [--seed 1]`.

`hypothesis` audits whole files of every sort by the command; `atheris` follows the branches of the reader of Word
packages (dependency group `fuzz`). Both end with exit code 1 and what fails at the first failure.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.fuzz.auditing import audit_anything, quickly
from tests.fuzz.files import COMPARED, any_files
from tests.fuzz.walker import fuzz

ROUND = 50
"""Files between two looks at the clock."""


def main() -> None:
    """Fuzz as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("engine", choices=("hypothesis", "atheris"))
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if arguments.engine == "atheris":
        fuzz(arguments.seconds, arguments.seed)
    else:
        _audit_files(arguments.seconds, arguments.seed)


def _audit_files(seconds: int, number: int) -> None:
    end, rounds = time.monotonic() + seconds, 0
    with tempfile.TemporaryDirectory() as folder, quickly():
        while time.monotonic() < end:
            _round(Path(folder), number + rounds)
            rounds += 1
            sys.stderr.write(f"{rounds * ROUND} files audited, last seed {number + rounds - 1}\n")


def _round(folder: Path, number: int) -> None:
    @seed(number)
    @settings(
        max_examples=ROUND,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.target, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(data=any_files(), is_compared=st.sampled_from(COMPARED))
    def audit(data: bytes, is_compared: bool) -> None:
        audit_anything(data, folder, is_compared=is_compared)

    audit()


if __name__ == "__main__":
    main()
