"""Where the table of products is in a sheet, which of the known forms it has, and what its columns are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from vsm_desktop.intake.columns import meaning_of
from vsm_desktop.intake.families.drafts import text_of
from vsm_desktop.intake.families.headings import Heading, Role, heading_of
from vsm_desktop.intake.families.marks import kind_of, number_of
from vsm_desktop.intake.grid import Cell, Grid
from vsm_desktop.intake.phrases import words_of
from vsm_desktop.intake.units import Unit, unit_of
from vsm_desktop.intake.values import is_empty

Form = Literal["matrix", "list", "places", "routes"]
_HEADS = 60
_LOOK = 200
_STRAY = 0.1
_LEAST_PART = 100
_TALL: tuple[Role, ...] = ("product", "description", "quantity", "family", "total")
_PROSE, _MANY_FIELDS = 9, 3
_TIMES = frozenset(("time", "times", "zeit", "zeiten", "temps", "tiempos", "tempi", "tempos", "czasy"))
_STRENGTH: Mapping[Form, int] = {"list": 3, "routes": 3, "places": 4, "matrix": 2}


class Column(Struct, frozen=True):
    """A column of steps: of a matrix the step itself, else the place in the route."""

    index: int
    name: str
    cell: Cell
    unit: Unit | None = None


class Table(Struct, frozen=True):
    """A table of products: the rows below `row`, the columns of a role, and those that hold steps."""

    grid: Grid
    form: Form
    row: int
    roles: Mapping[Role, int]
    headings: Mapping[int, Heading]
    steps: tuple[Column, ...] = ()
    weight: int = 0

    @property
    def rows(self) -> Sequence[int]:
        """The rows below the header that hold anything."""
        return [row for row in self.grid.rows if row > self.row]

    def get(self, row: int, role: Role) -> Cell | None:
        """The cell of a row in the column of a role, if it holds something."""
        column = self.roles.get(role)
        cell = self.grid.get(row, column) if column is not None else None
        return None if is_empty(cell) else cell


def find_table(grid: Grid) -> Table | None:
    """The table that says the most; of equals the upper one. Products may also stand across the columns."""
    found = [table for way in (grid, grid.turn()) for table in _tables(way)]
    return max(found, key=lambda table: (table.weight, not table.grid.turned, -table.row), default=None)


def _tables(grid: Grid) -> Iterable[Table]:
    for row in list(grid.rows)[:_HEADS]:
        if sum(kind_of(cell) == "other" for cell in grid.rows[row].values()) < 2:
            continue  # no headings
        headings = _headings(grid, row)
        for form in (_list, _routes, _places, _matrix):
            if table := form(grid, row, headings):
                yield table


def _headings(grid: Grid, row: int) -> dict[int, Heading]:
    """What the cells of a row mean; over an empty one a heading of two rows may stand."""
    above = max((number for number in grid.rows if number < row), default=row)
    found: dict[int, Heading] = {}
    for number in dict.fromkeys((above, row)):
        for column, cell in grid.rows[number].items():
            if number != row and grid.get(row, column) is not None:
                continue
            heading = heading_of(cell.text) if cell.kind == "text" else None
            if heading and (number == row or heading.role in _TALL):
                found[column] = heading
    return found


def _body(grid: Grid, row: int, column: int) -> list[Cell]:
    """The cells below a heading that hold something, as many as have to be looked at."""
    cells = (cells.get(column) for number, cells in grid.rows.items() if number > row)
    held = [cell for cell in cells if cell is not None and not is_empty(cell)]
    return held[:_LOOK]


def _are_texts(cells: Sequence[Cell]) -> bool:
    """Whether most of them are names, not marks or numbers."""
    return bool(cells) and 2 * sum(kind_of(cell) == "other" for cell in cells) > len(cells)


def _roles(headings: Mapping[int, Heading]) -> dict[Role, int]:
    """The first column of every role."""
    found: dict[Role, int] = {}
    for column, heading in sorted(headings.items()):
        found.setdefault(heading.role, column)
    if "product" not in found and "description" in found:
        found["product"] = found.pop("description")
    return found


def _made(
    grid: Grid,
    form: Form,
    row: int,
    roles: Mapping[Role, int],
    headings: Mapping[int, Heading],
    steps: Sequence[Column],
) -> Table:
    known = [role for role in roles if role not in ("machine", "place")]
    across = 2 * len(steps) if form in ("matrix", "places") else 0
    weight = _STRENGTH[form] * (10 if form != "matrix" else 5) + 3 * len(known) + min(across, 60)
    return Table(grid, form, row, roles, headings, tuple(steps), weight)


def _list(grid: Grid, row: int, headings: Mapping[int, Heading]) -> Table | None:
    """One row for every step of a product."""
    roles = _roles(headings)
    steps = [
        column
        for role in ("step", "machine")
        for column, heading in sorted(headings.items())
        if heading.role == role and _are_texts(_body(grid, row, column))
    ]
    if not steps or "product" not in roles:
        return None
    column = steps[0]
    cell = grid.rows[row][column]
    return _made(grid, "list", row, roles | {"step": column}, headings, [Column(column, text_of(cell), cell)])


def _routes(grid: Grid, row: int, headings: Mapping[int, Heading]) -> Table | None:
    """The whole route of a product in one cell."""
    roles = _roles(headings)
    column = roles.get("route", roles.get("step"))
    if column is None or "product" not in roles:
        return None
    body = _body(grid, row, column)
    if not _are_texts(body) or 2 * sum(len(split_route(cell.text)) > 1 for cell in body) < len(body):
        return None
    cell = grid.rows[row][column]
    table = _made(grid, "routes", row, roles, headings, [Column(column, text_of(cell), cell)])
    return Table(grid, "routes", row, roles, headings, table.steps, table.weight + 5)


SEPARATORS = ("->", "→", "⇒", "=>", ">", "»", ";", "|", "\n", " - ", " – ", " / ", ",", "/")


def split_route(text: str) -> list[str]:
    """The steps of a route written in one cell, by the first sign in it that parts them."""
    for sign in SEPARATORS:
        parts = [part for part in (" ".join(one.split()) for one in text.split(sign)) if part]
        if len(parts) > 1:
            return parts
    return [" ".join(text.split())] if text.strip() else []


def _places(grid: Grid, row: int, headings: Mapping[int, Heading]) -> Table | None:
    """The steps of a product in sequence: step 1, step 2, and so on, perhaps each with its time beside it."""
    places = [column for column, heading in sorted(headings.items()) if heading.role in ("place", "step")]
    places = [column for column in places if _are_texts(_body(grid, row, column))]
    if len(places) < 2:
        return None
    roles = _roles({column: heading for column, heading in headings.items() if column not in places})
    if "product" not in roles:
        first = _first_names(grid, row, {*headings, *places})
        if first is None:
            return None
        roles["product"] = first
    steps = [Column(column, text_of(cell), cell) for column in places if (cell := grid.rows[row][column])]
    return _made(grid, "places", row, roles, headings, steps)


def _first_names(grid: Grid, row: int, taken: Iterable[int]) -> int | None:
    """The first column of names that is no step: where the products stand without a heading that says so."""
    columns = sorted({column for cells in grid.rows.values() for column in cells})
    for column in columns:
        body = _body(grid, row, column)
        names = [text_of(cell) for cell in body]
        if column not in taken and len(names) > 1 and len(set(names)) == len(names) and _are_names(body):
            return column
    return None


def _are_names(cells: Sequence[Cell]) -> bool:
    """Texts, or the numbers of parts: whole, and too large for marks."""
    return _are_texts(cells) or all(number_of(cell) >= _LEAST_PART for cell in cells)


def _matrix(grid: Grid, row: int, headings: Mapping[int, Heading]) -> Table | None:
    """Products down, steps across, marks or times where a product passes a step."""
    own = {column for column, heading in headings.items() if heading.role not in ("machine", "place", "step")}
    columns = [column for column, cell in grid.rows[row].items() if column not in own]
    marked = [column for column in columns if _is_marked(grid, row, column)]
    if len(marked) < 2:
        return None
    roles = _roles({column: heading for column, heading in headings.items() if column not in marked})
    first = roles.get("product") or _first_names(grid, row, {*marked, *roles.values()} - _corner(headings))
    if first is None or (first in _corner(headings)) != grid.turned:
        return None
    steps = _named(grid, row, marked)
    if not any(step.unit for step in steps) and (unit := _unit_above(grid, row)):
        steps = [Column(step.index, step.name, step.cell, unit) for step in steps]
    names = _body(grid, row, first)
    if 2 * len(steps) < max(len(marked), 4) or _are_marks(names) or _are_fields(names) or _has_fields(grid):
        return None
    return _made(grid, "matrix", row, roles | {"product": first}, headings, steps)


def _unit_above(grid: Grid, row: int) -> Unit | None:
    """The unit of all times where a line above the table says it: Times in minutes."""
    for number, cells in grid.rows.items():
        texts = [cell.text for cell in cells.values() if number < row and cell.kind == "text"]
        for words in map(words_of, texts):
            if len(words) < _PROSE and any(word.key in _TIMES for word in words):
                return next((unit for word in words if (unit := unit_of(word.raw, "time"))), None)
    return None


def _corner(headings: Mapping[int, Heading]) -> set[int]:
    """Columns that are headed as steps: names under such a heading are steps down the rows, and products stand across."""
    return {column for column, heading in headings.items() if heading.role in ("step", "machine")}


def _are_marks(cells: Sequence[Cell]) -> bool:
    return not cells or all(kind_of(cell) == "mark" for cell in cells)


def _are_fields(cells: Sequence[Cell]) -> bool:
    """Whether these are what process steps have, C/T or uptime, so that the sheet is one of steps."""
    return 2 * sum(meaning_of(cell.text) is not None for cell in cells if cell.kind == "text") > len(cells)


def _has_fields(grid: Grid) -> bool:
    """Whether a row or column is headed by several things that process steps have."""
    return any(_fields_in(line) for way in (grid, grid.turn()) for line in list(way.rows.values())[:_HEADS])


def _fields_in(line: Mapping[int, Cell]) -> bool:
    meanings = (meaning_of(cell.text) for cell in line.values() if cell.kind == "text")
    return (
        sum(meaning is not None and meaning.role in ("field", "stock") for meaning in meanings)
        >= _MANY_FIELDS
    )


def _is_marked(grid: Grid, row: int, column: int) -> bool:
    """Whether what stands under a heading are marks or times, but for a few cells."""
    kinds = [kind_of(cell) for cell in _body(grid, row, column)]
    held = [kind for kind in kinds if kind != "nothing"]
    strange = sum(kind == "other" for kind in held)
    return bool(held) and strange <= max(_STRAY * len(held), 1) and 2 * strange < len(held)


def _named(grid: Grid, row: int, columns: Sequence[int]) -> list[Column]:
    """The steps over the marks. A row of units stands under the names, one of areas over them."""
    cells = {column: grid.rows[row][column] for column in columns}
    units = {column: unit_of(text_of(cell), "time") for column, cell in cells.items()}
    above = max((number for number in grid.rows if number < row), default=0)
    if not all(units.values()) and not _alike(list(cells.values())):
        return [_column(column, cell, None) for column, cell in cells.items() if _can_name(cell)]
    names = {column: grid.get(above, column) for column in columns}
    return [
        _column(column, name, units[column])
        for column, name in names.items()
        if name is not None and _can_name(name)
    ]


def _column(column: int, cell: Cell, unit: Unit | None) -> Column:
    """A step with the unit its heading has in brackets: `Mill (min)`."""
    name, inside = text_of(cell), ""
    if name.endswith((")", "]")):
        opening = max(name.rfind("("), name.rfind("["))
        inside = name[opening + 1 : -1] if opening > 0 else ""
    found = unit_of(inside, "time") if inside else None
    if found:
        name = name[: max(name.rfind("("), name.rfind("["))].strip()
    return Column(column, name, cell, found or unit)


def _alike(cells: Sequence[Cell]) -> bool:
    return len(cells) > 1 and len({text_of(cell).casefold() for cell in cells}) == 1


def _can_name(cell: Cell) -> bool:
    """A name has a letter: what is all numbers is the row above or below the headings."""
    return cell.kind == "text" and any(letter.isalpha() for letter in cell.text)
