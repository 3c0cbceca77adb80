"""Rules on the promises outside the matrix: warranty, windows, reports, call-backs, complaints, records."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model.maintenance import BackupJob
from generator.model.paths import locate
from generator.rules.levels import LEVELS, is_slower
from generator.rules.rule import Context, Hit, at
from generator.zh.quantity import Family, Quantity, base, compare, review_equal

WARRANTY = "service.warranty"
RETENTION_MONTHS = 15 * 12
LOWEST_SATISFACTION = 60
DAYS_A_MONTH = 30

_EVENT_ALTERNATIVE = re.compile(r"或者?|/|、|和|与|以及")

_SATISFACTION = re.compile("满意[率度]")

# One promise written under two keys: both must hold the same figure.
_SAME_PROMISE = (
    ("service.inspection.onsite.report_due", "service.reports.items[inspection].due", "上门维护报告的提交时限"),
    ("service.inspection.analysis.report_due", "service.reports.items[analysis].due", "运行分析报告的提交时限"),
    (f"{LEVELS}.report_time", "service.reports.items[fault].due", "故障处理报告的提交时限"),
    (f"{LEVELS}.service_window", "service.channels.onsite.window", "现场服务时间"),
)


def same_promise_same_figure(context: Context) -> Iterator[Hit]:
    """同一项承诺写在两个键里的，数值应当相同。

    巡检报告、分析报告、故障处理报告的提交时限，既写在巡检、服务级别里，也写在服务报告目录里；
    现场服务时间既写在服务级别里，也写在服务渠道里；满意率的目标既写在满意度调查里，也写在服务
    指标里。两处不同，文件里就会前后矛盾。

    反例：
        inspection: onsite: {report_due: 3个工作日}
        reports: items: {id: inspection, due: 5个工作日}
    正例：
        inspection: onsite: {report_due: 3个工作日}
        reports: items: {id: inspection, due: 3个工作日}
    """
    for path, other_path, subject in (*_SAME_PROMISE, *_satisfaction_targets(context)):
        found, other = locate(context.bid, path), locate(context.bid, other_path)
        if found is None or other is None:
            continue
        figure, other_figure = found.value, other.value
        if not isinstance(figure, Quantity) or not isinstance(other_figure, Quantity):
            continue
        if figure.family is Family.COVERAGE and compare(other_figure, figure) != 1:
            continue  # a window shorter than the promised one is told by C112
        if not review_equal(figure, other_figure):
            message = f"{subject}前后不一：一处为{figure}，一处为{other_figure}"
            yield Hit(at(other.path), message, (at(found.path),))


def channels_cover_window(context: Context) -> Iterator[Hit]:
    """热线和现场服务的时间不得短于承诺的服务时间。

    服务级别承诺7×24小时的，夜间和节假日也要有人接听热线、到达现场；渠道的时间短于它，
    承诺的时限就无从起算。

    反例：
        service_levels: {service_window: 7×24}
        channels: hotline: {window: 5×8}
    正例：
        service_levels: {service_window: 7×24}
        channels: hotline: {window: 7×24}
    """
    levels, channels = context.bid.service.service_levels, context.bid.service.channels
    if levels is None or channels is None:
        return
    named = (("hotline", "热线服务时间", channels.hotline), ("onsite", "现场服务时间", channels.onsite))
    for key, title, channel in named:
        if channel is not None and compare(channel.window, levels.service_window) not in {0, 1}:
            message = f"{title}（{channel.window}）不能覆盖承诺的服务时间（{levels.service_window}）"
            yield Hit(at(f"service.channels.{key}.window"), message, (at(f"{LEVELS}.service_window"),))


def one_start_event(context: Context) -> Iterator[Hit]:
    """质保起算事件只能有一个。

    “到货或者验收合格之日”一类写法，起算日可能相差数月，发生争议时按对投标人不利的解释处理。
    写明一个能够用书面材料证明的事件。

    反例：
        start_event: 到货或者验收合格之日
    正例：
        start_event: 验收合格之日
    """
    warranty = context.bid.service.warranty
    if warranty is not None and _EVENT_ALTERNATIVE.search(warranty.start_event):
        yield Hit(at(f"{WARRANTY}.start_event"), f"质保起算事件“{warranty.start_event}”不止一个")


def parts_after_warranty(context: Context) -> Iterator[Hit]:
    """应当写明质保期满后的备件供应年限和收费依据。

    采购人关心设备在质保期满后还能不能修、怎样收费。没有写明的，视为没有约定。

    反例：
        warranty:（没有写after_warranty）
    正例：
        warranty: after_warranty: {parts_years: 5年, basis: 按本方案公布的收费标准}
    """
    warranty = context.bid.service.warranty
    if warranty is not None and warranty.after_warranty is None:
        yield Hit(at(WARRANTY), "没有写质保期满后的备件供应年限和收费依据（after_warranty）")


def vendor_stands_behind(context: Context) -> Iterator[Hit]:
    """外购产品的原厂质保期短于承诺的质保期的，应当有补足的安排。

    销售者承担修理、更换、退货责任后，只能在原厂承诺的范围内向生产者追偿。承诺期长于原厂
    质保期的部分由投标人自己承担，应当向原厂购买延保，或者缩短承诺。

    反例：
        groups: 硬件产品 period: 3年
        products: 交换机 vendor_warranty: {period: 1年}
    正例：
        groups: 硬件产品 period: 3年
        products: 交换机 vendor_warranty: {period: 3年}
    """
    service = context.bid.service
    if service.warranty is None or service.products is None:
        return
    groups = {group.id: (index, group) for index, group in enumerate(service.warranty.groups)}
    for number, product in enumerate(service.products.items):
        if product.vendor_warranty is None or product.group not in groups:
            continue
        index, group = groups[product.group]
        if is_slower(group.period, product.vendor_warranty.period):
            backing = f"“{product.name}”的原厂质保期（{product.vendor_warranty.period}）"
            path = f"service.products.items[{number}].vendor_warranty.period"
            message = f"{backing}短于“{group.name}”承诺的质保期（{group.period}）"
            yield Hit(at(path), message, (at(f"{WARRANTY}.groups[{index}].period"),))


def support_outlasts_warranty(context: Context) -> Iterator[Hit]:
    """软件升级、案件支持、技术咨询的期限不得短于质保期。

    这些期限从质保起算时算起。短于质保期的，等于缩短了质保期内本来就应当免费提供的服务。

    反例：
        groups: 软件产品 period: 3年
        upgrade: {period: 2年}
    正例：
        groups: 软件产品 period: 3年
        upgrade: {period: 10年}
    """
    warranty = context.bid.service.warranty
    if warranty is None:
        return
    supports = {
        "upgrade.period": ("软件免费升级", warranty.upgrade.period if warranty.upgrade else None),
        "case_support.period": ("案件技术支持", warranty.case_support.period if warranty.case_support else None),
        "consulting_period": ("免费技术咨询", warranty.consulting_period),
    }
    index, longest = max(enumerate(warranty.groups), key=lambda pair: base(pair[1].period))
    for key, (title, period) in supports.items():
        if period is not None and is_slower(longest.period, period):
            message = f"{title}的期限（{period}）短于“{longest.name}”的质保期（{longest.period}）"
            yield Hit(at(f"{WARRANTY}.{key}"), message, (at(f"{WARRANTY}.groups[{index}].period"),))


def records_kept_long_enough(context: Context) -> Iterator[Hit]:
    """服务记录的保存期限不宜短于采购文件的保存期限十五年。

    采购活动的合同文本、验收证明等文件，从采购结束之日起至少保存十五年。服务记录是核对合同
    履行情况的依据，保存得比它们短，审计时就拿不出对应的证明。

    反例：
        reports: {retention: 3年}
    正例：
        reports: {retention: 15年}
    """
    reports = context.bid.service.reports
    if reports is None or reports.retention is None:
        return
    if reports.retention.family is not Family.MONTH or base(reports.retention) < RETENTION_MONTHS:
        yield Hit(at("service.reports.retention"), f"服务记录的保存期限（{reports.retention}）短于15年")


def satisfaction_is_a_target(context: Context) -> Iterator[Hit]:
    """满意率目标应当可信：低于100%，不低于60%。

    满意与否由采购人判断，承诺100%等于承诺一件自己不能决定的事，一次不满意就构成违约；
    定得过低又没有意义。

    反例：
        satisfaction: {target: 100%}
    正例：
        satisfaction: {target: 95%}
    """
    callbacks = context.bid.service.callbacks
    if callbacks is None or callbacks.satisfaction is None:
        return
    target = callbacks.satisfaction.target
    if not LOWEST_SATISFACTION <= base(target) < 100:  # noqa: PLR2004 - per cent
        reason = "低于60%，过低" if base(target) < LOWEST_SATISFACTION else "由采购人评价，不能自己保证"
        yield Hit(at("service.callbacks.satisfaction.target"), f"满意率目标（{target}）{reason}")


def percentages_in_range(context: Context) -> Iterator[Hit]:
    """百分比不得超过100%。

    满意率、接通率、税率、费用偏差都是部分占整体的比例，超过100%的是笔误。

    反例：
        kpis: {name: 热线接通率, target: 950%}
    正例：
        kpis: {name: 热线接通率, target: 95%}
    """
    for path, value in context.leaves:
        if isinstance(value, Quantity) and value.family is Family.PERCENT and base(value) > 100:  # noqa: PLR2004
            yield Hit(at(path), f"百分比“{value}”超过100%")


def complaint_verified_before_answered(context: Context) -> Iterator[Hit]:
    """投诉的受理、核实、答复时限应当依次后移。

    核实和答复都从受理时起算，没有核实清楚就不能答复；受理用的时间比核实还长，也不合情理。

    反例：
        complaints: {verify_time: 5个工作日, reply_time: 2个工作日}
    正例：
        complaints: {verify_time: 2个工作日, reply_time: 5个工作日}
    """
    complaints = context.bid.service.complaints
    if complaints is not None and is_slower(complaints.accept_time, complaints.verify_time):
        message = f"投诉受理时限（{complaints.accept_time}）长于核实时限（{complaints.verify_time}）"
        yield Hit(at("service.complaints.accept_time"), message, (at("service.complaints.verify_time"),))
    if complaints is not None and is_slower(complaints.verify_time, complaints.reply_time):
        message = f"投诉核实时限（{complaints.verify_time}）长于答复时限（{complaints.reply_time}）"
        yield Hit(at("service.complaints.verify_time"), message, (at("service.complaints.reply_time"),))


def complaint_overseen_by_another(context: Context) -> Iterator[Hit]:
    """投诉的监督人不得就是处理人。

    自己监督自己等于没有监督，采购人对处理结果有异议时无处反映。

    反例：
        complaints: {owner: 客户服务部经理, supervisor: 客户服务部经理}
    正例：
        complaints: {owner: 客户服务部经理, supervisor: 质量管理部主管}
    """
    complaints = context.bid.service.complaints
    if complaints is not None and complaints.owner == complaints.supervisor:
        message = f"投诉由“{complaints.owner}”处理，监督的也是“{complaints.supervisor}”"
        yield Hit(at("service.complaints.supervisor"), message, (at("service.complaints.owner"),))


def backups_outlast_the_interval(context: Context) -> Iterator[Hit]:
    """备份的保留期不得短于两次备份的间隔。

    每月备份1次、只保留7日的，一个月里多数日子没有可用的备份。

    反例：
        jobs: {object: 数据库, frequency: 每月1次, keep: 7日}
    正例：
        jobs: {object: 数据库, frequency: 每周1次, keep: 30日}
    """
    for path, backup in _backups(context):
        days = base(backup.keep) * (DAYS_A_MONTH if backup.keep.family is Family.MONTH else 1)
        if days * base(backup.frequency) < DAYS_A_MONTH:
            message = f"“{backup.object}”{backup.frequency}备份，却只保留{backup.keep}"
            yield Hit(at(f"{path}.keep"), message, (at(f"{path}.frequency"),))


def _backups(context: Context) -> Iterator[tuple[str, BackupJob]]:
    service = context.bid.service
    for index, job in enumerate(service.maintenance.backup.jobs if service.maintenance else ()):
        yield f"service.maintenance.backup.jobs[{index}]", job
    for index, task in enumerate(service.aftercare.backups if service.aftercare else ()):
        yield f"service.aftercare.backups[{index}]", task


def _satisfaction_targets(context: Context) -> Iterator[tuple[str, str, str]]:
    """Give the indicators of satisfaction beside the target of the survey."""
    quality = context.bid.service.quality
    for index, kpi in enumerate(quality.kpis if quality else ()):
        if _SATISFACTION.search(kpi.name):
            yield "service.callbacks.satisfaction.target", f"service.quality.kpis[{index}].target", "满意率的目标"
