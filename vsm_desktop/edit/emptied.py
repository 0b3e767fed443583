"""A map as a template: its steps and arrows where they stand, without what was measured or said about them."""

from __future__ import annotations

from typing import Any

from vsm_desktop.assets import _
from vsm_desktop.model.calendar import Calendar
from vsm_desktop.model.fields import BURSTS
from vsm_desktop.model.stream import State, ValueStream

_VALUES = ("quantity", "variants", "elements")
_REMARKS = frozenset({"text", *BURSTS})


def emptied(stream: ValueStream) -> ValueStream:
    """The stream without numbers, dates and remarks: names, symbols, arrows with their words and frames stay."""
    return stream.evolve(
        name=_("Product family"),
        site=_("Site"),
        calendar=Calendar(),
        states=tuple(_state(state) for state in stream.states),
    )


def _state(state: State) -> State:
    nodes = [node for node in state.nodes if node.kind not in _REMARKS]
    left = {node.id for node in nodes}
    flows = [flow for flow in state.flows if flow.source in left and flow.target in left]
    return state.evolve(
        date="",
        author="",
        calendar=None,
        options=_without_values(state.options),
        nodes=tuple(_without_values(node, own=()) for node in nodes),
        flows=tuple(map(_without_values, flows)),
    )


def _without_values(record: Any, **more: Any) -> Any:
    """A record with the fields empty that hold numbers."""
    classes = type(record).model_fields
    empty = {field.key: classes[field.key].default for field in record.fields() if field.shape in _VALUES}
    return record.evolve(**empty, **more) if empty or more else record
