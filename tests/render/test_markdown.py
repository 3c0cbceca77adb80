"""Markdown of chapters becomes sections, paragraphs, lists and notices; what the tree does not know is a finding."""

from collections.abc import Callable
from typing import Any

import pytest

INLINE = [
    ("**注意：**必须遵守", "**注意：**必须遵守"),
    ("须**“到场”**后计时", "须**“到场”**后计时"),
    ("**{{ company.name }}。**承诺", "**‹示例公司=company.name@3›。**承诺"),
    ("由**{{ company.name }}**承诺", "由**‹示例公司=company.name@3›**承诺"),
    ("**甲**乙**丙**", "**甲**乙**丙**"),
    (r"5\*8与\*\*不是强调", "5*8与**不是强调"),
    ("snake_case与__下划线__照印", "snake_case与__下划线__照印"),
    ("&amp;与&lt;照印", "&amp;与&lt;照印"),
    ("第一行\n第二行", "第一行第二行"),
    ("second\nline", "second line"),
    ("甲 \nB", "甲B"),
    ("第一行\\\n第二行", "第一行⏎第二行"),
    ("第一行  \n第二行", "第一行⏎第二行"),
    ("    缩进四格仍是段落", "缩进四格仍是段落"),
    ("甲\n---乙", "甲---乙"),
    ("{{ company.name }}\n{{ project.name }}", "‹示例公司=company.name@3›‹示例项目=project.name@4›"),
    ("{.note}\n说明文字", ".note 说明文字"),
    ("{.salutation}\n致：{{ company.name }}", ".salutation 致：‹示例公司=company.name@4›"),
    ("3.5寸", "3.5寸"),
]


@pytest.mark.parametrize(("template", "paragraph"), INLINE)
def test_inline(bench: Callable[..., Any], template: str, paragraph: str) -> None:
    rendered = bench(f"# 章\n\n{template}\n")
    assert rendered.dump.split("\n", 1)[1] == f"  段 {paragraph}\n"
    assert [finding for finding in rendered.findings if not finding.startswith("T101")] == []


STRUCTURE = """\
# 服务{{ company.name }}承诺 {#promise}

段落一。

## 范围

- 甲
- 乙

  乙的第二段
  1. 内层一
  2. 内层二

{.paren}
{% for word in service.items %}
1. {{ word }}
{% endfor %}

> 提示：**停机**前备份。

{#scope .unnumbered}
## 附记

### 更深

{.circled}
1. 圈一
"""

TREE = """\
节 #promise 1 服务‹示例公司=company.name@1›承诺
  段 段落一。
  节 #chapter-2 2 范围
    列表 bullet
      项
        段 甲
      项
        段 乙
        段 乙的第二段
        列表 decimal
          项
            段 内层一
          项
            段 内层二
    列表 paren
      项
        段 ‹巡检=service.items[0]@16›
      项
        段 ‹回访=service.items[1]@16›
    提示框
      段 提示：**停机**前备份。
  节 #scope 2 （不编号） 附记
    节 #chapter-4 3 更深
      列表 circled
        项
          段 圈一
"""


def test_structure(bench: Callable[..., Any]) -> None:
    rendered = bench(STRUCTURE)
    assert rendered.dump == TREE
    assert rendered.findings == ()


MISTAKES = [
    ("<b>粗</b>", "T011 3:1 模板里不能用HTML 标记"),
    ("<div>\n块\n</div>", "T011 3:1 模板里不能用HTML 标记"),
    ("[链接](https://x.example)", "T011 3:1 模板里不能用链接"),
    ("![图](x.png)", "T011 3:1 模板里不能用图片"),
    ("`代码`", "T011 3:1 模板里不能用代码"),
    ("```\n代码\n```", "T011 3:1 模板里不能用代码块"),
    ("甲\n\n---\n\n乙", "T011 5:1 模板里不能用分隔线"),
    ("*斜体*", "T011 3:1 模板里不能用没有成对的 *"),
    ("没有结束的**粗体", "T011 3:1 模板里不能用没有成对的 *"),
    ("{.notes}\n文字", "T012 4:1 不认识的样式 {.notes}"),
    ("{.parens}\n1. 甲", "T012 4:1 不认识的样式 {.parens}"),
    ("{#x}\n文字", "T012 4:1 段落不能带 {#id}"),
    ("文字\n{.note}", "T012 3:1 {.note} 没有被认作样式"),
    ("## 标题 {.big}", "T012 3:9 不认识的标题样式 {.big}"),
    ("### 标题", "T013 3:1 标题由第 1 级跳到第 3 级"),
    ("- ## 标题", "T013 3:1 这里不能写标题"),
    ("> ## 标题", "T013 3:1 这里不能写标题"),
    ("{% call letter() %}\n甲\n\n## 标题\n{% endcall %}", "T013 6:1 这里不能写标题"),
    ("{% call letter() %}\n{% endcall %}", "T024 3:1 函件没有内容"),
    ("甲{{ page_break() }}乙{{ sign_block([]) }}", "T024 3:1 签署栏应由 sign_line(…) 组成"),
    ("## 甲 {#a}\n\n## 乙 {#a}", "T202 5:8 id“a”在 templates/zh/chapter.md.j2 第 3 行已经用过"),
    ("> {{ ordinal() }}", "T022 3:6 ordinal() 只能用在 table 的行里"),
    ("{% set t %}{{ page_break() }}{% endset %}{{ cell(t) }}", "T010 3:1 表、图等整块内容不能夹在文字里"),
]


@pytest.mark.parametrize(("template", "finding"), MISTAKES)
def test_mistakes(bench: Callable[..., Any], template: str, finding: str) -> None:
    assert finding in bench(f"# 章\n\n{template}\n").findings


def test_every_mistake_of_a_chapter_is_found(bench: Callable[..., Any]) -> None:
    rendered = bench("# 章\n\n{{ company.nme }}\n\n<b>甲</b>{{ company.fax }}\n\n{.bad}\n乙{{ 8 }}\n\n{{ compny }}\n")
    assert rendered.findings == (
        "T003 10:4 没有名为 compny 的变量或者函数",
        "T004 3:12 数据中没有 company.nme",
        "T005 5:20 company.fax 没有填写，此处却要印出",
        "T009 8:1 模板里的数 8 不能直接印出",
        "T011 5:1 模板里不能用HTML 标记",
        "T012 8:1 不认识的样式 {.bad}",
    )
