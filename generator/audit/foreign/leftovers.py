"""What was left in a text: placeholders, broken references, lost symbols, empty values, noise of tools, mojibake."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.audit.foreign.case import Case
from generator.audit.foreign.finding import AuditFinding, Certainty, Layer
from generator.audit.text import BlockKind
from generator.finding import Severity

PLACEHOLDER, REFERENCE, SYMBOL, EMPTY, NOISE, GARBLED = "A101", "A102", "A103", "A104", "A105", "A106"

_HAN = "一-鿿"
_FIELD = "电话|热线|联系人|地址|传真|邮编|邮政编码|邮箱|网址|手机"


@dataclass(frozen=True, slots=True)
class Lint:
    """Something that no finished text holds; `in_cells` tells whether it may be sought across the cells of a table."""

    code: str
    group: str
    message: str
    pattern: re.Pattern[str]
    severity: Severity = Severity.ERROR
    in_cells: bool = True


LINTS: tuple[Lint, ...] = (
    Lint(
        PLACEHOLDER,
        "cross",
        "占位符没有替换",
        re.compile(
            r"(?<![A-Za-z0-9])(?:[0-9]{3,4}[-－])?[XxＸｘ]{2,}(?:[-－—][XxＸｘ0-9]{2,})*(?![A-Za-z0-9])"
            r"|(?<![A-Za-z0-9×Ｘ])[XxＸｘ](?=[年月日市省县区号元%％]|个月|小时|分钟|个工作日|先生|女士|公司)"
            r"|×{2,}|(?<![0-9*])[*＊](?=元)|[*＊]{3,}|○{2,}|●{3,}|△{2,}"
        ),
    ),
    Lint(PLACEHOLDER, "blank", "留有空白没有填写", re.compile(r"_{2,}|＿{2,}")),
    Lint(
        PLACEHOLDER,
        "date",
        "日期没有填写",
        re.compile(
            rf"(?:(?<![{_HAN}0-9_＿XxＸ])|(?<=[于在至到自从期]))年[ \t　]*月[ \t　]*日(?!期)"
            r"|(?<![0-9])20[0-9]{2}年[ \t　]*月(?![ \t　]*[0-9度份])"
        ),
    ),
    Lint(
        PLACEHOLDER,
        "prompt",
        "提示填写的文字没有替换",
        re.compile(
            r"\$?\{\{?[^{}\n]{0,60}\}?\}|【[^】\n]{0,30}(?:填|写|选择|名称|日期|公司|单位|姓名|地址|电话)[^】\n]{0,30}】"
            r"|[\[［〔<＜](?:请?(?:填写|输入|插入)[^\]］〕>＞\n]{0,20}"
            r"|(?:公司|单位|项目|客户|招标人|采购人|投标人)(?:名称|全称|简称)?|姓名|日期|电话|地址)[\]］〕>＞]"
            r"|(?i:(?<![a-z])(?:todo|tbd|tbc|fixme|lorem ipsum)(?![a-z]))|[?？]{2,}"
        ),
    ),
    Lint(
        REFERENCE,
        "reference",
        "引用已经失效",
        re.compile(
            r"错误[！!][ \t]*(?:未(?:定义书签|找到引用源|指定书签|知的?开关参数)|链接无效"
            r"|文档中没有指定样式的文字)[。.]?"
            r"|(?i:error!\s*(?:bookmark not defined|reference source not found|no text of specified style)[^\n]{0,20})"
            r"|[=＝](?:NUM)?PAGES?[0-9*\-\\]*"
            r"|\{\s*(?:PAGEREF|REF|TOC|HYPERLINK|SEQ|PAGE)\b[^}\n]{0,80}\}|(?<![A-Za-z])(?:PAGEREF|HYPERLINK)[ \t]+\S+"
        ),
    ),
    Lint(
        SYMBOL,
        "hours",
        "服务时间丢失了乘号",
        re.compile(
            r"(?<![0-9.])724(?=[ \t]*个?小时|[个级项的]|热线|电话|服务|不间断|全天|技术支持|响应|值)"
            r"|(?<![0-9.])7[ \t]*[*xX×][ \t]*24[0-9](?![0-9])|(?<![0-9.])7[ \t]+24(?=[ \t]*个?小时)"
            r"|(?<![0-9.])7\s*\n\s*[*xX×]\s*24|(?<![0-9.])7[ \t]*[*xX×][ \t]*\n\s*24"
        ),
    ),
    Lint(
        SYMBOL,
        "range",
        "起止时间之间丢失了连接号",
        re.compile(
            r"(?<![0-9:：~～—–-])[0-2]?[0-9][:：][0-5][0-9][ \t]*\s[ \t]*[0-2]?[0-9][:：][0-5][0-9](?![0-9:：~～—–-])"
        ),
        in_cells=False,
    ),
    Lint(
        SYMBOL,
        "date",
        "日期丢失了字或者分隔号",
        re.compile(
            r"(?<![第〇零○一二三四五六七八九十百千])二[一二三][一二三四五六七八九]年(?!级)|[一二三四五六七八九][○0O][一二三四五六七八九〇零○0O](?=[〇零○0O一二三四五六七八九]?年)"
            r"|(?<![0-9A-Za-z-])20[0-3][0-9][01][0-9][0-9]{2,3}(?=前|之前|以前|起至|止)"
            r"|(?m:^[ \t　]*20[0-3][0-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[ \t　]*$)"
        ),
        in_cells=False,
    ),
    Lint(
        SYMBOL,
        "one",
        "数字“一”写成了破折号",
        re.compile(r"(?<![—–\-0-9A-Za-z])—(?=[份套次些阶种个名台条项般旦定直切方致样律批])"),
    ),
    Lint(
        SYMBOL,
        "bullet",
        "项目符号变成了字母",
        re.compile(
            rf"(?m:^[nluØ§q](?:[ \t　]+|[ \t]*\n)(?=[{_HAN}“《]))|(?<=[。；;：:，）{_HAN}])[nluØ§] (?=[{_HAN}])"
        ),
        Severity.WARNING,
    ),
    Lint(
        SYMBOL,
        "word",
        "外文单词断成了几段",
        re.compile(
            r"(?<![A-Za-z])[A-Z][ \t]*\n[ \t]*(?:[a-z]{2,}|[A-Z][a-z]{1,3}\n[a-z]{2,})(?:\n[A-Za-z]{1,10}(?![A-Za-z]))*"
        ),
        Severity.WARNING,
        in_cells=False,
    ),
    Lint(SYMBOL, "level", "级别的符号丢失", re.compile(r"[（(][?？]级")),
    Lint(
        EMPTY,
        "value",
        "漏填了内容",
        re.compile(
            r"(?!，，|、、)[：，、（][。；，、）]|“”|《》|按[%％]"
            rf"|(?:{_FIELD})[：:][ \t　]*\n(?=[ \t　]*(?:{_FIELD})[：:])|(?<![一-鿿0-9])人民币[ \t　：:]{{0,4}}元"
        ),
        Severity.WARNING,
    ),
    Lint(
        NOISE,
        "site",
        "混入了网站和转换工具留下的文字",
        re.compile(
            r"上传人|文档编号|下载积分|会员(?:分享|上传)|(?:百度|豆丁|人人|中词|道客|原创力|世纪|精品)文库|文库(?:网|下载)|道客巴巴|豆丁网"
            r"|本(?:[A-Za-z]{3,4})?文档由[^，。\n]{0,40}(?:生成|提供|整理|上传|下载)|Modified by [^\n]{0,40}"
            r"|(?:此文档|本文档|文档)(?:内容)?(?:来源于网络|可自由编辑|可编辑)|欢迎下载|资料来源于?网络|如有侵权请联系"
        ),
        Severity.WARNING,
    ),
    Lint(
        GARBLED,
        "pinyin",
        "混入了转换时加上的拼音",
        re.compile(rf"(?<=[{_HAN}])[(（][a-zA-Z]{{0,3}}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]{{0,4}}[āáǎà]?[a-z]{{0,2}}[)）]"),
        Severity.WARNING,
    ),
    Lint(
        GARBLED,
        "mojibake",
        "乱码",
        re.compile(
            r"[\ue000-\uf8ff\ufffd]+|锟斤拷|烫烫烫|屯屯屯|[ÃÂ][\x80-\xbf]|â€|[▓▒░╳∩∪↘↙]|(?<=[一-鿿])『(?![^』\n]{1,30}』)"
        ),
        Severity.WARNING,
    ),
)
"""Everything that is sought by its form."""


def leftovers(case: Case) -> Iterator[AuditFinding]:
    """Give what was left in a text, each stretch once for each lint."""
    for lint in LINTS:
        end = -1
        for found in lint.pattern.finditer(case.whole):
            if found.start() >= end and (lint.in_cells or not _in_cell(case, found.start())):
                end = found.end()
                yield _finding(case, lint, *_trimmed(found))


def sample_names(case: Case) -> Iterator[AuditFinding]:
    """Give the words of the list of placeholders: 张三, 某公司, 待填."""
    group = case.wording.group("placeholder")
    lint = Lint(PLACEHOLDER, "word", "占位的文字没有替换", re.compile(""))
    for start, end in case.words(group.words, group.allowed):
        yield _finding(case, lint, start, end)


def _in_cell(case: Case, offset: int) -> bool:
    block = case.block_at(offset)
    return block is not None and block.kind is BlockKind.CELL


def _trimmed(found: re.Match[str]) -> tuple[int, int]:
    """Give the stretch without the space at its ends."""
    words = found[0]
    return found.start() + len(words) - len(words.lstrip()), found.end() - len(words) + len(words.rstrip())


def _finding(case: Case, lint: Lint, start: int, end: int) -> AuditFinding:
    anchor = case.anchor(start, end)
    shown = re.sub(r"\s+", " ", anchor.text)
    message = f"{lint.message}：“{shown}”"
    return AuditFinding(
        lint.code, Layer.TEXT, lint.severity, Certainty.FACT, message, f"{lint.code}/{lint.group}", (anchor,)
    )
