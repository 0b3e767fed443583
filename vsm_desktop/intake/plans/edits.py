"""The edits of objectives that the lines of a plan workbook make."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from vsm_desktop.edit.edits import StreamEdit
from vsm_desktop.edit.plan import (
    add_objective,
    loop_of,
    objective_of,
    place_objective,
    plan_of,
    set_objective,
)
from vsm_desktop.model.plan import PHASES
from vsm_desktop.model.plan_table import Value
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import ValueStream

_PHASE_OF = {words: key for key, words in PHASES}


def field_of(key: str, value: Value) -> Mapping[str, Any]:
    """A value of a column as a field of an objective."""
    if key == "phase":
        return {"phase": _PHASE_OF.get(str(value or ""))}
    if key == "cost":
        return {"cost": quantity(value, "money") if isinstance(value, float) else None}
    if key == "done":
        return {"done": value or 0.0}
    if key == "goal.target":
        return {key: value}
    return {key: value.isoformat() if isinstance(value, date) else value or ""}


def _parted(values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields of an objective, and those of its goal."""
    goal = {key.removeprefix("goal."): value for key, value in values.items() if key.startswith("goal.")}
    return {key: value for key, value in values.items() if not key.startswith("goal.")}, goal


def setting(id_: str) -> Callable[[Mapping[str, Any]], StreamEdit]:
    """Fields of an objective set."""

    def make(values: Mapping[str, Any]) -> StreamEdit:
        fields, goal = _parted(values)

        def apply(stream: ValueStream) -> ValueStream:
            more = {"goal": objective_of(plan_of(stream), id_).goal.evolve(**goal)} if goal else {}
            return set_objective(id_, **fields, **more)(stream)

        return apply

    return make


def adding(loop: str, id_: str, above: str, values: Mapping[str, Any]) -> StreamEdit:
    """A new objective behind the one above it, else at the end of its loop; what it waits for follows (`waiting`)."""
    fields, goal = _parted(values)

    def apply(stream: ValueStream) -> ValueStream:
        places = [one.id for one in loop_of(plan_of(stream), loop).objectives]
        index = places.index(above) + 1 if above in places else None
        return add_objective(loop, index, id=id_, **(fields | {"after": (), "goal": goal}))(stream)

    return apply


def moving(id_: str, loop: str, above: str | None) -> StreamEdit:
    """An objective put into another loop: behind the one above it, first without one; at the end where none is told."""

    def apply(stream: ValueStream) -> ValueStream:
        places = [one.id for one in loop_of(plan_of(stream), loop).objectives if one.id != id_]
        index = 0 if above == "" else places.index(above) + 1 if above in places else len(places)
        return place_objective(id_, loop, index)(stream)

    return apply


def waiting(id_: str, first: tuple[str, ...]) -> StreamEdit:
    """What a new objective waits for, of that which is there in the end; nothing if it is not there itself."""

    def apply(stream: ValueStream) -> ValueStream:
        known = {one.id for one in plan_of(stream).objectives}
        return set_objective(id_, after=tuple(one for one in first if one in known))(stream)

    return apply


def always(edit: StreamEdit) -> Callable[[Mapping[str, Any]], StreamEdit]:
    """An edit that needs no fields."""
    return lambda _values: edit
