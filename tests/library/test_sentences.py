"""The chapters are a library: no two files of templates and catalogs say the same sentence of twenty characters."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
LONG = 20
MARK = "\0"
"""Stands for a printed value, so that sentences that differ in their values alone are the same."""

_HAN = re.compile("(?:.*?[\u4e00-\u9fff]){10}")
"""What makes words of a piece: key paths and hours of work have fewer Chinese characters."""

_NOT_WORDS = re.compile(r"\{#.*?#\}|\{%.*?%\}", re.DOTALL)
_VALUE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_ENDS = re.compile(r"[。；！？|\n]")
_DECORATION = re.compile(rf"[\s*#>{MARK}]|^[-+0-9.]+")

Places = Mapping[str, Sequence[str]]


def shared(texts: Mapping[str, str]) -> dict[str, list[str]]:
    """Give the long sentences that stand in several files, each with file and line of every place."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for file, text in texts.items():
        for line, sentence in sentences(text):
            found[sentence].setdefault(file, f"{file}:{line}")
    return {sentence: list(places.values()) for sentence, places in found.items() if len(places) > 1}


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Give the long sentences of a template or of a list of values, without values and signs, with their lines."""
    plain = _VALUE.sub(MARK, _NOT_WORDS.sub(_blank, text))
    start = 0
    for end in (*_ENDS.finditer(plain), None):
        piece = plain[start : end.start() if end else len(plain)]
        words = _DECORATION.sub("", piece.strip())
        if len(words) >= LONG and _HAN.match(words):
            yield plain.count("\n", 0, start + len(piece) - len(piece.lstrip())) + 1, words
        start = end.end() if end else len(plain)


def _blank(found: re.Match[str]) -> str:
    """Keep the lines of what is taken out."""
    return "\n" * found[0].count("\n")


def values(node: yaml.Node) -> Iterator[tuple[int, str]]:
    """Give every value of a YAML file with its line; keys are not values."""
    if isinstance(node, yaml.ScalarNode):
        yield node.start_mark.line + 1, node.value
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from values(child)
    elif isinstance(node, yaml.MappingNode):
        for _, child in node.value:
            yield from values(child)


def _catalog(file: Path) -> str:
    """Give the values of a catalog, each on the line it was written on."""
    lines: dict[int, list[str]] = defaultdict(list)
    for line, value in values(yaml.compose(file.read_text(encoding="utf-8"))):
        lines[line].append(value.replace("\n", ""))
    return "\n".join("。".join(lines[line]) for line in range(1, max(lines) + 1))


def _name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def test_no_two_templates_share_a_sentence() -> None:
    files = sorted((ROOT / "templates").rglob("*.j2"))
    assert shared({_name(file): file.read_text(encoding="utf-8") for file in files}) == {}


def test_no_two_catalogs_share_a_sentence() -> None:
    files = sorted((ROOT / "catalogs").rglob("*.yaml"))
    assert shared({_name(file): _catalog(file) for file in files}) == {}


def test_no_catalog_says_what_a_template_says() -> None:
    templates = {_name(file): file.read_text(encoding="utf-8") for file in sorted((ROOT / "templates").rglob("*.j2"))}
    catalogs = {_name(file): _catalog(file) for file in sorted((ROOT / "catalogs").rglob("*.yaml"))}
    assert shared({**templates, **catalogs}).keys() - shared(templates).keys() - shared(catalogs).keys() == set()


SAID = "工程师到达现场后先核对设备的名称和序列号再开始工作"
PAIRS = [
    (f"# 标题\n\n{SAID}。", f"另一句。{SAID}；", ["a:3", "b:1"]),
    (f"- {SAID}。", f"1. **{SAID}**。", ["a:1", "b:1"]),
    (f"{{# 说明\n两行 #}}\n{SAID}，用时{{{{ a }}}}。", f"{SAID}，用时{{{{ b|within }}}}。", ["a:3", "b:1"]),
    (f"| {SAID} |", f"{{% if x %}}\n{SAID}。", ["a:1", "b:2"]),
    (SAID[:19] + "。", SAID[:19] + "。", []),
    (f"{SAID}。{SAID}。", "别的话。", []),
    (f"{SAID}并签字。", f"{SAID}并记录。", []),
]


@pytest.mark.parametrize(("first", "second", "places"), PAIRS)
def test_both_places_of_a_shared_sentence_are_named(first: str, second: str, places: list[str]) -> None:
    assert [place for found in shared({"a": first, "b": second}).values() for place in found] == places
