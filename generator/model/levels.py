"""Service levels: how fast each grade of fault is answered, reached and mended in each region."""

from pydantic import Field

from generator.model.fields import ById, Coverage, Deadline, Id, Lines, MomentField, Text
from generator.model.record import Record


class Region(Record, title="服务区域"):
    """A region for which the time limits are promised separately."""

    id: Id = Field(description="区域编号名（级别的时限按它填写）")
    name: Text = Field(description="区域名称")
    name_en: Text | None = Field(None, description="区域的英文名称")
    places: Lines = Field((), description="区域包含的地点")


class Level(Record, title="故障级别"):
    """One grade of fault with its time limits by region."""

    id: Id = Field(description="级别编号名")
    name: Text = Field(description="级别名称")
    name_en: Text | None = Field(None, description="级别的英文名称")
    definition: Text = Field(description="级别定义（各级互不重叠）")
    examples: Text | None = Field(None, description="级别举例")
    response: ById[Deadline] = Field(description="响应时限（按区域填写，从起算点算）")
    remote: ById[Deadline] | None = Field(None, description="远程处理开始时限（按区域填写，从起算点算）")
    dispatch: ById[Deadline] | None = Field(None, description="派出人员时限（按区域填写，从起算点算）")
    onsite: ById[Deadline] = Field(description="到达现场时限（按区域填写，从起算点算）")
    restore: ById[Deadline] = Field(description="排除故障时限（按区域填写，从起算点算）")
    impact: Text | None = Field(None, description="级别所属的故障类别（如系统宕机、非系统宕机）")
    handling: Lines = Field((), description="该级别的处理步骤（一步一项）")
    escalation: Text | None = Field(None, description="超时后升级到的岗位")
    escalate_after: Deadline | None = Field(None, description="升级时限（从起算点算）")


class LimitExample(Record, title="时限算例"):
    """A fault reported at a moment, from which the latest moments are computed."""

    level: Id = Field(description="算例的故障级别（级别编号名）")
    region: Id = Field(description="算例的服务区域（区域编号名）")
    request: MomentField = Field(description="算例的起算时刻（年-月-日 时:分）")


class BackupUnit(Record, title="备机"):
    """When and how a unit is lent for one that cannot be mended in time."""

    trigger: Deadline = Field(description="提供备机的条件（从起算点算，超过该时限未排除）")
    scope: Text = Field(description="提供备机的设备范围")
    grade: Text = Field(description="备机的性能要求")
    migration: Text | None = Field(None, description="数据迁移方式")


class FactoryRepair(Record, title="返厂维修"):
    """Repair at the factory."""

    period: Deadline = Field(description="返厂维修期限（日或者工作日）")
    clock_start: Text | None = Field(None, description="返厂维修期限的起算点")
    transport: Text = Field(description="返厂运输和费用的承担")


class ServiceLevels(Record, title="服务级别"):
    """The matrix level × item × region and what belongs to it."""

    clock_start: Text = Field(description="时限的起算点")
    clock_start_en: Text | None = Field(None, description="时限起算点的英文")
    service_window: Coverage = Field(description="服务时间（如7×24）")
    regions: tuple[Region, ...] = Field(min_length=1, description="服务区域")
    levels: tuple[Level, ...] = Field(min_length=1, description="故障级别（由重到轻）")
    exclusions: Lines = Field((), description="不计入时限的情形")
    backup_unit: BackupUnit | None = Field(None, description="备机的提供")
    factory_repair: FactoryRepair | None = Field(None, description="返厂维修的安排")
    examples: tuple[LimitExample, ...] = Field((), description="时限推算的算例")
    report_time: Deadline | None = Field(None, description="故障处理报告的提交时限（从故障排除算）")
