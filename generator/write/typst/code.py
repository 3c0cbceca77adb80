"""The few forms of Typst code this writer needs: strings, lengths, calls, sequences. Words are always strings."""

from __future__ import annotations

from collections.abc import Iterable

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def string(text: str) -> str:
    """Give text as a string literal: nothing in it can be code or markup."""
    return f'"{text.translate(_ESCAPES)}"'


def points(length: float) -> str:
    """Give a length in points."""
    return f"{round(length, 3):g}pt"


def ems(length: float) -> str:
    """Give a length in sizes of the surrounding text."""
    return f"{length:g}em"


def call(name: str, *positional: str, **named: str) -> str:
    """Give a call; underlines in the names of arguments become hyphens, empty arguments are left out."""
    given = [f"{key.rstrip('_').replace('_', '-')}: {value}" for key, value in named.items() if value]
    return f"{name}({', '.join([*given, *(one for one in positional if one)])})"


def block(parts: Iterable[str]) -> str:
    """Give parts as one piece of content, one after another."""
    return "{\n" + "\n".join(part for part in parts if part) + "\n}"


def sequence(items: Iterable[str]) -> str:
    """Give an array."""
    return "(" + "".join(f"{item}, " for item in items) + ")"


def dictionary(**entries: str) -> str:
    """Give a dictionary; underlines in the keys become hyphens."""
    return "(" + ", ".join(f"{key.replace('_', '-')}: {value}" for key, value in entries.items()) + ")"


def color(name: str) -> str:
    """Give a colour of the sheet (`RRGGBB`)."""
    return f'rgb("#{name}")'


def pen(width: float, paint: str) -> str:
    """Give the stroke of a rule in points and its colour; no width, no rule."""
    if not width:
        return "none"
    return points(width) if paint == "000000" else dictionary(paint=color(paint), thickness=points(width))


def yes(condition: object) -> str:
    """Give `true` for an argument that is named only where it holds."""
    return "true" if condition else ""
