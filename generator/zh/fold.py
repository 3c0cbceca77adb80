"""Text folded for reading by patterns: full-width forms made plain, idle spaces gone, each character's place kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

_ENCLOSED = range(0x2460, 0x2500)
_DINGBATS = range(0x2776, 0x2794)
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü"
_SYLLABLE = (
    "(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:iang|iong|uang|ueng|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ui|uo|ue|er|a|o|e|i|u|v)"
)
_READING = re.compile(rf"(?<=[㐀-鿿])[(（](?:[a-zɡ]{{0,5}}[{_TONES}][a-zɡ]{{0,4}}|{_SYLLABLE})[)）]")
_NOTHING: Mapping[int, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Folded:
    """The folded text; `offsets` gives for each of its characters the offset of the character it came from."""

    plain: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the place in the original text of a stretch of the folded one that is not empty."""
        return self.offsets[start], self.offsets[end - 1] + 1


class _Forms(dict[int, str]):
    """The plain form of each character, found when it is first met."""

    def __missing__(self, code: int) -> str:
        # An enclosed figure (①) numbers an item: as a plain digit it would join the figure that follows.
        is_number = code in _ENCLOSED or code in _DINGBATS
        form = chr(code) if is_number else unicodedata.normalize("NFKC", chr(code))
        self[code] = " " if form.isspace() else form
        return self[code]


_FORMS = _Forms()


def fold(text: str, variants: Mapping[int, str] = _NOTHING) -> Folded:
    """Fold a text character by character, so that every one keeps its place.

    `variants` gives, by code, characters that are read as another (時 → 时).
    """
    single = text.translate(variants) if variants else text
    plain = single.translate(_FORMS)
    if len(plain) == len(text) and " " not in plain and not _READING.search(text):
        return Folded(plain, range(len(text)))
    return _folded(single)


def _folded(text: str) -> Folded:
    plain: list[str] = []
    offsets: list[int] = []
    readings = _readings(text)
    for offset, character in enumerate(text):
        form = _FORMS[ord(character)]
        if offset in readings or (form == " " and not _divides(plain[-1:], text[offset + 1 : offset + 2])):
            continue
        plain.append(form)
        offsets.extend([offset] * len(form))
    return Folded("".join(plain), tuple(offsets))


def _readings(text: str) -> frozenset[int]:
    """Give the offsets of readings that a converter left behind a character: 內(nèi)."""
    return frozenset(offset for found in _READING.finditer(text) for offset in range(*found.span()))


def _divides(before: list[str], after: str) -> bool:
    """Tell whether a space stands between two characters that would become one word without it."""
    return bool(before) and _is_latin(before[0][-1:]) and _is_latin(after)


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
