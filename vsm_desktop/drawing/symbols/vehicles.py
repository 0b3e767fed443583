"""Vehicles, for transports and for the shafts of shipments; drawn in a 64 x 48 field round the origin."""

from __future__ import annotations

from vsm_desktop.drawing.ops import Op, Path, Pen
from vsm_desktop.drawing.shapes import circle, head, outline
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.theme import OUTLINE

_BODY: dict[str, tuple[str, ...]] = {
    "truck": ("M-29 -17H7V12H-29Z", "M7 -8H18L27 2V12H7Z"),
    "forklift": ("M-24 13V-2H-12L-8 -18H6L10 2V13Z",),
    "rail": ("M-30 -12H-6V11H-30Z", "M0 -4H14V-16H28V11H0Z"),
    "sea": ("M-30 4H30L22 19H-22Z", "M-20 4V-6H-4V4", "M-4 4V-6H12V4", "M-12 -6V-15H4V-6", "M18 4V-16H24V4"),
    "air": (
        "M-21 18.5L-8.7 7.2L-25.6 -3.9L-22 -9L-2.3 -3.9L9.3 -16C12.7 -18.9 17 -21.6 19.4 -19.3C21.7 -16.9 19 -12.6 "
        "16.1 -9.2L4 2.4L9 22L4 25.6L-7.1 8.8L-18.4 21Z",
    ),
}
_DETAIL: dict[str, str] = {
    "truck": "M11 -4H16.5L21 1.5H11Z",
    "forklift": "M-12 -2H-2L2 3H10M15 -21V17H30M18 3H30V14H18Z",
    "rail": "M5 -4V-12H9V-4M18 -11H24V-4H18ZM-6 6H0M-31 19.5H31",
    "sea": "M-30 23C-24 20.5 -21 24.5 -15 22.5C-9 20.5 -6 20.5 0 22.5C6 24.5 9 24.5 15 22.5C21 20.5 24 20.5 30 23",
    "air": "",
}
_WHEELS: dict[str, tuple[tuple[float, ...], float, float]] = {
    "truck": ((-18, 17), 13, 5),
    "forklift": ((-16, 3), 14, 5),
    "rail": ((-24, -12, 7, 21), 12, 4),
}


def vehicle(kind: str, x: float, y: float, scale: float, look: Look) -> tuple[Op, ...]:
    """One vehicle round a point; strokes keep their weight at any scale."""
    if kind == "milk_run":
        return (*_round_trip(x, y, scale, look), *vehicle("truck", x, y + scale, scale * 0.62, look))
    pen, fine = Pen(look["ink"], look.outline), Pen(look["ink2"], OUTLINE * 0.7)
    ops: list[Op] = [Path(outline(body, scale, x, y), pen, look["box"]) for body in _BODY[kind]]
    if _DETAIL[kind]:
        ops.append(Path(outline(_DETAIL[kind], scale, x, y), fine))
    xs, axle, radius = _WHEELS.get(kind, ((), 0.0, 0.0))
    for wheel in xs:
        ops.append(Path(circle(x + wheel * scale, y + axle * scale, radius * scale), pen, look["box"]))
    return tuple(ops)


def _round_trip(x: float, y: float, scale: float, look: Look) -> tuple[Op, ...]:
    """The loop a milk run drives."""
    there = Path(outline("M-25 8C-34 -26 12 -30 24 -12", scale, x, y), Pen(look["ink"], OUTLINE))
    back = Path(outline("M25 10C14 26 -12 26 -20 17", scale, x, y), Pen(look["ink"], OUTLINE, (4, 3.5)))
    tip, tail = (x + 27 * scale, y - 6 * scale), (x + 22 * scale, y - 15 * scale)
    return there, back, head(tip, tail, 8 * scale + 2, look["ink"])
