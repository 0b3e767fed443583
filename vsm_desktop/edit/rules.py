"""What may be joined to what, asked before doing; a refusal says why and what to do instead."""

from __future__ import annotations

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.model.fields import INFORMATION, MATERIAL, NOTES, STOCKS
from vsm_desktop.model.flows import Flow
from vsm_desktop.model.stream import State


class Verdict(Struct, frozen=True):
    """Whether an arrow may be drawn, and if not, why."""

    allowed: bool
    reason: str = ""


YES = Verdict(True)
_NOTES = frozenset(NOTES)


def may_connect(state: State, source: str, target: str, kind: str) -> Verdict:
    """Whether an arrow of this kind may lead from one node to another."""
    a, b = state.node(source), state.node(target)
    if a is None or b is None:
        return Verdict(False, _("An arrow leads from one symbol to another."))
    if source == target:
        return Verdict(False, _("An arrow leads from one symbol to another, not back to itself."))
    if _NOTES & {a.kind, b.kind}:
        return Verdict(False, _("Notes and frames have no arrows. Draw it to the symbol itself."))
    if kind in MATERIAL:
        return _may_flow(state, a.kind, b.kind, source, target)
    if "junction" in (a.kind, b.kind):
        return Verdict(False, _("A junction splits or joins material. Draw the information to a process."))
    if kind in INFORMATION and any(
        (f.source, f.target, f.kind, f.label) == (source, target, kind, "") for f in state.flows
    ):
        return Verdict(False, _("There is already such an arrow without a label. Name that one first."))
    return YES


def _may_flow(state: State, a: str, b: str, source: str, target: str) -> Verdict:
    if a == "customer":
        return Verdict(False, _("Nothing is pushed from a customer. Draw the arrow the other way."))
    if b == "supplier":
        return Verdict(False, _("No material goes to a supplier. Draw the arrow the other way."))
    if "control" in (a, b):
        return Verdict(False, _("Production control handles information. Draw a manual or electronic arrow."))
    if any((f.source, f.target) == (source, target) and f.kind in MATERIAL for f in state.flows):
        return Verdict(False, _("These two are already joined by a material arrow."))
    return YES


def may_reattach(state: State, flow: Flow, *, source: str = "", target: str = "") -> Verdict:
    """Whether an end of an arrow may be tied to another symbol, asked about the map without the arrow."""
    without = state.evolve(flows=tuple(one for one in state.flows if one.id != flow.id))
    return may_connect(without, source or flow.source, target or flow.target, flow.kind)


def natural_kind(source: str, target: str) -> str:
    """The kind of arrow one would expect between two kinds of node."""
    if "control" in (source, target):
        return "electronic" if {source, target} & {"supplier", "customer"} else "manual"
    if source == "customer" or target == "supplier":
        return "electronic"
    if source == "supplier" or target == "customer":
        return "shipment"
    return "pull" if source == "supermarket" and target not in STOCKS else "push"
