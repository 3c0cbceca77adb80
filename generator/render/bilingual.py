"""The bilingual front a project may ask for: its kind with the cover and summary in two languages, or what lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from generator.document.nodes import Inlines, Value
from generator.finding import Finding, Outcome, Place, Severity
from generator.model.bid import Bid
from generator.render.kinds import Binding, Chapter, Kind
from generator.source import Span

NO_ENGLISH_NAME = "T047"
"""A name the bilingual cover or summary prints has no English in the data, or one with Chinese characters."""

SUMMARY = "bilingual_summary"
_COVER = "front/cover_bilingual.md.j2"
_CHAPTER = "front/summary_bilingual.md.j2"
_HAN = re.compile(r"[\u3400-\u9fff]")


def bilingual(kind: Kind, bid: Bid) -> Outcome[Kind]:
    """Give the kind with its bilingual cover and, as first chapter, the summary; None where English names lack."""
    findings = tuple(_gaps(kind, bid))
    if findings:
        return Outcome(None, findings)
    if bid.service.warranty is None and bid.service.service_levels is None and bid.service.channels is None:
        return Outcome(replace(kind, cover=_COVER))
    span = kind.chapters[0].span if kind.chapters else Span(kind.file, 1, 1, 1, 1)
    chapters = (Chapter(SUMMARY, _CHAPTER, "", span), *kind.chapters)
    return Outcome(replace(kind, cover=_COVER, chapters=chapters, volumes=_with_summary(kind.volumes)))


def english_title(volume: Binding, kind: Kind) -> Inlines:
    """Give the English title of a volume as a value of the project; nothing where the cover is Chinese alone."""
    if kind.cover != _COVER or not volume.title_en:
        return ()
    return (Value(volume.title_en, (f"{volume.path}.title_en",), kind.file, 1),)


def _with_summary(volumes: tuple[Binding, ...]) -> tuple[Binding, ...]:
    return tuple(
        replace(volume, chapters=(SUMMARY, *volume.chapters)) if place == 0 else volume
        for place, volume in enumerate(volumes)
    )


def _gaps(kind: Kind, bid: Bid) -> Iterator[Finding]:
    if not kind.title_en or _HAN.search(kind.title_en):
        place = Place(span=Span(kind.file, 1, 1, 1, 1))
        yield _gap(place, f"文件种类 {kind.name} 的标题", "title_en", kind.title_en)
    for path, key, words in (*_front(bid), *_service(bid)):
        if not words or _HAN.search(words):
            yield _gap(Place(path), path, key, words or "")


def _gap(place: Place, what: str, key: str, words: str) -> Finding:
    message = f"{what} 的英文 {key} 含有汉字：“{words}”" if words else f"{what} 没有写英文 {key}"
    hint = f"在它旁边补写 {key}: …（英文名称）；不要英文的，去掉 bilingual: true。"
    return Finding(NO_ENGLISH_NAME, Severity.ERROR, place, message, hint)


Fact = tuple[str, str, str | None]


def _front(bid: Bid) -> Iterator[Fact]:
    """Give each name of the cover by its key path, the key of its English, the English."""
    project, company = bid.project, bid.company
    yield "project.name", "name_en", project.name_en
    yield "project.buyer", "buyer_en", project.buyer_en
    yield "company.name", "english_name", company.english_name
    yield "company.address", "address_en", company.address_en
    if project.package:
        yield "project.package", "package_en", project.package_en
    if project.agency:
        yield "project.agency", "agency_en", project.agency_en
    if project.remark:
        yield "project.remark", "remark_en", project.remark_en
    for index, volume in enumerate(project.volumes):
        yield f"project.volumes[{index}].title", "title_en", volume.title_en


def _service(bid: Bid) -> Iterator[Fact]:
    """Give each name of the summary likewise."""
    warranty, levels = bid.service.warranty, bid.service.service_levels
    if warranty:
        yield "service.warranty.start_event", "start_event_en", warranty.start_event_en
        for index, group in enumerate(warranty.groups):
            yield f"service.warranty.groups[{index}].name", "name_en", group.name_en
    if levels:
        yield "service.service_levels.clock_start", "clock_start_en", levels.clock_start_en
        for index, region in enumerate(levels.regions):
            yield f"service.service_levels.regions[{index}].name", "name_en", region.name_en
        for index, level in enumerate(levels.levels):
            yield f"service.service_levels.levels[{index}].name", "name_en", level.name_en
