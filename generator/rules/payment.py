"""Rules on payment: shares that add up and are those of the tender, a retention kept as long as the warranty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.model.project import Project
from generator.rules.levels import is_slower
from generator.rules.rule import Context, Hit, at
from generator.zh.quantity import Quantity, base

PAYMENT, RETURN = "project.payment", "project.retention_return"
WHOLE = 100

_SHARE = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*[%％]")
_FIGURE = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*(%|％|个?工作日|个?月|日|天|周|年|万?元)")
_ALIKE = {"％": "%", "天": "日", "月": "个月", "工作日": "个工作日"}


def retention_outlasts_warranty(context: Context) -> Iterator[Hit]:
    """质量保证金的退还不得早于质保期满。

    质量保证金担保的是质保期内的义务。退还时间短于质保期的，与招标文件的付款条件不符，也使质保承诺
    显得没有担保；各组质保期不同的，与最长的一组比较。

    反例：
        groups: {period: 5年}
        retention_return: 3年
    正例：
        groups: {period: 5年}
        retention_return: 5年
    """
    kept, warranty = context.bid.project.retention_return, context.bid.service.warranty
    if kept is None or warranty is None:
        return
    index, longest = max(enumerate(warranty.groups), key=lambda pair: base(pair[1].period))
    if is_slower(longest.period, kept):
        message = f"质量保证金满{kept}退还，早于“{longest.name}”的质保期满（{longest.period}）"
        yield Hit(at(RETURN), message, (at(f"service.warranty.groups[{index}].period"),))


def payment_agrees(context: Context) -> Iterator[Hit]:
    """付款各期的比例合计为100%，并与招标文件相同。

    付款方式照招标文件写：各期比例和时间一个不能多、一个不能少；留有质量保证金的，比例与资料相同。
    付款条件一般是实质性要求，改写了就是偏离。

    反例：
        payment: 签订合同后支付30%，验收合格后支付60%
    正例：
        payment: 签订合同后支付30%，验收合格后支付67%，其余3%为质量保证金
    """
    project = context.bid.project
    if project.payment is None:
        return
    faults = [*_shares(project.payment, project.retention), *_differences(project)]
    if faults:
        places = dict.fromkeys(path for _, path in faults if path)
        yield Hit(at(PAYMENT), "；".join(words for words, _ in faults), tuple(map(at, places)))


def _shares(payment: str, retention: Quantity | None) -> Iterator[tuple[str, str]]:
    """Give what is wrong with the shares themselves, each with the place it contradicts."""
    shares = [Decimal(share) for share in _SHARE.findall(payment)]
    if len(shares) > 1 and sum(shares) != WHOLE:
        yield f"付款各期的比例合计为{sum(shares)}%，不是100%", ""
    if retention is not None and shares and base(retention) not in shares:
        yield f"付款方式里没有质量保证金的比例（{retention}）", "project.retention"


def _differences(project: Project) -> Iterator[tuple[str, str]]:
    """Give the figures that only the tender or only the bid has, each with the place of the demand."""
    ours = _figures(project.payment or "")
    for index, demand in enumerate(project.demands):
        theirs, path = _figures(demand.text), f"project.demands[{index}].text"
        if demand.key != PAYMENT:
            continue
        if missing := [figure for figure in theirs if figure not in ours]:
            yield f"招标文件（{demand.clause}）的付款条件写有{'、'.join(missing)}，付款方式没有", path
        if added := [figure for figure in ours if figure not in theirs]:
            yield f"付款方式写有{'、'.join(added)}，招标文件（{demand.clause}）的付款条件没有", path


def _figures(text: str) -> list[str]:
    return list(dict.fromkeys(f"{number}{_ALIKE.get(unit, unit)}" for number, unit in _FIGURE.findall(text)))
