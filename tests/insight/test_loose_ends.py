"""What a plan names and the document no longer has: told, kept, and back with undo."""

from __future__ import annotations

import re

import pytest

from tests.insight.test_plan import TODAY, objective, planned
from vsm_desktop.edit.bursts import drop_burst
from vsm_desktop.edit.edits import StreamEdit, delete, in_state
from vsm_desktop.edit.history import History
from vsm_desktop.edit.plan import waited_for
from vsm_desktop.edit.plan_dates import move_dates
from vsm_desktop.edit.states import delete_state
from vsm_desktop.insight.board import board
from vsm_desktop.insight.glide import glide_path
from vsm_desktop.insight.kaizens import items_of
from vsm_desktop.insight.landing import listed
from vsm_desktop.insight.loose_ends import loose_ends, plan_problems, said_of_loss
from vsm_desktop.insight.plan import plan_rows
from vsm_desktop.model.nodes import Note
from vsm_desktop.model.own import OwnTotal
from vsm_desktop.model.plan import Goal, Plan
from vsm_desktop.model.plan_table import objective_cells
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store.files import dumps, loads


def document() -> ValueStream:
    """A plan whose objectives name bursts, an outline, and a number of a stock."""
    stream = planned(
        objective("a", text="Kanban", bursts=("b1", "b2")),
        objective("b", text="Weld", bursts=("b1",), after=("a",)),
        objective("c", text="Coils", goal=Goal(metric="days_of_supply.coils")),
    )
    assert stream.plan is not None
    future = stream.state("future")
    stream = stream.with_state(future.evolve(nodes=(*future.nodes, Note(kind="loop", id="o1"))))
    loops = (stream.plan.loops[0].evolve(outline="o1"),)
    return stream.evolve(plan=stream.plan.evolve(loops=loops))


def in_both(ids: set[str]) -> StreamEdit:
    """Delete in both states, where the bursts do not speak of it."""
    return lambda stream: in_state("future", delete(ids))(in_state("current", delete(ids))(stream))


def looked_at(stream: ValueStream) -> None:
    """Everything that reads a plan, which may say less but never fail."""
    rows = plan_rows(stream, TODAY)
    glide_path(stream, TODAY)
    board(stream, TODAY)
    items_of(stream, rows, TODAY)
    objective_cells(stream)


@pytest.mark.parametrize(
    ("edit", "said", "codes"),
    [
        (drop_burst("b1"), "2 objectives of the plan were served by it.", ["plan_burst_gone"] * 2),
        (drop_burst("b2"), "One objective of the plan was served by it.", ["plan_burst_gone"]),
        (in_state("future", delete({"o1"})), "One loop of the plan is drawn there.", ["plan_outline_gone"]),
        (delete_state("future"), "The plan led to it.", ["plan_state_gone"]),
        (delete_state("current"), "The plan led from it.", ["plan_state_gone"]),
        (in_both({"coils"}), "The goal of one objective of the plan is a number of it.", ["plan_step_gone"]),
        (in_state("current", delete({"weld"})), "", []),
    ],
)  # fmt: skip
def test_what_hangs_on_a_deleted_thing_is_said_told_and_comes_back(
    edit: StreamEdit, said: str, codes: list[str]
) -> None:
    before = document()
    assert plan_problems(before) == ()
    history = History(before)
    history.record("Delete", edit(before), None, (frozenset(), frozenset()))
    after = history.current
    assert said_of_loss(before, after) == said
    assert said_of_loss(after, after) == ""
    assert [one.code for one in plan_problems(after)] == codes
    assert after.plan == before.plan
    looked_at(after)
    assert loads(dumps(after)) == after
    history.undo()
    assert dumps(history.current) == dumps(before)


def test_they_are_told_by_the_names_of_their_rows() -> None:
    stream = drop_burst("b2")(drop_burst("b1")(delete_state("future")(document())))
    assert [(one.message, one.ids, one.severity) for one in plan_problems(stream)] == [
        ("The plan leads to a state that is not there; Current state stands in for it.", (), "warning"),
        ("Kanban: 2 bursts that serve it are not there.", ("a",), "warning"),
        ("Weld: a burst that serves it is not there.", ("b",), "warning"),
    ]
    (outline,) = plan_problems(in_state("future", delete({"o1"}))(document()))
    assert (outline.message, outline.ids) == ("Pacemaker loop: its outline is on no map.", ("l1",))
    unnamed = planned(objective("a", text="", bursts=("x",)))
    assert plan_problems(unnamed)[0].message == "Objective 1: a burst that serves it is not there."


@pytest.mark.parametrize("key", ["lead_time_days", "schedule_points", "utilization.weld", "own.walk"])
def test_numbers_of_the_map_and_of_its_steps_are_there(key: str) -> None:
    totals = (OwnTotal(key="walk", label="Walk", field="ct"),)
    assert not loose_ends(planned(objective("a", goal=Goal(metric=key))).evolve(own_totals=totals))


@pytest.mark.parametrize("key", ["lead_tim", "own.walk", "own.", "x.weld"])
def test_numbers_no_map_has_are_told(key: str) -> None:
    (problem,) = plan_problems(planned(objective("a", goal=Goal(metric=key), bursts=("b1", "b2"))))
    assert problem.message == f"A: its goal is a number no map has ({key})."
    looked_at(planned(objective("a", goal=Goal(metric=key))))


def test_an_objective_may_wait_for_one_that_is_gone() -> None:
    stream = planned(objective("a", after=("gone", "b"), bursts=("b1", "b2")), objective("b"))
    text = dumps(stream)
    assert dumps(loads(text)) == text
    (problem,) = plan_problems(stream)
    assert problem.message == "A: it waits for an objective that is not there."
    looked_at(stream)
    plan = stream.plan
    assert plan is not None
    assert waited_for(plan, "a") == {"gone", "b"}
    moved = move_dates("b", 60)(stream).plan
    assert moved is not None
    assert [one.start for one in moved.objectives] == [
        "2026-08-31",
        "2026-05-31",
    ]  # what waits begins on a Monday
    with pytest.raises(ValueError, match=re.escape('1 "A" and 2 "B" would wait for each other')):
        planned(objective("a", after=("b", "gone")), objective("b", after=("a",)))


def test_without_a_plan_nothing_is_loose() -> None:
    bare = document().evolve(plan=None)
    assert loose_ends(bare) == ()
    assert plan_problems(bare) == ()
    assert said_of_loss(bare, document()) == said_of_loss(document(), bare) == ""
    assert not loose_ends(bare.evolve(plan=Plan()))


def test_bursts_that_no_objective_serves_are_a_hint() -> None:
    (both_,) = plan_problems(planned(objective("a")))
    assert (both_.code, both_.severity) == ("plan_burst_alone", "info")
    assert both_.message == "2 bursts have no objective in the plan: No stock between, Coils by kanban."
    (one,) = plan_problems(planned(objective("a", bursts=("b1",))))
    assert one.message == "The burst Coils by kanban has no objective in the plan."
    assert plan_problems(planned()) == (), "nothing is planned yet"


def test_of_many_titles_the_first_are_named() -> None:
    assert listed(["a", "b", "c", "d", "e"]) == "a, b, c, d, e"
    assert listed(["a", "b", "c", "d", "e", "f"]) == "a, b, c, d and 2 more"
