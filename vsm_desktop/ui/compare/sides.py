"""Which two states are compared, what is said of each, and how their maps lie over each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from vsm_desktop.assets import _
from vsm_desktop.drawing.ops import Box
from vsm_desktop.edit.align import around
from vsm_desktop.model.stream import State, StateKind, StateStatus, ValueStream

Sides = tuple[str, str]
Offset = tuple[float, float]
_STATUS: dict[StateStatus, str] = {"draft": _("draft"), "agreed": _("agreed"), "reached": _("reached")}


def first_sides(stream: ValueStream, shown: str) -> Sides | None:
    """The state the shown one was made from, else the current state, and the shown one; a current state stands on the
    left of what is to become of it. None where there is only one state."""
    if len(stream.states) < 2:
        return None
    state = stream.state(shown)
    if state.base:
        return state.base, state.id
    others = [one for one in stream.states if one.id != state.id]
    if state.kind == "current":
        made_of_it = [one for one in others if one.base == state.id]
        later = [one for one in others if one.kind != "current"]
        return state.id, _first(made_of_it, "future", _first(later, "future", others[0].id))
    return _first(others, "current", others[0].id), state.id


def kept_sides(stream: ValueStream, sides: Sides, shown: str) -> Sides | None:
    """The same two states for as long as they are there, else the first choice; a state turned to comes to the right."""
    ids = {state.id for state in stream.states}
    if not ids.issuperset(sides):
        return first_sides(stream, shown)
    return sides if shown in sides else (sides[0], shown)


def chosen(sides: Sides, place: int, id_: str) -> Sides:
    """Another state on one side (0 or 1); where it stands on the other, the two change places."""
    other = sides[1 - place]
    pair = (id_, other) if place == 0 else (other, id_)
    return pair if id_ != other else (sides[1], sides[0])


def facts(state: State) -> str:
    """What is said of a state beside its name: date, author, how far it is, and its bursts."""
    status = _STATUS[state.status] if state.status else ""
    return ", ".join(filter(None, (state.date, state.author, status)))


def bursts_on(stream: ValueStream, state: State) -> str:
    """How many of the bursts that promise something are on in a state that was made from another one."""
    every = sum(bool(burst.changes) for burst in stream.bursts)
    if not (state.base and every):
        return ""
    return _("{n} of {all} bursts on").format(n=len(state.bursts), all=every)


def offset_of(before: State, after: State) -> Offset | None:
    """How far the second map is displaced against the first, if most of what both have is displaced by the same."""
    places = {node.id: node.at for node in before.nodes}
    moves = Counter(
        (node.at.x - places[node.id].x, node.at.y - places[node.id].y)
        for node in after.nodes
        if node.id in places
    )
    if not moves:
        return None
    (offset, often) = moves.most_common(1)[0]
    return offset if 2 * often >= moves.total() else None


def rooms_of(before: Box, after: Box, offset: Offset | None) -> tuple[Box, Box, Offset]:
    """The room either map is shown in, alike for both so that one fits as the other does, and the offset between them.

    Maps that have little in the same place lie middle over middle.
    """
    if offset is None:
        offset = (_middle(after, 0) - _middle(before, 0), _middle(after, 1) - _middle(before, 1))
    dx, dy = offset
    first = around([before, _moved(after, -dx, -dy)])
    return first, _moved(first, dx, dy), offset


def _moved(box: Box, dx: float, dy: float) -> Box:
    return (box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy)


def _middle(box: Box, axis: int) -> float:
    return (box[axis] + box[axis + 2]) / 2


def _first(states: Iterable[State], kind: StateKind, otherwise: str) -> str:
    """The first of a kind, else the first, else what is said."""
    found = sorted(states, key=lambda one: one.kind != kind)
    return found[0].id if found else otherwise
