"""Arithmetic kept twice, as a spreadsheet formula and as the number it gives, so that the two cannot part.

What is missing stays missing (METRICS.md 0.3). A result without a value is an empty text, which spoils every sum it
enters; such sums are caught and empty in turn. Entered cells that are empty would count as 0, so a formula counts
those it needs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import prod

from msgspec import Struct
from msgspec.structs import replace

Known = float | str | None
Need = tuple[str, int]
_SUM, _PRODUCT, _ATOM = 1, 2, 3
_NOTHING = '""'


class Live(Struct, frozen=True):
    """A formula without its equals sign, and its value.

    `needs` are the cells that must hold numbers, with their count; `risky` says that a missing part spoils it.
    """

    text: str
    value: Known
    needs: tuple[Need, ...] = ()
    rank: int = _ATOM
    risky: bool = False

    @property
    def number(self) -> float | None:
        """The value if it is a number."""
        return None if isinstance(self.value, str) else self.value

    @property
    def plain(self) -> bool:
        """Whether this is a mere number, no formula."""
        return self.number is not None and self.text == _plain(self.number)

    def __add__(self, other: Live | float) -> Live:
        return _join(self, "+", live(other), _SUM)

    def __sub__(self, other: Live | float) -> Live:
        return _join(self, "-", live(other), _SUM)

    def __mul__(self, other: Live | float) -> Live:
        return _join(self, "*", live(other), _PRODUCT)

    def __truediv__(self, other: Live | float) -> Live:
        return _join(self, "/", live(other), _PRODUCT)

    def __radd__(self, other: float) -> Live:
        return live(other) + self

    def __rsub__(self, other: float) -> Live:
        return live(other) - self

    def __rtruediv__(self, other: float) -> Live:
        return live(other) / self

    def or_else(self, default: float) -> Live:
        """The same cell, or a default while it is empty."""
        value = default if self.value is None else self.value
        return Live(f'IF({self.text}="",{_plain(default)},{self.text})', value)

    @property
    def or_zero(self) -> Live:
        """The same cell, 0 while it is empty."""
        return Live(f"N({self.text})", self.number or 0.0)

    @property
    def shown(self) -> str:
        """The whole formula."""
        return "=" + guarded(self)


MISSING = Live("", None)


class Test(Struct, frozen=True):
    """A condition, whether it holds now, and the cells that hold something where it does."""

    text: str
    holds: bool
    sure: tuple[str, ...] = ()


def live(value: Live | float) -> Live:
    """A plain number as an expression."""
    return value if isinstance(value, Live) else Live(_plain(value), float(value))


def given(cell: Live) -> Test:
    """Whether a cell holds anything."""
    return Test(f'{cell.text}<>""', cell.value is not None, (cell.text,))


def equals(cell: Live, word: str) -> Test:
    """Whether a cell holds this word."""
    return Test(f'{cell.text}="{word}"', cell.value == word)


def same(cell: Live, other: Live) -> Test:
    """Whether two cells hold the same."""
    return Test(f"{cell.text}={other.text}", cell.value == other.value)


def positive(cell: Live) -> Test:
    """Whether a cell holds a number above zero (a text, hence an empty result, would be above any number)."""
    return Test(f"N({cell.text})>0", (cell.number or 0) > 0)


def any_of(cells: Sequence[Live], over: str = "") -> Test:
    """Whether any of the cells holds a number; `over` is a range with these cells and others that are empty."""
    return Test(f"COUNT({over or _listed(cells)})>0", any(cell.number is not None for cell in cells))


def both(one: Test, other: Test) -> Test:
    """Two conditions at once."""
    return Test(f"AND({one.text},{other.text})", one.holds and other.holds, one.sure + other.sure)


def choose(test: Test, yes: Live, no: Live = MISSING) -> Live:
    """One of two; each asks only for its own cells."""
    sure = replace(yes, needs=tuple(need for need in yes.needs if need[0] not in test.sure))
    text = f"IF({test.text},{_NOTHING if yes is MISSING else guarded(sure)},{guarded(no)})"
    return Live(text, yes.value if test.holds else no.value)


def first_of(tests: Sequence[Test], parts: Sequence[Live]) -> Live:
    """The first part whose test holds."""
    found = MISSING
    for test, part in reversed(list(zip(tests, parts, strict=True))):
        found = choose(test, part, found)
    return found


def maximum(cells: Sequence[Live]) -> Live:
    """The largest; missing if any is."""
    numbers = [cell.number for cell in cells if cell.number is not None]
    value = max(numbers) if len(numbers) == len(cells) else None
    return Live(f"MAX({_listed(cells)})", value, _ranges(cells))


def most(parts: Sequence[Live]) -> Live:
    """The largest of what is there, at least 0."""
    value = max([part.number or 0.0 for part in parts], default=0.0)
    return Live(f"MAX({','.join(guarded(part) for part in parts)})", value)


def total(cells: Sequence[Live]) -> Live:
    """The sum of cells; missing if any is."""
    numbers = [cell.number for cell in cells if cell.number is not None]
    value = sum(numbers) if len(numbers) == len(cells) else None
    return Live(f"SUM({_listed(cells)})", value, _ranges(cells))


def known(cells: Sequence[Live], over: str = "") -> Live:
    """The sum of what is there."""
    return Live(f"SUM({over or _listed(cells)})", sum(cell.number or 0.0 for cell in cells))


def product(cells: Sequence[Live], over: str = "") -> Live:
    """What is there, multiplied."""
    value = prod(cell.number for cell in cells if cell.number is not None)
    return Live(f"PRODUCT({over or _listed(cells)})", value)


def weighted(weights: Sequence[Live], cells: Sequence[Live], *, all_needed: bool) -> Live:
    """Weight times cell, added; both stand in one unbroken column each."""
    pairs = [(weight.number or 0.0, cell.number) for weight, cell in zip(weights, cells, strict=True)]
    whole = not all_needed or all(cell is not None for _weight, cell in pairs)
    value = sum(weight * (cell or 0.0) for weight, cell in pairs) if whole else None
    needs = _ranges(cells) if all_needed else ()
    return Live(f"SUMPRODUCT({_listed(weights)},{_listed(cells)})", value, needs)


def at_least_zero(part: Live) -> Live:
    """The part where it is positive, else zero."""
    value = None if part.number is None else max(0.0, part.number)
    return Live(f"MAX(0,{part.text})", value, part.needs, _ATOM, part.risky)


def guarded(part: Live) -> str:
    """The formula with its guards and without its equals sign."""
    if part is MISSING:
        return _NOTHING
    text = f"IFERROR({part.text},{_NOTHING})" if part.risky else part.text
    if not part.needs:
        return text
    cells = ",".join(ref for ref, _count in part.needs)
    return f"IF(COUNT({cells})<{sum(count for _ref, count in part.needs)},{_NOTHING},{text})"


_PLACE = re.compile(r"('[^']*'!)([A-Z]+)([0-9]+)")


def column_through(first: Live, last: Live) -> str:
    """All cells from one down to another in the same column."""
    return f"{first.text}:{last.text.rpartition('!')[2]}" if first.text != last.text else first.text


def _listed(cells: Sequence[Live]) -> str:
    return ",".join(text for text, _count in _ranges(cells))


def _ranges(cells: Sequence[Live]) -> tuple[Need, ...]:
    """Cells as ranges, those below each other joined, with their counts."""
    found: list[tuple[Live, Live, int]] = []
    for cell in cells:
        if found and _is_below(found[-1][1], cell):
            found[-1] = (found[-1][0], cell, found[-1][2] + 1)
        else:
            found.append((cell, cell, 1))
    return tuple((column_through(first, last), count) for first, last, count in found)


def _is_below(above: Live, cell: Live) -> bool:
    one, other = _PLACE.fullmatch(above.text), _PLACE.fullmatch(cell.text)
    return bool(one and other and one.group(1, 2) == other.group(1, 2) and int(one[3]) + 1 == int(other[3]))


def _join(left: Live, sign: str, right: Live, rank: int) -> Live:
    if right.plain and right.value == (1 if rank == _PRODUCT else 0):
        return left
    if left.plain and (left.value, sign) in ((1, "*"), (0, "+")):
        return right
    text = _within(left, rank) + sign + _within(right, rank + 1 if sign in "-/" else rank)
    needs = tuple(dict(need for part in (left, right) for need in part.needs).items())
    risky = not (left.plain and right.plain)
    return Live(text, _computed(left.number, sign, right.number), needs, rank, risky)


def _within(part: Live, rank: int) -> str:
    return part.text if part.rank >= rank else f"({part.text})"


def _computed(left: float | None, sign: str, right: float | None) -> float | None:
    if left is None or right is None or (sign == "/" and right == 0):
        return None
    return {"+": left + right, "-": left - right, "*": left * right, "/": left / (right or 1)}[sign]


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) and abs(number) < 1e15 else repr(float(number))
