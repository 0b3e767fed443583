"""Whatever is done to the cells of a plan workbook: what was meant comes back, what is junk is told, nothing is lost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.intake.plans.light import light
from tests.intake.plans.workbook import TODAY, by_id, loops_of, move_row, place, taken
from vsm_desktop.assets import asset
from vsm_desktop.edit.plan import plan_of
from vsm_desktop.export.plan_sheet import plan_bytes
from vsm_desktop.intake.errors import SheetError
from vsm_desktop.intake.plans.difference import compare_plan
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store.files import dumps, loads

pytestmark = pytest.mark.usefixtures("read_here")


@pytest.fixture(scope="module")
def acme() -> ValueStream:
    return loads(asset("resources/samples", "acme-future.vsm").read_text(encoding="utf-8"))


ROWS = ("uptime", "cell", "pull", "changeover", "every_part", "coil_kanban", "milk_run")
WORDS = st.sampled_from(["Ann", "P. Novak, Ann", "No stop", "Wait, then go"])
DAYS = st.integers(0, 60).map(lambda days: date(2027, 1, 1) + timedelta(days=days))
CELLS: dict[str, st.SearchStrategy[Any]] = {
    "text": WORDS,
    "owner": WORDS,
    "benefit": WORDS,
    "goal.text": WORDS,
    "goal.target": st.integers(10, 90).map(float),
    "end": DAYS,
    "done": st.integers(1, 19).map(lambda share: share / 20),
    "phase": st.sampled_from(["Plan", "Do", "Check", "Act"]),
    "cost": st.integers(1, 9000).map(float),
}
PLACES = st.tuples(st.sampled_from(ROWS), st.sampled_from(sorted(CELLS)))
EDITS = st.lists(
    PLACES.flatmap(lambda place: st.tuples(st.just(place), CELLS[place[1]])),
    max_size=6,
    unique_by=lambda edit: edit[0],
).map(dict)


@pytest.fixture(scope="module")
def written(acme) -> bytes:
    return plan_bytes(acme, TODAY)


@given(EDITS, st.permutations(ROWS[:3]))
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_cells_are_changed_only_that_comes_back(acme, written, edits, order) -> None:
    book = light(written)
    plan = book["Plan"]
    for id_ in order:
        move_row(plan, id_, "stamping_plan")
    for (id_, key), value in edits.items():
        place(plan, id_, key).value = value
    tables = book.tables()
    found = compare_plan(acme, tables)
    assert found.rejected == ()
    after = taken(found, acme)
    assert after.evolve(plan=acme.plan) == acme
    assert loops_of(after) == loops_of(acme) | {"Pacemaker loop": list(order)}
    for id_, was in by_id(acme).items():
        now = by_id(after)[id_]
        fields = {key: value for (row, key), value in edits.items() if row == id_}
        data = was.model_dump()
        for key, value in fields.items():
            record = data["goal"] if key.startswith("goal.") else data
            name = key.removeprefix("goal.")
            record[name] = {"end": str, "phase": str.lower}.get(key, lambda value: value)(value)
            if key == "cost":
                record[name] = now.cost.model_dump()
                assert now.cost.value == value
        assert now.model_dump() == data
    again = compare_plan(after, tables)
    assert again.lines == ()
    assert plan_of(after).loops[0].id == "pacemaker_plan"


JUNK = st.sampled_from(
    [None, "", "x", "Ann", -1, 0, 0.5, 7, 1e300, "=1/0", "=A1", "%", "12 %", "31.2.2025", date(1900, 1, 1), True, "cell", "○", "vsm-plan-1:plan"]
)  # fmt: skip


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Plan", "People", "Reviews", "Scoreboard", "Values", "About"]),
            st.integers(1, 20),
            st.integers(1, 16),
            JUNK,
        ),
        max_size=8,
    ),
    st.lists(st.tuples(st.sampled_from(["Plan", "Values", "Reviews"]), st.integers(1, 14)), max_size=2),
)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_junk_is_told_and_nothing_is_lost_untold(acme, written, junk, gone) -> None:
    book = light(written)
    for name, row, column, value in junk:
        book[name].cell(row, column).value = value
    for name, row in gone:
        book[name].delete_rows(row)
    try:
        found = compare_plan(acme, book.tables())
    except SheetError:
        return
    after = taken(found, acme)
    told = {line.key for line in found.of("removed")}
    loops = {loop.id: {one.id for one in loop.objectives} for loop in plan_of(acme).loops}
    dropped = {id_ for id_, ids in loops.items() if f"plan:{id_}" in told for id_ in ids}
    for id_, one in by_id(acme).items():
        assert id_ in by_id(after) or f"plan:{id_}" in told or id_ in dropped
        now = by_id(after).get(id_)
        for mark in one.marks if now else ():
            assert mark.on in {other.on for other in now.marks} or f"reviews:{id_}:{mark.on}" in told
    assert after.bursts == acme.bursts
    loads(dumps(after))
