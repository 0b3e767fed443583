"""How many pieces of a process one product asks for, where the way on is plain (METRICS.md 2.3)."""

from __future__ import annotations

from msgspec import Struct

from vsm_desktop.export.sheets.live import Live, live
from vsm_desktop.export.sheets.rows import Row
from vsm_desktop.metrics.flow import Flow
from vsm_desktop.model.nodes import Process


class Onward(Struct, frozen=True):
    """The next process on the only way on, None at the customer, and the pieces per product of the arrows there."""

    process: str | None
    pieces: float


def onward(flow: Flow, id_: str) -> Onward | None:
    """The only way on from a step; None where it parts."""
    here = next(i for i, node in enumerate(flow.nodes) if node.id == id_)
    pieces, seen = 1.0, {here}
    while outs := [arrow for arrow in flow.outs[here] if flow.live[flow.target[arrow]]]:
        if len(outs) > 1 or outs[0] in flow.repeat or outs[0] in flow.share:
            return None
        here = flow.target[outs[0]]
        if here in seen or any(arrow in flow.supply for arrow in flow.ins[here]):
            return None
        seen.add(here)
        pieces *= flow.pieces.get(outs[0], 1.0)
        if isinstance(flow.nodes[here], Process):
            return Onward(flow.nodes[here].id, pieces)
    return Onward(None, pieces)


def factor(way: Onward, rows: dict[str, Row]) -> Live | None:
    """Pieces per product sold: those of the next process, and what it scraps; 1 at the customer."""
    if way.process is None:
        return live(way.pieces)
    after = rows.get(way.process)
    if after is None or "factor" not in after.found:
        return None
    needed = after.found["factor"] / (1 - after.or_else("scrap", 0))
    return needed if way.pieces == 1 else needed * way.pieces
