"""The table of checks of a foreign text, and the one function that makes them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generator.audit.extract.vocabulary import Vocabulary
from generator.audit.foreign import against, contradictions, laws, leftovers, lists, names, warranty
from generator.audit.foreign import wording as words
from generator.audit.foreign.case import Case, ProjectFacts
from generator.audit.foreign.finding import AuditFinding
from generator.audit.text import AuditText
from generator.rules.wording import Wording

CHECKS: tuple[Callable[[Case], Iterable[AuditFinding]], ...] = (
    leftovers.leftovers,
    leftovers.sample_names,
    names.foreign_names_absent,
    names.companies_are_known,
    names.numbers_are_ours,
    words.wording,
    words.comparisons,
    against.promises_as_in_the_project,
    contradictions.contradictions,
    contradictions.inspections_agree,
    laws.steps_in_order,
    laws.replacement_before_repair,
    laws.levels_in_order,
    warranty.starts_agree,
    warranty.charges_agree,
    warranty.replacements_agree,
    warranty.makers_stand_behind,
    warranty.lifetime_outside_the_period,
    warranty.outside_begins_at_the_end,
    lists.lists_are_complete,
)
"""Every check; each gives its findings in reading order."""


def audited(
    text: AuditText, vocabulary: Vocabulary, wording: Wording, project: ProjectFacts | None = None
) -> tuple[AuditFinding, ...]:
    """Give everything found in a text, in the order of the places where it stands."""
    case = Case(text, vocabulary, wording, project)
    found = [finding for check in CHECKS for finding in check(case)]
    return tuple(sorted(found, key=lambda each: (each.anchors[0].start, each.anchors[0].end, each.code)))
