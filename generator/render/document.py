"""The whole document: cover, running lines and chapters of a kind, rendered from one bid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Protocol

from generator.document.nodes import (
    Block,
    Contents,
    Cover,
    Document,
    Picture,
    Properties,
    Running,
    Signing,
    Text,
    Volume,
)
from generator.finding import Outcome, Severity, worst
from generator.render import views
from generator.render.bilingual import english_title
from generator.render.binding import bound, volume_title
from generator.render.blinding import Allowed, blinded
from generator.render.chapters import render_chapter
from generator.render.composition import chapter_ids, chosen, declared_ids, template_files
from generator.render.kinds import Binding, Chapter, Kind
from generator.render.marks import Origin, without_lines
from generator.render.pieces import RunningLines
from generator.render.run import ReadTemplate, Run
from generator.render.running import render_text
from generator.render.traced import Traced

NO_FRONT = "T025"
"""A front template does not give its cover or its running lines, or gives other things as well."""

_EMPTY_COVER = Cover((), (), (), (), (), ())
_EMPTY_RUNNING = Running((), (), ())


class PictureFile(Protocol):
    """What a picture must have: `load.pictures.PictureFile` and the tree's own Picture do."""

    @property
    def name(self) -> str:
        """Its file name."""

    @property
    def media_type(self) -> str:
        """`image/png` or `image/jpeg`."""

    @property
    def width(self) -> int:
        """In pixels."""

    @property
    def height(self) -> int:
        """In pixels."""

    @property
    def data(self) -> bytes:
        """The file."""


def render_document(  # noqa: PLR0913 - what a document is made from
    bid: object,
    derived: object,
    kind: Kind,
    read: ReadTemplate,
    pictures: Mapping[str, PictureFile],
    *,
    blind: Allowed | None = None,
    scans: Mapping[str, Sequence[PictureFile]] = MappingProxyType({}),
) -> Outcome[Document]:
    """Render a document with all findings of all its templates; None where any of them is an error.

    `bid` has `company`, `project`, `service` and `standards`; `read` gives a template's text by its path from
    `templates/zh` (None where it does not exist); `pictures` are by the key path of the value that names the file, and
    so are the pages of `scans`.
    With `blind` the document is that of a blind bid, for which the names in the bid have been masked.
    """
    run = start(bid, derived, read, pictures)
    run.scans = {path: tuple(map(_picture, pages)) for path, pages in scans.items()}
    run.blind = blind is not None
    document = build(run, kind)
    findings = tuple(run.findings)
    gravest = worst(findings)
    if gravest is not None and gravest >= Severity.ERROR:
        return Outcome(None, findings)
    return Outcome(blinded(document, blind) if blind is not None else document, findings)


def start(bid: object, derived: object, read: ReadTemplate, pictures: Mapping[str, PictureFile]) -> Run:
    """Begin a run over a bid."""
    roots = {name: views.view(getattr(bid, name), name) for name in ("company", "project", "service", "standards")}
    images = {path: _picture(picture) for path, picture in pictures.items()}
    return Run({**roots, "derived": views.view(derived, "derived")}, images, read)


def build(run: Run, kind: Kind) -> Document:
    """Render every part of a document, with what could be had where there are errors."""
    run.kind_title, run.kind_title_en = kind.title, kind.title_en
    contents_running, body_running = _running(run, kind.running)
    chapters = bound(run, chosen(run, kind.chapters), kind.volumes)
    run.files = frozenset(template_files(chapters))
    run.declared = frozenset(name for file in run.files for name in declared_ids(run.read(file) or ""))
    run.declared |= frozenset(chapter_ids(chapters, run.read))
    run.left_out = frozenset(_left_out(run, kind.chapters)) if run.blind else frozenset()
    bodies = {chapter.id: render_chapter(run, chapter) for chapter in chapters}
    document = Document(
        _properties(run, kind),
        _cover(run, kind.cover),
        Contents((Text(kind.contents),), depth=3),
        contents_running,
        tuple(block for body in bodies.values() for block in body),
        body_running,
        _signing(run),
        tuple(_volume(volume, kind, bodies) for volume in kind.volumes),
    )
    run.check_references()
    return document


def _volume(volume: Binding, kind: Kind, bodies: Mapping[str, tuple[Block, ...]]) -> Volume:
    size = sum(len(bodies.get(name, ())) for name in volume.chapters)
    return Volume(volume.id, (volume_title(volume, kind.file),), size, english_title(volume, kind))


def _left_out(run: Run, chapters: tuple[Chapter, ...]) -> Iterator[str]:
    """Give the ids of chapters that blind documents leave out, with all that stands in them."""
    for chapter in chapters:
        if chapter.open_only:
            yield from _all_ids(run, chapter)
        else:
            yield from _left_out(run, chapter.sections)


def _all_ids(run: Run, chapter: Chapter) -> Iterator[str]:
    yield chapter.id
    yield from declared_ids((run.read(chapter.file) if chapter.file else None) or "")
    for section in chapter.sections:
        yield from _all_ids(run, section)


def _picture(picture: PictureFile) -> Picture:
    media_type: Any = picture.media_type
    return Picture(picture.name, media_type, picture.width, picture.height, picture.data)


def _properties(run: Run, kind: Kind) -> Properties:
    keywords = (kind.keywords, _plain(run, "project.name"), _plain(run, "project.number"))
    return Properties(
        kind.title,
        kind.subject or _plain(run, "project.name"),
        _plain(run, "company.name"),
        "；".join(filter(None, keywords)),
    )


def _signing(run: Run) -> Signing:
    """Give what the project says is asked of the document as a whole; a blind one is neither sealed nor signed."""
    if run.blind:
        return Signing()
    seam = views.resolve(run.roots, "project.signing.seam_seal")
    initials = views.resolve(run.roots, "project.signing.initials")
    return Signing(seam is True, isinstance(initials, Traced))


def _plain(run: Run, path: str) -> str:
    leaf = views.resolve(run.roots, path)
    return leaf.text if isinstance(leaf, Traced) else ""


def _cover(run: Run, name: str) -> Cover:
    covers = [piece for piece in _front(run, name) if isinstance(piece, Cover)]
    if len(covers) != 1:
        _report_front(run, name, "封面模板应恰好写一个 cover(…)", "例如 {{ cover(title=…, project=project.name) }}")
    return covers[0] if covers else _EMPTY_COVER


def _running(run: Run, name: str) -> tuple[Running, Running]:
    parts: dict[str, Running] = {}
    for piece in _front(run, name):
        if isinstance(piece, RunningLines):
            parts |= dict.fromkeys(("contents", "body") if piece.part == "both" else (piece.part,), piece.lines)
    if len(parts) != len(("contents", "body")):
        _report_front(run, name, "页眉页脚模板应给出目录和正文的 running(…)", '例如 {{ running("body", footer=…) }}')
    return parts.get("contents", _EMPTY_RUNNING), parts.get("body", _EMPTY_RUNNING)


def _front(run: Run, name: str) -> list[object]:
    text = render_text(run, name)
    parts = list(run.marks.split(without_lines(text))) if text else []
    words = "".join(part for part in parts if isinstance(part, str)).strip()
    if words:
        _report_front(
            run, name, f"封面和页眉页脚模板里不能写文字“{words[:20]}”", "文字写进 cover(…)、running(…) 的参数"
        )
    return [part for part in parts if not isinstance(part, str)]


def _report_front(run: Run, name: str, message: str, hint: str) -> None:
    run.report(NO_FRONT, message, hint, origin=Origin(run.file(name), 1))
