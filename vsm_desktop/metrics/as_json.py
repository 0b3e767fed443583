"""The report as plain data: `metrics --json`, for other programs and for tests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vsm_desktop.metrics.clock import FACTOR, Clock, clock_of
from vsm_desktop.metrics.report import Report, Result, StepReport
from vsm_desktop.model.fields import Field, fields_of
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.model.work import WorkElement

FORMAT = 1


def metrics_json(stream: ValueStream, state: State, report: Report) -> dict[str, Any]:
    """All results of one state, what was entered at its steps, and its problems, as JSON values."""
    clock = clock_of(stream.calendar_of(state), state.options)
    nodes = {node.id: node for node in state.nodes}
    return {
        "format": FORMAT,
        "state": report.state_id,
        "options": dict(report.options),
        "metrics": _results(report.metrics),
        "steps": [_step(step, nodes[step.id], clock) for step in report.steps],
        "problems": [
            {
                "code": problem.code,
                "severity": problem.severity,
                "message": problem.message,
                "ids": list(problem.ids),
            }
            for problem in report.problems
        ],
    }


def _step(step: StepReport, node: Node, clock: Clock) -> dict[str, Any]:
    return {
        "id": step.id,
        "name": step.name,
        "kind": step.kind,
        "data": data_of(node, clock),
        "metrics": _results(step.metrics),
    }


def _results(results: Mapping[str, Result]) -> dict[str, Any]:
    return {
        key: {
            "value": list(result.value) if isinstance(result.value, tuple) else result.value,
            "unit": result.unit,
            "reason": result.reason or None,
        }
        for key, result in results.items()
    }


def data_of(node: Node, clock: Clock) -> dict[str, Any]:
    """What was entered at a step, by the keys and in the units of the field table; the name stands elsewhere.

    A range has its ends beside it: `ct_s_low` and `ct_s_high`.
    """
    found: dict[str, Any] = {}
    for field in fields_of(node.kind):
        value = getattr(node, field.key)
        if field.key == "name" or value == type(node).model_fields[field.key].default:
            continue
        if isinstance(value, Quantity):
            key, number = _quantity(field, value, clock)
            found[key] = number
            if value.low is not None and value.high is not None:
                for end, at in (("low", value.low), ("high", value.high)):
                    found[f"{key}_{end}"] = _quantity(
                        field, value.evolve(value=at, low=None, high=None), clock
                    )[1]
        elif field.shape == "variants":
            found[field.json] = {part.variant: _base(part.quantity, clock) for part in value}
        elif field.shape == "elements":
            found[field.json] = [_element(part, clock) for part in value]
        else:
            found[field.json] = value
    return found


def _element(element: WorkElement, clock: Clock) -> dict[str, Any]:
    return {
        "name": element.name,
        "time_s": _base(element.time, clock),
        "va": element.va,
        "operator": element.operator,
    }


def _quantity(field: Field, quantity: Quantity, clock: Clock) -> tuple[str, float]:
    """The key and number of a quantity: days under the key for days, all else in base units."""
    if not quantity.in_calendar_units:
        return field.json, _base(quantity, clock)
    days = clock.span_of(quantity)[1]
    return field.json_days or field.json.removesuffix("_s") + "_days", days


def _base(quantity: Quantity, clock: Clock) -> float:
    return quantity.value * clock.per_day.get(quantity.unit, FACTOR[quantity.unit])
