"""The order of the stages: what stops a build, what does not, and what is written then."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document as Docx

from generator.batch.task import Done, Task, run
from generator.finding import Finding, Outcome, Place, Severity
from generator.layout.libreoffice import NO_LIBREOFFICE
from generator.layout.pages import Pages
from generator.pipeline.building import TELLS_INSIDE, build_project
from generator.pipeline.checking import check_project
from generator.pipeline.desk import UNKNOWN_NAME, UNWRITABLE, build_time
from generator.pipeline.reviewing import review_checked
from generator.verify.attachments import ATTACHED_OTHERWISE, read_attachments
from generator.verify.pdf_reader import Margins, read_pdf
from generator.wanted import Wanted
from generator.write.docx import package
from generator.write.pdf.engine import NO_PANGO
from tests.style.references import company_file

ROOT = Path(__file__).parents[1]
STEM = "p-quality_assurance"
LISTS = ("trace.json", "register.json", "signing.json", "signing.xlsx")
KIND = "chapters:\n  - {id: intro, file: intro}\n"
CHAPTER = "# 简介 {#intro}\n\n{% for line in company.introduction %}\n{{ line }}\n\n{% endfor %}\n"


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a workspace with the demo's data and a kind of one short chapter: quick to build."""
    root = tmp_path_factory.mktemp("workspace")
    for name in ("catalogs", "company_profiles", "templates"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copytree(ROOT / "projects/video_evidence", root / "projects/p")
    kind = root / "templates/zh/kinds/quality_assurance.yaml"
    kind.write_text(kind.read_text(encoding="utf-8").partition("chapters:")[0] + KIND, encoding="utf-8")
    (root / "templates/zh/chapters/intro.md.j2").write_text(CHAPTER, encoding="utf-8")
    file = root / "projects/p/project.yaml"
    # The short document has none of the chapters that answer the tender.
    file.write_text(re.sub(r"demands:\n.*?overrides:", "overrides:", file.read_text("utf-8"), flags=re.DOTALL), "utf-8")
    return root


@pytest.fixture
def project(example: Path) -> Iterator[Path]:
    """Give the example's project file; it is as it was after the test."""
    file = example / "projects/p/project.yaml"
    sound = file.read_text(encoding="utf-8")
    yield file
    file.write_text(sound, encoding="utf-8")


def errors(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.code, finding.place.path) for finding in findings if finding.severity >= Severity.ERROR]


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_build_tells_its_steps_and_writes_seven_files(example: Path, project: Path, tmp_path: Path) -> None:
    steps: list[str] = []
    built = build_project(example, project.parent, tmp_path / "out", step=steps.append)
    names = [f"{STEM}.docx", f"{STEM}.pdf", *LISTS, "manifest.json"]
    assert errors(built.findings) == []
    assert [path.name for path in built.files] == names
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(names)
    assert sorted(built.page_counts) == ["docx", "pdf"]
    assert steps == [
        *("读取资料", "核对资料", "排入章节", "逐条审核"),
        *("生成 DOCX", "核对 DOCX", "生成 PDF", "核对 PDF", "写出文件"),
    ]
    manifest = json.loads((tmp_path / "out/manifest.json").read_bytes())
    assert [entry["file"] for entry in manifest["outputs"]] == sorted(names[:-1])
    assert "templates/zh/chapters/intro.md.j2" in [entry["file"] for entry in manifest["inputs"]]


def test_only_the_formats_asked_for_are_written(example: Path, project: Path, tmp_path: Path) -> None:
    built = build_project(example, project, tmp_path, Wanted(frozenset({"docx"})))
    assert [path.name for path in built.files] == [f"{STEM}.docx", *LISTS, "manifest.json"]


UNKNOWN = {
    "kind": ("kind: quality_assurance", "kind: quality_asurance", "project.kind", "是不是“quality_assurance”？"),
    "style": ("style: house", "style: hausse", "project.style", "是不是“house”？"),
    "nothing near": ("style: house", "style: zzzz", "project.style", "可用的版式："),
}


@pytest.mark.parametrize("case", UNKNOWN.values(), ids=UNKNOWN.keys())
def test_a_kind_or_style_that_does_not_exist(case: tuple[str, str, str, str], example: Path, project: Path) -> None:
    old, new, path, hint = case
    replace(project, old, new)
    checked = check_project(example, project)
    (found,) = [finding for finding in checked.findings if finding.code == UNKNOWN_NAME]
    assert (found.place.path, found.hint[: len(hint)]) == (path, hint)
    assert checked.document is None


def test_without_a_style_the_kind_s_own_is_taken(example: Path, project: Path) -> None:
    replace(project, "style: house\n", "")
    checked = check_project(example, project)
    assert checked.sheet is not None
    assert checked.sheet.name == "house"


def test_a_project_that_cannot_be_read_is_not_checked(example: Path) -> None:
    checked = check_project(example, example / "projects/nowhere")
    assert (checked.readable, [finding.code for finding in checked.findings]) == (False, ["S025"])


def test_a_value_that_cannot_be_typed_stops_before_the_chapters(example: Path, project: Path) -> None:
    replace(project, "validity: 90日", "validity: 90次")
    checked = check_project(example, project)
    assert errors(checked.findings) == [("S105", "project.validity")]
    assert (checked.readable, checked.bid, checked.document) == (True, None, None)


def test_a_template_that_fails_gives_no_document(example: Path, project: Path, tmp_path: Path) -> None:
    chapter = example / "templates/zh/chapters/intro.md.j2"
    chapter.write_text("# 简介 {#intro}\n\n{{ company.nothing }}\n", encoding="utf-8")
    try:
        built = build_project(example, project, tmp_path / "out")
    finally:
        chapter.write_text(CHAPTER, encoding="utf-8")
    assert [code for code, _ in errors(built.findings)] == ["T004"]
    assert (built.files, (tmp_path / "out").exists()) == ((), False)


def test_without_pango_the_docx_is_written_all_the_same(
    example: Path, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = Finding(NO_PANGO, Severity.ERROR, Place(), "缺少 Pango")
    monkeypatch.setattr("generator.write.pdf.engine.write_pdf", lambda *_: (None, (missing,)))
    built = build_project(example, project, tmp_path)
    assert errors(built.findings) == [("F301", "")]
    assert [path.name for path in built.files] == [f"{STEM}.docx", *LISTS, "manifest.json"]


def test_without_pango_and_with_nothing_but_a_pdf_wanted_nothing_is_written(
    example: Path, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = Finding(NO_PANGO, Severity.ERROR, Place(), "缺少 Pango")
    monkeypatch.setattr("generator.write.pdf.engine.write_pdf", lambda *_: (None, (missing,)))
    built = build_project(example, project, tmp_path / "out", Wanted(frozenset({"pdf"})))
    assert (errors(built.findings), built.files, (tmp_path / "out").exists()) == ([("F301", "")], (), False)


def test_an_output_that_does_not_read_back_is_not_written(
    example: Path, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.write.docx.package.write_docx", lambda *_: b"torn")
    built = build_project(example, project, tmp_path / "out", Wanted(frozenset({"docx"})))
    assert errors(built.findings) == [("F205", "")]
    assert (built.files, (tmp_path / "out").exists()) == ((), False)


def test_an_output_folder_that_cannot_be_written_is_told(example: Path, project: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"a file")
    built = build_project(example, project, tmp_path / "out" / "p", Wanted(frozenset({"docx"})))
    assert errors(built.findings) == [(UNWRITABLE, "")]
    assert built.files == ()
    assert (tmp_path / "out").read_bytes() == b"a file"


def test_page_numbers_of_libreoffice_are_taken_where_it_gives_them(
    example: Path, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = check_project(example, project)
    assert checked.document is not None
    pages = Pages(dict.fromkeys([entry.target for entry in checked.document.contents.entries], 7), 9, 2)
    monkeypatch.setattr("generator.layout.libreoffice.libreoffice_pages", lambda *_: Outcome(pages))
    built = build_project(example, project, tmp_path, Wanted(frozenset({"docx"}), "libreoffice"))
    assert (errors(built.findings), built.page_counts) == ([], {"docx": 12})


def test_without_libreoffice_the_computed_page_numbers_stay(
    example: Path, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing: Outcome[Any] = Outcome(None, (Finding(NO_LIBREOFFICE, Severity.WARNING, Place(), "没有"),))
    monkeypatch.setattr("generator.layout.libreoffice.libreoffice_pages", lambda *_: missing)
    built = build_project(example, project, tmp_path, Wanted(frozenset({"docx"}), "libreoffice"))
    assert NO_LIBREOFFICE in [finding.code for finding in built.findings]
    assert [path.name for path in built.files][:1] == [f"{STEM}.docx"]


TIMES = {
    "": datetime(2026, 11, 30, tzinfo=UTC),
    "1800000000": datetime(2027, 1, 15, 8, tzinfo=UTC),
    "soon": datetime(2026, 11, 30, tzinfo=UTC),
    "99999999999999999999": datetime(2026, 11, 30, tzinfo=UTC),
}


@pytest.mark.parametrize(("epoch", "time"), TIMES.items(), ids=["unset", "set", "no number", "out of range"])
def test_the_time_of_a_build_is_the_bid_s_day_or_the_one_wished_for(
    epoch: str, time: datetime, example: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    bid = check_project(example, project).bid
    assert bid is not None
    assert build_time(bid) == time


# --- faults of the DOCX, blind bids ----------------------------------------------------------------------------------


def test_a_docx_with_a_fault_that_word_repairs_is_not_written(
    example: Path, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = package.write_docx

    def faulty(*arguments: Any) -> bytes:
        stream = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(sound(*arguments))) as source, zipfile.ZipFile(stream, "w") as target:
            for info in source.infolist():
                target.writestr(info, source.read(info).replace(b"</w:settings>", b"<w:updateFields/></w:settings>"))
        return stream.getvalue()

    monkeypatch.setattr("generator.write.docx.package.write_docx", faulty)
    built = build_project(example, project, tmp_path / "out", Wanted(frozenset({"docx"})))
    assert [code for code, _ in errors(built.findings)] == ["F219"]
    assert (built.files, (tmp_path / "out").exists()) == ((), False)


def test_a_blind_build_names_its_files_after_the_kind(example: Path, project: Path, tmp_path: Path) -> None:
    steps: list[str] = []
    built = build_project(example, project, tmp_path, Wanted(frozenset({"docx"})), step=steps.append, style="blind")
    assert errors(built.findings) == []
    assert [path.name for path in built.files] == ["quality_assurance.docx", "trace.json", "manifest.json"]
    assert steps[-3:] == ["核对 DOCX", "检查暗标", "写出文件"]


def test_a_name_typed_into_a_template_stops_a_blind_build(example: Path, project: Path, tmp_path: Path) -> None:
    chapter = example / "templates/zh/chapters/intro.md.j2"
    chapter.write_text("# 简介 {#intro}\n\n示例视证设有服务台，{{ company.name }}派人值守。\n", encoding="utf-8")
    try:
        built = build_project(example, project, tmp_path / "out", style="blind")
    finally:
        chapter.write_text(CHAPTER, encoding="utf-8")
    assert errors(built.findings) == [("B101", "company.short_name")] * 2
    assert [finding.message[:6] for finding in built.findings if finding.code == "B101"] == ["暗标DOCX", "暗标PDF的"]
    assert (built.files, (tmp_path / "out").exists()) == ((), False)


def test_a_kind_named_after_the_company_gives_away_a_blind_bid(example: Path, project: Path, tmp_path: Path) -> None:
    kinds = example / "templates/zh/kinds"
    own = kinds / "shizheng_plan.yaml"
    text = (kinds / "quality_assurance.yaml").read_text(encoding="utf-8")
    own.write_text(text.replace("name: quality_assurance", "name: shizheng_plan"), encoding="utf-8")
    replace(project, "kind: quality_assurance", "kind: shizheng_plan")
    built = build_project(example, project, tmp_path, Wanted(frozenset({"docx"})), style="blind")
    assert errors(built.findings) == [("B117", "project.company")]


def test_a_tender_that_wants_a_blind_bid_gets_no_open_one(example: Path, project: Path) -> None:
    replace(project, "style: house\n", "style: house\nanonymous: true\n")
    assert errors(check_project(example, project).findings) == [("B118", "project.anonymous")]
    assert errors(check_project(example, project, style="blind").findings) == []


def test_a_style_named_on_the_command_line_that_does_not_exist(example: Path, project: Path) -> None:
    (found,) = [one for one in check_project(example, project, style="blnd").findings if one.code == UNKNOWN_NAME]
    assert (found.place, found.hint[:11]) == (Place(), "是不是“blind”？")


PAGED = """\
# 索引 {#index}

{% call(row) table("pages", caption="页码表", head=["章节", "页码"]) %}
{{ row(ref("last"), page_of("last")) }}
{{ row(ref("index"), page_of("index")) }}
{% endcall %}

见第{{ page_of("last") }}页。

{{ page_break() }}

## 末节 {#last}

{% for line in company.introduction %}
{{ line }}

{% endfor %}
"""


def test_page_references_say_where_each_output_has_the_section(example: Path, project: Path, tmp_path: Path) -> None:
    chapter = example / "templates/zh/chapters/intro.md.j2"
    try:
        chapter.write_text(PAGED, encoding="utf-8")
        built = build_project(example, project.parent, tmp_path)
    finally:
        chapter.write_text(CHAPTER, encoding="utf-8")
    assert errors(built.findings) == []
    with zipfile.ZipFile(tmp_path / f"{STEM}.docx") as package:
        words = package.read("word/document.xml").decode()
    stored = re.findall(r"PAGEREF _Ref\d+ \\h </w:instrText>.*?<w:t[^>]*>(\d+)</w:t>", words, re.DOTALL)
    assert stored == ["2", "1", "2"]
    pdf = read_pdf((tmp_path / f"{STEM}.pdf").read_bytes(), Margins(25, 20, 20, 25))
    assert "第1.1节2第一章1见第2页。" in "".join(page.body for page in pdf.pages)


def test_the_review_report_names_the_pages_of_a_build_of_the_same_inputs(
    example: Path, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked = check_project(example, project)
    assert build_project(example, project, tmp_path / "built").files
    monkeypatch.setattr("generator.write.pdf.engine.write_pdf", lambda *_: (None, ()))
    before = review_checked(example, checked, tmp_path / "before", tmp_path / "nowhere", {})
    after = review_checked(example, checked, tmp_path / "after", tmp_path / "built", {})
    assert [sorted(path.name for path in made.files) for made in (before, after)] == [
        ["review.docx", "review.xlsx"]
    ] * 2
    notes = [
        next(part.text for part in Docx(str(made.files[0])).paragraphs if part.text.startswith("页码"))
        for made in (before, after)
    ]
    assert notes == [
        "页码是DOCX的，取自排版推算；按现有资料还没有生成文件，PDF的页码可能不同。",
        "页码：DOCX的取自排版推算，PDF的取自按同样资料生成的文件；两者相同的只写一个。",
    ]


def test_a_faulty_style_of_reports_is_told_and_nothing_written(example: Path, project: Path, tmp_path: Path) -> None:
    style = example / "templates/zh/style/review.yaml"
    sound = style.read_text(encoding="utf-8")
    style.write_text(sound + "strange: 1\n", encoding="utf-8")
    made = review_checked(example, check_project(example, project), tmp_path / "out", tmp_path, {})
    style.write_text(sound, encoding="utf-8")
    assert ([finding.code for finding in made.findings], made.files) == (["L002"], ())
    assert not (tmp_path / "out").exists()


def test_typst_sets_the_pdf_where_wanted_and_where_pango_is_missing(
    example: Path, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = build_project(example, project, tmp_path / "chosen", Wanted(frozenset({"pdf"}), pdf_engine="typst"))
    missing = Finding(NO_PANGO, Severity.ERROR, Place(), "缺少 Pango")
    monkeypatch.setattr("generator.write.pdf.engine.pdf_problem", lambda: missing)
    instead = build_project(example, project, tmp_path / "instead", Wanted(frozenset({"pdf"})))
    assert (errors(chosen.findings), errors(instead.findings)) == ([], [])
    assert chosen.files[0].read_bytes() == instead.files[0].read_bytes()
    assert b"Typst" in chosen.files[0].read_bytes()


ARCHIVED = Wanted(frozenset({"pdf"}), pdf_engine="typst", pdf_variant="a-3a", signature_fields=True)


def test_the_pdf_of_the_archive_carries_the_trace_and_the_register_of_today(
    example: Path, project: Path, tmp_path: Path
) -> None:
    def made(name: str) -> tuple[Done, dict[str, bytes]]:
        done = run(Task(name, example, project, tmp_path / name, ARCHIVED))
        return done, {file.name: file.read_bytes() for file in (tmp_path / name).iterdir() if file.is_file()}

    _, first = made("out")
    project.write_text("# A line that moves all others.\n" + project.read_text("utf-8"), "utf-8")
    done, second = made("out")
    assert ([found.code for found in done.findings if found.code == TELLS_INSIDE]) == [TELLS_INSIDE]
    assert first["trace.json"] != second["trace.json"]
    wanted = {name: second[name] for name in ("trace.json", "register.json")}
    assert read_attachments(second[f"{STEM}.pdf"]) == wanted
    assert second == made("anew")[1]
    (entry,) = (one for one in json.loads(second["manifest.json"])["outputs"] if one["file"] == f"{STEM}.pdf")
    assert entry["standards"] == ["PDF/A-3a", "PDF/UA-1"]


def test_a_blind_bid_carries_nothing(example: Path, project: Path, tmp_path: Path) -> None:
    built = build_project(example, project, tmp_path, ARCHIVED, style="blind")
    assert TELLS_INSIDE not in {found.code for found in built.findings}
    assert read_attachments(built.files[0].read_bytes()) == {}
    assert b"<pdfaid:part>3" in built.files[0].read_bytes()


def test_a_pdf_whose_attachments_are_lost_is_not_written(
    example: Path, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.write.pdf.attachments.with_attachments", lambda data, _attachments, _created: data)
    built = build_project(example, project, tmp_path / "out", ARCHIVED)
    assert [code for code, _ in errors(built.findings)] == [ATTACHED_OTHERWISE] * 2
    assert not (tmp_path / "out").exists()


# --- the company's own look ------------------------------------------------------------------------------------------


@pytest.fixture
def branded_profile(example: Path) -> Iterator[Path]:
    """Give the folder of the example's company, whose profile names a Word file of its own."""
    folder = example / "company_profiles/shizheng"
    profile = folder / "profile.yaml"
    sound = profile.read_text(encoding="utf-8")
    profile.write_text(sound + "brand:\n  reference_docx: brand/look.docx\n", encoding="utf-8")
    (folder / "brand").mkdir()
    (folder / "brand/look.docx").write_bytes(company_file())
    yield folder
    profile.write_text(sound, encoding="utf-8")
    shutil.rmtree(folder / "brand")


@pytest.mark.usefixtures("branded_profile")
def test_the_file_a_company_names_changes_the_look_of_every_output(
    example: Path, project: Path, tmp_path: Path
) -> None:
    built = build_project(example, project, tmp_path, Wanted(pdf_engine="typst"))
    assert errors(built.findings) == []
    with zipfile.ZipFile(tmp_path / f"{STEM}.docx") as package:
        styles, header = (package.read(f"word/{name}.xml").decode() for name in ("styles", "header2"))
    heading = re.search(r'w:styleId="Heading1".*?</w:style>', styles)
    assert heading is not None
    assert 'w:eastAsia="微软雅黑"' in heading[0]
    assert '<w:color w:val="0B5CAB"/>' in heading[0]
    assert "用心服务每一天" in header
    pdf = read_pdf((tmp_path / f"{STEM}.pdf").read_bytes(), Margins(30, 23, 25, 27))
    assert [page.header for page in pdf.pages[1:]] == ["用心服务每一天"] * (len(pdf.pages) - 1)


def test_without_the_file_a_company_names_nothing_is_written(
    example: Path, project: Path, branded_profile: Path, tmp_path: Path
) -> None:
    (branded_profile / "brand/look.docx").rename(branded_profile / "brand/lock.docx")
    built = build_project(example, project, tmp_path / "out")
    assert errors(built.findings) == [("L010", "company.brand.reference_docx")]
    assert next(found.hint for found in built.findings if found.code == "L010").startswith("是不是“lock.docx”？")
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("branded_profile")
def test_a_blind_bid_takes_nothing_of_the_company(example: Path, project: Path) -> None:
    checked = check_project(example, project, style="blind")
    assert [found.code for found in checked.findings if found.code.startswith("L0")] == ["L018"]
    assert checked.sheet is not None
    assert checked.sheet.brand is None
