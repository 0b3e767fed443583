"""What goes along when symbols are laid out: notes stay by their symbol, bends with their ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set

from vsm_desktop.edit.arranging.boxes import XY, Box, box_at, centre, free_place, overlap
from vsm_desktop.model.fields import FRAMES, NOTES
from vsm_desktop.model.flows import Flow
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.value import Point

Boxes = Mapping[str, Box]
_ALIKE = 1e-6


def along(
    nodes: Sequence[Node],
    flows: Sequence[Flow],
    sizes: Boxes,
    moved: Mapping[str, XY],
    chosen: Set[str],
    lines: Sequence[Box] = (),
) -> dict[str, XY]:
    """Where the chosen notes go with the symbols they belong to: as far from them as before, yet on nothing if they lay on nothing.

    They keep off the lines too, which are arrows and their words, but for what is about an arrow.
    """
    symbols = [node for node in nodes if node.kind not in NOTES]
    before = {node.id: box_at((node.at.x, node.at.y), sizes[node.id]) for node in nodes}
    after = [box_at(moved.get(node.id, (node.at.x, node.at.y)), sizes[node.id]) for node in symbols]
    notes = [node for node in nodes if node.kind in NOTES and node.kind not in FRAMES]
    others = [(node.id, before[node.id]) for node in (*symbols, *notes)]
    free = {
        note.id
        for note in notes
        if not any(id_ != note.id and overlap(before[note.id], box) for id_, box in others)
    }
    arrows = {flow.id: (flow.source, flow.target) for flow in flows}
    by_id = {node.id: node for node in symbols}
    found: dict[str, XY] = {}
    taken = list(after)
    loose = {note.id for note in notes if note.id in chosen and not note.locked}
    for note in sorted(notes, key=lambda one: one.id in free and one.id in loose):
        at = (note.at.x, note.at.y)
        if note.id in loose and symbols:
            anchors = _anchors(note, arrows, by_id, before)
            shifts = [
                (moved[id_][0] - by_id[id_].at.x, moved[id_][1] - by_id[id_].at.y)
                if id_ in moved
                else (0.0, 0.0)
                for id_ in anchors
            ]
            at = (
                at[0] + sum(dx for dx, _dy in shifts) / len(shifts),
                at[1] + sum(dy for _dx, dy in shifts) / len(shifts),
            )
            if note.id in free:
                off = () if getattr(note, "about", "") in arrows else lines
                at = free_place(at, [sizes[note.id]], [*taken, *off])
        found[note.id] = at
        taken.append(box_at(at, sizes[note.id]))
    return found


def _anchors(
    note: Node, arrows: Mapping[str, tuple[str, str]], by_id: Mapping[str, Node], before: Boxes
) -> tuple[str, ...]:
    """What a note belongs to: a symbol, both ends of an arrow, else the symbol that is nearest."""
    about = getattr(note, "about", "")
    if about in by_id:
        return (about,)
    if about in arrows:
        return arrows[about]
    x, y = centre(before[note.id])
    return (min(by_id, key=lambda id_: _away(x, y, before[id_])),)


def _away(x: float, y: float, box: Box) -> float:
    dx = max(box[0] - x, 0.0, x - box[2])
    dy = max(box[1] - y, 0.0, y - box[3])
    return dx * dx + dy * dy


def bends_with(moved: Mapping[str, XY]) -> Callable[[Flow], Flow]:
    """Bends go along where both ends moved alike, and are dropped where they did not. `moved` holds shifts."""

    def change(flow: Flow) -> Flow:
        if not flow.bends:
            return flow
        a, b = moved.get(flow.source, (0.0, 0.0)), moved.get(flow.target, (0.0, 0.0))
        if abs(a[0] - b[0]) + abs(a[1] - b[1]) > _ALIKE:
            return flow.evolve(bends=())
        if a == (0.0, 0.0):
            return flow
        return flow.evolve(bends=tuple(Point(x=bend.x + a[0], y=bend.y + a[1]) for bend in flow.bends))

    return change
