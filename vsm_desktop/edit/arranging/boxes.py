"""Boxes and free places, as layout needs them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from vsm_desktop.model.flows import Flow
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.stream import State

XY = tuple[float, float]
Box = tuple[float, float, float, float]
SizeOf = Callable[[Node], Box]
GRID, GAP = 6.0, 14.0


def no_words(_flow: Flow) -> float:
    """An arrow that says nothing."""
    return 0.0


def no_lines(_state: State) -> Sequence[Box]:
    """A map without arrows."""
    return ()


class Sheet(Struct, frozen=True):
    """What layout needs to know of the drawing, in map units.

    `width` and `height` give the shape of the paper; `ladder` is the room a ladder takes under a row of steps, `branch` that
    of a branch under it, `totals` the room at its end, `foot` that of title block and legend under the map; `words` tells how
    wide what an arrow says is, `lines` where the arrows of a state run and where their words stand, notes left out.
    """

    width: float = 420.0
    height: float = 297.0
    ladder: float = 100.0
    branch: float = 80.0
    totals: float = 120.0
    foot: float = 86.0
    words: Callable[[Flow], float] = no_words
    lines: Callable[[State], Sequence[Box]] = no_lines


def on_grid(value: float) -> float:
    """The nearest line of the grid."""
    return round(value / GRID) * GRID


def box_at(at: XY, size: Box) -> Box:
    """A box given round its centre, at a place."""
    return (at[0] + size[0], at[1] + size[1], at[0] + size[2], at[1] + size[3])


def overlap(a: Box, b: Box) -> bool:
    """Whether two boxes share some area."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def around(boxes: Iterable[Box]) -> Box:
    """The box around some boxes; there is at least one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))


def centre(box: Box) -> XY:
    """The middle of a box."""
    return ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)


def free_place(at: XY, sizes: Sequence[Box], taken: Sequence[Box]) -> XY:
    """The least shift down, right, up or left of some boxes at a place after which they lie on nothing."""
    if not _in_the_way(at, sizes, taken):
        return at
    ways = (_slid(at, sizes, taken, axis, sign) for axis, sign in ((1, 1), (0, 1), (1, -1), (0, -1)))
    return min(ways, key=lambda to: abs(to[0] - at[0]) + abs(to[1] - at[1]))


def _slid(at: XY, sizes: Sequence[Box], taken: Sequence[Box], axis: int, sign: int) -> XY:
    """Pushed one way until free, from one edge to the next, on the grid."""
    while hits := _in_the_way(at, sizes, taken):
        way = max(
            (box[axis + 2] - size[axis] if sign > 0 else size[axis + 2] - box[axis]) - sign * at[axis]
            for size, box in hits
        )
        step = max(GRID, -(-(way + GAP / 2) // GRID) * GRID) * sign
        at = (at[0] + step, at[1]) if axis == 0 else (at[0], at[1] + step)
    return at


def _in_the_way(at: XY, sizes: Sequence[Box], taken: Sequence[Box]) -> list[tuple[Box, Box]]:
    whole = box_at(at, around(sizes))
    taken = [box for box in taken if overlap(whole, box)]
    placed = [(size, box_at(at, size)) for size in sizes] if taken else []
    return [(size, box) for size, lies in placed for box in taken if overlap(lies, box)]
