"""The sheets of steps and of stocks: one row each in flow order, as entered, and what it comes to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.export.sheets.columns import Column, columns_for, sources, write_field
from vsm_desktop.export.sheets.grid import Grid
from vsm_desktop.export.sheets.keys import AS_NUMBER, Keys, agree, settle
from vsm_desktop.export.sheets.live import MISSING, Known, Live, live
from vsm_desktop.export.sheets.looks import DAYS, GENERAL, SECONDS, SHARE, WHOLE
from vsm_desktop.export.sheets.machine import process_formula, stock_formula, usage
from vsm_desktop.export.sheets.own import OwnColumns, head_of
from vsm_desktop.export.sheets.passage import nnva_of, va_of, wait_of, work_of
from vsm_desktop.export.sheets.rows import Row
from vsm_desktop.metrics.clock import FACTOR as BASE
from vsm_desktop.metrics.report import Report, StepReport
from vsm_desktop.model.names import names_of
from vsm_desktop.model.nodes import NodeBase
from vsm_desktop.model.options import Options
from vsm_desktop.model.own import OwnField
from vsm_desktop.model.stream import State
from vsm_desktop.model.titles import title_of

KEYS, HEAD = 1, 2
_TWO_LINES = 22  # letters
_REMARK = 48
_ID, _NAME, _KIND, _FIRST = 1, 2, 3, 4
Computed = tuple[tuple[str, str, str], ...]
OF_STEPS: Computed = (
    ("effective_ct_s", _("Effective C/T [s]"), SECONDS),
    ("capacity_per_day", _("Capacity [pc/d]"), WHOLE),
    ("required_per_day", _("Required [pc/d]"), WHOLE),
    ("utilization", _("Utilisation [%]"), SHARE),
    ("wait_s", _("Waits [s]"), SECONDS),
    ("processing_s", _("Processing [s]"), SECONDS),
    ("va_s", _("Value-adding [s]"), SECONDS),
    ("nnva_s", _("Necessary [s]"), SECONDS),
)
OF_STOCKS: Computed = (
    ("factor", _("Pieces for one product"), GENERAL),
    ("days_of_supply", _("Days of supply [d]"), DAYS),
)
_LOCKED = _("The id ties this row to the map. Leave it as it is; in a new row leave it empty.")


class Place(Struct, frozen=True):
    """Where a stock stands: the names of the steps before and behind it."""

    after: str = ""
    before: str = ""


class Sheet(Struct):
    """One of the two sheets: its rows, the columns for what is entered, and those for what follows."""

    grid: Grid
    title: str
    computed: Computed
    columns: Sequence[Column] = ()
    rows: Sequence[Row] = ()
    places: bool = False
    formulas: Sequence[OwnField] = ()

    @property
    def first(self) -> int:
        """The first column of results."""
        return _FIRST + 2 * self.places + len(self.columns)


def enter(
    sheet: Sheet,
    state: State,
    pairs: Iterable[tuple[StepReport, NodeBase]],
    keys: Keys,
    own: OwnColumns,
    places: dict[str, Place],
) -> Sheet:
    """Write heads and what was entered."""
    pairs = list(pairs)
    sheet.columns = columns_for([node for _step, node in pairs], own.fields, names_of(state))
    sheet.formulas = own.formulas_of({step.kind for step, _node in pairs})
    _heads(sheet)
    sheet.rows = [
        _entered(sheet, at, step, node, keys, places.get(step.id, Place()))
        for at, (step, node) in enumerate(pairs, HEAD + 1)
    ]
    _choices(sheet)
    return sheet


def _heads(sheet: Sheet) -> None:
    grid, columns = sheet.grid, sheet.columns
    labels = [column.label for column in columns]
    unlike = [
        label if labels.count(label) == 1 else column.title
        for label, column in zip(labels, columns, strict=True)
    ]
    stem = "inventory" if sheet.places else "steps"
    codes = [f"{{{stem}.id}}", "{name}", "{kind}", *(("{after}", "{before}") if sheet.places else ())]
    codes += [column.code for column in columns] + [f"{{={key}}}" for key, _label, _shape in sheet.computed]
    heads = [_("Id"), sheet.title, _("Kind"), *((_("After"), _("Before")) if sheet.places else ()), *unlike]
    codes += [f"{{=own.{field.key}}}" for field in sheet.formulas]
    heads += [label for _key, label, _shape in sheet.computed] + [head_of(field) for field in sheet.formulas]
    first = sheet.first - len(columns)
    numbers = {at for at, column in enumerate(columns, first) if column.numeric}
    numbers |= set(range(sheet.first, len(heads) + 1))
    long = any(len(head) > _TWO_LINES for head in heads)
    grid.head(HEAD, heads, numbers, height=60 if long else 33)
    for at in range(1, len(heads) + 1):
        grid.width(at, 26 if at == _NAME else 22 if _KIND < at < first else 12)
        grid.words(KEYS, at, codes[at - 1], "note")
    grid.hide_row(KEYS)


def _entered(sheet: Sheet, at: int, step: StepReport, node: NodeBase, keys: Keys, place: Place) -> Row:
    grid = sheet.grid
    id_ = grid.words(at, _ID, step.id, "note")
    row = Row(at, node, step, grid.words(at, _NAME, step.name or step.id, "name"), id_)
    grid.words(at, _KIND, title_of(step.kind), "note")
    if sheet.places:
        grid.words(at, _KIND + 1, place.after, "note")
        grid.words(at, _KIND + 2, place.before, "note")
    parts = list[Live]()
    for column_at, column in enumerate(sheet.columns, sheet.first - len(sheet.columns)):
        if step.kind in column.field.kinds:
            cell = write_field(grid, at, column_at, column, node, keys, parts)
            if not cell.text:
                continue
            if column.variant:
                parts.append(cell)
            row.entered[column.key] = cell
            if column.numeric and column.field.dimension == "time" and not column.days:
                row.seconds_per[column.key] = BASE[column.unit]
    return row


def _choices(sheet: Sheet) -> None:
    """Ids stay, and what is one of a few words is chosen."""
    if not sheet.rows:
        return
    for at, column in enumerate(sheet.columns, sheet.first - len(sheet.columns)):
        words = [key for key, _title in column.field.choices]
        words = [_("yes")] if column.field.shape == "flag" else words
        if words:
            sheet.grid.choice(_down(sheet, at), words, blank=True)
    sheet.grid.keep(_down(sheet, _ID), _LOCKED)


def _down(sheet: Sheet, at: int) -> str:
    return sheet.grid.down(at, sheet.rows[0].number, sheet.rows[-1].number)


def compute(sheet: Sheet, own: OwnColumns, options: Options, report: Report, keys: Keys) -> None:
    """Write what follows from each row, each formula over the cells to its left, then remarks and sources."""
    for row in sheet.rows:
        if row.is_stock:
            row.found["factor"] = sheet.grid.live(row.number, sheet.first, usage(row, report, keys))
        _results(sheet, row, report, keys)
        if not row.is_stock:
            _passage(sheet, row, options, keys)
        own.write(sheet.grid, row, sheet.first + len(sheet.computed), sheet.formulas)
    after = sheet.first + len(sheet.computed) + len(sheet.formulas)
    notes = [" ".join(row.notes) for row in sheet.rows]
    told = [sources(row.node, own.fields) for row in sheet.rows]
    for row, *texts in zip(sheet.rows, notes, told, strict=True):
        sheet.grid.fit(row.number, [(text, _REMARK) for text in texts])
    after += _remarks(sheet, after, _("Notes"), "{=notes}", notes)
    _remarks(sheet, after, _("Sources"), "{=sources}", told)
    sheet.grid.filter_and_repeat(HEAD, "A:B")
    _alerts(sheet)


def _results(sheet: Sheet, row: Row, report: Report, keys: Keys) -> None:
    """The metrics of a machine or a stock."""
    for at, (key, label, shape) in enumerate(sheet.computed, sheet.first):
        if key in row.found:
            continue
        result = row.result(report, key) if key not in _PASSAGE else None
        part = process_formula(key, row, keys) if row.kind == "process" else None
        part = stock_formula(key, row, keys) if row.is_stock else part
        if part is None and result is None:
            continue
        row.found[key], why = settle(sheet.grid, row.number, at, part, result, shape)
        _note(row, f"{label}: {why}" if why == AS_NUMBER else why)


_PASSAGE = ("wait_s", "processing_s", "va_s", "nnva_s")


def _passage(sheet: Sheet, row: Row, options: Options, keys: Keys) -> None:
    """One passage through a process or a transport."""
    place = {key: (at, shape) for at, (key, _label, shape) in enumerate(sheet.computed, sheet.first)}

    def write(key: str, part: Live) -> Live:
        at, shape = place[key]
        row.found[key] = sheet.grid.live(row.number, at, part, shape)
        return row.found[key]

    asked = work_of(row, options, keys)
    work = write("processing_s", checked(asked, row.step.processing_s))
    waits = wait_of(row, work, options, keys)
    write("wait_s", checked(waits, row.step.wait_s))
    write("va_s", va_of(row, work, keys))
    write("nnva_s", nnva_of(row, work, keys))
    if not (agree(asked.value, row.step.processing_s) and agree(waits.value, row.step.wait_s)):
        _note(row, AS_NUMBER)


def checked(part: Live, reported: Known) -> Live:
    """The formula if it gives what the report says, else the report's number."""
    if agree(part.value, reported):
        return part
    return live(reported) if isinstance(reported, int | float) else MISSING


def _note(row: Row, note: str) -> None:
    if note and note not in row.notes:
        row.notes.append(note)


def _remarks(sheet: Sheet, at: int, title: str, code: str, texts: Sequence[str]) -> int:
    """A column of sentences, if there are any; how many columns it took."""
    if not any(texts):
        return 0
    sheet.grid.words(HEAD, at, title, "head")
    sheet.grid.words(KEYS, at, code, "note")
    sheet.grid.width(at, _REMARK)
    for row, text in zip(sheet.rows, texts, strict=True):
        sheet.grid.words(row.number, at, text, "note", wrap=True)
    return 1


def _alerts(sheet: Sheet) -> None:
    """What is above takt, or above all the time there is, is red for as long as it is.

    A step that only some pieces pass, or several for one product, has a takt of its own.
    """
    place = {key: at for at, (key, _label, _shape) in enumerate(sheet.computed, sheet.first)}
    if not sheet.rows or "utilization" not in place:
        return
    ct, required, load = (
        _down(sheet, place[key]) for key in ("effective_ct_s", "required_per_day", "utilization")
    )
    first = {column: column.partition(":")[0] for column in (ct, required, load)}
    pieces = f"IF(N({first[required]})>0,{first[required]}/daily_demand,1)"
    sheet.grid.alert(ct, f"AND(N(takt_s)>0,N({first[ct]})*{pieces}>takt_s*1.000000001)")
    sheet.grid.alert(load, f"N({first[load]})>1.000000001")
