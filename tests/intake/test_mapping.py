"""How a sheet is read as a value: found, corrected, saved, brought to the next sheet; refused in words where it cannot be."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.intake.books import Rows, said, save, typed
from vsm_desktop.intake.columns_shown import columns_shown
from vsm_desktop.intake.errors import SheetError
from vsm_desktop.intake.grid import Cell, grid_of
from vsm_desktop.intake.mapped import applied, fitted, recognised
from vsm_desktop.intake.mapping import UNITS, Mapping, Use, from_json, is_known, readable, to_json, units_for
from vsm_desktop.intake.pointed import likely_header, pointed_at
from vsm_desktop.intake.sheets import (
    Book,
    Reading,
    open_book,
    pasted,
    read_book,
    read_by,
    read_sheet,
    table_of,
)

STEPS: Rows = [
    ["Step", "C/T (s)", "C/O", "Avail.", "Stock L", "Colour"],
    ["Press", 1, "1 h", 0.85, "5 d", "red"],
    ["Weld", 39, "10 min", 1, 4600, "green"],
    ["Paint", 46, 0, 0.8, 1100, "blue"],
]


def book(tmp_path: Path, rows: Rows = STEPS, **more: Rows) -> Book:
    return open_book(save(tmp_path / "sheet.xlsx", {"Sheet1": rows, **more}))


def without_source(reading: Reading) -> Reading:
    """A reading whose map does not say by which mapping it was read."""
    if reading.stream is None:
        return reading
    state = reading.stream.state().evolve(source=None)
    return replace(reading, stream=reading.stream.with_state(state))


def told(mapping: Mapping, column: int, **values: object) -> Mapping:
    """A mapping in which a person says something of one column."""
    uses = tuple(
        replace(use, **values, sure=True) if use.column == column else use for use in mapping.columns
    )
    return replace(mapping, columns=uses)


class TestFound:
    def test_what_is_found_is_a_mapping(self, tmp_path):
        found = book(tmp_path).recognised()
        assert (found.sheet, found.across, found.header) == ("Sheet1", False, (1,))
        assert [(use.field, use.unit, use.variant) for use in found.columns] == [
            ("name", "", ""),
            ("ct", "s", ""),
            ("co", "", ""),
            ("uptime", "1", ""),
            ("stock", "pc", "L"),
            ("", "", ""),
        ]
        assert [use.header for use in found.columns] == STEPS[0]

    def test_reading_as_found_is_reading_without_a_mapping(self, tmp_path):
        opened = book(tmp_path)
        assert without_source(read_book(opened, opened.recognised())) == without_source(read_book(opened))

    def test_nothing_is_found_where_nothing_is(self, tmp_path):
        assert book(tmp_path, [["Colour"], ["red"]]).recognised() is None


class TestCorrected:
    def test_another_field(self, tmp_path):
        opened = book(tmp_path)
        reading = read_book(opened, told(opened.recognised(), 2, field="pt"))
        assert typed(reading)["weld"]["pt"] == "39 s"
        assert "ct" not in typed(reading)["weld"]

    def test_another_unit_without_a_doubt(self, tmp_path):
        rows: Rows = [["Step", "C/T"], ["Press", 2], ["Weld", 3]]
        opened = book(tmp_path, rows)
        found = opened.recognised()
        assert found.use(2).unit == "s"
        assert said(read_book(opened, found))["B2"][0] == "doubtful"
        reading = read_book(opened, told(found, 2, unit="min"))
        assert typed(reading)["press"]["ct"] == "2 min"
        assert said(reading)["B2"] == ("taken", "")

    def test_a_share_is_what_it_is_said_to_be(self, tmp_path):
        opened = book(tmp_path)
        found = opened.recognised()
        assert typed(read_book(opened, told(found, 4, unit="1")))["press"]["uptime"] == "85 %"
        assert typed(read_book(opened, told(found, 4, unit="%")))["press"]["uptime"] == "0.85 %"

    @pytest.mark.parametrize(
        ("unit", "shown"),
        [("min:s", "1.5 min"), ("1/100 min", "1.3 min"), ("ms", "0.13 s"), ("day", "130 d")],
    )
    def test_units_that_only_sheets_have(self, tmp_path, unit, shown):
        value = "1:30" if unit == "min:s" else 130
        opened = book(tmp_path, [["Step", "Takes"], ["Press", value], ["Weld", value]])
        mapping = told(pointed_at(opened.grids[0], False, (1,)), 2, field="wait", unit=unit)
        assert typed(read_book(opened, mapping))["press"]["wait"] in (shown, "90 s")

    def test_left_out_is_said(self, tmp_path):
        opened = book(tmp_path)
        reading = read_book(opened, told(opened.recognised(), 2, field="", unit=""))
        assert "ct" not in typed(reading)["weld"]
        assert said(reading)["B1:B4"] == ("rejected", "not to be imported")

    def test_stock_after_the_step(self, tmp_path):
        opened = book(tmp_path)
        found = opened.recognised()
        after = read_book(opened, replace(found, stock="after"))
        assert "inv_after_weld" in typed(after)
        assert "inv_weld" in typed(read_book(opened, found))
        placed = read_book(opened, told(found, 5, place="after", variant="R"))
        assert typed(placed)["inv_after_weld"]["qty_by_variant"] == {"R": "4600 pc"}

    def test_the_same_thing_twice_is_read_once(self, tmp_path):
        opened = book(tmp_path)
        mapping = told(opened.recognised(), 6, field="name")
        reading = read_book(opened, mapping)
        assert said(reading)["F1:F4"] == ("rejected", "column A is read for this")
        shown = columns_shown(table_of(opened, mapping), mapping)
        assert shown[5].doubt == "column A is read for this"

    def test_a_column_the_mapping_does_not_name(self, tmp_path):
        opened = book(tmp_path)
        found = opened.recognised()
        mapping = replace(found, columns=tuple(use for use in found.columns if use.column != 2))
        assert said(read_book(opened, mapping))["B1:B4"] == (
            "rejected",
            "the mapping does not name this column",
        )

    def test_first_and_last_row(self, tmp_path):
        opened = book(tmp_path)
        reading = read_book(opened, replace(opened.recognised(), first=3, last=3))
        assert [id_ for id_ in typed(reading) if "inv" not in id_] == ["weld", "customer"]
        assert {"B2:D2", "A2:F2"} & said(reading).keys(), "the row that is cut off is reported"

    def test_another_sheet(self, tmp_path):
        other: Rows = [["Step", "C/T (s)"], ["Mill", 9]]
        opened = book(tmp_path, STEPS, Other=other)
        mapping = recognised(opened.table("Other"))
        assert "mill" in typed(read_book(opened, mapping))


class TestDecimals:
    ROWS: ClassVar[Rows] = [
        ["Step", "C/T", "Batch"],
        ["Press", "1,500", "1.200"],
        ["Weld 1.5", "12,5 s", "2.000"],
        ["Paint", "1.234,5", "7"],
    ]

    def test_a_comma(self, tmp_path):
        opened = book(tmp_path, self.ROWS)
        reading = read_book(opened, replace(told(opened.recognised(), 2, unit="s"), decimals="comma"))
        found = typed(reading)
        assert [found[id_]["ct"] for id_ in ("press", "weld_1_5", "paint")] == ["1.5 s", "12.5 s", "1234.5 s"]
        assert found["weld_1_5"]["batch"] == "2000 pc"
        values = {entry.cell: entry.value for entry in (*reading.report.converted, *reading.report.taken)}
        assert values["B4"] == "1.234,5", "the report shows what stands in the sheet"
        assert values["A3"] == "Weld 1.5"

    def test_a_point(self, tmp_path):
        rows: Rows = [["Step", "C/T"], ["Press", "1,500"], ["Weld", "1.250"], ["Paint", "1,250.75"]]
        opened = book(tmp_path, rows)
        mapping = replace(told(opened.recognised(), 2, unit="s"), decimals="point")
        found = typed(read_book(opened, mapping))
        assert [found[id_]["ct"] for id_ in ("press", "weld", "paint")] == ["1500 s", "1.25 s", "1250.75 s"]

    @given(st.floats(0.001, 99_999).map(lambda number: round(number, 3)), st.booleans())
    def test_any_number_comes_through(self, number, comma):
        written = f"{number:,.3f}"
        written = written.translate(str.maketrans(",.", ".,")) if comma else written
        cells = [Cell(1, 1, "Step"), Cell(1, 2, "C/T (s)"), Cell(2, 1, "Press"), Cell(2, 2, written)]
        opened = Book("a", "a", (grid_of("a", cells),))
        mapping = replace(opened.recognised(), decimals="comma" if comma else "point")
        assert read_book(opened, mapping).stream.state().nodes[0].ct.value == pytest.approx(number)


class TestPointed:
    def test_a_header_nobody_knows(self, tmp_path):
        rows: Rows = [["Notes"], [], ["Was", "Dauert"], ["Presse", 4], ["Ofen", 5]]
        opened = book(tmp_path, rows)
        assert read_book(opened).stream is None
        mapping = pointed_at(opened.grids[0], False, (3,))
        assert mapping.columns[0].field == "name"
        reading = read_book(opened, told(mapping, 2, field="ct", unit="min"))
        assert typed(reading)["ofen"]["ct"] == "5 min"

    def test_what_is_missing_is_said(self, tmp_path):
        opened = book(tmp_path, [["Was", "Dauert"], ["Presse", 4]])
        mapping = pointed_at(opened.grids[0], False, (1,))
        assert "No column is read as a value" in read_book(opened, mapping).refused
        nameless = replace(told(mapping, 2, field="ct"), columns=(Use(2, "Dauert", "ct", "s"),))
        assert "No column is read as the name" in read_book(opened, nameless).refused

    def test_two_rows_and_units_in_the_second(self, tmp_path):
        opened = book(tmp_path, [["Step", "C/T"], ["", "min"], ["Press", 4], ["Weld", 5]])
        mapping = pointed_at(opened.grids[0], False, (1, 2))
        assert mapping.use(2).unit == "min"
        assert mapping.use(2).header == "C/T min"

    def test_across(self, tmp_path):
        rows = [list(row) for row in zip(*STEPS, strict=True)]
        opened = book(tmp_path, rows)
        assert opened.recognised().across
        turned = pointed_at(opened.grids[0], True, (1,))
        assert typed(read_book(opened, turned)) == typed(read_book(opened))
        wrong = pointed_at(opened.grids[0], False, (1,))
        assert read_book(opened, wrong) != read_book(opened)

    def test_the_likely_header(self, tmp_path):
        opened = book(tmp_path, [["x"], ["Name", "C/T", "C/O"], ["a", "b", "c"]])
        assert likely_header(opened.grids[0]) == 2
        assert likely_header(grid_of("a", [])) == 1

    def test_as_recognised_where_that_is_what_was_found(self, tmp_path):
        opened = book(tmp_path)
        assert pointed_at(opened.grids[0], False, (1,), found=opened.best()) == opened.recognised()


class TestFiles:
    def test_there_and_back(self, tmp_path):
        mapping = told(book(tmp_path).recognised(), 2, unit="min")
        assert from_json(to_json(mapping), "a.json") == mapping

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"format": "other"}, "is no mapping"),
            ({"version": 2}, "newer version"),
            ({"colour": "red"}, "damaged"),
            ({"header": []}, "in which row the header is"),
            ({"header": [0]}, "in which row the header is"),
            ({"columns": [{"column": 2, "header": "C/T", "field": "speed"}]}, '"speed", which is no field'),
            (
                {"columns": [{"column": 2, "field": "ct", "unit": "kg"}]},
                'the unit "kg", which does not go with',
            ),
            ({"columns": [{"column": 2}, {"column": 2}]}, "twice"),
            ({"columns": [{"column": 2, "header": 7}]}, "damaged"),
            ({"decimals": "dots"}, "damaged"),
        ],
    )
    def test_what_is_wrong_is_said(self, tmp_path, change, words):
        data = json.loads(to_json(book(tmp_path).recognised())) | change
        with pytest.raises(SheetError, match=words):
            from_json(json.dumps(data), "a.json")

    @pytest.mark.parametrize(
        "text", ["", "[]", "{", "null", "\x00", "[" * 5_000, '{"format": 3}', " " * 2_000_000]
    )
    def test_no_mapping_at_all(self, text):
        with pytest.raises(SheetError, match=r"a\.json"):
            from_json(text, "a.json")
        with pytest.raises(SheetError, match=r"a\.json"):
            from_json(b"\xff" + text.encode(), "a.json")

    def test_every_field_and_unit_that_is_offered_is_known(self):
        for field in readable():
            assert is_known(field.key)
            for unit in units_for(field.key):
                from_json(to_json(Mapping("a", header=(1,), columns=(Use(1, "x", field.key, unit),))), "a")
        assert set(UNITS) == {"time", "ratio", "rate"}


class TestTheNextSheet:
    def test_rows_above_and_columns_in_another_order(self, tmp_path):
        mapping = told(book(tmp_path).recognised(), 2, field="pt")
        moved: Rows = [["A title"], [], *[[row[5], row[1], row[0], row[2], row[3], row[4]] for row in STEPS]]
        reading = read_by(book(tmp_path, moved), mapping)
        assert typed(reading)["weld"]["pt"] == "39 s"
        assert typed(reading)["weld"]["co"] == "10 min"

    def test_a_column_that_is_gone_is_said(self, tmp_path):
        mapping = book(tmp_path).recognised()
        without: Rows = [[row[0], row[2]] for row in STEPS]
        reading = read_by(book(tmp_path, without), mapping)
        assert typed(reading)["weld"]["co"] == "10 min"
        gone = {entry.value for entry in reading.report.rejected if "not here" in entry.reason}
        assert gone == {"C/T (s)", "Avail.", "Stock L"}

    def test_none_of_the_columns(self, tmp_path):
        mapping = book(tmp_path).recognised()
        reading = read_sheet(
            save(tmp_path / "other.xlsx", {"A": [["Colour", "Taste"], ["red", "sweet"]]}), mapping=mapping
        )
        assert reading.stream is None
        assert '"C/T (s)" (Cycle time)' in reading.refused

    def test_the_sheet_of_its_name_is_preferred(self, tmp_path):
        mapping = replace(book(tmp_path).recognised(), sheet="Later")
        changed: Rows = [STEPS[0], ["Lathe", 7, 0, 1, 3, "red"]]
        assert "lathe" in typed(read_by(book(tmp_path, STEPS, Later=changed), mapping))

    def test_across(self, tmp_path):
        turned = [list(row) for row in zip(*STEPS, strict=True)]
        mapping = told(book(tmp_path, turned).recognised(), 2, field="pt")
        moved: Rows = [["A title"], *turned]
        assert typed(read_by(book(tmp_path, moved), mapping))["weld"]["pt"] == "39 s"

    def test_a_name_without_a_header_goes_along(self, tmp_path):
        rows: Rows = [[None, "C/T (s)", "C/O (min)"], ["Press", 1, 5], ["Weld", 2, 5]]
        mapping = book(tmp_path, rows).recognised()
        assert mapping.use(1).field == "name"
        moved: Rows = [[None, *row] for row in rows]
        assert typed(read_by(book(tmp_path, moved), mapping))["weld"]["ct"] == "2 s"


def test_a_table_from_the_clipboard():
    opened = pasted('Step\tC/T (s)\tNote\r\nPress\t1\t\r\nWeld\t39\t"a\nb"\r\n')
    assert typed(read_book(opened))["weld"]["ct"] == "39 s"
    for text in ("", "Weld", "one\ttwo"):
        with pytest.raises(SheetError, match="no table"):
            pasted(text)


def test_examples_and_reasons(tmp_path):
    opened = book(tmp_path)
    mapping = opened.recognised()
    shown = columns_shown(table_of(opened, mapping), mapping)
    assert [one.place for one in shown] == list("ABCDEF")
    assert shown[1].example == "1, 39, 46"
    assert all(one.why for one in shown)
    assert not any(one.doubt for one in shown)


CORPUS = sorted(
    path
    for path in (Path(__file__).parents[1] / "data/sheets").iterdir()
    if path.is_file() and path.suffix != ".json"
)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_every_sheet_of_the_corpus_reads_by_its_own_mapping_as_without(path):
    opened = open_book(path)
    found = opened.recognised()
    if found is None or (by_itself := read_book(opened)).stream is None:
        return
    assert without_source(read_book(opened, found)) == without_source(by_itself)
    assert from_json(to_json(found), path.name) == found
    assert fitted(opened.grid(found.sheet), found).mapping == found, "and it is found again in its own sheet"
    shown = columns_shown(table_of(opened, found), found)
    assert len(shown) >= len(found.columns)
    assert all(one.why for one in shown)


CELLS = st.one_of(
    st.none(),
    st.sampled_from(["C/T (s)", "Step", "C/O", "Stock", "Total", "5 min", "n/a", "x", "Uptime", "1,5"]),
    st.integers(0, 500),
    st.floats(0, 1),
)
SHEETS = st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=7)


@settings(max_examples=60, deadline=None)
@given(SHEETS)
def test_any_sheet_reads_by_its_own_mapping_as_without(rows):
    with TemporaryDirectory() as folder:
        opened = open_book(save(Path(folder) / "t.xlsx", {"Sheet1": rows}))
    found = opened.recognised()
    if found is None:
        return
    by_mapping, by_itself = without_source(read_book(opened, found)), without_source(read_book(opened))
    assert by_mapping.stream == by_itself.stream
    assert by_mapping.stream is None or by_mapping.report == by_itself.report
    assert from_json(to_json(found), "a") == found
    fit = fitted(opened.grids[0], found)
    assert fit is None or fit.mapping.header == found.header


@settings(max_examples=60, deadline=None)
@given(SHEETS, st.data())
def test_any_mapping_reads_any_sheet_or_says_why_not(rows, data):
    with TemporaryDirectory() as folder:
        opened = open_book(save(Path(folder) / "t.xlsx", {"Sheet1": rows}))
    fields = st.sampled_from(["", "name", "id", "stock", "n", "date", *(field.key for field in readable())])
    uses = tuple(Use(n + 1, "", data.draw(fields), sure=True) for n in range(5))
    across, header = data.draw(st.booleans()), data.draw(st.integers(1, 3))
    mapping = Mapping(
        "Sheet1", across, (header,), columns=uses, decimals=data.draw(st.sampled_from(["auto", "comma"]))
    )
    reading = read_book(opened, mapping)
    assert reading.stream is not None or reading.refused
    applied(opened.grids[0], mapping, opened.table("Sheet1"))
