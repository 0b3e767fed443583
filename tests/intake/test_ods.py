"""Documents of LibreOffice: where cells stand, and what their styles say."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.intake import hostile
from tests.intake.books import here
from vsm_desktop.assets import UNWATCHED
from vsm_desktop.intake.grid import Grid
from vsm_desktop.intake.readers import opening

STYLES = (
    "<office:automatic-styles>"
    '<number:number-style style:name="N1"><number:number/><number:text> min</number:text></number:number-style>'
    '<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="ce3" style:family="table-cell" style:parent-style-name="ce1"/>'
    "</office:automatic-styles><office:body>"
)
SPACES = (
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0">'
)
CONTENTS = {
    "": None,
    '<text:p>Saw &amp; &#x4e2d;</text:p>|office:value-type="string"': "Saw & 中",
    '<text:p>a<text:span>b</text:span></text:p><text:p>c</text:p>|office:value-type="string"': "ab\nc",
    '|office:value-type="string" office:string-value="held"': "held",
    '<text:p>1.5 min</text:p>|office:value-type="float" office:value="1.5"': 1.5,
    '<text:p>50 %</text:p>|office:value-type="percentage" office:value="0.5"': 0.5,
    '<text:p>30:05</text:p>|office:value-type="time" office:time-value="PT30H05M00S"': 108_300.0,
    '<text:p>30:00</text:p>|office:value-type="date" office:date-value="1899-12-31T06:00:00"': 108_000.0,
    '<text:p>WAHR</text:p>|office:value-type="boolean" office:boolean-value="true"': 1.0,
    '|table:formula="of:=1+1"': "=",
    '<text:p>#DIV/0!</text:p>|table:formula="of:=1/0" office:value-type="string"': "#DIV/0!",
    '<office:annotation><text:p>note</text:p></office:annotation><text:p>3</text:p>|office:value-type="float" office:value="3"': 3.0,
}
"""What stands in a cell and its attributes, with the value that is read."""
CELLS = st.tuples(st.sampled_from([*CONTENTS]), st.integers(1, 3), st.booleans())
ROWS = st.tuples(st.lists(CELLS, min_size=1, max_size=6), st.integers(1, 2))


def _cell(held: str, times: int, covered: bool) -> str:
    content, _mark, attributes = held.partition("|")
    repeated = f' table:number-columns-repeated="{times}"' if times > 1 else ""
    tag = "covered-table-cell" if covered else "table-cell"
    return (
        f"<table:{tag} {attributes}{repeated}>{content}</table:{tag}>"
        if content
        else f"<table:{tag} {attributes}{repeated}/>"
    )


def _row(cells: list[tuple[str, int, bool]], times: int) -> str:
    repeated = f' table:number-rows-repeated="{times}"' if times > 1 else ""
    return f"<table:table-row{repeated}>{''.join(_cell(*cell) for cell in cells)}</table:table-row>"


def _meant(rows: list[tuple[list[tuple[str, int, bool]], int]]) -> dict[tuple[int, int], object]:
    found, row = {}, 0
    for cells, times in rows:
        for _again in range(times):
            row, column = row + 1, 0
            for held, across, covered in cells:
                for _step in range(across):
                    column += 1
                    if not covered and CONTENTS[held] is not None:
                        found[row, column] = CONTENTS[held]
    return found


def document(rows: str) -> bytes:
    """A document with styles, and these columns and rows."""
    content = hostile.ODS.replace(':text:1.0">', ':text:1.0"' + SPACES).replace("<office:body>", STYLES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hostile, "ODS", content)
        return hostile.document(rows)


def opened(path: Path) -> tuple[Grid, ...]:
    return opening.open_sheets(path, "", UNWATCHED)


@given(st.lists(ROWS, min_size=1, max_size=6))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
def test_every_cell_stands_in_its_place_with_its_value(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("any") / "a.ods"
    path.write_bytes(document("".join(_row(*row) for row in rows)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "messages", here)
        (grid,) = opened(path)
    assert {(row, column): cell.value for row, column, cell in grid.cells()} == _meant(rows)


def test_styles_give_units_also_by_the_column_and_by_their_parents(tmp_path):
    value = ' office:value-type="float" office:value="7"/>'
    rows = (
        '<table:table-column/><table:table-column table:default-cell-style-name="ce1"/><table:table-row>'
        f"<table:table-cell{value}<table:table-cell{value}"
        f'<table:table-cell table:style-name="ce3"{value}</table:table-row>'
    )
    path = tmp_path / "a.ods"
    path.write_bytes(document(rows))
    (grid,) = opened(path)
    assert [cell.unit for _row, _column, cell in grid.cells()] == ["", "min", "min"]
