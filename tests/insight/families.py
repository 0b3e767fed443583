"""Small matrices for tests: a product from its route in words."""

from __future__ import annotations

from collections.abc import Mapping

from vsm_desktop.insight.families.facts import Amounts, amounts_of
from vsm_desktop.metrics.clock import clock_of
from vsm_desktop.model.calendar import Calendar
from vsm_desktop.model.family import Family, FamilyMatrix, Product, Visit
from vsm_desktop.model.options import Options
from vsm_desktop.model.parse import parse_quantity
from vsm_desktop.model.quantity import Quantity


def visit(words: str) -> Visit:
    """A step, perhaps with its time: saw or saw=20s."""
    step, _equals, time = words.partition("=")
    return Visit(step=step, time=parse_quantity(time, "time", "s") if time else None)


def a_product(id_: str, route: str, quantity: str = "") -> Product:
    """A product that passes these steps; the quantity is typed."""
    return Product(id=id_, name=id_.upper(), quantity=rate(quantity), route=tuple(map(visit, route.split())))


def rate(text: str) -> Quantity | None:
    """A quantity as typed: 100/mo, or 100 pc."""
    if not text:
        return None
    return parse_quantity(text, "rate" if "/" in text else "pieces", "pc")


def a_matrix(*products: Product, families: Mapping[str, str] | None = None, **more: object) -> FamilyMatrix:
    """A matrix of products; its steps stand in the order in which they are first passed."""
    steps = tuple(dict.fromkeys(one.step for product in products for one in product.route))
    held = tuple(
        Family(id=id_, name=id_.title(), products=tuple(ids.split())) for id_, ids in (families or {}).items()
    )
    return FamilyMatrix.model_validate({"steps": steps, "products": products, "families": held, **more})


def amounts(matrix: FamilyMatrix) -> Amounts:
    """Its quantities, by an empty calendar."""
    return amounts_of(matrix.products, clock_of(Calendar(), Options()))


def groups(matrix: FamilyMatrix) -> list[set[str]]:
    """The products of every family."""
    return [set(family.products) for family in matrix.families]
