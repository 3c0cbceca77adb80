"""Findings about a blind document: what tells who bids, and looks that its style does not have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generator.finding import Finding, Place, Severity
from generator.model.identity import Group, Identity, Match, Word
from generator.style.sheet import Sheet

NAME_SHOWN = "B101"
"""B101: a blind document shows a name of the company."""
PERSON_SHOWN = "B102"
"""B102: a blind document shows a person's name."""
CONTACT_SHOWN = "B103"
"""B103: a blind document shows a phone number, an address, a mail or web address."""
REGISTRATION_SHOWN = "B104"
"""B104: a blind document shows the company's registration or bank account."""
NUMBER_SHOWN = "B105"
"""B105: a blind document shows the number of a certificate or contract."""
RELATION_SHOWN = "B106"
"""B106: a blind document shows a site, a client, a partner or a project of the company."""
PROPERTY_FILLED = "B107"
"""B107: a file property that must be empty has words."""
PICTURE_SHOWN = "B108"
"""B108: a blind document has a picture."""
RUNNING_WORDS = "B109"
"""B109: a blind document has a header, or words besides the page number in its footer."""
OTHER_FONT = "B110"
"""B110: a blind document has a second font."""
OTHER_SIZE = "B111"
"""B111: a blind document has letters of a size the style does not have."""
OTHER_COLOUR = "B112"
"""B112: a blind document has a colour."""
EMPHASIS = "B113"
"""B113: a blind document has bold, slanting, underlined or struck words."""
OTHER_SPACING = "B114"
"""B114: a blind document has a line spacing, a paper size or margins the style does not have."""
HIDDEN_PART = "B115"
"""B115: a blind document has a part that readers do not see: comments, revisions, hidden words, attachments, links."""
UNREADABLE = "B116"
"""B116: a blind document cannot be read for the check."""
FILE_NAME = "B117"
"""B117: the name of a blind file tells who the bidder is."""

_CODES = {
    Group.NAME: NAME_SHOWN,
    Group.PERSON: PERSON_SHOWN,
    Group.CONTACT: CONTACT_SHOWN,
    Group.REGISTRATION: REGISTRATION_SHOWN,
    Group.NUMBER: NUMBER_SHOWN,
    Group.RELATION: RELATION_SHOWN,
}
_MASK_HINT = "在模板或者资料里改用中性的说法；由资料取来的值会自动遮去，手写在模板里的要删去。"
_AROUND = 8


@dataclass(slots=True)
class Search:
    """What one output is searched with, and what was found in it; each thing is told once, with how often it is.

    `fonts` are the families a PDF may have, written alike, `sizes` those of letters outside of drawings.
    """

    output: str
    identity: Identity
    sheet: Sheet
    fonts: frozenset[str] = field(init=False)
    sizes: frozenset[float] = field(init=False)
    _leaks: dict[tuple[str, str], Finding] = field(default_factory=dict)
    _looks: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    _count: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        """Take from the style which fonts and sizes may be; drawings have a size of their own."""
        fonts = self.sheet.fonts.values()
        self.fonts = font_names(name for font in fonts for name in (*font.pdf, *font.pdf_latin))
        self.sizes = frozenset(role.size for role in self.sheet.roles.values())

    def words(self, where: str, text: str) -> None:
        """Search a text for what tells who bids."""
        for match in self.identity.find(text):
            self._leaks.setdefault((match.word.path, where), self._leak(match, where, text))

    def look(self, code: str, what: str, where: str, hint: str) -> None:
        """Note a look or a part that may not be; `what` is told once, with the first place."""
        self._looks.setdefault((code, what), (where, hint))
        self._count[code, what] += 1

    def findings(self) -> tuple[Finding, ...]:
        """Give everything found, leaks first."""
        return (*self._leaks.values(), *self._look_findings())

    def _leak(self, match: Match, where: str, text: str) -> Finding:
        word = match.word
        shown = text[max(match.start - _AROUND, 0) : match.end + _AROUND].strip()
        message = f"暗标{self.output}的{where}出现{word.group.value}“{text[match.start : match.end]}”：{shown}"
        return Finding(_CODES[word.group], Severity.ERROR, Place(word.path), message, _MASK_HINT)

    def _look_findings(self) -> Iterator[Finding]:
        for (code, what), (where, hint) in self._looks.items():
            count = self._count[code, what]
            often = f"，共{count}处" if count > 1 else ""
            yield Finding(code, Severity.ERROR, Place(), f"暗标{self.output}的{where}{what}{often}", hint)


def check_file_name(name: str, identity: Identity) -> tuple[Finding, ...]:
    """Tell whether the name of a file to be handed in tells who bids."""
    return tuple(_named(name, word) for word in dict.fromkeys(match.word for match in identity.find(name)))


def _named(name: str, word: Word) -> Finding:
    message = f"暗标的文件名“{name}”含{word.group.value}“{word.text}”"
    return Finding(FILE_NAME, Severity.ERROR, Place(word.path), message, "文件名取自文件种类的 name，请改这个名称。")


def unreadable(output: str, error: Exception) -> Finding:
    """Tell that an output cannot be read."""
    message = f"暗标{output}写出后无法读回检查（{type(error).__name__}）"
    return Finding(UNREADABLE, Severity.ERROR, Place(), message, "这是 bidgen 自身的错误，请保留项目资料并报告。")


def font_names(names: Iterable[str]) -> frozenset[str]:
    """Give font names alike however they are written: without blanks, hyphens and case."""
    return frozenset("".join(letter for letter in name.casefold() if letter.isalnum()) for name in names)
