"""Tells whose word a figure is, whether it binds, and what is none: history, parameters, examples."""

from __future__ import annotations

import re

from generator.audit.extract.passages import Passage
from generator.audit.text import Provenance
from generator.model.audit import CueGroupName
from generator.model.commitments import Force, Kind

_GROUPS: tuple[tuple[CueGroupName, Provenance], ...] = (
    ("example", Provenance.EXAMPLE),
    ("other_customer", Provenance.OTHER_CUSTOMER),
    ("history", Provenance.HISTORY),
    ("parameter", Provenance.PARAMETER),
    ("buyer", Provenance.BUYER),
    ("statute", Provenance.STATUTE),
    ("demand", Provenance.DEMAND),
    ("maker", Provenance.MAKER),
)
_KINDS: dict[Provenance, frozenset[Kind]] = {
    Provenance.HISTORY: frozenset(
        {
            Kind.WARRANTY_PERIOD,
            Kind.SUPPORT_PERIOD,
            Kind.RETENTION_PERIOD,
            Kind.OTHER,
            Kind.HEADCOUNT,
            Kind.UPTIME,
            Kind.TRAINING_COUNT,
        }
    ),
    Provenance.PARAMETER: frozenset({Kind.OTHER, Kind.SERVICE_HOURS, Kind.UPTIME, Kind.HEADCOUNT}),
    Provenance.BUYER: frozenset(Kind) - {Kind.PENALTY},
}
"""Which kinds a list may speak of; 电池保修一年 is no parameter of the battery, 有经验的工程师2小时到场 no history."""
_SERVES = re.compile("公司|将|承诺|提供|原厂|工程师|售后|技术支持")
_SERVICE = re.compile("服务|支持|体系|保障|承诺|保修|售后")


def provenance(passage: Passage, position: int, kind: Kind) -> Provenance:
    """Tell whose word a figure is by its clause, without brackets that it does not stand in."""
    told = _not_ours(passage, position, kind)
    if told:
        return told
    words = _same_level(passage, position)
    if not _OWN_WORD.search(words):
        words += _said_before(passage, position)
    is_rate = kind is Kind.UPTIME and _RATE_OF_SERVICE.search(words) is not None
    for name, source in _GROUPS:
        if is_rate and source is Provenance.PARAMETER:
            continue
        said = _UPON_PAYMENT.sub("", words) if source is Provenance.BUYER else words
        if kind in _KINDS.get(source, _ALL_KINDS) and passage.vocabulary.group(name).has(said):
            return source
    return Provenance.MAKER if _serves_by_brand(passage, words) else Provenance.OWN


_RATE_OF_SERVICE = re.compile(
    "(?:合格|达标|完好|可用|利用|及时|满意|成功|解决|修复|亮灯|存活|接通|到位|在线|准确|覆盖)率"
)
_UPON_PAYMENT = re.compile("[^,;。:]{0,12}?(?:款|到账|结清|付清|发票|通知)[^,;。:0-9]{0,4}?(?:后|之日起|日起|当[日天])")
"""The buyer's act as the event from which a time of ours runs: 收到预付款后15日内发货."""


def _not_ours(passage: Passage, position: int, kind: Kind) -> Provenance | None:
    """Tell what nobody promises here whatever it is a figure of: what is past, quoted, denied, or a row of data."""
    begin, end = passage.sentence_span(position)
    if passage.words("disowned", begin, end) or _denied(passage, position):
        return Provenance.DENIED
    if reported := _reported(passage, begin, position):
        return reported
    if kind not in _NOT_PAST and (_is_past(passage, begin, position) or _is_part_of_history(passage, position, kind)):
        return Provenance.HISTORY
    return _among_data(passage, begin, end, kind)


def _reported(passage: Passage, begin: int, position: int) -> Provenance | None:
    """Tell whether the words are those of an example, of others, or of a law."""
    words = _same_level(passage, position)
    since = _last_own_word(passage, begin, position)
    for name, source in _REPORTED:
        if passage.vocabulary.group(name).has(words) or (since is not None and passage.words(name, since, position)):
            return source
    if _WORKED.search(passage.plain, begin, position):
        return Provenance.EXAMPLE
    is_headed = any(passage.vocabulary.group("quoted").has(head.plain) for head in passage.heads[:1])
    if (is_headed and since is not None) or _OF_OTHERS.search(passage.plain[begin:position]):
        return Provenance.DEMAND
    return Provenance.LAW if since is not None and _is_law(passage, begin, position) else None


def _is_past(passage: Passage, begin: int, position: int) -> bool:
    """Tell whether the sentence so far, or the rest of the clause, tells what has been: 去年…, 更换了…, 2024年…."""
    clause = passage.clause(position)
    is_told = passage.words("past", begin, position) or passage.words("past", position, clause.end)
    is_done = _DONE.search(passage.plain, clause.start, clause.end) and not _WILL.search(
        passage.plain, clause.start, clause.end
    )
    return bool(is_told or is_done or _IN_A_YEAR.search(passage.plain, begin, position))


def _is_part_of_history(passage: Passage, position: int, kind: Kind) -> bool:
    """Tell whether the clause only goes into what the one before told of the past: 员工300人，其中技术人员120人."""
    at = passage.clause_at(position)
    first = passage.clauses[at].sentence
    if (
        at == first
        or kind not in _KINDS[Provenance.HISTORY]
        or not _PART.match(passage.plain, passage.clauses[at].start)
    ):
        return False
    group = passage.vocabulary.group("history")
    return group.has(passage.plain, passage.clauses[first].start, passage.clauses[at - 1].end)


def _is_law(passage: Passage, begin: int, position: int) -> bool:
    """Tell whether the sentence, or the one before a semicolon, quotes a law or a norm."""
    if _LAW.search(passage.plain, begin, position) or _NORM.search(passage.plain, begin, position):
        return True
    stop = max(passage.plain.rfind("。", 0, begin), passage.plain.rfind("\n", 0, begin)) + 1
    goes_on = stop < begin and not _OWN_WORD.search(passage.plain, stop, position)
    return goes_on and _LAW.search(passage.plain, max(stop, begin - _LONGEST_LAW), position) is not None


_LONGEST_LAW = 200
_PART = re.compile("其中|含|内含|包括|均|全部")
_CODE = "(?:GB|GA|JGJ|CJ|TSG|DL|YY|WS|DB|ISO|HG|JB|SL|JT)[A-Z/]{0,4} ?[A-Z]{0,2}[0-9]"
_NORM = re.compile(
    f"(?:依据|根据|参照|对照)[^,;。]{{0,6}}?{_CODE}|{_CODE}[0-9.—-]*[^,;。]{{0,12}}?(?:规定|要求|明确|应|须|不得)"
)
_WORKED = re.compile("(?:^|[。;\n])如[^。;]*?[,;]则[^,;。]{0,12}?(?:为|是|=)$")
"""An example that is reckoned: 如一段音频30字，其中错1字，则字准率为96.7%."""
_LAW = re.compile("《[^》]{2,30}(?:法|条例|规范|标准|办法|规程|规则|规定|通则|导则)》[^;。]*?(?:应|须|不得|规定|要求)")
_OF_OTHERS = re.compile('(?<!承诺)(?<!保证)[写称载注说示问述出求定:为到]:?[“「『"][^”」』"]*$')
"""What stands in quotation marks after 写到, 要求, 注明 is the word of somebody else."""
_DONE = re.compile(
    "(?<![为除到坏好])了(?![解结])|已(?:经)?(?:连续|累计|稳定|安全|为|有|完成|服务|运行|成功|交付|实施|投运|于|缴|交纳)|用时|耗时|实测"
)
_WILL = re.compile("将|会|如|若|要是|免费|再坏|保证|包修|包换|一旦|坏了|的(?:$|[,;。])")
_IN_A_YEAR = re.compile("(?:19|20)[0-9]{2}年(?:度|底|初|末|[上下]半年)?(?![^,;。]{0,8}?(?:起|前|止|后|至|生效|之内))")
_REPORTED: tuple[tuple[CueGroupName, Provenance], ...] = (
    ("example", Provenance.EXAMPLE),
    ("other_customer", Provenance.OTHER_CUSTOMER),
    ("quoted", Provenance.DEMAND),
    ("law", Provenance.LAW),
)
_NOT_PAST = frozenset({Kind.PENALTY, Kind.PRICE, Kind.TOTAL})
_MEASURED = {
    Kind.OTHER: 2,
    Kind.RETENTION_PERIOD: 2,
    Kind.INSPECTION_FREQUENCY: 2,
    Kind.SERVICE_HOURS: 2,
    Kind.UPTIME: 2,
    Kind.HEADCOUNT: 2,
    Kind.WARRANTY_PERIOD: 3,
    Kind.RESOLUTION: 3,
    Kind.RESPONSE: 3,
    Kind.DELIVERY_TIME: 3,
}
"""What a row of technical data may look like (测试12万次, 保质期12个月, 效率≥95%), by how much data around it."""
_PHYSICAL = re.compile(
    r"(?<=[0-9])(?:[kKmMGT]?(?:Hz|Pa|W|V|A|Wh|VA|bps|B|Ω)|[μmck]?[mgL]|[mμ]m|mm|nm|kg|mg|dB|lx|℃|°C?|㎡|m[23²³]|万?像素|米|毫米|厘米|千瓦|毫升|立方|分贝|兆|英寸|寸|摄氏度|目|通道|孔|转|赫|伏|瓦|克|升|吨|点)"
    r"(?![A-Za-z])|(?<=[0-9])(?:ms|m/s|r/min|ppm|rpm)|IP[0-9]{2}|GB/T"
)


def _among_data(passage: Passage, begin: int, end: int, kind: Kind) -> Provenance | None:
    fewest = _MEASURED.get(kind, 0)
    if kind is Kind.INSPECTION_FREQUENCY:  # what is measured so often is named: 照度、色温每年检测一次
        return Provenance.PARAMETER if len(_PHYSICAL.findall(passage.plain[begin:end])) >= fewest else None
    return Provenance.PARAMETER if fewest and _data(passage, begin, end) >= fewest else None


def _data(passage: Passage, begin: int, end: int) -> int:
    """Count the figures of physics in a sentence and the words that name such."""
    named = len(passage.words("parameter", begin, end)) + len(passage.words("data", begin, end))
    return named + len(_PHYSICAL.findall(passage.plain[begin:end]))


def _last_own_word(passage: Passage, begin: int, position: int) -> int | None:
    """Give where in the sentence the own word that was heard last ends, or where the sentence begins."""
    if _OWN_WORD.search(_same_level(passage, position)):
        return None
    own = list(_OWN_WORD.finditer(passage.plain, begin, position))
    return own[-1].end() if own else begin


def _denied(passage: Passage, position: int) -> bool:
    """Tell whether the clause denies what follows: 不对甲方自购滤网提供24个月质保, 不计入99%的考核."""
    clause = passage.clause(position)
    is_before = _DENIES.search(passage.plain[clause.start : position])
    return bool(is_before or _DENIED_AFTER.search(passage.plain, position, clause.end))


_DENIES = re.compile(
    "(?<!如)(?<!若)(?<!果)(?:不(?:适用|受)|不(?:对|为|再|予|向)[^,;。:]{0,14}?(?:提供|承诺|保证|负责|承担)|(?:不|概不|恕不)(?:计入|承诺|承担|保证|作为|等于|代表|含(?!税)|包含|包括|设|提供)|未(?:承诺|作出)|并非|不是|能否|可否|是否|能不能)"
    "[^,;。:]{0,12}$"
)
_DENIED_AFTER = re.compile(
    "不(?:在|属于|作(?!上调|调整|变)|予(?!调整)|适用|计入|纳入|列入)(?!罚|扣|收|少|低|超)[^,;。:]{0,8}?(?:范围|承诺|考核|适用|之列|服务|$)"
)


def _said_before(passage: Passage, position: int) -> str:
    """Give what the clauses before say of whose word follows: 按照国家三包规定，七日内可以退货."""
    begin, _ = passage.sentence_span(position)
    start = passage.clause(position).start
    own = list(_OWN_WORD.finditer(passage.plain, begin, start))
    since = own[-1].end() if own else begin
    return "".join(hit[0] for name in _SAID_BEFORE for hit in passage.words(name, since, start))


_OWN_WORD = re.compile("我方|我司|我公司|本公司|我们|咱们|我单位|本单位|乙方|承诺")
_SAID_BEFORE: tuple[CueGroupName, ...] = ("statute", "demand")
_ALL_KINDS = frozenset(Kind)


def force(passage: Passage, position: int) -> Force:
    """Tell whether a promise is only aimed at."""
    clause = passage.clause(position)
    return Force.TARGET if passage.words("target", clause.start, clause.end) else Force.BINDING


def _serves_by_brand(passage: Passage, words: str) -> bool:
    """Tell whether a maker is named as the one who serves, in the clause or in a heading above."""
    brands = passage.vocabulary.brands
    if any(_SERVES.match(words, end) for _, _, end in brands.hits(words)):
        return True
    return any(brands.has(head.plain) for head in passage.heads if _SERVICE.search(head.plain))


def _same_level(passage: Passage, position: int) -> str:
    level = passage.depth(position)
    return "".join(passage.plain[at] for at in range(*passage.bracket(position)) if passage.depth(at) == level)
