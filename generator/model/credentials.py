"""Credentials, price list, references and the other proofs a company keeps on file."""

from typing import Annotated, Literal

from pydantic import Field

from generator.model.fields import (
    Count,
    Coverage,
    DateField,
    Flag,
    Id,
    LabourRate,
    Lines,
    MoneyField,
    Number,
    Percent,
    Period,
    Phone,
    PicturePath,
    ScanPath,
    Text,
    ValidTo,
    WebAddress,
    choice,
)
from generator.model.record import Record

OwnedWord = Literal["自有", "租赁"]
Owned = Annotated[OwnedWord, choice(OwnedWord)]


class Credential(Record, title="资质证书"):
    """A licence, certificate, authorisation or test report, as printed on the paper itself."""

    id: Id = Field(description="证书编号名（供模板和其他资料引用）")
    kind: Text = Field(description="证书类别（如营业执照、质量管理体系认证、原厂授权）")
    name: Text = Field(description="证书名称（与证书原件一致）")
    number: Text = Field(description="证书号码（与证书原件一致）")
    holder: Text = Field(description="持证单位全称（应与投标人全称一致）")
    level: Text | None = Field(None, description="等级或者依据的标准（如CMMI V2.0 3级）")
    issuer: Text = Field(description="发证机构全称")
    scope: Text | None = Field(None, description="证书载明的范围")
    valid_from: DateField = Field(description="有效期起始日或者发证日（年-月-日）")
    valid_to: ValidTo = Field(description="有效期截止日（年-月-日，无期限的写长期）")
    surveillance_date: DateField | None = Field(None, description="下一次监督审核日期（年-月-日）")
    query_url: WebAddress | None = Field(None, description="证书公开查询网址")
    picture: PicturePath | None = Field(None, description="证书图片（公司资料目录内的相对路径）")
    scans: tuple[ScanPath, ...] = Field((), description="证书扫描件（PNG、JPEG或者PDF，逐页整页印出，代替picture）")
    note: Text | None = Field(None, description="证书备注")


class PartPrice(Record, title="零配件价格"):
    """The price of one part, in yuan per unit."""

    name: Text = Field(description="零配件名称")
    model: Text = Field(description="零配件型号规格")
    brand: Text | None = Field(None, description="零配件品牌")
    supplier: Text = Field(description="零配件供应商全称")
    unit: Text = Field(description="计价单位（如块、条、台）")
    price: MoneyField = Field(description="单价（元，每计价单位）")
    note: Text | None = Field(None, description="零配件价格备注")


class LabourPrice(Record, title="人工收费标准"):
    """The rate of one level of service staff."""

    level: Text = Field(description="服务人员级别")
    rate: LabourRate = Field(description="收费标准（元/人日或者元/小时）")
    content: Text = Field(description="该级别人员的服务内容")
    note: Text | None = Field(None, description="收费标准备注")


class LabourQuantity(Record, title="算例人工"):
    """How many days of one level a worked example takes."""

    level: Text = Field(description="算例的服务人员级别（收费表中的级别）")
    days: Number = Field(description="算例的人工天数（人日）")


class PartQuantity(Record, title="算例零配件"):
    """How many of one part a worked example takes."""

    name: Text = Field(description="算例的零配件名称（价格表中的名称）")
    quantity: Number = Field(description="算例的零配件数量（按计价单位）")


class PriceExample(Record, title="收费算例"):
    """A worked example of a charge."""

    title: Text = Field(description="算例名称")
    labour: tuple[LabourQuantity, ...] = Field((), description="算例用到的人工")
    parts: tuple[PartQuantity, ...] = Field((), description="算例用到的零配件")
    in_warranty: Flag | None = Field(None, description="是否发生在质保期内（true或者false，质保期内不收费）")


class PriceList(Record, title="收费标准"):
    """What is charged for parts and labour outside the warranty."""

    currency: Text = Field(description="计价币种")
    tax_rate: Percent = Field(description="税率（百分比）")
    tax_included: Flag = Field(description="单价是否含税（true或者false）")
    valid_to: DateField = Field(description="价格有效期截止日（年-月-日）")
    parts: tuple[PartPrice, ...] = Field((), description="零配件价格表")
    labour: tuple[LabourPrice, ...] = Field((), description="人工收费表")
    travel: Text | None = Field(None, description="差旅费的计收办法")
    rounding: Text | None = Field(None, description="金额的取整办法")
    repair_guarantee: Period | None = Field(None, description="收费维修后同一故障的保修期（月）")
    examples: tuple[PriceExample, ...] = Field((), description="收费算例")
    yearly_maintenance: Percent | None = Field(None, description="质保期后年维保费占设备合同价的比例（百分比）")
    discount: Percent | None = Field(None, description="长期维保客户的折扣（百分比）")


class Reference(Record, title="类似项目业绩"):
    """A contract done before, with the proof at hand."""

    id: Id | None = Field(None, description="业绩编号名")
    client: Text = Field(description="业绩的用户单位全称")
    project: Text = Field(description="业绩的项目名称（与合同一致）")
    content: Text | None = Field(None, description="业绩的供货和服务内容")
    amount: MoneyField | None = Field(None, description="合同金额（元或者万元）")
    signed: DateField | None = Field(None, description="合同签订日期（年-月-日）")
    accepted: DateField | None = Field(None, description="验收日期（年-月-日）")
    contact: Text | None = Field(None, description="业绩的用户联系人")
    phone: Phone | None = Field(None, description="业绩的用户联系电话")
    evidence: Lines = Field((), description="业绩证明材料（如合同、验收报告）")
    rating: Text | None = Field(None, description="用户评价")


class Tool(Record, title="服务工具"):
    """Tools and vehicles used for service."""

    name: Text = Field(description="工具或者车辆名称")
    model: Text | None = Field(None, description="工具或者车辆型号")
    quantity: Count = Field(description="工具或者车辆数量（带单位）")
    owned: Owned | None = Field(None, description="权属（自有或者租赁）")
    calibration_due: DateField | None = Field(None, description="检定或者校准有效期（年-月-日）")
    place: Text | None = Field(None, description="工具或者车辆存放地点")


class Supplier(Record, title="合格供应商"):
    """A maker or dealer beside those of the products whose goods the company may offer."""

    name: Text = Field(description="供应商单位全称")
    brands: Lines = Field((), description="供应商的品牌和简称")
    models: Lines = Field((), description="供应商产品型号开头的字母（如CB-C6A写CB）")
    supplies: Text = Field(description="供应的货物（如网络跳线）")
    proof: Text | None = Field(None, description="供应关系的证明（如框架协议）")


class VendorBacking(Record, title="原厂支持"):
    """What the maker of resold products has promised the bidder in writing."""

    id: Id | None = Field(None, description="原厂支持编号名")
    vendor: Text = Field(description="原厂单位全称")
    aliases: Lines = Field((), description="原厂曾用名或者简称")
    product_lines: Lines = Field((), description="授权的产品系列")
    service_level: Text | None = Field(None, description="原厂服务级别（如次日到场）")
    service_window: Coverage | None = Field(None, description="原厂服务时间（如7×24）")
    period: Period | None = Field(None, description="原厂质保期限（年或者月）")
    hotline: Phone | None = Field(None, description="原厂服务电话")
    authorisation: Text | None = Field(None, description="授权书号码")
    valid_to: ValidTo | None = Field(None, description="授权有效期截止日（年-月-日或者长期）")
