"""What a plan workbook would change, line by line, and the edit that takes the lines one ticks.

A cell that still says what the table says of the plan now changes nothing. An empty cell is told and deletes nothing unless
one says so. A row without an id is known by what it says, else it is new; one that was written into the workbook and is gone
from it is removed, and what came into the plan since stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from datetime import date
from string import ascii_uppercase
from typing import Any, Literal

from msgspec import Struct, field
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.edit.edits import StreamEdit
from vsm_desktop.edit.entry import Wrong
from vsm_desktop.edit.scoreboard import said_of_future
from vsm_desktop.intake.plans.origin import Origin, origin_of, strangeness
from vsm_desktop.intake.plans.readings import Other, nothing_else
from vsm_desktop.intake.plans.tables import PlanRow, PlanTable
from vsm_desktop.intake.plans.values import alike, said, said_in_percent, value_of
from vsm_desktop.intake.report import Entry
from vsm_desktop.intake.updating.applying import why_not
from vsm_desktop.model.plan_table import Column, Value
from vsm_desktop.model.stream import ValueStream

Group = Literal["added", "removed", "changed", "doubtful", "empty"]
GROUPS: tuple[Group, ...] = ("added", "removed", "changed", "doubtful", "empty")
Set_ = Callable[[Mapping[str, Any]], StreamEdit]
Into = Callable[[str, Value], Mapping[str, Any]]
_DATES = frozenset(("start", "end"))
Reading = tuple[float, str, Mapping[str, Any]]


class PlanLine(Struct, frozen=True):
    """One difference: which row, what of it, before and after in words, and where it stands in the workbook.

    Lines of one `row` that set fields are taken together, as dates may only stand together; `values` are those fields, and
    `edit` makes the edit of all that are taken. `needs` is the key of the line it rests on, such as a new
    objective, `instead` that of the other reading of the same cell, and `late` what is done once all rows are there,
    by what stands at `waits`; `early` ones come first, as nothing waits for what goes. `on` is the day (ISO) of a value of
    the scoreboard that is entered.
    """

    key: str
    group: Group
    name: str
    title: str
    before: str
    after: str
    cell: str
    row: str
    edit: Set_
    values: Mapping[str, Any] = field(default_factory=dict)
    needs: str = ""
    instead: str = ""
    late: StreamEdit | None = None
    waits: str = ""
    on: str = ""
    early: bool = False

    @property
    def sentence(self) -> str:
        """The line in words."""
        if self.group in ("changed", "empty") or (self.group == "doubtful" and self.before):
            return f"{self.name}, {self.title}: {self.before} → {self.after}  {self.cell}"
        words = self.before if self.group == "removed" else self.after
        return f"{self.name} ({self.title}){': ' if words else ''}{words}  {self.cell}".rstrip()


class PlanDifference(Struct, frozen=True):
    """All that differs, the cells that could not be read, how many say what is there already, and what is to be said of
    the sheets.

    `strange` says why it is the workbook of another value stream, of which nothing is proposed; `dated` is whether it tells
    which rows it was written with, without which none is proposed to be removed. `names` are those of the rows that differ
    by their places, such as Plan!8.
    """

    lines: tuple[PlanLine, ...] = ()
    rejected: tuple[Entry, ...] = ()
    unchanged: int = 0
    notes: tuple[str, ...] = ()
    strange: str = ""
    dated: bool = True
    names: Mapping[str, str] = field(default_factory=dict)

    def of(self, group: Group) -> tuple[PlanLine, ...]:
        """The lines of one kind."""
        return tuple(line for line in self.lines if line.group == group)

    @property
    def proposed(self) -> frozenset[str]:
        """The keys of the lines that are ticked at first: nothing of the workbook of another value stream."""
        return frozenset() if self.strange else self.sure

    @property
    def sure(self) -> frozenset[str]:
        """The keys of all lines but those of empty cells and of doubts, and what rests on one."""
        left = {"empty", "doubtful"} | (set() if self.dated else {"removed"})
        found = set[str]()
        for line in self.lines:  # what others rest on stands before them
            if line.group not in left and (not line.needs or line.needs in found):
                found.add(line.key)
        return frozenset(found)

    def coming(self, chosen: Set[str], today: date) -> str:
        """That some of the values that are taken lie in the future, in a sentence; "" where none do."""
        return said_of_future((line.on for line in self.lines if line.on and line.key in chosen), today)


class Notes(Struct):
    """What comes up while the tables are compared with what the workbook was written from."""

    origin: Origin = field(default_factory=Origin)
    lines: list[PlanLine] = field(default_factory=list)
    rejected: list[Entry] = field(default_factory=list)
    unchanged: int = 0

    def refuse(self, row: PlanRow, key: str, reason: str) -> None:
        """A cell that cannot be read."""
        cell = row.cells.get(key)
        shown = cell.shown if cell else ""
        self.rejected.append(Entry(row.sheet, row.ref(key), shown, key, row.id, reason))

    def add(self, line: PlanLine, table: str, key: str) -> None:
        """A row the document does not have: it is new, or was taken out of the document since, which is a doubt."""
        if self.origin.lost(table, key):
            told = " – ".join(
                filter(None, (line.after, _("not in the plan, but was when the workbook was written")))
            )
            line = replace(line, group="doubtful", after=told)
        self.lines.append(line)

    def told(self, row: PlanRow, keys: Set[str], table: str, key: str) -> Set[str]:
        """The columns whose empty cells say something: of a row that was not written, none does."""
        return keys if self.origin.held(table, key) else keys & row.cells.keys()

    def doubt(self, line: PlanLine, readings: Iterable[Reading], before: Value) -> None:
        """A cell that can be read in two ways: a line for each that changes something, of which one may be taken."""
        keys = [line.key, f"{line.key}:else"]
        for at, (value, words, values) in enumerate(readings):
            if not alike(value, before):
                self.lines.append(
                    replace(
                        line, key=keys[at], group="doubtful", after=words, values=values, instead=keys[1 - at]
                    )
                )

    def read(self, row: PlanRow, columns: Iterable[Column]) -> dict[str, Value]:
        """The values of a row by the keys of their columns; those that cannot be read are refused."""
        found: dict[str, Value] = {}
        for column in columns:
            cell = row.cells.get(column.key)
            if cell is None:
                continue
            try:
                found[column.key] = value_of(cell, column)
            except Wrong as error:
                self.refuse(row, column.key, str(error))
        return found


def compare_plan(stream: ValueStream, tables: Mapping[str, PlanTable]) -> PlanDifference:
    """What the tables of a plan workbook would change in a document; tables that are not there change nothing."""
    from vsm_desktop.intake.plans.board import board_lines
    from vsm_desktop.intake.plans.objectives import plan_lines
    from vsm_desktop.intake.plans.order import order_line
    from vsm_desktop.intake.plans.sheets import sheet_notes

    origin = origin_of(stream, tables)
    strange, note = strangeness(stream, tables, origin)
    if strange:  # of which nothing was ever in this document
        origin = replace(origin, shared=frozenset())
    notes = Notes(origin)
    rows = plan_lines(stream, tables, notes)
    board_lines(stream, tables, notes)
    told = [line for line in notes.lines if not line.key.startswith("actuals:")]  # a day is of many measures
    names = {row_of(line.cell): line.name for line in told if line.cell}
    _leave_out_misfits(stream, notes)
    said = tuple(filter(None, (note, *sheet_notes(stream, tables, dated=origin.known))))
    found = PlanDifference(
        tuple(notes.lines), tuple(notes.rejected), notes.unchanged, said, strange, origin.known, names
    )
    order = order_line(stream, taking(found, found.sure), rows)
    return replace(found, lines=(*found.lines, order)) if order is not None else found


def row_of(place: str) -> str:
    """The row of a place such as Plan!D8, as Plan!8."""
    sheet, mark, cell = place.rpartition("!")
    return f"{sheet}{mark}{cell.lstrip(ascii_uppercase)}"


def _leave_out_misfits(stream: ValueStream, notes: Notes) -> None:
    """Refuse what may not stand in its row, and no more, so that all the rest can be taken; the dates of a row together."""
    out: dict[str, str] = {}
    for line in notes.lines:
        stream = _taken(stream, [line]) if line.early and notes.origin.known else stream
    unsure = set[str]()  # what rests on a doubt may stand once that is taken
    for line in notes.lines:
        if line.group == "doubtful" or line.needs in unsure:
            unsure.add(line.key)
    kept = [line for line in notes.lines if line.group in ("added", "changed") and line.key not in unsure]
    for together in _by_row(kept):
        try:
            stream = _taken(stream, together)
        except Wrong:
            stream = _one_by_one(stream, together, out)
    out |= {line.key: _("its row is left out") for line in notes.lines if line.needs in out}
    for line in notes.lines:
        if line.key in out:
            sheet, _mark, cell = line.cell.rpartition("!")
            field_key = next(iter(line.values), "")
            notes.rejected.append(Entry(sheet, cell, line.after or line.name, field_key, "", out[line.key]))
    notes.lines = [line for line in notes.lines if line.key not in out]
    for at, line in enumerate(notes.lines):  # what is new waits for others once all are there
        try:
            stream = line.late(stream) if line.late is not None and line.group == "added" else stream
        except ValueError as error:
            sheet, _mark, cell = line.waits.rpartition("!")
            notes.rejected.append(Entry(sheet, cell, line.name, "after", "", why_not(error).rstrip(".")))
            notes.lines[at] = replace(line, late=None)


def _one_by_one(stream: ValueStream, together: list[PlanLine], out: dict[str, str]) -> ValueStream:
    """The document with as much of a row taken as can stand; why the rest cannot, by the keys of its lines."""
    dates = [line for line in together if line.values.keys() & _DATES]
    held = list[PlanLine]()
    for part in filter(None, (dates, *([line] for line in together if line not in dates))):
        try:
            _taken(stream, [*held, *part])
            held += part
        except Wrong as error:
            why = _("the end is before the start") if part is dates else str(error).rstrip(".")
            out |= {line.key: why for line in part}
    return _taken(stream, held) if held else stream


def taking(difference: PlanDifference, chosen: Set[str]) -> StreamEdit:
    """The edit that takes the lines of these keys, those left out whose row is not taken.

    It raises Wrong with a sentence for values that cannot stand together.
    """
    lines = [
        line for line in difference.lines if line.key in chosen and (not line.needs or line.needs in chosen)
    ]

    both = {line.key for line in lines}

    def edit(stream: ValueStream) -> ValueStream:
        for line in lines:
            if line.instead in both:
                words = _("{name}, {title}: only one reading of {cell} can be taken.")
                raise Wrong(words.format(name=line.name, title=line.title, cell=line.cell))
        for line in lines:
            stream = _taken(stream, [line]) if line.early else stream
        for together in _by_row([line for line in lines if line.group != "removed"]):
            stream = _taken(stream, together)
        for line in sorted(lines, key=lambda line: line.early):
            if line.late is not None:
                stream = line.late(stream)
        for line in lines:
            if line.group == "removed" and not line.early:
                stream = _taken(stream, [line])
        return stream

    return edit


def _taken(stream: ValueStream, together: list[PlanLine]) -> ValueStream:
    """The document with the lines of one row taken. Raises Wrong."""
    values = {key: value for line in together for key, value in line.values.items()}
    name = together[0].name
    try:
        return together[0].edit(values)(stream)
    except ValueError as error:
        words = _("{name}: {why}.").format(name=name, why=why_not(error).rstrip("."))
        raise Wrong(words) from None
    except KeyError:
        raise Wrong(_("{name} is not there any more.").format(name=name)) from None


def _by_row(lines: Iterable[PlanLine]) -> Iterator[list[PlanLine]]:
    """Lines that set fields of one row together, in the order of the first of each; all others alone."""
    rows: dict[str, list[PlanLine]] = {}
    for line in sorted(lines, key=lambda line: line.group != "added"):  # others may rest on what is new
        rows.setdefault(line.row if line.values else line.key, []).append(line)
    yield from rows.values()


def field_lines(
    row: PlanRow,
    id_: str,
    columns: Iterable[Column],
    keys: Set[str],
    now: Mapping[str, Value],
    name: str,
    notes: Notes,
    edit: Set_,
    into: Into,
    other: Other = nothing_else,
) -> None:
    """The cells of a known row that say something else than is there now; `keys` are the columns the table has.

    `id_` tells its lines from those of other rows, `into` makes fields of a value, and `other` tells what else a number may
    mean. Raises nothing: what a row may not have is told by the edit.
    """
    found = notes.read(row, columns)
    for column in columns:
        if column.fixed or column.key not in keys:
            continue
        before = now.get(column.key)
        empty = column.key not in row.cells
        if not empty and column.key not in found:
            continue  # refused
        after = None if empty else found[column.key]
        if alike(before, after) or (empty and before in (None, "")):
            notes.unchanged += not empty
            continue
        line = PlanLine(
            f"{id_}:{column.key}",
            "empty" if empty else "changed",
            name,
            column.title,
            said(before, column),
            said(after, column),
            row.place(column.key),
            id_,
            edit,
            into(column.key, after),
        )
        also = other(row.cells[column.key], column, after) if isinstance(after, float) else None
        if also is None or not isinstance(after, float):
            notes.lines.append(line)
        else:
            notes.doubt(line, readings(column, into, also, after), before)


def readings(column: Column, into: Into, *values: float) -> Iterator[Reading]:
    """Each number a cell may mean, in words, and the fields that come of it."""
    for value in values:
        yield value, said_in_percent(value, column), into(column.key, value)


def told_in_lines(difference: PlanDifference, chosen: Set[str]) -> Iterator[str]:
    """Every difference in a line under a heading; what is not taken is marked."""
    for group in GROUPS:
        if lines := difference.of(group):
            yield f"{GROUP_TITLES[group]}:"
            for line in lines:
                sign = "-" if group in ("removed", "empty") else "+"
                yield f"  {sign if line.key in chosen else _('not taken:')} {line.sentence}"
    if difference.rejected:
        yield _("Left out:")
        for entry in difference.rejected:
            yield f"  {entry.sheet}!{entry.cell}  {entry.value}  {entry.reason}"
    yield _("Unchanged: {n}").format(n=difference.unchanged)
    yield from difference.notes


GROUP_TITLES: dict[Group, str] = {
    "added": _("Only in the workbook"),
    "removed": _("Only in the plan"),
    "changed": _("Changed"),
    "doubtful": _("In doubt"),
    "empty": _("Empty in the workbook"),
}


def as_data(difference: PlanDifference, chosen: Set[str]) -> dict[str, Any]:
    """The difference for other programs."""
    keys = ("key", "name", "title", "before", "after", "cell")
    return {
        **{
            group: [
                {key: getattr(line, key) for key in keys} | {"taken": line.key in chosen}
                for line in difference.of(group)
            ]
            for group in GROUPS
        },
        "rejected": [entry.as_json() for entry in difference.rejected],
        "unchanged": difference.unchanged,
        "strange": difference.strange,
        "notes": list(difference.notes),
    }
