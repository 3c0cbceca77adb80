"""What people write as a quantity, how it prints, what it is worth, and what is refused."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.zh.numerals import to_chinese
from generator.zh.quantity import (
    Family,
    Quantity,
    QuantityError,
    base,
    compare,
    parse,
    parse_family,
    review_equal,
    window,
    within,
)

MONTHS_A_WEEK = Fraction(84, 365)

SINGLE = [
    # written, family, figure in base units, unit, printed
    ("8小时", Family.CLOCK, 480, "小时", "8小时"),
    ("8 小时", Family.CLOCK, 480, "小时", "8小时"),
    ("８个小时", Family.CLOCK, 480, "小时", "8小时"),
    ("4h", Family.CLOCK, 240, "小时", "4小时"),
    ("两个钟头", Family.CLOCK, 120, "小时", "2小时"),
    ("10分钟", Family.CLOCK, 10, "分钟", "10分钟"),
    ("30秒", Family.CLOCK, Fraction(1, 2), "秒", "30秒"),
    ("30秒钟", Family.CLOCK, Fraction(1, 2), "秒", "30秒"),
    ("一刻钟", Family.CLOCK, 15, "刻钟", "1刻钟"),
    ("半小时", Family.CLOCK, 30, "小时", "半小时"),
    ("半个小时", Family.CLOCK, 30, "小时", "半小时"),
    ("1.50小时", Family.CLOCK, 90, "小时", "1.5小时"),
    ("三点五小时", Family.CLOCK, 210, "小时", "3.5小时"),
    ("一个半小时", Family.CLOCK, 90, "小时", "1小时30分钟"),
    ("3小时30分钟", Family.CLOCK, 210, "小时", "3小时30分钟"),
    ("3小时30分", Family.CLOCK, 210, "小时", "3小时30分钟"),
    ("0小时", Family.CLOCK, 0, "小时", "0小时"),
    ("立即", Family.CLOCK, 0, "", "立即"),
    ("即时", Family.CLOCK, 0, "", "即时"),
    ("当场", Family.CLOCK, 0, "", "当场"),
    ("5日", Family.DAY, 5, "日", "5日"),
    ("2分钟半", Family.CLOCK, Fraction(5, 2), "分钟", "2分钟30秒"),
    ("724小时30分钟", Family.CLOCK, 43470, "小时", "724小时30分钟"),
    ("5天", Family.DAY, 5, "日", "5日"),
    ("两周半", Family.DAY, Fraction(35, 2), "周", "2.5周"),
    ("60个自然日", Family.DAY, 60, "日", "60日"),
    ("60日历日", Family.DAY, 60, "日", "60日"),
    ("半天", Family.DAY, Fraction(1, 2), "日", "半日"),
    ("两天半", Family.DAY, Fraction(5, 2), "日", "2.5日"),
    ("两周", Family.DAY, 14, "周", "2周"),
    ("3个星期", Family.DAY, 21, "周", "3周"),
    ("1个工作日", Family.WORKDAY, 1, "个工作日", "1个工作日"),
    ("半个工作日", Family.WORKDAY, Fraction(1, 2), "个工作日", "半个工作日"),
    ("NBD", Family.WORKDAY, 1, "个工作日", "1个工作日"),
    ("下一个工作日", Family.WORKDAY, 1, "个工作日", "1个工作日"),
    ("3年", Family.MONTH, 36, "年", "3年"),
    ("三年", Family.MONTH, 36, "年", "3年"),
    ("36个月", Family.MONTH, 36, "个月", "36个月"),
    ("十二个月", Family.MONTH, 12, "个月", "12个月"),
    ("半年", Family.MONTH, 6, "年", "半年"),
    ("两年半", Family.MONTH, 30, "年", "2年6个月"),
    ("1个半月", Family.MONTH, Fraction(3, 2), "个月", "1.5个月"),
    ("3个季度", Family.MONTH, 9, "个季度", "3个季度"),
    ("30台", Family.COUNT, 30, "台", "30台"),
    ("8学时", Family.COUNT, 8, "学时", "8学时"),
    ("20 岁", Family.COUNT, 20, "岁", "20岁"),
    ("一百二十台", Family.COUNT, 120, "台", "120台"),
    ("1,000台", Family.COUNT, 1000, "台", "1000台"),
    ("1.5万次", Family.COUNT, 15000, "次", "15000次"),
    ("3千克", Family.COUNT, 3, "千克", "3千克"),
    ("95%", Family.PERCENT, 95, "%", "95%"),
    ("99.9%", Family.PERCENT, Fraction(999, 10), "%", "99.9%"),
    ("９５％", Family.PERCENT, 95, "%", "95%"),
    ("百分之九十五", Family.PERCENT, 95, "%", "95%"),
    (f"1.{'0' * 37}%", Family.PERCENT, 1, "%", "1%"),
    ("千分之三", Family.PERCENT, Fraction(3, 10), "‰", "3‰"),
    ("7×24", Family.COVERAGE, 168, "", "7×24小时"),
    ("7x24", Family.COVERAGE, 168, "", "7×24小时"),
    ("7*24", Family.COVERAGE, 168, "", "7×24小时"),
    ("7 × 24小时", Family.COVERAGE, 168, "", "7×24小时"),
    ("24×7", Family.COVERAGE, 168, "", "7×24小时"),
    ("7*24*365", Family.COVERAGE, 168, "", "7×24小时"),
    ("全天候", Family.COVERAGE, 168, "", "7×24小时"),
    ("每周7天、每天24小时", Family.COVERAGE, 168, "", "7×24小时"),
    ("5×8", Family.COVERAGE, 40, "", "5×8小时"),
    ("1×8", Family.COVERAGE, 8, "", "1×8小时"),
    ("5×1", Family.COVERAGE, 5, "", "5×1小时"),
    ("每月1次", Family.RATE, 1, "每月", "每月1次"),
    ("每月一次", Family.RATE, 1, "每月", "每月1次"),
    ("一月两次", Family.RATE, 2, "每月", "每月2次"),
    ("每月", Family.RATE, 1, "每月", "每月1次"),
    ("每半年1次", Family.RATE, Fraction(1, 6), "每半年", "每半年1次"),
    ("半年一次", Family.RATE, Fraction(1, 6), "每半年", "每半年1次"),
    ("每周一次", Family.RATE, 1 / MONTHS_A_WEEK, "每周", "每周1次"),
    ("每2周1次", Family.RATE, 1 / MONTHS_A_WEEK / 2, "每2周", "每2周1次"),
    ("每三个月", Family.RATE, Fraction(1, 3), "每3个月", "每3个月1次"),
    ("每个季度1次", Family.RATE, Fraction(1, 3), "每季度", "每季度1次"),
    ("每隔2个月1次", Family.RATE, Fraction(1, 2), "每2个月", "每2个月1次"),
    ("2次/年", Family.RATE, Fraction(1, 6), "每年", "每年2次"),
    ("一年两次", Family.RATE, Fraction(1, 6), "每年", "每年2次"),
    ("每日三次", Family.RATE, Fraction(365, 4), "每日", "每日3次"),
    ("每工作日1次", Family.RATE, Fraction(1825, 84), "每个工作日", "每个工作日1次"),
]

BOUNDED = [
    # written, low, high, open ends, printed
    ("1~2次", 1, 2, "", "1~2次"),
    ("30～40台", 30, 40, "", "30~40台"),
    ("2-4小时", 120, 240, "", "2~4小时"),
    ("2—4小时内", 120, 240, "", "2~4小时"),
    ("八至十五日", 8, 15, "", "8~15日"),
    ("三到五天", 3, 5, "", "3~5日"),
    ("30分钟~2小时", 30, 120, "", "30分钟~2小时"),
    ("1小时30分钟~2小时", 90, 120, "", "1小时30分钟~2小时"),
    ("半小时~2小时", 30, 120, "", "半小时~2小时"),
    ("95~98%", 95, 98, "", "95%~98%"),
    ("每月一至两次", 1, 2, "", "每月1~2次"),
    ("每年不少于2次", Fraction(1, 6), None, "", "每年不少于2次"),
    ("不超过8小时", None, 480, "", "8小时内"),
    ("8小时以内", None, 480, "", "8小时内"),
    ("≤4小时", None, 240, "", "4小时内"),
    ("少于2小时", None, 120, ">", "少于2小时"),
    ("小于或等于2小时", None, 120, "", "2小时内"),
    ("≥15年", 180, None, "", "不少于15年"),
    ("15年以上", 180, None, "", "不少于15年"),
    ("超过3年", 36, None, "<", "超过3年"),
    ("不超过30台", None, 30, "", "不超过30台"),
]

REFUSED = [
    ("", "数量是空的"),
    ("3", "“3”缺少单位"),
    ("三", "“三”缺少单位"),
    ("3月", "“3月”会被读成年份或者月份，不能作时长"),
    ("2026年", "“2026年”会被读成年份或者月份，不能作时长"),
    ("5年10月", "“5年10月”会被读成年份或者月份，不能作时长"),
    ("724小时", "“724小时”像是丢了乘号的服务时段"),
    ("及时", "“及时”没有给出具体的数"),
    ("第一时间", "“第一时间”没有给出具体的数"),
    ("约3小时", "“约3小时”是约数，承诺应当给出确定的数"),
    ("三五天", "“三五天”是约数，承诺应当给出确定的数"),
    ("一两次", "“一两次”是约数，承诺应当给出确定的数"),
    ("30多台", "“30多台”是约数，承诺应当给出确定的数"),
    ("3000万元", "“3000万元”是金额，这里应当填写数量"),
    ("4-2小时", "“4-2小时”不是正确的范围，应当从小到大并使用同一种单位"),
    ("8小时~1日", "“8小时~1日”不是正确的范围，应当从小到大并使用同一种单位"),
    ("1台~3人", "“1台~3人”不是正确的范围，应当从小到大并使用同一种单位"),
    ("2-2小时", "“2-2小时”不是正确的范围，应当从小到大并使用同一种单位"),
    ("半~2小时", "“半~2小时”不是正确的范围，应当从小到大并使用同一种单位"),
    ("1年6~20个月", "“1年6~20个月”不是正确的范围，应当从小到大并使用同一种单位"),
    ("8小时响应", "“8小时响应”不是可以识别的数量"),
    ("1日12小时", "“1日12小时”不是可以识别的数量"),
    ("30分钟2小时", "“30分钟2小时”不是可以识别的数量"),
    ("1小时90分钟", "“1小时90分钟”不是可以识别的数量"),
    ("1小时60分钟", "“1小时60分钟”不是可以识别的数量"),
    ("百分之五台", "“百分之五台”不是可以识别的数量"),
    ("小时" * 20, f"“{'小时' * 20}”不是可以识别的数量"),
    ("3级", "“3级”不是可以识别的数量"),
    ("1年6日", "“1年6日”不是可以识别的数量"),
    ("1小时0.5小时", "“1小时0.5小时”不是可以识别的数量"),
    ("三分之一", "“三分之一”不是可以识别的数量"),
    ("7×25", "“7×25”不是可以识别的数量"),
    ("8×9", "“8×9”不是可以识别的数量"),
    ("0×8", "“0×8”不是可以识别的数量"),
    ("5×0", "“5×0”不是可以识别的数量"),
    ("7×24小时服务", "“7×24小时服务”不是可以识别的数量"),
    ("每周7天24小时服务", "“每周7天24小时服务”不是可以识别的数量"),
    ("每次", "“每次”不是可以识别的数量"),
    ("每月0次", "“每月0次”不是可以识别的数量"),
    ("每0日1次", "“每0日1次”不是可以识别的数量"),
    ("1 000台", "“1 000台”不是可以识别的数量"),
    ("1e3台", "“1e3台”不是可以识别的数量"),
    ("99999999999999999小时", "“99999999999999999小时”不是可以识别的数量"),
    ("百台", "“百台”不是可以识别的数量"),
    ("三点台", "“三点台”不是可以识别的数量"),
    ("小时" * 30, f"“{'小时' * 20}……”太长，不是数量"),
]


@pytest.mark.parametrize(("written", "family", "figure", "unit", "printed"), SINGLE)
def test_a_single_figure(written: str, family: Family, figure: Fraction, unit: str, printed: str) -> None:
    assert parse(written) == Quantity(family, Fraction(figure), Fraction(figure), unit, printed)


@pytest.mark.parametrize(("written", "low", "high", "open_ends", "printed"), BOUNDED)
def test_a_range_or_a_bound(written: str, low: int | None, high: int | None, open_ends: str, printed: str) -> None:
    quantity = parse(written)
    assert (quantity.low, quantity.high, str(quantity)) == (low, high, printed)
    assert (quantity.low_open, quantity.high_open) == (open_ends == "<", open_ends == ">")


@pytest.mark.parametrize(("written", "message"), REFUSED)
def test_what_is_no_quantity_is_refused_with_the_reason(written: str, message: str) -> None:
    with pytest.raises(QuantityError) as raised:
        parse(written)
    assert raised.value.message == message
    assert raised.value.example


WORDS_BEFORE = {
    "2小时内": "不超过 不大于 不多于 不高于 小于等于 小于或等于 至多 最多 最长 最迟 ≤ <=",
    "不少于2小时": "不少于 不低于 不小于 大于等于 大于或等于 至少 最少 ≥ >=",
    "少于2小时": "小于 少于 低于 <",
    "超过2小时": "大于 超过 多于 高于 >",
}
WORDS_BEHIND = {"2小时内": "以内 之内 内 以下", "不少于2小时": "以上 及以上"}
BOUNDS = [(f"{word}2小时", printed) for printed, words in WORDS_BEFORE.items() for word in words.split()]
BOUNDS += [(f"2小时{word}", printed) for printed, words in WORDS_BEHIND.items() for word in words.split()]


@pytest.mark.parametrize(("written", "printed"), BOUNDS)
def test_every_word_for_a_bound_is_known(written: str, printed: str) -> None:
    assert parse(written).text == printed


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("全天候 全年无休 24x7 7X24 7✕24 7✖24h 7×24个小时 每星期7天每天24小时 每周7日，每日24h", "7×24小时"),
        ("8×5 每周5天8小时", "5×8小时"),
        ("NBD 下一个工作日 下一工作日 次一工作日", "1个工作日"),
        ("立即", "立即"),
        ("每月至少1次 每月≥1次 每月不低于1次", "每月不少于1次"),
        ("每间隔1个月1次 1次/月 每隔1个月", "每月1次"),
        ("2-4小时 2~4小时 2〜4小时 2‐4小时 2‑4小时 2–4小时 2—4小时 2―4小时 2−4小时 2至4小时 2到4小时", "2~4小时"),
    ],
)
def test_every_way_to_write_the_same(words: str, printed: str) -> None:
    assert [parse(word).text for word in words.split()] == [printed] * len(words.split())


@pytest.mark.parametrize("word", ["及时", "尽快", "第一时间", "随时", "尽早", "马上", "定期", "适时"])
def test_every_word_without_a_figure_is_told_so(word: str) -> None:
    with pytest.raises(QuantityError) as raised:
        parse(f"{word}到场")
    assert raised.value.message == f"“{word}到场”没有给出具体的数"


@pytest.mark.parametrize("rough", ["3小时左右", "3小时上下", "大概3小时", "约3小时", "近3小时", "30余台", "几台"])
def test_every_rough_word_is_told_so(rough: str) -> None:
    with pytest.raises(QuantityError) as raised:
        parse(rough)
    assert raised.value.message == f"“{rough}”是约数，承诺应当给出确定的数"


NO_COUNTERS = "元 元整 角 号 点 级 章 倍以 以 之 及 以上 以下 以内 之内 及以上"


@pytest.mark.parametrize("unit", NO_COUNTERS.split())
def test_what_follows_a_number_and_is_no_counter(unit: str) -> None:
    with pytest.raises(QuantityError):
        parse(f"5{unit}")


@pytest.mark.parametrize("written", [row[0] for row in SINGLE] + [row[0] for row in BOUNDED])
def test_what_is_printed_reads_back_as_itself(written: str) -> None:
    quantity = parse(written)
    assert parse(str(quantity)) == quantity


UNITS = ["秒", "分钟", "小时", "日", "周", "个工作日", "个月", "年", "台", "次", "学时", "%"]
YEARS_TO_AVOID = range(1900, 2100)


@given(st.integers(0, 1899), st.sampled_from(UNITS))
def test_digits_and_han_numerals_mean_the_same(number: int, unit: str) -> None:
    written = f"{number}{unit}"
    if written == "724小时":
        return
    assert parse(written).text == written
    assert parse(f"{to_chinese(number)}{unit}") == parse(written)


@given(st.integers(0, 500), st.integers(1, 500), st.sampled_from(UNITS))
def test_every_range_reads_back(low: int, step: int, unit: str) -> None:
    quantity = parse(f"{low}-{low + step}{unit}")
    assert parse(str(quantity)) == quantity
    assert quantity.low is not None
    assert quantity.high is not None
    assert quantity.low < quantity.high


@given(st.decimals(0, 999, places=2, allow_nan=False), st.sampled_from(UNITS))
def test_decimals_read_back(number: object, unit: str) -> None:
    quantity = parse(f"{number}{unit}")
    assert parse(str(quantity)) == quantity


@given(st.text(max_size=20))
def test_any_text_is_a_quantity_or_a_quantity_error(text: str) -> None:
    try:
        quantity = parse(text)
    except QuantityError:
        return
    assert parse(str(quantity)) == quantity


@given(st.text("0123456789一二三十百半两个月日年天周小时分钟秒每次工作至~-×7*24内以不少于超过%台次季度", max_size=12))
def test_any_row_of_quantity_words_reads_back_or_is_refused(text: str) -> None:
    try:
        quantity = parse(text)
    except QuantityError:
        return
    assert parse(str(quantity)) == quantity


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("8小时", "8小时内"),
        ("2~4小时", "2~4小时内"),
        ("8小时内", "8小时内"),
        ("少于2小时", "少于2小时"),
        ("半个工作日", "半个工作日内"),
        ("5日", "5日内"),
        ("3年", "3年内"),
        ("立即", "立即"),
        ("当场", "当场"),
    ],
)
def test_a_deadline_prints_with_its_bound(written: str, printed: str) -> None:
    assert within(parse(written)) == printed


@pytest.mark.parametrize(
    ("written", "message"),
    [("30台", "“30台”是数量，不能作为时限"), ("不少于3年", "“不少于3年”没有上限，不能作为时限")],
)
def test_what_is_no_deadline_is_refused(written: str, message: str) -> None:
    with pytest.raises(QuantityError) as raised:
        within(parse(written))
    assert raised.value.message == message


@pytest.mark.parametrize(
    ("left", "right", "order"),
    [
        ("30分钟", "1小时", -1),
        ("立即", "10分钟", -1),
        ("60分钟", "1小时", 0),
        ("2-4小时", "4小时", 0),
        ("不少于3年", "36个月", 0),
        ("5年", "36个月", 1),
        ("每周1次", "每月1次", 1),
        ("24小时", "1日", None),
        ("1个工作日", "1日", None),
        ("1.5日", "1日", 1),
        ("1日", "1.5日", -1),
        ("30台", "40台", -1),
        ("30台", "40人", None),
        ("95%", "98%", -1),
        ("7×24", "5×8", 1),
        ("5×8", "5×12", -1),
        ("5×8", "5×8小时", 0),
        ("7×8", "5×12", None),
    ],
)
def test_only_one_family_has_an_order(left: str, right: str, order: int | None) -> None:
    assert compare(parse(left), parse(right)) == order


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("24小时", "1日", True),
        ("48小时", "1日", False),
        ("365日", "1年", True),
        ("12个月", "1年", True),
        ("1个工作日", "1日", False),
        ("1个工作日", "8小时", False),
        ("8小时", "480分钟", True),
    ],
)
def test_what_a_reader_may_take_for_the_same(left: str, right: str, same: bool) -> None:
    assert review_equal(parse(left), parse(right)) is same
    assert review_equal(parse(right), parse(left)) is same


def test_a_family_may_be_asked_for() -> None:
    assert parse_family("8小时", Family.CLOCK, Family.DAY).family is Family.CLOCK
    with pytest.raises(QuantityError) as raised:
        parse_family("8小时", Family.MONTH, Family.DAY)
    assert raised.value.message == "“8小时”是时长（小时、分钟），这里应当填写年月数或者天数"
    assert raised.value.example == "3年"


def test_a_service_window_gives_its_days_and_hours() -> None:
    assert window(parse("5×8")) == (5, 8)
    with pytest.raises(QuantityError) as raised:
        window(parse("8小时"))
    assert raised.value.message == "“8小时”不是服务时段"
    with pytest.raises(QuantityError):
        window(Quantity(Family.COVERAGE, Fraction(40), Fraction(40), "", "5×8小时以上"))


def test_the_binding_figure_is_the_upper_bound_else_the_lower() -> None:
    assert base(parse("2~4小时")) == 240
    assert base(parse("不少于3年")) == 36
