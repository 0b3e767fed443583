"""The small marks at values that were not measured, or long ago: e estimated, a assumed, a clock for what is old."""

from __future__ import annotations

from vsm_desktop.drawing.ops import FontName, Op, Path, Pen
from vsm_desktop.drawing.shapes import circle, polyline
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.text import line, measure
from vsm_desktop.drawing.theme import DATA_SIZE
from vsm_desktop.model.provenance import Mark
from vsm_desktop.model.quantity import Quantity

WIDTH = 6.0
LEGEND = ("estimated", "assumed", "stale")
_SIZE = 8.5
_LETTERS = {"estimated": "e", "assumed": "a"}
_RISE = 3.6


def mark_ops(x: float, base: float, mark: Mark, look: Look) -> tuple[Op, ...]:
    """A mark whose left edge is at x, raised above the baseline of what it stands behind."""
    color = look["ink2"]
    if mark == "stale":
        middle, y = x + WIDTH / 2, base - _RISE - 2.3
        hands = polyline(((middle, y - 1.7), (middle, y), (middle + 1.3, y + 0.8)))
        return (Path(circle(middle, y, 2.7), Pen(color, 0.8)), Path(hands, Pen(color, 0.7)))
    letter = _LETTERS.get(mark, "")
    return line(x + WIDTH / 2, base - _RISE, letter, _SIZE, color, "bold", "middle") if letter else ()


def mark_behind(
    middle: float, base: float, text: str, font: FontName, value: object, look: Look
) -> tuple[Op, ...]:
    """The mark of a value behind a line of words that is set round a middle."""
    mark = look.manner.mark(value) if isinstance(value, Quantity) else ""
    return mark_ops(middle + measure(text, DATA_SIZE, font) / 2 + 0.5, base, mark, look) if mark else ()
