"""What the README shows is what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.cli.main import program, run

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
AUDITED = (
    "三、售后服务",
    "1. 服务热线提供724小时服务。",
    "2. 硬件产品的质保期为2年，自验收合格之日起计算。",
    "3. 备机在4小时内送到；接到报修后2小时内到达现场。",
    "4. 接到报修后4小时内到达现场。",
)
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)


def test_the_report_in_the_readme_is_the_real_one(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = project.read_text(encoding="utf-8")
    project.write_text(text.replace("90日", "90次").replace("\nbuyer:", "\nbuyr:"), encoding="utf-8")
    assert run(["check"]) == 1
    shown, _ = (body for language, body in BLOCKS if language == "text")
    assert capsys.readouterr().out == shown


def test_the_audit_in_the_readme_is_the_real_one(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / "标书.txt").write_text("\n".join(AUDITED), encoding="utf-8")
    assert run(["audit", "标书.txt", "--project", "video_evidence"]) == 1
    _, shown = (body for language, body in BLOCKS if language == "text")
    assert capsys.readouterr().out == shown


def test_the_commands_in_the_readme_exist() -> None:
    shell = "\n".join(body for language, body in BLOCKS if language == "sh")
    front_door = {"test", "setup"}
    named = set(re.findall(r"^(?:\./)?bidgen ([a-z]+)", shell, re.MULTILINE))
    assert named - set(program.commands) - front_door == set()


def test_the_paths_in_the_documents_exist() -> None:
    links = {
        (document, link)
        for document in ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md")
        for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", (ROOT / document).read_text(encoding="utf-8"))
    }
    assert [(document, link) for document, link in links if not (ROOT / link).exists()] == []
