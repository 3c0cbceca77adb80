"""The types of leaves: quantities, money, dates, numbers and names, each read from the text a person wrote."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, TypeVar, get_args

from pydantic import AfterValidator, WithJsonSchema

from generator.model.leaf import ANY_TEXT, Leaf, LeafError, text_schema
from generator.model.readers import (
    decimal_number,
    flag,
    frozen,
    money,
    named,
    or_words,
    parsed,
    picture,
    quantity,
    scan,
    shaped,
    whole_days,
    whole_number,
    word_file,
)
from generator.zh.dates import YearMonth, parse_date, parse_year_month
from generator.zh.identifiers import (
    CREDIT_CODE_EXAMPLE,
    credit_code_problem,
    email_problem,
    phone_problem,
    postcode_problem,
)
from generator.zh.moments import Moment, parse_moment
from generator.zh.money import Money
from generator.zh.quantity import Family, Quantity

T = TypeVar("T")

LONG_TERM = "长期"
TO_DATE = "至今"


def choice(literal: object) -> Leaf:
    """Give the annotation of text that is one of the words of a Literal type."""
    words = get_args(literal)

    def read(text: str) -> str:
        if text not in words:
            raise LeafError("choice", f"“{text}”不在可选项内，可选：{'、'.join(words)}")
        return text

    return Leaf(read, words, {"type": "string", "enum": list(words)})


def _amount_of(families: tuple[Family, ...], *examples: str) -> Leaf:
    return Leaf(quantity(*families), examples)


def _pattern(pattern: str, what: str, example: str, kind: str = "identifier", *, number: bool = False) -> Leaf:
    return Leaf(shaped(pattern, kind, what), (example,), text_schema(f"^(?:{pattern})$", number=number))


# --- words and names -------------------------------------------------------------------------------------------------

_ID = "[A-Za-z][A-Za-z0-9_]*"
_KEY_PATH = r"[a-z]+(?:\.[A-Za-z][A-Za-z0-9_]*|\[(?:[0-9]+|[A-Za-z][A-Za-z0-9_]*)\])*"
_ID_RULE = "不是合格的编号名，应由英文字母、数字和下划线组成，以字母开头"

Text = Annotated[str, Leaf(lambda text: text, (ANY_TEXT,), text_schema(number=True))]
Lines = tuple[Text, ...]
Id = Annotated[str, _pattern(_ID, _ID_RULE, "hardware", "id")]
KeyPath = Annotated[str, _pattern(_KEY_PATH, "不是键路径", "service.warranty.groups[0].period", "id")]
WebAddress = Annotated[
    str, _pattern(r"https?://[^\s/]+(?:/\S*)?", "不是以https://开头的网址", "https://www.example.cn")
]
MaskedId = Annotated[str, _pattern(r"[0-9]{0,6}\*{6,}[0-9X]{0,4}", "未遮盖，中间各位应写“*”", "440***********001X")]
Phone = Annotated[str, Leaf(named(phone_problem), ("400-000-0180", "0000-8000-0180"), text_schema(number=True))]
Email = Annotated[str, Leaf(named(email_problem), ("support@company.example",), text_schema("@"))]
Postcode = Annotated[str, Leaf(named(postcode_problem), ("510000",), text_schema("^[0-9]{6}$", number=True))]
CreditCode = Annotated[
    str, Leaf(named(credit_code_problem), (CREDIT_CODE_EXAMPLE,), text_schema("^[0-9A-Z]{18}$", number=True))
]
WordPath = Annotated[str, Leaf(word_file, ("brand/reference.docx",), text_schema(r"\.[dD][oO][cC][xX]$"))]
PicturePath = Annotated[
    str, Leaf(picture, ("credentials/iso9001.png",), text_schema(r"\.([pP][nN]|[jJ][pP][eE]?)[gG]$"))
]
ScanPath = Annotated[
    str,
    Leaf(scan, ("credentials/iso9001.pdf",), text_schema(r"\.([pP][nN]|[jJ][pP][eE]?)[gG]$|\.[pP][dD][fF]$")),
]

# --- quantities and money; each family of units in its own type ------------------------------------------------------

_SHORT = (Family.CLOCK, Family.DAY, Family.WORKDAY)
_LONG = (Family.MONTH, Family.DAY)

Deadline = Annotated[Quantity, _amount_of(_SHORT, "8小时", "立即", "5日", "半个工作日")]
Duration = Annotated[Quantity, _amount_of(_SHORT, "4小时", "半日", "3个工作日")]
Days = Annotated[Quantity, Leaf(whole_days, ("5日", "2周"))]
Period = Annotated[Quantity, _amount_of(_LONG, "3年", "36个月", "60日")]
Rate = Annotated[Quantity, _amount_of((Family.RATE,), "每月1次", "每半年1次")]
Coverage = Annotated[Quantity, _amount_of((Family.COVERAGE,), "7×24", "5×8")]
Count = Annotated[Quantity, _amount_of((Family.COUNT,), "30台", "2次", "8学时")]
Percent = Annotated[Quantity, _amount_of((Family.PERCENT,), "95%")]
AnyQuantity = Annotated[Quantity, _amount_of((), "8小时", "3年", "95%", "每月1次")]

MoneyField = Annotated[Money, Leaf(money(per_unit=False), ("600元", "3000万元"), text_schema("元$"))]
LabourRate = Annotated[Money, Leaf(money(per_unit=True), ("1000元/人日", "80元/小时"), text_schema("元/.+$"))]

# --- dates -----------------------------------------------------------------------------------------------------------

_DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_MOMENT = "^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}$"
_MONTH = "^[0-9]{4}-[0-9]{2}$"
_read_day = parsed("date", parse_date)
_read_month = parsed("date", parse_year_month)

DateField = Annotated[date, Leaf(_read_day, ("2026-11-30",), text_schema(_DAY))]
ValidTo = Annotated[
    date | str, Leaf(or_words(_read_day, LONG_TERM), ("2028-06-11", LONG_TERM), text_schema(f"{_DAY}|^{LONG_TERM}$"))
]
MomentField = Annotated[Moment, Leaf(parsed("date", parse_moment), ("2027-06-18 23:30",), text_schema(_MOMENT))]
YearMonthField = Annotated[YearMonth, Leaf(_read_month, ("2023-02",), text_schema(_MONTH))]
UntilMonth = Annotated[
    YearMonth | str, Leaf(or_words(_read_month, TO_DATE), ("2023-12", TO_DATE), text_schema(f"{_MONTH}|^{TO_DATE}$"))
]
Year = Annotated[str, _pattern("(?:19|20)[0-9]{2}", "不是四位数的年份", "2025", "date", number=True)]

# --- plain numbers, flags, free data ---------------------------------------------------------------------------------

_WHOLE = {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": "^[0-9]{1,6}$"}]}
_DECIMAL = {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": r"^[0-9]+(\.[0-9]+)?$"}]}
_FLAG = {"anyOf": [{"type": "boolean"}, {"enum": ["是", "否"]}]}

WholeNumber = Annotated[int, Leaf(whole_number, ("12",), _WHOLE)]
Number = Annotated[Decimal, Leaf(decimal_number, ("1.5",), _DECIMAL)]
Flag = Annotated[bool, Leaf(flag, ("true", "false"), _FLAG)]
AnyData = Annotated[object, AfterValidator(frozen), WithJsonSchema({"examples": ["8小时"]})]
ById = Annotated[Mapping[Id, T], AfterValidator(MappingProxyType)]
"""A mapping whose keys are ids; read-only."""
