"""Amounts of money: how they are written, printed and set in capital characters."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.zh.money import Money, MoneyError, capital_forms, parse_capital, parse_money, to_capital

AMOUNTS = [
    ("600元", "600", "", "600元"),
    ("3000万元", "30000000", "", "3000万元"),
    ("3.5万元", "35000", "", "3.5万元"),
    ("3亿元", "300000000", "", "3亿元"),
    ("1234.50元", "1234.50", "", "1234.50元"),
    ("1234.5元", "1234.50", "", "1234.50元"),
    ("3,300.00元", "3300", "", "3300元"),
    ("￥600元", "600", "", "600元"),
    ("人民币600元整", "600", "", "600元"),
    ("1000元/人日", "1000", "人日", "1000元/人日"),
    ("0元", "0", "", "0元"),
]

CAPITALS = [
    ("0", "零元整"),
    ("0.05", "伍分"),
    ("0.35", "叁角伍分"),
    ("0.50", "伍角"),
    ("10", "壹拾元整"),
    ("325.04", "叁佰贰拾伍元零肆分"),
    ("1409.50", "壹仟肆佰零玖元伍角"),
    ("1680.32", "壹仟陆佰捌拾元零叁角贰分"),
    ("3300", "叁仟叁佰元整"),
    ("6007.14", "陆仟零柒元壹角肆分"),
    ("10010", "壹万零壹拾元整"),
    ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
    ("107000.53", "壹拾万柒仟元零伍角叁分"),
    ("1010000", "壹佰零壹万元整"),
    ("30000000", "叁仟万元整"),
    ("100010000", "壹亿零壹万元整"),
    ("1000000000001", "壹万亿零壹元整"),
]

VARIANTS = [
    ("人民币壹拾万零柒仟元伍角叁分", "107000.53"),
    ("壹拾万柒仟元零伍角叁分", "107000.53"),
    ("壹仟陆佰捌拾元叁角贰分", "1680.32"),
    ("人民币壹仟肆佰零玖圆伍角整", "1409.50"),
    ("人民币：壹拾元正", "10"),
]

REFUSED = [
    ("600", "“600”缺少单位“元”", "600元"),
    ("1.234元", "“1.234元”不到分为止，金额最小写到分", "1234.50元"),
    ("-5元", "“-5元”是负数，金额不能小于零", "600元"),
    ("六百元", "“六百元”不是金额", "600元、3000万元、1000元/人日"),
    ("999999999亿元", "“999999999亿元”超出可以书写的金额范围（0元至一亿亿元）", "600元"),
]

NOT_CAPITAL = [
    ("", "“”不是大写金额", "人民币壹仟肆佰零玖元伍角"),
    ("一千元", "“一千元”不是大写金额", "人民币壹仟肆佰零玖元伍角"),
    ("壹仟玖元整", "“壹仟玖元整”不是规范的大写金额", "人民币壹仟零玖元整"),
    ("叁仟叁佰元", "“叁仟叁佰元”不是规范的大写金额", "人民币叁仟叁佰元整"),
    ("拾元整", "“拾元整”不是规范的大写金额", "人民币壹仟肆佰零玖元伍角"),
    ("伍分叁角", "“伍分叁角”不是规范的大写金额", "人民币壹仟肆佰零玖元伍角"),
    ("玖亿亿元整", "“玖亿亿元整”不是规范的大写金额", "人民币壹仟肆佰零玖元伍角"),
]


@pytest.mark.parametrize(("written", "amount", "per", "printed"), AMOUNTS)
def test_an_amount_is_read_and_printed(written: str, amount: str, per: str, printed: str) -> None:
    money = parse_money(written)
    assert (money.amount, money.per, str(money)) == (Decimal(amount), per, printed)
    assert parse_money(str(money)) == money


def test_the_scale_is_only_a_way_to_print() -> None:
    assert parse_money("5万元") == parse_money("50000元")
    assert parse_money("5万元").figure == "5"


@pytest.mark.parametrize(("written", "message", "example"), REFUSED)
def test_what_is_no_amount_is_refused(written: str, message: str, example: str) -> None:
    with pytest.raises(MoneyError) as raised:
        parse_money(written)
    assert (raised.value.message, raised.value.example) == (message, example)


@pytest.mark.parametrize(("amount", "words"), CAPITALS)
def test_an_amount_in_capital_characters(amount: str, words: str) -> None:
    assert to_capital(Decimal(amount)) == f"人民币{words}"
    assert parse_capital(f"人民币{words}") == Decimal(amount)


def test_money_gives_its_capital_form() -> None:
    assert Money(Decimal("1409.50")).capital() == "人民币壹仟肆佰零玖元伍角"


@pytest.mark.parametrize(("words", "amount"), VARIANTS)
def test_accepted_variants_are_read(words: str, amount: str) -> None:
    assert parse_capital(words) == Decimal(amount)


@pytest.mark.parametrize(("words", "message", "example"), NOT_CAPITAL)
def test_irregular_capitals_are_refused_with_the_right_form(words: str, message: str, example: str) -> None:
    with pytest.raises(MoneyError) as raised:
        parse_capital(words)
    assert (raised.value.message, raised.value.example) == (message, example)


@given(st.integers(0, 10**18 - 1))
def test_every_accepted_form_of_every_amount_reads_back(fen: int) -> None:
    amount = Decimal(fen) / 100
    assert {parse_capital(form) for form in capital_forms(amount)} == {amount}


@given(st.lists(st.sampled_from([0, 0, 1, 5]), min_size=1, max_size=18))
def test_amounts_full_of_zeros_read_back(digits: list[int]) -> None:
    amount = Decimal(int("".join(str(digit) for digit in digits))) / 100
    assert {parse_capital(form) for form in capital_forms(amount)} == {amount}


@given(st.text("零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整正圆人民币", max_size=16))
def test_any_row_of_capitals_is_an_amount_or_a_money_error(words: str) -> None:
    try:
        amount = parse_capital(words)
    except MoneyError:
        return
    assert 0 <= amount < 10**16


@given(st.text(max_size=16))
def test_any_text_is_an_amount_or_a_money_error(text: str) -> None:
    try:
        money = parse_money(text)
    except MoneyError:
        return
    assert parse_money(str(money)) == money
