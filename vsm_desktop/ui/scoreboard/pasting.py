"""Cells of a spreadsheet pasted among the values of one measure: dates and values side by side, or values alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import zip_longest

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.insight.judging import label_of
from vsm_desktop.intake.days import day_of_text, order_of
from vsm_desktop.intake.grid import Cell
from vsm_desktop.intake.measures import measure_of
from vsm_desktop.intake.told_days import serial_day
from vsm_desktop.intake.written import Way, is_value, value_in, way_of
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
    rows = _upright(rows)
    dated = _dates_in(rows)
    if dated < 0:
        return _alone(rows, measure, first, today, after)
    values = _values_in(rows, dated, measure)
    if values < 0:
        return Pasted([], [_("there are no values beside the dates")])
    return _side_by_side(rows, measure, dated, values)


def _upright(rows: list[list[str]]) -> list[list[str]]:
    """Cells that lie side by side one below the other, with days as spreadsheets count them as dates."""
    lying = [list(row) for row in zip_longest(*rows, fillvalue="")]
    if len(rows) == 1 and len(rows[0]) > 1 and _dates_in(rows) < 0 and not _counted(rows):
        return lying
    best = max((rows, lying), key=_most_dates)
    if _most_dates(best):
        return best
    for way in (rows, lying):
        for at in _counted(way):
            return [[*row[:at], _date_of(row[at]), *row[at + 1 :]] for row in way]
    return rows


def _most_dates(rows: Sequence[Sequence[str]]) -> int:
    return max(_date_counts(rows))


def _date_counts(rows: Sequence[Sequence[str]]) -> list[int]:
    return [sum(day_of_text(row[at]) is not None for row in rows) for at in range(len(rows[0]))]


def _counted(rows: Sequence[Sequence[str]]) -> list[int]:
    """The columns that hold nothing but days as spreadsheets count them, in order, under a header or none."""
    found = []
    for at in range(len(rows[0]) if len(rows[0]) > 1 else 0):
        texts = [row[at] for row in rows]
        numbers = texts if is_value(texts[0]) else texts[1:]
        if not numbers or not all(map(str.isdecimal, numbers)):
            continue
        days = [serial_day(int(number)) for number in numbers]
        if None not in days and numbers == sorted(set(numbers)):
            found.append(at)
    return found


def _date_of(text: str) -> str:
    day = serial_day(int(text)) if text.isdecimal() else None
    return text if day is None else day.isoformat()


def _values_in(rows: Sequence[Sequence[str]], dated: int, measure: Measure) -> int:
    """The column of values: that with the name of the measure, else the first with numbers; -1 for none."""
    numbers = [at for at in range(len(rows[0])) if at != dated and _has_number(rows, at, measure)]
    named = [at for at in numbers if measure_of(rows[0][at], (measure,)) is not None]
    return next(iter((*named, *numbers)), -1)


def _dates_in(rows: Sequence[Sequence[str]]) -> int:
    """The column with the most dates; -1 where none has any."""
    counts = _date_counts(rows)
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
    rest = [at for at in range(len(rows[0])) if at not in (dated, values)]
    others = [at for at in rest if not any(is_value(row[at]) for row in rows)]
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
