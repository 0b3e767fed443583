"""Products grouped by the steps they share: average linkage, cut where groups share less than asked for.

Sokal & Michener (1958): begin with every product alone and join the two groups that are most alike, the likeness of two
groups being the mean over all pairs of their products. It never rises from join to join, so that all joins above a
threshold give the groups at that threshold. The order of the products in the sheet has no say: products of the same
steps go together from the start, and of equals those join whose steps come first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.insight.families.alike import alike, bits_for, mask_of
from vsm_desktop.insight.families.flow import merged
from vsm_desktop.model.family import Family, FamilyMatrix, Product
from vsm_desktop.model.ids import new_ids

EXACT = 1e-9
"""Two means of the same shares may differ by so much."""


class Join(Struct, frozen=True):
    """Two groups, by their numbers, that are so much alike on the average; the first takes the other in."""

    into: int
    other: int
    alike: float


def joins(masks: Sequence[int], sizes: Sequence[int]) -> tuple[Join, ...]:
    """Every join down to one group, the most alike first; `sizes` says how many products pass each set of steps."""
    many = list(sizes)
    rows = [[alike(one, other) for other in masks] for one in masks]
    left = list(range(len(masks)))
    best = [_best(i, rows, left) for i in left]
    found: list[Join] = []
    while len(left) > 1:
        into = max(left, key=lambda i: (rows[i][best[i]], -i))
        other = best[into]
        into, other = min(into, other), max(into, other)
        found.append(Join(into, other, rows[into][other]))
        left.remove(other)
        _mean_into(into, other, rows, many, left)
        for i in left:
            if i == into or best[i] in (into, other):
                best[i] = _best(i, rows, left)
            elif rows[i][into] > rows[i][best[i]]:
                best[i] = into
    return tuple(found)


def _best(i: int, rows: Sequence[Sequence[float]], left: Sequence[int]) -> int:
    """The group most like one; of equals the first."""
    row = rows[i]
    return max((j for j in left if j != i), key=lambda j: (row[j], -j), default=i)


def _mean_into(into: int, other: int, rows: list[list[float]], many: list[int], left: Sequence[int]) -> None:
    """The likeness of the joined group to every other, as the mean over its products (Lance & Williams 1967)."""
    a, b = many[into], many[other]
    for k in left:
        if k != into:
            rows[into][k] = rows[k][into] = (a * rows[into][k] + b * rows[other][k]) / (a + b)
    many[into] = a + b


class Tree(Struct, frozen=True):
    """All joins of some products, to be cut at any threshold without being worked out again.

    `sets` holds for every distinct set of steps the ids of the products that pass just these.
    """

    sets: tuple[tuple[str, ...], ...]
    joins: tuple[Join, ...]

    def at(self, threshold: float) -> tuple[frozenset[str], ...]:
        """The groups whose products share at least so much, on the average."""
        groups = [list(ids) for ids in self.sets]
        for join in self.joins:
            if join.alike < threshold - EXACT:
                break
            groups[join.into] += groups[join.other]
            groups[join.other] = []
        return tuple(frozenset(group) for group in groups if group)


def tree_of(matrix: FamilyMatrix) -> Tree:
    """The joins of the products that no hand has put anywhere."""
    bits = bits_for(matrix)
    sets: dict[int, list[str]] = {}
    for product in _free(matrix):
        sets.setdefault(mask_of(product.steps, bits), []).append(product.id)
    masks = sorted(sets, key=_first_bits)
    return Tree(tuple(tuple(sets[mask]) for mask in masks), joins(masks, [len(sets[mask]) for mask in masks]))


def _first_bits(mask: int) -> str:
    """An order of sets: those that pass the first steps come first."""
    return bin(mask)[:1:-1].translate({48: 49, 49: 48})


def _free(matrix: FamilyMatrix) -> tuple[Product, ...]:
    kept = {id_ for family in matrix.families if family.by_hand for id_ in family.products}
    return tuple(product for product in matrix.products if product.id not in kept)


Weigh = Callable[[Product], float]


def grouped(matrix: FamilyMatrix, weigh: Weigh, tree: Tree | None = None) -> FamilyMatrix:
    """The matrix with its products grouped at its threshold; families made by hand stay as they are.

    The largest family stands first, by what `weigh` says of its products, and so do its products. One that holds the
    same products as before keeps its name.
    """
    groups = (tree or tree_of(matrix)).at(matrix.threshold)
    place = {product.id: i for i, product in enumerate(matrix.products)}
    weight = {product.id: weigh(product) for product in matrix.products}

    def rank(ids: Iterable[str]) -> tuple[float, int]:
        held = list(ids)
        return (-sum(weight[id_] for id_ in held), min(map(place.__getitem__, held)))

    kept = [family for family in matrix.families if family.by_hand and family.products]
    before = {frozenset(family.products): family for family in matrix.families if not family.by_hand}
    known = [before[ids] for ids in groups if ids in before]
    names = free_names({family.name for family in (*kept, *known)})
    new = sorted((ids for ids in groups if ids not in before), key=rank)
    fresh = dict(zip(new, new_ids(("family" for _ids in new), _ids_of(matrix.families)), strict=True))
    for ids in (*new, *(ids for ids in groups if ids in before)):
        family = before.get(ids) or Family(id=fresh[ids], name=next(names))
        members = sorted(ids, key=lambda id_: (-weight[id_], place[id_]))
        kept.append(family.evolve(products=tuple(members)))
    return matrix.evolve(families=tuple(sorted(kept, key=lambda family: rank(family.products))))


def in_order(matrix: FamilyMatrix) -> FamilyMatrix:
    """A matrix as it was read, with its steps in the order of the flow."""
    return matrix.evolve(steps=merged(matrix.steps, matrix.products))


def _ids_of(families: Iterable[Family]) -> list[str]:
    return [family.id for family in families]


def free_names(taken: Iterable[str]) -> Iterator[str]:
    """Names that no family has yet: Family A, Family B, after Z with a number."""
    known = {name.casefold() for name in taken}
    for number in count():
        round_, letter = divmod(number, 26)
        mark = chr(65 + letter) + (str(round_ + 1) if round_ else "")
        name = _("Family {mark}").format(mark=mark)
        if name.casefold() not in known:
            yield name
