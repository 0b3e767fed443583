"""The named cells other sheets reckon with, and when a formula may stand for a number of the report."""

from __future__ import annotations

from math import isclose

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.export.sheets.grid import Grid
from vsm_desktop.export.sheets.live import Known, Live
from vsm_desktop.metrics.report import Result


class Keys(Struct, frozen=True):
    """Cells of the summary, by what they hold."""

    shifts_per_day: Live
    days_per_week: Live
    days_per_month: Live
    days_per_year: Live
    available_s: Live
    available_s_per_shift: Live
    day_s: Live
    daily_demand: Live
    stock_rate: Live
    lead_time_mode: Live


def settle(
    grid: Grid, row: int, column: int, part: Live | None, result: Result | None, shape: str
) -> tuple[Live, str]:
    """Write a formula if it gives what the report says, else the report's number; and why there is none, or no formula."""
    if result is None and part is not None:
        return grid.live(row, column, part, shape, right=True), ""
    wanted: Known = None if result is None or isinstance(result.value, tuple) else result.value
    why = result.reason if result else ""
    if part is not None and agree(part.value, wanted):
        return grid.live(row, column, part, shape, right=True), why
    if wanted is None:
        return grid.number(row, column, None, shape), why
    if isinstance(wanted, str):
        return grid.words(row, column, wanted, right=True), AS_NUMBER
    return grid.number(row, column, wanted, shape), AS_NUMBER


AS_NUMBER = _("Written as a value of the map: the formulas of this sheet do not cover it.")


def reason(cell: Live, why: str, note: str = "") -> Live:
    """Why a cell is empty, as long as it is."""
    texts = ['"' + text.replace('"', '""') + '"' for text in (why, note)]
    return Live(f'IF({cell.text}="",{texts[0]},{texts[1]})', why if cell.value is None else note)


def agree(one: Known, other: Known) -> bool:
    """The same text or the same number, up to the last digits."""
    if isinstance(one, str) or isinstance(other, str) or one is None or other is None:
        return one == other
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
