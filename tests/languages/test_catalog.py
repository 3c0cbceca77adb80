"""The English catalog is complete, keeps every place of its messages, and the compiled file is the written one."""

from __future__ import annotations

import re
from functools import cache

from babel.messages.catalog import Catalog

from generator.languages.english import CATALOG, HAN
from tests.languages.catalog import COMPOSED, NO_MESSAGES, compiled, lines, wanted, written
from tests.languages.extraction import PROGRAM, templates

QUOTED = re.compile(r"“[^”]*”|《[^》]*》|（[^）]*）|\"[^\"]*\"")
KEPT = re.compile("不超过|不少于|少于|多于|等于|满足|包含")
PLACE = re.compile(r"\{\d\}")


@cache
def catalog() -> Catalog:
    return written()


@cache
def english() -> dict[str, str]:
    return {str(row.id): str(row.string) for row in catalog() if row.id}


def test_every_message_is_translated() -> None:
    """Where this fails, a message is new: `python -m tests.languages.catalog`, then write its English in bidgen.po."""
    known = english()
    assert {text: place for text, place in wanted().items() if not known.get(text)} == {}


def test_texts_put_together_are_translated() -> None:
    known = english()
    assert [text for text in lines(COMPOSED) if not known.get(text)] == []


def test_every_place_of_a_message_is_in_its_english() -> None:
    def places(text: str) -> list[str]:
        return sorted(PLACE.findall(re.sub(r"\{\{|\}\}", "", text)))

    assert {text: told for text, told in english().items() if set(places(text)) != set(places(told))} == {}


def test_no_english_is_left_in_chinese() -> None:
    """Examples of data and words of documents stand in quotation marks and stay; so do words that YAML expects."""
    left = {told for told in english().values() if HAN.search(KEPT.sub("", QUOTED.sub("", told)))}
    assert left == set()


def test_the_compiled_catalog_is_the_written_one() -> None:
    assert CATALOG.read_bytes() == compiled(catalog())


def test_what_is_excepted_is_in_the_program() -> None:
    said = {template for path in PROGRAM.rglob("*.py") for template in templates(path)}
    assert [text for text in lines(NO_MESSAGES) if text not in said] == []
    assert [text for text in lines(NO_MESSAGES) if english().get(text)] == []
