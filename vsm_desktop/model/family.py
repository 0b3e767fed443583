"""Products and the steps they pass, and the families they make: the matrix of a value stream.

The product family matrix of Rother & Shook, Learning to See (1999): products down, process steps across, a mark where a
product passes a step. It is made of routings here: a route holds its steps in the order in which the product passes them.
"""

from collections.abc import Iterable
from typing import Self

from pydantic import Field, model_validator

from vsm_desktop.model.element import Id
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.value import Value

THRESHOLD = 0.8
"""Duggan, Creating Mixed Model Value Streams: a family has at least 80 % of its process steps in common."""
SPREAD = 0.3
"""Duggan: the total work content of the products of a family lies within 30 %."""


class Visit(Value):
    """That a product passes a step, and how long a piece of it takes there."""

    step: str = Field(min_length=1)
    time: Quantity | None = None

    @model_validator(mode="after")
    def _is_a_time(self) -> Self:
        if self.time is not None and (self.time.dimension != "time" or self.time.value < 0):
            raise ValueError(f"the time at {self.step} is no time")
        return self


class Product(Value):
    """One product: `name` is what it is known by, `quantity` how many there are of it, per period or not.

    A step may stand twice in a route.
    """

    id: str = Id
    name: str = ""
    description: str = ""
    quantity: Quantity | None = None
    route: tuple[Visit, ...] = ()

    @model_validator(mode="after")
    def _is_counted(self) -> Self:
        held = self.quantity
        if held is not None and (held.dimension not in ("rate", "pieces") or held.value < 0):
            raise ValueError(f"the quantity of {self.name or self.id} is no number of pieces")
        return self

    @property
    def steps(self) -> frozenset[str]:
        """The steps it passes, in no order."""
        return frozenset(visit.step for visit in self.route)

    @property
    def title(self) -> str:
        """What it is called."""
        return self.name or self.id


class Family(Value):
    """Products that are mapped together; what was put together by hand is left as it is when grouped anew."""

    id: str = Id
    name: str = ""
    products: tuple[str, ...] = ()
    by_hand: bool = False


class FamilyMatrix(Value):
    """Products by steps, and the families found in them.

    `steps` are the columns; `threshold` is the share of steps, 0 to 1, from which products were grouped, `downstream`
    whether later steps counted more. `source` is the sheet it was read from.
    """

    source: str = ""
    steps: tuple[str, ...] = ()
    products: tuple[Product, ...] = ()
    families: tuple[Family, ...] = ()
    threshold: float = Field(default=THRESHOLD, ge=0.0, le=1.0)
    downstream: bool = False

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        ids = {product.id for product in self.products}
        _once("two products share the id", [product.id for product in self.products])
        _once("two steps are called", self.steps)
        _once("two families share the id", [family.id for family in self.families])
        members = [id_ for family in self.families for id_ in family.products]
        _once("two families hold the product", members)
        if loose := set(members) - ids:
            raise ValueError(f"families hold products that do not exist: {', '.join(sorted(loose))}")
        known = set(self.steps)
        if strange := {visit.step for one in self.products for visit in one.route} - known:
            raise ValueError(f"routes pass steps that do not exist: {', '.join(sorted(strange))}")
        return self

    def product(self, id_: str) -> Product:
        """The product of an id. Raises KeyError for one there is not."""
        for product in self.products:
            if product.id == id_:
                return product
        raise KeyError(id_)

    def family(self, id_: str) -> Family:
        """The family of an id. Raises KeyError for one there is not."""
        for family in self.families:
            if family.id == id_:
                return family
        raise KeyError(id_)

    def find_family(self, name: str) -> Family:
        """The family of this id, this name ignoring case, or this number from 1 on. Raises KeyError if there is none."""
        for family in self.families:
            if name == family.id or name.casefold() == family.name.casefold():
                return family
        if name.isdecimal() and 0 < int(name) <= len(self.families):
            return self.families[int(name) - 1]
        raise KeyError(name)

    def members(self, family: Family) -> tuple[Product, ...]:
        """The products of a family, in its order."""
        known = {product.id: product for product in self.products}
        return tuple(known[id_] for id_ in family.products)

    @property
    def loose(self) -> tuple[Product, ...]:
        """The products that are in no family."""
        held = {id_ for family in self.families for id_ in family.products}
        return tuple(product for product in self.products if product.id not in held)


def _once(words: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise ValueError(f"{words} {name}")
        seen.add(name)
