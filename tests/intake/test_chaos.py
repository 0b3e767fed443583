"""Any cells anywhere: a sheet that makes no sense is read or refused, never an error, and nothing is said twice."""

from __future__ import annotations

import tempfile
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.intake.books import VERDICTS, quantities, save
from vsm_desktop.intake.sheets import read_sheet
from vsm_desktop.model.parse import parse_quantity

pytestmark = pytest.mark.usefixtures("read_here")

WORDS = [
    "Step", "Process", "C/T (s)", "C/O", "Uptime (%)", "Operators", "Op", "#", "Inventory before L", "Inventory before R (pcs)",
    "Stock", "WIP (days)", "Scrap", "Time", "Qty", "Remarks", "n", "VA/NNVA/NVA", "Shared", "Demand per month", "Demand L", "Shifts",
    "Shift length", "Breaks", "2 x 10 min", "2 shifts of 8 h", "L 12,000 / R 6,400 per month", "Available time per shift",
    "Working days", "Customer", "Supplier", "Product family", "Date", "Total", "Takt time", "Saw", "Weld 1", "Customer: Acme", "(s)",
    "%", "min", "L", "R", "Demand: 18,400 pcs/month", "pcs/day", "45 s", "1,5", "see Tom", "-", "n/a", "?", "ca. 9", "1:30", "85 %",
    "=1+1", "#DIV/0!", "1,234,567", "9" * 40, "1e400", "−5", "½", "x" * 300, "a: b", "= ", ":", "5 d", "NVA",
]  # fmt: skip
CELLS = st.one_of(
    st.none(),
    st.sampled_from(WORDS),
    st.integers(-5, 100_000),
    st.floats(-1, 1e9, allow_nan=False),
    st.booleans(),
    st.sampled_from([datetime(2025, 3, 12), datetime(1900, 1, 1, 5), time(1, 30), timedelta(hours=30)]),
    st.text(max_size=12).map(lambda text: "".join(c for c in text if c.isprintable())),
)
SHEETS = st.lists(st.lists(CELLS, max_size=9), max_size=14)


def check(rows: list[list[object]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        reading = read_sheet(save(Path(folder) / "t.xlsx", {"Sheet1": rows}))
    report = reading.report
    assert (reading.stream is None) == bool(report.refused)
    cells = [entry.cell for name in VERDICTS for entry in getattr(report, name)]
    assert len(cells) == len(set(cells))
    assert all(entry.reason for entry in (*report.converted, *report.doubtful, *report.rejected))
    assert report.as_json()["summary"].endswith(".")
    for quantity in quantities(reading) if reading.stream else ():
        again = parse_quantity(quantity.typed, quantity.dimension, quantity.unit)
        assert again.unit == quantity.unit
        assert again.value == pytest.approx(quantity.value, rel=1e-9, abs=1e-12)


@given(SHEETS)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
def test_nothing_upsets_it(rows):
    check(rows)


@pytest.mark.slow
@given(SHEETS)
@settings(max_examples=3000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_upsets_it_three_thousand_times(rows):
    check(rows)
