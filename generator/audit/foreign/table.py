"""The table of checks of a foreign text, and the one function that makes them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generator.audit.extract.vocabulary import Vocabulary
from generator.audit.foreign import (
    against,
    blanks,
    characters,
    contradictions,
    laws,
    leftovers,
    lists,
    marks,
    names,
    numbering,
    own_names,
    references,
    registered,
    rendered,
    slips,
    subjects,
    sums,
    warranty,
)
from generator.audit.foreign import wording as words
from generator.audit.foreign.case import Case, ProjectFacts
from generator.audit.foreign.finding import AuditFinding
from generator.audit.foreign.settled import settled
from generator.audit.text import AuditText
from generator.rules.wording import Wording

CHECKS: tuple[Callable[[Case], Iterable[AuditFinding]], ...] = (
    leftovers.leftovers,
    leftovers.properties_are_set,
    blanks.fields_are_filled,
    blanks.announced_parts_follow,
    blanks.cells_are_filled,
    references.references_lead_somewhere,
    references.contents_as_the_headings,
    references.pages_rise,
    numbering.numbers_follow,
    slips.words_written_right,
    slips.words_written_once,
    slips.paragraphs_said_once,
    marks.marks_are_paired,
    marks.marks_follow_well,
    marks.marks_are_wide,
    characters.characters_are_simplified,
    characters.characters_are_usual,
    names.foreign_names_absent,
    names.companies_are_known,
    names.numbers_are_ours,
    names.names_in_use_today,
    names.brands_are_ours,
    names.words_of_our_trade,
    own_names.fields_as_in_the_project,
    own_names.running_lines_are_ours,
    own_names.own_names_written_right,
    own_names.dates_are_of_the_bid,
    words.wording,
    words.comparisons,
    rendered.differs_from_the_project,
    registered.registered_as_in_the_project,
    against.promises_as_in_the_project,
    subjects.subjects_as_in_the_project,
    subjects.rows_as_in_the_project,
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
    sums.capitals_agree,
    sums.parts_add_up,
    sums.totals_add_up,
    sums.people_are_as_many,
    sums.dates_in_order,
)
"""Every check; each gives its findings in reading order."""


def audited(
    text: AuditText, vocabulary: Vocabulary, wording: Wording, project: ProjectFacts | None = None
) -> tuple[AuditFinding, ...]:
    """Give everything found in a text, in the order of the places where it stands."""
    return found_in(Case(text, vocabulary, wording, project))


def found_in(case: Case) -> tuple[AuditFinding, ...]:
    """Give everything found in a text, in the order of the places where it stands."""
    return settled(case, [finding for check in CHECKS for finding in check(case)])
