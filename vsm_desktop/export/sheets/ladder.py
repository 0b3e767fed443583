"""The ladder sheet: waiting and processing of every step, then the blocks the flow is made of, then the whole.

The blocks are those `measure` folds the flow into (METRICS.md 5.5 - 5.9): ways that are all taken count by the
longest, ways of which one is taken by their shares, loops by their passes; each is a row over the rows before it.
"""

from __future__ import annotations

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.export.sheets.grid import DAYS, SECONDS, TIMES, Grid, Look
from vsm_desktop.export.sheets.keys import AS_NUMBER, Keys, agree, reason
from vsm_desktop.export.sheets.live import (
    MISSING,
    Known,
    Live,
    both,
    choose,
    first_of,
    known,
    live,
    maximum,
    most,
    same,
    total,
)
from vsm_desktop.export.sheets.passage import va_of, wait_of, work_of
from vsm_desktop.export.sheets.rows import Row
from vsm_desktop.export.sheets.steps import KINDS
from vsm_desktop.metrics.report import Report
from vsm_desktop.model.options import Options

NAME, KIND, WAIT_D, WAIT, WORK, VA, ELAPSED, PASSES, NOTE, MOST = range(1, 11)
_WIDTHS = (42, 17, 10, 12, 12, 12, 12, 8, 24)


_HEADS = (
    _("Kind"),
    _("Waiting [d]"),
    _("Waiting [s]"),
    _("Processing [s]"),
    _("Value-adding [s]"),
    _("Elapsed [s]"),
    _("Passes"),
    _("Notes"),
)


class Tally(Struct, frozen=True):
    """What a stretch of the flow adds up to, as formulas or as the cells they stand in.

    `most` is the most processing of any way, where the map counts that (`longest_rung`, 5.6).
    """

    wait: Live
    work: Live
    va: Live
    elapsed: Live
    most: Live


class Ladder:
    """The sheet being written, row by row."""

    def __init__(self, grid: Grid, keys: Keys, *, rung: bool) -> None:
        self.grid, self.keys, self.rung, self.row = grid, keys, rung, 1
        for column, width in enumerate(_WIDTHS, 1):
            grid.width(column, width)

    def head(self, title: str) -> None:
        """A part of the table begins."""
        heads = [title, *_HEADS, _("Most processing [s]")]
        self.grid.head(self.row, heads if self.rung else heads[:-1], range(WAIT_D, NOTE), 30)
        self.row += 1

    def step(self, row: Row, options: Options, report: Report) -> Tally:
        """One step: its own passage, checked against the report."""
        step, grid = row.step, self.grid
        grid.live(self.row, NAME, row.name, look="name")
        grid.words(self.row, KIND, KINDS.get(step.kind, step.kind), "note")
        asked = work_of(row, options, self.keys)
        work = grid.live(self.row, WORK, _checked(asked, step.processing_s), SECONDS)
        part, in_days = wait_of(row, work, options, self.keys)
        told = step.wait_days if in_days else step.wait_s
        wait = self._wait(_checked(part, told), in_days)
        va = grid.live(self.row, VA, va_of(row, work, self.keys), SECONDS)
        elapsed = grid.live(self.row, ELAPSED, wait + work.or_zero, SECONDS)
        covered = agree(asked.value, step.processing_s) and agree(part.value, told)
        self._note(row, elapsed, "" if covered else AS_NUMBER, report)
        tally = Tally(wait, work, va, elapsed, self._most(work, work))
        self.row += 1
        return tally

    def visits(self, number: float) -> Live:
        """How often the step in the coming row is passed, on all ways together."""
        return self.grid.number(self.row, PASSES, number, TIMES)

    def _most(self, part: Live, work: Live, look: Look = "plain") -> Live:
        """The most processing of any way; the sheet has no such column where the map does not count it."""
        return self.grid.live(self.row, MOST, part, SECONDS, look) if self.rung else work

    def _wait(self, part: Live, in_days: bool) -> Live:
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
        self.grid.words(self.row, NOTE, note, "note")

    def block(self, name: str, kind: str, tally: Tally, note: str = "", look: Look = "plain") -> Tally:
        """A row that adds others up; returns its cells."""
        grid, row = self.grid, self.row
        grid.words(row, NAME, name, look if look == "total" else "name")
        grid.words(row, KIND, kind, look if look == "total" else "note")
        wait = grid.live(row, WAIT, tally.wait, SECONDS, look)
        grid.live(row, WAIT_D, wait / self.keys.day_s, DAYS, look)
        work = grid.live(row, WORK, tally.work, SECONDS, look)
        va = grid.live(row, VA, tally.va, SECONDS, look)
        elapsed = grid.live(row, ELAPSED, tally.elapsed, SECONDS, look)
        cells = Tally(wait, work, va, elapsed, self._most(tally.most, work, look))
        grid.words(row, NOTE, note, "note")
        self.row += 1
        return cells

    def passes(self, part: Live) -> Live:
        """How often the way in the coming row is passed."""
        return self.grid.live(self.row, PASSES, part, TIMES, look="entered" if part.plain else "plain")

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
        cells = Tally(wait, work, va, elapsed, self._most(most([way.most for way in ways]), work))
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
        total([tally.elapsed for tally in tallies]),
        known([tally.most for tally in tallies]),
    )


NOTHING = Tally(*(live(0),) * 5)


def _checked(part: Live, reported: Known) -> Live:
    """The formula if it gives what the report says, else the report's number."""
    if agree(part.value, reported):
        return part
    return live(reported) if isinstance(reported, int | float) else MISSING
