"""Compiled templates: each is parsed, linted and compiled once per process; what was compiled can be kept for the next.

Why: parsing and compiling the templates of one document costs several times what running them does.
"""

from __future__ import annotations

import marshal
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from types import CodeType
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from generator.finding import Finding
from generator.render import lint
from generator.render.marks import ATTRIBUTE, Origin, line_mark

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True, slots=True)
class Compiled:
    """A template's code (None where it cannot run) and the findings of its source."""

    code: CodeType | None
    findings: tuple[Finding, ...]


def compiled(environment: Environment, known: lint.Names, name: str, text: str) -> Compiled:
    """Compile a template, or give what was compiled before from the same text."""
    key = (name, _digest(text))
    if key not in _COMPILED:
        _COMPILED[key] = _compile(environment, known, name, text)
    return _COMPILED[key]


def kept() -> bytes:
    """Give what has been compiled without findings, to be kept and taken up by a later process."""
    clean = {key: made.code for key, made in _COMPILED.items() if made.code is not None and not made.findings}
    content = marshal.dumps((_fingerprint(), clean))
    return sha256(content).digest() + content


def take_up(data: bytes) -> bool:
    """Take up what `kept` gave; tell whether it fits this program.

    The data must be as trusted as the program's own files: they are code.
    """
    size = sha256().digest_size
    if sha256(data[size:]).digest() != data[:size]:
        return False
    fingerprint, clean = marshal.loads(data[size:])  # noqa: S302 - our own, as .pyc files are
    if fingerprint != _fingerprint():
        return False
    _COMPILED.update({key: Compiled(code, ()) for key, code in clean.items()})
    return True


class LineMarks(Extension):
    """Ends each line of template text with a mark that tells its line number."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """Hide the `#` of `{#id}` from Jinja."""
        return lint.ATTRIBUTE_START.sub("{" + ATTRIBUTE, source)

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """Mark the text tokens."""
        for token in stream:
            yield token if token.type != "data" else Token(token.lineno, "data", _with_marks(stream.name or "", token))


_COMPILED: dict[tuple[str, str], Compiled] = {}
"""By name and digest of the text, for the whole process."""


def _with_marks(name: str, token: Token) -> str:
    *ended, last = token.value.split("\n")
    for offset, line in enumerate(ended):
        if offset == 0 or line.strip():
            ended[offset] = line + line_mark(Origin(name, token.lineno + offset))
    return "\n".join((*ended, last))


def _compile(environment: Environment, known: lint.Names, name: str, text: str) -> Compiled:
    try:
        tree = environment.parse(text, name)
    except TemplateSyntaxError as error:
        return Compiled(None, (lint.syntax_finding(name, text, error),))
    findings = lint.lint(name, text, tree, known)
    if any(finding.code in lint.FATAL for finding in findings):
        return Compiled(None, findings)
    try:
        code = environment.compile(lint.without_glue(tree), name, name)
    except TemplateSyntaxError as error:  # a misplaced statement, which only compiling finds
        return Compiled(None, (*findings, lint.syntax_finding(name, text, error)))
    return Compiled(code, findings)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


@cache
def _fingerprint() -> str:
    """Give what compiled code depends on besides the template: Python, Jinja and this package."""
    sources = sorted(path.name for path in files("generator.render").iterdir() if path.name.endswith(".py"))
    digests = (sha256(files("generator.render").joinpath(name).read_bytes()).hexdigest() for name in sources)
    return "\n".join((sys.version, version("jinja2"), *digests))
