"""What a row of the table gives, before it becomes nodes: a step with its values, and the stock around it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import Struct, field

from vsm_desktop.intake.grid import Cell
from vsm_desktop.intake.phrases import whole_words_of
from vsm_desktop.model.quantity import Quantity, VariantQuantity

_LONGEST = 60


class Stock(Struct):
    """Material before or after a step; the cells are kept for what is said about them later."""

    id: str
    qty: Quantity | None = None
    days: Quantity | None = None
    variants: list[VariantQuantity] = field(default_factory=list)
    cells: dict[str, Cell] = field(default_factory=dict)


class Step(Struct):
    """One row: a process with the stock around it, or a stock of its own (`process` is None, `before` its stock)."""

    id: str
    name: str
    process: dict[str, Any] | None = None
    before: Stock | None = None
    after: Stock | None = None

    @property
    def stocks(self) -> tuple[Stock, ...]:
        """The stock around it that there is."""
        return tuple(stock for stock in (self.before, self.after) if stock)


class Ids:
    """Gives everything an id of its own: the wanted one if it is free, else with a number behind it."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._next: dict[str, int] = dict.fromkeys(taken, 2)

    def free(self, wanted: str) -> str:
        """An id that nothing else has."""
        id_ = wanted
        while id_ in self._next:
            number = self._next[wanted]
            self._next[wanted] = number + 1
            id_ = f"{wanted}_{number}"
        self._next[id_] = 2
        return id_


def slug(name: str) -> str:
    """A name as an id: Spot weld 1 becomes spot_weld_1."""
    words = [word.key for word in whole_words_of(name) if word.key not in "%#"]
    return "_".join(words)[:_LONGEST].strip("_") or "step"
