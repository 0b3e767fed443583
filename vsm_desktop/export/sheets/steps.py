"""The step sheet: one row per step in flow order, as entered, and what its machine can do (METRICS.md 2, 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from vsm_desktop.assets import _
from vsm_desktop.export.sheets.columns import Column, columns_for, sources, write_field
from vsm_desktop.export.sheets.grid import DAYS, FACTOR, PIECES, SECONDS, SHARE, Grid
from vsm_desktop.export.sheets.keys import AS_NUMBER, Keys, settle
from vsm_desktop.export.sheets.live import Live, both, choose, given, live, positive
from vsm_desktop.metrics.clock import FACTOR as BASE
from vsm_desktop.metrics.report import Report, Result, StepReport
from vsm_desktop.model.nodes import Fifo, NodeBase, Process
from vsm_desktop.model.stream import State

HEAD = 1
_FIRST = 4


@dataclass(slots=True)
class Row:
    """The cells of one step: what was entered by field, what follows by metric."""

    node: NodeBase
    step: StepReport
    name: Live
    entered: dict[str, Live] = field(default_factory=dict)
    found: dict[str, Live] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    seconds_per: dict[str, float] = field(default_factory=dict)

    def seconds(self, key: str, day: Live) -> Live | None:
        """A time in seconds, what was entered in days by the length of this day; None without such a column."""
        working, days = self.entered.get(key), self.entered.get(f"{key}:d")
        if days is not None and (working is None or days.value is not None):
            return days * day
        return None if working is None else working * self.seconds_per[key]

    def has(self, key: str) -> bool:
        """Whether anything is entered in a field."""
        return any(self.entered.get(k) is not None and self.entered[k].value is not None for k in (key, f"{key}:d"))


def write_steps(grid: Grid, state: State, report: Report, keys: Keys) -> list[Row]:
    """Write all steps; return their cells."""
    pairs = [(step, node) for step in report.steps if (node := state.node(step.id)) is not None]
    columns = columns_for([node for _step, node in pairs])
    _heads(grid, columns)
    rows = []
    for at, (step, node) in enumerate(pairs, HEAD + 1):
        row = _entered(grid, at, step, node, columns, keys)
        _computed(grid, at, _FIRST + len(columns), row, report, keys)
        rows.append(row)
    grid.sheet.auto_filter.ref = grid.sheet.dimensions
    grid.sheet.print_title_rows = f"{HEAD}:{HEAD}"
    return rows


COMPUTED = (
    ("days_of_supply", _("Days of supply [d]"), DAYS),
    ("effective_ct_s", _("Effective C/T [s]"), SECONDS),
    ("capacity_per_day", _("Capacity [pc/d]"), PIECES),
    ("factor", _("Pieces per product sold"), FACTOR),
    ("required_per_day", _("Required [pc/d]"), PIECES),
    ("utilization", _("Utilisation [%]"), SHARE),
)


def _heads(grid: Grid, columns: Sequence[Column]) -> None:
    heads = [_("Id"), _("Step"), _("Kind"), *(column.head for column in columns)]
    heads += [label for _key, label, _shape in COMPUTED] + [_("Notes"), _("Sources")]
    for at, text in enumerate(heads, 1):
        grid.words(HEAD, at, text, "head")
        grid.width(at, 26 if at == 2 else 40 if at >= len(heads) - 1 else 13)


def _entered(
    grid: Grid, at: int, step: StepReport, node: NodeBase, columns: Sequence[Column], keys: Keys
) -> Row:
    grid.words(at, 1, step.id, "note")
    row = Row(node, step, grid.words(at, 2, step.name or step.id, "head_row"))
    grid.words(at, 3, KINDS.get(step.kind, step.kind), "note")
    for column_at, column in enumerate(columns, _FIRST):
        if column.applies(node):
            row.entered[column.key] = write_field(grid, at, column_at, column, node, keys)
            if column.field.dimension == "time" and not column.days:
                row.seconds_per[column.key] = BASE[column.unit]
    return row


KINDS = {
    "process": _("Process"),
    "inventory": _("Inventory"),
    "queue": _("Queue"),
    "supermarket": _("Supermarket"),
    "fifo": _("FIFO lane"),
    "transport": _("Transport"),
}


def _computed(grid: Grid, at: int, first: int, row: Row, report: Report, keys: Keys) -> None:
    """The formula columns of one step; each sees the cells to its left."""
    for column_at, (key, _label, shape) in enumerate(COMPUTED, first):
        result = _result(row.step, report, key)
        part = _formula(key, row, report, keys)
        if part is None and result is None:
            continue
        row.found[key], why = settle(grid, at, column_at, part, result, shape)
        if why and why not in row.notes:
            row.notes.append(why)
    grid.words(at, first + len(COMPUTED), " ".join(row.notes), "note")
    grid.words(at, first + len(COMPUTED) + 1, sources(row.node), "note")


def _result(step: StepReport, report: Report, key: str) -> Result | None:
    return step.metrics.get(key) or report.metrics.get(f"{key}.{step.id}")


def _formula(key: str, row: Row, report: Report, keys: Keys) -> Live | None:
    if row.node.kind in STOCK_KINDS:  # type: ignore[attr-defined]
        return _stock_formula(key, row, report, keys)
    if not isinstance(row.node, Process):
        return None
    found = row.found
    match key:
        case "effective_ct_s":
            return _effective_ct(row, keys)
        case "capacity_per_day":
            available = _available(row, keys)
            fit = both(positive(found["effective_ct_s"]), positive(available))
            return choose(fit, available / found["effective_ct_s"])
        case "factor":
            return _factor(row, report)
        case "required_per_day":
            return keys.daily_demand * found["factor"] if "factor" in found else None
        case "utilization":
            available = _available(row, keys)
            return choose(positive(available), found["required_per_day"] * found["effective_ct_s"] / available)
    return None


def _effective_ct(row: Row, keys: Keys) -> Live | None:
    """METRICS.md 2.1."""
    ct = row.seconds("ct", keys.available_s)
    if ct is None:
        return None
    per_station = ct / row.cell("uptime").or_else(1)
    co = row.seconds("co", keys.available_s)
    if co is not None and (batch := row.cell("batch")) is not None:
        empty = row.entered["co"] if "co" in row.entered else row.entered["co:d"]
        per_station += choose(both(given(batch), given(empty)), co / batch, live(0))
    good = 1 - row.cell("scrap").or_else(0)
    stations = row.cell("stations").or_else(1)
    by_parts = per_station / stations / good
    if "oee" not in row.entered:
        return by_parts
    return choose(given(row.entered["oee"]), ct / stations / row.entered["oee"], by_parts)


def _available(row: Row, keys: Keys) -> Live:
    """A process with shifts of its own has its own day (METRICS.md 1.7)."""
    shifts = row.entered.get("shifts")
    if shifts is None:
        return keys.available_s
    return choose(given(shifts), shifts * keys.available_s_per_shift, keys.available_s)


def _factor(row: Row, report: Report) -> Live | None:
    """How many pieces of this step one product asks for: scrap, pieces per product, routes and rework behind it."""
    required, demand = _number(row, report, "required_per_day"), report.number("daily_demand")
    if required is None or not demand:
        return None
    return live(required / demand)


def _number(row: Row, report: Report, key: str) -> float | None:
    result = _result(row.step, report, key)
    return result.number if result else None


def _stock_formula(key: str, row: Row, report: Report, keys: Keys) -> Live | None:
    """Days entered win over pieces; a stock lasts quantity / (pieces a day x pieces per product) (METRICS.md 4.1)."""
    quantity = row.entered.get("qty")
    if key == "factor":
        return _usage(row, report, keys)
    if key != "days_of_supply" or quantity is None:
        return None
    return None
