"""Diagrams and pictures as templates name them: flow charts of the data, organisation charts, certificate pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from generator.document.nodes import Diagram, DiagramEdge, DiagramNode, Figure, Inlines, LineBreak, Text
from generator.document.walk import plain
from generator.render import views
from generator.render.filters import within
from generator.render.pieces import ChartBox
from generator.render.printing import inlines
from generator.render.run import UNKNOWN_FIELD, Run
from generator.render.tables import Content, pieces
from generator.render.traced import BROKEN, Absent, Broken, Traced
from generator.render.views import UnknownName, View
from generator.zh.quantity import Quantity

BAD_CHART = "T017"
"""A flow or organisation chart that cannot be drawn: no process, no boxes, a box that is not there."""
NO_PICTURE = "T018"
"""A picture the data name and that was not read."""


def flow(run: Run, id: str, process: object, caption: Content | None = None) -> Figure | Broken:  # noqa: A002
    """Draw a process of the data; its caption is the process's title unless another is given."""
    if isinstance(process, Broken):
        return BROKEN
    if not isinstance(process, View) or isinstance(views.field(process, "nodes"), UnknownName):
        run.report(BAD_CHART, f"流程图 {id} 的数据不是流程", "请写 service.processes 下的一个流程", word=id)
        return BROKEN
    name = run.name(id)
    nodes = tuple(_flow_node(run, node) for node in _records(process, "nodes"))
    edges = tuple(_flow_edge(run, edge) for edge in _records(process, "edges"))
    title = inlines(run, views.field(process, "title") if caption is None else caption)
    return Figure(name, title, Diagram("flow", nodes, edges), plain(title) or "流程图")


def organisation(run: Run, id: str, caption: Content = "", *, caller: Callable[[object], str]) -> Figure:  # noqa: A002
    """Draw an organisation chart from the boxes its call block prints."""
    name = run.name(id)
    boxes = [piece for piece in pieces(run, caller(BoxMaker(run))) if isinstance(piece, ChartBox)]
    if not boxes:
        run.report(BAD_CHART, f"组织图 {name} 没有方框", '请写 {{ o.node("id", 名称) }}', word=id)
    known: set[str] = set()
    for box in boxes:
        _check_box(run, box, known)
        known.add(box.node.id)
    edges = tuple(DiagramEdge(box.under, box.node.id) for box in boxes if box.under in known)
    title = inlines(run, caption)
    chart = Diagram("organisation", tuple(box.node for box in boxes), edges)
    return Figure(name, title, chart, plain(title) or "组织图")


def picture(
    run: Run,
    id: str,  # noqa: A002
    owner: object,
    caption: Content | None = None,
) -> Figure | Broken:
    """Show the picture of a record (its `picture` field); its caption is the record's name unless another is given."""
    name = run.name(id)
    if isinstance(owner, Broken):
        return BROKEN
    leaf = views.field(owner, "picture") if isinstance(owner, View) else owner
    if not isinstance(leaf, Traced):
        path = getattr(leaf, "path", "")
        run.report(NO_PICTURE, f"图 {id} 没有图片", "请在数据的 picture 中写图片文件名", path=path, word=id)
        return BROKEN
    image = run.pictures.get(leaf.paths[0])
    if image is None:  # the file could not be read, which loading has told
        return BROKEN
    title = inlines(run, views.field(owner, "name") if caption is None and isinstance(owner, View) else caption or "")
    return Figure(name, title, image, plain(title) or image.name)


@dataclass(frozen=True, slots=True)
class BoxMaker:
    """What the call block of an organisation chart gets."""

    run: Run

    def node(self, id: str | Traced, content: Content, under: str | Traced = "") -> ChartBox:  # noqa: A002
        """Make a box below another."""
        return ChartBox(DiagramNode(_word(id), "step", inlines(self.run, content)), _word(under), self.run.origin())


# --- parts -----------------------------------------------------------------------------------------------------------


def _records(owner: View, name: str) -> list[View]:
    found = views.field(owner, name)
    return [part for part in views.children(found) if isinstance(part, View)] if isinstance(found, View) else []


def _flow_node(run: Run, node: View) -> DiagramNode:
    return DiagramNode(_key(node, "id"), _kind(_key(node, "kind")), _node_content(run, node))


def _node_content(run: Run, node: View) -> Inlines:
    """Give who acts, what is done and the time limit: three lines of a box, one sentence when read on."""
    text, actor = views.field(node, "text"), views.field(node, "actor")
    content = inlines(run, text)
    if isinstance(actor, Traced) and isinstance(text, Traced) and not text.text.startswith(actor.text):
        content = (*inlines(run, actor), Text("："), LineBreak(), *content)
    limit = _limit(run, views.field(node, "limit"))
    return (*content, LineBreak(), Text("（"), *inlines(run, limit), Text("）")) if limit else content


def _limit(run: Run, leaf: object) -> Traced | None:
    """Give the fact a node's `limit` names, as a time limit; its paths name both the fact and the node's own key."""
    fact = fact_at(run, leaf)
    if not isinstance(fact, Traced):
        return None
    shown = within(run, fact) if isinstance(fact.value, Quantity) else fact
    return shown if isinstance(shown, Traced) else None


def fact_at(run: Run, leaf: object) -> object:
    """Give the value at the key path a leaf holds, traced to both; what is absent stays so."""
    if not isinstance(leaf, Traced):
        return leaf
    found = views.resolve(run.roots, leaf.text)
    if isinstance(found, Traced):
        return Traced(found.value, (*found.paths, *leaf.paths), found.text, found.choices)
    if isinstance(found, Absent):
        return found
    message = f"{leaf.paths[0]} 写的键路径 {leaf.text} 不是一个值"
    run.report(UNKNOWN_FIELD, message, "请写到一个已填写的值", path=leaf.paths[0])
    return BROKEN


def _flow_edge(run: Run, edge: View) -> DiagramEdge:
    label = views.field(edge, "label")
    return DiagramEdge(_key(edge, "from"), _key(edge, "to"), inlines(run, label) if isinstance(label, Traced) else ())


def _key(owner: View, name: str) -> str:
    leaf = views.field(owner, name)
    return leaf.text if isinstance(leaf, Traced) else ""


def _kind(word: str) -> Literal["start", "step", "decision", "end"]:
    return word if word in ("start", "decision", "end") else "step"  # type: ignore[return-value]


def _check_box(run: Run, box: ChartBox, known: set[str]) -> None:
    if box.node.id in known:
        run.report(BAD_CHART, f"组织图中 {box.node.id} 写了两次", "每个方框的 id 应各不相同", origin=box.origin)
    if box.under and box.under not in known:
        message = f"组织图中没有 {box.under}"
        run.report(BAD_CHART, message, "under 应写前面已有方框的 id", origin=box.origin, word=box.under)


def _word(content: str | Traced) -> str:
    return content.text if isinstance(content, Traced) else str(content)
