"""The page docs/performance.md: goals with what was measured, all figures, the slowest functions, what was changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

import yaml

Results = Mapping[str, Any]
MET, MISSED, UNKNOWN = "达到", "未达到", "未测"
HEAD = """# 性能

由 `python benchmarks/run.py --keep 结果.json --write docs/performance.md` 生成，不要手改；说明文字写在
`benchmarks/notes.yaml`。
"""
NAMES = {
    "docx": "写 DOCX（不含渲染和页码推算）",
    "docxtpl": "docxtpl 填写同样内容的模板",
    "layout": "推算 DOCX 的页码",
    "weasyprint": "WeasyPrint 生成成品 PDF（带标签、可归档）",
    "weasyprint_plain": "对同样的 HTML 直接调用 `HTML(...).write_pdf()`",
    "typst": "Typst 生成成品 PDF（PDF/A-2u、PDF/UA-1）",
    "typst_plain": "对同样的源文件直接调用 `typst.compile`",
    "project_weasyprint": "由 YAML 生成示例（WeasyPrint）",
    "project_typst": "由 YAML 生成示例（Typst）",
    "build_weasyprint": "由内容树生成 DOCX 和 PDF 并读回核对（WeasyPrint）",
    "build_typst": "由内容树生成 DOCX 和 PDF 并读回核对（Typst）",
    "check": "检查示例：进程中的第一次，不含导入",
    "check_again": "检查示例：同一进程中的第二次",
    "audit": "审核 DOCX：进程中的第一次，不含导入",
    "audit_project": "审核 DOCX 并与项目比较：进程中的第一次，不含导入",
    "audit_again": "审核 DOCX：同一进程中的第二次",
    "version": "`bidgen --version`",
    "python": "（比照）Python 空程序",
    "batch_1_workers": "批量全部生成，1个进程",
    "batch_2_workers": "批量全部生成，2个进程",
    "batch_unchanged": "批量再次生成，没有改动",
    "batch_changed": "批量再次生成，公司资料改了一个值",
}
PATHS = {
    "check": "检查",
    "audit": "审核",
    "docx": "写 DOCX",
    "layout": "推算页码",
    "weasyprint": "WeasyPrint 的 PDF",
    "typst": "Typst 的 PDF",
    "build_typst": "DOCX、Typst 的 PDF 和读回核对",
}


HOW = """## 怎样测量

机器：{system}，{processor}，{processors}个处理器，内存 {memory} GB，开始时的负载 {load}；{date}。
Python {python}，{packages}。

- 每次运行是一个独立的进程；要比较的几种轮流运行，同一轮里机器忙闲相同。取5次的中位数，一次超过20秒的取3次。
- 比值按 CPU 时间计（本进程、它的线程和它启动的程序），括号里是墙钟时间的比值；批量和 `--version` 按墙钟时间计。
- 内存峰值是操作系统记录的最大常驻内存（`ru_maxrss`），批量的是最大的一个进程的。
- 固定的输入由示例 data_centre 的内容树得到：去掉一些小节，或者换上新的编号重复全文（实际{sizes}）；批量是同一家公司的
  {projects}个项目，每个{small}页，名称、日期和数值各不相同，PDF 用 Typst 排。
- 参照物的内容与我们的相同：docxtpl 的模板由我们的 DOCX 得到，每个引用值换成一个标记，只有值不同的表格行换成循环，填好后
  逐字与我们的 DOCX 相同；HTML、CSS 和 Typst 源文件就是我们交给排版程序的那些。参照物和我们的运行都先导入所用的模块再
  计时，都是进程中的第一次。
- “检查”计时之前导入检查所需的全部模块；数据类型在第一次使用时才准备好，这一部分算在检查里。
- “审核”的文件也由 data_centre 的内容树写出，去掉我们自己的记录，当作别人的文件；词表、目录和项目资料的读取算在审核里，
  “第二次”只余随页数增长的部分。"""


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal as a row of the table: `about` leads from `notes.yaml` to what is said of it."""

    about: str
    title: str
    limit: str
    measured: str
    is_met: bool | None

    @property
    def verdict(self) -> str:
        """Say whether the goal is met."""
        return UNKNOWN if self.is_met is None else MET if self.is_met else MISSED


def page_of(results: Results, notes: Path) -> str:
    """Give the whole page."""
    said = yaml.safe_load(notes.read_text(encoding="utf-8"))
    parts = (
        HEAD,
        _goals(results, said),
        _how(results),
        _figures(results),
        _slowest(results, said),
        "## 改了什么\n\n" + "\n".join(_changes(said["changes"])),
    )
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


def goals_of(results: Results) -> list[Goal]:
    """Give every goal with what was measured."""
    return [
        *_ratios(results),
        *_shares(results),
        *_absolute(results),
        *_audit(results),
        *_batch(results),
        *_memory(results),
    ]


# --- goals -----------------------------------------------------------------------------------------------------------


def _ratios(results: Results) -> Iterator[Goal]:
    kinds = (
        ("docx", "docxtpl", 0.5, "DOCX（写出，不含渲染）÷ docxtpl 填同样内容的模板"),
        ("weasyprint", "weasyprint_plain", 0.75, "WeasyPrint 成品 PDF ÷ 同一 HTML 的 `write_pdf()`"),
        ("typst", "typst_plain", 1.5, "Typst 成品 PDF ÷ 同一源文件的 `typst.compile`"),
    )
    for ours, reference, limit, title in kinds:
        for pages in _sizes(results, ours):
            ratio = _ratio(results, f"{ours}@{pages}", f"{reference}@{pages}", "cpu")
            wall = _ratio(results, f"{ours}@{pages}", f"{reference}@{pages}", "wall")
            goal = _at_most(ours, f"{title}，约{pages}页", limit, ratio)
            yield replace(goal, measured=f"{goal.measured}（墙钟{wall:.2f}）") if wall is not None else goal
    yield _growth(results)


def _growth(results: Results) -> Goal:
    """Compare the growth of the time with that of the pages, between the smallest and the largest tree."""
    sizes = _sizes(results, "docx")
    times = [_median(results, f"docx@{size}", "cpu") or 0 for size in sizes]
    pages = [_pages(results, size) for size in sizes]
    grown = times[-1] / times[0] / (pages[-1] / pages[0]) if len(sizes) > 1 and all((*times, *pages)) else None
    span = f"{min(sizes, default=10)}页到{max(sizes, default=300)}页"
    return _at_most("growth", f"DOCX 从{span}：时间的倍数 ÷ 页数的倍数", 1, grown)


def _shares(results: Results) -> Iterator[Goal]:
    for engine, name in (("weasyprint", "WeasyPrint"), ("typst", "Typst")):
        rows = results["runs"].get(f"project_{engine}", ())
        share = median(_verify_share(row) for row in rows) if rows else None
        title = f"读回核对占整个生成的比例（{name}）"
        yield _at_most(f"verify_{engine}", title, 0.2, share, unit=_percent)


def _verify_share(row: Mapping[str, Any]) -> float:
    read_back = sum(seconds for step, seconds in row["steps"].items() if step.startswith("核对 "))
    return float(read_back / row["cpu"])


def _absolute(results: Results) -> Iterator[Goal]:
    yield _at_most("check", "检查一个项目的 CPU 时间，不含导入", 0.3, _median(results, "check", "cpu"), unit=_seconds)
    yield _at_most("version", "`--version` 从启动到结束", 0.15, _median(results, "version", "wall"), unit=_seconds)


def _audit(results: Results) -> Iterator[Goal]:
    for name, title in (("audit", "审核一份 DOCX 的 CPU 时间"), ("audit_project", "审核并与项目比较的 CPU 时间")):
        size = max(_sizes(results, name), default=80)
        value = _median(results, f"{name}@{size}", "cpu")
        yield _at_most(name, f"{title}，不含导入，约{size}页", 2, value, unit=_seconds)
    sizes = _sizes(results, "audit_again")
    times = [_median(results, f"audit_again@{size}", "cpu") or 0 for size in sizes]
    grown = times[-1] / times[0] / (sizes[-1] / sizes[0]) if len(sizes) > 1 and all(times) else None
    span = f"{min(sizes, default=20)}页到{max(sizes, default=2000)}页"
    yield _at_most("audit_growth", f"审核从{span}：时间的倍数 ÷ 页数的倍数", 1.2, grown)


def _batch(results: Results) -> Iterator[Goal]:
    told = results["told"].get("batch", {})
    count = told.get("projects", 100)
    faster = _ratio(results, "batch_1_workers", "batch_2_workers", "wall")
    is_met = None if faster is None else faster >= 1.8  # noqa: PLR2004 - the goal
    measured = "" if faster is None else f"{faster:.2f}"
    yield Goal("workers", f"{count}个项目：2个进程是1个进程的几倍", "≥ 1.8", measured, is_met)
    whole = _median(results, "batch_unchanged", "wall")
    each = None if whole is None else whole / count * 1000
    yield _at_most("unchanged", "没有改动时，每个项目的时间", 20, each, unit=lambda value: f"{value:.1f} 毫秒")
    yield _dependents(told)


def _dependents(told: Mapping[str, Any]) -> Goal:
    title = "公司资料改一个值：只重写印出它的项目的 DOCX、PDF"
    if not told:
        return Goal("dependents", title, "", "", None)
    updated, dependents = told["updated"], told["dependents"]
    is_met = updated == dependents == told["changed"]
    return Goal("dependents", title, f"{len(dependents)}个项目", f"{len(updated)}个项目", is_met)


def _memory(results: Results) -> Iterator[Goal]:
    for engine, limit, name in (("weasyprint", 700, "WeasyPrint"), ("typst", 800, "Typst")):
        size = max(_sizes(results, f"build_{engine}"), default=300)
        peak = _median(results, f"build_{engine}@{size}", "peak")
        title = f"约{size}页成品生成的内存峰值（{name}）"
        yield _at_most(f"memory_{engine}", title, limit, peak, unit=lambda value: f"{value:.0f} MB")


def _at_most(
    about: str,
    title: str,
    limit: float,
    value: float | None,
    unit: Callable[[float], str] = lambda value: f"{value:.2f}",
) -> Goal:
    is_met = None if value is None else value <= limit
    return Goal(about, title, f"≤ {unit(limit)}", "" if value is None else unit(value), is_met)


def _percent(value: float) -> str:
    return f"{value * 100:.0f} %"


def _seconds(value: float) -> str:
    return f"{value:.2f} 秒"


# --- parts of the page -----------------------------------------------------------------------------------------------


def _goals(results: Results, said: Mapping[str, Any]) -> str:
    goals = goals_of(results)
    rows = [(goal.title, goal.limit, goal.measured or "—", goal.verdict) for goal in goals]
    missed = {goal.about: goal.title.partition("，约")[0] for goal in goals if goal.is_met is False}
    known = {about: text.replace("\n", "") for about, text in said["missed"].items()}
    reasons = [f"- {title}：{known.get(about, '原因还没有写明。')}" for about, title in missed.items()]
    told = ["", "没有达到的，差在哪里：", "", *reasons] if reasons else []
    return "\n".join(("## 目标", "", *_table(("目标", "限度", "实测", "结论"), rows), *told))


def _how(results: Results) -> str:
    machine, batch = results["told"]["machine"], results["told"].get("batch", {})
    quick = "\n- **这是 `--quick` 的结果，只供试运行。**" if machine["quick"] else ""
    packages = "、".join(f"{name} {version}" for name, version in machine["packages"].items() if version)
    sizes = "、".join(f"{_pages(results, size)}页" for size in _sizes(results, "docx"))
    small = "–".join(map(str, batch.get("pages", ("？",))))
    projects = batch.get("projects", 100)
    return HOW.format(**machine | {"packages": packages}, sizes=sizes, small=small, projects=projects) + quick


def _figures(results: Results) -> str:
    rows = [_figure(name, rows) for name, rows in results["runs"].items()]
    head = ("运行", "次数", "CPU 秒", "墙钟秒", "内存峰值 MB")
    return "\n".join(("## 全部数字", "", "中位数；括号里是最小和最大。", "", *_table(head, rows)))


def _figure(name: str, rows: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    kind, _, size = name.partition("@")
    spread = [[row[key] for row in rows] for key in ("cpu", "wall")]
    peak = median(row["peak"] for row in rows)
    title = NAMES[kind] + (f"，约{size}页" if size else "")
    times = (f"{median(values):.2f}（{min(values):.2f}–{max(values):.2f}）" for values in spread)
    return (title, str(len(rows)), *times, f"{peak:.0f}")


def _slowest(results: Results, said: Mapping[str, Any]) -> str:
    lines = ["## 最慢的十个函数", "", "约60页，由 cProfile 得到自身时间（调用的 C 函数算在内）占该路径的比例。"]
    for path, rows in results["told"].get("slowest", {}).items():
        known = [(f"`{row['function']}`", _percent(row["share"]), _said_of(row["function"], said)) for row in rows]
        lines += ["", f"### {PATHS[path]}", "", *_table(("函数", "比例", "说明"), known)]
    return "\n".join(lines)


def _said_of(function: str, said: Mapping[str, Any]) -> str:
    """Give what is said of a function, or of the longest beginning of its name of which anything is said."""
    known = [name for name in said["functions"] if function.startswith(name)]
    return str(said["functions"][max(known, key=len)]) if known else "**还没有说明**"


def _changes(changes: Iterable[Mapping[str, str]]) -> Iterator[str]:
    for change in changes:
        yield f"### {change['title']}\n\n{change['text'].strip()}\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"| {' | '.join('---' for _ in head)} |"
    for row in rows:
        yield f"| {' | '.join(row)} |"


# --- figures ---------------------------------------------------------------------------------------------------------


def _sizes(results: Results, kind: str) -> list[int]:
    names = (name.partition("@") for name in results["runs"])
    return sorted(int(size) for name, _, size in names if name == kind)


def _pages(results: Results, size: int) -> int:
    rows = results["runs"].get(f"layout@{size}", ())
    return int(rows[0]["facts"]["pages"]) if rows else size


def _median(results: Results, name: str, key: str) -> float | None:
    rows = results["runs"].get(name)
    return median(row[key] for row in rows) if rows else None


def _ratio(results: Results, ours: str, reference: str, key: str) -> float | None:
    values = _median(results, ours, key), _median(results, reference, key)
    return values[0] / values[1] if values[0] is not None and values[1] else None
