"""Change one key: wherever the old text stood the new one stands, and nothing else has changed.

The whole tree is made again for each batch of leaves; no two leaves of a batch are printed by one value, so that what
is seen at a leaf's values is the doing of that leaf alone. (Values derived from very many leaves are the exception.)
What the projects' leaves are excused from, and why, stands in the folder exceptions.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from generator.document.nodes import Document, Value
from generator.document.text import compact, reading_text
from generator.finding import Severity
from generator.layout.pages import paginate
from generator.load.workspace import load_project
from generator.model.bid import build_bid
from generator.model.derived import MATRIX_ITEMS
from generator.model.paths import leaves
from generator.pipeline.building import build_project
from generator.pipeline.desk import build_time
from generator.verify.docx_reader import read_docx
from generator.verify.outputs import BodyPages, verify_docx, verify_pdf
from generator.verify.pdf_reader import Margins, read_pdf
from generator.wanted import Wanted
from generator.write.docx.package import write_docx
from generator.write.pdf.engine import write_pdf
from generator.write.typst.engine import write_typst
from generator.zh.quantity import Quantity, base, parse
from tests.acceptance.changes import (
    DEMO,
    PROJECT,
    PROJECTS,
    ROOT,
    Example,
    batches,
    changed,
    changes,
    facts,
    masked,
    old_text,
    printed,
    read_example,
    structural,
)
from tests.acceptance.exempt import exceptions_of, matches, patterns_of

SHORT = 5
"""Shorter texts (10人, 设备数量) may stand again where a new value and the words beside it happen to make them."""

VERDICTS = ("正偏离", "无偏离", "负偏离")

Batch = Mapping[str, Mapping[str, str]]


@pytest.fixture(scope="session")
def wanted(example: Example) -> dict[str, dict[str, str]]:
    return changes(example)


# --- the exceptions --------------------------------------------------------------------------------------------------


def test_every_exception_of_a_project_is_about_leaves_of_its_own(example: Example) -> None:
    paths = facts(example)
    assert _idle(example.name, paths) == []


def test_every_common_exception_is_about_leaves_of_some_project() -> None:
    bids = [load_project(ROOT, ROOT / "projects" / name).value for name in PROJECTS]
    paths = [path for loaded in bids if loaded and (bid := build_bid(loaded).value) for path, _ in leaves(bid)]
    assert _idle("common", paths) == []


def _idle(name: str, paths: Iterable[str]) -> list[str]:
    text = "\n".join(paths)
    patterns = [pattern for part in patterns_of(name).values() for pattern in part]
    return [pattern for pattern in patterns if not re.search(f"^(?:{pattern})$", text, re.MULTILINE)]


# --- the tree --------------------------------------------------------------------------------------------------------


def test_every_leaf_is_changed_or_points(example: Example, wanted: Batch) -> None:
    everything = facts(example)
    assert [path for path, value in everything.items() if (path in wanted) == structural(example, path, value)] == []
    assert [path for path, texts in wanted.items() if texts[path] == old_text(example, path)] == []


def test_a_changed_leaf_changes_its_values_and_nothing_else(example: Example, wanted: Batch) -> None:
    before = printed(example.document)
    words = masked(example.document)
    wrong: list[object] = []
    for texts in batches(wanted, example.document):
        document = changed(example, texts)
        after = printed(document)
        assert masked(document) == words, list(texts)
        assert [value.paths for value in after] == [value.paths for value in before]
        wrong.extend(_wrong_values(example, before, after, texts))
        assert document.properties.author == texts.get("company.name", example.document.properties.author)
    assert wrong == []


def test_a_leaf_that_is_not_printed_is_one_of_the_few_named(example: Example, wanted: Batch) -> None:
    shown = {path for value in printed(example.document) for path in value.paths}
    silent = [path for path in wanted if path not in shown]
    excused = exceptions_of(example.name).not_printed
    assert [path for path in silent if not matches(excused, path)] == []
    own = patterns_of(example.name).get("not_printed", ())
    assert [pattern for pattern in own if not any(matches([pattern], path) for path in silent)] == []


def _together(batch: Batch) -> dict[str, str]:
    return {path: text for texts in batch.values() for path, text in texts.items()}


def _wrong_values(
    example: Example, before: Iterable[Value], after: Iterable[Value], texts: Mapping[str, str]
) -> list[tuple[Value, Value]]:
    """Give the values that changed without a reason, and those that did not though they had one."""
    return [
        (old, new)
        for old, new in zip(before, after, strict=True)
        if (old.text != new.text) not in _may_change(example, old, texts)
    ]


def _may_change(example: Example, value: Value, texts: Mapping[str, str]) -> tuple[bool, ...]:
    """Tell whether a value must, must not or may change; an extreme follows the cells it is taken from."""
    touched = [path for path in value.paths if path in texts]
    if not touched:
        return (False,)
    cells = {path: parse(old_text(example, path)) for path in value.paths if _is_limit(path)}
    if len(cells) > 1 and value.text.removesuffix("内") in map(str, cells.values()):
        return (_extreme_moves(value, cells, texts),)
    said = len(value.paths) == 1 and old_text(example, touched[0]) in value.text
    may_stay = exceptions_of(example.name).may_stay
    free = not said and (_is_weighed(value) or all(matches(may_stay, path) for path in touched))
    return (True, False) if free else (True,)


def _is_weighed(value: Value) -> bool:
    """Tell whether a value says how answers stand to demands, or how many stand so: 正偏离, 无偏离, 负偏离 alone."""
    return value.text in VERDICTS or any(
        re.fullmatch(r"project\.demands\[\d+\]\.(quantity|amount|response)", path) for path in value.paths
    )


def _is_limit(path: str) -> bool:
    return any(f".{item}." in path for item in MATRIX_ITEMS) and path.startswith("service.service_levels.levels[")


def _extreme_moves(value: Value, cells: Mapping[str, Quantity], texts: Mapping[str, str]) -> bool:
    """Tell whether the extreme of time limits is another one after the change."""
    old = [base(limit) for limit in cells.values()]
    new = [base(parse(texts[path])) if path in texts else base(limit) for path, limit in cells.items()]
    shown = base(parse(value.text.removesuffix("内")))
    return max(new) != max(old) if shown == max(old) else min(new) != min(old)


# --- the outputs -----------------------------------------------------------------------------------------------------


def test_with_every_leaf_changed_both_outputs_show_the_new_words_and_none_of_the_old(
    example: Example, wanted: Batch
) -> None:
    """In the DOCX and in the PDF as Typst sets it, which is fast; with BIDGEN_ALL_PDF=1 in both PDFs."""
    texts = _together(wanted)
    document = changed(example, texts)
    pages = paginate(document, example.sheet)
    docx = write_docx(document, example.sheet, pages, build_time(example.bid))
    back = [verify_docx(docx, document, BodyPages(pages.sections, 1))]
    words = {"docx": _docx_words(docx)}
    data, problems = write_typst(document, example.sheet, build_time(example.bid))
    assert problems == ()
    assert data is not None
    back.append(verify_pdf(data, document, _margins(example), structured=True))
    words["typst"] = _pdf_words(data, example)
    if "BIDGEN_ALL_PDF" in os.environ:
        pdf, problems = write_pdf(document, example.sheet, build_time(example.bid))
        assert problems == ()
        assert pdf is not None
        back.append(verify_pdf(pdf.data, document, _margins(example)))
        words["pdf"] = _pdf_words(pdf.data, example)
    assert [finding.message for outcome in back for finding in outcome.findings] == []
    for shown in words.values():
        assert [value for value in printed(document) if compact(value.text) not in shown] == []
    gone = _old_words(example.document, document)
    assert len(gone) > 400
    assert [(name, old) for name, shown in words.items() for old in gone if old in shown] == []


def _margins(example: Example) -> Margins:
    page = example.sheet.page
    return Margins(page.top, page.right, page.bottom, page.left)


def _docx_words(data: bytes) -> str:
    """Give all words of a DOCX, running lines included, without white space."""
    file = read_docx(data)
    return "".join((file.main.text, *(story.text for story in file.running.values())))


def _pdf_words(data: bytes, example: Example) -> str:
    """Give all words of a PDF, running lines included, without white space."""
    pages = read_pdf(data, _margins(example)).pages
    return "".join(page.body for page in pages) + "".join(page.header + page.footer for page in pages)


def _old_words(before: Document, after: Document) -> list[str]:
    """Give the old texts that stand neither in the templates' words nor in any new text: they must be gone."""
    kept = "\0".join([*_template_words(before), *(compact(value.text) for value in printed(after))])
    old = dict.fromkeys(compact(value.text) for value in printed(before))
    return [text for text in old if len(text) > SHORT and text not in kept]


def _template_words(document: Document) -> Iterable[str]:
    for segment in reading_text(document).segments:
        words, position = "", segment.start
        for place in segment.values:
            words += segment.text[position - segment.start : place.start - segment.start] + "\0"
            position = place.end
        if segment.kind != "contents":
            yield compact(words + segment.text[position - segment.start :])


# --- the YAML files --------------------------------------------------------------------------------------------------

COMPANY = "示例岭南视证科技有限公司"
EDITS = {
    "the warranty period": (
        "catalogs/warranty/video_evidence.yaml",
        "period: 3年\n    covers",
        "period: 4年\n    covers",
    ),
    "… which the company allows": (
        "company_profiles/shizheng/policy.yaml",
        "longest_warranty: 3年",
        "longest_warranty: 4年",
    ),
    "one cell of the service levels": (
        "catalogs/service_levels/video_evidence.yaml",
        "restore: {city: 4小时, province: 8小时}",
        "restore: {city: 4小时, province: 7小时}",
    ),
    "the hotline": ("company_profiles/shizheng/profile.yaml", "hotline: 400-000-0180", "hotline: 400-000-0193"),
    "the company's name": ("company_profiles/shizheng/profile.yaml", COMPANY, "示例海东图鉴技术有限公司"),
    "… on its certificates": ("company_profiles/shizheng/credentials.yaml", COMPANY, "示例海东图鉴技术有限公司"),
    "… in its price list": ("company_profiles/shizheng/prices.yaml", COMPANY, "示例海东图鉴技术有限公司"),
    "… as the maker": ("catalogs/products/video_evidence.yaml", COMPANY, "示例海东图鉴技术有限公司"),
    "an override": ("projects/video_evidence/project.yaml", "value: 3次", "value: 4次"),
}
"""What a person edits: file, old and new text."""

GONE = (COMPANY, "400-000-0180")
"""Old texts that stand for nothing else; 3年 and 8小时 are also other values, of which the trace tells."""
CHANGED = {
    "company.name": "示例海东图鉴技术有限公司",
    "company.phones.hotline": "400-000-0193",
    "service.warranty.groups[0].period": "4年",
    "service.warranty.groups[1].period": "4年",
    "service.service_levels.levels[0].restore.province": "7小时",
    "service.training.courses[2].times": "4次",
}


def test_with_four_values_edited_in_yaml_the_new_ones_stand_everywhere_and_the_old_nowhere(tmp_path: Path) -> None:
    demo = read_example(DEMO)
    root = _edited(tmp_path)
    built = build_project(root, root / "projects" / PROJECT.name, tmp_path / "out", Wanted(pdf_engine="typst"))
    assert [finding.message for finding in built.findings if finding.severity >= Severity.ERROR] == []
    files = {path.suffix: path.read_bytes() for path in built.files if path.suffix != ".json"}
    rows = json.loads((tmp_path / "out" / "trace.json").read_bytes())
    assert len(rows) == len(printed(demo.document))
    wrong = [
        row
        for row, old in zip(rows, sorted(printed(demo.document), key=lambda value: value.number), strict=True)
        if not _as_edited(row, old)
    ]
    assert wrong == []
    for shown in (_docx_words(files[".docx"]), _pdf_words(files[".pdf"], demo)):
        assert [new for new in CHANGED.values() if new not in shown] == []
        assert [old for old in GONE if _stands(old, shown)] == []


def _edited(folder: Path) -> Path:
    root = folder / "workspace"
    for name in ("catalogs", "company_profiles", "projects", "templates"):
        shutil.copytree(ROOT / name, root / name)
    for file, old, new in EDITS.values():
        text = (root / file).read_text(encoding="utf-8")
        assert old in text
        (root / file).write_text(text.replace(old, new), encoding="utf-8")
    return root


def _as_edited(row: dict[str, str], old: Value) -> bool:
    """Tell whether a row of the trace has the new text where its value was edited and the old text where not."""
    new = CHANGED["company.name"] if old.text == COMPANY else CHANGED.get(row["path"])
    if len(old.paths) > 1:
        return True
    return row["text"] == old.text if new is None else row["text"] in {new, f"{new}内"}


def _stands(old: str, shown: str) -> bool:
    return re.search(rf"(?<![0-9]){re.escape(old)}", shown) is not None
