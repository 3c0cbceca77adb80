"""What stands behind a promise: makers' warranties, service levels and hours, authorisations, part suppliers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.model.bid import Bid
from generator.model.supply import Product
from generator.model.vendors import Maker
from generator.model.warranty import WarrantyGroup

LEVELS = "service.service_levels.levels["
WINDOWS = ("service.service_levels.service_window", "service.channels.hotline.window")
PARTS_YEARS = "service.warranty.after_warranty.parts_years"


@dataclass(frozen=True, slots=True)
class Backing:
    """What one maker or supplier stands for: who, what, and its key path."""

    name: str
    text: str
    path: str


def backing_of(bid: Bid) -> Callable[[str], tuple[Backing, ...]]:
    """Give the function that tells what stands behind the promise at a key path."""
    warranties = _warranties(bid)
    limits = {item: tuple(_limits(bid, item)) for item in ("response", "onsite", "restore")}
    windows, parts = tuple(_windows(bid)), tuple(_suppliers(bid))

    def behind(path: str) -> tuple[Backing, ...]:
        if path.startswith(LEVELS):
            return limits.get(path.split(".")[3], ())
        if path in WINDOWS:
            return windows
        return parts if path == PARTS_YEARS else warranties.get(path, ())

    return behind


# --- warranties ------------------------------------------------------------------------------------------------------


def _warranties(bid: Bid) -> dict[str, tuple[Backing, ...]]:
    """Give by the key path of each warranty group's period what is behind it."""
    warranty = bid.service.warranty
    return {
        f"service.warranty.groups[{index}].period": tuple(_of_group(bid, group))
        for index, group in enumerate(warranty.groups if warranty else ())
    }


def _of_group(bid: Bid, group: WarrantyGroup) -> Iterator[Backing]:
    products = bid.service.products.items if bid.service.products else ()
    mine = [(index, product) for index, product in enumerate(products) if product.group == group.id]
    makers = {product.maker for _, product in mine}
    yield from _of_products(mine)
    yield from _extensions(bid, group)
    yield from _of_makers(bid, makers)
    yield from _papers(bid, makers - {bid.company.name})


def _of_products(products: list[tuple[int, Product]]) -> Iterator[Backing]:
    for index, product in products:
        own = product.vendor_warranty
        if own is not None:
            path = f"service.products.items[{index}].vendor_warranty.period"
            level = f"（{own.level}）" if own.level else ""
            yield Backing(f"{product.maker}（{product.name}）", f"{own.period}{level}", path)


def _extensions(bid: Bid, group: WarrantyGroup) -> Iterator[Backing]:
    terms = bid.service.preferential
    for index, extension in enumerate(terms.extensions if terms else ()):
        if extension.group == group.id:
            bought = f"，自费购买延保{extension.bought}" if extension.bought else ""
            path = f"service.preferential.extensions[{index}].vendor_period"
            yield Backing(extension.vendor, f"{extension.vendor_period}{bought}（{extension.service}）", path)


def _of_makers(bid: Bid, makers: set[str]) -> Iterator[Backing]:
    for index, backing in enumerate(bid.company.vendor_backing):
        if backing.period is not None and makers & {backing.vendor, *backing.aliases}:
            paper = f"（授权书{backing.authorisation}）" if backing.authorisation else ""
            yield Backing(backing.vendor, f"{backing.period}{paper}", f"company.vendor_backing[{index}].period")


def _papers(bid: Bid, makers: set[str]) -> Iterator[Backing]:
    """Give the makers' written authorisations of the bidder."""
    for index, paper in enumerate(bid.company.credentials):
        if paper.issuer in makers and "授权" in paper.kind + paper.name:
            yield Backing(paper.issuer, f"{paper.name}（{paper.number}）", f"company.credentials[{index}].number")


# --- times and hours -------------------------------------------------------------------------------------------------


def _limits(bid: Bid, item: str) -> Iterator[Backing]:
    """Give what makers state of their own response and arrival, and how the bidder makes up for the rest."""
    makers = bid.service.makers.items if bid.service.makers else ()
    for index, maker in enumerate(makers):
        path = f"service.makers.items[{index}]"
        if item != "restore" and maker.levels:
            yield Backing(maker.name, _by_level(maker, item), f"{path}.levels[0].{item}")
        if item != "response":
            fill = f"；补足：{maker.fill}" if item == "onsite" else ""
            yield Backing(maker.name, f"{maker.service_level}{fill}", f"{path}.service_level")
    for index, backing in enumerate(bid.company.vendor_backing):
        if backing.service_level is not None and item != "response":
            yield Backing(backing.vendor, backing.service_level, f"company.vendor_backing[{index}].service_level")


def _by_level(maker: Maker, item: str) -> str:
    return f"原厂级别{'、'.join(f'{level.name}{getattr(level, item)}' for level in maker.levels)}"


def _windows(bid: Bid) -> Iterator[Backing]:
    for index, maker in enumerate(bid.service.makers.items if bid.service.makers else ()):
        if maker.telephone is not None:
            hours = "；".join(f"{one.days}{one.hours}" for one in maker.telephone.hours)
            yield Backing(maker.name, hours, f"service.makers.items[{index}].telephone.hours[0].hours")
    for index, backing in enumerate(bid.company.vendor_backing):
        if backing.service_window is not None:
            path = f"company.vendor_backing[{index}].service_window"
            yield Backing(backing.vendor, str(backing.service_window), path)


def _suppliers(bid: Bid) -> Iterator[Backing]:
    """Give who supplies the parts of the price list, the bidder itself left out."""
    parts = bid.company.price_list.parts if bid.company.price_list else ()
    counts = Counter(part.supplier for part in parts)
    first = {part.supplier: index for index, part in reversed([*enumerate(parts)])}
    proofs = {supplier.name: f"（{supplier.proof}）" for supplier in bid.company.suppliers if supplier.proof}
    for supplier, count in counts.items():
        if supplier != bid.company.name:
            path = f"company.price_list.parts[{first[supplier]}].supplier"
            yield Backing(supplier, f"供应价格表中的零配件{count}种{proofs.get(supplier, '')}", path)
