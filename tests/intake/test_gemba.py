"""Gemba sheets: printed for a map, filled in, and read back with nothing to correct."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.builders import a_stream, customer, process, stock
from vsm_desktop.export.atomic import ExportError
from vsm_desktop.export.gemba.forms import forms_of
from vsm_desktop.export.gemba.workbook import workbook_bytes, write_workbook
from vsm_desktop.intake.sheets import Reading, read_sheet
from vsm_desktop.model.nodes import Inventory, Process
from vsm_desktop.model.own import OwnField
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.stream import ValueStream

WELD = [44, 45, 47, 44, 40, 43, 44, 46, 61, 43]
OWN = OwnField(key="power", label="Power", unit="x")


def a_line(**more: Any) -> ValueStream:
    stream = a_stream(
        stock("Coils", qty=500), process("Stamp", ct="1 s", uptime="85 %"), stock("Parts", qty=300), process("Weld"), customer("920/d"), **more
    )  # fmt: skip
    return stream.evolve(name="Brackets", own_fields=(OWN,))


@pytest.fixture
def printed(tmp_path: Path) -> Path:
    stream = a_line()
    path = tmp_path / "gemba.xlsx"
    write_workbook(forms_of(stream, stream.state()), path)
    return path


def fill(path: Path, **sheets: dict[str, Any]) -> Path:
    """Write values into the boxes of some sheets, by their keys; a list fills boxes from the left."""
    book = load_workbook(path)
    for name, values in sheets.items():
        sheet = book[name.replace("_", " ")]
        rows = {cell.value: cell.row for cell in sheet["A"] if cell.value}
        for key, value in values.items():
            first = (
                4
                if key in ("@date", "@by", "@shift")
                else 2
                if key in ("ct", "co", "@problems", "@said")
                else 8
            )
            for at, one in enumerate(value if isinstance(value, list) else [value]):
                if one is not None:
                    sheet.cell(rows[key], first + at, one)
    book.save(path)
    return path


def step(reading: Reading, id_: str) -> Process:
    assert reading.stream, reading.refused
    found = reading.stream.state().node(id_)
    assert isinstance(found, Process)
    return found


def stocks(reading: Reading) -> dict[str, str]:
    assert reading.stream
    found = [node for node in reading.stream.state().nodes if isinstance(node, Inventory)]
    return {node.id: (node.qty or node.days).typed for node in found if node.qty or node.days}


def typed(value: Quantity | None) -> str:
    return value.typed if value else ""


def said(reading: Reading, verdict: str) -> dict[str, str]:
    return {f"{one.sheet}!{one.cell}": one.reason for one in getattr(reading.report, verdict)}


def test_what_was_seen_comes_back_with_nothing_to_correct(printed: Path) -> None:
    fill(
        printed,
        Weld={
            "ct": WELD,
            "co": [10, 12],
            "@by": "Ann",
            "@date": "2026-03-02",
            "@shift": "early",
            "before:Parts": 320,
            "@checked": 50,
            "@scrapped": 2,
            "@right": 45,
            "operators": 2,
            "uptime": 90,
            "@problems": "waits for the crane",
            "own:power": 7.5,
        },
    )
    found = read_sheet(printed)
    weld = step(found, "Weld")
    assert weld.ct is not None
    source = weld.ct.source
    assert source is not None
    assert weld.ct.typed == "44 s"
    assert (list(source.readings), source.n, source.statistic) == (WELD, 10, "median")
    assert (source.by, source.date) == ("Ann", "2026-03-02")
    assert source.note == "shift early; problems: waits for the crane"
    assert source.cell.startswith("Weld!B")
    assert (typed(weld.co), typed(weld.operators), typed(weld.uptime)) == ("11 min", "2", "90 %")
    assert (typed(weld.scrap), typed(weld.fpy)) == ("4 %", "90 %")
    assert [(one.key, one.value.typed) for one in weld.own if isinstance(one.value, Quantity)] == [
        ("power", "7.5")
    ]
    assert stocks(found) == {"Parts": "320 pc"}
    assert not found.report.rejected
    assert set(said(found, "doubtful").values()) == {
        "far from the other readings (outside Tukey's fences); it counts"
    }
    assert found.stream is not None
    assert found.stream.name == "Brackets"


def test_empty_boxes_say_nothing_and_the_map_is_not_read_back(printed: Path) -> None:
    fill(printed, Weld={"operators": 2})
    found = read_sheet(printed)
    stamp = step(found, "Stamp")
    assert stamp.ct is None
    assert stamp.uptime is None, "what was printed beside the box is not what was seen"
    assert step(found, "Weld").ct is None
    assert not stocks(found)
    assert {one.field for one in found.report.taken} == {"operators"}


def test_a_zero_that_was_written_counts(printed: Path) -> None:
    fill(printed, Weld={"@checked": 50, "@scrapped": 0, "before:Parts": 0})
    found = read_sheet(printed)
    assert typed(step(found, "Weld").scrap) == "0 %"
    assert stocks(found) == {"Parts": "0 pc"}


def test_units_may_be_written_into_the_box(printed: Path) -> None:
    fill(
        printed, Weld={"ct": ["0.75 min", "50 s"], "pt": "1:30:00", "before:Parts": "2 d", "uptime": "85,5 %"}
    )
    found = read_sheet(printed)
    weld = step(found, "Weld")
    assert weld.ct is not None
    assert weld.ct.base == pytest.approx(47.5)
    assert weld.pt is not None
    assert weld.pt.base == 5400
    assert stocks(found) == {"Parts": "2 d"}
    assert typed(weld.uptime) == "85,5 %"
    assert not found.report.rejected


def test_a_stock_counted_on_both_its_sheets_is_compared(printed: Path) -> None:
    fill(printed, Stamp={"after:Parts": 300}, Weld={"before:Parts": 320})
    found = read_sheet(printed)
    assert stocks(found) == {"Parts": "300 pc"}
    assert list(said(found, "doubtful").values()) == ['300 pc was counted on sheet "Stamp" and is used']


def test_two_observers_of_one_step(printed: Path) -> None:
    book = load_workbook(printed)
    book.copy_worksheet(book["Weld"]).title = "Weld again"
    book.save(printed)
    fill(printed, Weld={"ct": [44, 45], "@by": "Ann"}, Weld_again={"ct": [50], "@by": "Bob", "operators": 2})
    weld = step(read_sheet(printed), "Weld")
    assert weld.ct is not None
    assert weld.ct.source is not None
    assert weld.ct.source.readings == (44, 45, 50)
    assert (weld.ct.typed, weld.ct.source.by, weld.ct.source.n) == ("45 s", "Ann, Bob", 3)
    assert typed(weld.operators) == "2"


def test_what_cannot_be_is_said(printed: Path) -> None:
    fill(
        printed,
        Weld={"ct": [44, "jam"], "@scrapped": 3},
        Stamp={"@checked": 10, "@scrapped": 12, "uptime": 130},
    )
    found = read_sheet(printed)
    reasons = " | ".join(said(found, "rejected").values())
    assert '"jam" is not a time' in reasons
    assert "nobody says how many pieces were looked at" in reasons
    assert "more than were looked at" in reasons
    assert "out of range" in reasons
    assert typed(step(found, "Weld").ct) == "44 s"


def test_what_is_written_beside_the_boxes_is_not_dropped_in_silence(printed: Path) -> None:
    book = load_workbook(printed)
    book["Weld"]["N12"] = "ask Bob"
    book.save(printed)
    fill(printed, Weld={"operators": 2})
    assert said(read_sheet(printed), "rejected") == {"Weld!N12": "outside the boxes; not read"}


def test_sheets_that_were_not_filled_in_are_refused(printed: Path) -> None:
    found = read_sheet(printed)
    assert found.stream is None
    assert "Fill in what you saw" in found.refused


def test_sheets_of_another_plan_are_refused(printed: Path) -> None:
    book = load_workbook(printed)
    book["Weld"]["A1"] = "VSM Desktop gemba sheet 9"
    book.save(printed)
    assert "another version" in read_sheet(printed).refused


def test_only_some_steps(tmp_path: Path) -> None:
    stream = a_line()
    forms = forms_of(stream, stream.state(), ("Weld",))
    assert [form.name for form in forms] == ["Weld"]
    with pytest.raises(ExportError, match="no step Nobody"):
        forms_of(stream, stream.state(), ("Nobody",))


def test_a_map_without_steps_has_no_sheets() -> None:
    stream = a_stream(customer("920/d"))
    with pytest.raises(ExportError, match="no steps yet"):
        forms_of(stream, stream.state())


def test_a_form_says_what_the_map_knows_and_in_which_unit() -> None:
    stream = a_line()
    stamp, weld = forms_of(stream, stream.state())
    assert [(box.key, box.now, box.unit, box.boxes) for box in stamp.times] == [
        ("ct", "1 s", "s", 10),
        ("co", "", "min", 5),
    ]
    assert [(box.key, box.now) for box in stamp.counts] == [
        ("before:Coils", "500 pc"),
        ("after:Parts", "300 pc"),
    ]
    assert ("uptime", "85 %", "%") in [(box.key, box.now, box.unit) for box in stamp.fields]
    assert all(not box.now for box in weld.fields)
    assert [box.key for box in weld.counts] == ["before:Parts", "after:"]


def test_the_boxes_can_be_written_in_and_nothing_else(printed: Path) -> None:
    sheet = load_workbook(printed)["Weld"]
    rows = {cell.value: cell.row for cell in sheet["A"] if cell.value}
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert not sheet.cell(rows["ct"], 2).protection.locked
    assert sheet.cell(rows["ct"], 1).protection.locked
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.fitToHeight == 1


def test_names_become_no_formulas_and_no_broken_sheets(tmp_path: Path) -> None:
    wild = [
        "=cmd|' /C calc'!A0",
        "a/b:c*d?[e]" * 5,
        "a/b:c*d?[e]" * 5,
        "List",
        "History",
        "+1",
        "'",
        "\x00\x01",
    ]
    stream = a_stream(*(process(f"p{at}", ct="1 s") for at in range(len(wild))))
    state = stream.state()
    nodes = tuple(node.evolve(name=name) for node, name in zip(state.nodes, wild, strict=True))
    stream = stream.with_state(state.evolve(nodes=nodes))
    path = tmp_path / "wild.xlsx"
    write_workbook(forms_of(stream, stream.state()), path)
    book = load_workbook(path)
    assert len(book.sheetnames) == len(wild) + 1
    assert not any(cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_the_same_map_gives_the_same_bytes() -> None:
    stream = a_line()
    forms = forms_of(stream, stream.state())
    assert workbook_bytes(forms) == workbook_bytes(forms)
