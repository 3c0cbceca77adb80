"""What changed between two bids' promises, word for word."""

from __future__ import annotations

import json
from dataclasses import replace

from generator.commitments.difference import differences
from generator.commitments.lattice import Scope, Tag
from generator.commitments.promise import Promise
from generator.model.commitments import Kind, Stricter
from generator.report.difference import difference_json, difference_text
from generator.zh.quantity import parse

URGENT = Scope(severity=frozenset({Tag("urgent", "紧急故障")}))
ARRIVAL = Promise(
    "levels[urgent].onsite", Kind.ARRIVAL, "到达现场", parse("2小时"), Stricter.LOWER, URGENT, "l[0].onsite"
)
PERIOD = Promise(
    "groups[a].period", Kind.WARRANTY_PERIOD, "质保期", parse("3年"), Stricter.HIGHER, Scope(), "g[0].period"
)
LATER = replace(ARRIVAL, value=parse("4小时"), clock="接到报修")
FOUND = differences([ARRIVAL, PERIOD], [LATER])
SLOWER = differences([ARRIVAL], [replace(ARRIVAL, value=parse("1日"))])


def test_the_text_groups_by_direction() -> None:
    assert difference_text(FOUND, "甲", "乙") == (
        "承诺的变化：甲 → 乙\n"
        "\n"
        "取消（1项）\n"
        "  质保期 质保期（不限，质保期内）：等于3年\n"
        "    groups[a].period\n"
        "\n"
        "改动（1项）\n"
        "  到场时限 到达现场（级别：紧急故障，质保期内）：承诺值由“2小时”改为“4小时”；起算点由“未写”改为“接到报修”\n"
        "    levels[urgent].onsite\n"
        "\n"
        "共2项变化：取消1项，改动1项。\n"
    )


def test_no_difference() -> None:
    assert difference_text((), "甲", "乙") == "承诺的变化：甲 → 乙\n\n两者的承诺相同。\n"


def test_a_note_stands_behind_its_change() -> None:
    found = differences([replace(ARRIVAL, value=parse("24小时"))], [replace(ARRIVAL, value=parse("1日"))])
    assert "承诺值由“24小时”改为“1日”（单位不同，读者可能认为相同，请人工判断）\n" in difference_text(found, "甲", "乙")


def test_the_json_has_both_sides() -> None:
    data = json.loads(difference_json(FOUND, "甲", "乙"))
    assert (data["before"], data["after"]) == ("甲", "乙")
    assert data["summary"] == {"dropped": 1, "looser": 0, "changed": 1, "stricter": 0, "added": 0, "total": 2}
    dropped, changed = data["changes"]
    assert (dropped["direction"], dropped["id"], dropped["after"]) == ("dropped", "groups[a].period", None)
    assert (dropped["before"]["value"], dropped["before"]["path"]) == ("3年", "g[0].period")
    assert changed["aspects"] == [
        {"name": "承诺值", "before": "2小时", "after": "4小时", "stands": "looser"},
        {"name": "起算点", "before": "", "after": "接到报修", "stands": "incomparable"},
    ]
    assert (changed["before"]["value"], changed["after"]["value"], changed["note"]) == ("2小时", "4小时", "")


def test_slower_is_looser() -> None:
    assert [one["direction"] for one in json.loads(difference_json(SLOWER, "甲", "乙"))["changes"]] == ["looser"]
