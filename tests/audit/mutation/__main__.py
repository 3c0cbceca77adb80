"""Measures the auditor on changed documents and writes docs/audit-mutation.md.

python -m tests.audit.mutation FOLDER [--seeds N] [--mode own,foreign] [--kinds a,b] [--alone] [--write FILE]
FOLDER holds the output of `bidgen build projects/* --to docx --out FOLDER`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from tests.acceptance.changes import PROJECTS
from tests.audit.mutation.measure import MODES, Bench, Result, Rewritten, recall
from tests.audit.mutation.operators import CONCERNS, OPERATORS
from tests.audit.mutation.rewrites import REWRITES

_MODES = {"own": "本程序生成的文件", "foreign": "当作外来文件"}
_CONCERNS = {
    "numbers": "数字",
    "units": "单位",
    "comparators": "界限词",
    "symbols": "符号",
    "negation": "否定和归属",
    "scope and tables": "适用对象和表格",
    "leftovers": "残留",
    "facts": "事实",
    "structure": "结构",
    "Word only": "只有Word才有的",
}
_SHORTEST_QUOTE = 70


@dataclass(frozen=True)
class Measured:
    """What one kind of document gave in one mode; how many findings the untouched file has, and certain ones."""

    mode: str
    results: list[Result]
    rewritten: list[Rewritten]
    untouched: int
    sure: int


def main() -> int:
    """Measure and print; write the page where asked."""
    asked = _asked()
    tasks = [(mode, kind, asked) for mode in asked.mode.split(",") for kind in asked.kinds.split(",")]
    with ProcessPoolExecutor(asked.jobs) as pool:
        measured = list(pool.map(_measured, tasks))
    page = "\n".join(_page(asked, measured)) + "\n"
    if asked.write:
        asked.write.write_text(page, encoding="utf-8")
    sys.stdout.write(page)
    return 0


def _measured(task: tuple[str, str, argparse.Namespace]) -> Measured:
    mode, kind, asked = task
    (file,) = (asked.folder / kind).glob("*.docx")
    turn = 0 if asked.all_rewrites else PROJECTS.index(kind)
    names = list(REWRITES) if asked.all_rewrites else list(REWRITES)[turn :: len(PROJECTS)]
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(kind, mode, file.read_bytes(), Path(folder))
        run = bench.alone if asked.alone else bench.together
        results = [each for seed in range(asked.seeds) for each in run(list(OPERATORS), seed)]
        rewritten = [bench.rewritten_together(names, 0)]
        if asked.all_rewrites:
            rewritten = bench.rewritten(names, 0)
    bare = [replace(each, mutant=replace(each.mutant, places=())) for each in results]
    return Measured(mode, bare, rewritten, len(bench.first), sum(each.is_sure for each in bench.first))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.audit.mutation")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--mode", default=",".join(MODES))
    parser.add_argument("--kinds", default=",".join(PROJECTS))
    parser.add_argument("--alone", action="store_true", help="each change in a document of its own")
    parser.add_argument(
        "--all-rewrites", action="store_true", help="each rewrite in a document of its own, of every kind"
    )
    parser.add_argument("--write", type=Path)
    return parser.parse_args()


def _page(asked: argparse.Namespace, measured: list[Measured]) -> Iterator[str]:
    more = " --alone" * asked.alone + " --all-rewrites" * asked.all_rewrites
    command = f"python -m tests.audit.mutation 文件夹 --seeds {asked.seeds}{more} --write docs/audit-mutation.md"
    yield "# 审核的变异测试\n"
    yield f"由 `{command}` 生成，不要手改。\n"
    yield "每种变异在生成好的五类示例DOCX里改错一处，再用 `bidgen audit FILE --project P` 审核：原文件没有的发现，"
    yield "指到改过的段落（删去的，指到前后的段落或者标题），才算发现。“确定”是其中至少有一条属于A层或者B层。"
    yield "“外来文件”是去掉了内嵌记录和书签的同一文件。"
    if not asked.alone:
        yield "一份文件里同时改几十处，各在不同的段落；互相影响，所以每处单独改（`--alone`）时发现的更多。"
    for mode in asked.mode.split(","):
        several = [each for each in measured if each.mode == mode]
        yield from _of_mode(mode, [each for one in several for each in one.results])
        yield from _of_rewrites(several)


def _of_mode(mode: str, results: list[Result]) -> Iterator[str]:
    yield f"\n## {_MODES[mode]}\n"
    yield "| 方面 | 变异 | 发现 | 比例 | 其中确定 |\n| --- | --- | --- | --- | --- |"
    rows = recall(results, lambda each: each.concern)
    for concern in CONCERNS:
        yield _row(_CONCERNS[concern], rows.get(concern, (0, 0, 0)))
    yield _row("合计", recall(results, lambda _: "").get("", (0, 0, 0)))
    by_operator = recall(results, lambda each: each.operator)
    missed = {name: row for name, row in by_operator.items() if row[1] < row[0]}
    yield f"\n{len(by_operator)}种变异，其中{len(by_operator) - len(missed)}种全部发现。没有全部发现的：\n"
    yield "| 变异 | 次数 | 发现 | 比例 | 其中确定 |\n| --- | --- | --- | --- | --- |"
    for name, row in sorted(missed.items(), key=lambda each: each[1][1] / each[1][0]):
        yield _row(name, row)
    yield "\n没有发现的例子：\n"
    for each in results:
        if not each.is_found:
            what = each.mutant.what.replace("\n", " ").replace("|", "/")[:_SHORTEST_QUOTE]
            yield f"- {each.kind}，{each.operator}：{what}"


def _row(name: str, row: tuple[int, int, int]) -> str:
    made, found, sure = row
    return f"| {name} | {made} | {found} | {100 * found / max(made, 1):.1f}% | {sure} |"


def _of_rewrites(measured: list[Measured]) -> Iterator[str]:
    rewritten = [each for one in measured for each in one.rewritten]
    told = [each for each in rewritten if each.told]
    sure, all_told = sum(each.sure for each in measured), sum(each.untouched for each in measured)
    kinds = len({name for each in rewritten for name in each.rewrite.split("、")})
    yield f"\n没有改动的{len(measured)}份文件：A层、B层发现共{sure}条，各层发现共{all_told}条。"
    yield f"意思不变的改写{kinds}种、{len(rewritten)}份文件，其中有A层或者B层发现的{len(told)}份。\n"
    for each in told:
        yield f"- {each.kind}，{each.rewrite}：{'；'.join(one.message[:_SHORTEST_QUOTE] for one in each.told[:2])}"


if __name__ == "__main__":
    sys.exit(main())
