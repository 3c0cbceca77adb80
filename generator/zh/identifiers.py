"""Checks of what identifies and reaches a company: credit code, phone, e-mail, postcode; and the nearest known word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

CREDIT_CODE_EXAMPLE = "91000000MA00XNWD0J"

_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_LENGTH = 18
_PHONE_FORMS = (
    re.compile(r"400-?[0-9]{3}-?[0-9]{4}"),
    re.compile(r"800-?[0-9]{3}-?[0-9]{4}"),
    re.compile(r"0[0-9]{2,3}-[0-9]{7,8}(?:-[0-9]{1,5}|转[0-9]{1,5})?"),
    re.compile(r"0[0-9]{3}-[0-9]{4}-[0-9]{4}"),
    re.compile(r"0[0-9]{2}-[0-9]{4}-[0-9]{4}"),
    re.compile(r"1[3-9][0-9]{9}"),
    re.compile(r"1[3-9][0-9]-[0-9]{4}-[0-9]{4}"),
    re.compile(r"0{3}-?[0-9]{4}-?[0-9]{4}"),
    re.compile(r"[0-9]{7,8}"),
    re.compile(r"9[56][0-9]{3,4}"),
    re.compile(r"\+86[- ]?1[3-9][0-9]{9}"),
)
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}")
_POSTCODE = re.compile(r"[0-9]{6}")


def credit_code_problem(text: str) -> str | None:
    """Say in Chinese what is wrong with a unified social credit code (GB 32100-2015), None where nothing is."""
    if len(text) != _CREDIT_LENGTH:
        return f"统一社会信用代码应当为18位，现为{len(text)}位"
    strange = [character for character in text if character not in _CREDIT_ALPHABET]
    if strange:
        return f"统一社会信用代码含有不允许的字符“{strange[0]}”，只能使用数字和大写字母，且不含I、O、S、V、Z"
    digit = credit_code_check_digit(text[:-1])
    return None if text[-1] == digit else f"统一社会信用代码校验位不符：末位应当为“{digit}”，现为“{text[-1]}”"


def credit_code_check_digit(body: str) -> str:
    """Give the 18th character for the first 17 (GB 32100-2015: weights 3^i mod 31)."""
    total = sum(_CREDIT_ALPHABET.index(character) * pow(3, place, 31) for place, character in enumerate(body))
    return _CREDIT_ALPHABET[-total % 31]


def phone_problem(text: str) -> str | None:
    """Say what is wrong with a phone number's form; numbers of 000 are examples and pass."""
    if any(form.fullmatch(text) for form in _PHONE_FORMS):
        return None
    return f"“{text}”不是电话号码的形式，例如：400-000-0180、0000-8000-0180"


def email_problem(text: str) -> str | None:
    """Say what is wrong with an e-mail address's form."""
    return None if _EMAIL.fullmatch(text) else f"“{text}”不是电子邮箱地址，例如：support@company.example"


def postcode_problem(text: str) -> str | None:
    """Say what is wrong with a postcode's form."""
    return None if _POSTCODE.fullmatch(text) else f"“{text}”不是邮政编码，应当为6位数字，例如：000000"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Give the known word a writer most likely meant, None where none is near."""
    found = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return found[0] if found else None
