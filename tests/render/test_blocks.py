"""Tables, forms, charts, pictures, letters and signature blocks as templates call them."""

from collections.abc import Callable
from typing import Any

import pytest

TABLE = """\
{% call(row) table("parts", caption="备件表", head=["序号", "名称", "单价"], widths=[1, 3, 2], align="clr") %}
{% for part in company.parts %}
{{ row(ordinal(), part.name, part.price) }}
{% endfor %}
{{ row(cell("合计", colspan=2), company.parts|total("price"), kind="total") }}
{% endcall %}
"""
TABLE_DUMP = """\
表 #parts 备件表 [1c 3l 2r]
  头 *序号 | *名称 | *单价
  行 1 | ‹硬盘=company.parts[0].name@5› | ‹600元=company.parts[0].price@5›
  行 2 | ‹终端=company.parts[1].name@5› | ‹3300元=company.parts[1].price@5›
  合计 (2×1)合计 | ‹3900元=company.parts[0].price,company.parts[1].price@7›
"""
MERGED = """\
{% set top = [cell("级别", rowspan=2), cell("到场", colspan=2)] %}
{% call(row) table("sla", caption="时限表（" , head=[top, ["城区", "全省"]]) %}
{% for level in service.levels %}
{{ row(level.name, level.onsite.city|within, cell(level.onsite.province, align="r")) }}
{% endfor %}
{{ row(cell("**备注**", rowspan=2), cell("甲", colspan=2)) }}
{{ row(["乙", company.name], lines("一", "二", service.items)) }}
{% endcall %}
"""
MERGED_DUMP = """\
表 #sla 时限表（ [1l 1l 1l]
  头 (1×2)*级别 | (2×1)*到场
  头 *城区 | *全省
  行 ‹紧急故障=service.levels[0].name@6› | ‹1小时内=service.levels[0].onsite.city@6› | \
<r>‹4小时=service.levels[0].onsite.province@6›
  行 ‹一般故障=service.levels[1].name@6› | ‹立即=service.levels[1].onsite.city@6› | \
<r>‹8小时=service.levels[1].onsite.province@6›
  行 (1×2)**备注** | (2×1)甲
  行 乙‹示例公司=company.name@9› | 一¶二¶‹巡检=service.items[0]@9›¶‹回访=service.items[1]@9›
"""
FORM = """\
{% set both %}{{ company.name }}

第二段{% endset %}
{% call(f) form("card", columns=4, widths=[1, 2, 1, 2]) %}
{{ f.row(label("姓名"), company.staff[0].name, label("职称"), company.staff[1].title|or_dash) }}
{{ f.row(label("评价"), cell(choices(service.fields[1].choices), colspan=3)) }}
{{ f.row(label("单位", rowspan=1), cell(both, colspan=3)) }}
{% endcall %}
"""
FORM_DUMP = """\
表单 #card [1l 2l 1l 2l]
  行 *姓名 | ‹何示安=company.staff[0].name@7› | *职称 | —
  行 *评价 | (3×1)□‹满意=service.fields[1].choices[0]@8›　□‹不满意=service.fields[1].choices[1]@8›
  行 *单位 | (3×1)‹示例公司=company.name@3›¶第二段
"""
FLOW = '{{ flow("complaint", service.processes.complaint) }}\n'
FLOW_DUMP = """\
图 #complaint ‹投诉流程图=service.processes.complaint.title@3› 替代文字：投诉流程图
  流程图
    start n1：‹用户提出投诉=service.processes.complaint.nodes[0].text@3›
    decision n2：‹专员=service.processes.complaint.nodes[1].actor@3›：⏎\
‹是否属实=service.processes.complaint.nodes[1].text@3›⏎（\
‹1小时内=service.levels[0].onsite.city,service.processes.complaint.nodes[1].limit@3›）
    end n3：‹归档=service.processes.complaint.nodes[2].text@3›⏎（\
‹2026年11月30日=project.date,service.processes.complaint.nodes[2].limit@3›）
    n1 → n2
    n2 → n3：‹是=service.processes.complaint.edges[1].label@3›
"""
CHART = """\
{% call(o) organisation("chart", caption="组织图") %}
{{ o.node("top", "项目经理") }}
{% for person in company.staff %}
{{ o.node(person.id, person.name, under="top") }}
{% endfor %}
{% endcall %}
"""
CHART_DUMP = """\
图 #chart 组织图 替代文字：组织图
  组织图
    step top：项目经理
    step he：‹何示安=company.staff[0].name@6›
    step lin：‹林示清=company.staff[1].name@6›
    top → he
    top → lin
"""
PICTURE = """\
{{ picture("iso", company.credentials|by_id("iso")) }}
{{ picture("again", company.credentials[0].picture, caption="证书（复印件）") }}
"""
PICTURE_DUMP = """\
图 #iso ‹质量证书=company.credentials[0].name@3› 替代文字：质量证书
  图片 iso.png image/png 4×3 3字节
图 #again 证书（复印件） 替代文字：证书（复印件）
  图片 iso.png image/png 4×3 3字节
"""
LETTER = """\
{% call letter() %}
{.salutation}
致：{{ project.name }}

我方承诺：

- 守时
{{ sign_block([sign_line("投标人（盖章）", company.name, "seal"), sign_line("日期", project.date|date, "date")]) }}
{% endcall %}
{{ sign_block([sign_line("签字", blank(8), "signature")], seal=false) }}
{{ page_break() }}
"""
LETTER_DUMP = """\
函
  段 .salutation 致：‹示例项目=project.name@5›
  段 我方承诺：
  列表 bullet
    项
      段 守时
  签署栏
    投标人（盖章）：‹示例公司=company.name@10›
    日期：‹2026年11月30日=project.date@10›
签署栏 不盖章
  签字：[空8]
分页
"""


@pytest.mark.parametrize(
    ("template", "dump"),
    [
        (TABLE, TABLE_DUMP),
        (MERGED, MERGED_DUMP),
        (FORM, FORM_DUMP),
        (FLOW, FLOW_DUMP),
        (
            '{{ flow("c", service.processes.complaint, caption="**题**") }}\n',
            FLOW_DUMP.replace("#complaint", "#c").replace(
                "‹投诉流程图=service.processes.complaint.title@3› 替代文字：投诉流程图", "**题** 替代文字：题"
            ),
        ),
        (CHART, CHART_DUMP),
        (PICTURE, PICTURE_DUMP),
        (LETTER, LETTER_DUMP),
    ],
    ids=["table", "merged", "form", "flow", "flow_caption", "organisation", "picture", "letter"],
)
def test_blocks(bench: Callable[..., Any], template: str, dump: str) -> None:
    rendered = bench(f"# 章\n\n{template}")
    assert rendered.findings == ()
    assert rendered.dump.split("\n", 1)[1] == "".join(f"  {line}\n" for line in dump.splitlines())


@pytest.mark.parametrize(
    ("second", "optional", "columns"),
    [
        ("company.fax|or_dash", '["乙"]', 2),
        ("company.fax|or_dash", '["乙", "丙"]', 2),
        ("company.fax|or_dash", '["丙"]', 3),
        ("company.fax|or_dash", "[]", 3),
        ("company.name", '["乙"]', 3),
    ],
)
def test_an_optional_column_that_no_row_fills_is_left_out(
    bench: Callable[..., Any], second: str, optional: str, columns: int
) -> None:
    rows = f'{{{{ row("一", "—", "三") }}}}{{{{ row("一", {second}, "三") }}}}'
    table = in_table(rows, '["甲", "乙", "丙"]', f', widths=[1, 2, 3], align="lcr", optional={optional}')
    rendered = bench(f"# 章\n\n{table}\n")
    assert rendered.findings == ()
    whole, cut = ["表 #t [1l 2c 3r]", "头 *甲 | *乙 | *丙"], ["表 #t [1l 3r]", "头 *甲 | *丙"]
    assert [line.strip() for line in rendered.dump.splitlines()[1:3]] == (whole if columns == 3 else cut)


def test_a_table_may_ask_for_landscape_pages_and_figures_one_below_the_other(bench: Callable[..., Any]) -> None:
    table = in_table('{{ row("一", "二") }}', more=', align="ld", landscape=true')
    rendered = bench(f"# 章\n\n引言。\n\n{table}\n")
    assert rendered.findings == ()
    assert [line.strip() for line in rendered.dump.splitlines()[2:]] == [
        "表 #t [1l 1d] 横向",
        "头 *甲 | *乙",
        "行 一 | 二",
    ]


def in_table(rows: str, head: str = '["甲", "乙"]', more: str = "") -> str:
    return f'{{% call(row) table("t", head={head}{more}) %}}\n{rows}\n{{% endcall %}}'


WIDE = in_table('{{ row("一", "二") }}', more=", landscape=true")
MISTAKES = [
    (WIDE, "T046 3:42 横向表格 t 不能放在这里"),
    (f"引言。\n\n{{% call letter() %}}\n正文\n\n{WIDE}\n{{% endcall %}}", "T046 8:42 横向表格 t 不能放在这里"),
    (f"引言。\n\n{WIDE}", None),
    (in_table(""), "T016 3:21 表 t 没有行"),
    (in_table('{{ row("一") }}'), "T015 4:1 这一行有 1 列，表在此处应有 2 列"),
    (in_table('{{ row("一", cell("二", rowspan=2)) }}'), "T015 4:1 有单元格的 rowspan 超出了表的最后一行"),
    (
        in_table('{{ row("一", cell("二", rowspan=2)) }}\n{{ row("三", "四") }}'),
        "T015 5:1 这一行有 2 列，表在此处应有 1 列",
    ),
    (
        in_table('{{ row("一", "二") }}', more=", widths=[1, 2, 3]"),
        "T015 3:1 列数不一致：表头或者首行 有 2 列，前面写了 3 列",
    ),
    (
        in_table('{{ row("一", "二") }}', more=', widths=[1, 2], align="l"'),
        "T015 3:1 列数不一致：align 有 1 列，前面写了 2 列",
    ),
    (in_table('{{ row("一", "二") }}', more=', align="lx"'), "T015 3:1 不认识的对齐 x"),
    (in_table('文字{{ row("一", "二") }}'), "T022 3:1 这里不能写文字“文字”"),
    (in_table("{{ row('一', loop) }}"), "T003 4:13 loop 在此处没有值"),
    (in_table("{{ row('一', company.staff) }}"), "T009 4:21 company.staff 不是一个值，不能直接印出"),
    (in_table("{{ row('一', company.fax) }}"), "T005 4:21 company.fax 没有填写，此处却要印出"),
    (in_table("{{ row('一', page_break()) }}"), "T009 4:1 PageBreak 不能印出"),
    (in_table('{{ row("一", "—") }}', more=', optional=["丙"]'), "T015 3:42 表头没有“丙”这一列"),
    (in_table('{{ row("一", "二") }}', more=', widths=["x", 2]'), "T015 3:42 widths 应是大于零的数的列表"),
    (in_table('{{ row("二", cell("一", colspan="x")) }}'), "T015 4:1 colspan 和 rowspan 应是不小于 1 的整数"),
    ("{% call(f) form('f', columns='x') %}{{ f.row('甲') }}{% endcall %}", "T015 3:22 columns 应是不小于 1 的整数"),
    ("{{ sign_block(['甲']) }}", "T024 3:1 签署栏应由 sign_line(…) 组成"),
    ('{{ table("t") }}', "T007 3:1 table 的参数不对"),
    ('{% call(row) table("t", captoin="甲") %}{% endcall %}', "T007 3:1 table 的参数不对"),
    ('{% call(row) table("表一", head=["甲"]) %}{{ row("乙") }}{% endcall %}', "T026 3:21 id“表一”不合格"),
    ("甲{{ company.name }}{% call(row) table('t', head=['甲']) %}{{ row('乙') }}{{ row('丙') }}{% endcall %}", None),
    ('{{ flow("f", company.name) }}', "T017 3:10 流程图 f 的数据不是流程"),
    ('{{ flow("f", service.proceses.complaint) }}', "T004 3:22 数据中没有 service.proceses"),
    ('{% call(o) organisation("o") %}{% endcall %}', "T017 3:9 组织图 o 没有方框"),
    (
        '{% call(o) organisation("o") %}{{ o.node("a", "甲") }}{{ o.node("a", "乙") }}{% endcall %}',
        "T017 3:1 组织图中 a 写了两次",
    ),
    ('{% call(o) organisation("o") %}{{ o.node("a", "甲", under="b") }}{% endcall %}', "T017 3:59 组织图中没有 b"),
    ('{{ picture("p", company.credentials[1]) }}', "T018 3:13 图 p 没有图片"),
    ('{{ picture("p", company.credentials|by_id("x")) }}', "T021 3:44 company.credentials 中没有 x"),
    ("{{ picture('p', '甲') }}", "T018 3:13 图 p 没有图片"),
    (in_table("{{ row('甲', '乙') }}{{ row.run.read }}"), "T006 4:27 这里没有 run"),
    ('{{ sign_line("甲", "乙", "none") }}', "T009 3:1 SignLine 不能印出"),
    ('{{ sign_block([sign_line("甲", "乙")]) }}', "T042 3:16 签署栏这一行没有写要什么，签署清单里不会有它"),
    ('{{ sign_block([sign_line("甲", "乙", "seel")]) }}', "T041 3:37 签署栏没有“seel”这一种"),
    ('{{ sign_block([sign_line("甲", "乙", ["seal", company.name])]) }}', "T041 3:1 签署栏没有“示例公司”这一种"),
]


@pytest.mark.parametrize(("template", "finding"), MISTAKES)
def test_mistakes(bench: Callable[..., Any], template: str, finding: str | None) -> None:
    assert bench(f"# 章\n\n{template}\n").findings == ((finding,) if finding else ())
