"""The chapters of one document: those of its kind, changed as the project says, without those left out on purpose."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from generator.finding import Finding, Outcome, Place, Severity
from generator.render import views
from generator.render.filters import is_given
from generator.render.kinds import Chapter, template_of
from generator.render.places import stretch
from generator.render.views import UnknownName
from generator.source import Span
from generator.zh.identifiers import nearest

if TYPE_CHECKING:
    from generator.render.run import ReadTemplate, Run

UNKNOWN_CONDITION = "T034"
"""A chapter's condition, or what its template needs, names a key path the data do not have."""
MISSING_DATA = "T038"
"""A chapter's template needs data that are not given, and the kind does not say that it may be left out."""
UNKNOWN_CHAPTER = "T039"
"""The project changes a chapter the kind does not have, or moves one to a place that is not there."""

Chapters = tuple[Chapter, ...]

_TITLE = re.compile(r"^# .*$", re.MULTILINE)


class Change(Protocol):
    """What a project says about one chapter: `model.project.ChapterChange`."""

    @property
    def id(self) -> str:
        """The chapter."""

    @property
    def drop(self) -> bool | None:
        """Leave it out, with its sections."""

    @property
    def title(self) -> str | None:
        """Its other title."""

    @property
    def file(self) -> str | None:
        """Its other template, or the template of a new chapter."""

    @property
    def after(self) -> str | None:
        """The chapter or section it stands behind."""

    @property
    def before(self) -> str | None:
        """The chapter or section it stands before."""


def compose(chapters: Chapters, changes: Sequence[Change], path: str = "project.chapters") -> Outcome[Chapters]:
    """Apply a project's changes in their order; `path` is their key path, for findings."""
    findings: list[Finding] = []
    for index, change in enumerate(changes):
        outcome = _changed(chapters, change, f"{path}[{index}]")
        findings += outcome.findings
        chapters = outcome.value or chapters
    return Outcome(chapters, tuple(findings))


def chosen(run: Run, chapters: Chapters) -> Chapters:
    """Give the chapters that are printed: whose condition holds and whose data are there; gaps are reported."""
    found = (_chosen(run, chapter) for chapter in chapters)
    return tuple(chapter for chapter in found if chapter is not None)


def needs(text: str) -> tuple[tuple[str, int], ...]:
    """Give the key paths a template says it needs (`{# needs: service.training, … #}`) with their offsets in it."""
    return tuple((found[0], found.start()) for comment in _NEEDS.finditer(text) for found in _paths_in(comment))


def declared_ids(text: str) -> Iterator[str]:
    """Give the ids a template's source gives to sections (`{#id}`) and to tables and figures (first arguments)."""
    return (found[1] or found[2] for found in _DECLARED.finditer(text))


def chapter_ids(chapters: Chapters, read: ReadTemplate) -> Iterator[str]:
    """Give the ids that chapters and their sections lend to headings: a template's own `{#id}` takes their place."""
    return (chapter.id for chapter in _all(chapters) if not _titled(read(chapter.file) if chapter.file else None))


def _titled(text: str | None) -> bool:
    """Tell whether a template names its first heading itself."""
    title = _TITLE.search(text or "")
    return title is not None and "{#" in title[0]


def template_files(chapters: Chapters) -> Iterator[str]:
    """Give the templates of chapters and of all their sections, in their order."""
    for chapter in chapters:
        if chapter.file:
            yield chapter.file
        yield from template_files(chapter.sections)


# --- what the project changes ----------------------------------------------------------------------------------------


def _changed(chapters: Chapters, change: Change, path: str) -> Outcome[Chapters]:
    known = _find(chapters, change.id)
    if known is None and not change.file:
        return Outcome(None, (_unknown(chapters, change.id, f"{path}.id"),))
    if change.drop:
        return Outcome(_without(chapters, change.id))
    wanted = _edited(known or Chapter(change.id, "", "", _nowhere(chapters)), change, path)
    place = change.after or change.before
    if place is None:
        return Outcome(_put(chapters, change.id, lambda _: (wanted,)) if known else (*chapters, wanted))
    rest = _without(chapters, change.id)
    if _find(rest, place) is None:
        return Outcome(None, (_unknown(rest, place, f"{path}.{'after' if change.after else 'before'}"),))
    return Outcome(_put(rest, place, lambda near: (near, wanted) if change.after else (wanted, near)))


def _edited(chapter: Chapter, change: Change, path: str) -> Chapter:
    if change.file:
        chapter = replace(chapter, file=template_of(change.file))
    return replace(chapter, title=change.title, title_path=f"{path}.title") if change.title else chapter


def _find(chapters: Chapters, name: str) -> Chapter | None:
    return next((chapter for chapter in _all(chapters) if chapter.id == name), None)


def _all(chapters: Chapters) -> Iterator[Chapter]:
    for chapter in chapters:
        yield chapter
        yield from _all(chapter.sections)


def _without(chapters: Chapters, name: str) -> Chapters:
    return _put(chapters, name, lambda _: ())


def _put(chapters: Chapters, name: str, into: Callable[[Chapter], Chapters]) -> Chapters:
    """Replace the chapter of this id, wherever it stands, by what `into` gives for it."""
    return tuple(
        made
        for chapter in chapters
        for made in (
            into(chapter) if chapter.id == name else (replace(chapter, sections=_put(chapter.sections, name, into)),)
        )
    )


def _nowhere(chapters: Chapters) -> Span:
    return chapters[-1].span if chapters else Span("", 1, 1, 1, 1)


def _unknown(chapters: Chapters, name: str, path: str) -> Finding:
    known = [chapter.id for chapter in _all(chapters)]
    close = nearest(name, known)
    hint = f"最接近的是 {close}" if close else f"这种文件有：{'、'.join(known)}"
    if path.endswith(".id"):
        hint += "；要加一章，请同时写 file"
    return Finding(UNKNOWN_CHAPTER, Severity.ERROR, Place(path), f"文件种类中没有 id 为 {name} 的章节", hint)


# --- what is printed -------------------------------------------------------------------------------------------------

_NEEDS = re.compile(r"\{#-?\s*needs\s*[:：](.*?)#\}", re.DOTALL)
_DECLARED = re.compile(r"\{#([A-Za-z][\w-]*)|(?<!\|)\b(?!(?:ref|has|by_id)\b)\w+\(\s*\"([A-Za-z][\w-]*)\"", re.ASCII)
_PATH = re.compile(r"[a-z][A-Za-z0-9_.\[\]]*")


def _paths_in(comment: re.Match[str]) -> Iterator[re.Match[str]]:
    return _PATH.finditer(comment.string, comment.start(1), comment.end(1))


def _chosen(run: Run, chapter: Chapter) -> Chapter | None:
    """Give a chapter with those of its sections that are printed; a bare heading goes with the last of them."""
    if chapter.open_only and run.blind:
        return None
    if chapter.when and not _given(run, chapter.when, chapter.span, f"章节 {chapter.id} 的条件"):
        return None
    if _has_gap(run, chapter):
        return None
    sections = chosen(run, chapter.sections)
    return replace(chapter, sections=sections) if chapter.file or sections or not chapter.sections else None


def _has_gap(run: Run, chapter: Chapter) -> bool:
    text = (run.read(chapter.file) if chapter.file else None) or ""
    file = run.file(chapter.file)
    spans = {path: stretch(file, text, start, start + len(path)) for path, start in needs(text)}
    missing = [path for path, span in spans.items() if not _given(run, path, span, f"模板 {chapter.file} 所需的资料")]
    if missing and not chapter.optional:
        message = f"章节 {chapter.id} 缺少资料：{'、'.join(missing)}"
        hint = f"请填写这些键；不需要这一章的，在 project.yaml 的 chapters 中写 {{id: {chapter.id}, drop: true}}"
        also = tuple(Place(path, span=spans[path]) for path in missing)
        run.add(Finding(MISSING_DATA, Severity.ERROR, Place(span=chapter.span), message, hint, also=also))
    return bool(missing)


def _given(run: Run, path: str, span: Span, what: str) -> bool:
    found = views.resolve(run.roots, path)
    if isinstance(found, UnknownName):
        run.add(Finding(UNKNOWN_CONDITION, Severity.ERROR, Place(span=span), f"{what} {path} 不存在", "请检查键路径"))
        return False
    return is_given(found)
