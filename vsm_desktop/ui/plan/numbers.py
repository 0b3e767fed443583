"""The numbers a goal of the plan can be bound to, each by words that tell it from the others."""

from __future__ import annotations

from collections import Counter

from vsm_desktop.assets import _
from vsm_desktop.insight.goals import metric_of
from vsm_desktop.insight.naming import named
from vsm_desktop.insight.numbers import SHOWN, label_of
from vsm_desktop.insight.planned import plan_sides
from vsm_desktop.model.fields import STOCKS
from vsm_desktop.model.stream import State, ValueStream


def metrics_of(stream: ValueStream, bound: str) -> tuple[tuple[str, str], ...]:
    """Those of the map one asks for first, and days of supply, by key; the one that is bound is among them in any case.

    Of stocks that are called alike it is said where they stand.
    """
    base, goal = plan_sides(stream)
    states = tuple(stream.state(id_) for _stream, id_ in (goal, base))
    stocks = {f"days_of_supply.{node.id}" for state in states for node in state.nodes if node.kind in STOCKS}
    keys = dict.fromkeys((*SHOWN, *sorted(stocks), *((bound,) if bound else ())))
    known = {}
    for key in keys:
        found = [metric_of(side, key) for side in (base, goal)]
        if key == bound or any(one is not None and one.number is not None for one in found):
            known[key] = label_of(key, base, goal)
    often = Counter(known.values())
    return tuple(
        (key, f"{words}{_place(key, states)}" if often[words] > 1 else words) for key, words in known.items()
    )


def _place(key: str, states: tuple[State, ...]) -> str:
    """Where a stock stands: after the step before it, else before the next one."""
    id_ = key.partition(".")[2]
    for state in states:
        for words, near, far in (
            (_(" (after {name})"), "target", "source"),
            (_(" (before {name})"), "source", "target"),
        ):
            for flow in state.flows:
                other = state.node(getattr(flow, far)) if getattr(flow, near) == id_ else None
                if other is not None and other.name.strip():
                    return words.format(name=named(other, state))
    return ""
