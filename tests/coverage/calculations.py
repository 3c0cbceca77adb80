"""Reproduce the worked examples of an inventory with the program's own functions, by the method each item names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from generator.model.assessment import indicator_rate
from generator.model.credentials import PriceList
from generator.model.derived import Derived, _charges
from generator.model.reckoning import (
    ReturnTerms,
    Workdays,
    due,
    notice_day,
    occurrences,
    parts_charge,
    period_days,
    remedies,
)
from generator.model.stock import alarm_quantity, below_alarm, is_aged
from generator.zh.money import Money
from generator.zh.quantity import Quantity, parse

Given = Mapping[str, Any]
MINUTES = "%Y-%m-%dT%H:%M"


def reproduced(item: Given, example: Given) -> bool:
    """Tell whether the program computes the result of an example."""
    return bool(_METHODS[item["method"]](item["data"], example["input"]) == _exact(example["result"]))


def _exact(result: Any) -> Any:
    """Give a result as the methods give it: money and shares as decimals."""
    if isinstance(result, dict):
        return {key: _exact(value) for key, value in result.items()}
    return Decimal(str(result)) if isinstance(result, float | int) and not isinstance(result, bool) else result


# --- charges ---------------------------------------------------------------------------------------------------------


def charge(data: Given, given: Given) -> Decimal:
    """Compute a charge as the program does, as a worked example of a price list."""
    example = {
        "title": "算例",
        "labour": [{"level": level, "days": str(days)} for level, days in given.get("person_days", {}).items()],
        "parts": [{"name": name, "quantity": str(number)} for name, number in given.get("parts", {}).items()],
        "in_warranty": str(given["in_warranty"]).lower(),
    }
    made = _charges(_price_list(data, example))[0]
    total = made["total"] if isinstance(made, Mapping) else None
    return total.value.amount if isinstance(total, Derived) and isinstance(total.value, Money) else Decimal(0)


def _price_list(data: Given, example: Given) -> PriceList:
    return PriceList.model_validate(
        {
            "currency": "人民币",
            "tax_rate": "13%",
            "tax_included": "true",
            "valid_to": "2030-12-31",
            "labour": [
                {"level": level, "rate": f"{rate}元/人日", "content": "服务"} for level, rate in data["rates"].items()
            ],
            "parts": [
                {"name": name, "model": "型号", "supplier": "供方", "unit": "件", "price": f"{price}元"}
                for name, price in data["prices"].items()
            ],
            "examples": [example],
        }
    )


def _min_price(_: Given, given: Given) -> Decimal:
    rows = [(Decimal(row["qty"]), _money(row["cost"]), _money(row["contract_price"])) for row in given["parts"]]
    return parts_charge(rows, _money(given["labour"])).amount


def _money(amount: Any) -> Money:
    return Money(Decimal(str(amount)))


# --- days and moments ------------------------------------------------------------------------------------------------


def _schedule(data: Given, given: Given) -> dict[str, Any]:
    term = parse(f"{given['months']}个月")
    rates = {row["name"]: parse(f"每{row['period_months']}个月{row['times']}次") for row in data["items"]}
    notice = notice_day(_day(given["end"]), parse(f"{data['notice_days_before_end']}日"))
    return {**{name: occurrences(rate, term) for name, rate in rates.items()}, "notice_date": notice.isoformat()}


def _period(_: Given, given: Given) -> dict[str, str]:
    first, last = period_days(_day(given["event"]), parse(f"{given['years']}年"))
    return {"first_day": first.isoformat(), "last_day": last.isoformat()}


def _deadlines(data: Given, given: Given) -> dict[str, Any]:
    """Compute deadlines as each of three items states its data."""
    if "levels" in data:
        return _by_two_clocks(data["levels"][given["level"]], given)
    return _by_region(data["minutes"][given["level"]], given) if "minutes" in data else _of_stock(data, given)


def _by_two_clocks(level: Given, given: Given) -> dict[str, str]:
    respond = _minutes(level.get("respond_min", level.get("respond_h", 0) * 60))
    limits = {"respond_by": ("request", respond)}
    if "depart_h" in level:
        limits["depart_by"] = ("request", parse(f"{level['depart_h']}小时"))
    limits["complete_by"] = (level["complete_clock"], parse(f"{level['complete_h']}小时"))
    return {name: _due(given[clock], limit) for name, (clock, limit) in limits.items()}


def _by_region(level: Given, given: Given) -> dict[str, Any]:
    minutes = {
        "respond_by": level["respond"],
        "escalate_by": level["escalate"],
        "arrive_by": level["arrive"][given["region"]],
        "restore_by": level["restore"],
    }
    ends = {name: None if limit is None else _due(given["request"], _minutes(limit)) for name, limit in minutes.items()}
    return {**ends, "feasible": ends["restore_by"] is None or ends["arrive_by"] <= ends["restore_by"]}


def _of_stock(data: Given, given: Given) -> dict[str, Any]:
    if "in_date" in given:
        limit = parse(f"{data['ageing_months']}个月")
        return {"warn": is_aged(_day(given["in_date"]), _day(given["month_end"]), limit)}
    return {
        "pass_by": _handed(given["arrival"], f"{data['note_pass_hours']}小时"),
        "return_by": _handed(given["acceptance"], f"{data['return_days']}日")[:10],
        "hand_in": _handed(given["booking"], f"{data['hand_in_days']}日")[:10],
    }


def _handed(start: str, limit: str) -> str:
    return due(datetime.fromisoformat(start), parse(limit)).strftime(MINUTES)


def _next_workday(data: Given, given: Given) -> str:
    days = Workdays(frozenset(map(_day, data["holidays"])), frozenset(map(_day, data["makeup_workdays"])))
    return due(datetime.combine(_day(given["report"]), time()), parse("NBD"), days).date().isoformat()


def _remedies(data: Given, given: Given) -> list[str]:
    terms = ReturnTerms(
        **{name: data[name] for name in ("return_days", "exchange_days", "repair_count", "within_days")}
    )
    return list(remedies(_day(given["delivery"]), _day(given["claim"]), given["repairs"], terms))


def _due(start: str, limit: Quantity) -> str:
    return due(datetime.fromisoformat(start), limit).strftime(MINUTES)


def _minutes(number: int) -> Quantity:
    return parse(f"{number}分钟") if number else parse("立即")


def _day(text: str) -> date:
    return date.fromisoformat(text)


# --- stock and shares ------------------------------------------------------------------------------------------------


def _reorder(_: Given, given: Given) -> dict[str, Any]:
    use, lead = (Decimal(str(given[name])) for name in ("monthly_use", "lead_months"))
    alarm = alarm_quantity(use, lead, given["safety"])
    return {"alarm": alarm, "reorder": below_alarm(Decimal(given["stock"]), alarm)}


_RATIOS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "用户满意率": ("satisfied", ("sampled", "volunteered")),
    "周期达标率": ("on_time", ("closed",)),
    "重复服务率": ("repeated", ("closed",)),
    "故障修复及时率": ("fixed_in_time", ("faults",)),
}


def _ratios(_: Given, given: Given) -> dict[str, Decimal | None]:
    return {
        name: indicator_rate(given[part], sum(given[one] for one in whole))
        for name, (part, whole) in _RATIOS.items()
        if part in given
    }


_METHODS: Mapping[str, Callable[[Given, Given], Any]] = {
    "business_day": _next_workday,
    "calendar_period": _period,
    "charges": charge,
    "day_count": _remedies,
    "deadline": _deadlines,
    "frequency_schedule": _schedule,
    "min_price": _min_price,
    "ratio": _ratios,
    "reorder_point": _reorder,
}
