"""Pieces per product, seen from the drawing (METRICS.md 4.1, 5.0 d)."""

from __future__ import annotations

from vsm_desktop.metrics.flow import Flow
from vsm_desktop.metrics.splits import Split


def pieces_per_product(flow: Flow, splits: dict[int, Split]) -> list[float]:
    """How many pieces of each node go into one product: `pieces_per_unit` multiplied towards the end."""
    found = [1.0] * len(flow.nodes)
    if not flow.pieces or flow.cycle:
        return found
    place = {node: i for i, node in enumerate(flow.order)}
    for node in reversed(flow.order):
        ways = [
            (arrow, found[flow.target[arrow]] * flow.pieces.get(arrow, 1.0))
            for arrow in flow.outs[node]
            if flow.live[flow.target[arrow]] and place[flow.target[arrow]] > place[node]
        ]
        if ways:
            found[node] = _behind(ways, splits.get(node))
    return found


def _behind(ways: list[tuple[int, float]], split: Split | None) -> float:
    """Of ways that are all taken the one with most pieces; else the mean by their chances."""
    chances = [split.chance.get(arrow, 0.0) for arrow, _pieces in ways] if split and split.one_of else []
    if sum(chances) > 0:
        pairs = zip(ways, chances, strict=True)
        return sum(pieces * chance for (_arrow, pieces), chance in pairs) / sum(chances)
    return max(pieces for _arrow, pieces in ways)
