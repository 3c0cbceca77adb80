"""What changed between two bids' promises as a document to be signed, and as sheets to be filtered."""

from __future__ import annotations

from collections.abc import Iterator

from generator.commitments.difference import VALUE, Difference, Direction
from generator.commitments.promise import Promise
from generator.document.nodes import (
    Blank,
    Block,
    Column,
    Contents,
    Cover,
    CoverLine,
    Document,
    Notice,
    PageCount,
    PageNumber,
    Properties,
    Row,
    Running,
    Section,
    Table,
    Text,
)
from generator.document.number import Numbering, number_document
from generator.model.commitments import Dimension
from generator.report.difference import (
    Comparison,
    Version,
    aspect_words,
    by_direction,
    clusters,
    count,
    place_lines,
    promise_words,
    summary,
    written,
)
from generator.report.register_tables import scope_words
from generator.report.review.nodes import Head, cell, fields, grid, paragraph, row, section, strong, words
from generator.write.xlsx.sheet import Column as SheetColumn
from generator.write.xlsx.sheet import Sheet

TITLE = "承诺变化对照表"
_INTERNAL = "内部文件，供审核变化使用，不随投标文件提交"
_POSTS = ("编制人", "审核人", "法务", "批准人")
_MEANING = {
    Direction.DROPPED: "原来有、现在没有的承诺。采购人已经看到过原稿的，应当说明原因。",
    Direction.LOOSER: "对我方的约束变松，采购人得到的变少；须与招标要求核对。",
    Direction.CHANGED: "判断不出松紧的变化，须人工判断。",
    Direction.STRICTER: "对我方的约束变严；须确认做得到，并在承诺权限以内。",
    Direction.ADDED: "原来没有的承诺；须确认做得到，并在承诺权限以内。",
}
_HEADS = (
    Head("序号", 0.6, "center"),
    Head("事项和适用范围", 2.6),
    Head("原", 1.5),
    Head("新", 1.5),
    Head("说明", 2.2),
    Head("资料位置", 2.6),
)


def difference_document(comparison: Comparison, numbering: Numbering) -> Document:
    """Make the table of changes as a numbered tree."""
    title = f"{comparison.before.name} → {comparison.after.name}"
    running = (words(TITLE), words("内部文件"))
    document = Document(
        Properties(TITLE, title, "bidgen", TITLE),
        Cover(
            (),
            words(title),
            words(TITLE),
            words(f"共{len(comparison.found)}项变化"),
            _cover(comparison),
            (),
            words(_INTERNAL),
        ),
        Contents(words("目录"), numbering.contents_depth),
        Running(*running, (PageNumber(),)),
        tuple(_body(comparison)),
        Running(*running, (Text("第"), PageNumber(), Text("页 共"), PageCount(), Text("页"))),
    )
    numbered = number_document(document, numbering).value
    if numbered is None:
        raise AssertionError("the table has neither references nor repeated ids")
    return numbered


def difference_sheets(comparison: Comparison) -> tuple[Sheet, ...]:
    """Give the changes as a sheet to be filtered, and what was compared."""
    rows = tuple(_sheet_row(comparison, number, one) for number, one in enumerate(comparison.found, start=1))
    told = [("原", _name(comparison.before)), ("新", _name(comparison.after)), ("结论", summary(comparison))]
    told += [("没有比较的", limit) for limit in comparison.limits]
    told += [(post, "") for post in _POSTS]
    return (Sheet("承诺变化", _COLUMNS, rows, "A3"), Sheet("说明", _SUMMARY, tuple(told)))


# --- the document ----------------------------------------------------------------------------------------------------


def _cover(comparison: Comparison) -> tuple[CoverLine, ...]:
    versions = (("原稿", comparison.before), ("新稿", comparison.after))
    return tuple(CoverLine(words(label), words(_name(version))) for label, version in versions)


def _name(version: Version) -> str:
    date = f"（{version.date}）" if version.date else ""
    return f"{version.name}{date}，承诺{len(version.promises)}项"


def _body(comparison: Comparison) -> Iterator[Section]:
    yield section("summary", "概况", _overview(comparison))
    number = 0
    for direction, rows in by_direction(comparison):
        given = tuple(_row(comparison, at, one) for at, one in enumerate(clusters(rows), start=number + 1))
        number += len(given)
        yield section(direction.value, direction.label, (grid(f"{direction.value}_table", _HEADS, given),))
    yield section("signing", "审核意见", (_signing(),))


def _overview(comparison: Comparison) -> Iterator[Block]:
    yield Notice((paragraph(summary(comparison)),))
    versions = (("原稿", comparison.before), ("新稿", comparison.after))
    yield fields("versions", [(label, [_name(version)]) for label, version in versions])
    yield paragraph("方向按承诺的类别判断：时限缩短、质保期延长、巡检加密为加严，反之为放宽。", "note")
    heads = (Head("方向", 1.0, "center"), Head("项数", 0.8, "center"), Head("含义", 5.0))
    counts = ((direction, count(comparison, direction)) for direction in Direction)
    yield grid("counts", heads, (row(one.label, str(number), _MEANING[one]) for one, number in counts))
    for limit in comparison.limits:
        yield paragraph(limit)


def _row(comparison: Comparison, number: int, cluster: tuple[Difference, ...]) -> Row:
    promise = cluster[0].promise
    more = f"（{len(cluster)}处）" if len(cluster) > 1 else ""
    return Row(
        (
            cell(str(number)),
            cell(strong(f"{promise.subject}{more}"), *_scopes(cluster), promise.scope.phase.label),
            cell(_values([one.before for one in cluster])),
            cell(_values([one.after for one in cluster]) if _has_new_value(cluster[0]) else "数值不变"),
            cell(*_reasons(cluster[0])),
            cell(*place_lines(comparison, cluster)),
        )
    )


def _scopes(cluster: tuple[Difference, ...]) -> Iterator[str]:
    """Give what all promises of a cluster together hold for, each name once."""
    for dimension in Dimension:
        sides = [one.promise.scope.side(dimension) for one in cluster]
        names = dict.fromkeys(tag.name for side in sides for tag in sorted(side or ()))
        if names:
            yield f"{dimension.label}：{'、'.join(names)}"


def _values(promises: list[Promise | None]) -> str:
    return "、".join(dict.fromkeys(promise_words(promise) if promise else "—" for promise in promises))


def _has_new_value(one: Difference) -> bool:
    return not one.aspects or any(aspect.name == VALUE for aspect in one.aspects)


def _reasons(one: Difference) -> Iterator[str]:
    """Tell what else differs than the value, which has its own columns."""
    yield from (aspect_words(aspect) for aspect in one.aspects if aspect.name != VALUE)
    if one.note:
        yield one.note


def _signing() -> Table:
    columns = tuple(Column(weight) for weight in (1.0, 1.6, 2.2, 1.8))
    remarks = Row((cell("意见", header=True), cell(*([(Blank(30),)] * 3), colspan=3)))
    heads = Row(tuple(cell(head, header=True) for head in ("岗位", "姓名", "签字", "日期")))
    posts = (Row((cell(post, header=True), *(cell((Blank(width),)) for width in (6, 10, 8)))) for post in _POSTS)
    return Table("signing_table", (), columns, (), (remarks, heads, *posts), "form")


# --- the sheets ------------------------------------------------------------------------------------------------------

_COLUMNS = (
    SheetColumn("序号", 6),
    SheetColumn("方向", 8),
    SheetColumn("类别", 14),
    SheetColumn("事项", 20),
    SheetColumn("适用范围", 28),
    SheetColumn("阶段", 10),
    SheetColumn("原", 18),
    SheetColumn("新", 18),
    SheetColumn("说明", 36),
    SheetColumn("原资料位置", 34),
    SheetColumn("新资料位置", 34),
    SheetColumn("编号", 50, printed=False),
)
_SUMMARY = (SheetColumn("项目", 20), SheetColumn("内容", 80))


def _sheet_row(comparison: Comparison, number: int, one: Difference) -> tuple[str | int, ...]:
    promise = one.promise
    return (
        number,
        one.direction.label,
        promise.kind.label,
        promise.subject,
        scope_words(promise.scope),
        promise.scope.phase.label,
        promise_words(one.before) if one.before else "",
        promise_words(one.after) if one.after else "",
        "\n".join(_reasons(one)),
        *written(comparison, one),
        promise.id,
    )
