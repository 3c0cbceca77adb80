"""What stands behind a warranty: the makers' own periods, those bought from them, and their word to the bidder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.bid import Bid
from generator.model.supply import Product
from generator.model.warranty import WarrantyGroup


@dataclass(frozen=True, slots=True)
class Backing:
    """One maker's warranty: whose, how long, and its key path."""

    name: str
    text: str
    path: str


def warranty_backing(bid: Bid) -> dict[str, tuple[Backing, ...]]:
    """Give by the key path of each warranty group's period the makers' warranties behind it."""
    warranty = bid.service.warranty
    return {
        f"service.warranty.groups[{index}].period": tuple(_of_group(bid, group))
        for index, group in enumerate(warranty.groups if warranty else ())
    }


def _of_group(bid: Bid, group: WarrantyGroup) -> Iterator[Backing]:
    products = bid.service.products.items if bid.service.products else ()
    mine = [(index, product) for index, product in enumerate(products) if product.group == group.id]
    yield from _of_products(mine)
    yield from _extensions(bid, group)
    yield from _of_makers(bid, {product.maker for _, product in mine})


def _of_products(products: list[tuple[int, Product]]) -> Iterator[Backing]:
    for index, product in products:
        own = product.vendor_warranty
        if own is not None:
            path = f"service.products.items[{index}].vendor_warranty.period"
            yield Backing(f"{product.maker}（{product.name}）", str(own.period), path)


def _extensions(bid: Bid, group: WarrantyGroup) -> Iterator[Backing]:
    terms = bid.service.preferential
    for index, extension in enumerate(terms.extensions if terms else ()):
        if extension.group == group.id:
            bought = f"，自费购买延保{extension.bought}" if extension.bought else ""
            path = f"service.preferential.extensions[{index}].vendor_period"
            yield Backing(extension.vendor, f"{extension.vendor_period}{bought}", path)


def _of_makers(bid: Bid, makers: set[str]) -> Iterator[Backing]:
    for index, backing in enumerate(bid.company.vendor_backing):
        if backing.period is not None and makers & {backing.vendor, *backing.aliases}:
            yield Backing(backing.vendor, str(backing.period), f"company.vendor_backing[{index}].period")
