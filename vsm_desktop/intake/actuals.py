"""What was reached of the measures of a scoreboard, from a sheet with a column of dates and a column for each measure.

The sheet may lie on its side. Every cell under the header stands in the report: taken, converted, doubtful or left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.edit.scoreboard import said_of_future
from vsm_desktop.intake.board_layouts import (
    Spread,
    names_row,
    parted,
    spread,
    stand_for_months,
    unit_in,
    units_over,
    with_unit,
)
from vsm_desktop.intake.days import Order, day_in, is_either, names_periods, names_years, order_of
from vsm_desktop.intake.grid import Cell, Grid, clipped, letters
from vsm_desktop.intake.measures import kind_of, measure_of
from vsm_desktop.intake.numerals import Mark, mark_of
from vsm_desktop.intake.report import Ledger, Report
from vsm_desktop.intake.told_days import YEARS, with_days
from vsm_desktop.intake.values import Verdict, is_empty
from vsm_desktop.intake.written import foreign, in_unit, other_unit, turns, value_in, way_of
from vsm_desktop.model.scoreboard import Actual, Measure

NEW = "new:"
"""Before the kind of a measure that is to be made of a column."""
_HEADER_ROWS, _DEEPEST = 5, 2_000
_MOST = 20_000  # rows: fifty years of days
_REMARKED = (
    "remark remarks note notes comment comments bemerkung bemerkungen anmerkung kommentar notiz remarque remarques commentaire "
    "nota notas comentario observaciones comentário observações osservazioni opmerking opmerkingen uwagi примечание комментарий "
    "备注 備考"
)
_REMARKS = frozenset(_REMARKED.split())


class Found(Struct, frozen=True):
    """Where the values stand: the column of dates, the columns of values by their header, and the rows below it.

    `order` is what comes first in dates such as 3/4/2025, `either` says that the column does not tell, `dated` how many dates
    there are. Where `periods` are named, the first of a month stands for the month. `cut` is the first row that is
    not read any more, 0 for none. `units` are those the headers name; `spread` is set where the sheet has one value a row.
    """

    grid: Grid
    header: int
    dates: int
    columns: Mapping[int, str]
    rows: tuple[int, ...]
    order: Order = ""
    either: bool = False
    periods: bool = False
    remarks: int = 0
    dated: int = 0
    cut: int = 0
    units: Mapping[int, str] = {}
    spread: Spread | None = None

    @property
    def name(self) -> str:
        return self.grid.name

    def letter(self, column: int) -> str:
        """What a column is called in the sheet: its letters, or the number of its row where the sheet lies on its side."""
        if self.spread is not None and column in self.spread.columns:
            column = self.spread.values
        return str(column) if self.grid.turned else letters(column)

    def example(self, column: int) -> str:
        """The first value of a column as one sees it."""
        cells = (self.grid.get(row, column) for row in self.rows)
        return next((cell.shown for cell in cells if cell is not None and not is_empty(cell)), "")


class Reading(Struct, frozen=True):
    """What a sheet gives: values by the measure, or by `new:` and its kind, and its column where one is to be made of it."""

    actuals: Mapping[str, tuple[Actual, ...]]
    report: Report

    @property
    def count(self) -> int:
        return sum(map(len, self.actuals.values()))

    def coming(self, today: date) -> str:
        """That some of the values lie in the future, in a sentence; "" where none do."""
        return said_of_future((one.on for values in self.actuals.values() for one in values), today)


def find_actuals(grids: Sequence[Grid]) -> Found | None:
    """The table with the most dates in one column that has values beside it; None if no sheet has one."""
    found = [
        one
        for grid in grids
        for way in (grid, grid.turn())
        if (one := _find(with_days(way))) is not None and one.columns
    ]
    return max(found, key=lambda one: (not one.grid.hidden, one.dated), default=None)


def choose(found: Found, measures: Sequence[Measure]) -> dict[int, str]:
    """What each column is: the id of a measure, `new:` and a kind that the scoreboard lacks, or nothing."""
    chosen: dict[int, str] = {}
    for column, header in found.columns.items():
        measure, kind = measure_of(header, measures), kind_of(header)
        wanted = measure.id if measure else f"{NEW}{kind}" if kind else ""
        chosen[column] = "" if wanted in chosen.values() else wanted
    return chosen


def read_actuals(
    file: str, found: Found, choice: Mapping[int, str], measures: Sequence[Measure], order: Order = ""
) -> Reading:
    """Read the columns that were chosen for measures. `order` is what comes first in dates that can be read in two ways."""
    return Reader(file, found, measures).read(choice, order)


class Reader:
    """Reads a table as often as its columns are chosen anew; a column that stays what it was is not read again."""

    def __init__(self, file: str, found: Found, measures: Sequence[Measure]) -> None:
        self.file, self.found, self.measures = file, found, tuple(measures)
        self._mark = _mark_in(found)
        self._days: dict[Order, tuple[dict[int, date], Ledger]] = {}
        self._columns: dict[tuple[int, str, Order], tuple[tuple[Actual, ...], Ledger]] = {}

    def read(self, choice: Mapping[int, str], order: Order = "") -> Reading:
        """The values of the chosen columns, and what became of every cell."""
        found, ledger = self.found, Ledger(self.found.name)
        if order not in self._days:
            said = Ledger(found.name)
            days = _days(found, said, found.order or order or "day", asked=bool(order))
            self._days[order] = days, said
        ledger.take_over(self._days[order][1])
        read: dict[str, tuple[Actual, ...]] = {}
        for column, header in found.columns.items():
            wanted = choice.get(column, "")
            why = self._why_not(column, header, choice)
            if why:
                _leave(found, column, header, why, ledger)
                continue
            values, said = self._column(column, wanted, order)
            ledger.take_over(said)
            if values:
                read[f"{wanted}:{header}" if wanted.startswith(NEW) else wanted] = values
        if found.cut:
            words = _("row {n} and what is beyond it is not read")
            ledger.note_unread(found.name, str(found.cut), words.format(n=found.cut))
        return Reading(read, ledger.report(self.file, about=found.grid.about))

    def _why_not(self, column: int, header: str, choice: Mapping[int, str]) -> str:
        """Why a column gives nothing: it is taken for nothing, or in a unit that is none of the measure."""
        wanted = choice.get(column, "")
        if not wanted:
            return _why_left(self.found, header, choice, self.measures)
        measure, unit = measure_for(wanted, header, self.measures), self.found.units.get(column, "")
        return "" if not foreign(unit, measure) or turns(unit, measure) else other_unit(header, unit, measure)

    def _column(self, column: int, wanted: str, order: Order) -> tuple[tuple[Actual, ...], Ledger]:
        key = column, wanted, order
        if key not in self._columns:
            said = Ledger(self.found.name)
            measure = measure_for(wanted, self.found.columns[column], self.measures)
            self._columns[key] = (
                _column(self.found, column, measure, self._days[order][0], said, self._mark),
                said,
            )
        return self._columns[key]


def measure_for(wanted: str, header: str, measures: Sequence[Measure]) -> Measure:
    """The measure of a choice; one that is to be made is called by the header, in the unit that stands there."""
    if not wanted.startswith(NEW):
        return next(one for one in measures if one.id == wanted)
    key = wanted.removeprefix(NEW)
    if key != "own":
        return Measure.model_validate({"id": "new", "key": key})
    name, unit = parted(header)
    return Measure(id="new", name=name, unit=unit)


def made_of(target: str) -> Measure:
    """The measure that is to be made of what a reading holds as `new:`, a kind and a header."""
    key, _colon, header = target.removeprefix(NEW).partition(":")
    return measure_for(f"{NEW}{key}", header, ())


# where it stands


def _find(grid: Grid) -> Found | None:
    """The column with the most dates, and the header over it."""
    counts: dict[int, list[int]] = {}
    for row, column, cell in grid.cells():
        if row > _DEEPEST:
            break
        if isinstance(cell.value, datetime) or day_in(cell) is not None:
            counts.setdefault(column, []).append(row)
    if not counts:
        return None
    dates = max(counts, key=lambda column: (len(counts[column]), -column))
    first = counts[dates][0]
    above = [row for row in grid.rows if first - _HEADER_ROWS <= row < first]
    header = names_row(grid, dates, above)
    below = [row for row in grid.rows if row >= first]
    rows = tuple(below[:_MOST])
    wide = spread(grid, dates, header, rows)
    grid = wide.grid if wide else grid
    held = [grid.rows[row][dates] for row in counts[dates]]
    texts = [cell.text for cell in held]
    order = order_of(texts)
    title = heads[dates].shown if dates in (heads := grid.rows.get(header, {})) else ""
    columns = _named(grid, dates, header, above, rows)
    return Found(
        grid,
        header,
        dates,
        columns,
        rows,
        order,
        not order and any(map(is_either, texts)),
        names_periods(title) or stand_for_months(day_in(cell, order) for cell in held),
        _remarks(heads, dates),
        len(counts[dates]),
        below[_MOST] if len(below) > _MOST else 0,
        {column: unit for column, name in columns.items() if (unit := unit_in(name))},
        wide,
    )


def _remarks(heads: Mapping[int, Cell], dates: int) -> int:
    named = (c for c, cell in heads.items() if c != dates and cell.text.strip().casefold() in _REMARKS)
    return next(named, 0)


def _named(grid: Grid, dates: int, header: int, above: Sequence[int], rows: Sequence[int]) -> dict[int, str]:
    """The columns that have values, by their header with their unit."""
    heads = grid.rows.get(header, {})
    units = units_over(grid, dates, header, above)
    return {
        column: with_unit(clipped(cell.shown), units.get(column, ""))
        for column, cell in heads.items()
        if column not in (dates, _remarks(heads, dates))
        and not is_empty(cell)
        and _has_values(grid, rows, column)
        and not _holds_years(grid, rows, column, cell)
    }


def _holds_years(grid: Grid, rows: Sequence[int], column: int, head: Cell) -> bool:
    """Whether a column holds the years of the dates beside it."""
    held = [cell for row in rows if (cell := grid.get(row, column)) is not None]
    return names_years(head.text) and all(cell.kind == "number" and cell.number in YEARS for cell in held)


def _has_values(grid: Grid, rows: Sequence[int], column: int) -> bool:
    return any((cell := grid.get(row, column)) is not None and not is_empty(cell) for row in rows)


# reading


def _days(found: Found, ledger: Ledger, order: Order, *, asked: bool) -> dict[int, date]:
    """The day of every row; what has values and no day is said."""
    days: dict[int, date] = {}
    for row in found.rows:
        cell = found.grid.get(row, found.dates)
        if cell is None or is_empty(cell):
            _without_day(found, row, ledger)
            continue
        day = day_in(cell, order, periods=found.periods)
        if day is None:
            ledger.note(cell, "rejected", _("date"), reason=_('"{text}" is no date').format(text=cell.shown))
            continue
        days[row] = day
        verdict, reason = _said_of(cell, day, found, asked=asked)
        ledger.note(cell, verdict, _("date"), reason=reason)
    return days


def _said_of(cell: Cell, day: date, found: Found, *, asked: bool) -> tuple[Verdict, str]:
    text = cell.whole or cell.shown
    reason = _("{text} read as {day}").format(text=text, day=day.isoformat())
    if found.either and not asked and is_either(cell.text):
        return "doubtful", reason + _("; day and month can be meant the other way round")
    return ("taken", "") if text == day.isoformat() else ("converted", reason)


def _without_day(found: Found, row: int, ledger: Ledger) -> None:
    cells = [cell for column in found.columns if (cell := found.grid.get(row, column)) and not is_empty(cell)]
    for cell in cells:
        ledger.note(cell, "rejected", reason=_("the row has no date"))


def _why_left(found: Found, header: str, choice: Mapping[int, str], measures: Sequence[Measure]) -> str:
    """Why a column is taken for nothing: another one is the same measure, or it is none."""
    measure, kind = measure_of(header, measures), kind_of(header)
    wanted = measure.id if measure else f"{NEW}{kind}" if kind else ""
    other = next((column for column, one in choice.items() if wanted and one == wanted), 0)
    if not other:
        return _('"{header}" is no measure of the scoreboard').format(header=header)
    words = _('"{header}" is the same measure as "{other}" in {place}')
    return words.format(header=header, other=found.columns[other], place=found.letter(other))


def _leave(found: Found, column: int, header: str, reason: str, ledger: Ledger) -> None:
    """A column that is left out, in one line."""
    cells = [cell for row in found.rows if (cell := found.grid.get(row, column)) and not is_empty(cell)]
    if cells:
        ledger.note(cells, "rejected", reason=reason, value=header)


def _column(
    found: Found, column: int, measure: Measure, days: Mapping[int, date], ledger: Ledger, mark: Mark
) -> tuple[Actual, ...]:
    """The values of a measure by their days; of two for one day the lower one in the sheet counts."""
    held = {row: cell for row in days if (cell := found.grid.get(row, column)) is not None}
    cells = {row: cell for row, cell in held.items() if not is_empty(cell)}
    for cell in held.values():
        if is_empty(cell) and any(map(str.isalpha, cell.text)):
            ledger.note(cell, "rejected", reason=_('"{text}" stands for no value').format(text=cell.shown))
    unit = found.units.get(column, "")
    if foreign(unit, measure):
        cells = {row: in_unit(cell, unit) for row, cell in cells.items()}
    way = way_of(measure, cells.values())
    way = way if way.mark else replace(way, mark=mark)  # 1.200 beside 22,4 is as German as that
    kept: dict[date, tuple[Actual, Cell]] = {}
    for row, cell in cells.items():
        value, verdict, reason = value_in(cell, way)
        if value is not None and days[row] in kept:
            before = kept[days[row]][1]
            ledger.revise(before, "doubtful", _("{cell} has the same date and counts").format(cell=cell.ref))
        if value is not None:
            kept[days[row]] = (
                Actual(on=days[row].isoformat(), value=value, remark=_remark(found, row)),
                cell,
            )
        ledger.note(cell, verdict, way.title, reason=reason)
    return tuple(kept[day][0] for day in sorted(kept))


def _mark_in(found: Found) -> Mark:
    """What stands before a fraction in the whole table, where a column of values does not tell."""
    rows = (found.grid.rows[row] for row in found.rows)
    return mark_of(cells[column].text for cells in rows for column in found.columns if column in cells)


def _remark(found: Found, row: int) -> str:
    cell = found.grid.get(row, found.remarks) if found.remarks else None
    return "" if cell is None or is_empty(cell) else " ".join(cell.shown.split())[:200]
