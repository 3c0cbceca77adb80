"""What is to be built and why: each reason alone, what an unchanged project tells, and what a project leaves behind."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.batch import plan as planning
from generator.batch.changes import MOST, printed_changes
from generator.batch.plan import HAD_ERRORS, MODELS_CHANGED, NAMES_CHANGED, NEVER_BUILT, planned
from generator.batch.prune import leftovers, remove
from generator.batch.state import FORM, output_of, read_state, state_json, state_path
from generator.batch.task import State, Task, run
from generator.finding import Finding, Place, Severity
from generator.load.resources import builtin_root
from generator.source import Span
from generator.wanted import Wanted
from tests.batch.edits import CALLBACKS, CHAPTER, HOUSE, PRINTED, bench, write

DOCX = "school_100-note.docx"
LISTS = ("trace.json", "register.json", "signing.json", "signing.xlsx")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a workspace with one project that was built."""
    made = bench(tmp_path_factory.mktemp("workspace"), 1)
    run(task(made.root))
    return made.root


@pytest.fixture
def built(template: Path, tmp_path: Path) -> Path:
    """Give a copy of it: what a build leaves may be moved with its workspace."""
    return Path(shutil.copytree(template, tmp_path / "copy"))


def task(root: Path, name: str = "school_100") -> Task:
    file = root / "projects" / name / "project.yaml"
    return Task(name, root, file, root / "output" / name, Wanted(frozenset({"docx"})))


def reasons(one: Task) -> tuple[str, ...]:
    (plan,) = planned([one])
    assert (plan.done is None) == bool(plan.reasons)
    return plan.reasons


def edit(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text("utf-8")
    assert old in text
    write(root / name, text.replace(old, new))


CHANGES: dict[str, tuple[Callable[[Path], object], tuple[str, ...]]] = {
    "nothing": (lambda _: None, ()),
    "a value": (lambda root: edit(root, CALLBACKS, "每周1次", "每周2次"), (f"改动：{CALLBACKS}",)),
    "a template": (lambda root: edit(root, CHAPTER, "热线", "电话"), (f"改动：{CHAPTER}",)),
    "a picture": (
        lambda root: (root / "company_profiles/small" / PRINTED).write_bytes(b"x"),
        (f"改动：company_profiles/small/{PRINTED}",),
    ),
    "a lost catalog": (lambda root: (root / CALLBACKS).unlink(), (f"不在了：{CALLBACKS}",)),
    "a lost picture": (
        lambda root: (root / "company_profiles/small" / PRINTED).unlink(),
        (f"读不到了：company_profiles/small/{PRINTED}",),
    ),
    "a new file of the company": (
        lambda root: write(root / "company_profiles/small/web.yaml", "website: www.example.com\n"),
        ("新出现：company_profiles/small/web.yaml",),
    ),
    "a file before the built-in one": (
        lambda root: write(root / HOUSE, (builtin_root() / HOUSE).read_text("utf-8")),
        (f"改用工作区里的{HOUSE}",),
    ),
    "another company": (
        lambda root: write(root / "company_profiles/rival/profile.yaml", "name: 示例对手科技有限公司\n"),
        (NAMES_CHANGED,),
    ),
    "a model": (
        lambda root: write(root / "catalogs/products/next.yaml", "items: [{model: AB-100}]\n"),
        (MODELS_CHANGED,),
    ),
    "a lost output": (lambda root: (root / f"output/school_100/{DOCX}").unlink(), (f"输出文件不在了：{DOCX}",)),
    "a changed output": (
        lambda root: write(root / "output/school_100/trace.json", "[]"),
        ("输出文件被改动过：trace.json",),
    ),
    "no state": (lambda root: state_path(root / "output/school_100").unlink(), (NEVER_BUILT,)),
    "a state that is no JSON": (lambda root: write(state_path(root / "output/school_100"), "{"), (NEVER_BUILT,)),
    "a state without its parts": (lambda root: write(state_path(root / "output/school_100"), "{}"), (NEVER_BUILT,)),
    "a state of another form": (
        lambda root: edit_state(root, form=FORM + 1),
        (NEVER_BUILT,),
    ),
    "a state of another project": (lambda root: edit_state(root, project="projects/x/project.yaml"), (NEVER_BUILT,)),
    "a folder of outputs that is gone": (
        lambda root: shutil.rmtree(root / "output/school_100"),
        tuple(f"输出文件不在了：{name}" for name in (DOCX, *LISTS, "manifest.json")),
    ),
}


def edit_state(root: Path, **changed: object) -> None:
    path = state_path(root / "output/school_100")
    write(path, json.dumps(json.loads(path.read_text("utf-8")) | changed))


@pytest.mark.parametrize("change", CHANGES)
def test_each_change_is_a_reason_of_its_own(built: Path, change: str) -> None:
    do, expected = CHANGES[change]
    do(built)
    assert reasons(task(built)) == expected


def test_the_built_in_file_again_where_the_workspaces_own_is_gone(built: Path) -> None:
    write(built / HOUSE, (builtin_root() / HOUSE).read_text("utf-8"))
    assert run(task(built)).state is State.UPDATED
    (built / HOUSE).unlink()
    assert reasons(task(built)) == (f"改用自带的{HOUSE}",)


def test_a_template_that_was_missing_and_appears(built: Path) -> None:
    state = read_state(state_path(built / "output/school_100"))
    assert state is not None
    asked = [[question.kind.value, question.about, answer] for question, answer in state.asked.items()]
    edit_state(built, asked=[*asked, ["found", "templates/zh/parts/new.md.j2", ""]])
    write(built / "templates/zh/parts/new.md.j2", "新\n")
    assert reasons(task(built)) == ("新出现：templates/zh/parts/new.md.j2",)


@pytest.mark.parametrize(
    ("wanted", "style", "epoch", "expected"),
    [
        ({"docx"}, "compact", "", ("选项有变化：版式由（无）改为compact",)),
        ({"docx", "pdf"}, "", "", ("选项有变化：输出格式由docx改为docx,pdf",)),
        ({"docx"}, "", "1790000000", ("选项有变化：SOURCE_DATE_EPOCH由（无）改为1790000000",)),
    ],
)
def test_each_choice_is_a_reason(
    built: Path, monkeypatch: pytest.MonkeyPatch, wanted: set[str], style: str, epoch: str, expected: tuple[str, ...]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert reasons(replace(task(built), wanted=Wanted(frozenset(wanted)), style=style)) == expected


def test_choices_that_decide_nothing_are_no_reason(built: Path) -> None:
    assert reasons(replace(task(built), wanted=Wanted(frozenset({"docx"}), pdf_engine="typst"))) == ()


def test_other_programs_are_a_reason_and_named_where_they_have_versions(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = {"bidgen": "2 b", "Python": "3 same", "依赖包": "jinja2=9 lxml=6"}
    edit_state(built, surroundings={"bidgen": "1 a", "Python": "3 same", "依赖包": "jinja2=3 lxml=6"})
    monkeypatch.setattr(planning, "surroundings", lambda _: now)
    assert reasons(task(built)) == ("bidgen与上次不同", "依赖包与上次不同（jinja2=9）")


def test_force_is_a_reason(built: Path) -> None:
    assert reasons(replace(task(built), force=True)) == (planning.FORCED,)


def test_a_build_with_errors_is_always_repeated(built: Path) -> None:
    state = read_state(state_path(built / "output/school_100"))
    assert state is not None
    wrong = Finding("F301", Severity.ERROR, Place(), "缺少系统部件")
    state_path(built / "output/school_100").write_bytes(state_json(replace(state, findings=(wrong,))))
    assert reasons(task(built)) == (HAD_ERRORS,)


def test_a_project_that_is_unchanged_tells_what_it_told(built: Path) -> None:
    edit(built, "projects/school_100/project.yaml", "buyer: 示例第100中学", "buyer: 示例第100中学\npackage: 第1包")
    first = run(task(built))
    again = planned([task(built)])[0].done
    assert again is not None
    assert again.state is State.UNCHANGED
    assert again.findings == first.findings
    assert [finding.place.span is not None for finding in again.findings].count(True) > 0
    assert (again.texts, again.page_counts, again.digests) == (first.texts, first.page_counts, first.digests)
    assert again.files == ()


def test_an_error_that_is_mended_leaves_the_project_unchanged(built: Path) -> None:
    edit(built, "projects/school_100/project.yaml", "date: 2026-11-30", "date: 某日")
    assert run(task(built)).state is State.FAULTY
    assert reasons(task(built)) == ("改动：projects/school_100/project.yaml",)
    edit(built, "projects/school_100/project.yaml", "date: 某日", "date: 2026-11-30")
    assert reasons(task(built)) == ()


def test_a_document_that_would_be_the_same_is_kept(built: Path) -> None:
    edit(built, CHAPTER, "# 服务说明", "\n# 服务说明")
    done = run(task(built))
    assert done.state is State.UPDATED
    assert [file.name for file in done.files] == ["trace.json", "register.json", "manifest.json"]
    assert reasons(task(built)) == ()


@pytest.mark.parametrize("name", [DOCX, "trace.json", "signing.json"])
def test_a_document_that_is_not_as_it_was_made_is_made_anew(built: Path, name: str) -> None:
    whole = (built / "output/school_100" / name).read_bytes()
    write(built / "output/school_100" / name, "x")
    done = run(task(built))
    assert DOCX in {file.name for file in done.files}
    assert (built / "output/school_100" / name).read_bytes() == whole


def test_printed_values_that_changed_are_told_where_asked_for(built: Path) -> None:
    edit(built, CALLBACKS, "每周1次", "每周2次")
    assert run(replace(task(built), explain=True)).changes == (
        "service.callbacks.telephone.frequency：每周1次 → 每周2次",
    )
    assert run(task(built)).changes == ()


def test_many_changes_are_counted_and_a_first_build_changes_nothing() -> None:
    def trace(text: str, count: int) -> bytes:
        return json.dumps([{"path": f"p{number}", "text": text} for number in range(count)]).encode()

    changes = printed_changes(trace("a", MOST + 2), trace("b", MOST + 2))
    assert (changes[0], changes[-1], len(changes)) == ("p0：a → b", "……另有2个值", MOST + 1)
    assert printed_changes(trace("a", 2), trace("a", 1)) == ("p1：a → （没有印出）",)
    assert printed_changes(b"", trace("a", 1)) == ()


def test_a_state_is_read_as_it_was_written(built: Path) -> None:
    state = read_state(state_path(built / "output/school_100"))
    assert state is not None
    place = Place("company.name", Span("a.yaml", 1, 2, 3, 4), on_key=True, quote="甲")
    finding = Finding("W101", Severity.WARNING, place, "某事", "改", ("某法",), (Place("project.name"),))
    richer = replace(state, findings=(finding,), making=(finding,), former={"old.docx": "0"}, shown=("a.yaml",))
    path = built / "state.json"
    path.write_bytes(state_json(richer))
    assert read_state(path) == richer
    assert output_of(state_path(built / "output/school_100")) == built / "output/school_100"


# --- what is left behind ---------------------------------------------------------------------------------------------


def rename_kind(root: Path) -> None:
    kind = (root / "templates/zh/kinds/note.yaml").read_text("utf-8")
    write(root / "templates/zh/kinds/notice.yaml", kind.replace("name: note", "name: notice"))
    edit(root, "projects/school_100/project.yaml", "kind: note", "kind: notice")


def left(root: Path) -> list[tuple[str, str, bool]]:
    found = leftovers(root, root / "output")
    return [(one.file.relative_to(root).as_posix(), one.reason, one.is_as_written) for one in found]


def test_what_a_build_wrote_under_another_name_is_left_over(built: Path) -> None:
    rename_kind(built)
    run(task(built))
    assert left(built) == [(f"output/school_100/{DOCX}", "现在的文件里没有它了", True)]
    remove(leftovers(built, built / "output"))
    assert left(built) == []
    assert sorted(file.name for file in (built / "output/school_100").iterdir()) == [
        "manifest.json",
        "register.json",
        "school_100-notice.docx",
        "signing.json",
        "signing.xlsx",
        "trace.json",
    ]


def test_a_file_that_somebody_changed_stays(built: Path) -> None:
    rename_kind(built)
    run(task(built))
    write(built / "output/school_100" / DOCX, "手工修改")
    assert left(built) == [(f"output/school_100/{DOCX}", "现在的文件里没有它了", False)]
    assert remove(leftovers(built, built / "output")) == ()


def test_all_that_was_written_for_a_project_that_is_gone_is_left_over(built: Path) -> None:
    shutil.rmtree(built / "projects/school_100")
    remove(leftovers(built, built / "output"))
    assert not (built / "output/school_100").exists()
    assert not state_path(built / "output/school_100").exists()


def test_what_others_put_into_the_folder_of_a_project_that_is_gone_stays(built: Path) -> None:
    shutil.rmtree(built / "projects/school_100")
    write(built / "output/school_100/说明.txt", "手工")
    write(built / "output/school_100/trace.json", "[]")
    remove(leftovers(built, built / "output"))
    assert sorted(file.name for file in (built / "output/school_100").iterdir()) == ["trace.json", "说明.txt"]
    assert state_path(built / "output/school_100").exists()


@pytest.mark.parametrize("name", ["../../projects/school_101/project.yaml", "a/b.docx", ".."])
def test_a_name_that_leads_elsewhere_is_nobodys(built: Path, name: str) -> None:
    edit_state(built, former={name: "0"})
    assert left(built) == []


def test_the_outputs_of_another_workspace_are_let_alone(built: Path) -> None:
    edit_state(built, workspace="../../elsewhere", project="projects/gone/project.yaml")
    assert left(built) == []
