"""Time studies: many readings of one step, in every way in which people write them down."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.intake.books import Rows, cells_said, read, said, save, state, typed
from vsm_desktop.intake.mapping import from_json, to_json
from vsm_desktop.intake.sheets import Reading, open_book, read_sheet
from vsm_desktop.model.nodes import Process
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.readings import observed

WELD = [44, 45, 47, 44, 40, 43, 44, 46, 61, 43]
PAINT = [30, 31, 30, 29, 30, 32, 31, 30, 30, 33]
TEN = list(range(1, 11))


def processes(reading: Reading) -> list[Process]:
    return [node for node in state(reading).nodes if isinstance(node, Process)]


def times(reading: Reading, key: str = "ct") -> dict[str, list[float]]:
    """The readings of every step that has some."""
    found: dict[str, list[float]] = {}
    for one in processes(reading):
        value: Quantity | None = getattr(one, key)
        if value is not None and value.source is not None:
            found[one.name] = list(value.source.readings)
    return found


def header(form: str) -> list[str]:
    return [form.format(n=n) for n in TEN]


def wide(*headers: list[Any], last: list[Any] | None = None) -> Rows:
    return [*headers, ["Weld", *WELD, *(last or [])], ["Paint", *PAINT, *(last or [])]]


def long() -> Rows:
    return [[("Weld", "Paint")[i % 2], (WELD, PAINT)[i % 2][i // 2]] for i in range(20)]


LAYOUTS: dict[str, Rows] = {
    "observations": wide(["Step", *header("Obs {n} (s)")]),
    "readings": wide(["Step", *header("Reading {n} [sec]")]),
    "german": wide(["Arbeitsschritt", *header("Messung {n} (s)")]),
    "short": wide(["Operation", *header("t{n} (s)")]),
    "field and number": wide(["Step", *header("C/T {n} (s)")]),
    "japanese": wide(["Step", *header("第{n}回")], last=None),
    "group over numbers": wide(["Step", "Cycle time (s)"], [None, *TEN]),
    "group over numbers, names below": wide([None, "Zykluszeit (s)"], ["Schritt", *TEN]),
    "group in the middle": wide([None] * 5 + ["Readings (s)"], ["Step", *TEN]),
    "numbers under a title": wide(["Cycle times in seconds"], [], ["Step", *TEN]),
    "units below": wide(["Step", *header("Obs {n}")], [None, *["(s)"] * 10]),
    "one below the other": [["Step", "C/T (s)"], *long()],
    "numbered": [["Step", "Cycle", "Time (s)"], *([row[0], i // 2 + 1, row[1]] for i, row in enumerate(long()))],
    "step by step": [["Step", "C/T (s)"], *sorted(long(), key=lambda row: row[0] == "Paint")],
    "across": [["Cycle times [s]"], [], ["Reading", "Weld", "Paint"], *([n, a, b] for n, a, b in zip(TEN, WELD, PAINT, strict=True))],
    "across without numbers": [["Cycle times [s]"], [], ["Weld", "Paint"], *([a, b] for a, b in zip(WELD, PAINT, strict=True))],
    "across beside the edge": [[], [None, "Time study in seconds"], [None, "Weld", "Paint"], *([None, a, b] for a, b in zip(WELD, PAINT, strict=True))],
    "in one cell": [["Step", "C/T (s)"], ["Weld", "; ".join(map(str, WELD))], ["Paint", "\n".join(map(str, PAINT))]],
    "in one cell with commas": [["Step", "C/T"], *([n, ", ".join(map(str, v)) + " s"] for n, v in (("Weld", WELD), ("Paint", PAINT)))],
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_the_same_readings(tmp_path: Path, layout: str) -> None:
    found = read(tmp_path, *LAYOUTS[layout])
    assert times(found) == {"Weld": WELD, "Paint": PAINT}
    weld, paint = processes(found)
    assert weld.ct is not None
    assert weld.ct.source is not None
    assert (weld.ct.typed, weld.ct.source.n, weld.ct.source.statistic) == ("44 s", 10, "median")
    assert paint.ct is not None
    assert paint.ct.typed == "30 s"
    assert not found.report.rejected


def test_the_report_names_every_reading_and_what_they_say_together(tmp_path: Path) -> None:
    found = read(tmp_path, ["Step", *header("Obs {n} (s)")], ["Weld", *WELD[:-1], "jam"], ["Paint", *PAINT])
    lines = said(found)
    assert lines["B2"] == ("taken", "taken as a reading")
    assert lines["J2"][0] == "doubtful"
    assert "far from the other readings" in lines["J2"][1]
    assert lines["K2"] == ("rejected", '"jam" is not a time')
    assert lines["B2:J2"] == (
        "converted",
        "n = 9, median 44 s, mean 46 s, 40–61 s, 1 outlier; the median counts",
    )
    assert {f"{column}{row}" for column in "ABCDEFGHIJK" for row in (2, 3)} <= cells_said(found)


@pytest.mark.parametrize(
    ("statistic", "weld"),
    [("median", "44 s"), ("mean", "45.7 s"), ("lowest_repeatable", "43 s"), ("p80", "46.2 s")],
)
def test_the_reader_chooses_what_counts(tmp_path: Path, statistic: Any, weld: str) -> None:
    path = save(tmp_path / "study.xlsx", {"Study": LAYOUTS["observations"]})
    found = read_sheet(path, statistic=statistic)
    assert typed(found)["weld"]["ct"] == weld


def test_where_nothing_repeats_it_says_what_counts_instead(tmp_path: Path) -> None:
    path = save(tmp_path / "study.xlsx", {"Study": [["Step", *header("Obs {n} (s)")], ["Weld", 40, 42, 45]]})
    found = read_sheet(path, statistic="lowest_repeatable")
    assert typed(found)["weld"]["ct"] == "42 s"
    assert said(found)["B2:D2"][1].endswith("the median counts, as no reading repeats")


def test_who_observed_it_and_when(tmp_path: Path) -> None:
    rows = [
        ["Weld", t, f"2026-03-0{1 + i // 5}", "Ann" if i < 5 else "Bob", "early" if i < 5 else "late"]
        for i, t in enumerate(WELD)
    ]
    found = read(tmp_path, ["Step", "C/T (s)", "Date", "Observer", "Shift"], *rows)
    (weld,) = processes(found)
    assert weld.ct is not None
    source = weld.ct.source
    assert source is not None
    assert (source.by, source.date) == ("Ann, Bob", "2026-03-02")
    assert source.note == "shift early, late; observed 2026-03-01 to 2026-03-02"
    assert source.cell == "Sheet1!B2:B11"
    assert weld.shifts is None
    assert not found.report.rejected
    assert {f"{column}{row}" for column in "ABCDE" for row in range(2, 12)} <= cells_said(found)


def test_what_else_the_rows_say_of_the_step_is_taken_once(tmp_path: Path) -> None:
    rows = [["Weld", t, 2, 10] for t in WELD[:4]]
    found = read(tmp_path, ["Step", "C/T (s)", "Operators", "C/O (min)"], *rows)
    assert typed(found)["weld"] == {"ct": "44.5 s", "operators": "2", "co": "10 min"}
    assert said(found)["C3"] == ("taken", "the same as in the row of the step")


def test_several_fields_have_readings_of_their_own(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        ["Step", "CT 1 (s)", "CT 2 (s)", "CT 3 (s)", "Rüsten 1 (min)", "Rüsten 2 (min)", "Inventory"],
        ["Weld", 44, 45, 46, 10, 12, 100],
        ["Paint", 30, "n/a", None, None, 12, 20],
    )
    assert times(found) == {"Weld": [44, 45, 46], "Paint": [30]}
    assert times(found, "co") == {"Weld": [10, 12], "Paint": [12]}
    assert typed(found)["inv_weld"] == {"qty": "100 pc"}


def test_empty_boxes_are_no_readings_and_a_zero_is_doubtful(tmp_path: Path) -> None:
    found = read(tmp_path, ["Step", *header("Obs {n} (s)")], ["Weld", 44, None, "-", 45, 0])
    assert times(found) == {"Weld": [44, 45, 0]}
    assert said(found)["F2"][0] == "doubtful"
    assert "D2" not in cells_said(found) or said(found).get("D2", ("taken", ""))[0] != "rejected"


def test_readings_in_other_units_come_into_that_of_the_first(tmp_path: Path) -> None:
    found = read(tmp_path, ["Step", "Obs 1", "Obs 2", "Obs 3"], ["Weld", "45 s", "1 min", "2 d"])
    assert times(found) == {"Weld": [45, 60]}
    assert said(found)["D2"] == ("rejected", "measured in another unit than the readings before")


def test_an_average_beside_its_readings_is_compared(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        ["Step", *header("Obs {n} (s)"), "C/T (s)", "Max", "Std dev"],
        ["Weld", *WELD, 45.7, 61, 5.5],
        ["Paint", *PAINT, 40, 33, 1.1],
    )
    lines = said(found)
    assert lines["L2"] == ("taken", "the mean of the readings")
    assert lines["L3"] == ("doubtful", "40 s here, but the readings make 30 s; the readings are used")
    assert lines["M1:M3"] == ("rejected", '"Max" is computed from the readings, not read')
    assert lines["N1:N3"] == ("rejected", '"Std dev" is computed from the readings, not read')


def test_something_in_the_cell_that_is_no_time(tmp_path: Path) -> None:
    found = read(tmp_path, ["Step", "C/T (s)"], ["Weld", "44; 45; stop; 47"], ["Paint", 30])
    assert times(found)["Weld"] == [44, 45, 47]
    verdict, reason = said(found)["B2"]
    assert verdict == "doubtful"
    assert 'stop: "stop" is not a time' in reason


def test_a_thousand_is_not_taken_for_readings(tmp_path: Path) -> None:
    found = read(tmp_path, ["Step", "C/T (s)", "C/O (s)"], ["Weld", "1,200", "12 000"], ["Paint", "30", "20"])
    assert times(found, "co")["Weld"] == []
    assert not times(found).get("Weld")


def test_a_mapping_knows_readings_and_what_counts_of_them(tmp_path: Path) -> None:
    first = save(tmp_path / "first.xlsx", {"Study": LAYOUTS["group over numbers"]})
    found = open_book(first).recognised()
    assert found is not None
    mapping = from_json(to_json(replace(found, statistic="mean")), "how.json")
    later = save(tmp_path / "later.xlsx", {"Study": [["made by", "Ann"], [], *LAYOUTS["group over numbers"]]})
    again = read_sheet(later, mapping=mapping)
    assert times(again) == {"Weld": WELD, "Paint": PAINT}
    assert typed(again)["weld"]["ct"] == "45.7 s"


# what is no time study


def names(reading: Reading) -> list[str]:
    return [one.name for one in processes(reading)]


def test_two_machines_of_one_name_stay_two_steps(tmp_path: Path) -> None:
    found = read(
        tmp_path, ["Step", "C/T (s)", "C/O (min)"], ["Press", 44, 10], ["Weld", 30, 5], ["Press", 50, 12]
    )
    assert names(found) == ["Press", "Weld", "Press"]
    assert said(found)["A4"][0] == "doubtful"


def test_names_that_come_twice_stay_two_steps(tmp_path: Path) -> None:
    found = read(tmp_path, ["Step", "C/T (s)"], ["Press", 44], ["Weld", 30], ["Press", 50], ["Weld", 31])
    assert names(found) == ["Press", "Weld", "Press", "Weld"]
    assert said(found)["A4"][0] == said(found)["A5"][0] == "doubtful"


def test_an_inspection_after_every_second_step_is_passed_again(tmp_path: Path) -> None:
    route = ["Press", "Inspect", "Weld", "Inspect", "Paint", "Inspect", "Pack", "Ship"]
    found = read(tmp_path, ["Step", "C/T (s)"], *([name, 30 + i] for i, name in enumerate(route)))
    assert names(found) == route


def test_steps_with_codes_of_their_own_are_steps(tmp_path: Path) -> None:
    rows = [[f"OP{10 * i}", "Test", 30 + i] for i in range(1, 5)]
    assert len(names(read(tmp_path, ["Op no", "Step", "C/T (s)"], *rows))) == 4


def test_a_single_row_among_a_study_is_a_step(tmp_path: Path) -> None:
    rows = [["Weld", t] for t in WELD[:5]] + [["Pack", 12]]
    found = read(tmp_path, ["Step", "C/T (s)"], *rows)
    assert names(found) == ["Weld", "Pack"]
    assert typed(found)["pack"]["ct"] == "12 s"


def test_one_name_twice_among_a_study_is_doubtful(tmp_path: Path) -> None:
    rows = [["Weld", t] for t in WELD[:5]] + [["Pack", 12], ["Pack", 14]]
    found = read(tmp_path, ["Step", "C/T (s)"], *rows)
    assert times(found)["Pack"] == [12, 14]
    assert said(found)["A8"][0] == "doubtful"


@pytest.mark.parametrize(
    "rows",
    [
        [["Step", 1, 2, 3, 4], ["C/T (s)", 44, 45, 46, 47], ["C/O (min)", 1, 2, 3, 4], ["Operators", 1, 1, 2, 2]],
        [["Step", "Operators", "Stations", "Shifts", "C/T (s)"], ["A", 1, 2, 3, 44], ["B", 1, 2, 2, 45]],
        [["No", "Step", "C/T (s)"], [1, "A", 44], [2, "B", 45], [3, "C", 46]],
        [["Field", "Machine 1", "Machine 2", "Machine 3"], ["C/T (s)", 44, 45, 46], ["C/O (min)", 1, 2, 3]],
    ],
    ids=["numbered steps across", "a row that counts", "numbered rows", "machines across"],
)  # fmt: skip
def test_numbers_in_a_row_are_not_always_readings(tmp_path: Path, rows: Rows) -> None:
    found = read(tmp_path, *rows)
    assert len(processes(found)) in (2, 3, 4)
    assert not any(times(found).values())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.lists(st.integers(1, 900), min_size=3, max_size=8), min_size=1, max_size=5),
    st.sampled_from(["wide", "group", "long", "cell"]),
)
def test_any_study_is_read_back_exactly(tmp_path: Path, studies: list[list[int]], layout: str) -> None:
    called = [f"Step {letter}" for letter in "VWXYZ"[: len(studies)]]
    most = max(map(len, studies))
    match layout:
        case "wide":
            rows = [["Step", *(f"Obs {n} (s)" for n in range(1, most + 1))]]
            rows += [[name, *study] for name, study in zip(called, studies, strict=True)]
        case "group":
            rows = [["Step", "Cycle time (s)"], [None, *range(1, most + 1)]]
            rows += [[name, *study] for name, study in zip(called, studies, strict=True)]
        case "long":
            rows = [["Step", "C/T (s)"]]
            rows += [[n, t] for n, study in zip(called, studies, strict=True) for t in study]
        case _:
            rows = [["Step", "C/T (s)"]]
            rows += [[n, "; ".join(map(str, study))] for n, study in zip(called, studies, strict=True)]
    found = read(tmp_path, *rows)
    assert times(found) == dict(zip(called, studies, strict=True))
    for one, study in zip(processes(found), studies, strict=True):
        assert one.ct is not None
        assert one.ct.value == observed(study, "s").value
