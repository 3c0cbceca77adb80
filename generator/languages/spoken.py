"""Which language the user reads, and `told`, which gives every outermost edge the words in it.

Chinese is the language the program is written in: where it is spoken nothing is looked up and nothing is loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextvars import ContextVar

CHINESE, ENGLISH = "zh_CN", "en"
LANGUAGES = (CHINESE, ENGLISH)
OPTION = "--lang"
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
_spoken: ContextVar[str] = ContextVar("language", default=CHINESE)


def asked_for(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Give the language that the command line (`--lang en`) or else the environment asks for; Chinese by default."""
    for at, argument in enumerate(arguments):
        if argument == "--":
            break
        name, _, value = argument.partition("=")
        if name == OPTION:
            return _known(value or "".join(arguments[at + 1 : at + 2]))
    return _known(next(filter(None, (environment.get(name) for name in _VARIABLES)), ""))


def speak(language: str) -> None:
    """Tell everything from now on in this language."""
    _spoken.set(language)


def is_english() -> bool:
    """Tell whether the user reads English."""
    return _spoken.get() == ENGLISH


def told(text: str) -> str:
    """Give a finished Chinese text in the language of the user; what no catalog knows stays as it is."""
    if not is_english():
        return text
    from generator.languages.english import in_english  # noqa: PLC0415 - where Chinese is spoken, nothing is loaded

    return in_english(text)


def told_if_known(text: str) -> str:
    """Give a text among data, such as a cell of a sheet, in the language of the user where it is one of ours."""
    if not is_english():
        return text
    from generator.languages.english import in_english_if_known  # noqa: PLC0415 - as in `told`

    return in_english_if_known(text)


def told_each(texts: Iterable[str]) -> tuple[str, ...]:
    """Give several texts in the language of the user."""
    return tuple(map(told, texts))


def told_sentences(sentence: str, another: str) -> str:
    """Give two told texts as one: the first as a sentence of its own."""
    return f"{sentence}. {another}" if is_english() else f"{sentence}。{another}"


def _known(name: str) -> str:
    return ENGLISH if name.lower().replace("-", "_").split("_")[0].split(".")[0] == ENGLISH else CHINESE
