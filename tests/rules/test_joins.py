"""Characters that only look right: the first and last of each range, and no list of variants at all."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from generator.rules.corpus import corpus_of
from generator.rules.joins import characters_are_right
from generator.rules.passages import Passage
from generator.rules.rule import Context
from generator.rules.wording import Wording

ContextFor = Callable[[dict[str, Any]], Context]


@pytest.mark.parametrize("letter", [*"ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "\u0400", "А", "с", "\u04ff"])
def test_letters_of_another_alphabet(context_for: ContextFor, letter: str) -> None:
    assert messages(context_for({}), f"型号A{letter}") == [f"“{letter}”里混有看起来像数字的字母（型号A{letter}）"]


@pytest.mark.parametrize("words", ["1O分钟", "1o分钟", "1Ｏ分钟", "l2个月", "I2个月", "|2个月", "O2小时", "2l日"])
def test_letters_in_numbers(context_for: ContextFor, words: str) -> None:
    assert len(messages(context_for({}), f"在{words}内")) == 1


def test_a_workspace_without_a_list_of_variants(context_for: ContextFor) -> None:
    assert messages(replace(context_for({}), wording=Wording()), "公司負责设备维俢") == []


def messages(context: Context, text: str) -> list[str]:
    read = replace(context, corpus=corpus_of((Passage(text, "project.remark"),)))
    return [hit.message for hit in characters_are_right(read)]
