"""Running a template: its text with marks, or a finding at the line where it broke off."""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType

from jinja2 import TemplateError

from generator.render.environment import WRONG_CALL, load_template, new_environment
from generator.render.lint import MISUSE
from generator.render.marks import Origin
from generator.render.run import Run
from generator.render.traced import MisuseError
from generator.source import Span

BROKEN_OFF = "T027"
"""A template cannot be run on."""


def render_text(run: Run, name: str, named_at: Span | None = None) -> str | None:
    """Render a template to text with marks; None where it is missing, has no valid syntax or broke off (reported).

    `named_at` is where the template is asked for, for the finding of a missing one.
    """
    template = load_template(new_environment(run), name, named_at=named_at)
    if template is None:
        return None
    try:
        return "".join(template.root_render_func(template.new_context()))
    except (TypeError, ValueError, RecursionError, TemplateError) as error:
        if not _is_of_template(error):
            raise
        run.report(*_mistake(error), origin=_broken_at(run, error))
    return None


def _is_of_template(error: BaseException) -> bool:
    """Tell whether a template caused an error: it arose in template code or in Jinja, not in a function of ours."""
    frames = list(_frames(error))
    last = frames[-1].tb_frame.f_globals
    from_template = "__jinja_template__" in last or str(last.get("__name__", "")).startswith("jinja2.")
    return from_template or isinstance(error, MisuseError | RecursionError)


def _mistake(error: BaseException) -> tuple[str, str, str]:
    if isinstance(error, MisuseError):
        return MISUSE, error.message, error.hint
    if isinstance(error, RecursionError):
        return BROKEN_OFF, "模板互相包含，没有尽头", "请检查 include 和宏，不要让模板包含自己"
    if "unpack" in str(error):
        return BROKEN_OFF, "变量的个数与数据不符", "循环一个列表写 {% for x in … %}"
    if "argument" in str(error):
        return WRONG_CALL, "过滤器或者函数的参数不对", "写法见 docs/templates.md"
    return BROKEN_OFF, "模板在这一行不能执行下去", f"请检查写法（{error}）"


def _broken_at(run: Run, error: BaseException) -> Origin:
    """Give the innermost template line of a traceback."""
    origin = Origin("", 1)
    for trace in _frames(error):
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if template is not None:
            origin = run.template_origin(template, trace.tb_lineno)
    return origin


def _frames(error: BaseException) -> Iterator[TracebackType]:
    trace = error.__traceback__
    while trace is not None:
        yield trace
        trace = trace.tb_next
