"""Preferential terms: makers' warranties lengthened at the bidder's cost, and what is waived once the warranty ends."""

from pydantic import Field

from generator.model.fields import Deadline, Id, Period, Rate, Text
from generator.model.record import Record


class VendorExtension(Record, title="原厂质保和延保"):
    """What one maker warrants by itself, and the years bought from it to reach the promised warranty."""

    vendor: Text = Field(description="制造商全称（与产品清单一致）")
    group: Id = Field(description="所属质保分组（质保分组编号名）")
    vendor_period: Period = Field(description="原厂免费质保期（年或者月）")
    bought: Period | None = Field(None, description="投标人自费购买的原厂延保期（年或者月）")
    service: Text = Field(description="原厂在质保期和延保期内提供的服务")
    supply: Text = Field(description="该制造商产品的供货方式")


class Preferential(Record, title="优惠条件"):
    """The terms offered beyond the tender's demands."""

    extensions: tuple[VendorExtension, ...] = Field(min_length=1, description="各制造商的原厂质保和延保")
    proof: Text = Field(description="延保的证明文件")
    proof_due: Deadline = Field(description="延保证明文件的提交时限（工作日，从验收合格算）")
    waiver: Period = Field(description="质保期满后免收服务费和人工费的期限（年）")
    waiver_scope: Text = Field(description="免收服务费和人工费的范围")
    design_scope: Text = Field(description="免费提供的升级和优化设计方案的范围")
    design: Rate = Field(description="升级和优化设计方案的提供频次（如每年1次）")
