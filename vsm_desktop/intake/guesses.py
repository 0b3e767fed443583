"""What a column may hold where its header does not say: by its unit, else by its values; always doubtful."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from vsm_desktop.assets import _
from vsm_desktop.intake.columns import Meaning
from vsm_desktop.intake.grid import Cell, clipped
from vsm_desktop.intake.phrases import normal, phrase_of
from vsm_desktop.intake.units import Unit, unit_of
from vsm_desktop.model.units import Dimension

_ENOUGH = 3
_MOST_PEOPLE = 12
_MANY = 20
_ENDING = re.compile(r"^[+-]?\d[\d.,'’\s]*\s*([^\W\d_][^\d]*|%)$")
_TIMES = {"s": ("ct",), "min": ("ct", "co"), "h": ("co",)}  # nobody changes over in seconds

Guess = tuple[Meaning, str]


def unit_in(header: str, dimension: Dimension | None = None) -> str:
    """The unit in the brackets of a header, of one dimension or of any that tells what a column holds."""
    brackets = phrase_of(header).brackets
    return next(
        (text for text in brackets if (unit_of(text, dimension) if dimension else _meanings(text))), ""
    )


def by_unit(unit: str, header: str, held: Collection[str]) -> Guess | None:
    """The meaning a unit suggests, of those that no other column has, and the reason."""
    unit_text = normal(unit).strip("()[]{} ")
    for meaning, title in _meanings(unit_text):
        if meaning.key not in held:
            if unit == header:
                said = _('the header is only the unit "{unit}"; taken as {title}')
            else:
                said = _('"{header}" is not known; by its unit taken as {title}')
            return meaning, said.format(unit=unit_text, header=clipped(header), title=title)
    return None


def by_cells(header: str, body: Sequence[Cell], held: Collection[str]) -> Guess | None:
    """The meaning the cells of a column suggest, and the reason; without a header also by how large they are."""
    if guess := _by_their_unit(header, body, held):
        return guess
    numbers = [cell.number for cell in body if cell.kind in ("number", "percent")]
    if header or len(numbers) < _ENOUGH or len(numbers) < len(body):
        return None
    return _by_size(numbers, any(cell.kind == "percent" for cell in body), held)


def _meanings(unit: str) -> list[tuple[Meaning, str]]:
    """What a unit may stand for, the likeliest first, with their names."""
    time = unit_of(unit, "time")
    if time and time.symbol in ("s", "min", "h") and time.clock != "each":
        titles = {"ct": _("cycle time"), "co": _("changeover time")}
        return [(Meaning("field", key, time), titles[key]) for key in _TIMES[time.symbol]]
    if time and time.symbol == "day":
        return [(Meaning("stock", "days", time), _("stock as days"))]
    if share := unit_of(unit, "ratio"):
        return [(Meaning("field", "uptime", share), _("uptime"))]
    if len(unit) > 1 and unit_of(unit, "pieces"):
        return [(Meaning("stock", "qty", Unit("pc")), _("stock"))]
    return []


def _by_their_unit(header: str, body: Sequence[Cell], held: Collection[str]) -> Guess | None:
    """Cells that name their unit, such as 45 s: the same for most of them."""
    if len(body) < 2:
        return None
    units = [match[1].strip() for cell in body if (match := _ENDING.match(cell.text))]
    units += [cell.unit for cell in body if cell.unit]
    units += ["%" for cell in body if cell.kind == "percent" and cell.number >= 0.5]
    known = [found[0] for unit in units if (found := _meanings(unit))]
    if 2 * len(known) <= len(body):
        return None
    meaning, title = known[0]
    if meaning.key in held or any(other.key != meaning.key for other, _title in known):
        return None
    bare = Meaning(meaning.role, meaning.key)
    if header:
        said = _('"{header}" is not known; by the unit of its cells taken as {title}')
        return bare, said.format(header=clipped(header), title=title)
    return bare, _("no header; by the unit of its cells taken as {title}").format(title=title)


def _by_size(numbers: Sequence[float], percent: bool, held: Collection[str]) -> Guess | None:
    whole = all(number == int(number) for number in numbers)
    if (
        not whole
        and all(0 < number <= 1 for number in numbers)
        and max(numbers) >= 0.5
        and "uptime" not in held
    ):
        reason = _("no header; all values lie between 0 and 1, taken as uptime; could also be yield or OEE")
        return Meaning("field", "uptime"), reason
    repeated = len(set(numbers)) < len(numbers)
    if (
        whole
        and repeated
        and 0 < max(numbers) <= _MOST_PEOPLE
        and min(numbers) >= 0
        and "operators" not in held
    ):
        reason = _("no header; small whole numbers that repeat, taken as operators; could also be machines")
        return Meaning("field", "operators"), reason
    large = whole and sorted(numbers)[len(numbers) // 2] >= _MANY and min(numbers) >= 0
    if large and not percent and "qty" not in held and "days" not in held and not _counts_up(numbers):
        return Meaning("stock", "qty"), _(
            "no header; large whole numbers, taken as stock; could also be a batch size"
        )
    return None


def _counts_up(numbers: Sequence[float]) -> bool:
    """Whether they are running numbers, such as 100, 110, 120."""
    steps = {after - before for before, after in pairwise(numbers)}
    return len(steps) == 1
