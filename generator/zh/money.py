"""Amounts of money in yuan: 3000万元, 600元, 1000元/人日 – parsed, printed, and written in capital characters (大写).

The capital form follows 《正确填写票据和结算凭证的基本规定》; where it allows two forms, both are read and the first
of its examples is printed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product
from typing import Literal

from generator.zh.errors import FormError

Scale = Literal["元", "万元", "亿元"]

_SCALES: dict[Scale, int] = {"元": 1, "万元": 10**4, "亿元": 10**8}
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ((1000, "仟"), (100, "佰"), (10, "拾"), (1, ""))
_GROUPS = ((10**12, "万"), (10**8, "亿"), (10**4, "万"), (1, ""))
_LIMIT = Decimal(10) ** 16
_THOUSAND = 1000
_CENT = Decimal("0.01")
_MONEY = re.compile(
    r"(?:人民币)?[¥]?(?P<number>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)(?P<scale>[万亿]?)元整?(?:/(?P<per>\S{1,8}))?"
)
_CAPITAL = re.compile(r"(?P<yuan>[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+元)?(?P<cents>[零壹贰叁肆伍陆柒捌玖角分]*)整?")


class MoneyError(FormError):
    """A text that is no amount of money."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in yuan, exact to the fen; `per` is what it is paid for (人日), `scale` how it is printed.

    Two amounts are equal whatever their scale: 5万元 = 50000元.
    """

    amount: Decimal
    per: str = ""
    scale: Scale = field(default="元", compare=False)

    def __str__(self) -> str:
        return self.figure + self.scale + (f"/{self.per}" if self.per else "")

    @property
    def figure(self) -> str:
        """The digits as printed, in units of `scale`: 600, 1234.50, 3.5."""
        return _figure(self.amount, self.scale)

    def capital(self) -> str:
        """Write the amount in capital characters: 人民币壹仟肆佰零玖元伍角."""
        return to_capital(self.amount)


def parse_money(text: str) -> Money:
    """Read 600元, 3,300.00元, 3000万元, ¥600元 or 1000元/人日; raise MoneyError for anything else."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    found = _MONEY.fullmatch(plain)
    if found is None:
        raise _money_error(text, plain)
    scale = next(name for name in _SCALES if name == f"{found['scale']}元")
    amount = Decimal(found["number"].replace(",", "")) * _SCALES[scale]
    return Money(_checked(amount, text), found["per"] or "", scale)


def to_capital(amount: Decimal) -> str:
    """Write an amount in yuan in capital characters, with 人民币 before it and 整 after whole yuan."""
    return f"人民币{capital_forms(amount)[0]}"


def capital_forms(amount: Decimal) -> tuple[str, ...]:
    """Give every accepted capital form without 人民币; the first is the one to print."""
    checked = _checked(amount, str(amount))
    yuan, cents = divmod(int(checked * 100), 100)
    wholes = _yuan_forms(yuan) if yuan or not cents else ("",)
    forms = (whole + end for whole, end in product(wholes, _cent_forms(cents, yuan)))
    return tuple(dict.fromkeys(forms))


def parse_capital(text: str) -> Decimal:
    """Read capital characters, with or without 人民币; raise MoneyError with the right form where one can be told."""
    words = re.sub(r"\s+", "", text).removeprefix("人民币").lstrip("：:").replace("圆", "元").replace("正", "整")
    found = _CAPITAL.fullmatch(words)
    if not words or found is None:
        raise MoneyError(f"“{text}”不是大写金额", "人民币壹仟肆佰零玖元伍角")
    amount = Decimal(_yuan_value(found["yuan"] or "")) + Decimal(_cent_value(found["cents"])) * _CENT
    if amount >= _LIMIT or words not in capital_forms(amount):
        right = to_capital(amount) if 0 < amount < _LIMIT else "人民币壹仟肆佰零玖元伍角"
        raise MoneyError(f"“{text}”不是规范的大写金额", right)
    return amount


def _figure(amount: Decimal, scale: Scale) -> str:
    figure = amount / _SCALES[scale]
    if figure == figure.to_integral_value():
        return f"{figure.to_integral_value():f}"
    return f"{figure:.2f}" if scale == "元" else f"{figure.normalize():f}"


def _checked(amount: Decimal, text: str) -> Decimal:
    if not 0 <= amount < _LIMIT:
        raise MoneyError(f"“{text}”超出可以书写的金额范围（0元至一亿亿元）", "600元")
    if amount != amount.quantize(_CENT):
        raise MoneyError(f"“{text}”不到分为止，金额最小写到分", "1234.50元")
    return amount


def _money_error(text: str, plain: str) -> MoneyError:
    if re.fullmatch(r"[¥]?[0-9][0-9,.]*[万亿]?", plain):
        return MoneyError(f"“{text}”缺少单位“元”", f"{plain.removeprefix('¥')}元")
    if plain.startswith("-"):
        return MoneyError(f"“{text}”是负数，金额不能小于零", "600元")
    return MoneyError(f"“{text}”不是金额", "600元、3000万元、1000元/人日")


# --- capital characters ----------------------------------------------------------------------------------------------


def _yuan_forms(yuan: int) -> tuple[str, ...]:
    if yuan == 0:
        return ("零元",)
    forms: tuple[str, ...] = ("",)
    rest = yuan
    gap = False
    for scale, name in _GROUPS:
        group, rest = divmod(rest, scale)
        forms = tuple(form + more for form, more in product(forms, _group_forms(group, name, yuan, scale, gap=gap)))
        gap = bool(yuan // scale) and (group == 0 or group % 10 == 0)
    return tuple(f"{form}元" for form in forms)


def _group_forms(group: int, name: str, yuan: int, scale: int, *, gap: bool) -> tuple[str, ...]:
    above = yuan // scale // 10_000
    if group == 0:
        return (name,) if name == "亿" and above else ("",)
    words = _below_ten_thousand(group) + name
    if not above:
        return (words,)
    if group < _THOUSAND or (gap and above % 10_000 == 0):
        return (f"零{words}",)
    return (words, f"零{words}") if gap else (words,)


def _below_ten_thousand(group: int) -> str:
    words = ""
    for place, name in _PLACES:
        digit, group = divmod(group, place)
        if digit:
            words += _DIGITS[digit] + name
        elif words and not words.endswith("零"):
            words += "零"
    return words.rstrip("零")


def _cent_forms(cents: int, yuan: int) -> tuple[str, ...]:
    jiao, fen = divmod(cents, 10)
    if not cents:
        return ("整",)
    if not jiao:
        return (f"零{_DIGITS[fen]}分",) if yuan else (f"{_DIGITS[fen]}分",)
    words = f"{_DIGITS[jiao]}角" + (f"{_DIGITS[fen]}分" if fen else "")
    leads = ("零", "") if yuan and yuan % 10 == 0 else ("",)
    ends = ("",) if fen else ("", "整")
    return tuple(lead + words + end for lead, end in product(leads, ends))


def _yuan_value(words: str) -> int:
    total = section = digit = 0
    for character in words.removesuffix("元"):
        if character in _DIGITS:
            digit = _DIGITS.index(character)
        elif character in "拾佰仟":
            section, digit = section + digit * {"拾": 10, "佰": 100, "仟": 1000}[character], 0
        else:
            total, section, digit = _carried(total, section + digit, character)
    return total + section + digit


def _carried(total: int, section: int, mark: str) -> tuple[int, int, int]:
    if mark == "亿":
        return (total + section) * 10**8, 0, 0
    return total + section * 10**4, 0, 0


def _cent_value(words: str) -> int:
    found = re.fullmatch(rf"零?(?:(?P<jiao>[{_DIGITS}])角)?零?(?:(?P<fen>[{_DIGITS}])分)?", words)
    if found is None:
        return 0
    return _DIGITS.index(found["jiao"] or "零") * 10 + _DIGITS.index(found["fen"] or "零")
