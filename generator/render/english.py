"""English filters: how bilingual covers and summaries print a quantity, a date or a mark, the trace kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.document.labels import ENGLISH_MARKS
from generator.render.traced import BROKEN, Absent, Broken, Traced

if TYPE_CHECKING:
    from generator.render.run import Run

NO_ENGLISH = "T048"
"""A value that has no English: neither a quantity nor a date the program knows."""

_HAN = re.compile(r"[\u3400-\u9fff]")
_RANGE = re.compile(r"(\d[\d.]*)[~～至](\d[\d.]*.+)")
_AT_ONCE = frozenset({"立即", "当场"})


def english(run: Run, value: object) -> object:
    """Print a quantity, a date or a mark of copies in English: 3 years, Original."""
    return _told(run, value, _words)


def english_within(run: Run, value: object) -> object:
    """Print a time limit in English: within 8 hours, immediately."""
    return _told(run, value, _limit)


def english_month(run: Run, value: object) -> object:
    """Print the month of a date in English, as covers do: November 2026."""
    return _told(run, value, _month)


def _told(run: Run, value: object, form: object) -> object:
    if isinstance(value, Absent | Broken):
        return value
    words = form(value) if isinstance(value, Traced) and callable(form) else None
    if isinstance(value, Traced) and words:
        return Traced(value.value, value.paths, words)
    paths = "、".join(value.paths) if isinstance(value, Traced) else "这里"
    text = f"“{value.text}”" if isinstance(value, Traced) else ""
    path = value.paths[0] if isinstance(value, Traced) else ""
    run.report(NO_ENGLISH, f"{paths} 的{text}不能写成英文", "请写成带单位的数量或者日期，如 3年、8小时", path=path)
    return BROKEN


def _words(leaf: Traced) -> str | None:
    from generator.languages.quantities import quantity_in_english  # noqa: PLC0415 - Babel, only where English is asked

    text = leaf.text
    if not _HAN.search(text):
        return text
    found = _RANGE.fullmatch(text)
    if found:
        upper = quantity_in_english(found[2])
        return f"{found[1]}–{upper}" if upper else None
    return ENGLISH_MARKS.get(text) or quantity_in_english(text)


def _limit(leaf: Traced) -> str | None:
    words = _words(leaf)
    return words if words is None or leaf.text in _AT_ONCE else f"within {words}"


def _month(leaf: Traced) -> str | None:
    from generator.languages.quantities import quantity_in_english  # noqa: PLC0415 - as in `_words`

    year, month = getattr(leaf.value, "year", None), getattr(leaf.value, "month", None)
    return quantity_in_english(f"{year}年{month}月") if year and month else None
