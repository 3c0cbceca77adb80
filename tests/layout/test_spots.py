"""The rectangle of each kind of spot, around words whose place is known."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.document.nodes import SpotKind
from generator.document.signing import AskedLine
from generator.layout.spots import Box, PlacedLine, spots
from tests.write.sample import house_sheet, sample_document

NAMED, FILLED = Box(80, 100, 120, 104), Box(120, 100, 160, 104)
SIGN_SIZE = house_sheet().role("sign").size * 25.4 / 72


def line(*what: SpotKind, blank: int = 0) -> AskedLine:
    return AskedLine(9, "letter", "投标人：", "示例公司", what, 1, seal=True, blank=blank)


KINDS: dict[str, tuple[PlacedLine, list[Box]]] = {
    "a seal over the name": (PlacedLine(line("seal"), "1", 5, NAMED, FILLED), [Box(119, 81, 161, 123)]),
    "a seal without a name": (PlacedLine(line("seal"), "1", 5, NAMED), [Box(79, 81, 121, 123)]),
    "a seal over a blank": (
        PlacedLine(line("seal", blank=8), "1", 5, NAMED),
        [Box(121 + 4 * SIGN_SIZE - 21, 81, 121 + 4 * SIGN_SIZE + 21, 123)],
    ),
    "a seal at the edge": (
        PlacedLine(line("seal"), "1", 5, Box(150, 280, 180, 284), Box(180, 280, 205, 284)),
        [Box(163, 250, 205, 292)],
    ),
    "a signature": (PlacedLine(line("signature"), "1", 5, NAMED), [Box(121, 97, 151, 105)]),
    "a signature on a blank": (
        PlacedLine(line("signature", blank=10), "1", 5, NAMED),
        [Box(121, 97, 121 + 10 * SIGN_SIZE, 105)],
    ),
    "a signature and a square seal": (
        PlacedLine(line("signature", "representative_seal"), "1", 5, NAMED),
        [Box(121, 97, 151, 105), Box(152, 92, 172, 112)],
    ),
    "initials": (PlacedLine(line("initials"), "1", 5, NAMED), [Box(121, 97, 141, 105)]),
    "a date that is printed": (PlacedLine(line("date"), "1", 5, NAMED, FILLED), [Box(119, 97, 161, 105)]),
    "a date with blanks": (PlacedLine(line("date", blank=7), "1", 5, NAMED, FILLED), [Box(121, 97, 161, 105)]),
    "nothing": (PlacedLine(line(), "1", 5, NAMED, FILLED), []),
}


@pytest.mark.parametrize("case", KINDS)
def test_each_kind_has_its_rectangle(case: str) -> None:
    placed, boxes = KINDS[case]
    found = [spot.box for spot in spots(sample_document(), house_sheet(), (placed,), (), {})]
    assert len(found) == len(boxes)
    for one, box in zip(found, boxes, strict=True):
        assert one is not None
        assert (one.left, one.top, one.right, one.bottom) == pytest.approx((box.left, box.top, box.right, box.bottom))


def test_a_seal_stands_amid_all_lines_of_its_block() -> None:
    first = PlacedLine(line("seal"), "1", 5, NAMED, FILLED)
    last = PlacedLine(line(), "1", 5, replace(NAMED, top=130, bottom=134))
    (spot,) = spots(sample_document(), house_sheet(), (first, last), (), {})
    assert spot.box == Box(119, 96, 161, 138)


def test_without_places_there_are_pages_alone() -> None:
    (spot,) = spots(sample_document(), house_sheet(), (), (PlacedLine(line("seal"), "12"),), {"docx": 20})
    assert (spot.page, spot.sheet, spot.box, spot.docx_page) == ("", 0, None, "12")
