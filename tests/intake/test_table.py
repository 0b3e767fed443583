"""The table is found wherever it stands, and what is no step never becomes one."""

from __future__ import annotations

from typing import ClassVar

import pytest

from tests.intake.books import cells_said, here, read, said, save, state, typed
from vsm_desktop.intake.sheets import SheetError, read_sheet

HEADER = ["Step", "C/T (s)", "C/O (min)", "Uptime (%)"]


def ids(reading):
    return [node.id for node in state(reading).nodes]


def test_the_header_may_stand_anywhere(tmp_path):
    rows = [
        ["Timing study, line 4"],
        [],
        ["done on Monday"],
        [],
        HEADER,
        ["Saw", 12, 5, 90],
        ["Mill", 30, 0, 100],
    ]
    assert ids(read(tmp_path, *rows, at=(4, 7))) == ["saw", "mill", "customer"]


def test_steps_may_run_across(tmp_path):
    rows = [[None, "Saw", "Mill"], ["C/T (s)", 12, 30], ["C/O (min)", 5, 0], ["Operators", 1, 2]]
    reading = read(tmp_path, *rows)
    assert typed(reading)["mill"] == {"ct": "30 s", "co": "0 min", "operators": "2"}
    assert state(reading).node("saw").ct.source.cell == "Sheet1!B2"


def test_a_second_line_may_hold_units_and_variants(tmp_path):
    rows = [
        ["Step", "C/T", "Uptime", "Inventory before", None],
        [None, "(min)", "%", "L", "R"],
        ["Saw", 2, 90, 10, 20],
    ]
    reading = read(tmp_path, *rows)
    assert typed(reading)["saw"] == {"ct": "2 min", "uptime": "90 %"}
    assert typed(reading)["inv_saw"] == {"qty_by_variant": {"L": "10 pc", "R": "20 pc"}}


def test_a_line_above_may_group_columns(tmp_path):
    rows = [[None, None, "Inventory before (pcs)", None], ["Step", "C/T (s)", "L", "R"], ["Saw", 12, 10, 20]]
    assert typed(read(tmp_path, *rows))["inv_saw"] == {"qty_by_variant": {"L": "10 pc", "R": "20 pc"}}


def test_the_name_column_needs_no_header(tmp_path):
    assert ids(read(tmp_path, [None, "C/T (s)", "Uptime"], ["Saw", 12, 0.9], ["Mill", 30, 1])) == [
        "saw",
        "mill",
        "customer",
    ]


def test_empty_columns_between_are_no_end(tmp_path):
    rows = [["#", None, "Step", None, "C/T (s)", None, "Operators"], [1, None, "Saw", None, 12, None, 2]]
    reading = read(tmp_path, *rows)
    assert typed(reading)["saw"] == {"ct": "12 s", "operators": "2"}
    assert said(reading)["A2"] == ("taken", "a running number; the id is made of the name")


def test_a_column_without_a_header_is_said_to_be_without_one(tmp_path):
    reading = read(tmp_path, ["Step", "C/T (s)", None, "Operators"], ["Saw", 12, 7, 2], ["Mill", 30, 8, 2])
    assert said(reading)["C2:C3"] == ("rejected", "the column has no header")


def test_unknown_columns_are_named_once(tmp_path):
    reading = read(tmp_path, ["Step", "Colour", "C/T (s)"], ["Saw", "red", 12], ["Mill", "blue", 30])
    assert said(reading)["B1:B3"] == ("rejected", 'no field of a process is called "Colour"')
    assert len(reading.report.rejected) == 1


def test_a_column_said_twice_is_read_once(tmp_path):
    reading = read(tmp_path, ["Step", "Cycle time max (s)", "Cycle time (s)"], ["Saw", 20, 12])
    assert typed(reading)["saw"] == {"ct": "12 s"}
    assert said(reading)["B1:B2"] == ("rejected", '"Cycle time (s)" in C1 is read for this')


@pytest.mark.parametrize(
    "header", ["Changeover frequency", "Cycle time target (s)", "Inventory location", "Cost"]
)
def test_words_that_only_sound_like_a_field(tmp_path, header):
    reading = read(tmp_path, ["Step", "Operators", header], ["Saw", 1, "rack"], ["Mill", 2, "rack"])
    assert said(reading)["C1:C3"] == ("rejected", f'no field of a process is called "{header}"')


@pytest.mark.parametrize(
    "name", ["Total", "Sum", "Summe", "Lead time", "Total lead time (days)", "Takt time", "Durchlaufzeit"]
)
def test_totals_are_no_steps(tmp_path, name):
    reading = read(tmp_path, HEADER, ["Saw", 12, 5, 90], ["Mill", 30, 0, 100], [name, 42, 5])
    assert ids(reading) == ["saw", "mill", "customer"]
    assert said(reading)["A4:C4"] == ("rejected", "a total, not a step")


@pytest.mark.parametrize(
    "name", ["Total clean", "Final assembly", "Sum inspection", "Lead frame bonding", "Takt line"]
)
def test_steps_that_sound_like_totals_stay(tmp_path, name):
    assert len(ids(read(tmp_path, HEADER, [name, 12, 5, 90]))) == 2


def test_a_label_with_its_value_below_the_steps_is_no_step(tmp_path):
    reading = read(
        tmp_path,
        ["Process", "CT s", "CO min"],
        ["Cut", 30, 10],
        ["Weld", 50, 20],
        [],
        ["Prepared by: J. Doe", None, "Rev 3"],
    )
    assert [node.name for node in state(reading).nodes if node.kind == "process"] == ["Cut", "Weld"]
    assert state(reading).author == "J. Doe"


def test_notes_blank_rows_and_repeated_headers_are_no_steps(tmp_path):
    rows = [
        HEADER,
        ["Saw", 12, 5, 90],
        [],
        HEADER,
        ["Mill", 30, 0, 100],
        [],
        ["counted on Monday"],
        ["2 late shifts were left out", 3],
    ]
    reading = read(tmp_path, *rows)
    assert ids(reading) == ["saw", "mill", "customer"]
    assert said(reading)["A4:D4"] == ("rejected", "repeats the header")
    assert said(reading)["A7"] == ("rejected", "no values in the row; not taken as a step")
    assert said(reading)["A8:B8"][1].startswith("stands apart below the table")


def test_a_blank_row_between_steps_is_no_end(tmp_path):
    assert ids(read(tmp_path, HEADER, ["Saw", 12, 5, 90], [], ["Mill", 30, 0, 100])) == [
        "saw",
        "mill",
        "customer",
    ]


def test_values_without_a_name_are_said(tmp_path):
    reading = read(tmp_path, HEADER, ["Saw", 12, 5, 90], [None, "see Tom"], [None, 30, 5])
    assert said(reading)["B3"] == ("rejected", '"see Tom" is not a time; the row has no name either')
    assert said(reading)["B4:C4"] == ("rejected", "the row has no name")


def test_many_nameless_rows_are_said_in_one(tmp_path):
    reading = read(tmp_path, HEADER, ["Saw", 12, 5, 90], *[[None, n, n, n] for n in range(9)])
    assert said(reading)["B3:D11"] == ("rejected", "the row has no name")


def test_a_step_with_nothing_but_dashes_is_kept(tmp_path):
    reading = read(tmp_path, HEADER, ["Saw", 12, 5, 90], ["Mill", "-", "n/a", None])
    assert typed(reading)["mill"] == {}
    assert said(reading)["A3"] == ("doubtful", "no values yet")


def test_an_unreadable_value_leaves_the_step(tmp_path):
    reading = read(tmp_path, HEADER, ["Saw", "see Tom", 5, 120])
    assert typed(reading)["saw"] == {"co": "5 min"}
    assert said(reading)["B2"] == ("rejected", '"see Tom" is not a time')
    assert said(reading)["D2"] == ("rejected", '"120" is out of range: Uptime is at most 100 %')


def test_two_rows_of_one_name_are_both_kept(tmp_path):
    reading = read(tmp_path, HEADER, ["Wash", 12, 5, 90], ["Saw", 1, 1, 1], ["wash", 30, 0, 100])
    assert ids(reading) == ["wash", "saw", "wash_2", "customer"]
    assert said(reading)["A4"] == ("doubtful", "the same name stands in A2; both are kept")


def test_ids_come_from_their_column(tmp_path):
    reading = read(
        tmp_path, ["Op no", "Step", "C/T (s)"], [10, "Saw", 12], ["OP 20", "Mill", 30], [10, "Wash", 5]
    )
    assert ids(reading) == ["10", "OP_20", "10_2", "customer"]
    assert said(reading)["A4"] == ("doubtful", "used before; 10_2 here")


def test_ids_never_meet(tmp_path):
    rows = [
        ["Customer", 1, 2],
        ["Inv Saw", 1, 2],
        ["Saw", 1, 2],
        ["Customer 2", 1, 2],
        ["Grün", 1, 2],
        ["Gruen", 1, 2],
        ["溶接", 1, 2],
        ["!!", 1, 2],
    ]
    reading = read(tmp_path, ["Step", "C/T (s)", "Inventory before"], *rows)
    assert [i for i in ids(reading) if "inv" not in i] == [
        "customer_2", "saw", "customer_2_2", "gruen", "gruen_2", "溶接", "step", "customer"
    ]  # fmt: skip


def test_codes_in_a_column_of_steps_are_ids(tmp_path):
    reading = read(
        tmp_path, ["Operation", "Description", "C/T (s)"], ["OP10", "Turning", 12], ["OP20", "Milling", 30]
    )
    assert [(node.id, node.name) for node in state(reading).nodes[:2]] == [
        ("OP10", "Turning"),
        ("OP20", "Milling"),
    ]


def test_another_table_below_is_not_mixed_in(tmp_path):
    rows = [HEADER, ["Saw", 12, 5, 90], [], HEADER, ["Saw", 9, 1, 95], ["Mill", 30, 0, 100]]
    reading = read(tmp_path, *rows)
    assert ids(reading) == ["saw", "customer"]
    assert said(reading)["A4:D6"] == ("rejected", "another table; only the first of a sheet is read")


def test_every_cell_of_the_table_is_in_the_report(tmp_path):
    rows = [
        ["Step", "Colour", "C/T", "Uptime", "Stock", "Remarks"],
        ["Saw", "red", 12, 0.9, 5, "loud"],
        ["Mill", "blue", "soon", 1, "n/a", None],
        [None, None, 5],
        ["Total", None, 17],
        ["a note"],
    ]
    reading = read(tmp_path, *rows)
    held = {
        f"{'ABCDEF'[c]}{r}"
        for r, row in enumerate(rows[1:], start=2)
        for c, value in enumerate(row)
        if value not in (None, "n/a")
    }
    assert held <= cells_said(reading)


class TestSheets:
    """Which sheet of a workbook is read."""

    BOOK: ClassVar = {
        "Notes": [["hello"]],
        "Current": [HEADER, ["Saw", 12, 5, 90]],
        "Future": [[*HEADER, "Operators"], ["Mill", 30, 0, 100, 1]],
    }

    def test_the_first_with_a_table(self, tmp_path):
        reading = read_sheet(save(tmp_path / "b.xlsx", self.BOOK))
        assert (reading.report.sheet, ids(reading)) == ("Current", ["saw", "customer"])
        assert (
            reading.report.rejected[0].reason == 'sheet "Future" has a table of steps too; name it to read it'
        )

    @pytest.mark.parametrize("name", ["Future", "future", " FUTURE "])
    def test_the_one_asked_for(self, tmp_path, name):
        assert ids(read_sheet(save(tmp_path / "b.xlsx", self.BOOK), name)) == ["mill", "customer"]

    def test_one_that_is_not_there(self, tmp_path):
        with pytest.raises(SheetError) as caught:
            read_sheet(save(tmp_path / "b.xlsx", self.BOOK), "Past")
        assert str(caught.value) == '"b.xlsx" has no sheet "Past". It has: Notes, Current, Future.'

    def test_one_without_a_table(self, tmp_path):
        reading = read_sheet(save(tmp_path / "b.xlsx", self.BOOK), "Notes")
        assert reading.stream is None
        assert "Notes (1 row)" in reading.report.refused
        assert reading.report.sheet == "Notes"

    def test_a_header_without_steps(self, tmp_path):
        reading = read(tmp_path, [], [None, *HEADER])
        assert reading.stream is None
        assert "Sheet1!B2" in reading.report.refused
        assert reading.report.as_json()["refused"] == reading.refused


def test_a_table_of_stock_alone_is_a_map_too(tmp_path):
    reading = read(tmp_path, ["Step", "Inventory (pcs)"], ["Coils", 50], ["Blanks", 70])
    assert ids(reading) == ["coils", "blanks", "customer"]


def test_a_table_of_nothing_but_totals_is_no_map(tmp_path):
    reading = read(tmp_path, HEADER, ["Total", 12, 5, 90])
    assert reading.stream is None
    assert reading.report.refused
    assert said(reading)["A2:D2"] == ("rejected", "a total, not a step")


def test_what_lies_beyond_the_limit_of_cells_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr("vsm_desktop.intake.readers.outlet.MAX_CELLS", 20)
    monkeypatch.setattr("vsm_desktop.intake.readers.opening.messages", here)
    reading = read(tmp_path, HEADER, *[[f"Step {n}", n + 1, 5, 90] for n in range(30)])
    assert len(ids(reading)) == 4 + 1
    assert said(reading)["A6:D31"] == ("rejected", "beyond what is read of a sheet")


def test_steps_across_may_have_a_column_of_units(tmp_path):
    reading = read(
        tmp_path,
        ["Value stream: Door handles"],
        ["Parameter", "Unit", "Die cast", "Trim", "Pack"],
        ["Cycle time", "sec", 22, "35", 20],
        ["Uptime", "%", 82, 95, 99],
        ["Operators", "-", 1, 2, 1],
        ["Demand", "pcs/day", 1500],
    )
    assert ids(reading) == ["die_cast", "trim", "pack", "customer"]
    assert typed(reading)["trim"] == {"ct": "35 s", "uptime": "95 %", "operators": "2"}
    assert typed(reading)["customer"] == {"demand": "1500/d"}
    assert reading.stream.name == "Door handles"


def test_a_row_of_labels_is_no_header(tmp_path):
    rows = [
        ["Shifts", 2, "Operators", 9, "Uptime", "90%"],
        ["Batch", 5],
        HEADER[:2],
        ["Saw", 12],
        ["Mill", 30],
    ]
    assert ids(read(tmp_path, *rows)) == ["saw", "mill", "customer"]


def test_op_is_an_operation_or_an_operator(tmp_path):
    assert (
        typed(read(tmp_path, ["Step", "C/T (s)", "Op."], ["Saw", 12, 1], ["Mill", 30, 1]))["saw"]["operators"]
        == "1"
    )
    assert ids(read(tmp_path, ["Step", "C/T (s)", "Op."], ["Saw", 12, 10], ["Mill", 30, 20])) == [
        "10",
        "20",
        "customer",
    ]


def test_bare_words_for_stock_are_doubtful(tmp_path):
    reading = read(
        tmp_path, ["Name", "C/T (s)", "Qty", "Days"], ["Coils", None, None, 5], ["Saw", 12], ["WIP", None, 70]
    )
    assert typed(reading) == {
        "coils": {"days": "5 d"},
        "saw": {"ct": "12 s"},
        "wip": {"qty": "70 pc"},
        "customer": {},
    }
    assert said(reading)["C4"] == ("doubtful", '"Qty" read as Stock')


def test_a_column_of_names_is_no_count(tmp_path):
    reading = read(tmp_path, ["Step", "C/T (s)", "Operator"], ["Saw", 12, "Tom"], ["Mill", 30, "Ann"])
    assert said(reading)["C1:C3"] == ("rejected", "the column holds no numbers")
