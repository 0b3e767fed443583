"""Further rows of data boxes, added by a user or standing empty, and the room they take: where a symbol has no box, what
a user added are words beneath it.

A formula has its row at every symbol it belongs to, with a dash where there is no result; other fields once they are
filled in. So a symbol's size hangs on what was entered, never on a result.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from vsm_desktop.drawing.empty import NOTHING_WISHED, Wished, Wishes, empty_row, empty_rows, filled
from vsm_desktop.drawing.ops import Box
from vsm_desktop.drawing.symbols.symbol import PLAIN, Manner, Row
from vsm_desktop.drawing.symbols.table import body_of, size_of
from vsm_desktop.metrics.report import Report, StepReport
from vsm_desktop.model.display import DASH, FAR, duration, number_and_unit, percent, rounded, shorter, trimmed
from vsm_desktop.model.fields import Field
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.own import OwnFields, own_rows, own_value
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.stream import State
from vsm_desktop.model.units import TimeUnit

if TYPE_CHECKING:
    from vsm_desktop.drawing.frame import Frame

OwnRows = Mapping[str, tuple[Row, ...]]
"""The rows of each symbol that has some, by its id."""
NO_ROWS: OwnRows = MappingProxyType({})
_NO_KEYS = frozenset[str]()
_UNITS = {"pieces": "pc", "rate": "/d", "distance": "m", "area": "m²"}


def rows_at(
    node: Node,
    fields: OwnFields,
    step: StepReport | None,
    open_field: str = "",
    manner: Manner = PLAIN,
    wished: Set[str] = frozenset(),
) -> tuple[Row, ...]:
    """The further rows of one symbol, with those of the `wished` that stand empty, and the one that is being typed."""
    found = list(empty_rows(node, wished, manner)) if wished else []
    for row in own_rows(node, fields):
        if row.shape == "formula":
            if row.in_box:
                found.append(Row(row.key, row.label, *result_words(row, step, manner.times)))
            continue
        value = own_value(node, row.key)
        if (value is not None and row.in_box) or row.key == open_field:
            found.append(_row(row, value, manner))
        elif row.key in wished:
            found.append(empty_row(row))
    return tuple(found)


def _row(row: Field, value: Quantity | str | None, manner: Manner) -> Row:
    if not isinstance(value, Quantity):
        return Row(row.key, row.label, " ".join((value or "").split()), words=value is not None)
    number, unit = number_and_unit(value, manner.times)
    return Row(row.key, row.label, number, unit, manner.mark(value), shorter(value, manner.times))


def own_count(node: Node, fields: OwnFields, wished: Wished = NOTHING_WISHED) -> int:
    """How many further rows a symbol has: of the user's own, and empty ones."""
    if not (fields or wished):
        return 0
    rows = [row for row in own_rows(node, fields) if row.in_box]
    own = sum(row.shape == "formula" or own_value(node, row.key) is not None for row in rows)
    return own + len(wished.get(node.kind, frozenset()) - filled(node, fields))


def result_words(row: Field, step: StepReport | None, times: TimeUnit | None = None) -> tuple[str, str]:
    """The result of a formula at a step as number and unit."""
    result = step.metrics.get(row.key) if step is not None else None
    return figure_words(result.number if result else None, row.dimension or "count", times)


def figure_words(number: float | None, dimension: str, times: TimeUnit | None = None) -> tuple[str, str]:
    """A number in the base unit of a dimension as it is shown; what is not known is a dash."""
    if number is None:
        return DASH, ""
    if dimension == "time":
        return duration(number, times)
    if dimension == "ratio":
        return percent(number), "%"
    if dimension == "distance" and abs(number) >= FAR:
        return _short(number / 1000), "km"
    return _short(number), _UNITS.get(dimension, "")


def _short(number: float) -> str:
    """Three decimals at most, fewer for large numbers, powers of ten for tiny ones."""
    size = abs(number)
    if 0 < size < 0.001:
        return f"{number:.2g}".replace("-", "−", 1) if number < 0 else f"{number:.2g}"
    text = rounded(number, 0 if size >= 1000 else 1 if size >= 100 else 3)
    return trimmed(text)


class Own:
    """The further rows of a map, made anew only where an element, its report, the definitions, or what the boxes of its
    kind show are other objects."""

    def __init__(self) -> None:
        self._fields: OwnFields = ()
        self._manner = PLAIN
        self._seen: dict[str, tuple[Node, StepReport | None, Set[str], tuple[Row, ...]]] = {}
        self._rows: OwnRows = NO_ROWS
        self._wishes = Wishes()
        self.wished: Wished = NOTHING_WISHED

    def follow(
        self,
        fields: OwnFields,
        nodes: Sequence[Node],
        report: Report,
        manner: Manner = PLAIN,
        empty: bool = False,
    ) -> OwnRows:
        """The rows of a frame, the `empty` ones too if asked; the same object as before if they are the same."""
        self.wished = self._wishes.follow(fields, nodes) if empty else NOTHING_WISHED
        if fields is not self._fields or manner != self._manner:
            self._fields, self._manner, self._seen = fields, manner, {}
        if not (fields or self.wished):
            self._rows = NO_ROWS
            return NO_ROWS
        steps = {step.id: step for step in report.steps} if fields else {}
        seen: dict[str, tuple[Node, StepReport | None, Set[str], tuple[Row, ...]]] = {}
        for node in nodes:
            known, step, wished = self._seen.get(node.id), steps.get(node.id), self.wishes(node)
            if known is None or known[0] is not node or known[1] is not step or known[2] is not wished:
                known = (node, step, wished, rows_at(node, fields, step, "", manner, wished))
            seen[node.id] = known
        self._seen = seen
        rows = {id_: known[3] for id_, known in seen.items() if known[3]}
        if rows != self._rows:
            self._rows = rows
        return self._rows

    def wishes(self, node: Node) -> Set[str]:
        """The keys of the rows all boxes of this kind show."""
        return self.wished.get(node.kind, _NO_KEYS)


def further_in(frame: Frame, node: Any) -> int:
    """How many further rows a node has on a map."""
    return own_count(node, frame.stream.own_fields, frame.drawing.wished)


def body_in(frame: Frame, node: Any) -> Box:
    """Where a node's body lies on the map, further rows included."""
    return body_of(node, further_in(frame, node))


def sizes_for(fields: OwnFields, state: State) -> Callable[[Any], Box]:
    """The room a node needs round its centre on a map of a document with these own fields."""
    wished = Wishes().follow(fields, state.nodes) if state.options.empty_rows else NOTHING_WISHED
    return sizes_with(fields, wished)


def sizes_with(fields: OwnFields, wished: Wished = NOTHING_WISHED) -> Callable[[Any], Box]:
    """The room a node needs round its centre on a map with these own fields and empty rows."""
    return partial(_size, fields, wished)


def _size(fields: OwnFields, wished: Wished, node: Any) -> Box:
    return size_of(node, own_count(node, fields, wished))
