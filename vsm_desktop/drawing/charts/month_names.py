"""The names of the months over a plan, and the years where there is more than one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from vsm_desktop.drawing.charts.months import Months
from vsm_desktop.drawing.ops import Op
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.text import line, measure
from vsm_desktop.model.dates import MONTHS, month_start

_LINE = 1.3  # in sizes of type


def step_of(months: Months, size: float) -> int:
    """How many months have one name: one, where every name finds room over its month."""
    wide = {1: measure("Sep", size) + 2}
    steps = (1, 3, 6)
    return next(
        (one for one in steps if one * months.pitch >= wide.get(one, measure("Sep 26", size) + 5)), 12
    )


def name_lines(months: Months, size: float) -> int:
    """How many lines the names take: the years have one of their own where a month has no room for its own and that."""
    return 2 if _years(months) and step_of(months, size) == 1 and not _beside(months, size) else 1


def month_names(months: Months, y: float, look: Look, size: float) -> Iterator[Op]:
    """The months by their names over a foot; the first of each year has the year where there is more than one.

    Names of several months stand at the first.
    """
    step, years, beside, before = step_of(months, size), _years(months), _beside(months, size), 0
    for month, (first, x) in enumerate(months.starts()):
        if month % step:
            continue
        name = MONTHS[first.month - 1]
        begins = years and first.year != before
        before = first.year
        middle = x + months.pitch / 2
        if step == 1:
            if begins and beside:
                name = f"{name} {first.year}"
            elif begins:
                year = _year(first, months, size)
                yield from line(middle, y - size * _LINE, year, size, look["ink2"], anchor="middle")
            yield from line(middle, y, name, size, look["ink2"], anchor="middle")
            continue
        if begins:
            name = f"{name} {first.year % 100:02}"
        if measure(name, size) <= (months.count - month) * months.pitch:
            yield from line(x + 1, y, name, size, look["ink2"])


def _years(months: Months) -> bool:
    """Whether the months are of more than one year."""
    return months.first.year != month_start(months.first, months.count - 1).year


def _beside(months: Months, size: float) -> bool:
    """Whether a month has room for its name and its year."""
    return months.pitch >= measure("Sep 2026", size) + 4


def _year(first: date, months: Months, size: float) -> str:
    """A year as it fits over its month."""
    whole = str(first.year)
    return whole if measure(whole, size) + 2 <= months.pitch else f"’{first.year % 100:02}"
