"""States made from another one: it, with the bursts that are on, and with what was drawn by hand on top.

What was drawn by hand is not kept beside the state: it is what the state differs by from its base with the bursts made. So
whenever base or bursts become others, the difference from what they made before is put onto what they make now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vsm_desktop.edit.changes import Misfit, difference, put
from vsm_desktop.model.change import Change, Set
from vsm_desktop.model.nodes import Burst, Node
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.model.value import differing


def promised(stream: ValueStream, ids: Iterable[str]) -> tuple[Change, ...]:
    """What the bursts of these ids promise, in the order of the document."""
    wanted = frozenset(ids)
    bursts = (burst for burst in stream.bursts if burst.id in wanted)
    return tuple(change for burst in bursts for change in burst.changes if promisable(change))


def promisable(change: Change) -> bool:
    """Whether a burst can promise it: all that is drawn, and the calendar; not what a state is called."""
    return not isinstance(change, Set) or bool(change.id) or change.field == "calendar"


def derived(stream: ValueStream, state: State) -> State:
    """What base and bursts of a state make, without what was drawn by hand; of a state without a base, itself."""
    if not state.base:
        return state
    base = stream.state(state.base)
    changes = promised(stream, state.bursts)
    return put(changes, base).state if changes else base


def by_hand(stream: ValueStream, state: State) -> tuple[Change, ...]:
    """What was drawn by hand on a state that was made from another: what its base and bursts do not make."""
    return difference(derived(stream, state), state) if state.base else ()


def settled(before: ValueStream, after: ValueStream) -> ValueStream:
    """The document after an edit, with every state that is made from another one, or shows a burst, in step with it."""
    return _followed(before, _named_alike(before, after))


def misfits_of(before: ValueStream, after: ValueStream, state_id: str) -> tuple[Misfit, ...]:
    """What was drawn by hand on a state and does not fit what base and bursts make after an edit."""
    old, new = before.state(state_id), after.state(state_id)
    return put(by_hand(before, old), derived(after, new)).misfits if old.base and new.base else ()


def _followed(before: ValueStream, after: ValueStream) -> ValueStream:
    old = {state.id: state for state in before.states}
    for state in _bases_first(after):
        was = old.get(state.id)
        if was is None or not was.base or not state.base or not _moved(before, was, after, state):
            continue
        hand = difference(derived(before, was), state)
        made = put(hand, derived(after, state)).state
        kept = {"id": state.id, "base": state.base, "bursts": state.bursts}
        after = after.with_state(made.evolve(**kept))
    return after


def _moved(before: ValueStream, was: State, after: ValueStream, state: State) -> bool:
    """Whether base or bursts of a state may have become others."""
    if was.base != state.base or was.bursts != state.bursts:
        return True
    if before.state(was.base) is not after.state(state.base):
        return True
    return before.bursts is not after.bursts and promised(before, was.bursts) != promised(after, state.bursts)


def _bases_first(stream: ValueStream) -> Iterator[State]:
    """The states that were made from another one, none before what it was made from."""
    ids = {state.id: state.base for state in stream.states if state.base}

    def depth(id_: str) -> int:
        return 1 + depth(ids[id_]) if id_ in ids else 0

    return iter(sorted((stream.state(id_) for id_ in ids), key=lambda state: depth(state.id)))


def _named_alike(before: ValueStream, after: ValueStream) -> ValueStream:
    """A burst is called the same, and is of one kind, on record and at each of its stars: the last word counts."""
    said = {node.id: (node.name, node.kaizen) for node in _renamed_stars(before, after)}
    said |= {
        burst.id: (burst.title, burst.kaizen)
        for burst in after.bursts
        if (old := before.burst(burst.id)) is None or (old.title, old.kaizen) != (burst.title, burst.kaizen)
    }
    if not said:
        return after

    def star(node: Node) -> Node:
        if not isinstance(node, Burst) or said.get(node.id, (node.name, node.kaizen)) == (
            node.name,
            node.kaizen,
        ):
            return node
        name, kaizen = said[node.id]
        return node.evolve(name=name, kaizen=kaizen)

    for state in after.states:
        nodes = tuple(map(star, state.nodes))
        if any(one is not other for one, other in zip(nodes, state.nodes, strict=True)):
            after = after.with_state(state.evolve(nodes=nodes))
    bursts = tuple(
        burst
        if said.get(burst.id, (burst.title, burst.kaizen)) == (burst.title, burst.kaizen)
        else burst.evolve(title=said[burst.id][0], kaizen=said[burst.id][1])
        for burst in after.bursts
    )
    same = all(one is other for one, other in zip(bursts, after.bursts, strict=True))
    return after if same else after.evolve(bursts=bursts)


def _renamed_stars(before: ValueStream, after: ValueStream) -> Iterator[Burst]:
    """The stars that have another name or kind than the same ones had before."""
    old = {state.id: state for state in before.states}
    for state in after.states:
        was = old.get(state.id)
        if was is None or was is state:
            continue
        places = differing(was.nodes, state.nodes)
        changed = state.nodes if places is None else (state.nodes[at] for at in places)
        for node in changed:
            if isinstance(node, Burst):
                star = was.node(node.id)
                if isinstance(star, Burst) and (star.name, star.kaizen) != (node.name, node.kaizen):
                    yield node
