"""What hands do to the workbook of a plan: shares typed as parts, rows moved, sorted and copied, sheets renamed and lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.intake.plans.workbook import (
    Change,
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
from vsm_desktop.edit.entry import Wrong
from vsm_desktop.edit.plan import set_objective
from vsm_desktop.intake.plans.difference import PlanDifference, taking, told_in_lines
from vsm_desktop.model.dates import said_day
from vsm_desktop.model.plan import Goal
from vsm_desktop.model.scoreboard import Scoreboard
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store.files import loads

pytestmark = pytest.mark.usefixtures("read_here")


@pytest.fixture(scope="module")
def acme() -> ValueStream:
    return loads(asset("resources/samples", "acme-future.vsm").read_text(encoding="utf-8"))


@pytest.fixture
def changed() -> Callable[[ValueStream, Change], PlanDifference]:
    return compared


def values_of(stream: ValueStream, id_: str) -> list[float]:
    board: Scoreboard = stream.scoreboard
    return [actual.value for actual in next(one for one in board.measures if one.id == id_).actuals]


def put_values(book: Any, id_: str, *numbers: float) -> None:
    """Write the values of a measure anew, below each other, where it has some."""
    sheet = book["Values"]
    at, left = column_of(sheet, id_), list(numbers)
    for row in range(4, 12):
        if left and sheet.cell(row, at).value is not None:
            sheet.cell(row, at).value = left.pop(0)


# shares


def test_a_bare_fraction_among_percentages_is_a_doubt_with_both_readings(acme, changed) -> None:
    def change(book: Any) -> None:
        put_values(book, "ca", 88, 0.9)
        place(book["Scoreboard"], "ca", "target").value = 0.98

    found = changed(acme, change)
    told = {line.key: (line.group, line.before, line.after) for line in found.lines}
    assert told == {
        "measures:ca:target": ("doubtful", "97", "98 %"),
        "measures:ca:target:else": ("doubtful", "97", "0.98 %"),
        "actuals:ca:2025-05-31": ("doubtful", "89", "90 %"),
        "actuals:ca:2025-05-31:else": ("doubtful", "89", "0.9 %"),
    }
    assert found.proposed == frozenset()
    assert taken(found, acme) == acme
    first = taking(found, {"actuals:ca:2025-05-31", "measures:ca:target"})(acme)
    assert values_of(first, "ca") == [88, 90, 91]
    second = taking(found, {"actuals:ca:2025-05-31:else"})(acme)
    assert values_of(second, "ca") == [88, 0.9, 91]
    with pytest.raises(Wrong, match=r"only one reading of Values!D6"):
        taking(found, {"actuals:ca:2025-05-31", "actuals:ca:2025-05-31:else"})(acme)
    assert any("not taken:" in line and "0.98 %" in line for line in told_in_lines(found, found.proposed))


def test_a_column_that_is_written_in_parts_throughout_decides_itself(acme, changed) -> None:
    found = changed(acme, lambda book: put_values(book, "ca", 0.88, 0.9, 0.91))
    assert [(line.key, line.group, line.after) for line in found.lines] == [
        ("actuals:ca:2025-05-31", "changed", "90")
    ]
    assert values_of(taken(found, acme), "ca") == [88, 90, 91]


def test_what_is_small_among_small_numbers_is_as_it_stands(acme, changed) -> None:
    def change(book: Any) -> None:
        put_values(book, "returns", 1.4, 0.9, 0.6)
        place(book["Scoreboard"], "returns", "target").value = 0.4

    found = changed(acme, change)
    assert {line.group for line in found.lines} == {"changed"}
    assert values_of(taken(found, acme), "returns") == [1.4, 0.9, 0.6]


def test_a_new_measure_in_parts_comes_without_what_is_in_doubt(acme, changed) -> None:
    def change(book: Any) -> None:
        board = book["Scoreboard"]
        fill(board, empty_row(board, "key"), name="On time", unit="%", baseline=0.92, target=0.99)

    found = changed(acme, change)
    assert [(line.group, line.after) for line in found.lines] == [
        ("added", "Unit %"), ("doubtful", "92 %"), ("doubtful", "0.92 %"), ("doubtful", "99 %"), ("doubtful", "0.99 %"),
    ]  # fmt: skip
    alone = taken(found, acme).scoreboard.measures[-1]
    assert (alone.name, alone.baseline, alone.target) == ("On time", None, None)
    keys = found.proposed | {"measures:measure1:baseline", "measures:measure1:target"}
    whole = taking(found, keys)(acme).scoreboard.measures[-1]
    assert (whole.baseline, whole.target) == (92, 99)


def test_a_goal_that_is_a_part_of_1_and_was_typed_in_percent_is_a_doubt(acme, changed) -> None:
    stream = set_objective("cell", goal=Goal(metric="rolled_ca", target=0.95))(acme)

    def change(book: Any) -> None:
        cell = place(book["Plan"], "cell", "goal.target")
        cell.value, cell.number_format = 97, "General"

    found = changed(stream, change)
    assert [(line.group, line.after) for line in found.lines] == [
        ("doubtful", "97 %"),
        ("doubtful", "9,700 %"),
    ]
    assert by_id(taking(found, {"plan:cell:goal.target"})(stream))["cell"].goal.target == 0.97


# rows


def test_rows_that_change_their_places_are_one_line(acme, changed) -> None:
    def change(book: Any) -> None:
        move_row(book["Plan"], "pull", "uptime")
        move_row(book["Plan"], "milk_run", "coil_kanban")

    found = changed(acme, change)
    assert [(line.key, line.name, line.title, line.before, line.after) for line in found.lines] == [
        ("plan:order", "Objectives", "Order", "1, 2, 3, 4, 5, 6, 7", "3, 1, 2, 4, 5, 7, 6")
    ]
    assert found.lines[0].cell == "Plan!D5"
    after = taken(found, acme)
    assert loops_of(after) == {
        "Pacemaker loop": ["pull", "uptime", "cell"],
        "Stamping loop": ["changeover", "every_part"],
        "Supplier loop": ["milk_run", "coil_kanban"],
    }
    assert by_id(after) == by_id(acme)
    assert taking(found, frozenset())(acme) is acme


def test_a_sorted_sheet_moves_nothing_into_another_loop(acme, changed) -> None:
    found = changed(acme, lambda book: sort_rows(book["Plan"], "text"))
    assert [line.key for line in found.lines] == ["plan:order"]
    after = taken(found, acme)
    assert loops_of(after)["Supplier loop"] == ["milk_run", "coil_kanban"]
    assert {name: sorted(ids) for name, ids in loops_of(after).items()} == {
        name: sorted(ids) for name, ids in loops_of(acme).items()
    }


def test_a_row_moved_under_another_loop_changes_its_loop_and_nothing_else(acme, changed) -> None:
    found = changed(acme, lambda book: move_row(book["Plan"], "milk_run", "every_part"))
    assert [(line.key, line.before, line.after) for line in found.lines] == [
        ("plan:milk_run:loop", "Supplier loop", "Stamping loop")
    ]
    after = taken(found, acme)
    assert loops_of(after)["Stamping loop"] == ["changeover", "milk_run", "every_part"]
    assert by_id(after) == by_id(acme)


def test_loops_whose_blocks_are_moved_are_in_another_order(acme, changed) -> None:
    def change(book: Any) -> None:
        for id_ in ("supplier_plan", "coil_kanban", "milk_run"):
            move_row(book["Plan"], id_, "pacemaker_plan")

    found = changed(acme, change)
    assert [line.after for line in found.lines] == ["6, 7, 1, 2, 3, 4, 5"]
    assert list(loops_of(taken(found, acme))) == ["Supplier loop", "Pacemaker loop", "Stamping loop"]


def test_a_new_row_among_moved_ones_stands_where_it_was_put(acme, changed) -> None:
    def change(book: Any) -> None:
        plan = book["Plan"]
        move_row(plan, "pull", "uptime")
        plan.insert_rows(row_of(plan, "uptime"))
        fill(plan, row_of(plan, "uptime") - 1, text="Train the teams")

    found = changed(acme, change)
    assert [line.group for line in found.lines] == ["added", "changed"]
    assert loops_of(taken(found, acme))["Pacemaker loop"] == ["pull", "objective1", "uptime", "cell"]


def test_a_copied_row_is_told_with_the_row_it_was_copied_from(acme, changed) -> None:
    def change(book: Any) -> None:
        plan, board = book["Plan"], book["Scoreboard"]
        for sheet, id_, at in ((plan, "cell", 0), (plan, "cell", 1), (board, "returns", 0)):
            row = max(row for row in range(4, 40) if sheet.cell(row, 1).value) + 1
            for column in range(1, 15):
                sheet.cell(row, column).value = sheet.cell(row_of(sheet, id_), column).value
            if sheet is plan and at:
                fill(plan, row, text="One more cell")

    found = changed(acme, change)
    assert [(line.group, line.name, line.after) for line in found.lines] == [
        ("doubtful", "One cell, work content from 187 to 168 s", "a copy of row 6, so new"),
        ("added", "One more cell", "a copy of row 6, so new"),
        ("added", "Returns", "a copy of row 7, so new"),
    ]
    assert found.lines[1].cell == "Plan!D15"


def test_rows_that_lost_their_ids_are_known_by_what_they_say(acme, changed) -> None:
    def change(book: Any) -> None:
        plan = book["Plan"]
        for row in range(4, 14):
            plan.cell(row, 1).value = None if row < 9 else "typed over"
        fill(plan, 6, owner="Ann")

    found = changed(acme, change)
    assert [line.key for line in found.lines] == ["plan:cell:owner"]


def test_a_day_that_is_marked_twice_is_told(acme, changed) -> None:
    def change(book: Any) -> None:
        reviews = book["Reviews"]
        fill(reviews, empty_row(reviews, "on"), number=1, on=date(2025, 7, 7), mark="×")

    found = changed(acme, change)
    assert (found.lines, [entry.reason for entry in found.rejected]) == (
        (),
        ["it is marked twice on this day"],
    )


# cells


@pytest.mark.parametrize(
    "written", ["14 Nov 2025", "2025-11-14", "14.11.2025", "14 November 2025", "11/14/2025"]
)
def test_days_are_read_as_the_program_and_people_write_them(acme, changed, written: str) -> None:
    assert said_day(date(2025, 11, 14)) == "14 Nov 2025"
    found = changed(acme, lambda book: fill(book["Plan"], row_of(book["Plan"], "cell"), end=written))
    assert by_id(taken(found, acme))["cell"].end == "2025-11-14"


@pytest.mark.parametrize(
    ("key", "text", "reason"),
    [
        ("start", "3/4/2025", '"3/4/2025" can be two days; write it as 2026-11-30'),
        ("start", "Q4 2025", '"Q4 2025" is no date'),
        ("end", "31 Feb 2025", '"31 Feb 2025" is no date'),
    ],
)
def test_what_is_no_day_is_told(acme, changed, key: str, text: str, reason: str) -> None:
    found = changed(acme, lambda book: fill(book["Plan"], row_of(book["Plan"], "cell"), **{key: text}))
    assert (found.lines, [entry.reason for entry in found.rejected]) == ((), [reason])


def test_a_month_ends_on_its_last_day(acme, changed) -> None:
    found = changed(acme, lambda book: fill(book["Plan"], row_of(book["Plan"], "cell"), end="Nov 2025"))
    assert by_id(taken(found, acme))["cell"].end == "2025-11-30"


def test_a_formula_without_a_result_is_told(acme, changed) -> None:
    def change(book: Any) -> None:
        fill(book["Plan"], row_of(book["Plan"], "cell"), end="=H6+14", owner='="An"&"n"')

    found = changed(acme, change)
    assert found.lines == ()
    assert [entry.cell for entry in found.rejected] == ["G6", "I6"]
    assert all("formula without a result" in entry.reason for entry in found.rejected)


# sheets


def test_sheets_that_are_renamed_lost_or_copied_are_told(acme, changed) -> None:
    def change(book: Any) -> None:
        place(book["Plan"], "cell", "owner").value = "Ann"
        book["Plan"].title = "2025"
        del book["People"]
        book.copy_worksheet(book["Reviews"])
        values = book["Values"]
        values.insert_cols(5)
        for row in range(1, 10):
            values.cell(row, 5).value = values.cell(row, 4).value
        book["Scoreboard"].delete_rows(1, 3)

    found = changed(acme, change)
    assert [line.key for line in found.lines] == ["plan:cell:owner"]
    assert found.notes == (
        "The sheet 2025 is read as Plan.",
        "The sheet People is not in the workbook, so nothing of it changes.",
        "The sheet Reviews Copy is a copy of Reviews and is not read.",
        "The sheet Scoreboard is not in the workbook, so nothing of it changes.",
        "Column Values!E stands there twice; the first one is read.",
    )
    assert set(found.notes) <= set(told_in_lines(found, found.proposed))


@pytest.mark.parametrize("gone", [2, 3])
def test_a_table_without_its_keys_or_its_heads_is_read_all_the_same(acme, changed, gone: int) -> None:
    def change(book: Any) -> None:
        place(book["Plan"], "uptime", "owner").value = "Ann"
        for name in ("Plan", "People", "Reviews", "Scoreboard"):
            book[name].delete_rows(gone)

    found = changed(acme, change)
    assert ([line.key for line in found.lines], found.rejected) == (["plan:uptime:owner"], ())


def test_values_without_their_keys_are_told_and_left(acme, changed) -> None:
    found = changed(acme, lambda book: book["Values"].delete_rows(2))
    assert found.lines == ()
    assert found.notes == ("The keys and heads of the sheet Values are gone, so nothing of it changes.",)
