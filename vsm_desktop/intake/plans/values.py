"""What a cell of a plan workbook says, by the shape of its column; and a value in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from math import isfinite

from vsm_desktop.assets import _
from vsm_desktop.edit.entry import Wrong
from vsm_desktop.edit.targets import read_target, unit_in
from vsm_desktop.intake.days import day_of_text, is_either
from vsm_desktop.intake.grid import Cell
from vsm_desktop.intake.values import no_result
from vsm_desktop.intake.values import percent as percent_of
from vsm_desktop.intake.written import Way, value_in
from vsm_desktop.model.dates import said_day
from vsm_desktop.model.day_names import named
from vsm_desktop.model.display import DASH, percent, plain, rounded
from vsm_desktop.model.parse import Unreadable, parse_number, parse_quantity
from vsm_desktop.model.plan_table import Column, Value

_EPOCH = datetime(1899, 12, 30)
_LAST_DAY = 2_958_465  # the last day a workbook knows
_CLOSE = 1e-9
_PARTS = re.compile(r"\d+|[^\W\d_]{3,}")  # of a date: day, month, year


def value_of(cell: Cell, column: Column) -> Value:
    """The value of a cell. Raises Wrong with the reason why it holds none."""
    value = _value_of(cell, column)
    if column.most is not None and isinstance(value, float) and not 0 <= value <= column.most:
        words = _('"{text}" is out of range: 0 to {most} %')
        raise Wrong(words.format(text=cell.shown, most=plain(column.most)))
    return value


def _value_of(cell: Cell, column: Column) -> Value:
    if cell.kind == "error":
        raise Wrong(_("{cell} holds the error {error}").format(cell=cell.ref, error=cell.shown))
    if cell.kind == "formula":
        raise Wrong(no_result(cell))
    match column.shape:
        case "date":
            return _date(cell, begins=column.key in ("start", "trial"))
        case "number" if column.metric:
            return _target(cell, column.metric)
        case "number":
            return _number(cell)
        case "plain" | "percent" if column.unit and cell.kind == "text":
            return _measured(cell, column)
        case "plain" | "money":
            if _in_percent(cell):
                raise Wrong(
                    _('"{text}" is in %, {column} is not').format(text=cell.shown, column=column.title)
                )
            return _money(cell) if column.shape == "money" else _number(cell)
        case "percent":
            return _percentage(cell)
        case "share":
            return _share(cell)
        case "choice":
            return _choice(cell, column)
        case "places":
            return ", ".join(str(int(float(found))) for found in re.findall(r"\d+(?:\.0)?", _words(cell)))
        case _:
            return _words(cell)


def said(value: Value, column: Column) -> str:
    """A value in words, as one reads it in the list of differences."""
    if value is None or value == "":
        return DASH
    if isinstance(value, date):
        return said_day(value)
    if isinstance(value, float):
        if column.shape == "share":
            return f"{percent(value)} %"
        return rounded(value, 2) if column.shape == "money" else plain(value)
    return value


_NAMES = frozenset(("number", "loop", "text", "key", "name"))


def said_all(values: Mapping[str, Value], columns: Iterable[Column]) -> str:
    """What a new row says besides its name, in words."""
    told = [column for column in columns if column.key not in _NAMES and values.get(column.key)]
    return ", ".join(f"{column.title} {said(values[column.key], column)}" for column in told)


def said_in_percent(value: float, column: Column) -> str:
    """A number in words that leave no doubt whether it is in %."""
    return f"{plain(value) if column.shape == 'percent' else percent(value)} %"


def alike(one: Value, other: Value) -> bool:
    """Whether two values say the same: texts by their words, numbers as closely as a workbook keeps them."""
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= _CLOSE * max(1.0, abs(one), abs(other))
    if isinstance(one, str) or isinstance(other, str):
        return _squeezed(one) == _squeezed(other)
    return one == other


def _squeezed(value: Value) -> str:
    return " ".join(str(value or "").split())


def _words(cell: Cell) -> str:
    return " ".join((cell.text or cell.shown).split())


def _date(cell: Cell, *, begins: bool) -> date:
    """A day in any manner it is written in; a month is its last day, or its first to begin on, as in a form.

    A week or a quarter is its last day, too, which is none to begin on.
    """
    if isinstance(cell.value, datetime):
        return cell.value.date()
    if cell.kind == "number" and 1 <= cell.number <= _LAST_DAY:
        return (_EPOCH + timedelta(days=int(cell.number))).date()
    text = _words(cell)
    if is_either(text):
        raise Wrong(_('"{text}" can be two days; write it as 2026-11-30').format(text=cell.shown))
    if begins and (month := named(text).month):
        return month
    found = day_of_text(text)
    if found is None or (begins and len(_PARTS.findall(text)) < 3):
        raise Wrong(_('"{text}" is no date').format(text=cell.shown))
    return found


def _number(cell: Cell) -> float:
    if isinstance(cell.value, int | float) and cell.kind in ("number", "percent") and isfinite(cell.number):
        return cell.number
    try:
        return parse_number(cell.text)
    except Unreadable as error:
        raise Wrong(str(error)) from None


def _money(cell: Cell) -> float:
    """An amount with or without its currency, read as in a form."""
    if not cell.text:
        return _number(cell)
    try:
        return parse_quantity(cell.text, "money", "money").base
    except Unreadable as error:
        raise Wrong(str(error)) from None


def _target(cell: Cell, metric: str) -> float | None:
    """The target of a number of the map, in words that may name its unit."""
    unit = unit_in(metric)
    if unit not in ("", "1") and _in_percent(cell):
        raise Wrong(_('"{text}" is in %, this goal is not').format(text=cell.shown))
    if cell.kind == "duration" and unit == "s":
        return cell.number
    if cell.kind != "text":
        return _number(cell)
    try:
        return read_target(cell.text, unit, metric)
    except Wrong as wrong:
        raise Wrong(str(wrong).rstrip(".")) from None


def _measured(cell: Cell, column: Column) -> float:
    """A value of a measure, in words that may name its unit."""
    value, _verdict, reason = value_in(cell, Way(column.title, column.unit))
    if value is None:
        raise Wrong(reason)
    return value


def _in_percent(cell: Cell) -> bool:
    return cell.kind == "percent" or cell.text.rstrip().endswith("%")


def _percentage(cell: Cell) -> float:
    """A number in %: 88, 88 %, and 0.88 in a cell that shows it as 88 %."""
    if cell.kind == "percent":
        return percent_of(_number(cell))
    text = cell.text.strip()
    return _number(cell.part(text.rstrip("% "))) if text else _number(cell)


def _share(cell: Cell) -> float:
    """A share as a fraction: 60 %, 0.6, and 60 where nothing else is meant."""
    text = cell.text.strip()
    value = _number(cell.part(text.rstrip("% "))) if text else _number(cell)
    if text.endswith("%") or (value > 1 and cell.kind != "percent"):
        value /= 100
    if not 0 <= value <= 1:
        raise Wrong(_('"{text}" is out of range: 0 to 100 %').format(text=cell.shown))
    return value


def _choice(cell: Cell, column: Column) -> str:
    text = _words(cell)
    for key, words in column.choices:
        if text.casefold() in (key.casefold(), words.casefold()):
            return words
    known = ", ".join(words for _key, words in column.choices)
    raise Wrong(_('"{text}" is none of {known}').format(text=cell.shown, known=known))
