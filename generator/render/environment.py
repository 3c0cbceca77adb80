"""The template environment: sandboxed and strict, views its only data, every mistake reported and survived.

Templates are compiled once per process; each run executes their code in an environment of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from functools import cache, partial
from inspect import signature
from types import CodeType
from typing import TYPE_CHECKING, Any, ClassVar

from jinja2 import BaseLoader, Template, pass_context
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.finding import Finding, Place, Severity
from generator.render import lint, views
from generator.render.blocks import FUNCTIONS
from generator.render.charts import BoxMaker
from generator.render.compiling import LineMarks, compiled
from generator.render.coverage import LineMaker
from generator.render.filters import FILTERS, TESTS
from generator.render.lint import MISUSE
from generator.render.printing import last_name, printed
from generator.render.run import UNKNOWN_FIELD, UNKNOWN_NAME, Run
from generator.render.scans import ScanPage
from generator.render.tables import RowMaker
from generator.render.traced import BROKEN, Absent, Broken, MisuseError, Traced
from generator.render.views import Group, Pair, Selection, UnknownName, View
from generator.source import Span

if TYPE_CHECKING:
    from jinja2 import Environment

NO_TEMPLATE = "T001"
"""A template file that is not there."""
WRONG_CALL = "T007"
"""A template function is called with arguments it does not take."""

ROOTS = ("company", "project", "service", "standards", "derived")
KNOWN = lint.Names((*ROOTS, *FUNCTIONS), tuple(FILTERS), tuple(TESTS))
"""What templates may name."""


def load_template(
    environment: TemplateEnvironment,
    name: str,
    variables: MutableMapping[str, Any] | None = None,
    named_at: Span | None = None,
) -> Template | None:
    """Load a template by its path from `templates/zh`; None where it is missing or cannot run (reported).

    `named_at` is where the template is asked for, for the finding of a missing one.
    """
    run = environment.run
    text = run.read(name)
    if text is None:
        hint = "请检查文件名，路径从 templates/zh 写起，如 chapters/promise/chapter.md.j2"
        place = Place(span=named_at or run.span(run.origin(), name))
        run.add(Finding(NO_TEMPLATE, Severity.ERROR, place, f"找不到模板 {name}", hint))
        return None
    file = run.file(name)
    run.sources[file] = tuple(text.split("\n"))
    made = compiled(template_syntax(), KNOWN, file, text)
    for finding in made.findings:
        run.add(finding)
    if made.code is None:
        return None
    return environment.template_class.from_code(environment, made.code, environment.make_globals(variables))


def new_environment(run: Run) -> TemplateEnvironment:
    """Make the environment of a run: its functions and filters report to it."""
    environment = _bare_environment({name: partial(function, run) for name, function in FILTERS.items()})
    environment.run = run
    environment.undefined = partial(_undefined, run)  # type: ignore[assignment]
    environment.globals = {**{name: partial(function, run) for name, function in FUNCTIONS.items()}, **run.roots}
    return environment


_OPEN: Mapping[type, tuple[str, ...]] = {
    Group: ("key", "items"),
    Pair: ("key", "value"),
    RowMaker: ("row",),
    BoxMaker: ("node",),
    LineMaker: ("row",),
    ScanPage: ("id", "number", "total", "first", "only"),
    LoopContext: ("first", "last", "index", "index0", "length", "previtem", "nextitem"),
}
"""What a template may reach of objects that are no data; nothing else, or a value's text could lose its trace."""


class _Loader(BaseLoader):
    """Gives templates to `{% include %}` and `{% import %}` in the run's environment."""

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002
    ) -> Template:
        template = load_template(environment, name, globals)  # type: ignore[arg-type]
        return template or environment.template_class.from_code(environment, _empty(), globals or {})


@cache
def _empty() -> CodeType:
    return template_syntax().compile("", "", "")


@pass_context
def _finalize(context: Context, value: object) -> str:
    return printed(context.environment.run, value)  # type: ignore[attr-defined]


def _undefined(run: Run, hint: str | None = None, *_: object, name: str | None = None, **__: object) -> Broken:
    """Report a name without a value; Jinja calls this wherever it finds one."""
    run.report(
        UNKNOWN_NAME,
        f"{name} 在此处没有值" if name else str(hint),
        "请检查名字，或者先用 {% set %} 给它值",
        word=str(name),
    )
    return BROKEN


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """A Jinja environment whose attribute access, calls and operators know views and report to a run."""

    intercepted_binops: ClassVar[frozenset[str]] = frozenset({"+", "-", "*", "/", "//", "%", "**"})  # type: ignore[misc]

    run: Run

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401
        """Give a field of a view; anything else has few attributes a template may reach."""
        return self._part(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401
        """Give a field or item of a view by a word, a number or a traced word."""
        return self._part(obj, argument.text if isinstance(argument, Traced) else argument)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401, ARG002
        """Refuse every operator: numbers of a document are counted by filters, which keep the trace."""
        return BROKEN  # lint has reported it

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401, N805, PYI063 - as Jinja names them
        """Call a function, macro or builder; arguments it does not take become a finding."""
        if not callable(__obj):
            if not isinstance(__obj, Absent):
                __self.run.report(WRONG_CALL, "这里不是函数，不能调用")
            return BROKEN
        try:
            result = super().call(__context, __obj, *args, **kwargs)
        except TypeError as error:
            if isinstance(error, MisuseError) or _accepts(__obj, args, kwargs):
                raise
            __self.run.report(WRONG_CALL, *_call_complaint(__obj))
            result = BROKEN
        # What a call block yields is written without being finalized.
        return printed(__self.run, result) if "caller" in kwargs else result

    def _part(self, obj: Any, name: Any) -> Any:  # noqa: ANN401
        if isinstance(obj, View):
            return self._known(views.item(obj, name) if isinstance(name, int) else views.field(obj, str(name)))
        if isinstance(obj, Broken | Absent):
            return obj
        if isinstance(obj, Traced):
            self.run.report(MISUSE, f"{obj.paths[0]} 是一个值，没有 {name}", "值只能印出或者交给过滤器", word=str(name))
            return BROKEN
        if isinstance(obj, tuple | list | Selection) and isinstance(name, int):
            parts = tuple(obj)
            return parts[name] if -len(parts) <= name < len(parts) else self._no_part(name)
        if isinstance(obj, TemplateModule) or name in _OPEN.get(type(obj), ()):
            return super().getattr(obj, str(name))
        self.run.report(MISUSE, f"这里没有 {name}", "文字、函数的结果和列表都没有可用的属性和方法", word=str(name))
        return BROKEN

    def _no_part(self, place: int) -> Broken:
        self.run.report(UNKNOWN_FIELD, f"这里没有第 {place} 项（从 0 数起）", "请先用 {% if x is given %} 判断")
        return BROKEN

    def _known(self, found: object) -> object:
        if not isinstance(found, UnknownName):
            return found
        self.run.report(UNKNOWN_FIELD, f"数据中没有 {found.path}", _field_hint(found), word=last_name(found.path))
        return BROKEN


@cache
def template_syntax() -> TemplateEnvironment:
    """Give the environment templates are parsed and compiled in; it runs none."""
    return _bare_environment(dict(FILTERS))


def _bare_environment(filters: dict[str, Callable[..., object]]) -> TemplateEnvironment:
    environment = TemplateEnvironment(
        loader=_Loader(),
        extensions=[LineMarks],
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
        finalize=_finalize,
        optimized=False,
        cache_size=0,
    )
    environment.filters = filters
    environment.tests = dict(TESTS)
    environment.globals = {}
    return environment


# --- messages --------------------------------------------------------------------------------------------------------


def _field_hint(found: UnknownName) -> str:
    if found.nearest:
        return f"最接近的是 {found.nearest}"
    return f"这里有：{'、'.join(dict.fromkeys(found.known))}" if found.known else "请检查路径"


def _accepts(function: Callable[..., object], args: tuple[object, ...], kwargs: Mapping[str, object]) -> bool:
    if isinstance(function, Macro):
        return False
    given = {name: value for name, value in kwargs.items() if name not in {"_loop_vars", "_block_vars"}}
    try:
        signature(function).bind(*args, **given)
    except TypeError:
        return False
    return True


def _call_complaint(function: Callable[..., object]) -> tuple[str, str]:
    if isinstance(function, Macro):
        return f"宏 {function.name} 的参数不对", f"它的参数是：{'、'.join(function.arguments)}"
    inner = function.func if isinstance(function, partial) else function
    parameters = ", ".join(signature(function).parameters)
    return f"{inner.__name__} 的参数不对", f"正确写法：{inner.__name__}({parameters})"
