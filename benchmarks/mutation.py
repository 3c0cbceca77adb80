"""How many small faults the tests notice: mutation testing of the modules whose answers must be right.

`python benchmarks/mutation.py [MODULE …] [--sample N] [--seed TEXT] [--budget SECONDS] [--write docs/mutation.md]` from
the checkout; without modules: all rules, the quantities with their grammar, and the lattice. The tests of a module are
run once, measuring which lines each of them runs. Then each mutant (benchmarks/mutants.py) gets a forked process of its
own that runs the tests of its lines, quickest first, until one fails. Tests that take longer than SLOW seconds are left
out, so the figures err on the low side. What was thought of a survivor stands in benchmarks/survivors.yaml; it counts
as a survivor all the same.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import _lru_cache_wrapper
from pathlib import Path
from types import ModuleType
from typing import Any

import coverage
import pytest
import yaml
from _pytest.runner import runtestprotocol

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.chdir(ROOT)

from mutants import Mutant, dotted, mutants, put_in  # noqa: E402 - a neighbour of this script

from generator.rules.table import RULES  # noqa: E402 - needs the path set above

MODULES = (
    "generator/commitments/lattice.py",
    "generator/zh/quantity.py",
    "generator/zh/grammar.py",
    *sorted(str(file.relative_to(ROOT)) for file in (ROOT / "generator" / "rules").glob("*.py")),
)
WITHOUT_LOGIC = {"generator/rules/__init__.py", "generator/rules/table.py"}
"""The table of rules is data; that each row leads to its function is what every case shows."""
TESTS = {
    "generator/rules": "tests/rules",
    "generator/zh": "tests/zh/test_quantity.py",
    "generator/commitments": "tests/commitments/test_lattice.py",
}
"""The tests that must notice what is wrong in a folder's modules; others do so by chance and late."""
THOUGHTS = ROOT / "benchmarks" / "survivors.yaml"
SLOW = 2.0
ENDLESS = 10.0
"""CPU seconds after which a single test counts as failed: the mutant never ends."""
ENOUGH = 15.0
"""CPU seconds of tests after which a mutant counts as a survivor."""
MAKING = "|making contexts"
DOCUMENT_HEAD = """# 变异测试

由 `python benchmarks/mutation.py --keep 结果.json --write docs/mutation.md` 生成，不要手改；对存活者的结论写在
`benchmarks/survivors.yaml`。

每个变异把一处比较、边界、常数、条件、语句或者返回值改错，再运行经过这一行的测试；没有测试失败就是“存活”。列出的模块试了
全部变异，没有抽样；没有列出的模块还没有测量。中文文案不变异；`generator/rules/table.py` 只是一张表，不计。
耗时超过 2 秒的测试和别的模块的测试不参加，所以实际的比例不低于这里的数。各模块在不同的时间测量，此后补的测试不计在内。
"""

Known = Mapping[str, Mapping[str, str]]
Kept = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a mutant: `noticed_by` names the test that failed and is empty for a survivor."""

    mutant: Mutant
    noticed_by: str
    tests: int


@dataclass(slots=True)
class Runner:
    """A pytest plugin that runs the tests of each module once, and then again for each mutant."""

    chosen: list[Mutant]
    budget: float
    tell: Callable[[Result], None]
    keep: Callable[[list[Result]], None]
    results: list[Result] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    _by_line: dict[int, set[str]] = field(default_factory=dict)
    _seconds: dict[str, float] = field(default_factory=dict)
    _about_module: set[str] = field(default_factory=set)
    _contexts: dict[str, object] = field(default_factory=dict)
    _measured: coverage.Coverage | None = None
    _running: str = ""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Measure and try the mutants of one module after the other."""
        for conftest in _conftests():
            vars(conftest)["_context"] = self._remembering(vars(conftest)["_context"])
        end = time.monotonic() + self.budget
        for file in dict.fromkeys(mutant.file for mutant in self.chosen):
            of_file = [mutant for mutant in self.chosen if mutant.file == file]
            items = {item.nodeid: item for item in _items_of(file, session.items)}
            self._measure(file, list(items.values()))
            self._control(of_file, items)
            done = []
            for mutant in of_file:
                if time.monotonic() < end:
                    done.append(self._try(mutant, items))
                    self.tell(done[-1])
            self.results += done
            self.keep(done)
            print(_row(file, done, len(of_file)), flush=True)
        return True

    def _remembering(self, make: Callable[[Any], Any]) -> Callable[[Any], Any]:
        """Give the function that makes what rules read, or finds it where it was made before."""

        def context(case: object) -> object:
            if repr(case) in self._contexts:
                return self._contexts[repr(case)]
            if self._measured is None:
                return make(case)
            self._measured.switch_context(self._running + MAKING)
            self._contexts[repr(case)] = made = make(case)
            self._measured.switch_context(self._running)
            return made

        return context

    def _measure(self, file: str, items: list[pytest.Item]) -> None:
        """Run every test once and keep its time, the lines of the module it runs, and what rules read."""
        self._contexts.clear()
        self._about_module = {item.nodeid for item in items if _parameters(item).get("name") == dotted(file)}
        self._measured = measured = coverage.Coverage(data_file=None, config_file=False, include=[file])
        measured.start()
        for item, following in zip(items, [*items[1:], None], strict=True):
            self._running = item.nodeid
            measured.switch_context(item.nodeid)
            _forget(str(ROOT / file))  # what one test made, the next would not run
            has_failed, seconds = _timed(item, following)
            if seconds >= SLOW:  # without what it makes for the first time
                has_failed, seconds = _timed(item, following)
            self._seconds[item.nodeid] = seconds
            self.failed += [item.nodeid] if has_failed else []
        measured.stop()
        self._measured = None
        lines = measured.get_data().contexts_by_lineno(str(ROOT / file))
        self._by_line = {line: set(contexts) for line, contexts in lines.items()}

    def _control(self, of_file: list[Mutant], items: Mapping[str, pytest.Item]) -> None:
        """Run a module's tests in a process like a mutant's, without a fault: a failure would be this script's own."""
        names = {name: None for mutant in of_file for name in self._tests(mutant)}
        noticed_by = _forked(lambda: _first_failing([items[name] for name in names]))
        if noticed_by:
            sys.exit(f"fails without a fault: {noticed_by}")

    def _tests(self, mutant: Mutant) -> list[str]:
        """Give the tests that run the lines of a mutant, quickest first."""
        names = {name.removesuffix(MAKING) for line in mutant.lines for name in self._by_line.get(line, ()) if name}
        names |= self._about_module
        quick = (name for name in names if self._seconds[name] < SLOW and name not in self.failed)
        return sorted(quick, key=lambda name: self._seconds[name])

    def _try(self, mutant: Mutant, items: Mapping[str, pytest.Item]) -> Result:
        tests = self._tests(mutant)
        makes_contexts = any(name.endswith(MAKING) for line in mutant.lines for name in self._by_line.get(line, ()))

        def noticed_by() -> str:
            if makes_contexts:
                self._contexts.clear()
            put_in(ROOT, mutant)
            _forget(str(ROOT if makes_contexts or not self._contexts else ROOT / "generator"))
            return _first_failing([items[name] for name in tests])

        return Result(mutant, _forked(noticed_by), len(tests))


def _timed(item: pytest.Item, following: pytest.Item | None) -> tuple[bool, float]:
    """Run a test: tell whether it fails, and how many CPU seconds it takes."""
    start = time.process_time()
    reports = runtestprotocol(item, nextitem=following, log=False)
    return any(report.failed for report in reports), time.process_time() - start


def _items_of(file: str, items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """Give the tests that must notice what is wrong in a module.

    For a module of rules these are the cases of its rules; for one that serves them all, the tests of no single rule
    and the first failing case of each.
    """
    folder = str(Path(file).parent)
    own = [item for item in items if item.nodeid.startswith(TESTS[folder])]
    cases = {item.nodeid: code for item in own if (code := _code_of(item))}
    codes = {rule.code for rule in RULES if rule.function.__module__ == dotted(file)}
    if folder == "generator/rules" and codes:
        name = f"/test_{Path(file).stem}.py"
        return [item for item in own if name in item.nodeid or _is_about(item, codes, dotted(file))]
    firsts = {code: name for name, code in reversed(cases.items()) if "-fail-" in name}
    return [item for item in own if item.nodeid not in cases or item.nodeid in firsts.values()]


def _forked(answer: Callable[[], str]) -> str:
    """Give a function's answer from a process of its own, or what ended that."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        try:
            os.write(writing, answer().encode())
        except BaseException as error:  # noqa: BLE001 - whatever a mutant does, this process ends here
            os.write(writing, repr(error).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answered:
        text = answered.read()
    _, status = os.waitpid(child, 0)
    return f"signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else text


def _first_failing(tests: list[pytest.Item]) -> str:
    for item, following in zip(tests, [*tests[1:], None], strict=True):
        if time.process_time() > ENOUGH:  # of this process, which is young
            break
        signal.setitimer(signal.ITIMER_VIRTUAL, ENDLESS)  # its signal ends the process
        if any(report.failed for report in runtestprotocol(item, nextitem=following, log=False)):
            return item.nodeid
    return ""


def _forget(prefix: str) -> None:
    """Clear what functions remember that stand in these files; what the tests remember holds data no rule touched."""
    for module in list(sys.modules.values()):
        if str(getattr(module, "__file__", None) or "").startswith(prefix):
            for value in list(vars(module).values()):
                if isinstance(value, _lru_cache_wrapper):
                    value.cache_clear()


def _conftests() -> list[ModuleType]:
    """Give the module that makes what rules read, where its tests are among the chosen ones."""
    path = str(ROOT / "tests" / "rules" / "conftest.py")
    return [module for module in list(sys.modules.values()) if getattr(module, "__file__", None) == path]


def _is_about(item: pytest.Item, codes: Collection[str], module: str) -> bool:
    """Tell whether a test's parameters name one of the rules or the module."""
    return _code_of(item) in codes or _parameters(item).get("name") == module


def _code_of(item: pytest.Item) -> str | None:
    """Give the code of the rule a test's parameters name."""
    given = _parameters(item)
    code: str | None = given.get("code", getattr(given.get("rule"), "code", None))
    return code


def _parameters(item: pytest.Item) -> Mapping[str, Any]:
    return getattr(getattr(item, "callspec", None), "params", {})


def main() -> None:
    """Try the mutants of the modules and print a table and the survivors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="*", default=MODULES, metavar="MODULE")
    parser.add_argument("--sample", type=int, default=0, help="mutants a module at most; 0 for all")
    parser.add_argument("--seed", default="bidgen")
    parser.add_argument("--budget", type=float, default=float("inf"), help="seconds after which no mutant is begun")
    parser.add_argument("--keep", type=Path, help="a JSON file of results: those of these modules are replaced in it")
    parser.add_argument("--write", type=Path, help="write the table and the survivors, of all kept results, as a page")
    arguments = parser.parse_args()
    chosen = [
        mutant
        for file in arguments.modules
        if file not in WITHOUT_LOGIC
        for mutant in _sample(mutants(ROOT, file), arguments.sample, arguments.seed)
    ]
    tests = sorted({TESTS[str(Path(mutant.file).parent)] for mutant in chosen})
    known = yaml.safe_load(THOUGHTS.read_text(encoding="utf-8")) or {} if THOUGHTS.is_file() else {}
    runner = Runner(
        chosen, arguments.budget, lambda result: _tell(result, known), lambda done: _keep(arguments.keep, done)
    )
    pytest.main(["-q", "-s", "-p", "no:cacheprovider", "-p", "no:xdist", *tests], plugins=[runner])
    if runner.failed:
        print(f"left out, for they fail without any fault: {runner.failed}")
    print(_row("total", runner.results, len(chosen)))
    if arguments.write:
        arguments.write.write_text(_page(_kept(arguments.keep, runner.results), known), encoding="utf-8")


def _kept(file: Path | None, results: Sequence[Result]) -> Kept:
    """Give the number of mutants and the names of the survivors of each module, with those kept from earlier runs."""
    kept: Kept = json.loads(file.read_text(encoding="utf-8")) if file and file.is_file() else {}
    for module in dict.fromkeys(result.mutant.file for result in results):
        of_module = [result for result in results if result.mutant.file == module]
        alive = [result.mutant.name for result in of_module if not result.noticed_by]
        kept[module] = {"count": len(of_module), "alive": alive}
    return {module: kept[module] for module in MODULES if module in kept}


def _keep(file: Path | None, results: Sequence[Result]) -> None:
    if file:
        file.write_text(json.dumps(_kept(file, results), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _sample(found: list[Mutant], size: int, seed: str) -> list[Mutant]:
    drawn = sorted(found, key=lambda mutant: mutant.rank(seed))[: size or None]
    return [mutant for mutant in found if mutant in drawn]


def _row(name: str, results: Sequence[Result], planned: int) -> str:
    noticed = sum(bool(result.noticed_by) for result in results)
    share = f"{noticed / len(results):6.1%}" if results else "     -"
    return f"{noticed:5} of {len(results):5} noticed {share}  {name} ({planned} planned)"


def _tell(result: Result, known: Known) -> None:
    if not result.noticed_by:
        mutant = result.mutant
        thought = known.get(mutant.file, {}).get(mutant.name, "")
        print(f"{mutant.file}:{mutant.line} {mutant.name} [{result.tests} tests] {thought}", flush=True)


def _page(kept: Kept, known: Known) -> str:
    lines = [
        DOCUMENT_HEAD,
        "| 模块 | 变异 | 发现 | 比例 | 存活 | 其中不是缺陷 |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    counts: dict[str, tuple[int, ...]] = {f"`{module}`": _counts(module, kept, known) for module in kept}
    counts["合计"] = tuple(sum(row[column] for row in counts.values()) for column in range(3))
    for name, (count, alive, harmless) in counts.items():
        lines.append(f"| {name} | {count} | {count - alive} | {1 - alive / count:.1%} | {alive} | {harmless} |")
    lines += ["", "## 存活的变异", ""]
    for module, results in kept.items():
        if results["alive"]:
            lines += [f"### {module}", "", "| 变异 | 看过的结论 |", "| --- | --- |"]
            lines += [f"| {_code(name)} | {known.get(module, {}).get(name, '')} |" for name in results["alive"]]
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _counts(module: str, kept: Kept, known: Known) -> tuple[int, ...]:
    """Give the number of mutants, of survivors, and of the survivors that are no faults."""
    alive, thoughts = kept[module]["alive"], known.get(module, {})
    return kept[module]["count"], len(alive), sum(thoughts.get(name, "").startswith("不是") for name in alive)


def _code(text: str) -> str:
    """Give text as code within a cell of a table."""
    return f"``{text}``".replace("|", "\\|")


if __name__ == "__main__":
    main()
