"""Lead times that are read beside each other: all in one unit, the one the longest of them reads best in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.model.display import DASH, days, duration, lead_time, rounded, trimmed
from vsm_desktop.model.units import UNITS, TimeUnit

_NOTHING = 1e-9
_MOST = 1e12


class Spans(Struct, frozen=True):
    """One unit for lead times given in days; `day_s` are the working seconds of a day where the unit is no day."""

    unit: str = "d"
    day_s: float = 0.0
    times: TimeUnit | None = None

    def number(self, in_days: float) -> str:
        """A lead time without its unit."""
        if self.unit == "d":
            return days(in_days)
        if self.times is not None:
            return duration(in_days * self.day_s, self.times)[0]
        return trimmed(rounded(self.counted(in_days), 1))

    def text(self, in_days: float) -> str:
        """A lead time: 23.6 d, 232 min."""
        return f"{self.number(in_days)} {self.unit}"

    def signed(self, in_days: float | None) -> str:
        """A change with its sign and unit; a dash where it is unknown."""
        if in_days is None:
            return DASH
        if abs(in_days) < _NOTHING:
            return f"{'0.0' if self.unit == 'd' else '0'} {self.unit}"
        return f"{'−' if in_days < 0 else '+'}{self.text(abs(in_days))}"

    def counted(self, in_days: float) -> float:
        """How many of the unit there are."""
        return in_days if self.unit == "d" else in_days * self.day_s / UNITS[self.unit].factor

    def adding_up(self, start: float, parts: Sequence[float], end: float) -> tuple[str, ...]:
        """A start, signed parts and their end, with so few decimals that they add up as they are printed.

        Where two decimals do not do it, the parts that lose or gain most by rounding take up the last hundredths.
        """
        values = [self.counted(value) for value in (start, *parts, end)]
        if any(abs(value) >= _MOST for value in values):  # nobody adds that up
            return (self.text(start), *map(self.signed, parts), self.text(end))
        exact = [Decimal(repr(value)) for value in values]
        for step in (Decimal("0.1"), Decimal("0.01")):
            rounded = [one.quantize(step, ROUND_HALF_UP) for one in exact]
            if sum(rounded[:-1]) == rounded[-1]:
                break
        else:
            _share_out(rounded, exact, step)
        trim = self.unit != "d"
        first, *told, last = (
            _written(rounded[0], trim),
            *(_part(one, part, trim=trim) for one, part in zip(rounded[1:-1], parts, strict=True)),
            _written(rounded[-1], trim),
        )
        return tuple(f"{one} {self.unit}" for one in (first, *told, last))


def spans_of(longest: Iterable[float | None], day_s: float | None, times: TimeUnit | None = None) -> Spans:
    """The unit for lead times in days of which the longest is among these: days, or below half a day the working time
    of the map, else minutes or the like."""
    most = max((abs(one) for one in longest if one is not None), default=0.0)
    unit = lead_time(most, most * day_s if day_s else None, times)[1]
    return Spans() if unit == "d" or not day_s else Spans(unit, day_s, times)


def printed_change(before: str, after: str) -> str | None:
    """The change between two printed numbers of one unit, as they are printed: 23.6 d and 4.5 d give −19.1 d.

    None where they are no such numbers.
    """
    one, other = (re.fullmatch(r"([−-]?[\d,]+(?:\.\d+)?)(\D*)", text) for text in (before, after))
    if one is None or other is None or one[2] != other[2]:
        return None
    change = _read(other[1]) - _read(one[1])
    return f"{'−' if change < 0 else '+'}{_written(abs(change), one[2] != ' d')}{one[2]}"


def _share_out(rounded: list[Decimal], exact: Sequence[Decimal], step: Decimal) -> None:
    """What rounded parts between two ends miss goes to those it is least wrong for."""
    left = rounded[-1] - sum(rounded[:-1])
    by = step if left > 0 else -step
    order = sorted(range(1, len(exact) - 1), key=lambda i: (rounded[i] - exact[i]) * (1 if by > 0 else -1))
    for at in range(int(abs(left) / step) if order else 0):
        rounded[order[at % len(order)]] += by


def _read(text: str) -> Decimal:
    """A printed number."""
    return Decimal(text.replace(",", "").replace("−", "-"))


def _part(value: Decimal, exact: float, *, trim: bool) -> str:
    if not value:
        return _("≈ 0")
    return f"{'−' if exact < 0 else '+'}{_written(abs(value), trim)}"


def _written(value: Decimal, trim: bool) -> str:
    text = f"{abs(value):,f}"
    if trim and "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"−{text}" if value < 0 else text
