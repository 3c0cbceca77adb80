"""Operators on figures: numbers, their units, what bounds them, and the symbols between them."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from tests.audit.mutation.document import Document, is_prose
from tests.audit.mutation.operator import Mutant, Operator, in_cell, one_change, replacing

_UNITS = "(?:个?(?:小时|分钟|秒|工作日|日|天|周|月|年|人日)|次|人|名|门|处|套|台|班|课时|元|%)"
_FREE = "(?<![0-9.,:：/A-Za-z年月第表图～~×至—-])"
QUANTITY = re.compile(rf"{_FREE}[0-9]{{1,3}}(?={_UNITS})(?!年[0-9])")
_LONG = re.compile(rf"{_FREE}[0-9]{{2,5}}(?={_UNITS})(?!(?:19|20)[0-9][0-9]年)")
_DECIMAL = re.compile(rf"{_FREE}[0-9]+\.[0-9]+(?=[%年小公毫米万千]|秒|分)")
_CHINESE = "一两二三四五六七八九十"
_COUNTED = "(?:名|人|次|年|个|家|级|类|种|项|份|日|套|方)"

Figure = Callable[[str, Random], str]


def figure(pattern: re.Pattern[str], new: Figure, *, cells: bool | None = None) -> Operator:
    """Give the operator that puts another figure where a pattern matches: in a table, in a sentence, or in either."""
    where = {None: lambda _: True, True: in_cell, False: is_prose}[cells]

    def operator(document: Document, random: Random) -> Mutant | None:
        return one_change(document, random, pattern, lambda found: new(found[0], random), where)

    return operator


def _other_digit(text: str, random: Random) -> str:
    at = random.randrange(len(text))
    lowest = "1" if at == 0 else "0"
    return (
        text[:at]
        + random.choice([digit for digit in "0123456789" if digit >= lowest and digit != text[at]])
        + text[at + 1 :]
    )


def _transposed(text: str, random: Random) -> str:
    places = [at for at in range(len(text) - 1) if text[at] != text[at + 1] and (at or text[1] != "0")]
    if not places:
        return text
    at = random.choice(places)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _dropped(text: str, random: Random) -> str:
    at = random.randrange(len(text))
    left = text[:at] + text[at + 1 :]
    return text if left.startswith("0") else left


def _doubled(text: str, random: Random) -> str:
    at = random.randrange(len(text))
    return text[:at] + text[at] + text[at:]


def _tenfold(text: str, _: Random) -> str:
    return f"{text}0"


def _point_moved(text: str, _random: Random) -> str:
    whole, _, part = text.partition(".")
    return whole + part[0] + (f".{part[1:]}" if part[1:] else "") if whole != "0" else f"{part}.0"


def _point_lost(text: str, _: Random) -> str:
    return text.replace(".", "")


def _other_numeral(text: str, random: Random) -> str:
    same = {"两": "二", "二": "两"}.get(text, "")
    return random.choice([each for each in _CHINESE if each not in {text, same, "一"}])


def _next(text: str, _: Random) -> str:
    return str(int(text) + 1)


NUMBERS: dict[str, Operator] = {
    "digit changed in a sentence": figure(QUANTITY, _other_digit, cells=False),
    "digit changed in a cell": figure(QUANTITY, _other_digit, cells=True),
    "digits transposed": figure(_LONG, _transposed),
    "digit dropped": figure(_LONG, _dropped),
    "digit doubled": figure(QUANTITY, _doubled),
    "ten times as much": figure(QUANTITY, _tenfold),
    "one more": figure(QUANTITY, _next),
    "decimal point moved": figure(_DECIMAL, _point_moved),
    "decimal point lost": figure(_DECIMAL, _point_lost),
    "Chinese numeral changed": figure(
        re.compile(f"(?<![第{_CHINESE}百同另])[{_CHINESE}](?={_COUNTED}(?!致|并|起|般|些|同))"), _other_numeral
    ),
    "year of a date changed": figure(re.compile("(?<![0-9])20[0-9]{2}(?=年[0-9]{1,2}月)"), _next),
    "day of a date changed": figure(re.compile("(?<=月)[0-9]{1,2}(?=日)"), lambda text, _: str(int(text) % 27 + 1)),
    "time of day changed": figure(re.compile("(?<![0-9])[0-9]{1,2}(?=:[0-9]{2})"), _next),
    "percentage changed": figure(re.compile("(?<![0-9.])[0-9]{1,3}(?=%)"), _other_digit),
    "price changed": figure(re.compile("(?<![0-9.,])[0-9]{3,6}(?=元)"), _other_digit),
    "frequency changed": figure(re.compile("(?<=每[年月周日班])[0-9](?=次)|(?<=每季度)[0-9](?=次)"), _next),
    "count in a list changed": figure(re.compile("(?<=[共各])[0-9]{1,2}(?=[项个门人名类处种])"), _next),
}
"""One figure is another."""

UNITS: dict[str, Operator] = {
    "hours become days": replacing("(?<=[0-9])小时", "天"),
    "minutes become hours": replacing("(?<=[0-9])分钟", "小时"),
    "seconds become minutes": replacing("(?<=[0-9])秒", "分钟"),
    "working days become days": replacing("(?<=[0-9])个工作日", "日"),
    "days become working days": replacing("(?<![月0-9][0-9])(?<!月)(?<=[0-9])日(?=内)", "个工作日"),
    "days become months": replacing("(?<=[0-9])日(?=内)", "个月"),
    "years become months": replacing("(?<![0-9])[0-9]{1,2}年(?![0-9级度])", lambda found: f"{found[0][:-1]}个月"),
    "yuan become ten thousand": replacing("(?<=[0-9])元", "万元"),
    "ten thousand become yuan": replacing("(?<=[0-9])万元", "元"),
    "percent become per mille": replacing("(?<=[0-9])%", "‰"),
    "every month becomes every quarter": replacing("每月(?=[0-9])", "每季度"),
    "every quarter becomes every year": replacing("每季度(?=[0-9])", "每年"),
    "every week becomes every month": replacing("每周(?=[0-9])", "每月"),
    "per person and day becomes per person": replacing("元/人日", "元/人时"),
}
"""The figure is the same, its unit is not."""

COMPARATORS: dict[str, Operator] = {
    "at most becomes at least": replacing("不(?:超过|长于|大于|高于)(?=[0-9])", "不少于"),
    "at least becomes at most": replacing("不(?:少于|低于|小于)|至少(?=[0-9])", "不超过"),
    "not is lost before a bound": replacing("不(?=(?:超过|长于|大于|高于|少于|低于|小于)[0-9])", ""),
    "within becomes after": replacing(
        "(?<=[0-9])((?:小时|分钟|个?工作日|日|年|个月))内", lambda found: f"{found[1]}后"
    ),
    "above and below exchanged": replacing(
        "(?<=[0-9级年人])以[上下]", lambda found: "以下" if found[0] == "以上" else "以上"
    ),
    "before becomes after": replacing("(?<=[0-9])(日|天|小时|分钟|个工作日|个月)前", lambda found: f"{found[1]}后"),
    "at most one becomes at least one": replacing("最[多长迟]", "至少"),
    "more than becomes less than": replacing("(?<!不)超过(?=[0-9])", "少于"),
    "range put upside down": replacing(
        "([0-9]+)([～~至])([0-9]+)(?=[分%年人日小])", lambda found: f"{found[3]}{found[2]}{found[1]}"
    ),
}
"""The figure is the same, the bound is another."""

SYMBOLS: dict[str, Operator] = {
    "times lost between days and hours": replacing("7×24", "724"),
    "times became a letter and a digit": replacing("7×24", "7*242"),
    "hours and days exchanged for fewer": replacing("7×24", "5×8"),
    "range sign lost": replacing("(?<=[0-9])[～~](?=[0-9])", ""),
    "until lost between two times": replacing("(?<=:[0-9]{2})至(?=[0-9]{1,2}:)", ""),
    "percent sign lost": replacing("(?<=[0-9])%(?![至～~-])", ""),
    "one became a dash": replacing("(?<![第唯之同])一(?=[套份名个次项台])", "—"),
    "plus or minus lost": replacing("±", ""),
    "degree sign lost": replacing("(?<=[0-9])℃", ""),
    "mark of a demand lost": replacing("[★▲]", ""),
    "zero of a year lost": replacing("二〇二(?=[一-九])", "二二"),
}
"""A sign is lost or another."""

NEGATION: dict[str, Operator] = {
    "free becomes charged": replacing("(?<!不)免费", "收费"),
    "not charged becomes charged": replacing("不(?:另|再)?收(?!到)", "收"),
    "we bear becomes the buyer bears": replacing("由我方承担", "由采购人承担"),
    "bears becomes does not bear": replacing("(?<![不由方人])承担(?=[维费全责])|(?<=我方)承担", "不承担"),
    "must not becomes may": replacing("不得", "可以"),
    "provides becomes does not provide": replacing("(?<![不所由供])提供(?=备|软|技|培|7|现|免|每|质)", "不提供"),
    "will not becomes will": replacing("不(?=上调|扣除|计入|加收|替代|影响|中断|降低)", ""),
    "contained becomes not contained": replacing("(?<=[费价])(?:已|均)?含", "不含"),
    "all becomes part": replacing("全部", "部分"),
    "consent becomes notice": replacing("书面同意", "口头同意"),
}
"""A promise is turned round."""
