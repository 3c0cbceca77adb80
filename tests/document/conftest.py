"""A document with every node there is."""

import pytest

from generator.document.nodes import (
    Blank,
    Cell,
    Checkbox,
    Column,
    Contents,
    Cover,
    Coverage,
    CoverageCell,
    CoverageRow,
    CoverLine,
    Diagram,
    DiagramEdge,
    DiagramNode,
    Document,
    Figure,
    Gantt,
    GanttRow,
    Inlines,
    Letter,
    LineBreak,
    List,
    ListItem,
    Notice,
    PageBreak,
    PageCount,
    PageNumber,
    Paragraph,
    Picture,
    Properties,
    Ref,
    Row,
    Running,
    Section,
    SignBlock,
    SignLine,
    Strong,
    Table,
    Text,
    Underline,
    Value,
)


def words(text: str) -> Inlines:
    return (Text(text),)


def value(text: str, path: str) -> Value:
    return Value(text, (path,), "templates/zh/x.md.j2", 7)


def paragraph(text: str) -> Paragraph:
    return Paragraph(words(text))


def flow() -> Figure:
    nodes = (
        DiagramNode("a", "start", words("受理")),
        DiagramNode("b", "decision", (value("专员", "process.actor"), LineBreak(), Text("属实？"))),
    )
    edges = (DiagramEdge("a", "b"), DiagramEdge("b", "a", (value("否", "process.label"),)))
    return Figure("flow", (value("投诉流程图", "process.title"),), Diagram("flow", nodes, edges), "投诉流程图")


def gantt() -> Figure:
    rows = (
        GanttRow("all", "phase", 0, 5, (Strong(words("供货")),), (), (value("第1~5日", "plan.order"),)),
        GanttRow(
            "order", "task", 0, 5, (value("订货", "plan.name"),), words("采购专员"), (value("第1~5日", "plan.order"),)
        ),
        GanttRow("arrived", "milestone", 5, 5, words("到货"), (), words("第5日"), ("order",)),
    )
    scale = (Text("自"), value("合同生效", "plan.start"), Text("起"))
    return Figure(
        "plan", words("进度计划"), Gantt((words("工作"), words("岗位"), words("起止"), scale), rows), "进度计划"
    )


def coverage() -> Figure:
    rows = (
        CoverageRow(
            (value("东江市", "sites.name"),), (CoverageCell(words("●"), 3), CoverageCell((value("4人", "sites.n"),), 2))
        ),
        CoverageRow(words("南湾市"), (CoverageCell(words("—")), CoverageCell(words("○"), 1))),
    )
    legend = (CoverageCell(words("● 设有"), 3), CoverageCell((), 1))
    chart = Coverage((words("城市"), words("网点"), words("人员")), rows, legend)
    return Figure("cover", words("覆盖矩阵"), chart, "覆盖矩阵")


def sla() -> Table:
    head = (
        Row((Cell((words("级别"),), rowspan=2, header=True), Cell((words("到场"),), colspan=2, header=True))),
        Row((Cell((words("城区"),), header=True), Cell((words("全省"),), header=True))),
    )
    rows = (
        Row(
            (
                Cell(((Strong(words("紧急")),),), align="center"),
                Cell(((value("1小时", "sla.city"),),)),
                Cell((words("甲"), words("乙"))),
            )
        ),
        Row((Cell((words("合计"),), colspan=3),), "total"),
    )
    return Table("sla", words("时限表"), (Column(), Column(2, "center"), Column(1.5, "right")), head, rows)


def whole() -> Document:
    nested = List(
        (
            ListItem((paragraph("外层"), List((ListItem((paragraph("内层"),)),)), paragraph("续段"))),
            ListItem((List((ListItem((paragraph("直接嵌套"),)),), "circled"),)),
            ListItem(()),
        ),
        "paren",
    )
    first = Section(
        "promise",
        1,
        (Text("关于"), Strong((value("质保期", "terms.warranty"),)), LineBreak()),
        (
            Paragraph(
                (Text("见"), Ref("sla"), Text("、"), Ref("flow"), Text("、"), Ref("scope"), Text("和"), Ref("promise"))
            ),
            Section("scope", 2, words("范围"), (nested, sla(), Section("deep", 3, words("细则"), (flow(),)))),
            Section("annex", 2, words("附记"), (Section("below", 3, words("其下"), ()),), numbered=False),
            Section(
                "next",
                2,
                words("其他"),
                (PageBreak(), Figure("pic", (), Picture("a.png", "image/png", 2, 1, b"x"), "图")),
            ),
        ),
    )
    sign = SignBlock(
        (SignLine(words("投标人"), (value("示例公司", "company.name"),)), SignLine(words("日期"), (Blank(8),))),
        seal=False,
    )
    second = Section(
        "letters",
        1,
        words("函"),
        (
            Letter((Paragraph(words("致："), "salutation"), sign)),
            Notice(
                (Paragraph((Checkbox(checked=True), Text("是"), Checkbox(checked=False), Underline((Text("否"),)))),)
            ),
            Table("card", (), (Column(),), (), (Row((Cell((words("空表题"),), header=True),)),), role="form"),
            Table("parts", words("备件表"), (Column(),), (), (Row((Cell((words("硬盘"),)),)),)),
            SignBlock((SignLine(words("签字"), (Blank(4),)),)),
            gantt(),
            coverage(),
        ),
    )
    running = Running(
        (value("示例项目", "project.name"),), words("右"), (Text("第"), PageNumber(), Text("/"), PageCount())
    )
    return Document(
        Properties("方案", "主题", "示例公司", "售后"),
        Cover(
            words("正本"),
            (value("示例项目", "project.name"),),
            words("方案"),
            (),
            (CoverLine(words("投标人"), (value("示例公司", "company.name"),)),),
            words("二〇二六年十一月"),
        ),
        Contents(words("目录"), 3),
        Running((), (), (PageNumber(),)),
        (first, second),
        running,
    )


@pytest.fixture
def document() -> Document:
    return whole()
