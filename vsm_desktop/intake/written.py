"""How the values of a measure are written: numbers of any hand, per cent as parts of one, units behind them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.intake.grid import Cell, clipped, plain
from vsm_desktop.intake.numerals import Mark, mark_of, settled, usual
from vsm_desktop.intake.shares import all_parts, is_part, level_of
from vsm_desktop.intake.values import Verdict, no_result, percent
from vsm_desktop.model.display import plain as shown_number
from vsm_desktop.model.parse import Unreadable, parse_number
from vsm_desktop.model.scoreboard import MEASURES, SHARES, Measure
from vsm_desktop.model.units import UNITS, Dimension, Unit, find_unit

_VALUE = re.compile(r"^([+\-−]?[\d.,'’\u00a0\u202f\u2009 ]*\d)\s*(\D*(?:(?<=[mt])[23])?)$")
_SIGN = re.compile(r"^([€$£¥₹₽₩₺฿]|[A-Z]{3})\s*(?=[\d+\-−])")
_CODE = re.compile(r"[^\W\d_]{2,4}\.?")
_PARTS = frozenset(("ct", "cent", "cts"))  # a hundredth of what is meant
_LONGEST = 60
_DIMENSIONS: tuple[Dimension, ...] = ("time", "ratio", "distance", "area", "rate", "pieces")


class Way(Struct, frozen=True):
    """How the values of a measure are read: its unit, what stands before a fraction, how large a share is, and whether all of
    the column are parts of one. A `whole` one is a part of a whole: none is below 0 or above 100 %."""

    title: str
    unit: str
    mark: Mark = ""
    level: float = 0.0
    parts: bool = False
    whole: bool = False


def way_of(measure: Measure, cells: Iterable[Cell]) -> Way:
    held = list(cells)
    usual_unit = next(unit for key, _words, unit in MEASURES if key == measure.key)
    title = measure.name or next(words for key, words, _unit in MEASURES if key == measure.key)
    unit = measure.unit or usual_unit
    marked = mark_of(cell.text for cell in held if cell.text)
    way = Way(title, unit, marked, whole=measure.key in SHARES and unit == "%")
    if way.unit != "%" or not held:
        return way
    bare, percents = [], []
    for cell in held:
        number, unit = _split(cell, way.mark)
        if number is not None and unit == "%":
            percents.append(number)
        elif number is not None and not unit:
            bare.append(number)
    return replace(way, level=level_of(measure, bare, percents), parts=all_parts(measure, bare))


def _split(cell: Cell, mark: Mark) -> tuple[float | None, str]:
    """The number of a cell and the unit behind it; None where it holds none."""
    if cell.kind == "percent":
        return percent(cell.number), "%"
    if cell.kind == "number":
        return cell.number, cell.unit
    text = usual(cell.text).strip()
    found = _VALUE.match(text) if cell.kind == "text" and len(text) <= _LONGEST else None
    if found is None:
        return None, ""
    try:
        return parse_number(settled(found[1], mark, whole=False)), found[2].strip()
    except Unreadable:
        return None, ""


Read = tuple[float | None, Verdict, str]


def value_in(cell: Cell, way: Way) -> Read:
    """The value in the unit of the measure, or why there is none."""
    value, verdict, reason = _value_in(cell, way)
    if way.whole and value is not None and not 0 <= value <= 100:
        words = _('"{text}" is out of range: {measure} lies between 0 and 100 %')
        return None, "rejected", words.format(text=clipped(cell.shown), measure=way.title)
    return value, verdict, reason


def _value_in(cell: Cell, way: Way) -> Read:
    match cell.kind:
        case "error":
            return (
                None,
                "rejected",
                _("{cell} holds the error {error}").format(cell=cell.ref, error=cell.shown),
            )
        case "formula":
            return None, "rejected", no_result(cell)
        case "percent":
            if way.unit != "%":
                return None, "rejected", _other_unit(cell.shown, "%", way)
            return percent(cell.number), "taken", ""
        case "number":
            return _number(cell.number, cell.unit, cell.shown, way)
        case "duration":
            return _in_unit(cell.number, "s", cell.shown, way)
        case "text":
            return _text(cell, way)
    return None, "rejected", _('"{text}" is not a number').format(text=cell.shown)


def read_value(text: str, measure: Measure) -> float:
    """A typed value in the unit of a measure. Raises Unreadable with a sentence."""
    value, _verdict, reason = value_in(Cell(1, 1, text), way_of(measure, ()))
    if value is None:
        raise Unreadable(f"{reason}.")
    return value


def _text(cell: Cell, way: Way) -> Read:
    text = usual(cell.text).strip()
    bare = _SIGN.sub("", text) if way.unit == "money" else text  # $ 12.50
    found = _VALUE.match(bare) if len(text) <= _LONGEST else None
    if found is None or (found[2] and not found[2].strip(" .,;:")):  # 15.10. is no 15.1
        return None, "rejected", _('"{text}" is not a number').format(text=clipped(text))
    try:
        number = parse_number(settled(found[1], way.mark, whole=False))
    except Unreadable as error:
        return None, "rejected", str(error).rstrip(".")
    value, verdict, reason = _number(number, found[2].strip(), text, way)
    if verdict == "taken" and found[1] != plain(number):
        read = _('"{text}" read as {number}').format(text=text, number=shown_number(number))
        return value, "converted", read
    return value, verdict, reason


def _number(number: float, unit: str, text: str, way: Way) -> Read:
    """A number with the unit written behind it, if any; a bare one may be a part of one."""
    if way.unit == "%" and not unit and is_part(number, way.level, all_of_them=way.parts):
        value = percent(number)
        return value, "doubtful", _("{text} read as {value} %").format(text=text, value=plain(value))
    if not unit or (_is_money(unit) if way.unit == "money" else _same(unit, way.unit)):
        return number, "taken", ""
    return _in_unit(number, unit, text, way)


def is_unit(text: str) -> bool:
    """Whether a text is a unit, and nothing else."""
    return _known(text.casefold()) is not None or text in UNITS or (len(text) == 1 and not text.isalnum())


def is_value(text: str) -> bool:
    """Whether a text is a number, with a unit or without."""
    return _VALUE.match(usual(text).strip()) is not None


def in_unit(cell: Cell, unit: str) -> Cell:
    """A number without a unit as one with the unit that stands in its header; any other cell as it is."""
    if cell.kind == "number" and not cell.unit:
        return replace(cell, unit=unit)
    found = _VALUE.match(usual(cell.text).strip())
    return replace(cell, value=f"{cell.text.strip()} {unit}") if found and not found[2].strip() else cell


def foreign(unit: str, measure: Measure) -> bool:
    """Whether a known unit is another one than that of a measure, so that its numbers are to be turned or left out."""
    own = way_of(measure, ()).unit
    known = _known(unit.casefold()), _known(own)
    return None not in known and not _same(unit.casefold(), own)


def turns(unit: str, measure: Measure) -> bool:
    """Whether numbers in a unit can be turned into that of a measure."""
    return _factor(unit.casefold(), way_of(measure, ()).unit) > 0


def other_unit(header: str, unit: str, measure: Measure) -> str:
    """That a column is in a unit that cannot be turned into that of its measure."""
    return _other_unit(header, unit, way_of(measure, ()))


def _factor(unit: str, own: str) -> float:
    """What a number in one unit is multiplied by to be in the other; 0 where they are not known or go by other clocks."""
    one, other = _known(unit), _known(own)
    if one is None or other is None or one.dimension != other.dimension or one.calendar or other.calendar:
        return 0.0
    return one.factor / other.factor


def _is_money(unit: str) -> bool:
    """Whether a unit is a currency, by its sign or a short name, for a piece or as it is: €, EUR, zł, $/pc."""
    name = unit.split("/")[0].strip()
    if any(unicodedata.category(sign) == "Sc" for sign in name) or name.casefold() == "money":
        return True
    return bool(_CODE.fullmatch(name)) and not is_unit(name) and name.rstrip(".").casefold() not in _PARTS


def _same(one: str, other: str) -> bool:
    known = _known(one)
    return one.casefold() == other.casefold() or (known is not None and known is _known(other))


def _known(text: str) -> Unit | None:
    """A unit by its symbol or by a word for it."""
    found = (find_unit(text, dimension) for dimension in _DIMENSIONS)
    return UNITS.get(text) or next(filter(None, found), None)


def _in_unit(number: float, unit: str, text: str, way: Way) -> Read:
    """A value turned from one unit into that of the measure, where both are known and go by the same clock."""
    factor = _factor(unit, way.unit)
    if not factor:
        return None, "rejected", _other_unit(text, unit, way)
    value = float(f"{number * factor:.12g}")
    words = _("{text} read as {value} {unit}")
    return value, "converted", words.format(text=text, value=plain(value), unit=way.unit)


def _other_unit(text: str, unit: str, way: Way) -> str:
    if way.unit == "money":
        return _('"{text}" is in {unit}, {measure} in money').format(text=text, unit=unit, measure=way.title)
    if not way.unit:
        return _('"{text}" has a unit, {measure} has none').format(text=text, measure=way.title)
    return _('"{text}" is in {unit}, {measure} in {own}').format(
        text=text, unit=unit, measure=way.title, own=way.unit
    )
