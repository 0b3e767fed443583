"""The plan as it stands on a day: what is late, what is at risk and why, and what follows from the bursts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.insight.test_bursts import both, burst, less
from tests.model.strategies import runs
from vsm_desktop.edit.bursts import set_burst
from vsm_desktop.insight.plan import Row, plan_rows
from vsm_desktop.insight.planned import plan_sides, span_of
from vsm_desktop.model.plan import Goal, Objective, Person, Plan, PlanLoop, ReviewMark
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store.files import dumps, loads

TODAY = date(2026, 5, 10)


def objective(id_: str, **more: Any) -> Objective:
    return Objective(**({"id": id_, "text": id_.title(), "start": "2026-04-01", "end": "2026-06-30"} | more))


def planned(*objectives: Objective, **more: Any) -> ValueStream:
    """Two bursts, of 1 and 2 days, and a plan of the year."""
    loops = (PlanLoop(id="l1", name="Pacemaker loop", objectives=objectives),)
    plan = Plan(**({"base": "current", "goal": "future", "start": "2026-01-01", "loops": loops} | more))
    bursts = (
        burst("b1", less("between", 0), title="No stock between", owner="Ann", due="2026-03-31"),
        burst("b2", less("coils", 0), title="Coils by kanban", owner="Ben", due="2026-09-30"),
    )
    return both(*bursts).evolve(plan=plan)


def only(stream: ValueStream, today: date = TODAY) -> Row:
    return rows_of(stream, today)[0]


def rows_of(stream: ValueStream, today: date = TODAY) -> list[Row]:
    return [row for row in plan_rows(stream, today) if row.kind == "objective"]


def test_without_a_plan_there_are_no_rows() -> None:
    assert plan_rows(both(), TODAY) == ()


def test_a_loop_stands_before_its_objectives_which_are_numbered_through() -> None:
    one = PlanLoop(id="l1", name="Pacemaker loop", objectives=(objective("a"), objective("b")))
    two = PlanLoop(id="l2", name="Supplier loop", objectives=(objective("c"),))
    found = plan_rows(planned(loops=(one, two)), TODAY)
    assert [(row.kind, row.number, row.text) for row in found] == [
        ("loop", 0, "Pacemaker loop"),
        ("objective", 1, "A"),
        ("objective", 2, "B"),
        ("loop", 0, "Supplier loop"),
        ("objective", 3, "C"),
    ]


def test_what_is_empty_is_that_of_the_bursts() -> None:
    stream = planned(objective("a", text="", end="", start="", bursts=("b1", "b2", "gone")))
    stream = set_burst("b1", cost=quantity(300, "money"))(stream)
    stream = set_burst("b2", cost=quantity(200, "money"))(stream)
    row = only(stream)
    assert (row.text, row.owner, row.owner_is_of_bursts) == (
        "No stock between, Coils by kanban",
        "Ann, Ben",
        True,
    )
    assert (row.end, row.cost and row.cost.value) == (date(2026, 9, 30), 500)
    assert [one.id for one in row.bursts] == ["b1", "b2"]
    own = only(planned(objective("a", owner="Cleo", cost=quantity(7, "money"), bursts=("b1",))))
    assert (own.owner, own.owner_is_of_bursts, own.cost and own.cost.value) == ("Cleo", False, 7)


def test_a_burst_that_serves_two_costs_once() -> None:
    stream = planned(objective("a", bursts=("b1",)), objective("b", bursts=("b1",)))
    stream = set_burst("b1", cost=quantity(300, "money"))(stream)
    loop, first, second = plan_rows(stream, TODAY)
    assert [row.cost and row.cost.value for row in (loop, first, second)] == [300, 300, None]


def test_late_is_counted_in_days_since_the_end() -> None:
    late = only(planned(objective("a", end="2026-05-08", done=0.9)))
    assert (late.late_days, late.standing, late.expected) == (2, "late", TODAY)
    last_day = only(planned(objective("a", end="2026-05-10", done=0.9)))
    assert (last_day.late_days, last_day.standing) == (0, "under_way")
    done = only(planned(objective("a", end="2026-05-08", done=1.0)))
    assert (done.late_days, done.standing, done.expected) == (0, "done", date(2026, 5, 8))


@pytest.mark.parametrize(
    ("objectives", "reason"),
    [
        ((objective("a"),), "Was to start on 1 Apr 2026 and has not."),
        (
            (objective("a", phase="do", start="2026-03-01", end="2026-05-31"),),
            "77 % of its time is gone, 0 % of it is done.",
        ),
        (
            (
                objective(
                    "a", done=0.4, marks=(ReviewMark(on="2026-05-04", mark="watch", remark="Dies are late"),)
                ),
            ),
            "Review of 4 May 2026: △ Dies are late",
        ),
        (
            (objective("a", done=0.4, marks=(ReviewMark(on="2026-05-04", mark="bad"),)),),
            "Review of 4 May 2026: ×",
        ),
        (
            (objective("a", start="2026-06-01", after=("b",)), objective("b", end="2026-04-30", done=0.5)),
            "",
        ),
        (
            (objective("a", start="2026-05-10", after=("b",)), objective("b", end="2026-04-30", done=0.5)),
            "Waits for B, expected on 10 May 2026, and is to start on 10 May 2026.",
        ),
        (
            (objective("a", done=0.4, people=(Person(name="Planning", stand="against"),)),),
            "Against it: Planning.",
        ),
        ((objective("a", done=0.4),), ""),
    ],
)
def test_what_is_at_risk_says_why(objectives: tuple[Objective, ...], reason: str) -> None:
    row = only(planned(*objectives))
    assert reason in row.risks if reason else not row.risks
    assert row.at_risk == bool(row.risks)
    assert row.standing == ("risk" if row.risks else "under_way" if row.done else "open")


def test_a_dropped_burst_is_a_risk() -> None:
    stream = set_burst("b1", status="dropped")(planned(objective("a", done=0.4, bursts=("b1",))))
    assert only(stream).risks == ("The burst No stock between was dropped.",)


def test_a_mark_of_a_day_that_has_not_come_is_not_the_last_one() -> None:
    marks = (ReviewMark(on="2026-05-04", mark="good"), ReviewMark(on="2026-06-01", mark="bad", remark="Off"))
    stream = planned(objective("a", done=0.5, marks=marks))
    now, later = only(stream), only(stream, date(2026, 6, 1))
    assert (now.mark and now.mark.mark, now.risks) == ("good", ())
    assert (later.mark and later.mark.mark, later.risks[-1]) == ("bad", "Review of 1 Jun 2026: × Off")


def test_a_newer_good_mark_takes_the_worry_back() -> None:
    marks = (ReviewMark(on="2026-04-06", mark="bad"), ReviewMark(on="2026-05-04", mark="good"))
    row = only(planned(objective("a", done=0.5, marks=marks)))
    assert (row.mark and row.mark.mark, row.risks) == ("good", ())


def test_what_waits_for_a_late_one_is_expected_later_with_its_own_length() -> None:
    first = objective("a", end="2026-05-01", done=0.5)
    second = objective("b", start="2026-05-02", end="2026-05-11", after=("a",))
    third = objective("c", start="2026-05-12", end="2026-05-13", after=("b",))
    found = {row.id: row for row in rows_of(planned(first, second, third))}
    assert found["a"].expected == TODAY
    assert found["b"].expected == date(2026, 5, 20)  # ten days from the day after today
    assert found["c"].expected == date(2026, 5, 22)
    assert found["c"].risks == ("Waits for B, expected on 20 May 2026, and is to start on 12 May 2026.",)


def test_plan_and_burst_that_disagree_are_told() -> None:
    row = only(planned(objective("a", bursts=("b1",), owner="Cleo", done=1)))
    assert row.differs == (
        "The burst No stock between is due on 31 Mar 2026, this ends on 30 Jun 2026.",
        "The burst No stock between belongs to Ann, this to Cleo.",
        "This is done, the burst No stock between is not.",
    )
    last = rows_of(
        planned(
            objective("a", bursts=("b1",), end="2026-05-01"),
            objective("b", bursts=("b1",), end="2026-03-31", start=""),
        )
    )
    assert [len(one.differs) for one in last] == [1, 0]


def test_a_goal_bound_to_a_number_fills_itself() -> None:
    goals = [
        Goal(metric="lead_time_days"),
        Goal(metric="lead_time_days", target=3.5, text="Under four days"),
        Goal(metric="days_of_supply.coils"),
        Goal(metric="no_such_number"),
        Goal(text="Everyone knows the pitch"),
        Goal(metric="takt_s"),
    ]
    objectives = [objective(f"o{at}", goal=goal) for at, goal in enumerate(goals)]
    found = [row.goal for row in rows_of(planned(*objectives))]
    assert all(one is not None for one in found)
    lead, own, coils, none, words, takt = (one for one in found if one is not None)
    assert (lead.now_words, lead.reached) == ("3.0 d", False)
    assert lead.words == f"Lead time: 3.0 d → {lead.target_words}"
    assert (own.target_words, own.reached, own.words) == ("3.5 d", True, "Under four days")
    assert coils.label.startswith("Days of supply, Inventory")
    assert (coils.now, coils.unit) == (2, "day")
    assert (none.now, none.now_words, none.reached, none.why) == (None, "–", None, "")
    assert (words.words, words.metric) == ("Everyone knows the pitch", "")
    assert (takt.reached, takt.now_words) == (True, takt.target_words)


def test_a_chain_holds_through_what_has_no_date_and_may_be_long() -> None:
    late = objective("a", start="2026-01-01", end="2026-03-31", done=0.5)
    undated = objective("b", start="", end="", after=("a",))
    rows = rows_of(planned(late, undated, objective("c", start="2026-05-01", end="2026-05-10", after=("b",))))
    assert [row.expected for row in rows] == [TODAY, None, date(2026, 5, 20)]
    assert any(risk.startswith("Waits for B, expected on 10 May 2026") for risk in rows[2].risks)
    chain = [objective(f"o{at}", after=(f"o{at - 1}",) if at else ()) for at in range(400)]
    assert len(rows_of(planned(*chain))) == 400


def test_a_loop_adds_up_what_is_in_it() -> None:
    week = objective("a", start="2026-05-01", end="2026-05-07", done=1.0)
    three = objective(
        "b", start="2026-05-04", end="2026-05-24", marks=(ReviewMark(on="2026-05-04", mark="good"),)
    )
    loop = plan_rows(planned(week, three), TODAY)[0]
    assert (loop.start, loop.end) == (date(2026, 5, 1), date(2026, 5, 24))
    assert loop.done == pytest.approx(0.25)
    assert (loop.standing, loop.mark and loop.mark.mark) == ("risk", "good")
    assert plan_rows(planned(week), TODAY)[0].standing == "done"
    assert plan_rows(planned(), TODAY)[0].standing == "open"
    later = objective("b", start="2026-06-01")
    assert plan_rows(planned(week, later), TODAY)[0].standing == "under_way"


def test_states_of_a_plan_that_names_none() -> None:
    stream = planned(base="", goal="")
    assert [side[1] for side in plan_sides(stream)] == ["current", "future"]
    gone = planned(base="lost", goal="gone")
    assert [side[1] for side in plan_sides(gone)] == ["current", "future"]


def test_the_months_of_a_plan() -> None:
    span = span_of(planned(start="2026-11-15", months=3), TODAY)
    assert (span.first, span.last) == (date(2026, 11, 15), date(2027, 1, 31))
    assert [month.month for month in span.months] == [11, 12, 1]
    assert span_of(planned(objective("a", start="2026-02-03"), start=""), TODAY).first == date(2026, 2, 3)
    assert span_of(planned(start=""), TODAY).first == TODAY
    assert span_of(both(), TODAY).first == TODAY


DAYS = st.sampled_from(["", "2026-01-15", "2026-03-31", "2026-05-10", "2026-08-01", "2027-01-01"])
OBJECTIVES = st.builds(
    objective,
    id_=st.just("a"),
    start=DAYS,
    end=st.just(""),
    done=st.sampled_from([0.0, 0.5, 1.0]),
    phase=st.sampled_from([None, "plan", "do"]),
    bursts=st.sampled_from([(), ("b1",), ("b1", "b2"), ("gone",)]),
)


@given(st.lists(st.tuples(OBJECTIVES, DAYS, st.integers(0, 3)), max_size=6), st.integers(-500, 900))
@runs(60)
def test_any_plan_reads_on_any_day_and_none_is_late_that_is_done(
    drawn: list[tuple[Objective, str, int]], shift: int
) -> None:
    made: list[Objective] = []
    for at, (one, end, back) in enumerate(drawn):
        after = (made[-back].id,) if 0 < back <= len(made) else ()
        made.append(
            one.evolve(id=f"o{at}", end=end if not end or end >= one.start else one.start, after=after)
        )
    stream, today = loads(dumps(planned(*made))), TODAY + timedelta(days=shift)
    found = plan_rows(stream, today)
    assert found == plan_rows(stream, today)
    for row in found:
        assert (row.standing == "late") == (row.late_days > 0)
        assert row.kind == "loop" or not (row.done >= 1 and (row.late_days or row.risks))
        if row.expected is not None and row.end is not None:
            assert row.expected >= row.end
