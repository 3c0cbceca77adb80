"""Each thing a pattern seeks is found alone: patterns are tried only where one of the words they need stands."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest

from generator.rules.corpus import corpus_of
from generator.rules.passages import Passage
from generator.rules.prose import (
    full_width_marks,
    no_doubled_words,
    no_empty_places,
    no_residue_of_websites,
    nobody_belittled,
    numbers_written_one_way,
)
from generator.rules.rule import Context, Hit

Rule = Callable[[Context], Iterable[Hit]]
COMMON = (
    *("我方", "采购人", "工程师", "设备", "服务", "进行", "提供", "以及", "并且", "或者", "应当", "可以", "由于"),
    *("通过", "按照", "公司", "情况", "我们", "客户", "用户", "要求", "负责", "保证", "确保", "需要", "必须", "因此"),
    *("如果", "对于", "根据", "同时", "包括", "能够", "没有", "已经", "为了", "关于", *"的了在和及将被与"),
)
EMPTY = (
    *("：。", "：；", "：，", "：、", "：）", "，。", "，；", "，、", "，）", "、。", "、；", "、，", "、）"),
    *("（）", "（，", "（。", "（；", "（、"),
)
FOUND: dict[Rule, list[str]] = {
    no_doubled_words: [*(f"甲{word}{word}乙" for word in COMMON), *(f"甲{mark}{mark}乙" for mark in "，。；、")],
    no_empty_places: [
        *(f"甲{marks}乙" for marks in EMPTY),
        *("填写“”。", "见《》。", "按%计。", "按％计。"),
    ],
    no_residue_of_websites: [
        *("来自文库", "上传人甲", "文档编号1", "下载积分5", "ICP备12345号", "版权所有", "见www.example.com"),
        *("第3页共9页", "第3页 / 共9页", "3/9页"),
    ],
    full_width_marks: [*(f"甲{mark}乙" for mark in ",;:!?"), "甲(乙", "甲(乙)丙", *"０１２３４５６７８９"],
    numbers_written_one_way: [
        *("24×7小时", "24x7", "24 * 7", "7x24", "7*24", "0.5小时", "0.5个小时", "2026.1.5", "1999/1/5", "2026-01-05"),
        *("两小时内", "三个工作日以内", "一年之内", "十分钟内"),
    ],
    nobody_belittled: [
        *(f"优于{other}厂商" for other in ("其他", "别的", "同行", "同类", "一般", "国外", "国内")),
        *(f"与{other}产品不同" for other in ("其他", "别的", "同行", "同类", "一般", "国外", "国内", "外国")),
    ],
}
FREE: dict[Rule, list[str]] = {
    no_doubled_words: ["为了了解情况", "现在在现场", "温和和气", "普及及时", "将将来", "目的的确"],
    no_empty_places: ["甲，，乙", "甲、、乙", "按5%计"],
    no_residue_of_websites: ["见www.maker.example", "共9页"],
    full_width_marks: ["abc,def", "x(y)z"],
    numbers_written_one_way: ["7×24", "10.5小时", "每两小时内", "第一年内"],
    nobody_belittled: ["与其他系统不同", "国内产品"],
}


@pytest.fixture(scope="module")
def reading(context_for: Callable[[dict[str, Any]], Context]) -> Callable[[str], Context]:
    """Give the function that makes what rules read hold one text alone."""
    context = context_for({})
    return lambda text: replace(context, corpus=corpus_of((Passage(text, "project.remark"),)))


@pytest.mark.parametrize("rule", FOUND, ids=lambda rule: rule.__name__)
def test_what_is_sought_is_found(rule: Rule, reading: Callable[[str], Context]) -> None:
    assert [text for text in FOUND[rule] if len(list(rule(reading(text)))) != 1] == []


@pytest.mark.parametrize("rule", FREE, ids=lambda rule: rule.__name__)
def test_what_only_looks_like_it_is_not_found(rule: Rule, reading: Callable[[str], Context]) -> None:
    assert [text for text in FREE[rule] if list(rule(reading(text)))] == []
