"""Findings as text for people: place, message, the source line with carets, basis and hint, and a summary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from generator.finding import Finding, Severity
from generator.languages.spoken import told
from generator.report.places import Located, count_by_severity, in_order
from generator.source import SourceMap, Span
from generator.zh.width import character_width, display_width

WINDOW = 96
"""Most terminal cells of a source line that are shown; of longer lines the part around the carets."""

_BEFORE = 24
_STYLES = {
    Severity.NOTICE: "cyan",
    Severity.WARNING: "yellow",
    Severity.ERROR: "bold red",
    Severity.DISQUALIFYING: "bold white on red",
}
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report with the style it has on a terminal."""

    text: str
    style: str = ""


def text_report(findings: Iterable[Finding], sources: SourceMap, texts: Mapping[str, str]) -> str:
    """Give the whole report as plain text that ends with a line break; `texts` are the sources by file."""
    return plain(_report(tuple(findings), sources, texts))


def print_report(findings: Iterable[Finding], sources: SourceMap, texts: Mapping[str, str], console: Console) -> None:
    """Print the same report, in colour where `console` is a terminal."""
    print_lines(_report(tuple(findings), sources, texts), console)


def plain(lines: Iterable[Line]) -> str:
    """Give lines as plain text, each ended by a line break."""
    return "".join(f"{_printable(line.text)}\n" for line in lines)


def print_lines(lines: Iterable[Line], console: Console) -> None:
    """Print lines in their styles."""
    for line in lines:
        console.print(Text(_printable(line.text), style=line.style), soft_wrap=True)


def severity_style(severity: Severity) -> str:
    """Give how findings of a severity look on a terminal."""
    return _STYLES[severity]


def summary(findings: Iterable[Finding]) -> str:
    """Give the last line of the report: how many findings of each severity there are."""
    counts = [f"{severity.label}{count}项" for severity, count in count_by_severity(findings).items() if count]
    return told(f"共发现{'、'.join(counts)}。" if counts else "没有发现问题。")


def excerpt(span: Span, texts: Mapping[str, str]) -> tuple[str, str] | None:
    """Give the first line of a span and the carets below it, None where the file or line is not known.

    Lines wider than `WINDOW` cells are cut to the part around the carets; tabs and invisible characters take one cell.
    """
    lines = texts.get(span.file, "").split("\n")
    if span.file not in texts or span.line > len(lines):
        return None
    line = _printable(lines[span.line - 1])
    start = min(span.column - 1, len(line))
    return _with_carets(line, start, _end(span, line, start))


def pointed(before: str, marked: str, after: str) -> tuple[str, str]:
    """Give a stretch of text with carets below its middle part, cut as an excerpt is."""
    return _with_carets(_printable(before + marked + after), len(before), len(before) + len(marked))


def _with_carets(line: str, start: int, end: int) -> tuple[str, str]:
    shown, start, end = _windowed(line, start, end)
    return shown, " " * display_width(shown[:start]) + "^" * max(1, display_width(shown[start:end]))


def _report(findings: tuple[Finding, ...], sources: SourceMap, texts: Mapping[str, str]) -> list[Line]:
    lines: list[Line] = []
    file: str | None = None
    for located in in_order(findings, sources):
        name = located.span.file if located.span else ""
        if name != file:
            file = name
            lines.append(Line(name or told("（没有位置）"), "bold underline"))
        lines.extend(_finding(located, texts))
        lines.append(Line(""))
    return [*lines, Line(summary(findings), "bold")]


def _finding(located: Located, texts: Mapping[str, str]) -> list[Line]:
    finding = located.finding
    place = f" {located.span}" if located.span else ""
    head = f"{told(finding.severity.label)} {finding.code}{place} {finding.message}"
    lines = [Line(head, _STYLES[finding.severity])]
    lines.extend(_source(located.span, texts, "  "))
    if finding.place.path:
        lines.append(Line(told(f"  键路径：{finding.place.path}"), "dim"))
    for span in located.also:
        lines.extend(_also(span, texts))
    if finding.basis:
        lines.append(Line(told(f"  依据：{'；'.join(finding.basis)}")))
    if finding.hint:
        lines.append(Line(told(f"  建议：{finding.hint}"), "green"))
    return lines


def _also(span: Span | None, texts: Mapping[str, str]) -> list[Line]:
    return [Line(told(f"  另见 {span}")), *_source(span, texts, "    ")] if span else []


def _source(span: Span | None, texts: Mapping[str, str], indent: str) -> list[Line]:
    found = excerpt(span, texts) if span else None
    if span is None or found is None:
        return []
    number = str(span.line)
    shown, carets = found
    return [
        Line(f"{indent}{number} │ {shown}".rstrip()),
        Line(f"{indent}{' ' * len(number)} │ {carets}", "red"),
    ]


def _printable(text: str) -> str:
    """Give `text` with a mark for every character a terminal would obey or hide, so that carets can point at it."""
    return text if text.isprintable() else "".join(map(_visible, text))


def _visible(character: str) -> str:
    if character == "\t":
        return " "
    return character if character.isprintable() or character == "\u3000" else "\ufffd"


def _end(span: Span, line: str, start: int) -> int:
    end = span.end_column - 1 if span.end_line == span.line else len(line.rstrip())
    return max(min(end, len(line)), start)


def _windowed(line: str, start: int, end: int) -> tuple[str, int, int]:
    """Cut a long line to a window that begins a little before `start`; the indexes move with it."""
    if display_width(line) <= WINDOW:
        return line, start, end
    first = _fit_before(line, start)
    last = _fit_after(line, first)
    head = _ELLIPSIS if first else ""
    tail = _ELLIPSIS if last < len(line) else ""
    shift = len(head) - first
    return f"{head}{line[first:last]}{tail}", start + shift, min(end, last) + shift


def _fit_before(line: str, start: int) -> int:
    first = start
    room = _BEFORE
    while first and room >= character_width(line[first - 1]):
        first -= 1
        room -= character_width(line[first])
    return first


def _fit_after(line: str, first: int) -> int:
    last = first
    room = WINDOW - 2
    while last < len(line) and room >= character_width(line[last]):
        room -= character_width(line[last])
        last += 1
    return last
