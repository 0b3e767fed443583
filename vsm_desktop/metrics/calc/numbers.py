"""What the calculations share: whole numbers up or down, means by weight, and the shape of their results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import ceil, floor
from typing import Any

from vsm_desktop.assets import _
from vsm_desktop.metrics.figure import Figure, Why

Results = dict[str, Any]
"""Results by name: figures, lists of figures, names, or results of parts by their names."""
Record = Mapping[str, Any]

NO_DATA = Why(_("There is no data."))
_WHOLE = 1e-9  # so near to a whole number it is one (METRICS.md 8.1)


def whole_up(figure: Figure) -> Figure:
    """The next whole number; the cause where there is no number."""
    if isinstance(figure, Why):
        return figure
    return round(figure) if abs(figure - round(figure)) <= _WHOLE else ceil(figure)


def whole_down(figure: Figure) -> Figure:
    """The whole number below; the cause where there is no number."""
    if isinstance(figure, Why):
        return figure
    return round(figure) if abs(figure - round(figure)) <= _WHOLE else floor(figure)


def weighted(pairs: Iterable[tuple[float, float]]) -> float:
    """Sum of weight x value."""
    return sum(weight * value for weight, value in pairs)


def good_of(scraps: Iterable[float]) -> float:
    """The share that is left after losing these shares one after the other."""
    left = 1.0
    for scrap in scraps:
        left *= 1 - scrap
    return left
