"""The workbook in other hands: sorted, cleared of rows, saved by another program; and what cells forbid and show."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.formula.translate import Translator

from tests.export import maps
from tests.export.oracle import named, recalculated, same
from tests.export.test_workbook import written
from vsm_desktop.edit.edits import in_state, set_state
from vsm_desktop.edit.healing import delete_healing
from vsm_desktop.export.clean import clean
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.stream import ValueStream

KEYS = (
    "lead_time_s",
    "waiting_time_days",
    "processing_time_s",
    "total_work_content_s",
    "va_time_s",
    "stream_capacity_per_day",
    "bottleneck",
)
FIRST = 3


def edited(stream: ValueStream, *edits: Callable[[Any], None]) -> bytes:
    """The workbook of a map, without values, after edits."""
    book = load_workbook(BytesIO(written(stream, with_values=False)))
    for edit in edits:
        edit(book)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def turned_over(name: str) -> Callable[[Any], None]:
    """Sort the rows of a sheet the other way round, as spreadsheets do: a formula keeps to the cells of its row."""

    def sort(book: Any) -> None:
        sheet = book[name]
        rows = [[(cell.value, cell.data_type) for cell in row] for row in sheet.iter_rows(min_row=FIRST)]
        for at, values in enumerate(reversed(rows), FIRST):
            for cell, (value, kind) in zip(sheet[at], values, strict=True):
                if kind == "f":
                    was = f"{cell.column_letter}{FIRST + len(rows) - 1 - (at - FIRST)}"
                    value = Translator(value, was).translate_formula(cell.coordinate)
                cell.value, cell.data_type = value, kind

    return sort


@pytest.mark.parametrize("make", [maps.acme, maps.merging, maps.rework, maps.network])
def test_sorting_changes_no_total(make: Callable[[], ValueStream], tmp_path: Path):
    stream = make()
    data = edited(stream, turned_over("Steps"), turned_over("Inventory"))
    found = recalculated({"sorted": data}, tmp_path)["sorted"]
    report = measure(stream)
    for key in KEYS:
        expected = report.metrics[key].value
        node = stream.state().node(str(expected)) if key == "bottleneck" else None
        assert same(named(found, key), node.name if node else expected), key
    names = [cell.value for cell in found["Ladder"]["B"][1 : len(report.steps) + 1]]
    assert names == [clean(step.name) or step.id for step in report.steps], "the ladder stays in its order"


def test_a_row_that_is_deleted_counts_nothing(tmp_path: Path):
    """As on the map without that step."""
    stream = maps.acme()

    def without_welding(book: Any) -> None:
        sheet = book["Steps"]
        row = next(cell.row for cell in sheet["A"] if cell.value == "weld1")
        for cell in sheet[row]:
            cell.value = None

    found = recalculated({"less": edited(stream, without_welding)}, tmp_path)["less"]
    shorter = in_state("current", delete_healing(frozenset({"weld1"})))(stream)
    for key in ("lead_time_s", "processing_time_s", "va_time_s"):
        assert same(named(found, key), measure(shorter).metrics[key].value), key
    assert "(row deleted)" in [cell.value for cell in found["Ladder"]["B"]]


def test_ids_that_a_spreadsheet_cannot_tell_apart_are_not_looked_for(tmp_path: Path):
    nodes = [
        maps.process("a", 10),
        maps.process("A", 20),
        maps.process("b*", 30),
        maps.process("b~?", 40),
        maps.process("x" * 200, 50),
    ]
    stream = maps.in_a_row(nodes)
    found = recalculated({"odd": written(stream, with_values=False)}, tmp_path)["odd"]
    assert named(found, "processing_time_s") == 150
    times = [cell.value for cell in found["Ladder"]["F"][1:6]]
    assert times == [10, 20, 30, 40, 50]


def test_keys_survive_another_program(tmp_path: Path):
    stream = in_state("current", set_state(date="2026-01-31"))(maps.acme())
    before = load_workbook(BytesIO(written(stream)))
    after = recalculated({"map": written(stream)}, tmp_path)["map"]
    for name in ("Steps", "Inventory", "Flows"):
        keys = [cell.value for cell in before[name][1]]
        assert keys[0] == f"{{{name.lower()}.id}}"
        assert len({*keys}) == len(keys)
        assert [cell.value for cell in after[name][1]][: len(keys)] == keys
        assert before[name].row_dimensions[1].hidden
        assert after[name].row_dimensions[1].hidden
    keys = [cell.value for cell in before["Steps"][1]]
    assert {"{ct:s}", "{co:min}", "{uptime:1}", "{epe:day}", "{shared}", "{=utilization}"} <= {*keys}
    keys = [cell.value for cell in before["Inventory"][1]]
    assert {"{qty/LH:pc}", "{qty:pc}", "{days:day}", "{after}", "{=days_of_supply}"} <= {*keys}
    for book in (before, after):
        facts = {row[2].value: row[1].value for row in book["About"].iter_rows() if row[2].value}
        assert facts["{map.state}"] == "current"
        assert facts["{map.date}"] == "2026-01-31"
        assert str(facts["{map.format}"]) == "1"
        assert facts["{map.name}"] == stream.name
        values = {row[4].value: row[1].value for row in book["Summary"].iter_rows() if row[4].value}
        assert values["{calendar.shift:h}"] == 8
        assert values["{options.lead_time_mode}"] == stream.state().options.lead_time_mode
        assert any(key.startswith("{demand/") for key in values)


def test_ids_are_kept_and_choices_are_offered():
    book = load_workbook(BytesIO(written(maps.acme())))
    stops = {
        (sheet.title, str(one.sqref).partition(":")[0]): one
        for sheet in book
        for one in sheet.data_validations.dataValidation
    }
    for name in ("Steps", "Inventory", "Flows"):
        stop = stops[name, "A3"]
        assert (stop.type, stop.errorStyle, stop.formula1) == ("custom", "stop", "FALSE")
        assert not book[name].protection.sheet, "rows can be inserted, deleted and sorted"
    heads = [cell.value for cell in book["Steps"][2]]
    shared = book["Steps"].cell(3, heads.index("Shared") + 1)
    assert stops["Steps", shared.coordinate].formula1 == '"yes"'
    assert not shared.protection.locked, "stays open where somebody protects the sheet"
    assert book["Steps"]["A3"].protection.locked


def test_what_is_too_slow_turns_red_while_it_is():
    book = load_workbook(BytesIO(written(maps.acme())))
    rules = [
        (str(places.sqref), rule.formula[0])
        for places in book["Steps"].conditional_formatting
        for rule in places.rules
    ]
    assert len(rules) == 2
    assert any("takt_s" in formula for _places, formula in rules)
    assert all(":" in places for places, _formula in rules)


def test_entered_cells_look_other_than_computed_ones():
    book = load_workbook(BytesIO(written(maps.acme())))
    heads = [cell.value for cell in book["Steps"][2]]
    entered, computed = (
        book["Steps"].cell(3, heads.index(head) + 1) for head in ("C/T [s]", "Capacity [pc/d]")
    )
    assert entered.fill.fill_type == "solid"
    assert computed.fill.fill_type is None
    looks = {row[0].value: row[0].fill.fill_type for row in book["About"].iter_rows()}
    assert (looks["Entered"], looks["Computed"]) == ("solid", None)


def test_charts_are_drawn_from_live_cells():
    book = load_workbook(BytesIO(written(maps.acme())))
    charts = book["Charts"]._charts
    assert len(charts) == 3
    drawn_from = [series.val.numRef.f for chart in charts for series in chart.series]
    assert all(place.startswith("'Charts'!") for place in drawn_from)
    for place in drawn_from:
        for row in book["Charts"][place.rpartition("!")[2].replace("$", "")]:
            assert all(str(cell.value).startswith("=") or cell.value in (0, None) for cell in row), place


def test_charts_hold_the_numbers_they_show_for_viewers_that_do_not_calculate():
    data = written(maps.acme())
    values = load_workbook(BytesIO(data), data_only=True)["Charts"]
    for chart in load_workbook(BytesIO(data))["Charts"]._charts:
        for series in chart.series:
            cells = values[series.val.numRef.f.rpartition("!")[2].replace("$", "")]
            shown = {point.idx: point.v for point in series.val.numRef.numCache.pt}
            present = {i: row[0].value for i, row in enumerate(cells) if row[0].value is not None}
            assert shown == pytest.approx(present)
            if series.cat is not None:
                names = values[series.cat.strRef.f.rpartition("!")[2].replace("$", "")]
                assert [point.v for point in series.cat.strRef.strCache.pt] == [row[0].value for row in names]


def test_without_numbers_there_is_nothing_to_draw():
    stream = maps.stream_of([], [])
    book = load_workbook(BytesIO(written(stream)))
    assert not book["Charts"]._charts
    assert "nothing to draw" in str(book["Charts"]["A3"].value)


def test_problems_stand_in_a_table_with_what_to_do():
    stream = maps.half_built()
    report = measure(stream)
    book = load_workbook(BytesIO(written(stream)))
    rows = [[cell.value for cell in row] for row in book["Problems"].iter_rows(min_row=2)]
    assert [row[2] for row in rows] == [problem.message for problem in report.problems]
    assert all(row[0] in ("Error", "Warning", "Note") and row[1] for row in rows)
    assert sum(bool(row[3]) for row in rows) == len(rows)


def test_every_arrow_has_a_row():
    stream = maps.rework()
    sheet = load_workbook(BytesIO(written(stream)))["Flows"]
    keys = [cell.value for cell in sheet[1]]
    rows = [dict(zip(keys, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=3)]
    flows = stream.state().flows
    assert [(row["{flows.id}"], row["{source}"], row["{target}"]) for row in rows] == [
        (flow.id, flow.source, flow.target) for flow in flows
    ]
    shares = [flow.share.base if getattr(flow, "share", None) else None for flow in flows]
    assert [row["{share:1}"] for row in rows] == shares
    assert any(shares)


def test_names_of_cells_are_names_to_excel():
    """Letters, digits and underscores, not like a cell, each once whatever its capitals, and all of them lead to a cell."""
    for make in (maps.acme, maps.network, maps.half_built):
        book = load_workbook(BytesIO(written(make())))
        names = [*book.defined_names]
        assert {"takt_s", "daily_demand", "available_s_per_day", "day_s", "lead_time_days", "pce"} <= {*names}
        assert len({name.casefold() for name in names}) == len(names)
        for name in names:
            assert re.fullmatch(r"[A-Za-z_]\w{1,254}", name)
            assert not re.fullmatch(r"[A-Za-z]{1,3}\d+|[RrCc]\d*", name)
            place = book.defined_names[name].attr_text
            assert re.fullmatch(r"'Summary'!\$[A-Z]+\$\d+", place)


def test_letters_that_workbooks_write_as_codes_stay_letters(tmp_path: Path):
    stream = maps.in_a_row([maps.process("p", 10, name="_x0041_ & <b>")])
    after = recalculated({"map": written(stream)}, tmp_path)["map"]
    with ZipFile(BytesIO(written(stream))) as archive:
        assert b"_x005F_x0041_ &amp; &lt;b&gt;" in archive.read("xl/worksheets/sheet2.xml")
    assert after["Steps"]["B3"].value in ("_x0041_ & <b>", "_x005F_x0041_ & <b>")
