"""Puts the findings of several projects together and shows them in the form the user asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

import click

from generator.cli import failures
from generator.cli.codes import titles
from generator.finding import Finding, Severity, worst
from generator.languages.spoken import is_english, told
from generator.source import SourceMap

F = TypeVar("F", bound=Callable[..., object])
LIMITS = {severity.code: severity for severity in Severity}


class Examined(Protocol):
    """What the answer needs of a checked or built project."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of every stage that ran."""

    @property
    def sources(self) -> SourceMap:
        """Where each key path of the project was written."""

    @property
    def texts(self) -> Mapping[str, str]:
        """The text of every file that was read, for carets."""

    @property
    def readable(self) -> bool:
        """Whether the project's files could be read at all."""


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings of all projects, each with its spans resolved, and the texts they point into."""

    findings: tuple[Finding, ...]
    texts: Mapping[str, str]
    readable: bool


def format_option(command: F) -> F:
    """Add `--format`."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json", "sarif"]),
        default="text",
        show_default=True,
        help="结果的形式：文字、JSON 或者 SARIF。",
    )(command)


def limit_option(command: F) -> F:
    """Add `--limit`."""
    return click.option(
        "--limit",
        type=click.Choice(list(LIMITS)),
        default="error",
        show_default=True,
        help="从哪一级起算不通过：提示 notice、警告 warning、错误 error、废标风险 disqualifying。",
    )(command)


def put_together(examined: Iterable[Examined]) -> Findings:
    """Collect the findings of all projects, each once: two projects may share a faulty catalog."""
    from generator.report.places import resolved

    found: dict[Finding, None] = {}
    texts: dict[str, str] = {}
    readable = True
    for project in examined:
        texts.update(project.texts)
        readable = readable and project.readable
        found.update(dict.fromkeys(resolved(finding, project.sources) for finding in map(_told, project.findings)))
    return Findings(tuple(found), texts, readable)


def _told(finding: Finding) -> Finding:
    """Give a finding in the language of the user: from here on it is only shown."""
    if not is_english():
        return finding
    return replace(
        finding, message=told(finding.message), hint=told(finding.hint), basis=tuple(map(told, finding.basis))
    )


def show(answer: Findings, form: str, limit: Severity) -> None:
    """Print the findings to standard output."""
    from generator.report.json_report import json_report
    from generator.report.sarif import sarif_report

    if form == "json":
        click.echo(json_report(answer.findings, SourceMap(), limit), nl=False)
    elif form == "sarif":
        click.echo(sarif_report(answer.findings, SourceMap(), titles()), nl=False)
    else:
        _show_text(answer)


def show_errors(answer: Findings) -> None:
    """Print as text the findings because of which a command could not answer."""
    grave = tuple(finding for finding in answer.findings if finding.severity >= Severity.ERROR)
    show(replace(answer, findings=grave), "text", Severity.ERROR)


def exit_code(answer: Findings, limit: Severity) -> int:
    """Give 2 where input was unreadable, 1 where a finding reaches the limit, else 0."""
    if not answer.readable:
        return failures.UNUSABLE
    gravest = worst(answer.findings)
    return failures.FOUND if gravest is not None and gravest >= limit else failures.CLEAN


def _show_text(answer: Findings) -> None:
    from rich.console import Console

    from generator.report.text import print_report, text_report

    if sys.stdout.isatty():
        print_report(answer.findings, SourceMap(), answer.texts, Console(highlight=False))
    else:
        click.echo(text_report(answer.findings, SourceMap(), answer.texts), nl=False)
