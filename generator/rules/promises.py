"""Rules on promises as a whole: backed by makers and parts, not below the law, with who pays and who answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from generator.model.assurance import EmergencyRole, QualityRole
from generator.model.levels import ServiceLevels
from generator.model.warranty import WarrantyGroup
from generator.rules.corpus import Found
from generator.rules.levels import LEVELS, is_slower
from generator.rules.rule import Context, Hit, at, one_for_each_place, place_found
from generator.zh.numerals import NumeralError, parse_chinese
from generator.zh.quantity import Family, base

WARRANTY = "service.warranty"
INSTALLATION_MONTHS = 2 * 12
"""The shortest warranty of installed equipment and wiring by 建设工程质量管理条例 §40."""
SPARE_MONTHS = 5 * 12
PENALTY_CAP = 30

_TWO_STARTS = re.compile(r"或者?|/|、|及|以及|以先|以后发生")
_INSTALLED = re.compile(r"工程|安装|布线|管线")
_ACCEPTED = re.compile(r"(?<!到货)(?<!开箱)(?<!进场)(?<!初步)验收(?:合格|通过|报告|结束)|终验|竣工")
_LEVEL_NAME = re.compile(
    r"(?<![㐀-鿿A-Za-z0-9])(?:[一二三四五]级故障|P[0-9]级(?:故障)?|紧急故障|严重故障|重大故障|较大故障|一般故障|轻微故障|特大故障)"
)
_PER_CENT = "百分之"
_SHARE = r"[0-9]+(?:\.[0-9]+)?[%％]|" + _PER_CENT + r"[一二三四五六七八九十百]+"
_PENALTY = re.compile(
    rf"(?:违约金|赔偿金|罚款|扣款|扣除)[^。；\n]{{0,16}}?(?P<after>{_SHARE})"
    rf"|(?P<before>{_SHARE})(?:的|作为|计算|支付|承担|缴纳|向[^。，；\n]{{1,8}}){{0,3}}(?:违约金|赔偿金|罚款|扣款)"
)


def one_clock_start(context: Context) -> Iterator[Hit]:
    """时限的起算点只能有一个。

    “接到报修或者确认故障”一类写法，两个时刻可能相差数小时，是否超时无法判断，
    按对投标人不利的解释处理。

    反例：
        clock_start: 接到报修或者确认故障
    正例：
        clock_start: 接到报修
    """
    levels = context.bid.service.service_levels
    if levels is not None and _TWO_STARTS.search(levels.clock_start):
        yield Hit(at(f"{LEVELS}.clock_start"), f"时限的起算点“{levels.clock_start}”不止一个")


def products_are_backed(context: Context) -> Iterator[Hit]:
    """外购产品应当有原厂质保、延保或者原厂支持。

    投标人不是制造商的，承诺的质保要靠制造商兑现。产品没有写原厂质保（vendor_warranty），制造商
    又不在原厂支持（vendor_backing）、优惠条件的延保、原厂服务里，承诺就没有依据。

    反例：
        products: 交换机 maker: 示例网络设备有限公司（没有写vendor_warranty）
    正例：
        products: 交换机 maker: 示例网络设备有限公司 vendor_warranty: {period: 3年}
    """
    products, company = context.bid.service.products, context.bid.company
    if context.bid.service.maintenance is not None:  # the goods are the buyer's own
        return
    backed = {company.name, *company.former_names, *_backing_makers(context)}
    for index, product in enumerate(products.items if products else ()):
        if product.maker not in backed and product.vendor_warranty is None:
            message = f"“{product.name}”由“{product.maker}”制造，没有原厂质保、延保或者原厂支持"
            yield Hit(at(f"service.products.items[{index}].maker"), message)


def installation_warranted_by_law(context: Context) -> Iterator[Hit]:
    """设备安装和管线工程的质保期不得短于法定的2年。

    建设工程的电气管线、给排水管道、设备安装工程最低保修期限为2年，约定短于法定期限的，以法定
    期限为准。质保分组的名称或者范围含有工程、安装、布线、管线的，都按此检查。

    反例：
        name: 综合布线工程
        period: 1年
    正例：
        name: 综合布线工程
        period: 2年
    """
    for path, group in _installed(context):
        if group.period.family is not Family.MONTH or base(group.period) < INSTALLATION_MONTHS:
            yield Hit(at(f"{path}.period"), f"“{group.name}”含有安装工程，质保期（{group.period}）短于法定的2年")


def installation_starts_at_acceptance(context: Context) -> Iterator[Hit]:
    """设备安装和管线工程的质保期从验收合格起算。

    建设工程的保修期自竣工验收合格之日起计算。从交货、到货、到货验收、初步验收起算的，安装部分的
    实际保修期会短于法定期限。

    反例：
        start_event: 到货之日
        groups: {name: 综合布线工程}
    正例：
        start_event: 竣工验收合格之日
        groups: {name: 综合布线工程}
    """
    warranty = context.bid.service.warranty
    installed = next(_installed(context), None)
    if warranty is not None and installed is not None and not _ACCEPTED.search(warranty.start_event):
        message = f"质保从“{warranty.start_event}”起算，安装工程（{installed[1].name}）应当从验收合格起算"
        yield Hit(at(f"{WARRANTY}.start_event"), message, (at(f"{installed[0]}.name"),))


def indicators_are_measurable(context: Context) -> Iterator[Hit]:
    """每个服务指标应当写明统计周期、数据来源和未达标的处理。

    只有名称和目标值的指标无法核对。同一张表里有的写、有的没写，没写的就是空白。

    反例：
        kpis: {name: 热线接通率, target: 95%}（其他指标写了period）
    正例：
        kpis: {name: 热线接通率, target: 95%, period: 每月, source: 热线系统}
    """
    kpis = context.bid.service.quality.kpis if context.bid.service.quality else ()
    columns = {"period": "统计周期", "source": "数据来源", "owner": "责任岗位", "penalty": "未达标的处理"}
    for key, title in columns.items():
        given = [getattr(kpi, key) is not None for kpi in kpis]
        for index, is_given in enumerate(given if any(given) else ()):
            if not is_given:
                yield Hit(at(f"service.quality.kpis[{index}]"), f"“{kpis[index].name}”没有写{title}，其他指标写了")


def key_components_have_spares(context: Context) -> Iterator[Hit]:
    """核心产品应当有备机或者备件。

    产品清单里标为核心产品（key_component）的设备，备机备件一览里应当有适用于它的一行，否则
    “备件充足”没有依据。

    反例：
        products: {name: 平台服务器, key_component: true}
        spare_parts: items:（没有适用于平台服务器的）
    正例：
        products: {name: 平台服务器, key_component: true}
        spare_parts: items: {name: 服务器整机, fits: 平台服务器}
    """
    products, spares = context.bid.service.products, context.bid.service.spare_parts
    if products is None or spares is None:
        return
    stock = "\n".join(f"{part.name}{part.model}{part.fits}" for part in spares.items)
    for index, product in enumerate(products.items):
        if product.key_component and product.name not in stock and product.model not in stock:
            yield Hit(at(f"service.products.items[{index}].name"), f"核心产品“{product.name}”没有备机或者备件")


def spares_supplied_long_enough(context: Context) -> Iterator[Hit]:
    """质保期和期满后的备件供应年限合计不宜短于5年。

    停产后至少5年内继续供应零配件是行业惯例，许多招标文件以此为要求。

    反例：
        groups: {period: 1年}
        after_warranty: {parts_years: 2年}
    正例：
        groups: {period: 1年}
        after_warranty: {parts_years: 5年}
    """
    warranty = context.bid.service.warranty
    if warranty is None or warranty.after_warranty is None:
        return
    years, shortest = warranty.after_warranty.parts_years, min(warranty.groups, key=lambda group: base(group.period))
    if {years.family, shortest.period.family} == {Family.MONTH} and base(years) + base(shortest.period) < SPARE_MONTHS:
        message = f"质保期（{shortest.period}）加期满后的备件供应年限（{years}）短于5年"
        yield Hit(at(f"{WARRANTY}.after_warranty.parts_years"), message)


def every_cost_has_a_bearer(context: Context) -> Iterator[Hit]:
    """培训、返厂运输和差旅的费用应当写明由谁承担。

    没有写明费用的，发生争议时由履行义务的一方负担；评审时也无法判断报价是否包含。

    反例：
        training: courses: […]（没有写fee）
    正例：
        training: {fee: 免费, courses: […]}
    """
    service, prices = context.bid.service, context.bid.company.price_list
    if service.training is not None and service.training.fee is None:
        yield Hit(at("service.training"), "没有写培训费用由谁承担（fee）")
    if prices is not None and prices.labour and prices.travel is None:
        yield Hit(at("company.price_list"), "有人工收费标准，没有写差旅费怎样计收（travel）")
    repair = service.service_levels.factory_repair if service.service_levels else None
    if repair is not None and not re.search(r"承担|负担|免费|支付|不收|收取", repair.transport):
        yield Hit(at(f"{LEVELS}.factory_repair.transport"), f"返厂运输费用没有写由谁承担：“{repair.transport}”")


def levels_have_their_own_definition(context: Context) -> Iterator[Hit]:
    """故障级别的名称和定义不得相同。

    两个级别定义相同，同一故障就有两种时限；各级定义应当互不重叠，合起来覆盖全部情形。

    反例：
        紧急故障 definition: 设备无法使用
        严重故障 definition: 设备无法使用
    正例：
        紧急故障 definition: 设备无法使用
        严重故障 definition: 设备可以使用，主要功能受影响
    """
    levels = context.bid.service.service_levels
    for key, title in (("name", "名称"), ("definition", "定义")):
        first: dict[str, int] = {}
        for index, level in enumerate(levels.levels if levels else ()):
            earlier = first.setdefault(getattr(level, key), index)
            if earlier != index:
                message = f"两个故障级别的{title}相同：“{getattr(level, key)}”"
                yield Hit(at(f"{LEVELS}.levels[{index}].{key}"), message, (at(f"{LEVELS}.levels[{earlier}].{key}"),))


def levels_called_by_their_names(context: Context) -> Iterator[Hit]:
    """文字里的故障级别应当是级别表里有的级别。

    级别表写“紧急、严重、一般”，正文却写“一级故障”“重大故障”，读者无法知道适用哪一行时限。

    反例：
        levels: 紧急故障、严重故障、一般故障
        when: 二级故障排除后
    正例：
        levels: 紧急故障、严重故障、一般故障
        when: 严重故障排除后
    """
    levels = context.bid.service.service_levels
    if levels is None:
        return
    names = [level.name for level in levels.levels]
    for found in context.corpus.find(_LEVEL_NAME):
        own = found.passage.path.startswith(("service.makers", "service.quality", "company.staff", "service.itsm"))
        if not own and not any(_same_level(found.words, name) for name in names):
            message = f"级别表里没有“{found.words}”，有{'、'.join(names)}{found.around}"
            yield Hit(place_found(context, found), message, (at(f"{LEVELS}.levels"),))


def escalation_follows_gravity(context: Context) -> Iterator[Hit]:
    """故障升级的时限由重到轻应当递增，并且不晚于排除时限。

    较重级别的升级不得晚于较轻级别；升级晚于排除故障的时限，就起不到督促的作用。

    反例：
        紧急故障 restore: {city: 4小时} escalate_after: 6小时
    正例：
        紧急故障 restore: {city: 4小时} escalate_after: 3小时
    """
    levels = context.bid.service.service_levels
    if levels is not None:
        yield from one_for_each_place(_late_escalations(levels))


def penalties_within_reason(context: Context) -> Iterator[Hit]:
    """违约金、扣款的比例不宜超过30%。

    违约金超过损失的百分之三十，一般会被认定为过分高于损失；对投标人自己，则是没有必要的风险。

    反例：
        penalty: 未达标的按合同价的50%支付违约金
    正例：
        penalty: 未达标的按当期服务费的5%支付违约金
    """
    for found, rate in penalties_stated(context):
        if rate > PENALTY_CAP:
            yield Hit(place_found(context, found), f"违约金或者扣款的比例（{rate}%）超过30%{found.around}")


def one_holder_for_a_post(context: Context) -> Iterator[Hit]:
    """同一名单里，一个岗位只有一名负责人。

    应急组织、质量团队里同一岗位写了两个人，遇事不知道找谁。分工的，把岗位名称写清楚，例如
    “现场处置组（东江）”。

    反例：
        organisation: {role: 应急总协调, person: he}
        organisation: {role: 应急总协调, person: liang}
    正例：
        organisation: {role: 应急总协调, person: he}
        organisation: {role: 技术处置组, person: liang}
    """
    service = context.bid.service
    lists: tuple[tuple[str, tuple[EmergencyRole | QualityRole, ...]], ...] = (
        ("service.emergency.organisation", service.emergency.organisation if service.emergency else ()),
        ("service.quality.team", service.quality.team if service.quality else ()),
    )
    for path, posts in lists:
        for role, count in Counter(post.role for post in posts).items():
            if count > 1:
                first, second, *_ = (index for index, post in enumerate(posts) if post.role == role)
                yield Hit(
                    at(f"{path}[{second}].role"), f"岗位“{role}”有{count}名负责人", (at(f"{path}[{first}].role"),)
                )


def penalties_stated(context: Context) -> Iterator[tuple[Found, Decimal]]:
    """Give every penalty stated in words, with its percentage."""
    for found in context.corpus.find(_PENALTY, ("%", "％", "百分之")):
        rate = _percentage(found.match["after"] or found.match["before"])
        if rate is not None:
            yield found, rate


def _percentage(words: str) -> Decimal | None:
    """Read 5% or 百分之五; None for Han characters that are no number."""
    if not words.startswith(_PER_CENT):
        return Decimal(words.rstrip("%％"))
    try:
        return Decimal(parse_chinese(words.removeprefix(_PER_CENT)))
    except NumeralError:
        return None


def _backing_makers(context: Context) -> Iterator[str]:
    service = context.bid.service
    for backing in context.bid.company.vendor_backing:
        yield from (backing.vendor, *backing.aliases)
    yield from (paper.issuer for paper in context.bid.company.credentials if "授权" in paper.kind + paper.name)
    yield from (extension.vendor for extension in (service.preferential.extensions if service.preferential else ()))
    yield from (maker.name for maker in (service.makers.items if service.makers else ()))


def _installed(context: Context) -> Iterator[tuple[str, WarrantyGroup]]:
    """Give the warranty groups that contain installation work."""
    warranty = context.bid.service.warranty
    for index, group in enumerate(warranty.groups if warranty else ()):
        if _INSTALLED.search(f"{group.name}{group.scope}"):
            yield f"{WARRANTY}.groups[{index}]", group


def _late_escalations(levels: ServiceLevels) -> Iterator[Hit]:
    given = [(index, level, level.escalate_after) for index, level in enumerate(levels.levels) if level.escalate_after]
    for index, level, limit in given:
        for region, restore in level.restore.items():
            if is_slower(limit, restore):
                message = f"“{level.name}”的升级时限（{limit}）晚于排除故障时限（{restore}）"
                yield Hit(at(_escalation(index)), message, (at(f"{LEVELS}.levels[{index}].restore.{region}"),))
    for (index, graver, limit), (later, lighter, other) in pairwise(given):
        if is_slower(limit, other):
            message = f"“{graver.name}”的升级时限（{limit}）长于较轻的“{lighter.name}”（{other}）"
            yield Hit(at(_escalation(index)), message, (at(_escalation(later)),))


def _same_level(words: str, name: str) -> bool:
    short = words.removesuffix("故障")
    return name.startswith(short) or name in words


def _escalation(index: int) -> str:
    return f"{LEVELS}.levels[{index}].escalate_after"
