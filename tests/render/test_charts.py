"""Gantt charts and coverage matrices as templates call them: days computed, marks and figures given their degrees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.document.nodes import Coverage, Figure, Section
from generator.model.schedule import Schedule
from generator.render.coverage import MOST_COLUMNS, MOST_ROWS
from generator.render.gantt import MOST_ROWS as MOST_TASKS
from generator.zh.quantity import parse

S = "service.schedule"
GANTT = '{{ gantt("plan", service.schedule) }}\n'
GANTT_DUMP = f"""\
图 #plan ‹供货进度计划={S}.title@3› 替代文字：供货进度计划
  甘特图 工作内容 | 责任岗位 | 起止时间 | 自‹合同生效={S}.start_event@3›起的天数 | 5 10 15 20 25
    phase supply 0–22：**‹供货={S}.phases[1].name@3›** |  | \
‹第1~22日={S}.tasks[0].duration,{S}.tasks[1].duration@3›
    task order 0–20：‹订货={S}.tasks[0].name@3› | ‹采购专员={S}.tasks[0].owner@3› | ‹第1~20日={S}.tasks[0].duration@3›
    task check 20–22：‹检验={S}.tasks[1].name@3› | ‹工程师={S}.tasks[1].owner@3› | \
‹第21~22日={S}.tasks[0].duration,{S}.tasks[1].duration@3› ← order
    milestone ready 22–22：‹发货={S}.milestones[0].name@3› |  | \
‹第22日={S}.tasks[0].duration,{S}.tasks[1].duration@3› ← check
"""
TITLED = '{{ gantt("g", service.schedule, caption="**图**", head=["任务", "岗位", "日"]) }}\n'
TITLED_DUMP = (
    GANTT_DUMP.replace("#plan", "#g")
    .replace(f"‹供货进度计划={S}.title@3› 替代文字：供货进度计划", "**图** 替代文字：图")
    .replace("工作内容 | 责任岗位 | 起止时间", "任务 | 岗位 | 日")
)
COVERAGE = """\
{% call(m) coverage("cover", caption="覆盖矩阵", columns=["网点", "到场", "证书"]) %}
{% for level in service.levels %}
{{ m.row(level.name, ["○", level.onsite.province, "—" if loop.first else company.certified]) }}
{% endfor %}
{% endcall %}
"""
COVERAGE_DUMP = """\
图 #cover 覆盖矩阵 替代文字：覆盖矩阵
  覆盖矩阵 服务区域 | 网点 | 到场 | 证书
    ‹紧急故障=service.levels[0].name@5›：○(1) | ‹4小时=service.levels[0].onsite.province@5›(3) | —(0)
    ‹一般故障=service.levels[1].name@5›：○(1) | ‹8小时=service.levels[1].onsite.province@5›(1) | ●(3)
    图例 ● 本地设有(3)
    图例 ○ 由邻近网点支援(1)
    图例 — 不设(0)
    图例 (1)
    图例 (2)
    图例 底色越深，时限越短(3)
"""
LEGEND = """\
{% call(m) coverage("c", columns=["备件"], corner="备件", legend={"○": ["由", company.name, "调配"]}) %}
{{ m.row("甲", ["○"]) }}
{{ m.row("乙", [["见", company.name]]) }}
{% endcall %}
"""
LEGEND_DUMP = """\
图 #c 替代文字：服务覆盖矩阵
  覆盖矩阵 备件 | 备件
    甲：○(1)
    乙：见‹示例公司=company.name@5›(1)
    图例 ○ 由‹示例公司=company.name@3›调配(1)
"""


@pytest.mark.parametrize(
    ("template", "dump"),
    [(GANTT, GANTT_DUMP), (TITLED, TITLED_DUMP), (COVERAGE, COVERAGE_DUMP), (LEGEND, LEGEND_DUMP)],
    ids=["gantt", "gantt_titled", "coverage", "coverage_legend"],
)
def test_charts(bench: Callable[..., Any], template: str, dump: str) -> None:
    rendered = bench(f"# 章\n\n{template}")
    assert rendered.findings == ()
    assert rendered.dump.split("\n", 1)[1] == "".join(f"  {line}\n" for line in dump.splitlines())


def in_matrix(rows: str, columns: str = '["甲", "乙"]') -> str:
    return f'{{% call(m) coverage("c", columns={columns}) %}}\n{rows}\n{{% endcall %}}'


MISTAKES = [
    ('{{ gantt("g", service.processes) }}', "T017 3:11 甘特图 g 的数据不是进度计划"),
    ('{{ gantt("g", service.schedule, head=["甲"]) }}', "T017 3:11 甘特图 g 的数据不是进度计划"),
    ('{{ gantt("g", service.schedul) }}', "T004 3:23 数据中没有 service.schedul"),
    (in_matrix(""), "T017 3:22 覆盖矩阵 c 没有行"),
    (in_matrix('{{ m.row("一", []) }}', "[]"), "T017 3:22 覆盖矩阵 c 没有列"),
    (in_matrix('{{ m.row("一", ["●"]) }}'), "T015 4:1 这一行有 1 个单元格，columns 有 2 列"),
    (in_matrix('{{ m.row("一", ["●", "●", "●"]) }}'), "T015 4:1 这一行有 3 个单元格，columns 有 2 列"),
    (in_matrix('{{ m.row("一", ["●", company.fax]) }}'), "T005 4:29 company.fax 没有填写，此处却要印出"),
    (
        in_matrix('{{ m.row("一", ["●"]) }}\n' * (MOST_ROWS + 1), '["甲"]'),
        f"T050 3:22 覆盖矩阵 c 有 {MOST_ROWS + 1} 行、1 列，一页最多 {MOST_ROWS} 行、{MOST_COLUMNS} 列",
    ),
    (in_matrix('{{ m.row("一", ["●", "●"]) }}\n{{ m.run.read }}'), "T006 5:6 这里没有 run"),
    (in_matrix('{{ m.row("一", ["●", "●"]) }}\n{{ m.row("一") }}'), "T007 5:1 row 的参数不对"),
    ('{% call(m) coverage("c") %}{% endcall %}', "T007 3:1 coverage 的参数不对"),
]


@pytest.mark.parametrize(("template", "finding"), MISTAKES)
def test_mistakes(bench: Callable[..., Any], template: str, finding: str) -> None:
    assert bench(f"# 章\n\n{template}\n").findings == (finding,)


def test_a_plan_too_long_for_a_page_is_told(bench: Callable[..., Any], bid: Any) -> None:
    plan = bid.service.schedule
    tasks = tuple(plan.tasks[0].model_copy(update={"id": f"t{number}"}) for number in range(MOST_TASKS))
    long = plan.model_copy(update={"tasks": tasks, "milestones": ()})
    assert isinstance(long, Schedule)
    data = bid.model_copy(update={"service": bid.service.model_copy(update={"schedule": long})})
    message = f"甘特图 plan 有 {MOST_TASKS + 1} 行，一页最多 {MOST_TASKS} 行"
    assert bench(f"# 章\n\n{GANTT}", data=data).findings == (f"T050 3:11 {message}",)


DEGREES = {
    "time limits, the shorter the darker": (["1小时", "4小时", "8小时", "1小时"], (3, 2, 1, 3)),
    "counts, the more the darker": (["12块", "4块", "8块", "6块"], (3, 1, 2, 2)),
    "figures of different kinds stay in the middle": (["1小时", "2个工作日"], (2, 2)),
    "the same everywhere": (["1小时", "1小时"], (2, 2)),
}


@pytest.mark.parametrize("name", DEGREES)
def test_figures_are_ranked_by_column(name: str, bench: Callable[..., Any], bid: Any) -> None:
    texts, degrees = DEGREES[name]
    bid = _with_limits(bid, texts)
    rows = '{% for level in service.levels %}\n{{ m.row("行", [level.onsite.city]) }}\n{% endfor %}'
    matrix = in_matrix(rows, '["甲"]')
    rendered = bench(f"# 章\n\n{matrix}\n", data=bid)
    assert rendered.findings == ()
    assert tuple(cell.degree for row in _matrix(rendered).rows for cell in row.cells) == degrees


def test_a_blind_document_has_no_shades_to_explain(bench: Callable[..., Any]) -> None:
    rendered = bench(f"# 章\n\n{COVERAGE}")
    assert len(_matrix(rendered).legend) == 6
    blind = bench(f"# 章\n\n{COVERAGE}", blind=True)
    assert len(_matrix(blind).legend) == 3


def test_whole_numbers_are_ranked_too(bench: Callable[..., Any]) -> None:
    rows = '{{ m.row("甲", [company.staff|count, company.name]) }}\n{{ m.row("乙", [service.items|count, "—"]) }}'
    rendered = bench(f"# 章\n\n{in_matrix(rows)}\n")
    assert [[cell.degree for cell in row.cells] for row in _matrix(rendered).rows] == [[2, 1], [2, 0]]
    assert [cell.degree for cell in _matrix(rendered).legend] == [0, 1, 2, 3]


def _matrix(rendered: Any) -> Coverage:
    (section,) = rendered.blocks
    assert isinstance(section, Section)
    (figure,) = section.blocks
    assert isinstance(figure, Figure)
    assert isinstance(figure.body, Coverage)
    return figure.body


def _with_limits(bid: Any, texts: list[str]) -> Any:
    level = bid.service.levels[0]
    levels = tuple(level.model_copy(update={"onsite": {"city": parse(text)}}) for text in texts)
    return bid.model_copy(update={"service": bid.service.model_copy(update={"levels": levels})})
