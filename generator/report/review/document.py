"""The review report as a document tree, numbered and ready for both writers."""

from __future__ import annotations

from collections.abc import Iterator

from generator.document.nodes import (
    Contents,
    Cover,
    CoverLine,
    Document,
    Inlines,
    PageCount,
    PageNumber,
    Properties,
    Running,
    Section,
    Text,
)
from generator.document.number import Numbering, number_document
from generator.report.review import finding_blocks, opening_blocks, record_blocks, register_blocks
from generator.report.review.case import Case, conclusion
from generator.report.review.content import Content, identity
from generator.report.review.nodes import section, words

TITLE = "审核报告"
_INTERNAL = "内部文件，供审核签发使用，不随投标文件提交"


def review_document(content: Content, numbering: Numbering) -> Document:
    """Make the report as a numbered tree."""
    case = content.case
    running = Running(words(_name(case)), words(f"{TITLE}（内部文件）"), ())
    document = Document(
        Properties(f"{TITLE} {_name(case)}", _name(case), "bidgen", TITLE),
        _cover(case),
        Contents(words("目录"), numbering.contents_depth),
        Running(running.header_left, running.header_right, (PageNumber(),)),
        tuple(_body(content)),
        Running(running.header_left, running.header_right, _PAGE_OF_PAGES),
    )
    numbered = number_document(document, numbering).value
    if numbered is None:
        raise AssertionError("the report has neither references nor repeated ids")
    return numbered


_PAGE_OF_PAGES: Inlines = (Text("第"), PageNumber(), Text("页 共"), PageCount(), Text("页"))


def _body(content: Content) -> Iterator[Section]:
    yield section("conclusion", "审核结论", opening_blocks.conclusion_blocks(content))
    yield section("problems", "需要处理的问题", finding_blocks.problem_blocks(content))
    yield section("notices", "提示", finding_blocks.notice_blocks(content))
    yield section("demands", "招标要求响应", record_blocks.demand_blocks(content))
    yield section("policy", "授权、批准和豁免", record_blocks.policy_blocks(content))
    yield section("register", "承诺登记", register_blocks.register_blocks(content))
    yield section("extent", "检查范围", record_blocks.extent_blocks(content))
    yield section("signing", "签发意见", opening_blocks.signing_blocks())


def _name(case: Case) -> str:
    return case.bid.project.name if case.bid else case.folder


def _cover(case: Case) -> Cover:
    lines = tuple(CoverLine(words(label), words(text)) for label, text in identity(case) if text)
    verdict = words(f"结论：{conclusion(case).words}")
    return Cover((), words(_name(case)), words(TITLE), verdict, lines, (), words(_INTERNAL))
