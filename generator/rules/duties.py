"""The rule on duties without a bearer: a sentence that says what must be done, and nowhere by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.finding import Severity
from generator.rules.corpus import Found
from generator.rules.rule import Context, Hit, place_found

_DUTY = re.compile(
    r"应当|必须(?!品)|(?<![必无])须(?![知要])|有义务|有责任|(?<![相对响供反适感理效因])应(?=[在于按立每])"
)
_ADVERB = re.compile(
    r"(?:如果|如需|如|若|凡|当|在|自|从|于|按照?|根据|依照|接到|收到|发现|发生|出现|遇到?|经|对于?|为|因|由于|每|到|同时|并|且|还|也|均|都|一律|则|即).*"
    r"|.*(?:时|后|前|内|的|期间|情况下|起|为止)|",
)
_BEARER = re.compile(
    r"我方|投标人|用户|双方|对方|第三方|各方|[甲乙丙]方|[供承委采][㐀-鿿]{0,2}方|监理|厂商|厂家|原厂|制造商|供应商|服务商|伙伴|联盟"
    r"|单位|部门|部(?![分件位署])|中心|小组|[㐀-鿿]组|科室|机构|人员|人(?![工为民数次均日机])|者|员(?!工数)|师|经理|主任|主管|组长|班长|专家"
    r"|代表|领导|客服|坐席|司机|班组|团队|由[㐀-鿿]"
)
_BARE_COMPANY = re.compile(r"(?:^|[，。；：、需要时后前内的])(?P<who>公司|本企业|企业)(?:均|都|也|还)?$")
_ATTRIBUTE = re.compile(r"^[^，。；：！？\n]*的(?:[㐀-鿿]{0,6})(?=[，。；：！？\n]|$)")
_OWNERS = (
    "owner",
    "actor",
    "role",
    "person",
    "by",
    "department",
    "team",
    "party",
    "sender",
    "escalate_to",
    "supervisor",
)


def duties_have_a_bearer(context: Context) -> Iterator[Hit]:
    """写明义务由谁承担。

    “应当在2小时内到场”没有主语，“公司有责任派人”不知道是哪家公司，发生争议时双方都可以说是对方的事。
    主语写在同一段里，或者写在同一行的责任岗位（owner、role一类的键）里都可以。资料里的条目报警告，模板正文只作提示。

    反例：
        content: 接到通知后，应当在当日派员到场指导
    正例：
        content: 接到通知后，我方应当在当日派员到场指导
    """
    owned = _owned(context)
    parties = tuple(filter(None, (context.bid.project.terms.buyer, context.bid.project.terms.bidder)))
    for found in context.corpus.find(_DUTY):
        if not _concerns(found, owned):
            continue
        severity = Severity.WARNING if found.passage.path else Severity.NOTICE
        before = found.passage.text[: found.start]
        clause = re.split(r"[，。；：！？\n]", before)[-1]
        if bare := _BARE_COMPANY.search(clause):
            message = f"“{bare['who']}{found.words}”没有写明是哪一方{found.around}"
            yield Hit(place_found(context, found), message, severity=severity)
        elif _is_unborne(found, before, clause, parties):
            message = f"“{found.words}”没有写明由谁承担{found.around}"
            yield Hit(place_found(context, found), message, severity=severity)


def _is_unborne(found: Found, before: str, clause: str, parties: tuple[str, ...]) -> bool:
    """Tell whether a duty has no subject of its own, and no bearer in the words before it."""
    is_named = _BEARER.search(before) or any(party in before for party in parties)
    is_attribute = _ATTRIBUTE.match(found.passage.text[found.end :])
    return not is_named and not is_attribute and bool(_ADVERB.fullmatch(clause))


def _concerns(found: Found, owned: frozenset[str]) -> bool:
    path = found.passage.path
    if found.passage.is_heading or path.startswith("service.makers"):  # the maker's own words
        return False
    return not path or (path.startswith("service.") and not _parents(path) & owned)


def _owned(context: Context) -> frozenset[str]:
    """Give the records that name who is responsible."""
    split = (path.rpartition(".") for path, value in context.leaves if value)
    return frozenset(record for record, _, key in split if key in _OWNERS)


def _parents(path: str) -> frozenset[str]:
    record = path.rpartition(".")[0]
    return frozenset((record, record.rpartition("[")[0].rpartition(".")[0]))
