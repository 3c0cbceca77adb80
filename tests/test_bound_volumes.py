"""A bid in two volumes, original and duplicates in files of their own, printed on both sides: built and read back."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from openpyxl import load_workbook

from generator.audit.own.record import read_record
from generator.batch.task import Done, State, Task, run
from generator.document.record import record_of
from generator.finding import Severity
from generator.load.package import open_package
from generator.pipeline import auditing
from generator.pipeline.building import preview_checked
from generator.pipeline.checking import check_project
from generator.wanted import TYPST, WEASYPRINT, Wanted

ROOT = Path(__file__).parents[1]
STEM = "p-quality_assurance"
CHAPTERS = """chapters:
  - {id: intro, file: intro}
  - {id: terms, file: terms}
  - {id: last, file: last}
"""
FILES = {
    "intro": "# 简介 {#intro}\n\n{{ company.name }}的承诺见"
    "{{ ref('last') }}、{{ ref('second') }}和{{ ref('terms') }}。\n",
    "terms": "# 用语 {#terms}\n\n" + "{{ project.name }}\n\n" * 60,
    "last": "# 承诺 {#last}\n\n见{{ ref('intro') }}。\n\n## 期限 {#second}\n\n{{ project.number }}\n",
}
VOLUMES = """volumes:
  - {id: business, title: 商务文件, chapters: [intro]}
  - {id: service, title: 服务分册, chapters: [terms, last]}
volume_pages: 各册连编
printing: {duplex: true, gutter: 8, chapters_on_right: true}
copies: {originals: 1, duplicates: 4, separate_files: true}
"""


@dataclass(frozen=True)
class Workshop:
    """A workspace with one project in volumes, and what building it made."""

    root: Path
    output: Path
    done: Done

    def build(self, wanted: Wanted, output: Path | None = None) -> Done:
        """Build the project."""
        return run(Task("p", self.root, self.root / "projects/p", output or self.output, wanted))

    def pdf(self, end: str) -> list[tuple[str, str]]:
        """Give label and words of each page."""
        document = pdfium.PdfDocument((self.output / f"{STEM}{end}.pdf").read_bytes())
        texts = [page.get_textpage().get_text_range() for page in document]
        return [(document.get_page_label(at), re.sub(r"\s", "", text)) for at, text in enumerate(texts)]

    def docx(self, end: str, part: str = "word/document.xml") -> str:
        """Give a part of a DOCX."""
        with zipfile.ZipFile(self.output / f"{STEM}{end}.docx") as package:
            return package.read(part).decode()


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """Build the project once."""
    root = tmp_path_factory.mktemp("volumes")
    for name in ("catalogs", "company_profiles", "templates"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copytree(ROOT / "projects/video_evidence", root / "projects/p")
    kind = root / "templates/zh/kinds/quality_assurance.yaml"
    kind.write_text(kind.read_text(encoding="utf-8").partition("chapters:")[0] + CHAPTERS, encoding="utf-8")
    for name, text in FILES.items():
        (root / f"templates/zh/chapters/{name}.md.j2").write_text(text, encoding="utf-8")
    file = root / "projects/p/project.yaml"
    text = re.sub(r"(demands|copies|scoring|required_forms):.*?\n(?=\S)", "", file.read_text("utf-8"), flags=re.DOTALL)
    file.write_text(text.rstrip() + "\n" + VOLUMES, encoding="utf-8")
    made = Workshop(root, root / "output/p", Done("p", ()))
    return Workshop(root, made.output, made.build(Wanted(pdf_engine=TYPST)))


@contextmanager
def changed(workshop: Workshop, change: Callable[[str], str]) -> Iterator[None]:
    """Have another project file for a while."""
    file = workshop.root / "projects/p/project.yaml"
    sound = file.read_text("utf-8")
    file.write_text(change(sound), encoding="utf-8")
    try:
        yield
    finally:
        file.write_text(sound, encoding="utf-8")


def test_each_volume_and_mark_is_a_file(workshop: Workshop) -> None:
    assert [found for found in workshop.done.findings if found.severity >= Severity.ERROR] == []
    books = [f"{volume}-{mark}" for mark in ("正本", "副本") for volume in ("-1-business", "-2-service")]
    ends = [f"{book}.{form}" for book in books for form in ("docx", "pdf")]
    names = {path.name for path in workshop.done.files}
    assert {f"{STEM}{end}" for end in ends} == {name for name in names if name.endswith(("docx", "pdf"))}
    assert {"trace.json", "register.json", "manifest.json", "labels.xlsx"} <= names


def test_pages_run_on_and_every_part_begins_on_a_right_page(workshop: Workshop) -> None:
    business, service = workshop.pdf("-1-business-正本"), workshop.pdf("-2-service-正本")
    assert [label for label, _ in business] == ["", "", "i", "ii", "1"]
    labels = [label for label, _ in service]
    assert labels[:5] == ["", "", "i", "ii", "3"]
    starts = [at for at, (label, words) in enumerate(service) if re.search("第[一二]章", words) and label.isdecimal()]
    assert [at % 2 for at in starts] == [0, 0]
    assert [words for _, words in (business[1], business[3], service[1])] == ["", "", ""]
    last = int(labels[-1])
    assert f"第3页共{last}页" in service[4][1]
    assert f"第1页共{last}页" in business[4][1]


def test_references_say_volume_section_and_page(workshop: Workshop) -> None:
    pages = workshop.pdf("-2-service-正本")
    chapter = next(label for label, words in pages if "第二章承诺" in words and label.isdecimal())
    words = workshop.pdf("-1-business-正本")[4][1]
    parts = (f"第二章（第{chapter}页）", f"第2.1节（第{chapter}页）", "第一章（第3页）")
    for said in (f"《服务分册》{part}" for part in parts):
        assert said in words
        assert said in re.sub("<[^>]*>", "", workshop.docx("-1-business-正本"))
    assert "见《商务文件》第一章（第1页）" in "".join(words for _, words in pages)


def test_copies_differ_by_their_mark_alone(workshop: Workshop) -> None:
    for volume in ("-1-business", "-2-service"):
        original, duplicate = workshop.pdf(f"{volume}-正本"), workshop.pdf(f"{volume}-副本")
        assert original[1:] == duplicate[1:]
        assert original[0][1].replace("正本", "副本") == duplicate[0][1]
        assert workshop.docx(f"{volume}-正本").replace(">正本<", ">副本<") == workshop.docx(f"{volume}-副本")


def test_word_mirrors_the_margins(workshop: Workshop) -> None:
    assert "<w:mirrorMargins/>" in workshop.docx("-2-service-正本", "word/settings.xml")
    body = workshop.docx("-2-service-正本")
    kinds = re.findall(r'<w:type w:val="(\w+)"/>', body)
    assert kinds == ["nextPage", "oddPage", "oddPage", "oddPage"]
    assert re.findall(r"<w:pgNumType [^>]*>", body)[1] == '<w:pgNumType w:fmt="decimal" w:start="3"/>'
    assert set(re.findall(r'w:left="(\d+)" w:header', body)) == {"2041"}


def test_trace_register_manifest_and_labels_say_the_volume(workshop: Workshop) -> None:
    trace = json.loads((workshop.output / "trace.json").read_text("utf-8"))
    assert {row["volume"] for row in trace} == {"商务文件", "服务分册"}
    numbers = [row["number"] for row in trace]
    assert len(numbers) == len(set(numbers))
    company = next(row for row in trace if row["path"] == "company.name" and row["section"] == "第一章 简介")
    assert (company["volume"], company["pages"]) == ("商务文件", {"pdf": "1", "docx": "1"})
    manifest = json.loads((workshop.output / "manifest.json").read_text("utf-8"))
    told = {row["file"]: (row.get("volume"), row.get("copy")) for row in manifest["outputs"]}
    assert told[f"{STEM}-2-service-副本.pdf"] == ("服务分册", "副本")
    assert told["trace.json"] == (None, None)
    rows = list(load_workbook(io.BytesIO((workshop.output / "labels.xlsx").read_bytes())).worksheets[0].values)
    cells = [row[2:5] for row in rows if row[1] and str(row[1]).endswith(".pdf")]
    assert cells == [
        ("商务文件", "正本", 1),
        ("服务分册", "正本", 1),
        ("商务文件", "副本", 4),
        ("服务分册", "副本", 4),
    ]


def test_a_build_of_the_same_takes_all_files_over(workshop: Workshop) -> None:
    before = {path.name: path.read_bytes() for path in workshop.output.iterdir()}
    again = workshop.build(Wanted(pdf_engine=TYPST))
    assert (again.state, again.files) == (State.UNCHANGED, ())
    assert {path.name: path.read_bytes() for path in workshop.output.iterdir()} == before
    assert dict(again.page_counts) == dict(workshop.done.page_counts)


def test_weasyprint_counts_and_mirrors_alike(workshop: Workshop, tmp_path: Path) -> None:
    with changed(workshop, lambda text: text.replace("separate_files: true", "separate_files: false")):
        done = workshop.build(Wanted(frozenset({"pdf"}), pdf_engine=WEASYPRINT), tmp_path / "p")
    assert [found for found in done.findings if found.severity >= Severity.ERROR] == []
    here = Workshop(workshop.root, tmp_path / "p", done)
    for volume in ("-1-business", "-2-service"):
        mine, other = here.pdf(volume), workshop.pdf(f"{volume}-正本")
        assert [label for label, _ in mine][2:] == [label for label, _ in other][2:]
        assert [words == "" for _, words in mine] == [words == "" for _, words in other]
    for file in (tmp_path / f"p/{STEM}-2-service.pdf", workshop.output / f"{STEM}-2-service-正本.pdf"):
        left = [_left_edge(file, at) for at in (4, 5)]
        assert left == pytest.approx([36 * 72 / 25.4, 25 * 72 / 25.4], abs=1)


def _left_edge(file: Path, at: int) -> float:
    """Give where the leftmost words of a page begin, in points."""
    page = pdfium.PdfDocument(file.read_bytes())[at]
    return min(float(item.get_bounds()[0]) for item in page.get_objects(filter=[1]))


FAULTS: list[tuple[Callable[[str], str], str]] = [
    (lambda text: text.replace("[terms, last]", "[terms]"), "T044"),
    (lambda text: text.replace("[terms, last]", "[terms, last, lost]"), "T043"),
    (lambda text: text.replace("gutter: 8", "gutter: 80"), "T045"),
    (lambda text: text.replace("各册连编", "随便"), "S109"),
]


@pytest.mark.parametrize(("change", "code"), FAULTS)
def test_what_is_wrong_with_volumes_is_told(
    workshop: Workshop, tmp_path: Path, change: Callable[[str], str], code: str
) -> None:
    with changed(workshop, change):
        done = workshop.build(Wanted(frozenset({"docx"})), tmp_path / "q")
    assert code in {found.code for found in done.findings if found.severity >= Severity.ERROR}
    assert done.files == ()


def test_what_a_project_prints_today_is_what_its_volumes_hold(workshop: Workshop, tmp_path: Path) -> None:
    checked = check_project(workshop.root, workshop.root / "projects/p")
    today = [record_of(document).units for document in auditing._volumes(checked)]
    for volume in ("-1-business", "-2-service"):
        for mark in ("正本", "副本"):
            package = open_package((workshop.output / f"{STEM}{volume}-{mark}.docx").read_bytes())
            record = read_record(package)
            assert record is not None
            assert today.count(record.units) == 1
    shown = preview_checked(checked, tmp_path)
    pages = sum(len(workshop.pdf(f"{volume}-正本")) for volume in ("-1-business", "-2-service"))
    assert len([path for path in shown.files if path.name.startswith("page-")]) == pages
