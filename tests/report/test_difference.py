"""What changed between two bids' promises, word for word."""

from __future__ import annotations

import json
from dataclasses import replace

from generator.commitments.lattice import Scope, Tag
from generator.commitments.promise import Promise
from generator.model.commitments import Kind, Stricter
from generator.report.difference import Comparison, Version, compared, difference_json, difference_text
from generator.zh.quantity import parse

URGENT = Scope(severity=frozenset({Tag("urgent", "紧急故障")}))
ARRIVAL = Promise(
    "levels[urgent].onsite", Kind.ARRIVAL, "到达现场", parse("2小时"), Stricter.LOWER, URGENT, "l[0].onsite"
)
PERIOD = Promise(
    "groups[a].period", Kind.WARRANTY_PERIOD, "质保期", parse("3年"), Stricter.HIGHER, Scope(), "g[0].period"
)
LATER = replace(ARRIVAL, value=parse("4小时"), clock="接到报修")
PLACES = {"l[0].onsite": "a.yaml:3:5", "g[0].period": "a.yaml:9:5"}


def comparison(*after: Promise, before: tuple[Promise, ...] = (ARRIVAL, PERIOD)) -> Comparison:
    return compared(Version("甲", before, PLACES), Version("乙", after, {**PLACES, "l[0].onsite": "b.yaml:1:2"}))


FOUND = comparison(LATER)
SLOWER = comparison(replace(ARRIVAL, value=parse("1日")), before=(ARRIVAL,))


def test_the_text_groups_by_direction() -> None:
    assert difference_text(FOUND) == (
        "承诺的变化：甲 → 乙\n"
        "\n"
        "取消（1项）\n"
        "  质保期 质保期（不限，质保期内）：等于3年\n"
        "    groups[a].period\n"
        "    a.yaml:9:5\n"
        "\n"
        "改动（1项）\n"
        "  到场时限 到达现场（级别：紧急故障，质保期内）：承诺值由“2小时”改为“4小时”；起算点由“未写”改为“接到报修”\n"
        "    levels[urgent].onsite\n"
        "    原：a.yaml:3:5\n"
        "    新：b.yaml:1:2\n"
        "\n"
        "共2项变化：取消1项，改动1项。\n"
    )


def test_no_difference() -> None:
    assert difference_text(comparison(ARRIVAL, PERIOD)) == "承诺的变化：甲 → 乙\n\n两者的承诺相同。\n"


def test_a_note_stands_behind_its_change() -> None:
    found = comparison(replace(ARRIVAL, value=parse("1日")), before=(replace(ARRIVAL, value=parse("24小时")),))
    assert "承诺值由“24小时”改为“1日”（单位不同，读者可能认为相同，请人工判断）\n" in difference_text(found)


def test_the_json_has_both_sides() -> None:
    data = json.loads(difference_json(FOUND))
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
    assert [one["direction"] for one in json.loads(difference_json(SLOWER))["changes"]] == ["looser"]


def test_both_places_stand_in_the_json_and_what_was_not_compared() -> None:
    told = Comparison(FOUND.before, FOUND.after, FOUND.found, ("有的没有比较。",))
    data = json.loads(difference_json(told))
    dropped, changed = data["changes"]
    assert (dropped["before"]["place"], changed["after"]["place"]) == ("a.yaml:9:5", "b.yaml:1:2")
    assert data["limits"] == ["有的没有比较。"]
    assert difference_text(told).endswith("改动1项。\n注意：有的没有比较。\n")


def test_one_change_of_many_promises_is_told_once() -> None:
    def level(name: str, region: str, clock: str) -> Promise:
        scope = Scope(severity=frozenset({Tag(name, name)}), region=frozenset({Tag(region, region)}))
        path = f"l[{name}].{region}"
        return Promise(path, Kind.ARRIVAL, "到达现场", parse("2小时"), Stricter.LOWER, scope, path, clock)

    names = [("紧急", "城区"), ("紧急", "各县"), ("一般", "城区")]
    before = tuple(level(*name, "接到报修") for name in names)
    after = [level(*name, "确认故障") for name in names]
    assert difference_text(comparison(*after, before=before)) == (
        "承诺的变化：甲 → 乙\n"
        "\n"
        "改动（3项）\n"
        "  到场时限 到达现场（级别：紧急；区域：城区等3处，质保期内）：起算点由“接到报修”改为“确认故障”\n"
        "    l[紧急].城区等3处\n"
        "    l[紧急].城区等3处\n"
        "\n"
        "共3项变化：改动3项。\n"
    )


def test_a_value_that_says_itself_how_it_binds_is_not_told_twice() -> None:
    gone = replace(ARRIVAL, value=parse("不超过3%"), kind=Kind.UPTIME)
    assert "：不超过3%\n" in difference_text(comparison(before=(gone,)))
