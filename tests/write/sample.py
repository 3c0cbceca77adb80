"""A small bid document built from nodes by hand, numbered, with every node type in it; the writers' tests share it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import yaml
from PIL import Image, ImageDraw

from generator.document.nodes import (
    Blank,
    Block,
    Cell,
    Checkbox,
    Column,
    Contents,
    ContentsEntry,
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
    Inline,
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
from generator.layout.pages import Pages
from generator.style.sheet import Sheet

MakeValue = Callable[[str, str], Value]

CREATED = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
HOUSE_SHEET = Path(__file__).parents[2] / "templates/zh/style/house.yaml"


def house_sheet() -> Sheet:
    """Read the default style sheet."""
    return Sheet.model_validate(yaml.safe_load(HOUSE_SHEET.read_text(encoding="utf-8")))


def text(*parts: str | Inline) -> Inlines:
    """Make inlines of strings and inlines."""
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def paragraph(*parts: str | Inline, role: str = "body") -> Paragraph:
    """Make a paragraph of strings and inlines."""
    return Paragraph(text(*parts), role)


def cell(*parts: str | Inline, header: bool = False, colspan: int = 1, rowspan: int = 1) -> Cell:
    """Make a cell of one paragraph."""
    return Cell((text(*parts),), colspan, rowspan, header=header)


def row(*cells: str | Inline | Cell, total: bool = False) -> Row:
    """Make a row of cells, strings and inlines."""
    return Row(tuple(item if isinstance(item, Cell) else cell(item) for item in cells), "total" if total else "body")


def items(style: str, labels: str, *contents: str | tuple[Block, ...]) -> List:
    """Make a list with its labels as numbering would fill them, written one after another, split at blanks."""
    made = (content if isinstance(content, tuple) else (paragraph(content),) for content in contents)
    entries = tuple(ListItem(blocks, label) for blocks, label in zip(made, labels.split(), strict=True))
    return List(entries, style)  # type: ignore[arg-type]


def png(width: int = 600, height: int = 820) -> bytes:
    """Draw a page that looks like a certificate, the same bytes each time."""
    image = Image.new("RGB", (width, height), "#FFFDF5")
    pen = ImageDraw.Draw(image)
    pen.rectangle((16, 16, width - 16, height - 16), outline="#A03030", width=6)
    pen.ellipse((width - 220, height - 240, width - 60, height - 80), outline="#C02020", width=8)
    for line in range(8):
        pen.rectangle((80, 160 + 50 * line, width - 80 - 30 * (line % 3), 166 + 50 * line), fill="#555555")
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def sample_document() -> Document:
    """Build the document; values are numbered in reading order."""
    numbers = count(1)

    def value(words: str, path: str) -> Value:
        return Value(words, (path,), "templates/zh/chapters/sample.md.j2", 1, next(numbers))

    bidder = "示例信息技术有限公司"
    project = "智慧园区视频取证设备采购项目"
    cover = Cover(
        copy_mark=text("正本"),
        project=text(value(project, "project.name")),
        title=text("投标文件"),
        subtitle=text("质量保证和售后服务体系"),
        lines=(
            CoverLine(text("项目编号"), text(value("SL-2026-0112", "project.number"))),
            CoverLine(text("投标人"), text(value(bidder, "company.name"))),
            CoverLine(text("法定代表人或授权代表"), text(Blank(8)), ("signature",)),
        ),
        date=text(value("二〇二六年十一月", "project.date")),
        remark=text("示例数据，仅供演示"),
    )
    contents_running = Running(
        text(value(project, "project.name")), text(value(bidder, "company.name")), text(PageNumber())
    )
    body_running = Running(
        text(value(project, "project.name")),
        text(value(bidder, "company.name")),
        text("第", PageNumber(), "页 共", PageCount(), "页"),
    )
    body = (_promise(value, bidder), _service(value), _forms(value), _annex())
    entries = tuple(_entries(body))
    return Document(
        Properties("投标文件：质量保证和售后服务体系", project, bidder, "质量保证，售后服务"),
        cover,
        Contents(text("目录"), 3, entries),
        contents_running,
        body,
        body_running,
    )


def sample_pages() -> Pages:
    """Give made-up page numbers for the sample."""
    ids = ("promise", "letter", "service", "levels", "complaints", "certificates", "forms", "resume", "annex")
    return Pages({name: index for index, name in enumerate(ids, start=1)}, 9, 1)


def _entries(blocks: tuple[Block, ...]) -> Iterator[ContentsEntry]:
    for block in blocks:
        if isinstance(block, Section):
            yield ContentsEntry(block.level, block.label, block.title, block.id)
            yield from _entries(block.blocks)


def _promise(value: MakeValue, bidder: str) -> Section:
    letter = Letter(
        (
            paragraph("致：", value("示例市公安局", "project.buyer"), role="salutation"),
            paragraph("我方就本项目郑重承诺如下，并对承诺内容承担全部责任："),
            items(
                "decimal",
                "1. 2. 3.",
                (paragraph("免费质保期为", value("3年", "service.warranty.period"), "，自验收合格之日起计算。"),),
                (
                    paragraph(
                        "紧急故障", value("2小时", "service.sla.onsite"), "内到达现场，", Strong(text("全年无休")), "。"
                    ),
                ),
                "质保期内的备件、人工和差旅费用均由我方承担，不再另行收取任何费用；因人为损坏和不可抗力造成的损失，按照成本价收取材料费用。",
            ),
            paragraph("特此承诺。", role="closing"),
            SignBlock(
                (
                    SignLine(text("投标人（盖章）"), text(value(bidder, "company.name")), ("seal",)),
                    SignLine(text("法定代表人或授权代表（签字）"), text(Blank(8)), ("signature",)),
                    SignLine(text("日期"), text(Blank(3), "年", Blank(2), "月", Blank(2), "日"), ("date",)),
                )
            ),
        )
    )
    inner = Section("letter", 2, text("售后服务承诺书"), (letter,), "1.1")
    return Section(
        "promise",
        1,
        text("技术承诺"),
        (paragraph("本章说明我方的承诺，时限见", Ref("sla", "表2-1"), "。"), inner),
        "第一章",
    )


def _service(value: MakeValue) -> Section:
    levels = Section(
        "levels",
        2,
        text("故障分级与时限"),
        (
            paragraph(
                "我方提供", value("7×24", "service.sla.window"), "服务热线，“ISO 9001”质量体系覆盖全过程。", role="lead"
            ),
            _sla(value),
            _prices(value),
            Table("plain", (), (Column(), Column()), (), (row("无题注的表", "紧跟另一张表"),)),
            Table("frameless", (), (Column(), Column()), (), (row("第二张", "无题注"),), "layout"),
            Notice((paragraph("时限从接到报修时起算。"), paragraph("节假日不顺延。"))),
            paragraph(
                "各级故障的判定以首次报修时的现象为准。",
                LineBreak(),
                "另见",
                Ref("complaints", "第2.2节"),
                "与",
                Ref("promise", "第一章"),
                "。",
            ),
            Notice((paragraph("提示框里有列表："), items("bullet", "● ●", "甲项", "乙项"))),
        ),
        "2.1",
    )
    return Section("service", 1, text("售后服务体系"), (levels, _flows(value), _certificates(value)), "第二章")


def _sla(value: MakeValue) -> Table:
    names = ("紧急", "严重", "一般")
    times = (("立即", "1小时", "4小时"), ("15分钟", "2小时", "8小时"), ("30分钟", "4小时", "24小时"))
    rows = tuple(
        row(
            name,
            "设备完全停机，业务中断" if name == "紧急" else "功能部分受损",
            *(value(time, f"service.sla.{name}") for time in line),
        )
        for name, line in zip(names, times, strict=True)
    )
    return Table(
        "sla",
        text("故障响应时限表"),
        (Column(1), Column(3), Column(1.4, "center"), Column(1.4, "center"), Column(1.4, "center")),
        (
            Row((cell("级别", rowspan=2), cell("级别定义", rowspan=2), cell("时限", colspan=3))),
            row("电话响应", "到达现场", "恢复使用"),
        ),
        rows,
        label="表2-1",
    )


def _prices(value: MakeValue) -> Table:
    rows = tuple(
        row(str(index), name, value(price, f"service.prices[{index}]"))
        for index, (name, price) in enumerate((("硬盘", "800.00"), ("电源模块", "600.00"), ("风扇", "90.00")), start=1)
    )
    return Table(
        "prices",
        text("主要备件价格表"),
        (Column(1, "center"), Column(5), Column(2, "right")),
        (row("序号", "配件", "价格（元）"),),
        (*rows, Row((cell("合计", colspan=2), cell(value("1490.00", "derived.total"))), "total")),
        label="表2-2",
    )


def _flows(value: MakeValue) -> Section:
    nodes = (
        DiagramNode("a", "start", text("接到投诉")),
        DiagramNode("b", "step", text("客服在", value("10分钟", "service.complaint.reply"), "内回复并登记")),
        DiagramNode("c", "decision", text("能否当场解决？")),
        DiagramNode("d", "step", text("技术部制定处理方案并指派工程师到现场处理")),
        DiagramNode("e", "step", text("回访客户")),
        DiagramNode("f", "decision", text("客户满意？")),
        DiagramNode("g", "end", text("归档结束")),
    )
    edges = (
        DiagramEdge("a", "b"),
        DiagramEdge("b", "c"),
        DiagramEdge("c", "e", text("是")),
        DiagramEdge("c", "d", text("否")),
        DiagramEdge("d", "e"),
        DiagramEdge("e", "f"),
        DiagramEdge("f", "g", text("是")),
        DiagramEdge("f", "d", text("否")),
    )
    people = ("总经理", "技术支持中心", "客户服务中心", "备件库", "现场工程师", "热线坐席")
    parents = ((0, 1), (0, 2), (1, 3), (1, 4), (2, 5))
    organisation = Diagram(
        "organisation",
        tuple(DiagramNode(f"n{index}", "step", text(name)) for index, name in enumerate(people)),
        tuple(DiagramEdge(f"n{above}", f"n{below}") for above, below in parents),
    )
    return Section(
        "complaints",
        2,
        text("投诉处理"),
        (
            paragraph("投诉按下列流程处理，", Underline(text("全程留痕")), "："),
            Figure(
                "flow",
                text("投诉管理流程图"),
                Diagram("flow", nodes, edges),
                "投诉管理流程：登记、处理、回访、归档",
                "图2-1",
            ),
            paragraph("售后服务组织见", Ref("people", "图2-2"), "。"),
            Figure("people", text("售后服务组织机构图"), organisation, "售后服务组织机构", "图2-2"),
            items(
                "paren",
                "（1） （2）",
                "登记投诉内容、联系人和时间",
                (
                    paragraph("按级别处理："),
                    items("circled", "① ②", "一般投诉当日办结", "重大投诉升级至总经理"),
                    paragraph("办结后归档。"),
                ),
            ),
        ),
        "2.2",
    )


def _certificates(value: MakeValue) -> Section:
    picture = Picture("iso9001.png", "image/png", 600, 820, png())
    return Section(
        "certificates",
        3,
        text("质量管理体系证书"),
        (
            Figure("iso", text("质量管理体系认证证书（示例）"), picture, "质量管理体系认证证书扫描件", "图2-3"),
            Paragraph(text("证书编号：", value("00126Q00000R0M", "company.credentials[0].number")), "source"),
        ),
        "2.2.1",
    )


def _forms(value: MakeValue) -> Section:
    def label(words: str) -> Cell:
        return cell(words, header=True)

    resume = Table(
        "resume-form",
        text("拟派项目负责人简历表"),
        (Column(), Column(1.5), Column(), Column(1.5)),
        (),
        (
            Row((label("姓名"), cell(value("张示例", "company.staff[0].name")), label("性别"), cell("男"))),
            Row((label("职务"), cell("项目经理"), label("学历"), cell("本科"))),
            Row(
                (
                    label("是否满意"),
                    Cell(
                        (text(Checkbox(True), "满意 ", Checkbox(False), "不满意"), text("说明：", Blank(10))), colspan=3
                    ),
                )
            ),
        ),
        "form",
        "表3-1",
    )
    inner = Section("resume", 2, text("人员简历"), (resume,), "3.1")
    blocks = (inner, paragraph("表单说明见附页。", role="note"), _plan(value), _cover(value))
    return Section("forms", 1, text("服务表单"), blocks, "第三章")


def _plan(value: MakeValue) -> Figure:
    scale = text("自", value("合同生效", "service.schedule.start_event"), "起的天数")
    rows = (
        GanttRow("supply", "phase", 0, 24, text(Strong(text("供货"))), (), text(value("第1~24日", "derived.plan[0]"))),
        GanttRow("order", "task", 0, 20, text("下达订单并监造"), text("采购专员"), text("第1~20日")),
        GanttRow("check", "task", 20, 24, text("出厂检验"), text("质量工程师"), text("第21~24日"), ("order",)),
        GanttRow("ready", "milestone", 24, 24, text("具备发货条件"), (), text("第24日"), ("check",)),
        GanttRow("install", "phase", 10, 33, text(Strong(text("安装"))), (), text("第11~33日")),
        GanttRow("room", "task", 10, 13, text("环境确认"), text("技术负责人"), text("第11~13日")),
        GanttRow("mount", "task", 27, 33, text("上架与调试"), text("工程师"), text("第28~33日"), ("ready", "room")),
    )
    chart = Gantt((text("工作内容"), text("责任岗位"), text("起止时间"), scale), rows)
    return Figure("plan", text("供货进度计划"), chart, "供货进度计划：订货、检验、安装", "图3-1")


def _cover(value: MakeValue) -> Figure:
    limit = value("2小时", "service.sla.onsite")
    rows = (
        CoverageRow(
            text("东江市"), (CoverageCell(text("●"), 3), CoverageCell(text(limit), 3), CoverageCell(text("—")))
        ),
        CoverageRow(
            text("南湾市"), (CoverageCell(text("○"), 1), CoverageCell(text("4小时"), 1), CoverageCell(text("●"), 3))
        ),
    )
    legend = (
        CoverageCell(text("● 本地设有"), 3),
        CoverageCell(text("○ 由邻近网点支援"), 1),
        CoverageCell((), 1),
        CoverageCell(text("底色越深，时限越短"), 3),
    )
    chart = Coverage((text("城市"), text("服务网点"), text("到场"), text("备件库")), rows, legend)
    return Figure("cover", text("服务覆盖矩阵"), chart, "服务覆盖矩阵：两个城市", "图3-2")


def _annex() -> Section:
    blocks = (paragraph("空白处由采购人填写。"), PageBreak(), paragraph("此段另起一页。"))
    return Section("annex", 1, text("填表说明"), blocks, numbered=False)
