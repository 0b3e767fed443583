"""A chart of columns as data: what stands in it, before it is drawn."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from vsm_desktop.drawing.charts.chart import ALERT, ALERT_ADDED, Ink, Key


class Piece(Struct, frozen=True):
    """A part of a column, in the unit of its chart; `text` stands in it where there is room, else `brief` if that fits."""

    value: float
    ink: Ink
    text: str = ""
    brief: str = ""


class Stack(Struct, frozen=True):
    """Pieces on each other, with what stands over them where there is room; `over` is what is too high."""

    pieces: tuple[Piece, ...]
    label: str = ""
    over: bool = False

    @property
    def value(self) -> float:
        """How high it is."""
        return sum(piece.value for piece in self.pieces)


class Column(Struct, frozen=True):
    """One column: pieces on each other, or stacks of them side by side; `missing` says in two words why there are none.

    `limit` is what it may reach where that is not the same for all; `said` its exact value in words. `short` is its
    number without the unit, for columns too narrow for `text`.
    """

    ids: tuple[str, ...]
    name: str
    said: str
    pieces: tuple[Piece, ...] = ()
    text: str = ""
    more: str = ""
    short: str = ""
    alert: bool = False
    missing: str = ""
    limit: float | None = None
    apart: bool = False
    stacks: tuple[Stack, ...] = ()

    @property
    def stood(self) -> tuple[Stack, ...]:
        """The stacks of the column, from left to right."""
        return self.stacks or (Stack(self.pieces),)

    @property
    def labelled(self) -> bool:
        """Whether words stand over its stacks."""
        return any(stack.label for stack in self.stood)

    @property
    def value(self) -> float:
        """How high the column is."""
        return max(stack.value for stack in self.stood)


class Limit(Struct, frozen=True):
    """A line across all columns, named at its right end."""

    value: float
    text: str
    strong: bool = True


class Columns(Struct, frozen=True):
    """A whole chart: `running` are shares of the whole, one for each column, drawn as a line over the columns.

    `most` is the value at full height, else the highest: what is higher is cut, with a gap that says so. `between` joins
    the two numbers of a column where they stand upright; `unit` says what short numbers are.
    """

    columns: tuple[Column, ...]
    limits: tuple[Limit, ...] = ()
    keys: tuple[Key, ...] = ()
    running: tuple[float, ...] = ()
    most: float = 0.0
    between: str = " · "
    unit: str = ""


def alerted(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The same pieces in the colour of alert."""
    return tuple(
        Piece(piece.value, ALERT_ADDED if piece.ink.lines else ALERT, piece.text, piece.brief)
        for piece in pieces
    )
