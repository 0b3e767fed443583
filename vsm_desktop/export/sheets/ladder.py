"""The ladder sheet: waiting and processing of every step, then the blocks the flow is made of, then the whole.

The blocks are those `measure` folds the flow into (METRICS.md 5.5 - 5.9): ways that are all taken count by the
longest, ways of which one is taken by their shares, loops by their passes; each is a row over the rows before it.
The order of its rows is part of the arithmetic; so this sheet has no filter to sort it by.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.export.sheets.cells import letters
from vsm_desktop.export.sheets.chain import factor, onward
from vsm_desktop.export.sheets.grid import Grid
from vsm_desktop.export.sheets.keys import AS_NUMBER, Keys, agree, reason
from vsm_desktop.export.sheets.live import (
    MISSING,
    Live,
    both,
    choose,
    equals,
    first_of,
    known,
    live,
    maximum,
    most,
    same,
    total,
)
from vsm_desktop.export.sheets.looks import DAYS, GENERAL, SECONDS, TIMES, Look
from vsm_desktop.export.sheets.rows import Row, Seen
from vsm_desktop.export.sheets.steps import checked
from vsm_desktop.metrics.flow import Flow
from vsm_desktop.metrics.report import Report
from vsm_desktop.model.titles import title_of

ID, NAME, KIND, WAIT_D, WAIT, WORK, VA, NNVA, ELAPSED, PASSES, PART, PIECES, NOTE, PLACE, MOST = range(1, 16)
_WIDTHS = (14, 40, 17, 10, 12, 12, 12, 12, 12, 9, 13, 15, 40, 8, 12)
HEAD = 1
_HEADS = (
    _("Id"),
    _("Step or way"),
    _("Kind"),
    _("Waiting [d]"),
    _("Waiting [s]"),
    _("Processing [s]"),
    _("Value-adding [s]"),
    _("Necessary [s]"),
    _("Elapsed [s]"),
    _("Passes"),
    _("In the lead time [d]"),
    _("Pieces for one product"),
    _("Notes"),
    _("Row"),
    _("Most processing [s]"),
)


class Tally(Struct, frozen=True):
    """What a stretch of the flow adds up to, as formulas or as the cells they stand in.

    `most` is the most processing of any way, where the map counts that (`longest_rung`, 5.6).
    """

    wait: Live
    work: Live
    va: Live
    nnva: Live
    elapsed: Live
    most: Live


class Listed(Struct):
    """A step on the ladder sheet: how many it is, where its own row is, and the cells others ask for."""

    number: int
    place: Live
    name: Live = MISSING
    wait: Live = MISSING
    elapsed: Live = MISSING
    part: Live = MISSING
    pieces: Live = MISSING


_COLUMNS = {"name": NAME, "wait": WAIT, "elapsed": ELAPSED, "part": PART}


class Ladder:
    """The sheet being written, row by row."""

    def __init__(
        self, grid: Grid, keys: Keys, sheets: Mapping[bool, Seen], rows: Sequence[Row], *, rung: bool
    ) -> None:
        """`sheets` are those of the stocks (True) and of the steps as this one sees them."""
        self.grid, self.keys, self.sheets, self.rung = grid, keys, sheets, rung
        self.rows, self.row = rows, HEAD + 1
        for column, width in enumerate(_WIDTHS, 1):
            grid.width(column, width)
        grid.head(HEAD, _HEADS if rung else _HEADS[:-1], {*range(WAIT_D, NOTE), PLACE, MOST}, 33)
        grid.hide(PLACE)
        self.listed = {row.step.id: Listed(n, self._open(HEAD + n, row)) for n, row in enumerate(rows, 1)}

    def _open(self, at: int, row: Row) -> Live:
        """The id of a step, and where on its own sheet this stands now."""
        id_ = self.grid.words(at, ID, row.step.id, "note")
        return self.grid.live(at, PLACE, self.sheets[row.is_stock].place(row, id_), look="note")

    def write_pieces(self, flow: Flow, report: Report) -> None:
        """How many pieces of each process one product asks for: live along a plain way, else as the report has it."""
        seen: dict[str, Row] = {}
        for row in reversed(self.rows):  # a process asks those after it
            if row.kind != "process" or not row.step.on_ladder:
                continue
            part = self._pieces(row, flow, seen, report)
            if part is None:
                continue
            there = self.sheets[False].at(row, self.listed[row.step.id].place, ("scrap",))
            there.found["factor"] = self.grid.live(
                HEAD + self.listed[row.step.id].number, PIECES, part, GENERAL
            )
            self.listed[row.step.id].pieces = there.found["factor"]
            seen[row.step.id] = there
        for id_, row in ((row.step.id, row) for row in self.rows if row.step.id in seen):
            row.found["factor"] = self._found_from(row, seen[id_].found["factor"])

    def _pieces(self, row: Row, flow: Flow, seen: dict[str, Row], report: Report) -> Live | None:
        way = onward(flow, row.step.id)
        plain = factor(way, seen) if way else None
        required, demand = row.reported(report, "required_per_day"), report.number("daily_demand")
        if required is None or not demand or (plain is not None and agree(plain.value, required / demand)):
            return plain
        return live(required / demand)

    def _found_from(self, row: Row, cell: Live) -> Live:
        """A cell of this sheet as the sheet of steps finds it, by the id in its own row."""
        if not self.sheets[False].by_id:
            return cell
        texts = [self._steps_down(column) for column in (PIECES, ID)]
        return Live(f"INDEX({texts[0]},MATCH({row.id.text},{texts[1]},0))", cell.value, risky=True)

    def down(self, name: str) -> str:
        """The cells of a column at all steps."""
        return self._steps_down(_COLUMNS[name])

    def _steps_down(self, column: int) -> str:
        first, last = f"${letters(column)}${HEAD + 1}", f"${letters(column)}${HEAD + len(self.rows)}"
        return f"'{self.grid.title}'!{first}:{last}"

    def step(self, row: Row, report: Report) -> Tally:
        """One step: its own passage, looked for on its own sheet."""
        step, grid, seen, place = (
            row.step,
            self.grid,
            self.sheets[row.is_stock],
            self.listed[row.step.id].place,
        )
        listed = self.listed[step.id]
        listed.name = grid.live(self.row, NAME, seen.name(row, place), look="name")
        grid.words(self.row, KIND, title_of(step.kind), "note")
        if row.is_stock:
            days = row.found.get("days_of_supply", MISSING)
            part = seen.cell(days, place) if days.text else MISSING
            note = "" if agree(part.value, step.wait_days) else AS_NUMBER
            work = va = nnva = live(0)
            wait = self._wait(checked(part, step.wait_days), in_days=True)
        else:
            note = ""
            work, va, nnva, part = (
                seen.cell(row.found[key], place) for key in ("processing_s", "va_s", "nnva_s", "wait_s")
            )
            wait = self._wait(part, in_days=False)
        work = grid.live(self.row, WORK, work, SECONDS)
        va, nnva = grid.live(self.row, VA, va, SECONDS), grid.live(self.row, NNVA, nnva, SECONDS)
        elapsed = grid.live(self.row, ELAPSED, wait + work.or_zero, SECONDS)
        listed.wait, listed.elapsed = wait, elapsed
        listed.part = self._share(step.passages, wait, elapsed)
        self._note(row, elapsed, note, report)
        self.row += 1
        return Tally(wait, work, va, nnva, elapsed, self._most(work, work, self.row - 1))

    def _share(self, passages: float, wait: Live, elapsed: Live) -> Live:
        """What a step adds to the lead time, along the ways that count now."""
        counted = choose(equals(self.keys.lead_time_mode, "waits_only"), wait, elapsed)
        part = counted * live(passages) / self.keys.day_s if passages else live(0)
        return self.grid.live(self.row, PART, part, DAYS)

    def visits(self, number: float) -> Live:
        """How often the step in the coming row is passed, on all ways together."""
        return self.grid.number(self.row, PASSES, number, TIMES)

    def _most(self, part: Live, work: Live, row: int, look: Look = "plain") -> Live:
        """The most processing of any way; the sheet has no such column where the map does not count it."""
        return self.grid.live(row, MOST, part, SECONDS, look) if self.rung else work

    def _wait(self, part: Live, *, in_days: bool) -> Live:
        """Waiting on both clocks; one column follows from the other."""
        if in_days:
            days = self.grid.live(self.row, WAIT_D, part, DAYS)
            return self.grid.live(self.row, WAIT, days * self.keys.day_s, SECONDS)
        wait = self.grid.live(self.row, WAIT, part, SECONDS)
        self.grid.live(self.row, WAIT_D, wait / self.keys.day_s, DAYS)
        return wait

    def _note(self, row: Row, elapsed: Live, note: str, report: Report) -> None:
        if not row.step.on_ladder:
            note = _("Leads to no end of the flow: not counted.")
        elif elapsed.value is None:
            told = row.result(report, "wait_s")
            why = (told.reason if told else "") or _("Its time is not entered.")
            self.grid.live(self.row, NOTE, reason(elapsed, why), look="note")
            return
        if note:
            self.grid.words(self.row, NOTE, note, "note", wrap=True)

    def block(self, name: str, kind: str, tally: Tally, note: str = "", look: Look = "plain") -> Tally:
        """A row that adds others up; returns its cells."""
        grid, row = self.grid, self.row
        if look == "total":
            for column in (ID, PASSES, PART, PIECES, PLACE):
                grid.words(row, column, "", look)
        grid.words(row, NAME, name, look if look == "total" else "name")
        grid.words(row, KIND, kind, look if look == "total" else "note")
        wait = grid.live(row, WAIT, tally.wait, SECONDS, look)
        grid.live(row, WAIT_D, wait / self.keys.day_s, DAYS, look)
        work = grid.live(row, WORK, tally.work, SECONDS, look)
        va, nnva = (
            grid.live(row, VA, tally.va, SECONDS, look),
            grid.live(row, NNVA, tally.nnva, SECONDS, look),
        )
        elapsed = grid.live(row, ELAPSED, tally.elapsed, SECONDS, look)
        cells = Tally(wait, work, va, nnva, elapsed, self._most(tally.most, work, row, look))
        grid.words(row, NOTE, note, look if look == "total" else "note")
        self.row += 1
        return cells

    def passes(self, part: Live) -> Live:
        """How often the way in the coming row is passed."""
        return self.grid.live(self.row, PASSES, part, TIMES)

    def longest(self, ways: list[Tally]) -> Tally:
        """The longest of several ways; of equal ones the one with more processing, then the one drawn first (5.5)."""
        grid, row = self.grid, self.row
        grid.words(row, NAME, _("Longest of these {count} ways").format(count=len(ways)), "name")
        grid.words(row, KIND, _("All are needed"), "note")
        elapsed = grid.live(row, ELAPSED, maximum([way.elapsed for way in ways]), SECONDS)
        rivals = [choose(same(way.elapsed, elapsed), way.work, live(0)) for way in ways]
        work = grid.live(row, WORK, most(rivals), SECONDS)
        fits = [both(same(way.elapsed, elapsed), same(way.work, work)) for way in ways]
        wait = grid.live(row, WAIT, first_of(fits, [way.wait for way in ways]), SECONDS)
        grid.live(row, WAIT_D, wait / self.keys.day_s, DAYS)
        va = grid.live(row, VA, first_of(fits, [way.va for way in ways]), SECONDS)
        nnva = grid.live(row, NNVA, first_of(fits, [way.nnva for way in ways]), SECONDS)
        longest = self._most(most([way.most for way in ways]), work, row)
        cells = Tally(wait, work, va, nnva, elapsed, longest)
        self.row += 1
        return cells


def in_series(tallies: list[Tally]) -> Tally:
    """One after the other: waiting must be known throughout, processing adds up what is known (METRICS.md 5.10)."""
    if not tallies:
        return NOTHING
    return Tally(
        total([tally.wait for tally in tallies]),
        known([tally.work for tally in tallies]),
        known([tally.va for tally in tallies]),
        known([tally.nnva for tally in tallies]),
        total([tally.elapsed for tally in tallies]),
        known([tally.most for tally in tallies]),
    )


NOTHING = Tally(*(live(0),) * 6)
