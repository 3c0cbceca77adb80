"""`bidgen explain`: says what a code means and how to mend what it reports."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from textwrap import indent

import click
from click.shell_completion import CompletionItem

from generator.cli.codes import Code, all_codes
from generator.languages.spoken import is_english, told

EPILOG = """\b
示例：
  bidgen explain S006
"""


def _complete(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    found = (row for row in all_codes().values() if row.code.startswith(incomplete.upper()))
    return [CompletionItem(row.code, help=row.title) for row in found]


@click.command(epilog=EPILOG, options_metavar="[选项]")
@click.argument("code", metavar="编号", shell_complete=_complete)
def explain(*, code: str) -> None:
    """说明一个问题编号：什么意思，为什么要改，错误和正确的写法。"""
    row = all_codes().get(code.upper())
    if row is None:
        near = "、".join(get_close_matches(code.upper(), all_codes()))
        raise click.UsageError(f"没有编号“{code}”。{f'相近的有：{near}。' if near else ''}全部编号见：bidgen rules")
    click.echo("\n\n".join(_paragraphs(row)))


def _paragraphs(row: Code) -> Iterator[str]:
    """Give what a code means; its examples and the articles of law are quoted in Chinese."""
    family = told(f"（{'，'.join(filter(None, (row.family, row.severity)))}）")
    yield f"{row.code}  {told(row.title)}{' ' if is_english() else ''}{family}"
    yield told(row.explanation.strip())
    if row.basis:
        yield told("依据：") + "\n".join(map(_article, row.basis))
    if row.hint:
        yield told(f"怎样改：{row.hint}")
    for label, example in (("错误的写法：", row.bad), ("正确的写法：", row.good)):
        if example:
            yield f"{told(label)}\n{indent(example.rstrip(), '  ')}"


def _article(name: str) -> str:
    """Give the citation of a registered article, its words below it."""
    from generator.rules.laws import article_text, citation

    text = article_text(name)
    return f"{told(citation(name))}\n{indent(text, '  ')}" if text else told(citation(name))
