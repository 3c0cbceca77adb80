"""Fills the folders the measured runs read: a tree, the docxtpl template, the HTML page and the Typst source of it.

`python benchmarks/prepared.py FOLDER PAGES…` from the checkout makes one folder for each size, with `--audited` only
the DOCX that is audited; `… FOLDER --projects N` makes the workspace of the batch. The references get the
content our own writers make: the template is our DOCX with a tag in place of each value, the page and the source are
what our writers hand to WeasyPrint and to Typst.
"""

from __future__ import annotations

import argparse
import json
import pickle
import re
import shutil
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import inputs  # noqa: E402 - needs the path set above
from benchmarks.template import template_of  # noqa: E402
from generator.batch.template_cache import kept_templates  # noqa: E402
from generator.document.nodes import Document  # noqa: E402
from generator.layout.pages import paginate  # noqa: E402
from generator.pipeline.checking import check_project  # noqa: E402
from generator.pipeline.desk import build_time  # noqa: E402
from generator.style.sheet import Sheet  # noqa: E402
from generator.write.docx.package import write_docx  # noqa: E402
from generator.write.pdf.box_font import box_font  # noqa: E402
from generator.write.pdf.engine import write_pdf  # noqa: E402
from generator.write.pdf.figures import SCHEME  # noqa: E402
from generator.write.typst.engine import write_typst  # noqa: E402

_ADDRESS = re.compile(re.escape(SCHEME) + r"[\w/.-]+")
_ENDINGS = {"image/png": ".png", "image/jpeg": ".jpg", "image/svg+xml": ".svg", "font/ttf": ".ttf"}


def main() -> None:
    """Make the folders of all sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("pages", nargs="*", type=int)
    parser.add_argument("--audited", action="store_true", help="write only the DOCX that is audited")
    parser.add_argument("--projects", type=int, help="make a workspace of so many projects instead")
    arguments = parser.parse_args()
    if arguments.projects:
        _workspace(arguments.folder, arguments.projects)
        return
    with kept_templates():
        checked = check_project(ROOT, ROOT / "projects" / inputs.EXAMPLE)
    if checked.document is None or checked.sheet is None:
        sys.exit(f"the example has errors: {checked.findings}")
    for pages in arguments.pages:
        document = inputs.tree(checked.document, checked.sheet, pages)
        fill = audited if arguments.audited else prepare
        fill(arguments.folder / str(pages), document, checked.sheet, build_time(checked.bid))


def _workspace(folder: Path, projects: int) -> None:
    inputs.workspace(ROOT, folder, projects)
    change = {"file": inputs.CHANGED_FILE, "path": inputs.CHANGED_PATH, "texts": inputs.CHANGED_TEXTS}
    (folder / "change.json").write_text(json.dumps(change, ensure_ascii=False), encoding="utf-8")


def audited(case: Path, document: Document, sheet: Sheet, created: datetime) -> None:
    """Write the DOCX of a size as a foreign file: as other programs write it, without the record of our own."""
    case.mkdir(parents=True)
    (case / "example").write_text(inputs.EXAMPLE, encoding="utf-8")
    data = write_docx(document, sheet, paginate(document, sheet), created)
    (case / "audited.docx").write_bytes(inputs.without_record(data))


def prepare(case: Path, document: Document, sheet: Sheet, created: datetime) -> None:
    """Fill the folder of one size."""
    case.mkdir(parents=True)
    (case / "example").write_text(inputs.EXAMPLE, encoding="utf-8")
    (case / "tree.pickle").write_bytes(pickle.dumps((document, sheet, created)))
    template, values = template_of(write_docx(document, sheet, paginate(document, sheet), created))
    (case / "template.docx").write_bytes(template)
    (case / "values.json").write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
    _page(case / "page", document, sheet, created)
    _source(case, document, sheet, created)


def _page(folder: Path, document: Document, sheet: Sheet, created: datetime) -> None:
    """Write the HTML with its CSS as a file, pictures and fonts beside it, as anybody would hand it to WeasyPrint."""
    html, css, fetcher = _page_of(document, sheet, created)
    whole = html.replace("</head>", f"<style>{css}</style></head>", 1)
    folder.mkdir()
    names: dict[str, str] = {}
    for number, address in enumerate(sorted(set(_ADDRESS.findall(whole)))):
        response = fetcher.fetch(address)
        names[address] = f"{number}{_ENDINGS[response.content_type]}"
        (folder / names[address]).write_bytes(response.read())
    whole = _ADDRESS.sub(lambda found: names[found[0]], whole)
    (folder / "page.html").write_text(whole, encoding="utf-8")


def _page_of(document: Document, sheet: Sheet, created: datetime) -> Any:  # noqa: ANN401 - HTML, CSS, a fetcher
    """Give what our writer hands to WeasyPrint."""
    import weasyprint  # noqa: PLC0415 - needs the system's libraries

    css: list[str] = []
    real = weasyprint.CSS

    def styled(*, string: str, **options: Any) -> Any:  # noqa: ANN401 - WeasyPrint has no types
        css.append(string)
        return real(string=string, **options)

    def parsed(html: str, fetcher: object) -> None:
        raise _Heard((html, "".join(css), fetcher))

    with patch("weasyprint.CSS", styled), patch("generator.write.pdf.engine.parsed_html", parsed):
        return _stopped(lambda: write_pdf(document, sheet, created))


class _Heard(Exception):  # noqa: N818 - stops our writer where the reference begins; nothing went wrong
    """What our writer handed over."""


def _source(case: Path, document: Document, sheet: Sheet, created: datetime) -> None:
    """Keep the folder our writer hands to Typst, and the options it gives."""
    (case / "fonts").mkdir()
    (case / "fonts" / "box.ttf").write_bytes(box_font())

    def compiled(main: str, *, root: str, **options: Any) -> None:  # noqa: ANN401 - Typst's own options
        shutil.copytree(root, case / "typst")
        raise _Heard((Path(main).name, options))

    with patch("typst.compile_with_warnings", compiled), patch("typst.compile", compiled):
        main, options = _stopped(lambda: write_typst(document, sheet, created))
    kept = {name: value for name, value in options.items() if name in {"format", "pdf_standards"}}
    kept |= {"main": main, "timestamp": options["timestamp"].isoformat()}
    (case / "typst.json").write_text(json.dumps(kept), encoding="utf-8")


def _stopped(write: Callable[[], object]) -> Any:  # noqa: ANN401 - what our writer handed over
    try:
        write()
    except _Heard as heard:
        return heard.args[0]
    raise AssertionError("our writer did not hand anything over")


if __name__ == "__main__":
    main()
