"""Observations of one value: how they are spread, which lie far off, and the number that stands for them.

The median is the default: a stop or a fumble among ten readings does not move it. The other choices are what lean
practice works with: the mean, as time studies compute it (ILO, Introduction to Work Study, 4th ed., ch. 21); the lowest
time that repeats, which shows what the work takes when nothing goes wrong (Rother and Harris, Creating Continuous Flow,
2001, on timing work elements); the 80th percentile, a time that is kept four times out of five.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from itertools import pairwise
from math import floor, isclose, log10

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.model.quantity import Provenance, Quantity, Statistic, Struck, quantity
from vsm_desktop.model.units import UNITS
from vsm_desktop.model.words import within_sentence

STATISTICS: dict[Statistic, str] = {
    "median": _("Median"),
    "mean": _("Mean"),
    "lowest_repeatable": _("Lowest repeatable"),
    "p80": _("80th percentile"),
}
_FENCE = 1.5
_NEAR = 0.1
_ENOUGH = 5
_DIGITS = 6


class Study(Struct, frozen=True):
    """What some readings say, in their own unit.

    Quartiles are interpolated between readings, as QUARTILE.INC of a spreadsheet does; the deviation is that of a sample
    (n - 1), None for a single reading. `outliers` are places among all readings, from 0.
    """

    n: int
    median: float
    mean: float
    low: float
    high: float
    lower_quartile: float
    upper_quartile: float
    deviation: float | None
    outliers: tuple[int, ...] = ()


def study_of(readings: Sequence[float], struck: Collection[int] = ()) -> Study | None:
    """What the readings say that are not struck out; None if none is left."""
    from statistics import fmean, stdev

    counted = [value for at, value in enumerate(readings) if at not in struck]
    if not counted:
        return None
    lower, middle, upper = _quartiles(counted)
    return Study(
        n=len(counted),
        median=middle,
        mean=fmean(counted),
        low=min(counted),
        high=max(counted),
        lower_quartile=lower,
        upper_quartile=upper,
        deviation=stdev(counted) if len(counted) > 1 else None,
        outliers=_outliers(readings, struck, len(counted), lower, middle, upper),
    )


def studied(source: Provenance) -> Study | None:
    """What the readings of a source say; None if it has none."""
    return study_of(source.readings, {one.at for one in source.struck})


def value_of(readings: Sequence[float], statistic: Statistic) -> float | None:
    """The one number for some readings; None where there is none, such as a lowest repeatable where nothing repeats.

    Repeatable is what came at least twice.
    """
    from statistics import fmean, median, quantiles

    if not readings:
        return None
    match statistic:
        case "mean":
            return fmean(readings)
        case "lowest_repeatable":
            ordered = sorted(readings)
            repeated = [one for one, next_ in pairwise(ordered) if isclose(one, next_)]
            return min(repeated, default=None)
        case "p80":
            return quantiles(readings, n=5, method="inclusive")[3] if len(readings) > 1 else readings[0]
        case _:
            return float(median(readings))


def observed(
    readings: Sequence[float],
    unit: str,
    statistic: Statistic = "median",
    source: Provenance | None = None,
    struck: Sequence[Struck] = (),
) -> Quantity:
    """The quantity that some readings make, which stay with it; the median where the statistic asked for has no value.

    Raises ValueError if no reading counts.
    """
    out = {one.at for one in struck}
    counted = [value for at, value in enumerate(readings) if at not in out]
    value = value_of(counted, statistic)
    if value is None:
        value, statistic = value_of(counted, "median"), "median"
    if value is None:
        raise ValueError("no reading counts")
    kept = (source or Provenance()).evolve(
        readings=tuple(readings), statistic=statistic, struck=tuple(struck), n=len(counted)
    )
    return quantity(as_exact(value, counted), unit, source=kept)


def restated(value: Quantity, statistic: Statistic) -> Quantity:
    """The same readings, with another number to stand for them."""
    source = value.source
    assert source is not None
    return observed(source.readings, value.unit, statistic, source, source.struck)


def without(value: Quantity, at: int, why: str = "") -> Quantity:
    """The value without one of its readings, which is kept with the reason. Raises ValueError for the last that counts."""
    source = value.source
    assert source is not None
    struck = (*(one for one in source.struck if one.at != at), Struck(at=at, why=why))
    in_order = sorted(struck, key=lambda one: one.at)
    return observed(source.readings, value.unit, source.statistic, source, in_order)


def with_again(value: Quantity, at: int) -> Quantity:
    """The value with a reading that had been struck out."""
    source = value.source
    assert source is not None
    struck = [one for one in source.struck if one.at != at]
    return observed(source.readings, value.unit, source.statistic, source, struck)


def in_unit(source: Provenance, old: str, new: str) -> Provenance:
    """The source of a value that was typed again in another unit of the same kind: its readings are in that unit too."""
    if not source.readings or old == new:
        return source
    factor = UNITS[old].factor / UNITS[new].factor
    return source.evolve(readings=tuple(float(f"{one * factor:.12g}") for one in source.readings))


def told(source: Provenance, unit: str = "") -> str:
    """The readings in words: n = 10, median 44 s, mean 46 s, 40–61 s, 1 outlier. `unit` is as shown."""
    study = studied(source)
    if study is None:
        return ""
    if len(source.readings) == 1:
        return f"n = {study.n}"
    counted = _counted(source)
    other = value_of(counted, source.statistic)
    parts = [
        f"n = {study.n}",
        f"{_('median')} {_with(as_exact(study.median, counted), unit)}",
        f"{_('mean')} {_with(as_exact(study.mean, counted), unit)}",
    ]
    if source.statistic not in ("median", "mean") and other is not None:
        parts.append(
            f"{within_sentence(STATISTICS[source.statistic])} {_with(as_exact(other, counted), unit)}"
        )
    ends = f"{shown(study.low)}–{shown(study.high)}" if study.low != study.high else shown(study.low)
    parts.append(f"{ends} {unit}".strip())
    if study.outliers:
        count = len(study.outliers)
        parts.append(_("1 outlier") if count == 1 else _("{n} outliers").format(n=count))
    if source.struck:
        parts.append(_("{n} struck out").format(n=len(source.struck)))
    return ", ".join(parts)


def shown(value: float) -> str:
    """A number of a study as people read it: four digits are enough."""
    return f"{_even(value, 4):.12g}"


def as_exact(value: float, readings: Sequence[float]) -> float:
    """A number made of readings, with one digit more than they have: the mean of 22, 23 and 23 s is 22.7 s."""
    if value == 0:
        return value
    finest = max(map(_decimals, readings), default=0)
    return _even(round(value, max(finest + 1, 1 - floor(log10(abs(value))))))


def _decimals(value: float) -> int:
    return max(0, -int(Decimal(repr(value)).normalize().as_tuple().exponent))


def _with(value: float, unit: str) -> str:
    return f"{shown(value)} {unit}".strip()


def _counted(source: Provenance) -> list[float]:
    out = {one.at for one in source.struck}
    return [value for at, value in enumerate(source.readings) if at not in out]


def _quartiles(counted: Sequence[float]) -> tuple[float, float, float]:
    from statistics import quantiles  # brings much along that a window does not need to open

    if len(counted) == 1:
        return counted[0], counted[0], counted[0]
    lower, middle, upper = quantiles(counted, n=4, method="inclusive")
    return lower, middle, upper


def _outliers(
    readings: Sequence[float], struck: Collection[int], n: int, lower: float, middle: float, upper: float
) -> tuple[int, ...]:
    """Tukey's fences (Exploratory Data Analysis, 1977): more than 1.5 times the middle half beyond its ends.

    Fewer than five readings have no fences. Nothing within a tenth of the median is called far off: hands read a watch
    in whole seconds, and where most readings are alike the fences have no width.
    """
    if n < _ENOUGH:
        return ()
    reach, near = _FENCE * (upper - lower), _NEAR * abs(middle)
    low, high = min(lower - reach, middle - near), max(upper + reach, middle + near)
    return tuple(at for at, value in enumerate(readings) if at not in struck and not low <= value <= high)


def _even(value: float, digits: int = _DIGITS) -> float:
    """A number without more digits than a watch has; whole parts stay."""
    if value == 0:
        return value
    return round(value, max(0, digits - 1 - floor(log10(abs(value)))))
