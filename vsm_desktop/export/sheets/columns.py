"""The columns of the step sheet: one per field that is entered or that a formula reads, with its unit in the header.

A time may stand in two columns, working time and lead-time days, because they are two clocks (METRICS.md 0.7).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.export.sheets.grid import Grid
from vsm_desktop.export.sheets.keys import Keys
from vsm_desktop.export.sheets.live import Live, known, live
from vsm_desktop.export.sheets.looks import GENERAL, SHARE, WHOLE
from vsm_desktop.metrics.clock import DAY_S, DAYS_PER_MONTH, DAYS_PER_WEEK, DAYS_PER_YEAR, FACTOR
from vsm_desktop.model.fields import FIELDS, Field, fields_of
from vsm_desktop.model.names import FIELD, USUAL, Names
from vsm_desktop.model.nodes import NodeBase
from vsm_desktop.model.own import OwnFields, row_of, value_at
from vsm_desktop.model.provenance import in_words
from vsm_desktop.model.quantity import Quantity, VariantQuantity
from vsm_desktop.model.units import UNITS
from vsm_desktop.model.work import element_text

NEEDED = {
    "process": {"ct", "co", "batch", "uptime", "scrap", "stations", "operators"},
    "stock": {"qty", "days"},
    "transport": {"time"},
}
_STOCKS = ("inventory", "queue", "supermarket", "fifo")
_BUILT_IN = frozenset(field.key for field in FIELDS)


End = Literal["", "low", "high"]


class Column(Struct, frozen=True):
    """One column: a field in one unit; `days` holds what was entered in days, shifts, weeks or months.

    `end` is the end of a range that stands in it, `variant` the product variant whose part it holds, `named` what the map
    calls the field; the usual word stands before it, so that a reader of sheets knows the column.
    """

    field: Field
    unit: str
    days: bool = False
    end: End = ""
    variant: str = ""
    named: str = ""

    @property
    def key(self) -> str:
        key = f"{self.field.key}:d" if self.days else self.field.key
        key = f"{key}/{self.variant}" if self.variant else key
        return f"{key}:{self.end}" if self.end else key

    @property
    def code(self) -> str:
        """What tells the column to a reader of the workbook."""
        key = self.field.key if self.field.key in _BUILT_IN else f"own.{self.field.key}"
        key = f"qty/{self.variant}" if self.variant else f"{key}.{self.end}" if self.end else key
        if not self.numeric:
            return f"{{{key}}}"
        unit = "day" if self.days else "1" if self.field.dimension == "ratio" else self.unit
        return f"{{{key}:{unit}}}"

    @property
    def label(self) -> str:
        """What stands over the column, unless another has the same label."""
        return self._with_unit(self.field.label)

    @property
    def title(self) -> str:
        """What stands over it then."""
        return self._with_unit(self.field.title)

    def _with_unit(self, text: str) -> str:
        text = {"low": _("{field}, low"), "high": _("{field}, high")}.get(self.end, "{field}").format(
            field=text
        )
        text = _("{field}, {variant}").format(field=text, variant=self.variant) if self.variant else text
        text = f"{text} – {self.named}" if self.named else text
        unit = "d" if self.days else UNITS[self.unit].shown if self.unit else ""
        return f"{text} [{unit}]" if unit else text

    @property
    def numeric(self) -> bool:
        """Whether numbers stand in it."""
        return self.field.shape == "quantity"

    def shape(self, value: float | None) -> str:
        """As entered: no digits more or less, thousands parted."""
        if self.field.dimension == "ratio":
            return SHARE if self.field.low >= 0 else "0.0%"
        return as_entered(value)


def columns_for(nodes: Sequence[NodeBase], own: OwnFields = (), names: Names = USUAL) -> tuple[Column, ...]:
    """The columns these nodes need, in the order of the field table; then those of fields a user added."""
    kinds = {node.kind for node in nodes}  # type: ignore[attr-defined]
    found: list[Column] = []
    for field in (*FIELDS, *_typed(own)):
        if field.key in _ELSEWHERE or not kinds & set(field.kinds):
            continue
        if field.key == "qty":  # the parts before their sum
            found += _parts(field, nodes)
        having = [node for node in nodes if node.kind in field.kinds]  # type: ignore[attr-defined]
        typed = [quantity for node in having for quantity in _quantities(node, field)]
        if field.shape == "elements":
            columns = [Column(field, "")] if any(getattr(node, field.key, ()) for node in having) else []
        elif field.dimension == "time":
            columns = _times(field, typed, _is_needed(field, kinds))
        else:
            wanted = typed or _is_needed(field, kinds) or any(_word(node, field) for node in having)
            unit = "pc/day" if field.dimension == "rate" else field.unit
            columns = [Column(field, unit)] if wanted else []
        for column in columns:
            found.append(column)
            if any(_in_column(quantity, column) and quantity.high is not None for quantity in typed):
                found += (replace(column, end="low"), replace(column, end="high"))
    return tuple(replace(column, named=names.given(FIELD + column.field.key)) for column in found)


_ELSEWHERE = ("name", "qty_by_variant")
_UNNAMED = "?"


def _parts(field: Field, nodes: Sequence[NodeBase]) -> list[Column]:
    """A column for each product variant of which stock is counted."""
    variants = dict.fromkeys(
        part.variant or _UNNAMED for node in nodes for part in getattr(node, "qty_by_variant", ())
    )
    return [Column(field, field.unit, variant=variant) for variant in variants]


def _typed(own: OwnFields) -> list[Field]:
    return [row_of(field) for field in own if field.content != "formula"]


def _in_column(quantity: Quantity, column: Column) -> bool:
    """Whether a quantity of a field stands in one of its columns, in which it is the only one of its node."""
    return column.field.shape == "quantity" and quantity.in_calendar_units == column.days


def _times(field: Field, typed: Iterable[Quantity], needed: bool) -> list[Column]:
    in_days = UNITS[field.unit].calendar
    clocks = {quantity.in_calendar_units for quantity in typed} | ({in_days} if needed else set())
    working = Column(field, "h" if in_days else field.unit)
    return ([working] if False in clocks else []) + ([Column(field, "day", True)] if True in clocks else [])


def _is_needed(field: Field, kinds: set[str]) -> bool:
    return any(
        field.key in NEEDED.get("stock" if kind in _STOCKS else kind, ()) for kind in kinds & set(field.kinds)
    )


def _quantities(node: NodeBase, field: Field) -> tuple[Quantity, ...]:
    value = value_at(node, field.key)
    if isinstance(value, Quantity):
        return (value,) if value.dimension == field.dimension else ()
    if isinstance(value, tuple):
        return tuple(part.quantity for part in value if isinstance(part, VariantQuantity))
    return ()


def _word(node: NodeBase, field: Field) -> str:
    value = value_at(node, field.key)
    if isinstance(value, bool):
        return _("yes") if value else ""
    if isinstance(value, str):
        return value if node.kind in field.kinds else ""  # type: ignore[attr-defined]
    return ""


def write_field(
    grid: Grid, row: int, at: int, column: Column, node: NodeBase, keys: Keys, before: Sequence[Live] = ()
) -> Live:
    """One entered value in the unit of its column, or an empty cell that waits for it; `before` are its parts."""
    field = column.field
    if column.variant:
        return _write_part(grid, row, at, column, node)
    if field.shape == "elements":
        return grid.words(row, at, "; ".join(map(element_text, getattr(node, field.key, ()))), "entered")
    if field.shape != "quantity":
        return grid.words(row, at, _word(node, field), "entered")
    if field.key == "qty" and not column.end and before:
        return grid.live(row, at, known(before), WHOLE)
    quantity = next(iter(_quantities(node, field)), None)
    if column.end and quantity is not None:
        end = quantity.low if column.end == "low" else quantity.high
        quantity = quantity.evolve(value=end, low=None, high=None) if end is not None else None
    if quantity is None or not _in_column(quantity, column):
        return grid.number(row, at, None, column.shape(None), "entered")
    if column.days:
        return _write_days(grid, row, at, quantity, keys)
    if field.dimension == "rate":
        return grid.live(row, at, _a_day(quantity, keys), WHOLE, "entered")
    factor = 1.0 if field.dimension == "ratio" else FACTOR[column.unit]
    value = quantity.base / factor
    return grid.number(row, at, value, column.shape(value), "entered")


def _write_part(grid: Grid, row: int, at: int, column: Column, node: NodeBase) -> Live:
    """The stock of one variant, where stock is counted by variant."""
    parts: tuple[VariantQuantity, ...] = getattr(node, "qty_by_variant", ())
    if not parts:
        return Live("", None)
    values = [part.quantity.base for part in parts if (part.variant or _UNNAMED) == column.variant]
    value = sum(values) if values else None
    return grid.number(row, at, value, as_entered(value), "entered")


def _write_days(grid: Grid, row: int, at: int, quantity: Quantity, keys: Keys) -> Live:
    """Shifts, weeks and months become days by the cells of the calendar."""
    value = live(quantity.value)
    match quantity.unit:
        case "shift":
            return grid.live(row, at, value / keys.shifts_per_day.or_else(1), GENERAL, "entered")
        case "week":
            return grid.live(row, at, value * keys.days_per_week.or_else(DAYS_PER_WEEK), GENERAL, "entered")
        case "month":
            return grid.live(row, at, value * keys.days_per_month.or_else(DAYS_PER_MONTH), GENERAL, "entered")
    return grid.number(row, at, quantity.value, as_entered(quantity.value), "entered")


def _a_day(quantity: Quantity, keys: Keys) -> Live:
    """A rate per day by the cells of the calendar."""
    value = live(quantity.value)
    match quantity.unit:
        case "pc/shift":
            return value * keys.shifts_per_day.or_else(1)
        case "pc/week":
            return value / keys.days_per_week.or_else(DAYS_PER_WEEK)
        case "pc/month":
            return value / keys.days_per_month.or_else(DAYS_PER_MONTH)
        case "pc/year":
            return value / keys.days_per_year.or_else(DAYS_PER_YEAR)
        case "pc/h":
            return value * keys.available_s.or_else(DAY_S) / 3600
    return value


def as_entered(value: float | None) -> str:
    """The format that shows a number as it was typed."""
    return WHOLE if value is not None and value == int(value) and abs(value) >= 1000 else GENERAL


def sources(node: NodeBase, own: OwnFields = ()) -> str:
    """Where the values of a node come from, where somebody said so."""
    said = []
    for field in (*fields_of(node.kind), *_typed(own)):  # type: ignore[attr-defined]
        if field.shape != "quantity":
            continue
        for quantity in _quantities(node, field):
            if (source := quantity.source) is not None:
                said.append(f"{field.label}: {in_words(source, quantity.known_unit.shown)}")
    return "; ".join(said)
