"""YAML syntax errors in our own words: what is wrong at which place, and how it should look."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from generator.finding import Finding, Place, Severity
from generator.source import Span

SYNTAX = "S005"
"""S005: a file does not follow the grammar of YAML."""


_FOUND_OUT_LATE = ("while scanning a quoted scalar", "while scanning a simple key")
_BRACKETS = ("while parsing a flow sequence", "while parsing a flow mapping")


@dataclass(frozen=True, slots=True)
class _Problem:
    message: str
    hint: str


_GENERIC = _Problem(
    "这里不符合 YAML 的写法",
    "检查本行和上一行的缩进、冒号、引号和括号。正确的写法如“name: 示例公司”，冒号是半角的，后面有一个空格。",
)
_FULL_WIDTH_COLON = _Problem(
    "这一行用了全角冒号“：”，YAML 认不出键",
    "键后面用半角冒号加一个空格，例如“name: 示例公司”。",
)
_TAB = _Problem("这里用制表符隔开，YAML 只认空格", "把制表符换成空格。")
_DASH = _Problem("列表项的短横后面没有空格", "短横后面空一格，例如“- 示例市”。")
_NO_SPACE = _Problem("键的冒号后面没有空格", "冒号后面空一格，例如“name: 示例公司”。")
_SLIPS = (
    (re.compile(r"[\s-]*[\w.]+\s*(：)(?!.*: )"), _FULL_WIDTH_COLON),
    (re.compile(r"[\s-]*[A-Za-z_]\w*(:)[^\s:/](?!.*: )"), _NO_SPACE),
    (re.compile(r"\s*(-)[^\s-]"), _DASH),
    (re.compile(r"[\s-]*(\t)"), _TAB),
)
_PROBLEMS = (
    (
        "mapping values are not allowed",
        _Problem(
            "这里不能再出现“键: 值”：同一行写了两个冒号，或者缩进与上一行不一致",
            '值里含有“: ”时加引号，例如“remark: "说明: 见附件"”；同一级的键左边对齐。',
        ),
    ),
    (
        "could not find expected ':'",
        _Problem(
            "这个键后面没有冒号",
            "每个键后面写半角冒号和一个空格，例如“phone: 000-0000-0101”；列表项写成“- 内容”，短横后面有空格。",
        ),
    ),
    (
        "unexpected ':'",
        _Problem("花括号里的冒号后面没有空格或者没有值", "写成“{model: SZ-C200, place: 机房}”；没有值的键整个删去。"),
    ),
    (
        "expected ',' or ']'",
        _Problem("方括号没有写完：缺少逗号或者“]”", "列表写成“[响应速度, 服务态度]”，用半角逗号和半角方括号。"),
    ),
    (
        "expected ',' or '}'",
        _Problem(
            "花括号没有写完：缺少逗号或者“}”",
            "写成“{city: 1小时, province: 4小时}”，用半角逗号和半角花括号。",
        ),
    ),
    (
        "unexpected end of stream",
        _Problem("引号没有写完，一直到文件末尾都没有找到另一半引号", '引号要成对，例如“postcode: "000000"”。'),
    ),
    (
        "unexpected document indicator",
        _Problem("引号没有写完，遇到了“---”", '引号要成对，例如“postcode: "000000"”。'),
    ),
    (
        "unknown escape character",
        _Problem(
            "双引号里的反斜杠后面不是可用的转义字符",
            "反斜杠照原样印出时改用单引号，例如“path: 'D:\\资料'”。",
        ),
    ),
    (
        "expected hexdecimal number",
        _Problem("双引号里的转义字符不完整", "反斜杠照原样印出时改用单引号，例如“path: 'D:\\资料'”。"),
    ),
    (
        "cannot start any token",
        _Problem(
            "值不能以这个字符开头",
            '以 @、`、% 等符号开头的值要加引号，例如“note: "@全体成员"”。',
        ),
    ),
    (
        "expected '-' indicator",
        _Problem(
            "列表中间出现了不是列表项的内容",
            "同一个列表的每一项都以“- ”开头并左边对齐；另起一个键时，退回到它应在的缩进。",
        ),
    ),
    (
        "expected key",
        _Problem(
            "这里应当是一个键：缩进与同级的键不一致，或者引号后面还有多余的文字",
            "同一级的键左边对齐；用了引号的值，引号外面不再写字。",
        ),
    ),
    (
        "expected node content",
        _Problem("这里应当有一个值，却遇到了多余的括号", '删去多余的括号；值里要印出括号时加引号，例如“note: "}"”。'),
    ),
    (
        "expected alphabetic or numeric character",
        _Problem(
            "“&”和“*”后面必须紧跟名称",
            '要印出“&”或者“*”本身时加引号，例如“note: "*号条款"”。',
        ),
    ),
    (
        "block sequence entries are not allowed",
        _Problem("列表项不能写在这里", "列表写在键的下一行并缩进，例如“places:”下一行写“  - 示例市”。"),
    ),
    (
        "expected comment or line break",
        _Problem("“|”或者“>”后面不能再写内容", "多行文字从下一行开始写，并比键多缩进两个空格。"),
    ),
    (
        "incompatible YAML document",
        _Problem("文件声明的 YAML 版本不受支持", "删去以“%YAML”开头的一行。"),
    ),
    (
        "expected <document start>",
        _Problem("文件的内容到这里已经结束，后面还有多余的文字", "删去多余的括号，或者把后面的内容写成同级的键。"),
    ),
)


def syntax_finding(error: yaml.YAMLError, file: str, lines: list[str]) -> Finding:
    """Translate an error of the YAML parser; `lines` are those of the file, to recognise full-width punctuation."""
    place = _span(_mark(error), file, lines)
    slip = _slip(place, lines)
    if slip:
        return slip
    problem = _known(str(getattr(error, "problem", "")))
    also = _opening(error, place)
    return Finding(SYNTAX, Severity.ERROR, Place(span=place), problem.message, problem.hint, also=also)


def _mark(error: yaml.YAMLError) -> yaml.Mark | None:
    """Give where the slip was made: an open quotation or a key without colon is found out only much later."""
    late = getattr(error, "context", None) in _FOUND_OUT_LATE and "escape" not in str(getattr(error, "problem", ""))
    return getattr(error, "context_mark" if late else "problem_mark", None)


def _known(text: str) -> _Problem:
    return next((problem for sign, problem in _PROBLEMS if sign in text), _GENERIC)


def _slip(place: Span, lines: list[str]) -> Finding | None:
    """Recognise frequent slips on the line of the error or the one before it, and point at the very character."""
    for number in (place.line, place.line - 1):
        for pattern, problem in _SLIPS:
            found = pattern.match(lines[number - 1]) if number else None
            if found:
                column = found.start(1) + 1
                span = Span(place.file, number, column, number, column + 1)
                return Finding(SYNTAX, Severity.ERROR, Place(span=span), problem.message, problem.hint)
    return None


def _opening(error: yaml.YAMLError, place: Span) -> tuple[Place, ...]:
    """Point at where an unfinished bracket began, if that is another line."""
    mark = getattr(error, "context_mark", None)
    if getattr(error, "context", None) not in _BRACKETS or mark is None or mark.line + 1 == place.line:
        return ()
    line, column = mark.line + 1, mark.column + 1
    return (Place(span=Span(place.file, line, column, line, column + 1)),)


def _span(mark: yaml.Mark | None, file: str, lines: list[str]) -> Span:
    if mark is None:
        return Span(file, 1, 1, 1, 1)
    line, column = mark.line + 1, mark.column + 1
    if line > len(lines) or (line == len(lines) and not lines[-1] and line > 1):
        line, column = _last_written(lines)
    return Span(file, line, column, line, column + 1)


def _last_written(lines: list[str]) -> tuple[int, int]:
    """Give the place after the last character that is not white space; an error at the end of a file is shown there."""
    number = max((number for number, line in enumerate(lines, start=1) if line.strip()), default=1)
    return number, len(lines[number - 1].rstrip()) + 1
