"""Other valid texts for the leaves of a bid, and the tree that is made when leaves have other texts."""

from __future__ import annotations

import copy
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from generator import pipeline
from generator.document.nodes import Document, Figure, Properties, Value
from generator.document.walk import plain, values
from generator.load.workspace import Loaded, load_project
from generator.model.bid import Bid, build_bid
from generator.model.paths import leaves, path_parts
from generator.style.sheet import Sheet
from generator.zh.dates import YearMonth
from generator.zh.identifiers import credit_code_check_digit, credit_code_problem, phone_problem
from generator.zh.money import Money
from generator.zh.quantity import Family, Quantity

ROOT = Path(__file__).parents[2]
PROJECT = ROOT / "projects" / "video_evidence"

STRUCTURAL = {
    r"project\.(kind|style|company)|project\.catalogs\..*": "选择文件种类、版式、公司资料和目录，换值等于换一套输入",
    r"project\.overrides\[\d+\]\.(key|value)": "装载时已经写进被改写的值，改写由 YAML 一侧的测试证明",
    r".*\.(picture|logo)": "图片文件名，换成没有的文件是问题 S0xx",
    r"(.*\.id|service\.service_levels\.regions\[\d+\]\.id)": "编号名只供引用，不印出",
    r"service\.processes\..*\.(kind|from|to)": "流程图的形状",
    r"service\.forms\..*\.kind": "表单的形状",
    r"service\..*\.(limit|fact)": "键路径，指向别的值",
    r".*\.(person|substitute|head)|project\.(project_manager|technical_lead)": "人员编号名，指向别的值",
    r"service\.products\.items\[\d+\]\.group|service\.emergency\.scenarios\[\d+\]\.level": "编号名，指向别的值",
    r"service\.quality\.standards\[\d+\]": "标准编号名，指向别的值",
    r"company\.credentials\[\d+\]\.kind": "证书类别，决定证书放进哪一张表",
    r"service\.spare_parts\.items\[\d+\]\.kind": "备机还是备件，决定行放进哪一张表",
}
"""Leaves whose text chooses or points and is not words of its own, by key path, with the reason."""

LINKED = {
    r"company\.price_list\.(labour|examples\[\d+\]\.labour)\[\d+\]\.level": "算例按级别取收费标准",
    r"company\.price_list\.(parts|examples\[\d+\]\.parts)\[\d+\]\.name": "算例按名称取零配件价格",
    r"company\.name|company\.credentials\[\d+\]\.holder|company\.price_list\.parts\[\d+\]\.supplier"
    r"|service\.products\.items\[\d+\]\.maker": "公司全称与持证单位、制造商、供应商一致",
    r"service\.service_levels\.regions\[\d+\]\.(name|places\[0\])": "区域只含一地时与地名相同，正文不重复",
}
"""Leaves that must stay equal where they are equal, by key path, with the reason: they change together."""

_CHOICES = {"正本": "副本", "副本": "正本", "男": "女", "女": "男", "自有": "租赁", "租赁": "自有"}
_WHOLE = re.compile(r"\d+(?!.*\d)")


@dataclass(frozen=True)
class Demo:
    """The demo project loaded once: its data, its bid, and what rendering it takes."""

    loaded: Loaded
    bid: Bid
    sheet: Sheet
    document: Document
    desk: pipeline._Desk


def read_demo(root: Path = ROOT, project: Path = PROJECT) -> Demo:
    """Load, type and render the demo project."""
    loaded = load_project(root, project).value
    assert loaded is not None
    bid = build_bid(loaded).value
    assert bid is not None
    desk = pipeline._Desk(root, lambda _: None)
    sheet = pipeline._sheet(desk, bid, pipeline._kind(desk, bid))
    assert sheet is not None
    return Demo(loaded, bid, sheet, made(desk, loaded), desk)


def made(desk: pipeline._Desk, loaded: Loaded) -> Document:
    """Type, render and number loaded data; nothing may be found wrong."""
    bid, found = (outcome := build_bid(loaded)).value, outcome.findings
    assert found == ()
    assert bid is not None
    kind = pipeline._kind(desk, bid)
    sheet = pipeline._sheet(desk, bid, kind)
    assert kind is not None
    assert sheet is not None
    document = pipeline._document(desk, loaded, bid, kind, sheet)
    assert [finding.message for finding in desk.findings] == []
    assert document is not None
    return document


def changed(demo: Demo, texts: Mapping[str, str]) -> Document:
    """Give the tree of the demo with other texts at some key paths; nothing is read again."""
    data = copy.deepcopy(demo.loaded.data)
    for path, text in texts.items():
        _put(data, path, text)
    return made(demo.desk, replace(demo.loaded, data=data))


def _put(data: Any, path: str, text: str) -> None:
    *way, last = path_parts(path)
    for part in way:
        data = data[part]
    assert isinstance(data[last], str), path
    data[last] = text


def old_text(demo: Demo, path: str) -> str:
    """Give the text of a leaf as it was loaded."""
    found: Any = demo.loaded.data
    for part in path_parts(path):
        found = found[part]
    assert isinstance(found, str), path
    return found


def structural(path: str, value: object) -> bool:
    """Tell whether a leaf chooses or points; a yes or no always chooses what else is printed."""
    return isinstance(value, bool) or any(re.fullmatch(pattern, path) for pattern in STRUCTURAL)


def changes(demo: Demo) -> dict[str, dict[str, str]]:
    """Give for each leaf with words of its own the texts to put in: its own and those that must stay equal to it."""
    everything = dict(leaves(demo.bid))
    own = {
        path: another(path, value, old_text(demo, path))
        for path, value in everything.items()
        if not structural(path, value)
    }
    together = _linked(everything)
    return {path: dict.fromkeys(together[path], own[together[path][0]]) for path in own}


def _linked(everything: Mapping[str, object]) -> dict[str, list[str]]:
    together = {path: [path] for path in everything}
    for pattern in LINKED:
        groups: dict[object, list[str]] = defaultdict(list)
        for path, value in everything.items():
            if re.fullmatch(pattern, path):
                groups[value].append(path)
        together.update({path: group for group in groups.values() for path in group})
    return together


def another(path: str, value: object, text: str) -> str:
    """Give another valid text of the same type; a free text keeps no run of its old words from begin to end."""
    match value:
        case Quantity():
            return _quantity(value, text)
        case Money():
            return re.sub(r"\d+", lambda found: str(int(found[0]) + 1), text, count=1)
        case date():
            return date(value.year + 1, value.month % 12 + 1, value.day % 27 + 1).isoformat()
        case YearMonth():
            return f"{value.year + 1}-{value.month % 12 + 1:02}"
        case int() | Decimal():
            return str(value + 1)
        case str():
            return _words(path, text)
    raise AssertionError((path, value))


def _quantity(value: Quantity, text: str) -> str:
    if value.family is Family.COVERAGE:
        return "5×9" if value.text != "5×9" else "5×8"
    if value.family is Family.PERCENT:
        return _WHOLE.sub(lambda found: str(int(found[0]) - 1), text)
    if _WHOLE.search(text):
        return _WHOLE.sub(lambda found: str(int(found[0]) + 1), text)
    return text.replace("半", "2", 1) if "半" in text else "3分钟"


def _words(path: str, text: str) -> str:
    of_its_kind = (make(text) for fits, make in _KINDS if fits(path, text))
    return next(of_its_kind, f"{text[:1]}改{_mark(path)}{text[1:]}")


_KINDS: tuple[tuple[Callable[[str, str], bool], Callable[[str], str]], ...] = (
    (lambda _, text: text in _CHOICES, lambda text: _CHOICES[text]),
    (lambda path, _: path.endswith(".valid_to"), lambda _: "2035-03-04"),
    (lambda path, _: path.endswith(".end"), lambda _: "2026-09"),
    (
        lambda _, text: credit_code_problem(text) is None,
        lambda text: f"92{text[2:-1]}{credit_code_check_digit('92' + text[2:-1])}",
    ),
    (
        lambda _, text: phone_problem(text) is None or text.isdecimal(),
        lambda text: f"{text[:-2]}{(int(text[-2:]) + 37) % 100:02}",
    ),
    (lambda path, _: path.endswith((".website", ".query_url")), lambda text: f"{text}/gai"),
    (lambda _, text: "@" in text, lambda text: f"gai.{text}"),
    (lambda path, _: path.endswith(".id_masked"), lambda text: f"{text[:-1]}{(int(text[-1]) + 1) % 10}"),
)
"""The kinds of text that are not free: how one is known, and another of its kind."""


def _mark(path: str) -> str:
    """Give a short mark that no two of the demo's leaves share and that says nothing: a number in Chinese letters."""
    number = sum(ord(letter) * (place + 1) for place, letter in enumerate(path))
    return "".join("甲乙丙丁戊己庚辛壬癸"[int(digit)] for digit in str(number))


def masked(node: object) -> object:
    """Give a tree without the texts of its values: the words of the templates and the shape."""
    if isinstance(node, Value):
        return replace(node, text="")
    if isinstance(node, Properties):
        return None
    if isinstance(node, Figure) and node.alt == plain(node.caption):
        node = replace(node, alt="")
    if isinstance(node, tuple):
        return tuple(masked(part) for part in node)
    if is_dataclass(node) and not isinstance(node, type):
        return (type(node).__name__, *(masked(getattr(node, field.name)) for field in fields(node)))
    return node


def printed(document: Document) -> tuple[Value, ...]:
    """Give every value of a tree, in the order of their numbers."""
    return tuple(values(document))


def batches(wanted: Mapping[str, Mapping[str, str]], document: Document) -> list[dict[str, Mapping[str, str]]]:
    """Deal leaves into as few batches as a greedy hand makes, no two of a batch printed by one value."""
    beside: dict[str, set[str]] = defaultdict(set)
    for value in printed(document):
        for path in value.paths:
            beside[path].update(value.paths)
    dealt: list[dict[str, Mapping[str, str]]] = []
    for path, texts in wanted.items():
        near = _near(texts, beside)
        fitting = (batch for batch in dealt if not near & {other for one in batch.values() for other in one})
        batch = next(fitting, None)
        if batch is None:
            dealt.append(batch := {})
        batch[path] = texts
    return dealt


def _near(paths: Iterable[str], beside: Mapping[str, set[str]]) -> set[str]:
    return {other for path in paths for other in (path, *beside.get(path, ()))}
