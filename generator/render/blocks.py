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
    LineBreak,
    PageBreak,
    PageRef,
    Ref,
    SignBlock,
    SignLine,
    Text,
    Underline,
)
from generator.finding import Finding, Place, Severity
from generator.render import charts, coverage, front, gantt, markdown, scans, tables, views
from generator.render.asked import spots_asked
from generator.render.kinds import template_of
from generator.render.printing import inlines
from generator.render.traced import BROKEN, Absent, Broken, Traced
from generator.render.views import View

if TYPE_CHECKING:
    from generator.render.run import Run
    from generator.render.tables import Content

EMPTY_LETTER = "T024"
"""A letter or signature block without content."""

NOT_ASKED = "T042"
"""A line of a signature block does not say what is asked there."""
NO_CHOICES = "T035"
"""A choice without choices."""
NOT_A_FIELD = "T029"
"""A thing that is no field of a form is printed as one."""

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
    if not made or len(made) < len(lines):
        run.report(
            EMPTY_LETTER, "签署栏应由 sign_line(…) 组成", '请写 sign_block([sign_line("投标人（盖章）", company.name)])'
        )
    return SignBlock(made, seal=seal)


def sign_line(run: Run, label: Content, content: Content, what: object = None) -> SignLine:
    """Make a line of a signature block; `what` is asked of people there: `seal`, `signature`, … or a list of these."""
    if what is None:
        hint = 'sign_line(…, what="seal")：公章 seal、签字 signature、日期 date；什么也不要的写 none'
        message, place = "签署栏这一行没有写要什么，签署清单里不会有它", Place(span=run.span(run.origin(), "sign_line"))
        run.add(Finding(NOT_ASKED, Severity.WARNING, place, message, hint))
    return SignLine(inlines(run, label), inlines(run, content), spots_asked(run, what or ""))


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
    return (Checkbox(bool(checked)), *inlines(run, content))


def choices(run: Run, items: object, checked: object = None) -> Inlines | Absent | Broken:
    """Print a box for each item; the one that reads as `checked` is ticked."""
    if isinstance(items, Absent | Broken):
        return items
    if not isinstance(items, View | tuple | list) or len(items) == 0:
        run.report(NO_CHOICES, "choices 应给出选项的列表", '例如 choices(["满意", "不满意"])', word="choices")
        return BROKEN
    ticked = checked.text if isinstance(checked, Traced) else checked
    nodes: list[Inline] = []
    for item in items:
        nodes += [_CHOICE_GAP] if nodes else []
        nodes += checkbox(run, item, checked=(item.text if isinstance(item, Traced) else item) == ticked)
    return tuple(nodes)


def fact(run: Run, path: object) -> object:
    """Give the value at a key path that the data hold."""
    return charts.fact_at(run, path if isinstance(path, Traced | Absent | Broken) else _no_field(run, "fact"))


def form_field(run: Run, record: object) -> object:
    """Give what stands in a field of a form: a blank, a fact or choices, as the record's kind says."""
    if not isinstance(record, View):
        return record if isinstance(record, Absent | Broken) else _no_field(run, "form_field")
    kind = views.field(record, "kind")
    match kind.text if isinstance(kind, Traced) else "":
        case "fact":
            return fact(run, views.field(record, "fact"))
        case "choice":
            return choices(run, views.field(record, "choices"))
        case _:
            return blank(run, views.field(record, "width"))  # type: ignore[arg-type]


def _no_field(run: Run, name: str) -> Broken:
    hint = "form_field 用于 service.forms 中表单的栏目，fact 用于数据中写有键路径的值"
    run.report(NOT_A_FIELD, f"{name} 的参数不对", hint, word=name)
    return BROKEN


def ref(run: Run, target: str | Traced) -> Ref:
    """Refer to a section, table or figure by its id; numbering gives the words."""
    name = target.text if isinstance(target, Traced) else str(target)
    run.references.append((name, run.origin()))
    return Ref(name)


def has(run: Run, name: str | Traced) -> bool:
    """Tell whether this document has a section, table or figure of this id, or a chapter made from this template.

    A template is named as kinds name it, with its folder: `service/training`.
    """
    word = name.text if isinstance(name, Traced) else name
    return word in run.declared or template_of(word) in run.files


def kind_title(run: Run) -> str:
    """Give the title of this kind of document."""
    return run.kind_title


def kind_title_en(run: Run) -> str:
    """Give the English title of this kind of document, for bilingual covers."""
    return run.kind_title_en


def page_of(run: Run, target: str | Traced) -> PageRef:
    """Give the page a chapter or section stands on, by its id; each output prints its own."""
    return PageRef(ref(run, target).target)


def anchor(_: Run, name: str | Traced) -> str:
    """Give the heading it stands behind an id of the data, so that `page_of` and `ref` of that id name its section."""
    return f"{{#{name.text if isinstance(name, Traced) else name}}}"


def line_break(_: Run) -> LineBreak:
    """Begin a line inside a paragraph or a part of the cover."""
    return LineBreak()


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
            scans.scan_pages,
            scans.scan,
            gantt.gantt,
            coverage.coverage,
            has,
            kind_title,
            kind_title_en,
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
            anchor,
            page_break,
            line_break,
            page_of,
            front.cover,
            front.cover_line,
            front.running,
            front.page_number,
            front.page_count,
        )
    }
)
