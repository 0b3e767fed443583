"""What symbols and arrows are called within a sentence, by the names of their map."""

from __future__ import annotations

from vsm_desktop.assets import _
from vsm_desktop.drawing.symbols.table import key_of
from vsm_desktop.model.catalogue import article_of
from vsm_desktop.model.display import DASH
from vsm_desktop.model.flows import Flow
from vsm_desktop.model.names import USUAL, Names
from vsm_desktop.model.nodes import Node, Transport

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
    if isinstance(node, Transport):  # by what, its data says
        return names.given(f"symbol.{node.vehicle or 'truck'}") or _("transport")
    key = key_of(node)
    return names.given(f"symbol.{key}") or _within(names.symbol(key))


def what_arrow(flow: Flow, names: Names = USUAL) -> str:
    """What an arrow is: Push, Production kanban."""
    known = article_of(flow)
    key = known.key if known else flow.kind
    return names.symbol(key, _ARROWS.get(key, ""))


def called(node: Node | None, names: Names = USUAL) -> str:
    """What a symbol is called within a sentence: its name in one line, or what it is."""
    if node is None:
        return DASH
    return " ".join(node.name.split()) or what_is(node, names)


def name_of_node(node: Node, names: Names = USUAL) -> str:
    """The name and what it is: "Stamping, process"."""
    name, kind = " ".join(node.name.split()), what_is(node, names)
    if not name or name.casefold() == kind.casefold():
        return (name or kind)[:1].upper() + (name or kind)[1:]
    return f"{name}, {kind}"


def name_of_flow(flow: Flow, source: str, target: str, names: Names = USUAL) -> str:
    """What it carries, what it is, and its ends: "Push from Stamping to Spot weld 1"."""
    kind = what_arrow(flow, names)
    text = _("{kind} from {source} to {target}").format(kind=kind, source=source, target=target)
    return f"{flow.label}, {_within(text)}" if flow.label else text


def _within(title: str) -> str:
    """A title as it stands within a sentence: its first word is small unless it is an abbreviation."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
