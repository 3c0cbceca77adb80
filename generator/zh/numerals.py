"""Numbers as Chinese text writes them: 十二, 一百零三, 二〇二六, 1.5万 – parsed to fractions and printed again."""

from __future__ import annotations

import re
from fractions import Fraction

from generator.zh.errors import FormError

HAN_DIGITS = "〇一二三四五六七八九"
HAN_NUMBER = "零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟点"
"""Every character a number written in Han characters may hold."""

_PLAIN = str.maketrans("零两壹贰叁肆伍陆柒捌玖拾佰仟", "〇二一二三四五六七八九十百千")
_ARABIC = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?[万亿]?", re.ASCII)
_LIMIT = 10**16
_MOST_DECIMALS = 12
_THOUSAND = 1000
_SHORTEST_DIGIT_ROW = 4
_SCALES = {"": 1, "万": 10**4, "亿": 10**8}


class NumeralError(FormError):
    """A text that is no number."""


def to_chinese(number: int) -> str:
    """Write a whole number from 0 below 10**16 in Han characters: 12 → 十二, 103 → 一百零三."""
    if not 0 <= number < _LIMIT:
        raise NumeralError(f"“{number}”超出可以写成汉字的范围（0至一亿亿）", "一百零三")
    words = _groups(number) or "〇"
    words = words.replace("〇", "零")
    return words.removeprefix("一") if words.startswith("一十") else words


def year_digits(year: int) -> str:
    """Write a year digit by digit: 2026 → 二〇二六."""
    return "".join(HAN_DIGITS[int(digit)] for digit in str(year))


def parse_chinese(text: str) -> int:
    """Read a whole number in Han characters (十二, 两百, 壹佰零叁, 二〇二六); raise NumeralError for anything else."""
    plain = text.translate(_PLAIN)
    if _is_digit_row(plain):
        return int("".join(str(HAN_DIGITS.index(character)) for character in plain))
    number = _sum(plain)
    if number is None or not _says(plain, number):
        raise NumeralError(f"“{text}”不是正确的汉字数字", "一百零三")
    return number


def parse_number(text: str) -> Fraction:
    """Read a number in digits (`1,000`, `1.5万`) or Han characters (`十二`, `三点五`)."""
    if _ARABIC.fullmatch(text):
        scale = text[-1] if text[-1] in _SCALES else ""
        return _in_range(Fraction(text.removesuffix(scale).replace(",", "")) * _SCALES[scale], text)
    whole, dot, decimals = text.partition("点")
    if dot and not decimals:
        raise NumeralError(f"“{text}”不是正确的数字", "三点五")
    return Fraction(parse_chinese(whole)) + _decimals(decimals)


def print_number(number: Fraction) -> str:
    """Print a non-negative number of finite decimals in digits without grouping: 3/2 → 1.5."""
    whole, rest = divmod(number, 1)
    digits = ""
    while rest and len(digits) < _MOST_DECIMALS:
        digit, rest = divmod(rest * 10, 1)
        digits += str(digit)
    return f"{whole}.{digits}" if digits else str(whole)


def _in_range(number: Fraction, text: str) -> Fraction:
    if number >= _LIMIT:
        raise NumeralError(f"“{text}”太大", "10000")
    return number


def _groups(number: int) -> str:
    words = ""
    for scale, name in ((10**12, "万"), (10**8, "亿"), (10**4, "万"), (1, "")):
        group, number = divmod(number, scale)
        if group:
            gap = "〇" if words and (group < _THOUSAND or words.endswith("〇")) else ""
            words = words.rstrip("〇") + gap + _below_ten_thousand(group) + name
        elif words and not words.endswith("〇"):
            words += ("亿" if scale == 10**8 else "") + "〇"
    return words.rstrip("〇")


def _below_ten_thousand(group: int) -> str:
    words = ""
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, group = divmod(group, scale)
        if digit:
            words += HAN_DIGITS[digit] + name
        elif words and not words.endswith("〇"):
            words += "〇"
    return words.rstrip("〇")


def _is_digit_row(plain: str) -> bool:
    # 三五 and 一两 are rough figures, not 35 and 12: a row counts as digits only with a 〇 or from four digits on.
    return len(plain) > 1 and set(plain) <= set(HAN_DIGITS) and ("〇" in plain or len(plain) >= _SHORTEST_DIGIT_ROW)


def _sum(plain: str) -> int | None:
    high, _, low = plain.rpartition("亿")
    parts = [_sum_below_hundred_million(part) for part in (high, low) if part]
    if not parts or None in parts or plain.count("亿") > 1:
        return None
    upper = parts[0] if high else 0
    lower = parts[-1] if low else 0
    return (upper or 0) * 10**8 + (lower or 0)


def _sum_below_hundred_million(plain: str) -> int | None:
    high, mark, low = plain.rpartition("万")
    if mark and not high:
        return None
    if "万" in high:
        return None
    upper, lower = _sum_below_ten_thousand(high), _sum_below_ten_thousand(low)
    return None if upper is None or lower is None else upper * 10**4 + lower


def _sum_below_ten_thousand(plain: str) -> int | None:
    total, digit = 0, None
    for character in plain:
        if character in "十百千":
            total += (1 if digit is None else digit) * {"十": 10, "百": 100, "千": 1000}[character]
            digit = None
        elif character in HAN_DIGITS:
            digit = HAN_DIGITS.index(character)
        else:
            return None
    return total + (digit or 0)


def _says(plain: str, number: int) -> bool:
    """Tell whether the words are the proper ones for the number, so that 一百二 and 百 are refused."""
    if number >= _LIMIT:
        return False
    proper = to_chinese(number).translate(_PLAIN)
    return plain in {proper, "一" + proper} if proper.startswith("十") else plain == proper


def _decimals(words: str) -> Fraction:
    plain = words.translate(_PLAIN)
    if not set(plain) <= set(HAN_DIGITS):
        raise NumeralError(f"“点{words}”不是正确的小数", "三点五")
    digits = "".join(str(HAN_DIGITS.index(character)) for character in plain)
    return Fraction(int(digits or 0), 10 ** len(digits))
