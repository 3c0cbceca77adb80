"""What a line of a signature block or of the cover asks people for, as templates say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from generator.document.nodes import SpotKind

if TYPE_CHECKING:
    from generator.render.run import Run

UNKNOWN_SPOT = "T041"
"""A line asks people for something there is no name for."""

NOTHING = "none"
"""What a line says that asks people for nothing (an address)."""
_NAMES = "seal（公章）、representative_seal（法定代表人章）、signature（签字）、initials（小签）、date（日期）"


def spots_asked(run: Run, what: object) -> tuple[SpotKind, ...]:
    """Give what `what` names: one word or several; nothing where it names nothing there is."""
    given = what if isinstance(what, tuple | list) else (what,)
    words = [str(getattr(word, "text", word)) for word in given]
    known: tuple[SpotKind, ...] = get_args(SpotKind)
    for word in words:
        if word not in {*known, NOTHING, ""}:
            hint = f"可用：{_NAMES}；什么也不要的写 {NOTHING}"
            run.report(UNKNOWN_SPOT, f"签署栏没有“{word}”这一种", hint, word=word)
    return tuple(kind for kind in known if kind in words)
