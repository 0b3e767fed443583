"""The parts made so far, by element: one that is the same object, seen the same way, is not drawn again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct, field

from vsm_desktop.drawing.courses import End, end_of
from vsm_desktop.drawing.flows import Company, flow_part
from vsm_desktop.drawing.ladder import Bay, Joint, Weight, bay_parts
from vsm_desktop.drawing.ops import Box, Op, Part, extent
from vsm_desktop.drawing.routes.course import Course
from vsm_desktop.drawing.sheet import MARGIN
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.symbols.table import body_box, grips_of, symbol_of
from vsm_desktop.model.flows import Flow
from vsm_desktop.model.nodes import Node

_OVER = MARGIN - 4


class PlacedNode(Struct, frozen=True):
    """A node as drawn: its part, how far its ops reach, where arrows attach, the room it takes on the sheet, and the
    room that others keep clear of."""

    node: Node
    look: Look
    ops: tuple[Op, ...]
    reach: Box
    part: Part
    end: End
    box: Box
    room: Box


class PlacedFlow(Struct, frozen=True):
    """An arrow as drawn, what it was drawn from, and the room it takes."""

    flow: Flow
    a: End
    b: End
    company: Company
    look: Look
    course: Course
    part: Part
    box: Box


class Made(Struct):
    """What was drawn before, also of elements that left, for as long as they are few: undo brings them back.

    `composed` counts what the present composition made anew.
    """

    spare: int = 20_000
    nodes: dict[str, PlacedNode] = field(default_factory=dict)
    flows: dict[str, PlacedFlow] = field(default_factory=dict)
    bays: dict[str, tuple[tuple[Any, ...], tuple[Part, ...]]] = field(default_factory=dict)
    others: dict[str, tuple[tuple[Any, ...], Part]] = field(default_factory=dict)
    composed: int = 0

    def node(self, node: Node, look: Look) -> PlacedNode:
        """The node as drawn."""
        known = self.nodes.get(node.id)
        if known is not None and known.node is node and known.look is look:
            return known
        self.composed += 1
        same = known is not None and known.look is look and _same_but_place(known.node, node)
        end = end_of(node, len(look.own))
        if known is not None and known.end == end:
            end = known.end  # so that its arrows see that nothing moved
        placed = self.nodes[node.id] = _place(node, look, end, known if same else None)
        return placed

    def flow(self, flow: Flow, a: End, b: End, company: Company, look: Look, course: Course) -> PlacedFlow:
        """The arrow as drawn."""
        known = self.flows.get(flow.id)
        if (
            known is not None
            and known.flow is flow
            and known.look is look
            and known.a is a
            and known.b is b
            and known.company == company
            and known.course == course
        ):
            return known
        self.composed += 1
        part = flow_part(flow, a, b, company, look, course)
        placed = self.flows[flow.id] = PlacedFlow(flow, a, b, company, look, course, part, part_box(part))
        return placed

    def other(self, id_: str, inputs: tuple[Any, ...], make: Callable[[], Part]) -> Part:
        """Any other part, made anew only if its inputs differ."""
        known = self.others.get(id_)
        if known is None or known[0] != inputs:
            self.composed += 1
            known = self.others[id_] = (inputs, make())
        return known[1]

    def bay(
        self,
        bay: Bay,
        joint: Joint | None,
        top: float,
        look: Look,
        weight: Weight,
        cleared: bool = False,
    ) -> tuple[Part, ...]:
        """The rungs of one bay of a ladder line, joined to what was before it; `cleared` of what lies behind its values."""
        inputs = (bay, joint, top, look, weight, cleared)
        known = self.bays.get(bay.id)
        if known is None or known[0] != inputs:
            old = known[1] if known else ()
            made = bay_parts(bay, joint, top, look, weight, cleared)
            parts = tuple(next((one for one in old if one == part), part) for part in made)
            self.composed += sum(all(part is not one for one in old) for part in parts)
            known = self.bays[bay.id] = (inputs, parts)
        return known[1]

    def forget(self, nodes: int, flows: int, bays: int, others: int) -> None:
        """Drop what left the map once it outweighs what is on it."""
        used = ((self.nodes, nodes), (self.flows, flows), (self.bays, bays), (self.others, others))
        for kept, count in used:
            if len(kept) > 2 * count + self.spare:
                kept.clear()


def part_box(part: Part) -> Box:
    """The room a part takes on the map."""
    left, top, right, bottom = extent(part.ops)
    return (part.x + left, part.y + top, part.x + right, part.y + bottom)


def _place(node: Node, look: Look, end: End, known: PlacedNode | None) -> PlacedNode:
    """Words wider than their symbol may use the margin, as far as the sheet goes."""
    symbol, x, y = symbol_of(node), node.at.x, node.at.y
    ops = known.ops if known else symbol.draw(node, look)
    reach = known.reach if known else extent(ops)
    body = body_box(node, len(look.own))
    left, top = min(body[0], reach[0] + _OVER), min(body[1], reach[1] + _OVER)
    right, bottom = max(body[2], reach[2] - _OVER), max(body[3], symbol.foot(node), reach[3] - _OVER)
    box = (x + left, y + top, x + right, y + bottom)
    room = (
        x + min(body[0], reach[0]),
        y + min(body[1], reach[1]),
        x + max(body[2], reach[2]),
        y + max(body[3], reach[3]),
    )
    part = Part(node.id, x, y, ops, body, shows=(node, look), grips=grips_of(node))
    return PlacedNode(node, look, ops, reach, part, end, box, room)


def open_part(node: Node, look: Look) -> Part:
    """A node with the place of the field that is being typed, which may hang below its body."""
    symbol = symbol_of(node)
    ops, body = symbol.draw(node, look), body_box(node, len(look.own))
    box = (*body[:3], max(body[3], extent(ops)[3]))
    return Part(node.id, node.at.x, node.at.y, ops, box, shows=(node, look), grips=grips_of(node))


def _same_but_place(one: Node, other: Node) -> bool:
    """Whether two nodes differ at most in where they stand."""
    if type(one) is not type(other) or one.model_extra != other.model_extra:
        return False
    return all(getattr(one, name) == getattr(other, name) for name in type(one).model_fields if name != "at")
