"""Arithmetic kept twice, as a spreadsheet formula and as the number it gives, so that the two cannot part.

What is missing stays missing: a formula counts the cells it needs and shows nothing until all hold a number, as the
report does (METRICS.md 0.3).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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


def maximum(parts: Sequence[Live]) -> Live:
    """The largest; missing if any is."""
    return _call("MAX", parts, max)


def total(parts: Sequence[Live]) -> Live:
    """The sum; missing if any is."""
    return _call("SUM", parts, sum) if len(parts) > 1 else parts[0]


def at_least_zero(part: Live) -> Live:
    """The part where it is positive, else zero."""
    value = None if part.number is None else max(0.0, part.number)
    return Live(f"MAX(0,{part.text})", value, part.needs)


def guarded(part: Live) -> str:
    """The formula with its guards and without its equals sign."""
    text = part.text if part.rank == _ATOM and part.needs in ((), ((part.text, 1),)) else f"IFERROR({part.text},{_NOTHING})"
    if not part.needs:
        return text
    cells = ",".join(ref for ref, _count in part.needs)
    return f"IF(COUNT({cells})<{sum(count for _ref, count in part.needs)},{_NOTHING},{text})"


_NOTHING = '""'


def _call(name: str, parts: Sequence[Live], function: object) -> Live:
    if len(parts) == 1:
        return parts[0]
    numbers = [part.number for part in parts]
    known = [number for number in numbers if number is not None]
    value = function(known) if len(known) == len(numbers) else None  # type: ignore[operator]
    return Live(f"{name}({','.join(part.text for part in parts)})", value, merged(parts))


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
