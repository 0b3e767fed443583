"""What a person decides where a question needs it: days of stock, how often parts are made, the target of the cycle."""

from __future__ import annotations

from typing import Any

from vsm_desktop.assets import _
from vsm_desktop.edit.edits import in_state, set_fields, set_options
from vsm_desktop.edit.entry import is_bare
from vsm_desktop.insight.coach.facts import Wishes
from vsm_desktop.metrics.clock import Clock, clock_of
from vsm_desktop.metrics.figure import Why
from vsm_desktop.model.fields import Field, field_of
from vsm_desktop.model.nodes import Customer
from vsm_desktop.model.parse import Unreadable, parse_quantity
from vsm_desktop.model.quantity import Quantity, quantity
from vsm_desktop.model.value import Value
from vsm_desktop.tools.desk import Desk


class Asked(Value):
    """What the coach is told besides the map, as it was typed."""

    buffer: Quantity | None = quantity(1, "day")
    safety: Quantity | None = quantity(0.5, "day")
    every: Quantity | None = quantity(1, "shift")
    delivery: Quantity | None = quantity(1, "day")
    changeover: Quantity | None = quantity(10, "min")


def _time(key: str, title: str, hint: str, unit: str = "day", **more: Any) -> Field:
    return Field(key, key, title, title, (), "time", unit, hint=hint, **more)


WISHES: dict[int, tuple[Field, ...]] = {
    2: (_time("buffer", _("Buffer"), _("stock for swings of the customer")),),
    4: (
        _time("every", _("Each part every"), _("how often a step makes each part"), low_open=True),
        _time("delivery", _("Delivery every"), _("how often material is delivered"), low_open=True),
        _time("safety", _("Safety"), _("stock for own losses")),
    ),
    8: (_time("changeover", _("Changeover"), _("the longest there may be"), "min", working_time=True),),
}
"""The fields of a question that are no part of the map."""
PLANNED, PACK = field_of("options", "planned_cycle"), field_of("customer", "pack")
OF_MAP: dict[int, tuple[Field, ...]] = {1: (PLANNED,), 7: (PACK,)}
"""The fields of a question that the map keeps."""
SAID = {1: _("The time one piece is planned to take, or its share of takt: 56 s, 56/60 or 93.3 %.")}
"""What the fields of a question mean, where their titles do not say it."""


def wishes_of(asked: Asked, desk: Desk) -> Wishes:
    """What is asked, in days and seconds of the map's calendar."""
    stream, state = desk.recorded, desk.recorded.state(desk.frame.state_id)
    clock = clock_of(stream.calendar_of(state), state.options)
    usual = Wishes()
    return Wishes(
        buffer_days=_days(clock, asked.buffer, 0.0),
        safety_days=_days(clock, asked.safety, 0.0),
        epe_days=_days(clock, asked.every, 0.0) or None,
        delivery_days=_days(clock, asked.delivery, usual.delivery_days),
        changeover_s=asked.changeover.base if asked.changeover is not None else usual.changeover_s,
    )


def _days(clock: Clock, value: Quantity | None, empty: float) -> float:
    figure = empty if value is None else clock.days(clock.span_of(value))
    return empty if isinstance(figure, Why) else figure


def customer_of(desk: Desk) -> Customer | None:
    """The first customer of the shown map."""
    return next(
        (node for node in desk.recorded.state(desk.frame.state_id).nodes if isinstance(node, Customer)), None
    )


def planned_text(text: str, takt_s: float | None) -> str:
    """A planned cycle that is typed as a time, as the share of takt it is: 56 s at a takt of 60 s are 56/60."""
    try:
        time = parse_quantity(text, "time", "s")
    except Unreadable:
        return text
    if not takt_s or is_bare(text) or time.in_calendar_units or time.high is not None:
        return text
    return f"{time.base:.12g}/{takt_s:.12g}"


def record_of(desk: Desk, number: int) -> Any:
    """What the fields of a question on the map show; None where there is nothing to fill in."""
    return desk.recorded.state(desk.frame.state_id).options if number == 1 else customer_of(desk)


def write(desk: Desk, number: int, key: str, value: Any) -> None:
    """Put a value of a question on the map."""
    state = desk.recorded.state(desk.frame.state_id)
    if number == 1:
        edit = set_options(state.options.evolve(**{key: value}))
        desk.commit_stream(_("Change planned cycle"), in_state(state.id, edit), merge=f"options.{key}")
    elif (customer := customer_of(desk)) is not None:
        edit = set_fields(customer.id, **{key: value})
        desk.commit_stream(_("Change pack"), in_state(state.id, edit), merge=f"{customer.id}.{key}")
