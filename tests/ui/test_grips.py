"""What a hand does with a bar of the plan, in days."""

from __future__ import annotations

from datetime import date

from vsm_desktop.drawing.charts.months import Months
from vsm_desktop.ui.plan.grips import Bar, by_weeks, dragged, grip_at, nudged

NARROW, WIDE = Months(date(2025, 1, 1), 12, 0.0, 600.0), Months(date(2025, 1, 1), 3, 0.0, 900.0)
BAR = Bar(date(2025, 3, 3), date(2025, 4, 11), 0.5)  # a Monday to a Friday


def at(day: date, months: Months = NARROW) -> float:
    return months.x_of(day) + months.day_wide / 2


def drag(grip, bar, start, stop, *, keep=False, weeks=True, months=NARROW):
    return dragged(grip, bar, months, at(start, months), at(stop, months), keep=keep, weeks=weeks)


def test_a_press_takes_hold_of_an_end_the_middle_or_what_is_done():
    left, right = NARROW.span(BAR.start, BAR.end)
    assert grip_at(BAR, NARROW, left + 1, low=False) == "start"
    assert grip_at(BAR, NARROW, right - 1, low=False) == "end"
    assert grip_at(BAR, NARROW, (left + right) / 2, low=False) == "move"
    assert grip_at(BAR, NARROW, (left + right) / 2, low=True) == "done"
    assert grip_at(BAR, NARROW, right + 20, low=False) is None
    assert grip_at(None, NARROW, 5, low=False) == "new"
    day = Bar(date(2025, 3, 3), date(2025, 3, 9))
    left, right = NARROW.span(day.start, day.end)
    assert grip_at(day, NARROW, (left + right) / 2, low=False) == "move", "a short bar can be moved, too"


def test_narrow_months_snap_to_weeks_and_wide_ones_to_days():
    assert by_weeks(NARROW)
    assert not by_weeks(WIDE)
    moved = drag("move", BAR, date(2025, 3, 20), date(2025, 3, 31))
    assert moved == Bar(date(2025, 3, 17), date(2025, 4, 25), 0.5)
    by_day = drag("move", BAR, date(2025, 2, 3), date(2025, 2, 5), weeks=False, months=WIDE)
    assert by_day.start == date(2025, 3, 5)


def test_ends_are_pulled_and_never_cross():
    assert drag("end", BAR, date(2025, 4, 11), date(2025, 4, 24)).end == date(2025, 4, 25)
    assert drag("end", BAR, date(2025, 4, 11), date(2025, 1, 10)).end == BAR.start
    assert drag("start", BAR, date(2025, 3, 3), date(2025, 9, 1)).start == BAR.end
    kept = drag("end", BAR, date(2025, 4, 11), date(2025, 4, 24), keep=True)
    assert (kept.end, kept.length) == (date(2025, 4, 25), BAR.length)
    assert drag("start", BAR, date(2025, 3, 3), date(2025, 3, 3), keep=True) == BAR


def test_a_new_bar_is_drawn_either_way_and_the_done_part_goes_by_five_per_cent():
    start = Bar(date(2025, 3, 5), date(2025, 3, 5))
    assert drag("new", start, date(2025, 4, 9), date(2025, 3, 5)) == Bar(date(2025, 3, 3), date(2025, 4, 11))
    left, right = NARROW.span(BAR.start, BAR.end)
    done = dragged("done", BAR, NARROW, 0, left + 0.73 * (right - left), keep=False, weeks=True)
    assert done == Bar(BAR.start, BAR.end, 0.75)
    assert dragged("done", BAR, NARROW, 0, right + 99, keep=False, weeks=True).done == 1


def test_keys_move_a_bar_or_pull_its_end():
    assert nudged(BAR, 7, pull=False) == Bar(date(2025, 3, 10), date(2025, 4, 18), 0.5)
    assert nudged(BAR, -7, pull=True).end == date(2025, 4, 4)
    assert nudged(BAR, -70, pull=True).end == BAR.start
