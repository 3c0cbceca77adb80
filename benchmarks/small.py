"""A workspace of very small projects, quick to check and to write: for what is about many builds, not long ones."""

from __future__ import annotations

from pathlib import Path

KIND = """name: note
title: 服务说明
subject: 投标文件：服务说明
style: house
front:
  cover: front/cover.md.j2
  running: front/running.md.j2
chapters:
  - {id: note, file: note}
"""
CHAPTER = """# 服务说明 {#note}

{{ company.name }}为{{ project.buyer }}提供售后服务，服务热线{{ company.phones.hotline }}。

投标有效期{{ project.validity }}。
"""
PROJECT = """kind: note
company: small
name: 示例第{number}中学教学设备维保项目
number: SLZB-2026-{number}
buyer: 示例第{number}中学
date: 2026-11-30
opening: 2026-12-10
validity: {validity}
"""
COMPANY = """name: 示例启明维保有限公司
credit_code: {credit_code}
legal_representative: 方启明
address: 示例省示例市学府路1号
phones:
  hotline: {hotline}
"""
CREDIT_CODE = "91330100MA27EXAMPE"
HOTLINES = ("400-000-0180", "400-000-0190")
"""What two versions of the company's profile differ in; every project prints it."""


def small_workspace(folder: Path, count: int) -> None:
    """Write a workspace of so many small projects; the same call writes the same files."""
    for number in range(100, 100 + count):
        content = PROJECT.format(number=number, validity=f"{number}日")
        write(folder / "projects" / f"school_{number}" / "project.yaml", content)
    write(folder / "templates/zh/kinds/note.yaml", KIND)
    write(folder / "templates/zh/chapters/note.md.j2", CHAPTER)
    set_hotline(folder, HOTLINES[0])


def set_hotline(folder: Path, hotline: str) -> None:
    """Change the company's telephone number, and so every document."""
    content = COMPANY.format(credit_code=CREDIT_CODE, hotline=hotline)
    write(folder / "company_profiles/small/profile.yaml", content)


def write(file: Path, text: str) -> None:
    """Write a file into a folder that need not exist."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
