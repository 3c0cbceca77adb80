"""The report on an audited file as a document tree, numbered and ready for both writers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from generator.document.nodes import (
    Block,
    Contents,
    Cover,
    CoverLine,
    Document,
    Inlines,
    List,
    ListItem,
    Notice,
    PageCount,
    PageNumber,
    Paragraph,
    Properties,
    Row,
    Running,
    Section,
    Text,
)
from generator.document.number import Numbering, number_document
from generator.finding import Severity
from generator.report.audit_causes import MEANING, Cause, Chapter, Fact, Spot
from generator.report.audit_content import (
    AuditContent,
    Correction,
    agreements,
    by_layer,
    counted,
    extent,
    merged,
    properties,
)
from generator.report.audit_register import Agreement, Entry
from generator.report.review.finding_blocks import split_path
from generator.report.review.nodes import LEAD, Head, cell, fields, grid, group, paragraph, row, section, strong, words
from generator.report.review.opening_blocks import signing_blocks
from generator.rules.laws import article_text, citation, laws

TITLE = "成品文件审核报告"
_INTERNAL = "内部文件，供审核使用，不随投标文件提交"
_MOST_PLACES = 30
"""Of one cause; the sheets have all."""
_MOST_LINES = 200
"""Of a list of corrections; the sheets have all."""
_IN_CONTENTS = 40
_LONGEST, _LONGEST_END = 160, 20
"""Characters of what stands in a cell; the sheets have all."""
_UNREAD_PAGES = "A019"
_CHECKS, _NOT_COMPARED = "A1", "A190"
_MOST_NAMED = 3
"""Places of alike corrections that are named; the others are counted."""
_LAYERS = {"A": "只凭文件", "B": "与项目资料、生成记录比较", "C": "文件内部比较", "": ""}


def audit_document(content: AuditContent, numbering: Numbering) -> Document:
    """Make the report as a numbered tree."""
    name = content.case.title
    running = (words(name), words(f"{TITLE}（内部文件）"))
    document = Document(
        Properties(f"{TITLE} {name}", name, "bidgen", TITLE),
        Cover(
            (), words(name), words(TITLE), words(f"结论：{_verdict(content)}"), _cover(content), (), words(_INTERNAL)
        ),
        Contents(words("目录"), numbering.contents_depth),
        Running(*running, (PageNumber(),)),
        tuple(_body(content)),
        Running(*running, (Text("第"), PageNumber(), Text("页 共"), PageCount(), Text("页"))),
    )
    numbered = number_document(document, numbering).value
    if numbered is None:
        raise AssertionError("the report has neither references nor repeated ids")
    return numbered


def _body(content: AuditContent) -> Iterator[Section]:
    yield section("conclusion", "审核结论", _conclusion(content))
    if content.case.text is None:
        yield section("file", Chapter.FILE.value, _chapter(content, Chapter.FILE, 2))
        return
    several = sum(cause.is_grave for cause in content.causes)
    for chapter in Chapter:
        if chapter is not Chapter.PROJECT or content.case.promises is not None or content.of(chapter):
            blocks = _chapter(content, chapter, 2 if several <= _IN_CONTENTS else 3)
            yield section(chapter.name.lower(), chapter.value, blocks)
    yield section("corrections", "更正清单", _corrections(content))
    yield section("register", "承诺登记", _register(content))
    yield section("extent", "审核范围", _extent(content))
    yield section("signing", "审核意见", signing_blocks())


# --- opening ----------------------------------------------------------------------------------------------------------


def _verdict(content: AuditContent) -> str:
    if content.case.text is None:
        return "没有读出，没有审核"
    return "没有发现应当阻止提交的问题" if content.is_fit else "改正以前不应提交"


def _cover(content: AuditContent) -> tuple[CoverLine, ...]:
    return tuple(CoverLine(words(label), words(text)) for label, text in _identity(content, digest=16))


def _identity(content: AuditContent, digest: int = 64) -> Iterator[tuple[str, str]]:
    case = content.case
    yield "文件", case.title
    yield "格式", f"{case.form}，{len(case.data)}字节"
    yield "SHA-256", case.digest[:digest] + ("…" if digest < len(case.digest) else "")
    if case.text is not None:
        yield "来源", "bidgen生成的文件，与生成时的记录核对" if case.is_own else "没有生成记录，按外来文件审核"
    yield "比较的项目", case.project or "没有与项目比较"
    yield "审核程序", f"bidgen {case.version}"


def _conclusion(content: AuditContent) -> Iterator[Block]:
    yield Notice((Paragraph(strong(f"结论：{_verdict(content)}")),))
    yield List(tuple(ListItem((paragraph(reason),)) for reason in _reasons(content)), "decimal")
    yield paragraph("审核的文件：", LEAD)
    yield fields("identity", [(label, [text]) for label, text in _identity(content)])
    if content.case.text is None:
        return
    yield paragraph("发现的问题按原因合并，同一原因的各处只算一项：", LEAD)
    severities = tuple(Head(severity.label, 1.0, "center") for severity in sorted(Severity, reverse=True))
    heads = (Head("依据", 2.6), *severities, Head("涉及处数", 1.0, "center"))
    yield grid("figures", heads, _figures(content))
    yield paragraph("读到的内容：", LEAD)
    yield fields("read", [(label, [text]) for label, text in (*extent(content.case), *_promised(content))])
    told = [(label, [text]) for label, text in properties(content.case)]
    if told:
        yield paragraph("文件属性（会随文件交付）：", LEAD)
        yield fields("properties", told)


def _reasons(content: AuditContent) -> Iterator[str]:
    case = content.case
    counts = counted(content)
    grave = [f"{each.label}{count}项" for each, count in counts.items() if count and each >= case.limit]
    if case.text is None:
        yield "文件没有读出，一项也没有检查；原因和办法见“文件状况”。"
        return
    yield from (each.message for each in content.causes if each.codes == (_UNREAD_PAGES,))
    if grave:
        yield f"有{'、'.join(grave)}，逐项见后。"
    else:
        yield "没有发现错误。没有发现不等于没有：图片里的文字没有读，正文的含义由审核人把握。"
    judged = sum(not each.is_sure or each.chapter is Chapter.REVIEW for each in content.causes if each.is_grave)
    if judged:
        yield f"其中{judged}项需人判断：程序能指出位置，不能断定。"
    different = sum(each.agreement is Agreement.DIFFERENT for each in content.entries)
    if different:
        yield f"有{different}处承诺与项目资料不一致。"
    if content.certain:
        yield f"更正清单有{len(content.certain)}处可以照改，{len(content.open)}处由人决定。"


def _figures(content: AuditContent) -> Iterator[Row]:
    for name, counts, places in by_layer(content):
        numbers = (str(counts.get(severity, 0)) for severity in sorted(Severity, reverse=True))
        yield row(name, *numbers, str(places))
    total = (str(count) for count in counted(content).values())
    yield row("合计", *total, str(sum(places for *_, places in by_layer(content))))


def _promised(content: AuditContent) -> Iterator[tuple[str, str]]:
    yield "承诺", f"{len(content.entries)}处，见“承诺登记”"
    compared = agreements(content)
    if compared:
        yield "与项目比较", "，".join(f"{each.value}{count}处" for each, count in compared.items())


# --- causes -----------------------------------------------------------------------------------------------------------


def _chapter(content: AuditContent, chapter: Chapter, level: int) -> Iterator[Block]:
    several = content.of(chapter)
    if not several:
        yield paragraph("没有发现。")
        return
    yield paragraph(MEANING[chapter])
    if chapter is Chapter.FILE:
        yield grid("file_table", _FILE_HEADS, map(_of_file, several))
        return
    yield from (_cause(cause, level) for cause in several if cause.is_grave)
    notices = [cause for cause in several if not cause.is_grave]
    if notices:
        told = _notices(notices, f"{chapter.name.lower()}_notice_table", content)
        yield section(f"{chapter.name.lower()}_notices", "提示", told, 2, numbered=False)


_FILE_HEADS = (Head("序号", 0.6, "center"), Head("程度", 0.8, "center"), Head("问题", 4.2), Head("处理", 3.4))


def _of_file(cause: Cause) -> Row:
    return Row((cell(str(cause.number)), cell(cause.severity.label), cell(_flat(cause.message)), cell(*cause.hints)))


def _cause(cause: Cause, level: int) -> Section:
    title = f"问题{cause.number}　【{cause.severity.label}】{'、'.join(cause.codes)} {_flat(cause.message)}"
    table = fields(
        f"cause_{cause.number}_table",
        (
            ("范围", [f"{len(cause.spots)}处，{_LAYERS[cause.layer]}{'' if cause.is_sure else '，需人判断'}"]),
            ("项目资料", [line for each in cause.facts for line in _fact(each)]),
            ("依据", list(cause.basis)),
            ("处理", list(cause.hints)),
        ),
    )
    shown = cause.spots[:_MOST_PLACES]
    is_known = any(each.replacement is not None for each in shown)
    meant = (Head("应为", 1.3),) if is_known else ()
    heads = (Head("序号", 0.5, "center"), Head("位置", 3.0), Head("原文", 4.6), *meant)
    rows = (_place(number, each, is_known=is_known) for number, each in enumerate(shown, start=1))
    more = len(cause.spots) - len(shown)
    note = [paragraph(f"另有{more}处，见audit.xlsx的“问题”。", "note")] if more else []
    places = grid(f"cause_{cause.number}_places", heads, rows)
    return section(f"cause_{cause.number}", title, (table, places, *note), level, numbered=False)


def _place(number: int, spot: Spot, *, is_known: bool) -> Row:
    meant = (cell(strong(_flat(spot.correction)) or "由人决定"),) if is_known else ()
    return Row((cell(str(number)), cell(spot.where), cell(quoted(spot)), *meant))


def quoted(spot: Spot) -> Inlines:
    """Give the sentence of a place; the exact characters stand out."""
    return (*words(_flat(spot.before)), *strong(_flat(spot.marked)), *words(_flat(spot.after)))


def _flat(text: str) -> str:
    """Give words without breaks of lines, of what is long the beginning and the end: a cell has to fit on a page."""
    words_of = " ".join(text.split())
    if len(words_of) <= _LONGEST:
        return words_of
    return f"{words_of[: _LONGEST - _LONGEST_END]}……{words_of[-_LONGEST_END:]}"


def _fact(fact: Fact) -> Iterator[str]:
    yield f"{fact.position}　{fact.line}" if fact.position else ""
    yield f"键：{fact.path}"


def _notices(notices: list[Cause], name: str, content: AuditContent) -> Iterator[Block]:
    heads = (Head("序号", 0.6, "center"), Head("内容", 3.0), Head("位置", 2.8), Head("原文", 3.4))
    yield grid(name, heads, _notice_rows(notices, content))


def _notice_rows(notices: list[Cause], content: AuditContent) -> Iterator[Row]:
    for code, same in groupby(sorted(notices, key=lambda each: each.codes[0]), key=lambda each: each.codes[0]):
        rows = list(same)
        yield group(f"{code} {content.case.titles.get(code, '')}（{len(rows)}项）", 4)
        yield from map(_notice, rows)


def _notice(cause: Cause) -> Row:
    first = cause.spots[0]
    more = f"等{len(cause.spots)}处" if len(cause.spots) > 1 else ""
    return Row((cell(str(cause.number)), cell(_flat(cause.message)), cell(first.where, more), cell(quoted(first))))


# --- corrections ------------------------------------------------------------------------------------------------------


def _corrections(content: AuditContent) -> Iterator[Block]:
    heads = (
        Head("序号", 0.5, "center"),
        Head("位置", 3.4),
        Head("原文", 2.2),
        Head("应为", 1.5),
        Head("原因", 1.8),
        Head("处理", 1.0),
    )
    certain, others = content.certain, content.open
    yield paragraph("按文件里的先后排列，改法相同的合为一行；“处理”一栏由改的人签写。逐处的清单在audit.xlsx里。")
    told = _table("certain_table", heads, certain, content)
    yield section("certain", f"可以照改的（{len(certain)}处）", told, 2)
    told = _table("undecided_table", heads, others, content)
    yield section("undecided", f"由人决定的（{len(others)}处）", told, 2)


def _table(name: str, heads: tuple[Head, ...], found: tuple[Correction, ...], content: AuditContent) -> Iterator[Block]:
    if not found:
        yield paragraph("没有。")
        return
    lines = merged(found)
    shown = enumerate(lines[:_MOST_LINES], start=1)
    yield grid(name, heads, (_correction(number, alike, content) for number, alike in shown))
    if len(lines) > _MOST_LINES:
        yield paragraph(f"另有{len(lines) - _MOST_LINES}行，见audit.xlsx的“更正清单”。", "note")


def _correction(number: int, alike: tuple[Correction, ...], content: AuditContent) -> Row:
    first = alike[0]
    more = [f"等{len(alike)}处"] if len(alike) > _MOST_NAMED else []
    code = first.cause.codes[0]
    return Row(
        (
            cell(str(number)),
            cell(*dict.fromkeys(each.spot.where for each in alike[:_MOST_NAMED]), *more),
            cell(_flat(first.spot.marked)),
            cell(strong(_flat(first.spot.correction))),
            cell(content.case.titles.get(code, ""), f"{code}，问题{first.cause.number}"),
            cell(""),
        )
    )


# --- register ---------------------------------------------------------------------------------------------------------


def _register(content: AuditContent) -> Iterator[Block]:
    is_compared = content.case.promises is not None
    note = "右边两栏是项目资料的值和比较的结果。" if is_compared else "没有指定项目，所以没有比较。"
    yield paragraph(f"文件里读到的全部承诺，按类别排列，序号是出现的先后。{note}", LEAD)
    beside = (Head("项目资料", 2.3), Head("结果", 0.9, "center")) if is_compared else ()
    heads = (Head("序号", 0.6, "center"), Head("原文", 2.6), Head("承诺值", 1.3), Head("位置", 3.9), *beside)
    yield grid("register_table", heads, _entries(content, len(heads)))
    if content.others:
        yield paragraph(f"另有{len(content.others)}处数值不是承诺（经历、参数、举例等），见audit.xlsx。", "note")


def _entries(content: AuditContent, width: int) -> Iterator[Row]:
    ordered = sorted(content.entries, key=lambda each: each.kind.label)
    for label, same in groupby(ordered, key=lambda each: each.kind.label):
        rows = list(same)
        yield group(f"{label}（{len(rows)}处）", width)
        yield from (_entry(each, is_compared=content.case.promises is not None) for each in rows)


def _entry(entry: Entry, *, is_compared: bool) -> Row:
    cells = [
        cell(str(entry.number)),
        cell(_flat(entry.spot.marked), entry.scope, "" if entry.is_ours else f"（{entry.source}）"),
        cell(entry.value),
        cell(entry.spot.where),
    ]
    if is_compared:
        is_bad = entry.agreement in {Agreement.DIFFERENT, Agreement.REVIEW}
        result = strong(entry.agreement.value) if is_bad else entry.agreement.value
        cells += [cell("、".join(entry.values), *(_position(entry.facts))), cell(result)]
    return Row(tuple(cells))


def _position(facts: tuple[Fact, ...]) -> tuple[str, ...]:
    return split_path(facts[0].position) if facts else ()


# --- extent -----------------------------------------------------------------------------------------------------------


def _extent(content: AuditContent) -> Iterator[Block]:
    yield paragraph(
        "读了正文、表格、文本框、页眉、页脚、脚注、批注、隐藏文字、自动编号和文件属性；修订按全部接受以后的文字读。"
        "图片、图表和扫描页里的文字没有读。"
    )
    if content.case.promises is None:
        yield paragraph("没有指定项目（--project），没有核对承诺是否与资料相符，也没有查其他投标人和项目的名称。")
    yield paragraph("检查的项目和发现的项数：", LEAD)
    heads = (Head("编号", 0.9, "center"), Head("检查", 5.0), Head("发现", 0.9, "center"))
    yield grid("check_table", heads, _checks(content))
    used = dict.fromkeys(basis for cause in content.causes for basis in cause.basis)
    known = {citation(name): article_text(name) for name in laws()}
    rows = [row(basis, cell(*known.get(basis, "").split("\n"))) for basis in used if known.get(basis)]
    if rows:
        yield paragraph("依据的条文：", LEAD)
        yield grid("basis_table", (Head("依据", 2.0), Head("条文", 5.0)), rows)


def _checks(content: AuditContent) -> Iterator[Row]:
    found = [code for cause in content.causes for code in cause.codes]
    known = {code for code in content.case.titles if code.startswith(_CHECKS) and code != _NOT_COMPARED}
    for code in sorted(known | set(found)):
        yield row(code, content.case.titles.get(code, ""), str(found.count(code) or "—"))
