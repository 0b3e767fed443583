"""The ladder of a map as drawn: a line under each row of steps, branches and further rows under it, the totals at its end."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import chain
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from vsm_desktop.drawing.branches import FIRST, BranchLines
from vsm_desktop.drawing.conventions import conventions_part, conventions_width
from vsm_desktop.drawing.courses import End
from vsm_desktop.drawing.folds import FURTHER, Fold, feet_of, fold_of, room_under, top_under, turned_span
from vsm_desktop.drawing.ladder import (
    CRITICAL,
    HEIGHT,
    TOTAL_HEIGHT,
    USUAL,
    Bay,
    Joint,
    Span,
    bays_of,
    longest_wait,
    outer_waits,
    path_of,
    places_of,
    totals_of,
    totals_part,
    totals_width,
)
from vsm_desktop.drawing.ops import Box, Part
from vsm_desktop.drawing.placed import Made, part_box
from vsm_desktop.drawing.rows import Symbols
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.metrics.report import Report, StepReport
from vsm_desktop.model.fields import FRAMES, NOTES
from vsm_desktop.model.units import TimeUnit

if TYPE_CHECKING:
    from vsm_desktop.drawing.further import FurtherRow, FurtherRows
    from vsm_desktop.drawing.scale import ScaledLines

_WHOLE = Fold(False, ())
_LARGE = 120  # symbols; on a larger map ways round all ladders would be too long, and take too long to find
_FREE = 30.0  # at least, above the row that follows
_OVER = 20.0  # what the upper rungs say reaches over them
_UNDER_TOTALS, _UNDER_RUNGS = TOTAL_HEIGHT - 10, HEIGHT + 12


class _Line(NamedTuple):
    """One row of steps cut into bays, and what it was cut from."""

    steps: tuple[StepReport, ...]
    ends: list[End]
    turned: bool
    stands: tuple[object, ...]
    bays: list[Bay]


class Ladder:
    """The rungs as drawn, and the totals at their end.

    Places along the line count in the direction in which it reads: from the right where the map reads from right to left.
    """

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.room: list[Box] = []
        self.branches = BranchLines()
        self.longest: frozenset[str] = frozenset()
        self._report: Report | None = None
        self._steps: list[StepReport] = []
        self._fold = self._open = _WHOLE
        self._one: Fold | None = None
        self._feet: list[float] = []
        self._moved = False
        self._stands: tuple[object, ...] = ()
        self._cut: list[StepReport] = []
        self._reached: tuple[tuple[object, ...], list[float]] = ((), [])
        self._lines: list[_Line] = []
        self._bays: list[list[Bay]] = []
        self._drawn: tuple[object, ...] = ()
        self._scaled: ScaledLines | None = None

    def stand(
        self, report: Report, symbols: Symbols, further: int, to_scale: bool, times: TimeUnit | None
    ) -> dict[str, Box]:
        """Find the rows the steps stand in, with so many further rows under each: the room of every line but the last.

        That one lies under all else; the others are in the midst of the map, and arrows keep out of them.
        """
        if report is not self._report:
            self._report, self._steps = report, path_of(report)
        self._feet = self._stand(symbols, room_under(further, to_scale))
        self._moved = self.branches.follow(report.branches, report.steps, symbols.ends, self._fold, times)
        bands: dict[str, Box] = {}
        if to_scale or len(symbols.nodes) > _LARGE:
            return bands
        for i, foot in enumerate(self._feet[:-1]):
            bays, top = self._bays[i], top_under(foot)
            left, right = turned_span((bays[0].start, bays[-1].right), self._fold.turned)
            below = FURTHER * further
            depth = max(HEIGHT + 12, self.branches.depth(i)) + below
            if top + depth > self._fold.rows[i + 1].top - _FREE:
                depth = HEIGHT + 12 + below  # its branches lie under the last row
            bands[f"@ladder:{i}"] = (left, top - _OVER, right, top + depth)
        return bands

    def follow(
        self,
        report: Report,
        symbols: Symbols,
        top: float,
        rules: tuple[str, ...],
        look: Look,
        made: Made,
        to_scale: bool = False,
        further: tuple[FurtherRow, ...] = (),
    ) -> Sequence[Part]:
        """Show the ladder, of which was found where it stands, under the symbols of its steps: one part per rung, so that an edit repaints few.

        Each row of steps has its line of the critical path under it, then further rows and branches; the last is at the top
        that is given, with the totals and the rules at its end. To scale, all lines are bars on one axis of time under the
        last row, where any time is known.
        """
        tops = [*(top_under(foot) for foot in self._feet[:-1]), top]
        fold = self._fold
        scaled = self._on_an_axis(report, symbols, look) if to_scale and self._bays else None
        limits = [row.top for row in fold.rows[1:]]
        drawn = (tops, limits, rules, look, scaled and scaled.turn, further)
        if not self._bays:
            return self._without(report, symbols, top, look, made)
        if self._moved or self._drawn != drawn:
            self._moved = False
            self._drawn, self.room = drawn, []
            self.parts = self._draw(report, tops, limits, rules, look, made, scaled, further)
        return self.parts

    def _stand(self, symbols: Symbols, least: float) -> list[float]:
        """Find the rows the steps stand in, and cut them into bays where they stand elsewhere; how far down each reaches."""
        ids = [step.id for step in self._steps]
        stands = (ids, [symbols.ends[id_] for id_ in ids], least)
        if stands != self._stands:
            self._stands = stands
            self._open, self._one = fold_of(self._steps, symbols.ends, least), None
        elif self._cut is not self._steps:  # another report of the same steps, which stand where they stood
            self._open = self._open.of(self._steps)
            self._one = self._one and self._one.of(self._steps)
        self._cut = self._steps
        fold = self._open
        feet: list[float] = []
        if len(fold.rows) > 1 and not (feet := self._reach(fold, symbols, least)):
            fold = self._one = self._one or fold_of(self._steps, symbols.ends, inf)
        if fold is not self._fold:
            self._fold, before = fold, [line.steps for line in self._lines]
            self._lines = [self._line(row.steps, symbols) for row in fold.rows] if self._steps else []
            bays = [line.bays for line in self._lines]
            if len(bays) != len(self._bays) or any(a is not b for a, b in zip(bays, self._bays, strict=True)):
                self._bays, self._drawn = bays, ()
            if [line.steps for line in self._lines] != before:
                self.longest = longest_wait(self._steps, [*chain.from_iterable(self._bays)])
        return feet

    def _line(self, steps: tuple[StepReport, ...], symbols: Symbols) -> _Line:
        """One row cut into bays; what stands where it stood is cut as it was."""
        turned = self._fold.turned
        ends = [symbols.ends[step.id] for step in steps]
        known = next((line for line in self._lines if line.steps and line.steps[0] is steps[0]), None)
        if known is not None and known.turned == turned and known.ends == ends and known.steps == steps:
            return known
        spans = _along([step.id for step in steps], symbols, turned)
        places = places_of(steps, spans)
        stands = (list(places.values()), outer_waits(steps, spans))
        if known is not None and known.turned == turned and known.stands == stands and known.steps == steps:
            return known._replace(ends=ends)  # what was moved does not show on the ladder
        return _Line(steps, ends, turned, stands, bays_of(steps, places, spans, turned))

    def _reach(self, fold: Fold, symbols: Symbols, least: float) -> list[float]:
        """How far down each row reaches, notes with it where there is room for the ladder under them; none where there is none."""
        asked = (symbols.room, symbols.room.turn, least, [(row.top, row.foot) for row in fold.rows])
        if asked == self._reached[0]:
            return self._reached[1]
        kinds = [node.kind for node in symbols.nodes]
        found: list[float] = []
        for beside in (FRAMES, NOTES):
            feet = feet_of(fold, symbols.room.boxes, kinds, frozenset(beside))
            if all(foot + least <= row.top for foot, row in zip(feet, fold.rows[1:], strict=False)):
                found = feet
                break
        self._reached = (asked, found)
        return found

    def _on_an_axis(self, report: Report, symbols: Symbols, look: Look) -> ScaledLines | None:
        """The lines on an axis of time; None where nothing is known to last."""
        if self._scaled is None:
            from vsm_desktop.drawing.scale import ScaledLines

            self._scaled = ScaledLines()
        spans = _along([step.id for step in report.steps], symbols, self._fold.turned)
        self._scaled.follow(report, self._steps, spans, self._extent, look.manner.times)
        return self._scaled if self._scaled.shown else None

    @property
    def _extent(self) -> Span:
        return (
            min(bays[0].start for bays in self._bays),
            max(bay.right for bays in self._bays for bay in bays),
        )

    def _without(
        self, report: Report, symbols: Symbols, top: float, look: Look, made: Made
    ) -> Sequence[Part]:
        """Where there are steps but no ladder, the sentence that says why."""
        self.parts, self.room, self._drawn = [], [], ()
        around = symbols.room.box()
        if report.steps and around is not None:
            from vsm_desktop.drawing.unladdered import sentence_of, sentence_part

            said = (sentence_of(report), around[0], max(around[2], around[0] + 640.0), top, look)
            part = made.other("@no_ladder", said, partial(sentence_part, *said))
            self.parts, self.room = [part], [part_box(part)]
        return self.parts

    def _draw(
        self,
        report: Report,
        tops: Sequence[float],
        limits: Sequence[float],
        rules: tuple[str, ...],
        look: Look,
        made: Made,
        scaled: ScaledLines | None,
        further: tuple[FurtherRow, ...],
    ) -> list[Part]:
        turned, top = self._fold.turned, tops[-1]
        rows = self._further(tops, further, scaled) if further else []
        foot = rows[-1].foot if rows else None
        if scaled:
            parts = scaled.draw(top, (top + scaled.depth if foot is None else foot) + 22, look, made, turned)
            right, self.room = scaled.right + 16, [scaled.room]
        else:
            parts = self._rungs(report, tops, look, made)
            besides = [row.foot + 36 - FIRST for row in rows] or tops
            parts += self.branches.draw(besides, limits, look, made)
            right = max([self._bays[-1][-1].right + 6, *(end + 16 for end in self.branches.ends)])
            self.room += self.branches.room
        totals = totals_of(report, look.manner.times)
        wide = totals_width(totals)
        x = -right - wide if turned else right
        make = partial(totals_part, x, top - 24, totals, look)
        box = made.other("@totals", (x, top, totals, look), make)
        at = top - 24 + TOTAL_HEIGHT + 15 if foot is None else foot + 16
        left = min(x, x + wide - conventions_width(rules)) if turned else x
        said = made.other(
            "@conventions", (left, at, rules, look), partial(conventions_part, left, at, rules, look)
        )
        for one, bays in zip(rows, self._bays, strict=True) if rows else ():
            extent = self._extent if scaled else (bays[0].start, max(bay.right for bay in bays))
            last = (x, wide) if one is rows[-1] else None
            parts += one.draw(extent, last, look, made, turned)
            self.room.append(one.room)
        self.room += [part_box(box), part_box(said)]
        return [*parts, box, said]

    def _rungs(self, report: Report, tops: Sequence[float], look: Look, made: Made) -> list[Part]:
        """The rungs of the critical path, one line for each row; between rows arrows may cross, which values stand out from."""
        parts: list[Part] = []
        weight = CRITICAL if report.branches else USUAL
        for row, (bays, top) in enumerate(zip(self._bays, tops, strict=True)):
            first, cleared = len(parts), row + 1 < len(tops)
            joint: Joint | None = None
            for bay in bays:
                parts += made.bay(bay, joint, top, look, weight, cleared)
                joint = (not bay.works, bay.right)
            self.room.append(part_box(parts[first]))
            if len(tops) > 1:
                self.room.append(part_box(parts[-1]))
        return parts

    def _further(
        self, tops: Sequence[float], further: tuple[FurtherRow, ...], scaled: ScaledLines | None
    ) -> list[FurtherRows]:
        """The further rows of each row of steps: under its line; to scale, one below the other under the names of the steps."""
        from vsm_desktop.drawing.further import FurtherRows, rows_for

        found: list[FurtherRows] = []
        below = tops[-1] + scaled.depth + 6 if scaled else 0.0
        for i, (row, bays) in enumerate(zip(self._fold.rows, self._bays, strict=True)):
            last = i + 1 == len(tops)
            if not scaled:
                below = tops[i] + (_UNDER_TOTALS if last else _UNDER_RUNGS)
            said = further if len(tops) == 1 else rows_for(further, row.steps, last)
            number = "" if last else f"{i}:"
            found.append(FurtherRows(said, row.steps, bays, below, scaled is not None, number))
            below = found[-1].foot
        return found


def _along(ids: Sequence[str], symbols: Symbols, turned: bool) -> dict[str, Span]:
    """From where to where some symbols reach along the line."""
    if not turned:
        return {id_: symbols.spans[id_] for id_ in ids}
    return {id_: turned_span(symbols.spans[id_], True) for id_ in ids}
