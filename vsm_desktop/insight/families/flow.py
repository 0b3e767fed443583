"""The order of steps: one line for all routes, each route laid along it, and the order in which blocks show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from msgspec import Struct

from vsm_desktop.model.family import Product

_ROUNDS = 100


class Conflict(Struct, frozen=True):
    """That products pass two steps in different order: `first` comes first on the line, second in those of `against`."""

    first: str
    second: str
    against: tuple[str, ...]


def merged(steps: Sequence[str], products: Sequence[Product]) -> tuple[str, ...]:
    """The steps some products pass, in one order: a topological sort of what comes before what.

    A step comes before another if it does so in more of the products. Where that leads in a circle, the step with
    the least before it is taken; of equals the one that stands first in `steps`.
    """
    before = _counts(products)
    passed = set[str]().union(*(product.steps for product in products))
    left = [step for step in steps if step in passed]
    ahead = dict.fromkeys(left, 0)
    more: dict[str, list[tuple[str, int]]] = {}
    for (first, second), count in before.items():
        if (surplus := count - before.get((second, first), 0)) > 0:
            ahead[second] += surplus
            more.setdefault(first, []).append((second, surplus))
    found: list[str] = []
    while left:
        next_ = min(left, key=ahead.__getitem__)
        left.remove(next_)
        found.append(next_)
        for second, surplus in more.get(next_, ()):
            ahead[second] -= surplus
    return tuple(found)


def _counts(products: Sequence[Product]) -> dict[tuple[str, str], int]:
    """In how many products a step first stands before another."""
    found: dict[tuple[str, str], int] = {}
    for product in products:
        order = list(dict.fromkeys(visit.step for visit in product.route))
        for i, step in enumerate(order):
            for later in order[i + 1 :]:
                found[step, later] = found.get((step, later), 0) + 1
    return found


class Line(Struct, frozen=True):
    """One line of places that every route runs along without turning back.

    A place is a step; one that products come back to, or pass where others do not, stands there again. `ways` holds for
    every product the numbers of the places it passes.
    """

    places: tuple[str, ...]
    ways: Mapping[str, tuple[int, ...]]
    conflicts: tuple[Conflict, ...]
    again: Mapping[str, tuple[str, ...]]
    """Steps that products pass more than once, with the ids of these."""


def line_of(steps: Sequence[str], products: Sequence[Product]) -> Line:
    """Lay the routes of some products along one line; the first products go the straightest way."""
    order = merged(steps, products)
    marks: list[tuple[str, object]] = [(step, object()) for step in order]
    ways: dict[str, list[object]] = {}
    for product in products:
        at, way = -1, list[object]()
        for visit in product.route:
            at = _next(visit.step, at, marks)
            way.append(marks[at][1])
        ways[product.id] = way
    number = {mark: i for i, (_step, mark) in enumerate(marks)}
    numbers = {id_: tuple(number[mark] for mark in way) for id_, way in ways.items()}
    used = sorted({i for way in numbers.values() for i in way})
    new = {old: i for i, old in enumerate(used)}
    return Line(
        tuple(marks[i][0] for i in used),
        {id_: tuple(new[i] for i in way) for id_, way in numbers.items()},
        _conflicts(order, products),
        _again(products),
    )


def _next(step: str, at: int, marks: list[tuple[str, object]]) -> int:
    """The next place of a step behind one; where there is none it is put in right there."""
    for i in range(at + 1, len(marks)):
        if marks[i][0] == step:
            return i
    marks.insert(at + 1, (step, object()))
    return at + 1


def _conflicts(order: Sequence[str], products: Sequence[Product]) -> tuple[Conflict, ...]:
    """The pairs of steps that some products pass the other way round than the line."""
    place = {step: i for i, step in enumerate(order)}
    against: dict[tuple[str, str], list[str]] = {}
    for product in products:
        route = list(dict.fromkeys(visit.step for visit in product.route))
        for i, step in enumerate(route):
            for later in route[i + 1 :]:
                if place[later] < place[step]:
                    against.setdefault((later, step), []).append(product.title)
    return tuple(Conflict(first, second, tuple(names)) for (first, second), names in against.items())


def _again(products: Sequence[Product]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for product in products:
        passed = [visit.step for visit in product.route]
        for step in dict.fromkeys(passed):
            if passed.count(step) > 1:
                found.setdefault(step, []).append(product.id)
    return {step: tuple(ids) for step, ids in found.items()}


def blocks(rows: Sequence[Set[str]], columns: Sequence[str]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The order of rows and of columns in which blocks show: rank order clustering (King 1980).

    Every row is read as a binary number, and the rows sorted, the largest first; then so are the columns, and again,
    until nothing moves. Of equals the one that stood first stays first.
    """
    across, down = list(columns), list(range(len(rows)))
    for _round in range(_ROUNDS):
        new_down = sorted(down, key=lambda i: [step not in rows[i] for step in across])
        new_across = sorted(across, key=lambda step: [step not in rows[i] for i in new_down])
        if (new_down, new_across) == (down, across):
            break
        down, across = new_down, new_across
    return tuple(down), tuple(across)
