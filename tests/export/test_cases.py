"""Every acceptance case as a workbook: what LibreOffice calculates from what was entered is what the program measures."""

from __future__ import annotations

from collections.abc import Iterator
from math import isclose
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.run import cases_in, maps_of
from tests.acceptance.sketch import stream_of
from tests.export.oracle import named, recalculated
from vsm_desktop.export.workbook import workbook_bytes
from vsm_desktop.metrics.measure import measure
from vsm_desktop.metrics.report import Report
from vsm_desktop.model.stream import ValueStream

CASES = Path(__file__).parents[1] / "cases"
TOTALS = (
    "available_s_per_day",
    "daily_demand",
    "demand_per_shift",
    "takt_s",
    "lead_time_days",
    "lead_time_s",
    "waiting_time_days",
    "processing_time_s",
    "total_work_content_s",
    "va_time_s",
    "nnva_time_s",
    "nva_time_s",
    "pce",
    "activity_ratio",
    "rolled_ca",
    "operators_total",
    "stream_capacity_per_day",
    "distance_m",
)
OF_STEPS = ("effective_ct_s", "capacity_per_day", "required_per_day", "utilization", "days_of_supply")


def _maps() -> Iterator[tuple[str, ValueStream]]:
    """Each map of each case, with its options and with those of its variants."""
    for case in cases_in(CASES):
        for name, one in maps_of(case):
            options = one.get("options", {})
            for i, variant in enumerate([{}, *one.get("variants", [])]):
                yield f"{name}-{i}", stream_of(one, options | variant.get("options", {}))


MAPS = {name: stream for name, stream in _maps() if measure(stream).number("lead_time_s") is not None}


@pytest.fixture(scope="module")
def calculated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """All of them, written without values and calculated in one go."""
    books = {
        name: workbook_bytes(stream, stream.state(), measure(stream), with_values=False)
        for name, stream in MAPS.items()
    }
    return recalculated(books, tmp_path_factory.mktemp("cases"))


@pytest.mark.parametrize("name", MAPS)
def test_the_workbook_calculates_what_the_program_measures(name: str, calculated: dict[str, Any]):
    report = measure(MAPS[name])
    for key in TOTALS:
        result = report.metrics.get(key)
        if result is not None:
            assert _close(named(calculated[name], key), result.number), key
    for id_, key, value in _of_steps(calculated[name]):
        assert _close(value, _reported(report, id_, key)), (id_, key)


def test_every_case_with_a_ladder_is_among_them():
    assert len(MAPS) > 30
    assert {"acme-current-0", "twi-current-0", "derived-branches-loop-transport-0"} <= MAPS.keys()


def _of_steps(book: Any) -> Iterator[tuple[str, str, Any]]:
    """What follows at each step, by its id and the key of the column."""
    for sheet in (book["Steps"], book["Inventory"]):
        keys = [str(cell.value)[2:-1] for cell in sheet[1]]
        for row in sheet.iter_rows(min_row=3):
            yield from (
                (str(row[0].value), key, cell.value)
                for key, cell in zip(keys, row, strict=True)
                if key in OF_STEPS
            )


def _reported(report: Report, id_: str, key: str) -> float | None:
    step = report.step(id_)
    assert step is not None
    result = step.metrics.get(key) or report.metrics.get(f"{key}.{id_}")
    return result.number if result else None


def _close(found: Any, expected: float | None) -> bool:
    if expected is None:
        return found in (None, "")
    return isinstance(found, int | float) and isclose(found, expected, rel_tol=1e-6, abs_tol=1e-9)
