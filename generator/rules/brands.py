"""Rules on makers and brands: those of price lists and stocks are known to the bid, names are those in use today."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.load.lent import lent_models
from generator.model.bid import Bid
from generator.rules.corpus import Found
from generator.rules.rule import Context, Hit, at, place_found
from generator.zh.dates import long

MOST_CATALOGS = 200
"""More product catalogs than these are not searched for models: their folder is an archive."""

_ASCII = re.compile("[ -~]+")
_FAMILY = re.compile(r"([A-Z]{2,})[A-Z0-9]*-[A-Z0-9]")
_HISTORY = re.compile(
    r"^company\.(?:staff|credentials|references|clients|trademark|suppliers|vendor_backing|former_names)\b"
)


def foreign_models(root: Path, bid: Bid) -> Mapping[str, str]:
    """Give the models of the workspace's other product catalogs with what they are, but for makers known to the bid."""
    chosen, families = bid.project.catalogs.products, _families(bid)
    others = [found for name, found in lent_models(root).items() if name != chosen]
    models = {model for found in others[:MOST_CATALOGS] for model in found}
    return {model: "另一个项目的产品型号" for model in sorted(models) if _family(model) not in families}


def makers_are_known(context: Context) -> Iterator[Hit]:
    """价格表、备件库里的供应商、品牌和型号应当有来历。

    价格表和备件表最容易留下旧文件的厂商和型号。供应商应当是产品清单的制造商、原厂支持、服务伙伴中的单位，
    或者登记在公司资料的合格供应商（suppliers）里；型号开头的字母应当是产品清单或者合格供应商的型号所用的。

    反例：
        products: {model: SZ-C200, maker: 示例岭南视证科技有限公司}
        parts: {model: JQ-LED22, supplier: 示例旧牌}
    正例：
        products: {model: SZ-C200, maker: 示例岭南视证科技有限公司}
        parts: {model: SZ-LED22, supplier: 示例岭南视证科技有限公司}
    """
    bid, known = context.bid, _known_names(context.bid)
    prices = bid.company.price_list
    for index, part in enumerate(prices.parts if prices else ()):
        path = f"company.price_list.parts[{index}]"
        if part.supplier not in known:
            yield Hit(at(f"{path}.supplier"), f"不知道供应商“{part.supplier}”是谁：产品清单和合格供应商里都没有")
        if part.brand and not _is_within(part.brand, known):
            yield Hit(at(f"{path}.brand"), f"不知道品牌“{part.brand}”是谁的：产品清单和合格供应商里都没有")
    families = _families(bid) | _generic(context)
    for path, model in _models(bid):
        family = _family(model)
        if bid.service.products and family and family not in families:
            yield Hit(at(path), f"型号“{model}”以“{family}”开头，产品清单和合格供应商的型号都不以它开头")


def no_foreign_brands(context: Context) -> Iterator[Hit]:
    """文件里出现的品牌应当是本项目的品牌。

    产品清单、原厂支持、合格供应商里没有的品牌，多半是旧文件的残留，也可能被认为擅自更换产品。
    市场上常见的品牌登记在catalogs/brands.yaml；人员证书、业绩和客户里的不受影响。

    反例：
        products: {maker: 示例恒算计算机有限公司}
        content: 更换戴尔服务器的电源
    正例：
        products: {maker: 示例恒算计算机有限公司}
        content: 更换服务器的电源
    """
    known = "\n".join((*_known_names(context.bid), *_product_words(context.bid)))
    foreign = {
        word: brand
        for brand in context.wording.brands
        if not brand.generic and not any(_word(word).search(known) for word in (brand.name, *brand.words))
        for word in (brand.name, *brand.words)
    }
    allowed = tuple(phrase for brand in foreign.values() for phrase in brand.allowed)
    for found in _found(context, _written(context, foreign), allowed):
        name = foreign[found.words].name
        yield Hit(place_found(context, found), f"“{found.words}”（{name}）不是本项目的品牌{found.around}")


def one_writing_for_a_brand(context: Context) -> Iterator[Hit]:
    """同一品牌只用一种写法。

    DELL和Dell、H3C和h3c混用，或者中文名称一处用全称一处用简称，是不同来源的文字拼在一起的痕迹，
    读者会以为是两个品牌。

    反例：
        content: DELL服务器由Dell原厂工程师更换部件
    正例：
        content: DELL服务器由DELL原厂工程师更换部件
    """
    text = "\n".join(_ASCII.findall(context.corpus.text)).lower()
    for brand in context.wording.brands:
        words = tuple(word.lower() for word in brand.words if word.isascii() and word.lower() in text)
        if words and not brand.generic:
            yield from _second_writings(context, words)


def names_in_use_today(context: Context) -> Iterator[Hit]:
    """地方、机构和公司用现在的名称。

    已经撤销、改名的地方和机构（登记在catalogs/former_names.yaml）出现在新的文件里，说明资料多年没有核对。
    人员经历、证书、业绩里当时的名称不受影响。

    反例：
        project: {date: 2026-12-08}
        address: 襄樊市示例路1号
    正例：
        project: {date: 2026-12-08}
        address: 襄阳市示例路1号
    """
    day = context.decisive_day
    changed = {word: row for row in context.wording.former_names if row.since <= day for word in row.words}
    allowed = tuple(phrase for row in context.wording.former_names for phrase in row.allowed)
    for found in _found(context, _written(context, changed), allowed):
        row = changed[found.words]
        since = f"{long(row.since)}起已经改称“{row.name}”"
        yield Hit(place_found(context, found), f"“{found.words}”{since}{found.around}")


def _second_writings(context: Context, words: tuple[str, ...]) -> Iterator[Hit]:
    """Give where a brand is written otherwise than where it is written first."""
    first: dict[str, str] = {}
    for found in context.corpus.find(_any_case(words)):
        if _HISTORY.match(found.passage.path):
            continue
        usual = first.setdefault(found.words.lower(), found.words)
        if found.words != usual:
            yield Hit(place_found(context, found), f"“{found.words}”在别处写作“{usual}”{found.around}")


def _written(context: Context, words: Iterable[str]) -> tuple[str, ...]:
    """Give those words that occur at all: to seek all of them in every place would cost more than all other rules."""
    return context.corpus.held(words)


def _found(context: Context, words: tuple[str, ...], allowed: tuple[str, ...]) -> Iterator[Found]:
    """Give where names stand, but for records of the past and phrases in which they are no names."""
    phrases = _any_of(allowed)
    for found in context.corpus.find(_any_of(words)):
        spans = (phrase.span() for phrase in phrases.finditer(found.passage.text))
        within = any(low <= found.start and found.end <= high for low, high in spans)
        if not within and not _HISTORY.match(found.passage.path):
            yield found


@dataclass(frozen=True, slots=True)
class _Names:
    """Names with those that stand for the same party."""

    name: str
    others: tuple[str, ...] = ()


def _known_names(bid: Bid) -> frozenset[str]:
    """Give every maker and dealer the bid knows, with their brands and former names."""
    company, service = bid.company, bid.service
    rows = (
        _Names(company.name, (company.short_name or "", *company.aliases, *company.former_names)),
        _Names(company.trademark.name if company.trademark else ""),
        *(_Names(item.maker, (item.brand or "",)) for item in (service.products.items if service.products else ())),
        *(_Names(backing.vendor, backing.aliases) for backing in company.vendor_backing),
        *(_Names(maker.name, (maker.short_name,)) for maker in (service.makers.items if service.makers else ())),
        *(_Names(partner.name) for partner in company.partners),
        *(_Names(supplier.name, supplier.brands) for supplier in company.suppliers),
    )
    return frozenset(name for row in rows for name in (row.name, *row.others) if name)


def _product_words(bid: Bid) -> Iterator[str]:
    for item in bid.service.products.items if bid.service.products else ():
        yield from (item.name, item.model)


def _is_within(brand: str, names: Iterable[str]) -> bool:
    return any(brand in name for name in names)


def _families(bid: Bid) -> frozenset[str]:
    """Give the letters with which the models of the bid's makers begin."""
    products = bid.service.products.items if bid.service.products else ()
    own = {family for item in products for family in _FAMILY.findall(item.model)}
    return frozenset(own | {prefix for supplier in bid.company.suppliers for prefix in supplier.models})


def _generic(context: Context) -> frozenset[str]:
    return frozenset(word for brand in context.wording.brands if brand.generic for word in brand.words)


def _models(bid: Bid) -> Iterator[tuple[str, str]]:
    """Give the models of the price list and of the stock with their key paths."""
    prices, spares = bid.company.price_list, bid.service.spare_parts
    for index, part in enumerate(prices.parts if prices else ()):
        yield f"company.price_list.parts[{index}].model", part.model
    for index, item in enumerate(spares.items if spares else ()):
        yield f"service.spare_parts.items[{index}].model", item.model


def _family(model: str) -> str:
    found = _FAMILY.match(model)
    return found[1] if found else ""


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(_bounded(word) for word in longest_first) or r"(?!)")


@cache
def _any_case(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(_bounded, words)) or r"(?!)", re.IGNORECASE)


def _word(word: str) -> re.Pattern[str]:
    return _any_of((word,))


def _bounded(word: str) -> str:
    """Give the pattern of a name; one in Latin letters does not stand within a longer one."""
    pattern = re.escape(word)
    return rf"(?<![A-Za-z0-9]){pattern}(?![A-Za-z0-9])" if word.isascii() else pattern
