"""The volumes a project has its document bound in: which chapters stand in which, and what is wrong with that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from generator.document.nodes import Value
from generator.finding import Finding, Outcome, Place, Severity
from generator.render.kinds import Binding, Chapter
from generator.zh.identifiers import nearest

if TYPE_CHECKING:
    from generator.render.run import Run

UNKNOWN_CHAPTER = "T043"
"""A volume names a chapter the kind does not have, or one that another volume has."""
UNBOUND_CHAPTER = "T044"
"""A chapter that is printed stands in no volume, or none of a volume's chapters is printed."""


class VolumeData(Protocol):
    """What a project says about one volume: `model.project.Volume`."""

    @property
    def id(self) -> str:
        """Its name in file names."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def chapters(self) -> tuple[str, ...]:
        """Its chapters in order, by id."""


def bindings(
    chapters: Sequence[Chapter], volumes: Sequence[VolumeData], path: str = "project.volumes"
) -> Outcome[tuple[Binding, ...]]:
    """Give the volumes of a project; `path` is their key path, for findings."""
    made = tuple(
        Binding(volume.id, volume.title, volume.chapters, f"{path}[{index}]", getattr(volume, "title_en", None) or "")
        for index, volume in enumerate(volumes)
    )
    return Outcome(made, tuple(_faults([chapter.id for chapter in chapters], made)))


def bound(run: Run, chapters: tuple[Chapter, ...], volumes: Sequence[Binding]) -> tuple[Chapter, ...]:
    """Give the printed chapters in the order of the volumes; one that stands in none is reported."""
    if not volumes:
        return chapters
    by_id = {chapter.id: chapter for chapter in chapters}
    named = [name for volume in volumes for name in volume.chapters]
    for chapter in chapters:
        if chapter.id not in named:
            hint = "把它写进一册的 chapters；不需要这一章的，在 project.yaml 的 chapters 中写 drop: true"
            message = f"章节 {chapter.id} 没有编入任何一册"
            run.add(Finding(UNBOUND_CHAPTER, Severity.ERROR, Place("project.volumes"), message, hint))
    for volume in volumes:
        if not any(name in by_id for name in volume.chapters):
            message, hint = f"分册“{volume.title}”没有印出任何一章", "它的各章都没有资料；请填写，或者去掉这一册"
            run.add(Finding(UNBOUND_CHAPTER, Severity.ERROR, Place(f"{volume.path}.chapters"), message, hint))
    rest = [name for name in by_id if name not in named]  # nothing is written then: only that references still find it
    return tuple(by_id[name] for name in dict.fromkeys((*named, *rest)) if name in by_id)


def volume_title(volume: Binding, file: str) -> Value:
    """Give the title of a volume as a value of the project."""
    return Value(volume.title, (f"{volume.path}.title",), file, 1)


def _faults(known: Sequence[str], volumes: Sequence[Binding]) -> Iterator[Finding]:
    seen: dict[str, Binding] = {}
    for volume in volumes:
        for index, name in enumerate(volume.chapters):
            place = Place(f"{volume.path}.chapters[{index}]")
            if name not in known:
                close = nearest(name, known)
                hint = f"最接近的是 {close}" if close else f"这种文件的章有：{'、'.join(known)}"
                message = f"分册“{volume.title}”写了没有的章节 {name}"
                yield Finding(UNKNOWN_CHAPTER, Severity.ERROR, place, message, hint)
            elif name in seen:
                message = f"章节 {name} 同时编入“{seen[name].title}”和“{volume.title}”"
                yield Finding(UNKNOWN_CHAPTER, Severity.ERROR, place, message, "每章只编入一册")
            seen.setdefault(name, volume)
