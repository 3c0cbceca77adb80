"""Rules on who is named: sites and partners under one name and one address, bodies that are somewhere defined."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from generator.document.nodes import Section
from generator.document.walk import children, plain
from generator.rules.rule import Context, Hit, at, place_found

SHORTEST_STEM = 2
"""What is left of a name must be as long as this to tell a firm from others."""

_FORMS = re.compile(r"分公司|股份|有限|责任|总?公司|中心|服务站|服务部|经营部|门市部|办事处|（.*?）")
_PROVINCE = re.compile(r"^[㐀-鿿]{2,4}(?:省|自治区)")
_STREET = re.compile(r"[路街道巷弄里村镇乡园厦楼座栋号]")
_BODY = re.compile(r"(?:领导小组|工作小组|服务小组|技术小组|应急小组|工作组|委员会|指挥部|事业部)")
_PARTNERS = "company.partners"
_PERSON = re.compile(
    r"company\.(?:staff\[\d+\]\.name|legal_representative|(?:sites|partners|references)\[\d+\]\.contact)"
)
_NO_NAME = re.compile(r".|.{1,2}(?:先生|女士|经理|主任|老师)|[㐀-鿿](?:工|总|某+)|某.*")
_NAMING = re.compile(
    r"company\.(?:teams|desks|staff|sites)\[\d+\]\.(?:name|department|role|position|duty|speciality)"
    r"|service\..*\.(?:role|department|team|actor|owner)"
)
_NUMBER_OF_BODIES = re.compile(r"(?P<count>[2-9]|[二三四五六七八九])个(?:专业)?(?:工作|服务)?小组")
_FIGURES = "零一二三四五六七八九"
_OTHERS = ("评标委员会", "评审委员会", "认可委员会", "健康委员会", "标准化委员会")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A site or a partner: where it is written, its name and address, and both without what may differ."""

    path: str
    name: str
    city: str
    address: str

    @property
    def stem(self) -> tuple[str, str]:
        """The city, and the name without it and the form of the company."""
        name = _usual(self.name)
        return self.city, _FORMS.sub("", re.sub(rf"{re.escape(self.city)}市?", "", name)) or name

    @property
    def house(self) -> tuple[str, str]:
        """The city, and the address in it without remarks and the width of digits."""
        address = re.sub(r"（.*?）", "", _usual(self.address))
        return self.city, _PROVINCE.sub("", _without(address, self.city)) or self.address


def directory_agrees_with_itself(context: Context) -> Iterator[Hit]:
    """名录里一个单位只有一个名称、一个地址。

    同一单位在两处写成“有限公司”和“有限责任公司”，同一地址写出两种写法或者挂着两家公司，地址栏里写的是
    单位名称，都说明名录没有核对过。

    反例：
        partners: {name: 示例实达电脑有限公司}、{name: 示例实达电脑有限责任公司}
    正例：
        partners: {name: 示例实达电脑有限公司}
    """
    stems: dict[tuple[str, str], _Entry] = {}
    houses: dict[tuple[str, str], _Entry] = {}
    for entry in _entries(context):
        same = stems.setdefault(entry.stem, _like(entry, tuple(stems.values())) or entry)
        there = houses.setdefault(entry.house, entry)
        if same.name != entry.name:
            message = f"“{entry.name}”和“{same.name}”像是同一单位的两个名称"
            yield Hit(at(f"{entry.path}.name"), message, (at(f"{same.path}.name"),))
        elif there.address != entry.address:
            message = f"“{entry.address}”和“{there.address}”像是同一地址的两种写法"
            yield Hit(at(f"{entry.path}.address"), message, (at(f"{there.path}.address"),))
        if entry.name in entry.address or not _STREET.search(_without(entry.address, entry.city)):
            yield Hit(at(f"{entry.path}.address"), f"“{entry.name}”的地址不完整：“{entry.address}”")


def bodies_are_defined(context: Context) -> Iterator[Hit]:
    """文字里提到的小组、委员会应当在组织里有。

    “在领导小组的统一指挥下”“五个小组各负其责”，而全文没有这个小组、也没有五个小组的名单，
    读者无法知道由谁负责。组织写在应急组织、团队、人员岗位或者有专门的章节。

    反例：
        content: 由售后服务领导小组统一指挥
        organisation:（没有领导小组）
    正例：
        content: 由应急指挥组统一指挥
        organisation: [{role: 应急指挥组}]
    """
    defined = _defined(context)
    for found in context.corpus.find(_BODY):
        is_others = found.passage.text[: found.end].endswith(_OTHERS)
        if is_others or found.passage.is_heading or found.passage.path in defined.paths:
            continue
        if not any(found.words in title for title in defined.titles):
            yield Hit(place_found(context, found), f"“{found.words}”没有在组织、团队和岗位里写明{found.around}")
    for found in context.corpus.find(_NUMBER_OF_BODIES):
        count, groups = _count(found.match["count"]), sum(title.endswith("组") for title in defined.titles)
        if groups != count:
            yield Hit(place_found(context, found), f"“{found.words}”与组织里的{groups}个小组不符{found.around}")


def names_are_complete(context: Context) -> Iterator[Hit]:
    """人员的姓名写全。

    只有一个字的姓名是复制时丢了姓或者名；“王先生”“李工”不是姓名，采购人无法核对是谁。

    反例：
        contact: 王
    正例：
        contact: 王示明
    """
    for path, value in context.leaves:
        if isinstance(value, str) and _PERSON.fullmatch(path) and _NO_NAME.fullmatch(value):
            yield Hit(at(path), f"姓名“{value}”没有写全")


@dataclass(frozen=True, slots=True)
class _Defined:
    """The bodies a bid names: their titles, and the key paths at which they are named."""

    titles: frozenset[str]
    paths: frozenset[str]


def _defined(context: Context) -> _Defined:
    paths = {path: str(value) for path, value in context.leaves if _NAMING.fullmatch(path) and isinstance(value, str)}
    headings = frozenset(plain(section.title) for section in _sections(context))
    return _Defined(frozenset(paths.values()) | headings, frozenset(paths))


def _sections(context: Context) -> Iterator[Section]:
    waiting = list(context.document.body) if context.document else []
    while waiting:
        block = waiting.pop()
        waiting.extend(children(block))
        if isinstance(block, Section):
            yield block


def _entries(context: Context) -> Iterator[_Entry]:
    company = context.bid.company
    for index, site in enumerate(company.sites):
        yield _Entry(f"company.sites[{index}]", site.name, _stem(site.city), site.address)
    for index, partner in enumerate(company.partners):
        yield _Entry(f"company.partners[{index}]", partner.name, _stem(partner.city), partner.address)


def _like(entry: _Entry, others: tuple[_Entry, ...]) -> _Entry | None:
    """Give another partner in the city whose name holds all characters of this one in their order, or the reverse.

    The bidder's own sites share its name and are told apart by a word.
    """
    if not entry.path.startswith(_PARTNERS):
        return None
    city, stem = entry.stem
    partners = (other for other in others if other.path.startswith(_PARTNERS))
    return next((other for other in partners if other.stem[0] == city and _holds(other.stem[1], stem)), None)


def _holds(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    waiting = iter(longer)
    return len(shorter) >= SHORTEST_STEM and all(character in waiting for character in shorter)


def _stem(city: str) -> str:
    return re.sub(r"(?<=.{2})(?:市|州|盟|县|区|林区)$", "", city)


def _without(words: str, city: str) -> str:
    """Take a city's name away, and what stands before it."""
    return re.sub(rf"^.*?{re.escape(city)}(?:市|州|盟|县|区)?", "", words)


def _usual(words: str) -> str:
    return unicodedata.normalize("NFKC", words).replace(" ", "").replace("(", "（").replace(")", "）")


def _count(words: str) -> int:
    return int(words) if words.isdigit() else _FIGURES.index(words)
