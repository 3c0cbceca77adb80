"""Numbers, dates and names in a text that are nearly, or at a label ought to be, those that a project registers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.audit.foreign.alignment import like
from generator.audit.foreign.amounts import Amount, words_of
from generator.audit.foreign.case import Case
from generator.audit.foreign.facts import CODE, DATE, Fact, is_telling
from generator.audit.foreign.finding import Anchor, AuditFinding, Certainty, Layer
from generator.audit.text import Block
from generator.finding import Severity

NEARLY, LABELLED = "A139", "A140"

_LABELS = (
    ("(?:服务|报修|客服|售后)?热线(?:电话)?|报修电话|客服电话", "company.phones.hotline"),
    ("传真(?:号码)?", "company.phones.fax"),
    ("(?:投诉|监督)电话", "company.phones.complaint"),
    ("(?:应急|值班)电话", "company.phones.emergency"),
    ("统一社会信用代码", "company.credit_code"),
    ("(?:银行)?账号", "company.bank.account"),
    ("开户(?:银行|行)", "company.bank.name"),
    ("法定代表人(?:姓名)?", "company.legal_representative"),
    ("注册资本", "company.registered_capital"),
    ("官网|网址|公司网站", "company.website"),
    ("投标有效期", "project.validity"),
    ("项目经理|项目负责人", "project.project_manager"),
    ("技术负责人", "project.technical_lead"),
)
_LABEL = "(?<![一-鿿])(?:我方|我公司|本公司|公司|投标人|乙方)?(?:{0})(?:[（(][^）)]{{0,8}}[）)])?[：:为是]\\s*"
_WORDS = re.compile("[^，,。；;、\\s（(]{2,30}")
_ADDRESS = re.compile(r"(?:https?://|www\.)[A-Za-z0-9./_-]{4,}")
_STANDARD = re.compile("(?:ISO|IEC|GB|YD|SJ|JGJ|GA|DB|IEEE)[-/0-9 T]", re.IGNORECASE)
_PERSON = re.compile("[一-鿿]{2,4}(?=[，,。；;、\\s（(]|$)")
_REACH = 8
_SURE, _MOST = 1, 2
"""Characters that may differ of a code: with one it is miswritten, with two a person must look."""
_LEAST_LIKE = 0.7
_VALID = re.compile("(?:有效期|有效|至|到期)[^，。；]{0,6}$")
_REACH_BACK = 12


def registered_as_in_the_project(case: Case) -> Iterator[AuditFinding]:
    """Give what stands otherwise in the text than the project registers it."""
    facts = case.project.facts if case.project else ()
    labels = [
        (re.compile(_LABEL.format(words)), fact) for words, path in _LABELS for fact in facts if fact.path == path
    ]
    same = case.printed_blocks
    for block in case.text.blocks if facts else ():
        if block.number not in same:
            here = [each for each in _labelled(case, block, labels) if not _is_other(case, block)]
            yield from here
            taken = {found.anchors[0].start for found in here}
            yield from (each for each in _nearly(case, block, facts) if each.anchors[0].start not in taken)


def _patterns(facts: Sequence[Fact]) -> Iterator[tuple[re.Pattern[str], Fact]]:
    for words, path in _LABELS:
        yield from ((re.compile(_LABEL.format(words)), fact) for fact in facts if fact.path == path)


def _is_other(case: Case, block: Block) -> bool:
    """Tell whether a line speaks of a maker, who has numbers of its own."""
    return case.vocabulary.brands.has(block.text)


# --- at a label -------------------------------------------------------------------------------------------------------


def _labelled(case: Case, block: Block, labels: Sequence[tuple[re.Pattern[str], Fact]]) -> Iterator[AuditFinding]:
    for label, fact in labels:
        for found in label.finditer(block.text):
            span = _value_at(block.text, found.end(), fact)
            if span and not _agrees(case, block.text[slice(*span)], fact):
                words = block.text[slice(*span)]
                is_near = not fact.worth and like(words, fact.text) < _LEAST_LIKE and not _is_person(fact)
                anchor = case.anchor(block.start + span[0], block.start + span[1], fact.text)
                yield _finding(LABELLED, anchor, fact, is_sure=not is_near)


def _value_at(text: str, start: int, fact: Fact) -> tuple[int, int] | None:
    """Give what stands behind a label, of the sort of its fact; nothing where something else stands there."""
    if fact.path.endswith("website"):
        address = _ADDRESS.match(text, start)
        return address.span() if address else None
    if not fact.worth:
        found = (_PERSON if _is_person(fact) else _WORDS).match(text, start)
        return found.span() if found else None
    rest = text[start:]
    for each in words_of(rest).amounts[:1]:
        if each.start <= _REACH and each.worth[0] in {fact.sort, "count"}:
            return start + each.start, start + each.end
    return None


def _is_person(fact: Fact) -> bool:
    return fact.path.endswith(("legal_representative", "project_manager", "technical_lead"))


def _agrees(case: Case, words: str, fact: Fact) -> bool:
    amounts = words_of(words).amounts
    said = case.project.said if case.project else ""
    is_worth = bool(fact.worth) and bool(amounts) and amounts[0].worth == fact.worth
    return is_worth or fact.text in words or words in fact.text or (len(words) > 1 and words in said)


# --- nearly -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Near:
    fact: Fact
    differs: int


def _nearly(case: Case, block: Block, facts: Sequence[Fact]) -> Iterator[AuditFinding]:
    if not ("@" in block.text or any(map(str.isdigit, block.text))):
        return
    said = case.project.said if case.project else ""
    for each in words_of(block.text).amounts:
        words = block.text[each.start : each.end]
        if each.worth[0] == CODE and is_telling(words) and words not in said and not _STANDARD.match(words):
            yield from _near_code(case, block, each, facts)
        elif each.worth[0] == DATE and _VALID.search(block.text, max(0, each.start - _REACH_BACK), each.start):
            yield from _other_date(case, block, each, facts)


def _near_code(case: Case, block: Block, each: Amount, facts: Sequence[Fact]) -> Iterator[AuditFinding]:
    words = block.text[each.start : each.end]
    found = [_Near(fact, _distance(words.upper(), fact.worth[1])) for fact in facts if fact.sort == CODE]
    near = [one for one in found if one.differs <= _MOST]
    if not near:
        return
    least = min(one.differs for one in near)
    nearest = {one.fact.text: one.fact for one in near if one.differs == least}
    beside = {text: fact for text, fact in nearest.items() if _is_beside(case, block, fact)} or nearest
    fact = next(iter(beside.values()))
    is_sure = len(beside) == 1 and (least == _SURE or fact is not next(iter(nearest.values())) or len(nearest) == 1)
    anchor = case.anchor(block.start + each.start, block.start + each.end, fact.text if len(beside) == 1 else None)
    yield _finding(NEARLY, anchor, fact, is_sure=is_sure and least == _SURE)


def _distance(one: str, other: str) -> int:
    """Tell how many characters differ; more than any near one where they are of another shape."""
    if len(one) != len(other) or one[0].isdigit() is not other[0].isdigit():
        return _MOST + 1
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(pairs) if all(a.isdigit() is b.isdigit() and a.isalpha() is b.isalpha() for a, b in pairs) else _MOST + 1


def _is_beside(case: Case, block: Block, fact: Fact) -> bool:
    """Tell whether the line or row names what a fact is of."""
    row = block.cell and [
        each.text
        for each in case.text.blocks[max(0, block.number - _REACH) : block.number + _REACH]
        if each.cell and (each.cell.table, each.cell.row) == (block.cell.table, block.cell.row)
    ]
    words = "\n".join(row or [block.text])
    return any(owner in words for owner in fact.owners if owner != fact.text)


def _other_date(case: Case, block: Block, each: Amount, facts: Sequence[Fact]) -> Iterator[AuditFinding]:
    """Give the end of validity of a thing that stands beside its number and is another than registered."""
    dates = [one for one in facts if one.sort == DATE and one.path.endswith("valid_to")]
    beside = [one for one in dates if one.owners and one.owners[0] in block.text]
    if beside and not any(one.worth == each.worth for one in facts if one.owners and one.owners[0] in block.text):
        anchor = case.anchor(block.start + each.start, block.start + each.end, beside[0].text)
        yield _finding(LABELLED, anchor, beside[0], is_sure=len({one.worth for one in beside}) == 1)


def _finding(code: str, anchor: Anchor, fact: Fact, *, is_sure: bool) -> AuditFinding:
    return AuditFinding(
        code,
        Layer.PROJECT,
        Severity.ERROR if is_sure else Severity.WARNING,
        Certainty.FACT if is_sure else Certainty.REVIEW,
        f"“{anchor.text}”与项目资料不一致，资料写的是“{fact.text}”",
        fact.path,
        (anchor,),
        fact.path,
    )
