"""The built-in lists of mistakes, characters, brands and former names: each row can only be meant in one way."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from generator.rules.corpus import corpus_of
from generator.rules.passages import Passage
from generator.rules.wording import Wording, load_wording
from generator.rules.words import words_found

ROOT = Path(__file__).resolve().parents[2]
LEAST_TYPOS = 150
QUOTING = {"rules.md", "consistency.md"}
"""Pages that quote mistakes to explain them."""
PROSE = sorted((ROOT / "templates").rglob("*.j2")) + sorted((ROOT / "docs").rglob("*.md"))


@cache
def wording() -> Wording:
    outcome = load_wording(ROOT)
    assert outcome.value is not None
    return outcome.value


def test_every_mistake_is_listed_once_and_is_not_its_own_correction() -> None:
    typos = wording().typos
    assert len(typos) >= LEAST_TYPOS
    counted = Counter(word for typo in typos for word in typo.wrong)
    assert [word for word, times in counted.items() if times > 1] == []
    assert [typo.right for typo in typos for word in typo.wrong if word in typo.right] == []


def test_every_allowed_phrase_holds_a_mistake_of_its_row() -> None:
    astray = [
        phrase for typo in wording().typos for phrase in typo.allowed if not any(word in phrase for word in typo.wrong)
    ]
    assert astray == []


def test_no_correction_is_itself_a_mistake() -> None:
    wrong = {word for typo in wording().typos for word in typo.wrong}
    assert [typo.right for typo in wording().typos if any(word in typo.right for word in wrong)] == []


def test_our_own_texts_hold_no_mistake() -> None:
    corpus = corpus_of(Passage(file.read_text(encoding="utf-8"), file.name) for file in PROSE)
    wrong = tuple(word for typo in wording().typos for word in typo.wrong)
    allowed = tuple(phrase for typo in wording().typos for phrase in typo.allowed)
    found = [(found.passage.path, found.words) for found in words_found(corpus, wrong, allowed)]
    assert [row for row in found if row[0] not in QUOTING] == []


def test_characters_come_in_pairs_and_none_is_both_wrong_and_right() -> None:
    pairs = [pair for row in wording().variants for pair in row.pairs]
    assert [pair for pair in pairs if len(pair) != 2 or pair[0] == pair[1]] == []
    assert len({pair[0] for pair in pairs}) == len(pairs)
    assert {pair[0] for pair in pairs} & {pair[1] for pair in pairs} == set()


@pytest.mark.parametrize("name", ["brands", "former_names"])
def test_every_name_belongs_to_one_row(name: str) -> None:
    rows = getattr(wording(), name)
    counted = Counter(word for row in rows for word in row.words if not getattr(row, "generic", None))
    assert [word for word, times in counted.items() if times > 1] == []
    assert len({row.id for row in rows}) == len(rows)


def test_no_name_in_use_today_is_a_former_one() -> None:
    former = {word for row in wording().former_names for word in row.words}
    assert [row.name for row in wording().former_names if row.name in former] == []


@pytest.mark.parametrize(
    ("file", "text", "place", "title"),
    [
        ("typos", "- {right: 安装, wrong: 按装}\n", "catalogs/typos.yaml:1:22", "错别字清单的“[0].wrong”"),
        ("variants", "- {id: a, title: 字, pairs: []}\n", "catalogs/variants.yaml:1:28", "异体字清单的“[0].pairs”"),
        ("brands", "- {id: a, title: 某牌}\n", "catalogs/brands.yaml:1:3", "品牌清单的“[0].name”"),
        (
            "former_names",
            "- {id: a, name: 新, words: [旧], since: 昨天}\n",
            "catalogs/former_names.yaml:1:39",
            "旧名称清单的“[0].since”",
        ),
    ],
)
def test_a_malformed_list_is_reported(tmp_path: Path, file: str, text: str, place: str, title: str) -> None:
    (tmp_path / "projects").mkdir()
    (tmp_path / "catalogs").mkdir()
    (tmp_path / "catalogs" / f"{file}.yaml").write_text(text, encoding="utf-8")
    outcome = load_wording(tmp_path)
    assert outcome.value is None
    first = outcome.findings[0]
    assert (first.code, str(first.place.span), first.message) == ("S180", place, f"{title}填写不正确")
