"""What a symbol is: its title, its body and label boxes, and the function that draws it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from msgspec import Struct

from vsm_desktop.drawing.ops import Box, Op
from vsm_desktop.drawing.theme import BOLD, OUTLINE, ThemeName, Tokens, tokens
from vsm_desktop.model.names import USUAL, Names, names_of
from vsm_desktop.model.provenance import Mark, mark_of, stale_before
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.stream import State
from vsm_desktop.model.units import TimeUnit


class Manner(NamedTuple):
    """How a map shows its values: in which unit working times, whether sources are marked, before which day what was
    measured is old, and what symbols and fields are called."""

    times: TimeUnit | None = None
    marks: bool = False
    stale: date | None = None
    names: Names = USUAL

    def mark(self, value: Quantity) -> Mark:
        """The mark of a value; none where the map has none."""
        return mark_of(value, self.stale) if self.marks and value.source is not None else ""


PLAIN = Manner()


def manner_of(state: State) -> Manner:
    """How a state shows its values."""
    options = state.options
    stale = stale_before(state.date) if options.mark_sources else None
    return Manner(options.time_unit, options.mark_sources, stale, names_of(state))


class Row(Struct, frozen=True):
    """One row of a data box; `shorter` are other forms of a number that is too wide, the shortest last.

    `words` may be cut, numbers may not. In an `empty` row nothing is entered.
    """

    key: str
    label: str
    number: str
    unit: str = ""
    mark: Mark = ""
    shorter: tuple[str, ...] = ()
    words: bool = False
    empty: bool = False


class Look(Struct, frozen=True, eq=False):
    """How one symbol is to be drawn now: the theme, what the report says about it, and which field is being typed.

    A field that is open has its place even when it is empty. `own` are the rows a user added, and those that stand
    empty. What is `bold` lies on the
    critical path beside branches. The star of a burst that is not made in this state is `off`.
    """

    tokens: Tokens
    alert: bool = False
    open: str = ""
    manner: Manner = PLAIN
    own: tuple[Row, ...] = ()
    bold: bool = False
    off: bool = False

    def __getitem__(self, token: str) -> str:
        return self.tokens[token]

    @property
    def outline(self) -> float:
        """The width of outlines."""
        return BOLD if self.bold else OUTLINE


def look_of(
    theme: ThemeName,
    alert: bool = False,
    open_field: str = "",
    manner: Manner = PLAIN,
    bold: bool = False,
    off: bool = False,
) -> Look:
    """The one look of a theme, so that looks can be compared by identity."""
    return _look_of(theme, alert, open_field, manner, bold, off)


@lru_cache(maxsize=1_000)  # while a date is typed, every letter may bring another one
def _look_of(theme: ThemeName, alert: bool, open_field: str, manner: Manner, bold: bool, off: bool) -> Look:
    return Look(tokens(theme), alert, open_field, manner, bold=bold, off=off)


@lru_cache(maxsize=8_192)
def with_own(look: Look, rows: tuple[Row, ...]) -> Look:
    """The one look with these further rows, compared by identity as well."""
    return Look(look.tokens, look.alert, look.open, look.manner, rows, look.bold, look.off) if rows else look


class Extent(Struct, frozen=True):
    """How large a symbol is round its centre; `least` is given where a hand may pull it, in the ways that are named."""

    width: float
    height: float
    least: tuple[float, float] = (0.0, 0.0)
    ways: frozenset[str] = frozenset()

    def of(self, node: Any) -> tuple[float, float]:
        """The width and height of one node of this kind, its own where it was pulled."""
        if node.size is None or not self.ways:
            return self.width, self.height
        wide, high = "width" in self.ways, "height" in self.ways
        return (
            max(node.size.width, self.least[0]) if wide else self.width,
            max(node.size.height, self.least[1]) if high else self.height,
        )

    def box(self, node: Any) -> Box:
        """The same as a box round the centre."""
        width, height = self.of(node)
        return (-width / 2, -height / 2, width / 2, height / 2)


BOTH_WAYS = frozenset({"width", "height"})


class Symbol(Struct, frozen=True):
    """A kind of node on the map; `own_row` is the height of a further row (added by a user, or empty), which makes the
    body longer; the first row has the `lead` above it, and rows are at least so `wide`.

    `draw(node, look)` gives the ops round the node's centre; `body(node)` the box arrows attach to and hands grip,
    data rows included; `foot(node)` how far labels reach below the centre; `frame` the symbol alone, which lines up with
    others and is resized; `rail` the height, relative to the centre, at which material passes.
    """

    title: str
    draw: Callable[[Any, Look], tuple[Op, ...]]
    body: Callable[[Any], Box]
    foot: Callable[[Any], float]
    frame: Extent
    rail: float = 0.0
    own_row: float = 0.0
    lead: float = 0.0
    wide: float = 0.0
