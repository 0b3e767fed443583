"""Any small table of steps, wherever it stands and however its columns are named, is read back as it was written."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from tests.intake.books import cells_said, quantities, save, state
from vsm_desktop.intake.sheets import read_sheet
from vsm_desktop.model.parse import parse_quantity

pytestmark = pytest.mark.usefixtures("read_here")

VERBS = [
    "Saw",
    "Mill",
    "Drill",
    "Turn",
    "Paint",
    "Press",
    "Weld",
    "Wash",
    "Glue",
    "Mount",
    "Fräsen",
    "Prüfen",
    "Receive order",
]
SECONDS = {"s": 1.0, "sec": 1.0, "min": 60.0, "Min.": 60.0, "h": 3600.0, "Std": 3600.0}


@dataclass(frozen=True)
class Kind:
    """A column that may be in the table: what it may be called, in which units, and where its values go."""

    field: str
    headers: tuple[str, ...]
    units: tuple[str, ...] = ("",)
    values: Any = None
    node: str = "{id}"


TIMES = st.one_of(st.integers(0, 500), st.decimals(0, 500, places=2).map(float))
KINDS = (
    Kind("ct", ("C/T", "Cycle time", "Zykluszeit", "CT", "cycle-time"), tuple(SECONDS), TIMES),
    Kind("co", ("C/O", "Changeover", "Rüstzeit", "Setup time"), tuple(SECONDS), TIMES),
    Kind("pt", ("P/T", "Processing time", "Bearbeitungszeit"), tuple(SECONDS), TIMES),
    Kind(
        "uptime", ("Uptime", "Availability", "Verfügbarkeit", "Reliability"), ("%", ""), st.integers(2, 100)
    ),
    Kind("operators", ("Operators", "# of operators", "MA", "People"), ("",), st.integers(0, 20)),
    Kind("batch", ("Batch size", "Losgröße", "Lot"), ("pcs", "Stk", ""), st.integers(1, 5000)),
    Kind(
        "qty",
        ("Inventory before", "Stock in front", "Bestand vor"),
        ("pcs", "Stk"),
        st.integers(0, 90000),
        "inv_{id}",
    ),
    Kind(
        "days",
        ("Inventory before", "Days of supply before", "Reichweite vor"),
        ("days", "Tage"),
        TIMES,
        "inv_{id}",
    ),
)


@st.composite
def tables(draw: Any) -> dict[str, Any]:
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=2, max_size=6, unique_by=lambda kind: kind.field))
    names = draw(st.lists(st.sampled_from(VERBS), min_size=2, max_size=6, unique=True))
    columns = [
        (kind, draw(st.sampled_from(kind.headers)), draw(st.sampled_from(kind.units))) for kind in kinds
    ]
    cells = [[draw(st.one_of(st.none(), kind.values)) for kind in kinds] for _name in names]
    for row in cells:  # a row without any value is no step, and one with stock alone is none either
        row[0] = row[0] if row[0] is not None else draw(kinds[0].values)
    signs = draw(st.sampled_from(["({})", "[{}]", " {}", " in {}"]))
    return {
        "names": names,
        "columns": columns,
        "cells": cells,
        "headers": [header + (signs.format(unit) if unit else "") for _kind, header, unit in columns],
        "name_header": draw(st.sampled_from(["Step", "Process", "Arbeitsgang", "Operation"])),
        "order": draw(st.permutations(range(len(kinds)))),
        "at": (draw(st.integers(1, 12)), draw(st.integers(1, 8))),
        "title": draw(st.booleans()),
        "turned": draw(st.booleans()),
    }


def written(table: dict[str, Any]) -> list[list[Any]]:
    order = table["order"]
    rows = [[table["name_header"], *(table["headers"][n] for n in order)]]
    rows += [
        [name, *(row[n] for n in order)] for name, row in zip(table["names"], table["cells"], strict=True)
    ]
    return [list(column) for column in zip(*rows, strict=True)] if table["turned"] else rows


def expected(kind: Kind, unit: str, value: float) -> float:
    """The value in the base unit; days stay days."""
    if kind.field == "uptime":
        return value / 100
    return value * SECONDS.get(unit, 1.0)


def check(table: dict[str, Any]) -> None:
    rows = written(table)
    top, left = table["at"]
    if table["title"]:
        top += 2
    with tempfile.TemporaryDirectory() as folder:
        reading = read_sheet(save(Path(folder) / "t.xlsx", {"Any sheet": rows}, at=(top, left)))
    read = {node.name: node for node in state(reading).nodes}
    for name, row in zip(table["names"], table["cells"], strict=True):
        before = read.get(f"Before {name}")
        process = read[name]
        if process.kind == "inventory":  # stock was all the row had
            before, process = process, None
        for (kind, _header, unit), value in zip(table["columns"], row, strict=True):
            node = before if kind.node != "{id}" else process
            found = getattr(node, kind.field, None) if node else None
            if value is None:
                assert found is None
            else:
                assert found.base == pytest.approx(expected(kind, unit, value), rel=1e-9, abs=1e-12)
    assert not reading.report.rejected
    for quantity in quantities(reading):
        again = parse_quantity(quantity.typed, quantity.dimension, quantity.unit)
        assert (again.base, again.unit) == (pytest.approx(quantity.base, rel=1e-9), quantity.unit)
    body = [(r, c) for r, row in enumerate(rows) for c, value in enumerate(row) if value is not None]
    body = [(r, c) for r, c in body if (c if table["turned"] else r) > 0]
    assert {f"{get_column_letter(left + c)}{top + r}" for r, c in body} == cells_said(reading)


@given(tables())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
def test_what_is_written_is_read(table):
    check(table)


@pytest.mark.slow
@given(tables())
@settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_written_is_read_a_thousand_times(table):
    check(table)
