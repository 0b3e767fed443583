"""Tables as CSV: what the workbook shows, as numbers, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest

from tests.export import maps
from vsm_desktop.drawing.frame import frame_of
from vsm_desktop.export.registry import Settings, exporter_for
from vsm_desktop.export.tables import Table, table_bytes
from vsm_desktop.intake.phrases import fold
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.stream import ValueStream


def rows(stream: ValueStream, table: Table) -> list[dict[str, str]]:
    data = table_bytes(stream, stream.state(), measure(stream), table)
    return [*csv.DictReader(StringIO(data.decode("utf-8-sig"), newline=""))]


def test_steps_and_stocks_share_the_map_between_them():
    stream = maps.acme()
    steps, stocks = rows(stream, "steps"), rows(stream, "inventory")
    assert {row["Id"] for row in (*steps, *stocks)} == {step.id for step in measure(stream).steps}
    stamping = next(row for row in steps if row["Id"] == "stamping")
    assert (stamping["C/T [s]"], stamping["C/O [min]"], stamping["Uptime [%]"]) == ("1", "60", "85")
    stamped = next(row for row in stocks if row["Id"] == "stamped")
    assert (stamped["Stock, LH [pc]"], stamped["Stock [pc]"]) == ("4600", "7000")
    assert float(stamped["Days of supply [d]"]) == pytest.approx(7000 / 920)


def test_the_ladder_ends_with_the_whole_flow():
    stream = maps.merging()
    ladder = rows(stream, "ladder")
    report = measure(stream)
    assert [row["Id"] for row in ladder][: len(report.steps)] == [step.id for step in report.steps]
    assert float(ladder[-1]["Elapsed [s]"]) == pytest.approx(report.number("lead_time_s"))
    assert not any(fold(key) == "row" for key in ladder[0]), "what only formulas need is left out"


def test_numbers_are_plain_and_unknown_is_empty():
    ladder = {row["Id"]: row for row in rows(maps.half_built(), "ladder")}
    assert any(row["Elapsed [s]"] == "" for row in ladder.values())
    for table in ("steps", "inventory", "ladder"):
        cells = [value for row in rows(maps.half_built(), table) for value in row.values()]
        assert not any(value.startswith("=") for value in cells)


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "+1", "-1", "@x"])
def test_no_text_becomes_a_formula(name: str):
    stream = maps.in_a_row([maps.process("p", 10, name=name)])
    assert rows(stream, "steps")[0]["Step"] == f"'{name}"


def test_separators_quotes_and_line_ends_stay_in_their_cell():
    stream = maps.in_a_row([maps.process("p", 10, name='a,b; "c"\nd')])
    assert rows(stream, "steps")[0]["Step"] == 'a,b; "c" d'


def test_the_file_begins_with_a_mark_and_its_name_says_which_table(tmp_path: Path):
    frame = frame_of(maps.acme(), "current", "print")
    heads = {}
    for name in ("map.csv", "map.inventory.csv", "MAP.LADDER.CSV"):
        target = tmp_path / name
        exporter_for(target).write(frame, target, Settings())
        data = target.read_bytes()
        assert data.startswith(b"\xef\xbb\xbfId,")
        assert data.endswith(b"\r\n")
        heads[name] = data.decode("utf-8-sig").partition(",")[2].partition(",")[0]
    assert heads == {"map.csv": "Step", "map.inventory.csv": "Stock", "MAP.LADDER.CSV": "Step or way"}
