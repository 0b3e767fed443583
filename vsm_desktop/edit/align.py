"""Lining up and spacing out; boxes are passed in, so that this room need not know how things are drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from typing import Literal, NamedTuple

from vsm_desktop.edit.edits import Edit, move
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.stream import State

Box = tuple[float, float, float, float]
BoxOf = Callable[[Node], Box]
Side = Literal["left", "centre", "right", "top", "middle", "bottom"]
Axis = Literal["across", "down"]

_ALIGN: dict[Side, tuple[int, float]] = {
    "left": (0, 0.0),
    "centre": (0, 0.5),
    "right": (0, 1.0),
    "top": (1, 0.0),
    "middle": (1, 0.5),
    "bottom": (1, 1.0),
}


class Unit(NamedTuple):
    """What moves as one: a group, or a node alone; what is locked does not."""

    ids: frozenset[str]
    box: Box
    locked: bool


def align(ids: Set[str], side: Side, box_of: BoxOf) -> Edit:
    """Bring nodes to one side, or the middle, of the box around all of them; to that of the locked ones, if there are any."""
    axis, share = _ALIGN[side]

    def apply(state: State) -> State:
        units = _units(state, ids, box_of)
        if len(units) < 2:
            return state
        fixed = [unit for unit in units if unit.locked] or units
        low = min(unit.box[axis] for unit in fixed)
        high = max(unit.box[axis + 2] for unit in fixed)
        goal = low + share * (high - low)
        shifts = [goal - _at(unit.box, axis, share) for unit in units]
        return _shifted(state, units, axis, shifts)

    return apply


def distribute(ids: Set[str], axis: Axis, box_of: BoxOf) -> Edit:
    """Make the gaps between nodes equal; the first and the last stay. Fewer than three have nothing to share."""
    way = 0 if axis == "across" else 1

    def apply(state: State) -> State:
        units = sorted(_units(state, ids, box_of), key=lambda unit: _at(unit.box, way, 0.5))
        if len(units) < 3:
            return state
        room = units[-1].box[way + 2] - units[0].box[way]
        gap = (room - sum(unit.box[way + 2] - unit.box[way] for unit in units)) / (len(units) - 1)
        shifts, at = [], units[0].box[way]
        for unit in units:
            shifts.append(at - unit.box[way])
            at += unit.box[way + 2] - unit.box[way] + gap
        return _shifted(state, units, way, shifts)

    return apply


def _units(state: State, ids: Set[str], box_of: BoxOf) -> list[Unit]:
    together: dict[str, list[Node]] = {}
    for node in state.nodes:
        if node.id in ids:
            together.setdefault(f"@{node.group}" if node.group else node.id, []).append(node)
    return [
        Unit(
            frozenset(node.id for node in nodes),
            around([box_of(node) for node in nodes]),
            any(node.locked for node in nodes),
        )
        for nodes in together.values()
    ]


def around(boxes: Sequence[Box]) -> Box:
    """The box around boxes; there is at least one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))


def _at(box: Box, axis: int, share: float) -> float:
    return box[axis] + share * (box[axis + 2] - box[axis])


def _shifted(state: State, units: Sequence[Unit], axis: int, shifts: Sequence[float]) -> State:
    for unit, by in zip(units, shifts, strict=True):
        if by and not unit.locked:
            state = move(unit.ids, *((by, 0.0) if axis == 0 else (0.0, by)))(state)
    return state
