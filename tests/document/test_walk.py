"""Walking the tree: words of inlines, blocks in order, a container before what it holds."""

from generator.document.nodes import (
    Blank,
    Checkbox,
    Document,
    LineBreak,
    PageCount,
    PageNumber,
    Ref,
    Strong,
    Text,
    Underline,
    Value,
)
from generator.document.walk import blocks, children, flat, inlines, own_inlines, plain, values

INLINES = (
    Text("甲"),
    Strong((Value("乙", ("a",), "t", 1), Underline((Text("丙"),)))),
    Blank(8),
    Checkbox(checked=True),
    Checkbox(checked=False),
    Ref("x", "表1-1"),
    LineBreak(),
    PageNumber(),
    PageCount(),
)


def test_plain() -> None:
    assert plain(INLINES) == "甲乙丙☑□表1-1\n"


def test_flat_opens_containers() -> None:
    assert [type(inline).__name__ for inline in flat(INLINES)] == [
        "Text",
        "Value",
        "Text",
        "Blank",
        "Checkbox",
        "Checkbox",
        "Ref",
        "LineBreak",
        "PageNumber",
        "PageCount",
    ]


def test_blocks_in_reading_order(document: Document) -> None:
    names = " ".join(type(block).__name__ for block in blocks(document))
    assert names == (
        "Section Paragraph Section List Paragraph List Paragraph Paragraph List Paragraph Table Section Figure Section "
        "Section Section PageBreak Figure Section Letter Paragraph SignBlock Notice Paragraph Table Table SignBlock "
        "Figure Figure"
    )


def test_own_inlines_leave_out_those_of_children(document: Document) -> None:
    own = [[plain(part) for part in own_inlines(block)] for block in blocks(document)]
    assert own[:4] == [["关于质保期\n"], ["见、、和"], ["范围"], []]
    assert own[11:13] == [["细则"], ["受理", "专员\n属实？", "", "否", "投诉流程图"]]
    assert own[-2] == [
        *("工作", "岗位", "起止", "自合同生效起", "1", "2", "3", "4", "5"),
        *("供货", "", "第1~5日", "订货", "采购专员", "第1~5日", "到货", "", "第5日", "进度计划"),
    ]
    assert own[-1] == ["城市", "网点", "人员", "东江市", "●", "4人", "南湾市", "—", "○", "● 设有", "", "覆盖矩阵"]
    assert [children(block) for block in blocks(document)][-1] == ()


def test_inlines_and_values_of_the_whole(document: Document) -> None:
    assert [plain(part) for part in inlines(document)][:8] == [
        "正本",
        "示例项目",
        "方案",
        "",
        "投标人",
        "示例公司",
        "二〇二六年十一月",
        "",
    ]
    assert len(list(values(document))) == 15
