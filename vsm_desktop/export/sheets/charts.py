"""The sheet of charts, and beside them the cells they are drawn from: formulas, so that charts follow what is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from vsm_desktop.assets import _
from vsm_desktop.export.sheets import drawn
from vsm_desktop.export.sheets.drawn import Ink, Series
from vsm_desktop.export.sheets.grid import Grid
from vsm_desktop.export.sheets.keys import Keys
from vsm_desktop.export.sheets.ladder import Ladder, Listed
from vsm_desktop.export.sheets.live import Live, at_least_zero, choose, equals, known, live
from vsm_desktop.export.sheets.looks import DAYS, SECONDS, SHARE
from vsm_desktop.export.sheets.rows import Row
from vsm_desktop.metrics.report import Report

MOST_COLUMNS, MOST_PARTS = 40, 20
_DATA = 14  # the first column of the cells beside the charts
_WIDE, _HIGH, _EVERY = 12, 20, 22  # columns, rows, rows
WORK, ADDED, NECESSARY = Ink("work"), Ink("work", "rising"), Ink("work", "rising")
WAIT, WASTE, ALERT, REACHED = Ink("wait"), Ink("wait", "falling"), Ink("alert"), Ink("ink2")


_SECONDS = {"s": 1.0, "min": 60.0, "h": 3600.0}
_LITTLE = 0.5  # days


class Charts:
    """The sheet being written: charts one below the other, the data of each to its right."""

    def __init__(self, grid: Grid, ladder: Ladder, keys: Keys, report: Report) -> None:
        self.grid, self.ladder, self.keys, self.report = grid, ladder, keys, report
        self.row = 1
        self._place = 1

    def write(self, results: dict[str, Live]) -> None:
        """All charts for which there is anything to draw."""
        grid = self.grid
        grid.words(1, 1, _("Charts"), "title")
        grid.words(1, _DATA, _("The cells these charts are drawn from. They are formulas."), "note")
        self.row, self._place = 3, 3
        for write in (self._takt, self._pareto, lambda: self._split(results)):
            write()
        if self._place == 3:
            grid.words(
                3, 1, _("There is nothing to draw yet: enter cycle times, stocks and the demand."), "note"
            )
        for column in range(1, _WIDE + 1):
            grid.width(column, 11)
        for column, width in enumerate((30, 14, 14, 14, 14, 14), _DATA):
            grid.width(column, width)
        grid.sheet.print_area = f"A1:L{max(self._place, 5)}"
        grid.sheet.page_setup.orientation = "portrait"
        grid.on_one_page()
        grid.sheet.sheet_view.showGridLines = False

    def _put(self, chart: object, last: int) -> None:
        drawn.place(self.grid, chart, self._place, _WIDE, _HIGH)
        self._place += _EVERY
        self.row = max(last + 3, self._place)

    def _head(self, title: str, heads: Sequence[str]) -> int:
        self.grid.words(self.row, _DATA, title, "name")
        for at, head in enumerate(heads, _DATA):
            self.grid.words(self.row + 1, at, head, "head", right=at > _DATA)
        return self.row + 1

    # C/T against takt

    def _takt(self) -> None:
        rows = _slowest([row for row in self.ladder.rows if row.kind == "process" and row.has("ct")])
        if not rows:
            return
        heads = [_("Step"), _("C/T"), _("Changeover, downtime and scrap"), _("Takt of the step")]
        unit = _unit([row.found["effective_ct_s"].number for row in rows])
        head = self._head(_("Cycle time against takt [{unit}]").format(unit=unit), heads)
        takt = self.report.number("takt_s")
        for at, row in enumerate(rows, head + 1):
            self._of_step(at, row, takt, _SECONDS[unit])
        span = (head, head + len(rows))
        title = _("Cycle time against takt")
        if len(rows) == MOST_COLUMNS:
            title = _("Cycle time against takt: the {count} slowest steps").format(count=len(rows))
        series = [Series(_DATA + 1, WORK), Series(_DATA + 2, ADDED)]
        titles = (title, "", _("Time for one good piece [{unit}]").format(unit=unit))
        chart = drawn.columns(self.grid, titles, series, _DATA, span)
        if takt is not None:
            pieces = {self.ladder.listed[row.step.id].pieces.number for row in rows}
            beat = Series(_DATA + 3, ALERT)
            chart = drawn.with_line(chart, self.grid, beat, span, marks=len(pieces - {None}) > 1)
        self._put(chart, span[1])

    def _of_step(self, at: int, row: Row, takt: float | None, unit_s: float) -> None:
        grid, seen = self.grid, self.ladder.sheets[False]
        place = self.ladder.listed[row.step.id].place
        there = seen.at(row, place, ("ct", "ct:d", "stations"))
        grid.live(at, _DATA, self.ladder.listed[row.step.id].name)
        ct = there.seconds("ct", self.keys.day_s)
        assert ct is not None  # the row has one
        each = grid.live(at, _DATA + 1, ct / there.or_else("stations", 1) / unit_s, SECONDS)
        effective = seen.cell(row.found["effective_ct_s"], place) / unit_s
        grid.live(at, _DATA + 2, at_least_zero(effective - each), SECONDS)
        if takt is not None:
            pieces = self.ladder.listed[row.step.id].pieces
            beat = Live("takt_s", takt) / unit_s
            grid.live(at, _DATA + 3, beat / pieces if pieces.number else beat, SECONDS)

    # what the lead time is made of

    def _pareto(self) -> None:
        parts = [one for one in self.ladder.listed.values() if (one.part.number or 0) > 0]
        if not parts or self.report.number("lead_time_days") is None:
            return
        heads = [_("Step"), _("Waiting"), _("Processing"), _("Share reached"), _("Both"), _("Place")]
        unit = "d" if max(one.part.number or 0 for one in parts) >= _LITTLE else "h"
        head = self._head(_("What the lead time is made of [{unit}]").format(unit=unit), heads)
        ranked = sorted(parts, key=lambda one: -(one.part.number or 0))
        shown = ranked[:MOST_PARTS]
        whole = sum(one.part.number or 0 for one in parts)
        total = Live(f"SUM({self.ladder.down('part')})", whole)
        rows = _Ranking(self, head, total, live(1) if unit == "d" else self.keys.day_s / _SECONDS["h"])
        for one in shown:
            rows.add(one)
        span = (head, rows.row - 1)
        series = [Series(_DATA + 1, WAIT), Series(_DATA + 2, WORK)]
        titles = (
            _("What the lead time is made of, the longest first"),
            "",
            _("Lead time [{unit}]").format(unit=unit),
        )
        chart = drawn.columns(self.grid, titles, series, _DATA, span)
        reached = Series(_DATA + 3, REACHED)
        self._put(drawn.with_line(chart, self.grid, reached, span, _("Share reached")), span[1])

    # value, waste and waiting

    def _split(self, results: dict[str, Live]) -> None:
        keys = ("va_time_s", "nnva_time_s", "nva_time_s")
        if any(results.get(key) is None or results[key].value is None for key in (*keys, "lead_time_s")):
            return
        heads = ["", _("Adds value"), _("Necessary"), _("Adds no value"), _("Waits")]
        head = self._head(_("Value, waste and waiting [d]"), heads)
        waits = results["waiting_time_days"]
        for at, (name, parts) in enumerate(
            ((_("Lead time"), (*keys, "")), (_("Processing alone"), keys)), head + 1
        ):
            self.grid.words(at, _DATA, name)
            for column, key in enumerate(parts, _DATA + 1):
                days = results[key] / self.keys.day_s if key else waits
                self.grid.live(at, column, days, DAYS)
        inks = (WORK, NECESSARY, WASTE, WAIT)
        series = [Series(column, one) for column, one in enumerate(inks, _DATA + 1)]
        titles = (_("Value, waste and waiting"), "", _("Share of the time"))
        self._put(
            drawn.shares(self.grid, titles, series, _DATA, (head, head + 2)),
            head + 2,
        )


class _Ranking:
    """Rows of the Pareto: each finds the next longest part of the ladder as it is now."""

    def __init__(self, charts: Charts, head: int, total: Live, each: Live) -> None:
        """`each` is how many units of the chart one day holds."""
        self.each = each
        self.grid, self.ladder, self.keys = charts.grid, charts.ladder, charts.keys
        self.first, self.row, self.total = head + 1, head + 1, total
        self._before: tuple[Live, Live] | None = None
        self._both = list[Live]()

    def add(self, one: Listed) -> None:
        """The next longest; `one` is it now."""
        ladder, grid, at = self.ladder, self.grid, self.row
        down: Callable[[str], str] = ladder.down
        rank = at - self.first + 1
        value = Live(f"LARGE({down('part')},{rank})", one.part.number, risky=True)
        both = grid.live(at, _DATA + 4, value, DAYS)
        place = grid.live(at, _DATA + 5, self._place(both, one))
        grid.live(at, _DATA, Live(f"INDEX({down('name')},{place.text})", one.name.value, risky=True))
        wait, elapsed = (
            Live(f"INDEX({down(key)},{place.text})", cell.number)
            for key, cell in (("wait", one.wait), ("elapsed", one.elapsed))
        )
        waits = choose(equals(self.keys.lead_time_mode, "waits_only"), both, both * wait / elapsed)
        self._end(waits, both)
        self._before = both, place

    def _place(self, both: Live, one: Listed) -> Live:
        """Its row on the ladder; of equal parts the one after the last."""
        part = self.ladder.down("part")
        found = f"MATCH({both.text},{part},0)"
        if self._before is not None:
            before, last = self._before
            beyond = f"INDEX({part},{last.text}+1):INDEX({part},ROWS({part}))"
            found = f"IF({both.text}={before.text},{last.text}+MATCH({both.text},{beyond},0),{found})"
        return Live(found, float(one.number), risky=True)

    def _end(self, waits: Live, both: Live) -> None:
        self._both.append(both)
        waits = self.grid.live(self.row, _DATA + 1, waits * self.each, DAYS)
        self.grid.live(self.row, _DATA + 2, at_least_zero(both * self.each - waits), DAYS)
        self.grid.live(self.row, _DATA + 3, known(self._both) / self.total, SHARE)
        self.row += 1


def _unit(seconds: Sequence[float | None]) -> str:
    """The unit in which the longest of these is read most easily."""
    longest = max((value for value in seconds if value is not None), default=0.0)
    return "h" if longest >= 8 * 3600 else "min" if longest >= 300 else "s"


def _slowest(rows: list[Row]) -> list[Row]:
    """The slowest steps in the order of the flow, no more than can be told apart."""
    known_ones = [row for row in rows if "effective_ct_s" in row.found]
    if len(known_ones) <= MOST_COLUMNS:
        return known_ones
    slowest = sorted(known_ones, key=lambda row: -(row.found["effective_ct_s"].number or 0))[:MOST_COLUMNS]
    kept = {row.step.id for row in slowest}
    return [row for row in known_ones if row.step.id in kept]
