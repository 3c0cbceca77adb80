"""Reads the pictures that values name, checked so that no writer meets a damaged or oversized one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from warnings import catch_warnings

from PIL import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from generator.finding import Finding, Outcome, Place, Severity
from generator.load import limits
from generator.load.files import is_plain_path, outside, read_bytes
from generator.load.resources import BUILTIN, Resource, builtin_root, entries, exists, path_of
from generator.source import SourceMap
from generator.zh.identifiers import nearest

NO_PICTURE = "S022"
"""S022: a picture file does not exist."""
BAD_PICTURE = "S023"
"""S023: a picture is damaged, too large or of a kind that cannot be printed."""


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of picture that can be printed: how its files begin, its media type, and what reads it.

    Why not `Image.open`: it first loads readers for forms nobody may use here.
    """

    signature: bytes
    media_type: str
    opener: Callable[[BytesIO], ImageFile.ImageFile]


_FORMS = (
    _Form(b"\x89PNG\r\n\x1a\n", "image/png", PngImageFile),
    _Form(b"\xff\xd8\xff", "image/jpeg", JpegImageFile),
)
_HINT = "用看图软件打开后另存为 PNG 或者 JPEG，长边不超过4000像素。"


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture as it lies on the disk; width and height in pixels."""

    name: str
    media_type: str
    width: int
    height: int
    data: bytes


def read_pictures(root: Path, wanted: Mapping[str, str], sources: SourceMap) -> Outcome[Mapping[str, PictureFile]]:
    """Read the pictures in `wanted` (key path → file, from the company's folder); every failure is a finding."""
    pictures: dict[str, PictureFile] = {}
    findings: list[Finding] = []
    for path, relative in wanted.items():
        outcome = _read(root, path, relative, sources)
        findings.extend(outcome.findings)
        if outcome.value is not None:
            pictures[path] = outcome.value
    return Outcome(pictures, tuple(findings))


@dataclass(frozen=True, slots=True)
class Stored:
    """A file of the company as it lies on the disk, and the place that names it."""

    file: str
    data: bytes
    place: Place


def stored_file(root: Path, path: str, relative: str, sources: SourceMap) -> Outcome[Stored]:
    """Read the file that the value at `path` names in the company's folder; what hinders it is a finding."""
    place = Place(path=path, span=sources.value(path))
    if not is_plain_path(relative):
        return Outcome(None, (outside(relative, place),))
    resource = _resource(root.resolve(), relative, sources)
    if not exists(resource.path):
        return Outcome(None, (_missing(resource, place),))
    raw = read_bytes(resource, limits.PICTURE_BYTES, place)
    if raw.value is None:
        return Outcome(None, raw.findings)
    return Outcome(Stored(resource.file, raw.value, place))


def picture_in(stored: Stored) -> Outcome[PictureFile]:
    """Check that a file is a picture that can be printed."""
    form = next((form for form in _FORMS if stored.data.startswith(form.signature)), None)
    if form is None:
        return bad_picture(stored, "不是 PNG 或者 JPEG 图片")
    try:
        with catch_warnings(action="ignore"), _whole_images_only(), form.opener(BytesIO(stored.data)) as image:
            return _measured(stored, image, form.media_type)
    except (OSError, SyntaxError, ValueError):
        return bad_picture(stored, "已经损坏，打不开")


def opened(picture: PictureFile) -> ImageFile.ImageFile:
    """Open a picture that was checked."""
    form = next(form for form in _FORMS if form.media_type == picture.media_type)
    return form.opener(BytesIO(picture.data))


def bad_picture(stored: Stored, reason: str, hint: str = _HINT, what: str = "图片") -> Outcome[PictureFile]:
    """Report a file that cannot be printed."""
    message = f"{what}“{stored.file}”{reason}"
    return Outcome(None, (Finding(BAD_PICTURE, Severity.ERROR, stored.place, message, hint),))


def _read(root: Path, path: str, relative: str, sources: SourceMap) -> Outcome[PictureFile]:
    stored = stored_file(root, path, relative, sources)
    return picture_in(stored.value) if stored.value is not None else Outcome(None, stored.findings)


def _resource(root: Path, relative: str, sources: SourceMap) -> Resource:
    """Give the file in the folder of the company, which is where the first file of its profile lies."""
    company = sources.value("company")
    folder = company.file.rpartition("/")[0] if company else "company_profiles"
    base = builtin_root() if folder.startswith(BUILTIN) else root
    file = f"{folder}/{relative}"
    return Resource(path_of(root, file), base / folder.removeprefix(BUILTIN), file)


@contextmanager
def _whole_images_only() -> Iterator[None]:
    """Refuse cut pictures; WeasyPrint, once loaded, makes Pillow accept them in the whole process."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _measured(stored: Stored, image: ImageFile.ImageFile, media_type: str) -> Outcome[PictureFile]:
    width, height = image.size
    if width * height > limits.PICTURE_PIXELS:
        return bad_picture(stored, f"像素太多，超过上限{limits.PICTURE_PIXELS // 10_000}万")
    if media_type == "image/png":
        image.verify()  # the checksums of a PNG tell damage without decoding it
    else:
        image.load()
    return Outcome(PictureFile(stored.file, media_type, width, height, stored.data))


def _missing(resource: Resource, place: Place) -> Finding:
    near = nearest(resource.path.name, (entry.name for entry in entries(resource.path.parent)))
    suggestion = f"是不是“{near}”？" if near else ""
    message = f"找不到图片“{resource.file}”"
    hint = f"{suggestion}把图片放进公司资料的文件夹，写从该文件夹起的路径，例如“picture: credentials/iso9001.png”。"
    return Finding(NO_PICTURE, Severity.ERROR, place, message, hint)
