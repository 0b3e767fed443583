"""Several readings of one value: side by side, one below the other or in one cell, made into one quantity.

What became of every single reading stands in the report, and what they say together: n = 10, median 44 s, mean 46 s.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import isclose

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.intake.grid import Cell, span
from vsm_desktop.intake.report import Ledger
from vsm_desktop.intake.values import VERDICTS, Outcome, Verdict, Way, read
from vsm_desktop.model.quantity import Provenance, Quantity, Statistic
from vsm_desktop.model.readings import STATISTICS, observed, study_of, told, value_of
from vsm_desktop.model.words import within_sentence

_SEPARATORS = (("\n", 2), (";", 2), ("|", 2), (" / ", 2), ("/", 3), (", ", 3), (",", 3), (" ", 4))
_SURE = ("\n", ";", "|")  # what stands between readings and in no number
_ENDS_IN_UNIT = re.compile(r"\d\s*([^\W\d_][^\d;|/,]*)$")
_THOUSANDS = re.compile(r"^\d{3}$")
_LONGEST = 2_000


class Reading(Struct):
    """One reading of a value: its cell, what it was read as, and what has to be said of it."""

    cell: Cell
    verdict: Verdict
    reason: str = ""
    quantity: Quantity | None = None
    value: float | None = None


def in_one_cell(cell: Cell) -> list[Cell]:
    """The parts of a cell that holds several readings, such as `44; 45; 47 s`; nothing for any other cell."""
    text = cell.text.strip()
    if not 2 < len(text) <= _LONGEST:
        return []
    for sign, least in _SEPARATORS:
        parts = [part.strip() for part in text.split(sign)]
        parts = [part for part in parts if part]
        numbers = sum(map(_is_number, parts))
        most = numbers >= 2 and 2 * numbers > len(parts) if sign in _SURE else numbers == len(parts)
        if len(parts) < least or not most:
            continue
        if sign in (",", " ") and any(_THOUSANDS.match(part) for part in parts[1:]):
            continue
        return [cell.part(part) for part in _with_unit(parts)]
    return []


def _is_number(part: str) -> bool:
    return part.lstrip("~≈<+").strip()[:1].isdigit()


def _with_unit(parts: list[str]) -> list[str]:
    """The unit behind the last one counts for all, where no other has one."""
    found = _ENDS_IN_UNIT.search(parts[-1])
    alone = not any(any(map(str.isalpha, part)) or ":" in part for part in parts[:-1])
    return [*(f"{part} {found[1]}" for part in parts[:-1]), parts[-1]] if found and alone else parts


def observe(
    cells: Sequence[Cell],
    way: Way,
    source: Provenance,
    ledger: Ledger,
    step: str,
    statistic: Statistic = "median",
    doubt: str = "",
) -> Quantity | None:
    """Read some readings of one value and note each of them; what they make together, None if none can be read.

    `source` names no cell: the value comes from all of them. `doubt` is said of what they make.
    """
    readings = [_reading(cell, read(cell, way, source)) for cell in cells]
    made = _made(readings, source, ledger, statistic)
    _note(readings, ledger, way.field.key, step)
    if made is not None:
        _sum_up(readings, made, ledger, way.field.key, step, (statistic, doubt))
    return made


def compared(made: Quantity, other: Quantity) -> tuple[Verdict, str]:
    """What is said of a value that a row gives beside its readings, such as their mean."""
    if title := _agrees(made, other):
        return "taken", _("the {statistic} of the readings").format(statistic=title)
    reason = _("{other} here, but the readings make {made}; the readings are used")
    return "doubtful", reason.format(other=other.typed, made=made.typed)


def _agrees(made: Quantity, other: Quantity) -> str:
    """With which number of its readings a value said elsewhere agrees; empty if with none."""
    source = made.source
    if source is None or made.in_calendar_units or other.in_calendar_units:
        return "" if (other.value, other.unit) != (made.value, made.unit) else _("number")
    said = other.base / made.known_unit.factor
    for statistic, title in STATISTICS.items():
        value = value_of(source.readings, statistic)
        if value is not None and isclose(said, value, rel_tol=0.01):
            return within_sentence(title)
    return ""


def _reading(cell: Cell, outcome: Outcome) -> Reading:
    made = Reading(cell, outcome.verdict, outcome.reason, outcome.quantity)
    if outcome.quantity is not None:
        made.value = outcome.quantity.value
        if outcome.quantity.high is not None:
            _say(made, "doubtful", _("a range is no reading; its middle is taken"))
        elif made.value == 0:
            _say(made, "doubtful", _("a reading of nothing; strike it out if it was missed"))
    return made


def _made(
    readings: list[Reading], source: Provenance, ledger: Ledger, statistic: Statistic
) -> Quantity | None:
    """All of them in the unit of the first; those in a unit that has another clock are left out."""
    first = next((one.quantity for one in readings if one.quantity), None)
    if first is None:
        return None
    for reading in readings:
        if reading.quantity is not None:
            reading.value = _in_unit_of(first, reading.quantity)
            if reading.value is None:
                _say(reading, "rejected", _("measured in another unit than the readings before"))
    counted = [one for one in readings if one.value is not None]
    values = [one.value for one in counted if one.value is not None]
    far = study_of(values)
    for at in far.outliers if far else ():
        _say(counted[at], "doubtful", _("far from the other readings (outside Tukey's fences); it counts"))
    guessed = any(
        one.quantity and one.quantity.source and one.quantity.source.kind != "measured" for one in counted
    )
    kept = source.evolve(
        cell=f"{ledger.sheet}!{span([one.cell for one in counted])}",
        kind="estimated" if guessed else source.kind,
    )
    return observed(values, first.unit, statistic, kept)


def _in_unit_of(first: Quantity, other: Quantity) -> float | None:
    """A reading in the unit of the first one; None where only a calendar knows."""
    if other.unit == first.unit:
        return other.value
    if first.in_calendar_units or other.in_calendar_units or first.dimension != other.dimension:
        return None
    return float(f"{other.base / first.known_unit.factor:.12g}")


def _say(reading: Reading, verdict: Verdict, reason: str) -> None:
    reading.verdict = max(reading.verdict, verdict, key=VERDICTS.index)
    reading.reason = "; ".join(part for part in (reading.reason, reason) if part)


def _note(readings: Iterable[Reading], ledger: Ledger, key: str, step: str) -> None:
    """Every cell once, also where several readings stand in one."""
    by_cell: dict[str, list[Reading]] = {}
    for reading in readings:
        by_cell.setdefault(reading.cell.ref, []).append(reading)
    for held in by_cell.values():
        worst: Verdict = max((one.verdict for one in held), key=VERDICTS.index)
        if worst == "rejected" and any(one.value is not None for one in held):
            worst = "doubtful"
        reasons = list(dict.fromkeys(_reason(one, len(held) > 1) for one in held if one.reason))
        ledger.note(held[0].cell, worst, key, step, "; ".join(reasons) or _("taken as a reading"))


def _reason(reading: Reading, several: bool) -> str:
    return f"{reading.cell.text}: {reading.reason}" if several else reading.reason


def _sum_up(
    readings: Sequence[Reading],
    made: Quantity,
    ledger: Ledger,
    key: str,
    step: str,
    wanted: tuple[Statistic, str],
) -> None:
    """What the readings say together, in a line of its own, or in that of their cell."""
    source, (statistic, doubt) = made.source, wanted
    assert source is not None
    cells = [one.cell for one in readings if one.value is not None]
    if len(cells) == 1:
        if doubt:
            ledger.revise(cells[0], "doubtful", doubt)
        return
    said = _("{readings}; the {statistic} counts").format(
        readings=told(source, made.known_unit.shown), statistic=within_sentence(STATISTICS[source.statistic])
    )
    if source.statistic != statistic:
        said += _(", as no reading repeats")
    said = "; ".join(filter(None, (said, doubt)))
    verdict: Verdict = "doubtful" if doubt else "converted"
    if len({cell.ref for cell in cells}) > 1 and _side_by_side(cells):
        ledger.note(cells, verdict, key, step, said)
    else:
        ledger.revise(cells[0], verdict, said)


def _side_by_side(cells: Sequence[Cell]) -> bool:
    """Whether the range of the cells holds nothing else, but for cells left empty."""
    return len({cell.row for cell in cells}) == 1 or (
        len({cell.column for cell in cells}) == 1
        and max(cell.row for cell in cells) - min(cell.row for cell in cells) == len(cells) - 1
    )
