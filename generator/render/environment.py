"""The template environment: sandboxed, strict, views and traced leaves its only data, every mistake reported and survived.

Templates are compiled once per process; each run executes their code in an environment of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from functools import cache, partial
from inspect import signature
from types import CodeType, TracebackType
from typing import TYPE_CHECKING, Any, ClassVar

from jinja2 import BaseLoader, Template, TemplateError, TemplateSyntaxError, Undefined, pass_context
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.finding import Finding, Place, Severity
from generator.render import lint, views
from generator.render.blocks import FUNCTIONS
from generator.render.filters import FILTERS, TESTS
from generator.render.marks import ATTRIBUTE, Origin, line_mark
from generator.render.printing import last_name, printed
from generator.render.run import Run
from generator.render.traced import BROKEN, Absent, Broken, MisuseError, Traced
from generator.render.views import UnknownName, View
from generator.source import Span

if TYPE_CHECKING:
    from jinja2 import Environment

NO_TEMPLATE = "T001"
"""A template file that is not there."""
UNKNOWN_NAME = "T003"
"""A name of a variable or function that does not exist."""
UNKNOWN_FIELD = "T004"
"""A field the data do not have."""
MISUSE = "T006"
"""A value is calculated with, glued, compared with words or treated as text."""
WRONG_CALL = "T007"
"""A template function is called with arguments it does not take."""

BROKEN_OFF = "T027"
"""A template cannot be run on."""

ROOTS = ("company", "project", "service", "standards", "derived")


def render_text(run: Run, name: str, named_at: Span | None = None) -> str | None:
    """Render a template to text with marks; None where it is missing, has no valid syntax or broke off (reported).

    `named_at` is where the template is asked for, for the finding of a missing one.
    """
    template = _load(_environment(run), name, named_at=named_at)
    if template is None:
        return None
    try:
        return "".join(template.root_render_func(template.new_context()))
    except (TypeError, ValueError, RecursionError, TemplateError) as error:
        if not _is_of_template(error):
            raise
        run.report(*_mistake(error), origin=_broken_at(run, error))
    return None


# --- compiling -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Compiled:
    code: CodeType | None
    findings: tuple[Finding, ...]


@cache
def _compiled(name: str, text: str) -> _Compiled:
    environment = _compiler()
    try:
        tree = environment.parse(text, name)
    except TemplateSyntaxError as error:
        return _Compiled(None, (lint.syntax_finding(name, text, error),))
    findings = lint.lint(name, text, tree, _known_names())
    if any(finding.code in lint.FATAL for finding in findings):
        return _Compiled(None, findings)
    try:
        code = environment.compile(lint.without_glue(tree), name, name)
    except TemplateSyntaxError as error:  # an unknown filter or test, or a misplaced statement
        more = () if findings else (lint.syntax_finding(name, text, error),)
        return _Compiled(None, (*findings, *more))
    return _Compiled(code, findings)  # type: ignore[arg-type]


def _known_names() -> lint.Names:
    return lint.Names((*ROOTS, *FUNCTIONS), tuple(FILTERS), tuple(TESTS))


class _LineMarks(Extension):
    """Ends each line of template text with a mark that tells its line number."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        return lint.ATTRIBUTE_START.sub("{" + ATTRIBUTE, source)

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        for token in stream:
            yield token if token.type != "data" else Token(token.lineno, "data", _with_marks(stream.name or "", token))


def _with_marks(name: str, token: Token) -> str:
    first, *rest = token.value.split("\n")
    text = first
    for offset, line in enumerate(rest):
        marked = offset == 0 or text.rsplit("\n", 1)[-1].strip()
        text += (line_mark(Origin(name, token.lineno + offset)) if marked else "") + "\n" + line
    return text


# --- running ---------------------------------------------------------------------------------------------------------


class _Loader(BaseLoader):
    """Gives templates to `{% include %}` and `{% import %}` in the run's environment."""

    def load(
        self, environment: Environment, name: str, globals: MutableMapping[str, Any] | None = None  # noqa: A002
    ) -> Template:
        template = _load(environment, name, globals)  # type: ignore[arg-type]
        return template or environment.template_class.from_code(environment, _empty(), globals or {})


@cache
def _empty() -> CodeType:
    return _compiler().compile("", "", "")  # type: ignore[return-value]


@pass_context
def _finalize(context: Context, value: object) -> str:
    return printed(context.environment.run, value)  # type: ignore[attr-defined]


def _undefined(run: Run, hint: str | None = None, *_: object, name: str | None = None, **__: object) -> Broken:
    """Report a name without a value; Jinja calls this wherever it finds one."""
    run.report(UNKNOWN_NAME, f"{name} 在此处没有值" if name else str(hint), "请检查名字，或者先用 {% set %} 给它值", word=str(name))
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

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401, N805
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
        if isinstance(obj, str | Undefined):
            self.run.report(MISUSE, f"文字没有 {name}", "模板中不能调用文字的方法", word=str(name))
            return BROKEN
        if isinstance(obj, tuple | list) and isinstance(name, int):
            return obj[name] if -len(obj) <= name < len(obj) else BROKEN
        return super().getattr(obj, str(name))

    def _known(self, found: object) -> object:
        if not isinstance(found, UnknownName):
            return found
        self.run.report(UNKNOWN_FIELD, f"数据中没有 {found.path}", _field_hint(found), word=last_name(found.path))
        return BROKEN


def _environment(run: Run) -> TemplateEnvironment:
    environment = _new_environment({name: partial(function, run) for name, function in FILTERS.items()})
    environment.run = run
    environment.undefined = partial(_undefined, run)  # type: ignore[assignment]
    environment.globals = {**{name: partial(function, run) for name, function in FUNCTIONS.items()}, **run.roots}
    return environment


@cache
def _compiler() -> TemplateEnvironment:
    return _new_environment(dict(FILTERS))


def _new_environment(filters: dict[str, Callable[..., object]]) -> TemplateEnvironment:
    environment = TemplateEnvironment(
        loader=_Loader(),
        extensions=[_LineMarks],
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


def _load(
    environment: TemplateEnvironment,
    name: str,
    variables: MutableMapping[str, Any] | None = None,
    named_at: Span | None = None,
) -> Template | None:
    run = environment.run
    text = run.read(name)
    if text is None:
        hint = "请检查文件名，路径从 templates/zh 写起，如 chapters/promise/chapter.md.j2"
        place = Place(span=named_at or run.span(run.origin(), name))
        run.add(Finding(NO_TEMPLATE, Severity.ERROR, place, f"找不到模板 {name}", hint))
        return None
    file = run.file(name)
    run.sources[file] = tuple(text.split("\n"))
    compiled = _compiled(file, text)
    for finding in compiled.findings:
        run.add(finding)
    if compiled.code is None:
        return None
    return environment.template_class.from_code(environment, compiled.code, environment.make_globals(variables))


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
