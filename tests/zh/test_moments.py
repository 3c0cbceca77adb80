"""A moment is read in one form and printed as documents do."""

import pytest

from generator.zh.dates import DateError
from generator.zh.moments import parse_moment


@pytest.mark.parametrize(
    ("text", "printed"),
    [("2027-06-18 23:30", "2027年6月18日23:30"), ("2028-02-29 00:05", "2028年2月29日00:05")],
)
def test_a_moment_is_printed(text: str, printed: str) -> None:
    assert str(parse_moment(text)) == printed


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2027-06-18", "“2027-06-18”不是年-月-日 时:分形式的时刻"),
        ("2027-06-18T23:30", "“2027-06-18T23:30”不是年-月-日 时:分形式的时刻"),
        ("2027-06-18 9:30", "“2027-06-18 9:30”不是年-月-日 时:分形式的时刻"),
        ("2027-02-29 10:00", "“2027-02-29 10:00”不是存在的时刻"),
        ("2027-06-18 24:10", "“2027-06-18 24:10”不是存在的时刻"),
    ],
)
def test_what_is_no_moment_is_refused_with_an_example(text: str, message: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_moment(text)
    assert (caught.value.message, caught.value.example) == (message, "2027-06-18 23:30")
