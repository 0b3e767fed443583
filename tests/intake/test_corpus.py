"""Every sheet of the corpus is read as the person reads it whose words stand beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from vsm_desktop.intake.grid import plain
from vsm_desktop.intake.sheets import Reading, read_sheet
from vsm_desktop.intake.values import VERDICTS
from vsm_desktop.model.nodes import Customer, Supplier
from vsm_desktop.model.quantity import Quantity

FOLDER = Path(__file__).parents[1] / "data" / "sheets"
FILES = sorted(path for path in FOLDER.iterdir() if path.is_file() and path.suffix != ".json")


def shown(value: Any) -> Any:
    """A value as it is written in the corpus: 45 s, 40-45 s, 2, or by variant."""
    if isinstance(value, Quantity):
        unit = "" if value.unit == "x" else f" {value.unit}"
        ends = f" ({plain(value.low)} to {plain(value.high)})" if value.low is not None else ""
        return f"{plain(round(value.value, 6))}{unit}{ends}"
    if isinstance(value, tuple):
        return {one.variant: shown(one.quantity) for one in value}
    return value


def values(part: Any) -> dict[str, Any]:
    """The quantities of a node or a calendar, and what else a step says."""
    kept = {}
    for key, value in part:
        quantities = isinstance(value, Quantity) or (
            isinstance(value, tuple) and value and hasattr(value[0], "variant")
        )
        if quantities or (key in ("va", "shared") and value):
            kept["qty" if key == "qty_by_variant" else key] = shown(value)
    return kept


def line(reading: Reading) -> list[dict[str, Any]]:
    """The map from left to right, without the customer."""
    assert reading.stream, reading.refused
    nodes = reading.stream.states[0].nodes
    return [{"name": node.name, **values(node)} for node in nodes if not isinstance(node, Customer)]


def report(reading: Reading) -> dict[str, list[str]]:
    """Every line that is not simply taken."""
    return {
        (entry.cell or entry.sheet): [verdict, entry.reason]
        for verdict in VERDICTS[1:]
        for entry in getattr(reading.report, verdict)
    }


def test_there_are_enough() -> None:
    assert len(FILES) >= 40
    assert len({path.suffix for path in FILES}) >= 4


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_is_read_as_a_person_reads_it(path: Path) -> None:
    said = json.loads(Path(f"{path}.json").read_text(encoding="utf-8"))
    reading = read_sheet(path)
    if said["refused"]:
        assert reading.stream is None
        assert [part for part in said["refused"] if part not in reading.refused] == [], reading.refused
        return
    assert line(reading) == said["line"]
    found = report(reading)
    assert {cell: verdict for cell, (verdict, _reason) in found.items()} == {
        cell: verdict for cell, (verdict, _reason) in said["lines"].items()
    }
    assert {
        cell: found[cell][1] for cell, (_v, reason) in said["lines"].items() if reason not in found[cell][1]
    } == {}
    assert len(reading.report.taken) == said["taken"]
    assert reading.stream
    nodes = reading.stream.states[0].nodes
    customer = next(node for node in nodes if isinstance(node, Customer))
    assert (shown(customer.demand) or shown(customer.demand_by_variant) or None) == said["demand"]
    assert values(reading.stream.calendar) == said["calendar"]
    assert not said["name"] or reading.stream.name == said["name"]
    assert not said["customer"] or customer.name == said["customer"]
    assert [node.name for node in nodes if isinstance(node, Supplier)] == [said["supplier"]] * bool(
        said["supplier"]
    )
