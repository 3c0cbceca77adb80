"""One measured run, as a process of its own: `python benchmarks/measured.py NAME CASE [--profile]` prints it as JSON.

NAME is a path through the program or what it is compared with; CASE is the folder that `prepared.py` has filled for
one size. What both sides import is imported before the clock starts; the clock counts this process, its threads and
the programs it starts.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import hashlib
import importlib
import json
import pickle
import pstats
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
SLOWEST = 10
OBJECTS = 500_000
"""Before a collection of garbage: what the command itself sets."""


@dataclass(slots=True)
class Clock:
    """Counts CPU and wall seconds of what runs inside `running`, step by step where the program names its steps."""

    profiler: cProfile.Profile | None = None
    cpu: float = 0
    wall: float = 0
    steps: list[tuple[str, float]] = field(default_factory=list)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count what runs inside."""
        cpu, wall = _cpu(), time.perf_counter()
        if self.profiler:
            self.profiler.enable()
        try:
            yield
        finally:
            if self.profiler:
                self.profiler.disable()
            self.cpu, self.wall = _cpu() - cpu, time.perf_counter() - wall
            self.steps.append(("", _cpu()))

    def step(self, name: str) -> None:
        """Begin a named step."""
        self.steps.append((name, _cpu()))

    def by_step(self) -> dict[str, float]:
        """Give the CPU seconds of each named step."""
        found: dict[str, float] = {}
        for (name, begin), (_, end) in zip(self.steps, self.steps[1:], strict=False):
            found[name] = found.get(name, 0) + end - begin
        return found


def main() -> None:
    """Be one run and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=sorted(RUNS))
    parser.add_argument("case", type=Path)
    parser.add_argument("--profile", action="store_true")
    arguments = parser.parse_args()
    if arguments.name.startswith("audit"):
        gc.set_threshold(OBJECTS)
    clock = Clock(cProfile.Profile(builtins=False) if arguments.profile else None)
    facts = RUNS[arguments.name](arguments.case, clock)
    slowest = _slowest(clock.profiler) if clock.profiler else []
    result = {"cpu": clock.cpu, "wall": clock.wall, "steps": clock.by_step(), "facts": facts, "slowest": slowest}
    print(json.dumps(result, ensure_ascii=False))


# --- DOCX ------------------------------------------------------------------------------------------------------------


def docx(case: Path, clock: Clock) -> dict[str, Any]:
    """Write the DOCX of a tree whose pages are known."""
    from generator.layout.pages import paginate  # noqa: PLC0415 - each run imports only what it measures
    from generator.write.docx.package import write_docx  # noqa: PLC0415

    document, sheet, created = _tree(case)
    pages = paginate(document, sheet)
    with clock.running():
        data = write_docx(document, sheet, pages, created)
    return {"bytes": len(data), "words": _words(data)}


def layout(case: Path, clock: Clock) -> dict[str, Any]:
    """Compute the pages of a tree."""
    from generator.layout.pages import paginate  # noqa: PLC0415

    document, sheet, _ = _tree(case)
    with clock.running():
        pages = paginate(document, sheet)
    return {"pages": 1 + pages.contents_count + pages.body_count}


def docxtpl(case: Path, clock: Clock) -> dict[str, Any]:
    """Let docxtpl fill the template of the same content."""
    from docxtpl import DocxTemplate  # noqa: PLC0415 - only here it is needed

    values = json.loads((case / "values.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "filled.docx"
        with clock.running():
            template = DocxTemplate(case / "template.docx")
            template.render(values, autoescape=True)
            template.save(file)
        return {"words": _words(file.read_bytes())}


# --- PDF -------------------------------------------------------------------------------------------------------------


def weasyprint(case: Path, clock: Clock) -> dict[str, Any]:
    """Write the PDF of a tree with WeasyPrint."""
    _import("weasyprint", "weasyprint.text.fonts", "fontTools.ttLib", "generator.write.pdf.typesetting")
    from generator.write.pdf.engine import write_pdf  # noqa: PLC0415

    document, sheet, created = _tree(case)
    with clock.running():
        result, findings = write_pdf(document, sheet, created)
    if result is None:
        sys.exit(f"no PDF: {findings}")
    return {"bytes": len(result.data), "pages": 1 + result.contents_count + result.body_count}


def weasyprint_plain(case: Path, clock: Clock) -> dict[str, Any]:
    """Let WeasyPrint write the PDF of the same HTML and CSS, as its documentation shows it."""
    from weasyprint import HTML  # noqa: PLC0415

    html = (case / "page" / "page.html").read_text(encoding="utf-8")
    with clock.running():
        data = HTML(string=html, base_url=str(case / "page")).write_pdf()
    return {"bytes": len(data)}


def typst(case: Path, clock: Clock) -> dict[str, Any]:
    """Write the PDF of a tree with Typst."""
    _import("typst", "fontTools.ttLib")
    from generator.write.typst.engine import write_typst  # noqa: PLC0415

    document, sheet, created = _tree(case)
    with clock.running():
        data, findings = write_typst(document, sheet, created)
    if data is None:
        sys.exit(f"no PDF: {findings}")
    return {"bytes": len(data)}


def typst_plain(case: Path, clock: Clock) -> dict[str, Any]:
    """Let Typst compile the same source with the same standards."""
    import typst as compiler  # noqa: PLC0415

    folder = case / "typst"
    options = json.loads((case / "typst.json").read_text(encoding="utf-8"))
    moment = datetime.fromisoformat(options.pop("timestamp"))
    main_file, fonts = str(folder / options.pop("main")), [str(case / "fonts")]
    with clock.running():
        data = compiler.compile(main_file, root=str(folder), font_paths=fonts, timestamp=moment, **options)
    return {"bytes": len(data)}


# --- whole builds ----------------------------------------------------------------------------------------------------


def build_weasyprint(case: Path, clock: Clock) -> dict[str, Any]:
    """Write DOCX and PDF of a tree with WeasyPrint and read both back."""
    return _build(case, clock, "weasyprint")


def build_typst(case: Path, clock: Clock) -> dict[str, Any]:
    """Write DOCX and PDF of a tree with Typst and read both back."""
    return _build(case, clock, "typst")


def project_weasyprint(case: Path, clock: Clock) -> dict[str, Any]:
    """Build the example from its YAML with WeasyPrint."""
    return _project(case, clock, "weasyprint")


def project_typst(case: Path, clock: Clock) -> dict[str, Any]:
    """Build the example from its YAML with Typst."""
    return _project(case, clock, "typst")


def check(case: Path, clock: Clock) -> dict[str, Any]:
    """Check the example; the modules of ours that a check needs, and what they need, are imported before."""
    _import(*json.loads((case / "modules.json").read_text(encoding="utf-8")))
    return _checked(case, clock, times=1)


def check_modules(case: Path, clock: Clock) -> dict[str, Any]:
    """Note which modules a check needs."""
    return _noted(case, lambda: _checked(case, clock, times=1))


def check_again(case: Path, clock: Clock) -> dict[str, Any]:
    """Check the example for the second time in one process, as a batch does."""
    return _checked(case, clock, times=2)


def audit(case: Path, clock: Clock) -> dict[str, Any]:
    """Audit a DOCX as a foreign file; the modules it needs are imported before, catalogs are read within."""
    return _audited(case, clock, None)


def audit_project(case: Path, clock: Clock) -> dict[str, Any]:
    """Audit a DOCX and compare it with the project, which is checked within."""
    return _audited(case, clock, _example(case))


def audit_again(case: Path, clock: Clock) -> dict[str, Any]:
    """Audit a DOCX for the second time in one process: what grows with the pages, without what is read once."""
    return _audited(case, clock, None, times=2)


def audit_modules(case: Path, clock: Clock) -> dict[str, Any]:
    """Note which modules an audit with a project needs."""
    return _noted(case, lambda: audit_project(case, clock))


def _build(case: Path, clock: Clock, engine: str) -> dict[str, Any]:
    from generator.pipeline.making import write_document  # noqa: PLC0415
    from generator.wanted import Wanted  # noqa: PLC0415

    document, sheet, created = _tree(case)
    wanted = Wanted(frozenset({"docx", "pdf"}), pdf_engine=engine)
    with clock.running():
        made = write_document(document, sheet, created, wanted, clock.step)
    if made.value is None or set(made.value.page_counts) != {"docx", "pdf"}:
        sys.exit(f"the build failed: {made.findings}")
    return {"pages": dict(made.value.page_counts)}


def _project(case: Path, clock: Clock, engine: str) -> dict[str, Any]:
    from generator.pipeline.building import build_project  # noqa: PLC0415
    from generator.wanted import Wanted  # noqa: PLC0415

    wanted = Wanted(frozenset({"docx", "pdf"}), pdf_engine=engine)
    with tempfile.TemporaryDirectory() as output, _templates(), clock.running():
        built = build_project(ROOT, _example(case), Path(output), wanted, clock.step)
    if not built.files:
        sys.exit(f"the example does not build: {built.findings}")
    return {"pages": dict(built.page_counts)}


def _audited(case: Path, clock: Clock, project: Path | None, times: int = 1) -> dict[str, Any]:
    from generator.pipeline.auditing import audit_file  # noqa: PLC0415

    if (modules := case / "modules.json").exists():
        _import(*json.loads(modules.read_text(encoding="utf-8")))
    audited: Any = None
    with _templates():
        for _ in range(times):
            with clock.running():
                audited = audit_file(ROOT, case / "audited.docx", project)
    if audited.text is None:
        sys.exit(f"not read: {audited.findings}")
    return {"blocks": len(audited.text.blocks), "promises": len(audited.commitments), "findings": len(audited.told)}


def _noted(case: Path, run: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    before = set(sys.modules)
    facts = run()
    names = [name for name in sys.modules if name not in before and sys.modules[name].__spec__]
    (case / "modules.json").write_text(json.dumps(names), encoding="utf-8")
    return facts


def _checked(case: Path, clock: Clock, times: int) -> dict[str, Any]:
    from generator.pipeline.checking import check_project  # noqa: PLC0415

    findings: tuple[object, ...] = ()
    with _templates():
        for _ in range(times):
            clock.steps.clear()
            with clock.running():
                findings = check_project(ROOT, _example(case), clock.step).findings
    return {"findings": len(findings)}


# --- what the runs share ---------------------------------------------------------------------------------------------

Run = Callable[[Path, Clock], dict[str, Any]]
RUNS: Mapping[str, Run] = {
    run.__name__: run
    for run in (
        docx,
        layout,
        docxtpl,
        weasyprint,
        weasyprint_plain,
        typst,
        typst_plain,
        build_weasyprint,
        build_typst,
        project_weasyprint,
        project_typst,
        check,
        check_modules,
        check_again,
        audit,
        audit_project,
        audit_again,
        audit_modules,
    )
}


def _tree(case: Path) -> Any:  # noqa: ANN401 - a document, its sheet and the moment of its making
    return pickle.loads((case / "tree.pickle").read_bytes())  # noqa: S301 - written by prepared.py


def _words(docx: bytes) -> str:
    """Give a digest of a document's words, so that both sides are seen to print the same."""
    from generator.verify.docx_reader import read_docx  # noqa: PLC0415

    return hashlib.sha256(read_docx(docx).main.text.encode()).hexdigest()[:12]


def _example(case: Path) -> Path:
    return ROOT / "projects" / (case / "example").read_text(encoding="utf-8")


def _import(*names: str) -> None:
    for name in names:
        importlib.import_module(name)


def _templates() -> Any:  # noqa: ANN401 - a context manager
    from generator.batch.template_cache import kept_templates  # noqa: PLC0415

    return kept_templates()


def _cpu() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def _slowest(profiler: cProfile.Profile) -> Sequence[Mapping[str, Any]]:
    """Give the functions that take most time themselves, what they call in C included."""
    stats: Any = pstats.Stats(profiler)
    rows = sorted(stats.stats.items(), key=lambda row: -row[1][2])[:SLOWEST]
    return [
        {"function": _function(*place), "calls": numbers[1], "share": round(numbers[2] / stats.total_tt, 3)}
        for place, numbers in rows
    ]


def _function(file: str, _: int, name: str) -> str:
    """Name a function by its module, without where this machine keeps it."""
    parts = Path(file).with_suffix("").parts
    for root in ("site-packages", "generator", f"python{sys.version_info[0]}.{sys.version_info[1]}"):
        if root in parts:
            begin = len(parts) - 1 - parts[::-1].index(root) + (root != "generator")
            return f"{'.'.join(parts[begin:])}.{name}"
    return f"{parts[-1]}.{name}"


if __name__ == "__main__":
    main()
