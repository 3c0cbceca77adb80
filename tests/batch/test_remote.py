"""Builds on other machines: the same files as a build here, each proven; what hinders is told."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.small import small_workspace
from generator.batch import parcel, remote
from generator.batch.parcel import Parcel, Returned, about, build_there, contents_of, packed
from generator.batch.task import Done, State, Task, run
from generator.batch.watch import Watch
from generator.wanted import Wanted

ROOT = Path(__file__).parents[2]
DOCX = Wanted(frozenset({"docx"}))
NUMBERS = (100, 101, 102)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("remote") / "w"
    small_workspace(folder, len(NUMBERS))
    return folder


def task(root: Path, out: Path, name: str) -> Task:
    return Task(name, root, root / "projects" / name / "project.yaml", out / name, DOCX)


def tasks(root: Path, out: Path) -> tuple[Task, ...]:
    return tuple(task(root, out, f"school_{number}") for number in NUMBERS)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def here(root: Path) -> dict[str, bytes]:
    """Give what a build in this process writes."""
    for one in tasks(root, root.parent / "here"):
        run(one)
    return files(root.parent / "here")


@pytest.fixture(autouse=True)
def shelf(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let no test find what another laid out in this process."""
    own = parcel._Shelf()
    monkeypatch.setattr(parcel, "_SHELF", own)
    yield
    if own.folder is not None:
        own.folder.cleanup()


# --- without a cluster -----------------------------------------------------------------------------------------------


def test_a_parcel_is_built_elsewhere_into_the_same_files(root: Path, here: Mapping[str, bytes], tmp_path: Path) -> None:
    contents = contents_of(root)
    done = []
    for one in tasks(root, root.parent / "there"):
        returned = build_there(packed(one, contents), contents.by_digest, str(tmp_path))
        done.append(remote.put_in_place(one, returned))
    assert files(root.parent / "there") == here
    assert [one.state for one in done] == [State.NEW] * 3
    assert all(file.exists() for one in done for file in one.files)
    assert [path.name for path in tmp_path.iterdir()] == [Path(parcel._SHELF.folder.name).name]  # type: ignore[union-attr]
    shutil.rmtree(root.parent / "there")


def test_what_was_built_before_is_known_elsewhere_too(root: Path, here: Mapping[str, bytes], tmp_path: Path) -> None:
    assert here
    one = replace(task(root, root.parent / "here", "school_100"), explain=True)
    changed = tmp_path / "w"
    shutil.copytree(root, changed)
    project = changed / "projects/school_100/project.yaml"
    project.write_text(project.read_text(encoding="utf-8").replace("100日", "200日"), encoding="utf-8")
    shutil.copytree(root.parent / "here", tmp_path / "here")
    one = replace(one, root=changed, project=project, output=tmp_path / "here/school_100")
    contents = contents_of(changed)
    returned = build_there(packed(one, contents), contents.by_digest)
    assert returned.done.state is State.UPDATED
    assert any("200日" in change for change in returned.done.changes)


def test_a_relative_output_folder_is_kept_relative(
    root: Path, here: Mapping[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    contents = contents_of(root)
    one = task(root, Path("out"), "school_100")
    done = remote.put_in_place(one, build_there(packed(one, contents), contents.by_digest))
    assert Path("out/school_100/manifest.json") in done.files
    name = "school_100/school_100-note.docx"
    assert files(tmp_path / "out")[name] == here[name]


def test_an_error_is_told_and_no_file_comes_back(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root, tmp_path / "w")
    project = tmp_path / "w/projects/school_100/project.yaml"
    project.write_text(project.read_text(encoding="utf-8").replace("100日", "100次"), encoding="utf-8")
    contents = contents_of(tmp_path / "w")
    one = task(tmp_path / "w", tmp_path / "out", "school_100")
    returned = build_there(packed(one, contents), contents.by_digest)
    assert [finding.code for finding in returned.done.findings] == ["S105"]
    assert (returned.files, returned.done.state) == ({}, State.FAULTY)
    assert remote.put_in_place(one, returned) == returned.done
    assert not (tmp_path / "out").exists()


def test_the_time_in_outputs_is_decided_where_the_task_comes_from(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str | None] = []

    def noted(task: Task, _: object) -> Done:
        seen.append(os.environ.get("SOURCE_DATE_EPOCH"))
        return Done(task.name, ())

    monkeypatch.setattr(parcel, "run", noted)
    contents = contents_of(root)
    one = task(root, root.parent / "x", "school_100")
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    undated = packed(one, contents)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "7")
    dated = packed(one, contents)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "9")
    for each in (undated, dated):
        build_there(each, contents.by_digest)
    assert (seen, os.environ["SOURCE_DATE_EPOCH"]) == ([None, "7"], "9")


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_links_travel_as_links_and_equal_files_once(tmp_path: Path) -> None:
    root = tmp_path / "w"
    (root / "projects/a").mkdir(parents=True)
    (root / "catalogs/deep").mkdir(parents=True)
    for name in ("projects/a/project.yaml", "catalogs/deep/same.yaml"):
        (root / name).write_bytes(b"x")
    (root / "catalogs/inside.yaml").symlink_to(root / "catalogs/deep/same.yaml")
    (root / "catalogs/folder").symlink_to("deep")
    (root / "catalogs/outside.yaml").symlink_to("/nowhere/else.yaml")
    found = contents_of(root)
    assert sorted(found.digests) == ["catalogs/deep/same.yaml", "projects/a/project.yaml"]
    assert list(found.by_digest.values()) == [b"x"]
    assert found.links == {
        "catalogs/inside.yaml": "deep/same.yaml",
        "catalogs/folder": "deep",
        "catalogs/outside.yaml": "/nowhere/else.yaml",
    }


DAMAGES: list[Callable[[Returned], Returned]] = [
    lambda returned: replace(returned, files={**returned.files, "out/school_100/trace.json": b"cut"}),
    lambda returned: replace(returned, files=dict(list(returned.files.items())[1:])),
    lambda returned: replace(returned, files={"../x": b""}, digests={"../x": parcel._digest(b"")}),
    lambda returned: replace(returned, files={"/x": b""}, digests={"/x": parcel._digest(b"")}),
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_does_not_come_back_whole_is_not_put_in_place(
    tmp_path: Path, damage: Callable[[Returned], Returned]
) -> None:
    one = Task(
        "school_100", tmp_path / "w", tmp_path / "w/projects/school_100/project.yaml", tmp_path / "out/school_100"
    )
    sent = {"out/school_100/trace.json": b"[]", "out/school_100/manifest.json": b"{}"}
    sound = Returned(Done(one.name, ()), sent, {name: parcel._digest(data) for name, data in sent.items()})
    assert [finding.code for finding in remote.put_in_place(one, damage(sound)).findings] == ["F016"]
    assert list(tmp_path.iterdir()) == []
    assert remote.put_in_place(one, sound) == sound.done
    assert sorted(path.name for path in (tmp_path / "out/school_100").iterdir()) == ["manifest.json", "trace.json"]


def test_an_output_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    one = Task("a", tmp_path, tmp_path, tmp_path / "out/a")
    (tmp_path / "out").write_bytes(b"a file")
    returned = Returned(Done("a", ()), {"out/a/x": b""}, {"out/a/x": parcel._digest(b"")})
    assert [finding.code for finding in remote.put_in_place(one, returned).findings] == ["F010"]


# --- what hinders ----------------------------------------------------------------------------------------------------


def told(done: tuple[Done, ...]) -> list[tuple[str, str, str]]:
    return [(one.state.value, finding.code, finding.message) for one in done for finding in one.findings]


def test_without_dask_it_is_said_how_to_install_it(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    ended: list[Done] = []
    done = remote.run_remotely(tasks(root, tmp_path), "tcp://127.0.0.1:1", Watch(ended=ended.append))
    assert told(done) == [("出错", "F013", "没有安装 Dask distributed，不能用 --scheduler")] * 3
    assert tuple(ended) == done
    assert 'pip install "bidgen[dask]"' in done[0].findings[0].hint


class Fleet:
    """A cluster whose workers answer what the test says."""

    def __init__(self, answers: Mapping[str, object]) -> None:
        self.answers = answers

    def run(self, *_: object, **__: object) -> Mapping[str, object]:
        return self.answers


def absent(_: Mapping[str, str]) -> object:
    return ModuleNotFoundError("generator")


HINDRANCES: list[tuple[Mapping[str, Callable[[Mapping[str, str]], object]], str, str]] = [
    ({}, "F014", "不能用调度器“tcp://s”：没有工作节点"),
    ({"a": dict, "b": lambda here: {**here, "bidgen": "x", "字体": "y"}}, "F015", "工作节点“b”与本机不同：bidgen；"),
    ({"b": dict, "a": absent}, "F015", "工作节点“a”与本机不同：bidgen（ModuleNotFoundError：generator）；"),
]


@pytest.mark.parametrize(("answers", "code", "message"), HINDRANCES, ids=["no workers", "another", "no bidgen"])
def test_a_cluster_that_is_not_as_this_machine_gets_nothing(
    monkeypatch: pytest.MonkeyPatch,
    answers: Mapping[str, Callable[[Mapping[str, str]], object]],
    code: str,
    message: str,
) -> None:
    here = {"bidgen": "1", "依赖包": "2"}
    monkeypatch.setattr(remote, "about", lambda _: here)
    fleet = Fleet({name: answer(here) for name, answer in answers.items()})
    finding = remote._hindrance(fleet, "tcp://s", task(ROOT, ROOT, "a"))  # type: ignore[arg-type]
    assert finding is not None
    assert finding.code == code
    assert finding.message.startswith(message)
    sound = Fleet({"a": here, "b": here})
    assert remote._hindrance(sound, "tcp://s", task(ROOT, ROOT, "a")) is None  # type: ignore[arg-type]


def test_what_must_be_the_same_is_the_program_its_packages_and_its_templates() -> None:
    assert {"bidgen", "Python", "依赖包", "自带的模板和目录"} <= set(about(DOCX))
    assert "字体" in about(Wanted())


# --- with a cluster --------------------------------------------------------------------------------------------------

distributed = pytest.importorskip("distributed", reason="Dask is an extra")


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        yield cluster.scheduler_address


def test_two_workers_build_the_same_bytes(scheduler: str, root: Path, here: Mapping[str, bytes]) -> None:
    out = root.parent / "away"
    ended: list[str] = []
    done = remote.run_remotely(tasks(root, out), scheduler, Watch(ended=lambda one: ended.append(one.name)))
    assert [(one.name, one.state, one.findings) for one in done] == [
        (f"school_{number}", State.NEW, ()) for number in NUMBERS
    ]
    assert sorted(ended) == [one.name for one in done]
    assert files(out) == here


def crash(_: Parcel, __: object) -> Returned:
    raise ZeroDivisionError


def test_what_goes_wrong_on_the_way_is_told_for_its_project(
    scheduler: str, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "build_on_worker", crash)
    done = remote.run_remotely(tasks(root, tmp_path)[:1], scheduler)
    assert [finding.code for one in done for finding in one.findings] == ["F016"]


def test_a_worker_that_dies_over_a_project_is_told_for_it(tmp_path: Path) -> None:
    class Gone:
        def result(self) -> Returned:
            raise distributed.KilledWorker("task", None, 3)

    done = remote._taken_back(task(tmp_path, tmp_path / "out", "a"), Gone())
    assert told((done,)) == [
        ("出错", "F012", "项目“a”没有做完：内存不足，或者生成它的进程被系统结束；原有文件没有改动")
    ]


def test_a_scheduler_that_does_not_answer_is_told(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "PATIENCE", 1)
    done = remote.run_remotely(tasks(root, tmp_path)[:1], "tcp://127.0.0.1:1")
    assert [finding.code for one in done for finding in one.findings] == ["F014"]
