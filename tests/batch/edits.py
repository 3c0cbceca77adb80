"""A small workspace and random edits of it, as people make them: values, remarks, templates, pictures, files."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from PIL import Image

from benchmarks.small import small_workspace, write
from generator.batch.task import Task
from generator.load.resources import builtin_root
from generator.wanted import Wanted

PROJECTS = 2
FORMATS = Wanted(frozenset(os.environ.get("BIDGEN_EDIT_FORMATS", "docx").split(",")))
"""DOCX alone, for time; `docx,pdf` on request."""
PROFILE, CERTIFICATES = "company_profiles/small/profile.yaml", "company_profiles/small/certificates.yaml"
CHAPTER, HOUSE = "templates/zh/chapters/note.md.j2", "templates/zh/style/house.yaml"
CALLBACKS, PRINTED, UNPRINTED = "catalogs/callbacks/small.yaml", "certificates/iso.png", "certificates/other.png"
MORE = """
回访见下：

- 电话回访：{{ service.callbacks.telephone.frequency }}；
- 项目名称：{{ project.name }}。

{% set iso = company.credentials|by_id("iso") %}
{{ picture("iso", iso, caption="证书（复印件）") }}
"""
_CERTIFICATE = """  - id: {id}
    kind: {kind}
    name: {kind}证书
    number: 示例00126{id}18R3M
    holder: 示例启明维保有限公司
    issuer: 示例质量认证中心
    scope: 教学设备的维修和保养
    valid_from: 2025-06-12
    valid_to: 2028-06-11
    picture: certificates/{id}.png
"""
_CALLBACKS = """telephone:
  frequency: 每周1次
  audience: 采购人指定的设备管理员
after_service:
  due: 2个工作日
  audience: 报修人
satisfaction:
  frequency: 每半年1次
  target: 95%
  improve_due: 10个工作日
  topics: [响应速度, 到场时间]
"""


@dataclass(slots=True)
class Bench:
    """The workspace, where its outputs lie, and what the user chose last."""

    root: Path
    random: random.Random
    style: str = ""
    epoch: str = ""
    sound: dict[str, bytes] = field(default_factory=dict)

    def file(self, name: str) -> Path:
        return self.root / name

    def tasks(self, out: str) -> tuple[Task, ...]:
        projects = sorted((self.root / "projects").glob("*/project.yaml"))
        names = [(file.parent.name, file) for file in projects]
        return tuple(Task(name, self.root, file, self.root / out / name, FORMATS, self.style) for name, file in names)

    def replace(self, name: str, old: str, new: str) -> None:
        """Change the first occurrence in a file, where it is there."""
        file = self.file(name)
        if file.exists():
            file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")

    def any_text(self) -> Path:
        files = [file for file in self.root.rglob("*") if file.suffix == ".yaml" and "output" not in file.parts]
        return self.random.choice(sorted(files))


def bench(root: Path, seed: int) -> Bench:
    """Write the workspace."""
    small_workspace(root, PROJECTS)
    for file in sorted((root / "projects").glob("*/project.yaml")):
        write(file, file.read_text("utf-8") + "catalogs:\n  callbacks: small\n")
    chapter = root / CHAPTER
    write(chapter, chapter.read_text("utf-8") + MORE)
    write(root / CALLBACKS, _CALLBACKS)
    rows = _CERTIFICATE.format(id="iso", kind="质量管理体系认证") + _CERTIFICATE.format(id="other", kind="高新技术企业")
    write(root / CERTIFICATES, "credentials:\n" + rows)
    made = Bench(root, random.Random(seed))  # noqa: S311 - the same edits each time
    for name in (PRINTED, UNPRINTED):
        _paint(made, name)
    made.sound = {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*") if file.is_file()}
    return made


def mend(made: Bench) -> None:
    """Bring every file back as it was at first."""
    for name in ("catalogs", "company_profiles", "projects", "templates"):
        shutil.rmtree(made.root / name)
    for name, data in made.sound.items():
        made.file(name).parent.mkdir(parents=True, exist_ok=True)
        made.file(name).write_bytes(data)
    made.style = made.epoch = ""


# --- edits -----------------------------------------------------------------------------------------------------------


def printed_value(made: Bench) -> None:
    made.replace(made.random.choice(_projects(made)), "validity: 1", f"validity: {made.random.randint(1, 9)}")


def everybodys_value(made: Bench) -> None:
    made.replace(PROFILE, "400-000-01", f"400-000-0{made.random.randint(2, 9)}")


def catalog_value(made: Bench) -> None:
    made.replace(CALLBACKS, "每周1次", made.random.choice(("每周2次", "每月1次", "每季度1次")))


def unprinted_value(made: Bench) -> None:
    made.replace(CALLBACKS, "target: 9", f"target: {made.random.randint(1, 8)}")


def name_lent_to_others(made: Bench) -> None:
    made.replace(made.random.choice(_projects(made)), "教学设备维保", made.random.choice(("设备维保", "教学设备保养")))


def wrong_value(made: Bench) -> None:
    made.replace(made.random.choice(_projects(made)), "date: 2026-11-30", "date: 十一月底")


def remark(made: Bench) -> None:
    file = made.any_text()
    write(file, file.read_text("utf-8") + "# 备注\n")


def blank_line(made: Bench) -> None:
    file = made.any_text()
    write(file, "\n" + file.read_text("utf-8"))


def template_words(made: Bench) -> None:
    made.replace(CHAPTER, "提供售后服务", made.random.choice(("提供维保服务", "提供服务")))


def template_blank_line(made: Bench) -> None:
    made.replace(CHAPTER, "# 服务说明", "\n# 服务说明")


def template_comment(made: Bench) -> None:
    made.replace(CHAPTER, "投标有效期", "{# 备注 #}\n投标有效期")


def printed_picture(made: Bench) -> None:
    _paint(made, PRINTED)


def unprinted_picture(made: Bench) -> None:
    _paint(made, UNPRINTED)


def damaged_picture(made: Bench) -> None:
    file = made.file(f"company_profiles/small/{UNPRINTED}")
    file.write_bytes(file.read_bytes()[:-20])


def lost_picture(made: Bench) -> None:
    made.file(f"company_profiles/small/{UNPRINTED}").unlink(missing_ok=True)


def lost_catalog(made: Bench) -> None:
    made.file(CALLBACKS).unlink(missing_ok=True)


def new_company_file(made: Bench) -> None:
    write(made.file("company_profiles/small/web.yaml"), "website: www.example.com\n")


def stray_file(made: Bench) -> None:
    write(made.file(f"company_profiles/small/备忘{made.random.randint(1, 9)}.txt"), "与投标无关\n")


def new_project(made: Bench) -> None:
    text = made.file(_projects(made)[0]).read_text("utf-8").replace("SLZB-2026-1", "SLZB-2026-9")
    write(made.file("projects/another/project.yaml"), text.replace("中学", "小学"))


def other_company(made: Bench) -> None:
    write(made.file("company_profiles/rival/profile.yaml"), "name: 示例对手科技有限公司\nshort_name: 提供\n")


def same_shadow(made: Bench) -> None:
    _shadow(made, made.random.choice((HOUSE, "templates/zh/front/cover.md.j2", "catalogs/typos.yaml")))


def other_shadow(made: Bench) -> None:
    _shadow(made, HOUSE)
    made.replace(HOUSE, "top: 26", f"top: {made.random.randint(20, 30)}")


def shadow_gone(made: Bench) -> None:
    for name in (HOUSE, "templates/zh/front/cover.md.j2", "catalogs/typos.yaml"):
        made.file(name).unlink(missing_ok=True)


def new_word_list(made: Bench) -> None:
    _shadow(made, "catalogs/terms.yaml")
    text = made.file("catalogs/terms.yaml").read_text("utf-8")
    write(made.file("catalogs/terms.yaml"), text + "- {id: hotline_word, term: 热线, words: [服务热线]}\n")


def chosen_style(made: Bench) -> None:
    made.style = made.random.choice(("", "house", "compact"))


def chosen_time(made: Bench) -> None:
    made.epoch = made.random.choice(("", "1790000000", "1700000000"))


def lost_output(made: Bench) -> None:
    _any_output(made).unlink(missing_ok=True)


def changed_output(made: Bench) -> None:
    file = _any_output(made)
    file.write_bytes(file.read_bytes() + b" ")


DAMAGE = frozenset({"lost_output", "changed_output"})
"""No edits of the workspace: after them all documents of the project are made again."""
EDITS: tuple[Callable[[Bench], None], ...] = (
    printed_value,
    everybodys_value,
    catalog_value,
    unprinted_value,
    name_lent_to_others,
    wrong_value,
    remark,
    blank_line,
    template_words,
    template_blank_line,
    template_comment,
    printed_picture,
    unprinted_picture,
    damaged_picture,
    lost_picture,
    lost_catalog,
    new_company_file,
    stray_file,
    new_project,
    other_company,
    same_shadow,
    other_shadow,
    shadow_gone,
    new_word_list,
    chosen_style,
    chosen_time,
    lost_output,
    changed_output,
    mend,
)


def _projects(made: Bench) -> list[str]:
    return sorted(file.relative_to(made.root).as_posix() for file in made.root.glob("projects/*/project.yaml"))


def _any_output(made: Bench) -> Path:
    return made.random.choice(sorted(file for file in made.root.glob("output/*/*.*") if file.is_file()))


def _shadow(made: Bench, name: str) -> None:
    made.file(name).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(builtin_root() / name, made.file(name))


def _paint(made: Bench, name: str) -> None:
    data = BytesIO()
    colour = tuple(made.random.randrange(256) for _ in range(3))
    Image.new("RGB", (60, 80), colour).save(data, "PNG")
    file = made.file(f"company_profiles/small/{name}")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data.getvalue())
