"""The signs of a comparison on either map: what is gone (minus), new (plus) and changed (triangle), in the accent.

A symbol wears its sign at the upper left corner, an arrow on its longest leg, clear of its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import hypot
from typing import Literal, Protocol

from vsm_desktop.assets import _
from vsm_desktop.drawing.ops import Box, Drawing, Op, Part, Path, Pen, Text, extent
from vsm_desktop.drawing.shapes import XY, circle, polyline
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.text import line, measure
from vsm_desktop.drawing.theme import DATA_SIZE
from vsm_desktop.model.flows import FlowBase

Sign = Literal["gone", "new", "changed"]
SIGNS: tuple[tuple[Sign, str], ...] = (("gone", _("gone")), ("new", _("new")), ("changed", _("changed")))
RADIUS, _LARGEST = 7.0, 16.0
_ALONG = (0.5, 0.3, 0.7, 0.15, 0.85)  # of a leg
_OUT = 0.4  # of the radius, so that names stay clear
_MIDDLE = frozenset({"inventory", "queue"})  # symbols with a point at the top


class Differences(Protocol):
    """What differs between two maps, by the ids of elements; `values` are lines with old and new values,
    `only_kind` the arrows of which nothing but the kind changed."""

    @property
    def gone(self) -> frozenset[str]: ...
    @property
    def new(self) -> frozenset[str]: ...
    @property
    def changed(self) -> frozenset[str]: ...
    @property
    def values(self) -> Mapping[str, tuple[str, ...]]: ...
    @property
    def only_kind(self) -> frozenset[str]: ...


def signs_before(found: Differences) -> dict[str, Sign]:
    """The sign of each element on the first map."""
    return {**dict.fromkeys(found.changed, "changed"), **dict.fromkeys(found.gone, "gone")}


def signs_after(found: Differences) -> dict[str, Sign]:
    """The sign of each element on the second map."""
    return {**dict.fromkeys(found.changed, "changed"), **dict.fromkeys(found.new, "new")}


def tags_before(drawing: Drawing, found: Differences, look: Look, pixel: float = 1.0) -> tuple[Op, ...]:
    """The signs over the first map; `pixel` is a pixel of the screen in map units, 1 on paper."""
    return _tags(drawing.parts, signs_before(found), found, look, pixel)


def tags_after(drawing: Drawing, found: Differences, look: Look, pixel: float = 1.0) -> tuple[Op, ...]:
    """The signs over the second map."""
    return _tags(drawing.parts, signs_after(found), found, look, pixel)


def _tags(
    parts: Sequence[Part], signs: Mapping[str, Sign], found: Differences, look: Look, pixel: float
) -> tuple[Op, ...]:
    radius, words = min(RADIUS * pixel, _LARGEST), words_of(parts)
    places = ((place_of(part, radius, words), signs[part.id]) for part in parts if worn(part, signs, found))
    return tuple(op for place, sign in places if place for op in sign_ops(*place, sign, look, radius))


def worn(part: Part, signs: Mapping[str, Sign], found: Differences) -> bool:
    """Whether an element wears a sign. That of an arrow's end says it where both went or came, or became of another kind."""
    sign = signs.get(part.id)
    flow = part.shows[0] if part.shows else None
    if sign is None or not isinstance(flow, FlowBase):
        return sign is not None
    ends = {signs.get(flow.source), signs.get(flow.target)}
    told_by_an_end = bool(ends & {"gone", "new"})
    return not told_by_an_end or (sign == "changed" and part.id not in found.only_kind)


def place_of(part: Part, radius: float = RADIUS, words: Sequence[Box] = ()) -> XY | None:
    """Where the sign of an element stands, that of an arrow clear of these words; None for what is neither."""
    if part.box is not None:
        left, top, right, _bottom = part.box
        node = part.shows[0] if part.shows else None
        middle = getattr(node, "kind", "") in _MIDDLE and getattr(node, "symbol", None) is None
        out = 0.0 if middle else radius * _OUT
        return part.x + ((left + right) / 2 if middle else left - out), part.y + top - out
    if len(part.line) < 2:
        return None
    legs = sorted(pairwise(part.line), key=_length, reverse=True)
    vehicle = part.shows is not None and getattr(part.shows[0], "vehicle", None)
    shares = _ALONG[1:] if vehicle else _ALONG
    places = [(part.x + x, part.y + y) for leg in legs for x, y in (_along(leg, at) for at in shares)]
    clear = [_grown(box, radius + 2) for box in words]
    return next((place for place in places if not any(_holds(box, *place) for box in clear)), places[0])


def words_of(parts: Iterable[Part]) -> list[Box]:
    """The room that the words of arrows take on the map."""
    return [
        (left + part.x, top + part.y, right + part.x, bottom + part.y)
        for part in parts
        if part.line
        for left, top, right, bottom in (extent((op,)) for op in part.ops if isinstance(op, Text))
    ]


def _along(leg: tuple[XY, XY], at: float) -> XY:
    (x0, y0), (x1, y1) = leg
    return x0 + (x1 - x0) * at, y0 + (y1 - y0) * at


def _length(leg: tuple[XY, XY]) -> float:
    return hypot(leg[1][0] - leg[0][0], leg[1][1] - leg[0][1])


def _grown(box: Box, by: float) -> Box:
    return (box[0] - by, box[1] - by, box[2] + by, box[3] + by)


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def sign_ops(x: float, y: float, sign: Sign, look: Look, radius: float = RADIUS) -> Iterator[Op]:
    """One sign round a place: a disc with a minus, a plus or a triangle in it."""
    yield Path(circle(x, y, radius + radius / 5), fill=look["page"])
    yield Path(circle(x, y, radius), fill=look["accent"])
    pen, half = Pen(look["on_accent"], radius / 4.5), radius * 0.5
    if sign == "changed":
        top, low = y - radius * 0.56, y + radius * 0.38
        yield Path(polyline(((x, top), (x + half * 1.08, low), (x - half * 1.08, low)), closed=True), pen)
        return
    yield Path(polyline(((x - half, y), (x + half, y))), pen)
    if sign == "new":
        yield Path(polyline(((x, y - half), (x, y + half))), pen)


def key_ops(x: float, y: float, look: Look) -> tuple[Op, ...]:
    """What the signs mean, in a row from a place on, on one baseline."""
    ops: list[Op] = []
    for sign, words in SIGNS:
        ops += sign_ops(x + RADIUS, y - 3.5, sign, look)
        ops += line(x + 2 * RADIUS + 6, y, words, DATA_SIZE, look["ink2"])
        x += 2 * RADIUS + 24 + measure(words, DATA_SIZE)
    return tuple(ops)
