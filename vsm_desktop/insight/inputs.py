"""What one can turn on a map: every number entered on it that moves lead time, capacity or cost, and which way is better."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.edit.edits import StreamEdit, in_state, set_fields
from vsm_desktop.insight.naming import named
from vsm_desktop.metrics.clock import FACTOR
from vsm_desktop.model.calendar import Calendar
from vsm_desktop.model.fields import Field, fields_of
from vsm_desktop.model.flows import MaterialFlow
from vsm_desktop.model.names import names_of
from vsm_desktop.model.nodes import Fifo, Node, Process
from vsm_desktop.model.quantity import Quantity, VariantQuantity, quantity
from vsm_desktop.model.stream import State, ValueStream

CALENDAR = "@calendar"
"""Stands for the calendar where an input has the id of its element."""
LESS = -1
MORE = 1
GOOD = {
    **dict.fromkeys(("ct", "pt", "lt", "wait", "co", "batch", "scrap", "operators"), LESS),
    **dict.fromkeys(("qty", "qty_by_variant", "days", "max", "time", "interval", "repeat"), LESS),
    **dict.fromkeys(("material_cost", "day_cost", "floor_space"), LESS),
    **dict.fromkeys(("break_per_shift", "lunch_per_shift", "other_planned_per_shift"), LESS),
    **dict.fromkeys(("uptime", "oee", "stations"), MORE),
}
"""Which way a field gets better; what nobody in the stream can better, such as the demand or a wage, is not in it."""
_KINDS = ("process", "inventory", "queue", "supermarket", "fifo", "transport", "supplier")
_DIGITS = 12


class Input(Struct, frozen=True):
    """A number entered on the map: at which element (`CALENDAR` for the calendar), in which field, and how much.

    Of a stock by variant it is the sum. `good` is 1 where more is better, -1 where less is.
    """

    id: str
    field: Field
    name: str
    now: Quantity
    good: int

    @property
    def key(self) -> str:
        """What it is called in formulas and explanations, `ct.weld2`; one of the calendar by its field alone."""
        return self.field.key if self.id == CALENDAR else f"{self.field.key}.{self.id}"

    @property
    def highest(self) -> float | None:
        """The most it may be, in the unit it is in."""
        high = self.field.high
        return None if high is None else high / FACTOR[self.now.unit]

    def better(self, share: float) -> float | None:
        """The number a share better (0.1 for 10 %), in the unit it is in; None where it cannot get better."""
        if self.now.value == 0:
            return None
        value = _neat(self.now.value * (1 + share * self.good))
        if self.highest is not None and value > self.highest:
            value = self.highest
        return value if value != self.now.value else None

    def as_quantity(self, value: float) -> Quantity:
        """A number in the unit this is in."""
        return quantity(_neat(value), self.now.unit)


def _neat(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}")


def inputs(stream: ValueStream, state_id: str) -> tuple[Input, ...]:
    """Every number entered on a state that can be better, in the order of the map, the calendar last.

    Raises KeyError for a state the stream does not have.
    """
    return tuple(_inputs(stream, stream.state(state_id)))


def _inputs(stream: ValueStream, state: State) -> Iterator[Input]:
    names = names_of(state)
    for node in state.nodes:
        if node.kind in _KINDS:
            rows = names.rows(fields_of(node.kind))
            if node.kind == "transport" and not state.options.dispatch_wait:
                rows = tuple(row for row in rows if row.key != "interval")  # it does not count then (5.1)
            yield from _at(node.id, node.kind, named(node, state), node, rows)
    for flow in state.flows:
        if isinstance(flow, MaterialFlow):
            yield from _at(flow.id, flow.kind, named(flow, state), flow, names.rows(fields_of(flow.kind)))
    calendar = stream.calendar_of(state)
    yield from _at(CALENDAR, "calendar", _("Calendar"), calendar, fields_of("calendar"))


def _at(
    id_: str, kind: str, name: str, element: Node | MaterialFlow | Calendar, fields: tuple[Field, ...]
) -> Iterator[Input]:
    for field in fields:
        good = GOOD.get(field.key)
        if good is None or (field.key == "interval" and kind == "supplier"):
            continue
        value = getattr(element, field.key)
        if isinstance(value, tuple):
            value = _sum(value)
        if isinstance(value, Quantity) and not _idle(element, field.key):
            yield Input(id_, field, name, value, good)


def _sum(parts: tuple[VariantQuantity, ...]) -> Quantity | None:
    if len({part.quantity.unit for part in parts}) != 1:
        return None
    return quantity(sum(part.quantity.value for part in parts), parts[0].quantity.unit)


def _idle(element: Node | MaterialFlow | Calendar, key: str) -> bool:
    """Whether a number is entered but does not count, as another one stands for it (METRICS.md 2, 4.1)."""
    if isinstance(element, Process):
        by_oee = element.oee is not None and key in ("uptime", "co", "scrap")
        return by_oee or (key == "operators" and bool(element.same_as))
    days, mix = getattr(element, "days", None), bool(getattr(element, "qty_by_variant", ()))
    counted = mix or days is not None or getattr(element, "qty", None) is not None
    return (key == "qty" and mix) or (key == "max" and (counted or not isinstance(element, Fifo)))


def turned(one: Input, value: float, state_id: str) -> StreamEdit:
    """The edit that gives an input another number, in the unit it is in; variants keep their shares.

    Raises pydantic's ValidationError, when applied, for a number out of range.
    """
    if one.id == CALENDAR:
        return _calendar(one, value, state_id)
    if one.field.shape != "variants":
        return in_state(state_id, set_fields(one.id, **{one.field.key: one.as_quantity(value)}))

    def apply(stream: ValueStream) -> ValueStream:
        node = stream.state(state_id).node(one.id)
        parts: tuple[VariantQuantity, ...] = getattr(node, one.field.key)
        factor = value / one.now.value if one.now.value else 0.0
        scaled = tuple(part.evolve(quantity=one.as_quantity(part.quantity.value * factor)) for part in parts)
        return in_state(state_id, set_fields(one.id, **{one.field.key: scaled}))(stream)

    return apply


def _calendar(one: Input, value: float, state_id: str) -> StreamEdit:
    """A state with a calendar of its own keeps it; else that of the stream changes, for all its states."""

    def apply(stream: ValueStream) -> ValueStream:
        state = stream.state(state_id)
        calendar = stream.calendar_of(state).evolve(**{one.field.key: one.as_quantity(value)})
        if state.calendar is None:
            return stream.evolve(calendar=calendar)
        return stream.with_state(state.evolve(calendar=calendar))

    return apply
