"""The step sheet: one row per step in flow order, as entered, and what its machine or stock comes to."""

from __future__ import annotations

from collections.abc import Sequence

from vsm_desktop.assets import UNWATCHED, Watch, _
from vsm_desktop.export.sheets.chain import factor, onward
from vsm_desktop.export.sheets.columns import Column, columns_for, sources, write_field
from vsm_desktop.export.sheets.grid import DAYS, GENERAL, SECONDS, SHARE, WHOLE, Grid
from vsm_desktop.export.sheets.keys import AS_NUMBER, Keys, agree, settle
from vsm_desktop.export.sheets.live import Live, live
from vsm_desktop.export.sheets.machine import process_formula, stock_formula, usage
from vsm_desktop.export.sheets.own import OwnColumns
from vsm_desktop.export.sheets.rows import Row
from vsm_desktop.metrics.clock import FACTOR as BASE
from vsm_desktop.metrics.flow import Flow
from vsm_desktop.metrics.report import Report, StepReport
from vsm_desktop.metrics.stock import STOCK_KINDS
from vsm_desktop.model.names import names_of
from vsm_desktop.model.nodes import NodeBase
from vsm_desktop.model.stream import State

HEAD = 1
_TWO_LINES = 22  # letters
_ID, _NAME, _KIND, _FIRST = 1, 2, 3, 4
COMPUTED = (
    ("factor", _("Pieces per product"), GENERAL),
    ("days_of_supply", _("Days of supply [d]"), DAYS),
    ("effective_ct_s", _("Effective C/T [s]"), SECONDS),
    ("capacity_per_day", _("Capacity [pc/d]"), WHOLE),
    ("required_per_day", _("Required [pc/d]"), WHOLE),
    ("utilization", _("Utilisation [%]"), SHARE),
)
KINDS = {
    "process": _("Process"),
    "inventory": _("Inventory"),
    "queue": _("Queue"),
    "supermarket": _("Supermarket"),
    "fifo": _("FIFO lane"),
    "transport": _("Transport"),
}


def write_steps(
    grid: Grid,
    state: State,
    flow: Flow,
    report: Report,
    keys: Keys,
    own: OwnColumns,
    watch: Watch = UNWATCHED,
) -> list[Row]:
    """Write all steps; return their cells."""
    nodes = {node.id: node for node in state.nodes}
    pairs = [(step, nodes[step.id]) for step in report.steps if step.id in nodes]
    columns = columns_for([node for _step, node in pairs], own.fields, names_of(state))
    _heads(grid, columns, own.heads())
    entered = enumerate(watch.part(0, 0.4).over(pairs), HEAD + 1)
    rows = [_entered(grid, at, step, node, columns, keys) for at, (step, node) in entered]
    first = _FIRST + len(columns)
    by_id = {row.step.id: row for row in rows}
    for row in reversed(rows):  # a process asks those after it
        if (part := _factor(row, flow, by_id, report, keys)) is not None:
            row.found["factor"] = grid.live(row.number, first, part)
    for row in watch.part(0.4, 0.6).over(rows):
        _computed(grid, row, first, report, keys)
        own.write(grid, row, first + len(COMPUTED))
    after = first + len(COMPUTED) + len(own.formulas)
    after += _remarks(grid, after, _("Notes"), rows, [" ".join(row.notes) for row in rows])
    _remarks(grid, after, _("Sources"), rows, [sources(row.node, own.fields) for row in rows])
    grid.filter_and_repeat(HEAD)
    return rows


def _remarks(grid: Grid, at: int, title: str, rows: Sequence[Row], texts: Sequence[str]) -> int:
    """A column of sentences, if there are any; how many columns it took."""
    if not any(texts):
        return 0
    grid.words(HEAD, at, title, "head")
    grid.width(at, 44)
    for row, text in zip(rows, texts, strict=True):
        grid.words(row.number, at, text, "note")
    return 1


def _heads(grid: Grid, columns: Sequence[Column], more: Sequence[str]) -> None:
    labels = [column.label for column in columns]
    unlike = [
        label if labels.count(label) == 1 else column.title
        for label, column in zip(labels, columns, strict=True)
    ]
    heads = [_("Id"), _("Step"), _("Kind"), *unlike]
    heads += [label for _key, label, _shape in COMPUTED] + [*more]
    numbers = {at for at, column in enumerate(columns, _FIRST) if column.numeric}
    numbers |= set(range(_FIRST + len(columns), len(heads) + 1))
    long = any(len(head) > _TWO_LINES for head in heads)
    grid.head(HEAD, heads, numbers, height=60 if long else 30)
    for at in range(1, len(heads) + 1):
        grid.width(at, 26 if at == _NAME else 11)


def _entered(
    grid: Grid, at: int, step: StepReport, node: NodeBase, columns: Sequence[Column], keys: Keys
) -> Row:
    grid.words(at, _ID, step.id, "note")
    row = Row(at, node, step, grid.words(at, _NAME, step.name or step.id, "name"))
    grid.words(at, _KIND, KINDS.get(step.kind, step.kind), "note")
    for column_at, column in enumerate(columns, _FIRST):
        if step.kind in column.field.kinds:
            row.entered[column.key] = write_field(grid, at, column_at, column, node, keys)
            if column.numeric and column.field.dimension == "time" and not column.days:
                row.seconds_per[column.key] = BASE[column.unit]
    return row


def _factor(row: Row, flow: Flow, rows: dict[str, Row], report: Report, keys: Keys) -> Live | None:
    """How many pieces of this step one product asks for: live along a plain way, else as the report has it."""
    if row.kind in STOCK_KINDS:
        return usage(row, report, keys)
    if row.kind != "process" or not row.step.on_ladder:
        return None
    way = onward(flow, row.step.id)
    plain = factor(way, rows) if way else None
    required, demand = row.reported(report, "required_per_day"), report.number("daily_demand")
    if required is None or not demand or (plain is not None and agree(plain.value, required / demand)):
        return plain
    return live(required / demand)


def _computed(grid: Grid, row: Row, first: int, report: Report, keys: Keys) -> None:
    """The formula columns of one step; each sees the cells to its left."""
    for at, (key, label, shape) in enumerate(COMPUTED[1:], first + 1):
        result = row.result(report, key)
        part = process_formula(key, row, keys) if row.kind == "process" else None
        part = stock_formula(key, row, keys) if row.kind in STOCK_KINDS else part
        if part is None and result is None:
            continue
        row.found[key], why = settle(grid, row.number, at, part, result, shape)
        note = f"{label}: {why}" if why == AS_NUMBER else why
        if note and note not in row.notes:
            row.notes.append(note)
