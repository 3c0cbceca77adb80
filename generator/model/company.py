"""One company's own facts: licence data, contacts, bank, sites, people, credentials, prices."""

from pydantic import Field

from generator.model.credentials import Credential, PriceList, Reference, Supplier, Tool, VendorBacking
from generator.model.fields import (
    CreditCode,
    DateField,
    Duration,
    Email,
    Lines,
    MoneyField,
    Phone,
    PicturePath,
    Postcode,
    Text,
    ValidTo,
    WebAddress,
    WholeNumber,
    WordPath,
)
from generator.model.network import Desk, Partner
from generator.model.people import Client, StaffMember, Team
from generator.model.policy import Policy
from generator.model.record import Record


class Phones(Record, title="电话"):
    """The telephone numbers customers may call."""

    hotline: Phone = Field(description="售后服务热线")
    headquarters: Phone | None = Field(None, description="总部电话")
    fax: Phone | None = Field(None, description="传真")
    complaint: Phone | None = Field(None, description="投诉电话")
    emergency: Phone | None = Field(None, description="应急电话")


class Emails(Record, title="电子邮箱"):
    """The mail addresses customers may write to."""

    business: Email | None = Field(None, description="商务邮箱")
    support: Email | None = Field(None, description="技术支持邮箱")
    complaint: Email | None = Field(None, description="投诉邮箱")


class Bank(Record, title="开户银行"):
    """The bank account payments go to."""

    name: Text = Field(description="开户银行名称")
    account: Text = Field(description="银行账号")
    code: Text | None = Field(None, description="开户银行联行号")


class Trademark(Record, title="商标"):
    """The registered mark of the company."""

    name: Text = Field(description="商标名称")
    number: Text | None = Field(None, description="商标注册号")
    valid_to: ValidTo | None = Field(None, description="商标有效期截止日（年-月-日）")
    picture: PicturePath | None = Field(None, description="商标图样（公司资料目录内的相对路径）")


class BusinessLine(Record, title="业务方向"):
    """One line of business."""

    name: Text = Field(description="业务方向名称")
    description: Text = Field(description="业务方向说明")


class Site(Record, title="服务网点"):
    """A place from which service is given."""

    name: Text = Field(description="服务网点名称")
    kind: Text = Field(description="服务网点类型（总部、分公司、办事处、服务站）")
    province: Text = Field(description="服务网点所在省（自治区、直辖市）")
    city: Text = Field(description="服务网点所在市")
    address: Text = Field(description="服务网点详细地址")
    phone: Phone = Field(description="服务网点电话")
    contact: Text = Field(description="服务网点联系人")
    staff_count: WholeNumber = Field(description="服务网点人数（人）")
    region: Text = Field(description="服务网点负责的区域")
    travel_time: Duration | None = Field(None, description="到用户现场的最长行车时间（分钟或者小时）")
    vehicles: WholeNumber | None = Field(None, description="服务车辆数（辆）")
    stock: Text | None = Field(None, description="服务网点存放的备件")
    proof: Text | None = Field(None, description="服务网点证明材料（营业执照或者租赁合同）")


class Principle(Record, title="服务准则"):
    """A rule of conduct, how it is checked and what is recorded."""

    name: Text = Field(description="服务准则名称")
    conduct: Text = Field(description="服务准则的行为要求")
    check: Text = Field(description="服务准则的检查办法")
    record: Text = Field(description="服务准则的检查记录")


class HouseLook(Record, title="公司版式"):
    """How the company's own documents look."""

    reference_docx: WordPath = Field(description="公司版式的参考文件（公司资料目录内的Word文件，取用样式、页眉和封面）")


class Company(Record, title="公司资料"):
    """Everything true of the bidder whatever the tender."""

    name: Text = Field(description="公司全称（与营业执照一致）")
    short_name: Text | None = Field(None, description="公司简称")
    english_name: Text | None = Field(None, description="公司英文名称")
    aliases: Lines = Field((), description="公司的其他称呼（供检查用词时识别）")
    former_names: Lines = Field((), description="公司曾用名")
    credit_code: CreditCode = Field(description="统一社会信用代码（18位，含校验位）")
    legal_representative: Text = Field(description="法定代表人姓名")
    registered_capital: MoneyField | None = Field(None, description="注册资本（元或者万元）")
    founded: DateField | None = Field(None, description="成立日期（年-月-日）")
    company_type: Text | None = Field(None, description="公司类型（与营业执照一致）")
    address: Text = Field(description="住所（与营业执照一致）")
    address_en: Text | None = Field(None, description="住所的英文")
    postcode: Postcode | None = Field(None, description="邮政编码（六位数字）")
    business_scope: Text | None = Field(None, description="经营范围（与营业执照一致）")
    website: WebAddress | None = Field(None, description="公司网址")
    brand: HouseLook | None = Field(None, description="公司版式：取用公司自己的Word文件的样子")
    logo: PicturePath | None = Field(None, description="公司标志图（公司资料目录内的相对路径）")
    trademark: Trademark | None = Field(None, description="公司商标")
    phones: Phones = Field(description="公司电话")
    emails: Emails = Field(default_factory=Emails, description="公司电子邮箱")
    bank: Bank | None = Field(None, description="公司开户银行")
    philosophy: Text | None = Field(None, description="服务理念")
    principles: tuple[Principle, ...] = Field((), description="公司服务准则")
    introduction: Lines = Field((), description="公司简介（一段一项）")
    business_lines: tuple[BusinessLine, ...] = Field((), description="公司业务方向")
    clients: tuple[Client, ...] = Field((), description="公司主要客户")
    references: tuple[Reference, ...] = Field((), description="公司类似项目业绩")
    sites: tuple[Site, ...] = Field((), description="公司服务网点")
    partners: tuple[Partner, ...] = Field((), description="公司服务伙伴")
    desks: tuple[Desk, ...] = Field((), description="公司各部门服务专线")
    teams: tuple[Team, ...] = Field((), description="公司服务团队")
    staff: tuple[StaffMember, ...] = Field((), description="公司服务人员")
    credentials: tuple[Credential, ...] = Field((), description="公司资质证书")
    price_list: PriceList | None = Field(None, description="公司收费标准")
    tools: tuple[Tool, ...] = Field((), description="服务工具和车辆")
    policy: Policy | None = Field(None, description="公司的承诺权限（policy.yaml）")
    suppliers: tuple[Supplier, ...] = Field((), description="产品制造商以外的合格供应商")
    vendor_backing: tuple[VendorBacking, ...] = Field((), description="原厂对投标人的支持")
