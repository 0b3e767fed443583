"""Any table of steps in any of the languages, however its numbers and units are written, is read back as it was meant."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.intake.books import save
from tests.intake.tables import Made, made
from vsm_desktop.intake import sheets
from vsm_desktop.intake.sheets import Reading, read_sheet
from vsm_desktop.model.nodes import Customer

QUICK = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def read_grid(table: Made, top: int, left: int) -> Reading:
    """Read a table as if a file had held its cells."""
    grid = table.grid(top, left)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sheets, "open_sheets", lambda *_args: (grid,))
        return read_sheet(Path("any.xlsx"))


def check(table: Made, reading: Reading) -> None:
    """What was read is what was meant, or it was refused because it can be read in two ways."""
    assert reading.stream, reading.refused
    nodes = reading.stream.states[0].nodes
    by_name = {node.name: node for node in nodes}
    open_cells = {entry.step: entry for entry in reading.report.rejected if "two ways" in entry.reason}
    for step, values in table.said.items():
        node = by_name[step]
        assert node.kind == "process" or set(values) == {"before"}
        for key, value in values.items():
            held = node if node.kind != "process" else by_name.get(f"Before {step}")
            found: Any = getattr(held, "qty", None) if key == "before" else getattr(node, key)
            if found is None:
                assert node.id in open_cells, (step, key, value)
            else:
                assert found.base == pytest.approx(value, rel=1e-9), (step, key)
    customer = next(node for node in nodes if isinstance(node, Customer))
    assert (customer.demand.value if customer.demand else None) == table.demand


@given(made(), st.integers(1, 9), st.integers(1, 6))
@QUICK
def test_cells_are_read_back(table: Made, top: int, left: int) -> None:
    check(table, read_grid(table, top, left))


@given(made(), st.integers(1, 9), st.integers(1, 6))
@settings(QUICK, max_examples=12)
def test_workbooks_are_read_back(table: Made, top: int, left: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        check(table, read_sheet(save(Path(folder) / "t.xlsx", {"Sheet1": table.rows}, at=(top, left))))


@given(made(), st.sampled_from(((";", "utf-8-sig"), ("\t", "utf-16"), (",", "utf-8"))))
@settings(QUICK, max_examples=12)
def test_texts_are_read_back(table: Made, form: tuple[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.csv"
        with path.open("w", encoding=form[1], newline="") as file:
            csv.writer(file, delimiter=form[0]).writerows(
                ["" if value is None else value for value in row] for row in table.rows
            )
        check(table, read_sheet(path))


@pytest.mark.slow
@given(made(), st.integers(1, 9), st.integers(1, 6))
@pytest.mark.timeout(900)
@settings(QUICK, max_examples=2000, derandomize=False)
def test_cells_are_read_back_thousands_of_times(table: Made, top: int, left: int) -> None:
    check(table, read_grid(table, top, left))
