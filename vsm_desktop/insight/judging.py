"""What a value of the scoreboard is held against: which way is better, what is as good as wished, and how long it counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from statistics import median

from vsm_desktop.assets import _
from vsm_desktop.model.dates import said_day
from vsm_desktop.model.display import rounded
from vsm_desktop.model.scoreboard import BETTER, MEASURES, Actual, Measure

MONTH = 30.5
"""The usual interval, in days, of a measure of which fewer than two values are known (a choice of this program)."""
LEAST_FRESH = 45
"""For so many days a value counts at least, however often it is taken (a choice of this program)."""
_INTERVALS = 2
_CLOSE = 1e-9


def label_of(measure: Measure) -> str:
    """What a measure is called: its own name, else that of its kind."""
    return measure.name or next(words for key, words, _unit in MEASURES if key == measure.key)


def unit_of(measure: Measure) -> str:
    """The unit a measure is entered in: its own, else that of its kind."""
    return measure.unit or next(unit for key, _words, unit in MEASURES if key == measure.key)


def shown_unit(unit: str) -> str:
    """The unit of a measure as it is written behind its values, the same everywhere; money has none."""
    return {"day": "d", "m2": "m²", "pc/h": "pc / h", "money": ""}.get(unit, unit)


def said_value(value: float, unit: str) -> str:
    """A value of a measure with its unit: money with two decimals, all else with at most two."""
    if unit == "money":
        return rounded(value, 2)
    size = abs(value)
    text = rounded(value, 0 if size >= 1000 else 1 if size >= 10 else 2)
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text} {shown_unit(unit)}".strip()


def way_of(measure: Measure, baseline: float | None = None, target: float | None = None) -> int:
    """1 where more of a measure is better, -1 where less is.

    A usual measure has its way by its kind. Of an own one baseline and target, where both are known, say it, else what was
    chosen for it.
    """
    usual = BETTER.get(measure.key)
    if usual is None:
        baseline = measure.baseline if baseline is None else baseline
        target = measure.target if target is None else target
        if baseline is not None and target is not None and baseline != target:
            return 1 if target > baseline else -1
    return 1 if (usual or measure.better) == "more" else -1


def as_good(value: float, wished: float, way: int, said: Callable[[float], str]) -> bool:
    """Whether a value is as good as is wished, or better. Nothing is forgiven, but what reads the same is the same."""
    return (value - wished) * way >= -_CLOSE * abs(wished) or said(value) == said(wished)


def usual_gap(actuals: Sequence[Actual]) -> float:
    """After how many days the next value of a measure usually comes: the median of the gaps between its values in order of
    time, a month where there are fewer than two."""
    days = [date.fromisoformat(one.on) for one in actuals]
    gaps = [(later - day).days for day, later in pairwise(days)]
    return float(median(gaps)) if gaps else MONTH


def is_fresh(actuals: Sequence[Actual], today: date) -> bool:
    """Whether the last of some values, all of days that have come, still says where a measure stands on a day.

    It does for twice the usual gap between two values, and for 45 days at least; then the next one is overdue, and the
    measure is neither on track nor behind. Without a value there is nothing that could be old.
    """
    if not actuals:
        return True
    gone = (today - date.fromisoformat(actuals[-1].on)).days
    return gone <= max(LEAST_FRESH, _INTERVALS * usual_gap(actuals))


def said_of_silence(last: Actual, today: date) -> str:
    """That there is no value since one, and for how long: in whole months from two on, else in days."""
    day = date.fromisoformat(last.on)
    gone = (today - day).days
    long = (
        _("{n} months").format(n=round(gone / MONTH)) if gone >= 2 * MONTH else _("{n} days").format(n=gone)
    )
    return _("no value since {day} ({long})").format(day=said_day(day), long=long)
