"""All words at once: where a pattern matched, what is printed there, and the sentence around it."""

import re
from collections.abc import Iterable
from string import ascii_uppercase

import pytest

from generator.rules import claims, foreign, joins, norms, promises, prose, quotation, stated, submission, words
from generator.rules.corpus import corpus_of
from generator.rules.passages import Passage

CORPUS = corpus_of(
    (
        Passage("到场。4小时内到场；记录", "a"),
        Passage("在4小时内到场", values=((1, 4),)),
        Passage("到", "b"),
        Passage("场", "c"),
    )
)


def test_matches_name_their_passage_and_never_cross_two() -> None:
    found = [(one.passage.path, one.start, one.end) for one in CORPUS.find(re.compile("到\\s*场"))]
    assert found == [("a", 0, 2), ("a", 7, 9), ("", 5, 7)]


def test_a_match_within_a_printed_value_is_not_given() -> None:
    assert [one.passage.path for one in CORPUS.find(re.compile("4小时"))] == ["a"]
    assert [one.overlaps_value for one in CORPUS.find(re.compile("4小时内"))] == [False, True]


def test_words_before_a_printed_value_are_read() -> None:
    corpus = corpus_of((Passage("共5台", values=((1, 3),)), Passage("5台", values=((0, 2),))))
    assert [one.number for one in corpus.find(re.compile("共?5"))] == [0]


def test_the_sentence_and_the_words_around_a_match() -> None:
    (found,) = CORPUS.find(re.compile("4小时内到场(?=；)"))
    assert found.sentence == "4小时内到场"
    assert found.around == "（到场。4小时内到场；记录）"
    (whole,) = CORPUS.find(re.compile("^到$", re.MULTILINE))
    assert whole.around == ""


def test_a_match_beside_a_printed_value_does_not_overlap_it() -> None:
    corpus = corpus_of((Passage("接报后4小时内到场，6小时内修复", values=((3, 6), (10, 13))),))
    found = {one.words: one.overlaps_value for one in corpus.find(re.compile("接报后|内到场，|修复"))}
    assert found == {"接报后": False, "内到场，": False, "修复": False}
    crossing = corpus.find(re.compile("后4|时内到|，6"))
    assert [one.overlaps_value for one in crossing] == [True, True, True]


def test_matches_at_the_ends_of_the_pieces_that_hold_a_needed_word() -> None:
    passages = [Passage(text) for text in ("每年1次", "每月", "每月2次，每季3次", "每周4回", "每日5次")]
    found = corpus_of(passages).find(re.compile("(?:^每.|[0-9])[次回]?", re.MULTILINE), ("次",))
    assert [(one.number, one.words) for one in found] == [
        *((0, "每年"), (0, "1次"), (2, "每月"), (2, "2次"), (2, "3次")),
        *((4, "每日"), (4, "5次")),
    ]


def test_the_nearest_stops_end_a_sentence_and_the_nearest_commas_a_clause() -> None:
    corpus = corpus_of((Passage("；先登记，再派人，后到场；每月汇总。归档。"), Passage("。到场")))
    (first,) = corpus.find(re.compile("派人"))
    assert (first.sentence, first.clause) == ("先登记，再派人，后到场", "再派人")
    (last,) = corpus.find(re.compile("归档"))
    assert last.sentence == "归档"
    (bare,) = corpus.find(re.compile("^。到|(?<=^。)到场", re.MULTILINE))
    assert bare.words == "。到"
    (after,) = corpus.find(re.compile("(?<=。)到场"))
    assert (after.sentence, after.clause) == ("到场", "到场")


def test_words_that_stand_twice_are_given_twice_in_the_order_of_the_passages() -> None:
    corpus = corpus_of(
        (Passage("甲到场", "a"), Passage("乙到场", "b"), Passage("甲到场", "c"), Passage("到场到场", "d"))
    )
    found = [(one.passage.path, one.number, one.start) for one in corpus.find(re.compile("到场"))]
    assert found == [("a", 0, 1), ("b", 1, 1), ("c", 2, 1), ("d", 3, 0), ("d", 3, 2)]
    assert corpus.text.split("\n") == ["甲到场", "乙到场", "到场到场"]


def test_words_printed_from_data_alone_are_not_searched() -> None:
    corpus = corpus_of((Passage("3年", values=((0, 2),)), Passage("3年", "a"), Passage("5年", values=((0, 2),))))
    assert corpus.text == "3年"
    assert [one.passage.path for one in corpus.find(re.compile("[35]年"))] == ["a"]


def test_the_words_that_occur_at_all() -> None:
    assert CORPUS.held(("到场", "场到", "小时内到场；", "录", "无", "4小")) == ("到场", "小时内到场；", "录", "4小")


CYRILLIC = tuple(map(chr, range(0x400, 0x500)))
NEEDED = {
    "placeholders": (
        (words._PLACEHOLDERS, words._OF_PLACEHOLDERS),
        [
            *("XX", "xx", "ＸＸ", "ｘｘ", "××", "***", "＊＊＊", "○○", "___", "＿＿", "TODO", "todo"),
            *("Lorem ipsum", "lorem ipsum", "{名}", "【填】", "??", "？？"),
        ],
    ),
    "lost symbols": (
        (words._LOST_SYMBOLS, words._OF_LOST_SYMBOLS),
        [
            *("724小时", "二一三年", "（?级", "—份", "8:15 17:35", "错误！未定义书签", "一○三", "一0三"),
            *(f"{mark}服务" for mark in "nluØ§"),
            *(f"{letter} erv er" for letter in ascii_uppercase),
        ],
    ),
    "doubled words": ((prose._DOUBLED, prose._DOUBLES), [f"字{double}" for double in prose._DOUBLES]),
    "ASCII marks": (
        (prose._ASCII_MARK, prose._ASCII_MARKS),
        [*(f"字{mark}字" for mark in ",;:!?()"), *"０１２３４５６７８９"],
    ),
    "empty places": ((prose._EMPTY, prose._EMPTY_PAIRS), list(prose._EMPTY_PAIRS)),
    "residue": (
        (prose._RESIDUE, prose._RESIDUES),
        ["文库", "上传人", "文档编号", "下载积分", "ICP备", "版权所有", "www.a", "1/2页"],
    ),
    "clashing marks": ((joins._CLASHING, joins._ENDS[joins._CLASHING]), list(joins._ENDS[joins._CLASHING])),
    "hanging words": ((joins._HANGING, joins._ENDS[joins._HANGING]), list(joins._ENDS[joins._HANGING])),
    "look-alikes": (
        (joins._LOOK_ALIKE, joins._LETTERS),
        [*(f"1{letter}年" for letter in "OoＯlI|"), *(f"Z{letter}" for letter in (*"ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", *CYRILLIC))],
    ),
    "certificates": (
        (claims._CERTIFICATE, claims._OF_CERTIFICATES),
        ["ISO9001", "高新技术企业", "安全生产许可证", "3C认证", "AAA级", "CMMI", "ITSS", "CCRC", "甲级资质"],
    ),
    "telephones": ((claims._PHONE, ("-",)), ["400-123-4567"]),
    "numbers of bids": ((foreign._BID_NUMBER, ("19", "20")), ["AB-1934-56", "AB-2034-56"]),
    "standards": ((norms._MISWRITTEN, "SOG"), ["IS0 9001", "15O 9001", "G8/T"]),
    "penalties": ((promises._PENALTY, ("%", "％", "百分之")), ["违约金5%", "违约金5％", "违约金为百分之五"]),
    "forms of figures": (
        (prose._NOT_CANONICAL, ("24", "0.5", "19", "20")),
        ["24×7", "0.5小时", "1998.3.4", "2036.3.4"],
    ),
    "lengths": ((prose._WRITTEN_LENGTH, ("内",)), ["三年内"]),
    "others belittled": (
        (prose._BELITTLED, ("其他", "别的", "同行", "同类", "一般", "国外", "国内", "外国")),
        [f"和{other}公司不同" for other in ("其他", "别的", "同行", "同类", "一般", "国外", "国内", "外国")],
    ),
    "prices": ((quotation._BASIS, ("价",)), ["优惠价"]),
    "rates": ((stated._RATE, ("日", "人天")), ["800元/人日", "800元/人天"]),
    "taxes": ((stated._UNTAXED, ("含税",)), ["不含税价"]),
    "conditions": ((submission._CONDITION, ("付", "结清", "有权")), ["以付款为条件", "以结清为前提", "有权暂停服务"]),
}


@pytest.mark.parametrize(("searched", "samples"), NEEDED.values(), ids=NEEDED)
def test_what_a_pattern_needs_is_in_every_match_and_nothing_more(
    searched: tuple[re.Pattern[str], Iterable[str]], samples: list[str]
) -> None:
    pattern, needs = searched[0], tuple(searched[1])
    for sample in samples:
        corpus = corpus_of([Passage(sample)])
        assert [one.words for one in corpus.find(pattern, needs)] == [one.words for one in corpus.find(pattern)] != []
    for index in range(len(needs)):
        fewer = needs[:index] + needs[index + 1 :]
        assert not all(list(corpus_of([Passage(sample)]).find(pattern, fewer)) for sample in samples)
