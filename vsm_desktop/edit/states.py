"""Edits of the states of a stream: add, copy, rename, reorder, delete. The same step keeps its id in every state."""

from __future__ import annotations

from vsm_desktop.assets import _
from vsm_desktop.edit.edits import StreamEdit
from vsm_desktop.edit.entry import Wrong
from vsm_desktop.model.ids import new_id
from vsm_desktop.model.stream import State, StateKind, ValueStream

KIND_NAMES: dict[StateKind, str] = {
    "current": _("Current state"),
    "future": _("Future state"),
    "ideal": _("Ideal state"),
    "scenario": _("Scenario"),
}


def fresh_id(stream: ValueStream, kind: StateKind) -> str:
    """An id no state has yet: the kind itself, then the kind with a number."""
    taken = [state.id for state in stream.states]
    return kind if kind not in taken else new_id(kind, [*taken, f"{kind}1"])


def unique_name(stream: ValueStream, wanted: str, but: str = "") -> str:
    """The wanted name, numbered where another state than `but` has it."""
    name, number = wanted, 1
    while _taken(stream, name, but):
        number += 1
        name = f"{wanted} {number}"
    return name


def add_state(after: str, kind: StateKind = "future") -> StreamEdit:
    """An empty state beside the one of this id, on the same paper, by the same conventions and names."""

    def apply(stream: ValueStream) -> ValueStream:
        beside = stream.state(after)
        return _insert(
            stream,
            beside,
            State(
                id=fresh_id(stream, kind),
                name=unique_name(stream, KIND_NAMES[kind]),
                kind=kind,
                author=beside.author,
                calendar=beside.calendar,
                paper=beside.paper,
                portrait=beside.portrait,
                print=beside.print,
                layout=beside.layout,
                options=beside.options,
                names=beside.names,
            ),
        )

    return apply


def copy_state(source: str, kind: StateKind) -> StreamEdit:
    """A copy beside its source, with the same elements by the same ids, as a state of a kind.

    A copy is made from its source and follows it; of a state that was made from another one, from that, by the same
    bursts. Only another current state stands alone, and is still made from the sheet of the first one. When it was made,
    its source does not say: it has no date yet.
    """

    def apply(stream: ValueStream) -> ValueStream:
        original = stream.state(source)
        name = unique_name(stream, KIND_NAMES[kind])
        sheet = original.source if kind == "current" else None
        base = "" if kind == "current" else original.base or original.id
        bursts = original.bursts if base and original.base else ()
        copy = original.evolve(
            id=fresh_id(stream, kind),
            name=name,
            kind=kind,
            date="",
            status=None,
            base=base,
            bursts=bursts,
            source=sheet,
        )
        return _insert(stream, original, copy)

    return apply


def rename_state(id_: str, name: str) -> StreamEdit:
    """Give a state another name. Raises Wrong with a sentence for no name or one that is taken."""
    name = " ".join(name.split())

    def apply(stream: ValueStream) -> ValueStream:
        if not name:
            raise Wrong(_("A state needs a name."))
        if _taken(stream, name, id_):
            raise Wrong(_('There is a state "{name}" already.').format(name=name))
        state = stream.state(id_)
        return stream if state.name == name else stream.with_state(state.evolve(name=name))

    return apply


def place_state(id_: str, index: int) -> StreamEdit:
    """Put a state at a place in the row; beyond the ends, at the end."""

    def apply(stream: ValueStream) -> ValueStream:
        state = stream.state(id_)
        others = [one for one in stream.states if one is not state]
        others.insert(max(0, index), state)
        same = all(a is b for a, b in zip(others, stream.states, strict=True))
        return stream if same else stream.evolve(states=tuple(others))

    return apply


def delete_state(id_: str) -> StreamEdit:
    """Take a state away. Raises Wrong for the last one: a stream has at least one."""

    def apply(stream: ValueStream) -> ValueStream:
        gone = stream.state(id_)
        others = tuple(_alone(one, id_) for one in stream.states if one is not gone)
        if not others:
            raise Wrong(_("The last state stays: a value stream has at least one."))
        shown = stream.shown_state if stream.shown_state != id_ else beside(stream, id_)
        return stream.evolve(states=others, shown_state=shown)

    return apply


def _alone(state: State, base: str) -> State:
    """A state that no longer is made from the one of an id; its own bursts stay made."""
    return state.evolve(base="", bursts=()) if state.base == base else state


def beside(stream: ValueStream, id_: str) -> str:
    """Which state to turn to when this one goes: the one before it, else the one after it."""
    ids = [state.id for state in stream.states]
    at = ids.index(id_)
    return ids[at - 1] if at else ids[min(1, len(ids) - 1)]


def made(before: ValueStream, after: ValueStream) -> str:
    """The id of the state an edit has added; empty if none."""
    known = {state.id for state in before.states}
    return next((state.id for state in after.states if state.id not in known), "")


def _taken(stream: ValueStream, name: str, but: str) -> bool:
    return any(one.id != but and one.name.casefold() == name.casefold() for one in stream.states)


def _insert(stream: ValueStream, after: State, state: State) -> ValueStream:
    at = 1 + next(i for i, one in enumerate(stream.states) if one is after)
    return stream.evolve(states=(*stream.states[:at], state, *stream.states[at:]))
