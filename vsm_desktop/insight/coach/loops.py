"""The loops of a future state: each ends at a supermarket, and the last is that of the pacemaker (Rother & Shook, p. 87)."""

from __future__ import annotations

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.edit.noting import box_around, fitted
from vsm_desktop.edit.growth import Grower
from vsm_desktop.insight.coach.answers import Proposal, fresh
from vsm_desktop.insight.coach.facts import Facts, many, named
from vsm_desktop.model.nodes import Node, Note, Process, Supermarket
from vsm_desktop.model.stream import State

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
    pacemaker = facts.pacemaker or facts.last
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
    return tuple(sorted(found, key=lambda one: order.index(one.ids[0])))


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
        grower = Grower(state, facts.taken, facts.size_of)
        frames: list[Node] = []
        for loop in missing:
            inside = [node for id_ in loop.ids if (node := state.node(id_)) is not None]
            box = box_around(grower, inside)
            if box is not None:
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
