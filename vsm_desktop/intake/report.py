"""What became of every cell: taken, converted, doubtful or left out, each with its place and reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.intake.grid import Cell, clipped, span, within
from vsm_desktop.intake.values import VERDICTS, Verdict
from vsm_desktop.model.quantity import Provenance
from vsm_desktop.model.stream import ValueStream


class Entry(Struct, frozen=True):
    """One cell (or range of cells) of a sheet, the value in it and what was made of it.

    `field` is a key of the field table or the word for what else it is; `step` the id of the node it went to.
    `contradicts` says that another cell of the sheet says otherwise.
    """

    sheet: str
    cell: str
    value: str
    field: str = ""
    step: str = ""
    reason: str = ""
    contradicts: bool = False

    def as_json(self) -> dict[str, str]:
        """The entry for programs."""
        return {
            "sheet": self.sheet,
            "cell": self.cell,
            "value": self.value,
            "field": self.field,
            "step": self.step,
            "reason": self.reason,
        }


class Report(Struct, frozen=True):
    """What was taken from a sheet and what was not; `refused` says why there is nothing to make a map of.

    `about` is what is to be said of the file itself: how it was read, and what of it was left alone.
    """

    file: str = ""
    sheet: str = ""
    taken: tuple[Entry, ...] = ()
    converted: tuple[Entry, ...] = ()
    doubtful: tuple[Entry, ...] = ()
    rejected: tuple[Entry, ...] = ()
    refused: str = ""
    about: str = ""

    @property
    def summary(self) -> str:
        """All of it in a sentence, with the first thing that was left out."""
        parts = [_counted_taken(len(self.taken))]
        if self.converted:
            parts.append(_("{n} converted").format(n=len(self.converted)))
        if self.doubtful:
            parts.append(_("{n} doubtful").format(n=len(self.doubtful)))
        if self.rejected:
            parts.append(_("{n} left out").format(n=len(self.rejected)) + f" ({self.first_rejected})")
        return ", ".join(parts) + "."

    @property
    def first_rejected(self) -> str:
        """The first thing that was left out, and how many more; there must be one."""
        first, more = self.rejected[0], len(self.rejected) - 1
        named = first.cell and not first.reason.startswith(f"{first.cell.split(':')[0]} ")
        said = f"{first.cell}: {first.reason}" if named else first.reason
        return said + (_(", and {n} more").format(n=more) if more else "")

    @property
    def sheets(self) -> frozenset[str]:
        """The sheets that gave anything."""
        read = (*self.taken, *self.converted, *self.doubtful)
        return frozenset(entry.sheet for entry in read if entry.sheet)

    def as_json(self) -> dict[str, Any]:
        """The report for programs, and for files."""
        data: dict[str, Any] = {"file": self.file, "sheet": self.sheet}
        data |= {name: [entry.as_json() for entry in getattr(self, name)] for name in VERDICTS}
        return data | {"summary": self.summary, "refused": self.refused, "about": self.about}


def joined(file: str, parts: Sequence[Report]) -> Report:
    """The reports of several sheets in one, each line of which names its sheet; that of a single one as it is."""
    return parts[0] if len(parts) == 1 else together(file, parts)


def together(file: str, parts: Sequence[Report]) -> Report:
    """All that is said of a file, without a sheet of its own, however many there are."""
    lists = {name: tuple(entry for part in parts for entry in getattr(part, name)) for name in VERDICTS}
    return Report(file, "", **lists, refused="", about=parts[0].about if parts else "")


class Reading(Struct, frozen=True):
    """What a sheet gave: a stream whose map is not laid out yet, or none, and the report.

    A sheet that was `printed` from a map has the ids of its steps, and tells of those that were seen. A workbook of this
    program's `own` says more by its keys than is read here (`updating.own_workbook`).
    """

    stream: ValueStream | None
    report: Report
    printed: bool = False
    own: bool = False

    @property
    def summary(self) -> str:
        """The report in a sentence."""
        return self.report.summary

    @property
    def refused(self) -> str:
        """Why there is nothing to make a map of; empty if there is."""
        return self.report.refused


_LAST = (10**9, 0)


class Ledger:
    """The report while it is written: every cell stands in it once."""

    def __init__(self, sheet: str) -> None:
        self.sheet = sheet
        self._lines: dict[str, tuple[tuple[int, int], Verdict, Entry]] = {}

    def note(
        self,
        cells: Cell | Sequence[Cell],
        verdict: Verdict,
        field: str = "",
        step: str = "",
        reason: str = "",
        value: str = "",
    ) -> None:
        """Write down what became of a cell or a range."""
        held = [cells] if isinstance(cells, Cell) else list(cells)
        place = (min(cell.row for cell in held), min(cell.column for cell in held))
        shown = value or clipped(" | ".join(cell.whole or cell.shown for cell in held))
        entry = Entry(self.sheet, span(held), shown, field, step, reason)
        self._lines[entry.cell] = (place, verdict, entry)

    def note_unread(self, sheet: str, cell: str, reason: str, value: str = "") -> None:
        """Write down a part of a sheet, or a whole one, that was not looked at, or a value that is nowhere in it."""
        self._lines[f"{sheet}!{cell}{value}"] = (_LAST, "rejected", Entry(sheet, cell, value, reason=reason))

    def take_over(self, other: Ledger) -> None:
        """Everything another one of the same sheet says."""
        self._lines |= other._lines

    def revise(self, cell: Cell, verdict: Verdict, reason: str, contradicts: bool = False) -> None:
        """Say something else of a cell that was written down, and keep what was said before.

        `contradicts` tells that another cell says otherwise, as far as it is doubtful for that.
        """
        self.revise_at(cell.ref, verdict, reason, contradicts and verdict == "doubtful")

    def revise_at(self, ref: str, verdict: Verdict, reason: str, contradicts: bool = False) -> None:
        """The same, by the name of the cell, with or without its sheet."""
        ref = ref.removeprefix(f"{self.sheet}!")
        place, before, entry = self._lines[ref]
        reasons = [part for part in (entry.reason, reason) if part]
        worse: Verdict = max(before, verdict, key=VERDICTS.index)
        self._lines[ref] = (
            place,
            worse,
            replace(entry, reason="; ".join(reasons), contradicts=entry.contradicts or contradicts),
        )

    def holds(self, cell: Cell) -> bool:
        """Whether a line speaks of this cell alone."""
        return cell.ref in self._lines

    def revise_around(self, cell: Cell, reason: str) -> None:
        """Say of the line that speaks of this cell, be it alone or within a range, what contradicts it."""
        for ref, (place, verdict, entry) in self._lines.items():
            if entry.sheet == self.sheet and entry.cell and within(cell, entry.cell):
                text = "; ".join(part for part in (entry.reason, reason) if part)
                self._lines[ref] = (place, verdict, replace(entry, reason=text, contradicts=True))
                return

    def source(self, cell: Cell, row: Provenance | None = None) -> Provenance:
        """The provenance of what a cell gives: measured, unless its row says more."""
        return (row or Provenance()).evolve(cell=f"{self.sheet}!{cell.ref}")

    def report(self, file: str, refused: str = "", about: str = "") -> Report:
        """Everything written down, in the order of the sheet."""
        lines = sorted(self._lines.values(), key=lambda line: line[0])
        lists = {name: tuple(entry for _at, verdict, entry in lines if verdict == name) for name in VERDICTS}
        return Report(file, self.sheet, **lists, refused=refused, about=about)


def _counted_taken(n: int) -> str:
    return _("1 value taken") if n == 1 else _("{n} values taken").format(n=n)
