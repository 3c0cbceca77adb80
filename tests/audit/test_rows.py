"""Promises in the words of the exchange format: kinds, values and units as they were written."""

from __future__ import annotations

import pytest

from generator.audit.extract.commitments import commitments
from generator.audit.extract.rows import Value, is_exchanged, outward_kind, value
from generator.audit.extract.vocabulary import Vocabulary
from generator.audit.reading.plain import read_plain

Row = tuple[str, Value]


def _rows(text: str, vocabulary: Vocabulary) -> list[Row]:
    found = commitments(read_plain(text), vocabulary)
    return [(outward_kind(each), value(each)) for each in found if is_exchanged(each)]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("半小时响应。", ("response", Value(0.5, 0.5, "hour"))),
        ("一刻钟响应。", ("response", Value(15, 15, "minute"))),
        ("2~4小时到场。", ("arrival", Value(2, 4, "hour"))),
        ("两周内修复。", ("resolution", Value(2, 2, "week"))),
        ("3个自然日修复。", ("resolution", Value(3, 3, "day"))),
        ("半个工作日到场。", ("arrival", Value(0.5, 0.5, "workday"))),
        ("质保18个月。", ("warranty_period", Value(18, 18, "month"))),
        ("质保一年半。", ("warranty_period", Value(1.5, 1.5, "year"))),
        ("质保期自终验之日起算。", ("warranty_start", Value())),
        ("每季度巡检两次。", ("inspection_frequency", Value(2, 2, "times_per_quarter"))),
        ("每6个月巡检一次。", ("inspection_frequency", Value(1, 1, "times_per_halfyear"))),
        ("每2周巡检一次。", ("inspection_frequency", Value(0.5, 0.5, "times_per_week"))),
        ("每学期巡检一次。", ("inspection_frequency", Value(1, 1, "times_per_term"))),
        ("每天巡检两次。", ("inspection_frequency", Value(2, 2, "times_per_day"))),
        ("每周巡检一次。", ("inspection_frequency", Value(1, 1, "times_per_week"))),
        ("合同期内巡检四次。", ("inspection_frequency", Value(4, 4, "times"))),
        ("热线7×24小时。", ("hotline_hours", Value(7, 24, "days_x_hours"))),
        ("24小时热线。", ("hotline_hours", Value(24, 24, "hours_per_day"))),
        ("完好率不低于98%。", ("percent_target", Value(98, 98, "percent"))),
        ("扣罚千分之五。", ("penalty", Value(0.5, 0.5, "percent"))),
        ("收取1.2万元。", ("price", Value(12000, 12000, "yuan"))),
        ("驻场2名工程师。", ("headcount", Value(2, 2, "person"))),
        ("培训20人。", ("headcount", Value(20, 20, "person"))),
        ("培训3课时。", ("training_count", Value(3, 3, "unit"))),
        ("在全省设有5个备件库。", ("other", Value(5, 5, "site"))),
        ("3日内给出维修方案。", ("reply_time", Value(3, 3, "day"))),
        ("7日内提交书面报告。", ("reply_time", Value(7, 7, "day"))),
        ("录像保存不少于90天。", ("other", Value(90, 90, "day"))),
        ("电话立即响应。", ("response", Value())),
    ],
)
def test_a_promise_is_a_row(text: str, row: Row, vocabulary: Vocabulary) -> None:
    assert _rows(text, vocabulary) == [row]
