"""The makers' own service systems: what each maker states about its service, kept apart from the bidder's promises."""

from typing import Annotated, Literal

from pydantic import Field

from generator.model.fields import Count, DateField, Deadline, Id, Lines, Percent, Phone, Text, WebAddress, choice
from generator.model.record import Record

ShownWord = Literal["levels", "hours", "flow"]
Shown = Annotated[ShownWord, choice(ShownWord)]


class MakerLevel(Record, title="原厂故障级别"):
    """One grade of fault by the maker's own rules."""

    name: Text = Field(description="原厂故障级别名称")
    definition: Text = Field(description="原厂故障级别定义")
    response: Deadline = Field(description="原厂响应时限")
    onsite: Deadline = Field(description="原厂到场时限")
    report: Deadline = Field(description="原厂故障上报时限")


class MakerHours(Record, title="原厂电话支持时间"):
    """The hours of the maker's telephone support on one kind of day."""

    days: Text = Field(description="原厂电话支持的日期类型")
    hours: Text = Field(description="原厂电话支持的起止时间")


class MakerTelephone(Record, title="原厂电话支持"):
    """The maker's telephone support."""

    id: Id = Field(description="原厂电话支持编号名（时间表按它编号）")
    hours: tuple[MakerHours, ...] = Field(min_length=1, description="原厂电话支持时间一览")


class MakerSection(Record, title="原厂服务说明"):
    """A part of the maker's statement, with the table or chart that belongs to it."""

    title: Text = Field(description="原厂服务说明的标题")
    paragraphs: Lines = Field((), description="原厂服务说明的正文（一段一项）")
    points: Lines = Field((), description="原厂服务说明的要点（一点一项）")
    shows: Shown | None = Field(None, description="附在其后的内容（levels级别表、hours时间表、flow流程图）")


class Maker(Record, title="原厂服务体系"):
    """A maker and its service system as the maker states it."""

    id: Id = Field(description="原厂编号名")
    name: Text = Field(description="原厂单位全称（与产品清单一致）")
    short_name: Text = Field(description="原厂简称")
    document: Text = Field(description="原厂服务说明文件的名称和编号")
    stated: DateField = Field(description="原厂服务说明文件的日期（年-月-日）")
    service_level: Text = Field(description="原厂服务级别（如次工作日到场）")
    fill: Text = Field(description="投标人补足原厂服务的方式")
    hotline: Phone = Field(description="原厂服务热线")
    website: WebAddress = Field(description="原厂服务网址")
    staff: Count = Field(description="原厂专职技术支援人数（人）")
    connect_rate: Percent = Field(description="原厂热线接通率（百分比）")
    sections: tuple[MakerSection, ...] = Field(min_length=1, description="原厂服务说明的各部分")
    levels: tuple[MakerLevel, ...] = Field((), description="原厂故障级别一览")
    telephone: MakerTelephone | None = Field(None, description="原厂电话支持")


class Calendar(Record, title="放假安排"):
    """The holidays by which working days are counted, as published."""

    source: Text = Field(description="放假安排的发布文件")
    holidays: tuple[DateField, ...] = Field(min_length=1, description="落在周一至周五的放假日（年-月-日）")
    workdays: tuple[DateField, ...] = Field((), description="调休上班日（年-月-日）")
    examples: tuple[DateField, ...] = Field(min_length=1, description="次工作日算例的报修日（年-月-日）")


class Makers(Record, title="原厂服务"):
    """All makers whose goods are supplied, and the calendar their service levels count by."""

    items: tuple[Maker, ...] = Field(min_length=1, description="原厂服务体系一览")
    escalate_to: Text = Field(description="投标人负责联系原厂的岗位")
    calendar: Calendar = Field(description="计算次工作日的放假安排")
