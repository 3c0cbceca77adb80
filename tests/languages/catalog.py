"""What the English catalog must hold, and the command that brings it up to date.

    .venv/bin/python -m tests.languages.catalog

adds what is new in the program to bidgen.po without its English, drops what is gone, and compiles bidgen.mo. Texts
that no single literal says (they are put together from several) stand in composed.txt; literals that are no message to
a user (vocabularies, words of the documents) in no_messages.txt.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from generator.cli.codes import all_codes
from generator.languages.english import CATALOG
from tests.languages.extraction import HAN, PROGRAM, templates

WRITTEN = CATALOG.with_suffix(".po")
COMPOSED = Path(__file__).with_name("composed.txt")
NO_MESSAGES = Path(__file__).with_name("no_messages.txt")
_MADE = datetime(2026, 11, 22, tzinfo=UTC)


def wanted() -> dict[str, str]:
    """Give every message of the program with the module that says it first, and what each code means."""
    excepted = set(lines(NO_MESSAGES))
    found: dict[str, str] = {}
    for path in sorted(PROGRAM.rglob("*.py")):
        for template in templates(path):
            if template not in excepted:
                found.setdefault(template, path.relative_to(PROGRAM).as_posix())
    for row in all_codes().values():
        for text in filter(HAN.search, (row.title, row.explanation.strip(), row.hint)):
            found.setdefault(text.replace("{", "{{").replace("}", "}}"), row.code)
    return found


def lines(path: Path) -> list[str]:
    """Give the texts of a list, one in each line; `\\n` stands for a line break."""
    rows = path.read_text(encoding="utf-8").splitlines()
    return [row.replace("\\n", "\n") for row in rows if row and not row.startswith("#: ")]


def written() -> Catalog:
    """Give the catalog as it is written."""
    with WRITTEN.open("rb") as stream:
        return read_po(stream, locale="en")


def compiled(catalog: Catalog) -> bytes:
    """Give a catalog as the program reads it."""
    stream = io.BytesIO()
    write_mo(stream, catalog)
    return stream.getvalue()


def as_text(catalog: Catalog) -> bytes:
    """Give a catalog as it is written: sorted, a text in one line."""
    stream = io.BytesIO()
    write_po(stream, catalog, width=0, sort_output=True)
    return stream.getvalue()


def brought_up_to_date(old: Catalog) -> Catalog:
    """Give the catalog with everything wanted, with the English it has, and nothing else."""
    new = Catalog(
        locale="en",
        project="bidgen",
        version="0.1.0",
        charset="utf-8",
        creation_date=_MADE,
        revision_date=_MADE,
        header_comment="# English words of the program; after a change run: python -m tests.languages.catalog",
        fuzzy=False,
    )
    for text in sorted({*wanted(), *lines(COMPOSED)}):
        known = old.get(text)
        new.add(text, known.string if known else "")
    return new


if __name__ == "__main__":
    catalog = brought_up_to_date(written())
    WRITTEN.write_bytes(as_text(catalog))
    CATALOG.write_bytes(compiled(catalog))
