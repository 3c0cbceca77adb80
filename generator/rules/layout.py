"""Rules on the document's make-up: no empty section, no table without rows, no paragraph or caption twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.document.nodes import (
    Block,
    Figure,
    Inlines,
    List,
    PageBreak,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
    Value,
)
from generator.document.walk import children, flat, own_inlines, plain
from generator.finding import Place
from generator.rules.passages import template_place
from generator.rules.rule import Context, Hit

SHORTEST_REPEAT = 30
"""Fewer characters may well stand twice: a lead-in, a note below a table."""
SHORTEST_SENTENCE = 20
"""A paragraph of fewer characters may be a label or a name."""

_ENDS = "。：；！？:;!?）)”』」】…—〕☑□"
_TYPED_NUMBER = re.compile(
    r"[0-9]{1,2}[、．)）](?![0-9])|[（(][0-9一二三四五六七八九十]{1,2}[）)]|[一二三四五六七八九十]{1,2}、|[①-⑳]"
)
_TYPED_REFERENCE = re.compile(
    r"第[0-9一二三四五六七八九十]+[章节](?!课|能)|[表图][ ]?[0-9]+[-－—.][0-9]+"
    r"|附件[ ]?[0-9一二三四五六七八九十]+(?![0-9])"
)
_OF_OTHERS = re.compile(r"(?:招标|采购|合同|协议|标准|规范|规程|手册|指南|[《》])[^。；]{0,16}$|[A-Z][0-9 .-]*$")
"""Before the number of a chapter or table: words of another document it belongs to."""
_FIGURES = "零一二三四五六七八九十"
_ANNOUNCED = re.compile(
    r"(?:以下|下列|下述|如下)(?P<count>[0-9]{1,2}|[二三四五六七八九十])(?:个方面|个步骤|个阶段|项|类|种|条|点|步)[^。；]{0,12}[：:]$"
)


def no_empty_sections(context: Context) -> Iterator[Hit]:
    """每一章、每一节都应当有内容。

    只有标题没有正文的章节，会被认为该项没有响应。按条件省略了全部内容的章节，连同标题一起省略。

    反例：
        ## 应急预案
        ## 培训
    正例：
        ## 应急预案
        应急预案从接到采购人通知时启动。
        ## 培训
    """
    for block, template in _placed(context):
        if isinstance(block, Section) and all(isinstance(inner, PageBreak) for inner in block.blocks):
            yield Hit(_place(context, template, block.title), f"“{_heading(block)}”没有内容")


def captions_differ(context: Context) -> Iterator[Hit]:
    """表题、图题不得重复。

    两个表或者两个图同名，正文里引用时读者分不清，评审也会怀疑内容重复。

    反例：
        表3-1 技术人员一览表 …… 表5-2 技术人员一览表
    正例：
        表3-1 技术人员一览表 …… 表5-2 应急组织人员表
    """
    first: dict[tuple[str, str], str] = {}
    for block, template in _placed(context):
        if not isinstance(block, Table | Figure) or not plain(block.caption):
            continue
        kind, caption = ("表" if isinstance(block, Table) else "图"), plain(block.caption)
        if (kind, caption) in first:
            message = f"{block.label}与{first[kind, caption]}同名：“{caption}”"
            yield Hit(_place(context, template, block.caption), message)
        first.setdefault((kind, caption), block.label)


def no_repeated_paragraphs(context: Context) -> Iterator[Hit]:
    """同一段话不得在文件里出现两次。

    整段重复（30个字以上，一字不差）会被认为凑篇幅，改动时也容易只改一处，造成前后不一。
    第二处改为引用第一处。

    反例：
        第三章和第六章各有一段同样的热线说明
    正例：
        第六章写“热线的服务时间见第三章”
    """
    first: dict[str, Place] = {}
    for block, template in _placed(context):
        if not isinstance(block, Paragraph):
            continue
        words = re.sub(r"\s", "", plain(block.content))
        if len(words) < SHORTEST_REPEAT:
            continue
        place = _place(context, template, block.content)
        if words in first:
            yield Hit(place, f"这一段与前文重复：“{words[:20]}……”", (first[words],))
        first.setdefault(words, place)


def no_empty_tables(context: Context) -> Iterator[Hit]:
    """表格应当有内容行。

    只有表头，或者只有小标题和合计行的表格，多半是对应的资料没有填写，或者筛选条件写错。补写资料，
    或者按条件省略表格。

    反例：
        company.clients: []（主要客户一览表只剩表头）
    正例：
        company.clients: [{name: 示例市公安局, …}]
    """
    for block, template in _placed(context):
        if isinstance(block, Table) and block.role == "data" and not any(map(_has_content, block.rows)):
            name = f"{block.label} {plain(block.caption)}".strip() or block.id
            yield Hit(_place(context, template, block.caption), f"表格“{name}”没有内容行")


def paragraphs_end(context: Context) -> Iterator[Hit]:
    """整段文字应当写完，以句号等标点结束。

    段落在半句处中断，是复制不全或者漏写的痕迹。二十个字以上的段落应当以句号、冒号、分号、感叹号、
    问号或者右括号结束。

    反例：
        我方在接到报修后派出工程师携带备件赶赴现场并且在
    正例：
        我方在接到报修后派出工程师携带备件赶赴现场。
    """
    for block, template in _placed(context):
        if not isinstance(block, Paragraph):
            continue
        words = plain(block.content).strip()
        if len(words) >= SHORTEST_SENTENCE and "，" in words and words[-1] not in _ENDS:
            place = template_place(context.templates, template, words, len(words) - 12, len(words))
            yield Hit(_datum(block.content) or place, f"这一段没有写完：“……{words[-12:]}”")


def no_numbers_typed_by_hand(context: Context) -> Iterator[Hit]:
    """资料的条目里不写序号。

    序号由程序编排。条目里再写“1、”“（一）”，印出来就有两套序号，增删条目后还会跳号。

    反例：
        exclusions: ["1、人为损坏", "3、不可抗力"]
    正例：
        exclusions: [人为损坏, 不可抗力]
    """
    for passage in context.data_passages:
        found = _TYPED_NUMBER.match(passage.text)
        if found and not passage.path.startswith("standards["):
            yield Hit(Place(passage.path), f"条目里写了序号“{found[0]}”")


def announced_items_are_there(context: Context) -> Iterator[Hit]:
    """说了几项，后面就应当有几项。

    “包括以下五项：”后面只有四项，读者会认为漏了一项。引出列表的句子写明项数的，与列表的项数核对。

    反例：
        服务方式有以下四种：热线、邮箱、现场（三项）
    正例：
        服务方式有以下三种：热线、邮箱、现场（三项）
    """
    for blocks, template in _siblings(context):
        for block, following in pairwise(blocks):
            if isinstance(block, Paragraph) and isinstance(following, List):
                text = plain(block.content)
                found = _ANNOUNCED.search(text)
                if found and (count := _count(found["count"])) != len(following.items):
                    place = template_place(context.templates, template, text, *found.span())
                    yield Hit(place, f"“{found[0].rstrip('：:')}”说有{count}项，后面的列表有{len(following.items)}项")


def no_references_typed_by_hand(context: Context) -> Iterator[Hit]:
    """章、节、表、图和附件的编号不手写。

    编号由程序编排，手写的“见第三章”“如表5-2所示”在增删章节以后就指向别处。模板里用ref(…)引用；
    资料里写章节的名称。引用招标文件、合同和标准的章节不受影响。

    反例：
        content: 巡检项目见第五章
    正例：
        content: 巡检项目见巡检计划
    """
    for passage in context.data_passages:
        for found in _typed_references(passage.text):
            yield Hit(Place(passage.path), f"手写了编号“{found[0]}”")
    for block, template in _placed(context):
        for text in _typed_words(block):
            for found in _typed_references(text):
                yield Hit(template_place(context.templates, template, text, *found.span()), f"手写了编号“{found[0]}”")


def no_rows_twice(context: Context) -> Iterator[Hit]:
    """同一个表格、同一个列表里没有完全相同的两行。

    复制一行以后忘记改，就有两行一字不差，读者不知道漏写了哪一项，数量和金额也可能算了两次。
    序号不同、其余相同的，也是重复；合计行和小标题不受影响。

    反例：
        exclusions: [不可抗力造成的损坏, 不可抗力造成的损坏]
    正例：
        exclusions: [不可抗力造成的损坏, 正常使用的消耗品]
    """
    for block, template in _placed(context):
        above: set[tuple[str, ...]] = set()
        for row in _rows(block):
            words = tuple(plain(cell).rstrip("；。，") for cell in row)
            told = words[1:] if words and words[0].isdecimal() else words
            if not told:  # a new group of rows begins
                above.clear()
            elif told in above:
                yield Hit(_place_of_row(context, template, row), f"与前面的一行相同：“{_shortened(told)}”")
            elif re.search(r"\w", "".join(told)):
                above.add(told)


def _typed_references(text: str) -> Iterator[re.Match[str]]:
    return (found for found in _TYPED_REFERENCE.finditer(text) if not _OF_OTHERS.search(text[: found.start()]))


def _typed_words(block: Block) -> Iterator[str]:
    """Give the words of a block that stand in its template: no values, and no references, whose numbers are set."""
    return (inline.text for inlines in own_inlines(block) for inline in flat(inlines) if isinstance(inline, Text))


def _rows(block: Block) -> Iterator[tuple[Inlines, ...]]:
    """Give the rows of a table of data and the items of a list, their paragraphs; subheadings and totals as nothing.

    A row with a cell that spans several begins a group: the rows below it say only half of what is told.
    """
    if isinstance(block, Table) and block.role == "data":
        for row in block.rows:
            if any(cell.rowspan > 1 for cell in row.cells):
                yield ()
            yield tuple(inlines for cell in row.cells for inlines in cell.paragraphs) if _has_content(row) else ()
    if isinstance(block, List):
        for item in block.items:
            yield tuple(inlines for inner in item.blocks for inlines in own_inlines(inner))


def _place_of_row(context: Context, template: str, row: tuple[Inlines, ...]) -> Place:
    values = [inline for inlines in row for inline in flat(inlines) if isinstance(inline, Value) and inline.paths]
    if values:
        return Place(values[0].paths[0], quote=values[0].text)
    return _place(context, template, row[0])


def _shortened(words: tuple[str, ...]) -> str:
    text = "、".join(filter(None, words))
    return text if len(text) <= SHORTEST_REPEAT else f"{text[:SHORTEST_REPEAT]}……"


def _siblings(context: Context) -> Iterator[tuple[tuple[Block, ...], str]]:
    for block, template in _placed(context):
        if isinstance(block, Section):
            yield block.blocks, template


def _count(words: str) -> int:
    return int(words) if words.isdigit() else _FIGURES.index(words)


def _placed(context: Context) -> Iterator[tuple[Block, str]]:
    """Give every block with the template of the section it stands in."""
    if context.document is not None:
        yield from _below(context.document.body, "")


def _below(parts: tuple[Block, ...], template: str) -> Iterator[tuple[Block, str]]:
    for block in parts:
        own = (block.template or template) if isinstance(block, Section) else template
        yield block, own
        yield from _below(children(block), own)


def _place(context: Context, template: str, words: Inlines) -> Place:
    text = plain(words)
    return _datum(words) or template_place(context.templates, template, text, 0, min(len(text), 12))


def _datum(words: Inlines) -> Place | None:
    """Give the place of the datum all of the words were printed from; None where the template adds words."""
    inlines = tuple(flat(words))
    if len(inlines) == 1 and isinstance(inlines[0], Value) and inlines[0].paths:
        return Place(inlines[0].paths[0], quote=inlines[0].text)
    return None


def _has_content(row: Row) -> bool:
    return row.kind == "body" and not all(cell.header for cell in row.cells)


def _heading(section: Section) -> str:
    return f"{section.label} {plain(section.title)}".strip()
