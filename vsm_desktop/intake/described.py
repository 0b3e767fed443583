"""Who observed a row, when and how often, and what is said of rows that observe a step once more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.intake.columns import Column, Meaning
from vsm_desktop.intake.grid import Cell
from vsm_desktop.intake.kinds import Row
from vsm_desktop.intake.repeated import Group, is_shift
from vsm_desktop.intake.report import Ledger
from vsm_desktop.intake.values import no_such
from vsm_desktop.model.quantity import Provenance

Meant = Sequence[tuple[Column, Meaning]]


def joined(group: Group) -> Row:
    """All rows of a step as one, with the first cell there is in each column."""
    if not group.again:
        return group.row
    cells: dict[int, Cell] = {}
    for row in group.rows:
        for index, cell in row.cells.items():
            cells.setdefault(index, cell)
    return replace(group.row, cells=cells)


def describes(column: Column, meaning: Meaning, group: Group) -> bool:
    """Whether a column says something of the observation instead of the step."""
    return meaning.role in ("by", "date", "n", "note", "turn") or (bool(group.again) and is_shift(column))


def source_of(group: Group, meant: Meant, ledger: Ledger, step: str) -> Provenance:
    """Who observed the step, when and how often; of several days the last one, the others are in the note."""
    said: dict[str, list[str]] = {}
    for column, meaning in meant:
        if not describes(column, meaning, group):
            continue
        cells = [row.cells[column.index] for row in group.rows if column.index in row.cells]
        key = meaning.key or meaning.role
        for cell in cells:
            if text := _noted(cell, meaning, ledger, step):
                said.setdefault(key, []).append(text)
    said = {key: list(dict.fromkeys(texts)) for key, texts in said.items()}
    dates = said.get("date", [])
    notes = [
        *said.get("note", []),
        *(
            _("shift {names}").format(names=", ".join(said[key]))
            for key in ("shift", "shifts")
            if key in said
        ),
        *(
            [_("observed {first} to {last}").format(first=min(dates), last=max(dates))]
            if len(dates) > 1
            else []
        ),
    ]
    n = said.get("n", [])
    return Provenance(
        by=", ".join(said.get("by", [])),
        date=max(dates, default=""),
        n=int(n[-1]) if n else None,
        note="; ".join(notes),
    )


def _noted(cell: Cell, meaning: Meaning, ledger: Ledger, step: str) -> str:
    """Say of a cell that it is kept; its text."""
    if meaning.role == "turn":
        ledger.note(cell, "taken", "n", step, _("the number of the observation"))
        return ""
    if meaning.role == "n":
        if not (cell.number >= 1 and cell.number == int(cell.number)):
            ledger.note(cell, "rejected", "n", step, no_such(cell.shown, "count"))
            return ""
        ledger.note(cell, "taken", "n", step, _("kept with every value of the row"))
        return str(int(cell.number))
    ledger.note(cell, "taken", meaning.role, step, _("kept with every value of the row"))
    return cell.shown


def note_again(group: Group, meant: Meant, read: Iterable[Column], ledger: Ledger, step: str) -> None:
    """Say of the further rows of a step that they observe it once more; `read` are columns of which that is known."""
    known = {column.index for column in read}
    first = group.row.name
    for row in group.again:
        if row.name and first and not row.merged:
            ledger.note(
                row.name,
                "taken",
                "name",
                step,
                _("another observation of the step in {cell}").format(cell=first.ref),
            )
            if not group.sure:
                ledger.revise(row.name, "doubtful", _("give it a name of its own if it is another step"))
        for column, meaning in meant:
            cell = row.cells.get(column.index)
            if cell is None or column.index in known or meaning.role in ("name", "reading"):
                continue
            if not describes(column, meaning, group):
                ledger.note(
                    cell, "taken", meaning.key or meaning.role, step, _("the same as in the row of the step")
                )
