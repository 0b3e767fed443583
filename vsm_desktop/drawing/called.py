"""What symbols and arrows are called within a sentence, by the names of their map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from vsm_desktop.assets import _
from vsm_desktop.model.catalogue import article, article_of
from vsm_desktop.model.display import DASH
from vsm_desktop.model.fields import NOTES, Field
from vsm_desktop.model.flows import Flow
from vsm_desktop.model.names import SYMBOL, USUAL, Names, names_of
from vsm_desktop.model.nodes import Node, Transport
from vsm_desktop.model.stream import State
from vsm_desktop.model.titles import title_of
from vsm_desktop.model.words import capital, within_sentence

_SHARED = article("shared")
_ARROWS = {
    "push": _("Push"),
    "pull": _("Pull"),
    "move": _("Move"),
    "shipment": _("Shipment"),
    "manual": _("Manual information"),
    "electronic": _("Electronic information"),
}
LEADS = {
    "push": _("pushes to {names}"),
    "pull": _("pulled from by {names}"),
    "move": _("moves to {names}"),
    "shipment": _("ships to {names}"),
    "rework": _("sent back for rework to {names}"),
    "manual": _("tells {names}"),
    "electronic": _("tells {names}"),
    "verbal": _("tells {names}"),
    "kanban": _("kanban to {names}"),
}
"""How a symbol is tied to those its arrows lead to."""


def what_is(node: Node, names: Names = USUAL) -> str:
    """What a symbol is, as a word within a sentence: inventory, load levelling, FIFO lane."""
    known = article_of(node)
    if known is not None and (given := names.given(SYMBOL + known.key)):
        return given
    said_by_its_data = isinstance(node, Transport) or known is _SHARED
    return within_sentence(names.symbol(known.key if known and not said_by_its_data else node.kind))


def what_arrow(flow: Flow, names: Names = USUAL) -> str:
    """What an arrow is: Push, Production kanban."""
    known = article_of(flow)
    key = known.key if known else flow.kind
    return names.symbol(key, _ARROWS.get(key, ""))


def title_in(element: Node | Flow, names: Names = USUAL) -> str:
    """What an element is, as a title: Load levelling, Push arrow."""
    known = article_of(element)
    usual = title_of(element.kind) if element.kind == "transport" else ""  # by what, its data says
    return names.symbol(known.key if known else element.kind, usual)


def called(node: Node | None, names: Names = USUAL) -> str:
    """What a symbol is called within a sentence: its name in one line, or what it is."""
    if node is None:
        return DASH
    return " ".join(node.name.split()) or what_is(node, names)


def name_of_node(node: Node, names: Names = USUAL) -> str:
    """The name and what it is: "Stamping, process"."""
    name, kind = " ".join(node.name.split()), what_is(node, names)
    if not name or name.casefold() == kind.casefold():
        return capital(name or kind)
    return f"{name}, {kind}"


def name_of_flow(flow: Flow, source: str, target: str, names: Names = USUAL) -> str:
    """What it carries, what it is, and its ends: "Push from Stamping to Spot weld 1"."""
    kind = what_arrow(flow, names)
    text = _("{kind} from {source} to {target}").format(kind=kind, source=source, target=target)
    return f"{flow.label}, {within_sentence(text)}" if flow.label else text


def offered(field: Field, elements: Sequence[Node | Flow], state: State) -> tuple[tuple[str, str], ...]:
    """The elements a field of some elements may name, each an id with its name: steps for a step, all that is on the map
    for a note; what is named now is always among them. Elements with the same name are told apart by what they are.
    """
    names, mine = names_of(state), {element.id for element in elements}
    steps = field.key == "same_as"
    wanted = [
        node
        for node in state.nodes
        if node.id not in mine and (node.kind == "process" if steps else node.kind not in NOTES)
    ]
    wanted.sort(key=lambda node: node.kind != "process")
    calls = Counter(called(node, names) for node in wanted)
    found = {
        node.id: capital(
            called(node, names) if calls[called(node, names)] == 1 else name_of_node(node, names)
        )
        for node in wanted
    }
    for id_ in (getattr(element, field.key) for element in elements):
        if id_ and id_ not in found:
            found[id_] = _named(id_, state, names)
    return tuple(found.items())


def _named(id_: str, state: State, names: Names) -> str:
    """An element that is not among those usually named: an arrow, or one that is gone."""
    if (node := state.node(id_)) is not None:
        return capital(called(node, names))
    flow = state.flow(id_)
    if flow is None:
        return id_
    return name_of_flow(
        flow, called(state.node(flow.source), names), called(state.node(flow.target), names), names
    )
