"""The data sheet comes back: what was changed in it is the difference, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.export.oracle import recalculated
from tests.intake.test_gemba import fill
from tests.intake.updating.maps import in_words, node, taken, value
from tests.model.maps import a_state, a_stream
from tests.model.strategies import runs, streams
from vsm_desktop.assets import asset, asset_folder
from vsm_desktop.export.gemba.forms import forms_of
from vsm_desktop.export.gemba.workbook import write_workbook
from vsm_desktop.export.workbook import workbook_bytes
from vsm_desktop.intake.grid import Cell, Grid, Kind, grid_of
from vsm_desktop.intake.updating.difference import Difference, compare
from vsm_desktop.intake.updating.keyed import is_own
from vsm_desktop.intake.updating.own_workbook import told_by_own
from vsm_desktop.intake.updating.reading import read_update
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.nodes import Inventory
from vsm_desktop.model.quantity import VariantQuantity, quantity
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.store.files import loads

SAMPLES = sorted(path.name for path in asset_folder("resources/samples").glob("*.vsm"))


def sample(name: str) -> ValueStream:
    return loads(asset("resources/samples", name).read_text(encoding="utf-8"))


def exported(stream: ValueStream, state: str = "") -> bytes:
    shown = stream.state(state)
    return workbook_bytes(stream, shown, measure(stream, shown.id))


def update(path: Path, stream: ValueStream) -> Difference:
    told, state = read_update(path, stream)
    assert told.own
    return compare(stream, state, told)


@pytest.mark.parametrize("name", SAMPLES)
def test_an_untouched_workbook_changes_nothing(name: str, tmp_path: Path) -> None:
    stream = sample(name)
    for state in stream.states:
        path = tmp_path / f"{state.id}.xlsx"
        path.write_bytes(exported(stream, state.id))
        found = update(path, stream)
        assert found.state == state.id
        assert in_words(found) == []
        assert found.rejected == ()
        assert found.of("unchanged")


def grids(data: bytes) -> tuple[Grid, ...]:
    """The sheets of a workbook as they are read, without a process for each of many."""
    found = []
    for sheet in load_workbook(BytesIO(data), data_only=True):
        cells = [
            Cell(cell.row, cell.column, value, _kind(value, cell.number_format))
            for row in getattr(sheet, "iter_rows", tuple)()
            for cell in row
            if (value := cell.value) not in (None, "")
        ]
        found.append(grid_of(sheet.title, cells))
    return tuple(found)


def _kind(value: Any, shown: str) -> Kind:
    if isinstance(value, str):
        return "error" if value.startswith("#") else "text"
    return "percent" if "%" in shown else "number"


def at_once(data: bytes, stream: ValueStream, state: State) -> Difference:
    found = grids(data)
    assert is_own(found)
    return compare(stream, state, told_by_own("map.xlsx", found, stream, state))


@given(streams())
@runs(20)
def test_nor_does_that_of_any_map(stream: ValueStream) -> None:
    for state in stream.states:
        found = at_once(exported(stream, state.id), stream, state)
        assert in_words(found) == []
        assert taken(stream, found) == stream


def test_variants_of_one_name_come_back_as_their_sum() -> None:
    parts = tuple(VariantQuantity(variant="Left", quantity=quantity(pieces, "pc")) for pieces in (600, 400))
    stream = a_stream(a_state((Inventory(id="racks", name="Racks", qty_by_variant=parts),)))
    assert in_words(at_once(exported(stream), stream, stream.state())) == []
    one = stream.with_state(a_state((Inventory(id="racks", name="Racks", qty_by_variant=parts[:1]),)))
    assert in_words(at_once(exported(stream), one, one.state())) == ["racks.qty_by_variant"]


def keyed(sheet: Worksheet) -> dict[str, int]:
    """The columns of a sheet by the keys in its hidden row."""
    return {str(cell.value): cell.column for cell in sheet[1] if cell.value}


def numbers(book: Workbook) -> Iterator[tuple[str, str, str]]:
    """Every entered number of steps and stocks: sheet, cell, and the line it is in a difference."""
    for name in ("Steps", "Inventory"):
        sheet = book[name]
        for row in range(3, sheet.max_row + 1):
            for key, column in keyed(sheet).items():
                cell = sheet.cell(row, column)
                plain = key.partition(":")[0].strip("{}").removeprefix("own.")
                if isinstance(cell.value, int | float) and ":" in key and not {".", "/"} & {*plain}:
                    yield name, cell.coordinate, f"{sheet.cell(row, 1).value}.{plain}"


@given(streams(), st.randoms(use_true_random=False))
@runs(20)
def test_a_changed_number_of_any_map_is_the_only_difference(stream: ValueStream, random: Any) -> None:
    book = load_workbook(BytesIO(exported(stream)))
    places = [*numbers(book)]
    if not places:
        return
    name, cell, line = random.choice(places)
    before = book[name][cell].value
    book[name][cell].value = before * 0.5 if before else 0.25
    buffer = BytesIO()
    book.save(buffer)
    found = at_once(buffer.getvalue(), stream, stream.state())
    refused = {(entry.sheet, entry.cell) for entry in found.rejected}
    assert in_words(found) == ([] if (name, cell) in refused else [line])


# edited in a spreadsheet program and computed there


def row_of(sheet: Worksheet, id_: str) -> int:
    return next(cell.row for cell in sheet["A"] if cell.value == id_)


def put(sheet: Worksheet, id_: str, key: str, to: Any) -> None:
    sheet.cell(row_of(sheet, id_), keyed(sheet)[key]).value = to


def add(sheet: Worksheet, **values: Any) -> None:
    at = sheet.max_row + 1
    for key, to in values.items():
        column = next(c for k, c in keyed(sheet).items() if k.strip("{}").partition(":")[0] == key)
        sheet.cell(at, column).value = to


def summary(book: Workbook, key: str, to: Any) -> None:
    cell = next(c for row in book["Summary"].iter_rows() for c in row if c.value == key)
    book["Summary"].cell(cell.row, 2).value = to


def values(book: Workbook) -> None:
    put(book["Steps"], "weld1", "{ct:s}", 45)
    put(book["Steps"], "weld2", "{name}", "Laser weld")
    put(book["Inventory"], "inv_stamp", "{qty/L:pc}", 5000)
    put(book["Inventory"], "coils", "{days:day}", 3)
    summary(book, "{calendar.shifts_per_day:x}", 3)
    summary(book, "{demand/state_street/Left:pc/month}", 13_000)
    summary(book, "{options.lead_time_mode}", "waits_plus_process")
    put(book["Flows"], "in", "{label}", "Mondays")


def rows(book: Workbook) -> None:
    steps = book["Steps"]
    steps.delete_rows(row_of(steps, "weld2"))
    add(steps, name="Paint", kind="Process", ct=30)
    add(book["Inventory"], name="Painted parts", kind="Supermarket", before="Assembly 1", qty=300)


def emptied(book: Workbook) -> None:
    put(book["Steps"], "weld1", "{ct:s}", None)
    put(book["Inventory"], "coils", "{days:day}", None)


def turned(book: Workbook) -> None:
    """Steps in the reverse order, as sorting leaves them: what is entered moves, formulas stay."""
    sheet = book["Steps"]
    entered = [column for key, column in keyed(sheet).items() if not key.startswith("{=")]
    held = [[sheet.cell(row, column).value for column in entered] for row in range(3, sheet.max_row + 1)]
    for row, cells in enumerate(reversed(held), 3):
        for column, to in zip(entered, cells, strict=True):
            sheet.cell(row, column).value = to


def week(book: Workbook) -> None:
    summary(book, "{calendar.days_per_week:x}", 6)


EDITS: dict[str, tuple[str, Callable[[Workbook], None]]] = {
    "values": ("acme-current.vsm", values),
    "rows": ("acme-current.vsm", rows),
    "emptied": ("acme-current.vsm", emptied),
    "turned": ("garden-pumps.vsm", turned),
    "week": ("acme-current.vsm", week),
    **{name.removesuffix(".vsm"): (name, lambda _book: None) for name in SAMPLES},
}


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbooks of all edits, computed and saved by LibreOffice."""
    folder = tmp_path_factory.mktemp("edited")
    books: dict[str, bytes] = {}
    for name, (file, edit) in EDITS.items():
        book = load_workbook(BytesIO(exported(sample(file))))
        edit(book)
        buffer = BytesIO()
        book.save(buffer)
        books[name] = buffer.getvalue()
    recalculated(books, folder)
    return folder / "out"


def differing(edited: Path, name: str) -> tuple[ValueStream, Difference]:
    stream = sample(EDITS[name][0])
    return stream, update(edited / f"{name}.xlsx", stream)


@pytest.mark.parametrize("name", [name.removesuffix(".vsm") for name in SAMPLES])
def test_a_workbook_saved_elsewhere_changes_nothing(edited: Path, name: str) -> None:
    _stream, found = differing(edited, name)
    assert in_words(found) == []
    assert found.rejected == ()


def test_changed_values_come_back_and_nothing_else(edited: Path) -> None:
    stream, found = differing(edited, "values")
    assert set(in_words(found)) == {
        *("weld1.ct", "weld2.name", "inv_stamp.qty_by_variant", "coils.days", "in.label"),
        *("@calendar.shifts_per_day", "state_street.demand_by_variant", "@options.lead_time_mode"),
    }
    after = taken(stream, found)
    assert value(after, "weld1", "ct") == "45 s"
    assert node(after, "weld2").name == "Laser weld"
    parts = {part.variant: part.quantity.value for part in node(after, "inv_stamp").qty_by_variant}
    assert parts == {"L": 5000, "R": 2400}
    assert after.state().options.lead_time_mode == "waits_plus_process"
    assert after.state().source == stream.state().source  # a data sheet is not where the map is from
    same = {"weld1", "weld2", "inv_stamp", "coils", "state_street"}
    assert all(one == stream.state().node(one.id) for one in after.state().nodes if one.id not in same)


def test_deleted_and_new_rows_come_back(edited: Path) -> None:
    stream, found = differing(edited, "rows")
    assert set(in_words(found)) == {"+paint", "+painted_parts", "-weld2"}
    assert found.proposed == {"+paint", "+painted_parts", "-weld2"}
    after = taken(stream, found).state()
    assert after.node("weld2") is None
    stock = after.node("painted_parts")
    assert stock is not None
    assert (stock.kind, stock.name) == ("supermarket", "Painted parts")
    assert any(f.source == "painted_parts" and f.target == "assy1" for f in after.flows)
    assert any(f.source == "assy2" and f.target == "paint" for f in after.flows)


def test_empty_cells_delete_nothing(edited: Path) -> None:
    _stream, found = differing(edited, "emptied")
    assert in_words(found) == []
    assert {"weld1.ct", "coils.days"} <= set(in_words(found, "empty"))


def test_sorted_rows_are_no_difference(edited: Path) -> None:
    _stream, found = differing(edited, "turned")
    assert in_words(found) == []


def test_what_follows_the_calendar_of_the_workbook_is_not_changed(edited: Path) -> None:
    _stream, found = differing(edited, "week")
    assert in_words(found) == ["@calendar.days_per_week"]


def test_the_workbook_of_another_map_removes_nothing_unasked(tmp_path: Path) -> None:
    path = tmp_path / "other.xlsx"
    path.write_bytes(exported(sample("garden-pumps.vsm")))
    found = update(path, sample("acme-current.vsm"))
    assert found.of("removed")
    assert not found.proposed & {line.key for line in found.of("removed")}


def test_a_deleted_sheet_says_nothing(tmp_path: Path) -> None:
    stream = sample("acme-current.vsm")
    book = load_workbook(BytesIO(exported(stream)))
    del book["Inventory"], book["Flows"]
    book.save(tmp_path / "steps.xlsx")
    assert in_words(update(tmp_path / "steps.xlsx", stream)) == []


def test_filled_in_gemba_sheets_are_taken_by_their_ids(tmp_path: Path) -> None:
    stream = sample("acme-current.vsm")
    path = tmp_path / "gemba.xlsx"
    write_workbook(forms_of(stream, stream.state()), path)
    fill(path, Stamping={"ct": [1.2, 1.3, 1.1, 1.2], "before:coils": 800}, Spot_weld_1={"ct": [39, 39, 40]})
    told, _state = read_update(path, stream)
    found = compare(stream, stream.state(), told)
    assert in_words(found) == ["coils.qty", "stamping.ct", "weld1.ct"], (
        "readings are news, also of the same number"
    )
    assert found.proposed == {"coils.qty", "stamping.ct", "weld1.ct"}
    after = taken(stream, found)
    assert value(after, "stamping", "ct") == "1.2 s"
    assert after.state().source == stream.state().source
