"""Whatever stands in a sheet, wherever and however merged or hidden: it is read without failing, and no number goes unsaid."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.intake.books import cells_said
from vsm_desktop.intake import sheets
from vsm_desktop.intake.grid import Cell, Grid
from vsm_desktop.intake.sheets import read_sheet

TEXTS = (
    "Step", "Process", "C/T (s)", "C/T", "min", "max", "avg", "(s)", "(min)", "%", "Inventory before", "Inventory", "L", "R", "Uptime",
    "Operators", "Demand per month", "Takt time", "Total", "Summe", "Zykluszeit [s]", "Bestand", "周期时间(秒)", "工序", "库存", "合计",
    "サイクルタイム（秒）", "工程名", "Étape", "Temps de cycle", "TC", "Stock amont", "Время цикла, сек", "Операция", "Итого", "Media",
    "45 s", "1-2 min", "120/h", "1.234", "0,5", "85 %", "n/a", "-", "Saw", "Mill", "Weld", "Saw", "Customer: X", "Shifts", "2 x 8 h", "Lead time",
    "a note that is much longer than any header could ever be, and that says nothing of use to anyone",
)  # fmt: skip


@st.composite
def grids(draw: Any) -> Grid:
    """Cells of any kind at any place of a small sheet."""
    rows: dict[int, dict[int, Cell]] = {}
    for row in range(1, draw(st.integers(2, 9))):
        for column in range(1, draw(st.integers(2, 8))):
            value = draw(
                st.one_of(
                    st.none(),
                    st.sampled_from(TEXTS),
                    st.sampled_from(TEXTS),
                    st.integers(0, 5000),
                    st.floats(0, 1),
                )
            )
            if isinstance(value, str):
                rows.setdefault(row, {})[column] = Cell(row, column, value)
            elif value is not None:
                kind = draw(st.sampled_from(("number", "number", "percent", "duration")))
                rows.setdefault(row, {})[column] = Cell(row, column, float(value), kind)
    merged = []
    for _n in range(draw(st.integers(0, 2))):
        top, left = draw(st.integers(1, 6)), draw(st.integers(1, 5))
        merged.append((top, left, top + draw(st.integers(0, 2)), left + draw(st.integers(0, 2))))
    for top, left, bottom, right in merged:  # only the first cell of a merged range holds something
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    rows.get(row, {}).pop(column, None)
    return Grid(
        "Any",
        {row: cells for row, cells in rows.items() if cells},
        hidden_rows=frozenset(draw(st.sets(st.integers(1, 8), max_size=2))),
        hidden_columns=frozenset(draw(st.sets(st.integers(1, 7), max_size=2))),
        merged=tuple(merged),
    )


def check(grid: Grid) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sheets, "open_sheets", lambda *_args: (grid,))
        reading = read_sheet(Path("any.xlsx"))
    if reading.stream is None:
        assert reading.refused
        return
    numbers = {cell.ref for _row, _column, cell in grid.cells() if cell.kind != "text"}
    assert numbers <= cells_said(reading)


@given(grids())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
def test_no_number_goes_unsaid(grid: Grid) -> None:
    check(grid)


@pytest.mark.slow
@pytest.mark.timeout(900)
@given(grids())
@settings(max_examples=4000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_number_goes_unsaid_thousands_of_times(grid: Grid) -> None:
    check(grid)
