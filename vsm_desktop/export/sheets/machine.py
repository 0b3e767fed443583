"""What follows from one row of the step sheet: effective C/T, capacity, load; days of supply (METRICS.md 2, 4)."""

from __future__ import annotations

from vsm_desktop.export.sheets.keys import Keys, agree
from vsm_desktop.export.sheets.live import Live, both, choose, given, live, positive
from vsm_desktop.export.sheets.rows import Row
from vsm_desktop.metrics.report import Report


def process_formula(key: str, row: Row, keys: Keys) -> Live | None:
    """The formula of one metric of a process; it may use those to its left."""
    found, available = row.found, _available(row, keys)
    match key:
        case "effective_ct_s":
            return effective_ct(row, keys)
        case "capacity_per_day":
            return choose(positive(available), available / found["effective_ct_s"])
        case "required_per_day" if "factor" in found:
            return keys.daily_demand * found["factor"]
        case "utilization" if "required_per_day" in found:
            return found["required_per_day"] * found["effective_ct_s"] / available
    return None


def effective_ct(row: Row, keys: Keys) -> Live | None:
    """Available seconds per good piece (2.1); an empty changeover or batch counts nothing."""
    ct, co = row.seconds("ct", keys.available_s), row.seconds("co", keys.available_s)
    batch = row.entered.get("batch")
    if ct is None:
        return None
    each = ct / row.or_else("uptime", 1)
    if co is not None and batch is not None:
        each += choose(both(given(batch), given(row.filled("co"))), co / batch, live(0))
    stations = row.or_else("stations", 1)
    by_parts = each / stations / (1 - row.or_else("scrap", 0))
    oee = row.entered.get("oee")
    return by_parts if oee is None else choose(given(oee), ct / stations / oee, by_parts)


def stock_formula(key: str, row: Row, keys: Keys) -> Live | None:
    """Days entered win over pieces; pieces last quantity / (pieces a day x pieces per product) (4.1)."""
    if key != "days_of_supply" or "factor" not in row.found:
        return None
    by_pieces = pieces(row) / (keys.stock_rate * row.found["factor"])
    for cell in row.cells("days"):
        as_days = cell if cell is row.entered.get("days:d") else cell * row.seconds_per["days"] / keys.day_s
        by_pieces = choose(given(cell), as_days, by_pieces)
    return by_pieces


def pieces(row: Row) -> Live:
    """The stock; a FIFO lane of which only the maximum is known counts that (4.4)."""
    quantity, most = row.entered["qty"], row.entered.get("max")
    return choose(given(quantity), quantity, most) if row.kind == "fifo" and most is not None else quantity


def usage(row: Row, report: Report, keys: Keys) -> Live:
    """Pieces per product: as entered, where the arrows ask for no more of them."""
    entered = row.or_else("usage", 1)
    quantity, rate = pieces(row).number, keys.stock_rate.number
    days = None if row.has("days") else row.reported(report, "days_of_supply")
    if not (quantity and rate and days):
        return entered
    needed = quantity / (rate * days)
    return entered if agree(entered.value, needed) else live(needed)


def _available(row: Row, keys: Keys) -> Live:
    """A process with shifts of its own has a day of its own (1.7)."""
    shifts = row.entered.get("shifts")
    if shifts is None:
        return keys.available_s
    return choose(given(shifts), shifts * keys.available_s_per_shift, keys.available_s)
