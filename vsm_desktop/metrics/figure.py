"""A figure is a number or the reason why there is none (METRICS.md 0.3): never 0, infinity or NaN in its place."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from math import isfinite
from typing import Any

from vsm_desktop.assets import _


class Why(str):
    """The reason why there is no number, as a sentence; it passes on to all that needs the number."""

    __slots__ = ()


class Written(float):
    """A number that stands in a formula a user wrote: it is no factor between units.

    At the left of another kind of number it leaves the arithmetic to that one, as a plain float would.
    """

    __slots__ = ()

    def __add__(self, other: Any) -> Any:
        return float.__add__(self, other) if _is_plain(other) else other.__radd__(self)

    def __sub__(self, other: Any) -> Any:
        return float.__sub__(self, other) if _is_plain(other) else other.__rsub__(self)

    def __mul__(self, other: Any) -> Any:
        return float.__mul__(self, other) if _is_plain(other) else other.__rmul__(self)

    def __truediv__(self, other: Any) -> Any:
        return float.__truediv__(self, other) if _is_plain(other) else other.__rtruediv__(self)

    def __pow__(self, other: Any, _modulo: None = None) -> Any:
        return float.__pow__(self, other) if _is_plain(other) else other.__rpow__(self)


def _is_plain(number: object) -> bool:
    return type(number) in (float, int, bool, Written)


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


def half_away(number: float, places: int = 0) -> float:
    """A number rounded as it is shown and as sheets reckon: half away from zero, judged by its decimal digits."""
    try:
        return float(Decimal(repr(float(number))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))
    except ArithmeticError:  # infinite, or with more digits than there are decimals to round
        return number


def known(figure: Figure) -> float | None:
    """The number, if there is one that can be written down."""
    return None if isinstance(figure, Why) or not isfinite(figure) else figure
