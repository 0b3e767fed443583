"""Where an arrow key leads in the palette."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget


def next_stop(
    here: QWidget, across: int, down: int, symbols: Sequence[QWidget], headings: Sequence[QWidget]
) -> QWidget | None:
    """Left and right as one reads, from symbol to symbol; up and down to the nearest of the next row, headings too.

    None where there is no further row. From a heading, left and right lead nowhere but to the ends.
    """
    if across:
        if not symbols:
            return here
        place = symbols.index(here) + across if here in symbols else across
        return symbols[min(max(place, 0), len(symbols) - 1)]
    start = _place(here, symbols)
    rows = [one for one in (*symbols, *headings) if (_place(one, symbols).y() - start.y()) * down > 1]
    if not rows:
        return None if down < 0 else here
    return min(rows, key=lambda one: _distance(_place(one, symbols), start))


def _place(stop: QWidget, symbols: Sequence[QWidget]) -> QPoint:
    """The middle of a symbol; a heading stands over the first column."""
    middle = stop.rect().center() if stop in symbols else QPoint(0, stop.rect().center().y())
    return stop.mapTo(stop.window(), middle)


def _distance(place: QPoint, start: QPoint) -> tuple[int, int]:
    return abs(place.y() - start.y()), abs(place.x() - start.x())
