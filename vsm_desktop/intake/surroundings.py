"""What stands around the steps: labels, columns nobody knows, totals, notes; nothing of it goes unsaid."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.intake.grid import Cell, Grid, clipped
from vsm_desktop.intake.headers import VALUE
from vsm_desktop.intake.kinds import Row, rows_of
from vsm_desktop.intake.labelled import Labelled, labelled
from vsm_desktop.intake.phrases import find, phrase_of
from vsm_desktop.intake.report import Ledger
from vsm_desktop.intake.table import Table
from vsm_desktop.intake.values import no_result, no_such
from vsm_desktop.intake.words import vocabulary

_MANY = 3
_KEY = re.compile(r"\{[^{}]+\}")  # what our own workbook tells itself of a column
_PAGE = re.compile(
    r"^(?:page|sheet|rev|revision|version|blatt|seite|folha|pág|página|hoja|pagina|foglio|strona|arkusz|лист|стр|第.*页|ページ)\b.{0,12}$",
    re.IGNORECASE,
)
_TOLD = re.compile(r"^[^:=]{2,60}[:=]\s*\d")


class Sight(Struct, frozen=True):
    """The sheet as it lies, the labels around the table, the cells that belong to neither, and what the rows are."""

    grid: Grid
    labels: tuple[Labelled, ...]
    used: frozenset[str]
    rest: tuple[Cell, ...]
    rows: tuple[Row, ...] = ()


def look_around(table: Table) -> Sight:
    """Find the labels outside the header and the rows of steps, and what is left over."""
    grid = table.grid.turn() if table.grid.turned else table.grid
    inside = {cell.ref for row in table.header for cell in table.grid.rows.get(row, {}).values()}
    inside &= {cell.ref for column in table.columns for cell in column.cells}
    rows = rows_of(table, frozenset())
    steps = {cell.ref for row in rows if row.kind != "left" for cell in table.cells(row.number).values()}
    taken = inside | steps
    taken |= {cell.ref for _row, _column, cell in grid.cells() if _KEY.fullmatch(cell.text)}
    free = [(row, column) for row, column, cell in grid.cells() if cell.ref not in taken]
    labels = tuple(labelled(grid, free))
    told = [one for one in labels if one.value or not one.label.is_text]
    used = frozenset(cell.ref for one in told for cell in (one.cell, one.value, *one.extra) if cell)
    known = taken | used | {cell.ref for row in table.rows for cell in table.cells(row).values()}
    rest = tuple(cell for _row, _column, cell in grid.cells() if cell.ref not in known)
    left = (cell for row in rows if row.kind == "left" for cell in row.cells.values())
    return Sight(grid, labels, used, rest, rows_of(table, used) if any(c.ref in used for c in left) else rows)


def title_of(table: Table, sight: Sight) -> Cell | None:
    """The first text above the table, which names the stream where no label does."""
    top = min((cell.row for column in table.columns for cell in column.cells), default=0)
    crowded = _crowded(sight.rest)
    for cell in sight.rest:
        if (
            cell.row < top
            and cell.row not in crowded
            and len(cell.text) > 3
            and not (_tells(cell) or _names_a_value(sight.grid, cell))
        ):
            return cell
    return None


def note_columns(table: Table, rows: Iterable[Row], ledger: Ledger) -> None:
    """Say once of every column that is not read, and why."""
    used = [row for row in rows if row.kind != "left"]
    for column in table.columns:
        body = [row.cells[column.index] for row in used if column.index in row.cells]
        if body and not column.meaning:
            reason = column.reason or _unknown(column.header, _('no field of a process is called "{text}"'))
            ledger.note([*column.cells, *body], "rejected", reason=reason, value=clipped(column.header))


def note_left(table: Table, rows: Iterable[Row], sight: Sight, ledger: Ledger) -> None:
    """Say of every row and every number outside the steps why it is not read."""
    for run in _runs([row for row in rows if row.kind == "left" and row.cells]):
        ledger.note(
            [cell for row in run for cell in row.cells.values()], "rejected", reason=_left(table, run[0])
        )
    another = [
        cell for row in table.grid.rows if 0 < table.another <= row for cell in table.grid.rows[row].values()
    ]
    another = [cell for cell in another if cell.ref not in sight.used]
    if another:
        ledger.note(another, "rejected", reason=_("another table; only the first of a sheet is read"))
    beyond = {cell.ref for cell in another}
    for group in _groups([cell for cell in sight.rest if cell.ref not in beyond]):
        if any(cell.kind != "text" or _tells(cell) or VALUE.match(cell.text) for cell in group):
            ledger.note(group, "rejected", reason=_outside(group))


def _runs(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Row by row; many that follow each other without a name in one."""
    block: list[Row] = []
    for row in rows:
        if block and not (row.number == block[-1].number + 1 and _nameless(row) and _nameless(block[-1])):
            yield from [block] if len(block) > _MANY else [[one] for one in block]
            block = []
        block.append(row)
    yield from [block] if len(block) > _MANY else [[one] for one in block]


def _nameless(row: Row) -> bool:
    return not (row.name or row.id)


def _left(table: Table, row: Row) -> str:
    """Why a row is no step; of a lone cell without a name, what is wrong with the cell as well."""
    (index, cell), *more = row.cells.items()
    if row.name or row.id or more:
        return row.reason
    if cell.kind == "formula":
        return no_result(cell)
    field = next((c.meaning.field for c in table.columns if c.index == index and c.meaning), None)
    if cell.text and field and not any(letter.isdigit() for letter in cell.text):
        return _("{complaint}; the row has no name either").format(
            complaint=no_such(cell.text, field.dimension)
        )
    return row.reason


def _groups(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    """Cells by row; a block of many rows in one."""
    rows: dict[int, list[Cell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    block: list[list[Cell]] = []
    last = 0
    for number in sorted(rows):
        if block and number != last + 1:
            yield from _joined(block)
            block = []
        block.append(rows[number])
        last = number
    yield from _joined(block)


def _joined(block: list[list[Cell]]) -> list[list[Cell]]:
    return [[cell for row in block for cell in row]] if len(block) > _MANY else block


def _crowded(cells: Iterable[Cell]) -> set[int]:
    """Rows where several texts stand side by side: names of columns, no title."""
    counts = Counter(cell.row for cell in cells if cell.text and not cell.text.rstrip().endswith(":"))
    return {row for row, count in counts.items() if count > _MANY}


def _names_a_value(grid: Grid, cell: Cell) -> bool:
    """Whether a text is the number of a page, a value or a label, or has a value beside it."""
    beside = grid.get(cell.row, cell.column + 1)
    if _PAGE.match(cell.text) or VALUE.match(cell.text) or cell.text.endswith((":", "：")):
        return True
    return bool(beside and (beside.kind != "text" or beside.text[:1].isdigit()))


def _tells(cell: Cell) -> bool:
    """Whether a text gives something a value, such as `Takt time: 60 s`."""
    return bool(_TOLD.match(cell.text[:200]))


def _outside(cells: Sequence[Cell]) -> str:
    """A number outside the table: what it is called tells why it is not read."""
    if unsolved := next((cell for cell in cells if cell.kind == "formula"), None):
        return no_result(unsolved)
    text = next((cell.text for cell in cells if cell.text), "")
    if not text or len({cell.row for cell in cells}) > 1:
        return _("outside the table, and not labelled with anything known")
    return _unknown(re.split(r"[:=]", text, maxsplit=1)[0].strip(), _('no field of a map is called "{text}"'))


def _unknown(text: str, sentence: str) -> str:
    """What is said of a name nobody knows, or of a result."""
    computed = find(phrase_of(text).words, vocabulary().computed)
    return (_('"{text}" is computed, not read') if computed else sentence).format(text=clipped(text))
