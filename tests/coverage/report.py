"""Write docs/coverage.md: how much of each sample's inventory the demo document contains, item by item.

Run `python -m tests.coverage.report > docs/coverage.md` after a change of templates or data.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.document.nodes import Document
from generator.pipeline import check_project
from tests.coverage.matching import Inventory, Result, measure, read_inventories

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "projects" / "video_evidence"

TYPES = {
    "heading": "标题",
    "table": "表格",
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

同类样本文件拆成的内容清单在 `tests/coverage/inventory`，只写自己的概括和匹配用词。示例项目的文件与清单逐项比对：
标题一对一匹配，表格核对列名、行数和行名，流程核对步骤、去向和判断的出口，表单核对栏目，要点逐条在同一章节的段落或者表格行中查找，
承诺书另核对签署栏，图核对图题，计算用程序的收费算例重算。缺一处即不算覆盖。
"""


def demo_document() -> Document:
    """Give the numbered document of the demo project."""
    document = check_project(ROOT, DEMO).document
    if document is None:
        raise AssertionError("the demo project has errors")
    return document


def share(results: Sequence[Result]) -> float:
    """Give the part of the items that are matched, 0 to 1."""
    return sum(not result.missing for result in results) / len(results)


def coverage_page(document: Document) -> str:
    """Give docs/coverage.md for a document."""
    return "\n".join([_HEAD, *(line for inventory in read_inventories() for line in _sample(document, inventory))])


def _sample(document: Document, inventory: Inventory) -> Iterator[str]:
    results = measure(document, inventory)
    matched = sum(not result.missing for result in results)
    yield f"## 样本{inventory.sample}：{inventory.kind}\n"
    yield f"清单{len(results)}项，覆盖{matched}项，覆盖率{share(results):.1%}。\n"
    yield from _counts(results)
    yield "\n未覆盖的项目："
    left_out = [f"\n- {item}：{reason}" for item, reason in inventory.left_out.items()]
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


if __name__ == "__main__":
    sys.stdout.write(coverage_page(demo_document()))
