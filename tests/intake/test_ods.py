"""Documents of LibreOffice in any shape: what is read fast is what the parser would have read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.intake import hostile
from tests.intake.books import here
from vsm_desktop.assets import UNWATCHED
from vsm_desktop.intake.grid import Grid
from vsm_desktop.intake.readers import ods, opening

STYLES = (
    "<office:automatic-styles>"
    '<number:number-style style:name="N1"><number:number/><number:text> min</number:text></number:number-style>'
    '<number:time-style style:name="N2"><number:hours/><number:text>:</number:text><number:minutes/></number:time-style>'
    '<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="ce2" style:family="table-cell" style:data-style-name="N2"/>'
    '<style:style style:name="ce3" style:family="table-cell" style:parent-style-name="ce1"/>'
    "</office:automatic-styles><office:body>"
)
SPACES = (
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0">'
)
KINDS = st.sampled_from(
    [
        ("", ""),
        (' office:value-type="string"', "<text:p>Saw &amp; &#x4e2d;</text:p>"),
        (' office:value-type="string"', "<text:p>Saw</text:p>"),
        (' office:value-type="string"', ""),
        (' office:value-type="string"', "<text:p>a<text:span>b</text:span></text:p><text:p>c</text:p>"),
        (' office:value-type="string" office:string-value="held"', ""),
        (' office:value-type="float" office:value="1.5"', "<text:p>1.5 min</text:p>"),
        (' office:value-type="float" office:value="2"', "<text:p>2</text:p>"),
        (' office:value-type="float" office:value="1e999"', "<text:p>x</text:p>"),
        (' office:value-type="percentage" office:value="0.5"', "<text:p>50 %</text:p>"),
        (' office:value-type="time" office:time-value="PT30H05M00S"', "<text:p>30:05</text:p>"),
        (' office:value-type="date" office:date-value="2025-03-12"', "<text:p>12.3.</text:p>"),
        (' office:value-type="date" office:date-value="1899-12-31T06:00:00"', "<text:p>30:00</text:p>"),
        (' office:value-type="boolean" office:boolean-value="true"', "<text:p>WAHR</text:p>"),
        (' table:formula="of:=1+1"', ""),
        (' table:formula="of:=1+1" office:value-type="float" office:value="2"', "<text:p>2</text:p>"),
        (' table:formula="of:=1/0" office:value-type="string"', "<text:p>#DIV/0!</text:p>"),
        (
            ' office:value-type="float" office:value="3"',
            "<office:annotation><text:p>note</text:p></office:annotation><text:p>3</text:p>",
        ),
    ]
)
MORE = st.sampled_from(
    [
        "",
        "",
        "",
        ' table:number-columns-repeated="2"',
        ' table:number-columns-spanned="2" table:number-rows-spanned="1"',
    ]
)
STYLE = st.sampled_from(
    ["", *(f' table:style-name="{name}"' for name in ("ce1", "ce2", "ce3", "none", "Default"))]
)


def _cell(covered: bool, style: str, kind: tuple[str, str], more: str) -> str:
    if covered:
        return "<table:covered-table-cell/>"
    attributes, content = kind
    end = f">{content}</table:table-cell>" if content else "/>"
    return f"<table:table-cell{style}{attributes}{more}{end}"


CELL = st.builds(_cell, st.sampled_from([False, False, False, False, True]), STYLE, KINDS, MORE)
ROW = st.builds(
    lambda cells, more: f"<table:table-row{more}>{''.join(cells)}</table:table-row>",
    st.lists(CELL, min_size=1, max_size=6),
    st.sampled_from(["", "", ' table:visibility="collapse"', ' table:number-rows-repeated="2"']),
)
COLUMNS = st.sampled_from(
    [
        "",
        '<table:table-column/><table:table-column table:number-columns-repeated="3" table:default-cell-style-name="ce1"/>',
    ]
)


def document(rows: str) -> bytes:
    """A document with styles, and these columns and rows."""
    content = hostile.ODS.replace(':text:1.0">', ':text:1.0"' + SPACES).replace("<office:body>", STYLES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hostile, "ODS", content)
        return hostile.document(rows)


def opened(path: Path) -> tuple[Grid, ...]:
    return opening.open_sheets(path, "", UNWATCHED)


@given(COLUMNS, st.lists(ROW, min_size=1, max_size=6))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
def test_the_fast_way_and_the_slow_way_see_the_same(tmp_path_factory, columns, rows):
    path = tmp_path_factory.mktemp("two") / "a.ods"
    path.write_bytes(document(columns + "".join(rows)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "messages", here)
        fast = opened(path)
        patch.setattr(ods, "_TOKENS", re.compile(rb"(x)?(x)?(x)?(x)?(x)?(x)?(x)?(x)?(.+)", re.DOTALL))
        assert opened(path) == fast


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
