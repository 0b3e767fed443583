"""Frames when symbols are laid out: swimlanes say in which band their steps go, and all frames stay round their members."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vsm_desktop.edit.arranging.boxes import XY, Box, around, box_at, centre, free_place
from vsm_desktop.model.fields import FRAMES, NOTES
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.value import Point, Size

Boxes = Mapping[str, Box]
_LEAST, _MOST = 12.0, 60.0  # how far a frame stands off its members
_CLOSE = 18.0  # how far at most where there are swimlanes, so that none reaches into another
_OFF, _TIMES, _ALONG = 6.0, 5, 40.0  # such steps away from lines that run as far along an edge
_TITLE = 24.0  # of a swimlane, at its left
_STILL, _ALIKE = (0.0, 0.0), 1e-6
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
        inside = [node.id for node in nodes if _in_flow(node) and _holds(box, (node.at.x, node.at.y))]
        if inside and before is not None and before[3] > box[1] + 1:
            return {}
        found |= dict.fromkeys(inside, i + 1)
        before = box if inside else before
    return found


def frames_round(
    nodes: Sequence[Node], sizes: Boxes, moved: Mapping[str, XY], lines: Sequence[Box] = ()
) -> dict[str, tuple[Point, Size | None]]:
    """Frames round the members they had: loops moved along where all moved alike, else all fitted anew, no edge along a line."""
    fit = _Fit(nodes, sizes, moved)
    if all(fit.shift(node) == _STILL for node in nodes if node.kind not in NOTES):
        return {}
    frames = sorted(
        (node for node in nodes if node.kind in FRAMES), key=lambda one: _area(fit.before[one.id])
    )
    loops = {one.id: fit.loop(one) for one in frames if one.kind == "loop" and not one.locked}
    found = {id_: _off_lines(box, lines) for id_, box in loops.items() if box is not None}
    fit.after.update(found)
    lanes = {one.id: fit.lane(one) for one in frames if one.kind == "lane" and not one.locked}
    wide = around(lanes[id_] for id_ in fit.filled) if fit.filled else None
    for id_, box in lanes.items():
        found[id_] = (wide[0], box[1], wide[2], box[3]) if wide and id_ in fit.filled else box
    return {one.id: _placed(one, fit.before[one.id], found[one.id]) for one in frames if one.id in found}


class _Fit:
    """Where everything stood and stands now, and the swimlanes that hold some of the flow."""

    def __init__(self, nodes: Sequence[Node], sizes: Boxes, moved: Mapping[str, XY]) -> None:
        self.nodes, self.moved = nodes, moved
        self.before = {node.id: box_at((node.at.x, node.at.y), sizes[node.id]) for node in nodes}
        self.after = {
            node.id: box_at(moved.get(node.id, (node.at.x, node.at.y)), sizes[node.id]) for node in nodes
        }
        self.filled: list[str] = []
        self._held: dict[str, list[Node]] = {}
        self._lanes = any(
            node.kind == "lane" and any(map(_in_flow, self._inside(node))) for node in self.nodes
        )

    def shift(self, node: Node) -> XY:
        """How far something moved."""
        a, b = self.before[node.id], self.after[node.id]
        return (round(b[0] - a[0], 6), round(b[1] - a[1], 6))

    def loop(self, frame: Node) -> Box | None:
        """The outline of a loop round its members; None where it stays."""
        inside = [node for node in self._inside(frame) if node.kind not in FRAMES]
        kinds = (
            (*_OUTSIDE, *NOTES) if self._lanes else _OUTSIDE
        )  # a note must not make it reach into another lane
        held = self._held[frame.id] = [node for node in inside if node.kind not in kinds] or inside
        shifts = {self.shift(node) for node in held}
        if not held or shifts == {_STILL}:
            return None
        box = self.before[frame.id]
        if len(shifts) == 1 and not self._lanes:
            dx, dy = shifts.pop()
            return (box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy)
        return self._fitted(box, held, 0.0, _CLOSE if self._lanes else _MOST)

    def lane(self, frame: Node) -> Box:
        """A swimlane close round what it holds, so that it holds no more; an empty one aside, where it holds nothing."""
        inside = [node for node in self._inside(frame) if node.kind not in FRAMES]
        flow = [node for node in inside if _in_flow(node)]
        box, held = self.before[frame.id], flow or inside
        if flow:
            self.filled.append(frame.id)
            ids = {node.id for node in flow}
            held += [
                node
                for node in self.nodes
                if (members := self._held.get(node.id))
                and ids.issuperset(m.id for m in members if _in_flow(m))
                and any(map(_in_flow, members))
            ]
        if held:
            return self._fitted(box, held, _TITLE, _CLOSE)
        symbols = [node for node in self.nodes if node.kind not in NOTES]
        if not any(_holds(box, self.moved.get(node.id, (node.at.x, node.at.y))) for node in symbols):
            return box
        boxes = [self.after[node.id] for node in symbols]
        return box_at(free_place((0.0, 0.0), [box], boxes), box)

    def _inside(self, frame: Node) -> list[Node]:
        box = self.before[frame.id]
        return [node for node in self.nodes if node is not frame and _holds(box, (node.at.x, node.at.y))]

    def _fitted(self, frame: Box, held: Sequence[Node], title: float, most: float) -> Box:
        """A frame round its members, as far off on each side as it was, within reason; a title stands at the left."""
        old, new = around(self.before[m.id] for m in held), around(self.after[m.id] for m in held)
        off = [old[0] - frame[0] - title, old[1] - frame[1], frame[2] - old[2], frame[3] - old[3]]
        left, top, right, bottom = (min(max(one, _LEAST), most) for one in off)
        return (new[0] - left - title, new[1] - top, new[2] + right, new[3] + bottom)


def _off_lines(box: Box, lines: Sequence[Box]) -> Box:
    """A box with each edge moved out until no line runs along it, within reason."""
    edges = list(box)
    for side in (1, 3, 0, 2):  # top, bottom, left, right
        axis = side % 2
        step = -_OFF if side < 2 else _OFF
        for _time in range(_TIMES):
            at, low, high = edges[side], edges[1 - axis], edges[3 - axis]
            if not any(
                line[axis] < at < line[axis + 2]
                and min(line[3 - axis], high) - max(line[1 - axis], low) > _ALONG
                for line in lines
            ):
                break
            edges[side] += step
    return (edges[0], edges[1], edges[2], edges[3])


def _placed(node: Node, before: Box, box: Box) -> tuple[Point, Size | None]:
    """The place and size of a frame; one that is as large as before keeps the size it was given."""
    x, y = centre(box)
    wide, high = box[2] - box[0], box[3] - box[1]
    same = abs(wide - before[2] + before[0]) < _ALIKE and abs(high - before[3] + before[1]) < _ALIKE
    return Point(x=x, y=y), node.size if same else Size(width=wide, height=high)


def _in_flow(node: Node) -> bool:
    return node.kind not in NOTES and node.kind not in _OUTSIDE and not node.locked


def _holds(frame: Box, at: XY) -> bool:
    x, y = at
    return frame[0] <= x <= frame[2] and frame[1] <= y <= frame[3]


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
