"""Automatic layout: suppliers upper left, customers upper right, information between, material in lanes below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from vsm_desktop.edit.arranging.boxes import (
    XY,
    Box,
    Sheet,
    SizeOf,
    around,
    box_at,
    free_place,
    on_grid,
    overlap,
)
from vsm_desktop.edit.arranging.frames import bands_of, frames_round
from vsm_desktop.edit.arranging.notes import along, bends_with
from vsm_desktop.edit.arranging.plan import places
from vsm_desktop.edit.arranging.rows import MARGIN
from vsm_desktop.edit.edits import Edit, changed
from vsm_desktop.model.fields import NOTES
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.stream import Layout, State
from vsm_desktop.model.value import Point, Size

_NOTHING: frozenset[str] = frozenset()
_USUAL = Sheet()


def arrange(
    size_of: SizeOf,
    layout: Layout | None = None,
    only: Set[str] = _NOTHING,
    sheet: Sheet = _USUAL,
    critical: Set[str] = _NOTHING,
) -> Edit:
    """Lay out the map, or some of its symbols at their present place; a second time changes nothing.

    Boxes are given round each centre. Without a `layout` the map's own is taken; one that is given for the whole map becomes
    its own. Where there are branches, what is `critical` goes straight on, else the longest. What is locked stays and nothing is laid on it; notes go along with their symbols, frames are fitted round the
    members they had, both clear of arrows, bends by hand are dropped where the ends of an arrow moved apart.
    """

    def apply(state: State) -> State:
        manner = layout or state.layout
        chosen = [node for node in state.nodes if not only or node.id in only]
        if only and layout is None and manner == "folded":
            manner = "left_to_right"
        found = _placed(state, chosen, _Task(size_of, manner, bool(only), sheet, critical))
        after = _moved(state, {node.id for node in chosen}, size_of, found, sheet)
        kept = state.layout if only else manner
        return after if kept == state.layout else after.evolve(layout=kept)

    return apply


class _Task(NamedTuple):
    """What is wanted: in which manner, and whether of a `part` of the map only."""

    size_of: SizeOf
    manner: Layout
    part: bool
    sheet: Sheet
    critical: Set[str]


def _placed(state: State, chosen: Sequence[Node], task: _Task) -> dict[str, XY]:
    """Where the chosen symbols go, notes and what is locked left out."""
    size_of, manner, part = task.size_of, task.manner, task.part
    symbols = [node for node in chosen if node.kind not in NOTES]
    loose = [node.id for node in symbols if not node.locked]
    if not loose:
        return {}
    ids = {node.id for node in symbols}
    flows = [flow for flow in state.flows if flow.source in ids and flow.target in ids]
    sizes = {node.id: size_of(node) for node in symbols}
    frames = {node.id: box_at((node.at.x, node.at.y), size_of(node)) for node in state.nodes}
    bands = {} if part else bands_of(state.nodes, frames)
    if manner == "right_to_left":
        turned = {id_: (-right, top, -left, foot) for id_, (left, top, right, foot) in sizes.items()}
        found = places(symbols, flows, turned, False, task.sheet, bands, task.critical)
        edge = on_grid(MARGIN + max(x + turned[id_][2] for id_, (x, _y) in found.items()))
        found = {id_: (edge - x, y) for id_, (x, y) in found.items()}
    else:
        found = places(symbols, flows, sizes, manner == "folded", task.sheet, bands, task.critical)
    others = [node for node in state.nodes if node.id not in ids and node.kind not in NOTES]
    taken = [frames[node.id] for node in others]
    if part:
        before = around(frames[id_] for id_ in loose)
        found = _at_its_place({id_: found[id_] for id_ in loose}, sizes, before, taken)
    fixed = [frames[node.id] for node in symbols if node.locked]
    return _clear({id_: found[id_] for id_ in loose}, sizes, [*taken, *fixed] if part else fixed)


def _at_its_place(
    found: Mapping[str, XY], sizes: Mapping[str, Box], before: Box, taken: Sequence[Box]
) -> dict[str, XY]:
    """The block where it stood, its upper left kept; where others are in its way, the least shift away from them."""
    box = around(box_at(at, sizes[id_]) for id_, at in found.items())
    start = (on_grid(before[0] - box[0]), on_grid(before[1] - box[1]))
    dx, dy = free_place(start, [box_at(at, sizes[id_]) for id_, at in found.items()], taken)
    return {id_: (x + dx, y + dy) for id_, (x, y) in found.items()}


def _clear(found: dict[str, XY], sizes: Mapping[str, Box], fixed: Sequence[Box]) -> dict[str, XY]:
    """What would lie on something that stays goes to the nearest free place."""
    for id_, at in sorted(found.items(), key=lambda one: (one[1][1], one[1][0])):
        if any(overlap(box_at(at, sizes[id_]), box) for box in fixed):
            others = [box_at(place, sizes[other]) for other, place in found.items() if other != id_]
            found[id_] = free_place(at, [sizes[id_]], [*fixed, *others])
    return found


def _moved(state: State, chosen: Set[str], size_of: SizeOf, found: Mapping[str, XY], sheet: Sheet) -> State:
    """The state with symbols at their new places, and what goes along with them."""
    places_ = dict(found)
    noted = any(node.kind in NOTES for node in state.nodes)
    fitted: dict[str, tuple[Point, Size | None]] = {}
    if noted:
        sizes = {node.id: size_of(node) for node in state.nodes}
        lines = sheet.lines(_with_places(state, places_, {}))
        notes = along(state.nodes, state.flows, sizes, places_, chosen, lines)
        places_ |= {id_: at for id_, at in notes.items() if id_ in chosen}
        fitted = {
            id_: at for id_, at in frames_round(state.nodes, sizes, places_, lines).items() if id_ in chosen
        }
    return _with_places(state, places_, fitted)


def _with_places(
    state: State, places_: Mapping[str, XY], fitted: Mapping[str, tuple[Point, Size | None]]
) -> State:
    """The state with symbols at these places, frames as they were fitted, and bends where they belong then."""

    def node(one: Node) -> Node:
        if one.id in fitted:
            at, size = fitted[one.id]
            return one if (at, size) == (one.at, one.size) else one.evolve(at=at, size=size)
        to = places_.get(one.id)
        if to is None or to == (one.at.x, one.at.y):
            return one
        return one.evolve(at=Point(x=to[0], y=to[1]))

    shifts = {
        one.id: (places_[one.id][0] - one.at.x, places_[one.id][1] - one.at.y)
        for one in state.nodes
        if one.id in places_
    }
    nodes, flows = changed(state.nodes, node), changed(state.flows, bends_with(shifts))
    if nodes is state.nodes and flows is state.flows:
        return state
    return state.evolve(nodes=nodes, flows=flows)
