"""What a command says, in the language of the user; Click's own messages (usage, options, mistakes) with it."""

from __future__ import annotations

import copy
import gettext
import inspect
import os
from pathlib import Path

import click

from generator.languages.spoken import CHINESE, LANGUAGES, OPTION, is_english, speak, told

LOCALE = Path(__file__).parent / "locale"
LANGUAGE = CHINESE


def speak_language(language: str) -> None:
    """Speak a language from now on; gettext, which Click asks for its messages, answers in it too."""
    speak(language)
    gettext.bindtextdomain("messages", LOCALE)
    os.environ["LANGUAGE"] = language


def say(text: str = "", *, err: bool = False, nl: bool = True) -> None:
    """Show a text to the user."""
    click.echo(told(text), err=err, nl=nl)


def language_option() -> click.Option:
    """Give `--lang`, which every command takes; it is read before a command starts."""
    return click.Option(
        [OPTION],
        type=click.Choice(LANGUAGES),
        expose_value=False,
        help="提示和报告用的语言；不写则按环境变量 LC_ALL、LC_MESSAGES、LANG，默认为中文。",
    )


def in_users_language(command: click.Command) -> click.Command:
    """Give a command with `--lang` and with its help in the language of the user."""
    known = copy.copy(command)
    known._help_option = None  # noqa: SLF001 - click keeps it in the words it was first asked for in
    known.params = [*command.params, language_option()]
    if is_english():
        known.params = [_told_parameter(each) for each in known.params]
        known.help, known.short_help = _told(known.help and inspect.cleandoc(known.help)), _told(known.short_help)
        known.epilog, known.options_metavar = _told(known.epilog), _told(known.options_metavar)
        if isinstance(known, click.Group):
            known.subcommand_metavar = told(known.subcommand_metavar)
    return known


def _told_parameter(parameter: click.Parameter) -> click.Parameter:
    known = copy.copy(parameter)
    known.metavar = _told(known.metavar)
    if isinstance(known, click.Option):
        known.help = _told(known.help)
    return known


def _told(text: str | None) -> str | None:
    return text and told(text)
