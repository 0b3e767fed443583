"""Numbered pins on symbols and arrows: the same number stands in a list beside the map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import hypot

from msgspec import Struct

from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.ops import Op, Part, Path, Pen
from vsm_desktop.drawing.shapes import circle
from vsm_desktop.drawing.text import line
from vsm_desktop.drawing.theme import Tokens, tokens

RADIUS, _NEXT, _LIFT = 7.5, 16.0, 4.5
_SIZES = (10.0, 9.0, 7.0)  # of one, two, three figures
_INSET, _WIDE, _ALONG = 13.0, 80.0, 0.25
_FAR, _MANY = 2.2, 300  # map units per pixel; pins


class Pin(Struct, frozen=True):
    """One number and the ids it stands at; `alert` is filled, `chosen` ringed."""

    number: int
    places: tuple[str, ...]
    alert: bool = False
    chosen: bool = False


class Placed(Struct, frozen=True):
    """A pin at one place of the map."""

    pin: Pin
    x: float
    y: float


def placed_pins(frame: Frame, pins: Sequence[Pin], pixel: float) -> tuple[Placed, ...]:
    """Where pins stand: in a row on the upper edge of a symbol, on the course of an arrow.

    They are as large as the words of the map, and never smaller than these on the screen. From afar, and where there are
    so many that they would slow the hand, only what is chosen and what is alarming is pinned.
    """
    if pixel > _FAR or sum(len(pin.places) for pin in pins) > _MANY:
        pins = [pin for pin in pins if pin.chosen or pin.alert]
    scale = max(1.0, pixel)
    wanted = {id_ for pin in pins for id_ in pin.places}
    parts = {part.id: part for part in frame.drawing.parts if part.id in wanted}
    taken: dict[str, int] = {}
    found: list[Placed] = []
    for pin in pins:
        for id_ in pin.places:
            if (part := parts.get(id_)) is not None and (at := _first(part, scale)) is not None:
                aside = taken.get(id_, 0)
                taken[id_] = aside + 1
                found.append(Placed(pin, at[0] + aside * _NEXT * scale, at[1]))
    return tuple(found)


def pin_marks(frame: Frame, placed: Iterable[Placed], pixel: float) -> tuple[Op, ...]:
    """The pins as they are drawn over the map, chosen ones on top."""
    colors, scale = tokens(frame.theme), max(1.0, pixel)
    return tuple(
        op for one in sorted(placed, key=lambda one: one.pin.chosen) for op in pin_ops(one, colors, scale)
    )


def pin_at(placed: Iterable[Placed], x: float, y: float, pixel: float) -> Pin | None:
    """The pin under a place of the map; of several the nearest."""
    reach = (RADIUS + 1) * max(1.0, pixel)
    near = [(away, one.pin) for one in placed if (away := hypot(one.x - x, one.y - y)) <= reach]
    return min(near, key=lambda one: one[0])[1] if near else None


def _figure_size(number: int) -> float:
    """How large a number is written, so that it stands in its pin."""
    return _SIZES[min(len(str(number)), len(_SIZES)) - 1]


def pin_ops(one: Placed, colors: Tokens, scale: float = 1.0) -> tuple[Op, ...]:
    """One pin as it is drawn."""
    pin, r = one.pin, RADIUS * scale
    ground = colors["alert"] if pin.alert else colors["accent"] if pin.chosen else colors["page"]
    edge = colors["accent"] if pin.chosen else ground if pin.alert else colors["ink2"]
    ink = colors["page"] if pin.alert else colors["on_accent"] if pin.chosen else colors["ink"]
    size = _figure_size(pin.number) * scale
    ring: tuple[Op, ...] = ()
    if pin.chosen:
        ring = (
            Path(circle(one.x, one.y, r + 2.5 * scale), Pen(colors["accent"], 1.5 * scale), colors["page"]),
        )
    return (
        *ring,
        Path(circle(one.x, one.y, r), Pen(edge, 1.0 * scale), ground),
        *line(one.x, one.y + 0.36 * size, str(pin.number), size, ink, "bold", "middle"),
    )


def _first(part: Part, scale: float) -> tuple[float, float] | None:
    """On the upper edge of a symbol, beside the handle at its corner; of an arrow on its longest leg, beside its marks."""
    if part.box:
        left, top, right, _bottom = part.box
        inset = _INSET * scale if right - left >= _WIDE else 0.0
        return part.x + left + inset, part.y + top - _LIFT * scale
    if len(part.line) < 2:
        return None
    legs = list(zip(part.line, part.line[1:], strict=False))
    (x0, y0), (x1, y1) = max(legs, key=lambda leg: hypot(leg[1][0] - leg[0][0], leg[1][1] - leg[0][1]))
    return part.x + x0 + (x1 - x0) * _ALONG, part.y + y0 + (y1 - y0) * _ALONG
