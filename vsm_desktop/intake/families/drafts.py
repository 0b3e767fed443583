"""Products and steps while they are read: the same product and the same step are one, however they are spelt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from vsm_desktop.assets import _
from vsm_desktop.intake.grid import Cell
from vsm_desktop.intake.phrases import fold
from vsm_desktop.intake.steps import Ids, slug
from vsm_desktop.model.family import Family, FamilyMatrix, Product, Visit
from vsm_desktop.model.quantity import Quantity

MOST_PRODUCTS, MOST_STEPS = 2_000, 300
_LONGEST = 120


class Draft(Struct):
    """One product as read so far; `visits` are sorted by their number, of equals as they came."""

    id: str
    name: str
    cell: Cell
    description: str = ""
    family: str = ""
    quantity: Quantity | None = None
    quantity_cell: Cell | None = None
    visits: list[tuple[float, Visit]] = field(default_factory=list)

    def product(self) -> Product:
        """The product."""
        visits = tuple(visit for _number, visit in sorted(self.visits, key=lambda one: one[0]))
        return Product(
            id=self.id, name=self.name, description=self.description, quantity=self.quantity, route=visits
        )


class Drafts:
    """All products and steps of a sheet."""

    def __init__(self) -> None:
        self._ids = Ids()
        self._known: dict[str, Draft] = {}
        self.steps: list[str] = []
        self._spelt: dict[str, str] = {}

    def __iter__(self) -> Iterator[Draft]:
        return iter(self._known.values())

    def find(self, name: str) -> Draft | None:
        """The product of a name, if there is one already."""
        return self._known.get(fold(name))

    def add(self, name: str, cell: Cell) -> Draft:
        """A new product."""
        draft = Draft(self._ids.free(slug(name)), name, cell)
        self._known[fold(name)] = draft
        return draft

    @property
    def full(self) -> bool:
        """Whether no more products are taken."""
        return len(self._known) >= MOST_PRODUCTS

    def step(self, name: str) -> str:
        """The step of a name as it was first spelt."""
        name = " ".join(name.split())[:_LONGEST]
        key = fold(name)
        if key not in self._spelt:
            self._spelt[key] = name
            self.steps.append(name)
        return self._spelt[key]

    def matrix(self, source: str, *, in_order: bool) -> FamilyMatrix:
        """Everything that passes at least one step; families where the sheet has named them.

        Steps stand as in the sheet if that is `in_order`, else as the routes pass them.
        """
        products = tuple(draft.product() for draft in self._known.values() if draft.visits)
        used = {visit.step for product in products for visit in product.route}
        steps = tuple(step for step in self.steps if step in used) if in_order else _along(products)
        return FamilyMatrix(
            source=source, steps=steps, products=products, families=tuple(self._families(products))
        )

    def _families(self, products: Iterable[Product]) -> Iterable[Family]:
        held = {product.id for product in products}
        named: dict[str, list[Draft]] = {}
        for draft in self._known.values():
            if draft.family and draft.id in held:
                named.setdefault(fold(draft.family), []).append(draft)
        for number, drafts in enumerate(named.values(), start=1):
            ids = tuple(draft.id for draft in drafts)
            yield Family(id=f"family{number}", name=drafts[0].family, products=ids, by_hand=True)


def _along(products: Iterable[Product]) -> tuple[str, ...]:
    """The steps of routes, a new one behind the one before it."""
    found: list[str] = []
    for product in products:
        at = 0
        for visit in product.route:
            if visit.step not in found:
                found.insert(at, visit.step)
            at = found.index(visit.step) + 1
    return tuple(found)


def text_of(cell: Cell | None) -> str:
    """The text of a cell, or its number as it is read."""
    if cell is None or cell.kind in ("error", "formula"):
        return ""
    return " ".join(cell.shown.split())


def spelt_otherwise(name: str, step: str) -> str:
    """What is said of a step that is spelt in another way than before."""
    return _('"{name}" read as {step}').format(name=name, step=step) if " ".join(name.split()) != step else ""
