"""The loops of a future state: each ends at a supermarket, and the last is that of the pacemaker (Rother & Shook, p. 87)."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from statistics import median

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.edit.edits import Edit
from vsm_desktop.edit.growth import Box, Grower
from vsm_desktop.edit.noting import box_around, fitted
from vsm_desktop.insight.coach.answers import Proposal, fresh
from vsm_desktop.insight.coach.facts import Facts, many, named
from vsm_desktop.insight.coach.pacemaker import levelling_boxes, released_by
from vsm_desktop.model.fields import STOCKS
from vsm_desktop.model.nodes import Node, Note, Process, Supermarket
from vsm_desktop.model.stream import State

_NEAR, _EDGE = 100.0, 21.0  # how far from its row a step counts, and half the way between two outlines
_OVER = 105.0  # kanban paths with their cards run below this height over the middle of the steps
_CLEAR, _HALF, _BETWEEN = 27.0, 36.0, 54.0
_LETTER, _ROOM = 6.4, 12.0
_OUTSIDE = ("supplier", "customer")


class Loop(Struct, frozen=True):
    """One loop: its name, and its steps and stocks in flow order."""

    name: str
    ids: tuple[str, ...]


def loops_of(facts: Facts) -> tuple[Loop, ...]:
    """The loops of a map from the supplier on: from one supermarket to the next, lanes passed through.

    The steps behind the last supermarket that is pulled from belong to the pacemaker, with the finished goods it fills.
    None where no supermarket stands.
    """
    state = facts.state
    markets = [node for node in state.nodes if isinstance(node, Supermarket)]
    if not markets:
        return ()
    pacemaker = facts.setter
    groups: list[set[str]] = []
    for market in markets:
        groups.append({market.id, *facts.upstream(market.id, to_market=True)})
    for node in state.nodes:
        if node.kind == "customer":
            groups.append(facts.upstream(node.id, to_market=True))
    groups = _merged(groups, pacemaker, facts)
    order = [step.id for step in facts.report.steps]
    found = []
    for group in groups:
        ids = tuple(id_ for id_ in order if id_ in group and facts.node(id_).kind not in _OUTSIDE)
        if ids:
            found.append(Loop(_name(facts, ids, pacemaker), ids))
    names = [one.name for one in found]
    told = [
        Loop(f"{one.name}: {named(facts.node(one.ids[-1]))}", one.ids) if names.count(one.name) > 1 else one
        for one in found
    ]
    return tuple(sorted(told, key=lambda one: order.index(one.ids[0])))


def _merged(groups: list[set[str]], pacemaker: Process | None, facts: Facts) -> list[set[str]]:
    """What is behind the pacemaker's supermarket belongs to its loop; groups that share steps are one."""
    beat = next((one for one in groups if pacemaker is not None and pacemaker.id in one), None)
    found: list[set[str]] = []
    for group in groups:
        has_process = any(facts.node(id_).kind == "process" for id_ in group)
        is_market = any(isinstance(facts.node(id_), Supermarket) for id_ in group)
        if beat is not None and group is not beat and not has_process and not is_market:
            beat |= group
            continue
        found.append(group)
    joined: list[set[str]] = []
    for group in found:
        shared = [one for one in joined if one & group & _steps(facts, group)]
        for one in shared:
            joined.remove(one)
            group = group | one
        joined.append(group)
    return joined


def _steps(facts: Facts, group: set[str]) -> set[str]:
    return {id_ for id_ in group if facts.node(id_).kind not in _OUTSIDE}


def _name(facts: Facts, ids: tuple[str, ...], pacemaker: Process | None) -> str:
    if pacemaker is not None and pacemaker.id in ids:
        return _("Pacemaker loop")
    processes = [node for id_ in ids if isinstance(node := facts.node(id_), Process)]
    if not processes:
        return _("Supplier loop")
    return _("{name} loop").format(name=named(processes[-1]))


def loops_proposal(facts: Facts) -> Proposal | None:
    """The outlines that are missing on the map, to be drawn round their steps; None where none is."""
    drawn = {node.name for node in facts.state.nodes if node.kind == "loop"}
    missing = [one for one in loops_of(facts) if one.name not in drawn]
    if not missing:
        return None

    def apply(state: State) -> State:
        boxes = _boxes(state, missing, facts)
        frames: list[Node] = []
        for loop, box in boxes:
            id_ = fresh("loop", facts.taken, [one.id for one in frames])
            frames.append(fitted(Note(kind="loop", id=id_, name=loop.name), box))
        return state.evolve(nodes=(*frames, *state.nodes))

    names = many([one.name for one in missing])
    return Proposal(
        "loops",
        _("Outline the loops"),
        _("{names}: improve one loop after the other, the pacemaker loop first.").format(names=names),
        tuple(id_ for one in missing for id_ in one.ids),
        facts.state.id,
        by_hand=apply,
    )


def refitted(facts: Facts) -> Edit:
    """The outlines of loops drawn anew round their steps, where one of them no longer holds all of its own.

    An outline is known by the name of its loop; any other stays as it is.
    """

    def apply(state: State) -> State:
        found = {loop.name: (loop, box) for loop, box in _boxes(state, loops_of(facts), facts)}
        frames = {one.id: one for one in state.nodes if one.kind == "loop" and one.name in found}
        if all(_holds(one, found[one.name][0], state) for one in frames.values()):
            return state
        new = {id_: fitted(one, found[one.name][1]) for id_, one in frames.items() if not one.locked}
        return state.evolve(nodes=tuple(new.get(one.id, one) for one in state.nodes))

    return apply


def _holds(frame: Node, loop: Loop, state: State) -> bool:
    """Whether the steps of a loop stand within its outline, and no others of its row."""
    size = getattr(frame, "size", None)
    inside = [node for id_ in loop.ids if (node := state.node(id_)) is not None]
    level = median(node.at.y for node in inside)
    row = [one for one in state.nodes if one.kind in ("process", *STOCKS) and abs(one.at.y - level) <= _NEAR]
    return size is not None and all(
        (abs(node.at.x - frame.at.x) <= size.width / 2) == (node.id in loop.ids) for node in row
    )


def _with(state: State, loop: Loop) -> list[Node]:
    """What belongs to a loop beside its steps: bursts about them, and the box that releases its pacemaker."""
    boxes = {one.id for one in levelling_boxes(state) if released_by(state, one.id).intersection(loop.ids)}
    return [
        node
        for node in state.nodes
        if node.id in boxes or (node.kind == "burst" and getattr(node, "about", "") in loop.ids)
    ]


def _foot_over(state: State, facts: Facts, box: Box, level: float) -> float:
    """How far down what stands over a loop reaches, with some room: customers and suppliers with their data."""
    feet = [
        one.at.y + size[3] + _CLEAR
        for one in state.nodes
        if one.kind in _OUTSIDE and one.at.y < level
        for size in (facts.size_of(one),)
        if one.at.x + size[0] < box[2] + _EDGE and one.at.x + size[2] > box[0] - _EDGE
    ]
    return max(feet, default=-inf)


def _boxes(state: State, loops: Sequence[Loop], facts: Facts) -> list[tuple[Loop, Box]]:
    """The boxes round what stands in the row of each loop and its bursts, down to one line, none into the next."""
    grower = Grower(state, facts.taken, facts.size_of)
    found: list[tuple[Loop, Box, float]] = []
    for loop in loops:
        inside = [node for id_ in loop.ids if (node := state.node(id_)) is not None]
        level = median(node.at.y for node in inside)
        row = [node for node in inside if abs(node.at.y - level) <= _NEAR]
        if (box := box_around(grower, [*row, *_with(state, loop)])) is not None:
            left, top, right, bottom = box
            top = max(min(top, level - _OVER), _foot_over(state, facts, (left, top, right, bottom), level))
            wide = max(0.0, _LETTER * len(loop.name) + _ROOM - (right - left)) / 2
            found.append((loop, (left - wide, top, right + wide, bottom), level))
    return _fitting(found)


def _fitting(found: list[tuple[Loop, Box, float]]) -> list[tuple[Loop, Box]]:
    """Boxes of one row end at one height, the next one starts where the other ends, and rows do not overlap."""
    done: list[tuple[Loop, Box, float]] = []
    for loop, box, level in sorted(found, key=lambda one: (round(one[2] / _NEAR), one[1][0])):
        left, top, right, _bottom = box
        bottom = max(other[3] for _loop, other, at in found if abs(at - level) <= _NEAR)
        for i, (before, other, at) in enumerate(done):
            if abs(at - level) <= _NEAR:
                if other[2] + 2 * _EDGE > left:
                    middle = (other[2] + left) / 2
                    if min(middle - other[0], right - middle) <= 2 * _EDGE:
                        continue  # one stands within the other: neither can give way
                    done[i] = (before, (other[0], other[1], middle - _EDGE, other[3]), at)
                    left = middle + _EDGE
            elif other[0] < right and left < other[2]:
                top = level - _HALF
                done[i] = (before, (*other[:3], min(other[3], top - _BETWEEN)), at)
        done.append((loop, (left, top, right, bottom), level))
    return [(loop, box) for loop, box, _level in done]
