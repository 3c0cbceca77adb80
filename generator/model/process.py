"""Processes and forms as data: flow charts with time limits by key path, forms with blanks, facts and choices."""

from typing import Annotated, Literal

from pydantic import Field

from generator.model.fields import Flag, Id, KeyPath, Lines, Text, WholeNumber, choice
from generator.model.record import Record

NodeKindWord = Literal["start", "step", "decision", "end"]
NodeKind = Annotated[NodeKindWord, choice(NodeKindWord)]
FieldKindWord = Literal["blank", "fact", "choice"]
FieldKind = Annotated[FieldKindWord, choice(FieldKindWord)]


class Node(Record, title="流程节点"):
    """A box of a flow chart."""

    id: Id = Field(description="节点编号名（连线按它引用）")
    kind: NodeKind = Field(description="节点种类（start开始、step步骤、decision判断、end结束）")
    text: Text = Field(description="节点文字（不写时限数字）")
    actor: Text | None = Field(None, description="节点的执行岗位")
    limit: KeyPath | None = Field(None, description="节点的时限（键路径）")


class Edge(Record, title="流程连线"):
    """An arrow of a flow chart."""

    source: Id = Field(alias="from", description="连线起点（节点编号名）")
    target: Id = Field(alias="to", description="连线终点（节点编号名）")
    label: Text | None = Field(None, description="连线文字（判断的每个出口都要写）")


class Process(Record, title="流程图"):
    """A flow chart."""

    title: Text = Field(description="流程图题名")
    nodes: tuple[Node, ...] = Field(min_length=1, description="流程图的节点")
    edges: tuple[Edge, ...] = Field((), description="流程图的连线")


class PlainField(Record, title="并排栏目"):
    """A field that stands alone or to the right of another."""

    label: Text = Field(description="栏目名称")
    kind: FieldKind = Field(description="栏目种类（blank手填、fact印出事实、choice选项）")
    fact: KeyPath | None = Field(None, description="栏目印出的事实（键路径，仅fact栏目）")
    choices: Lines = Field((), description="栏目的选项（仅choice栏目）")
    width: WholeNumber | None = Field(None, description="手填栏目的宽度（字数）")


class FormField(PlainField, title="表单栏目"):
    """A row of a form: one field, or two side by side."""

    beside: PlainField | None = Field(None, description="同一行右侧的栏目")
    tall: Flag | None = Field(None, description="是否留出多行手填的高度（true或者false）")


class Form(Record, title="表单"):
    """A form to be filled in by hand or from facts."""

    title: Text = Field(description="表单题名")
    fields: tuple[FormField, ...] = Field(min_length=1, description="表单的栏目（一项一行）")
