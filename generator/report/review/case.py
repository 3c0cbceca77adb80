"""What a review report is made from: a checked project with its register and pages, and whether it may be signed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from generator.commitments.register import Register
from generator.document.nodes import Document
from generator.finding import Finding, Severity
from generator.model.bid import Bid
from generator.report.places import count_by_severity
from generator.report.review.pages import KnownPages
from generator.source import SourceMap


@dataclass(frozen=True, slots=True)
class Case:
    """A checked project as the reviewer sees it.

    `folder` names it where its data cannot be read; `kind` and `style` are titles; `titles` has the title of each code
    of a finding; findings from `limit` on stand against signing. What could not be made is None.
    """

    folder: str
    findings: tuple[Finding, ...]
    sources: SourceMap
    texts: Mapping[str, str]
    inputs: Mapping[str, str]
    versions: Mapping[str, str]
    titles: Mapping[str, str]
    limit: Severity = Severity.ERROR
    bid: Bid | None = None
    kind: str = ""
    style: str = ""
    is_blind: bool = False
    document: Document | None = None
    register: Register | None = None
    pages: KnownPages = field(default_factory=KnownPages)

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many findings there are of each severity, the gravest first."""
        return MappingProxyType(count_by_severity(self.findings))


@dataclass(frozen=True, slots=True)
class Conclusion:
    """Whether the bid may be signed, and why; `words` is what the cover says."""

    is_fit: bool
    reasons: tuple[str, ...]

    @property
    def words(self) -> str:
        """The conclusion in the words of the sign-off."""
        return "可以签发" if self.is_fit else "不能签发"


def conclusion(case: Case) -> Conclusion:
    """Tell whether the bid may be signed: nothing found from the limit on, and there is a document to sign."""
    against = tuple(_against(case))
    return Conclusion(not against, (*(against or ("检查没有发现应当阻止签发的问题。",)), *_remarks(case)))


def _against(case: Case) -> list[str]:
    grave = {severity: count for severity, count in case.counts.items() if count and severity >= case.limit}
    reasons = []
    if grave:
        counted = "、".join(f"{severity.label}{count}项" for severity, count in grave.items())
        reasons.append(f"有{counted}，见“需要处理的问题”，改正并重新检查以前不能签发。")
    if case.bid is None:
        reasons.append("资料有错误，承诺和招标要求还不能核对；改正以后应当重新出具本报告。")
    elif case.document is None:
        reasons.append("文件没有排成，报告里没有印出的章节和页码；改正以后应当重新出具本报告。")
    return reasons


def _remarks(case: Case) -> list[str]:
    """Give what the reviewer has to decide besides."""
    warnings = case.counts[Severity.WARNING] if case.limit > Severity.WARNING else 0
    unprinted = len(case.register.unprinted) if case.register and case.document else 0
    remarks = []
    if warnings:
        remarks.append(f"另有警告{warnings}项，由审核人逐项认定。")
    if unprinted:
        remarks.append(f"有{unprinted}项承诺没有印在文件里，见“承诺登记”。")
    return remarks
