"""A workbook that is taken again changes nothing any more; what came into the plan since stays; that of another is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.insight.test_plan import objective, planned
from tests.intake.plans.light import light
from tests.intake.plans.workbook import (
    TODAY,
    by_id,
    column_of,
    compared,
    empty_row,
    fill,
    loops_of,
    move_row,
    place,
    row_of,
    sort_rows,
    taken,
)
from vsm_desktop.assets import asset
from vsm_desktop.edit.plan import (
    add_loop,
    add_objective,
    drop_loop,
    drop_objective,
    plan_of,
    put_mark,
    set_objective,
)
from vsm_desktop.edit.scoreboard import add_measure, drop_actual, drop_measure, put_actual
from vsm_desktop.export.plan_sheet import plan_bytes
from vsm_desktop.intake.plans.difference import PlanDifference, as_data, compare_plan, taking
from vsm_desktop.model.plan import Goal, Person, ReviewMark
from vsm_desktop.model.plan_origin import ORIGIN_TITLE
from vsm_desktop.model.scoreboard import Actual
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store.files import loads

pytestmark = pytest.mark.usefixtures("read_here")
Take = Callable[[ValueStream], PlanDifference]


@pytest.fixture(scope="module")
def acme() -> ValueStream:
    return loads(asset("resources/samples", "acme-future.vsm").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def written(acme: ValueStream) -> bytes:
    return plan_bytes(acme, TODAY)


@pytest.fixture
def edited(written: bytes) -> Callable[[Callable[[Any], None]], Take]:
    """The workbook of the sample, changed by hand, to be compared with any document."""

    def make(change: Callable[[Any], None]) -> Take:
        book = light(written)
        change(book)
        tables = book.tables()
        return lambda stream: compare_plan(stream, tables)

    return make


def twice(take: Take, stream: ValueStream) -> tuple[ValueStream, PlanDifference]:
    """The document once the workbook was taken, and what it still differs in."""
    after = taken(take(stream), stream)
    again = take(after)
    assert taken(again, after) is after
    return after, again


# rows without an id


def test_rows_without_an_id_are_known_again_by_what_they_say(acme, edited) -> None:
    def change(book: Any) -> None:
        plan, board = book["Plan"], book["Scoreboard"]
        fill(plan, empty_row(plan, "text"), loop="Office loop", text="One order a day", after="3")
        fill(plan, empty_row(plan, "text"), text="Train the setters", loop="Stamping loop", number=9)
        fill(board, empty_row(board, "key"), name="Complaints a week", target=2)
        people = book["People"]
        fill(people, empty_row(people, "name"), number=9, name="Trainer")

    take = edited(change)
    after, again = twice(take, acme)
    assert (again.lines, again.rejected) == ((), ())
    assert loops_of(after)["Office loop"] == ["objective1"]
    assert by_id(after)["objective1"].after == ("pull",)
    assert loops_of(after)["Stamping loop"][-1] == "objective2"
    assert by_id(after)["objective2"].people == (Person(name="Trainer"),)
    assert [one.name for one in after.scoreboard.measures][-1] == "Complaints a week"


def test_rows_of_the_same_words_are_as_many_the_second_time(acme, edited) -> None:
    def change(book: Any) -> None:
        plan = book["Plan"]
        for loop in ("Stamping loop", "Stamping loop", "supplier loop"):
            fill(plan, empty_row(plan, "text"), text="Audit", loop=loop)

    after, again = twice(edited(change), acme)
    assert again.lines == ()
    assert [one.text for one in plan_of(after).objectives].count("Audit") == 3


def test_a_row_that_was_moved_or_whose_loop_was_renamed_stays_where_it_is_put(acme, edited) -> None:
    def change(book: Any) -> None:
        plan = book["Plan"]
        move_row(plan, "milk_run", "every_part")
        place(plan, "pacemaker_plan", "loop").value = "Cell loop"
        place(plan, "cell", "loop").value = "Cell loop"
        fill(plan, empty_row(plan, "text"), text="Racks", loop="stamping loop")

    after, again = twice(edited(change), acme)
    assert again.lines == ()
    assert loops_of(after) == {
        "Cell loop": ["uptime", "cell", "pull"],
        "Stamping loop": ["changeover", "milk_run", "every_part", "objective1"],
        "Supplier loop": ["coil_kanban"],
    }


def test_a_number_that_was_written_and_is_gone_is_no_mistake(acme, edited) -> None:
    def change(book: Any) -> None:
        book["Plan"].delete_rows(row_of(book["Plan"], "changeover"))

    after, again = twice(edited(change), acme)
    assert (again.lines, again.rejected) == ((), ())
    assert by_id(after)["every_part"].after == ()


def test_a_ring_through_a_row_that_goes_is_none(acme, edited) -> None:
    def change(book: Any) -> None:
        book["Plan"].delete_rows(row_of(book["Plan"], "cell"))
        fill(book["Plan"], row_of(book["Plan"], "uptime"), after="2, 3")

    after, again = twice(edited(change), acme)
    assert (again.lines, again.rejected) == ((), ())
    assert by_id(after)["uptime"].after == ("pull",)


def test_a_number_no_row_has_is_refused_and_changes_nothing(acme, edited) -> None:
    def change(book: Any) -> None:
        fill(book["Plan"], row_of(book["Plan"], "cell"), after="1, 9", owner="Ann")
        fill(book["Plan"], empty_row(book["Plan"], "text"), text="More", after="77")

    found = edited(change)(acme)
    assert {line.key for line in found.lines} == {"plan:objective1", "plan:cell:owner"}
    assert [(entry.cell, entry.reason) for entry in found.rejected] == [
        ("L6", "there is no row 9"),
        ("L14", "there is no row 77"),
    ]


def test_what_waits_in_a_ring_is_left_out_alone(acme, edited) -> None:
    def change(book: Any) -> None:
        plan = book["Plan"]
        fill(plan, row_of(plan, "uptime"), after="2", owner="Ann", cost=5)
        fill(plan, empty_row(plan, "text"), text="More", number=9, after="9", owner="Bea")

    take = edited(change)
    after, again = twice(take, acme)
    assert {entry.cell for entry in take(acme).rejected} == {"L5", "L14"}
    now = by_id(after)
    assert (now["uptime"].owner, now["uptime"].cost.value, now["uptime"].after) == ("Ann", 5, ())
    assert (now["objective1"].owner, now["objective1"].after) == ("Bea", ())
    assert again.lines == ()


# what changed in the program since


def test_what_came_into_the_plan_since_stays(acme, edited) -> None:
    later = add_loop(id="office", name="Office loop")(acme)
    later = add_objective("office", id="orders", text="One order a day")(later)
    later = add_objective("stamping_plan", id="racks", text="Racks")(later)
    later = put_mark("cell", ReviewMark(on="2025-07-08", mark="good"))(later)
    later = set_objective("pull", people=(*by_id(acme)["pull"].people, Person(name="Planner")))(later)
    later = add_measure(id="claims", name="Claims")(later)
    later = put_actual("ca", Actual(on="2025-07-31", value=92))(later)
    found = edited(lambda book: None)(later)
    assert (found.lines, found.rejected) == ((), ())
    without = edited(lambda book: book["Plan"].delete_rows(row_of(book["Plan"], "cell")))(later)
    assert [line.key for line in without.of("removed")] == ["plan:cell"]
    whole = edited(lambda book: book["Plan"].delete_rows(row_of(book["Plan"], "stamping_plan"), 3))(later)
    assert [line.key for line in whole.of("removed")] == ["plan:changeover", "plan:every_part"]


def test_what_was_taken_out_of_the_plan_since_comes_back_only_if_wanted(acme, edited) -> None:
    later = drop_loop("supplier_plan")(drop_objective("cell")(acme))
    later = drop_measure("floor")(drop_actual("lead_time", "2025-05-31")(later))
    take = edited(lambda book: None)
    found = take(later)
    assert {line.group for line in found.lines} == {"doubtful"}
    assert all("not in the plan, but was when" in line.after for line in found.lines)
    assert all(": →" not in line.sentence and ":  →" not in line.sentence for line in found.lines)
    assert {"plan:cell", "plan:milk_run", "measures:floor", "actuals:lead_time:2025-05-31"} <= {
        line.key for line in found.lines
    }
    assert taken(found, later) is later


def test_a_value_typed_over_one_the_document_has_no_more_is_taken(acme, edited) -> None:
    older = drop_measure("floor")(drop_actual("lead_time", "2025-06-30")(acme))

    def change(book: Any) -> None:
        values = book["Values"]
        for key in ("lead_time", "floor"):
            values.cell(8, column_of(values, key)).value = 21.5

    found = edited(change)(older)
    (line,) = (line for line in found.lines if line.key in found.proposed)
    assert line.sentence == "Lead time (30 Jun 2025): 21.5, 22.4 when the workbook was written  Values!C8"
    board = taken(found, older).scoreboard
    assert board
    assert board.measures[0].actuals[-1] == Actual(on="2025-06-30", value=21.5)
    assert "actuals:floor:2025-06-30" in {line.key for line in found.of("added")}, "its measure is in doubt"


def test_without_its_hidden_sheet_nothing_is_removed_unless_wanted(acme, edited) -> None:
    def change(book: Any) -> None:
        del book[ORIGIN_TITLE]
        book["Plan"].delete_rows(row_of(book["Plan"], "cell"))

    found = edited(change)(acme)
    assert [line.key for line in found.of("removed")] == ["plan:cell"]
    assert taken(found, acme) is acme
    assert any("cannot be told which rows were removed" in note for note in found.notes)


def test_the_hidden_sheet_is_not_seen(written) -> None:
    book = openpyxl.load_workbook(BytesIO(written))
    assert book[ORIGIN_TITLE].sheet_state == "hidden"
    assert book.active.title == "Plan"


# another value stream


def test_the_workbook_of_another_value_stream_is_told_and_nothing_is_proposed(acme, edited) -> None:
    other = planned(objective("cell"), objective("uptime")).evolve(name="Garden pumps")
    found = edited(lambda book: None)(other)
    assert found.strange == 'This is the workbook of another value stream, "Steering brackets". This one is "Garden pumps".'  # fmt: skip
    assert found.proposed == frozenset()
    assert found.sure
    assert as_data(found, found.proposed)["strange"] == found.strange


@pytest.mark.parametrize("id_", ["measure4", "returns"])
def test_values_of_a_measure_both_value_streams_have_are_taken(acme, edited, id_: str) -> None:
    other = add_measure(id=id_, key="returns")(acme.evolve(name="Pumps", plan=None, scoreboard=None))
    found = edited(lambda book: None)(other)
    assert found.strange
    assert [line.sentence for line in found.of("added") if line.key.startswith(f"actuals:{id_}:")] == [
        "Returns (30 Apr 2025): 1.4  Values!F4",
        "Returns (31 May 2025): 1.5  Values!F6",
        "Returns (30 Jun 2025): 1.3  Values!F8",
    ]
    after = taking(found, found.sure)(other).scoreboard
    assert after
    assert [one.value for one in after.measures[0].actuals] == [1.4, 1.5, 1.3]
    assert not found.of("doubtful")


def test_a_plan_of_the_same_name_of_which_hardly_a_row_is_there_is_told(acme, edited) -> None:
    other = planned(*(objective(f"o{at}") for at in range(6))).evolve(name="Steering brackets")
    assert "hardly any of its rows" in edited(lambda book: None)(other).strange


def test_a_value_stream_that_was_renamed_is_the_same(acme, edited) -> None:
    found = edited(lambda book: None)(acme.evolve(name="Brackets, left and right"))
    assert (found.strange, found.lines) == ("", ())
    assert found.notes == ('The workbook was written when the value stream was called "Steering brackets".',)


def test_an_empty_document_of_the_name_takes_it_all(acme, edited) -> None:
    bare = acme.evolve(plan=None, scoreboard=None)
    after, again = twice(edited(lambda book: None), bare)
    assert loops_of(after).keys() == loops_of(acme).keys()
    assert again.lines == ()


# cells


@pytest.fixture(scope="module")
def timed(acme: ValueStream) -> ValueStream:
    """The sample with a goal in seconds."""
    return set_objective("cell", goal=Goal(metric="total_work_content_s"))(acme)


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("end", "15/04/2027", "2027-04-15"),
        ("end", "31. Dezember 2026", "2026-12-31"),
        ("end", "Dec 2026", "2026-12-31"),
        ("start", "June 2025", "2025-06-01"),
        ("cost", "2.500 €", 2500),
        ("cost", "€ 1,250.50", 1250.5),
        ("cost", "4 000", 4000),
        ("goal.target", "165 s", 165),
        ("goal.target", "2,75 min", 165),
    ],
)
def test_a_cell_is_read_as_a_form_reads(timed, key: str, typed: str, kept: Any) -> None:
    found = compared(timed, lambda book: fill(book["Plan"], row_of(book["Plan"], "cell"), **{key: typed}))
    assert found.rejected == ()
    one = by_id(taken(found, timed))["cell"]
    value = one.goal.target if key == "goal.target" else getattr(one, key)
    assert (value.value if key == "cost" else value) == kept


def test_a_target_in_another_unit_than_its_number_is_refused(acme, edited) -> None:
    found = edited(lambda book: fill(book["Plan"], row_of(book["Plan"], "pull"), goal__target="30 min"))(acme)
    assert [(entry.cell, entry.reason) for entry in found.rejected] == [
        ("F7", '"30 min" cannot be turned into d here. Type it in d')
    ]


def test_an_emptied_cell_is_cited_with_its_column(acme, edited) -> None:
    def change(book: Any) -> None:
        fill(book["Plan"], row_of(book["Plan"], "cell"), benefit=None)
        about = book["About"]
        about.cell(next(row for row in range(4, 12) if about.cell(row, 1).value == "manager"), 3).value = None

    assert {line.cell for line in edited(change)(acme).of("empty")} == {"Plan!N6", "About!C4"}


# anything

ROWS = ("uptime", "cell", "pull", "changeover", "every_part", "coil_kanban", "milk_run")
NEW = st.fixed_dictionaries(
    {"text": st.sampled_from(["", "Audit", "Train the setters", "Daily milk run"])},
    optional={
        "loop": st.sampled_from(["Pacemaker loop", "supplier loop", "Office loop"]),
        "owner": st.just("Ann"),
        "number": st.sampled_from([3, 8, 9]),
        "after": st.sampled_from(["1", "8", "8, 2", "9"]),
        "end": st.just(date(2027, 1, 1)),
        "done": st.sampled_from([0.0, 0.5]),
        "goal.target": st.just(3.0),
        "cost": st.just("2.500 €"),
    },
)
DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("new"), st.integers(4, 16), NEW),
        st.tuples(st.just("gone"), st.sampled_from([*ROWS, "supplier_plan", "stamping_plan"]), st.none()),
        st.tuples(st.just("moved"), st.sampled_from(ROWS), st.sampled_from([*ROWS, "stamping_plan"])),
        st.tuples(st.just("lost"), st.sampled_from(ROWS), st.none()),
        st.tuples(st.just("after"), st.sampled_from(ROWS), st.sampled_from([None, "1", "2, 3", "7", "9"])),
        st.tuples(st.just("loop"), st.sampled_from([*ROWS, "pacemaker_plan"]), st.sampled_from(["Office loop", "Stamping loop"])),
        st.tuples(st.just("sorted"), st.sampled_from(["text", "owner", "end"]), st.none()),
        st.tuples(st.just("measure"), st.sampled_from(["Claims", "Returns", ""]), st.sampled_from([None, 2, "3,5"])),
        st.tuples(st.just("person"), st.sampled_from([1, 2, 9]), st.sampled_from(["Ann", "Toolroom"])),
        st.tuples(st.just("mark"), st.sampled_from([1, 2, 9]), st.sampled_from(["○", "×", "?"])),
        st.tuples(st.just("value"), st.integers(4, 14), st.sampled_from([None, 0.9, 21.5, "soon"])),
    ),
    min_size=1,
    max_size=5,
)  # fmt: skip


def _do(book: Any, deed: str, what: Any, how: Any) -> None:
    plan = book["Plan"]
    ids = {plan.cell(row, 1).value for row in range(4, 30)}
    if deed == "new":
        plan.insert_rows(what)
        fill(plan, what, **how)
    elif deed == "sorted":
        sort_rows(plan, what)
    elif deed == "measure":
        fill(book["Scoreboard"], empty_row(book["Scoreboard"], "key"), name=what, target=how)
    elif deed == "person":
        fill(book["People"], empty_row(book["People"], "name"), number=what, name=how)
    elif deed == "mark":
        fill(book["Reviews"], empty_row(book["Reviews"], "on"), number=what, on=date(2025, 7, 7), mark=how)
    elif deed == "value":
        book["Values"].cell(what, column_of(book["Values"], "lead_time")).value = how
    elif what in ids and deed == "gone":
        plan.delete_rows(row_of(plan, what))
    elif what in ids and deed == "moved" and how in ids and how != what:
        move_row(plan, what, how)
    elif what in ids and deed == "lost":
        plan.cell(row_of(plan, what), 1).value = None
    elif what in ids and deed in ("after", "loop"):
        place(plan, what, deed).value = how


@given(DEEDS)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_taking_any_workbook_twice_is_taking_it_once(acme, written, deeds) -> None:
    book = light(written)
    for deed in deeds:
        _do(book, *deed)
    tables = book.tables()
    after = taken(compare_plan(acme, tables), acme)
    again = compare_plan(after, tables)
    told = [line.sentence for line in again.lines if line.key in again.proposed]
    assert taken(again, after) == after, told
    assert not told
