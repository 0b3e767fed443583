"""Rows of the plan that are moved, and those that wait for them."""

from __future__ import annotations

from datetime import date

import pytest

from vsm_desktop.edit.schedule import dates_of, reschedule, too_early
from vsm_desktop.model.plan import Objective, Plan, PlanLoop
from vsm_desktop.model.stream import State, ValueStream


def stream(*rows: Objective) -> ValueStream:
    return ValueStream(states=(State(id="s"),), plan=Plan(loops=(PlanLoop(id="loop", objectives=rows),)))


def dates(of: ValueStream) -> dict[str, tuple[str, str]]:
    return {one.id: (one.start, one.end) for one in of.plan.objectives}


ROWS = (
    Objective(id="a", start="2025-01-06", end="2025-01-10"),
    Objective(id="b", start="2025-01-13", end="2025-01-17", after=("a",)),
    Objective(id="c", start="2025-01-20", end="2025-01-21", after=("b",)),
    Objective(id="d", after=("a",)),
)


def test_what_waits_is_pushed_as_far_as_needed_and_keeps_its_length():
    after = reschedule("a", date(2025, 1, 6), date(2025, 1, 15))(stream(*ROWS))
    assert dates(after) == {
        "a": ("2025-01-06", "2025-01-15"),
        "b": ("2025-01-16", "2025-01-20"),
        "c": ("2025-01-21", "2025-01-22"),
        "d": ("", ""),
    }


def test_nothing_is_pulled_forward_and_what_is_done_stays():
    after = reschedule("a", date(2025, 1, 1), date(2025, 1, 3))(stream(*ROWS))
    assert dates(after)["b"] == ("2025-01-13", "2025-01-17")
    done = (ROWS[0], ROWS[1].evolve(done=1.0), ROWS[2])
    after = reschedule("a", date(2025, 2, 3), date(2025, 2, 7))(stream(*done))
    assert dates(after)["b"] == ("2025-01-13", "2025-01-17")


def test_a_row_that_starts_too_early_is_known():
    after = reschedule("b", date(2025, 1, 8), date(2025, 1, 9))(stream(*ROWS))
    assert [one.id for one in too_early(after.plan, "b")] == ["a"]
    assert not too_early(after.plan, "c")


def test_a_row_needs_a_plan_and_one_day_is_a_bar_too():
    with pytest.raises(KeyError):
        reschedule("z", date(2025, 1, 1), date(2025, 1, 2))(stream(*ROWS))
    with pytest.raises(KeyError):
        reschedule("a", date(2025, 1, 1), date(2025, 1, 2))(ValueStream(states=(State(id="s"),)))
    assert dates_of(Objective(id="x", end="2025-03-01")) == (date(2025, 3, 1), date(2025, 3, 1))
    assert dates_of(Objective(id="x")) is None
