"""The functions templates call: tables, charts, letters, signature blocks, fields of forms, references, the front."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.document.nodes import (
    Blank,
    Checkbox,
    Inline,
    Inlines,
    Letter,
    PageBreak,
    Ref,
    SignBlock,
    SignLine,
    Text,
    Underline,
)
from generator.render import charts, front, markdown, tables, views
from generator.render.printing import inlines
from generator.render.traced import Absent, Broken, Traced
from generator.render.views import View

if TYPE_CHECKING:
    from generator.render.run import Run
    from generator.render.tables import Content

EMPTY_LETTER = "T024"
"""A letter or signature block without content."""

_DEFAULT_BLANK = 8
_CHOICE_GAP = Text("　")


def letter(run: Run, *, caller: Callable[[], str]) -> Letter:
    """Make a letter of the Markdown in its call block."""
    content = markdown.blocks(run, caller())
    if not content:
        run.report(EMPTY_LETTER, "函件没有内容", "请在 {% call letter() %} 与 {% endcall %} 之间写正文")
    return Letter(content)


def sign_block(run: Run, lines: Sequence[SignLine], *, seal: bool = True) -> SignBlock:
    """Make a block of signature lines."""
    made = tuple(line for line in lines if isinstance(line, SignLine))
    if not made:
        run.report(EMPTY_LETTER, "签署栏没有行", "请写 sign_block([sign_line(\"投标人（盖章）\", company.name)])")
    return SignBlock(made, seal=seal)


def sign_line(run: Run, label: Content, content: Content) -> SignLine:
    """Make a line of a signature block."""
    return SignLine(inlines(run, label), inlines(run, content))


def blank(_: Run, width: int | Traced | Absent = _DEFAULT_BLANK) -> Blank:
    """Leave a line to be filled by hand, of a width in characters."""
    if isinstance(width, Traced) and isinstance(width.value, int):
        return Blank(width.value)
    return Blank(width if isinstance(width, int) else _DEFAULT_BLANK)


def underline(run: Run, content: Content) -> Underline:
    """Print words underlined, as filled into a blank."""
    return Underline(inlines(run, content))


def checkbox(run: Run, content: Content = "", *, checked: bool = False) -> Inlines:
    """Print a box □ with its words."""
    return (Checkbox(checked), *inlines(run, content))


def choices(run: Run, items: object, checked: object = None) -> Inlines:
    """Print a box for each item; the one that reads as `checked` is ticked."""
    ticked = checked.text if isinstance(checked, Traced) else checked
    nodes: list[Inline] = []
    for item in items if isinstance(items, View | tuple | list) else ():
        nodes += [_CHOICE_GAP] if nodes else []
        nodes += checkbox(run, item, checked=(item.text if isinstance(item, Traced) else item) == ticked)
    return tuple(nodes)


def fact(run: Run, path: object) -> object:
    """Give the value at a key path that the data hold."""
    return charts.fact_at(run, path)


def form_field(run: Run, record: object) -> object:
    """Give what stands in a field of a form: a blank, a fact or choices, as the record's kind says."""
    if not isinstance(record, View):
        return Broken()
    kind = views.field(record, "kind")
    match kind.text if isinstance(kind, Traced) else "":
        case "fact":
            return fact(run, views.field(record, "fact"))
        case "choice":
            return choices(run, views.field(record, "choices"))
        case _:
            return blank(run, views.field(record, "width"))  # type: ignore[arg-type]


def ref(run: Run, target: str | Traced) -> Ref:
    """Refer to a section, table or figure by its id; numbering gives the words."""
    name = target.text if isinstance(target, Traced) else str(target)
    run.references.append((name, run.origin()))
    return Ref(name)


def page_break(_: Run) -> PageBreak:
    """Begin a page."""
    return PageBreak()


FUNCTIONS: Mapping[str, Callable[..., object]] = MappingProxyType(
    {
        function.__name__: function
        for function in (
            tables.table,
            tables.form,
            tables.cell,
            tables.label,
            tables.lines,
            tables.ordinal,
            charts.flow,
            charts.organisation,
            charts.picture,
            letter,
            sign_block,
            sign_line,
            blank,
            underline,
            checkbox,
            choices,
            fact,
            form_field,
            ref,
            page_break,
            front.cover,
            front.cover_line,
            front.running,
            front.page_number,
            front.page_count,
        )
    }
)
