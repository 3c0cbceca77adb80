"""A finding and a value name the template file and line that prints, wherever that is: loop, macro, include, call."""

from collections.abc import Callable
from typing import Any

from generator.document.nodes import Section, Value
from generator.document.walk import every, flat, own_inlines

CHAPTER = """\
{% from "parts/macros.md.j2" import shown, around %}
{# a comment
   of two lines #}
# 章 {#chapter}

{% for person in company.staff %}
- {{ person.name }}：{{
    person.phone }}
{% endfor %}

{% include "parts/one.md.j2" %}

{{ shown(company.name) }}

{% call around() %}
{{ company.capital }}
{% endcall %}

{% call(row) table("t", head=["甲", "乙"]) %}
{% for part in company.parts %}
{{ row(part.name,
       part.price) }}
{% endfor %}
{% endcall %}

{% set words %}

（{{ project.name }}）
{% endset %}
{{ words }}

{% macro local(value) %}
{% if value is given -%}
   {{ value }}
{%- endif %}
{% endmacro %}
{{ local(project.date) }}
"""
MACROS = """\
{% macro shown(value) %}

印{{ value }}
{% endmacro %}
{% macro around() %}
前
{{ caller() }}
后{{ company.name }}
{% endmacro %}
"""
ONE = "{% if true %}\n\n{{ service.retention }}\n{% endif %}\n"

LINES = [
    ("何示安", "chapter.md.j2", 7),
    ("0000-1", "chapter.md.j2", 8),
    ("林示清", "chapter.md.j2", 7),
    ("0000-2", "chapter.md.j2", 8),
    ("3年", "parts/one.md.j2", 3),
    ("示例公司", "parts/macros.md.j2", 3),
    ("3000万元", "chapter.md.j2", 16),
    ("示例公司", "parts/macros.md.j2", 8),
    ("硬盘", "chapter.md.j2", 21),
    ("600元", "chapter.md.j2", 21),
    ("终端", "chapter.md.j2", 21),
    ("3300元", "chapter.md.j2", 21),
    ("示例项目", "chapter.md.j2", 28),
    ("2026年11月30日", "chapter.md.j2", 34),
]


def test_every_value_names_the_line_that_prints_it(bench: Callable[..., Any]) -> None:
    rendered = bench(CHAPTER, {"parts/macros.md.j2": MACROS, "parts/one.md.j2": ONE})
    assert rendered.findings == ()
    found = [
        (value.text, value.template.removeprefix("templates/zh/"), value.template_line)
        for block in every(rendered.blocks)
        for inlines in own_inlines(block)
        for value in flat(inlines)
        if isinstance(value, Value)
    ]
    assert found == LINES
    section = rendered.blocks[0]
    assert isinstance(section, Section)
    assert section.template == "templates/zh/chapter.md.j2"


def test_findings_name_the_included_file_and_the_word(bench: Callable[..., Any]) -> None:
    files = {"parts/macros.md.j2": "{% macro shown(x) %}\n{{ x.nme }}\n{% endmacro %}\n"}
    text = (
        '{% from "parts/macros.md.j2" import shown %}\n# 章\n\n{{ shown(company) }}\n\n{{ shown(\n  project.nte) }}\n'
    )
    assert bench(text, files).findings == (
        "T004 templates/zh/parts/macros.md.j2:2:6 数据中没有 company.nme",
        "T004 7:11 数据中没有 project.nte",
    )


def test_markdown_mistakes_in_included_files_and_call_blocks(bench: Callable[..., Any]) -> None:
    files = {"parts/one.md.j2": "甲\n\n<b>乙</b>\n"}
    text = '# 章\n\n{% include "parts/one.md.j2" %}\n\n{% call letter() %}\n甲\n\n`乙`\n{% endcall %}\n'
    assert bench(text, files).findings == (
        "T011 8:1 模板里不能用代码",
        "T011 templates/zh/parts/one.md.j2:3:1 模板里不能用HTML 标记",
    )


def test_a_syntax_error_names_its_line(bench: Callable[..., Any]) -> None:
    assert bench("# 章\n\n{% if x %}\n").findings == ("T002 3:1 模板语法错误：模板到末尾还缺少 {% endif %}",)


def test_an_unknown_reference_names_its_line(bench: Callable[..., Any]) -> None:
    rendered = bench('# 章 {#chapter}\n\n见{{ ref("chapter") }}、{{ ref("chaptr") }}\n')
    rendered.run.check_references()
    found = [(finding.code, str(finding.place.span), finding.hint) for finding in rendered.run.findings]
    hint = '最接近的是 chapter；这种文件没有它的，写 {% if has("chaptr") %}…{% endif %}'
    assert found == [("T201", "templates/zh/chapter.md.j2:3:31", hint)]
