"""Every message of the installed Click has a Chinese translation, and the compiled catalog is the written one.

After a change of messages.po, compile it with

    .venv/bin/python -m babel.messages.frontend compile -d generator/cli/locale -l zh_CN
"""

from __future__ import annotations

import io
from pathlib import Path

import click
import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from generator.cli.messages import LANGUAGE, LOCALE

FOLDER = LOCALE / LANGUAGE / "LC_MESSAGES"
FORMS = {"_": None, "ngettext": (1, 2)}


@pytest.fixture(scope="module")
def written() -> Catalog:
    with (FOLDER / "messages.po").open("rb") as stream:
        return read_po(stream, locale=LANGUAGE)


def test_every_message_of_click_is_translated(written: Catalog) -> None:
    rows = extract_from_dir(Path(click.__file__).parent, method_map=[("**.py", "python")], keywords=FORMS)
    wanted = {message[0] if isinstance(message, tuple) else message for _, _, message, _, _ in rows}
    assert sorted(text for text in wanted if not (text in written and written[text].string)) == []


def test_the_placeholders_are_those_of_click(written: Catalog) -> None:
    assert [(message.id, list(message.check())) for message in written if list(message.check())] == []


def test_the_compiled_catalog_is_the_written_one(written: Catalog) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, written)
    assert (FOLDER / "messages.mo").read_bytes() == compiled.getvalue()
    assert read_mo(io.BytesIO(compiled.getvalue()))["Usage:"].string == "用法："
