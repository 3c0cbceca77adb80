"""Counters as Word writes them in its number formats (ECMA-376 part 1, 17.18.59), for every reader of Word files."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from generator.zh.numerals import to_chinese

_GREATEST = 32767
_HUNDRED = 100


def written(number: int, form: str) -> str:
    """Write a counter in a number format of Word; decimal where the format is unknown or has no such number."""
    write = _FORMS.get(form)
    return (write(number) if write is not None and 0 < number <= _GREATEST else "") or str(number)


def _row(characters: str) -> Callable[[int], str]:
    return lambda number: characters[number - 1] if number <= len(characters) else ""


def _letters(number: int) -> str:
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    text = ""
    for size, numeral in _ROMAN:
        text += numeral * (number // size)
        number %= size
    return text


_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def _digits(zero: str) -> Callable[[int], str]:
    return lambda number: "".join((zero + "一二三四五六七八九")[int(digit)] for digit in str(number))


def _counted(number: int) -> str:
    return to_chinese(number) if number < _HUNDRED else _digits("○")(number)


def _japanese(number: int) -> str:
    """Japanese counts 百一, 千二百: neither a one before a unit nor a zero between."""
    return re.sub("一(?=[十百千])", "", to_chinese(number).replace("零", ""))


def _capital(number: int) -> str:
    """Amounts begin 壹拾 where counting begins 十."""
    words = to_chinese(number)
    words = f"一{words}" if words.startswith("十") else words
    return words.translate(str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟"))


def _full_width(number: int) -> str:
    return str(number).translate({ord("0") + digit: ord("０") + digit for digit in range(10)})


_FORMS: Mapping[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "chineseCounting": _counted,
    "taiwaneseCounting": _counted,
    "chineseCountingThousand": to_chinese,
    "taiwaneseCountingThousand": to_chinese,
    "japaneseCounting": _japanese,
    "ideographDigital": _digits("〇"),
    "japaneseDigitalTenThousand": _digits("〇"),
    "taiwaneseDigital": _digits("○"),
    "chineseLegalSimplified": _capital,
    "ideographTraditional": _row("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _row("子丑寅卯辰巳午未申酉戌亥"),
    "ideographEnclosedCircle": _row("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "decimalEnclosedCircle": _row("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    "decimalEnclosedCircleChinese": _row("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    "decimalEnclosedParen": _row("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "decimalEnclosedFullstop": _row("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "numberInDash": lambda number: f"- {number} -",
}
