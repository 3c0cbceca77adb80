"""The service offered: one optional record for each family of catalogs."""

from pydantic import Field

from generator.model.assurance import Emergency, Quality
from generator.model.channels import Channels
from generator.model.fields import ById
from generator.model.levels import ServiceLevels
from generator.model.process import Form, Process
from generator.model.record import Record
from generator.model.supply import Products, SpareParts
from generator.model.upkeep import Callbacks, Complaints, Inspection, Reports, Training
from generator.model.warranty import Warranty


class Service(Record, title="服务内容"):
    """What the project picked from the catalogs, after its overrides."""

    products: Products | None = Field(None, description="产品清单（catalogs/products）")
    service_levels: ServiceLevels | None = Field(None, description="服务级别（catalogs/service_levels）")
    warranty: Warranty | None = Field(None, description="质保（catalogs/warranty）")
    inspection: Inspection | None = Field(None, description="巡检（catalogs/inspection）")
    callbacks: Callbacks | None = Field(None, description="回访（catalogs/callbacks）")
    complaints: Complaints | None = Field(None, description="投诉处理（catalogs/complaints）")
    reports: Reports | None = Field(None, description="服务报告（catalogs/reports）")
    training: Training | None = Field(None, description="培训（catalogs/training）")
    spare_parts: SpareParts | None = Field(None, description="备机备件（catalogs/spare_parts）")
    channels: Channels | None = Field(None, description="服务渠道（catalogs/channels）")
    emergency: Emergency | None = Field(None, description="应急预案（catalogs/emergency）")
    quality: Quality | None = Field(None, description="质量管理（catalogs/quality）")
    processes: ById[Process] | None = Field(None, description="流程图（catalogs/processes，名称：流程图）")
    forms: ById[Form] | None = Field(None, description="表单（catalogs/forms，名称：表单）")
