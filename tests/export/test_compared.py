"""A comparison as files: prints, pictures and tables."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdfium2 import PdfDocument

from tests.builders import a_stream, customer, process, stock
from vsm_desktop.assets import asset
from vsm_desktop.drawing.placed import part_box
from vsm_desktop.edit.edits import in_state, set_fields
from vsm_desktop.export.atomic import ExportError
from vsm_desktop.export.book import print_frame
from vsm_desktop.export.compared import (
    Compared,
    cells,
    csv_bytes,
    overlay_drawing,
    tables,
    workbook_bytes,
    write_comparison,
)
from vsm_desktop.insight.comparison import compare
from vsm_desktop.store.files import loads


@pytest.fixture(scope="module")
def acme() -> Compared:
    stream = loads(asset("resources/samples", "acme-future.vsm").read_text(encoding="utf-8"))
    found = compare((stream, "current"), (stream, "future"))
    return Compared(print_frame(stream, "current"), print_frame(stream, "future"), found)


def rows(data: bytes) -> list[list[str]]:
    return [*csv.reader(StringIO(data.decode("utf-8-sig")))]


def test_a_print_has_both_maps_in_one_and_the_way_between_their_lead_times(
    acme: Compared, tmp_path: Path
) -> None:
    write_comparison(acme, tmp_path / "acme.pdf")
    document = PdfDocument(tmp_path / "acme.pdf")
    pages = [document[at].get_textpage().get_text_range() for at in range(len(document))]
    assert len(pages) == 2
    assert "gone from between Stamped parts and Finished goods" in pages[0]
    assert "From 23.6 d to 4.5 d" in pages[1]
    assert "−6.5 d" in pages[1]


def test_pictures_are_the_overlay_or_the_waterfall_by_their_name(acme: Compared, tmp_path: Path) -> None:
    write_comparison(acme, tmp_path / "acme.svg")
    write_comparison(acme, tmp_path / "acme.waterfall.svg")
    overlay, chart = ((tmp_path / name).read_text("utf-8") for name in ("acme.svg", "acme.waterfall.svg"))
    assert "Spot weld 1" in overlay
    assert "−3.5 d" not in overlay
    assert "−3.5 d" in chart


def test_all_of_the_overlay_is_on_its_sheet_of_paper(acme: Compared) -> None:
    drawing = overlay_drawing(acme)
    left, top, right, bottom = drawing.sheet
    boxes = [part_box(part) for part in drawing.parts if part.ops]
    assert left <= min(box[0] for box in boxes)
    assert top <= min(box[1] for box in boxes)
    assert max(box[2] for box in boxes) <= right
    assert max(box[3] for box in boxes) <= bottom


def test_tables_hold_numbers_not_words(acme: Compared, tmp_path: Path) -> None:
    for name in ("a.csv", "a.changes.csv", "a.waterfall.csv"):
        write_comparison(acme, tmp_path / name)
    numbers, changes, way = (
        rows((tmp_path / name).read_bytes()) for name in ("a.csv", "a.changes.csv", "a.waterfall.csv")
    )
    assert numbers[0][:5] == ["Number", "Current state", "Future state", "Change", "Relative"]
    lead = next(row for row in numbers if row[0] == "Lead time")
    assert [float(cell) for cell in lead[1:5]] == pytest.approx(
        [23.6195652, 4.5, -19.1195652, -0.8094800], rel=1e-6
    )
    assert ["changed", "coils", "days", "Coils: Time 5 d → 1.5 d"] in changes
    days = [float(row[2]) for row in way[1:]]
    assert sum(days[:-1]) == pytest.approx(days[-1])


def test_a_workbook_has_a_sheet_for_each_table(acme: Compared) -> None:
    book = load_workbook(BytesIO(workbook_bytes(acme.found)))
    assert book.sheetnames == ["Numbers", "Changes", "Lead time"]
    sheet = book["Lead time"]
    assert [cell.value for cell in sheet[3]][:3] == ["Coils", "supermarket, 5 → 1.5 d", -3.5]
    relative = next(row for row in book["Numbers"].iter_rows() if row[0].value == "Lead time")[4]
    assert relative.number_format == "0.0%"


def test_text_pastes_into_a_spreadsheet(acme: Compared) -> None:
    numbers, _changes, way = tables(acme.found)
    lines = ["\t".join(row) for row in cells(way)]
    assert lines[1] == "Current state\t\t23.6195652173913\t"
    assert {len(row) for row in cells(numbers)} == {8}


def test_no_cell_becomes_a_formula() -> None:
    before = a_stream(stock("S", qty=1), process("=1+1", ct="60 s"), customer("100/d"))
    after = in_state("current", set_fields("=1+1", ct=None))(before)
    found = compare((before, "current"), (after, "current"))
    _numbers, changes, _way = tables(found)
    assert rows(csv_bytes(changes))[1][3].startswith("'=1+1")
    sheet = load_workbook(BytesIO(workbook_bytes(found)))["Changes"]
    assert (sheet["D2"].value, sheet["D2"].data_type) == ("=1+1: C/T 60 s → –", "s")


def test_another_suffix_is_refused_with_those_there_are(acme: Compared, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"\.pdf, \.svg"):
        write_comparison(acme, tmp_path / "acme.doc")
    assert [*tmp_path.iterdir()] == []
