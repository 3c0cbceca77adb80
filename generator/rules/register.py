"""Rules on the register of commitments: promises of one matter that disagree, steps out of order, unprinted ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from generator.commitments.lattice import (
    Claim,
    Order,
    Scope,
    Strictness,
    Tag,
    Verdict,
    confined,
    judge,
    meet,
    order,
    strictness,
)
from generator.commitments.promise import Promise
from generator.document.walk import values
from generator.finding import Severity
from generator.model.commitments import Dimension, Kind
from generator.model.credentials import VendorBacking
from generator.model.preferential import VendorExtension
from generator.model.supply import Product
from generator.rules.rule import Context, Hit, at
from generator.zh.quantity import Quantity, compare, review_equal

PRODUCTS, EXTENSIONS, BACKING = "service.products.items", "service.preferential.extensions", "company.vendor_backing"
LEVELS = "service.service_levels."
MAKERS = "service.makers."

_ELSEWHERE = (f"{PRODUCTS}[", "company.price_list.parts[")
"""Lists whose repeated names other rules judge by model and price (P104, P113)."""
_STEPS = (Kind.RESPONSE, Kind.ARRIVAL, Kind.RESOLUTION)
_FAULTS = (Verdict.CONFLICT, Verdict.BROKEN, Verdict.SHADOWED, Verdict.REVIEW)
_WORLD = (Dimension.SEVERITY, Dimension.REGION)
"""The dimensions of which the data name all there is."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A promise as a reader of the document takes it: what it holds for is told apart by names, not by ids."""

    promise: Promise
    claim: Claim
    names: tuple[frozenset[str] | None, ...]


def one_word_for_one_matter(context: Context) -> Iterator[Hit]:
    """同一事项的承诺，范围相同的应当同数，个别的不得达不到总的。

    承诺按类别、事项和适用范围（级别、区域、对象、渠道、情形）比较。范围相同而数不同的，前后矛盾；
    个别情形的承诺比总的承诺宽，总的承诺落空；各个情形都比总的承诺严，总的承诺就没有用处，
    读者不知道以哪个为准；单位不同、比不出的，请人判断。名称相同的视为同一对象。

    反例：
        courses: {name: 平台管理, times: 3次}
        courses: {name: 平台管理, times: 2次}
    正例：
        courses: {name: 平台管理（管理员）, times: 3次}
        courses: {name: 平台管理（操作员）, times: 2次}
    """
    world = _world(context.promises)
    for matter in _matters(context.promises):
        shadowed: set[str] = set()
        for left, right in combinations(matter, 2):
            if _may_meet(left, right) and (hit := _disagreement(left, right, matter, world, shadowed)):
                yield hit


def steps_follow_outside_the_matrix(context: Context) -> Iterator[Hit]:
    """服务级别以外的时限也应当依次后移，由重到轻不减。

    应急预案的启动、到场、恢复，原厂的响应和到场，从同一时刻起算的，后一步不得早于前一步；原厂的
    故障级别由重到轻排列，较重级别的时限不得长于较轻级别。

    反例：
        makers: levels: {name: 一级故障, response: 4小时, onsite: 2小时}
    正例：
        makers: levels: {name: 一级故障, response: 1小时, onsite: 12小时}
    """
    outside = [promise for promise in context.promises if not promise.path.startswith(LEVELS)]
    yield from _steps(outside)
    yield from _grades([promise for promise in outside if promise.path.startswith(MAKERS)])


def promises_are_printed(context: Context) -> Iterator[Hit]:
    """资料里写了的承诺，文件里应当印出。

    同一部分资料的其他承诺都印出了，这一项却没有，采购人看不到，等于没有承诺；不打算承诺的，从资料
    里删去，免得日后误用。整个部分都没有印出的不在此列：该种文件本来就不用它。

    反例：
        training: {refresher: 每年1次}（培训一章没有写复训）
    正例：
        培训一章：复训{{ service.training.refresher }}
    """
    if context.document is None:
        return
    printed = {path for value in values(context.document) for path in value.paths}
    families = {_family(promise) for promise in context.promises if promise.path in printed}
    for promise in context.promises:
        if promise.path not in printed and _family(promise) in families:
            yield Hit(at(promise.path), f"承诺“{promise.subject}”（{promise.text}）没有印在文件里")


def one_warranty_of_a_maker(context: Context) -> Iterator[Hit]:
    """同一制造商的原厂质保期，各处写的应当相同。

    产品清单的原厂质保、优惠条件的原厂免费质保期、公司资料的原厂支持，说的是同一件事。某一产品比
    制造商的一般质保短的，应当在优惠条件里另列，否则延保买少了也看不出来。

    反例：
        products: {maker: 示例网络设备有限公司, vendor_warranty: {period: 1年}}
        extensions: {vendor: 示例网络设备有限公司, vendor_period: 2年}
    正例：
        products: {maker: 示例网络设备有限公司, vendor_warranty: {period: 2年}}
        extensions: {vendor: 示例网络设备有限公司, vendor_period: 2年}
    """
    general = [*_extended(context), *_backed(context)]
    for index, product in enumerate(_products(context)):
        own = product.vendor_warranty
        for maker, group, period, path in general:
            if own and product.maker in maker and group in {"", product.group} and compare(own.period, period) != 0:
                message = f"“{product.name}”的原厂质保期（{own.period}）与“{product.maker}”的原厂质保期（{period}）不同"
                yield Hit(at(f"{PRODUCTS}[{index}].vendor_warranty.period"), message, (at(path),))
    for (maker, group, period, path), (others, other_group, other, where) in combinations(general, 2):
        if set(maker) & set(others) and _alike(group, other_group) and compare(period, other) != 0:
            message = f"“{maker[0]}”的原厂质保期前后不一：一处为{period}，一处为{other}"
            yield Hit(at(where), message, (at(path),))


# --- one matter ------------------------------------------------------------------------------------------------------


def _matters(found: Sequence[Promise]) -> Iterator[list[_Read]]:
    """Give the promises of each matter of which there are several."""
    matters: dict[tuple[object, ...], list[Promise]] = {}
    for promise in found:
        if not promise.path.startswith(_ELSEWHERE):
            matters.setdefault((promise.kind, promise.subject, *promise.scope.closed), []).append(promise)
    yield from ([_read(promise) for promise in matter] for matter in matters.values() if len(matter) > 1)


def _read(promise: Promise) -> _Read:
    scope = _by_name(promise.scope)
    sides = (scope.side(dimension) for dimension in Dimension)
    names = tuple(None if side is None else frozenset(tag.id for tag in side) for side in sides)
    return _Read(promise, Claim(scope, promise.value, promise.stricter), names)


def _by_name(scope: Scope) -> Scope:
    """Give a scope told by names; levels stay told by their ids, two of one name are reported by C161."""
    sides = {
        dimension: side
        if side is None or dimension is Dimension.SEVERITY
        else frozenset(Tag(tag.name, tag.name) for tag in side)
        for dimension in Dimension
        for side in (scope.side(dimension),)
    }
    return confined(scope, sides)


def _may_meet(left: _Read, right: _Read) -> bool:
    """Tell cheaply whether two promises have anything in common: nearly all pairs have not."""
    pairs = zip(left.names, right.names, strict=True)
    return not any(one is not None and other is not None and one.isdisjoint(other) for one, other in pairs)


def _world(found: Sequence[Promise]) -> Mapping[Dimension, frozenset[Tag]]:
    """Give everything the data name of the dimensions they name wholly."""
    scopes = [_by_name(promise.scope) for promise in found if promise.path.startswith(LEVELS)]
    return {
        dimension: frozenset(tag for scope in scopes for tag in scope.side(dimension) or ()) for dimension in _WORLD
    }


def _disagreement(
    left: _Read,
    right: _Read,
    matter: Sequence[_Read],
    world: Mapping[Dimension, frozenset[Tag]],
    shadowed: set[str],
) -> Hit | None:
    siblings = [one.claim for one in matter if one is not left and one is not right]
    verdict = judge(left.claim, right.claim, siblings, world)
    if verdict not in _FAULTS or (verdict is Verdict.REVIEW and _read_alike(left.promise, right.promise)):
        return None
    wide, narrow = (right, left) if order(left.claim.scope, right.claim.scope) is Order.NARROWER else (left, right)
    if verdict is Verdict.SHADOWED:
        if wide.promise.path in shadowed:
            return None
        shadowed.add(wide.promise.path)
        return Hit(at(wide.promise.path), _message(verdict, wide, narrow), (at(narrow.promise.path),))
    severity = Severity.WARNING if verdict is Verdict.REVIEW else None
    return Hit(at(narrow.promise.path), _message(verdict, wide, narrow), (at(wide.promise.path),), severity)


def _read_alike(left: Promise, right: Promise) -> bool:
    """Tell whether readers take two figures for the same: 24小时 and 1日."""
    both = (left.value, right.value)
    return all(isinstance(value, Quantity) for value in both) and review_equal(*both)  # type: ignore[arg-type]


def _message(verdict: Verdict, wide: _Read, narrow: _Read) -> str:
    general, special = wide.promise, narrow.promise
    about = f"“{special.subject}”{_where(special.scope)}"
    if verdict is Verdict.BROKEN:
        return f"{about}承诺{special.text}，达不到总的承诺{_where(general.scope)}{general.text}"
    if verdict is Verdict.SHADOWED:
        return f"“{general.subject}”{_where(general.scope)}总的承诺为{general.text}，各个情形承诺的却都更严"
    if verdict is Verdict.REVIEW:
        return f"{about}一处为{general.text}，一处为{special.text}，不能比较"
    return f"{about}前后不一：一处为{general.text}，一处为{special.text}"


def _where(scope: Scope) -> str:
    sides = [scope.side(dimension) for dimension in Dimension]
    names = "、".join(tag.name for side in sides for tag in sorted(side or ()))
    return f"（{names}）" if names else ""


# --- the order of steps ----------------------------------------------------------------------------------------------


def _steps(found: Sequence[Promise]) -> Iterator[Hit]:
    """Give each earlier step that takes longer than a later one of its family, counted from the same moment."""
    steps = [promise for promise in found if promise.kind in _STEPS]
    for earlier in steps:
        for later in steps:
            if (
                _follows(earlier, later)
                and strictness(earlier.value, later.value, earlier.stricter) is Strictness.LOOSER
            ):
                message = f"“{earlier.subject}”{_where(earlier.scope)}的时限（{earlier.text}）"
                message += f"长于“{later.subject}”{_where(later.scope)}的时限（{later.text}）"
                yield Hit(at(earlier.path), message, (at(later.path),))


def _follows(earlier: Promise, later: Promise) -> bool:
    return (
        _STEPS.index(earlier.kind) < _STEPS.index(later.kind)
        and (_family(earlier), earlier.clock) == (_family(later), later.clock)
        and meet(earlier.scope, later.scope) is not None
    )


def _is_longer(promise: Promise, other: Promise) -> bool:
    return strictness(promise.value, other.value, promise.stricter) is Strictness.LOOSER


def _grades(found: Sequence[Promise]) -> Iterator[Hit]:
    """Give each time limit of a graver level that is longer than that of the next lighter one."""
    columns: dict[tuple[object, ...], list[Promise]] = {}
    for promise in found:
        if promise.scope.severity is not None:
            columns.setdefault((promise.kind, promise.subject, promise.scope.item), []).append(promise)
    for column in columns.values():
        for graver, lighter in pairwise(column):
            if _is_longer(graver, lighter):
                message = f"“{graver.subject}”{_where(graver.scope)}的时限（{graver.text}）"
                message += f"长于较轻的{_where(lighter.scope)}（{lighter.text}）"
                yield Hit(at(graver.path), message, (at(lighter.path),))


def _family(promise: Promise) -> str:
    """Give the part of the data a promise belongs to: `service.training`, `company.price_list`, `project`."""
    above, _, below = promise.path.partition(".")
    return above if above == "project" else f"{above}.{below.split('.')[0].split('[')[0]}"


# --- makers ----------------------------------------------------------------------------------------------------------

_Word = tuple[tuple[str, ...], str, Quantity, str]
"""What is said of a maker's warranty: the maker's names, the group it is confined to, how long, and where."""


def _products(context: Context) -> tuple[Product, ...]:
    products = context.bid.service.products
    return products.items if products else ()


def _extended(context: Context) -> Iterator[_Word]:
    terms = context.bid.service.preferential
    extensions: tuple[VendorExtension, ...] = terms.extensions if terms else ()
    for index, one in enumerate(extensions):
        yield (one.vendor,), one.group, one.vendor_period, f"{EXTENSIONS}[{index}].vendor_period"


def _backed(context: Context) -> Iterator[_Word]:
    backing: tuple[VendorBacking, ...] = context.bid.company.vendor_backing
    for index, one in enumerate(backing):
        if one.period is not None:
            yield (one.vendor, *one.aliases), "", one.period, f"{BACKING}[{index}].period"


def _alike(group: str, other: str) -> bool:
    return not group or not other or group == other
