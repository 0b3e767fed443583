"""Frames and notes at their usual places: a burst at the step it is about, a loop round the steps it names."""

from __future__ import annotations

from collections.abc import Sequence, Set

from vsm_desktop.edit.edits import add_node
from vsm_desktop.edit.growth import GAP, Addition, Box, Grower, near
from vsm_desktop.model.fields import BURSTS, FRAMES, NOTES
from vsm_desktop.model.nodes import Burst, Node, Note
from vsm_desktop.model.stream import State
from vsm_desktop.model.value import Point, Size

_ROOM = 18.0
_LOOP_FOOT = 12.0
_LANE_TITLE = 24.0


def insert_note(grower: Grower, key: str, selected: Set[str]) -> Addition:
    """A frame round what is selected, a note above it; with nothing selected at the upper left of the map."""
    (node,) = grower.new(key)
    around = [one for one in grower.state.nodes if one.id in selected and one.kind not in NOTES]
    if node.kind in FRAMES:
        node = _framed(grower, node, around)
    else:
        node = node.evolve(at=_beside(grower, node, around))
        if node.kind in BURSTS and len(selected) == 1 and grower.state.element(next(iter(selected))):
            node = node.evolve(about=next(iter(selected)))
    return Addition(add_node(node), node.id)


def _framed(grower: Grower, node: Node, around: Sequence[Node]) -> Node:
    box = box_around(grower, around or [one for one in grower.state.nodes if one.kind not in NOTES])
    if box is None:
        return node.evolve(at=Point(x=400.0, y=260.0))
    return fitted(node, box)


def fitted(frame: Node, box: Box) -> Node:
    """A frame drawn round a box, with room at its edges and for its title."""
    left, top, right, bottom = box
    left -= _ROOM + (_LANE_TITLE if frame.kind == "lane" else 0.0)
    top, right, bottom = top - _ROOM, right + _ROOM, bottom + _ROOM
    bottom += _LOOP_FOOT if frame.kind == "loop" else 0.0
    size = Size(width=right - left, height=bottom - top)
    return frame.evolve(at=Point(x=(left + right) / 2, y=(top + bottom) / 2), size=size)


def title_cleared(lane: Node, box: Box, boxes: Sequence[Box]) -> Node:
    """A swimlane at a box, grown to the left until its title stands clear of some boxes, which would hide it."""
    left, top, right, bottom = box
    start = left
    while hits := [
        one
        for one in boxes
        if one[0] < left + _LANE_TITLE and one[2] > left and one[1] < bottom and one[3] > top
    ]:
        left = near(min(one[0] for one in hits) - _ROOM - _LANE_TITLE)
    if left == start:
        return lane
    size = Size(width=right - left, height=bottom - top)
    return lane.evolve(at=Point(x=(left + right) / 2, y=lane.at.y), size=size)


def box_around(grower: Grower, nodes: Sequence[Node]) -> Box | None:
    """The box round some symbols with their words; None if there are none."""
    boxes = [(one, grower.size_of(one)) for one in nodes]
    if not boxes:
        return None
    return (
        min(one.at.x + box[0] for one, box in boxes),
        min(one.at.y + box[1] for one, box in boxes),
        max(one.at.x + box[2] for one, box in boxes),
        max(one.at.y + box[3] for one, box in boxes),
    )


def _beside(grower: Grower, node: Node, around: Sequence[Node]) -> Point:
    """Above the upper right corner of what is selected, clear of other symbols; else in the first free place."""
    left, top, right, bottom = grower.size_of(node)
    box = box_around(grower, around)
    if box is not None:
        x, y = near(box[2] - right + GAP), near(box[1] - bottom - GAP / 2)
        if not _taken(grower, (x + left, y + top, x + right, y + bottom)):
            return Point(x=x, y=y)
        return Point(x=x, y=near(box[3] - top + GAP))
    x, y = near(60.0 - left), near(150.0 - top)
    while _taken(grower, (x + left, y + top, x + right, y + bottom)):
        x += 12.0
    return Point(x=x, y=y)


def _taken(grower: Grower, box: Box) -> bool:
    return any(
        one.at.x + other[0] < box[2]
        and one.at.x + other[2] > box[0]
        and one.at.y + other[1] < box[3]
        and one.at.y + other[3] > box[1]
        for one in grower.state.nodes
        if one.kind not in FRAMES
        for other in (grower.size_of(one),)
    )


def inside(state: State, frame: Node, box: Box) -> frozenset[str]:
    """The members of a frame, whose box on the map is given: what has its centre within, smaller frames too."""
    left, top, right, bottom = box
    return frozenset(
        one.id
        for one in state.nodes
        if one is not frame and left <= one.at.x <= right and top <= one.at.y <= bottom
    )


def noted_at(state: State, ids: Set[str]) -> frozenset[str]:
    """The bursts that are about one of these elements: they go where it goes."""
    return frozenset(one.id for one in state.nodes if isinstance(one, Burst | Note) and one.about in ids)
