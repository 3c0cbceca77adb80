"""`build` of several projects: the summary, what is told of bugs and interrupts, the number of processes."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from benchmarks.small import small_workspace
from generator.batch import remote, workers
from generator.batch.task import Done, State, Task
from generator.batch.watch import SILENT, Watch
from generator.cli import progress
from generator.cli.main import run
from generator.finding import Finding, Place, Severity

ERROR = Finding("C101", Severity.ERROR, Place(), "不一致")
Building = Callable[[Sequence[Task], int, Watch], tuple[Done, ...]]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    small_workspace(tmp_path / "w", 3)
    return tmp_path / "w"


def stand_in(monkeypatch: pytest.MonkeyPatch, building: Building) -> None:
    monkeypatch.setattr(workers, "run_all", building)


def ended(tasks: Sequence[Task], _: int = 1, watch: Watch = SILENT) -> tuple[Done, ...]:
    """Give a good end, one with an error and one with a bug."""
    ends = (
        Done(tasks[0].name, (), files=(tasks[0].output / "a.docx",), page_counts={"a.docx": 3}, seconds=2.0),
        Done(tasks[1].name, (ERROR,), state=State.FAULTY),
        Done(tasks[2].name, (), state=State.CRASHED, failure="Traceback\nZeroDivisionError: x\n"),
    )
    for done in ends:
        watch.ended(done)
    return ends


def test_two_small_projects_are_built_by_two_processes(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "school_100", "school_101", "-w", str(small), "--to", "docx", "--jobs", "2"]) == 0
    told = capsys.readouterr().out
    assert "\n项目        状态  页数  废标风险  错误  警告  提示   秒\nschool_100  新建     3 " in told
    assert told.endswith("\n共2个项目：新建2个。\n")
    summary = json.loads((small / "output/batch.json").read_bytes())
    assert [row["project"] for row in summary["projects"]] == ["school_100", "school_101"]
    assert sorted(summary["projects"][0]["outputs"]) == [
        "manifest.json",
        "register.json",
        "school_100-note.docx",
        "signing.json",
        "signing.xlsx",
        "trace.json",
    ]
    assert (small / "output/batch.xlsx").exists()


def test_one_project_has_no_summary(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "school_100", "-w", str(small), "--to", "docx"]) == 0
    assert "共1个" not in capsys.readouterr().out
    assert not (small / "output/batch.json").exists()


def test_a_bug_in_one_project_is_told_after_the_summary(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(monkeypatch, ended)
    (tmp_path / "t").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "t"))
    assert run(["build", "-w", str(small)]) == 3
    told = capsys.readouterr()
    assert told.out.endswith("共3个项目：新建1个、有错误1个、出错1个。\n")
    (saved,) = (tmp_path / "t").iterdir()
    assert saved.read_text(encoding="utf-8").endswith("ZeroDivisionError: x\n")
    assert told.err == (
        f"出错信息已保存到：{saved}\n"
        "错误：生成项目“school_102”时 bidgen 自身出错，不是资料的问题。请把出错信息发给维护者。\n"
    )
    assert run(["--debug", "build", "-w", str(small)]) == 3
    assert "ZeroDivisionError: x" in capsys.readouterr().err


def test_an_interrupt_says_how_many_are_done_and_clears_away_the_rest(
    small: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    left = small / "output" / "school_100" / ".a.docx.0123abcd.bidgen.part"

    def interrupted(tasks: Sequence[Task], jobs: int, watch: Watch) -> tuple[Done, ...]:
        ended(tasks, jobs, watch)
        left.parent.mkdir(parents=True)
        left.touch()
        raise KeyboardInterrupt

    stand_in(monkeypatch, interrupted)
    assert run(["build", "-w", str(small)]) == 130
    assert capsys.readouterr().err == "\n已中断：3个项目中做完3个，其余的输出文件没有改动；再运行一次就接着做。\n"
    assert not left.exists()


PROCESSES = [((), 7), (("--jobs", "3"), 3), (("-j", "1"), 1)]


@pytest.mark.parametrize(("options", "expected"), PROCESSES)
def test_jobs_are_as_many_as_asked_for_or_as_processors(
    small: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], expected: int
) -> None:
    asked: list[int] = []

    def noted(tasks: Sequence[Task], jobs: int, watch: Watch) -> tuple[Done, ...]:
        asked.append(jobs)
        return ended(tasks, jobs, watch)

    stand_in(monkeypatch, noted)
    monkeypatch.setattr(workers, "processors", lambda: 7)
    run(["build", "-w", str(small), *options])
    assert asked == [expected]


def test_a_scheduler_takes_the_place_of_own_processes(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def noted(tasks: Sequence[Task], scheduler: str, watch: Watch) -> tuple[Done, ...]:
        asked.append(scheduler)
        return ended(tasks, 1, watch)

    monkeypatch.setattr(remote, "run_remotely", noted)
    assert run(["build", "-w", str(small), "--scheduler", "tcp://10.0.0.8:8786"]) == 3
    assert asked == ["tcp://10.0.0.8:8786"]


def test_an_output_folder_that_cannot_be_written_stops_no_other(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (small / "output").mkdir()
    (small / "output/school_100").write_bytes(b"a file where a folder should be")
    assert run(["build", "-w", str(small), "--to", "docx", "--jobs", "1"]) == 1
    told = capsys.readouterr().out
    assert "F010" in told
    assert told.endswith("共3个项目：新建2个、有错误1个。\n")
    rows = json.loads((small / "output/batch.json").read_bytes())["projects"]
    assert [(row["project"], row["state"], row["findings"]["error"]) for row in rows] == [
        ("school_100", "faulty", 1),
        ("school_101", "new", 0),
        ("school_102", "new", 0),
    ]


def test_no_jobs_at_all_is_refused(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "-w", str(small), "--jobs", "0"]) == 2
    assert "--jobs" in capsys.readouterr().err


def test_many_files_are_counted_not_listed(
    small: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def many(tasks: Sequence[Task], _: int, __: Watch) -> tuple[Done, ...]:
        files = tuple(tasks[0].output / f"{number}.docx" for number in range(51))
        return (Done(tasks[0].name, (), files=files), *(Done(task.name, ()) for task in tasks[1:]))

    stand_in(monkeypatch, many)
    assert run(["build", "-w", str(small)]) == 0
    assert f"已生成51个文件，每个项目的在一个文件夹里：{small / 'output'}\n" in capsys.readouterr().out


def test_on_a_terminal_the_bar_tells_rate_and_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    kept: list[Done] = []
    tasks = [Task(name, tmp_path, tmp_path, tmp_path) for name in ("甲项目", "乙项目")]
    with progress.watching([task.name for task in tasks], kept.append) as watch:
        for task in tasks:
            watch.started(task)
        watch.ended(Done("甲项目", ()))
    drawn = capsys.readouterr().err
    assert "1/2" in drawn
    assert "每分钟" in drawn
    assert "乙项目" in drawn
    assert [done.name for done in kept] == ["甲项目"]
