"""Rules on terms: the schedule ends within the promised period, equipment is maintained as long as contracted."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.schedule import steps, timetable
from generator.rules.rule import Context, Hit, at
from generator.zh.quantity import Family, Quantity, base, compare

CONTRACT = "project.contract_period"
SCHEDULE, PROMISED = "service.schedule", "project.delivery_period"
DAYS_A_MONTH = 30


def schedule_within_delivery_period(context: Context) -> Iterator[Hit]:
    """进度计划的总工期不得长于承诺的供货和完工期限。

    总工期由各项工作的工期和先后次序算出。计划本身就超过承诺的期限，承诺便无法兑现，
    评审时会被认为前后矛盾。期限以月计的，每月按30日比较。

    反例：
        project: {delivery_period: 60日}
        schedule: 最后一项工作在第66日完成
    正例：
        project: {delivery_period: 70日}
        schedule: 最后一项工作在第66日完成
    """
    schedule, promised = context.bid.service.schedule, context.bid.project.delivery_period
    if schedule is None or promised is None:
        return
    days = timetable(schedule, SCHEDULE)
    path, last = max(steps(schedule, SCHEDULE), key=lambda step: days[step[1].id].done)
    total = days[last.id].done
    if total > _days(promised):
        message = f"进度计划共{total}日，长于承诺的供货和完工期限（{promised}）"
        yield Hit(at(PROMISED), message, (at(f"{path}.name"),))


def maintained_as_long_as_contracted(context: Context) -> Iterator[Hit]:
    """维保项目各分组的期限应当与合同期限相同。

    维保项目的服务期就是合同期。一组设备的维保期短于合同期的，余下的时间没有人维保；长于合同期的，
    多出的部分没有报价。两个期限单位不能比较的不检查。

    反例：
        project: {contract_period: 3年}
        groups: 硬件设备 period: 2年
    正例：
        project: {contract_period: 3年}
        groups: 硬件设备 period: 3年
    """
    warranty, contract = context.bid.service.warranty, context.bid.project.contract_period
    if context.bid.service.maintenance is None or warranty is None or contract is None:
        return
    for index, group in enumerate(warranty.groups):
        if compare(group.period, contract) in {-1, 1}:
            message = f"“{group.name}”的维保期（{group.period}）与合同期限（{contract}）不同"
            yield Hit(at(f"service.warranty.groups[{index}].period"), message, (at(CONTRACT),))


def _days(period: Quantity) -> int:
    return int(base(period)) * (DAYS_A_MONTH if period.family is Family.MONTH else 1)
