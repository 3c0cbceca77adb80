"""`bidgen rules`: lists every code a finding can carry."""

from __future__ import annotations

from itertools import groupby

import click

from generator.cli.codes import all_codes
from generator.cli.messages import say
from generator.languages.spoken import told

EPILOG = """\b
示例：
  bidgen rules
  bidgen explain S006     说明其中一个编号
"""


@click.command(epilog=EPILOG, options_metavar="[选项]")
def rules() -> None:
    """列出检查可能报告的全部问题编号，按类别排列。"""
    for family, codes in groupby(all_codes().values(), key=lambda code: code.family):
        say(family)
        for code in codes:
            click.echo(f"  {code.code}  {told(code.title)}")
