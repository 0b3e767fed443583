"""A counted stock becomes a controlled one: a supermarket with its kanban, or a lane."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from vsm_desktop.edit.edits import Edit
from vsm_desktop.edit.rules import may_connect
from vsm_desktop.insight.coach.answers import fresh
from vsm_desktop.model.fields import STOCKS
from vsm_desktop.model.flows import Card, Flow, KanbanFlow, MaterialFlow
from vsm_desktop.model.nodes import Fifo, Node, Stock, Supermarket
from vsm_desktop.model.quantity import Quantity, quantity
from vsm_desktop.model.stream import State

Path = tuple[str, str, Card, float | None]
"""A kanban path to be drawn: from, to, its card, and how many there are."""
_KEPT = ("id", "at", "name", "locked", "group", "usage", "container")


def to_market(
    stock: Stock, days: float, pieces: float | None, paths: Sequence[Path], taken: frozenset[str]
) -> Edit:
    """Put a supermarket in the place of a stock: so many days of supply, in pieces its maximum; the next step pulls."""
    data: dict[str, Any] = {key: getattr(stock, key) for key in _KEPT}
    limit = None if pieces is None else quantity(round(pieces), "pc")
    market = Supermarket(days=quantity(round(days, 3), "day"), max=limit, **data)

    def apply(state: State) -> State:
        return with_paths(_replaced(state, market, "pull"), paths, taken)

    return apply


def to_lane(stock: Stock, most: float | None) -> Edit:
    """Put a FIFO lane in the place of a stock, with the most pieces it may hold."""
    data: dict[str, Any] = {key: getattr(stock, key) for key in _KEPT}
    lane = Fifo(max=None if most is None else quantity(most, "pc"), **data)
    return lambda state: _replaced(state, lane, "move")


def with_paths(state: State, paths: Iterable[Path], taken: frozenset[str]) -> State:
    """The state with the ways kanbans travel, those it has already left as they are."""
    for source, target, card, cards in paths:
        there = any(
            isinstance(flow, KanbanFlow) and (flow.source, flow.target) == (source, target)
            for flow in state.flows
        )
        if there or not may_connect(state, source, target, "kanban").allowed:
            continue
        used = taken.union(flow.id for flow in state.flows)
        path = KanbanFlow(
            id=fresh("kanban", used), source=source, target=target, card=card, cards=_count(cards)
        )
        state = state.evolve(flows=(*state.flows, path))
    return state


def _count(cards: float | None) -> Quantity | None:
    return None if cards is None else quantity(cards, "x")


def _replaced(state: State, new: Node, behind: str) -> State:
    """A stock by another of the same id; what is pushed to it is moved, what leaves it goes as `behind` says."""
    kinds = {node.id: node.kind for node in state.nodes}

    def led(flow: Flow) -> Flow:
        if not isinstance(flow, MaterialFlow) or flow.kind not in ("push", "pull", "move"):
            if isinstance(flow, MaterialFlow) and flow.source == new.id and kinds[flow.target] == "transport":
                return flow.evolve(kind=behind) if flow.kind == "shipment" else flow
            return flow
        if flow.target == new.id and flow.kind == "push":
            return flow.evolve(kind="move")
        if flow.source == new.id and kinds[flow.target] not in STOCKS:
            return flow.evolve(kind=behind)
        return flow

    nodes = tuple(new if one.id == new.id else one for one in state.nodes)
    return state.evolve(nodes=nodes, flows=tuple(map(led, state.flows)))
