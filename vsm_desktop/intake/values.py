"""From a cell to a quantity of the model, and what has to be said about it."""

from __future__ import annotations

import re
from decimal import Decimal
from math import isfinite
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.intake.clocks import clock_of_unit, compound
from vsm_desktop.intake.grid import Cell, clipped, plain
from vsm_desktop.intake.numerals import Mark, settled, usual
from vsm_desktop.intake.phrases import words_of
from vsm_desktop.intake.units import Unit, unit_of
from vsm_desktop.intake.words import COUNT_WORDS, EMPTY, ESTIMATES
from vsm_desktop.model.fields import Field, out_of_range
from vsm_desktop.model.parse import Unreadable, parse_number, parse_quantity
from vsm_desktop.model.quantity import WHOLE, Provenance, Quantity, quantity
from vsm_desktop.model.ranges import is_range, without_words
from vsm_desktop.model.units import UNITS, Dimension, find_unit

Verdict = Literal["taken", "converted", "doubtful", "rejected"]
VERDICTS: tuple[Verdict, ...] = ("taken", "converted", "doubtful", "rejected")
_LEADING = re.compile(
    r"^([+\-−]?(?:\d[\d.,'’\u00a0\u202f\u2009 ]*|[.,]\d+)(?:[eE][+-]?\d+)?)(.*)$", re.DOTALL
)
_TWO_PARTS = re.compile(r"^(\d{1,3}):(\d{1,2})(?::(\d{1,2}(?:[.,]\d+)?))?$")
_SPACED = re.compile(r"^[+-]?\d{1,3}( \d{3})*([.,]\d+)?$")
_PLAIN = re.compile(r"^[+-]?\d+(?:\.\d+)?$")
_PRIMES = re.compile(r"^(\d+(?:[.,]\d+)?)\s*('{1,2}|[’′″”\"])$")
_LONGEST = 100
_LONGEST_EMPTY = 12


class Way(Struct, frozen=True):
    """How the cells of one column, or a labelled cell, are to be read.

    `unit` is what the header says; without it `default` is taken, and `doubt` said, where the cell has no unit either.
    `fractions` says that bare numbers of a share are parts of 1, `mark` what stands before a fraction in this column.
    """

    field: Field
    unit: Unit | None = None
    default: Unit | None = None
    doubt: str = ""
    fractions: bool = False
    mark: Mark = ""

    @property
    def dimension(self) -> Dimension:
        dimension = self.field.dimension
        assert dimension is not None
        return dimension

    @property
    def whole(self) -> bool:
        """Whether three digits behind a comma are thousands: pieces, and the long times of a calendar."""
        return self.dimension in WHOLE or "calendar" in self.field.kinds


class Outcome(Struct, frozen=True):
    """What became of a cell."""

    verdict: Verdict
    quantity: Quantity | None = None
    reason: str = ""


def is_empty(cell: Cell | None) -> bool:
    """Nothing, or a sign that stands for nothing."""
    if cell is None:
        return True
    return cell.kind == "text" and len(cell.text) < _LONGEST_EMPTY and cell.text.casefold() in EMPTY


def read(cell: Cell, way: Way, source: Provenance) -> Outcome:
    """The quantity a cell holds, or why it holds none."""
    outcome = _read(cell, way, source)
    if outcome.quantity and not isfinite(outcome.quantity.value):
        return _rejected(_('"{text}" is too large a number').format(text=cell.shown))
    if outcome.quantity and (rule := out_of_range(way.field, outcome.quantity)):
        return _rejected(_('"{text}" is out of range: {rule}').format(text=cell.shown, rule=rule.rstrip(".")))
    return outcome


def said(error: Unreadable) -> str:
    """The complaint of a parser, as a reason without its full stop."""
    return str(error).rstrip(".")


def no_such(text: str, dimension: Dimension | None) -> str:
    """That a text is not what the column holds."""
    sentences = {
        "time": _('"{text}" is not a time'),
        "pieces": _('"{text}" is not a number of pieces'),
        "rate": _('"{text}" is not a demand'),
        "ratio": _('"{text}" is not a share'),
        "distance": _('"{text}" is not a distance'),
        "count": _('"{text}" is not a number'),
    }
    return sentences.get(dimension or "count", sentences["count"]).format(text=clipped(text))


def _rejected(reason: str) -> Outcome:
    return Outcome("rejected", None, reason)


def _read(cell: Cell, way: Way, source: Provenance) -> Outcome:
    match cell.kind:
        case "error":
            return _rejected(_("{cell} holds the error {error}").format(cell=cell.ref, error=cell.shown))
        case "formula":
            return _rejected(no_result(cell))
        case "text":
            return _text(cell, way, source)
        case "duration" if way.dimension == "time":
            return _duration(cell, way, source)
        case "percent" if way.dimension == "ratio":
            return Outcome("taken", quantity(percent(cell.number), "%", source=source))
        case "percent" if way.dimension == "count":
            return Outcome("taken", quantity(cell.number, UNITS["x"].symbol, source=source))
        case "number":
            return _number(cell.number, replace(way, unit=_format_unit(cell, way) or way.unit), source)
        case _:
            return _rejected(no_such(cell.shown, way.dimension))


def no_result(cell: Cell) -> str:
    """What is said of a formula whose result was never stored."""
    return _(
        "{cell} holds a formula without a result; open and save it in a spreadsheet program once"
    ).format(cell=cell.ref)


def percent(fraction: float) -> float:
    """A fraction as percent, without the dust of binary fractions: 0.29 is 29."""
    return float(Decimal(plain(fraction)) * 100)


def _format_unit(cell: Cell, way: Way) -> Unit | None:
    """The unit that the number format writes behind the number."""
    return unit_of(cell.unit, way.dimension) if cell.unit else None


def _number(number: float, way: Way, source: Provenance) -> Outcome:
    """A bare number, by the unit of its column."""
    if way.dimension == "ratio":
        return _share(number, way, source)
    if way.dimension in ("count", "pieces"):
        return Outcome("taken", quantity(number, "x" if way.dimension == "count" else "pc", source=source))
    unit = way.unit or way.default
    if unit is None:
        return _rejected(way.doubt or no_such(plain(number), way.dimension))
    if unit.clock == "each":
        return _each(number, unit, way, source)
    if unit.clock:
        return _rejected(_('"{text}" is not written as {form}').format(text=plain(number), form=_form(unit)))
    value = float(Decimal(plain(number)) * Decimal(plain(unit.scale))) if unit.scale != 1 else number
    read = quantity(value, unit.symbol, source=source)
    if way.unit is None and number != 0:
        return Outcome("doubtful", read, way.doubt)
    if unit.scale != 1:
        return Outcome("converted", read, _as_read(plain(number), read))
    return Outcome("taken", read)


def _each(number: float, unit: Unit, way: Way, source: Provenance) -> Outcome:
    """So many in a time: how long one takes."""
    if number <= 0 or UNITS[way.field.unit].calendar:
        return _rejected(no_such(plain(number), way.dimension))
    read = quantity(round(unit.scale / number, 6), "s", source=source)
    period = {1.0: "s", 60.0: "min", 3600.0: "h"}[unit.scale]
    return Outcome("converted", read, _as_read(f"{plain(number)}/{period}", read))


def _share(number: float, way: Way, source: Provenance) -> Outcome:
    if way.fractions:
        read = quantity(percent(number), "%", source=source)
        return Outcome(
            "converted" if number else "taken", read, _as_read(plain(number), read) if number else ""
        )
    if way.doubt and 0 < number <= 1:
        read = quantity(percent(number), "%", source=source)
        return Outcome("doubtful", read, way.doubt.format(number=plain(number), percent=plain(read.value)))
    return Outcome("taken", quantity(number, "%", source=source))


def _as_read(text: str, read: Quantity) -> str:
    return _("{text} read as {quantity}").format(text=text, quantity=read.typed)


def _duration(cell: Cell, way: Way, source: Provenance) -> Outcome:
    """A time that the sheet counts in hours, minutes and seconds; with two parts shown, which is which can be mistaken."""
    seconds = cell.number
    if cell.clock == "h:m" and way.unit and way.unit.clock == "m:s":
        read = _fitting(seconds / 60, way.field, source)
        return Outcome(
            "doubtful", read, _as_read(_("{text} (shown as hours and minutes)").format(text=cell.shown), read)
        )
    read = _fitting(seconds, way.field, source)
    if cell.clock == "h:m" and way.field.unit == "s" and seconds:
        doubt = _("{text} read as {quantity}; if minutes and seconds are meant, it is {other}")
        other = _fitting(seconds / 60, way.field, source)
        return Outcome(
            "doubtful", read, doubt.format(text=cell.shown, quantity=read.typed, other=other.typed)
        )
    return Outcome("converted", read, _as_read(cell.shown, read))


def _fitting(seconds: float, field: Field, source: Provenance) -> Quantity:
    """Seconds, or the usual unit of the field where it gives a whole number."""
    unit = UNITS[field.unit]
    if unit.factor > 1 and not unit.calendar and seconds % unit.factor == 0:
        return quantity(seconds / unit.factor, unit.symbol, source=source)
    return quantity(round(seconds, 3), "s", source=source)


def _text(cell: Cell, way: Way, source: Provenance) -> Outcome:
    text = usual(cell.text)
    if len(text) > _LONGEST:
        return _rejected(no_such(text, way.dimension))
    try:
        clear = settled(text, way.mark, whole=way.whole)
    except Unreadable as error:
        return _rejected(said(error))
    if clear == text or not way.mark:
        return _written(cell, text, way, source)
    outcome = _written(cell, clear, way, source)
    if outcome.verdict != "taken" or outcome.quantity is None:
        return outcome
    signs = {
        ",": _("the column has a comma before fractions"),
        ".": _("the column has a point before fractions"),
    }
    reason = _('"{text}" read as {number}; {sign}').format(
        text=text, number=plain(outcome.quantity.value), sign=signs[way.mark]
    )
    return replace(outcome, verdict="converted", reason=reason)


def _written(cell: Cell, text: str, way: Way, source: Provenance) -> Outcome:
    """The quantity of a text whose numbers are clear."""
    if mark := next((mark for mark in ESTIMATES if text.casefold().startswith(mark)), ""):
        rest = cell.part(text[len(mark) :].strip())
        outcome = _text(rest, way, source.evolve(kind="estimated"))
        note = _('"{text}" kept as an estimate').format(text=cell.shown)
        return (
            replace(outcome, verdict="converted", reason=note)
            if outcome.verdict in ("taken", "converted")
            else outcome
        )
    if way.unit and way.unit.clock and (parts := _TWO_PARTS.match(text)):
        return _clocked(parts, way, source)
    if way.dimension == "time" and (primes := _PRIMES.match(text)):
        return _primed(primes, way, source)
    if clocked := _clock_of_unit(text, way, source):
        return clocked
    match = _LEADING.match(text)
    if match and not match.group(2).strip() and ".." not in text:
        return _bare_text(text, way, source)
    try:
        return _range(text, way, source) if is_range(text) else _with_unit(text, way, source)
    except Unreadable as error:
        if parted := _compound(text, way, source):
            return parted
        digits = any(letter.isdigit() for letter in text)
        return _rejected(said(error) if digits else no_such(text, way.dimension))


def _primed(primes: re.Match[str], way: Way, source: Provenance) -> Outcome:
    """20' is minutes, 45'' and 45" are seconds."""
    unit = "min" if primes[2] in "'′’" else "s"
    outcome = _with_unit(f"{primes[1]} {unit}", way, source)
    return (
        replace(outcome, verdict="converted", reason=_as_read(primes.group(), outcome.quantity))
        if outcome.verdict == "taken" and outcome.quantity
        else outcome
    )


def _range(text: str, way: Way, source: Provenance) -> Outcome:
    """Two ends, or less than one: ends without a unit are in that of the column. Raises Unreadable."""
    unit, doubt, text = UNITS[way.field.unit], "", _in_known_words(text, way)
    if not any(letter.isalpha() or letter in "%'\"/" for letter in without_words(text)):
        known = way.unit or way.default
        if known is not None and (known.clock or known.scale != 1 or known.symbol not in UNITS):
            return _rejected(_('"{text}" has no unit. Type it behind the number').format(text=text))
        unit = UNITS[known.symbol] if known is not None and known.symbol != "1" else unit
        doubt = way.doubt if way.dimension == "time" and way.unit is None else ""
        if unit.shown and unit.symbol != way.field.unit and "-" not in text:
            text = f"{text} {unit.shown}"
    read = parse_quantity(text, way.dimension, unit.symbol, source)
    reason = _('"{text}" kept as a range; {middle} to calculate with').format(
        text=text, middle=quantity(read.value, read.unit).typed
    )
    return Outcome("doubtful", read, doubt) if doubt else Outcome("converted", read, reason)


def _in_known_words(text: str, way: Way) -> str:
    """The text with a unit the parser knows instead of one that only sheets have, such as s/pc or operators."""
    found = re.match(r"^(.*\d)\s*(\D+)$", text)
    if found is None or find_unit(found[2], way.dimension):
        return text
    unit = _own_unit(found[2], way)
    return f"{found[1]} {UNITS[unit.symbol].shown}".strip() if unit and unit.scale == 1 else text


def _bare_text(text: str, way: Way, source: Provenance) -> Outcome:
    """A number that was stored as text: the column's rules hold for it; said if it was not plain."""
    if " " in text.strip() and not _SPACED.match(text.strip()):
        return _rejected(no_such(text, way.dimension))
    try:
        number = parse_number(text.strip(), whole_likely=way.whole)
    except Unreadable as error:
        return _rejected(said(error))
    outcome = _number(number, way, source)
    said_plainly = _PLAIN.match(text.strip()) and float(text) == number
    if outcome.verdict == "taken" and not said_plainly:
        reason = _('"{text}" read as {number}').format(text=text, number=plain(number))
        return replace(outcome, verdict="converted", reason=reason)
    return outcome


def _clock_of_unit(text: str, way: Way, source: Provenance) -> Outcome | None:
    """1:30 where minutes or hours are said, in the cell or, less surely, in the header."""
    found = clock_of_unit(text, way.unit) if way.dimension == "time" else None
    if not found:
        return None
    read = _fitting(found.seconds, way.field, source)
    if found.own:
        return Outcome("converted", read, _as_read(text, read))
    doubt = _("{text} read as {quantity}, as the header says {unit}")
    return Outcome("doubtful", read, doubt.format(text=text, quantity=read.typed, unit=found.unit))


def _compound(text: str, way: Way, source: Provenance) -> Outcome | None:
    """1 h 30, 1 ч 30 мин, 1分30秒: what no form can read."""
    found = compound(text) if way.dimension == "time" else None
    if not found:
        return None
    read = quantity(*found, source=source)
    return Outcome("converted", read, _as_read(f'"{text}"', read))


def _clocked(parts: re.Match[str], way: Way, source: Provenance) -> Outcome:
    first, second, third = (float(part.replace(",", ".")) if part else None for part in parts.groups())
    assert first is not None
    assert second is not None
    assert way.unit is not None
    if third is not None:
        seconds = first * 3600 + second * 60 + third
    elif way.unit.clock == "h:m:s":
        return _rejected(
            _('"{text}" is not written as {form}').format(text=parts.group(), form=_form(way.unit))
        )
    else:
        seconds = first * 60 + second if way.unit.clock == "m:s" else first * 3600 + second * 60
    read = _fitting(seconds, way.field, source)
    return Outcome("converted", read, _as_read(parts.group(), read))


def _form(unit: Unit) -> str:
    return {"m:s": _("min:s"), "h:m": _("h:min"), "h:m:s": _("h:min:s")}[unit.clock]


def _with_unit(text: str, way: Way, source: Provenance) -> Outcome:
    """A number with words behind it: the unit in the cell wins. Raises Unreadable."""
    match = _LEADING.match(text)
    if match and (unit := _own_unit(match.group(2), way)):
        number = parse_number(match.group(1).strip(), whole_likely=way.whole)
        if unit.scale != 1 or unit.clock == "each":
            return _number(number, replace(way, unit=unit), source)
        return Outcome("taken", _typed(text, number, unit.symbol, way, source))
    return Outcome("taken", parse_quantity(text, way.dimension, way.field.unit, source))


def _own_unit(words: str, way: Way) -> Unit | None:
    """The unit behind a number, also where it is a word the model does not know, such as `2 operators`."""
    if way.dimension == "count":
        known = COUNT_WORDS.get(way.field.key, frozenset())
        keys = {word.key for word in words_of(words)}
        return Unit("x") if keys and keys <= known else None
    return unit_of(words, way.dimension)


def _typed(text: str, number: float, symbol: str, way: Way, source: Provenance) -> Quantity:
    """The quantity with the text as it was typed, where typing it again would give the same."""
    try:
        again = parse_quantity(text, way.dimension, way.field.unit, source)
    except Unreadable:
        again = None
    if again and (again.value, again.unit) == (number, symbol):
        return again
    found = find_unit(symbol, way.dimension)
    return quantity(number, found.symbol if found else symbol, source=source)
