"""Rules on standards: those cited are in force on the decisive day, and their numbers are well written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.finding import Severity
from generator.model.assurance import Standard
from generator.rules.rule import Context, Hit, at, place_found
from generator.zh.dates import long

_MISWRITTEN = re.compile(
    r"(?=(?P<number>[A-Za-z0-9][A-Za-z0-9/ .:-]*))"
    r"(?:(?<![A-Za-z0-9])(?:[1lI]S0|[1l]SO|[1lI]5O)(?=[ /-]?[0-9]{3})"
    r"|(?<![A-Za-z0-9])G8(?=/T|[ ][0-9])|GB/[1Il](?=[ ]?[0-9]))"
)
_NUMBER = re.compile(r"(?:GB|GA|YD|SJ|SB|JGJ|DB[0-9]{2})(?:/[TZ])?[ ]?[0-9]+(?:\.[0-9]+)?[-—][0-9]{4}")


def standards_in_force(context: Context) -> Iterator[Hit]:
    """引用的标准在开标当日应当现行有效。

    引用已经废止或者尚未实施的标准，等于承诺了一个无法执行的质量要求。标准的实施日期、废止
    日期登记在catalogs/standards.yaml；文字里出现已废止标准编号的，一并报告。

    反例：
        standards.yaml: {number: GB/T 19001-2008, withdrawn: 2017-07-01}
        quality: {standards: [gbt_19001_2008]}
    正例：
        standards.yaml: {number: GB/T 19001-2016, in_force: 2017-07-01}
        quality: {standards: [gbt_19001]}
    """
    day = context.decisive_day
    problems = {standard.id: _problem(standard, day) for standard in context.bid.standards}
    places = {standard.id: at(f"standards[{index}]") for index, standard in enumerate(context.bid.standards)}
    cited = context.bid.service.quality.standards if context.bid.service.quality else ()
    for index, name in enumerate(cited):
        if problems.get(name):
            yield Hit(at(f"service.quality.standards[{index}]"), problems[name], (places[name],))
    yield from _cited_in_words(context, [standard for standard in context.bid.standards if problems[standard.id]])


def standard_numbers_well_written(context: Context) -> Iterator[Hit]:
    """标准编号中的字母和数字不得混淆。

    ISO写成1S0、IS0，GB写成G8，是扫描识别和手工录入留下的错误，也会使检索不到。

    反例：
        name: IS0 9001质量管理体系认证证书
    正例：
        name: ISO 9001质量管理体系认证证书
    """
    for found in context.corpus.find(_MISWRITTEN, "SOG"):
        yield Hit(place_found(context, found), f"标准编号“{found.match['number'].strip()}”的字母和数字混淆")


def standards_are_registered(context: Context) -> Iterator[Hit]:
    """文字里引用的标准编号应当登记在标准目录里。

    登记过的标准才能检查是否现行有效。没有登记的，查清实施日期后补登。编号已登记而年号不同的，
    多半写错了年号，作为警告。

    反例：
        level: GB/T 24405.1-2009（标准目录里没有）
    正例：
        level: GB/T 19001-2016（标准目录里有）
    """
    known = {_bare(standard.number) for standard in context.bid.standards}
    years = {number[:-4]: number for number in sorted(known)}
    for found in context.corpus.find(_NUMBER):
        number = _bare(found.words)
        if number in known or found.passage.path.startswith("standards["):
            continue
        if other := years.get(number[:-4]):
            message = f"标准“{found.words}”没有登记，登记的年号是{other[-4:]}{found.around}"
            yield Hit(place_found(context, found), message, severity=Severity.WARNING)
        else:
            yield Hit(place_found(context, found), f"标准“{found.words}”没有登记，无法检查是否现行有效")


def _problem(standard: Standard, day: date) -> str:
    replaced = f"，由{standard.replaced_by}替代" if standard.replaced_by else ""
    if standard.withdrawn is not None and standard.withdrawn <= day:
        return f"“{standard.number}”已于{long(standard.withdrawn)}废止{replaced}"
    if standard.in_force is not None and standard.in_force > day:
        return f"“{standard.number}”{long(standard.in_force)}才实施，开标当日尚未生效"
    return ""


def _cited_in_words(context: Context, standards: list[Standard]) -> Iterator[Hit]:
    problems = {standard.number: _problem(standard, context.decisive_day) for standard in standards}
    pattern = re.compile("|".join(map(re.escape, problems)) or "(?!)")
    for found in context.corpus.find(pattern, problems):
        if not found.passage.path.startswith("standards["):
            yield Hit(place_found(context, found), problems[found.words])


def _bare(number: str) -> str:
    return number.replace(" ", "").replace("—", "-")
