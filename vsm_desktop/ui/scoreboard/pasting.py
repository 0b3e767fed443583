"""Cells of a spreadsheet pasted among the values of one measure: dates and values side by side, or values alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.insight.judging import label_of
from vsm_desktop.intake.days import day_of_text, order_of
from vsm_desktop.intake.grid import Cell
from vsm_desktop.intake.written import Way, value_in, way_of
from vsm_desktop.model.scoreboard import Actual, Measure

Block = Sequence[Sequence[str]]


class Pasted(Struct):
    """What becomes of pasted cells: the values, why others were left out, and what is doubtful."""

    actuals: list[Actual]
    refused: list[str]
    doubtful: list[str] = []

    @property
    def said(self) -> str:
        """All of it in a sentence, with the first thing that was left out."""
        count = len({one.on for one in self.actuals})
        said = _("1 value pasted") if count == 1 else _("{n} values pasted").format(n=count)
        if self.refused:
            said = _("{said}, {n} left out ({first})").format(
                said=said, n=len(self.refused), first=self.refused[0].rstrip(".")
            )
        doubts = list(self.doubtful[:1])
        if twice := len(self.actuals) - count:
            words = (
                _("1 date stands twice, the last counts")
                if twice == 1
                else _("{n} dates stand twice, the last counts")
            )
            doubts.append(words.format(n=twice))
        return " ".join(f"{one}." for one in (said, *doubts))


def pasted(
    block: Block, measure: Measure, first: int, today: date, after: Callable[[Measure, date], date]
) -> Pasted:
    """Read pasted cells from the row `first` of the values on. Without dates they fill the days that are there, and then
    the days `after` them."""
    rows = [[cell.strip() for cell in row] for row in block if any(cell.strip() for cell in row)]
    if not rows:
        return Pasted([], [])
    dated = _dates_in(rows)
    if dated < 0:
        return _alone(rows, measure, first, today, after)
    values = next((at for at in range(len(rows[0])) if at != dated and _has_number(rows, at, measure)), -1)
    if values < 0:
        return Pasted([], [_("there are no values beside the dates")])
    return _side_by_side(rows, measure, dated, values)


def _dates_in(rows: Sequence[Sequence[str]]) -> int:
    """The column with the most dates; -1 where none has any."""
    counts = [sum(day_of_text(row[at]) is not None for row in rows) for at in range(len(rows[0]))]
    return counts.index(max(counts)) if max(counts) else -1


def _has_number(rows: Sequence[Sequence[str]], at: int, measure: Measure) -> bool:
    way = way_of(measure, ())
    return any(_value(row[at], way)[0] is not None for row in rows)


def _value(text: str, way: Way, doubtful: list[str] | None = None) -> tuple[float | None, str]:
    value, verdict, reason = value_in(_cell(text), way)
    if verdict == "doubtful" and doubtful is not None:
        doubtful.append(reason)
    return value, "" if value is not None else f"{reason}."


def _cell(text: str) -> Cell:
    return Cell(1, 1, text)


def _side_by_side(rows: Sequence[Sequence[str]], measure: Measure, dated: int, values: int) -> Pasted:
    found = Pasted([], [], [])
    order = order_of(row[dated] for row in rows)
    way = way_of(measure, [_cell(row[values]) for row in rows])
    others = [at for at in range(len(rows[0])) if at not in (dated, values)]
    for number, row in enumerate(rows):
        day = day_of_text(row[dated], order)
        if day is None:
            if number or not _is_header(row[values], way):
                found.refused.append(_('"{text}" is no date').format(text=row[dated]))
            continue
        if not row[values]:
            continue
        value, why = _value(row[values], way, found.doubtful)
        if value is None:
            found.refused.append(why)
            continue
        remark = row[others[0]] if others else ""
        found.actuals.append(Actual(on=day.isoformat(), value=value, remark=remark))
    return found


def _is_header(text: str, way: Way) -> bool:
    return _value(text, way)[0] is None


def _alone(
    rows: Sequence[Sequence[str]],
    measure: Measure,
    first: int,
    today: date,
    after: Callable[[Measure, date], date],
) -> Pasted:
    found = Pasted([], [], [])
    days = [one.on for one in measure.actuals][first:]
    texts = [next((cell for cell in row if cell), "") for row in rows]
    way = way_of(measure, [_cell(text) for text in texts])
    if len(texts) > 1 and _value(texts[0], way)[0] is None and texts[0].startswith(label_of(measure)):
        texts = texts[1:]
    for text in texts:
        value, why = _value(text, way, found.doubtful)
        if value is None:
            found.refused.append(why)
            continue
        on = days.pop(0) if days else after(_with(measure, found.actuals), today).isoformat()
        found.actuals.append(Actual(on=on, value=value))
    return found


def _with(measure: Measure, actuals: Sequence[Actual]) -> Measure:
    every = {one.on: one for one in (*measure.actuals, *actuals)}
    return measure.evolve(actuals=tuple(every[on] for on in sorted(every)))
