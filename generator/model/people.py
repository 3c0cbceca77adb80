"""The people of a company: identity as far as it may be printed, posts, certificates, project experience."""

from typing import Annotated, Literal

from pydantic import Field

from generator.model.fields import (
    DateField,
    Email,
    Id,
    Lines,
    MaskedId,
    Phone,
    PicturePath,
    Text,
    UntilMonth,
    ValidTo,
    WholeNumber,
    Year,
    YearMonthField,
    choice,
)
from generator.model.record import Record

SexWord = Literal["男", "女"]
Sex = Annotated[SexWord, choice(SexWord)]


class StaffProject(Record, title="项目经历"):
    """One project a person worked on."""

    client: Text = Field(description="客户单位全称")
    project: Text = Field(description="经历的项目名称")
    role: Text = Field(description="在该项目中承担的角色")
    content: Text = Field(description="在该项目中的工作内容")
    start: YearMonthField = Field(description="项目开始时间（年-月）")
    end: UntilMonth = Field(description="项目完成时间（年-月，未完成的写至今）")


class StaffCertificate(Record, title="人员证书"):
    """A certificate that belongs to a person."""

    name: Text = Field(description="人员证书名称")
    number: Text | None = Field(None, description="人员证书号码")
    issuer: Text | None = Field(None, description="人员证书发证机构")
    valid_to: ValidTo | None = Field(None, description="人员证书有效期截止日（年-月-日或者长期）")
    picture: PicturePath | None = Field(None, description="人员证书图片（公司资料目录内的相对路径）")


class StaffMember(Record, title="服务人员"):
    """One person who serves the project."""

    id: Id = Field(description="人员编号名（供项目和预案引用）")
    name: Text = Field(description="姓名")
    sex: Sex = Field(description="性别（男或者女）")
    ethnicity: Text | None = Field(None, description="民族")
    birth: YearMonthField | None = Field(None, description="出生年月（年-月）")
    id_masked: MaskedId | None = Field(None, description="遮盖后的身份证号码（中间各位写*）")
    id_number_note: Text | None = Field(None, description="身份证信息的说明（正文不印号码时填写）")
    degree: Text = Field(description="学历")
    school: Text | None = Field(None, description="毕业院校")
    major: Text | None = Field(None, description="所学专业")
    title: Text | None = Field(None, description="职称")
    position: Text | None = Field(None, description="在公司的职务")
    role: Text = Field(description="拟任本项目职务")
    duty: Text | None = Field(None, description="在本项目中的职责")
    phone: Phone | None = Field(None, description="人员联系电话")
    email: Email | None = Field(None, description="人员电子邮箱")
    base: Text | None = Field(None, description="常驻地点")
    origin: Text | None = Field(None, description="籍贯")
    region: Text | None = Field(None, description="服务区域")
    shift: Text | None = Field(None, description="值班班次")
    work_since: YearMonthField | None = Field(None, description="参加工作时间（年-月）")
    role_since: YearMonthField | None = Field(None, description="从事拟任职务工作的起始时间（年-月）")
    hired: DateField | None = Field(None, description="入职日期（年-月-日）")
    contract_number: Text | None = Field(None, description="劳动合同编号")
    insurance_from: YearMonthField | None = Field(None, description="本单位缴纳社会保险的起始月份（年-月）")
    insurance_to: YearMonthField | None = Field(None, description="本单位缴纳社会保险的最近月份（年-月）")
    speciality: Text | None = Field(None, description="专长")
    languages: Lines = Field((), description="工作语言")
    certificates: tuple[StaffCertificate, ...] = Field((), description="人员持有的证书")
    projects: tuple[StaffProject, ...] = Field((), description="项目经历（由近及远或者由远及近）")
    picture: PicturePath | None = Field(None, description="人员照片（公司资料目录内的相对路径）")


class Client(Record, title="主要客户"):
    """A client named in the introduction."""

    name: Text = Field(description="主要客户单位全称")
    project: Text = Field(description="为该客户完成的项目名称")
    year: Year = Field(description="项目年份（四位数）")
    content: Text = Field(description="为该客户完成的主要内容")
    lesson: Text | None = Field(None, description="本项目借鉴的做法")


class Team(Record, title="服务团队"):
    """A group of the service organisation and its head."""

    name: Text = Field(description="团队名称")
    duty: Text = Field(description="团队职责")
    head: Id | None = Field(None, description="团队负责人（人员编号名）")
    staff_count: WholeNumber | None = Field(None, description="团队人数（人）")
