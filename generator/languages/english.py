"""Finished Chinese messages in English: the template a message was made from is found again, its places told likewise.

A message is made of f-strings in some sixty modules. The catalog holds each as a template with numbered places; a
finished text is matched against them, the longest first, and the English template is filled with the places in
English. What stands between “ ” is data or a quotation and stays as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from babel.messages.mofile import read_mo

from generator.languages.quantities import quantity_in_english

CATALOG = Path(__file__).parent / "locale" / "en" / "LC_MESSAGES" / "bidgen.mo"
HAN = re.compile(r"[\u3400-\u9fff]")
_PLACE = re.compile(r"\{\{|\}\}|\{(\d+)\}")
_QUOTED = re.compile(r"“[^”]*”|《[^》]*》")
_COUNTED = re.compile(r"\b(\d[\d,]*) ((?:[\w-]+ ){0,3}?[\w-]+)\((e?s)\)")
_BREAKS = ("\n", "。", "；", "：", "，", "、")
_MARKS = str.maketrans(
    {
        "。": ". ",
        "；": "; ",
        "：": ": ",
        "，": ", ",
        "、": ", ",
        "（": " (",
        "）": ")",
        "？": "?",
        "！": "!",
        "【": "[",
        "】": "]",
    }
)
_MOST_TRIED = 24
_CERTAIN = 6
"""A template of so many characters is a message; shorter ones may be words of a document."""
_WEAK = 3
"""A template of fewer characters fits what it was not meant for: it counts only where it leaves nothing in Chinese."""


@dataclass(frozen=True, slots=True)
class _Template:
    """A template: what matches it, its English words, and the places whose content is data that nobody translates."""

    pattern: re.Pattern[str]
    anchor: str
    weight: int
    numbers: tuple[int, ...]
    verbatim: frozenset[int]
    english: str


@dataclass(frozen=True, slots=True)
class _Told:
    """A text in English, and how many Chinese characters outside quotations were left in it."""

    text: str
    left: int


@dataclass(frozen=True, slots=True)
class _Known:
    """The catalog: whole texts, and templates, the longest first."""

    texts: dict[str, str]
    templates: tuple[_Template, ...]


def in_english(text: str) -> str:
    """Give a Chinese text in English; what nobody translated stays as it is."""
    return _polished(_told(text).text)


def in_english_if_known(text: str) -> str:
    """Give a text in English where the catalog has it as a whole; data that only resemble a message stay as written."""
    exact = _known().texts.get(text.strip())
    if exact is not None:
        return exact
    found = (
        (template, _filled(template, match))
        for template in _known().templates
        if template.weight >= _WEAK
        and template.anchor in text
        and (match := template.pattern.fullmatch(text.strip())) is not None
    )
    sure = (told for template, told in found if template.weight >= _CERTAIN or told.left == 0)
    best = min(sure, key=lambda told: told.left, default=None)
    return text if best is None else _polished(best.text)


def left_in_chinese(text: str) -> int:
    """Count the characters outside quotations that stay Chinese in the English text."""
    return _told(text).left


@lru_cache(maxsize=4096)
def _told(text: str) -> _Told:
    core = text.strip()
    if core != text:
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        inner = _told(core) if core else _Told("", 0)
        return _Told(before + inner.text + after, inner.left)
    if _chinese(text) == 0:
        return _Told(_with_latin_marks(text), 0)
    exact = _known().texts.get(text) or quantity_in_english(text)
    if exact is not None:
        return _Told(exact, 0)
    return min((_Told(text, _chinese(text)), *_tries(text)), key=lambda told: told.left)


def _with_latin_marks(text: str) -> str:
    """Give a text without Chinese words with the marks of English ones; quotations stay."""
    parts = _QUOTED.split(text)
    quotations = [*_QUOTED.findall(text), ""]
    marked = (part.translate(_MARKS).replace("  (", " (") for part in parts)
    return "".join(part + quotation for part, quotation in zip(marked, quotations, strict=True))


def _tries(text: str) -> Iterator[_Told]:
    """Give the ways to tell a text, the best guess first, until one leaves nothing in Chinese."""
    tried = 0
    for template in _known().templates:
        found = template.pattern.fullmatch(text) if template.anchor in text else None
        if found is None:
            continue
        told = _filled(template, found)
        tried += 1
        if told.left == 0 or template.weight >= _WEAK:
            yield told
        if told.left == 0 or tried == _MOST_TRIED:
            return
    worth = _chinese(text) // 3  # a text told by halves helps nobody
    yield from (told for told in _divided(text) if told.left <= worth)


def _filled(template: _Template, found: re.Match[str]) -> _Told:
    places: dict[int, str] = {}
    left = 0
    for number, value in zip(template.numbers, found.groups(), strict=True):
        told = _Told(value, 0) if number in template.verbatim else _told(value)
        places[number] = told.text
        left += told.left
    return _Told(_PLACE.sub(lambda place: places[int(place[1])] if place[1] else place[0][0], template.english), left)


def _divided(text: str) -> Iterator[_Told]:
    """Tell the parts of a text by themselves: lines, sentences, clauses, a quotation and what follows, brackets."""
    for mark in _BREAKS:
        parts = _split(text, mark)
        if len(parts) > 1:
            told = [_told(part) for part in parts]
            joint = mark.translate(_MARKS)
            yield _Told(joint.join(each.text for each in told).rstrip(" "), sum(each.left for each in told))
            return
    quotation = re.fullmatch(r"(“[^”]*”)(.+)", text, re.DOTALL)
    if quotation:
        rest = _told(quotation[2])
        yield _Told(f"{quotation[1]} {rest.text}", rest.left)
    bracket = _bracketed(text)
    if bracket:
        first, inner, last = (_told(part) for part in bracket)
        bracketed = f"({inner.text if inner.left == 0 else bracket[1]})"
        yield _Told(" ".join(filter(None, (first.text, bracketed, last.text))), first.left + last.left)


def _bracketed(text: str) -> tuple[str, str, str] | None:
    """Give what stands before, within and after the first brackets outside quotations; None where there are none.

    What brackets hold is mostly a quotation of the document: it is told where it can be, else left and not counted.
    """
    start, depth, quoted = -1, 0, 0
    for at, character in enumerate(text):
        quoted += (character in "“《") - (character in "”》")
        if character == "（" and quoted <= 0:
            start = at if depth == 0 else start
            depth += 1
        elif character == "）" and quoted <= 0 and depth:
            depth -= 1
            if depth == 0:
                return text[:start], text[start + 1 : at], text[at + 1 :]
    return None


def _split(text: str, mark: str) -> list[str]:
    """Split at a mark, but not within quotations and brackets."""
    parts, depth, start = [], 0, 0
    for at, character in enumerate(text):
        depth += (character in "“《（") - (character in "”》）")
        if character == mark and depth <= 0:
            parts.append(text[start:at])
            start = at + 1
    return [*parts, text[start:]]


def _chinese(text: str) -> int:
    return len(HAN.findall(_QUOTED.sub("", text)))


def _polished(text: str) -> str:
    """Give `1 error(s)` as `1 error`, `2 error(s)` as `2 errors`, and no blanks that a missing word left."""
    text = re.sub(r"(?<=\S) +(?=[,.;:](?:\s|$))|(?<=[^\s:]) +$", "", text)
    return _COUNTED.sub(lambda found: f"{found[1]} {found[2]}{'' if found[1] == '1' else found[3]}", text)


@cache
def _known() -> _Known:
    with CATALOG.open("rb") as stream:
        rows = [_stripped(str(row.id), str(row.string)) for row in read_mo(stream) if row.id and row.string]
    texts = {_literal(chinese): _literal(english) for chinese, english in rows if not _numbers(chinese)}
    templates = sorted((row for row in rows if _numbers(row[0])), key=lambda row: (-_weight(row[0]), row[0]))
    return _Known(texts, tuple(_template(*row) for row in templates))


def _stripped(chinese: str, english: str) -> tuple[str, str]:
    """Give a row without the blanks around its Chinese: a text is looked up without them and gets its own back."""
    english = english.lstrip() if chinese[0].isspace() else english
    return chinese.strip(), english.rstrip() if chinese[-1].isspace() else english


def _template(chinese: str, english: str) -> _Template:
    numbers = _numbers(chinese)
    literals = _pieces(chinese)
    pattern = "(.*?)".join(map(re.escape, literals))
    verbatim = {number for at, number in enumerate(numbers) if _is_quoted("".join(literals[: at + 1]))}
    return _Template(
        re.compile(pattern, re.DOTALL), max(literals, key=len), _weight(chinese), numbers, frozenset(verbatim), english
    )


def _is_quoted(before: str) -> bool:
    """Tell whether what follows these words stands within a quotation."""
    return before.count("“") > before.count("”") or before.count("《") > before.count("》")


def _numbers(template: str) -> tuple[int, ...]:
    return tuple(int(place[1]) for place in _PLACE.finditer(template) if place[1])


def _pieces(template: str) -> list[str]:
    """Give the literal words before, between and after the places."""
    pieces, start, words = [], 0, ""
    for place in _PLACE.finditer(template):
        words += template[start : place.start()]
        start = place.end()
        if place[1]:
            pieces.append(words)
            words = ""
        else:
            words += place[0][0]
    return [*pieces, words + template[start:]]


def _literal(template: str) -> str:
    return template.replace("{{", "{").replace("}}", "}")


def _weight(template: str) -> int:
    return sum(map(len, _pieces(template)))
