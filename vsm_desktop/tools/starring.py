"""Where the star of a burst finds room on a map: under what the burst is about, over no line and no words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.ops import Box, Part
from vsm_desktop.drawing.placed import part_box
from vsm_desktop.drawing.symbols.table import size_of
from vsm_desktop.drawing.vacant import Vacant, moved
from vsm_desktop.edit.edits import StreamEdit, add_node, in_state
from vsm_desktop.edit.growth import near
from vsm_desktop.edit.saying import is_drawing
from vsm_desktop.model.change import Change, Reorder, Set
from vsm_desktop.model.fields import NOTES
from vsm_desktop.model.flows import FlowBase
from vsm_desktop.model.kaizen import Kaizen
from vsm_desktop.model.nodes import Burst, Node
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.model.value import Point

_GAP = 10.0  # between a symbol with its words and the star under it
_STEP, _FAR, _DEEP = 24.0, 240.0, 216.0  # places are tried so far apart, to the side, and down
_BESIDE = 60.0  # so near a place is taken only where the ladder is not in the way
_ABOVE = 120.0  # a place above counts as so much farther


def star_on(frame: Frame, burst: Kaizen) -> StreamEdit:
    """The edit that draws the star of a burst on the map of a frame."""
    about = about_what(frame.state, burst.changes)
    star = Burst(id=burst.id, name=burst.title, kaizen=burst.kaizen)
    linked = about if about is not None and _stays(frame.stream, frame.state, about) else None
    at = _place(frame, star, about)
    return in_state(frame.state_id, add_node(star.evolve(at=at, about=linked.id if linked else "")))


def is_starred(stream: ValueStream, id_: str) -> bool:
    """Whether a burst has a star on any map."""
    return any(isinstance(state.node(id_), Burst) for state in stream.states)


def about_what(state: State, changes: Iterable[Change]) -> Node | None:
    """The symbol changes are about: a process among those they concern, else any, else where their arrows end or ended."""
    ids: list[str] = []
    ends: list[str] = []
    for change in changes:
        if isinstance(change, Reorder) or is_drawing(change):
            continue
        item = state.element(change.id) if isinstance(change, Set) else change.item
        ids.append(change.id if isinstance(change, Set) else change.item.id)
        if isinstance(item, FlowBase):
            ends += [item.target, item.source]
    for wanted in (ids, ends):
        found = [node for node in map(state.node, wanted) if node is not None and node.kind not in NOTES]
        if found:
            return next((node for node in found if node.kind == "process"), found[0])
    return None


def _stays(stream: ValueStream, state: State, node: Node) -> bool:
    """Whether a symbol is there without the bursts too: what a star hangs on takes the star with it."""
    return not state.base or stream.state(state.base).node(node.id) is not None


def _place(frame: Frame, star: Burst, about: Node | None) -> Point:
    """The nearest free place under a symbol, else beside or above; with none, under the map."""
    parts, box = frame.drawing.parts, size_of(star)
    elements = {one.id for one in (*frame.state.nodes, *frame.state.flows)}
    drawn = [part for part in parts if part.id in elements]
    body = _reach(drawn, about)
    tried = [(far, _at(box, place)) for far, *place in _places(body, box)]
    every, beside = [one for _far, one in tried], [one for far, one in tried if far <= _BESIDE]
    loose = Vacant(drawn)  # the ladder goes down where a star needs the room
    for vacant, places in ((_strict(parts), beside), (_strict(drawn), every), (loose, every)):
        if (free := vacant.free(places)) is not None:
            return Point(x=near(free[0] - box[0]), y=near(free[1] - box[1]))
    return Point(x=near((body[0] + body[2]) / 2), y=near(loose.bottom + _GAP - box[1]))


def _strict(parts: Sequence[Part]) -> Vacant:
    """What is free of the edges of frames as well."""
    vacant = Vacant(parts)
    for part in parts:
        for edge in part.grips[:-1]:
            vacant.take_box(moved(edge, part.x, part.y))
    return vacant


def _reach(drawn: list[Part], about: Node | None) -> Box:
    """The box of a symbol with its words; of no symbol, the left end of what is lowest on the map."""
    boxes = [part_box(part) for part in drawn if part.ops and (about is None or part.id == about.id)]
    if not boxes:
        return (0.0, 0.0, 0.0, 0.0)
    if about is not None:
        return boxes[0]
    left, bottom = min(box[0] for box in boxes), max(box[3] for box in boxes)
    return (left, bottom, left + 120.0, bottom)


def _places(body: Box, star: Box) -> list[tuple[float, float, float]]:
    """How far off, and the centres to be tried, the nearest first; straight under the symbol before all."""
    x, under, over = (body[0] + body[2]) / 2, body[3] + _GAP - star[1], body[1] - _GAP - star[3]
    sides = [n * _STEP for n in range(-int(_FAR / _STEP), int(_FAR / _STEP) + 1)]
    downs = [n * _STEP for n in range(int(_DEEP / _STEP) + 1)]
    below = [(abs(dx) + dy, x + dx, under + dy) for dx in sides for dy in downs]
    above = [(abs(dx) + dy + _ABOVE, x + dx, over - dy) for dx in sides for dy in downs[:3]]
    return sorted(below + above)


def _at(box: Box, place: Sequence[float]) -> Box:
    x, y = near(place[0]), near(place[1])
    return (box[0] + x, box[1] + y, box[2] + x, box[3] + y)
