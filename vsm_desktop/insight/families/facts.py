"""What a family has in common, how much work its products take, and how many of them are made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from vsm_desktop.insight.families.alike import Bits, alike, bits_for, mask_of
from vsm_desktop.metrics.clock import Clock
from vsm_desktop.model.family import SPREAD, THRESHOLD, Family, FamilyMatrix, Product
from vsm_desktop.model.units import UNITS


class Amounts(Struct, frozen=True):
    """How many there are of every product, in one unit.

    `unit` is the one of the sheet where all quantities have it, pc/day where periods differ; empty if there are none.
    `unknown` are the products whose quantity is missing or not in that unit.
    """

    unit: str
    of: Mapping[str, float]
    unknown: tuple[Product, ...]

    @property
    def total(self) -> float:
        """All products together."""
        return sum(self.of.values())

    def weigh(self, product: Product) -> float:
        """The quantity of a product; nothing where it is unknown."""
        return self.of.get(product.id, 0.0)

    def sum_of(self, ids: Sequence[str]) -> float:
        """The quantity of several products."""
        return sum(self.of.get(id_, 0.0) for id_ in ids)


def amounts_of(products: Sequence[Product], clock: Clock) -> Amounts:
    """The quantities of products, per day by the calendar where their periods differ; pieces without a period are a unit of their own."""
    units = Counter(product.quantity.unit for product in products if product.quantity)
    if not units:
        return Amounts("", {}, tuple(products))
    rates = [unit for unit in units if UNITS[unit].dimension == "rate"]
    unit = rates[0] if len(rates) == 1 else "pc/day" if rates else "pc"
    found: dict[str, float] = {}
    for product in products:
        held = product.quantity
        if held is None or (UNITS[held.unit].dimension == "rate") != bool(rates):
            continue
        found[product.id] = held.value if held.unit == unit else held.value * clock.per_day[held.unit]
    return Amounts(unit, found, tuple(product for product in products if product.id not in found))


class Ranked(Struct, frozen=True):
    """One product of the Pareto: its quantity and its share of all."""

    product: Product
    amount: float
    share: float


def pareto(products: Sequence[Product], amounts: Amounts) -> tuple[Ranked, ...]:
    """The products by their quantities, the largest first; those without one are left out."""
    ranked = sorted((one for one in products if amounts.weigh(one) > 0), key=lambda one: -amounts.weigh(one))
    total = sum(map(amounts.weigh, ranked))
    return tuple(Ranked(one, amounts.weigh(one), amounts.weigh(one) / total) for one in ranked)


class Work(Struct, frozen=True):
    """The total work content of products, seconds a piece: of the least, the most, and on the average by quantity.

    `spread` is (most - least) / most; Duggan asks for at most 30 %.
    """

    least: float
    most: float
    mean: float

    @property
    def spread(self) -> float:
        """The range as a share of the most."""
        return (self.most - self.least) / self.most if self.most else 0.0

    @property
    def within(self) -> bool:
        """Whether it keeps to Duggan's rule."""
        return self.spread <= SPREAD + 1e-9


class Facts(Struct, frozen=True):
    """What is true of a family.

    `core` are the steps that more than half of its products pass, `shared` those that all do, `partly` the others with
    how many do. `alike` is the mean likeness of all pairs, `to_core` that of each product to the core. `work` needs the
    times of all steps of at least one product; `untimed` are the products that lack some.
    """

    core: tuple[str, ...]
    shared: tuple[str, ...]
    partly: tuple[tuple[str, int], ...]
    alike: float
    to_core: Mapping[str, float]
    amount: float
    share: float | None
    work: Work | None
    untimed: tuple[Product, ...]

    @property
    def similar(self) -> bool:
        """Whether its products share as many steps as Duggan asks for."""
        return self.alike >= THRESHOLD - 1e-9


def facts_of(
    matrix: FamilyMatrix,
    family: Family,
    amounts: Amounts,
    bits: Bits | None = None,
    members: Sequence[Product] | None = None,
) -> Facts:
    """What is true of a family; an empty one shares nothing. `bits` and `members` spare finding them for each of many."""
    bits = bits or bits_for(matrix)
    members = matrix.members(family) if members is None else members
    counts = Counter(step for product in members for step in product.steps)
    passed = [step for step in matrix.steps if step in counts]
    core = tuple(step for step in passed if 2 * counts[step] > len(members))
    masks = {product.id: mask_of(product.steps, bits) for product in members}
    middle = mask_of(core, bits)
    return Facts(
        core,
        tuple(step for step in passed if counts[step] == len(members)),
        tuple((step, counts[step]) for step in passed if counts[step] < len(members)),
        _mean_alike(tuple(masks.values())),
        {id_: alike(mask, middle) for id_, mask in masks.items()},
        amounts.sum_of(family.products),
        amounts.sum_of(family.products) / amounts.total if amounts.total else None,
        _work(members, amounts),
        tuple(product for product in members if content_s(product) is None),
    )


def _mean_alike(masks: Sequence[int]) -> float:
    """The mean over all pairs; sets that are the same are compared once."""
    counts = Counter(masks)
    pairs = len(masks) * (len(masks) - 1) / 2
    if not pairs:
        return 1.0
    same = sum(n * (n - 1) / 2 for n in counts.values())
    other = sum(counts[a] * counts[b] * alike(a, b) for a, b in combinations(counts, 2))
    return (same + other) / pairs


def content_s(product: Product) -> float | None:
    """The work content of a product, seconds a piece: the times of all its steps; None if one lacks or is in days."""
    times = [visit.time for visit in product.route]
    if not times or any(time is None or time.in_calendar_units for time in times):
        return None
    return sum(time.base for time in times if time is not None)


def _work(members: Sequence[Product], amounts: Amounts) -> Work | None:
    known = [(work, amounts.weigh(one)) for one in members if (work := content_s(one)) is not None]
    if not known:
        return None
    whole = sum(weight for _work, weight in known)
    mean = (
        sum(work * weight for work, weight in known) / whole
        if whole
        else sum(work for work, _weight in known) / len(known)
    )
    works = [work for work, _weight in known]
    return Work(min(works), max(works), mean)
