"""Names that do not belong into a text: of other companies, buyers and projects, told by a registry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.audit.foreign.case import Case, ProjectFacts
from generator.audit.foreign.finding import AuditFinding, Certainty, Layer
from generator.commitments.catalog import Catalog
from generator.commitments.promise import promises
from generator.finding import Severity
from generator.model.bid import Bid
from generator.model.paths import leaves
from generator.rules.foreign import foreign_names
from generator.rules.names import is_registered

FOREIGN, UNKNOWN, NUMBER = "A111", "A112", "A113"

_COMPANY = re.compile("有限(?:责任)?公司")
_LAST_NAME = re.compile("[一-鿿（）()]{6,}$")
_REACH = 30
_BEFORE_NAME = re.compile(".*(?:公司[和与及]?|来自|名称|[向由与及和对从经将于在为是])(?=[一-鿿（(）)]{4,}有限)")
_NUMBER = re.compile(
    r"(?<![A-Za-z0-9-])[A-Z]{2,8}-?(?:19|20)[0-9]{2}(?:-?[A-Z]?[0-9]{2,6}|-[A-Z]?[0-9]){1,3}(?:-[A-Z]{1,6})?(?![0-9A-Za-z-])"
)
_FEWEST = 2
_OF_PROJECT = re.compile("(?:项目|招标|采购|投标|磋商|谈判|询价|标书|文件)[^，。；：（\n]{0,6}[：:（]?$")


def facts_of(root: Path, bid: Bid, catalog: Catalog) -> ProjectFacts:
    """Give what a project of a workspace says that a text may contradict."""
    known = frozenset(str(value) for path, value in leaves(bid) if isinstance(value, str) and is_registered(path))
    foreign = {name: what for name, what in foreign_names(root, bid).items() if name not in known}
    return ProjectFacts(promises(bid, catalog), known, foreign, bid.project.number or "")


def foreign_names_absent(case: Case) -> Iterator[AuditFinding]:
    """Give the names of other bids."""
    foreign = case.project.foreign if case.project else {}
    known = case.project.known if case.project else frozenset()
    for start, end in case.words(tuple(name for name in foreign if len(name) >= _FEWEST), tuple(known)):
        name = case.simplified(start, end)
        yield _finding(case, FOREIGN, f"出现了{foreign[name]}：“{name}”", Severity.ERROR, (start, end))


def companies_are_known(case: Case) -> Iterator[AuditFinding]:
    """Give the companies that neither the project nor the registry knows; only where a project is given."""
    for found in _COMPANY.finditer(case.whole) if case.project else ():
        name = _company(case, found)
        names = (*case.project.known, *case.project.foreign) if case.project else ()
        if name and not any(each in name or name in each for each in names if each):
            span = (found.end() - len(name), found.end())
            yield _finding(case, UNKNOWN, f"“{name}”没有登记，不知道是谁", Severity.WARNING, span)


def _company(case: Case, found: re.Match[str]) -> str:
    """Give the name that ends with these words, without the words before it; nothing where it is too short."""
    name = _LAST_NAME.search(case.whole[max(0, found.start() - _REACH) : found.end()])
    return _BEFORE_NAME.sub("", name[0]) if name else ""


def numbers_are_ours(case: Case) -> Iterator[AuditFinding]:
    """Give what looks like the number of another project."""
    number = case.project.number if case.project else ""
    for found in _NUMBER.finditer(case.whole) if number else ():
        before = case.whole[max(0, found.start() - _REACH // 2) : found.start()]
        if number not in found[0] and found[0] not in number and _OF_PROJECT.search(before):
            yield _finding(case, NUMBER, f"“{found[0]}”不是本项目的编号", Severity.WARNING, found.span())


def _finding(case: Case, code: str, message: str, severity: Severity, span: tuple[int, int]) -> AuditFinding:
    anchor = case.anchor(*span)
    certainty = Certainty.FACT if code == FOREIGN else Certainty.REVIEW
    return AuditFinding(code, Layer.TEXT, severity, certainty, message, f"{code}/{anchor.text}", (anchor,))
