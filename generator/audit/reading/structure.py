"""What stands above a paragraph of a Word file: headings by outline level, then items by the form of their number."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.audit.reading.draft import Draft
from generator.audit.reading.labels import form_of, label_of
from generator.audit.reading.plain import announces_more
from generator.audit.text import BlockKind

_SMALL = frozenset({"bullet", "letter", "ring"})
_BODY_TEXT = 9
_OUTLINE = "outline"
_ABOVE = {"chapter": frozenset({_OUTLINE}), "section": frozenset({_OUTLINE, "chapter"})}


@dataclass(frozen=True, slots=True)
class _Parent:
    form: str
    draft: Draft
    announces: bool
    outline: int = _BODY_TEXT


@dataclass(slots=True)
class Structure:
    """The headings and items below which the next paragraph stands."""

    parents: list[_Parent] = field(default_factory=list)

    def above(self) -> tuple[Draft, ...]:
        """Give the paragraphs above the next one."""
        return tuple(parent.draft for parent in self.parents)

    def place(self, draft: Draft, label: str, outline: int | None, depth: int) -> None:
        """Place a paragraph of the body: its kind, label, level and parents; `label` and `depth` are of its list."""
        text = draft.text
        lead = len(text) - len(text.lstrip())
        found = None if label else label_of(text[lead:])
        typed = found[0] if found else ""
        rest = text[lead + len(typed) :].lstrip()
        draft.label, draft.typed = label or typed, len(text) - len(rest) if typed else 0
        if outline is not None and outline < _BODY_TEXT:
            self._heading(draft, outline)
            return
        announces = announces_more(rest, labelled=bool(draft.label))
        form = form_of(found or label_of(label))
        if draft.label or announces:
            self._item(draft, f"{form}{depth}" if form == "bullet" and label else form, announces=announces)
            draft.kind = BlockKind.HEADING if announces and form not in _SMALL else BlockKind.ITEM
        else:
            self._leave_items()
            draft.parents = self.above()

    def leave_caption(self) -> None:
        """A line that announced a table says nothing of what follows the table."""
        while self.parents and self.parents[-1].form == "plain":
            self.parents.pop()

    def _heading(self, draft: Draft, outline: int) -> None:
        self._leave(next((at for at, parent in enumerate(self.parents) if parent.outline >= outline), None))
        draft.kind, draft.level, draft.parents = BlockKind.HEADING, outline + 1, self.above()
        self.parents.append(_Parent(_OUTLINE, draft, announces=True, outline=outline))

    def _item(self, draft: Draft, form: str, *, announces: bool) -> None:
        stays = _ABOVE.get(form)
        self._leave(
            next(
                (
                    at
                    for at, parent in enumerate(self.parents)
                    if parent.form == form or (stays is not None and parent.form not in stays)
                ),
                None,
            )
        )
        draft.parents, draft.level = self.above(), len(self.parents) + 1
        self.parents.append(_Parent(form, draft, announces))

    def _leave(self, first: int | None) -> None:
        if first is not None:
            del self.parents[first:]

    def _leave_items(self) -> None:
        """A paragraph without a number stands below headings, not below the item before it."""
        while self.parents and not self.parents[-1].announces:
            self.parents.pop()
