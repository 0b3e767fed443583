"""Parts of one and per cent in one column: 0.88, 88 % and 88 for the same share.

A bare number of at most 1 is a part of one where the other values tell so: it is read as a hundred times itself if its
hundredfold is nearer to the least of them than it is itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vsm_desktop.model.scoreboard import Measure

_RARELY_HALF = frozenset(("returns",))  # measures that are never nearly all of the whole
_LAST = 12  # values of a measure that tell how large it is


def level_of(measure: Measure, numbers: Sequence[float], percents: Iterable[float]) -> float:
    """The least value a share is known to have had, in per cent; 0 if nothing tells.

    `numbers` are the bare numbers of the column, `percents` those with the sign, in per cent.
    """
    known = [measure.baseline, measure.target, *(one.value for one in measure.actuals[-_LAST:])]
    levels = [abs(value) for value in known if value]
    levels = levels or [value for value in (*percents, *numbers) if value > 1]
    return min(levels, default=0.0)


def all_parts(measure: Measure, numbers: Sequence[float]) -> bool:
    """Whether a column of bare numbers alone looks like parts of one."""
    parts = bool(numbers) and max(numbers) <= 1 and any(number % 1 for number in numbers)
    return parts and measure.key not in _RARELY_HALF


def is_part(number: float, level: float, *, all_of_them: bool) -> bool:
    """Whether a bare number is a part of one: by the level of the measure, else by the column."""
    if not 0 < number <= 1:
        return False
    return level > 10 * number and bool(number % 1) if level else all_of_them
