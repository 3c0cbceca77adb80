"""Change one key: wherever the old text stood the new one stands, and nothing else has changed.

The whole tree is made again for each batch of leaves; no two leaves of a batch are printed by one value, so that what
is seen at a leaf's values is the doing of that leaf alone.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from generator.document.nodes import Document, Value
from generator.document.text import compact, reading_text
from generator.finding import Severity
from generator.layout.pages import paginate
from generator.model.paths import leaves
from generator.pipeline import build_project, build_time
from generator.verify.docx_reader import read_docx
from generator.verify.outputs import BodyPages, verify_docx, verify_pdf
from generator.verify.pdf_reader import Margins, read_pdf
from generator.write.docx.package import write_docx
from generator.write.pdf.engine import write_pdf
from tests.acceptance.changes import (
    PROJECT,
    ROOT,
    STRUCTURAL,
    Demo,
    batches,
    changed,
    changes,
    masked,
    old_text,
    printed,
    structural,
)

NOT_PRINTED = {
    r"company\.credentials\[\d+\]\.(scope|holder)": "供资格审核，证书图片上可见",
    r"company\.credentials\[\d+\]\.valid_from": "供资格审核，表中只印有效期截止日",
    r"company\.sites\[\d+\]\.(kind|province|city)": "网点表印名称和详细地址",
    r"company\.staff\[\d+\]\.(ethnicity|origin|region|work_since|base|birth|position|role_since|speciality|title)": (
        "只有项目经理和技术负责人印简历"
    ),
    r"project\.(opening|validity)": "供审核证书和价目的有效期",
    r"project\.overrides\[\d+\]\.(approver|date|reason)": "改写的依据，留在内部",
    r"service\.service_levels\.regions\[\d+\]\.places\[0\]": "区域只含一地时印区域名称",
}
"""Leaves with words that the demo's kind of document does not print, by key path, with the reason."""

Batch = Mapping[str, Mapping[str, str]]


@pytest.fixture(scope="module")
def wanted(demo: Demo) -> dict[str, dict[str, str]]:
    return changes(demo)


# --- the tree --------------------------------------------------------------------------------------------------------


def test_every_leaf_of_the_demo_is_changed_or_points(demo: Demo, wanted: Batch) -> None:
    everything = dict(leaves(demo.bid))
    assert [path for path, value in everything.items() if (path in wanted) == structural(path, value)] == []
    assert [path for path, texts in wanted.items() if texts[path] == old_text(demo, path)] == []
    assert [pattern for pattern in STRUCTURAL if not any(re.fullmatch(pattern, path) for path in everything)] == []


def test_a_changed_leaf_changes_its_values_and_nothing_else(demo: Demo, wanted: Batch) -> None:
    before = printed(demo.document)
    words = masked(demo.document)
    wrong: list[object] = []
    for batch in batches(wanted, demo.document):
        document = changed(demo, _together(batch))
        after = printed(document)
        assert masked(document) == words
        assert [value.paths for value in after] == [value.paths for value in before]
        wrong.extend(_wrong_values(demo, before, after, _together(batch)))
        assert document.properties.author == _together(batch).get("company.name", demo.document.properties.author)
    assert wrong == []


def test_a_leaf_that_is_not_printed_is_one_of_the_few_named(demo: Demo, wanted: Batch) -> None:
    shown = {path for value in printed(demo.document) for path in value.paths}
    silent = [path for path in wanted if path not in shown]
    named = [path for path in wanted if any(re.fullmatch(pattern, path) for pattern in NOT_PRINTED)]
    assert [path for path in silent if path not in named] == []
    assert [pattern for pattern in NOT_PRINTED if not any(re.fullmatch(pattern, path) for path in silent)] == []


def _together(batch: Batch) -> dict[str, str]:
    return {path: text for texts in batch.values() for path, text in texts.items()}


def _wrong_values(
    demo: Demo, before: Iterable[Value], after: Iterable[Value], texts: Mapping[str, str]
) -> list[tuple[Value, Value]]:
    """Give the values that changed without a reason, and those that did not though they had one."""
    return [
        (old, new)
        for old, new in zip(before, after, strict=True)
        if (old.text != new.text) != _must_change(demo, old, texts)
    ]


def _must_change(demo: Demo, value: Value, texts: Mapping[str, str]) -> bool:
    """Tell whether a value must have another text: an extreme of several follows the one cell it was taken from."""
    touched = [path for path in value.paths if path in texts]
    cells = [path for path in value.paths if path.startswith("service.service_levels.levels[")]
    if not touched or len(cells) < 2:
        return bool(touched)
    taken_from = [path for path in cells if old_text(demo, path) == value.text]
    return taken_from == touched or any(int(texts[path][:-2]) > int(value.text[:-2]) for path in touched)


# --- the outputs -----------------------------------------------------------------------------------------------------


def test_with_every_leaf_changed_both_outputs_show_the_new_words_and_none_of_the_old(demo: Demo, wanted: Batch) -> None:
    texts = _together(wanted)
    document = changed(demo, texts)
    pages = paginate(document, demo.sheet)
    docx = write_docx(document, demo.sheet, pages, build_time(demo.bid))
    pdf, problems = write_pdf(document, demo.sheet, build_time(demo.bid))
    assert problems == ()
    assert pdf is not None
    stored = BodyPages(pages.sections, 1)
    back = (verify_docx(docx, document, stored), verify_pdf(pdf.data, document, _margins(demo)))
    assert [finding.message for outcome in back for finding in outcome.findings] == []
    words = _words(docx, pdf.data, demo)
    for shown in words.values():
        assert [value for value in printed(document) if compact(value.text) not in shown] == []
    gone = _old_words(demo.document, document)
    assert len(gone) > 700
    assert [(name, old) for name, shown in words.items() for old in gone if old in shown] == []


def _margins(demo: Demo) -> Margins:
    page = demo.sheet.page
    return Margins(page.top, page.right, page.bottom, page.left)


def _words(docx: bytes, pdf: bytes, demo: Demo) -> dict[str, str]:
    """Give all words of both outputs, running lines included, without white space."""
    file = read_docx(docx)
    paper = read_pdf(pdf, _margins(demo))
    return {
        "docx": "".join((file.main.text, *(story.text for story in file.running.values()))),
        "pdf": "".join(page.body for page in paper.pages) + "".join(page.header + page.footer for page in paper.pages),
    }


def _old_words(before: Document, after: Document) -> list[str]:
    """Give the old texts that stand neither in the templates' words nor in any new text: they must be gone."""
    kept = "\0".join([*_template_words(before), *(compact(value.text) for value in printed(after))])
    old = dict.fromkeys(compact(value.text) for value in printed(before))
    return [text for text in old if len(text) > 1 and text not in kept]


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


def test_with_four_values_edited_in_yaml_the_new_ones_stand_everywhere_and_the_old_nowhere(
    demo: Demo, tmp_path: Path
) -> None:
    root = _edited(tmp_path)
    built = build_project(root, root / "projects" / PROJECT.name, tmp_path / "out")
    assert [finding.message for finding in built.findings if finding.severity >= Severity.ERROR] == []
    files = {path.suffix: path.read_bytes() for path in built.files if path.name != "manifest.json"}
    rows = json.loads(files[".json"])
    assert len(rows) == len(printed(demo.document))
    wrong = [
        row
        for row, old in zip(rows, sorted(printed(demo.document), key=lambda value: value.number), strict=True)
        if not _as_edited(row, old)
    ]
    assert wrong == []
    for shown in _words(files[".docx"], files[".pdf"], demo).values():
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
