"""A figure is a number or the reason why there is none (METRICS.md 0.3): never 0, infinity or NaN in its place."""

from __future__ import annotations

from math import isfinite

from vsm_desktop.assets import _


class Why(str):
    """The reason why there is no number, as a sentence; it passes on to all that needs the number."""

    __slots__ = ()


Figure = float | Why

TOO_LARGE = Why(_("The number is too large."))
NOTHING_TO_DIVIDE_BY = Why(_("There is nothing to divide by: the number below the line is 0."))


def ratio(above: Figure, below: Figure, zero: Why = NOTHING_TO_DIVIDE_BY) -> Figure:
    """above / below; the first cause where either is unknown, `zero` where there is nothing to divide by."""
    if isinstance(above, Why):
        return above
    if isinstance(below, Why):
        return below
    return above / below if below > 0 else zero


def product(*figures: Figure) -> Figure:
    """All figures multiplied, or the first cause."""
    result = 1.0
    for figure in figures:
        if isinstance(figure, Why):
            return figure
        result *= figure
    return result


def total(*figures: Figure) -> Figure:
    """All figures added, or the first cause."""
    result = 0.0
    for figure in figures:
        if isinstance(figure, Why):
            return figure
        result += figure
    return result


def known(figure: Figure) -> float | None:
    """The number, if there is one that can be written down."""
    return None if isinstance(figure, Why) or not isfinite(figure) else figure
