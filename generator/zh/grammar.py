"""The grammar of quantities: reads what people write (三年, 7*24, 2-4小时内, 半年一次) into one canonical form."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from itertools import pairwise

from generator.zh.errors import FormError
from generator.zh.measure import BY_WORD, EXAMPLES, MONTHS, TIME, Family, Quantity, QuantityError, Unit, base
from generator.zh.numerals import HAN_NUMBER, parse_number, print_number

WINDOW = re.compile(r"(?P<days>[1-7])×(?P<hours>(?:1?[0-9]|2[0-4])(?:\.(?:5|[27]5))?)小时")
"""The printed form of a service window."""

# --- words -----------------------------------------------------------------------------------------------------------

ARABIC_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?[万亿]?"
NUMBER = rf"(?:{ARABIC_NUMBER}|[{HAN_NUMBER}]+)"
TIME_WORDS = "|".join(sorted(BY_WORD, key=len, reverse=True))
_HAN = r"[㐀-䶿一-鿿]"
_COUNTER = rf"(?!{TIME_WORDS}|分之|(?!千[克米瓦伏])[{HAN_NUMBER}半]){_HAN}{{1,4}}"
RANGE_SIGN = r"(?:[~〜\-‐‑–—―−]{1,2}|至|到)"
_TERM = re.compile(
    rf"(?P<half>半)(?P<half_unit>{TIME_WORDS})"
    rf"|(?P<number>{NUMBER})(?:(?P<half_after>个?半)(?P<after_unit>{TIME_WORDS})|(?P<unit>{TIME_WORDS})(?P<tail>半)?)"
)
_COUNT = re.compile(rf"(?P<number>{NUMBER})(?P<unit>{_COUNTER})")
_PERCENT_WORDS = re.compile(rf"(?P<base>百|千)分之(?P<number>{NUMBER})")
_COVERAGE_INPUT = re.compile(
    r"(?P<first>[0-9]{1,2})[×xX*✕✖](?P<second>[0-9]{1,2}(?:\.(?:5|[27]5))?)(?:[×xX*✕✖]365)?(?:个?小时|h)?"
)
_COVERAGE_WORDS = re.compile(r"每(?:周|星期)(?P<days>[1-7])[天日][、,]?(?:每[天日])?(?P<hours>[0-9]{1,2})(?:个?小时|h)")
_ROUND_THE_CLOCK = ("全天候", "全年无休")
_IMMEDIATE = ("立即", "即时", "当场")
_NEXT_WORKDAY = ("NBD", "下一个工作日", "下一工作日", "次一工作日")
_TIMES = rf"(?:不少于|不低于|至少|不超过|不多于|至多|≥|≤)?{NUMBER}(?:{RANGE_SIGN}{NUMBER})?次"
_RATE = re.compile(rf"每(?:间?隔)?(?P<period>[^次]*?)(?P<count>{_TIMES})?")
_RATE_SLASH = re.compile(rf"(?P<count>{_TIMES})/(?P<period>[^次/]+)")
_RATE_PLAIN = re.compile(rf"(?P<period>半?[^次每]*?(?:{TIME_WORDS}))(?P<count>{NUMBER}次)")
BOUND_PREFIX = {
    "<=": ("不超过", "不大于", "不多于", "不高于", "小于等于", "小于或等于", "至多", "最多", "最长", "最迟", "≤", "<="),
    ">=": ("不少于", "不低于", "不小于", "大于等于", "大于或等于", "至少", "最少", "≥", ">="),
    "<": ("小于", "少于", "低于", "<"),
    ">": ("大于", "超过", "多于", "高于", ">"),
}
BOUND_SUFFIX = {"<=": ("以内", "之内", "内", "以下"), ">=": ("以上", "及以上")}
_BOUND_PRINT = {"<=": "不超过", ">=": "不少于", "<": "少于", ">": "超过"}
_VAGUE = ("及时", "尽快", "第一时间", "随时", "尽早", "马上", "定期", "适时")
_ROUGH = re.compile(r"左右|上下|大概|约|近|余|[多几]|[一二两三四五六七八][两二三四五六七八九]")
_LOST_SIGN = re.compile(r"724(?:个?小时|h)")
_MONTH_OR_YEAR = re.compile(rf"(?:.*年)?{NUMBER}月|(?:19|20)[0-9]{{2}}年.*")
_LONGEST = 40
_DAYS_A_WEEK = 7
_HOURS_A_DAY = 24


def parse(text: str) -> Quantity:
    """Read a quantity; raise QuantityError (message in Chinese, with an example) where it is none."""
    plain = _normalise(text)
    if len(plain) > _LONGEST or _LOST_SIGN.fullmatch(plain) or _MONTH_OR_YEAR.fullmatch(plain):
        raise _explain(text, plain)
    for read in (_immediate, _coverage, _rate, _bounded, _range, _amount):
        quantity = read(plain)
        if quantity is not None:
            return quantity
    raise _explain(text, plain)


# --- readers: each gives None where the text is not of its form -----------------------------------------------------


def _normalise(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).strip()
    return re.sub(r"(?<![0-9]) +| +(?![0-9])", "", plain)


def _immediate(plain: str) -> Quantity | None:
    if plain in _NEXT_WORKDAY:
        return _single(Fraction(1), BY_WORD["工作日"], "1个工作日")
    if plain in _IMMEDIATE:
        return Quantity(Family.CLOCK, Fraction(0), Fraction(0), "", plain)
    return None


def _coverage(plain: str) -> Quantity | None:
    if plain in _ROUND_THE_CLOCK:
        return _window_quantity(Fraction(7), Fraction(24))
    found = _COVERAGE_INPUT.fullmatch(plain)
    if found:
        first, second = Fraction(found["first"]), Fraction(found["second"])
        return _window_quantity(first, second) or _window_quantity(second, first)
    words = _COVERAGE_WORDS.fullmatch(plain)
    return _window_quantity(Fraction(words["days"]), Fraction(words["hours"])) if words else None


def _window_quantity(days: Fraction, hours: Fraction) -> Quantity | None:
    if days.denominator > 1 or not (0 < days <= _DAYS_A_WEEK and 0 < hours <= _HOURS_A_DAY):
        return None
    size = days * hours
    return Quantity(Family.COVERAGE, size, size, "", f"{days}×{print_number(hours)}小时")


def _rate(plain: str) -> Quantity | None:
    for form in (_RATE, _RATE_SLASH, _RATE_PLAIN):
        found = form.fullmatch(plain)
        period = _period(found["period"]) if found else None
        if found and period:
            return _rate_quantity(period, found["count"] or "1次")
    return None


def _period(words: str) -> tuple[str, Fraction] | None:
    """Give the period as printed (月, 半年, 2周) and its length in months."""
    bare = BY_WORD.get(words)
    quantity = _amount(f"1{bare.words[0]}" if bare else words)
    if quantity is None or quantity.family not in MONTHS or not quantity.high:
        return None
    unit = BY_WORD[quantity.unit]
    single = quantity.text == f"1{unit.print}" and unit.period
    return (unit.period if single else quantity.text), quantity.high * MONTHS[quantity.family]


def _rate_quantity(period: tuple[str, Fraction], count_words: str) -> Quantity | None:
    count = _bounded(count_words) or _range(count_words) or _amount(count_words)
    if count is None or base(count) == 0:
        return None
    name, months = period
    low, high = (None if bound is None else bound / months for bound in (count.low, count.high))
    return Quantity(Family.RATE, low, high, f"每{name}", f"每{name}{count.text}")


def _bounded(plain: str) -> Quantity | None:
    for sign, inner in _stripped_bounds(plain):
        quantity = _amount(inner)
        if quantity is not None:
            return _with_bound(quantity, sign)
        if sign == "<=" and (ranged := _range(inner)) is not None and ranged.family in TIME:
            return ranged
    return None


def _stripped_bounds(plain: str) -> list[tuple[str, str]]:
    before = ((sign, word) for sign, words in BOUND_PREFIX.items() for word in words if plain.startswith(word))
    after = ((sign, word) for sign, words in BOUND_SUFFIX.items() for word in words if plain.endswith(word))
    stripped = [(sign, plain.removeprefix(word)) for sign, word in before]
    stripped += [(sign, plain.removesuffix(word)) for sign, word in after]
    return sorted(stripped, key=lambda pair: len(pair[1]))


def _with_bound(quantity: Quantity, sign: str) -> Quantity:
    upper = sign.startswith("<")
    is_open = len(sign) == 1
    text = f"{quantity.text}内" if sign == "<=" and quantity.family in TIME else _BOUND_PRINT[sign] + quantity.text
    return Quantity(
        quantity.family,
        None if upper else quantity.low,
        quantity.high if upper else None,
        quantity.unit,
        text,
        low_open=is_open and not upper,
        high_open=is_open and upper,
    )


def _range(plain: str) -> Quantity | None:
    for found in re.finditer(RANGE_SIGN, plain):
        high = _amount(plain[found.end() :])
        low = _lower_end(plain[: found.start()], plain[found.end() :]) if high else None
        if low and high and low.family is high.family and low.high is not None and low.high < base(high):
            return _ranged(low, high)
    return None


def _lower_end(words: str, upper_words: str) -> Quantity | None:
    """Read the lower end of a range, which borrows the upper end's unit where it has none."""
    quantity = _amount(words)
    if quantity is None and re.fullmatch(NUMBER, words):
        return _amount(words + re.sub(rf"^{NUMBER}", "", upper_words))
    return quantity


def _ranged(low: Quantity, high: Quantity) -> Quantity | None:
    if low.family is Family.COUNT and low.unit != high.unit:
        return None
    plain_low = low.text.removesuffix(low.unit)
    shares_unit = low.unit == high.unit and low.family is not Family.PERCENT and re.fullmatch(ARABIC_NUMBER, plain_low)
    return Quantity(low.family, low.low, high.high, high.unit, f"{plain_low if shares_unit else low.text}~{high.text}")


def _amount(plain: str) -> Quantity | None:
    try:
        return _terms(plain) or _percent_words(plain) or _count(plain)
    except FormError:
        return None


def _terms(plain: str) -> Quantity | None:
    """Read one amount of time or a row of falling ones: 8小时, 3小时30分钟, 一个半小时, 两年半."""
    amounts: list[tuple[Fraction, Unit, str]] = []
    position = 0
    source = re.sub(r"(?<=小时)([0-9]{1,2})分$", r"\1分钟", plain)
    while position < len(source):
        found = _TERM.match(source, position)
        if found is None:
            return None
        amounts += _term_amounts(found)
        position = found.end()
    return _joined(amounts)


def _term_amounts(found: re.Match[str]) -> list[tuple[Fraction, Unit, str]]:
    if found["half"]:
        unit = BY_WORD[found["half_unit"]]
        return [(unit.factor / 2, unit, f"半{unit.print}")]
    unit = BY_WORD[found["unit"] or found["after_unit"]]
    number = parse_number(found["number"])
    whole = (number * unit.factor, unit, print_number(number) + unit.print)
    if not (found["half_after"] or found["tail"]):
        return [whole]
    return [whole, *_half_of(unit)] if unit.print in _HALVES else [_and_half(number, unit)]


_HALVES = {"小时": (30, "分钟"), "年": (6, "个月"), "分钟": (30, "秒")}


def _half_of(unit: Unit) -> list[tuple[Fraction, Unit, str]]:
    count, smaller = _HALVES[unit.print]
    return [(unit.factor / 2, BY_WORD[smaller], f"{count}{smaller}")]


def _and_half(number: Fraction, unit: Unit) -> tuple[Fraction, Unit, str]:
    more = number + Fraction(1, 2)
    return more * unit.factor, unit, print_number(more) + unit.print


def _joined(amounts: list[tuple[Fraction, Unit, str]]) -> Quantity | None:
    units = [unit for _, unit, _ in amounts]
    if not units or any(unit.family is not units[0].family for unit in units):
        return None
    if any(later.factor >= earlier.factor for earlier, later in pairwise(units)):
        return None
    if any(size >= unit.factor for (size, _, _), unit in zip(amounts[1:], units, strict=False)):
        return None
    total = sum((size for size, _, _ in amounts), Fraction(0))
    return _single(total, units[0], "".join(text for _, _, text in amounts))


def _single(size: Fraction, unit: Unit, text: str) -> Quantity:
    return Quantity(unit.family, size, size, unit.print, text)


def _percent_words(plain: str) -> Quantity | None:
    found = _PERCENT_WORDS.fullmatch(plain)
    if found is None:
        return None
    unit = BY_WORD["%" if found["base"] == "百" else "‰"]
    number = parse_number(found["number"])
    return _single(number * unit.factor, unit, print_number(number) + unit.print)


def _count(plain: str) -> Quantity | None:
    found = _COUNT.fullmatch(plain)
    if found is None or found["unit"] in _NO_COUNTER or _ROUGH.search(plain):
        return None
    number = parse_number(found["number"])
    return Quantity(Family.COUNT, number, number, found["unit"], print_number(number) + found["unit"])


_NO_COUNTER = frozenset(
    {"元", "元整", "角", "号", "点", "级", "章", "倍以", "以上", "以下", "以内", "之内", "及以上", "以", "之", "及"}
)


# --- explaining -------------------------------------------------------------------------------------------------------


def _explain(text: str, plain: str) -> QuantityError:
    if not plain:
        return QuantityError("数量是空的", EXAMPLES)
    if len(plain) > _LONGEST:
        return QuantityError(f"“{text[:_LONGEST]}……”太长，不是数量", EXAMPLES)
    if any(word in plain for word in _VAGUE):
        return QuantityError(f"“{text}”没有给出具体的数", "立即、10分钟、每月1次")
    if _LOST_SIGN.fullmatch(plain):
        return QuantityError(f"“{text}”像是丢了乘号的服务时段", "7×24小时")
    if _ROUGH.search(plain):
        return QuantityError(f"“{text}”是约数，承诺应当给出确定的数", EXAMPLES)
    return _explain_form(text, plain)


def _explain_form(text: str, plain: str) -> QuantityError:
    if re.fullmatch(NUMBER, plain):
        return QuantityError(f"“{text}”缺少单位", f"{plain}小时、{plain}台、{plain}%")
    if _MONTH_OR_YEAR.fullmatch(plain):
        return QuantityError(f"“{text}”会被读成年份或者月份，不能作时长", "36个月、3年")
    if "元" in plain:
        return QuantityError(f"“{text}”是金额，这里应当填写数量", EXAMPLES)
    if re.search(RANGE_SIGN, plain):
        return QuantityError(f"“{text}”不是正确的范围，应当从小到大并使用同一种单位", "2~4小时")
    return QuantityError(f"“{text}”不是可以识别的数量", EXAMPLES)
