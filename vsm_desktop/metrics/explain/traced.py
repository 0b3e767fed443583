"""A number that remembers how it was made."""

from __future__ import annotations

import math
from typing import Any

from vsm_desktop.metrics.figure import half_away
from vsm_desktop.model.fields import Field
from vsm_desktop.model.quantity import Quantity


class Origin:
    """Where an input stands on the map: the element's id ("" for calendar and options), its field, what was typed.

    `typed` is None for an input that is not entered. `stands_in` says that a 1 stands for it, to see what it would be
    used for.
    """

    __slots__ = ("element", "field", "part", "stands_in", "typed")

    def __init__(self, element: str, field: Field, typed: Quantity | None, part: str = "") -> None:
        self.element, self.field, self.typed, self.part = element, field, typed, part
        self.stands_in = False


class Traced(float):
    """A float with the operation and the numbers it came from; an input has its `Origin` instead of numbers.

    It takes part in any arithmetic as the float it is. What changes nothing (+ 0, x 1) leaves no trace.
    """

    __slots__ = ("args", "op")

    op: str
    args: tuple[Any, ...]

    def __new__(cls, value: float, op: str, *args: Any) -> Traced:
        made = super().__new__(cls, value)
        made.op, made.args = op, args
        return made

    @property
    def origin(self) -> Origin | None:
        """Where it stands on the map, if it is an input."""
        return self.args[0] if self.op == "input" else None

    def __add__(self, other: float) -> Any:
        return self if _plain(other, 0.0) else Traced(float(self) + float(other), "+", self, other)

    def __radd__(self, other: float) -> Any:
        return self if _plain(other, 0.0) else Traced(float(other) + float(self), "+", other, self)

    def __sub__(self, other: float) -> Any:
        return self if _plain(other, 0.0) else Traced(float(self) - float(other), "-", self, other)

    def __rsub__(self, other: float) -> Any:
        return Traced(float(other) - float(self), "-", other, self)

    def __mul__(self, other: float) -> Any:
        return self._times(self, other, other)

    def __rmul__(self, other: float) -> Any:
        return self._times(other, self, other)

    def _times(self, one: float, two: float, other: float) -> Any:
        if _plain(other, 0.0):
            return 0.0
        if _plain(other, 1.0):
            return self
        if isinstance(other, Traced) and other.op == "/" and _plain(other.args[0], 1.0):
            return Traced(float(one) * float(two), "/", self, other.args[1])  # x 1 / n is / n
        return Traced(float(one) * float(two), "*", one, two)

    def __truediv__(self, other: float) -> Any:
        return self if _plain(other, 1.0) else Traced(float(self) / float(other), "/", self, other)

    def __rtruediv__(self, other: float) -> Any:
        return 0.0 if _plain(other, 0.0) else Traced(float(other) / float(self), "/", other, self)

    def __pow__(self, other: float, _modulo: None = None) -> Any:
        return Traced(float(self) ** float(other), "^", self, other)

    def __rpow__(self, other: float, _modulo: None = None) -> Any:
        return Traced(float(other) ** float(self), "^", other, self)

    def __neg__(self) -> Any:
        return Traced(-float(self), "-", 0.0, self)

    def __abs__(self) -> Any:
        return self if self >= 0 else -self

    def __floor__(self) -> Any:
        return Traced(math.floor(float(self)), "floor", self)

    def __ceil__(self) -> Any:
        return Traced(math.ceil(float(self)), "ceil", self)

    def __round__(self, digits: Any = None) -> Any:
        return Traced(half_away(float(self), digits or 0), "round", self, float(digits or 0))


def _plain(number: float, value: float) -> bool:
    """Whether a number is just this constant, not something that happens to have its value."""
    return not isinstance(number, Traced) and number == value


def operate(op: str, numbers: list[float]) -> float:
    """The operation once more, for those who check."""
    match op:
        case "+":
            return math.fsum(numbers)
        case "-":
            return numbers[0] - numbers[1]
        case "*":
            return math.prod(numbers)
        case "/":
            return numbers[0] / numbers[1]
        case "^":
            return float(numbers[0] ** numbers[1])
        case "floor":
            return float(math.floor(numbers[0]))
        case "ceil":
            return float(math.ceil(numbers[0]))
        case "round":
            return half_away(numbers[0], int(numbers[1]))
    raise ValueError(op)
