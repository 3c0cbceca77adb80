"""Lint of template sources: numbers typed by hand, allowances, syntax errors in Chinese."""

from collections.abc import Callable
from typing import Any

import pytest

TYPED = [
    ("响应时间为8小时。", ["T101 3:6 “8小时”是手写在模板里的数"]),
    (
        "提供7×24小时服务和24 小时值守",
        ["T101 3:3 “7×24小时”是手写在模板里的数", "T101 3:12 “24 小时”是手写在模板里的数"],
    ),
    ("质保三年，每半年巡检一次", ["T101 3:3 “三年”是手写在模板里的数", "T101 3:7 “半年”是手写在模板里的数"]),
    ("保修期为二十四个月", ["T101 3:5 “二十四个月”是手写在模板里的数"]),
    ("合格率百分之九十五以上", ["T101 3:4 “百分之九十五”是手写在模板里的数"]),
    (
        "在一小时内、两日内、一个工作日内",
        [
            "T101 3:2 “一小时”是手写在模板里的数",
            "T101 3:7 “两日”是手写在模板里的数",
            "T101 3:11 “一个工作日”是手写在模板里的数",
        ],
    ),
    ("赔偿５倍与3.5%", ["T101 3:3 “５倍”是手写在模板里的数", "T101 3:6 “3.5%”是手写在模板里的数"]),
    ("依据GB/T 19001执行", ["T101 3:8 “19001”是手写在模板里的数"]),
    ("热线400-000-0180", ["T101 3:3 “400-000-0180”是手写在模板里的数"]),
    ('{{ checkbox("满意（10分）") }}', ["T101 3:17 “10”是手写在模板里的数"]),
    ("同一套体系、第一年、一台一档、统一次序、万元、三方、第三次、每一天、逐年、某一年", []),
    ("1. 甲\n2. 乙", []),
    ("{{ blank(8) }}{{ company.staff[0].name }}", []),
    ("{# 8小时 #}甲", []),
    ("## 乙 {#b2 .unnumbered}", []),
    ("{#c3}\n## 乙", []),
    ('{% set x = service.levels|by_id("urgent") %}甲', []),
    ("{# allow: GB/T 19001, 第四十二条、三年 #}依据GB/T 19001第四十二条，三年", []),
    ("{# allow: 三年 #}质保三年又三个月", ["T101 3:21 “三个月”是手写在模板里的数"]),
    ("{# allow: 三年， 五年 #}质保三年", ["T102 3:15 允许的“五年”没有用到"]),
]


@pytest.mark.parametrize(("template", "findings"), TYPED)
def test_numbers_typed_by_hand(bench: Callable[..., Any], template: str, findings: list[str]) -> None:
    assert list(bench(f"# 章\n\n{template}\n").findings) == findings


SYNTAX = [
    ("{% if company %}", "模板语法错误：模板到末尾还缺少 {% endif %}"),
    ("{% iff company %}", "模板语法错误：不认识的标签 iff"),
    ("{# 注释", "模板语法错误：注释 {# 没有结束"),
    ("# 乙 {#标题}", "模板语法错误：注释 {# 没有结束"),
    ("{{ company.name", "模板语法错误：模板到末尾还缺少 }}"),
    ("{{ company.name company.fax }}", "模板语法错误：此处应为 }}，却写了 company"),
    ("{{ (company.name }}", "模板语法错误：多余的 }"),
    ("{% endfor %}", "模板语法错误：不认识的标签 endfor"),
    ("{% for loop in company.staff %}{% endfor %}", "模板语法错误：这一行不能读懂"),
    ("{{ }}", "模板语法错误：这一行不能读懂"),
    ("{% for x in loop.index %}{% break %}{% endfor %}", "模板语法错误：不认识的标签 break"),
]


@pytest.mark.parametrize(("template", "message"), SYNTAX)
def test_syntax_errors_are_explained(bench: Callable[..., Any], template: str, message: str) -> None:
    (finding,) = bench(f"# 章\n\n{template}").findings
    assert finding == f"T002 3:1 {message}"
