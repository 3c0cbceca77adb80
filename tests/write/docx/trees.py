"""Random trees for property tests: every node type, nested, with words that try to break XML."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from hypothesis import strategies as st

from generator.document.nodes import (
    Blank,
    Block,
    Cell,
    Checkbox,
    Column,
    Diagram,
    DiagramEdge,
    DiagramNode,
    Document,
    Figure,
    Inline,
    Inlines,
    Letter,
    LineBreak,
    List,
    ListItem,
    Notice,
    PageBreak,
    Paragraph,
    Picture,
    Ref,
    Row,
    Section,
    SignBlock,
    SignLine,
    Strong,
    Table,
    Text,
    Underline,
    Value,
)
from tests.write.sample import sample_document

WORDS = st.text(st.sampled_from("甲乙丙 “”&<>\"'；：x9×①"), min_size=1, max_size=12).map(str.strip).filter(bool)
LEAVES: st.SearchStrategy[Inline] = st.one_of(
    WORDS.map(Text),
    WORDS.map(lambda words: Value(words, ("a.b",), "t.md.j2", 1)),
    st.integers(1, 9).map(Blank),
    st.booleans().map(Checkbox),
    st.just(LineBreak()),
)
INLINES: st.SearchStrategy[Inlines] = st.lists(
    st.one_of(
        LEAVES,
        st.lists(LEAVES, max_size=2)
        .map(tuple)
        .flatmap(lambda inner: st.sampled_from([Strong(inner), Underline(inner)])),
    ),
    max_size=4,
).map(tuple)
LABELS = WORDS.map(lambda words: (Text(words),))
CELLS = st.builds(
    Cell,
    st.lists(INLINES, max_size=2).map(tuple),
    st.integers(1, 3),
    st.integers(1, 3),
    st.sampled_from([None, "left", "center", "right"]),
    st.booleans(),
)
NODE_KINDS = st.sampled_from(["start", "step", "decision", "end"])


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 4))
    columns = tuple(
        Column(draw(st.floats(0.1, 9)), draw(st.sampled_from(["left", "center", "right"]))) for _ in range(width)
    )
    head = (Row(tuple(Cell((draw(LABELS),)) for _ in columns)),) if draw(st.booleans()) else ()
    rows = tuple(draw(_rows(width)) for _ in range(draw(st.integers(1, 3))))
    return Table("", draw(INLINES), columns, head, rows, draw(st.sampled_from(["data", "form", "layout"])))


def _rows(width: int) -> st.SearchStrategy[Row]:
    """Rows without spans, so that each cell of the tree is a cell of the file."""
    cells = st.tuples(*(CELLS.map(lambda cell: replace(cell, colspan=1, rowspan=1)) for _ in range(width)))
    return st.builds(Row, cells, st.sampled_from(["body", "total"]))


@st.composite
def diagrams(draw: st.DrawFn) -> Diagram:
    names = [str(index) for index in range(draw(st.integers(2, 6)))]
    nodes = tuple(DiagramNode(name, draw(NODE_KINDS), draw(LABELS)) for name in names)
    edges = tuple(
        DiagramEdge(names[index], draw(st.sampled_from(names)), draw(st.one_of(st.just(()), LABELS)))
        for index in range(len(names) - 1)
    )
    return Diagram(
        draw(st.sampled_from(["flow", "organisation"])),
        nodes,
        tuple(edge for edge in edges if edge.source != edge.target),
    )


PICTURES = st.builds(
    Picture, st.just("a.png"), st.just("image/png"), st.integers(1, 3000), st.integers(1, 3000), st.binary(max_size=8)
)
FIGURES = st.builds(Figure, st.just(""), INLINES, st.one_of(PICTURES, diagrams()), WORDS)
SIGNS = st.builds(SignBlock, st.lists(st.builds(SignLine, LABELS, INLINES), max_size=3).map(tuple), st.booleans())
SIMPLE: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, INLINES, st.sampled_from(["body", "note", "closing", "someday"])),
    tables(),
    FIGURES,
    SIGNS,
    st.just(PageBreak()),
)


def _lists(blocks: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    items = st.lists(st.lists(blocks, max_size=2).map(tuple).map(ListItem), max_size=3).map(tuple)
    several = st.lists(blocks, max_size=3).map(tuple)
    return st.one_of(
        st.builds(List, items, st.sampled_from(["bullet", "decimal", "paren", "circled"])),
        several.map(Letter),
        several.map(Notice),
    )


BLOCKS = st.recursive(SIMPLE, _lists, max_leaves=6)


@st.composite
def sections(draw: st.DrawFn, level: int = 1) -> Section:
    blocks: tuple[Block, ...] = tuple(draw(st.lists(BLOCKS, max_size=3)))
    if level < 3:
        blocks += tuple(draw(st.lists(sections(level + 1), max_size=2)))
    return Section("", level, draw(LABELS), blocks, numbered=draw(st.booleans()))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Draw an unnumbered document; ids are filled, some paragraphs refer to what has a label."""
    body = (*draw(st.lists(BLOCKS, max_size=2)), *draw(st.lists(sections(), max_size=2)))
    names = count()
    named = tuple(_named(block, names) for block in body)
    return replace(sample_document(), body=named)


def _named(block: Block, names: count[int]) -> Block:
    match block:
        case Section():
            inner = tuple(_named(child, names) for child in block.blocks)
            name = f"s{next(names)}"
            pointer = (Paragraph((Ref(name),)),) if block.numbered and block.level == 1 else ()
            return replace(block, id=name, blocks=pointer + inner)
        case Table() | Figure():
            return replace(block, id=f"b{next(names)}")
        case List():
            items = (ListItem(tuple(_named(child, names) for child in item.blocks)) for item in block.items)
            return replace(block, items=tuple(items))
        case Letter() | Notice():
            return replace(block, blocks=tuple(_named(child, names) for child in block.blocks))
        case _:
            return block
