"""What lies under a point or in a box, from the drawing alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import hypot

from vsm_desktop.drawing.ops import Box, Drawing, Part, Text, corners

REACH = 6.0


def hit(drawing: Drawing, x: float, y: float, reach: float = REACH) -> str | None:
    """The topmost element under a point: symbols win over arrows, which are gripped within `reach`, and these over frames."""
    for part in reversed(drawing.parts):
        if part.box and not part.grips and _inside(part.box, x - part.x, y - part.y):
            return part.id
    for part in reversed(drawing.parts):
        if part.line and _near(part, x - part.x, y - part.y, max(reach, 9.0)):
            return part.id
    return next((part.id for part in reversed(drawing.parts) if _gripped(part, x, y)), None)


def _gripped(part: Part, x: float, y: float) -> bool:
    return any(_inside(grip, x - part.x, y - part.y) for grip in part.grips)


def symbol_at(drawing: Drawing, x: float, y: float) -> str | None:
    """The topmost symbol under a point, frames left out."""
    for part in reversed(drawing.parts):
        if part.box and not part.grips and _inside(part.box, x - part.x, y - part.y):
            return part.id
    return None


def text_at(drawing: Drawing, x: float, y: float) -> tuple[str, Box] | None:
    """The ref of the topmost field text under a point, and its room on the map.

    Anywhere in the row of a data box counts for the row.
    """
    for part in reversed(drawing.parts):
        if not part.ops or (part.box and not _inside(_wider(part.box), x - part.x, y - part.y)):
            continue
        if (found := text_in(part, x - part.x, y - part.y)) is not None:
            ref, (left, top, right, bottom) = found
            return ref, (part.x + left, part.y + top, part.x + right, part.y + bottom)
    return None


def lines_of(part: Part) -> list[Text]:
    """The texts of a part."""
    return [op for op in part.ops if isinstance(op, Text)]


def text_in(part: Part, x: float, y: float) -> tuple[str, Box] | None:
    """The ref of the field text of a part under a point, and its room; both about the part's own origin."""
    for text in lines_of(part):
        id_, dot, _key = text.ref.rpartition(".")
        if not dot or not (id_ == part.id or id_.startswith("@")):
            continue
        if text.turn:
            xs, ys = zip(*corners(text), strict=True)
            if _inside(box := (min(xs), min(ys), max(xs), max(ys)), x, y):
                return text.ref, box
            continue
        row = part.box is not None and text.anchor == "end"
        left, right = (
            (part.box[0], part.box[2]) if part.box and row else (text.x - 4, text.x + text.width + 4)
        )
        over, under = (12.7, 5.3) if row else (text.size, text.size * 0.3 + 1)
        box = (left, text.y - over, right, text.y + under)
        if _inside(box, x, y):
            return text.ref, box
    return None


def _wider(box: Box) -> Box:
    """Words may be wider than their symbol."""
    return (box[0] - 60, box[1] - 40, box[2] + 60, box[3] + 60)


def within(drawing: Drawing, box: Box) -> frozenset[str]:
    """The symbols wholly inside a box, and the arrows wholly inside it."""
    left, right = sorted((box[0], box[2]))
    top, bottom = sorted((box[1], box[3]))

    def inside(part: Part) -> bool:
        corners = [part.box[:2], part.box[2:]] if part.box else list(part.line)
        return bool(corners) and all(
            left <= part.x + cx <= right and top <= part.y + cy <= bottom for cx, cy in corners
        )

    return frozenset(part.id for part in drawing.parts if inside(part))


def _inside(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def distance(line: Sequence[tuple[float, float]], x: float, y: float) -> float:
    """How far a point is from a line of several legs."""
    return min(nearest(x, y, a, b)[0] for a, b in pairwise(line))


def _near(part: Part, x: float, y: float, reach: float) -> bool:
    return distance(part.line, x, y) <= reach


def nearest(x: float, y: float, a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float, float]:
    """How far a point is from a leg, and the place on the leg that is nearest to it."""
    (x0, y0), (x1, y1) = a, b
    length = (x1 - x0) ** 2 + (y1 - y0) ** 2
    t = 0.0 if not length else min(1.0, max(0.0, ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length))
    px, py = x0 + t * (x1 - x0), y0 + t * (y1 - y0)
    return hypot(x - px, y - py), px, py
