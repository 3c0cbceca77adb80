"""Comments and changes at any characters of any construct: nothing else in the file changes."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.audit.edit.written import Audit, annotated, fixed
from generator.audit.foreign.finding import AuditFinding, Certainty, Layer
from generator.finding import Severity
from tests.audit.edit.comparing import at, parts, without_marks, word
from tests.audit.edit.constructs import PARAGRAPHS, SIDES, document
from tests.audit.reading.packages import package, plain
from tests.audit.reading.test_random_packages import elements

NEW = {"word/comments.xml"}
LISTS = {"[Content_Types].xml", "word/_rels/document.xml.rels"}


def _speak(start: int, text: object, length: int, replacement: str | None) -> AuditFinding:
    anchor = at(text, start, length, replacement)  # type: ignore[arg-type]
    return AuditFinding("A131", Layer.TEXT, Severity.ERROR, Certainty.FACT, "不一致", "g", (anchor,))


MARKED = st.lists(
    st.tuples(st.integers(0, 10_000), st.integers(0, 12), st.sampled_from([None, "", "新", "a\tb\n<c>&", "两小时"])),
    min_size=1,
    max_size=12,
)
BODIES = st.lists(st.sampled_from(sorted(PARAGRAPHS)), min_size=1, max_size=5, unique=True)


@given(names=BODIES, marked=MARKED)
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_random_marks_change_nothing_else(names: list[str], marked: list[tuple[int, int, str | None]]) -> None:
    data = document("".join(PARAGRAPHS[name] for name in names) + plain("完"), **SIDES)
    text = word(data).text
    told = [
        _speak(start % len(text.whole), text, min(length, len(text.whole) - start % len(text.whole)), replacement)
        for start, length, replacement in marked
    ]
    for write in (annotated, fixed):
        outcome = write(Audit("a.docx", data, text, told))
        assert outcome.findings == ()
        assert outcome.value is not None
        _proves_only_marks(data, outcome.value.data)
    comments = annotated(Audit("a.docx", data, text, told)).value
    assert comments is not None
    assert word(comments.data).text.whole == text.whole


def _proves_only_marks(before: bytes, after: bytes) -> None:
    old, new = parts(before), parts(after)
    assert list(new)[: len(old)] == list(old)
    assert set(new) - set(old) == NEW
    for name in set(old) - LISTS:
        if old[name] != new[name]:
            assert without_marks(new[name]) == without_marks(old[name]), name


def test_everything_but_marks_is_the_same_bytes() -> None:
    """A part with comments alone only has more bytes: all old ones stand in their order."""
    data = document("".join(PARAGRAPHS.values()) + plain("完"), **SIDES)
    text = word(data).text
    told = [_speak(start, text, 3, None) for start in range(0, len(text.whole) - 3, 2)]
    value = annotated(Audit("a.docx", data, text, told)).value
    assert value is not None
    rest = iter(parts(value.data)["word/document.xml"])
    assert all(byte in rest for byte in parts(data)["word/document.xml"])
    assert value.comments == len(told)
    unchanged = set(parts(data)) - LISTS - {"word/document.xml"}
    assert {name for name in unchanged if parts(data)[name] != parts(value.data)[name]} == set()


@pytest.mark.parametrize("seed", range(40))
def test_packages_of_random_elements_are_edited_or_refused(seed: int) -> None:
    """What no program writes may be refused by the proof afterwards (A017); nothing raises."""
    choice = Random(seed)  # noqa: S311 - the same packages every time
    sides = {name: elements(choice, 4) for name in ("footnotes", "comments", "header1", "styles", "numbering")}
    data = package(elements(choice, 7), **sides)
    text = word(data).text
    places = [choice.randrange(len(text.whole) - 6) for _ in range(20)]
    told = [_speak(start, text, choice.randrange(6), choice.choice([None, "", "新"])) for start in places]
    for write in (annotated, fixed):
        outcome = write(Audit("a.docx", data, text, told))
        assert outcome.value is not None or [one.code for one in outcome.findings] == ["A017"]
