"""`./bidgen` on machines made of stubs: what it installs, what it says, what it leaves behind."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import textwrap
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOOLS = ("sh", "readlink", "cmp", "rm", "cp", "mv", "mkdir", "env", "cat", "sleep", "flock", "touch")

PYTHON = r"""
#!/bin/sh
echo "python $*" >>"$LOG"
case "$*" in
"-c "*) exit "${OLD_PYTHON:-0}" ;;
*"generator.cli.system --packages") [ -e "$LOG.installed" ] || echo "${MISSING-}" ;;
*"generator.cli.system --names") echo "部件甲、部件乙" ;;
"-m venv "*) mkdir -p "$3/bin" "$3/lib/python" && cp "$0" "$3/bin/python" ;;
"-m pip "*) sleep "${SLOW:-0}"; exit "${PIP:-0}" ;;
"-m pytest"* | "-m generator"*) echo "$PWD: $*" ;;
esac
"""
APT = r"""
#!/bin/sh
echo "apt-get $*" >>"$LOG"
case "$*" in
*" install "*) if [ -n "${APT_FAILS-}" ]; then echo "E: 没有网络" >&2; exit 100; fi; touch "$LOG.installed" ;;
esac
"""


@dataclass
class Machine:
    """A checkout with nothing but the front door and the lock, and a path of stubs."""

    folder: Path

    @property
    def checkout(self) -> Path:
        return self.folder / "检出 目录"

    @property
    def venv(self) -> Path:
        return self.checkout / ".venv"

    def stub(self, name: str, script: str) -> None:
        file = self.folder / "bin" / name
        file.write_text(textwrap.dedent(script).lstrip(), encoding="utf-8")
        file.chmod(0o755)

    def start(self, *arguments: str, **settings: str) -> subprocess.Popen[str]:
        environment = {
            "PATH": str(self.folder / "bin"),
            "LOG": str(self.folder / "log"),
            "LC_ALL": "C.UTF-8",
            **settings,
        }
        return subprocess.Popen(
            [str(self.checkout / "bidgen"), *arguments],
            env=environment,
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )

    def run(self, *arguments: str, **settings: str) -> tuple[int, str, str]:
        process = self.start(*arguments, **settings)
        out, told = process.communicate(timeout=30)
        return process.returncode, out, told

    def wait_for(self, call: str) -> None:
        deadline = time.monotonic() + 20
        log = self.folder / "log"
        while not (log.exists() and call in log.read_text(encoding="utf-8")):
            assert time.monotonic() < deadline
            time.sleep(0.02)

    def log(self) -> list[str]:
        file = self.folder / "log"
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        file.unlink(missing_ok=True)
        return [line for line in lines if not line.startswith("python -c")]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path)
    (tmp_path / "bin").mkdir()
    made.checkout.mkdir()
    for name in ("bidgen", "requirements.lock"):
        shutil.copy(ROOT / name, made.checkout / name)
    for tool in TOOLS:
        found = shutil.which(tool)
        if found:
            (tmp_path / "bin" / tool).symlink_to(found)
    made.stub("python3", PYTHON)
    made.stub("id", "#!/bin/sh\necho 1000\n")
    return made


def test_the_first_call_prepares_and_the_next_starts_at_once(machine: Machine) -> None:
    code, out, told = machine.run("check", "某 项目")
    assert (code, out) == (0, f"{machine.folder}: -m generator check 某 项目\n")
    assert told == "bidgen：正在准备 Python 环境（首次约需一分钟）……\n"
    assert [line.split(" --")[0] for line in machine.log()] == [
        "python -B -m generator.cli.system",
        f"python -m venv {machine.venv}",
        "python -m pip install",
        "python -m generator check 某 项目",
    ]
    assert machine.run("check") == (0, f"{machine.folder}: -m generator check\n", "")
    assert machine.log() == ["python -m generator check"]


def test_a_call_through_a_link_finds_the_checkout(machine: Machine) -> None:
    link = machine.folder / "bin" / "bidgen"
    link.symlink_to(machine.checkout / "bidgen")
    answer = subprocess.run(
        [str(link), "demo"],
        env={"PATH": str(machine.folder / "bin"), "LOG": str(machine.folder / "log")},
        cwd="/",
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert answer.stdout == "/: -m generator demo\n"


def test_test_runs_pytest_in_the_checkout(machine: Machine) -> None:
    machine.run("setup")
    assert machine.run("test", "-k", "数量 单位") == (0, f"{machine.checkout}: -m pytest -k 数量 单位\n", "")


def test_the_whole_suite_runs_on_all_processors(machine: Machine) -> None:
    machine.run("setup")
    assert machine.run("test") == (0, f"{machine.checkout}: -m pytest -n auto\n", "")


def test_a_new_lock_makes_the_environment_again(machine: Machine) -> None:
    machine.run("setup")
    (machine.venv / "stale").touch()
    (machine.checkout / "requirements.lock").write_text("# new\n", encoding="utf-8")
    machine.run("check")
    assert not (machine.venv / "stale").exists()
    assert (machine.venv / "installed.lock").read_text(encoding="utf-8") == "# new\n"


def test_an_environment_whose_python_is_gone_is_made_again(machine: Machine) -> None:
    machine.run("setup")
    (machine.venv / "bin" / "python").unlink()
    assert machine.run("check")[0] == 0


def test_setup_looks_at_the_system_again(machine: Machine) -> None:
    machine.run("setup")
    machine.log()
    assert machine.run("setup") == (0, "", "bidgen：运行环境已就绪。\n")
    assert machine.log() == ["python -B -m generator.cli.system --packages"]


def test_root_installs_what_is_missing(machine: Machine) -> None:
    machine.stub("id", "#!/bin/sh\necho 0\n")
    machine.stub("apt-get", APT)
    code, _, told = machine.run("check", MISSING="libpango-1.0-0 fonts-noto-cjk")
    assert code == 0
    assert told.splitlines() == [
        "bidgen：缺少系统部件：部件甲、部件乙",
        "bidgen：正在用 apt-get 安装：libpango-1.0-0 fonts-noto-cjk",
        "bidgen：正在准备 Python 环境（首次约需一分钟）……",
    ]
    (call,) = (line for line in machine.log() if line.startswith("apt-get"))
    assert call.endswith(" install -y --no-install-recommends libpango-1.0-0 fonts-noto-cjk")


def test_sudo_without_a_password_serves_too(machine: Machine) -> None:
    machine.stub("sudo", '#!/bin/sh\nshift\n[ "$1" = true ] || exec "$@"\n')
    machine.stub("apt-get", APT)
    code, _, told = machine.run("check", MISSING="fonts-noto-cjk")
    assert (code, "请运行" in told) == (0, False)


def test_an_installation_that_fails_is_tried_with_fresh_lists_and_told(machine: Machine) -> None:
    machine.stub("id", "#!/bin/sh\necho 0\n")
    machine.stub("apt-get", APT)
    code, out, told = machine.run("check", MISSING="fonts-noto-cjk", APT_FAILS="1")
    assert (code, out) == (0, f"{machine.folder}: -m generator check\n")
    assert [line.split()[-1] for line in machine.log() if line.startswith("apt-get")] == [
        "fonts-noto-cjk",
        "update",
        "fonts-noto-cjk",
    ]
    assert told.splitlines()[2:6] == [
        "E: 没有网络",
        "bidgen：apt-get 没有装成，原因见上。",
        "bidgen：请运行：sudo apt-get update && sudo apt-get install --no-install-recommends fonts-noto-cjk",
        "bidgen：在此之前照常生成 DOCX；PDF 一步会说明缺什么。装好以后运行 ./bidgen setup 复查。",
    ]


def test_without_rights_the_command_to_run_is_told_and_the_program_starts(machine: Machine) -> None:
    machine.stub("apt-get", APT)
    code, out, told = machine.run("check", MISSING="fonts-noto-cjk")
    assert (code, out) == (0, f"{machine.folder}: -m generator check\n")
    assert told.splitlines()[:2] == [
        "bidgen：缺少系统部件：部件甲、部件乙",
        "bidgen：请运行：sudo apt-get update && sudo apt-get install --no-install-recommends fonts-noto-cjk",
    ]
    assert [line for line in machine.log() if line.startswith("apt-get")] == []


def test_without_venv_nothing_can_be_prepared(machine: Machine) -> None:
    code, out, told = machine.run("check", MISSING="python3-venv fonts-noto-cjk")
    assert (code, out) == (2, "")
    assert told.endswith("apt-get install --no-install-recommends python3-venv fonts-noto-cjk\n")
    assert not machine.venv.exists()


def test_an_old_python_is_refused(machine: Machine) -> None:
    code, _, told = machine.run("check", OLD_PYTHON="1")
    assert code == 2
    assert told == (
        "bidgen：需要 Python 3.11 至 3.14，没有找到。Debian、Ubuntu 请运行：sudo apt-get install python3 python3-venv\n"
    )


def test_packages_that_cannot_be_installed_leave_nothing(machine: Machine) -> None:
    code, _, told = machine.run("check", PIP="1")
    assert code == 2
    assert told.endswith("bidgen：Python 包没有装成，原因见上；请检查网络后再运行一次。\n")
    assert not machine.venv.exists()
    assert machine.run("check")[0] == 0


def test_an_interrupted_preparation_leaves_nothing(machine: Machine) -> None:
    process = machine.start("check", SLOW="30")
    machine.wait_for("-m pip")
    os.killpg(process.pid, signal.SIGINT)
    process.communicate(timeout=20)
    assert process.returncode == 130
    assert not machine.venv.exists()
