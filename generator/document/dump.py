"""A readable dump of the tree, one line a node, for golden tests and for authors who want to see what they wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from generator.document.nodes import (
    Blank,
    Block,
    Cell,
    Chart,
    Checkbox,
    Cover,
    Coverage,
    CoverageCell,
    Diagram,
    Document,
    Figure,
    Gantt,
    GanttRow,
    Inline,
    Inlines,
    Letter,
    LineBreak,
    List,
    Notice,
    PageBreak,
    PageCount,
    PageNumber,
    PageRef,
    Paragraph,
    Picture,
    Ref,
    Row,
    Running,
    Section,
    SignBlock,
    Strong,
    Table,
    Text,
    Underline,
    Value,
)
from generator.document.scale import ticks

_STEP = "  "


def dump(document: Document) -> str:
    """Give the whole document as lines, nested by indentation; values in `‹›`, references in `→`."""
    properties = document.properties
    lines = [
        f"属性 {properties.title}｜{properties.subject}｜{properties.author}｜{properties.keywords}",
        *_cover(document.cover),
        *_contents(document),
        *_running("目录页眉页脚", document.contents_running),
        *_running("正文页眉页脚", document.body_running),
        "正文",
        *_indented(_blocks(document.body)),
    ]
    return "\n".join(lines) + "\n"


def dump_blocks(blocks: tuple[Block, ...]) -> str:
    """Give blocks as lines, nested by indentation."""
    return "".join(f"{line}\n" for line in _blocks(blocks))


def dump_inlines(inlines: Inlines) -> str:
    """Give inlines in one line."""
    return "".join(_inline(inline) for inline in inlines)


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Section():
            label = block.label if block.numbered else "（不编号）"
            yield _words("节", f"#{block.id}", str(block.level), label, dump_inlines(block.title))
            yield from _indented(_blocks(block.blocks))
        case Paragraph():
            yield _words("段", "" if block.role == "body" else f".{block.role}", dump_inlines(block.content))
        case List():
            yield _words("列表", block.style)
            for item in block.items:
                yield from _indented([_words("项", item.label), *_indented(_blocks(item.blocks))])
        case Table():
            yield from _table(block)
        case Figure():
            yield _words("图", f"#{block.id}", block.label, dump_inlines(block.caption), f"替代文字：{block.alt}")
            yield from _indented(_figure(block.body))
        case SignBlock():
            yield "签署栏" if block.seal else "签署栏 不盖章"
            yield from _indented(f"{dump_inlines(line.label)}：{dump_inlines(line.content)}" for line in block.lines)
        case Letter() | Notice():
            yield "函" if isinstance(block, Letter) else "提示框"
            yield from _indented(_blocks(block.blocks))
        case PageBreak():
            yield "分页"
        case _:  # pragma: no cover
            assert_never(block)


def _table(table: Table) -> Iterator[str]:
    columns = " ".join(f"{column.weight:g}{column.align[0]}" for column in table.columns)
    yield _words(
        {"data": "表", "form": "表单", "layout": "排版表"}[table.role],
        f"#{table.id}",
        table.label,
        dump_inlines(table.caption),
        f"[{columns}]",
        "横向" if table.landscape else "",
    )
    yield from _indented(f"头 {_row(row)}" for row in table.head)
    yield from _indented(f"{'行' if row.kind == 'body' else '合计'} {_row(row)}" for row in table.rows)


def _row(row: Row) -> str:
    return " | ".join(_cell(cell) for cell in row.cells)


def _cell(cell: Cell) -> str:
    span = f"({cell.colspan}×{cell.rowspan})" if (cell.colspan, cell.rowspan) != (1, 1) else ""
    marks = span + (f"<{cell.align[0]}>" if cell.align else "") + ("*" if cell.header else "")
    return marks + "¶".join(dump_inlines(paragraph) for paragraph in cell.paragraphs)


def _figure(body: Picture | Chart) -> Iterator[str]:
    match body:
        case Picture():
            size = f"{body.width}×{body.height} {len(body.data)}字节"
            yield f"图片 {body.name} {body.media_type} {size}{' 整页' if body.full else ''}"
        case Diagram():
            yield {"flow": "流程图", "organisation": "组织图"}[body.kind]
            for node in body.nodes:
                yield f"{_STEP}{node.kind} {node.id}：{dump_inlines(node.content)}"
            for edge in body.edges:
                label = dump_inlines(edge.label)
                yield f"{_STEP}{edge.source} → {edge.target}" + (f"：{label}" if label else "")
        case Gantt():
            yield f"甘特图 {' | '.join(map(dump_inlines, body.head))} | {' '.join(map(str, ticks(body)))}"
            yield from _indented(map(_gantt_row, body.rows))
        case Coverage():
            yield f"覆盖矩阵 {' | '.join(map(dump_inlines, body.head))}"
            for row in body.rows:
                yield f"{_STEP}{dump_inlines(row.name)}：{' | '.join(map(_coverage_cell, row.cells))}"
            yield from (f"{_STEP}图例 {_coverage_cell(cell)}" for cell in body.legend)
        case _:  # pragma: no cover
            assert_never(body)


def _gantt_row(row: GanttRow) -> str:
    words = " | ".join(map(dump_inlines, (row.name, row.owner, row.dates)))
    after = f" ← {'、'.join(row.after)}" if row.after else ""
    return f"{row.kind} {row.id} {row.begin}–{row.done}：{words}{after}"


def _coverage_cell(cell: CoverageCell) -> str:
    return f"{dump_inlines(cell.content)}({cell.degree})"


def _inline(inline: Inline) -> str:  # noqa: C901, PLR0911 - one case for each node
    match inline:
        case Text():
            return inline.text
        case Value():
            number = f"{inline.number}:" if inline.number else ""
            return f"‹{number}{inline.text}={','.join(inline.paths)}@{inline.template_line}›"
        case Strong():
            return f"**{dump_inlines(inline.content)}**"
        case Underline():
            return f"__{dump_inlines(inline.content)}__"
        case Blank():
            return f"[空{inline.width}]"
        case Checkbox():
            return "☑" if inline.checked else "□"
        case Ref():
            return f"→{inline.target}{f'（{inline.text}）' if inline.text else ''}"
        case PageRef():
            return f"→{inline.target}的页码"
        case LineBreak():
            return "⏎"
        case PageNumber():
            return "[页码]"
        case PageCount():
            return "[总页数]"
        case _:  # pragma: no cover
            assert_never(inline)


def _cover(cover: Cover) -> Iterator[str]:
    yield "封面"
    parts = (
        ("标记", cover.copy_mark),
        ("项目", cover.project),
        ("标题", cover.title),
        ("副题", cover.subtitle),
        *(((dump_inlines(line.label)), line.content) for line in cover.lines),
        ("日期", cover.date),
        ("说明", cover.remark),
    )
    yield from _indented(f"{name}：{dump_inlines(content)}" for name, content in parts if content)


def _contents(document: Document) -> Iterator[str]:
    yield _words(dump_inlines(document.contents.heading), f"到{document.contents.depth}级")
    for entry in document.contents.entries:
        yield _STEP * entry.level + _words(entry.label, dump_inlines(entry.title), f"→{entry.target}")


def _running(name: str, running: Running) -> Iterator[str]:
    parts = (running.header_left, running.header_right, running.footer)
    yield f"{name} {' | '.join(dump_inlines(part) for part in parts)}"


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (_STEP + line for line in lines)


def _words(*parts: str) -> str:
    return " ".join(part for part in parts if part)
