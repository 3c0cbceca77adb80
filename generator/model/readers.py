"""Readers: functions that turn the text of a leaf into a typed value, or raise LeafError with the reason in Chinese."""

import re
from collections.abc import Callable
from decimal import Decimal
from types import MappingProxyType
from typing import TypeVar

from generator.model.leaf import LeafError
from generator.zh.errors import FormError
from generator.zh.money import Money, parse_money
from generator.zh.quantity import Family, Quantity, parse, parse_family

T = TypeVar("T")


def quantity(*families: Family) -> Callable[[str], Quantity]:
    """Give the reader of a quantity of one of the families, of any quantity where none is named."""

    def read(text: str) -> Quantity:
        try:
            return parse_family(text, *families) if families else parse(text)
        except FormError as error:  # its example may be of a family that does not fit here: the leaf's own are better
            raise LeafError("quantity", error.message) from error

    return read


def whole_days(text: str) -> Quantity:
    """Read a number of whole calendar days, at least one."""
    days = quantity(Family.DAY)(text)
    if days.low != days.high or days.low is None or days.low < 1 or days.low.denominator != 1:
        raise LeafError("quantity", f"“{text}”不是整日数")
    return days


def or_words(read: Callable[[str], T], *words: str) -> Callable[[str], T | str]:
    """Give the reader that leaves some words as they are."""
    return lambda text: text if text in words else read(text)


def money(*, per_unit: bool) -> Callable[[str], Money]:
    """Give the reader of an amount in yuan, with a unit it is paid for or without."""

    def read(text: str) -> Money:
        amount = parse_money(text)
        if per_unit and not amount.per:
            raise LeafError("money", f"“{text}”没有写计价单位")
        if amount.per and not per_unit:
            raise LeafError("money", f"“{text}”不应带计价单位，单位另填")
        return amount

    return parsed("money", read)


def parsed(kind: str, read: Callable[[str], T]) -> Callable[[str], T]:
    """Give the reader that turns a FormError of `read` into a LeafError of this kind."""

    def reader(text: str) -> T:
        try:
            return read(text)
        except FormError as error:
            raise LeafError(kind, error.message, error.example) from error

    return reader


_TRUE_WORDS = ("true", "是")
_FALSE_WORDS = ("false", "否")


def flag(text: str) -> bool:
    """Read yes or no."""
    if text.lower() in _TRUE_WORDS:
        return True
    if text.lower() in _FALSE_WORDS:
        return False
    raise LeafError("choice", f"“{text}”应写true（是）或者false（否）")


def whole_number(text: str) -> int:
    """Read a whole number."""
    if re.fullmatch(r"[0-9]{1,6}", text) is None:
        raise LeafError("number", f"“{text}”不是整数")
    return int(text)


def decimal_number(text: str) -> Decimal:
    """Read a number with up to four decimals."""
    if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,4})?", text) is None:
        raise LeafError("number", f"“{text}”不是数字")
    return Decimal(text)


def named(problem: Callable[[str], str | None]) -> Callable[[str], str]:
    """Give the reader that asks `problem` what is wrong with a text."""

    def read(text: str) -> str:
        if message := problem(text):
            raise LeafError("identifier", message)
        return text

    return read


def shaped(pattern: str, kind: str, what: str) -> Callable[[str], str]:
    """Give the reader of text that matches a pattern; `what` says in Chinese what other text is."""
    shape = re.compile(pattern)

    def read(text: str) -> str:
        if shape.fullmatch(text) is None:
            raise LeafError(kind, f"“{text}”{what}")
        return text

    return read


def picture(text: str) -> str:
    """Read the relative path of a picture in the company folder."""
    return _company_file(text, (".png", ".jpg", ".jpeg"), "PNG或者JPEG图片")


def scan(text: str) -> str:
    """Read the relative path of a scan in the company folder: a picture, or a PDF of one or several pages."""
    return _company_file(text, (".png", ".jpg", ".jpeg", ".pdf"), "PNG、JPEG图片或者PDF文件")


def word_file(text: str) -> str:
    """Read the relative path of a Word file in the company folder."""
    return _company_file(text, (".docx",), "Word文件（.docx）")


def _company_file(text: str, endings: tuple[str, ...], what: str) -> str:
    if "\\" in text or text.startswith("/") or ":" in text or ".." in text.split("/"):
        raise LeafError("picture", f"“{text}”应是公司资料目录内的相对路径，用“/”分隔")
    if not text.lower().endswith(endings):
        raise LeafError("picture", f"“{text}”不是{what}")
    return text


def frozen(value: object) -> object:
    """Give plain data of lists and mappings as tuples and read-only mappings."""
    if isinstance(value, list):
        return tuple(frozen(item) for item in value)
    if isinstance(value, dict):
        return MappingProxyType({key: frozen(item) for key, item in value.items()})
    return value
