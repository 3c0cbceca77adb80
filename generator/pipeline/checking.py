"""The checks of a project in their order: from its folder to a numbered document and all findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.commitments.catalog import Catalog, load_catalog
from generator.commitments.promise import promises
from generator.document.nodes import Document
from generator.document.number import number_document
from generator.document.volumes import parted
from generator.finding import Finding, Place, Severity
from generator.load.pictures import read_pictures
from generator.load.resources import TEMPLATES, list_names
from generator.load.scans import read_scans
from generator.load.workspace import Loaded, load_project
from generator.model.bid import Bid, build_bid
from generator.model.derived import derived_values
from generator.model.identity import identity_of
from generator.model.masking import masked
from generator.model.paths import picture_paths, scan_paths
from generator.pipeline.desk import NOT_BLIND, UNKNOWN_NAME, Checked, Desk, OnStep, as_checked
from generator.render.bilingual import bilingual
from generator.render.binding import bindings
from generator.render.composition import compose
from generator.render.document import render_document
from generator.render.kinds import Kind, read_kind
from generator.rules.brands import foreign_models
from generator.rules.foreign import foreign_names
from generator.rules.rule import context_of
from generator.rules.run import check
from generator.rules.wording import load_wording
from generator.source import SourceMap
from generator.style.letterhead import lettered
from generator.style.load import load_sheet
from generator.style.numbering import numbering_of
from generator.style.sheet import Sheet
from generator.zh.identifiers import nearest

if TYPE_CHECKING:
    from generator.style.reference import Branded


WIDE_GUTTER = "T045"
"""T045: the room for binding leaves too little for the text."""
BLIND_BILINGUAL = "B119"
"""B119: a blind bid is to be bilingual."""
_WIDEST_GUTTER = 30


def check_project(root: Path, project: Path, step: OnStep = lambda _: None, style: str = "") -> Checked:
    """Run every check on a project and write nothing; `style` is used instead of the project's where given."""
    desk = Desk(root, step)
    step("读取资料")
    loaded = desk.take(load_project(root, project))
    folder = (project if project.is_dir() else project.parent).resolve().name
    if loaded is None:
        return Checked(tuple(desk.findings), SourceMap(), desk.texts, readable=False, folder=folder)
    desk.texts.update(loaded.texts)
    desk.inputs.update({file.file: file.sha256 for file in loaded.files})
    step("核对资料")
    bid = desk.take(build_bid(loaded))
    if bid is None:
        return as_checked(desk, loaded, folder=folder)
    kind = kind_of(desk, bid)
    sheet = sheet_of(desk, bid, kind, style)
    desk.findings.extend((*_openness(bid, sheet), *_one_language(bid, sheet)))
    look = _company_look(desk, loaded, bid, sheet)
    sheet = look.sheet if look else sheet
    step("排入章节")
    document = numbered_document(desk, loaded, bid, kind, sheet) if kind and sheet else None
    if document and look and sheet:
        document = lettered(document, look.letterhead)
        sheet = _readable(document, sheet)
    sheet = _whole_contents(document, sheet) if document and sheet else sheet
    sheet = _roomy(document, sheet) if document and sheet and bid.project.bilingual else sheet
    desk.findings.extend(_cover_findings(document, sheet) if document and sheet else ())
    step("逐条审核")
    wording = desk.take(load_wording(root))
    catalog = desk.take(load_catalog(root))
    if wording is not None:
        context = context_of(
            bid,
            document,
            wording,
            MappingProxyType(desk.texts),
            {**foreign_names(root, bid), **foreign_models(root, bid)},
        )
        desk.findings.extend(check(context.with_promises(promises(bid, catalog or Catalog()))))
    return as_checked(desk, loaded, bid=bid, kind=kind, sheet=sheet, document=document, folder=folder, catalog=catalog)


def _whole_contents(document: Document, sheet: Sheet) -> Sheet:
    from generator.layout.pages import contents_sheet

    return sheet if document.volumes else contents_sheet(document.contents, sheet)


def _roomy(document: Document, sheet: Sheet) -> Sheet:
    from generator.layout.cover import fitted_cover

    return fitted_cover([part.cover for part in parted(document)], sheet)


def _readable(document: Document, sheet: Sheet) -> Sheet:
    from generator.layout.cover import readable_cover

    return readable_cover(document.cover, sheet)


def _cover_findings(document: Document, sheet: Sheet) -> Iterator[Finding]:
    from generator.layout.cover import cover_findings

    return cover_findings(document.cover, sheet)


def kind_of(desk: Desk, bid: Bid) -> Kind | None:
    """Read the kind of document that the project names."""
    name = bid.project.kind
    file = f"kinds/{name}.yaml"
    text = desk.template(file)
    if text is not None:
        kind = desk.take(read_kind(text, f"{TEMPLATES}/{file}"))
        chapters = desk.take(compose(kind.chapters, bid.project.chapters)) if kind else None
        if not kind or not chapters:
            return kind
        volumes = desk.take(bindings(chapters, bid.project.volumes)) or ()
        kind = replace(kind, chapters=chapters, volumes=volumes)
        return (desk.take(bilingual(kind, bid)) or kind) if bid.project.bilingual else kind
    desk.findings.append(_unknown(desk, "project.kind", "文件种类", name, "kinds"))
    return None


def sheet_of(desk: Desk, bid: Bid, kind: Kind | None, style: str = "") -> Sheet | None:
    """Read the style: the one asked for, or else that of the project, of its kind, the house style."""
    name = style or bid.project.style or (kind.style if kind else "house")
    file = f"style/{name}.yaml"
    text = desk.template(file)
    if text is not None:
        return _printed_so(desk, desk.take(load_sheet(text, f"{TEMPLATES}/{file}")), bid)
    desk.findings.append(_unknown(desk, "" if style else "project.style", "版式", name, "style"))
    return None


def _company_look(desk: Desk, loaded: Loaded, bid: Bid, sheet: Sheet | None) -> Branded | None:
    """Take the look of the company's own Word file over, where its profile names one."""
    if sheet is None or bid.company.brand is None:
        return None
    from generator.style.reference import company_look

    return desk.take(company_look(desk.root, bid.company.brand.reference_docx, sheet, loaded.sources))


def _printed_so(desk: Desk, sheet: Sheet | None, bid: Bid) -> Sheet | None:
    """Give the sheet for how the project is printed: on both sides, with room where it is bound."""
    printing = bid.project.printing
    if sheet is None or printing is None:
        return sheet
    gutter = printing.gutter or 0
    if gutter > _WIDEST_GUTTER:
        message = f"装订线宽{gutter}毫米，正文放不下"
        hint = f"一般为5至15毫米，最多{_WIDEST_GUTTER}毫米。"
        desk.findings.append(Finding(WIDE_GUTTER, Severity.ERROR, Place("project.printing.gutter"), message, hint))
        return sheet
    page = sheet.page.model_copy(
        update={
            "left": sheet.page.left + gutter,
            "duplex": bool(printing.duplex),
            "chapters_on_right": bool(printing.duplex and printing.chapters_on_right),
        }
    )
    return sheet.model_copy(update={"page": page})


def _openness(bid: Bid, sheet: Sheet | None) -> Iterator[Finding]:
    """Tell where the tender demands a blind bid and the style makes an open one."""
    if bid.project.anonymous and sheet is not None and sheet.blind is None:
        message = f"招标文件要求暗标，版式“{sheet.title}”却会印出投标人"
        hint = "在 project.yaml 写 style: blind，或者用 bidgen build --style blind 生成。"
        yield Finding(NOT_BLIND, Severity.ERROR, Place("project.anonymous"), message, hint)


def _one_language(bid: Bid, sheet: Sheet | None) -> Iterator[Finding]:
    """Tell where a bilingual cover is asked of a style that makes a blind bid."""
    if bid.project.bilingual and (bid.project.anonymous or (sheet is not None and sheet.blind is not None)):
        message = "暗标不能有中英文封面和英文摘要：英文的字形和写法会使标书可以辨认"
        hint = "暗标请在 project.yaml 去掉 bilingual: true。"
        yield Finding(BLIND_BILINGUAL, Severity.ERROR, Place("project.bilingual"), message, hint)


def _unknown(desk: Desk, path: str, what: str, name: str, folder: str) -> Finding:
    known = list_names(desk.root, f"{TEMPLATES}/{folder}", ".yaml")
    best = nearest(name, known)
    hint = (f"是不是“{best}”？" if best else "") + f"可用的{what}：{'、'.join(known) or '（无）'}。"
    return Finding(UNKNOWN_NAME, Severity.ERROR, Place(path), f"没有名为“{name}”的{what}", hint)


def numbered_document(desk: Desk, loaded: Loaded, bid: Bid, kind: Kind, sheet: Sheet) -> Document | None:
    """Render and number; a picture that cannot be read is a finding, and leaves no document."""
    named = picture_paths(bid)
    pictures = desk.take(read_pictures(desk.root, named, loaded.sources)) or {}
    scanned = scan_paths(bid)
    scans = desk.take(read_scans(desk.root, scanned, loaded.sources)) or {}
    shown = masked(bid, identity_of(bid)) if sheet.blind else bid
    rendered = desk.take(
        render_document(shown, derived_values(shown), kind, desk.template, pictures, blind=sheet.blind, scans=scans)
    )
    if rendered is None or len(pictures) < len(named) or len(scans) < len(scanned):
        return None
    return desk.take(number_document(rendered, numbering_of(sheet)))
