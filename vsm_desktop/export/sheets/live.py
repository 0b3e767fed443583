"""Arithmetic kept twice, as a spreadsheet formula and as the number it gives, so that the two cannot part.

What is missing stays missing: a formula counts the cells it needs and shows nothing until all hold a number, as the
report does (METRICS.md 0.3).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import prod

Known = float | str | None
_SUM, _PRODUCT, _ATOM = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Live:
    """A formula without its equals sign, its value, and the cells (with their count) that must hold numbers."""

    text: str
    value: Known
    needs: tuple[tuple[str, int], ...] = ()
    rank: int = _ATOM

    @property
    def plain(self) -> bool:
        """Whether this is a mere number, no formula."""
        return self.rank == _ATOM and self.number is not None and self.text == _plain(self.number)

    @property
    def number(self) -> float | None:
        """The value if it is a number."""
        return None if isinstance(self.value, str) else self.value

    def __add__(self, other: Live | float) -> Live:
        return _join(self, "+", live(other), _SUM)

    def __sub__(self, other: Live | float) -> Live:
        return _join(self, "-", live(other), _SUM)

    def __mul__(self, other: Live | float) -> Live:
        return _join(self, "*", live(other), _PRODUCT)

    def __truediv__(self, other: Live | float) -> Live:
        return _join(self, "/", live(other), _PRODUCT)

    def __rsub__(self, other: float) -> Live:
        return live(other) - self

    def __rtruediv__(self, other: float) -> Live:
        return live(other) / self

    def __radd__(self, other: float) -> Live:
        return live(other) + self

    def __rmul__(self, other: float) -> Live:
        return live(other) * self

    def or_else(self, default: float) -> Live:
        """The same cell, or a default while it is empty."""
        value = default if self.value is None else self.value
        return Live(f'IF({self.text}="",{_plain(default)},{self.text})', value)

    @property
    def shown(self) -> str:
        """The whole formula: nothing while a cell it needs is empty, nothing where it has no answer."""
        return "=" + guarded(self)


MISSING = Live("", None)


@dataclass(frozen=True, slots=True)
class Test:
    """A condition and whether it holds now."""

    text: str
    holds: bool


def live(value: Live | float) -> Live:
    """A plain number as an expression."""
    return value if isinstance(value, Live) else Live(_plain(value), float(value))


def given(cell: Live) -> Test:
    """Whether a cell holds anything."""
    return Test(f'{cell.text}<>""', cell.value is not None)


def equals(cell: Live, word: str) -> Test:
    """Whether a cell holds this word."""
    return Test(f'{cell.text}="{word}"', cell.value == word)


def positive(cell: Live) -> Test:
    """Whether a cell holds a number above zero (a text, hence an empty result, would be above any number)."""
    return Test(f"N({cell.text})>0", (cell.number or 0) > 0)


def choose(test: Test, yes: Live, no: Live | None = None) -> Live:
    """One of two; each asks only for its own cells."""
    text = f"IF({test.text},{guarded(yes)},{guarded(no) if no else _NOTHING})"
    chosen = yes if test.holds else no
    return Live(text, chosen.value if chosen else None)


def maximum(cells: Sequence[Live]) -> Live:
    """The largest; missing if any is."""
    numbers = [cell.number for cell in cells if cell.number is not None]
    value = max(numbers) if len(numbers) == len(cells) else None
    return Live(f"MAX({','.join(cell.text for cell in cells)})", value, merged(cells))


def most(parts: Sequence[Live]) -> Live:
    """The largest of what is there, at least 0."""
    return Live(f"MAX({','.join(part.text for part in parts)})", max([part.number or 0.0 for part in parts], default=0.0))


def first_of(tests: Sequence[Test], parts: Sequence[Live]) -> Live:
    """The first part whose test holds."""
    text, value = _NOTHING, None
    for test, part in reversed(list(zip(tests, parts, strict=True))):
        text = f"IF({test.text},{part.text},{text})"
        value = part.value if test.holds else value
    return Live(text, value)


def same(cell: Live, other: Live) -> Test:
    """Whether two cells hold the same."""
    return Test(f"{cell.text}={other.text}", cell.value == other.value)


def total(cells: Sequence[Live]) -> Live:
    """The sum of cells; missing if any is."""
    ranges = _ranges(cells)
    numbers = [cell.number for cell in cells if cell.number is not None]
    value = sum(numbers) if len(numbers) == len(cells) else None
    needs = ranges if all(cell.needs for cell in cells) else merged(cells)
    return Live(f"SUM({','.join(text for text, _count in ranges)})", value, needs)


def known(cells: Sequence[Live]) -> Live:
    """The sum of what is there."""
    texts = ",".join(text for text, _count in _ranges(cells))
    return Live(f"SUM({texts})", sum(cell.number or 0.0 for cell in cells))


def product(cells: Sequence[Live]) -> Live:
    """What is there, multiplied."""
    texts = ",".join(text for text, _count in _ranges(cells))
    return Live(f"PRODUCT({texts})", prod(cell.number for cell in cells if cell.number is not None))


def any_of(cells: Sequence[Live]) -> Test:
    """Whether any of the cells holds a number."""
    texts = ",".join(text for text, _count in _ranges(cells))
    return Test(f"COUNT({texts})>0", any(cell.number is not None for cell in cells))


def weighted(weights: Sequence[Live], cells: Sequence[Live], *, all_needed: bool) -> Live:
    """Weight times cell, added; both stand in one unbroken column each."""
    ranges = _ranges(weights), _ranges(cells)
    texts = ",".join(text for group in ranges for text, _count in group)
    pairs = [(weight.number, cell.number) for weight, cell in zip(weights, cells, strict=True)]
    value = None
    if not all_needed or all(cell is not None for _weight, cell in pairs):
        value = sum((weight or 0.0) * (cell or 0.0) for weight, cell in pairs)
    return Live(f"SUMPRODUCT({texts})", value, ranges[1] if all_needed else ())


_PLACE = re.compile(r"('[^']*'!)([A-Z]+)([0-9]+)")


def _ranges(cells: Sequence[Live]) -> tuple[tuple[str, int], ...]:
    """Cells as ranges, those below each other joined, with their counts."""
    found: list[tuple[str, str, int, int]] = []
    for cell in cells:
        match = _PLACE.fullmatch(cell.text)
        if match is None:
            found.append((cell.text, "", 0, 0))
            continue
        sheet, column, row = match[1], match[2], int(match[3])
        if found and found[-1][:2] == (sheet, column) and found[-1][3] == row - 1:
            found[-1] = (sheet, column, found[-1][2], row)
        else:
            found.append((sheet, column, row, row))
    return tuple(
        (sheet if not column else f"{sheet}{column}{a}" if a == b else f"{sheet}{column}{a}:{column}{b}", b - a + 1)
        for sheet, column, a, b in found
    )


def at_least_zero(part: Live) -> Live:
    """The part where it is positive, else zero."""
    value = None if part.number is None else max(0.0, part.number)
    return Live(f"MAX(0,{part.text})", value, part.needs)


_NOTHING = '""'


def guarded(part: Live) -> str:
    """The formula with its guards and without its equals sign."""
    plain = part.needs == ((part.text, 1),) or not (part.needs or "/" in part.text)
    text = part.text if plain else f"IFERROR({part.text},{_NOTHING})"
    if not part.needs:
        return text
    cells = ",".join(ref for ref, _count in part.needs)
    return f"IF(COUNT({cells})<{sum(count for _ref, count in part.needs)},{_NOTHING},{text})"


def merged(parts: Iterable[Live]) -> tuple[tuple[str, int], ...]:
    """The cells any of the parts needs, each once."""
    return tuple(dict(need for part in parts for need in part.needs).items())


def _join(left: Live, sign: str, right: Live, rank: int) -> Live:
    tight = rank + 1 if sign in "-/" else rank
    text = _within(left, rank) + sign + _within(right, tight)
    return Live(text, _computed(left.number, sign, right.number), merged((left, right)), rank)


def _within(part: Live, rank: int) -> str:
    return part.text if part.rank >= rank else f"({part.text})"


def _computed(left: float | None, sign: str, right: float | None) -> float | None:
    if left is None or right is None or (sign == "/" and right == 0):
        return None
    return {"+": left + right, "-": left - right, "*": left * right, "/": left / (right or 1)}[sign]


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) and abs(number) < 1e15 else repr(float(number))


def both(one: Test, other: Test) -> Test:
    """Two conditions at once."""
    return Test(f"AND({one.text},{other.text})", one.holds and other.holds)
