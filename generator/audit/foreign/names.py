"""Names that do not belong into a text: of other companies, buyers, projects, brands and trades, told by registries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.audit.foreign.case import Case, OwnName, ProjectFacts
from generator.audit.foreign.facts import registered
from generator.audit.foreign.finding import AuditFinding, Certainty, Layer
from generator.audit.foreign.rendering import Rendering, rendering
from generator.commitments.catalog import Catalog
from generator.commitments.promise import promises
from generator.document.nodes import Document
from generator.finding import Severity
from generator.model.bid import Bid
from generator.model.paths import leaves
from generator.model.wording import FormerName
from generator.rules.brands import foreign_models
from generator.rules.foreign import foreign_names
from generator.rules.names import is_misspelling, is_registered
from generator.zh.dates import long

FOREIGN, UNKNOWN, NUMBER, FORMER, BRAND, TRADE = "A111", "A112", "A113", "A117", "A118", "A119"

_COMPANY = "‹company_end›"
_LAST_NAME = re.compile("[一-鿿（）()]{6,}$")
_REACH = 30
_BEFORE_NAME = ".*(?:‹before_name›)(?=[一-鿿（(）)]{4,}有限)"
_NUMBER = re.compile(
    r"(?<![A-Za-z0-9-])[A-Z]{2,8}-?(?:19|20)[0-9]{2}(?:-?[A-Z]?[0-9]{2,6}|-[A-Z]?[0-9]){1,3}(?:-[A-Z]{1,6})?(?![0-9A-Za-z-])"
    r"|[㐀-鿿]{0,2}[采招竞磋谈询标购][㐀-鿿A-Z]{0,2}[〔\[](?:19|20)[0-9]{2}[〕\]]第?[0-9]{1,6}号"
)
_FEWEST = 2
_OF_PROJECT = "‹number_noun›[^，。；：（\n]{0,6}[：:（]?[ \t　]*$"
_ONCE = "‹formerly›[^，。；：\n]{0,6}$"
_YEAR = re.compile("(20[0-9]{2})年")
_FOREIGN_HINT = "改为本项目的名称，或者删去"
_NO_RIVALS = ("mof87_51", "bidding_rules_51")
_MOST_OF_ONE = 20
"""Findings on one word of another trade or brand; more say nothing new."""


def facts_of(root: Path, bid: Bid, catalog: Catalog, document: Document | None = None) -> ProjectFacts:
    """Give what a project of a workspace says that a text may contradict, and what its `document` prints."""
    said = [(path, str(value)) for path, value in leaves(bid) if isinstance(value, str)]
    known = frozenset(value for path, value in said if is_registered(path))
    others = {**foreign_names(root, bid), **foreign_models(root, bid)}
    return ProjectFacts(
        promises(bid, catalog),
        known,
        {name: what for name, what in others.items() if name not in known},
        bid.project.number or "",
        rendering(document) if document else Rendering(),
        _own_names(bid),
        bid.project.date,
        "\n".join(value for _, value in said),
        registered(bid),
    )


def _own_names(bid: Bid) -> tuple[OwnName, ...]:
    project, company = bid.project, bid.company
    names = (
        ("采购代理机构", project.agency, "project.agency"),
        ("采购人", project.buyer, "project.buyer"),
        ("项目的名称", project.name, "project.name"),
        ("公司的名称", company.name, "company.name"),
        ("公司的简称", company.short_name, "company.short_name"),
        ("公司的英文名称", company.english_name, "company.english_name"),
    )
    return tuple(OwnName(title, name, path) for title, name, path in names if name)


def foreign_names_absent(case: Case) -> Iterator[AuditFinding]:
    """Give the names of other bids, with the project's own of the same sort."""
    if case.project is None:
        return
    foreign = case.project.foreign
    for start, end in case.words(tuple(name for name in foreign if len(name) >= _FEWEST), tuple(case.project.known)):
        name = case.simplified(start, end)
        own = case.project.counterpart(foreign[name])
        yield _finding(case, FOREIGN, f"出现了{foreign[name]}：“{name}”", Severity.ERROR, (start, end), own=own)


def companies_are_known(case: Case) -> Iterator[AuditFinding]:
    """Give the companies that neither the project nor the registry knows; only where a project is given."""
    if case.project is None:
        return
    names = tuple(each for each in (*case.project.known, *case.project.foreign) if each)
    for found in case.vocabulary.pattern(_COMPANY).finditer(case.whole):
        name = _company(case, found)
        if name and not any(each in name or name in each for each in names):
            own = next((each for each in case.project.own if is_misspelling(name, each.name)), None)
            span = (found.end() - len(name), found.end())
            yield _finding(case, UNKNOWN, f"“{name}”没有登记，不知道是谁", Severity.WARNING, span, own=own)


def _company(case: Case, found: re.Match[str]) -> str:
    """Give the name that ends with these words, without the words before it; nothing where it is too short."""
    name = _LAST_NAME.search(case.whole[max(0, found.start() - _REACH) : found.end()])
    return case.vocabulary.pattern(_BEFORE_NAME).sub("", name[0]) if name else ""


def numbers_are_ours(case: Case) -> Iterator[AuditFinding]:
    """Give what looks like the number of another project."""
    number = case.project.number if case.project else ""
    of_project = case.vocabulary.pattern(_OF_PROJECT)
    own = OwnName("编号", number, "project.number")
    for found in _NUMBER.finditer(case.whole) if number else ():
        before = case.whole[max(0, found.start() - _REACH // 2) : found.start()]
        if number not in found[0] and found[0] not in number and of_project.search(before):
            yield _finding(case, NUMBER, f"“{found[0]}”不是本项目的编号", Severity.WARNING, found.span(), own=own)


def names_in_use_today(case: Case) -> Iterator[AuditFinding]:
    """Give the names of places, authorities and firms that had changed when the text was written."""
    changed = {word: row for row in case.wording.former_names if _had_changed(case, row) for word in row.words}
    allowed = tuple(phrase for row in case.wording.former_names for phrase in row.allowed)
    once = case.vocabulary.pattern(_ONCE)
    for start, end in case.words(tuple(changed), allowed):
        row = changed[case.simplified(start, end)]
        if not once.search(case.simplified(max(0, start - 10), start)):
            message = f"“{case.whole[start:end]}”{long(row.since)}起已经改称“{row.name}”"
            yield _finding(case, FORMER, message, Severity.WARNING, (start, end))


def _had_changed(case: Case, row: FormerName) -> bool:
    """Tell whether a name was no longer in use on the project's day, or in the last year that the text names."""
    if case.project and case.project.date:
        return row.since <= case.project.date
    years = [int(year) for year in _YEAR.findall(case.whole)]
    return not years or row.since.year <= max(years)


def brands_are_ours(case: Case) -> Iterator[AuditFinding]:
    """Give the brands that the project's data do not name; only where a project is given."""
    if case.project is None:
        return
    said = case.project.said
    foreign = {
        word: brand
        for brand in case.wording.brands
        if not brand.generic and _is_foreign((brand.name, *brand.words), case.whole, said)
        for word in (brand.name, *brand.words)
    }
    allowed = tuple(phrase for brand in foreign.values() for phrase in brand.allowed)
    for span in _standing_words(case, foreign, allowed):
        word = case.simplified(*span)
        message = f"“{word}”（{foreign[word].name}）不是本项目的品牌"
        yield _finding(case, BRAND, message, Severity.WARNING, span)


def _is_foreign(words: tuple[str, ...], whole: str, said: str) -> bool:
    """Tell whether a text may name a brand that the data of the project do not."""
    return any(word in whole for word in words) and not any(_standing(word).search(said) for word in words)


def words_of_our_trade(case: Case) -> Iterator[AuditFinding]:
    """Give the words that only another trade uses; only where a project is given."""
    if case.project is None:
        return
    said = case.project.said
    foreign = {
        word: trade.title
        for trade in case.wording.trades
        if not any(sign in said for sign in (*trade.words, *trade.signs))
        for word in trade.words
    }
    for span in _standing_words(case, foreign, ()):
        word = case.simplified(*span)
        yield _finding(case, TRADE, f"“{word}”是{foreign[word]}的用词", Severity.NOTICE, span)


def _standing_words(case: Case, words: Mapping[str, object], allowed: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Give where words stand by themselves: a Latin one not within a longer one; each some times at most."""
    count: dict[str, int] = {}
    for start, end in case.words(tuple(words), allowed):
        word = case.simplified(start, end)
        count[word] = count.get(word, 0) + 1
        around = case.whole[max(0, start - 1) : end + 1]
        if count[word] <= _MOST_OF_ONE and _standing(word).search(around):
            yield start, end


def _standing(word: str) -> re.Pattern[str]:
    edge = "[A-Za-z0-9]" if word.isascii() else "(?!)"
    return re.compile(rf"(?<!{edge}){re.escape(word)}(?!{edge})" if word.isascii() else re.escape(word))


def _finding(  # noqa: PLR0913 - what a finding on a name is made of
    case: Case, code: str, message: str, severity: Severity, span: tuple[int, int], *, own: OwnName | None = None
) -> AuditFinding:
    anchor = case.anchor(*span, own.name if own else None)
    certainty = Certainty.FACT if code == FOREIGN else Certainty.REVIEW
    return AuditFinding(
        code,
        Layer.TEXT,
        severity,
        certainty,
        message,
        f"{code}/{anchor.text}",
        (anchor,),
        path=own.path if own else "",
        hint=f"改为“{own.name}”，或者删去" if own else _HINTS.get(code, _FOREIGN_HINT),
        basis=_NO_RIVALS,
    )


_HINTS = {
    UNKNOWN: "核实是谁；确有关系的登记到客户、供应商或者服务伙伴",
    FORMER: "改为现在的名称，并核对这一处的其他内容是否也已过时",
    BRAND: "删去或者改为本项目的产品；确实采用的，登记到产品清单或者合格供应商",
    TRADE: "改为本项目的说法",
}
