"""A font with two characters, □ and ☑, drawn alike: common Chinese fonts have the empty box but not the ticked one."""

from __future__ import annotations

import io
from functools import cache

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

_NAME = "bidgen box"

Contour = tuple[tuple[int, int], ...]
_OUTER: Contour = ((90, -30), (90, 790), (910, 790), (910, -30))
_INNER: Contour = ((150, 30), (850, 30), (850, 730), (150, 730))
_TICK: Contour = ((230, 400), (290, 450), (430, 290), (720, 650), (785, 605), (435, 165))
_GLYPHS: dict[str, tuple[Contour, ...]] = {".notdef": (), "box": (_OUTER, _INNER), "ticked": (_OUTER, _INNER, _TICK)}


@cache
def box_font() -> bytes:
    """Give the font as TrueType; the same bytes each time."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(list(_GLYPHS))
    builder.setupCharacterMap({ord("□"): "box", ord("☑"): "ticked"})
    builder.setupGlyf({name: _glyph(contours) for name, contours in _GLYPHS.items()})
    builder.setupHorizontalMetrics(dict.fromkeys(_GLYPHS, (1000, 90)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupHead(unitsPerEm=1000, created=0, modified=0)
    builder.setupNameTable({"familyName": _NAME, "styleName": "Regular", "fullName": _NAME, "psName": "bidgen-box"})
    builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120)
    builder.setupPost()
    stream = io.BytesIO()
    builder.font.recalcTimestamp = False
    builder.save(stream)
    return stream.getvalue()


def _glyph(contours: tuple[Contour, ...]) -> object:
    pen = TTGlyphPen(None)
    for contour in contours:
        pen.moveTo(contour[0])
        for point in contour[1:]:
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()
