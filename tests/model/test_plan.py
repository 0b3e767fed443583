"""The plan and the scoreboard of a document: kept in its file, refused where they do not hold together."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from pydantic import ValidationError

from tests.model.maps import a_state, a_stream
from vsm_desktop.model.plan import Goal, Objective, Person, Plan, PlanLoop, ReviewMark
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.scoreboard import Actual, Measure, Scoreboard
from vsm_desktop.store.files import dumps, loads

CELL = Objective(
    id="cell",
    text="One cell",
    goal=Goal(text="No stock between", metric="lead_time_days", target=4.5),
    bursts=("b1",),
    owner="Assembly leader",
    people=(Person(name="Toolroom", stand="supports", need="Two fixtures"),),
    start="2026-01-01",
    end="2026-06-30",
    done=0.5,
    phase="do",
    cost=quantity(2500, "money"),
    marks=(ReviewMark(on="2026-02-02", mark="watch", remark="Fixtures are late"),),
)
PULL = Objective(id="pull", text="Levelled pull", start="2026-07-01", end="2026-09-30", after=("cell",))
PLAN = Plan(
    base="current",
    goal="future",
    manager="M. Ortiz",
    start="2026-01-01",
    loops=(PlanLoop(id="pacemaker", name="Pacemaker loop", objectives=(CELL, PULL)),),
)
BOARD = Scoreboard(
    measures=(
        Measure(
            id="m1",
            key="lead_time",
            baseline=23.6,
            target=4.5,
            actuals=(Actual(on="2026-01-31", value=23.0),),
        ),
    )
)


def test_a_file_keeps_plan_and_scoreboard() -> None:
    stream = a_stream(plan=PLAN, scoreboard=BOARD)
    again = loads(dumps(stream))
    assert (again.plan, again.scoreboard) == (PLAN, BOARD)
    assert again.plan is not None
    assert [one.id for one in again.plan.objectives] == ["cell", "pull"]


def test_a_person_of_whom_nothing_is_said_is_left_out() -> None:
    kept = Person(name="", department="Toolroom")
    one = CELL.evolve(people=(Person(name=""), kept, Person(name=" ", stand="leads")))
    assert one.people == (kept,)


def test_a_file_without_them_says_nothing_of_them() -> None:
    text = dumps(a_stream())
    assert not {"plan", "scoreboard"} & set(text.split('"'))
    assert loads(text).plan is None


def test_an_edit_of_the_map_shares_them() -> None:
    stream = a_stream(plan=PLAN, scoreboard=BOARD)
    after = stream.with_state(a_state(date="2026-01-01"))
    assert (after.plan, after.scoreboard) == (stream.plan, stream.scoreboard)
    assert after.plan is stream.plan


def test_the_schema_takes_what_the_program_writes_and_refuses_what_it_refuses() -> None:
    import json

    from vsm_desktop.store.schema import schema

    data = json.loads(dumps(a_stream(plan=PLAN, scoreboard=BOARD)))
    jsonschema.validate(data, schema())
    data["plan"]["loops"][0]["objectives"][0]["done"] = 2
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schema())


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"end": "2025-01-01", "start": "2026-01-01"}, "ends after it starts"),
        ({"start": "soon"}, "Invalid isoformat"),
        ({"after": ("pull",)}, "wait for each other"),
        ({"id": "pull"}, "share an id"),
    ],
)
def test_a_plan_holds_together(wrong: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        PLAN.evolve(loops=(PLAN.loops[0].evolve(objectives=(CELL.evolve(**wrong), PULL)),))


def test_a_ring_is_told_by_the_numbers_and_names_of_those_in_it_alone() -> None:
    rows = (
        Objective(id="first", text="Settle the layout"),
        Objective(id="objective3", text="Move the press", after=("objective9", "first")),
        Objective(id="objective9", after=("objective3",)),
        Objective(id="behind", text="Train", after=("objective9",)),
    )
    with pytest.raises(ValidationError, match='2 "Move the press" and 3 would wait for each other'):
        Plan(loops=(PlanLoop(id="l", objectives=rows),))
    with pytest.raises(ValidationError, match='1 "Train" would wait for itself'):
        Plan(loops=(PlanLoop(id="l", objectives=(rows[3].evolve(after=("behind",)),)),))


def test_actuals_stand_in_order_and_measures_once() -> None:
    later = Actual(on="2026-02-28", value=20)
    with pytest.raises(ValidationError, match="stand in order"):
        BOARD.measures[0].evolve(actuals=(later, *BOARD.measures[0].actuals))
    with pytest.raises(ValidationError, match="share an id"):
        Scoreboard(measures=BOARD.measures * 2)
