"""Values print as nodes that know their key paths and template lines; anything else done with them is a finding."""

from collections.abc import Callable
from typing import Any

import pytest

PRINTED = [
    ("{{ company.name }}", "‹示例公司=company.name@1›"),
    ("承诺{{ company.name }}的服务", "承诺‹示例公司=company.name@1›的服务"),
    ("{{ project.copy }}", "‹正本=project.copy@1›"),
    ("{{ project.date }}", "‹2026年11月30日=project.date@1›"),
    ("{{ project.date|date }}", "‹2026年11月30日=project.date@1›"),
    ("{{ project.date|cover_date }}", "‹二〇二六年十一月=project.date@1›"),
    ("{{ project.date|year_month }}", "‹2026年11月=project.date@1›"),
    ("{{ service.retention }}", "‹3年=service.retention@1›"),
    ("{{ service.retention|duration }}", "‹3年=service.retention@1›"),
    ("{{ service.levels[0].onsite.city|within }}", "‹1小时内=service.levels[0].onsite.city@1›"),
    ("{{ service.levels[1].onsite.city|within }}", "‹立即=service.levels[1].onsite.city@1›"),
    ("{{ service.levels[-1].name }}", "‹一般故障=service.levels[1].name@1›"),
    ("{{ (service.levels|first_item).name }}", "‹紧急故障=service.levels[0].name@1›"),
    ("{{ company.capital|money }}", "‹3000万元=company.capital@1›"),
    ("{{ company.capital|capital }}", "‹人民币叁仟万元整=company.capital@1›"),
    ("{{ company.parts[0].price|figure }}", "‹600=company.parts[0].price@1›"),
    ("{{ company.parts[0].quantity|figure }}", "‹12=company.parts[0].quantity@1›"),
    ("{{ company.staff|count }}名", "‹2=company.staff@1›名"),
    ('{{ company.staff|count("名") }}', "‹2名=company.staff@1›"),
    (
        '{{ company.parts|where("kind", "备件")|count }}',
        "‹1=company.parts@1›",
    ),
    ('{{ company.parts|total("price") }}', "‹3900元=company.parts[0].price,company.parts[1].price@1›"),
    (
        '{{ company.parts|total("price")|capital }}',
        "‹人民币叁仟玖佰元整=company.parts[0].price,company.parts[1].price@1›",
    ),
    ('{{ company.parts|total("quantity") }}', "‹16块=company.parts[0].quantity,company.parts[1].quantity@1›"),
    (
        '{{ service.fields|where("label", "签字")|total("width") }}',
        (
            "‹6=service.fields[2].width,service.fields[0].label,service.fields[1].label,"
            "service.fields[2].label,service.fields[3].label@1›"
        ),
    ),
    (
        "{{ service.regions[1].places|join_names }}",
        "‹东江市=service.regions[1].places[0]@1›、‹南湾市=service.regions[1].places[1]@1›",
    ),
    (
        '{{ company.staff|join_with("；", "name") }}',
        "‹何示安=company.staff[0].name@1›；‹林示清=company.staff[1].name@1›",
    ),
    ('{{ (service.levels|by_id("general")).name }}', "‹一般故障=service.levels[1].name@1›"),
    ("{{ (project.manager|person).name }}", "‹何示安=company.staff[0].name@1›"),
    ("{{ (company.staff|by_id(project.manager)).phone }}", "‹0000-1=company.staff[0].phone@1›"),
    ("{{ service.levels[0].onsite|lookup(service.regions[1].id) }}", "‹4小时=service.levels[0].onsite.province@1›"),
    ("{{ service.levels[0].onsite[service.regions[1].id] }}", "‹4小时=service.levels[0].onsite.province@1›"),
    ('{{ service["retention"] }}', "‹3年=service.retention@1›"),
    ("{{ standards[0].number }}", "‹GB/T 19001-2016=standards[0].number@1›"),
    (
        "{{ derived.slowest|within }}",
        "‹8小时内=service.levels[0].onsite.city,service.levels[1].onsite.province@1›",
    ),
    ("{{ company.fax|or_dash }}", "—"),
    ("{{ company.fax|within|or_dash }}", "—"),
    ("{{ company.name|or_dash }}", "‹示例公司=company.name@1›"),
    ("{{ company.name|filled }}", "__‹示例公司=company.name@1›__"),
    ("{{ underline(company.name) }}", "__‹示例公司=company.name@1›__"),
    ("签字{{ blank(6) }}日期{{ blank() }}", "签字[空6]日期[空8]"),
    ('{{ checkbox("满意") }}', "□满意"),
    ('{{ checkbox("满意", checked=true) }}', "☑满意"),
    (
        "{{ choices(service.fields[1].choices, checked=service.fields[1].choices[0]) }}",
        "☑‹满意=service.fields[1].choices[0]@1›　□‹不满意=service.fields[1].choices[1]@1›",
    ),
    ('{{ choices(["是", "否"]) }}', "□是　□否"),
    ("{{ fact(service.fields[0].fact) }}", "‹示例项目=project.name,service.fields[0].fact@1›"),
    ("{{ form_field(service.fields[0]) }}", "‹示例项目=project.name,service.fields[0].fact@1›"),
    (
        "{{ form_field(service.fields[1]) }}",
        "□‹满意=service.fields[1].choices[0]@1›　□‹不满意=service.fields[1].choices[1]@1›",
    ),
    ("{{ form_field(service.fields[2]) }}{{ form_field(service.fields[3]) }}", "[空6][空8]"),
    ("{{ page_number() }}/{{ page_count() }}", "[页码]/[总页数]"),
    ("{{ '甲' if company.certified else '乙' }}", "甲"),
    ("甲{{ '乙' if company.fax }}", "甲"),
    ("{% if company.fax is given %}甲{% else %}乙{% endif %}", "乙"),
    ('{% if service.fields|where("kind", "choice") is given %}甲{% endif %}', "甲"),
    (
        '{% for group in company.staff|group_by("title") %}{{ group.key }}{% endfor %}',
        "‹工程师=company.staff[0].title@1›",
    ),
    ("{% if company.name %}甲{% endif %}", "甲"),
    ("{% if company.name is given and company.staff is given %}甲{% endif %}", "甲"),
    ("{% if service.fields[0].choices is empty %}空{% endif %}", "空"),
    ("{% if project.copy == '正本' %}甲{% endif %}", "甲"),
    ("{% if project.copy in ['副本'] %}甲{% else %}乙{% endif %}", "乙"),
    ("{% if project.manager == company.staff[0].id %}甲{% endif %}", "甲"),
    ("{% for word in service.items %}{{ word }}{% endfor %}", "‹巡检=service.items[0]@1›‹回访=service.items[1]@1›"),
    ("空{% for x in company.fax %}{{ x }}{% endfor %}", "空"),
    (
        "{% for entry in service.levels[0].onsite %}{{ entry.key }}{{ entry.value }}{% endfor %}",
        (
            "‹city=service.levels[0].onsite.city@1›‹1小时=service.levels[0].onsite.city@1›"
            "‹province=service.levels[0].onsite.province@1›‹4小时=service.levels[0].onsite.province@1›"
        ),
    ),
    (
        (
            '{% for group in company.parts|group_by("kind") %}{{ group.key }}{% for x in group.items %}{{ x.name }}'
            "{% endfor %}{% endfor %}"
        ),
        (
            "‹备件=company.parts[0].kind@1›‹硬盘=company.parts[0].name@1›"
            "‹备机=company.parts[1].kind@1›‹终端=company.parts[1].name@1›"
        ),
    ),
    ('{{ (company.parts|where("kind", "备机"))[0].name }}', "‹终端=company.parts[1].name@1›"),
    (
        '无{% for x in service.fields|where("kind", "choice") %}{{ x.label }}{% endfor %}',
        "无‹评价=service.fields[1].label@1›",
    ),
    ("{% set x = company.name %}{{ x }}", "‹示例公司=company.name@1›"),
    ("{% set x %}（{{ company.name }}）{% endset %}{{ x }}", "（‹示例公司=company.name@1›）"),
]


@pytest.mark.parametrize(("template", "printed"), PRINTED)
def test_prints(bench: Callable[..., Any], template: str, printed: str) -> None:
    rendered = bench(f"{template}\n")
    assert rendered.dump == f"段 {printed}\n"
    assert rendered.findings == ("T014 1:1 章节的第一行应是一级标题",)


MISTAKES = [
    ("{{ company.nmae }}", "T004 1:12 数据中没有 company.nmae"),
    ("{{ compny.name }}", "T003 1:4 没有名为 compny 的变量或者函数"),
    ("{{ company.name.first }}", "T006 1:17 company.name 是一个值，没有 first"),
    ("{{ company.name.upper() }}", "T006 1:17 company.name 是一个值，没有 upper"),
    ("{{ '甲'.join(service.items) }}", "T006 1:8 这里没有 join"),
    ("{{ (service.items|join_names)[0].text }}", "T006 1:34 这里没有 text"),
    ("{{ cell(company.name).paragraphs }}", "T006 1:23 这里没有 paragraphs"),
    ("{{ company.__class__ }}", "T004 1:12 数据中没有 company.__class__"),
    ("{{ blank.func }}", "T006 1:10 这里没有 func"),
    ("{{ company.fax }}", "T005 1:12 company.fax 没有填写，此处却要印出"),
    ("{{ derived.unknown }}", "T005 1:12 derived.unknown 没有填写，此处却要印出"),
    ("{{ company }}", "T009 1:4 company 不是一个值，不能直接印出"),
    ("{{ company.staff }}", "T009 1:12 company.staff 不是一个值，不能直接印出"),
    ("{{ company.certified }}", "T009 1:1 是否类的值不能直接印出"),
    ("{% for g in company.parts|group_by('kind') %}{{ g }}{% endfor %}", "T009 1:1 这里是一组数据，不能直接印出"),
    ('{{ company.parts|where("kind", "备件") }}', "T009 1:1 这里是一组数据，不能直接印出"),
    ('{{ (company.parts|where("kind", "备件"))[3].name }}', "T004 1:1 这里没有第 3 项（从 0 数起）"),
    ("{{ company.fax|join_names }}", "T005 1:12 company.fax 没有填写，此处却要印出"),
    ("{{ company.fax|count }}", "T005 1:12 company.fax 没有填写，此处却要印出"),
    ('{{ company.fax|total("x") }}', "T005 1:12 company.fax 没有填写，此处却要印出"),
    ('{{ (company.fax|by_id("x")).name }}', "T005 1:13 company.fax 没有填写，此处却要印出"),
    ('{{ company.fax|lookup("x") }}', "T005 1:12 company.fax 没有填写，此处却要印出"),
    ("{{ company.fax|person }}", "T005 1:12 company.fax 没有填写，此处却要印出"),
    ("{{ fact(company.fax) }}", "T005 1:17 company.fax 没有填写，此处却要印出"),
    ("{{ form_field(company.fax) }}", "T005 1:23 company.fax 没有填写，此处却要印出"),
    ("{{ choices(company.fax) }}", "T005 1:20 company.fax 没有填写，此处却要印出"),
    ("{{ choices(company.name) }}", "T035 1:4 choices 应给出选项的列表"),
    ("{{ form_field(company.name) }}", "T029 1:4 form_field 的参数不对"),
    ("{{ fact('company.name') }}", "T029 1:4 fact 的参数不对"),
    ("{{ none }}", "T009 1:1 NoneType 不能印出"),
    ("{{ 8 }}", "T009 1:1 模板里的数 8 不能直接印出"),
    ("{% for x in service.items %}{{ loop.index }}{% endfor %}", "T009 1:1 模板里的数 1 不能直接印出"),
    ("{{ company.name|within }}", "T020 1:17 company.name 不是时限，不能用 |within"),
    ("{{ company.staff|money }}", "T020 1:18 company.staff 不是金额，不能用 |money"),
    ("{{ company.name|count }}", "T020 1:17 company.name 不是列表，不能用 |count"),
    ('{{ company.staff|total("name") }}', "T020 1:25 name 不能合计"),
    ('{{ company.staff|total("nam") }}', "T004 1:25 数据中没有 company.staff[0].nam"),
    ('{{ (service.levels|by_id("urgnt")).name }}', "T021 1:27 service.levels 中没有 urgnt"),
    ('{{ service.levels[0].onsite|lookup("town") }}', "T021 1:37 service.levels[0].onsite 中没有 town"),
    ('{{ company.name|lookup("town") }}', "T021 1:25 列表 中没有 town"),
    ('{% for x in company.staff|where("title", "经理") %}{% endfor %}', "T021 1:43 company.staff 中没有 经理"),
    ("{{ (service.fields[0].choices|first_item) }}", "T021 1:1 service.fields[0].choices 中没有 第一项"),
    ("{{ service.levels[7].name }}", "T004 1:12 数据中没有 service.levels[7]"),
    ("{{ service.levels.name }}", "T004 1:19 数据中没有 service.levels.name"),
    ("{{ company.name ~ '甲' }}", "T006 1:1 模板中不能用 ~ 运算或者拼接"),
    ("{{ company.name + '甲' }}", "T006 1:1 模板中不能用 + 运算或者拼接"),
    ("{{ '%s' % company.name }}", "T006 1:1 模板中不能用 % 运算或者拼接"),
    ("{{ company.staff|count * 2 }}", "T006 1:1 模板中不能用 * 运算或者拼接"),
    ("{% if company.name == '甲' %}{% endif %}", "T006 1:1 company.name 是数据，不能与模板里写的字面值比较"),
    ("{% if project.copy == '甲' %}{% endif %}", "T006 1:1 “甲”不是 project.copy 的可选项"),
    ("{% if company.staff|count > 2 %}{% endif %}", "T006 1:1 company.staff 是数据，不能做运算、拼接或者当作文字处理"),
    ("{% if '甲' in company.name %}{% endif %}", "T006 1:1 company.name 是数据，不能做运算、拼接或者当作文字处理"),
    ("{{ company.name|upper }}", "T028 1:17 没有名为 upper 的过滤器"),
    ("{% if company.name is defined %}{% endif %}", "T028 1:23 没有名为 defined 的判断"),
    ("{{ company.name|by_id }}", "T007 1:1 过滤器或者函数的参数不对"),
    ("{{ blank(1, 2, 3) }}", "T007 1:1 blank 的参数不对"),
    ("{{ ref() }}", "T007 1:1 ref 的参数不对"),
    ("{{ company() }}", "T007 1:1 这里不是函数，不能调用"),
    ("{{ fact(service.fields[1].label) }}", "T004 1:1 service.fields[1].label 写的键路径 评价 不是一个值"),
    (
        "{% for a, b in service.items %}{% endfor %}",
        "T006 1:1 service.items[0] 是数据，不能做运算、拼接或者当作文字处理",
    ),
    ("{% for a, b in company.staff %}{% endfor %}", "T027 1:1 变量的个数与数据不符"),
    ("{% if company.fax %}{% set x = 1 %}{% endif %}{{ x }}", "T003 1:28 x 在此处没有值"),
    ("{% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}", "T003 1:12 a 在此处没有值"),
    ("{% macro m(a) %}{{ a }}{% endmacro %}{{ m('甲', '乙') }}", "T007 1:1 宏 m 的参数不对"),
    ('{% include "chapter.md.j2" %}', "T027 1:1 模板互相包含，没有尽头"),
    ('{% include "missing.md.j2" %}', "T001 1:13 找不到模板 missing.md.j2"),
    ("{% block x %}{% endblock %}", "T008 1:1 章节模板不用 extends 和 block"),
]


@pytest.mark.parametrize(("template", "finding"), MISTAKES)
def test_a_mistake_is_a_finding_at_its_place(bench: Callable[..., Any], template: str, finding: str) -> None:
    rendered = bench(f"{template}\n")
    assert [found for found in rendered.findings if not found.startswith("T014")] == [finding]
