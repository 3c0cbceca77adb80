"""Slips of the pen: words written wrong, words and paragraphs written twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from generator.audit.foreign.case import Case
from generator.audit.foreign.finding import Anchor, AuditFinding, Certainty, Layer
from generator.audit.text import BlockKind
from generator.finding import Severity
from generator.model.wording import Typo

REPEATED, TYPO = "A107", "A109"

_SHORTEST_REPEAT = 40
_TWICE = re.compile(r"([一-鿿]{2,4})\1")
_DOUBLED = re.compile(
    r"(?<!目)的的|(?<=[期日时月年天周])内内(?![部容外存网置])"
    r"|(?<![为除])了了(?![解结])|(?<![现存正实所潜自])在在|(?<![温缓饱])和和(?![气平睦解])|(?<![普以])及及(?!时)|将将(?![来要])|被被|与与"
)
_BODY = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.BOX})
_BASIS = ("mof87_51",)


def words_written_right(case: Case) -> Iterator[AuditFinding]:
    """Give the words of the list of typos, with what was meant."""
    typos = {wrong: typo for typo in case.wording.typos for wrong in typo.wrong}
    allowed = tuple(phrase for typo in case.wording.typos for phrase in typo.allowed)
    for start, end in case.words(tuple(typos), allowed):
        wrong = case.simplified(start, end)
        typo = typos.get(wrong)
        anchor = case.anchor(start, end, _corrected(wrong, typo) if typo else None)
        what = f"像是“{typo.right}”的误写" if typo else "像是误写"
        yield _finding(TYPO, f"“{anchor.text}”{what}", wrong, anchor, "改正错别字")


def _corrected(wrong: str, typo: Typo) -> str | None:
    """Give a phrase with its wrong word put right, where one character of it differs and only in one place."""
    right = typo.right
    if len(wrong) < len(right) or typo.right in wrong:
        return None
    places = range(len(wrong) - len(right) + 1)
    near = [at for at in places if _distance(wrong[at : at + len(right)], right) == 1]
    if len(near) == 1:
        return wrong[: near[0]] + right + wrong[near[0] + len(right) :]
    return right if len(wrong) == len(right) else None


def _distance(one: str, other: str) -> int:
    return sum(first != second for first, second in zip(one, other, strict=True))


def words_written_once(case: Case) -> Iterator[AuditFinding]:
    """Give the words that stand twice in a row."""
    common = frozenset(case.vocabulary.phrases.get("common_word", ()))
    whole = case.simplified(0, len(case.whole))
    words = (found for found in _TWICE.finditer(whole) if found[1] in common)
    for found in chain(words, _DOUBLED.finditer(whole)):
        once = case.whole[found.start() : found.start() + len(found[0]) // 2]
        anchor = case.anchor(*found.span(), once)
        yield _finding(REPEATED, f"“{anchor.text}”重复", anchor.text, anchor, "删去重复的词")


def paragraphs_said_once(case: Case) -> Iterator[AuditFinding]:
    """Give the long paragraphs that repeat an earlier one word for word."""
    first: dict[str, int] = {}
    for block in case.text.blocks:
        words = re.sub(r"\s", "", block.text) if block.kind in _BODY else ""
        if len(words) >= _SHORTEST_REPEAT:
            earlier = first.setdefault(words, block.number)
            if earlier != block.number:
                yield _repeated(case, words, block.number, earlier)


def _repeated(case: Case, words: str, block: int, earlier: int) -> AuditFinding:
    places = tuple(case.text.blocks[number] for number in (block, earlier))
    anchors = tuple(case.anchor(each.start, each.end) for each in places)
    message = f"这一段与前文重复：“{words[:20]}……”"
    return AuditFinding(
        REPEATED,
        Layer.INSIDE,
        Severity.NOTICE,
        Certainty.REVIEW,
        message,
        f"{REPEATED}/{words[:20]}",
        anchors,
        hint="第二处改为引用第一处",
        basis=_BASIS,
    )


def _finding(code: str, message: str, group: str, anchor: Anchor, hint: str) -> AuditFinding:
    return AuditFinding(
        code,
        Layer.TEXT,
        Severity.WARNING,
        Certainty.REVIEW,
        message,
        f"{code}/{group}",
        (anchor,),
        hint=hint,
        basis=_BASIS,
    )
