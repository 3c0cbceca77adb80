"""Where the words of the cover stand, and what is drawn behind them: whether all can be read and stay on one page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.document.labels import with_colon
from generator.document.nodes import Cover, Inlines
from generator.document.walk import plain
from generator.finding import Finding, Place, Severity
from generator.layout.inline_width import inlines_width
from generator.layout.lines import line_count
from generator.layout.signing import cover_columns, cover_words
from generator.style.contrast import LEAST, contrast
from generator.style.sheet import POINTS_PER_MM, Role, Shape, Sheet

UNREADABLE = "L004"
"""L004: words of the cover stand on a colour they can hardly be told from."""
COVER_TOO_LONG = "L005"
"""L005: the words of the cover need more than one page."""

PAPER = "FFFFFF"
_PITCHES = (1, 0.9, 0.8)
_GAPS = (1, 0.8, 0.6, 0.45, 0.3, 0.2, 0.1)
"""Shares of the lines' heights and of the gaps that are tried one after another until a cover stands on one page."""
_LEAST_PITCH = 1.25
"""In characters: lines stand no closer."""
_STEP = 2.0
"""Millimetres between the points at which the ground behind words is looked at."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the cover, their role, and the box they stand in, in millimetres from the paper's upper left corner."""

    role: str
    text: str
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Line:
    role: str
    content: Inlines
    left: float = 0.0
    hanging: float = 0.0


def cover_places(cover: Cover, sheet: Sheet) -> tuple[Words, ...]:
    """Give where each paragraph of the cover stands."""
    places, down, after = [], 0.0, 0.0
    for line in _lines(cover, sheet):
        look = sheet.role(line.role)
        down += max(after, look.before) + look.edges.above
        room = sheet.text_width - line.left - look.indent * look.size - look.edges.across
        count = line_count(plain(line.content), room, look)
        height = count * look.pitch
        width = room if count > 1 else min(room, inlines_width(line.content, look.size, sans=look.sans))
        left = line.left - line.hanging + _aside(look, room - width)
        places.append(
            Words(line.role, plain(line.content), *_on_paper(left, down, width + line.hanging, height, sheet))
        )
        down, after = down + height + look.edges.below, look.after
    return tuple(places)


def cover_findings(cover: Cover, sheet: Sheet) -> Iterator[Finding]:
    """Find words that cannot be told from what is drawn behind them, and a cover that fills more than its page."""
    places = cover_places(cover, sheet)
    for words in places:
        worst = _least_contrast(words, sheet)
        if worst < LEAST:
            message = f"版式“{sheet.name}”的封面上，“{words.text}”与底色的对比度只有{worst:.1f}，看不清"
            hint = f"对比度应不低于{LEAST}：换一种版式，或者在版式文件里调整封面的字号、间距和颜色。"
            yield Finding(UNREADABLE, Severity.ERROR, Place(), message, hint)
    end = _end(cover, sheet)
    limit = sheet.page.height - sheet.page.bottom
    if end > limit:
        message = f"版式“{sheet.name}”的封面放不下：文字到{end:.0f}毫米，一页只到{limit:.0f}毫米"
        hint = "缩短封面上的项目名称或标题，或者在版式文件里减小封面的字号和间距。"
        yield Finding(COVER_TOO_LONG, Severity.WARNING, Place(), message, hint)


def grounds(words: Words, sheet: Sheet) -> frozenset[str]:
    """Give the colours behind words: that of their role, else of the shapes under them, else of the paper."""
    fill = sheet.role(words.role).fill
    if fill:
        return frozenset((fill,))
    if not sheet.art.cover and not sheet.look.cover:
        return frozenset((PAPER,))
    across = _samples(words.left, words.width)
    return frozenset(_seen(x, y, sheet) for x in across for y in _samples(words.top, words.height))


def readable_cover(cover: Cover, sheet: Sheet) -> Sheet:
    """Give the sheet with the words of its cover in colours that can be read on what is drawn behind them.

    Where neither black nor white can, they stay as they are: the finding about it stands.
    """
    behind: dict[str, frozenset[str]] = {}
    for words in cover_places(cover, sheet):
        behind[words.role] = behind.get(words.role, frozenset()) | grounds(words, sheet)
    changed = {}
    for role, colors in behind.items():
        look = sheet.role(role)
        tried = (look.color, "000000", PAPER)
        readable = next((one for one in tried if min(contrast(one, ground) for ground in colors) >= LEAST), look.color)
        changed[role] = look.model_copy(update={"color": readable})
    return sheet.model_copy(update={"roles": {**sheet.roles, **changed}})


def fitted_cover(covers: Sequence[Cover], sheet: Sheet) -> Sheet:
    """Give the sheet with the gaps between the cover's words, then their lines too, as narrow as one page asks for.

    The gap above the lines may stay wider than the others where the words can only then be told from what is drawn.
    """
    limit = sheet.page.height - sheet.page.bottom
    tried = (
        _closer(sheet, gaps, below, pitches)
        for pitches in _PITCHES
        for gaps in _GAPS
        for below in dict.fromkeys((gaps, *_GAPS))
    )
    fitting = (one for one in tried if all(_end(cover, one) <= limit for cover in covers))
    first = None
    for one in fitting:
        first = first or one
        if all(_least_contrast(words, one) >= LEAST for cover in covers for words in cover_places(cover, one)):
            return one
    return first or sheet


def _closer(sheet: Sheet, gaps: float, below: float, pitches: float) -> Sheet:
    changed = {}
    for name, look in sheet.roles.items():
        if name.startswith("cover_"):
            pitch = min(look.pitch, max(look.pitch * pitches, look.size * _LEAST_PITCH))
            after = look.after * (below if name == "cover_subtitle" else gaps)
            spaces = {"before": round(look.before * gaps, 1), "after": round(after, 1), "pitch": round(pitch, 1)}
            changed[name] = look.model_copy(update=spaces)
    return sheet.model_copy(update={"roles": {**sheet.roles, **changed}})


def _least_contrast(words: Words, sheet: Sheet) -> float:
    return min(contrast(sheet.role(words.role).color, ground) for ground in grounds(words, sheet))


def _end(cover: Cover, sheet: Sheet) -> float:
    return max((words.top + words.height for words in cover_places(cover, sheet)), default=0.0)


def _seen(x: float, y: float, sheet: Sheet) -> str:
    """Give the colour at a point of the cover: that of the picture above all, else of the shapes."""
    tone = next((found for one in reversed(sheet.look.cover) if (found := one.tone(x, y))), "")
    return tone or _ground(x, y, sheet.art.cover)


def _lines(cover: Cover, sheet: Sheet) -> Iterator[_Line]:
    upper, lower = cover_words(cover)
    yield from (_Line(role, words) for role, words in upper if words)
    left, label = cover_columns(cover.lines, sheet)
    for line in cover.lines:
        yield _Line("cover_line", line.content or with_colon(line.label), left + label, label)
    yield from (_Line(role, words) for role, words in lower if words)


def _aside(look: Role, free: float) -> float:
    before = look.indent * look.size + (look.edges.left.room if look.edges.left else 0.0)
    return before + {"center": free / 2, "right": free}.get(look.align, 0.0)


def _on_paper(left: float, down: float, width: float, height: float, sheet: Sheet) -> tuple[float, float, float, float]:
    page = sheet.page
    return (
        page.left + left / POINTS_PER_MM,
        page.top + down / POINTS_PER_MM,
        width / POINTS_PER_MM,
        height / POINTS_PER_MM,
    )


def _samples(start: float, length: float) -> tuple[float, ...]:
    count = max(int(length / _STEP), 1)
    return tuple(start + length * index / count for index in range(count + 1))


def _ground(x: float, y: float, shapes: tuple[Shape, ...]) -> str:
    return next((shape.fill for shape in reversed(shapes) if _covers(shape, x, y)), PAPER)


def _covers(shape: Shape, x: float, y: float) -> bool:
    """Tell whether a shape covers a point: a ray from it crosses the outline an odd number of times."""
    corners = shape.corners
    crossed = False
    for (x1, y1), (x2, y2) in pairwise((*corners, *corners[:1])):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
            crossed = not crossed
    return crossed
