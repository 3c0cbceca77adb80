"""The room a signature block takes: lines far enough apart for a round seal to lie over name and date."""

from __future__ import annotations

from generator.document.nodes import SignBlock
from generator.style.sheet import Sheet

SEAL_ROOM = 120.0
"""Points: a round company seal is 4 to 4.5 cm wide and lies over name and date."""


def sign_spread(block: SignBlock, sheet: Sheet) -> float:
    """Give the space in points before each line of the block, beyond what its role has."""
    if not block.seal or not block.lines:
        return 0.0
    pitch = sheet.role("sign").pitch
    return max(0.0, SEAL_ROOM - len(block.lines) * pitch) / len(block.lines)
