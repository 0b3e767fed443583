"""Times in several parts: 1:30 behind which a unit is said, 1 h 30, 1分30秒."""

from __future__ import annotations

import re

from msgspec import Struct

from vsm_desktop.intake.units import Unit, unit_of
from vsm_desktop.model.units import UNITS

_WITH_UNIT = re.compile(r"^(\d{1,3}):([0-5]\d)\s*([^\W\d_]+)\.?$")
_BARE = re.compile(r"^(\d{1,3}):([0-5]\d)$")
_PARTS = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*([^\W\d_]+\.?|['\"′″]|$)\s*(?:(?:und|and|et|y|e|i|и)\s+)?", re.IGNORECASE
)
_FIXED = ("s", "min", "h")
_SMALLER = {"h": "min", "min": "s"}


class Clock(Struct, frozen=True):
    """A time on a clock of two parts; `own` says that the cell itself names the unit of the first."""

    seconds: float
    unit: str
    own: bool


def clock_of_unit(text: str, unit: Unit | None) -> Clock | None:
    """1:30 min, or 1:30 below a header in minutes: the second part is of the next smaller unit."""
    own = _WITH_UNIT.match(text)
    parts = own or _BARE.match(text)
    said = unit_of(own[3], "time") if own else unit
    if not parts or not said or said.clock or said.scale != 1 or said.symbol not in _SMALLER:
        return None
    scale = UNITS[said.symbol].factor
    return Clock(int(parts[1]) * scale + int(parts[2]) * scale / 60, said.symbol, own is not None)


def compound(text: str) -> tuple[float, str] | None:
    """Hours and minutes, minutes and seconds in any of the known words, in the unit of the last part."""
    parts = _PARTS.findall(text)
    if not 2 <= len(parts) <= 3 or _PARTS.sub("", text).strip():
        return None
    seconds, last = 0.0, ""
    for figure, word in parts:
        symbol = _part_unit(word, last)
        if not symbol or (last and UNITS[symbol].factor >= UNITS[last].factor):
            return None
        last = symbol
        seconds += float(figure.replace(",", ".")) * UNITS[symbol].factor
    return seconds / UNITS[last].factor, last


def _part_unit(word: str, before: str) -> str:
    """The unit behind a part of a time; at the end it may be missing, and m behind hours is minutes."""
    if not word:
        return _SMALLER.get(before, "")
    if word.casefold().rstrip(".") == "m" and before == "h":
        return "min"
    found = unit_of(word, "time")
    return found.symbol if found and found.scale == 1 and not found.clock and found.symbol in _FIXED else ""
