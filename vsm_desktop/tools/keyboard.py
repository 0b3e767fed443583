"""What keys mean on the map: which symbol lies in a direction, what an arrow from here most likely leads to, what the
next step is."""

from __future__ import annotations

from collections.abc import Iterable
from math import hypot

from vsm_desktop.assets import _
from vsm_desktop.drawing.arrows import longest
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.own import body_in, sizes_for
from vsm_desktop.edit.flow_steps import first_step, insert_after, step_after, step_before
from vsm_desktop.edit.growth import OUTSIDE, Addition, Grower
from vsm_desktop.edit.outside import insert_outside
from vsm_desktop.edit.rules import may_connect, natural_kind
from vsm_desktop.model.catalogue import article
from vsm_desktop.model.fields import MATERIAL, NOTES, STOCKS
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.stream import State
from vsm_desktop.tools.bench import Bench

WAYS: dict[str, tuple[float, float]] = {
    "left": (-1.0, 0.0),
    "right": (1.0, 0.0),
    "up": (0.0, -1.0),
    "down": (0.0, 1.0),
}
_TO_CHAIN: dict[str, tuple[str, ...]] = {
    "supplier": (*STOCKS, "process", "transport"),
    "customer": ("control", "supplier"),
    "control": ("supplier", "process", "transport"),
}
_ONWARD = ("process", *STOCKS, "transport", "junction", "customer")


def neighbour(frame: Frame, id_: str, way: str) -> str:
    """The symbol one comes to from another in a direction: along the flow first, else the nearest; "" for none.

    From an arrow it is the end that lies there; from nothing the first symbol of the map.
    """
    state = frame.state
    flow = state.flow(id_)
    if flow is not None:
        ends = [node for node in (state.node(flow.source), state.node(flow.target)) if node]
        dx, dy = WAYS[way]
        return max(ends, key=lambda node: node.at.x * dx + node.at.y * dy).id
    here = state.node(id_)
    if here is None:
        return next(iter(reading_order(state.nodes)), "")
    joined = {
        f.target if f.source == id_ else f.source
        for f in state.flows
        if f.kind in MATERIAL and id_ in (f.source, f.target)
    }
    ahead = _nearest(here, [node for node in state.nodes if node.id in joined], way, 0.5)
    return ahead or _nearest(here, state.nodes, way, 2.5)


def arrow_near(frame: Frame, id_: str, way: str) -> str:
    """The next arrow at a symbol in a direction; from an arrow, the next one at the same symbol."""
    state = frame.state
    flow = state.flow(id_)
    nodes = {flow.source, flow.target} if flow else {id_}
    around = {f.id for f in state.flows if {f.source, f.target} & nodes} - {id_}
    dx, dy = WAYS[way]
    here = _middle(frame, id_)
    best: tuple[float, str] | None = None
    for arrow in around:
        x, y = _middle(frame, arrow)
        along, aside = (
            (x - here[0]) * dx + (y - here[1]) * dy,
            abs((x - here[0]) * dy) + abs((y - here[1]) * dx),
        )
        rank = (along + 2 * aside, arrow)
        if along > 0.5 and (best is None or rank < best):
            best = rank
    return best[1] if best else ""


def reading_order(nodes: Iterable[Node]) -> list[str]:
    """Rows from above, each from left to right."""
    return [node.id for node in sorted(nodes, key=lambda node: (round(node.at.y / 60), node.at.x, node.id))]


def likely_targets(state: State, source: str) -> list[str]:
    """What an arrow from here may lead to, the likeliest first: what is usual and not joined yet, then the rest."""
    start = state.node(source)
    if start is None:
        return []
    others = [node for node in state.nodes if node.id != source]
    wanted = _TO_CHAIN.get(start.kind, _ONWARD)
    joined = {(f.source, f.target) for f in state.flows}

    def rank(node: Node) -> tuple[bool, bool, bool, bool, float, float]:
        kind = natural_kind(start.kind, node.kind)
        refused = not may_connect(state, source, node.id, kind).allowed
        behind = start.kind in _ONWARD and node.at.x <= start.at.x
        place = wanted.index(node.kind) if node.kind in OUTSIDE and node.kind in wanted else 1.5
        return (
            refused,
            node.kind not in wanted,
            (source, node.id) in joined,
            behind,
            0.0 if start.kind in _ONWARD else place,
            hypot(node.at.x - start.at.x, node.at.y - start.at.y) if start.kind in _ONWARD else node.at.x,
        )

    return [node.id for node in sorted(others, key=rank)]


def grower_of(bench: Bench) -> Grower:
    """What additions need to know of the map."""
    stream, state = bench.frame.stream, bench.frame.state
    return Grower(state, stream.ids(), sizes_for(stream.own_fields, state))


def grow(bench: Bench, *, forward: bool) -> str:
    """Add the next step after or before the selected one, or the first one; its id, "" if there is none here."""
    state = bench.frame.state
    if not state.nodes:
        found: Addition | None = first_step(grower_of(bench))
    elif len(bench.selection) != 1:
        return ""
    else:
        (id_,) = bench.selection
        found = (step_after if forward else step_before)(grower_of(bench), id_)
    return _add(bench, found, _("Add step"))


def insert(bench: Bench, kind: str, label: str) -> str:
    """Put a symbol where it belongs: behind the selected step, or at the usual place of its kind."""
    grower, selected = grower_of(bench), next(iter(bench.selection), "") if len(bench.selection) == 1 else ""
    sort = article(kind).kind
    if sort == "operator":
        return _one_more(bench, selected, label)
    if sort in OUTSIDE:
        return _add(bench, insert_outside(grower, kind, selected), label)
    if sort in NOTES:
        from vsm_desktop.edit.noting import insert_note

        return _add(bench, insert_note(grower, kind, bench.selection), label)
    after = insert_after(grower, selected, kind) if selected else None
    return _add(bench, after or first_step(grower, kind), label)


def _one_more(bench: Bench, selected: str, label: str) -> str:
    """An operator more at the selected process."""
    from vsm_desktop.tools.staff import one_more

    node = bench.frame.state.node(selected)
    if node is not None and node.kind == "process":
        bench.commit(label, one_more(selected))
    return ""


def _add(bench: Bench, found: Addition | None, label: str) -> str:
    if found is None:
        return ""
    bench.commit(label, found.edit)
    bench.select(frozenset({found.id}))
    return found.id


def _nearest(here: Node, nodes: Iterable[Node], way: str, width: float) -> str:
    """The nearest in a direction that opens so wide, what lies aside counting double."""
    dx, dy = WAYS[way]
    best: tuple[float, str] | None = None
    for node in nodes:
        x, y = node.at.x - here.at.x, node.at.y - here.at.y
        along, aside = x * dx + y * dy, abs(x * dy) + abs(y * dx)
        if along > 1 and aside <= width * along and (best is None or (along + 2 * aside, node.id) < best):
            best = (along + 2 * aside, node.id)
    return best[1] if best else ""


def _middle(frame: Frame, id_: str) -> tuple[float, float]:
    part = next(part for part in frame.drawing.parts if part.id == id_)
    if part.line:
        (x0, y0), (x1, y1) = longest(part.line)
        return part.x + (x0 + x1) / 2, part.y + (y0 + y1) / 2
    return part.x, part.y


def in_sight(bench: Bench, id_: str) -> tuple[float, float, float, float] | None:
    """Where an element is, to bring it into view."""
    node = bench.frame.state.node(id_)
    return body_in(bench.frame, node) if node else None
