"""Rules on wording: placeholders, lost symbols, absolute, unlimited and vague words, in data and document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from string import ascii_uppercase

from generator.finding import Severity
from generator.model.paths import locate
from generator.model.wording import GroupName, Term
from generator.rules.corpus import Corpus, Found
from generator.rules.rule import Context, Hit, place_found

_HAN = "㐀-䶿一-鿿"
_PLACEHOLDERS = re.compile(
    r"(?<![A-Za-z0-9])[XxＸｘ]{2,}(?![A-Za-z0-9])|×{2,}|[*＊]{3,}|○{2,}|_{3,}|＿{2,}"
    r"|(?i:(?<![a-z])(?:todo|tbd|lorem ipsum)(?![a-z]))"
    r"|\$?\{\{?[^{}\n]*\}?\}|[?？]{2,}|【[^】\n]*(?:填|写|选择|名称|日期|公司|单位|姓名)[^】\n]*】"
)
_OF_PLACEHOLDERS = "XxＸｘ×*＊○_＿TtLl{【?？"
"""What every placeholder holds one of."""
_LOST_SYMBOLS = re.compile(
    r"(?<![0-9.])724(?=个?小时|[个级项的])|(?<![0-9])7[ \t]+24(?=[ \t]*个?小时)"
    r"|(?<![0-9.])7[*xX×]24[0-9]"
    r"|(?<![〇零○一二三四五六七八九十百千])二[一二三][一二三四五六七八九]年"
    r"|[一二三四五六七八九][○0O][一二三四五六七八九〇零○0O]"
    r"|[（(][?？]级"
    r"|(?<![—0-9A-Za-z])—(?=[份套次些阶种个名台条项般旦定直切方致样律])"
    r"|(?<![0-9:])[0-2]?[0-9]:[0-5][0-9][ \t]+[0-2]?[0-9]:[0-5][0-9](?![0-9:])"
    rf"|(?m:^)[nluØ§]\s?(?=[{_HAN}])"
    r"|(?<![A-Za-z])[A-Z] [a-z]{2,} [a-z]{1,3}(?![A-Za-z])|(?<![A-Za-z])[A-Z]\([A-Z] [a-z]+"
    r"|错误[！!]未(?:定义书签|找到引用源)"
)
_OF_LOST_SYMBOLS = ("24", "二", "级", "—", ":", "错误", *"○0nluØ§", *ascii_uppercase)
_UNASSIGNED = re.compile(r"[\ue000-\uf8ff\ufffd]")
_HAS_FIGURE = re.compile(r"[0-9]|[一二两三四五六七八九十半]个?(?:小时|分钟|秒|日|天|周|工作日|月|季度|年|次)|立即|当场")

_BOUNDLESS: tuple[tuple[GroupName, str, Severity], ...] = (
    ("unlimited", "承诺没有限制", Severity.WARNING),
    ("liability", "责任没有上限", Severity.ERROR),
    ("gesture", "没有内容的表态", Severity.NOTICE),
)
"""The lists of words without a bound: what is said of them, and how grave it is."""
_GAP = "[^，。；：！？\n]{0,8}"
"""What an ellipsis in a word of a list stands for."""


def no_placeholders(context: Context) -> Iterator[Hit]:
    """不得留有占位符。

    模板里用来占位的XX、×××、张三、“待填”、【公司名称】、{{名称}}、下划线等，忘记换成真实内容就会原样印进投标文件，
    是最常见的低级错误，也说明文件没有认真编制。需要手填的空白用表单的空白栏，不用下划线。

    反例：
        address: XX市科技园XX路18号
    正例：
        address: 示例市科技园示例路18号
    """
    for found in _apart(
        in_order(context.corpus.find(_PLACEHOLDERS, _OF_PLACEHOLDERS), group_words(context, "placeholder"))
    ):
        yield Hit(place_found(context, found), f"留有占位符“{found.words}”{found.around}")


def no_lost_symbols(context: Context) -> Iterator[Hit]:
    """不得有丢失或者错用的符号。

    从其他文件复制文字时，符号字体的字符会丢失：7×24小时变成724小时，二〇二六年变成二二六年，
    “一份”的一变成破折号，8:30～17:30的波浪号、项目符号变成空格和字母，外文单词断开，
    目录里出现“错误！未定义书签”。

    反例：
        content: 提供724小时热线服务
    正例：
        content: 提供7×24小时热线服务
    """
    corpus = context.corpus
    for found in in_order(corpus.find(_LOST_SYMBOLS, _OF_LOST_SYMBOLS), corpus.find(_UNASSIGNED)):
        yield Hit(place_found(context, found), f"“{found.words}”像是丢失或者错用了符号{found.around}")


def no_absolute_words(context: Context) -> Iterator[Hit]:
    """不使用绝对化的用语。

    “最佳”“国家级”“100%”“零故障”一类说法既无法证明，也无法兑现；写进投标文件就成了承诺，
    达不到即构成违约或者虚假材料。“最终用户”“最高限价”等正常说法不受影响，
    用词清单在catalogs/wording.yaml，可以增减。

    反例：
        introduction: 我方提供国内最佳的服务，设备零故障运行
    正例：
        introduction: 我方按本方案的时限提供服务，按时恢复率的目标值为98%
    """
    for found in group_words(context, "absolute"):
        yield Hit(place_found(context, found), f"绝对化用语“{found.words}”{found.around}")


def no_unlimited_promises(context: Context) -> Iterator[Hit]:
    """不作没有期限、次数、范围和上限的承诺。

    “终身免费”“随叫随到”“满足一切要求”没有边界，中标后写进合同就要长期履行；“承担一切损失”没有上限，
    按民法典可以预见的损失也要全部赔偿，所以列为错误。同一句里写明期限、次数、范围或者上限的不报告。
    “全力以赴”“用户至上”一类表态没有内容，只作提示。

    反例：
        scope: 软件终身免费升级，造成停机的承担一切损失
    正例：
        scope: 软件在10年内免费升级，造成停机的按合同赔偿，以合同价的30%为限
    """
    for name, message, severity in _BOUNDLESS:
        limits = context.wording.group(name).limits
        for found in group_words(context, name):
            if not any(limit in found.sentence for limit in limits):
                yield Hit(place_found(context, found), f"{message}：“{found.words}”{found.around}", severity=severity)


def no_vague_promises(context: Context) -> Iterator[Hit]:
    """承诺中的“及时”“尽快”“定期”应当有数。

    没有数的承诺无法评分，也无法核对是否履行。同一句里有时限、频次或者次数的不提示；
    叙述过去的事、说明做法的句子可以不理会，所以只作提示。

    反例：
        我方在接到报修后尽快到达现场。
    正例：
        我方在接到报修后4小时内到达现场。
    """
    for found in group_words(context, "vague"):
        if not found.passage.is_heading and not _HAS_FIGURE.search(found.sentence):
            yield Hit(place_found(context, found), f"“{found.words}”没有给出具体的数{found.around}")


def one_term_for_one_notion(context: Context) -> Iterator[Hit]:
    """同一个概念只用一个说法。

    同一件事在一份文件里有时叫质保期、有时叫保修期，评审人会以为是两个期限；采购人、甲方、业主混用，
    则像是从不同文件拼成的。统一的说法在catalogs/terms.yaml，当事人和质保期的说法由项目的terms约定；
    项目还可以用terms.forbidden增加不使用的词。

    反例：
        保修期内，我公司工程师2小时内赶到现场
    正例：
        质保期内，我方工程师2小时内到达现场
    """
    agreed = _agreed_terms(context)
    allowed = tuple(phrase for term in context.wording.terms for phrase in term.allowed)
    for found in words_found(context.corpus, tuple(agreed), allowed):
        yield Hit(place_found(context, found), f"“{found.words}”{agreed[found.words]}{found.around}")


def group_words(context: Context, name: GroupName) -> Iterator[Found]:
    """Give where the words of a list stand, except within one of its allowed phrases."""
    group = context.wording.group(name)
    return words_found(context.corpus, group.words, group.allowed)


def _agreed_terms(context: Context) -> dict[str, str]:
    """Give every word that is not used, and what is said of it."""
    project = context.bid.project
    agreed = dict.fromkeys(project.terms.forbidden, "列在项目不使用的词中")
    for term in context.wording.terms:
        if not term.kinds or project.kind in term.kinds:
            chosen = _chosen(context, term)
            agreed |= {word: f"应统一写作“{chosen}”" for word in term.words if word not in chosen}
    return agreed


def _chosen(context: Context, term: Term) -> str:
    found = locate(context.bid, term.fact) if term.fact else None
    return str(found.value) if found else term.term


def _apart(several: list[Found]) -> Iterator[Found]:
    """Leave out what lies within the stretch before it."""
    before = (-1, 0)
    for found in several:
        if (found.number, found.end) > before:
            before = (found.number, found.end)
            yield found


def in_order(*several: Iterable[Found]) -> list[Found]:
    """Give what several patterns found in the order of the words."""
    return sorted((found for one in several for found in one), key=lambda found: (found.number, found.start))


def words_found(corpus: Corpus, words: tuple[str, ...], phrases: tuple[str, ...]) -> Iterator[Found]:
    """Give where words stand, except within one of the allowed phrases."""
    held = _held(corpus, words)
    if not held:
        return
    allowed = _any_of(phrases)
    for found in corpus.find(_any_of(held)):
        spans = (phrase.span() for phrase in allowed.finditer(found.passage.text))
        if not any(low <= found.start and found.end <= high for low, high in spans):
            yield found


def _held(corpus: Corpus, words: tuple[str, ...]) -> tuple[str, ...]:
    """Give those words that may occur; one with an ellipsis stands for many."""
    whole = set(corpus.held(word for word in words if "…" not in word))
    return tuple(word for word in words if "…" in word or word in whole)


@lru_cache(maxsize=100)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(re.escape(word).replace("…", _GAP) for word in longest_first) or r"(?!)")
