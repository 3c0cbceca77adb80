"""What may be wrong in a YAML file whose grammar is right, each as a finding in our own words."""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingType

from generator.finding import Finding, Place, Severity
from generator.load import limits
from generator.load.nodes import Item
from generator.source import Span

TABS = "S004"
"""S004: a line is indented with tabs."""
DUPLICATE_KEY = "S006"
"""S006: a mapping has the same key twice."""
BAD_KEY = "S007"
"""S007: a key is empty, not text, or holds characters that key paths need."""
TAG = "S008"
"""S008: a value carries a YAML tag."""
MERGE_KEY = "S009"
"""S009: a mapping uses the merge key."""
SEVERAL_DOCUMENTS = "S010"
"""S010: a file holds more than one YAML document."""
ALIAS = "S011"
"""S011: an alias is unknown, contains itself, or grows past the limit."""
TOO_MUCH = "S012"
"""S012: a file is nested too deep or has too many values."""
FOLDED_LINE = "S024"
"""S024: a line break inside a value becomes a space between two Chinese characters."""

_TAB_INDENT = re.compile(r"[ \t]*\t[ \t]*(?=\S)")
_FULL_WIDTH_SPACE = "\u3000"
_BAD_KEY_CHARACTER = re.compile(r"[.\[\]\s：]")


def tab_indents(lines: list[str], file: str) -> Finding | None:
    """Report the lines that are indented with tabs, one finding for the file."""
    places = [
        Place(span=Span(file, number, found.group().index("\t") + 1, number, found.end() + 1))
        for number, line in enumerate(lines, start=1)
        if "\t" in line and (found := _TAB_INDENT.match(line))
    ]
    if not places:
        return None
    count = f"，共{len(places)}行" if len(places) > 1 else ""
    return Finding(
        TABS,
        Severity.ERROR,
        places[0],
        f"这一行用制表符缩进{count}，YAML 只认空格",
        "把行首的制表符换成空格，每一级缩进两个；在编辑器中打开“用空格代替制表符”。",
        also=tuple(places[1 : limits.PLACES + 1]),
    )


def key_problem(key: str, span: Span) -> Finding | None:
    """Report a key that key paths could not hold, or the merge key."""
    if not key:
        return _bad_key(span, "键必须是一个名称，这里是空的或者是列表、映射")
    if key == "<<":
        return _merge_key(span)
    if key.startswith(_FULL_WIDTH_SPACE):
        return _full_width_indent(span)
    if _BAD_KEY_CHARACTER.search(key):
        return _bad_key(span, f"键“{key}”里有空格、点、方括号或者全角冒号")
    return None


def duplicate_key(key: str, span: Span, items: MappingType[str, Item]) -> Finding | None:
    """Report a key that stands among `items` already, with the place of the first."""
    if key not in items:
        return None
    return Finding(
        DUPLICATE_KEY,
        Severity.ERROR,
        Place(span=span),
        f"键“{key}”写了两次，后面的会盖掉前面的",
        "只留下正确的一处；若是两项内容，写成列表，每项以“- ”开头。",
        also=(Place(span=items[key].key_span),),
    )


def tag(span: Span) -> Finding:
    """Report a YAML tag."""
    return Finding(
        TAG,
        Severity.ERROR,
        Place(span=span),
        "不支持 YAML 标签（以“!”开头的写法）",
        '删去标签，只写值；所有的值先当作文字读取，类型由程序判断。要印出“!”时加引号，例如“note: "!注意"”。',
    )


def several_documents(span: Span) -> Finding:
    """Report a second document in one file."""
    return Finding(
        SEVERAL_DOCUMENTS,
        Severity.ERROR,
        Place(span=span),
        "一个文件里写了多份 YAML 文档，“---”之后的内容不会被读取",
        "删去“---”，把内容合在一起，或者分成几个文件。",
    )


def folded_line(span: Span) -> Finding:
    """Report a value whose line break became a space between Chinese characters."""
    return Finding(
        FOLDED_LINE,
        Severity.WARNING,
        Place(span=span),
        "这个值分成了几行写，YAML 会在换行处加一个空格，印出来的汉字之间就多了空格",
        "写在同一行；或者分成列表的几项，每项一段。",
    )


def bad_alias(anchor: str, span: Span, *, inside: bool) -> Finding:
    """Report an alias without anchor, or (`inside` its own anchor) one that contains itself."""
    if inside:
        message = f"别名“*{anchor}”引用了包含它自己的内容，永远写不完"
    else:
        message = f"别名“*{anchor}”没有对应的锚点“&{anchor}”"
    hint = '直接写出值；值本身以星号开头时加引号，例如“note: "*号条款"”。'
    return Finding(ALIAS, Severity.ERROR, Place(span=span), message, hint)


def alias_bomb(anchor: str, span: Span) -> Finding:
    """Report an alias that makes the file larger than the limit."""
    return Finding(
        ALIAS,
        Severity.ERROR,
        Place(span=span),
        f"别名“*{anchor}”展开以后，本文件超过{limits.NODES}个值",
        "不要让别名层层嵌套，直接写出需要的值。",
    )


def too_deep(span: Span) -> Finding:
    """Report nesting below the limit."""
    return Finding(
        TOO_MUCH,
        Severity.ERROR,
        Place(span=span),
        f"嵌套超过{limits.DEPTH}层",
        "检查是否多写了缩进、方括号或者花括号；资料一般不超过八层。",
    )


def too_many(span: Span) -> Finding:
    """Report more values than the limit."""
    return Finding(
        TOO_MUCH,
        Severity.ERROR,
        Place(span=span),
        f"本文件超过{limits.NODES}个值",
        "确认没有选错文件；内容确实很多时，分成几个文件。",
    )


def _bad_key(span: Span, message: str) -> Finding:
    hint = "键用英文小写字母、数字和下划线，例如“valid_to: 2028-06-11”；冒号是半角的，后面有一个空格。"
    return Finding(BAD_KEY, Severity.ERROR, Place(span=span), message, hint)


def _full_width_indent(span: Span) -> Finding:
    hint = "把行首的全角空格换成半角空格，每一级缩进两个。"
    return Finding(BAD_KEY, Severity.ERROR, Place(span=span), "这一行用全角空格缩进，YAML 不把它当作缩进", hint)


def _merge_key(span: Span) -> Finding:
    return Finding(
        MERGE_KEY,
        Severity.ERROR,
        Place(span=span),
        "不支持合并键“<<”：看不出每个值写在哪里",
        "把需要的键逐个写出，例如“response: 30分钟”。",
    )
