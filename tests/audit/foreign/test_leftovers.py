"""What was left in a text, with the exact stretch, and what looks like it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.audit.foreign.finding import AuditFinding, Certainty, Layer

Rows = Callable[..., list[tuple[str, ...]]]
Audit = Callable[..., tuple[AuditFinding, ...]]
_CODES = "A10"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("由XX公司承担", [("A101", "XX")]),
        ("拨打400-xxx-xxxx报修", [("A101", "400-xxx-xxxx")]),
        ("工期X个月", [("A101", "X")]),
        ("单价×××，总价*元", [("A101", "×××"), ("A101", "*")]),
        ("不超过______小时", [("A101", "______")]),
        ("于年月日前交货", [("A101", "年月日")]),
        ("落款2031年月", [("A101", "2031年月")]),
        ("致【采购人名称】：", [("A101", "【采购人名称】")]),
        ("{{ buyer }}的要求", [("A101", "{{ buyer }}")]),
        ("联系人张三", [("A101", "张三")]),
        ("见第错误！未定义书签。页", [("A102", "错误！未定义书签。")]),
        ("见错误!未找到引用源", [("A102", "错误!未找到引用源")]),
        ("第=PAGE3页，共=NUMPAGES9页", [("A102", "=PAGE3"), ("A102", "=NUMPAGES9")]),
        ("提供724小时值守", [("A103", "724")]),
        ("提供7*242小时值守", [("A103", "7*242")]),
        ("提供7\n×\n24小时值守", [("A103", "7\n×\n24")]),
        ("二一九年六月", [("A103", "二一九年")]),
        ("请于203112251前送达", [("A103", "203112251")]),
        ("另附—套图纸", [("A103", "—")]),
        ("时间8:15\n17:45轮换", [("A103", "8:15\n17:45")]),
        ("n\n每日巡视", [("A103", "n")]),
        ("要求如下：l 每日巡视。l 每周小结。", [("A103", "l"), ("A103", "l")]),
        ("即S\nerver的意思", [("A103", "S\nerver")]),
        ("联系人：，地址见附件", [("A104", "联系人：，")]),
        ("传真：\n电话：020-1234567", [("A104", "传真：")]),
        ("本文档由某站整理", [("A105", "本文档由某站整理")]),
        ("服務(wù)優良", [("A106", "(wù)")]),
        ("检查\ue0a1合格", [("A106", "\ue0a1")]),
        ("内容▓合格", [("A106", "▓")]),
    ],
)
def test_what_was_left_in_is_found_at_its_characters(text: str, expected: list[tuple[str, ...]], rows: Rows) -> None:
    assert rows(text, _CODES) == expected


@pytest.mark.parametrize(
    "text",
    [
        "提供7×24小时、7*24*365全年值守，7x24热线",
        "二〇三一年十二月，二十一年，第二三四年级",
        "出生年月日，年月日期，2031年6月，2031年 6 月",
        "型号为AX-724，序号724，共724台",
        "破折号——一种标点，A—个",
        "上午8:15～11:45，下午13:00-17:00",
        "服务(service)，维护(Wei)，缩写(IT)",
        "使用X光机检查，坐标x轴，20×30毫米",
        "电话：020-1234567\n传真：020-7654321",
        "公司网址www.example.com，版权所有",
    ],
)
def test_what_looks_like_a_leftover_is_left_alone(text: str, rows: Rows) -> None:
    assert rows(text, _CODES) == []


def test_a_leftover_is_a_fact_of_the_text_in_a_group_of_its_sort(audit: Audit) -> None:
    found = audit("由XX公司\n致XX医院", _CODES)
    assert {(each.layer, each.certainty, each.group) for each in found} == {(Layer.TEXT, Certainty.FACT, "A101/cross")}
    assert [(each.anchors[0].start, each.anchors[0].end) for each in found] == [(1, 3), (7, 9)]
