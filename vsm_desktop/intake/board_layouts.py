"""How tables of values are laid out: which row names the measures, which their units, and tables with one value a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.intake.grid import Cell, Grid, clipped
from vsm_desktop.intake.measures import kind_of
from vsm_desktop.intake.phrases import fold, phrase_of, words_of
from vsm_desktop.intake.values import is_empty
from vsm_desktop.intake.written import is_unit, is_value


def _set(words: str) -> frozenset[str]:
    return frozenset(map(fold, words.split()))


MEASURE = _set(
    "measure measures metric metrics kpi kpis indicator indicators kennzahl kennzahlen kenngröße messgröße indicateur indicador "
    "indicatore indicator wskaźnik показатель 指标 指標"
)
_UNIT = _set("unit units uom einheit unité unidad unidade unità eenheid jednostka единица 单位 単位")
_VALUE = _set(
    "value values actual actuals result wert werte ist istwert valeur valor valore waarde wartość значение 值 数值 値 実績"
)
_BEHIND = re.compile(r"(.*\S)\s*[(\[]([^()\[\]]{1,12})[)\]]")
_LEAST = 3  # dates on the first of a month that stand for the months


class Spread(Struct, frozen=True):
    """A table with one value a row as one with a column for each measure; `values` is where the values stand in the sheet."""

    grid: Grid
    values: int
    columns: frozenset[int]


def names_row(grid: Grid, dates: int, above: Sequence[int]) -> int:
    """Of the rows over the first date the one with the names of the measures; 0 for none.

    That is the row that says so, else one that holds a name sheets use, else the nearest with a name in another column.
    """
    others = {
        row: [cell for column, cell in grid.rows[row].items() if column != dates and _is_text(cell)]
        for row in above
    }
    named = [row for row, cells in others.items() if any(map(_is_name, cells))]
    if not named:
        return max((row for row, cells in others.items() if cells), default=0)

    def rank(row: int) -> tuple[bool, bool, int]:
        known = any(kind_of(cell.text) for cell in others[row])
        return says(grid.get(row, dates), MEASURE), known, row

    return max(named, key=rank)


def units_over(grid: Grid, dates: int, header: int, above: Iterable[int]) -> dict[int, str]:
    """The unit of each column, where a row of its own holds them."""
    for row in above:
        cells = {
            column: cell for column, cell in grid.rows[row].items() if column != dates and not is_empty(cell)
        }
        texts = {column: cell.text.strip() for column, cell in cells.items() if cell.text.strip()}
        told = says(grid.get(row, dates), _UNIT)
        if (
            row != header
            and texts
            and (told or (len(texts) == len(cells) and all(map(is_unit, texts.values()))))
        ):
            return texts
    return {}


def with_unit(name: str, unit: str) -> str:
    """A header with a unit that stands elsewhere behind it, unless it has one."""
    return f"{name} ({unit})" if unit and not phrase_of(name).brackets else name


def parted(header: str) -> tuple[str, str]:
    """A name and the unit in brackets behind it, nothing where it has none: `Overtime (h)`."""
    found = _BEHIND.fullmatch(header)
    return (found[1], found[2].strip()) if found and is_unit(found[2].strip()) else (header, "")


def unit_in(header: str) -> str:
    """The unit in the brackets of a header, if it is one."""
    return next((text for text in phrase_of(header).brackets if is_unit(text)), "")


def says(cell: Cell | None, words: frozenset[str]) -> bool:
    """Whether a heading has one of these words."""
    return cell is not None and any(word.key in words for word in words_of(cell.text))


def spread(grid: Grid, dates: int, header: int, rows: Sequence[int]) -> Spread | None:
    """A table whose rows are date, measure and value, made wide; None where it is none."""
    heads = {column: cell for column, cell in grid.rows.get(header, {}).items() if column != dates}
    names = next((column for column, cell in heads.items() if says(cell, MEASURE)), 0)
    names = names or next((column for column in heads if _holds_known(grid, rows, column)), 0)
    rest = [column for column in heads if column != names]
    values = next((column for column in rest if says(heads[column], _VALUE)), 0)
    if not values:
        held = [column for column in rest if _holds_values(grid, rows, column)]
        values = held[0] if len(held) == 1 else 0
    if not names or not values or any(kind_of(cell.text) for cell in heads.values()):
        return None
    unit = next((column for column in rest if says(heads[column], _UNIT)), 0)
    made: dict[str, int] = {}
    wide = {row: {**cells} for row, cells in grid.rows.items() if row < rows[0]}
    gone = {names, values, unit}
    first = grid.last_column + 1
    for row in rows:
        cells = grid.rows[row]
        name = cells.get(names)
        wide[row] = {column: cell for column, cell in cells.items() if column not in gone}
        if name is None or is_empty(name) or values not in cells:
            continue
        label = with_unit(clipped(name.shown), cells[unit].shown.strip() if unit in cells else "")
        column = made.setdefault(label, first + len(made))
        wide[header].setdefault(column, replace(name, value=label, kind="text"))
        wide[row][column] = cells[values]
    wide[header] = {column: cell for column, cell in wide[header].items() if column not in gone}
    return Spread(replace(grid, rows=wide), values, frozenset(made.values()))


def stand_for_months(dates: Iterable[date | None]) -> bool:
    """Whether dates are the first days of months on end, as programs keep `Jan 2025`."""
    days = sorted({day for day in dates if day is not None})
    months = [day.year * 12 + day.month for day in days]
    on_first = all(day.day == 1 for day in days)
    return on_first and len(days) >= _LEAST and months == list(range(months[0], months[0] + len(months)))


def _is_text(cell: Cell) -> bool:
    return cell.kind == "text" and not is_empty(cell)


def _is_name(cell: Cell) -> bool:
    text = cell.text.strip()
    return any(map(str.isalpha, text)) and not is_unit(text) and not is_value(text)


def _holds_known(grid: Grid, rows: Sequence[int], column: int) -> bool:
    """Whether a column holds names of measures, most of which sheets use."""
    texts = {cell.text.strip() for row in rows if (cell := grid.get(row, column)) and not is_empty(cell)}
    known = sum(kind_of(text) is not None for text in texts)
    return len(texts) > 1 and 2 * known >= len(texts)


def _holds_values(grid: Grid, rows: Sequence[int], column: int) -> bool:
    held = [cell for row in rows if (cell := grid.get(row, column)) and not is_empty(cell)]
    return bool(held) and all(cell.kind in ("number", "percent") or is_value(cell.text) for cell in held)
