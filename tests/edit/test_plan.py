"""Edits of the plan: rows come, go and move; dates push what waits for them; nothing ends up waiting for itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from pydantic import ValidationError

from tests.model.maps import a_stream, customer, in_line, process, stock
from tests.model.strategies import runs
from vsm_desktop.edit.changes import difference
from vsm_desktop.edit.edits import StreamEdit, set_fields
from vsm_desktop.edit.entry import Wrong
from vsm_desktop.edit.history import History
from vsm_desktop.edit.plan import (
    add_loop,
    add_objective,
    drop_loop,
    drop_mark,
    drop_objective,
    place_loop,
    place_objective,
    put_mark,
    serve,
    set_loop,
    set_objective,
    set_plan,
    wait_for,
    waited_for,
    with_plan,
)
from vsm_desktop.edit.plan_dates import move_dates, set_dates
from vsm_desktop.edit.planning import plan_from_loops
from vsm_desktop.model.kaizen import Kaizen
from vsm_desktop.model.nodes import Burst, Note
from vsm_desktop.model.plan import Objective, Plan, PlanLoop, ReviewMark
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store.files import dumps

MAP = in_line(
    stock("coils", 100), process("press", 1), stock("parts", 100), process("weld", 46), customer(460)
)


def objective(id_: str, start: str = "", end: str = "", *after: str, **more: Any) -> Objective:
    return Objective(id=id_, text=id_.upper(), start=start, end=end, after=after, **more)


def with_rows(*objectives: Objective, **more: Any) -> ValueStream:
    loops = (
        PlanLoop(id="l1", name="Pacemaker loop", objectives=objectives),
        PlanLoop(id="l2", name="Supplier loop"),
    )
    return a_stream(MAP, plan=Plan(loops=loops, **more))


def plan_of(stream: ValueStream) -> Plan:
    plan = stream.plan
    assert isinstance(plan, Plan)
    return plan


def rows(stream: ValueStream) -> list[tuple[str, list[str]]]:
    return [(loop.id, [one.id for one in loop.objectives]) for loop in plan_of(stream).loops]


def dates(stream: ValueStream) -> dict[str, tuple[str, str]]:
    return {one.id: (one.start, one.end) for one in plan_of(stream).objectives}


def test_the_first_row_begins_a_plan() -> None:
    stream = add_objective("loop1", text="One cell")(add_loop(name="Pacemaker loop")(a_stream(MAP)))
    assert rows(stream) == [("loop1", ["objective1"])]
    assert with_plan(None)(stream).plan is None
    assert with_plan(stream.plan)(stream) is stream


def test_the_head_of_a_plan() -> None:
    stream = set_plan(manager="M. Ortiz", months=9)(a_stream(MAP))
    assert (plan_of(stream).manager, plan_of(stream).months) == ("M. Ortiz", 9)
    with pytest.raises(ValidationError):
        set_plan(months=0)(stream)


def test_rows_are_put_where_they_are_wanted() -> None:
    stream = with_rows(objective("a"), objective("b"))
    stream = add_objective("l1", 1, id="c")(stream)
    assert rows(stream)[0] == ("l1", ["a", "c", "b"])
    stream = place_objective("a", "l2", 0)(stream)
    assert rows(stream) == [("l1", ["c", "b"]), ("l2", ["a"])]
    stream = place_objective("c", "l1", 9)(stream)
    assert rows(stream)[0] == ("l1", ["b", "c"])
    stream = add_loop(0, id="l0")(place_loop("l1", 1)(stream))
    assert [id_ for id_, _objectives in rows(stream)] == ["l0", "l2", "l1"]


def test_what_is_not_there_cannot_be_changed() -> None:
    stream = with_rows(objective("a"))
    for edit in (
        set_loop("x"), place_loop("x", 0), drop_loop("x"), add_objective("x"), set_objective("x"), place_objective("x", "l1", 0),
        place_objective("a", "x", 0), drop_objective("x"), move_dates("x", 1), wait_for("a", "x"),
    ):  # fmt: skip
        with pytest.raises(KeyError):
            edit(stream)


def test_an_edit_that_changes_nothing_gives_the_same_document() -> None:
    stream = with_rows(objective("a", bursts=("b1",)), objective("b", "", "", "a"))
    for edit in (
        set_objective("a", text="A"), set_loop("l1", name="Pacemaker loop"), serve("a", "b1"), serve("a", "b2", on=False),
        wait_for("b", "a"), wait_for("a", "b", on=False), move_dates("a", 4), drop_mark("a", "2026-01-01"),
    ):  # fmt: skip
        assert edit(stream) is stream


def test_what_waits_for_a_row_that_goes_waits_no_more() -> None:
    stream = with_rows(objective("a"), objective("b", "", "", "a"), objective("c"))
    assert plan_of(drop_objective("a")(stream)).objectives[0].after == ()
    moved = place_objective("a", "l2", 0)(stream)
    gone = drop_loop("l2")(moved)
    assert [(one.id, one.after) for one in plan_of(gone).objectives] == [("b", ()), ("c", ())]


def test_bursts_serve_and_no_longer() -> None:
    stream = serve("a", "b2")(with_rows(objective("a", bursts=("b1",))))
    assert plan_of(stream).objectives[0].bursts == ("b1", "b2")
    assert plan_of(serve("a", "b1", on=False)(stream)).objectives[0].bursts == ("b2",)


def test_nothing_waits_for_itself_in_the_end() -> None:
    stream = wait_for("c", "b")(with_rows(objective("a"), objective("b", "", "", "a"), objective("c")))
    assert waited_for(plan_of(stream), "c") == {"a", "b"}
    with pytest.raises(Wrong, match='"A" cannot wait for "C"'):
        wait_for("a", "c")(stream)
    with pytest.raises(Wrong):
        wait_for("a", "a")(stream)
    assert plan_of(wait_for("c", "b", on=False)(stream)).objectives[2].after == ()


def test_one_mark_a_day_in_the_order_of_days() -> None:
    stream = with_rows(objective("a"))
    for on, mark in (("2026-02-02", "watch"), ("2026-01-05", "good"), ("2026-02-02", "bad")):
        stream = put_mark("a", ReviewMark(on=on, mark=mark))(stream)
    assert [(one.on, one.mark) for one in plan_of(stream).objectives[0].marks] == [
        ("2026-01-05", "good"),
        ("2026-02-02", "bad"),
    ]
    assert len(plan_of(drop_mark("a", "2026-02-02")(stream)).objectives[0].marks) == 1


CHAIN = (
    objective("a", "2026-01-01", "2026-01-31"),
    objective("b", "2026-02-01", "2026-02-10", "a"),
    objective("c", "2026-03-01", "2026-03-31", "b"),
)


def test_a_row_that_moves_pushes_what_waits_for_it_no_more_than_needed() -> None:
    stream = move_dates("a", 10)(with_rows(*CHAIN))
    assert dates(stream) == {
        "a": ("2026-01-11", "2026-02-10"),
        "b": ("2026-02-11", "2026-02-20"),
        "c": ("2026-03-01", "2026-03-31"),
    }
    far = dates(move_dates("a", 31)(with_rows(*CHAIN)))
    assert (far["b"][0], far["c"]) == ("2026-03-04", ("2026-03-16", "2026-04-15")), "Monday"
    assert dates(move_dates("a", 31, follow=False)(with_rows(*CHAIN)))["b"] == ("2026-02-01", "2026-02-10")


def test_moving_back_leaves_the_others_where_they_are() -> None:
    assert dates(move_dates("a", -10)(with_rows(*CHAIN)))["b"] == ("2026-02-01", "2026-02-10")


def test_what_is_done_stays_where_it_was() -> None:
    done = objective("b", "2026-02-01", "2026-02-10", "a", done=1.0)
    assert dates(move_dates("a", 90)(with_rows(CHAIN[0], done, CHAIN[2])))["c"] == (
        "2026-03-01",
        "2026-03-31",
    )


def test_dates_that_are_set() -> None:
    stream = set_dates("b", date(2026, 2, 1), date(2026, 3, 15))(with_rows(*CHAIN))
    assert dates(stream)["c"] == ("2026-03-16", "2026-04-15")
    assert dates(set_dates("b", None, None)(stream))["b"] == ("", "")
    assert dates(set_dates("b", date(2026, 5, 1), date(2026, 4, 1))(stream))["b"] == (
        "2026-05-01",
        "2026-05-01",
    )
    assert dates(move_dates("a", 10**7)(with_rows(*CHAIN[:1])))["a"][1] == date.max.isoformat()


def test_rows_without_dates_are_not_pushed() -> None:
    stream = with_rows(CHAIN[0], objective("b", "", "", "a"), objective("c", "", "2026-01-05", "a"))
    assert dates(move_dates("a", 10)(stream))["b"] == ("", "")
    assert dates(move_dates("b", 10)(stream)) == dates(stream)


class Found(Struct, frozen=True):
    name: str
    ids: tuple[str, ...]


LOOPS = (Found("Supplier loop", ("coils",)), Found("Pacemaker loop", ("weld", "customer")))
START = date(2026, 1, 1)


def burst(id_: str, changed: str = "", **more: Any) -> Kaizen:
    edit = set_fields(
        changed, **({"ct": quantity(1, "s")} if changed == "weld" else {"qty": quantity(1, "pc")})
    )
    changes = difference(MAP, edit(MAP)) if changed else ()
    return Kaizen(id=id_, title=id_.title(), changes=changes, **more)


def future(*bursts: Kaizen, nodes: tuple[Any, ...] = ()) -> ValueStream:
    state = MAP.evolve(id="future", kind="future", base="current", bursts=tuple(one.id for one in bursts))
    return a_stream(MAP, state.evolve(nodes=(*state.nodes, *nodes)), bursts=bursts)


def test_a_plan_begins_with_the_loops_and_their_bursts() -> None:
    star = Burst(id="cell", about="weld")
    frame = Note(id="frame", kind="loop", name="Pacemaker loop")
    bursts = (
        burst("cell", "coils", due="2026-03-31"),
        burst("faster", "weld", due="2026-06-30"),
        burst("kanban", "coils"),
        burst("training"),
        burst("dropped", "weld", status="dropped"),
    )
    plan = plan_of(plan_from_loops("future", LOOPS, START)(future(*bursts, nodes=(star, frame))))
    assert (plan.base, plan.goal, plan.start) == ("current", "future", "2026-01-01")
    assert [(loop.name, loop.outline, [one.text for one in loop.objectives]) for loop in plan.loops] == [
        ("Pacemaker loop", "frame", ["Cell", "Faster"]),
        ("Supplier loop", "", ["Kanban"]),
        ("Whole stream", "", ["Training"]),
    ]
    assert [(one.start, one.end) for one in plan.objectives] == [
        ("2026-01-01", "2026-03-31"),
        ("2026-04-01", "2026-06-30"),
        ("2026-01-01", "2026-12-31"),
        ("2026-01-01", "2026-12-31"),
    ]
    assert all(one.owner == "" for one in plan.objectives)


def test_what_is_planned_already_stays() -> None:
    before = plan_from_loops("future", LOOPS, START)(future(burst("cell", "weld", due="2025-06-30")))
    before = set_objective("objective1", text="One cell", owner="Ann")(before)
    assert plan_from_loops("future", LOOPS, START)(before) is before
    more = before.evolve(
        bursts=(*before.bursts, burst("faster", "weld")),
        states=(MAP, before.state("future").evolve(bursts=("cell", "faster"))),
    )
    plan = plan_of(plan_from_loops("future", LOOPS, START)(more))
    assert [one.text for one in plan.objectives] == ["One cell", "Faster"]
    assert plan.objectives[0].owner == "Ann"
    assert all(one.start >= START.isoformat() for one in plan.objectives), (
        "a due date that has passed is none"
    )


def test_bursts_without_dates_follow_each_other_and_share_the_time() -> None:
    names = ("one", "two", "three")
    plan = plan_of(plan_from_loops("future", LOOPS, START)(future(*(burst(id_, "weld") for id_ in names))))
    assert [(one.text, one.start, one.end) for one in plan.objectives] == [
        ("One", "2026-01-01", "2026-04-30"),
        ("Two", "2026-05-01", "2026-08-31"),
        ("Three", "2026-09-01", "2026-12-31"),
    ]
    some = (burst("one", "weld"), burst("two", "weld", due="2026-03-31"), burst("three", "weld"))
    plan = plan_of(plan_from_loops("future", LOOPS, START)(future(*some)))
    assert [(one.start, one.end) for one in plan.objectives] == [
        ("2026-01-01", "2026-01-31"),
        ("2026-02-01", "2026-03-31"),
        ("2026-04-01", "2026-12-31"),
    ]


def test_new_rows_of_an_old_plan_begin_from_now_on() -> None:
    stream = future(burst("cell", "weld")).evolve(
        plan=Plan(start="2024-01-01", base="current", goal="future")
    )
    (one,) = plan_of(plan_from_loops("future", LOOPS, START)(stream)).objectives
    assert (one.start, one.end) == ("2026-01-01", "2026-12-31")


def test_a_map_without_loops_and_a_plan_without_a_first_day() -> None:
    stream = a_stream(MAP, bursts=(burst("cell", "weld", due="2026-06-30"),), plan=Plan())
    plan = plan_of(plan_from_loops("current", (), START)(stream))
    assert [(loop.name, [(one.start, one.end) for one in loop.objectives]) for loop in plan.loops] == [
        ("Whole stream", [("2026-01-01", "2026-06-30")])
    ]
    with pytest.raises(KeyError):
        plan_from_loops("gone", (), START)(stream)


def test_no_plan_is_begun_without_a_burst() -> None:
    stream = future()
    assert plan_from_loops("future", LOOPS, START)(stream) is stream


def test_bursts_that_reroute_arrows_belong_where_the_arrows_end() -> None:
    without = MAP.evolve(flows=MAP.flows[1:])
    reordered = MAP.evolve(nodes=MAP.nodes[::-1])
    fewer = MAP.evolve(nodes=MAP.nodes[1:], flows=MAP.flows[1:])
    bursts = [
        Kaizen(id=f"b{at}", title=f"b{at}", changes=difference(MAP, state))
        for at, state in enumerate((without, reordered, fewer))
    ]
    plan = plan_of(plan_from_loops("future", LOOPS, START)(future(*bursts)))
    assert [(loop.name, [one.text for one in loop.objectives]) for loop in plan.loops] == [
        ("Pacemaker loop", []),
        ("Supplier loop", ["b0", "b2"]),
        ("Whole stream", ["b1"]),
    ]


IDS = st.sampled_from(["a", "b", "c", "d", "objective1"])
EDITS: st.SearchStrategy[StreamEdit] = st.one_of(
    st.builds(move_dates, IDS, st.integers(-400, 400)),
    st.builds(
        set_dates,
        IDS,
        st.none() | st.dates(START, date(2027, 1, 1)),
        st.none() | st.dates(START, date(2027, 1, 1)),
    ),
    st.builds(wait_for, IDS, IDS),
    st.builds(place_objective, IDS, st.sampled_from(["l1", "l2"]), st.integers(0, 4)),
    st.builds(drop_objective, IDS),
    st.builds(place_loop, st.sampled_from(["l1", "l2"]), st.integers(0, 3)),
    st.builds(add_objective, st.sampled_from(["l1", "l2"])),
    st.builds(lambda id_, done: set_objective(id_, done=done), IDS, st.sampled_from([0.0, 0.5, 1.0])),
    st.builds(
        lambda id_, burst, on: serve(id_, burst, on=on), IDS, st.sampled_from(["cell", "gone"]), st.booleans()
    ),
    st.builds(
        lambda id_, mark: put_mark(id_, ReviewMark(on="2025-05-05", mark=mark)),
        IDS,
        st.sampled_from(["good", "bad"]),
    ),
    st.builds(drop_mark, IDS, st.just("2025-05-05")),
    st.builds(
        lambda why, months: set_plan(why=why, months=months), st.sampled_from(["", "Why"]), st.integers(1, 60)
    ),
    st.builds(
        lambda id_, name: set_loop(id_, name=name, outline="gone"),
        st.sampled_from(["l1", "l2"]),
        st.text(max_size=3),
    ),
    st.builds(drop_loop, st.sampled_from(["l1", "l2"])),
    st.just(add_loop(name="New")),
)


@given(st.lists(EDITS, max_size=12))
@runs(80)
def test_any_edits_hold_together_and_are_undone(edits: list[StreamEdit]) -> None:
    before = with_rows(*CHAIN, objective("d"))
    history, first = History(before), dumps(before)
    for edit in edits:
        try:
            history.record("Edit", edit(history.current))
        except (KeyError, Wrong):
            continue
        plan = plan_of(history.current)
        assert Plan.model_validate(plan.model_dump()) == plan
    last = dumps(history.current)
    while history.undo() is not None:
        pass
    assert history.current is before
    assert dumps(history.current) == first
    while history.redo() is not None:
        pass
    assert dumps(history.current) == last


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30), st.integers(0, 4)), min_size=2, max_size=7),
    st.integers(-90, 200),
)
@runs(80)
def test_after_a_move_nothing_that_waited_in_order_begins_too_soon(
    drawn: list[tuple[int, int, int]], days: int
) -> None:
    made: list[Objective] = []
    for at, (gap, length, back) in enumerate(drawn):
        after = (made[-back].id,) if 0 < back <= len(made) else ()
        first = (
            max([date.fromisoformat(one.end) for one in made if one.id in after], default=START).toordinal()
            + 1
        )
        start, end = (date.fromordinal(day).isoformat() for day in (first + gap, first + gap + length))
        made.append(objective(f"o{at}", start, end, *after))
    stream = move_dates("o0", days)(with_rows(*made))
    found, before = dates(stream), dates(with_rows(*made))
    for one in made:
        lengths = [
            (date.fromisoformat(end) - date.fromisoformat(start)).days
            for start, end in (found[one.id], before[one.id])
        ]
        assert lengths[0] == lengths[1]
        assert all(found[one.id][0] > found[first][1] for first in one.after)
