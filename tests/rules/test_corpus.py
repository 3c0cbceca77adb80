"""All words at once: where a pattern matched, what is printed there, and the sentence around it."""

import re

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


def test_the_sentence_and_the_words_around_a_match() -> None:
    (found,) = CORPUS.find(re.compile("4小时内到场(?=；)"))
    assert found.sentence == "4小时内到场"
    assert found.around == "（到场。4小时内到场；记录）"
    (whole,) = CORPUS.find(re.compile("^到$", re.MULTILINE))
    assert whole.around == ""
