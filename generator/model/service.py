"""The service offered: one optional record for each family of catalogs."""

from pydantic import Field

from generator.model.aftercare import Aftercare
from generator.model.archives import Archives
from generator.model.assessment import Assessment
from generator.model.assurance import Emergency, Quality
from generator.model.channels import Channels
from generator.model.delivery import Delivery
from generator.model.fields import ById
from generator.model.goods import GoodsQuality
from generator.model.itsm import Itsm
from generator.model.levels import ServiceLevels
from generator.model.maintenance import Maintenance
from generator.model.network import Network
from generator.model.phases import Phases
from generator.model.preferential import Preferential
from generator.model.process import Form, Process
from generator.model.record import Record
from generator.model.replacement import Replacement
from generator.model.schedule import Schedule
from generator.model.stock import Stock
from generator.model.supply import Products, SpareParts
from generator.model.upkeep import Callbacks, Complaints, Inspection, Reports, Training
from generator.model.vendors import Makers
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
    maintenance: Maintenance | None = Field(None, description="维保服务（catalogs/maintenance）")
    schedule: Schedule | None = Field(None, description="进度计划（catalogs/schedule）")
    delivery: Delivery | None = Field(None, description="供货和施工（catalogs/delivery）")
    goods_quality: GoodsQuality | None = Field(None, description="设备质量（catalogs/goods_quality）")
    stock: Stock | None = Field(None, description="库存管理（catalogs/stock）")
    itsm: Itsm | None = Field(None, description="服务管理流程（catalogs/itsm）")
    assessment: Assessment | None = Field(None, description="服务考核（catalogs/assessment）")
    archives: Archives | None = Field(None, description="档案管理（catalogs/archives）")
    aftercare: Aftercare | None = Field(None, description="售后安排（catalogs/aftercare）")
    preferential: Preferential | None = Field(None, description="优惠条件（catalogs/preferential）")
    network: Network | None = Field(None, description="服务网络（catalogs/network）")
    makers: Makers | None = Field(None, description="原厂服务（catalogs/makers）")
    phases: Phases | None = Field(None, description="分阶段保障（catalogs/phases）")
    replacement: Replacement | None = Field(None, description="退换和更换（catalogs/replacement）")
    processes: ById[Process] | None = Field(None, description="流程图（catalogs/processes，名称：流程图）")
    forms: ById[Form] | None = Field(None, description="表单（catalogs/forms，名称：表单）")
