"""How a sheet lies on its paper: the same for every format."""

from __future__ import annotations

from typing import NamedTuple

from vsm_desktop.drawing.ops import Drawing
from vsm_desktop.drawing.paper import paper_size


class Page(NamedTuple):
    """The paper in points, and how map units become points: `left + x * scale`, `top + y * scale`."""

    width: float
    height: float
    scale: float
    left: float
    top: float


def page_of(drawing: Drawing) -> Page:
    """The whole sheet as large as the paper allows, in the middle where the shapes differ."""
    width, height = paper_size(drawing.paper, drawing.portrait)
    x0, y0, x1, y1 = drawing.sheet
    wide, high = max(x1 - x0, 1e-6), max(y1 - y0, 1e-6)
    scale = min(width / wide, height / high)
    left = (width - wide * scale) / 2 - x0 * scale
    top = (height - high * scale) / 2 - y0 * scale
    return Page(width, height, scale, left, top)


def number(value: float, places: int = 3) -> str:
    """A number as PDF and SVG want it: short, no exponent, a point whatever the locale."""
    text = f"{value:.{places}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
