"""A plan leaves as a workbook, is changed there, and comes back with these changes and no other."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.insight.test_plan import objective, planned
from tests.intake.plans.workbook import TODAY, Change, by_id, compared, empty_row, fill, place, taken
from tests.outside import need
from vsm_desktop.assets import asset
from vsm_desktop.edit.entry import Wrong
from vsm_desktop.edit.plan import drop_objective, plan_of, set_objective
from vsm_desktop.export.atomic import ExportError
from vsm_desktop.export.plan_sheet import plan_bytes, write_plan
from vsm_desktop.intake.errors import SheetError
from vsm_desktop.intake.plans.difference import PlanDifference, as_data, compare_plan, taking, told_in_lines
from vsm_desktop.intake.plans.tables import PlanWorkbook, read_tables
from vsm_desktop.intake.sheets import open_book
from vsm_desktop.model.plan import Goal, Objective, Person, ReviewMark
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.scoreboard import Actual, Measure, Scoreboard
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store.files import loads

pytestmark = pytest.mark.usefixtures("read_here")


@pytest.fixture(scope="module")
def acme() -> ValueStream:
    return loads(asset("resources/samples", "acme-future.vsm").read_text(encoding="utf-8"))


@pytest.fixture
def changed() -> Callable[[ValueStream, Change], PlanDifference]:
    """What differs once the workbook of a document was changed by hand."""
    return compared


def test_what_was_not_changed_differs_in_nothing(acme, changed) -> None:
    found = changed(acme, lambda book: None)
    assert (found.lines, found.rejected) == ((), ())
    assert taken(found, acme) is acme


def test_only_what_was_changed_comes_back(acme, changed) -> None:
    def change(book: Any) -> None:
        plan = book["Plan"]
        place(plan, "cell", "owner").value = "Ann"
        place(plan, "cell", "end").value = date(2025, 11, 14)
        place(plan, "pull", "start").value = "17.11.2025"
        place(plan, "cell", "done").value = 0.25
        place(plan, "pull", "after").value = "1, 2"
        place(plan, "pull", "phase").value = "do"
        place(plan, "pull", "cost").value = 4000
        place(plan, "pull", "goal.target").value = 1.5
        place(plan, "pull", "goal.text").value = "Shipping pulls"

    found = changed(acme, change)
    assert {(line.group, line.key) for line in found.lines} == {
        ("changed", f"plan:{key}")
        for key in (
            "cell:owner", "cell:end", "cell:done", "pull:start", "pull:after", "pull:phase", "pull:cost",
            "pull:goal.target", "pull:goal.text",
        )
    }  # fmt: skip
    after = taken(found, acme)
    was, now = by_id(acme), by_id(after)
    assert {id_ for id_ in now if now[id_] != was[id_]} == {"cell", "pull"}
    assert now["cell"] == was["cell"].evolve(owner="Ann", end="2025-11-14", done=0.25)
    assert (now["pull"].start, now["pull"].after, now["pull"].phase) == (
        "2025-11-17",
        ("uptime", "cell"),
        "do",
    )
    assert (now["pull"].goal.target, now["pull"].goal.text, now["pull"].goal.metric) == (
        1.5,
        "Shipping pulls",
        "days_of_supply.fg",
    )
    assert now["pull"].cost is not None
    assert now["pull"].cost.value == 4000
    assert after.evolve(plan=acme.plan) == acme
    assert after.bursts == acme.bursts


def test_a_line_that_is_not_ticked_changes_nothing(acme, changed) -> None:
    def change(book: Any) -> None:
        place(book["Plan"], "cell", "owner").value = "Ann"
        place(book["Plan"], "cell", "done").value = 0.5

    found = changed(acme, change)
    now = by_id(taking(found, {"plan:cell:done"})(acme))["cell"]
    assert (now.owner, now.done) == ("", 0.5)


def test_an_empty_cell_is_told_and_deletes_only_if_wanted(acme, changed) -> None:
    found = changed(
        acme,
        lambda book: fill(book["Plan"], place(book["Plan"], "cell", "text").row, benefit=None, phase=None),
    )
    assert {line.key for line in found.of("empty")} == {"plan:cell:benefit", "plan:cell:phase"}
    assert found.proposed == frozenset()
    now = by_id(taken(found, acme, empty=True))["cell"]
    assert (now.benefit, now.phase) == ("", None)


def test_rows_that_are_new_go_into_their_loop_behind_the_row_above(acme, changed) -> None:
    def change(book: Any) -> None:
        plan = book["Plan"]
        plan.insert_rows(place(plan, "cell", "text").row)
        fill(
            plan,
            place(plan, "uptime", "text").row + 1,
            text="Train the teams",
            start="2025-09-01",
            number=8,
            after="9",
        )
        row = empty_row(plan, "text")
        fill(plan, row, loop="Shipping loop", text="Staging by route", number=9, done="10 %")
        fill(plan, row + 1, loop="supplier loop", text="Returnable racks", number=10)
        people = book["People"]
        fill(people, empty_row(people, "name"), number=8, name="Trainer", stand="Leads", need="A room")

    found = changed(acme, change)
    assert [line.group for line in found.lines] == ["added"] * 5
    after = taken(found, acme)
    loops = {loop.name: [one.text for one in loop.objectives] for loop in plan_of(after).loops}
    assert loops["Pacemaker loop"][:3] == [
        "Weld uptime from 80 to 100 %",
        "Train the teams",
        "One cell, work content from 187 to 168 s",
    ]
    assert loops["Supplier loop"][-1] == "Returnable racks"
    assert loops["Shipping loop"] == ["Staging by route"]
    train = next(one for one in plan_of(after).objectives if one.text == "Train the teams")
    staging = next(one for one in plan_of(after).objectives if one.text == "Staging by route")
    assert (train.after, train.people, staging.done) == (
        (staging.id,),
        (Person(name="Trainer", stand="leads", need="A room"),),
        0.1,
    )
    without = found.proposed - {line.key for line in found.lines if line.name == "Train the teams"}
    rest = plan_of(taking(found, without)(acme))
    assert all(one.text != "Train the teams" for one in rest.objectives)


def test_rows_that_go_are_removed_with_what_belongs_to_them(acme, changed) -> None:
    def change(book: Any) -> None:
        plan = book["Plan"]
        plan.delete_rows(place(plan, "changeover", "text").row)
        supplier = place(plan, "supplier_plan", "loop").row
        plan.delete_rows(supplier, 3)

    found = changed(acme, change)
    assert [(line.group, line.key) for line in found.lines] == [
        ("removed", "plan:changeover"),
        ("removed", "plan:supplier_plan"),
    ]
    assert found.lines[1].before == "with 2 objectives"
    after = plan_of(taken(found, acme))
    assert [loop.id for loop in after.loops] == ["pacemaker_plan", "stamping_plan"]
    assert by_id(taken(found, acme))["every_part"].after == ()


def test_a_loop_whose_heading_goes_keeps_its_objectives(acme, changed) -> None:
    found = changed(
        acme, lambda book: book["Plan"].delete_rows(place(book["Plan"], "supplier_plan", "loop").row)
    )
    assert found.lines == ()


def test_loops_are_renamed_and_objectives_moved(acme, changed) -> None:
    def change(book: Any) -> None:
        plan = book["Plan"]
        place(plan, "milk_run", "loop").value = "Stamping loop"
        place(plan, "coil_kanban", "loop").value = "Coil loop"
        place(plan, "pacemaker_plan", "loop").value = "Cell loop"

    found = changed(acme, change)
    after = plan_of(taken(found, acme))
    loops = {loop.name: [one.id for one in loop.objectives] for loop in after.loops}
    assert loops["Stamping loop"] == ["changeover", "every_part", "milk_run"]
    assert loops["Coil loop"] == ["coil_kanban"]
    assert after.loops[0].id == "pacemaker_plan"


def test_a_row_copied_with_its_id_is_new(acme, changed) -> None:
    def change(book: Any) -> None:
        plan = book["Plan"]
        fill(plan, empty_row(plan, "text"), text="One more cell", loop="Pacemaker loop")
        plan.cell(empty_row(plan, "text") - 1, 1).value = "cell"

    found = changed(acme, change)
    assert [(line.group, line.name) for line in found.lines] == [("added", "One more cell")]


def test_people_and_marks_change_come_and_go(acme, changed) -> None:
    def change(book: Any) -> None:
        people, reviews = book["People"], book["Reviews"]
        first = next(row for row in range(4, 60) if people.cell(row, 3).value == "Toolroom")
        fill(people, first, stand="against", need=None)
        people.delete_rows(next(row for row in range(4, 60) if people.cell(row, 3).value == "Payroll"))
        fill(reviews, 5, mark="bad", remark="No tips at all")
        fill(reviews, empty_row(reviews, "on"), number=3, on=datetime(2025, 7, 7), mark="○", by="M. Ortiz")
        reviews.delete_rows(4)

    found = changed(acme, change)
    assert {(line.group, line.name.partition(" –")[0], line.title) for line in found.lines} == {
        ("changed", "Toolroom", "Stand"),
        ("empty", "Toolroom", "What is needed"),
        ("removed", "Payroll", "One cell, work content from 187 to 168 s"),
        ("changed", "Review of 2 Jun 2025", "Mark"),
        ("changed", "Review of 2 Jun 2025", "Remark"),
        ("added", "Review of 7 Jul 2025", "Mark"),
        ("removed", "Review of 5 May 2025", "Weld uptime from 80 to 100 %"),
    }
    now = by_id(taken(found, acme, empty=True))
    assert now["uptime"].people[1] == Person(name="Toolroom", department="Maintenance", stand="against")
    assert [one.name for one in now["cell"].people] == ["Plant engineering", "Shift leaders"]
    assert now["uptime"].marks[0] == ReviewMark(
        on="2025-06-02", mark="bad", remark="No tips at all", by="M. Ortiz"
    )
    assert now["pull"].marks == (ReviewMark(on="2025-07-07", mark="good", by="M. Ortiz"),)


def test_the_scoreboard_and_its_values_change_come_and_go(acme, changed) -> None:
    def change(book: Any) -> None:
        board, values = book["Scoreboard"], book["Values"]
        fill(board, place(board, "returns", "key").row, baseline=2, better="more", trial=date(2025, 8, 1))
        fill(board, place(board, "overtime", "key").row, key="returns", target=None)
        fill(
            board,
            empty_row(board, "key"),
            key="Own measure",
            name="Suggestions",
            unit="a week",
            baseline="3,5",
        )
        board.delete_rows(place(board, "floor", "key").row)
        at = {values.cell(2, column).value: column for column in range(2, 12)}
        values.cell(4, at["ca"]).value = 87
        values.cell(6, at["ca"]).value = None
        values.cell(9, 2).value = "2025-07-31"
        values.cell(9, at["lead_time"]).value = 21
        values.delete_rows(5)

    found = changed(acme, change)
    after = taken(found, acme, empty=True)
    assert isinstance(after.scoreboard, Scoreboard)
    now = {one.id: one for one in after.scoreboard.measures}
    assert (now["returns"].baseline, now["returns"].better, now["returns"].trial) == (2, "more", "2025-08-01")
    assert (now["overtime"].key, now["overtime"].target) == ("returns", None)
    assert now["measure1"] == Measure(id="measure1", name="Suggestions", unit="a week", baseline=3.5)
    assert "floor" not in now
    assert [(one.on, one.value) for one in now["lead_time"].actuals] == [
        ("2025-04-30", 23.8),
        ("2025-05-31", 23.1),
        ("2025-06-30", 22.4),
        ("2025-07-31", 21),
    ]
    assert now["ca"].actuals[0].value == 87
    assert "2025-05-07" not in [one.on for one in now["fulfilment"].actuals]


def test_the_head_of_the_plan(acme, changed) -> None:
    def change(book: Any) -> None:
        about = book["About"]
        values = {about.cell(row, 1).value: about.cell(row, 3) for row in range(4, 12)}
        values["manager"].value, values["months"].value, values["follow_up"].value = "A. Bee", 9, None

    found = changed(acme, change)
    plan = plan_of(taken(found, acme))
    assert (plan.manager, plan.months, plan.follow_up) == ("A. Bee", 9, plan_of(acme).follow_up)


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("start", "soon", '"soon" is no date'),
        ("done", 1.5e3, "out of range"),
        ("done", "much", "no number"),
        ("phase", "later", '"later" is none of Plan, Do, Check, Act'),
        ("cost", "=1/0", ""),
        ("after", "77", "there is no row 77"),
    ],
)
def test_what_cannot_be_read_is_left_out_with_its_reason(
    acme, changed, key: str, value: Any, reason: str
) -> None:
    found = changed(
        acme, lambda book: fill(book["Plan"], place(book["Plan"], "cell", "text").row, **{key: value})
    )
    assert len(found.rejected) == 1
    assert found.rejected[0].field == key
    assert reason in found.rejected[0].reason


def test_rows_that_say_too_little_are_left_out(acme, changed) -> None:
    def change(book: Any) -> None:
        people, reviews, values, plan = book["People"], book["Reviews"], book["Values"], book["Plan"]
        row = empty_row(people, "name")
        fill(people, row, name="Nobody's")
        fill(people, row + 1, number=2, department="Stores")
        row = empty_row(reviews, "on")
        fill(reviews, row, number=2, mark="○")
        fill(reviews, row + 1, on=date(2025, 7, 8), mark="○")
        fill(reviews, row + 2, number=2, on=date(2025, 7, 8), remark="Good")
        fill(reviews, row + 3, number=2, on=date(2025, 7, 9), mark="fine")
        values.cell(9, 3).value = 3
        values.cell(10, 2).value = date(2025, 4, 30)
        values.cell(5, 4).value = "many"
        fill(plan, place(plan, "stamping_plan", "loop").row, owner="Ann")

    found = changed(acme, change)
    assert found.lines == ()
    assert sorted(entry.reason for entry in found.rejected) == sorted(
        [
            "it does not say which row of the plan it is about", "it does not say whom which objective needs",
            "it has no date", "it does not say which row of the plan it is about", "it has no mark",
            '"fine" is none of ○, △, ×', "it has no date", "this day stands there twice",
            next(entry.reason for entry in found.rejected if entry.value == "many"), "a loop has no such value",
        ]
    )  # fmt: skip


def test_dates_that_cannot_stand_together_are_left_out_and_the_rest_is_taken(acme, changed) -> None:
    def change(book: Any) -> None:
        plan = book["Plan"]
        fill(plan, place(plan, "cell", "text").row, end=date(2020, 1, 1), owner="Ann")
        fill(plan, place(plan, "pull", "text").row, owner="Bea")
        fill(plan, empty_row(plan, "text"), text="More", start=date(2025, 9, 1), end=date(2025, 8, 1))

    found = changed(acme, change)
    assert {(entry.field, entry.reason) for entry in found.rejected} == {
        ("end", "the end is before the start"),
        ("start", "the end is before the start"),
    }
    ends = [entry.cell for entry in found.rejected if entry.value == "1 Jan 2020"]
    assert len(ends) == 1
    assert ends[0][0].isalpha()
    after = by_id(taken(found, acme))
    assert (after["cell"].owner, after["cell"].end) == ("Ann", by_id(acme)["cell"].end)
    assert after["pull"].owner == "Bea"
    assert next(one.start for one in after.values() if one.text == "More") == ""


def test_a_plan_that_changed_meanwhile_is_a_sentence(acme, changed) -> None:
    gone = changed(
        acme, lambda book: fill(book["Plan"], place(book["Plan"], "cell", "text").row, owner="Ann")
    )
    with pytest.raises(Wrong, match="is not there any more"):
        taken(gone, drop_objective("cell")(acme))


def test_all_of_a_plan_goes_into_another_document(acme, tmp_path: Path) -> None:
    write_plan(acme, tmp_path / "plan.xlsx", TODAY)
    bare = acme.evolve(plan=None, scoreboard=None)
    after = taken(compare_plan(bare, read_tables(tmp_path / "plan.xlsx")), bare)
    texts = [one.text for one in plan_of(after).objectives]
    assert texts == [one.text for one in plan_of(acme).objectives]
    assert [loop.name for loop in plan_of(after).loops] == [loop.name for loop in plan_of(acme).loops]
    assert [one.marks for one in plan_of(after).objectives] == [one.marks for one in plan_of(acme).objectives]
    assert [one.after for one in plan_of(after).objectives] == [one.after for one in plan_of(acme).objectives]
    assert isinstance(after.scoreboard, Scoreboard)
    assert len(after.scoreboard.measures) == 8


def test_what_bursts_say_stands_there_and_is_no_change(changed) -> None:
    stream = planned(Objective(id="a", bursts=("b1",)), objective("b"))
    assert not changed(stream, lambda book: None).lines
    found = changed(stream, lambda book: fill(book["Plan"], 5, owner="Cleo"))
    assert [(line.before, line.after) for line in found.lines] == [("Ann", "Cleo")]


def test_a_plan_that_changed_meanwhile_keeps_what_the_workbook_does_not_speak_of(
    acme, tmp_path: Path
) -> None:
    path = tmp_path / "plan.xlsx"
    write_plan(acme, path, TODAY)
    later = set_objective("cell", goal=Goal(metric="pce"))(acme)
    found = compare_plan(later, read_tables(path))
    assert [line.key for line in found.lines] == ["plan:cell:goal.text"]


def test_words_and_data_of_a_difference(acme, changed) -> None:
    def change(book: Any) -> None:
        fill(book["Plan"], place(book["Plan"], "cell", "text").row, owner="Ann", benefit=None, done="x")
        book["Plan"].delete_rows(place(book["Plan"], "milk_run", "text").row)
        fill(book["Plan"], empty_row(book["Plan"], "text"), text="More")

    found = changed(acme, change)
    lines = list(told_in_lines(found, found.proposed))
    assert lines[0] == "Only in the workbook:"
    assert any(
        line.startswith("  + One cell, work content from 187 to 168 s, Owner: Assembly leader → Ann")
        for line in lines
    )
    assert any(line.startswith("  not taken: One cell") for line in lines)
    assert "  - Daily milk run (Supplier loop)" in lines
    data = as_data(found, found.proposed)
    assert (len(data["changed"]), data["empty"][0]["taken"], len(data["rejected"])) == (1, False, 1)


def test_a_document_with_neither_writes_nothing(acme, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="no plan and no scoreboard"):
        write_plan(acme.evolve(plan=None, scoreboard=None), tmp_path / "plan.xlsx", TODAY)
    for stream in (acme.evolve(plan=None), acme.evolve(scoreboard=None)):
        write_plan(stream, tmp_path / "plan.xlsx", TODAY)
        assert not compare_plan(stream, read_tables(tmp_path / "plan.xlsx")).lines


def test_a_plan_workbook_is_no_sheet_of_steps(acme, tmp_path: Path) -> None:
    write_plan(acme, tmp_path / "plan.xlsx", TODAY)
    with pytest.raises(PlanWorkbook, match="is the workbook of a plan"):
        open_book(tmp_path / "plan.xlsx")
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    book["Plan"]["A1"] = "vsm-plan-9:plan"
    book.save(tmp_path / "new.xlsx")
    with pytest.raises(SheetError, match="another version"):
        read_tables(tmp_path / "new.xlsx")


def test_the_same_plan_gives_the_same_bytes(acme) -> None:
    assert plan_bytes(acme, TODAY) == plan_bytes(acme, TODAY)


def test_what_people_do_not_need_is_hidden_and_choices_are_listed(acme, tmp_path: Path) -> None:
    write_plan(acme, tmp_path / "plan.xlsx", TODAY)
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    for name in ("Plan", "People", "Reviews", "Scoreboard", "Values"):
        sheet = book[name]
        assert sheet.column_dimensions["A"].hidden
        assert sheet.row_dimensions[2].hidden
        assert sheet.print_title_rows == "$3:$3"
    plan = book["Plan"]
    assert place(plan, "cell", "start").number_format == "yyyy-mm-dd"
    assert place(plan, "cell", "start").protection.locked is False
    assert plan["A6"].protection.locked is True
    assert any('"Plan,Do,Check,Act"' in str(one.formula1) for one in plan.data_validations.dataValidation)


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_what_another_program_saved_comes_back_the_same(acme, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "plan.xlsx"
    write_plan(acme, path, TODAY)
    book = openpyxl.load_workbook(path)
    place(book["Plan"], "cell", "owner").value = "Ann"
    book.save(path)
    out = tmp_path / "resaved"
    command = [
        need("soffice"),
        f"-env:UserInstallation={(tmp_path.parent / 'office').as_uri()}",
        "--headless",
        "--convert-to",
        kind,
    ]
    subprocess.run([*command, "--outdir", str(out), str(path)], check=True, capture_output=True, timeout=100)
    found = compare_plan(acme, read_tables(out / f"plan.{kind}"))
    assert [line.key for line in found.lines] == ["plan:cell:owner"]
    assert found.rejected == ()


WORDS = st.sampled_from(
    ["", "Ann", "=1+1", "  two  words ", "-", "n/a", "Line\nbreak", "'quoted", "12", "0012", "组立"]
)
QUANTITIES = st.none() | st.sampled_from([0.0, 12.5, 1e9]).map(lambda value: quantity(value, "money"))


@given(
    st.lists(
        st.tuples(
            WORDS,
            WORDS,
            WORDS,
            QUANTITIES,
            st.sampled_from([0.0, 0.333, 1.0]),
            st.none() | st.sampled_from([0.0, 0.1, -3.0]),
        ),
        max_size=4,
    ),
    st.lists(st.floats(-1e6, 1e6).map(lambda value: round(value, 3)), max_size=3),
)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_plan_comes_back_unchanged(tmp_path_factory, drawn, values) -> None:
    objectives = [
        objective(f"o{at}", text=text, owner=owner, benefit=benefit, cost=cost, done=done, goal=Goal(text=owner, target=target),
                  people=(Person(name="Ann", need=benefit), Person(name="Ann")), marks=(ReviewMark(on="2026-05-04", mark="watch", remark=text),))
        for at, (text, owner, benefit, cost, done, target) in enumerate(drawn)
    ]  # fmt: skip
    actuals = tuple(Actual(on=f"2026-0{at + 1}-01", value=value) for at, value in enumerate(values))
    board = Scoreboard(
        measures=(Measure(id="m", name="=A1", unit="%", actuals=actuals), Measure(id="n", key="floor"))
    )
    stream = planned(*objectives).evolve(scoreboard=board)
    path = tmp_path_factory.mktemp("any") / "plan.xlsx"
    path.write_bytes(plan_bytes(stream, TODAY))
    found = compare_plan(stream, read_tables(path))
    assert (found.lines, found.rejected) == ((), ())


def test_targets_that_are_shares_or_days_come_back_as_they_are(changed) -> None:
    goals = [
        Goal(metric="rolled_ca", target=0.95),
        Goal(metric="lead_time_days", target=4.5),
        Goal(metric="pce"),
    ]
    stream = planned(*(objective(f"o{at}", goal=goal) for at, goal in enumerate(goals)))
    assert not changed(stream, lambda book: None).lines
    found = changed(stream, lambda book: fill(book["Plan"], 5, goal__target=0.9))
    assert by_id(taken(found, stream))["o0"].goal.target == 0.9


def test_a_workbook_whose_columns_and_rows_were_moved_is_read_by_its_keys(acme, changed) -> None:
    def change(book: Any) -> None:
        for name in ("Plan", "Reviews", "Values"):
            sheet = book[name]
            sheet.insert_rows(4)
            sheet.insert_cols(3)
        del book["About"]
        book.create_sheet("Notes")["A1"] = "Mine"
        book["Scoreboard"].delete_cols(5)

    found = changed(acme, change)
    assert (found.lines, found.rejected) == ((), ())


def test_late_objectives_and_all_shapes_of_values(changed) -> None:
    stream = planned(objective("a", end="2026-06-30", start="2026-04-01"))

    def change(book: Any) -> None:
        fill(book["Plan"], 5, done="60", start=46_113, end="2026-12-31", cost="1,250.50", phase="CHECK")

    found = changed(stream, change)
    one = by_id(taken(found, stream))["a"]
    assert (one.done, one.start, one.end, one.phase) == (0.6, "2026-04-01", "2026-12-31", "check")
    assert one.cost is not None
    assert one.cost.value == 1250.5


def test_a_share_typed_as_a_percentage_is_in_percent(acme, changed) -> None:
    def change(book: Any) -> None:
        board, values = book["Scoreboard"], book["Values"]
        at = {values.cell(2, column).value: column for column in range(2, 12)}
        for cell in (place(board, "ca", "target"), values.cell(4, at["ca"]), values.cell(4, at["lead_time"])):
            cell.value, cell.number_format = 0.88, "0%"
        values.cell(5, at["ca"]).value = "87 %"
        values.cell(6, at["ca"]).value = "n/a"

    found = changed(acme, change)
    after = taken(found, acme)
    assert isinstance(after.scoreboard, Scoreboard)
    ca = next(one for one in after.scoreboard.measures if one.id == "ca")
    assert (ca.target, ca.actuals[0].value) == (88, 88)
    assert [entry.reason for entry in found.rejected] == [
        '"88 %" is in %, Lead time is not',
        '"n/a" is not a number',
    ]
    assert 87 in [one.value for one in ca.actuals]


def test_targets_and_values_may_name_their_unit(acme, changed) -> None:
    """The goal of the first is bound to a time in seconds, that of the second to days."""

    coils = next(id_ for id_, one in by_id(acme).items() if one.goal.metric == "days_of_supply.coils")

    def change(book: Any) -> None:
        plan, board = book["Plan"], book["Scoreboard"]
        place(plan, "cell", "goal.target").value = "2.75 min"
        place(plan, "pull", "goal.target").value = "1,5 d"
        place(plan, coils, "goal.target").value = "four"
        place(board, "overtime", "target").value = "30 min"

    metric = by_id(acme)["cell"].goal.metric
    assert metric == "processing_time_s"
    found = changed(acme, change)
    after = taken(found, acme)
    now = by_id(after)
    assert (now["cell"].goal.target, now["pull"].goal.target) == (165, 1.5)
    assert now[coils].goal == by_id(acme)[coils].goal
    assert [entry.reason for entry in found.rejected] == ['"four" is no time. Try 45 s, 1.5 h or 2 d']
    assert isinstance(after.scoreboard, Scoreboard)
    assert next(one for one in after.scoreboard.measures if one.id == "overtime").target == 0.5


def test_shares_of_more_than_a_whole_are_refused(acme, changed) -> None:
    def change(book: Any) -> None:
        board, values = book["Scoreboard"], book["Values"]
        at = {values.cell(2, column).value: column for column in range(2, 12)}
        place(board, "returns", "target").value = 195
        values.cell(4, at["returns"]).value = -3
        values.cell(5, at["returns"]).value = "950 %"
        values.cell(4, at["overtime"]).value = 195

    found = changed(acme, change)
    assert [entry.reason for entry in found.rejected] == [
        '"195" is out of range: 0 to 100 %',
        '"-3" is out of range: 0 to 100 %',
        '"950 %" is out of range: 0 to 100 %',
    ]
    assert [line.after for line in found.lines] == ["195"]


def test_a_target_that_is_a_time_is_no_percentage(acme, changed) -> None:
    def change(book: Any) -> None:
        for id_ in ("cell", "pull"):
            cell = place(book["Plan"], id_, "goal.target")
            cell.value, cell.number_format = 0.4, "0%"

    found = changed(acme, change)
    assert not found.lines
    assert [entry.reason for entry in found.rejected] == ['"40 %" is in %, this goal is not'] * 2
