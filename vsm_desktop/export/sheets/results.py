"""The formulas of the summary: what the map comes to, over the steps and the ladder."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from vsm_desktop.export.sheets.keys import Keys
from vsm_desktop.export.sheets.ladder import Tally
from vsm_desktop.export.sheets.live import (
    Live,
    any_of,
    at_least_zero,
    choose,
    column_through,
    equals,
    known,
    positive,
    product,
)
from vsm_desktop.export.sheets.rows import Row
from vsm_desktop.model.options import Options


class Sums(Struct, frozen=True):
    """What the results reckon with, and those found so far; `rows` are those of the sheet of steps.

    Without a ladder, its total and content are missing.
    """

    keys: Keys
    options: Options
    rows: Sequence[Row]
    steps: Sequence[Tally]
    total: Tally | None
    content: Live | None
    found: dict[str, Live] = field(default_factory=dict)


def in_days(sums: Sums, seconds: Live | None) -> Live | None:
    return None if seconds is None else seconds / sums.keys.day_s


def waiting(sums: Sums) -> Live | None:
    return in_days(sums, sums.total.wait if sums.total else None)


def lead_time(sums: Sums) -> Live | None:
    """Both rungs, or waits only (5.2)."""
    if sums.total is None:
        return None
    return choose(equals(sums.keys.lead_time_mode, "waits_only"), sums.total.wait, sums.total.elapsed)


def known_lead_time(sums: Sums) -> Live | None:
    """What is known of it, where the steps follow each other (5.10)."""
    if not sums.steps:
        return None
    waits, works = known([step.wait for step in sums.steps]), known([step.work for step in sums.steps])
    return choose(equals(sums.keys.lead_time_mode, "waits_only"), waits, waits + works)


def processing(sums: Sums) -> Live | None:
    if sums.options.branch_time_mode == "sum":
        return sums.content
    return sums.total.most if sums.total else None


def of_lead_time(sums: Sums, key: str) -> Live | None:
    above, below = sums.found.get(key), sums.found.get("lead_time_s")
    return above / below if above is not None and below is not None else None


def bottleneck(sums: Sums) -> Live | None:
    """The process with the highest load; without demand, with the largest effective C/T (2.5)."""
    by_load, by_time = _name_of_highest(sums, "utilization"), _name_of_highest(sums, "effective_ct_s")
    if by_load is None or by_time is None:
        return None
    return choose(positive(sums.keys.daily_demand), by_load, by_time)


def _name_of_highest(sums: Sums, key: str) -> Live | None:
    cells = column_of(sums.rows, key)
    if cells is None:
        return None
    known_ones = [
        row for row in sums.rows if (cell := row.found.get(key)) is not None and cell.value is not None
    ]
    best = max(known_ones, key=lambda row: row.found[key].number or 0.0, default=None)
    names = column_through(sums.rows[0].name, sums.rows[-1].name)
    formula = f"INDEX({names},MATCH(MAX({cells}),{cells},0))"
    return Live(formula, best.name.value if best else None, risky=True)


def capacity(sums: Sums) -> Live | None:
    """Daily demand / highest load (2.6)."""
    cells, demand = column_of(sums.rows, "utilization"), sums.keys.daily_demand
    if cells is None:
        return None
    loads = [cell.number for row in sums.rows if (cell := row.found.get("utilization")) is not None]
    highest = max((load for load in loads if load is not None), default=None)
    return demand / Live(f"MAX({cells})", highest)


def operators(sums: Sums) -> Live | None:
    cells, over = _entered(sums, "operators")
    return choose(any_of(cells, over), known(cells, over)) if cells else None


def rolled(sums: Sums) -> Live | None:
    """The product of all %C&A, of the first pass yield where that alone is entered (7.2)."""
    cells, over = _entered(sums, "ca")
    yields = [row for row in sums.rows if row.has("fpy") and not row.has("ca") and row.step.on_ladder]
    if yields:
        cells, over = [*cells, *(row.entered["fpy"] for row in yields)], ""
    return choose(any_of(cells, over), product(cells, over)) if cells else None


def _entered(sums: Sums, key: str) -> tuple[list[Live], str]:
    """The cells of a field that count, and the whole column where all of it does."""
    rows = [row for row in sums.rows if key in row.entered]
    cells = [row.entered[key] for row in rows if row.step.on_ladder and not row.has("same_as")]
    return cells, column_through(cells[0], cells[-1]) if len(cells) == len(rows) > 0 else ""


def column_of(rows: Sequence[Row], key: str) -> str | None:
    """The column of a metric from the first step to the last, as a range."""
    cell = next((row.found[key] for row in rows if key in row.found), None)
    if cell is None:
        return None
    sheet, _bang, place = cell.text.rpartition("!")
    letters = place.rstrip("0123456789")
    return f"{sheet}!{letters}{rows[0].number}:{letters}{rows[-1].number}"


def formula_of(key: str, sums: Sums) -> Live | None:
    """The formula of one result, None where there is none."""
    total = sums.total
    match key:
        case "lead_time_days":
            return in_days(sums, lead_time(sums))
        case "lead_time_known_days":
            return in_days(sums, known_lead_time(sums))
        case "lead_time_s":
            return lead_time(sums)
        case "waiting_time_days":
            return in_days(sums, total.wait if total else None)
        case "processing_time_s":
            return processing(sums)
        case "total_work_content_s":
            return sums.content
        case "va_time_s":
            return total.va if total else None
        case "nnva_time_s":
            return total.nnva if total else None
        case "nva_time_s":
            return at_least_zero(total.work - total.va - total.nnva) if total else None
        case "pce":
            return of_lead_time(sums, "va_time_s")
        case "activity_ratio":
            return of_lead_time(sums, "processing_time_s")
    more = {
        "bottleneck": bottleneck,
        "stream_capacity_per_day": capacity,
        "operators_total": operators,
        "rolled_ca": rolled,
    }
    return more[key](sums) if key in more else None
