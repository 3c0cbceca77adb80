"""Operators that leave something in from another bid or from a draft."""

from __future__ import annotations

import re
from functools import cache
from random import Random

import yaml

from tests.acceptance.changes import PROJECTS, ROOT
from tests.audit.mutation.document import Document, Element, rewrite, words
from tests.audit.mutation.operator import Mutant, Operator, prose

_STOP = re.compile("[，。；]")


@cache
def bid_of(project: str) -> dict[str, str]:
    """Give the names of an example bid: of project, buyer and company, and the number."""
    data = yaml.safe_load((ROOT / "projects" / project / "project.yaml").read_text(encoding="utf-8"))
    folder = ROOT / "company_profiles" / data["company"]
    company = {
        key: value
        for file in sorted(folder.glob("*.yaml"))
        for key, value in yaml.safe_load(file.read_text(encoding="utf-8")).items()
        if isinstance(value, str)
    }
    own = {key: value for key, value in data.items() if key in {"name", "number", "buyer", "agency"}}
    return {**own, "company": company["name"], "short": company["short_name"]}


def _of_another(what: str, document: Document, random: Random) -> str:
    own = bid_of(document.kind)
    return random.choice([bid_of(name)[what] for name in PROJECTS if bid_of(name)[what] not in own.values()])


def _exchanged(what: str) -> Operator:
    """Give the operator that puts a name of another bid in the place of this bid's."""

    def operator(document: Document, random: Random) -> Mutant | None:
        own, other = bid_of(document.kind)[what], _of_another(what, document, random)
        several = [each for each in document.paragraphs() if own in words(each)]
        for paragraph in random.sample(several, len(several)):
            at = words(paragraph).index(own)
            rewrite(paragraph, at, at + len(own), other)
            document.take(paragraph)
            return Mutant(f"{own}→{other}", (paragraph,))
        return None

    return operator


def _sentence(write: str, what: str = "") -> Operator:
    """Give the operator that adds a sentence; `{}` in it is a name of another bid."""

    def operator(document: Document, random: Random) -> Mutant | None:
        paragraph = prose(document, random)
        if paragraph is None:
            return None
        text = write.format(_of_another(what, document, random)) if what else write
        return _added(paragraph, text)

    return operator


def _added(paragraph: Element, text: str) -> Mutant:
    end = len(words(paragraph))
    rewrite(paragraph, end, end, text)
    return Mutant(f"+{text}", (paragraph,))


def _inserted(text: str, before: str = "") -> Operator:
    """Give the operator that puts words into a sentence, at a stop or before other words."""

    def operator(document: Document, random: Random) -> Mutant | None:
        pattern = re.compile(before) if before else _STOP
        paragraph = prose(document, random, lambda each: pattern.search(words(each)) is not None)
        if paragraph is None:
            return None
        found = random.choice(list(pattern.finditer(words(paragraph))))
        rewrite(paragraph, found.start(), found.start(), text)
        return Mutant(f"+{text}", (paragraph,))

    return operator


def _instead(pattern: str, new: str) -> Operator:
    """Give the operator that puts words in the place of others."""

    def operator(document: Document, random: Random) -> Mutant | None:
        compiled = re.compile(pattern)
        paragraph = prose(document, random, lambda each: compiled.search(words(each)) is not None)
        if paragraph is None:
            return None
        found = random.choice(list(compiled.finditer(words(paragraph))))
        text = found.expand(new)
        rewrite(paragraph, found.start(), found.end(), text)
        return Mutant(f"{found[0]}→{text}", (paragraph,))

    return operator


_FIGURE = "[0-9]+(?=个?(?:小时|分钟|工作日|日|年|月))"

LEFTOVERS: dict[str, Operator] = {
    "company of another bid": _exchanged("company"),
    "company of another bid added": _sentence("具体工作由{}实施。", "company"),
    "short name of another bidder": _sentence("{}的工程师负责跟踪落实。", "short"),
    "buyer of another bid": _exchanged("buyer"),
    "buyer of another bid added": _sentence("验收由{}组织。", "buyer"),
    "project of another bid": _exchanged("name"),
    "number of another bid": _exchanged("number"),
    "number of another bid added": _sentence("详见投标文件SLZB-2023-114。"),
    "company that nobody knows": _sentence("备件由武汉宏图远景科技有限公司供应。"),
    "agency that nobody knows": _sentence("标书由江南华信招标代理有限公司发售。"),
    "former name of the bidder": _instead("(?:我方|投标人)", "北方恒信电子工程有限公司"),
    "place of another bid": _inserted("（武汉市江岸区）"),
    "place of another bid promised": _sentence("武汉市区2小时内到达现场。"),
    "placeholder of letters": _instead(_FIGURE, "XX"),
    "blank not filled in": _instead(_FIGURE, "____"),
    "prompt not replaced": _inserted("【请填写单位名称】"),
    "sample name": _sentence("联系人为张三。"),
    "date without figures": _sentence("自2026年  月  日起执行。"),
    "note of the author": _inserted("（TODO：待确认）"),
    "field that broke": _instead("第[0-9]+(?:\\.[0-9]+)+节|表[0-9]+-[0-9]+", "错误！未找到引用源。"),
    "switch of a field": _inserted(" {REF _Ref123456789 \\h} "),
    "syntax of a template": _inserted("{{ project.buyer }}"),
    "statement of a template": _inserted("{% if levels %}"),
    "key path": _inserted("service.warranty.period"),
    "noise of a website": _sentence("本文档由百度文库提供下载。"),
    "characters that broke": _inserted("锟斤拷"),
    "empty value": _instead("(?:400|0000)-[0-9-]+", ""),
    "trade of another bid": _sentence("设备停用时先通知病区护士安置患者。"),
}
"""Words that have no place in this document."""
