"""What was left in a text: placeholders, broken references, lost symbols, empty values, noise of tools, mojibake."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.audit.foreign.case import Case
from generator.audit.foreign.finding import AuditFinding, Certainty, Layer
from generator.audit.text import BlockKind
from generator.finding import Severity

PLACEHOLDER, REFERENCE, SYMBOL, EMPTY, NOISE, GARBLED = "A101", "A102", "A103", "A104", "A105", "A106"

_HAN = "一-鿿"
_SPACE = "[ \t　]"
_SAME_MATTER = ("mof87_51",)
_HINTS = {
    PLACEHOLDER: "填写真实内容",
    REFERENCE: "在Word中全选后按F9更新域，仍然有错的删去引用或者改为正确的章、表、附件",
    SYMBOL: "照原意补上丢失的符号",
    EMPTY: "补写漏填的内容，或者删去这一句",
    NOISE: "删去与投标无关的文字",
    GARBLED: "照原文改正",
}


def _same(right: str) -> Callable[[str], str]:
    return lambda _: right


@dataclass(frozen=True, slots=True)
class Lint:
    """Something that no finished text holds; `in_cells` tells whether it may be sought across the cells of a table.

    In a pattern `‹name›` stands for the words of a list, and the group `it`, if any, for what is left; `right` gives
    what ought to stand there where that is sure. Every match holds one of `needs`: a text without is not searched.
    """

    code: str
    group: str
    message: str
    pattern: str
    severity: Severity = Severity.ERROR
    in_cells: bool = True
    right: Callable[[str], str] | None = None
    needs: tuple[str, ...] = ("",)


def _with_ling(words: str) -> str:
    """Give a year with the nought that was lost or written as a letter: 二一四年, 二O一四."""
    noughts = words.translate(str.maketrans("○0O零", "〇〇〇〇"))
    return noughts if "〇" in noughts else f"{noughts[0]}〇{noughts[1:]}"


LINTS: tuple[Lint, ...] = (
    Lint(
        PLACEHOLDER,
        "cross",
        "占位符没有替换",
        r"(?=[0-9０XxＸｘ×*＊○●△◯〇])(?:"
        r"(?<![A-Za-z0-9])(?:[0-9]{3,4}[-－])?[XxＸｘ]{2,}(?:[-－—][XxＸｘ0-9]{2,})*(?![A-Za-z0-9])"
        r"|(?<![A-Za-z0-9×Ｘ])[XxＸｘ](?=‹placeholder_unit›)"
        r"|×{2,}|(?<![0-9*])[*＊](?=元)|(?<![*＊])[*＊]{3,}(?![*＊])|[*＊]{4,}|○{2,}|●{3,}|△{2,}|◯{2,}|〇{3,}|(?<![0-9０])[0０]{4,}(?=年))",
    ),
    Lint(PLACEHOLDER, "blank", "留有空白没有填写", r"_{2,}|＿{2,}"),
    Lint(
        PLACEHOLDER,
        "date",
        "日期没有填写",
        rf"(?:(?<![{_HAN}0-9_＿XxＸ])|(?<=[于在至到自从期]))年{_SPACE}*月{_SPACE}*日(?!期)"
        rf"|(?<![0-9])20[0-9]{{2}}年{_SPACE}*月(?!{_SPACE}*[0-9度份])"
        rf"|(?<![0-9])20[0-9]{{2}}年[0-9]{{1,2}}月{_SPACE}+日(?!期)|(?<![0-9])20{_SPACE}+年(?={_SPACE}*月)",
    ),
    Lint(
        PLACEHOLDER,
        "prompt",
        "提示填写的文字没有替换",
        r"\$?\{\{?[^{}\n]{0,60}\}?\}|【[^】\n]{0,30}‹prompt_topic›[^】\n]{0,30}】|【[ \t　]*】|«[^»\n]{1,30}»"
        r"|[\[［〔<＜《](?:‹prompt_verb›[^\]］〕>＞》\n]{0,20}|‹prompt_name›)[\]］〕>＞》]|[（(]‹prompt_verb›[^）)\n]{0,20}[）)]|‹prompt›"
        r"|(?i:(?<![a-z])(?:todo|tbd|tbc|fixme|lorem ipsum(?: dolor[a-z ,]{0,60})?)(?![a-z]))|[?？]{2,}",
    ),
    Lint(
        REFERENCE,
        "reference",
        "引用已经失效",
        r"错误[！!][ \t]*‹reference_error›[^，。；\n]{0,30}[。.]?|‹reference_error›(?=[。.]?\s*$)"
        r"|(?i:error![ \t]*‹reference_error_english›[^\n，。]{0,20})"
        r"|#(?:REF|VALUE|NAME|DIV/0|N/A|NULL)[!?]?"
        r"|[=＝](?:NUM)?PAGES?[0-9*\-\\]*"
        r"|\{[ \t]*‹field_code›(?![A-Za-z])[^}\n]{0,80}\}"
        r"|(?<![A-Za-z])(?:PAGEREF|HYPERLINK|MERGEFIELD|DOCPROPERTY)[ \t]+\S+"
        r"|(?<![A-Za-z])(?:REF|TOC|SEQ|PAGE)[ \t]+(?:_[A-Za-z]+[0-9]+|\\[a-z*])[^，。\n]{0,20}",
    ),
    Lint(
        SYMBOL,
        "hours",
        "服务时间丢失了乘号",
        rf"(?<![0-9.])724(?={_SPACE}*‹hours_noun›)|(?<![0-9.,，×*xX-])7(?:[□?？\ufffd\ue000-\uf8ff]|{_SPACE}+)24(?={_SPACE}*个?小时)"
        rf"|(?<![0-9.])7{_SPACE}*[*xX×]{_SPACE}*24[0-9](?![0-9])"
        r"|(?<![0-9.])7\s*\n\s*[*xX×]\s*24|(?<![0-9.])7[ \t]*[*xX×][ \t]*\n\s*24",
        right=_same("7×24"),
    ),
    Lint(
        SYMBOL,
        "hours",
        "服务时间丢失了乘号",
        r"(?<![0-9.])7[*xX×]?24[*xX×]?365(?=[天日服值热技不全的小])(?<!7[*xX×]24[*xX×]365)",
        right=_same("7×24×365"),
        needs=("365",),
    ),
    Lint(
        SYMBOL,
        "hours",
        "服务时间丢失了乘号",
        rf"(?<![0-9.])58(?=小时(?:工作制|服务|制|在线|值守))|(?<![0-9.,，×*xX-])5{_SPACE}+8(?=个?小时)",
        right=_same("5×8"),
        needs=("58", "8小时", "8个小时"),
    ),
    Lint(
        SYMBOL,
        "range",
        "起止时间之间丢失了连接号",
        r"(?=[0-9])(?:"
        r"(?<![0-9:：~～—–-])[0-2]?[0-9][:：][0-5][0-9][ \t]*\s[ \t]*[0-2]?[0-9][:：][0-5][0-9](?![0-9:：~～—–-])"
        r"|(?<![0-9:：])[0-2]?[0-9][:：][0-5][0-9][0-2]?[0-9][:：][0-5][0-9](?![0-9:：]))",
        in_cells=False,
    ),
    Lint(
        SYMBOL,
        "bound",
        "两个数之间丢失了符号",
        r"(?<![0-9.])-?[0-9]{1,3}(?:\.[0-9]+)?(?P<unit>℃|°C)-?[0-9]{1,3}(?:\.[0-9]+)?(?P=unit)"
        r"|(?<![0-9.A-Za-z])[0-9]{2,3}V[0-9]{1,2}[%％]|(?<=[0-9])[□\ufffd](?=[0-9])|(?<=[不为在于达至率度])□(?=[0-9])",
        in_cells=False,
        needs=("℃", "°C", "V", "□", "\ufffd"),
    ),
    Lint(
        SYMBOL,
        "date",
        "日期丢失了字或者分隔号",
        r"(?<![第〇零○一二三四五六七八九十百千])二[一二三][一二三四五六七八九]年(?!级)|[一二三四五六七八九][○0O][一二三四五六七八九〇零○0O](?=[〇零○0O一二三四五六七八九]?年)",
        in_cells=False,
        right=_with_ling,
    ),
    Lint(
        SYMBOL,
        "date",
        "日期丢失了字或者分隔号",
        r"(?<![0-9A-Za-z-])20[0-3][0-9][01][0-9][0-9]{2,3}(?=前|之前|以前|起至|止)"
        r"|(?m:^[ \t　]*20[0-3][0-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[ \t　]*$)",
        in_cells=False,
    ),
    Lint(
        SYMBOL,
        "one",
        "数字“一”写成了破折号",
        r"(?<![—–\-0-9A-Za-z])—(?=‹counted_once›)",
        right=_same("一"),
    ),
    Lint(
        SYMBOL,
        "bullet",
        "项目符号变成了字母",
        rf"(?m:^[nluØ§q](?:{_SPACE}+|[ \t]*\n)(?=[{_HAN}“《]))|(?<=[。；;：:，）{_HAN}])[nluØ§] (?=[{_HAN}])"
        rf"|(?m:^{_SPACE}*[?？](?={_SPACE}*[{_HAN}0-9“《]))|(?<=[；;。]) ?[?？](?= ?[{_HAN}])",
        Severity.WARNING,
    ),
    Lint(
        SYMBOL,
        "word",
        "外文单词断成了几段",
        r"(?<![A-Za-z])[A-Z][ \t]*\n[ \t]*(?:[a-z]{2,}|[A-Z][a-z]{1,3}\n[a-z]{2,})(?:\n[A-Za-z]{1,10}(?![A-Za-z]))*",
        Severity.WARNING,
        in_cells=False,
    ),
    Lint(SYMBOL, "level", "级别的符号丢失", r"[（(][?？]级"),
    Lint(
        EMPTY,
        "value",
        "漏填了内容",
        rf"(?!，，|、、)[：，、（][。；，、）]|“”|《{_SPACE}*》|「」|按[%％]|[（(]{_SPACE}+[)）](?!号)"
        rf"|‹field›[：:]{_SPACE}*(?=‹field›[：:])|‹field›[：:]{_SPACE}*[。；，,;]|(?<![一-鿿0-9])人民币{_SPACE}*[：:]?{_SPACE}*元"
        rf"|(?<=[共第满])[ \t　]+(?=[人名台套页年月天次项份](?![{_HAN}]*称))",
        Severity.WARNING,
    ),
    Lint(
        NOISE,
        "site",
        "混入了网站和转换工具留下的文字",
        r"‹site›|本(?:[A-Za-z]{3,4})?文档由[^，。\n]{0,40}‹converter›|Modified by [^\n]{0,40}"
        r"|(?<![A-Za-z])[A-Z][A-Za-z ]{0,20} on ‹month›"
        r" ?[0-9]{1,2}(?:st|nd|rd|th)?,? ?[0-9]{4}\.?"
        r"|第[0-9]+页[ /,，]*共[0-9]+页(?=[^\n]*[一-鿿]{4})",
        Severity.WARNING,
    ),
    Lint(NOISE, "assistant", "混入了写作软件留下的话", r"‹assistant›", Severity.WARNING),
    Lint(
        NOISE,
        "markup",
        "混入了标记语言的符号",
        r"(?=[#*`\[|: \t><&\\{%-])(?:(?m:^(?:# +(?=[一-鿿])|#{2,6} +(?=\S)))|(?<!\*)\*\*(?=[^\s*])[^*\n]{1,60}\*\*(?!\*)|(?<!`)`{3}[a-z]*|(?<!`)`[^`\n]{1,40}`(?!`)|\[[^\]\n]{1,40}\]\(https?://[^)\n]*\)"
        r"|(?m:^\|?(?:[ \t]*:?-{3,}:?[ \t]*\|)+[ \t:-]*$)|(?m:^\|[^\n]*\|[ \t]*$)|(?m:^>[ ]+(?=[一-鿿]))"
        r"|(?i:</?(?:p|br|div|span|table|tr|td|th|b|i|u|strong|em|font|a|img|li|ul|ol|h[1-6]|hr|html|body|sup|sub)(?:\s[^<>\n]{0,200})?/?>)"
        r"|&(?:nbsp|lt|gt|amp|quot|ldquo|rdquo|lsquo|rsquo|mdash|hellip|middot|times|#[0-9]{2,6}|#x[0-9A-Fa-f]{2,6});"
        r"|\\(?:times|leq?|geq?|frac|begin|end|textbf|textit|section|subsection|item|pm|sim|mathrm|text|cdot|approx|degree|circ|quad)(?![A-Za-z])"
        r"|\{%[^%\n]{0,80}%\}|\{#[^#\n]{0,80}#\}|<%[^%\n]{0,80}%>|<\?xml[^\n]{0,80}|<[wva]:[A-Za-z]+[^<>\n]{0,80}>"
        r"|\\u[0-9a-fA-F]{4}|(?:%[0-9A-F]{2}){3,})",
        Severity.WARNING,
    ),
    Lint(
        NOISE,
        "tool",
        "混入了操作提示、修订字样或者文件路径",
        r"‹tracked›|‹key›|‹copied›|(?<![A-Za-z])(?i:ctrl)[ \t]*[+＋][ \t]*(?:[A-Za-z](?![A-Za-z])|单击|点击|鼠标)"
        r"|(?<![A-Za-z])[A-Za-z]:\\[^\s，。；“”]{2,}|file:///\S+|(?<![A-Za-z0-9/.])/(?:Users|home)/[^\s，。；/]+/\S*|(?<!\\)\\\\[A-Za-z0-9_.-]+\\[^\s，。；]+"
        r"|副本[ ]?[（(][0-9]+[）)]|[-－_][ ]?副本(?=[.。\s]|$)",
        Severity.WARNING,
    ),
    Lint(
        NOISE,
        "file",
        "混入了文件名",
        r"[^\s，。；：“”《》、（）()]{2,40}\.(?:docx?|wps|dotx?)(?![A-Za-z])",
        Severity.WARNING,
        needs=(".doc", ".dot", ".wps"),
    ),
    Lint(
        GARBLED,
        "pinyin",
        "混入了转换时加上的拼音",
        rf"(?<=[{_HAN}])[(（][a-zA-Z]{{0,3}}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]{{0,4}}[āáǎà]?[a-z]{{0,2}}[)）]",
        Severity.WARNING,
        right=_same(""),
    ),
    Lint(
        GARBLED,
        "mojibake",
        "乱码",
        r"[\ue000-\uf8ff\ufffd]+|‹junk›|(?:‹mojibake›[一-鿿㐀-䶿‐-₿]?)+|(?:[äåæçèé][\x80-\xbf\u0152-\u017e\u2010-\u20bf]{1,2}){2,}"
        r"|[ÃÂ][\x80-\xbf]|â€|(?:[À-ÖØ-öø-ÿ¡-¯²-¶¸-¿]){4,}|[▓▒░╳∩∪↘↙█]|(?<=[一-鿿])『(?![^』\n]{1,30}』)",
        Severity.WARNING,
    ),
    Lint(GARBLED, "box", "字符显示成了方框", rf"(?m:^[^□\n]*[{_HAN}](?P<it>□)[{_HAN}][^□\n]*$)", Severity.WARNING),
    Lint(
        GARBLED,
        "fragment",
        "只剩半个单词",
        rf"(?<=[。；！{_HAN}]\n)(?!‹latin_unit›\n)[a-z]{{2,3}}(?=\n|$)",
        Severity.WARNING,
        in_cells=False,
    ),
)
"""Everything that is sought by its form."""


def leftovers(case: Case) -> Iterator[AuditFinding]:
    """Give what was left in a text, each stretch once: what is a reference is told as such and not as a placeholder."""
    taken: set[int] = set()
    for lint, start, end in _found(case):
        places = range(start, max(end, start + 1))
        if taken.isdisjoint(places):
            taken.update(places)
            yield _finding(case, lint, start, end)


def _found(case: Case) -> Iterator[tuple[Lint, int, int]]:
    """Give what every lint finds, and the words of the list of placeholders: 张三, 某公司, 待填."""
    for lint in sorted(LINTS, key=lambda each: each.code != REFERENCE):
        if any(words in case.whole for words in lint.needs):
            for found in case.vocabulary.pattern(lint.pattern).finditer(case.whole):
                if lint.in_cells or not _in_cell(case, found.start()):
                    yield lint, *_trimmed(found)
    group = case.wording.group("placeholder")
    lint = Lint(PLACEHOLDER, "word", "占位的文字没有替换", "")
    yield from ((lint, start, end) for start, end in case.words(group.words, group.allowed))


def properties_are_set(case: Case) -> Iterator[AuditFinding]:
    """Give the properties of a file that a program filled in: 作者 Administrator."""
    generic = case.vocabulary.pattern("‹tool_author›")
    lint = Lint(NOISE, "property", "文件属性还是软件填写的", "", Severity.NOTICE)
    for block in case.text.blocks:
        if block.kind is BlockKind.PROPERTY and generic.fullmatch(block.text.strip()):
            yield _finding(case, lint, block.start, block.end)


def _in_cell(case: Case, offset: int) -> bool:
    block = case.block_at(offset)
    return block is not None and block.kind is BlockKind.CELL


def _trimmed(found: re.Match[str]) -> tuple[int, int]:
    """Give the stretch without the space at its ends, unless it is all space; of the group `it`, if any."""
    which = "it" if "it" in found.re.groupindex else 0
    (start, end), words = found.span(which), found[which]
    if not words.strip():
        return start, end
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def _finding(case: Case, lint: Lint, start: int, end: int) -> AuditFinding:
    anchor = case.anchor(start, end, lint.right(case.whole[start:end]) if lint.right else None)
    shown = re.sub(r"\s+", " ", anchor.text)
    return AuditFinding(
        lint.code,
        Layer.TEXT,
        lint.severity,
        Certainty.FACT,
        f"{lint.message}：“{shown}”",
        f"{lint.code}/{lint.group}",
        (anchor,),
        hint=_HINTS[lint.code],
        basis=_SAME_MATTER,
    )
