"""Finished Chinese messages in English: templates, places told likewise, data and quotations as they were written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.languages.english import HAN, in_english, in_english_if_known, left_in_chinese
from generator.languages.quantities import quantity_in_english
from generator.languages.spoken import asked_for

MESSAGES = Path(__file__).parents[1] / "rules" / "messages.txt"
DATA = {
    *("硬件产品", "综合布线工程", "万元整", "一级故障", "二级故障", "示例网络设备有限公司"),
    *("紧急故障", "严重故障", "一般故障", "四级故障", "贰佰玖拾捌万元整", "后归档"),
}
"""Words of the cases that stand without quotation marks: names of groups and levels, an amount in words."""


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        (
            "“紧急故障”在“市区”的响应时限（10分钟）长于排除故障时限（立即）",
            "The response limit of “紧急故障” in “市区” (10 minutes) is longer than the limit for repair (immediately)",
        ),
        (
            "3个级别的排除故障时限全部相同，分级没有意义",
            "All 3 levels have the same limit for repair, so that the levels mean nothing",
        ),
        ("不认识的键“waranty”", "Unknown key “waranty”"),
        (
            "“营业执照”2026年11月29日到期，开标当日（2026年11月30日）已经失效",
            "“营业执照” expires on November 29, 2026 and is invalid on the day of the bid opening (November 30, 2026)",
        ),
        (
            "投标总价（320万元）超过最高限价（300万元）",
            "The bid total (CN¥3,200,000) exceeds the price ceiling (CN¥3,000,000)",
        ),
        ("共发现错误1项、提示13项。", "Found: 1 error, 13 notices."),
        ("共3个项目：已更新1个、未变2个。", "3 projects: 1 updated, 2 unchanged."),
        ("  依据：《政府采购法》第二十二条", "  basis: 《政府采购法》 Art. 22"),
        ("《示例办法》（第87号）第五十一条", "《示例办法》 (第87号) Art. 51"),
        ("读出承诺2处；可以照改1处。", "Promises read: 2; corrections that can be made as they stand: 1."),
        ("这句话没有人翻译过", "这句话没有人翻译过"),
        ("an English text, as it is", "an English text, as it is"),
        ("/输出，一/示例.docx", "/输出，一/示例.docx"),
    ],
)
def test_a_message_in_english(chinese: str, english: str) -> None:
    assert in_english(chinese) == english


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("2026年12月10日", "December 10, 2026"),
        ("2026年12月", "December 2026"),
        ("2026年13月1日", None),
        ("3年", "3 years"),
        ("36个月", "36 months"),
        ("1日", "1 day"),
        ("5个工作日", "5 working days"),
        ("每季度1次", "1 time per quarter"),
        ("每2年1次", "1 time every 2 years"),
        ("1万元", "CN¥10,000"),
        ("900元/人日", "CN¥900 per person-day"),
        ("1234.5元", "CN¥1,234.5"),
        ("16名", "16 people"),
        ("7×24小时", "7×24 hours"),
        ("硬件产品", None),
    ],
)
def test_a_quantity_in_english(chinese: str, english: str | None) -> None:
    assert quantity_in_english(chinese) == english


def test_only_our_own_words_among_data_are_told() -> None:
    assert in_english_if_known("印出的文字") == "Printed text"
    assert in_english_if_known("缺少必填的键“name”：公司全称") == "The required key “name” is missing: 公司全称"
    assert in_english_if_known("3年") == "3年"
    assert in_english_if_known("我方在3年内提供质保") == "我方在3年内提供质保"


def test_every_message_of_the_rules_is_told_in_english() -> None:
    """What stays Chinese outside quotations and the quoted places of the text is data."""
    lines = MESSAGES.read_text(encoding="utf-8").splitlines()
    messages = [line.strip().split(" | ")[0] for line in lines if line.startswith("  ")]
    told = [in_english(message) for message in messages if left_in_chinese(message)]
    frames = [re.sub(r"“.*”|（.*）|\(.*\)", "", text) for text in told]
    left = {word for frame in frames for word in re.findall(f"{HAN.pattern}+", frame)}
    assert len(messages) > 600
    assert left <= DATA


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        (["check"], {}, "zh_CN"),
        (["check"], {"LANG": "C.UTF-8"}, "zh_CN"),
        (["check"], {"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        (["check"], {"LANG": "en_US.UTF-8"}, "en"),
        (["check"], {"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh_CN"),
        (["check"], {"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        (["check"], {"LANG": "en", "LC_ALL": ""}, "en"),
        (["check", "--lang", "en"], {}, "en"),
        (["--lang=zh_CN", "check"], {"LANG": "en_US.UTF-8"}, "zh_CN"),
        (["check", "--", "--lang", "en"], {}, "zh_CN"),
        (["check", "--lang"], {"LANG": "en_US.UTF-8"}, "zh_CN"),
    ],
)
def test_the_language_is_the_one_asked_for(arguments: list[str], environment: dict[str, str], language: str) -> None:
    assert asked_for(arguments, environment) == language
