"""The glide path: what the plan leads to month by month, and where it is left."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.insight.test_bursts import MAP, both, burst, delete, faster, less
from tests.insight.test_plan import objective, planned
from tests.model.maps import ONE_SHIFT, a_stream, customer, in_line, process, stock
from tests.model.strategies import runs
from vsm_desktop.assets import asset
from vsm_desktop.edit.bursts import set_burst, switch_burst
from vsm_desktop.edit.changes import difference
from vsm_desktop.edit.edits import in_state, set_fields
from vsm_desktop.edit.states import copy_state
from vsm_desktop.insight.board import board
from vsm_desktop.insight.glide import Glide, Series, glide_path
from vsm_desktop.insight.landing import expected_on
from vsm_desktop.insight.plan import plan_rows
from vsm_desktop.insight.planned import alike_sides, said_of_counting, span_of
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.kaizen import Kaizen
from vsm_desktop.model.plan import Goal, Plan, PlanLoop
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.scoreboard import Actual, Measure, Scoreboard
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store.files import loads

TODAY = date(2026, 5, 10)


def lead(found: Glide) -> Series:
    series = found.of("lead_time_days")
    assert series is not None
    return series


def number(stream: ValueStream, state: str, key: str = "lead_time_days") -> float | None:
    return measure(stream, state).number(key)


def with_actuals(stream: ValueStream, *values: tuple[str, float], **more: Any) -> ValueStream:
    actuals = tuple(Actual(on=on, value=value) for on, value in values)
    one = Measure(**({"id": "m", "key": "lead_time", "actuals": actuals} | more))
    return stream.evolve(scoreboard=Scoreboard(measures=(one,)))


def test_without_a_plan_there_is_no_path() -> None:
    assert glide_path(both(), TODAY) == Glide()
    assert Glide().of("lead_time_days") is None


def test_each_burst_lands_in_the_month_its_objective_ends() -> None:
    stream = planned(
        objective("a", end="2026-06-30", bursts=("b1",)), objective("b", end="2026-08-01", bursts=("b2",))
    )
    found = glide_path(stream, TODAY)
    assert [month.landed for month in found.months] == [*[()] * 5, ("b1",), (), ("b2",), *[()] * 4]
    assert [month.when for month in found.months] == [*["past"] * 4, "now", *["coming"] * 7]
    path = lead(found)
    assert path.start == number(stream, "current")
    assert path.expected[:5] == (path.start,) * 5
    assert path.expected[5] == pytest.approx((path.start or 0) - 1)
    assert path.expected[7:] == (number(stream, "future"),) * 5
    assert (path.target, path.words[0], path.why, found.reaches) == (path.expected[-1], "3.0 d", "", True)
    assert found.notes == ()


def test_a_burst_that_serves_several_lands_with_the_last_and_one_that_serves_none_as_it_is_due() -> None:
    stream = planned(
        objective("a", end="2026-04-30", bursts=("b1",)), objective("b", end="2026-07-31", bursts=("b1",))
    )
    months = {id_: month.last.month for month in glide_path(stream, TODAY).months for id_ in month.landed}
    assert months == {"b1": 7, "b2": 9}
    undated = set_burst("b2", due="")(stream)
    assert glide_path(undated, TODAY).months[-1].landed == ("b2",)


def test_the_months_reach_as_far_as_what_is_planned_in_them() -> None:
    stream = planned(objective("a", end="2026-02-28", start="", bursts=("b1",)), months=6)
    found = glide_path(stream, TODAY)
    assert (len(found.months), found.months[-1].last, found.reaches) == (9, date(2026, 9, 30), True)
    assert found.notes == ("The plan was to run for 6 months; what is planned in it ends in Sep 2026.",)
    assert lead(found).expected[-1] == lead(found).target
    late = planned(objective("a", end="2027-02-15", start="", bursts=("b1", "b2")))
    assert span_of(late, TODAY).months[-1] == date(2027, 2, 1)
    assert glide_path(late, TODAY).reaches


def test_more_than_sixty_months_are_not_shown_and_that_is_said() -> None:
    stream = planned(objective("a", end="2031-03-31", start="", bursts=("b1", "b2")))
    found = glide_path(stream, TODAY)
    assert (len(found.months), found.reaches) == (60, False)
    assert found.notes == (
        "The plan was to run for 12 months; what is planned in it ends in Mar 2031.",
        "60 months are shown at most.",
        "No stock between is made on 31 Mar 2031, after the plan ends.",
        "Coils by kanban is made on 31 Mar 2031, after the plan ends.",
    )
    assert lead(found).expected[-1] != lead(found).target


def test_bursts_that_no_objective_serves_are_told() -> None:
    stream = set_burst("b2", due="")(planned(objective("a", bursts=("b1",))))
    assert glide_path(stream, TODAY).notes == (
        "The burst Coils by kanban has no objective; it is expected at the end of the plan, Dec 2026.",
    )
    alone = set_burst("b1", due="")(stream).evolve(plan=planned(objective("a")).plan)
    assert glide_path(alone, TODAY).notes == (
        "2 bursts have no objective: No stock between, Coils by kanban; they are expected at the end of the plan, Dec 2026.",
    )


def test_what_is_due_before_the_plan_begins_is_there_from_its_first_month() -> None:
    stream = planned(objective("a", start="", end="2025-11-30", bursts=("b1",)))
    assert glide_path(stream, TODAY).months[0].landed == ("b1",)


def test_what_was_drawn_by_hand_comes_with_the_last_burst() -> None:
    stream = in_state("future", set_fields("weld", ct=quantity(4600, "s")))(planned())
    found = lead(glide_path(stream, TODAY))
    assert found.expected[-1] == number(stream, "future")
    assert found.expected[7] == pytest.approx((found.start or 0) - 1)


def test_a_future_state_no_burst_leads_to_stands_from_the_last_objective_on() -> None:
    stream = copy_state("current", "future")(a_stream(MAP, calendar=ONE_SHIFT))
    stream = in_state("future", less("coils", 0))(stream).evolve(
        plan=planned(objective("a", end="2026-06-15")).plan
    )
    found = glide_path(stream, TODAY)
    assert [round(value or 0, 1) for value in lead(found).expected] == [3.0] * 5 + [1.0] * 7
    assert all(month.landed == () for month in found.months)
    assert found.notes == ("No burst leads to Future state: its numbers stand from Jun 2026 on.",)
    short = stream.plan.evolve(months=2)
    assert glide_path(stream.evolve(plan=short), TODAY).reaches


def test_a_plan_without_any_date_has_no_path_and_says_so() -> None:
    stream = planned(objective("a", start="", end="", bursts=("b1",)))
    for id_ in ("b1", "b2"):
        stream = set_burst(id_, due="")(stream)
    found = glide_path(stream, date(2030, 1, 1))
    assert set(lead(found).expected) == {None}
    assert lead(found).why == "No glide path yet: no objective has a date."
    assert (found.reaches, found.deviations, found.notes) == (False, (), ())
    assert expected_on(stream, TODAY)["lead_time_days"] is None
    assert lead(glide_path(with_actuals(stream, ("2026-01-31", 3.0)), TODAY)).why == lead(found).why
    assert glide_path(set_burst("b1", due="2026-08-31")(stream), TODAY).reaches
    dated = planned(objective("a", start="", end="2026-08-31"))
    assert glide_path(set_burst("b1", due="")(set_burst("b2", due="")(dated)), TODAY).reaches


def test_without_a_future_state_all_bursts_lead_to_where_the_plan_leads() -> None:
    bursts = (burst("b1", less("coils", 0), due="2026-03-01"), burst("b2", faster(30), status="dropped"))
    stream = a_stream(MAP, bursts=bursts, calendar=ONE_SHIFT, plan=Plan(start="2026-01-01"))
    path = lead(glide_path(stream, TODAY))
    assert [round(value or 0, 1) for value in path.expected[:4]] == [3.0, 3.0, 1.0, 1.0]
    assert path.target == path.expected[-1]


def test_a_state_made_from_a_made_one_has_the_bursts_of_both() -> None:
    stream = planned(goal="ideal")
    stream = switch_burst("future", "b2", on=False)(stream)
    stream = copy_state("future", "ideal")(stream)
    stream = switch_burst("ideal", "b2", on=True)(stream)
    found = glide_path(stream, TODAY)
    assert [month.landed for month in found.months if month.landed] == [("b1",), ("b2",)]
    assert lead(found).expected[-1] == number(stream, "ideal")


def otherwise(stream: ValueStream, state: str = "future") -> ValueStream:
    """The document with a state that counts a day as 24 hours."""
    found = stream.state(state)
    return stream.with_state(found.evolve(options=found.options.evolve(day_base="clock_24h")))


def test_the_whole_path_is_counted_by_the_conventions_of_where_it_begins() -> None:
    stream = planned()
    found = glide_path(otherwise(stream), TODAY)
    assert found.series == glide_path(stream, TODAY).series
    assert lead(found).expected[-1] == number(stream, "future") != number(otherwise(stream), "future")
    assert found.notes == (
        "Both states of the plan are counted by the conventions of Current state. "
        "By its own: One lead-time day is net working time → 24 hours.",
    )
    other = glide_path(otherwise(stream, "current"), TODAY)
    assert lead(other).start == number(otherwise(stream, "current"), "current")
    assert lead(other).expected[-1] == number(otherwise(stream), "future")


def test_goal_and_scoreboard_are_counted_as_the_path_is() -> None:
    stream = planned(objective("a", goal=Goal(metric="lead_time_days")))
    measure_ = Measure(id="m", key="lead_time", actuals=(Actual(on="2026-01-31", value=3.0),))
    stream = stream.evolve(scoreboard=Scoreboard(measures=(measure_,)))
    for one in (stream, otherwise(stream)):
        (line,), path = board(one, TODAY), lead(glide_path(one, TODAY))
        assert (line.baseline, line.target) == (path.start, path.expected[-1])
        goal = plan_rows(one, TODAY)[1].goal
        assert goal is not None
        assert (goal.now, goal.target) == (path.start, path.expected[-1])
        assert line.counted == (" ".join(glide_path(one, TODAY).notes))


def test_what_cannot_be_made_yet_is_told() -> None:
    first = burst("b1", delete({"between"}), due="2026-09-30")
    second = burst("b2", less("between", 0), due="2026-03-31", on_top_of=None)
    later = burst("b3", set_fields("between", qty=quantity(5, "pc")), due="2026-12-31")
    stream = both(first, second, later).evolve(plan=Plan(start="2026-01-01"))
    assert (
        "In the order of their dates not all the bursts change fits before others are made."
        in glide_path(stream, TODAY).notes
    )


def test_actuals_lie_over_the_months_and_deviations_are_words() -> None:
    stream = planned(objective("a", end="2026-03-31", start="", bursts=("b1",), done=1.0))
    stream = with_actuals(stream, ("2026-01-31", 3.0), ("2026-03-05", 2.6), ("2026-03-31", 2.5))
    found = glide_path(stream, TODAY)
    assert lead(found).actual[:4] == (3.0, None, 2.5, None)
    assert found.deviations == ("Lead time on 31 Mar 2026: 2.5 d, 0.5 d more than the 2 d expected.",)
    soon = date(2026, 2, 20)
    less_ = glide_path(with_actuals(stream, ("2026-01-31", 2.5)), soon)
    assert less_.deviations == ("Lead time on 31 Jan 2026: 2.5 d, 0.5 d less than the 3 d expected.",)
    kept = glide_path(with_actuals(stream, ("2026-01-31", 3.001)), soon)
    assert kept.deviations == ("Lead time on 31 Jan 2026: 3 d, as planned.",)
    old = glide_path(with_actuals(stream, ("2026-01-31", 2.5)), TODAY)
    assert old.deviations == ("Lead time: 2.5 d, no value since 31 Jan 2026 (3 months).",)
    before = glide_path(with_actuals(stream, ("2025-12-30", 2.5)), date(2026, 1, 20))
    assert before.deviations == (), "of what was before the plan nothing was expected"


def test_a_value_of_a_day_that_has_not_come_is_no_actual() -> None:
    stream = planned(objective("a", end="2026-03-31", start="", bursts=("b1",), done=1.0))
    stream = with_actuals(stream, ("2026-01-31", 3.0), ("2026-03-05", 2.6), ("2026-03-31", 2.5))
    assert lead(glide_path(stream, date(2026, 3, 10))).actual[:3] == (3.0, None, 2.6)
    assert lead(glide_path(stream, date(2026, 2, 1))).actual[:3] == (3.0, None, None)


def test_shares_are_laid_over_in_percent() -> None:
    stream = in_state("current", set_fields("weld", ca=quantity(90, "%")))(planned())
    stream = with_actuals(stream, ("2026-01-31", 88), key="rolled_ca")
    series = glide_path(stream, TODAY).of("rolled_ca")
    assert series is not None
    assert (series.actual[0], series.words[0], series.known) == (pytest.approx(0.88), "90 %", True)
    assert series.said(None) == "–"
    cost = glide_path(stream, TODAY).of("cost_per_piece")
    assert cost is not None
    assert (cost.known, cost.why) == (False, "No costs are entered: neither a wage nor a cost at a step.")


def test_actuals_without_anything_expected_say_nothing() -> None:
    assert glide_path(with_actuals(planned(), ("2026-01-31", 12), key="cost"), TODAY).deviations == (
        "No stock between was to be made by 31 Mar 2026 and is not.",
        "With what is made, the map says a lead time of 3.0 d; by today the plan has 2.0 d.",
    )


def test_bursts_that_are_not_made_in_time_are_told() -> None:
    stream = planned(objective("a", end="2026-04-30", bursts=("b1",)))
    assert (
        glide_path(stream, TODAY).deviations[0]
        == "No stock between was to be made by 30 Apr 2026 and is not."
    )
    assert not glide_path(set_burst("b1", status="done")(stream), TODAY).deviations
    done = planned(objective("a", end="2026-04-30", bursts=("b1",), done=1))
    assert not glide_path(done, TODAY).deviations


def test_the_last_month_of_the_sample_is_its_future_state() -> None:
    stream = loads(asset("resources/samples", "acme-future.vsm").read_text(encoding="utf-8"))
    found = glide_path(stream, date(2025, 7, 9))
    path = lead(found)
    assert found.reaches
    assert (path.words[0], path.words[-1]) == ("23.6 d", "4.5 d")
    assert path.expected[-1] == number(stream, "future")


def test_what_is_expected_on_a_day() -> None:
    stream = planned(objective("a", end="2026-04-30", bursts=("b1",)))
    assert expected_on(stream, date(2026, 4, 29))["lead_time_days"] == number(stream, "current")
    assert expected_on(stream, date(2026, 4, 30))["lead_time_days"] == pytest.approx(
        (number(stream, "current") or 0) - 1
    )


ENDS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(
    st.lists(st.tuples(ENDS, st.sampled_from([("b1",), ("b2",), ("b1", "b2"), ()])), max_size=5), ENDS, ENDS
)
@runs(60)
def test_a_plan_that_ends_in_time_always_ends_at_the_future_state(
    drawn: list[tuple[date, tuple[str, ...]]], due: date, today: date
) -> None:
    objectives = [
        objective(f"o{at}", start="", end=end.isoformat(), bursts=bursts)
        for at, (end, bursts) in enumerate(drawn)
    ]
    stream = set_burst("b2", due=due.isoformat())(planned(*objectives))
    found = glide_path(stream, today)
    assert found.reaches
    for series in found.series:
        assert series.expected[-1] == number(stream, "future", series.key) == series.target
    landed = [id_ for month in found.months for id_ in month.landed]
    assert sorted(landed) == ["b1", "b2"]
    steps = [
        after - before
        for before, after in zip(lead(found).expected, lead(found).expected[1:], strict=False)
        if after is not None and before is not None
    ]
    assert all(step <= 1e-9 for step in steps)


COUNTS = st.integers(0, 3000)


@st.composite
def plans(draw: st.DrawFn) -> ValueStream:
    """A plan from a random line to its copy with random bursts made, more drawn by hand, and conventions of its own."""
    start = in_line(
        stock("coils", draw(COUNTS)),
        process("weld", draw(st.integers(1, 300)), ca=quantity(draw(st.integers(1, 100)), "%")),
        stock("between", draw(COUNTS)),
        process("assy", draw(st.integers(1, 300)), ca=quantity(draw(st.integers(1, 100)), "%")),
        customer(draw(st.integers(1, 900))),
    )
    changes = (
        less("coils", draw(COUNTS)),
        less("between", draw(COUNTS)),
        delete({"between"}),
        faster(draw(COUNTS)),
    )
    chosen = draw(st.lists(st.sampled_from(changes), max_size=3))
    dues = draw(st.lists(ENDS, min_size=len(chosen), max_size=len(chosen)))
    bursts = tuple(
        Kaizen(id=f"b{at}", changes=difference(start, edit(start)), due=due.isoformat())
        for at, (edit, due) in enumerate(zip(chosen, dues, strict=True))
    )
    stream = copy_state("current", "future")(a_stream(start, bursts=bursts, calendar=ONE_SHIFT))
    for one in bursts:
        stream = switch_burst("future", one.id, on=True)(stream)
    if draw(st.booleans()):
        stream = in_state("future", less("coils", draw(COUNTS)))(stream)
    if draw(st.booleans()):
        stream = otherwise(stream, draw(st.sampled_from(["current", "future"])))
    serving = draw(
        st.lists(st.tuples(ENDS, st.sets(st.sampled_from(["b0", "b1", "b2"]))), min_size=1, max_size=4)
    )
    objectives = tuple(
        objective(f"o{at}", start="", end=end.isoformat(), bursts=tuple(sorted(ids)))
        for at, (end, ids) in enumerate(serving)
    )
    loops = (PlanLoop(id="l1", objectives=objectives),)
    return stream.evolve(plan=Plan(base="current", goal="future", start="2026-01-01", loops=loops))


@given(plans(), ENDS)
@runs(60)
def test_the_last_month_of_any_plan_that_ends_in_time_is_the_future_state(
    stream: ValueStream, today: date
) -> None:
    found = glide_path(stream, today)
    base, goal = alike_sides(stream)
    assert found.reaches
    assert goal is not None
    for series in found.series:
        assert series.start == measure(*base).number(series.key)
        assert series.expected[-1] == series.target == measure(*goal).number(series.key)
        if not said_of_counting(stream):
            assert series.target == number(stream, "future", series.key)


def test_where_nothing_leads_anywhere_nothing_is_expected() -> None:
    stream = a_stream(MAP, calendar=ONE_SHIFT, plan=Plan(start="2026-01-01"))
    found = glide_path(stream, TODAY)
    assert set(lead(found).expected) == {None}
    assert lead(found).target is None
    assert lead(found).why == "No future state yet, and no burst promises a change."
    assert not found.reaches
    assert expected_on(stream, TODAY)["lead_time_days"] is None
