"""What a promise holds for, whose word it is, and how far it binds."""

from __future__ import annotations

import pytest

from generator.audit.extract.commitments import commitments
from generator.audit.extract.vocabulary import Vocabulary
from generator.audit.reading.plain import read_plain
from generator.audit.text import Commitment, Provenance
from generator.commitments.lattice import Side
from generator.model.commitments import Force, Party, Phase


def _read(text: str, vocabulary: Vocabulary) -> tuple[Commitment, ...]:
    return commitments(read_plain(text), vocabulary)


def _names(side: Side) -> set[str]:
    return {tag.name for tag in side or ()}


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("严重故障2小时到场，一般故障6小时到场。", [{"严重"}, {"一般"}]),
        ("一级15分钟响应、2小时到场；二级30分钟响应。", [{"一级"}, {"一级"}, {"二级"}]),
        ("P1：10分钟响应。", [{"P1"}]),
        ("1小时内排除普通故障，4小时内排除重大故障。", [{"普通"}, {"重大"}]),
        ("故障分三级，均2小时到场。", [set()]),
        (
            "（1）特急故障：\n1、5分钟响应；\n2、1小时到场。\n（2）普通故障：\n1、15分钟响应。\n",
            [{"特急"}, {"特急"}, {"普通"}],
        ),
    ],
)
def test_the_level_is_named_by_words_before_and_above(
    text: str, levels: list[set[str]], vocabulary: Vocabulary
) -> None:
    assert [_names(each.scope.severity) for each in _read(text, vocabulary)] == levels


@pytest.mark.parametrize(
    ("text", "items", "channels"),
    [
        ("设备名称|质保期\n冷水机组|5年\n水泵|3年\n", [{"冷水机组"}, {"水泵"}], [set(), set()]),
        ("1、质保：\n（1）冷水机组：\n质保期5年。\n（2）水泵：\n质保期3年。", [{"冷水机组"}, {"水泵"}], [set(), set()]),
        ("服务方式|响应时间\n电话支持|5分钟\n现场服务|2小时\n", [set(), set()], [{"电话"}, {"现场"}]),
        ("2.1 远程服务\n响应时间为5分钟。", [set()], [{"远程"}]),
        # a level, a place, an act, a case and what is general are no things; what is waited for is no way
        ("级别|响应\n一级|5分钟\n", [set()], [set()]),
        ("序号|服务项目|承诺\n1|故障响应|15分钟\n", [set()], [set()]),
        ("接到电话后|时限\n到场时间|2小时\n", [set()], [set()]),
        ("2.1 质保\n质保期5年。", [set()], [set()]),
    ],
)
def test_structure_names_the_thing_and_the_way_of_service(
    text: str, items: list[set[str]], channels: list[set[str]], vocabulary: Vocabulary
) -> None:
    found = _read(text, vocabulary)
    assert [_names(each.scope.item) for each in found] == items
    assert [_names(each.scope.channel) for each in found] == channels


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("市区、郊区到场时间分别为1小时、3小时。", [{"市区"}, {"郊区"}]),
        ("我方在一、二、三级故障后分别于1、2、4小时内恢复。", [{"一级"}, {"二级"}, {"三级"}]),
        ("市区、郊区到场时间均为1小时。", [{"市区", "郊区"}]),
    ],
)
def test_what_a_sentence_shares_out_is_each_for_its_own(
    text: str, sides: list[set[str]], vocabulary: Vocabulary
) -> None:
    assert [_names(each.scope.region) | _names(each.scope.severity) for each in _read(text, vocabulary)] == sides


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("市区2小时到场，省外24小时到场。", [{"市区"}, {"省外"}]),
        ("示例市范围内1小时到场。", [{"示例市范围内"}]),
        ("50公里内2小时到场，50公里外5小时到场。", [{"50公里内"}, {"50公里外"}]),
        ("城区1小时、矿区3小时到场。", [{"城区"}, set()]),
        ("省内15分钟响应，2小时到场。", [{"省内"}, {"省内"}]),
        ("2小时到场。", [set()]),
    ],
)
def test_the_region_is_named_by_words_before(text: str, regions: list[set[str]], vocabulary: Vocabulary) -> None:
    assert [_names(each.scope.region) for each in _read(text, vocabulary)] == regions


@pytest.mark.parametrize(
    ("text", "phase"),
    [
        ("质保期满后，仍2小时到场。", Phase.AFTER_WARRANTY),
        ("过保设备4小时到场。", Phase.AFTER_WARRANTY),
        ("试运行期间1小时到场。", Phase.BEFORE_ACCEPTANCE),
        ("2小时到场。", Phase.IN_WARRANTY),
        ("保修期外的服务：\n1、4小时到场。\n", Phase.AFTER_WARRANTY),
        ("保修期外的服务：\n1、保修期内2小时到场。\n", Phase.IN_WARRANTY),
    ],
)
def test_the_phase_is_told(text: str, phase: Phase, vocabulary: Vocabulary) -> None:
    assert [each.scope.phase for each in _read(text, vocabulary)] == [phase]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("我方2小时到场。", Provenance.OWN),
        ("由原厂工程师2小时到场。", Provenance.MAKER),
        ("华为公司承诺4小时到场。", Provenance.MAKER),
        ("华为交换机4小时到场更换。", Provenance.OWN),
        ("华为技术支持体系\n1、4小时到场。\n", Provenance.MAKER),
        ("招标文件要求4小时到场。", Provenance.DEMAND),
        ("招标文件要求4小时到场，我方承诺4小时到场。", Provenance.DEMAND),
        ("按照管理办法，10日内答复。", Provenance.STATUTE),
        ("《设备管理办法》第三条规定，10日内答复。", Provenance.LAW),
        ("采购文件写到“2小时到场”，应答见后。", Provenance.DEMAND),
        ("采购人要求8小时到场，我方优于该要求，4小时到场。", Provenance.DEMAND),
        ("按采购人要求2小时到场。", Provenance.OWN),
        ("去年我方平均2小时到场。", Provenance.HISTORY),
        ("2023年，我方用3小时到场。", Provenance.HISTORY),
        ("我方派人花2小时到场并更换了油泵。", Provenance.HISTORY),
        ("2027年1月起，2小时到场。", Provenance.OWN),
        ("行业平均为2小时到场。", Provenance.OTHER_CUSTOMER),
        ("我方不承诺2小时到场。", Provenance.DENIED),
        ("别家2小时到场，与我方无关。", Provenance.DENIED),
        ("收到预付款后，2小时到场。", Provenance.OWN),
        ("采购人应在5个工作日内答复。", Provenance.BUYER),
        ("用户需求提出后2小时到场。", Provenance.OWN),
        ("例如，4小时到场。", Provenance.EXAMPLE),
        ("我方2小时到场（采购人应在当天答复）。", Provenance.OWN),
        ("有10年从业经验的工程师2小时到场。", Provenance.OWN),
    ],
)
def test_whose_word_it_is(text: str, source: Provenance, vocabulary: Vocabulary) -> None:
    found = [each for each in _read(text, vocabulary) if each.kind.value in {"arrival", "reply_time"}]
    assert found[0].provenance is source


def test_the_makers_word_is_the_makers_scope(vocabulary: Vocabulary) -> None:
    (found,) = _read("由原厂工程师2小时到场。", vocabulary)
    assert found.scope.party is Party.MANUFACTURER


@pytest.mark.parametrize(
    ("text", "force"),
    [("力争2小时到场。", Force.TARGET), ("原则上4小时修复。", Force.TARGET), ("保证2小时到场。", Force.BINDING)],
)
def test_how_far_it_binds(text: str, force: Force, vocabulary: Vocabulary) -> None:
    assert [each.force for each in _read(text, vocabulary)] == [force]


def test_only_what_binds_somebody_is_a_promise() -> None:
    assert {source for source in Provenance if source.binds} == {
        Provenance.OWN,
        Provenance.MAKER,
        Provenance.DEMAND,
        Provenance.STATUTE,
    }
