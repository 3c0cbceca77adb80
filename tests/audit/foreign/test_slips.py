"""Typos with what was meant, doubled words, repeated paragraphs; and what only looks like them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.audit.foreign.finding import AuditFinding, Layer

Rows = Callable[..., list[tuple[str, ...]]]
Audit = Callable[..., tuple[AuditFinding, ...]]
_CODES = ("A107", "A109")
_LONG = (
    "巡检人员逐台核对设备的编号、位置、运行灯和告警记录，把结果记"
    "入巡检单，由站点的管理人员当面签字，并留一份给站点存档备查"
)


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("由我方负责按装调试", "按装", "安装"),
        ("帐单按月寄送", "帐单", "账单"),
        ("工程师达到现场后登记", "达到现场", "到达现场"),
        ("质保其内免费更换", "质保其", "质保期"),
        ("售后服物由专人负责", "服物", "服务"),
        ("做为主要依据", "做为", "作为"),
        ("认为损坏的另行收费", "认为损坏", "人为损坏"),
        ("相应时间为10分钟", "相应时间为", "响应时间为"),
    ],
)
def test_a_typo_is_told_with_what_was_meant(text: str, wrong: str, right: str, audit: Audit) -> None:
    (found,) = audit(text, "A109")
    assert [(each.text, each.replacement) for each in found.anchors] == [(wrong, right)]


@pytest.mark.parametrize(
    ("text", "doubled", "once"),
    [
        ("定期维护维护设备", "维护维护", "维护"),
        ("由我方我方承担", "我方我方", "我方"),
        ("设备的的外壳", "的的", "的"),
        ("质保期内内免费升级", "内内", "内"),
        ("了解服务实施情况情况", "情况情况", "情况"),
    ],
)
def test_a_doubled_word_is_told_with_the_single_one(text: str, doubled: str, once: str, audit: Audit) -> None:
    (found,) = audit(text, "A107")
    assert [(each.text, each.replacement) for each in found.anchors] == [(doubled, once)]


@pytest.mark.parametrize(
    "text",
    [
        "按装置说明书操作，按装箱单清点",
        "各自负责，逐一核对，一个一个检查",
        "目的的确定，室内内部线路，普及及时",
        "与相应时间段的负荷相比",
        "用户一认为损失无法接受便可解约",
        "服务\n服务承诺",
        "二〇二〇年",
    ],
)
def test_what_looks_like_a_slip_is_left_alone(text: str, rows: Rows) -> None:
    assert rows(text, *_CODES) == []


def test_a_long_paragraph_said_twice_is_a_matter_of_the_text_itself(audit: Audit) -> None:
    (found,) = audit(f"{_LONG}。\n中间另有一段。\n{_LONG}。", "A107")
    assert found.layer is Layer.INSIDE
    assert [each.start for each in found.anchors] == [len(_LONG) + 2 + len("中间另有一段。\n"), 0]
    assert audit("同样的短句。\n同样的短句。", "A107") == ()
