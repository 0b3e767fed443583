"""The scoreboard read: baseline, target, trend, whether it is on track, checks of a trial, and measures of one point."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.insight.test_bursts import both
from tests.insight.test_glide import number
from tests.insight.test_plan import objective, planned
from vsm_desktop.edit.edits import in_state, set_fields
from vsm_desktop.insight.board import Line, board, checks_due, said_of_coming
from vsm_desktop.insight.pointwise import rewards_a_point
from vsm_desktop.model.plan import Plan
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.scoreboard import Actual, Measure, Scoreboard
from vsm_desktop.model.stream import ValueStream


def line(stream: ValueStream, *values: tuple[str, float], **more: Any) -> Line:
    actuals = tuple(Actual(on=on, value=value) for on, value in values)
    measure = Measure(**({"id": "m", "key": "returns", "actuals": actuals} | more))
    (found,) = board(stream.evolve(scoreboard=Scoreboard(measures=(measure,))))
    return found


def test_without_a_scoreboard_there_are_no_lines() -> None:
    assert board(both()) == ()


def test_baseline_and_target_are_those_of_the_maps_where_none_is_entered() -> None:
    stream = planned()
    found = line(stream, key="lead_time")
    assert (found.baseline, found.target) == (number(stream, "current"), number(stream, "future"))
    assert found.from_maps == {"baseline", "target"}
    own = line(stream, key="lead_time", baseline=4.0)
    assert (own.baseline, own.from_maps) == (4.0, {"target"})
    share = in_state("current", set_fields("weld", ca=quantity(90, "%")))(stream)
    assert line(share, key="rolled_ca").baseline == pytest.approx(90)
    assert line(stream, key="returns").from_maps == frozenset()


def test_a_measure_is_called_and_counted_as_usual_unless_it_says_otherwise() -> None:
    usual, own = line(planned(), key="productivity"), line(planned(), key="own", name="Overtime", unit="h")
    assert (usual.label, usual.unit, own.label, own.unit) == ("Productivity", "pc/h", "Overtime", "h")
    assert [usual.said(12.345), usual.said(1234.5), own.said(None)] == ["12.3 pc / h", "1,235 pc / h", "–"]
    assert line(planned(), key="cost").said(3.5) == "3.50"
    assert line(planned(), key="floor").said(410) == "410 m²"


def test_values_of_days_that_have_not_come_count_for_nothing_and_are_told() -> None:
    measure = Measure(
        id="m",
        key="returns",
        baseline=10,
        target=2,
        trial="2026-01-30",
        actuals=tuple(
            Actual(on=on, value=value)
            for on, value in (("2026-01-31", 8), ("2026-02-28", 6), ("2026-03-31", 9), ("2026-04-30", 1))
        ),
    )
    stream = planned().evolve(scoreboard=Scoreboard(measures=(measure,)))
    (now,) = board(stream, date(2026, 2, 28))
    assert (now.last and now.last.value, now.progress, now.trend) == (6, 0.5, "better")
    assert said_of_coming(now) == "2 values from 31 Mar 2026 on lie in the future and do not count yet."
    assert now.checks[1].actual is None
    (later,) = board(stream, date(2026, 4, 1))
    assert later.last
    assert later.last.value == 9
    assert said_of_coming(later) == "The value of 30 Apr 2026 lies in the future and does not count yet."
    (first,) = board(stream, date(2026, 1, 1))
    assert first.words == "No values yet."
    assert said_of_coming(board(stream, date(2026, 4, 30))[0]) == ""


def test_what_was_reached_of_the_way() -> None:
    found = line(planned(), ("2026-01-31", 8), ("2026-02-28", 6), baseline=10, target=2)
    assert (found.last and found.last.value, found.change, found.progress) == (6, -4, 0.5)
    assert line(planned(), ("2026-01-31", 8), baseline=10, target=10).progress is None
    assert line(planned(), baseline=10, target=2).words == "No values yet."


@pytest.mark.parametrize(
    ("values", "key", "trend"),
    [
        ((9, 8, 7), "returns", "better"),
        ((9, 8, 7), "fulfilment", "worse"),
        ((1, 9, 9.1, 9), "returns", "steady"),
        ((9,), "returns", None),
    ],
)
def test_the_last_values_make_the_trend(values: tuple[float, ...], key: str, trend: str | None) -> None:
    days = [(f"2026-0{at}-01", value) for at, value in enumerate(values, 1)]
    assert line(planned(), *days, key=key).trend == trend
    assert (
        line(
            planned(),
            *days,
            key=key,
            baseline=10 if key == "returns" else 5,
            target=5 if key == "returns" else 10,
        ).trend
        == trend
    )


def test_on_track_follows_the_glide_path_else_the_straight_way() -> None:
    stream = planned(objective("a", end="2026-03-31", start="", bursts=("b1",)))
    assert line(stream, ("2026-03-30", 3.0), key="lead_time").on_track
    behind = line(stream, ("2026-03-31", 3.0), key="lead_time")
    assert (behind.on_track, round(behind.expected or 0, 2)) == (False, 2.0)
    assert behind.words == "3 d on 31 Mar 2026: 2 d was expected."
    half = line(planned(), ("2026-07-02", 6.5), baseline=10, target=2)
    assert half.expected == pytest.approx(10 - 8 * 183 / 365)
    assert (half.on_track, half.words) == (False, "6.5 % on 2 Jul 2026: 5.99 % was expected.")
    assert (
        line(planned(), ("2026-07-02", 5.99), baseline=10, target=2).words
        == "5.99 % on 2 Jul 2026: on track."
    )
    assert line(planned(), ("2030-01-01", 2), baseline=10, target=2).expected == 2
    before = line(planned(), ("2020-01-01", 10), baseline=10, target=2)
    assert (before.expected, before.on_track) == (None, None), "before the plan begins nothing is expected"


def test_without_a_plan_the_target_counts() -> None:
    stream = both()
    assert line(stream, ("2026-07-02", 3), baseline=10, target=2).on_track is False
    assert line(stream, ("2026-07-02", 2.5), baseline=10, target=2).on_track is False, "nothing is forgiven"
    assert line(stream, ("2026-07-02", 2), baseline=10, target=2).on_track is True
    unknown = line(stream, ("2026-07-02", 2.5))
    assert (unknown.on_track, unknown.words) == (None, "2.5 % on 2 Jul 2026.")
    assert line(planned(), ("2026-07-02", 2.5), baseline=3).expected is None


def test_more_of_a_usual_measure_is_better_whatever_is_kept() -> None:
    found = line(both(), ("2026-07-02", 99), key="fulfilment", better="less", baseline=90, target=98)
    assert found.on_track is True
    own = line(both(), ("2026-07-02", 99), key="own", better="more", baseline=90, target=98)
    assert own.on_track is True


def test_the_checks_of_a_trial() -> None:
    found = line(planned(), ("2026-01-28", 8), ("2026-02-05", 7), ("2026-03-20", 6), trial="2026-01-01")
    assert [(one.after, one.day, one.actual and one.actual.value) for one in found.checks] == [
        (30, date(2026, 1, 31), 8),
        (60, date(2026, 3, 2), None),
        (90, date(2026, 4, 1), None),
    ]
    assert [one.after for one in checks_due(found, date(2026, 3, 2))] == [60]
    assert line(planned()).checks == ()


def test_a_check_is_held_against_the_plan() -> None:
    days = (("2026-01-31", 9.0), ("2026-03-02", 9.9))
    found = line(planned(), *days, trial="2026-01-01", baseline=10, target=2)
    assert [one.expected for one in found.checks] == [
        pytest.approx(10 - 8 * day / 365) for day in (31, 61, 91)
    ]
    assert [one.kept for one in found.checks] == [True, False, None]
    alone = line(both(), *days, trial="2026-01-01", baseline=10, target=2)
    assert {(one.expected, one.kept) for one in alone.checks} == {(None, None)}


@pytest.mark.parametrize(
    ("name", "unit", "said"),
    [
        ("Machine utilisation", "%", "keeping a machine busy"),
        ("OEE of the press", "%", "keeping a machine busy"),
        ("Pieces per hour, press", "", "speed of one point"),
        ("Press 3", "pc/h", "speed of one point"),
        ("Strokes", "per minute", "speed of one point"),
        ("Earned hours", "h", "what nobody has ordered"),
        ("Operator efficiency", "%", "speed of people"),
        ("Utilisation of press 3", "%", "whether the step keeps the takt"),
        ("Productivity per person of the weld cell", "pc", "all people of the stream instead"),
        ("Weld cell", "pieces per operator", "speed of people"),
        ("Output of machine 7", "", "the pieces shipped a day"),
        ("Pieces per hour of the press", "", "the pieces shipped a day"),
        ("Share of time spent firefighting", "%", ""),
        ("Process cycle efficiency", "%", ""),
        ("Productivity", "EUR", ""),
        ("Pieces shipped a day", "", ""),
        ("Overtime", "h", ""),
        ("Floor space", "m2", ""),
    ],
)
def test_measures_that_reward_one_point_say_why(name: str, unit: str, said: str) -> None:
    found = rewards_a_point(name, unit)
    assert (said in found) if said else found == ""
    assert line(planned(), key="own", name=name, unit=unit).flag == found


def test_a_usual_measure_of_the_stream_is_never_flagged() -> None:
    assert line(planned(), key="productivity", name="Pieces per hour").flag == ""
    assert line(planned(), key="firefighting", name="Share of time spent firefighting").flag == ""


def test_a_usual_measure_of_one_point_is_flagged() -> None:
    assert "one point" in line(planned(), key="productivity", name="Productivity of cell 3").flag
    assert "people" in line(planned(), key="productivity", name="Pieces per operator, weld cell").flag


def test_without_a_future_state_there_is_no_target_to_be_on_track_for() -> None:
    stream = planned()
    alone = stream.evolve(
        states=tuple(state for state in stream.states if state.id == "current"),
        shown_state="current",
        bursts=(),
        plan=Plan(start="2026-01-01"),
    )
    found = line(alone, ("2026-01-31", 2), key="lead_time")
    assert found.baseline == number(stream, "current")
    assert (found.target, found.expected, found.on_track, found.progress) == (None, None, None, None)
    assert found.from_maps == {"baseline"}


def monthly(*values: tuple[str, float], **more: Any) -> ValueStream:
    actuals = tuple(Actual(on=on, value=value) for on, value in values)
    measure = Measure(
        **({"id": "m", "key": "returns", "actuals": actuals, "baseline": 10, "target": 2} | more)
    )
    return planned().evolve(scoreboard=Scoreboard(measures=(measure,)))


@pytest.mark.parametrize(
    ("days", "today", "fresh"),
    [
        (("2026-01-31", "2026-02-28", "2026-03-31"), "2026-05-29", True),  # a month between two: 59 days
        (("2026-01-31", "2026-02-28", "2026-03-31"), "2026-05-30", False),
        (("2026-03-17", "2026-03-24", "2026-03-31"), "2026-05-15", True),  # weekly: 45 days at least
        (("2026-03-17", "2026-03-24", "2026-03-31"), "2026-05-16", False),
        (("2025-09-30", "2025-12-31", "2026-03-31"), "2026-09-28", True),  # by quarters
        (("2025-09-30", "2025-12-31", "2026-03-31"), "2026-10-30", False),
        (("2026-03-31",), "2026-05-31", True),  # one alone: a month is taken to be usual
        (("2026-03-31",), "2026-06-01", False),
    ],
)
def test_a_value_counts_until_the_next_one_is_overdue(days: tuple[str, ...], today: str, fresh: bool) -> None:
    stream = monthly(*((on, 1.0) for on in days))
    (found,) = board(stream, date.fromisoformat(today))
    assert (found.silence == "", found.met, found.on_track) == (fresh, fresh, True if fresh else None)


def test_an_old_value_is_neither_on_track_nor_at_its_target_and_says_since_when() -> None:
    (found,) = board(monthly(("2025-05-31", 9), ("2025-06-30", 1)), date(2026, 11, 30))
    assert found.words == "1 %, no value since 30 Jun 2025 (17 months)."
    assert (found.on_track, found.met, found.old_day) == (None, False, "30 Jun 2025")
    (weeks,) = board(monthly(("2026-03-24", 9), ("2026-03-31", 1)), date(2026, 5, 20))
    assert weeks.silence == "no value since 31 Mar 2026 (50 days)"
    (later,) = board(monthly(("2026-03-31", 1), ("2027-03-31", 1)), date(2026, 8, 1))
    assert later.silence, "what is dated later does not keep it fresh"


def test_baseline_and_target_say_which_way_is_better() -> None:
    own = line(both(), ("2026-07-02", 60), key="own", name="Skills", baseline=50, target=80)
    assert (own.way, own.met, own.change, own.on_track) == (1, False, 10, False)
    assert own.contradiction == 'From 50 to 80 more is better, and so it counts, though "Better" says less.'
    assert line(both(), key="own", baseline=50, target=80, better="more").contradiction == ""
    falls = line(both(), ("2026-07-02", 15), key="own", baseline=20, target=10, better="more")
    assert (falls.way, falls.met) == (-1, False)
    assert falls.contradiction == 'From 20 to 10 less is better, and so it counts, though "Better" says more.'
    assert line(both(), key="own", baseline=5, target=5, better="more").way == 1


def test_a_usual_measure_with_a_target_worse_than_its_baseline_is_never_reached_by_a_worse_value() -> None:
    found = line(both(), ("2026-07-02", 4), key="returns", baseline=2, target=5)
    assert (found.way, found.met) == (-1, False)
    assert found.contradiction == "Less is better, but its target of 5 % is above its baseline of 2 %."
    assert line(both(), ("2026-07-02", 2), key="returns", baseline=2, target=5).met
    less = line(both(), key="fulfilment", baseline=95, target=90)
    assert less.contradiction == "More is better, but its target of 90 % is below its baseline of 95 %."
