"""What stands on the gemba sheet of each step, the same on paper and in the workbook."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.export.atomic import ExportError
from vsm_desktop.metrics.measure import measure
from vsm_desktop.model.display import number_and_unit, pieces
from vsm_desktop.model.fields import MATERIAL, STOCKS, Field, field_of, fields_of
from vsm_desktop.model.gemba import AFTER, BEFORE, CHECKED, OBSERVED, OWN, RIGHT, SCRAPPED
from vsm_desktop.model.names import Names, names_of
from vsm_desktop.model.nodes import NodeBase, Process
from vsm_desktop.model.own import own_rows, own_value
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.model.units import UNITS

USUAL = ("pt", "wait", "batch", "uptime", "ca", "stations", "operators", "shifts", "wip")
"""Asked for at every step; other fields where the map has a value."""
_MOST_STOCKS = 2


class Box(Struct, frozen=True):
    """One thing to be seen: its key, what it is called, what the map says now, and the unit the box is in.

    `label` is the short name, for where the title finds no room.
    """

    key: str
    title: str
    now: str
    unit: str
    boxes: int = 1
    label: str = ""


class Form(Struct, frozen=True):
    """The sheet of one step; `number` of `count`."""

    stream: str
    state: str
    state_id: str
    id: str
    name: str
    number: int
    count: int
    times: tuple[Box, ...]
    counts: tuple[Box, ...]
    quality: tuple[Box, ...]
    fields: tuple[Box, ...]


def forms_of(stream: ValueStream, state: State, steps: Collection[str] = ()) -> tuple[Form, ...]:
    """A form for each process of a map in the order of its flow, or for some of them by id.

    Raises ExportError for a map without steps, and for an id that is none of its steps.
    """
    processes = {node.id: node for node in state.nodes if isinstance(node, Process)}
    if unknown := [id_ for id_ in steps if id_ not in processes]:
        sentence = _("There is no step {unknown} on this map. It has: {known}.")
        raise ExportError(
            sentence.format(unknown=", ".join(unknown), known=", ".join(processes) or _("none"))
        )
    if not processes:
        raise ExportError(_("This map has no steps yet. Put process boxes on it, then print their sheets."))
    order = [step.id for step in measure(stream, state.id).steps if step.id in processes]
    order += [id_ for id_ in processes if id_ not in set(order)]
    wanted = [id_ for id_ in order if not steps or id_ in steps]
    return tuple(
        _form(stream, state, processes[id_], number, len(wanted))
        for number, id_ in enumerate(wanted, start=1)
    )


def _form(stream: ValueStream, state: State, step: Process, number: int, count: int) -> Form:
    names, unit = names_of(state), state.options.time_unit or ""
    return Form(
        stream=stream.name,
        state=state.name or state.id,
        state_id=state.id,
        id=step.id,
        name=step.name or step.id,
        number=number,
        count=count,
        times=tuple(_time(key, boxes, step, names, unit) for key, boxes in OBSERVED.items()),
        counts=(*_counts(state, step, BEFORE), *_counts(state, step, AFTER)),
        quality=_quality(),
        fields=tuple(_fields(stream, step, names, unit)),
    )


def _time(key: str, boxes: int, step: Process, names: Names, unit: str) -> Box:
    return _box(key, names.row(field_of("process", key)), getattr(step, key), unit, boxes)


def _box(key: str, field: Field, value: Quantity | None, times: str, boxes: int = 1) -> Box:
    """A box in the unit the value has now, else in that of the map or of the field."""
    title = field.title if field.label in field.title else f"{field.title} ({field.label})"
    if value is not None:
        return Box(
            key, title, " ".join(filter(None, number_and_unit(value))), _unit(value.unit), boxes, field.label
        )
    calendar = UNITS[field.unit].calendar
    unit = times if times and field.dimension == "time" and not calendar else field.unit
    return Box(key, title, "", _unit(unit), boxes, field.label)


def _unit(symbol: str) -> str:
    return "%" if symbol == "1" else UNITS[symbol].shown


def _counts(state: State, step: Process, place: str) -> Iterable[Box]:
    """The stock next to the step, to be counted; also where the map has none."""
    before = place == BEFORE
    ids = {
        (flow.source if before else flow.target)
        for flow in state.flows
        if flow.kind in MATERIAL and (flow.target if before else flow.source) == step.id
    }
    stocks = [node for node in state.nodes if node.id in ids and node.kind in STOCKS][:_MOST_STOCKS]
    title = _("Pieces before") if before else _("Pieces after")
    for node in stocks:
        yield Box(place + node.id, _called(title, node), _pieces(node), UNITS["pc"].shown)
    if not stocks:
        yield Box(place, title, "", UNITS["pc"].shown)


def _called(title: str, node: NodeBase) -> str:
    return f"{title}: {node.name}" if node.name else title


def _pieces(node: NodeBase) -> str:
    variants = getattr(node, "qty_by_variant", ())
    if variants:
        return f"{pieces(sum(one.quantity.value for one in variants))} {UNITS['pc'].shown}"
    value = getattr(node, "qty", None) or getattr(node, "days", None)
    return " ".join(filter(None, number_and_unit(value))) if value else ""


def _quality() -> tuple[Box, ...]:
    pieces = UNITS["pc"].shown
    return (
        Box(CHECKED, _("Pieces looked at"), "", pieces),
        Box(SCRAPPED, _("of these scrapped"), "", pieces),
        Box(RIGHT, _("of these right first time"), "", pieces),
    )


def _fields(stream: ValueStream, step: Process, names: Names, unit: str) -> Iterable[Box]:
    """Every field with a value, and the usual ones, in the order of the data box; own numbers behind them."""
    for field in names.rows(fields_of("process")):
        if field.shape != "quantity" or field.key in OBSERVED:
            continue
        value = getattr(step, field.key)
        if value is not None or field.key in USUAL:
            yield _box(field.key, field, value, unit)
    for field in own_rows(step, stream.own_fields):
        if field.shape == "quantity":
            held = own_value(step, field.key)
            yield _box(OWN + field.key, field, held if isinstance(held, Quantity) else None, unit)
