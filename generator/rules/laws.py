"""The register of laws that came with the program: how an article is cited, and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pydantic import TypeAdapter

from generator.load.asked import recorded
from generator.load.resources import builtin_root
from generator.load.workspace import read_catalog_list
from generator.model.law import Article

LAWS = "catalogs/law.yaml"


@cache
def laws() -> Mapping[str, Article]:
    """Give every registered article by its id; read once, and only by who needs one.

    The register is a part of the program: whoever asks what a project was made from need not hear of it.
    """
    with recorded():
        read = read_catalog_list(builtin_root(), LAWS)
    rows = TypeAdapter(tuple[Article, ...]).validate_python(read.value[0] if read.value else ())
    return {row.id: row for row in rows}


def citation(name: str) -> str:
    """Give the citation of a registered article: 《title》（number）第N条, of a standard its number and title."""
    row = laws()[name]
    if row.number and row.number.startswith("GB"):
        return f"{row.number}《{row.title}》"
    number = f"（{row.number}）" if row.number else ""
    return f"《{row.title}》{number}{row.article or ''}"


def article_text(name: str) -> str:
    """Give what an article says, a paragraph a line; nothing where only the law as a whole is registered."""
    return "\n".join(laws()[name].text)
