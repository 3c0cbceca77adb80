"""What tells who the bidder is: the identifying leaves of a bid, the neutral word for each, and a search for them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from itertools import groupby

from generator.model.bid import Bid
from generator.model.company import Site
from generator.model.paths import leaves

OMITTED = "（暗标略）"
BIDDER = "投标人"
OWN_BRAND = "自有品牌"


class Group(Enum):
    """What a leaf identifies by; the value is the word users read."""

    NAME = "公司名称"
    PERSON = "人员姓名"
    CONTACT = "联系方式"
    REGISTRATION = "登记信息"
    NUMBER = "证书或者合同编号"
    RELATION = "网点、客户或者合作单位"


class Way(Enum):
    """How a leaf is replaced: by a fixed word, or by a label that the same text has everywhere."""

    BIDDER = "bidder"
    BRAND = "brand"
    OMIT = "omit"
    PERSON = "person"
    SITE = "site"
    CLIENT = "client"
    WORK = "work"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class Identifying:
    """A row of the table: leaves by key path (`[]` for any item), how they are replaced, whether they are searched."""

    path: str
    group: Group
    way: Way
    searched: bool = True


def _rows(group: Group, way: Way, *paths: str, searched: bool = True) -> tuple[Identifying, ...]:
    return tuple(Identifying(path, group, way, searched) for path in paths)


TABLE: tuple[Identifying, ...] = (
    # People first: a legal representative who also serves the project keeps the one label of the team.
    *_rows(
        Group.PERSON,
        Way.PERSON,
        "company.staff[].name",
        "company.sites[].contact",
        "company.partners[].contact",
    ),
    *_rows(Group.PERSON, Way.OMIT, "company.legal_representative", "company.references[].contact"),
    *_rows(
        Group.NAME,
        Way.BIDDER,
        "company.name",
        "company.short_name",
        "company.english_name",
        "company.aliases[]",
        "company.former_names[]",
    ),
    # The holder of a credential is the bidder or belongs to it.
    *_rows(Group.NAME, Way.BIDDER, "company.credentials[].holder"),
    *_rows(Group.NAME, Way.BRAND, "company.trademark.name"),
    *_rows(
        Group.CONTACT,
        Way.OMIT,
        "company.address",
        "company.address_en",
        "company.website",
        "company.phones.hotline",
        "company.phones.headquarters",
        "company.phones.fax",
        "company.phones.complaint",
        "company.phones.emergency",
        "company.emails.business",
        "company.emails.support",
        "company.emails.complaint",
        "company.sites[].address",
        "company.sites[].phone",
        "company.desks[].phone",
        "company.partners[].address",
        "company.partners[].phone",
        "company.staff[].phone",
        "company.staff[].email",
        "company.references[].phone",
    ),
    # A postcode is six digits, which may be any number of the text.
    *_rows(Group.CONTACT, Way.OMIT, "company.postcode", searched=False),
    *_rows(
        Group.REGISTRATION,
        Way.OMIT,
        "company.credit_code",
        "company.bank.name",
        "company.bank.account",
        "company.bank.code",
    ),
    # Open to everybody in the register of companies, but also words, sums or days that others use.
    *_rows(
        Group.REGISTRATION,
        Way.OMIT,
        "company.registered_capital",
        "company.business_scope",
        "company.founded",
        searched=False,
    ),
    *_rows(
        Group.NUMBER,
        Way.OMIT,
        "company.credentials[].number",
        "company.credentials[].query_url",
        "company.trademark.number",
        "company.vendor_backing[].authorisation",
        "company.staff[].id_masked",
        "company.staff[].contract_number",
        "company.staff[].certificates[].number",
    ),
    # Where a person was born and studied tells who it is, but is a place or a school of many.
    *_rows(Group.PERSON, Way.OMIT, "company.staff[].school", "company.staff[].origin", searched=False),
    *_rows(Group.RELATION, Way.SITE, "company.sites[].name"),
    *_rows(Group.RELATION, Way.PARTNER, "company.partners[].name"),
    *_rows(
        Group.RELATION,
        Way.CLIENT,
        "company.clients[].name",
        "company.references[].client",
        "company.staff[].projects[].client",
    ),
    *_rows(
        Group.RELATION,
        Way.WORK,
        "company.clients[].project",
        "company.references[].project",
        "company.staff[].projects[].project",
    ),
)
"""Every leaf that may tell who bids. What is public of the tender (project, buyer, agency) is not the bidder's; years,
counts, time limits, posts, titles, kinds of certificates, and the cities served stay: they are what is judged."""

FOLDER = "project.company"
"""The company's folder often is its name in Latin letters; it is never printed, but searched."""


@dataclass(frozen=True, slots=True)
class Word:
    """A text that tells who bids, where it is written, and what stands in its place."""

    text: str
    path: str
    group: Group
    replacement: str


@dataclass(frozen=True, slots=True)
class Match:
    """A word found in a text, with the range of the text it stands in."""

    start: int
    end: int
    word: Word


@dataclass(frozen=True, slots=True)
class Identity:
    """All that tells who bids: `words` to search, `labels` the replacement of each identifying leaf by key path."""

    words: tuple[Word, ...]
    labels: Mapping[str, str]
    _index: Mapping[str, tuple[tuple[str, Word], ...]] = field(repr=False)

    def find(self, text: str) -> Iterator[Match]:
        """Find words whatever the white space, punctuation, width and case; of several at a place the longest."""
        letters, places = _folded(text)
        position = 0
        while position < len(letters) - 1:
            found = self._at(letters, position)
            if found is None:
                position += 1
                continue
            end = position + found[0]
            yield Match(places[position], places[end - 1] + 1, found[1])
            position = end

    def replaced(self, text: str) -> str:
        """Give the text with neutral words in place of those that tell who bids."""
        parts, last = [], 0
        for match in self.find(text):
            parts += [text[last : match.start], match.word.replacement]
            last = match.end
        return "".join([*parts, text[last:]])

    def _at(self, letters: str, position: int) -> tuple[int, Word] | None:
        for folded, word in self._index.get(letters[position : position + 2], ()):
            if letters.startswith(folded, position):
                return len(folded), word
        return None


def identity_of(bid: Bid) -> Identity:
    """Gather what tells who bids from the identifying leaves of a bid."""
    found = tuple(_identifying(bid))
    labels = _labels(bid, found)
    public, generic = _public(bid), _generic(bid)
    words: dict[str, Word] = {}
    for row, path, text in found:
        for part in _parts(row, text) if row.searched and text not in generic else ():
            folded = _folded(part)[0]
            if _is_telling(folded, row, labels[path]) and folded not in public:
                words.setdefault(folded, Word(part, path, row.group, labels[path]))
    folder = _folded(bid.project.company)[0]
    if len(folder) >= _LATIN_LENGTH and folder not in public:
        words.setdefault(folder, Word(bid.project.company, FOLDER, Group.NAME, BIDDER))
    return Identity(tuple(words.values()), labels, _indexed(words))


def pattern_of(path: str) -> str:
    """Give the key path with `[]` for the number of any item, as the table writes it."""
    return re.sub(r"\[\d+\]", "[]", path)


# --- gathering -------------------------------------------------------------------------------------------------------


def _identifying(bid: Bid) -> Iterator[tuple[Identifying, str, str]]:
    """Give the identifying leaves with their texts in the order of the table."""
    rows = {row.path: place for place, row in enumerate(TABLE)}
    found = ((rows[name], path, value) for path, value in leaves(bid) if (name := pattern_of(path)) in rows)
    for place, path, value in sorted(found, key=lambda one: one[0]):
        yield TABLE[place], path, str(value)


def _indexed(words: Mapping[str, Word]) -> dict[str, tuple[tuple[str, Word], ...]]:
    """Group words by their first two letters, the longest first."""
    ordered = sorted(words.items(), key=lambda pair: (pair[0][:2], -len(pair[0])))
    return {start: tuple(group) for start, group in groupby(ordered, key=lambda pair: pair[0][:2])}


def _folded(text: str) -> tuple[str, list[int]]:
    """Give the letters and digits of a text alike in width and case, each with its place in the text."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for letter in _letters(character):
            letters.append(letter)
            places.append(place)
    return "".join(letters), places


@cache
def _letters(character: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKC", character).casefold() if letter.isalnum())


_LATIN_LENGTH = 5
_WORK_LENGTH = 6
"""A shorter name of a project done before is what many projects are called."""


def _is_telling(folded: str, row: Identifying, label: str) -> bool:
    """Tell whether a text is long enough to be found by accident only; one its own label repeats is no secret."""
    if folded in _folded(label)[0]:
        return False
    if row.way is Way.WORK:
        return len(folded) >= _WORK_LENGTH
    return len(folded) >= (_LATIN_LENGTH if folded.isascii() else 2)


def _public(bid: Bid) -> str:
    """Give what the tender itself says; a word of it tells nothing."""
    project = bid.project
    return "\n".join(
        _folded(text or "")[0]
        for text in (project.name, project.number, project.package, project.buyer, project.agency)
    )


def _generic(bid: Bid) -> frozenset[str]:
    """Give names that others have as well: posts and groups in place of a contact, sites called after their place."""
    staff = bid.company.staff
    posts = (post for person in staff for post in (person.role, person.position, person.title, person.duty))
    sites = (site.name for site in bid.company.sites if _is_plain(site))
    return frozenset({*(post for post in posts if post), *(team.name for team in bid.company.teams), *sites})


_SITE_WORDS = re.compile(
    r"总部|本部|技术|支持|服务|客户|响应|维修|维护|维保|备件|区域|驻地|常驻|中心|分公司|办事处|仓库|库房|网点|[省市县区站部处点库]"
)


def _is_plain(site: Site) -> bool:
    """Tell whether a site is called after its place and kind alone (东江服务站)."""
    rest = site.name
    for word in (site.kind, site.city, site.city.removesuffix("市"), site.province, site.province.removesuffix("省")):
        rest = rest.replace(word, "")
    return len(_SITE_WORDS.sub("", rest)) <= 1


_COMPANY_FORM = re.compile(r"(股份有限公司|有限责任公司|有限公司|集团|公司|厂)+$")
_PLACE = re.compile(r"^.*?(?:省|自治区|特别行政区)?[^省市]*?市(?=.{4})")
_AREA_CODE = re.compile(r"^0\d{2,3}[-\s]?(?=\d[\d\s-]{6,}$)")


def _parts(row: Identifying, text: str) -> Iterable[str]:
    """Give a text and what of it is as telling: a name without its legal form, a street without its city."""
    return dict.fromkeys((text, *(part for part in _FRAGMENTS.get(_last_name(row.path), _none)(text) if part)))


def _last_name(path: str) -> str:
    return path.removesuffix("[]").rpartition(".")[2]


def _none(_: str) -> Sequence[str]:
    return ()


def _company_core(text: str) -> Sequence[str]:
    core = _COMPANY_FORM.sub("", text)
    return (core,) if len(core) >= len("某某科技") else ()


def _street(text: str) -> Sequence[str]:
    return (_PLACE.sub("", text),)


def _local_number(text: str) -> Sequence[str]:
    return (_AREA_CODE.sub("", text),)


def _host(text: str) -> Sequence[str]:
    host = re.sub(r"^https?://(www\.)?", "", text).partition("/")[0]
    return (host,)


def _domain(text: str) -> Sequence[str]:
    return (text.partition("@")[2],)


_FRAGMENTS: Mapping[str, Callable[[str], Sequence[str]]] = {
    "name": _company_core,
    "aliases": _company_core,
    "former_names": _company_core,
    "holder": _company_core,
    "address": _street,
    "website": _host,
    **dict.fromkeys(("business", "support", "email"), _domain),
    **dict.fromkeys(("hotline", "headquarters", "fax", "emergency", "phone"), _local_number),
}


# --- labels ----------------------------------------------------------------------------------------------------------


def _labels(bid: Bid, found: Sequence[tuple[Identifying, str, str]]) -> dict[str, str]:
    """Give the replacement of each identifying leaf; the same text has the same label wherever it is a leaf."""
    posts = _posts(bid)
    texts: dict[Way, list[str]] = {way: [] for way in Way}
    for row, _, text in found:
        if text not in texts[row.way]:
            texts[row.way].append(text)
    made = {
        Way.PERSON: _lettered({text: posts.get(text, "联系人") for text in texts[Way.PERSON]}, single=False),
        Way.SITE: _lettered({site.name: site.kind for site in bid.company.sites}, single=True),
        Way.CLIENT: _numbered("用户单位", texts[Way.CLIENT]),
        Way.WORK: _numbered("类似项目", texts[Way.WORK]),
        Way.PARTNER: _numbered("合作单位", texts[Way.PARTNER]),
    }
    fixed = {Way.BIDDER: BIDDER, Way.BRAND: OWN_BRAND, Way.OMIT: OMITTED}
    return {path: fixed.get(row.way) or made[row.way][text] for row, path, text in found}


def _posts(bid: Bid) -> dict[str, str]:
    """Give the post each person is named by: the first of those in the role."""
    return {person.name: re.split(r"[、，,（(/]", person.role)[0] for person in bid.company.staff}


def _lettered(kinds: Mapping[str, str], *, single: bool) -> dict[str, str]:
    """Give each text its kind and a letter; with `single`, one that is alone of its kind needs none."""
    labels = {}
    for text, kind in kinds.items():
        same = [other for other, its in kinds.items() if its == kind]
        labels[text] = kind if single and len(same) == 1 else f"{kind}{_letter(same.index(text), len(same))}"
    return labels


_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _letter(place: int, count: int) -> str:
    return _ALPHABET[place] if count <= len(_ALPHABET) else str(place + 1)


def _numbered(word: str, texts: Sequence[str]) -> dict[str, str]:
    return {text: f"{word}{number}" for number, text in enumerate(texts, start=1)}
