"""Kinds of documents are read from YAML, faults found at their places."""

import pytest

from generator.render.kinds import Chapter, Kind, read_kind
from generator.source import Span

GOOD = """\
name: demo
title: 示例文件
subject: 主题
style: house
keywords: 售后
contents: 目　录
front:
  cover: front/cover.md.j2
  running: front/running.md.j2
chapters:
  - service/promise
  - id: parts
    title: 备件
    file: service/spare_parts
    when: service.spare_parts
    optional: true
    sections:
      - {id: letter, title: 承诺书, open_only: true}
"""


def test_a_good_kind() -> None:
    outcome = read_kind(GOOD, "kinds/demo.yaml")
    assert outcome.findings == ()
    assert outcome.value == Kind(
        "demo",
        "示例文件",
        "front/cover.md.j2",
        "front/running.md.j2",
        (
            Chapter("promise", "chapters/service/promise.md.j2", "", Span("kinds/demo.yaml", 11, 5, 11, 20)),
            Chapter(
                "parts",
                "chapters/service/spare_parts.md.j2",
                "service.spare_parts",
                Span("kinds/demo.yaml", 12, 5, 18, 50),
                "备件",
                optional=True,
                sections=(Chapter("letter", "", "", Span("kinds/demo.yaml", 18, 9, 18, 50), "承诺书", open_only=True),),
            ),
        ),
        "kinds/demo.yaml",
        "主题",
        "house",
        "售后",
        "目　录",
    )


def test_what_may_be_left_out() -> None:
    text = "name: a\ntitle: 甲\nfront: {cover: c, running: r}\nchapters:\n  - {id: x, file: y}\n"
    kind = read_kind(text, "k.yaml").value
    assert kind is not None
    assert (kind.subject, kind.style, kind.keywords, kind.contents) == ("", "house", "", "目录")


FAULTS = [
    ("", ["T030 1:1 文件种类应是一组键和值"]),
    ("- 甲\n", ["T030 1:1 文件种类应是一组键和值"]),
    (GOOD + "\tx: 1\n", ["S004 19:1"]),
    (
        GOOD.replace("title: 示例", "titel: 示例"),
        ["T031 2:1 文件种类没有名为 titel 的键", "T032 1:1 文件种类缺少 title"],
    ),
    (GOOD.replace("title: 示例文件", "title:"), ["T032 2:1 文件种类缺少 title"]),
    (GOOD.replace("subject: 主题", "subject: [主题]"), ["T030 3:10 subject 的写法不对"]),
    (
        GOOD.split("front:", maxsplit=1)[0] + "front: x\nchapters: y\n",
        ["T030 7:8 front 的写法不对", "T030 8:11 chapters 的写法不对"],
    ),
    (GOOD.replace("  cover: front/cover.md.j2\n", ""), ["T032 8:3 front缺少 cover"]),
    (GOOD.replace("service/promise", "{when: service}"), ["T032 11:5 章节缺少 file，也没有 title"]),
    (GOOD.replace("{id: letter, ", "{"), ["T032 18:9 章节缺少 id"]),
    (GOOD.replace("id: parts", "id: promise"), ["T033 12:9 章节 id“promise”重复"]),
    (GOOD.replace("{id: letter,", "{id: promise,"), ["T033 18:14 章节 id“promise”重复"]),
    (GOOD.replace("service/promise", "service/spare_parts\n  - a/spare_parts"), ["T033 12:5 章节 id“spare_parts”重复"]),
    (GOOD.replace("id: parts", "id: 1parts"), ["T033 12:9 章节 id“1parts”不合格"]),
    (GOOD.replace("service/promise", "[service]"), ["T030 11:5 章节应写模板的路径"]),
    (GOOD.replace("service/promise", "''"), ["T030 11:5 章节应写模板的路径"]),
    (GOOD.replace("when:", "if:"), ["T031 15:5 章节没有名为 if 的键"]),
    (GOOD.replace("optional: true", "optional: 可以"), ["T030 16:15 optional 应写 true 或者 false"]),
    (
        GOOD.replace("    sections:\n      - {id: letter, title: 承诺书, open_only: true}", "    sections: 无"),
        ["T030 17:15 sections 的写法不对"],
    ),
]


@pytest.mark.parametrize(("text", "findings"), FAULTS)
def test_faults(text: str, findings: list[str]) -> None:
    outcome = read_kind(text, "k.yaml")
    assert outcome.value is None
    found = [
        f"{finding.code} {finding.place.span.line}:{finding.place.span.column} {finding.message}"
        for finding in outcome.findings
        if finding.place.span
    ]
    assert [line[: len(wanted)] for line, wanted in zip(found, findings, strict=True)] == findings
