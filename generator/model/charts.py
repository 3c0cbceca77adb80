"""Whether a flow chart can be followed: one start, an end, decisions with named exits, nothing out of reach."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from generator.finding import Finding, Place, Severity
from generator.model.process import Edge, Node, Process
from generator.zh.identifiers import nearest

UNKNOWN_NODE = "S125"
"""S125: an arrow begins or ends at a node that does not exist."""
START_OR_END = "S126"
"""S126: a chart has not exactly one start, or no end."""
DECISION_EXITS = "S127"
"""S127: a decision has fewer than two exits, or exits without words or with the same words."""
UNREACHABLE = "S128"
"""S128: no way leads from the start to a node."""
WRONG_EXITS = "S129"
"""S129: a step has no exit or several, or an end has one."""

Exits = Mapping[str, Sequence[tuple[int, Edge]]]


def check_process(process: Process, path: str) -> Iterator[Finding]:
    """Give the findings of one chart whose key path is `path`."""
    unknown = tuple(_unknown_nodes(process, path))
    yield from unknown
    yield from _start_and_end(process, path)
    if unknown:
        return
    exits = _exits(process)
    for index, node in enumerate(process.nodes):
        yield from _node_exits(node, exits.get(node.id, ()), f"{path}.nodes[{index}]", path)
    yield from _unreachable(process, exits, path)


def _unknown_nodes(process: Process, path: str) -> Iterator[Finding]:
    known = [node.id for node in process.nodes]
    for index, edge in enumerate(process.edges):
        for key, name in (("from", edge.source), ("to", edge.target)):
            if name not in known:
                hint = f"是不是“{near}”？" if (near := nearest(name, known)) else f"节点有：{'、'.join(known)}。"
                message = f"“{process.title}”中没有节点“{name}”"
                yield _error(UNKNOWN_NODE, f"{path}.edges[{index}].{key}", message, hint)


def _start_and_end(process: Process, path: str) -> Iterator[Finding]:
    kinds = Counter(node.kind for node in process.nodes)
    if kinds["start"] != 1:
        message = f"“{process.title}”应有一个开始节点，现有{kinds['start']}个"
        yield _error(START_OR_END, f"{path}.nodes", message, "请只给一个节点写“kind: start”。")
    if not kinds["end"]:
        yield _error(START_OR_END, f"{path}.nodes", f"“{process.title}”没有结束节点", "请给最后的节点写“kind: end”。")


def _exits(process: Process) -> Exits:
    exits: dict[str, list[tuple[int, Edge]]] = {}
    for index, edge in enumerate(process.edges):
        exits.setdefault(edge.source, []).append((index, edge))
    return exits


def _node_exits(node: Node, exits: Sequence[tuple[int, Edge]], path: str, chart: str) -> Iterator[Finding]:
    if node.kind == "decision":
        yield from _decision(node, exits, path, chart)
    elif node.kind == "end" and exits:
        hint = "请删去从它出发的连线，或者改为“kind: step”。"
        yield _error(WRONG_EXITS, f"{chart}.edges[{exits[0][0]}]", f"结束节点“{node.text}”之后还有连线", hint)
    elif node.kind != "end" and len(exits) != 1:
        message = f"节点“{node.text}”应有一条离开的连线，现有{len(exits)}条"
        yield _error(WRONG_EXITS, path, message, "请补写连线“{from: 本节点, to: 下一节点}”；需要分支时用decision节点。")


def _decision(node: Node, exits: Sequence[tuple[int, Edge]], path: str, chart: str) -> Iterator[Finding]:
    if len(exits) < 2:  # noqa: PLR2004 - a decision has a yes and a no
        message = f"判断“{node.text}”至少要有两条离开的连线，现有{len(exits)}条"
        hint = "请给每种结果写一条连线，例如“{from: 本节点, to: 下一节点, label: 是}”。"
        yield _error(DECISION_EXITS, path, message, hint)
    seen: set[str] = set()
    for index, edge in exits:
        if edge.label is None:
            message = f"判断“{node.text}”的出口没有写文字"
            yield _error(DECISION_EXITS, f"{chart}.edges[{index}]", message, "请补写“label: 是”一类的文字。")
        elif edge.label in seen:
            message = f"判断“{node.text}”有两个出口都写“{edge.label}”"
            yield _error(DECISION_EXITS, f"{chart}.edges[{index}].label", message, "各出口的文字应不同。")
        seen.add(edge.label or "")


def _unreachable(process: Process, exits: Exits, path: str) -> Iterator[Finding]:
    reached = _reached([node.id for node in process.nodes if node.kind == "start"], exits)
    for index, node in enumerate(process.nodes):
        if reached and node.id not in reached:
            message = f"从开始节点走不到“{node.text}”"
            yield _error(UNREACHABLE, f"{path}.nodes[{index}]", message, "请补写通向它的连线，或者删去该节点。")


def _reached(starts: list[str], exits: Exits) -> set[str]:
    reached: set[str] = set()
    waiting = starts
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting.extend(edge.target for _, edge in exits.get(name, ()))
    return reached


def _error(code: str, path: str, message: str, hint: str) -> Finding:
    return Finding(code, Severity.ERROR, Place(path), message, hint)
