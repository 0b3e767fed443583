"""How each column is to be read: its unit, what to take where there is none, shares as percent or as parts of 1."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.intake.columns import Column, Meaning
from vsm_desktop.intake.grid import Cell
from vsm_desktop.intake.numerals import mark_of
from vsm_desktop.intake.units import Unit
from vsm_desktop.intake.values import Way
from vsm_desktop.model.fields import Field, field_of
from vsm_desktop.model.parse import Unreadable, parse_number

_USUAL = {"ct": "s", "co": "min", "lt": "day", "epe": "day"}
_LIKE_CT = ("pt", "wait", "va_time", "nnva_time")
_DAYS = field_of("inventory", "days")
_PIECES = field_of("inventory", "qty")


def ways_of(columns: Sequence[Column], bodies: Mapping[int, Sequence[Cell]]) -> dict[int, Way]:
    """The way to read every column of numbers, by its index."""
    ct = next((c.meaning.unit for c in columns if c.meaning and c.meaning.key == "ct"), None)
    ways: dict[int, Way] = {}
    for column in columns:
        meaning = column.meaning
        if meaning and (field := meaning.field) and field.dimension:
            body = bodies.get(column.index, ())
            mark = mark_of(cell.text for cell in body if cell.text)
            ways[column.index] = replace(_way(meaning, field, body, ct), mark=mark)
    return ways


def other_way(way: Way) -> Way | None:
    """Stock may be counted in one cell and given as time in the next: the other of the two, for cells with a unit."""
    if way.field.key == "days":
        return Way(_PIECES, mark=way.mark)
    return Way(_DAYS, doubt=_("no unit"), mark=way.mark) if way.field.key == "qty" else None


def _way(meaning: Meaning, field: Field, body: Sequence[Cell], ct: Unit | None) -> Way:
    if field.dimension == "ratio":
        return _share_way(meaning, field, body)
    if field.dimension == "time" and meaning.unit is None:
        unit = (
            ct if ct and not ct.clock and field.key in _LIKE_CT else Unit(_USUAL.get(field.key, field.unit))
        )
        return Way(field, default=unit, doubt=_unit_doubt(meaning, unit))
    if meaning.role == "stock" and meaning.key == "qty" and meaning.unit is None and _fractional(_bare(body)):
        doubt = _("no unit, and pieces are whole: read as days")
        return Way(_DAYS, default=Unit("day"), doubt=doubt)
    return Way(field, unit=meaning.unit)


def _unit_doubt(meaning: Meaning, unit: Unit) -> str:
    names = {"s": _("seconds"), "min": _("minutes"), "h": _("hours"), "day": _("days")}
    name = names.get(unit.symbol, unit.symbol)
    if meaning.unknown_unit:
        return _('"{text}" is no unit known here; read as {unit}').format(
            text=meaning.unknown_unit, unit=name
        )
    return _("no unit in the header or the cell; read as {unit}").format(unit=name)


def _share_way(meaning: Meaning, field: Field, body: Sequence[Cell]) -> Way:
    """All bare numbers up to 1 are parts of 1; a column with larger ones is percent, and a part of 1 in it is
    taken as such, in doubt."""
    numbers = _bare(body)
    small = bool(numbers) and all(0 <= number <= 1 for number in numbers)
    said = meaning.unit.symbol if meaning.unit else ""
    if meaning.told and said:
        return Way(field, fractions=said == "1")
    if field.key == "scrap":  # 0.5 % is usual here, half of all pieces is not
        return Way(field, fractions=said == "1" or (not said and small and 1 not in numbers))
    doubt = _("{number} read as {percent} %, since {number} % would be very low; write it as percent")
    return Way(field, doubt=doubt, fractions=said == "1" or small)


def _bare(body: Iterable[Cell]) -> list[float]:
    """The numbers of a column that have neither unit nor percent sign."""
    numbers = []
    for cell in body:
        if cell.kind == "number" and not cell.unit:
            numbers.append(cell.number)
        elif cell.text:
            try:
                numbers.append(parse_number(cell.text))
            except Unreadable:
                continue
    return numbers


def _fractional(numbers: Iterable[float]) -> bool:
    return any(number != int(number) for number in numbers)
