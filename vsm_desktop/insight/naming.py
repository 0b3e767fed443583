"""What symbols and arrows are called where only their words are seen: one without a name by what it is and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vsm_desktop.assets import _
from vsm_desktop.metrics.splits import label
from vsm_desktop.model.catalogue import article_of
from vsm_desktop.model.flows import Flow, FlowBase, MaterialFlow
from vsm_desktop.model.names import SYMBOL, names_of
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.stream import State
from vsm_desktop.model.words import capital

_FAR = 4  # arrows; what is named beyond them says no more where something stands


def named(element: Node | Flow | None, state: State) -> str:
    """What an element of a state is called: Stamping, Queue before Offer, Arrow from Weld to Assembly."""
    if element is None:
        return "–"
    if isinstance(element, FlowBase):
        return _arrow(element, state)
    return " ".join(element.name.split()) or _unnamed(element, state)


def named_in(state: State) -> Mapping[str, str]:
    """What all symbols of a state are called, by id."""
    return {node.id: named(node, state) for node in state.nodes}


def _arrow(flow: Flow, state: State) -> str:
    """An arrow by its label, and its ends."""
    source, target = (named(state.node(id_), state) for id_ in (flow.source, flow.target))
    said = " ".join(flow.label.split()) or _("Arrow")
    return _("{label} from {source} to {target}").format(label=said, source=source, target=target)


def _kind(node: Node, state: State) -> str:
    known, names = article_of(node), names_of(state)
    own = names.given(SYMBOL + known.key) if known is not None else ""
    return capital(own or names.symbol(node.kind))


def _unnamed(node: Node, state: State) -> str:
    """A symbol by what it is and the next named one its arrows lead to, else the last one they come from."""
    kind = _kind(node, state)
    for words, onward in ((_("{kind} before {name}"), True), (_("{kind} after {name}"), False)):
        if (beside := _beside(node, state, onward=onward)) is not None:
            return words.format(kind=kind, name=" ".join(beside.name.split()))
    return label(node) if kind in label(node) else kind


def _beside(node: Node, state: State, *, onward: bool) -> Node | None:
    """The nearest symbol with a name that material comes to, or comes from."""
    here, seen = [node.id], {node.id}
    for _step in range(_FAR):
        found = [one for id_ in here for one in _next(id_, state, onward=onward) if one.id not in seen]
        if (one := next((one for one in found if one.name.strip()), None)) is not None:
            return one
        here = [one.id for one in found]
        seen |= {*here}
    return None


def _next(id_: str, state: State, *, onward: bool) -> Iterator[Node]:
    for flow in state.flows:
        if not isinstance(flow, MaterialFlow) or flow.kind == "rework":
            continue
        start, end = (flow.source, flow.target) if onward else (flow.target, flow.source)
        if start == id_ and (node := state.node(end)) is not None:
            yield node
