"""Moments as worked examples print them: 2027年6月18日23:30."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from generator.zh.dates import DateError, long

_FORM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}")
_EXAMPLE = "2027-06-18 23:30"


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A minute of a day."""

    at: datetime

    def __str__(self) -> str:
        return f"{long(self.at)}{self.at:%H:%M}"


def parse_moment(text: str) -> Moment:
    """Read `2027-06-18 23:30`; raise DateError for any other form and for moments that do not exist."""
    if _FORM.fullmatch(text) is None:
        raise DateError(f"“{text}”不是年-月-日 时:分形式的时刻", _EXAMPLE)
    try:
        return Moment(datetime.fromisoformat(text))
    except ValueError:
        raise DateError(f"“{text}”不是存在的时刻", _EXAMPLE) from None
