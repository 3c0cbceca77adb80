"""Write docs/coverage.md: how much of each sample's inventory our document of that kind contains, item by item.

Run `python -m tests.coverage.report > docs/coverage.md` after a change of templates or data, or
`python -m tests.coverage.report --sample 1` to read what one kind still misses.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence

from generator.document.nodes import Document
from tests.coverage.documents import ROOT, NoDocumentError, document_of
from tests.coverage.matching import Inventory, Result, measure, read_inventories
from tests.coverage.subjects import Subject, Subjects, read_subjects, unprinted

DEMO = ROOT / "projects" / "video_evidence"

TYPES = {
    "heading": "标题",
    "table": "表格",
    "directory": "名录",
    "flow": "流程",
    "form": "表单",
    "list": "要点",
    "letter": "承诺书",
    "figure": "图",
    "calculation": "计算",
}
_HEAD = """\
# 内容覆盖

本页由 `python -m tests.coverage.report > docs/coverage.md` 生成，请勿手改，测试核对本页是否为最新。

五种样本文件的主文件拆成的内容清单在 `tests/coverage/inventory`，只写自己的概括和匹配用词。
每种文件的示例项目与清单逐项比对：标题一对一匹配，表格和名录核对列名、行数和行名，流程核对步骤、去向和判断的出口，表单核对栏目，要点逐条在同一章节的段落或者表格行中
查找，承诺书另核对签署栏，图核对图题，计算用程序的函数重算算例。缺一处即不算覆盖。承诺事项在 `tests/coverage/subjects`，
核对资料中有这项事实，并且它的值印在文件里。
"""


def share(results: Sequence[Result]) -> float:
    """Give the part of the items that are matched, 0 to 1."""
    return sum(not result.missing for result in results) / len(results)


def coverage_page() -> str:
    """Give docs/coverage.md for all kinds."""
    subjects = read_subjects()
    parts = (_sample(inventory, subjects[inventory.sample]) for inventory in read_inventories())
    return "\n".join([_HEAD, *(line for part in parts for line in part)])


def missing_page(inventory: Inventory, subjects: Subjects) -> str:
    """Give what a kind still misses, for the people who write it."""
    document = document_of(inventory.project)
    results = measure(document, inventory)
    silent = unprinted(document, subjects)
    lines = [f"样本{inventory.sample}（{inventory.name}，projects/{inventory.project}）"]
    lines += [f"清单{len(results)}项，覆盖率{share(results):.1%}"]
    lines += [
        f"  {result.item['id']}（{TYPES[result.item['type']]}，{result.item['title']}）在{result.place}："
        + "；".join(result.missing)
        for result in results
        if result.missing
    ]
    lines += [f"承诺事项{len(subjects.items)}项，未印出{len(silent)}项"]
    lines += [f"  {subject.id}（{subject.title}）：{_path_said(subject)}" for subject in silent]
    return "\n".join(lines) + "\n"


def _path_said(subject: Subject) -> str:
    said = "、".join("+".join(words) for words in subject.said)
    wanted = "、".join(subject.paths) or said
    return f"没有印出{wanted}" if wanted else "还没有写明键路径"


def _sample(inventory: Inventory, subjects: Subjects) -> Iterator[str]:
    yield f"## 样本{inventory.sample}：{inventory.name}\n"
    try:
        document = document_of(inventory.project)
    except NoDocumentError as absent:
        yield f"{absent}。\n"
        return
    yield from _measured(document, inventory, subjects)


def _measured(document: Document, inventory: Inventory, subjects: Subjects) -> Iterator[str]:
    results = measure(document, inventory)
    matched = sum(not result.missing for result in results)
    printed = len(subjects.items) - len(unprinted(document, subjects))
    yield f"示例项目：`projects/{inventory.project}`。\n"
    yield f"清单{len(results)}项，覆盖{matched}项，覆盖率{share(results):.1%}。\n"
    yield f"承诺事项{len(subjects.items)}项，印出{printed}项，占{printed / len(subjects.items):.1%}。\n"
    yield from _counts(results)
    yield "\n未覆盖的项目："
    left_out = [f"\n- {item}：{reason}" for item, reason in {**inventory.left_out, **subjects.left_out}.items()]
    yield "".join(left_out) + "\n" if left_out else "无。\n"
    yield "| 编号 | 类别 | 内容 | 所在位置 | 结果 |\n|---|---|---|---|---|"
    yield from (_row(result) for result in results)
    yield ""


def _counts(results: Sequence[Result]) -> Iterator[str]:
    yield "| 类别 | 清单项数 | 覆盖项数 |\n|---|---:|---:|"
    for kind, name in TYPES.items():
        missing = [result.missing for result in results if result.item["type"] == kind]
        if missing:
            yield f"| {name} | {len(missing)} | {missing.count(())} |"


def _row(result: Result) -> str:
    verdict = "；".join(result.missing) if result.missing else "覆盖"
    return (
        f"| {result.item['id']} | {TYPES[result.item['type']]} | {result.item['title']} | {result.place} | {verdict} |"
    )


def _asked(arguments: Sequence[str]) -> str:
    parser = argparse.ArgumentParser(description="内容覆盖")
    parser.add_argument("--sample", type=int, choices=range(5), help="只列出这个样本还缺的内容")
    sample = parser.parse_args(arguments).sample
    if sample is None:
        return coverage_page()
    try:
        return missing_page(read_inventories()[sample], read_subjects()[sample])
    except NoDocumentError as absent:
        return f"{absent}\n"


if __name__ == "__main__":
    sys.stdout.write(_asked(sys.argv[1:]))
