"""Credit codes, phones, addresses and the nearest known word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.zh.identifiers import (
    credit_code_check_digit,
    credit_code_problem,
    email_problem,
    nearest,
    phone_problem,
    postcode_problem,
)


def test_a_right_credit_code_has_no_problem() -> None:
    assert credit_code_problem("91000000MA00XNWD0J") is None


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("91000000MA00XNWD0", "统一社会信用代码应当为18位，现为17位"),
        ("91000000MA00XNWD0K", "统一社会信用代码校验位不符：末位应当为“J”，现为“K”"),
        (
            "91000000MAO0XNWD0J",
            "统一社会信用代码含有不允许的字符“O”，只能使用数字和大写字母，且不含I、O、S、V、Z",
        ),
    ],
)
def test_a_wrong_credit_code_is_explained(code: str, problem: str) -> None:
    assert credit_code_problem(code) == problem


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=17, max_size=17), st.integers(0, 16))
def test_one_wrong_character_is_always_found(body: str, place: int) -> None:
    code = body + credit_code_check_digit(body)
    assert credit_code_problem(code) is None
    other = "A" if code[place] == "B" else "B"
    assert credit_code_problem(code[:place] + other + code[place + 1 :]) is not None


PHONES = [
    "400-000-0180",
    "4000000180",
    "0000-8000-0180",
    "000-0000-0101",
    "0951-6012345",
    "0951-6012345-802",
    "010-00000000转8",
    "13000000000",
    "130-0000-0000",
    "8000018",
]


@pytest.mark.parametrize("phone", PHONES)
def test_forms_of_phone_numbers(phone: str) -> None:
    assert phone_problem(phone) is None


@pytest.mark.parametrize("phone", ["", "12345", "400-00-0180", "9516012345678", "电话"])
def test_what_is_no_phone_number(phone: str) -> None:
    assert phone_problem(phone) == f"“{phone}”不是电话号码的形式，例如：400-000-0180、0000-8000-0180"


def test_e_mail_addresses_and_postcodes() -> None:
    assert email_problem("support@shizheng.example") is None
    assert email_problem("support@example") == "“support@example”不是电子邮箱地址，例如：support@company.example"
    assert postcode_problem("000000") is None
    assert postcode_problem("00000") == "“00000”不是邮政编码，应当为6位数字，例如：000000"


@pytest.mark.parametrize(
    ("word", "known_word"),
    [("waranty", "warranty"), ("寻检记录", "巡检记录"), ("zzz", None)],
)
def test_the_nearest_known_word(word: str, known_word: str | None) -> None:
    assert nearest(word, ["warranty", "inspection", "巡检记录", "巡检"]) == known_word
