"""Gemba sheets that were filled in bring the map up to date they were printed for, and touch nothing else."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from tests.builders import a_stream, customer, process, stock
from tests.intake.updating.maps import differing, in_words, mapped, node, taken, told, value
from vsm_desktop.drawing.symbols.table import size_of
from vsm_desktop.edit.states import copy_state
from vsm_desktop.export.gemba.book import write_gemba
from vsm_desktop.intake.updating.applying import taking
from vsm_desktop.intake.updating.difference import Difference, compare, shown
from vsm_desktop.intake.updating.reading import read_update
from vsm_desktop.model.stream import ValueStream


def a_line() -> ValueStream:
    return a_stream(
        stock("Coils", qty=500),
        process("Stamp", ct="1 s", uptime="85 %", operators="1"),
        stock("Parts", qty=300),
        process("Weld", ct="39 s", operators="1"),
        customer("920/d"),
    )


def filled(
    folder: Path, stream: ValueStream, sheet: str, steps: tuple[str, ...] = (), state: str = ""
) -> Path:
    """Print the sheets and fill in one of them: the same cycle time as before, another number of operators."""
    path = folder / "gemba.xlsx"
    write_gemba(stream, stream.state(state), path, steps)
    book = load_workbook(path)
    rows = {cell.value: cell.row for cell in book[sheet]["A"] if cell.value}
    for at, seconds in enumerate((38, 39, 40)):
        book[sheet].cell(rows["ct"], 2 + at, seconds)
    book[sheet].cell(rows["operators"], 8, 2)
    book[sheet].cell(rows["before:Parts"], 8, 320)
    book.save(path)
    return path


def difference(stream: ValueStream, path: Path) -> Difference:
    said, state = read_update(path, stream)
    return compare(stream, state, said)


def test_only_what_was_seen_is_a_difference(tmp_path: Path) -> None:
    stream = a_line()
    found = difference(stream, filled(tmp_path, stream, "Weld"))
    assert in_words(found) == ["Parts.qty", "Weld.ct", "Weld.operators"]
    assert not found.of("added")
    assert not found.of("removed"), "a sheet that was left empty was not looked at"
    assert not found.of("empty"), "and neither was an empty box"
    after = taking(found, found.proposed, size_of)(stream)
    assert (value(after, "Weld", "operators"), value(after, "Parts", "qty")) == ("2", "320 pc")
    assert (value(after, "Weld", "ct"), value(after, "Stamp", "ct")) == ("39 s", "1 s")
    assert node(after, "Weld").ct.source.readings == (38, 39, 40)
    assert value(after, "Stamp", "uptime") == "85 %"


def test_readings_are_news_also_where_the_number_is_the_same(tmp_path: Path) -> None:
    stream = a_line()
    path = filled(tmp_path, stream, "Weld")
    line = next(
        one for one in difference(stream, path).of("changed") if one.id == "Weld" and one.field.key == "ct"
    )
    assert shown(line.field, line.before) == "39 s"
    assert shown(line.field, line.after) == "39 s (n = 3, median 39 s, mean 39 s, 38–40 s)"
    found = difference(stream, path)
    after = taking(found, found.everything, size_of)(stream)
    assert in_words(difference(after, path)) == []


def test_the_sheets_of_some_steps_speak_of_these_only(tmp_path: Path) -> None:
    stream = a_line()
    found = difference(stream, filled(tmp_path, stream, "Weld", ("Weld",)))
    assert not found.of("removed")
    assert in_words(found) == ["Parts.qty", "Weld.ct", "Weld.operators"]


def test_they_know_which_state_they_were_printed_for(tmp_path: Path) -> None:
    stream = copy_state(a_line().state().id, "future")(a_line())
    future = next(one.id for one in stream.states if one.id != stream.shown_state)
    path = filled(tmp_path, stream, "Weld", state=future)
    _said, state = read_update(path, stream)
    assert state.id == future


def test_a_time_study_brings_its_readings(tmp_path: Path) -> None:
    head = ["Step", "Obs 1 (s)", "Obs 2 (s)", "Obs 3 (s)"]
    stream = mapped(tmp_path, ["Step", "C/T (s)"], ["Stamping", 1], ["Weld", 39])
    found = differing(stream, told(tmp_path, head, ["Stamping", 1, 1, 1], ["Weld", 40, 41, 45]))
    assert in_words(found) == ["stamping.ct", "weld.ct"]
    after = taken(stream, found)
    assert value(after, "weld", "ct") == "41 s"
    assert node(after, "weld").ct.source.readings == (40, 41, 45)
