"""Operators on facts: who, where, under which number, until when, for how much."""

from __future__ import annotations

import re
from random import Random

from tests.audit.mutation.document import Document
from tests.audit.mutation.leftovers import _added
from tests.audit.mutation.operator import Mutant, Operator, one_change, prose, replacing

_NAME = "(?<![一-鿿])[一-鿿]示(?![例意])[一-鿿](?![一-鿿])"
_GIVEN = "安宁远明成和文海山平"


def _digit(found: re.Match[str], random: Random) -> str:
    places = [at for at, character in enumerate(found[0]) if character.isdigit()]
    at = random.choice(places)
    return found[0][:at] + str((int(found[0][at]) + random.randint(1, 9)) % 10) + found[0][at + 1 :]


def _with_other_digit(pattern: str) -> Operator:
    compiled = re.compile(pattern)

    def operator(document: Document, random: Random) -> Mutant | None:
        return one_change(document, random, compiled, lambda found: _digit(found, random))

    return operator


def _person(document: Document, random: Random) -> Mutant | None:
    def other(found: re.Match[str]) -> str:
        return found[0][:-1] + random.choice([each for each in _GIVEN if each != found[0][-1]])

    return one_change(document, random, _NAME, other)


def _words_of_money(document: Document, random: Random) -> Mutant | None:
    paragraph = prose(document, random)
    return _added(paragraph, "检测费为1680元（大写：人民币壹仟陆佰捌拾肆元整）。") if paragraph is not None else None


def _years_earlier(found: re.Match[str]) -> str:
    return str(int(found[0]) - 3)


FACTS: dict[str, Operator] = {
    "telephone": _with_other_digit("(?<![0-9])(?:0000|000|400)-[0-9]{3,4}-[0-9]{4}"),
    "number of a certificate": _with_other_digit(
        "示例[A-Z]{2,5}-[0-9A-Z-]*[0-9]{3,}|示例[0-9]{5}[A-Z][0-9]{5}[A-Z0-9]+|示例[A-Z]{2}[0-9]{9,}"
    ),
    "credit code": _with_other_digit("(?<![0-9A-Z])91[0-9A-Z]{16}(?![0-9A-Z])"),
    "account": _with_other_digit("[0-9]{4} [0-9]{4} [0-9]{4} [0-9 ]{4,}"),
    "expiry of a certificate": replacing("(?<![0-9])20[23][0-9](?=年[0-9]{1,2}月[0-9]{1,2}日$)", _years_earlier),
    "name of a person": _person,
    "address of mail": replacing("[a-z]+(?=@)", lambda found: f"{found[0]}1"),
    "domain": replacing("(?<=@)[a-z]+(?=\\.)|(?<=www\\.)[a-z]+(?=\\.)", lambda found: f"{found[0]}s"),
    "house number": replacing("(?<=路)[0-9]+(?=号)", lambda found: str(int(found[0]) + 10)),
    "number of a standard": _with_other_digit(
        "(?:GB|GA|GB/T|GA/T|ISO|ISO/IEC) [0-9]{4,5}(?:\\.[0-9])?-(?:19|20)[0-9]{2}"
    ),
    "edition of a standard": replacing("(?<=[0-9]-)20[0-9]{2}(?![0-9年月-])", lambda found: str(int(found[0]) - 5)),
    "model of a product": _with_other_digit("(?<![A-Za-z0-9-])[A-Z]{2,4}-[A-Z]{1,5}[0-9]{1,4}(?![0-9A-Za-z-])"),
    "maker of a product": replacing(
        "示例[一-鿿]{2,12}(?:设备|技术|科技|电子|软件|网络|电源|数码)有限公司", "示例中远数据设备有限公司"
    ),
    "amount in words": _words_of_money,
    "sum of a table": _with_other_digit("(?<![0-9.])[0-9]{4,6}元(?![/0-9])"),
    "date of founding": replacing("(?<=成立于)20[0-9]{2}|(?<=成立于)19[0-9]{2}", lambda found: str(int(found[0]) - 7)),
    "registered capital": replacing("(?<=注册资本)[0-9]+(?=万元)", lambda found: f"{found[0]}0"),
    "rank of a certificate": replacing(
        "(?<=CMMI )[1-5](?=级)|(?<=CS)[1-5]|(?<![A-Z])AAA(?![A-Z])",
        lambda found: "AA" if found[0] == "AAA" else str(int(found[0]) % 5 + 1),
    ),
}
"""A fact of the bidder, of a product or of a certificate is another."""
