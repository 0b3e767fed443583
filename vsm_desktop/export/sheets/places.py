"""Where stocks stand in the flow: the steps before and behind them, by name."""

from __future__ import annotations

from vsm_desktop.export.sheets.flows import shown_name
from vsm_desktop.export.sheets.steps import Place
from vsm_desktop.metrics.flow import Flow
from vsm_desktop.metrics.stock import STOCK_KINDS


def places_of(flow: Flow) -> dict[str, Place]:
    """The neighbours of every stock that is part of the flow."""
    names = [shown_name(node.name) or node.id for node in flow.nodes]

    def listed(nodes: list[int]) -> str:
        return ", ".join(dict.fromkeys(names[node] for node in nodes))

    return {
        node.id: Place(
            listed([flow.source[arrow] for arrow in flow.ins[i]]),
            listed([flow.target[arrow] for arrow in flow.outs[i]]),
        )
        for i, node in enumerate(flow.nodes)
        if node.kind in STOCK_KINDS
    }
