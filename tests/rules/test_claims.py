"""Each certificate that may be claimed is looked for, and each law of consumers."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from generator.rules.claims import certificates_claimed_are_held, laws_cited_are_in_force
from generator.rules.corpus import corpus_of
from generator.rules.passages import Passage
from generator.rules.rule import Context, Hit

ContextFor = Callable[[dict[str, Any]], Context]
CLAIMS = (
    *("通过ISO 9001认证", "认定为高新技术企业，获得证书", "取得安全生产许可证", "取得3C认证", "获评AAA级"),
    *("通过CMMI 3级评估", "取得ITSS证书", "持有CCRC证书", "取得一级资质"),
)


@pytest.fixture(scope="module")
def reading(context_for: ContextFor) -> Callable[[str], Context]:
    """Give the function that makes what rules read hold one text alone, of a company without certificates."""
    context = context_for({})
    company = context.bid.company.model_copy(update={"credentials": ()})
    context = replace(context, bid=context.bid.model_copy(update={"company": company}))
    return lambda text: replace(context, corpus=corpus_of((Passage(text, "project.remark"),)))


def test_each_certificate_is_looked_for(reading: Callable[[str], Context]) -> None:
    found: dict[str, list[Hit]] = {text: list(certificates_claimed_are_held(reading(text))) for text in CLAIMS}
    assert {text: len(hits) for text, hits in found.items()} == dict.fromkeys(CLAIMS, 1)


@pytest.mark.parametrize("words", ["消费者权益保护法", "三包规定", "三包责任", "三包政策", "商品修理更换退货责任规定"])
def test_laws_for_consumers(reading: Callable[[str], Context], words: str) -> None:
    messages = [hit.message for hit in laws_cited_are_in_force(reading(f"按{words}办理"))]
    assert messages == [f"“{words}”只适用于生活消费，不适用于本次采购（按{words}办理）"]
