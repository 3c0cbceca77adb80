"""A bilingual cover and summary: every English name is a fact, quantities are told by Babel, outputs are read back."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from generator.batch.task import Done, Task, run
from generator.document.nodes import Section, Value
from generator.document.volumes import marked, parted
from generator.document.walk import plain, values
from generator.finding import Severity
from generator.layout.cover import cover_places
from generator.pipeline.checking import check_project
from generator.pipeline.desk import Checked
from generator.render.bilingual import SUMMARY
from generator.render.english import english, english_month, english_within
from generator.render.run import Run
from generator.render.traced import BROKEN, Traced
from generator.wanted import TYPST, WEASYPRINT, Wanted
from generator.zh import quantity
from tests.acceptance.changes import DEMO
from tests.bilingual.workspace import bilingual_workspace

STEM = f"{DEMO}-quality_assurance"
KIND = "templates/zh/kinds/quality_assurance.yaml"
CHAPTER = "# 承诺 {#promise}\n\n{{ company.name }}承诺按约定服务。\n"
VOLUMES = """volumes:
  - {id: service, title: 服务分册, title_en: Service Volume, chapters: [small]}
"""


@dataclass(frozen=True)
class Workshop:
    """A workspace whose project has one short chapter besides the summary."""

    root: Path
    project: Path

    def check(self, *changes: tuple[str, str], style: str = "") -> Checked:
        """Check the project with words of its files changed."""
        sound = {}
        try:
            for old, new in changes:
                file = next(path for path in self.files() if old in path.read_text("utf-8"))
                sound.setdefault(file, file.read_text("utf-8"))
                file.write_text(file.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
            return check_project(self.root, self.project, style=style)
        finally:
            for file, text in sound.items():
                file.write_text(text, encoding="utf-8")

    def files(self) -> tuple[Path, ...]:
        """Give the files that say something in English."""
        names = ("warranty", "service_levels")
        catalogs = (self.root / "catalogs" / name / f"{DEMO}.yaml" for name in names)
        return (self.project / "project.yaml", *catalogs, self.root / KIND)

    def build(self, wanted: Wanted) -> Done:
        """Build the project."""
        return run(Task(DEMO, self.root, self.project, self.root / "output" / wanted.pdf_engine, wanted))


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """Write the workspace once."""
    root = tmp_path_factory.mktemp("bilingual")
    project = bilingual_workspace(root)
    kind = root / KIND
    kind.write_text(kind.read_text("utf-8").partition("chapters:")[0] + "chapters:\n  - small\n", encoding="utf-8")
    (root / "templates/zh/chapters/small.md.j2").write_text(CHAPTER, encoding="utf-8")
    file = project / "project.yaml"
    text = re.sub(r"(demands|copies|scoring|required_forms):.*?\n(?=\S)", "", file.read_text("utf-8"), flags=re.DOTALL)
    file.write_text(text, encoding="utf-8")
    return Workshop(root, project)


@pytest.fixture(scope="module")
def checked(workshop: Workshop) -> Checked:
    """Give the project checked once."""
    return workshop.check()


def told(done: Checked) -> list[str]:
    """Give code and place of every error."""
    return [f"{one.code} {one.place.path}" for one in done.findings if one.severity >= Severity.ERROR]


def test_the_cover_says_each_name_in_both_languages(checked: Checked) -> None:
    assert told(checked) == []
    assert checked.document is not None
    cover = checked.document.cover
    assert plain(cover.copy_mark) == "正本 Original"
    assert plain(cover.project).split("\n") == [
        "示例市公安局视频证据采集与检验设备采购项目",
        "Video Evidence Equipment Procurement Project of Example City Public Security Bureau",
    ]
    assert plain(cover.subtitle) == "Quality Assurance and After-Sales Service System\n投标文件 Bid Document"
    assert plain(cover.date) == "二〇二六年十一月\nNovember 2026"
    lines = {plain(line.label): plain(line.content) for line in cover.lines}
    assert lines["Purchaser"] == "Example City Public Security Bureau"
    assert lines["Bidder (seal)"] == "Example Lingnan Video Evidence Technology Co., Ltd."
    assert [line.what for line in cover.lines if line.what] == [("seal",)]


def test_the_summary_stands_first_and_its_figures_are_those_of_the_chapters(checked: Checked) -> None:
    assert checked.document is not None
    first, second = checked.document.body
    assert isinstance(first, Section)
    assert isinstance(second, Section)
    assert (first.id, first.label, second.label) == (SUMMARY, "", "第一章")
    told_values = {(value.text, value.paths[0]) for value in values(checked.document) if isinstance(value, Value)}
    period = "service.warranty.groups[0].period"
    onsite = "service.service_levels.levels[0].onsite.province"
    assert {("3年", period), ("3 years", period), ("4小时内", onsite), ("within 4 hours", onsite)} <= told_values
    assert ("90 days", "project.validity") in told_values


def test_the_cover_stays_on_its_page_in_every_open_style(workshop: Workshop) -> None:
    for style in ("house", "compact", "official", "government", "enterprise", "gbt9704"):
        done = workshop.check(style=style)
        assert [one.message for one in done.findings if one.severity >= Severity.ERROR] == [], style
        assert not [one for one in done.findings if one.code == "L005"], style
        assert done.document is not None
        assert done.sheet is not None
        end = max(words.top + words.height for words in cover_places(done.document.cover, done.sheet))
        assert end <= done.sheet.page.height - done.sheet.page.bottom


@pytest.mark.parametrize("engine", [TYPST, WEASYPRINT])
def test_both_engines_and_word_are_read_back_and_traced(workshop: Workshop, engine: str) -> None:
    done = workshop.build(Wanted(pdf_engine=engine, formats=("docx", "pdf") if engine == TYPST else ("pdf",)))
    assert [one for one in done.findings if one.severity >= Severity.ERROR] == []
    folder = workshop.root / "output" / engine
    pages = pdfium.PdfDocument((folder / f"{STEM}.pdf").read_bytes())
    texts = [re.sub(r"\s+", " ", page.get_textpage().get_text_range()) for page in pages]
    assert "November 2026" in texts[0]
    summary = [text for text in texts if "Summary of Service Commitments" in text and "Content" in text]
    assert len(summary) == 1
    assert "3 years from the date of acceptance" in summary[0]
    rows = json.loads((folder / "trace.json").read_text("utf-8"))
    row = next(row for row in rows if row["text"] == "Urgent fault")
    assert row["path"] == "service.service_levels.levels[0].name_en"
    assert row["file"] == f"catalogs/service_levels/{DEMO}.yaml"


MISSING = (
    ("\nbuyer_en: Example City Public Security Bureau", "", "T047 project.buyer"),
    ("buyer_en: Example City Public Security Bureau", "buyer_en: 示例 Bureau", "T047 project.buyer"),
    ("\n    name_en: Software", "", "T047 service.warranty.groups[1].name"),
    ("\n    name_en: other areas", "", "T047 service.service_levels.regions[1].name"),
    ("\nclock_start_en: our receipt of the fault report", "", "T047 service.service_levels.clock_start"),
    ("\ntitle_en: Quality Assurance and After-Sales Service System", "", "T047 "),
)


@pytest.mark.parametrize(("old", "new", "finding"), MISSING)
def test_a_name_without_english_is_told_at_its_place(workshop: Workshop, old: str, new: str, finding: str) -> None:
    assert told(workshop.check((old, new))) == [finding]


def test_a_blind_bid_is_never_bilingual(workshop: Workshop) -> None:
    assert "B119 project.bilingual" in told(workshop.check(style="blind"))


def test_without_the_option_nothing_english_is_printed(workshop: Workshop) -> None:
    done = workshop.check(("bilingual: true", "bilingual: false"))
    assert done.document is not None
    assert [block.id for block in done.document.body if isinstance(block, Section)] == ["promise"]
    assert plain(done.document.cover.copy_mark) == "正本"
    assert not [value for value in values(done.document) if value.paths[0].endswith("_en")]


def test_volumes_and_copies_have_their_english_too(workshop: Workshop) -> None:
    done = workshop.check(("bilingual: true\n", f"bilingual: true\n{VOLUMES}"))
    assert told(done) == []
    assert done.document is not None
    (volume,) = parted(done.document)
    assert plain(volume.cover.subtitle).endswith("第一册\u3000服务分册\nVolume 1: Service Volume")
    assert plain(marked(volume, "project.copy", "副本").cover.copy_mark) == "副本 Duplicate"


@pytest.mark.parametrize(
    ("text", "plainly", "within"),
    [
        ("3年", "3 years", "within 3 years"),
        ("1个月", "1 month", "within 1 month"),
        ("5个工作日", "5 working days", "within 5 working days"),
        ("2~4小时", "2–4 hours", "within 2–4 hours"),
        ("立即", "immediately", "immediately"),
    ],
)
def test_quantities_are_told_in_english(text: str, plainly: str, within: str) -> None:
    leaf = Traced(quantity.parse(text), ("a.b",), text)
    here = Run({}, {}, lambda _: None)
    for made, words in ((english(here, leaf), plainly), (english_within(here, leaf), within)):
        assert isinstance(made, Traced)
        assert (made.text, made.paths) == (words, ("a.b",))


def test_what_has_no_english_is_told() -> None:
    for told_by in (english, english_within, english_month):
        here = Run({}, {}, lambda _: None)
        assert told_by(here, Traced("按需", ("a.b",), "按需")) is BROKEN
        assert [one.code for one in here.findings] == ["T048"]
