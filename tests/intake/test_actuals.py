"""What was reached, from sheets as people keep them: any order of columns, on their side, in their own dates and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.intake.books import save
from vsm_desktop.assets import Watch
from vsm_desktop.intake.actuals import Reading, choose, find_actuals, read_actuals
from vsm_desktop.intake.days import Order, day_of_text, is_either, order_of
from vsm_desktop.intake.grid import Cell, Grid, grid_of
from vsm_desktop.intake.readers.clipboard import sheets_of_text
from vsm_desktop.intake.readers.opening import open_sheets
from vsm_desktop.intake.taking import said_of, weigh
from vsm_desktop.intake.written import read_value
from vsm_desktop.model.parse import Unreadable
from vsm_desktop.model.scoreboard import Actual, Measure

LEAD = Measure(id="lead", key="lead_time", baseline=23.6, target=4.5)
OTIF = Measure(id="otif", key="fulfilment", name="OTIF dock A")
TRAVEL = Measure(id="travel", key="own", name="Forklift travel", unit="km")
MEASURES = (LEAD, OTIF, TRAVEL)


def read(*grids: Grid, order: Order = "", measures: Sequence[Measure] = MEASURES) -> Reading:
    found = find_actuals(grids)
    assert found is not None
    return read_actuals("board.csv", found, choose(found, measures), measures, order)


def text(*lines: str) -> Grid:
    return sheets_of_text("\n".join(lines).replace("|", "\t"), "Sheet")[0]


def values(reading: Reading, id_: str) -> list[tuple[str, float]]:
    return [(one.on, one.value) for one in reading.actuals[id_]]


def reasons(reading: Reading, verdict: str) -> dict[str, str]:
    return {entry.cell: entry.reason for entry in getattr(reading.report, verdict)}


def test_values_of_days_to_come_are_read_and_told() -> None:
    found = read(text("Date|Lead time (d)|OTIF dock A", "2025-01-31|23,6|88,2", "2025-02-28|22,9|90,5"))
    assert found.count == 4
    assert found.coming(date(2025, 2, 28)) == ""
    words = "2 values from 28 Feb 2025 on lie in the future and do not count yet."
    assert found.coming(date(2025, 2, 27)) == words


def test_a_column_of_dates_and_a_column_for_each_measure() -> None:
    found = read(
        text(
            "Board of line 3",
            "Date|Lead time (d)|OTIF dock A|Mood",
            "2025-01-31|23,6|88,2|good",
            "2025-02-28|22,9|90,5|better",
        )
    )
    assert values(found, "lead") == [("2025-01-31", 23.6), ("2025-02-28", 22.9)]
    assert values(found, "otif") == [("2025-01-31", 88.2), ("2025-02-28", 90.5)]
    assert reasons(found, "rejected") == {"D3:D4": '"Mood" is no measure of the scoreboard'}


def test_a_sheet_on_its_side() -> None:
    found = read(text("|Jan 2025|Feb 2025|Mar 2025", "Durchlaufzeit|23.6|22.9|21", "Forklift travel|12|11|"))
    assert values(found, "lead")[2] == ("2025-03-31", 21.0)
    assert values(found, "travel") == [("2025-01-31", 12.0), ("2025-02-28", 11.0)]


def test_months_end_on_their_last_day() -> None:
    cells = [
        Cell(1, 1, "Month"), Cell(1, 2, "Lead time"),
        Cell(2, 1, datetime(2025, 1, 1), "date"), Cell(2, 2, 23.6, "number"),
    ]  # fmt: skip
    assert values(read(grid_of("S", cells)), "lead") == [("2025-01-31", 23.6)]
    cells[0] = Cell(1, 1, "Measured on")
    assert values(read(grid_of("S", cells)), "lead") == [("2025-01-01", 23.6)]


def test_dates_that_can_be_read_in_two_ways_are_doubtful_until_it_is_said() -> None:
    sheet = text("Date|Lead time", "3/4/2025|20", "5/6/2025|19")
    found = read(sheet)
    assert values(found, "lead")[0][0] == "2025-04-03"
    assert "the other way round" in reasons(found, "doubtful")["A2"]
    turned = read(sheet, order="month")
    assert values(turned, "lead")[0][0] == "2025-03-04"
    assert not turned.report.doubtful
    clear = read(text("Date|Lead time", "3/4/2025|20", "5/16/2025|19"))
    assert values(clear, "lead")[0][0] == "2025-03-04", "16 is no month"


def test_percent_shares_and_units() -> None:
    cells = [
        Cell(1, 1, "Date"), Cell(1, 2, "OTIF dock A"), Cell(1, 3, "Lead time"), Cell(1, 4, "Forklift travel"),
        Cell(2, 1, datetime(2025, 1, 31), "date"), Cell(2, 2, 0.882, "percent"), Cell(2, 3, "5 h"), Cell(2, 4, "900 m"),
        Cell(3, 1, datetime(2025, 2, 28), "date"), Cell(3, 2, 0.9, "percent"), Cell(3, 3, "22,9 d"), Cell(3, 4, 1.2, "number", "km"),
    ]  # fmt: skip
    found = read(grid_of("S", cells))
    assert values(found, "otif") == [("2025-01-31", 88.2), ("2025-02-28", 90.0)]
    assert values(found, "lead") == [("2025-02-28", 22.9)]
    assert values(found, "travel") == [("2025-01-31", 0.9), ("2025-02-28", 1.2)]
    assert reasons(found, "rejected") == {"C2": '"5 h" is in h, Lead time in day'}
    assert "read as 0.9 km" in reasons(found, "converted")["D2"]


def test_bare_parts_of_one_are_percent_but_doubtful() -> None:
    found = read(text("Date|OTIF dock A", "2025-01-31|0.88", "2025-02-28|1"))
    assert values(found, "otif") == [("2025-01-31", 88.0), ("2025-02-28", 100.0)]
    assert set(reasons(found, "doubtful")) == {"B2", "B3"}


def test_every_cell_is_accounted_for() -> None:
    found = read(
        text(
            "Date|Lead time|Remarks",
            "2025-01-31|23.6|snow",
            "2025-01-31|24|",
            "soon|22|",
            "|21|",
            "2025-02-28|see Tom|",
            "2025-03-31|-|",
        )
    )
    assert [(one.on, one.value, one.remark) for one in found.actuals["lead"]] == [("2025-01-31", 24.0, "")]
    assert reasons(found, "rejected") == {
        "A4": '"soon" is no date',
        "B5": "the row has no date",
        "B6": '"see Tom" is not a number',
    }
    assert reasons(found, "doubtful") == {"B2": "B3 has the same date and counts"}


def test_kinds_the_scoreboard_lacks_are_offered_as_new_measures() -> None:
    sheet = text("Datum|DLZ|Liefertreue|Reklamationen|Fläche", "31.01.2025|23,6|88|1,2|400")
    found = find_actuals((sheet,))
    assert found is not None
    assert choose(found, ()) == {2: "new:lead_time", 3: "new:fulfilment", 4: "new:returns", 5: "new:floor"}
    reading = read_actuals("x", found, choose(found, ()), ())
    assert reading.count == 4
    assert values(reading, "new:lead_time:DLZ") == [("2025-01-31", 23.6)]


def test_of_an_endless_sheet_the_first_rows_are_read_and_the_rest_is_told() -> None:
    cells = [Cell(1, 1, "Date"), Cell(1, 2, "Lead time")]
    for at in range(20_100):
        cells += [Cell(at + 2, 1, datetime(2000, 1, 1) + timedelta(days=at), "date")]
        cells += [Cell(at + 2, 2, float(at), "number")]
    found = read(grid_of("S", cells))
    assert found.count == 20_000
    assert reasons(found, "rejected") == {"20002": "row 20002 and what is beyond it is not read"}


def test_a_sheet_without_dates_is_none() -> None:
    assert find_actuals((text("Step|C/T", "Press|1 s", "Weld|40 s"),)) is None


def test_a_workbook_with_dates_percents_and_an_error(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["Scoreboard of line 3", None, None, None],
        [None, None, None, None],
        ["Month", "OTIF dock A", "Lead time", "Remarks"],
        [datetime(2025, 1, 1), 0.882, 23.6, "snow"],
        [datetime(2025, 2, 1), 0.9, "=1/0", None],
    ]
    path = save(tmp_path / "board.xlsx", {"Read me": [["See the next sheet"]], "Values": rows}, {})
    found = read(*open_sheets(path, "", Watch()))
    assert found.report.sheet == "Values"
    assert values(found, "lead") == [("2025-01-31", 23.6)]
    assert [value for _on, value in values(found, "otif")] == [88.2, 90.0]
    assert found.actuals["lead"][0].remark == "snow"
    assert "C5" in reasons(found, "rejected")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_files_of_any_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "board.csv"
    path.write_text(
        "Datum;Durchlaufzeit;Rücksendungen\n31.01.2025;23,6;1,5\n28.02.2025;22,9;1,1\n", encoding=encoding
    )
    returns = Measure(id="r", key="returns")
    found = read(*open_sheets(path, "", Watch()), measures=(LEAD, returns))
    assert values(found, "lead") == [("2025-01-31", 23.6), ("2025-02-28", 22.9)]
    assert values(found, "r") == [("2025-01-31", 1.5), ("2025-02-28", 1.1)]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2025-03-31", (2025, 3, 31)),
        ("31.3.25", (2025, 3, 31)),
        ("03/2025", (2025, 3, 31)),
        ("März 2025", (2025, 3, 31)),
        ("March 31, 2025", (2025, 3, 31)),
        ("31 de março de 2025", (2025, 3, 31)),
        ("31 мая 2025", (2025, 5, 31)),
        ("październik 2025", (2025, 10, 31)),
        ("2025年3月", (2025, 3, 31)),
        ("Q1 2025", (2025, 3, 31)),
        ("KW 12/2025", (2025, 3, 23)),
        ("31/02/2025", None),
        ("Line 12 2025", None),
        ("12.5", None),
        ("1.1.0007", None),
        ("31.12.9999", None),
    ],
)
def test_dates_in_many_hands(words: str, day: tuple[int, int, int] | None) -> None:
    assert day_of_text(words) == (date(*day) if day else None)


def test_what_comes_first_is_told_by_the_column() -> None:
    assert [order_of(texts) for texts in (["3/4/2025"], ["3/4/2025", "13/4/2025"], ["4/13/2025"])] == [
        "",
        "day",
        "month",
    ]
    assert order_of(["13/4/2025", "4/13/2025"]) == ""
    assert [is_either(one) for one in ("3/4/2025", "3/3/2025", "3.4.2025", "13/4/2025")] == [
        True,
        False,
        False,
        False,
    ]


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        (
            "Date",
            "Lead time",
            "OTIF",
            "31.1.2025",
            "Feb 2025",
            "2/3/2025",
            "12,5",
            "1.234",
            "5 h",
            "88 %",
            "-",
        )
    ),
    st.floats(allow_nan=False, allow_infinity=False),
    st.datetimes(),
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=7),
    st.sampled_from(("", "day", "month")),
)
def test_no_sheet_stops_it_and_no_value_is_lost_in_silence(rows: list[list[Any]], order: Order) -> None:
    kinds = {str: "text", float: "number", datetime: "date"}
    cells = [
        Cell(r, c, value, kinds[type(value)])  # type: ignore[arg-type]
        for r, row in enumerate(rows, start=1)
        for c, value in enumerate(row, start=1)
    ]
    found = find_actuals((grid_of("S", cells),))
    if found is None:
        return
    reading = read_actuals("x", found, choose(found, MEASURES), MEASURES, order)
    report = reading.report
    told = sum(map(len, (report.taken, report.converted, report.doubtful, report.rejected)))
    assert reading.count <= told
    for actuals in reading.actuals.values():
        days = [one.on for one in actuals]
        assert days == sorted(set(days))


def test_a_word_for_no_value_is_told_and_an_empty_cell_or_a_dash_is_not() -> None:
    found = read(
        text("Date|Lead time (d)", "2025-01-31|23,6", "2025-02-28|n/a", "2025-03-31|-", "2025-04-30|20")
    )
    assert values(found, "lead") == [("2025-01-31", 23.6), ("2025-04-30", 20.0)]
    assert reasons(found, "rejected") == {"B3": '"n/a" stands for no value'}


RATE = Measure(id="rate", key="fulfilment")
RETURNS = Measure(id="returns", key="returns", baseline=1.4, target=0.5)


@pytest.mark.parametrize(
    ("measure", "cells", "expected"),
    [
        (RATE, ("0.88", "88 %", "88"), [88, 88, 88]),
        (RATE, ("0,88", "0,9", "1"), [88, 90, 100]),
        (RATE, ("0.88",), [88]),
        (RATE.evolve(baseline=88.0), ("0.9", "0"), [90, 0]),
        (RETURNS, ("0.8", "0.9", "0.7"), [0.8, 0.9, 0.7]),
        (RETURNS.evolve(baseline=None, target=None), ("0.8", "0.9"), [0.8, 0.9]),
        (RETURNS.evolve(baseline=14.0, target=None), ("0.12", "11 %"), [12, 11]),
        (Measure(id="fire", key="firefighting", target=8), ("0.9", "12"), [0.9, 12]),
    ],
)
def test_parts_of_one_and_per_cent_in_one_column(
    measure: Measure, cells: Sequence[str], expected: list[float]
) -> None:
    days = [f"2025-01-{at + 1:02}" for at in range(len(cells))]
    rows = [f"{day}|{cell}" for day, cell in zip(days, cells, strict=True)]
    sheet = find_actuals((text("Date|x", *rows),))
    assert sheet is not None
    found = read_actuals("f", sheet, {2: measure.id}, (measure,))
    assert [value for _day, value in values(found, measure.id)] == expected
    bare = [cell for cell in cells if "%" not in cell and 0 < float(cell.replace(",", ".")) <= 1]
    assert len(found.report.doubtful) == (len(bare) if max(expected) > 2 and expected[0] > 2 else 0)


def test_a_second_column_of_one_measure_says_which_one_counts() -> None:
    found = read(text("Date|Lead time|LT", "2025-01-31|23,5|22"))
    assert values(found, "lead") == [("2025-01-31", 23.5)]
    assert reasons(found, "rejected") == {"C2": '"LT" is the same measure as "Lead time" in B'}


@pytest.mark.parametrize(
    "words",
    ["20250131", "Fri 31 Jan 2025", "Friday, 31 January 2025", "31 January 2025 14:00"],
)
def test_dates_as_systems_write_them(words: str) -> None:
    assert day_of_text(words) == date(2025, 1, 31)
    found = read(text("Date|Lead time", f"{words}|23.5"))
    assert values(found, "lead") == [("2025-01-31", 23.5)]


@pytest.mark.parametrize("header", ["Notiz", "Remarques", "uwagi", "备注"])
def test_remarks_are_known_in_any_language(header: str) -> None:
    found = read(text(f"Date|Lead time|{header}", "2025-01-31|23.5|coils came late"))
    assert [one.remark for one in found.actuals["lead"]] == ["coils came late"]
    assert not found.report.rejected


def test_a_number_that_is_no_day_is_none() -> None:
    assert day_of_text("20251399") is None
    assert find_actuals((text("Date|Lead time", "20251399|23.5"),)) is None


def test_a_day_without_a_year_is_no_date() -> None:
    assert day_of_text("31 Jan") is None
    assert day_of_text("Jan 31") == date(2031, 1, 31)
    assert day_of_text("Mar-25") == date(2025, 3, 31)
    assert find_actuals((text("Date|Lead time", "31 Jan|23.5"),)) is None


def test_what_is_taken_is_held_against_what_is_there() -> None:
    there = LEAD.evolve(
        actuals=(
            Actual(on="2025-01-31", value=23.6, remark="stock count"),
            Actual(on="2025-02-28", value=22.0),
            Actual(on="2025-03-31", value=21.0),
        )
    )
    measures = (there, OTIF)
    rows = (
        "2025-01-31|23.6|",
        "2025-02-28|22.4|",
        "2025-03-31|21|late",
        "2025-04-30|20|",
        "2025-04-30|19|",
        "2025-05-31|see Tom|",
    )
    found = read(text("Date|Lead time|Remark", *rows), measures=measures)
    taking = weigh(found, measures)
    assert (taking.new, taking.changed, taking.same, taking.count) == (1, 2, 1, 3)
    assert said_of(taking, found.report) == (
        "4 values found: 1 new, 2 change, 1 is there already. 1 cell is doubtful. "
        'Left out: B7: "see Tom" is not a number.'
    )
    nothing = weigh(read(text("Date|LT", "2025-02-28|22"), measures=measures), measures)
    assert (nothing.count, nothing.same) == (0, 1)
    none = read(text("Date|LT", "2025-02-28|see Tom"), measures=measures)
    assert said_of(weigh(none, measures), none.report).startswith("No values found. Left out: B2")


def test_a_share_of_more_than_a_whole_is_left_out() -> None:
    returns = Measure(id="back", key="returns")
    found = read(
        text("Date|Returns", "2025-01-31|195", "2025-02-28|-1", "2025-03-31|1.5"), measures=(returns,)
    )
    assert values(found, "back") == [("2025-03-31", 1.5)]
    assert reasons(found, "rejected") == {
        "B2": '"195" is out of range: Returns lies between 0 and 100 %',
        "B3": '"-1" is out of range: Returns lies between 0 and 100 %',
    }
    with pytest.raises(Unreadable, match="out of range: Returns lies between 0 and 100 %"):
        read_value("950 %", returns)
    assert read_value("950", returns.evolve(unit="ppm")) == 950
    assert read_value("950 %", Measure(id="own", unit="%")) == 950
