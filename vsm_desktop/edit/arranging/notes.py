"""What goes along when symbols are laid out: notes stay by their symbol, frames round their members, bends with their ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from vsm_desktop.edit.arranging.boxes import XY, Box, around, box_at, centre, free_place, overlap
from vsm_desktop.model.fields import FRAMES, NOTES
from vsm_desktop.model.flows import Flow
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.value import Point, Size

Boxes = Mapping[str, Box]
_LEAST, _MOST = 12.0, 60.0  # how far a frame stands off its members
_LANE_MOST = 18.0
_TITLE = 24.0  # of a swimlane, at its left
_STILL = (0.0, 0.0)
_ALIKE = 1e-6
_OUTSIDE = ("supplier", "customer", "control")


def bands_of(nodes: Sequence[Node], boxes: Boxes) -> dict[str, int]:
    """Which swimlane each symbol of the flow stands in, counted from the top; none where swimlanes stand beside each other.

    What is locked is in none, as it does not go along.
    """
    found: dict[str, int] = {}
    before: Box | None = None
    lanes = sorted((n for n in nodes if n.kind == "lane" and not n.locked), key=lambda n: boxes[n.id][1])
    for i, lane in enumerate(lanes):
        box = boxes[lane.id]
        inside = [node.id for node in nodes if _in_flow(node) and _holds(box, boxes[node.id])]
        if inside and before is not None and before[3] > box[1] + 1:
            return {}
        found |= dict.fromkeys(inside, i + 1)
        before = box if inside else before
    return found


def _in_flow(node: Node) -> bool:
    return node.kind not in NOTES and node.kind not in _OUTSIDE and not node.locked


def _holds(frame: Box, box: Box) -> bool:
    x, y = centre(box)
    return frame[0] <= x <= frame[2] and frame[1] <= y <= frame[3]


def along(
    nodes: Sequence[Node], flows: Sequence[Flow], sizes: Boxes, moved: Mapping[str, XY]
) -> dict[str, XY]:
    """Where notes go with the symbols they belong to: as far from them as before, yet on no symbol if they lay on none."""
    symbols = [node for node in nodes if node.kind not in NOTES]
    before = {node.id: box_at((node.at.x, node.at.y), sizes[node.id]) for node in nodes}
    after = [box_at(moved.get(node.id, (node.at.x, node.at.y)), sizes[node.id]) for node in symbols]
    notes = [node for node in nodes if node.kind in NOTES and node.kind not in FRAMES]
    boxes = [before[node.id] for node in symbols]
    free = {note.id for note in notes if not any(overlap(before[note.id], box) for box in boxes)}
    arrows = {flow.id: (flow.source, flow.target) for flow in flows}
    by_id = {node.id: node for node in symbols}
    found: dict[str, XY] = {}
    taken = list(after)
    for note in sorted(notes, key=lambda one: one.id in free):
        at = (note.at.x, note.at.y)
        if not note.locked and symbols:
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
                at = free_place(at, [sizes[note.id]], taken)
        found[note.id] = at
        if note.id in free:
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


def frames_round(
    nodes: Sequence[Node], sizes: Boxes, moved: Mapping[str, XY]
) -> dict[str, tuple[Point, Size | None]]:
    """Frames round the members they had, the inner ones first: moved along where all moved alike, else fitted anew."""
    before = {node.id: box_at((node.at.x, node.at.y), sizes[node.id]) for node in nodes}
    after = {node.id: box_at(moved.get(node.id, (node.at.x, node.at.y)), sizes[node.id]) for node in nodes}
    if all(_shift(before[node.id], after[node.id]) == _STILL for node in nodes if node.kind not in NOTES):
        return {}
    frames = sorted((node for node in nodes if node.kind in FRAMES), key=lambda one: _area(before[one.id]))
    lanes: dict[str, Box] = {}
    found: dict[str, tuple[Point, Size | None]] = {}
    for i, frame in enumerate(frames):
        later = {one.id for one in frames[i:]}
        held = [node for node in nodes if node.id not in later and _holds(before[frame.id], before[node.id])]
        if frame.kind == "lane":
            held = [node for node in held if _in_flow(node)] or held
        held = [node for node in held if node.kind not in _OUTSIDE] or held
        if frame.locked or not (held or frame.kind == "lane"):
            continue
        if frame.kind == "lane":
            flow = any(map(_in_flow, held))
            after[frame.id] = _lane(before[frame.id], held, flow, nodes, before, after)
            if flow:
                lanes[frame.id] = after[frame.id]
            continue
        shifts = {_shift(before[m.id], after[m.id]) for m in held}
        if shifts == {_STILL}:
            continue
        if len(shifts) == 1 and all(_size(after[m.id]) == _size(before[m.id]) for m in held):
            (dx, dy), box = shifts.pop(), before[frame.id]
            found[frame.id] = (Point(x=frame.at.x + dx, y=frame.at.y + dy), frame.size)
            after[frame.id] = (box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy)
            continue
        old, new = around(before[m.id] for m in held), around(after[m.id] for m in held)
        after[frame.id] = _fitted(before[frame.id], old, new, 0.0, _MOST)
        found[frame.id] = _placed(after[frame.id])
    wide = around(lanes.values()) if lanes else None
    for frame in frames:
        if frame.kind == "lane" and not frame.locked:
            box = after[frame.id]
            if wide and frame.id in lanes:
                box = (wide[0], box[1], wide[2], box[3])
            found[frame.id] = _placed(box)
    return found


def _lane(
    lane: Box, held: Sequence[Node], flow: bool, nodes: Sequence[Node], before: Boxes, after: Boxes
) -> Box:
    """A swimlane close round what stands in it, so that it holds no more; an empty one aside, where it holds nothing."""
    if held:
        old, new = around(before[m.id] for m in held), around(after[m.id] for m in held)
        return _fitted(lane, old, new, _TITLE, _LANE_MOST)
    boxes = [after[node.id] for node in nodes if node.kind not in NOTES]
    if flow or not any(_holds(lane, box) for box in boxes):
        return lane
    return box_at(free_place((0.0, 0.0), [lane], boxes), lane)


def _placed(box: Box) -> tuple[Point, Size]:
    x, y = centre(box)
    return Point(x=x, y=y), Size(width=box[2] - box[0], height=box[3] - box[1])


def _fitted(frame: Box, inner: Box, new: Box, title: float, most: float) -> Box:
    """A frame round its members' new box, as far off on each side as it was, within reason; its title stands at the left."""
    off = [inner[0] - frame[0] - title, inner[1] - frame[1], frame[2] - inner[2], frame[3] - inner[3]]
    left, top, right, bottom = (min(max(one, _LEAST), most) for one in off)
    return (new[0] - left - title, new[1] - top, new[2] + right, new[3] + bottom)


def _shift(before: Box, after: Box) -> XY:
    return (round(after[0] - before[0], 6), round(after[1] - before[1], 6))


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _size(box: Box) -> XY:
    return (round(box[2] - box[0], 6), round(box[3] - box[1], 6))


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
