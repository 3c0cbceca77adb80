"""What a text promises: kinds by words and structure, bounds, triggers, and what is no promise."""

from __future__ import annotations

import pytest

from generator.audit.extract.commitments import commitments
from generator.audit.extract.rows import is_exchanged
from generator.audit.extract.vocabulary import Vocabulary
from generator.audit.reading.plain import read_plain
from generator.audit.text import Commitment, Confidence
from generator.model.commitments import Kind, Role

Row = tuple[str, str]


def _read(text: str, vocabulary: Vocabulary) -> tuple[Commitment, ...]:
    return commitments(read_plain(text), vocabulary)


def _rows(text: str, vocabulary: Vocabulary) -> list[Row]:
    """Give kind and value of every promise of the exchange format."""
    found = [each for each in _read(text, vocabulary) if is_exchanged(each)]
    return [(each.kind.value, str(each.quantity or each.subject)) for each in found]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        # the act after the figure
        ("接到电话后5分钟内接单，40分钟内给出处理办法。", [("response", "5分钟"), ("solution_time", "40分钟")]),
        ("故障当天派人赶赴，三小时之内必须修好。", [("arrival", "1日"), ("resolution", "3小时")]),
        ("30分钟内派专人到场查看并恢复供电。", [("resolution", "30分钟")]),
        ("返修设备自收件之日起10个工作日内修复寄回。", [("return_repair", "10个工作日")]),
        ("投诉在24小时内答复，3个工作日内办结。", [("reply_time", "24小时"), ("resolution", "3个工作日")]),
        ("合同生效后30日内完成全部设备的供货、安装和调试。", [("delivery_time", "30日")]),
        ("备件4小时送到机房。", [("spare_part_time", "4小时")]),
        ("系统升级须提前3个工作日通知用户。", [("notice_time", "3个工作日")]),
        ("5个工作日内提交书面总结。", [("report_time", "5个工作日")]),
        # the name before the figure
        ("故障解决时间不超过8小时（特殊情况除外）。", [("resolution", "8小时")]),
        ("电话响应：不超过3分钟。", [("response", "3分钟")]),
        ("响应时间：15分钟赶到。", [("arrival", "15分钟")]),
        ("质保年限：整机5年，压缩机10年。", [("warranty_period", "5年"), ("warranty_period", "10年")]),
        # the clauses around it
        ("上门除尘，周期为每两个月一次。", [("inspection_frequency", "每2个月1次")]),
        ("在45分钟之内，由值班工程师到场。", [("arrival", "45分钟")]),
        ("设备巡查每周一次，并提供书面报告。", [("inspection_frequency", "每周1次")]),
        ("质保期从终验之日开始计算，为期24个月。", [("warranty_start", "终验"), ("warranty_period", "24个月")]),
        # the neighbours
        ("城区1小时、镇村3小时赶到。", [("arrival", "1小时"), ("arrival", "3小时")]),
        ("省内24小时以内；省外72小时以内派人到场。", [("arrival", "24小时"), ("arrival", "72小时")]),
        ("响应时间：一级15分钟，二级30分钟。", [("response", "15分钟"), ("response", "30分钟")]),
        # warranty
        ("整机自签收之日起享受五年质保。", [("warranty_period", "5年")]),
        ("提供两年的免费上门修理。", [("warranty_period", "2年")]),
        ("设备在三年保修期内，每半年体检一次。", [("warranty_period", "3年"), ("inspection_frequency", "每半年1次")]),
        ("保修期为壹年，自开箱验收合格之日起计算。", [("warranty_period", "1年"), ("warranty_start", "开箱验收合格")]),
        ("保修起始日期以装车单日期为准。", [("warranty_start", "装车单日期")]),
        ("产品停产后，继续供应配件不少于8年。", [("spare_part_years", "8年")]),
        ("自售出之日起15日内，可以换货。", [("warranty_period", "15日")]),
        ("30天包换。", [("warranty_period", "30日")]),
        # rates
        ("每季度对配电柜做两次紧固。", [("inspection_frequency", "每季度2次")]),
        ("项目经理每周向用户汇报一次进度。", [("report_frequency", "每周1次")]),
        ("每年走访用户。", [("callback_frequency", "每年1次")]),
        ("年度满意度调查不少于2次。", [("callback_frequency", "2次")]),
        ("生活垃圾日产日清。", []),
        ("保洁做到日产日清。", [("inspection_frequency", "每日1次")]),
        # hours of service
        ("服务台7*24小时开通。", [("service_hours", "7×24小时")]),
        ("24小时值班电话。", [("service_hours", "24小时")]),
        ("24小时内赶到。", [("arrival", "24小时")]),
        ("每周一至周五9:00-18:00有人接听。", [("service_hours", "5×9小时")]),
        ("提供724小时支持。", [("service_hours", "7×24小时")]),
        # shares, sums, people
        ("设备完好率不低于98%。", [("uptime", "98%")]),
        ("48小时内修复率达到90%以上。", [("uptime", "90%")]),
        ("人工费按每小时120元收取，夜间加收30%。", [("price", "120元"), ("price", "30%")]),
        ("每日按合同金额的千分之五支付违约金。", [("penalty", "5‰")]),
        ("配备驻场工程师2名、项目经理1名。", [("headcount", "2名"), ("headcount", "1名")]),
        # what stands in brackets
        ("机柜清灰（每半年一次），费用已含。", [("inspection_frequency", "每半年1次")]),
        ("到场时间为半个工作日（郊外一个工作日）。", [("arrival", "半个工作日"), ("arrival", "1个工作日")]),
        ("服務時間內2小時到場。", [("arrival", "2小时")]),
        # a table that was run together
        ("级别电话响应到场时间修复时间特急3分钟1小时4小时普通5分钟2小时8小时", [
            ("response", "3分钟"), ("arrival", "1小时"), ("resolution", "4小时"),
            ("response", "5分钟"), ("arrival", "2小时"), ("resolution", "8小时"),
        ]),
    ],
)  # fmt: skip
def test_kinds_are_told(text: str, rows: list[Row], vocabulary: Vocabulary) -> None:
    assert _rows(text, vocabulary) == rows


@pytest.mark.parametrize(
    "text",
    [
        "公司成立20年来服务过三百家单位。",
        "项目经理具有10年以上从业经验。",
        "UPS满载续航时间不少于30分钟。",
        "门禁开门响应时间不超过2秒。",
        "甲方应在收到发票后15个工作日内付款。",
        "例如，2小时内恢复。",
        "验收证书于2026年5月1日前提交。",
        "本章共3节。",
        "我方将尽快处理，随时待命。",
        "",
    ],
)
def test_what_nobody_promises_is_left_out(text: str, vocabulary: Vocabulary) -> None:
    assert _rows(text, vocabulary) == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("超过12小时仍未恢复的，我方先提供代用设备。", [("backup_trigger", "trigger"), ("backup_trigger", "promise")]),
        ("六个月内连续3次出现同一故障，免费更换整机。", [("warranty_period", "trigger"), ("other", "trigger")]),
        ("到场每迟1小时，扣罚200元。", [("arrival", "trigger"), ("penalty", "promise")]),
        ("投诉率超过2%，扣减当月费用5%。", [("uptime", "trigger"), ("penalty", "promise")]),
        ("4小时内修不好的，第二天送去厂家。", [("resolution", "trigger")]),
        ("如需现场处理，2小时赶到。", [("arrival", "promise")]),
        ("质保超出三年的，收取材料费。", [("warranty_period", "trigger")]),
    ],
)
def test_what_sets_something_off_is_told_from_what_is_promised(
    text: str, kinds: list[tuple[str, str]], vocabulary: Vocabulary
) -> None:
    found = [each for each in _read(text, vocabulary) if each.kind is not Kind.PRICE]
    assert [(each.kind.value, each.scope.role.value) for each in found][: len(kinds)] == kinds


@pytest.mark.parametrize(
    ("text", "kind", "subject"),
    [
        ("质保期满后只收取成本费。", Kind.PRICE, "只收取成本"),
        ("软件终身免费升级。", Kind.SUPPORT_PERIOD, "终身"),
        ("核心部件提供备机。", Kind.BACKUP_TRIGGER, "备机"),
        ("保修期按厂家规定的保修期执行。", Kind.WARRANTY_PERIOD, "按厂家"),
    ],
)
def test_promises_without_a_figure_are_found(text: str, kind: Kind, subject: str, vocabulary: Vocabulary) -> None:
    found = [each for each in _read(text, vocabulary) if each.quantity is None]
    assert [(each.kind, each.subject) for each in found] == [(kind, subject)]
    assert not any(is_exchanged(each) for each in found)


TABLE = "故障级别 响应时间 到场时间 修复时间\n特急 5分钟 40分钟 3小时\n普通 15分钟 2小时 1个工作日\n"


def test_a_column_tells_the_kind_and_a_row_the_level(vocabulary: Vocabulary) -> None:
    rows = [
        (each.kind.value, str(each.quantity), [tag.name for tag in each.scope.severity or ()], each.confidence)
        for each in _read(TABLE, vocabulary)
    ]
    assert rows == [
        ("response", "5分钟", ["特急"], Confidence.STRUCTURED),
        ("arrival", "40分钟", ["特急"], Confidence.STRUCTURED),
        ("resolution", "3小时", ["特急"], Confidence.STRUCTURED),
        ("response", "15分钟", ["普通"], Confidence.STRUCTURED),
        ("arrival", "2小时", ["普通"], Confidence.STRUCTURED),
        ("resolution", "1个工作日", ["普通"], Confidence.STRUCTURED),
    ]


def test_a_bare_figure_in_a_column_of_fees_is_money(vocabulary: Vocabulary) -> None:
    text = "区域 上门费用 备注\n城区 60 含路费\n镇村 90 含路费\n"
    assert _rows(text, vocabulary) == [("price", "60元"), ("price", "90元")]


def test_a_heading_tells_the_kind_where_nothing_nearer_does(vocabulary: Vocabulary) -> None:
    text = "1、到场时间\n（1）城区：1小时。\n（2）镇村：3小时。\n2、巡检\n（1）机房：每月一次。\n"
    assert _rows(text, vocabulary) == [
        ("arrival", "1小时"),
        ("arrival", "3小时"),
        ("inspection_frequency", "每月1次"),
    ]


def test_a_promise_stands_at_its_clause(vocabulary: Vocabulary) -> None:
    text = "我方承诺：接到通知后２小时内派人赶到机房。"
    (found,) = _read(text, vocabulary)
    assert text[found.start : found.end] == found.text == "２小时内派人"
    assert found.clock_start == "接到通知"
    assert found.scope.role is Role.PROMISE


def test_time_grows_with_the_text_not_with_its_square(vocabulary: Vocabulary) -> None:
    text = read_plain("两小时内到场" * 400)
    assert len(commitments(text, vocabulary)) == 400
