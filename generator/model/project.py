"""One tender and the company's answer to it: names, numbers, dates, demands, picks from catalogs, overrides."""

from typing import Annotated, Literal

from pydantic import Field

from generator.model.fields import (
    AnyData,
    AnyQuantity,
    DateField,
    Flag,
    Id,
    KeyPath,
    Lines,
    MoneyField,
    Percent,
    Period,
    Text,
    WholeNumber,
    choice,
)
from generator.model.record import Record

CopyMarkWord = Literal["正本", "副本"]
CopyMark = Annotated[CopyMarkWord, choice(CopyMarkWord)]
DemandMarkWord = Literal["★", "▲"]
DemandMark = Annotated[DemandMarkWord, choice(DemandMarkWord)]
ComparatorWord = Literal["不超过", "少于", "不少于", "多于", "等于", "包含", "满足"]
Comparator = Annotated[ComparatorWord, choice(ComparatorWord)]


class Terms(Record, title="用语"):
    """The words this document uses for the parties and the warranty."""

    buyer: Text = Field("采购人", description="对采购人的称呼")
    bidder: Text = Field("我方", description="对投标人的自称")
    warranty: Text = Field("质保期", description="对质量保证期的称呼")
    forbidden: Lines = Field((), description="不得使用的同义词")


class Copies(Record, title="份数"):
    """How many copies the tender asks for."""

    originals: WholeNumber = Field(description="正本份数（份）")
    duplicates: WholeNumber = Field(description="副本份数（份）")
    electronic: WholeNumber | None = Field(None, description="电子版份数（份）")
    separate_files: Flag | None = Field(None, description="正本、副本、电子版是否各出一份文件（true或者false）")


PageCountingWord = Literal["各册自编", "各册连编"]
PageCounting = Annotated[PageCountingWord, choice(PageCountingWord)]


class Volume(Record, title="分册"):
    """One of the volumes the tender wants the bid bound in."""

    id: Id = Field(description="分册编号名（用在文件名中）")
    title: Text = Field(description="分册名称（与招标文件一致）")
    title_en: Text | None = Field(None, description="分册名称的英文")
    chapters: tuple[Id, ...] = Field(min_length=1, description="编入该册的章（章节编号名，按印出的次序）")


class Printing(Record, title="印装要求"):
    """How the bid is printed and bound."""

    duplex: Flag | None = Field(None, description="是否双面打印（true或者false）")
    gutter: WholeNumber | None = Field(None, description="装订线宽度（毫米）")
    chapters_on_right: Flag | None = Field(None, description="双面打印时每章是否从右页开始（true或者false）")


InitialsWord = Literal["every_page"]
Initials = Annotated[InitialsWord, choice(InitialsWord)]


class Signing(Record, title="签署要求"):
    """What the tender asks of the document as a whole; what single lines ask stands in the templates."""

    seam_seal: Flag | None = Field(None, description="是否盖骑缝章（true或者false）")
    initials: Initials | None = Field(None, description="在哪些页小签（every_page为封面以外的每一页）")


DemandPartWord = Literal["商务", "技术"]
DemandPart = Annotated[DemandPartWord, choice(DemandPartWord)]


class Demand(Record, title="招标要求"):
    """One demand of the tender document, and the fact that answers it."""

    id: Id = Field(description="招标要求编号名")
    part: DemandPart = Field("技术", description="要求列入的偏离表（商务或者技术）")
    clause: Text = Field(description="招标文件条款号")
    page: WholeNumber | None = Field(None, description="招标文件页码")
    text: Text = Field(description="招标文件原文")
    mark: DemandMark | None = Field(None, description="要求的标记（★为实质性要求，▲为重要要求）")
    key: KeyPath | None = Field(None, description="响应该要求的事实（键路径）")
    comparator: Comparator | None = Field(None, description="响应值与要求值的比较方式（如不超过、不少于）")
    quantity: AnyQuantity | None = Field(None, description="要求值（时限、期限、数量或者百分比）")
    amount: MoneyField | None = Field(None, description="要求的金额（元或者万元）")
    response: Text | None = Field(None, description="响应说明（不能用一个值回答时填写）")
    section: Id | None = Field(None, description="响应该要求的章节（章节标识）")


class ScoringItem(Record, title="评分项"):
    """One line of the scoring table."""

    id: Id | None = Field(None, description="评分项编号名")
    clause: Text | None = Field(None, description="评分项条款号")
    name: Text = Field(description="评分项名称")
    points: WholeNumber = Field(description="评分项分值（分）")
    criteria: Text = Field(description="评分标准原文")
    section: Id | None = Field(None, description="响应该评分项的章节（章节标识）")
    self_points: WholeNumber | None = Field(None, description="自评分（分，不超过评分项分值）")
    evidence: Text | None = Field(None, description="自评依据和证明材料")


class Override(Record, title="改写"):
    """A catalog value replaced for this project, with reason and approver."""

    key: KeyPath = Field(description="被改写的值（键路径）")
    value: AnyData = Field(description="改写后的值")
    reason: Text = Field(description="改写理由")
    approver: Text = Field(description="改写批准人或者部门")
    date: DateField = Field(description="改写批准日期（年-月-日）")


class ChapterChange(Record, title="章节改动"):
    """One change of this project to the chapters of its kind: left out, renamed, moved, with another text, or new."""

    id: Id = Field(description="被改动章节的编号名（新章节自取一个）")
    drop: Flag | None = Field(None, description="是否不要这一章（true或者false）")
    title: Text | None = Field(None, description="章节的新标题")
    file: Text | None = Field(None, description="章节模板（templates/zh/chapters下的路径，不写.md.j2）")
    after: Id | None = Field(None, description="移到其后的章节（章节编号名）")
    before: Id | None = Field(None, description="移到其前的章节（章节编号名）")


class Waiver(Record, title="豁免"):
    """A finding accepted for this project, with reason and approver."""

    code: Text = Field(description="豁免的规则编号（如C101）")
    key: KeyPath | None = Field(None, description="豁免涉及的值（键路径）")
    reason: Text = Field(description="豁免理由")
    approver: Text = Field(description="豁免批准人或者部门")
    date: DateField = Field(description="豁免批准日期（年-月-日）")
    until: DateField | None = Field(None, description="豁免的截止日期（年-月-日，不写则到开标为止）")


class Approval(Record, title="批准记录"):
    """A promise beyond the company's policy, approved for this project."""

    key: KeyPath = Field(description="超出承诺权限的值（键路径）")
    content: Text = Field(description="批准的内容")
    approver: Text = Field(description="批准承诺的人或者部门")
    date: DateField = Field(description="承诺的批准日期（年-月-日）")
    reason: Text = Field(description="批准承诺的理由")


class Catalogs(Record, title="选用的目录"):
    """For each family of service facts, the catalog file it is taken from."""

    products: Text | None = Field(None, description="产品清单目录文件名")
    service_levels: Text | None = Field(None, description="服务级别目录文件名")
    warranty: Text | None = Field(None, description="质保目录文件名")
    inspection: Text | None = Field(None, description="巡检目录文件名")
    callbacks: Text | None = Field(None, description="回访目录文件名")
    complaints: Text | None = Field(None, description="投诉处理目录文件名")
    reports: Text | None = Field(None, description="服务报告目录文件名")
    training: Text | None = Field(None, description="培训目录文件名")
    spare_parts: Text | None = Field(None, description="备机备件目录文件名")
    channels: Text | None = Field(None, description="服务渠道目录文件名")
    emergency: Text | None = Field(None, description="应急预案目录文件名")
    quality: Text | None = Field(None, description="质量管理目录文件名")
    maintenance: Text | None = Field(None, description="维保服务目录文件名")
    schedule: Text | None = Field(None, description="进度计划目录文件名")
    delivery: Text | None = Field(None, description="供货和施工目录文件名")
    goods_quality: Text | None = Field(None, description="设备质量目录文件名")
    stock: Text | None = Field(None, description="库存管理目录文件名")
    itsm: Text | None = Field(None, description="服务管理流程目录文件名")
    assessment: Text | None = Field(None, description="服务考核目录文件名")
    archives: Text | None = Field(None, description="档案管理目录文件名")
    aftercare: Text | None = Field(None, description="售后安排目录文件名")
    preferential: Text | None = Field(None, description="优惠条件目录文件名")
    network: Text | None = Field(None, description="服务网络目录文件名")
    makers: Text | None = Field(None, description="原厂服务目录文件名")
    phases: Text | None = Field(None, description="分阶段保障目录文件名")
    replacement: Text | None = Field(None, description="退换和更换目录文件名")
    processes: Text | None = Field(None, description="流程图目录文件名")
    forms: Text | None = Field(None, description="表单目录文件名")


class Project(Record, title="项目资料"):
    """Everything true of one tender only."""

    kind: Id = Field(description="文件种类（templates/zh/kinds中的名称）")
    style: Id | None = Field(None, description="版式（templates/zh/style中的名称，不填则用文件种类的版式）")
    company: Text = Field(description="投标公司（company_profiles中的目录名）")
    name: Text = Field(description="项目名称（与招标文件一字不差）")
    name_en: Text | None = Field(None, description="项目名称的英文")
    number: Text = Field(description="项目编号（与招标文件一字不差）")
    package: Text | None = Field(None, description="包号（与招标文件一字不差）")
    package_en: Text | None = Field(None, description="包号的英文")
    buyer: Text = Field(description="采购人全称（与招标文件一字不差）")
    buyer_en: Text | None = Field(None, description="采购人的英文名称")
    agency: Text | None = Field(None, description="采购代理机构全称（与招标文件一字不差）")
    agency_en: Text | None = Field(None, description="采购代理机构的英文名称")
    bilingual: Flag | None = Field(None, description="是否用中英文封面，并附中英文服务承诺摘要（true或者false）")
    copy_mark: CopyMark = Field("正本", alias="copy", description="正本或者副本")
    date: DateField = Field(description="投标文件编制日期（年-月-日）")
    deadline: DateField | None = Field(None, description="投标截止日期（年-月-日）")
    opening: DateField | None = Field(None, description="开标日期（年-月-日）")
    validity: Period | None = Field(None, description="投标有效期（日）")
    contract_period: Period | None = Field(None, description="合同履行期限（年、月或者日）")
    delivery_period: Period | None = Field(None, description="供货和完工期限（日或者月）")
    delivery_place: Text | None = Field(None, description="供货地点")
    completion_period: Period | None = Field(None, description="安装调试的完工期限（日，从到货开箱合格算）")
    acceptance: DateField | None = Field(None, description="计划竣工验收日期（年-月-日）")
    project_manager: Id | None = Field(None, description="项目经理（人员编号名）")
    technical_lead: Id | None = Field(None, description="技术负责人（人员编号名）")
    service_engineer: Id | None = Field(None, description="专职服务工程师（人员编号名）")
    authorised_representative: Id | None = Field(None, description="授权代表（人员编号名）")
    authorised_until: DateField | None = Field(None, description="授权代表的授权期限截止日（年-月-日）")
    remark: Text | None = Field(None, description="封面备注")
    remark_en: Text | None = Field(None, description="封面备注的英文")
    terms: Terms = Field(default_factory=Terms, description="本文件的用语")
    budget: MoneyField | None = Field(None, description="采购预算（元或者万元）")
    ceiling_price: MoneyField | None = Field(None, description="最高限价（元或者万元）")
    bid_price: MoneyField | None = Field(None, description="投标总价（元或者万元）")
    bid_price_capital: Text | None = Field(None, description="投标总价的大写（不写则由程序印出）")
    bid_bond: MoneyField | None = Field(None, description="投标保证金（元或者万元）")
    retention: Percent | None = Field(None, description="质量保证金比例（百分比）")
    retention_return: Period | None = Field(None, description="质量保证金的退还时间（年或者月，从质保起算事件算）")
    copies: Copies | None = Field(None, description="投标文件份数")
    signing: Signing | None = Field(None, description="招标文件对整册的签署要求")
    subcontract_allowed: Flag | None = Field(None, description="是否允许分包（true或者false）")
    consortium_allowed: Flag | None = Field(None, description="是否接受联合体（true或者false）")
    anonymous: Flag | None = Field(None, description="是否暗标（true或者false）")
    small_business_policy: Text | None = Field(None, description="中小企业政策要求")
    payment: Text | None = Field(None, description="付款方式（与招标文件一致）")
    required_forms: Lines = Field((), description="招标文件要求提交的表单名称")
    demands: tuple[Demand, ...] = Field((), description="招标文件的要求（★和▲条款）")
    scoring: tuple[ScoringItem, ...] = Field((), description="招标文件的评分项")
    scoring_total: WholeNumber | None = Field(None, description="评标办法中本册所响应部分的总分（分）")
    catalogs: Catalogs = Field(default_factory=Catalogs, description="选用的目录（名称：文件名）")
    chapters: tuple[ChapterChange, ...] = Field((), description="对文件种类各章的改动")
    volumes: tuple[Volume, ...] = Field((), description="分册（不写则为一册）")
    volume_pages: PageCounting = Field("各册自编", description="各册的页码（各册自编或者各册连编）")
    printing: Printing | None = Field(None, description="印装要求")
    overrides: tuple[Override, ...] = Field((), description="对目录值的改写")
    waivers: tuple[Waiver, ...] = Field((), description="经批准的豁免")
    approvals: tuple[Approval, ...] = Field((), description="超出承诺权限的批准记录")
