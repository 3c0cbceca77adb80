"""Characters that only look right: traditional and variant ones, old forms, letters in figures, wide digits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.audit.foreign.case import Case
from generator.audit.foreign.finding import AuditFinding, Certainty, Layer
from generator.audit.text import BlockKind
from generator.finding import Severity

CHARACTER = "A110"

_HAN = re.compile("[㐀-䶿一-鿿]")
_OLD_FORMS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
_LOOK_ALIKE = re.compile(
    r"(?<![A-Za-z0-9])(?:[0-9]+[OoＯ][0-9OoＯ]*|[OoＯlI|][0-9]+|[0-9]+[lI|][0-9lI|]*)(?=(?:个?(?:小时|分钟|工作日|月)|[年月日天次台套元名人]))"
    r"|(?<=[A-Za-z0-9])[\u0391\u0392\u0395-\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u0400-\u04ff]|[\u0400-\u04ff](?=[A-Za-z0-9])"
)
_DIGITS = str.maketrans("OoＯlI|", "000111")
_WIDE_DIGITS = re.compile("[０-９]+")
_WHOLE = 0.02
"""A text of which more is traditional is written so throughout."""
_HABITS = frozenset({"width", "traditional"})
"""What is no fault of a character, but another way of writing than that of the rest."""
_MOST = 50
_BASIS = ("mof87_51",)


def characters_are_simplified(case: Case) -> Iterator[AuditFinding]:
    """Give the traditional and variant characters of a text in simplified ones; a traditional text is told once."""
    pairs = {pair[0]: pair[1:] for row in case.wording.variants for pair in row.pairs}
    found = list(re.finditer(f"[{re.escape(''.join(pairs))}]+", case.whole)) if pairs else []
    count = sum(len(match[0]) for match in found)
    if count > _WHOLE * len(_HAN.findall(case.whole)) and count > 1 and _is_body(case, found):
        message = f"全文用繁体字（{count}处），招标文件没有另外要求的，应当用简体字"
        yield _finding(case, found[0].span(), message, "traditional", Severity.NOTICE)
        return
    for match in [match for match in found if not _is_english(case, match.start())][:_MOST]:
        right = "".join(pairs[each] for each in match[0])
        yield _finding(case, match.span(), f"“{match[0]}”应当写作“{right}”", "variant", right=right)


def characters_are_usual(case: Case) -> Iterator[AuditFinding]:
    """Give old forms of characters, letters that stand for figures, and figures of full width."""
    for found in _OLD_FORMS.finditer(case.whole):
        usual = unicodedata.normalize("NFKC", found[0])
        message = f"“{found[0]}”是兼容字符，应当用通用字“{usual}”"
        yield _finding(case, found.span(), message, "form", right=usual)
    for found in _LOOK_ALIKE.finditer(case.whole):
        figures = found[0].translate(_DIGITS)
        right = figures if figures.isascii() and figures.isdigit() else None
        yield _finding(case, found.span(), f"“{found[0]}”里混有看起来像数字的字母", "figure", right=right)
    wide = list(_WIDE_DIGITS.finditer(case.whole))
    if len(wide) <= _MOST:
        for found in wide:
            right = unicodedata.normalize("NFKC", found[0])
            message = f"“{found[0]}”是全角数字，应当用半角"
            yield _finding(case, found.span(), message, "width", Severity.NOTICE, right)


def _is_body(case: Case, found: list[re.Match[str]]) -> bool:
    """Tell whether the characters stand in the text itself, and not only in the properties of its file."""
    blocks = (case.block_at(match.start()) for match in found)
    return any(block is not None and block.kind is not BlockKind.PROPERTY for block in blocks)


def _is_english(case: Case, offset: int) -> bool:
    """Tell whether the characters around are of no Chinese text."""
    return len(_HAN.findall(case.whole[max(0, offset - 10) : offset + 10])) <= 1


def _finding(  # noqa: PLR0913, PLR0917 - what a finding on a character is made of
    case: Case,
    span: tuple[int, int],
    message: str,
    group: str,
    severity: Severity = Severity.WARNING,
    right: str | None = None,
) -> AuditFinding:
    return AuditFinding(
        CHARACTER,
        Layer.INSIDE if group in _HABITS else Layer.TEXT,
        severity,
        Certainty.REVIEW,
        message,
        f"{CHARACTER}/{group}",
        (case.anchor(*span, right),),
        hint="改为通用的简体字和半角数字",
        basis=_BASIS,
    )
