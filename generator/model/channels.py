"""Service channels: by which way, in which hours and how fast a customer is answered."""

from pydantic import Field

from generator.model.fields import Coverage, Deadline, Period, Text
from generator.model.record import Record


class Hotline(Record, title="服务热线"):
    """Service by telephone; the number itself is `company.phones.hotline`."""

    window: Coverage = Field(description="热线服务时间（如7×24）")
    pickup: Deadline | None = Field(None, description="热线接听时限（秒）")
    callback: Deadline | None = Field(None, description="未接来电的回拨时限（分钟）")
    roster: Text | None = Field(None, description="热线值班安排")
    record_retention: Period | None = Field(None, description="通话记录保存期限（年）")


class WrittenChannel(Record, title="书面渠道"):
    """Service by mail or through a web page."""

    window: Coverage = Field(description="书面渠道服务时间（如5×8）")
    reply: Deadline = Field(description="书面渠道回复时限")
    tool: Text | None = Field(None, description="使用的工具或者平台")


class RemoteChannel(Record, title="远程维护"):
    """Service from afar through a controlled connection."""

    window: Coverage = Field(description="远程维护服务时间（如7×24）")
    start: Deadline = Field(description="远程维护开始时限（分钟，从采购人同意算）")
    scope: Text | None = Field(None, description="远程维护的范围")


class OnsiteChannel(Record, title="现场服务"):
    """Service at the customer's place."""

    window: Coverage = Field(description="现场服务时间（如7×24）")


class Channels(Record, title="服务渠道"):
    """All ways to reach the service."""

    hotline: Hotline = Field(description="热线服务")
    email: WrittenChannel | None = Field(None, description="邮箱服务")
    web: WrittenChannel | None = Field(None, description="网站服务")
    remote: RemoteChannel | None = Field(None, description="远程维护服务")
    instant_message: WrittenChannel | None = Field(None, description="即时通信服务")
    consulting: WrittenChannel | None = Field(None, description="书面技术咨询")
    onsite: OnsiteChannel | None = Field(None, description="现场服务安排")
    working_hours: Text | None = Field(None, description="工作时间（如工作日9:00至18:00）")
    support_times: Text | None = Field(None, description="技术支持的次数约定")
