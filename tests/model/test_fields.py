"""The text of a leaf becomes a typed value of the family its type asks for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from pydantic import TypeAdapter, ValidationError

from generator.model import fields
from generator.zh.dates import YearMonth
from generator.zh.moments import parse_moment
from generator.zh.money import Money
from generator.zh.quantity import parse

READ: tuple[tuple[object, object, object], ...] = (
    (fields.Text, "  a|b {{ x }} # <b>  ", "a|b {{ x }} # <b>"),
    (fields.Text, "012345", "012345"),
    (fields.Id, "gbt_19001", "gbt_19001"),
    (
        fields.KeyPath,
        "service.service_levels.levels[urgent].onsite.city",
        "service.service_levels.levels[urgent].onsite.city",
    ),
    (fields.Deadline, "8 小时", parse("8小时")),
    (fields.Deadline, "立即", parse("立即")),
    (fields.Deadline, "半个工作日", parse("半个工作日")),
    (fields.Duration, "40分钟", parse("40分钟")),
    (fields.Period, "三年", parse("3年")),
    (fields.Period, "90日", parse("90日")),
    (fields.Rate, "每月1~2次", parse("每月1~2次")),
    (fields.Coverage, "7×24", parse("7×24小时")),
    (fields.Count, "30台", parse("30台")),
    (fields.Percent, "95％", parse("95%")),
    (fields.AnyQuantity, "每半年1次", parse("每半年1次")),
    (fields.MoneyField, "3000万元", Money(Decimal(30_000_000), "", "万元")),
    (fields.LabourRate, "1000元/人日", Money(Decimal(1000), "人日")),
    (fields.DateField, "2026-11-30", date(2026, 11, 30)),
    (fields.ValidTo, "2028-06-11", date(2028, 6, 11)),
    (fields.ValidTo, "长期", "长期"),
    (fields.MomentField, "2027-06-18 23:30", parse_moment("2027-06-18 23:30")),
    (fields.YearMonthField, "2023-02", YearMonth(2023, 2)),
    (fields.UntilMonth, "至今", "至今"),
    (fields.UntilMonth, "2023-12", YearMonth(2023, 12)),
    (fields.Year, "2025", "2025"),
    (fields.WholeNumber, "012", 12),
    (fields.Number, "1.50", Decimal("1.50")),
    (fields.Flag, "true", True),
    (fields.Flag, "False", False),
    (fields.Flag, "是", True),
    (fields.Flag, "否", False),
    (fields.MaskedId, "440***********001X", "440***********001X"),
    (fields.WebAddress, "https://www.demo.example/a?b=1", "https://www.demo.example/a?b=1"),
    (fields.PicturePath, "credentials/图一.JPG", "credentials/图一.JPG"),
    (fields.ById[fields.Count], {"a": "3台"}, {"a": parse("3台")}),
)

REFUSED: tuple[tuple[object, object, str], ...] = (
    (fields.Text, None, "blank"),
    (fields.Text, " \t ", "blank"),
    (fields.Text, ["a"], "not_text"),
    (fields.Text, {"a": "b"}, "not_text"),
    (fields.Text, 12, "not_text"),
    (fields.Id, "9a", "id"),
    (fields.Deadline, "24个月", "quantity"),
    (fields.Deadline, "7×24", "quantity"),
    (fields.Period, "3个工作日", "quantity"),
    (fields.Rate, "经常", "quantity"),
    (fields.Count, "若干台", "quantity"),
    (fields.MoneyField, "六百", "money"),
    (fields.LabourRate, "1000元", "money"),
    (fields.DateField, "长期", "date"),
    (fields.UntilMonth, "目前", "date"),
    (fields.WholeNumber, "-1", "number"),
    (fields.WholeNumber, "１２", "number"),
    (fields.Number, "1.", "number"),
    (fields.Flag, "yes", "choice"),
    (fields.MaskedId, "440100199001010011", "identifier"),
    (fields.WebAddress, "https://", "identifier"),
    (fields.PicturePath, "/etc/x.png", "picture"),
    (fields.PicturePath, "C:/x.png", "picture"),
    (fields.PicturePath, "a\\x.png", "picture"),
)


@pytest.mark.parametrize(("leaf", "text", "value"), READ)
def test_right_text_becomes_its_value(leaf: object, text: object, value: object) -> None:
    assert TypeAdapter(leaf).validate_python(text) == value


@pytest.mark.parametrize(("leaf", "text", "kind"), REFUSED)
def test_wrong_text_is_refused_with_its_kind(leaf: object, text: object, kind: str) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(leaf).validate_python(text)
    assert [error["type"] for error in caught.value.errors()] == [kind]


def test_an_override_may_bring_a_list_or_a_mapping_which_is_frozen() -> None:
    value = TypeAdapter(fields.AnyData).validate_python([{"name": "示例", "topics": ["甲", "乙"]}])
    assert value == ({"name": "示例", "topics": ("甲", "乙")},)
    with pytest.raises(TypeError):
        value[0]["name"] = "别的"
