"""The course of a measure: the glide path for numbers of the map, an even way for all others."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from vsm_desktop.edit.plan import set_objective
from vsm_desktop.edit.scoreboard import add_measure, set_measure
from vsm_desktop.insight.board import Line, board
from vsm_desktop.insight.course import Course, baseline_on_map, course_of, is_on_map, off_course
from vsm_desktop.insight.glide import Glide, glide_path
from vsm_desktop.insight.landing import expected_on
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.scoreboard import Actual
from vsm_desktop.model.stream import ValueStream, new_stream
from vsm_desktop.store.files import load

ACME = load(Path(__file__).parents[2] / "resources" / "samples" / "acme-future.vsm")
TODAY = date(2025, 7, 15)


def line(stream: ValueStream, key: str) -> Line:
    return next(one for one in board(stream) if one.measure.key == key)


def course(stream: ValueStream, key: str) -> Course:
    return course_of(stream, line(stream, key), glide_path(stream, TODAY))


def test_the_lead_time_follows_the_glide_path_to_the_future_state() -> None:
    found = course(ACME, "lead_time")
    assert not found.even
    assert found.points[0] == (date(2025, 3, 31), pytest.approx(23.62, abs=0.01))
    assert found.points[-1][0] == date(2026, 3, 31)
    assert found.points[-1][1] == measure(ACME, "future").number("lead_time_days")
    assert found.on(date(2025, 3, 1)) is None
    days = [day for day, _value in found.points]
    assert len(set(days)) > 4, "it steps on the days on which something is made"
    for day in (date(2025, 6, 15), date(2025, 7, 15), date(2025, 10, 30), date(2026, 3, 1)):
        assert found.on(day) == expected_on(ACME, day)["lead_time_days"]


def test_shares_of_the_map_are_in_percent() -> None:
    stream = set_measure(line(ACME, "rolled_ca").measure.id, baseline=None)(ACME)
    found = course(stream, "rolled_ca")
    known = glide_path(stream, TODAY).of("rolled_ca")
    assert known is not None
    if any(value is not None for value in known.expected):
        assert all(value > 1 for _day, value in found.points)
    else:
        assert found.even or not found.points


def test_all_else_goes_evenly_from_baseline_to_target() -> None:
    found = course(ACME, "fulfilment")
    assert found.even
    assert found.points == ((date(2025, 3, 31), 92.0), (date(2026, 3, 31), 99.0))
    halfway = found.on(date(2025, 9, 30))
    assert halfway == pytest.approx(95.5, abs=0.05)
    assert found.on(date(2027, 1, 1)) == 99.0


def test_without_a_plan_or_its_ends_there_is_none() -> None:
    assert course(ACME.evolve(plan=None), "lead_time") == Course()
    stream = set_measure(line(ACME, "fulfilment").measure.id, target=None)(ACME)
    assert course(stream, "fulfilment") == Course()
    assert course_of(ACME, line(ACME, "fulfilment"), Glide()) == Course()


@pytest.mark.parametrize(("value", "off"), [(95.0, False), (93.7, False), (93.6, True), (99.0, False)])
def test_what_is_worse_than_expected_is_off(value: float, off: bool) -> None:
    """On 30 June 93.7 % are expected; what reads the same is the same."""
    shown, found = line(ACME, "fulfilment"), course(ACME, "fulfilment")
    assert off_course(shown, found, Actual(on="2025-06-30", value=value)) is off
    assert not off_course(shown, found, Actual(on="2025-01-31", value=0.0)), (
        "before the plan nothing is expected"
    )


def test_the_baseline_on_the_map_is_in_the_unit_of_the_measure() -> None:
    lead = line(ACME, "lead_time").measure
    assert baseline_on_map(ACME, lead) == measure(ACME, "current").number("lead_time_days")
    stream = add_measure(key="returns")(new_stream("Line"))
    returns = line(stream, "returns").measure
    assert baseline_on_map(stream, returns) is None
    assert (is_on_map(lead), is_on_map(returns)) == (True, False)


def test_what_has_not_come_is_not_off_its_course() -> None:
    measure_, path = line(ACME, "lead_time").measure, glide_path(ACME, TODAY)
    late = Actual(on="2026-02-28", value=99.0)
    stream = set_measure(measure_.id, actuals=(*measure_.actuals, late))(ACME)
    for today, off in ((TODAY, False), (date(2026, 3, 1), True)):
        one = next(one for one in board(stream, today) if one.measure.key == "lead_time")
        assert off_course(one, course_of(stream, one, path), late) is off
        assert (late in one.reached) is off


def test_a_value_between_two_months_has_one_verdict() -> None:
    """The milk run lands on 20 August: on the fifth nothing is expected of it yet, in no place."""
    stream = set_objective("milk_run", end="2025-08-20")(ACME)
    for on, made in (("2025-08-05", False), ("2025-08-25", True)):
        day, today = date.fromisoformat(on), date(2025, 8, 26)
        one = set_measure(line(stream, "lead_time").measure.id, actuals=(Actual(on=on, value=22.4),))(stream)
        found = next(each for each in board(one, today) if each.measure.key == "lead_time")
        path = glide_path(one, today)
        drawn = course_of(one, found, path)
        assert found.expected == drawn.on(day) == expected_on(one, day)["lead_time_days"]
        off = off_course(found, drawn, found.measure.actuals[0])
        assert (found.on_track, off) == (not made, made)
        assert path.deviations[0].startswith("Lead time on ")
        assert (" more than the " in path.deviations[0]) == made
        assert found.said(found.expected) in path.deviations[0]
