"""The signs of a comparison on either map: what is gone (minus), new (plus) and changed (triangle), in the accent.

A symbol wears its sign at the upper left corner, an arrow in the middle of its longest leg. An arrow of which an end is gone or
new wears none: the sign of that end says it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from math import hypot
from typing import Literal, Protocol

from vsm_desktop.assets import _
from vsm_desktop.drawing.ops import Drawing, Op, Part, Path, Pen
from vsm_desktop.drawing.shapes import circle, polyline
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.text import line, measure
from vsm_desktop.drawing.theme import DATA_SIZE
from vsm_desktop.model.flows import FlowBase

Sign = Literal["gone", "new", "changed"]
SIGNS: tuple[tuple[Sign, str], ...] = (("gone", _("gone")), ("new", _("new")), ("changed", _("changed")))
_RADIUS, _LARGEST = 7.0, 16.0
_MIDDLE = frozenset({"inventory", "queue"})  # symbols with a point at the top


class Differences(Protocol):
    """What differs between two maps, by the ids of elements; `values` are lines with old and new values."""

    @property
    def gone(self) -> frozenset[str]: ...
    @property
    def new(self) -> frozenset[str]: ...
    @property
    def changed(self) -> frozenset[str]: ...
    @property
    def values(self) -> Mapping[str, tuple[str, ...]]: ...


def signs_before(found: Differences) -> dict[str, Sign]:
    """The sign of each element on the first map."""
    return {**dict.fromkeys(found.changed, "changed"), **dict.fromkeys(found.gone, "gone")}


def signs_after(found: Differences) -> dict[str, Sign]:
    """The sign of each element on the second map."""
    return {**dict.fromkeys(found.changed, "changed"), **dict.fromkeys(found.new, "new")}


def tags(drawing: Drawing, signs: Mapping[str, Sign], look: Look, pixel: float = 1.0) -> tuple[Op, ...]:
    """The signs of a map over it; `pixel` is a pixel of the screen in map units, 1 on paper."""
    return tuple(_tags(drawing.parts, signs, look, pixel))


def _tags(parts: Iterable[Part], signs: Mapping[str, Sign], look: Look, pixel: float) -> Iterator[Op]:
    radius = min(_RADIUS * pixel, _LARGEST)
    for part in parts:
        sign = signs.get(part.id)
        if sign is None or (place := place_of(part, signs)) is None:
            continue
        yield from sign_ops(*place, sign, look, radius)


def place_of(part: Part, signs: Mapping[str, Sign]) -> tuple[float, float] | None:
    """Where the sign of an element stands; None for an arrow whose end wears one that says it."""
    if part.box is not None:
        left, top, right, _bottom = part.box
        node = part.shows[0] if part.shows else None
        middle = getattr(node, "kind", "") in _MIDDLE and getattr(node, "symbol", None) is None
        return part.x + ((left + right) / 2 if middle else left), part.y + top
    if len(part.line) < 2:
        return None
    flow = part.shows[0] if part.shows else None
    if isinstance(flow, FlowBase) and {signs.get(flow.source), signs.get(flow.target)} & {"gone", "new"}:
        return None
    (x0, y0), (x1, y1) = max(
        pairwise(part.line), key=lambda leg: hypot(leg[1][0] - leg[0][0], leg[1][1] - leg[0][1])
    )
    return part.x + (x0 + x1) / 2, part.y + (y0 + y1) / 2


def sign_ops(x: float, y: float, sign: Sign, look: Look, radius: float = _RADIUS) -> Iterator[Op]:
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
        ops += sign_ops(x + _RADIUS, y - 3.5, sign, look)
        ops += line(x + 2 * _RADIUS + 6, y, words, DATA_SIZE, look["ink2"])
        x += 2 * _RADIUS + 24 + measure(words, DATA_SIZE)
    return tuple(ops)
