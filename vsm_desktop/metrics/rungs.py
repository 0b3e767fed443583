"""Further rungs of the ladder: what each step of the critical path adds of a number, and what that comes to.

A total is the sum over the critical path, each step times its passages, as an own total along that path is. People are
counted once, however often a step is passed, as in the operators of the map (METRICS.md 2).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from vsm_desktop.metrics.clock import Clock, amount, clock_of
from vsm_desktop.metrics.figure import known
from vsm_desktop.metrics.own import own_number
from vsm_desktop.metrics.report import StepReport
from vsm_desktop.model.fields import Field
from vsm_desktop.model.nodes import Node, Process
from vsm_desktop.model.own import OwnFields, row_of
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.rungs import BUILT_IN, numbers_of
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.model.units import UNITS, Dimension


class Rule(NamedTuple):
    """What a further rung counts: built in, or a number or formula a user added (`own`)."""

    key: str
    title: str
    kinds: tuple[str, ...]
    dimension: Dimension
    own: Field | None = None


class Share(NamedTuple):
    """What one step says: in base units, None where nothing is known."""

    id: str
    number: float | None


class Sum(NamedTuple):
    """What a rung comes to; `missing` tells that a step says nothing, None that all do."""

    number: float | None
    missing: bool


def rules_of(keys: Sequence[str], fields: OwnFields) -> tuple[Rule, ...]:
    """The rungs of a map in their order; a key that nothing bears now is passed over."""
    numbers = {one.key: one for one in numbers_of(fields)}
    found: list[Rule] = []
    for key in dict.fromkeys(keys):
        if key in BUILT_IN:
            found.append(Rule(key, *BUILT_IN[key]))
        elif key in numbers:
            one = numbers[key]
            found.append(Rule(key, one.label, one.kinds, UNITS[one.unit].dimension, row_of(one)))
    return tuple(found)


def clock_at(stream: ValueStream, state: State) -> Clock:
    """By which clock own times are turned into seconds."""
    return clock_of(stream.calendar_of(state), state.options)


def shares(rules: Sequence[Rule], node: Node, step: StepReport, clock: Clock) -> tuple[Share | None, ...]:
    """What a step says on each rung, None where it has no part in it."""
    return tuple(map(partial(_share, node=node, step=step, clock=clock), rules))


def _share(rule: Rule, node: Node, step: StepReport, clock: Clock) -> Share | None:
    if node.kind not in rule.kinds:
        return None
    number = _number(rule, node, step, clock)
    again = number is None and isinstance(node, Process) and node.same_as
    return None if again else Share(node.id, number)


def _number(rule: Rule, node: Node, step: StepReport, clock: Clock) -> float | None:
    if rule.own is None:
        value = getattr(node, rule.key)
        return amount(value, 0.0) if isinstance(value, Quantity) else None
    if rule.own.shape == "formula":
        result = step.metrics.get(rule.key)
        return result.number if result else None
    return known(own_number(node, rule.own, clock))


def sum_of(rule: Rule, said: Sequence[tuple[Share, float]]) -> Sum:
    """The sum of what steps say, each times its passages."""
    once = rule.key == "operators"
    numbers = [
        share.number * (1.0 if once else passages) for share, passages in said if share.number is not None
    ]
    return Sum(sum(numbers) if numbers else None, len(numbers) < len(said))
