"""Laws, orders and standards that rules rest on: `catalogs/law.yaml` is the list of their articles."""

from pydantic import Field

from generator.model.fields import DateField, Id, Lines, Text
from generator.model.record import Record


class Article(Record, title="法条"):
    """One article of a law with its words, or a law as a whole; `until` where it is no longer in force."""

    id: Id = Field(description="法条编号名（规则的依据按它引用）")
    title: Text = Field(description="法律、法规、规章或者标准的名称")
    organ: Text = Field(description="制定机关")
    number: Text | None = Field(None, description="文号或者标准编号")
    article: Text | None = Field(None, description="条次（不写则指全文）")
    since: DateField = Field(description="法律施行日期（年-月-日）")
    until: DateField | None = Field(None, description="法律废止日期（年-月-日）")
    replaced_by: Text | None = Field(None, description="替代它的法律名称")
    text: Lines = Field((), description="条文原文（一款或者一项一段）")
