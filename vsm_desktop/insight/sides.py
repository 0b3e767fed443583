"""Two states side by side: what either is called, and how the second would count by the conventions of the first."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.insight import naming
from vsm_desktop.metrics.explain.words import CHOICES, OPTION_TITLE
from vsm_desktop.metrics.recent import Recent
from vsm_desktop.model.display import shown
from vsm_desktop.model.flows import Flow, FlowBase
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.options import Options
from vsm_desktop.model.stream import State, ValueStream

Side = tuple[ValueStream, str]
"""A state: the document it stands in, and its id."""

_COUNTING = (*OPTION_TITLE, "hours_per_day")


class Convention(Struct, frozen=True):
    """A convention that differs between two states; `words` says it as a sentence (METRICS.md 0.6, 15)."""

    option: str
    before: Any
    after: Any
    words: str


_counted: Recent[str, tuple[State, Options, State]] = Recent(4)
"""States as they were last counted otherwise: the same one again is known to be measured."""


def state_of(side: Side) -> State:
    """The state of a side. Raises KeyError for an id the document does not have."""
    return side[0].state(side[1])


def titles_of(a: Side, b: Side) -> tuple[str, str]:
    """What the two are called where they stand beside each other, told apart where they have one name."""
    names = [state_of(side).name or state_of(side).id for side in (a, b)]
    if names[0] == names[1]:
        streams = [side[0].name for side in (a, b)]
        if streams[0] != streams[1] and all(streams):
            return f"{streams[0]}, {names[0]}", f"{streams[1]}, {names[1]}"
        return _("{name} before").format(name=names[0]), _("{name} after").format(name=names[1])
    return names[0], names[1]


def differing_conventions(a: Side, b: Side) -> tuple[Convention, ...]:
    """The conventions by which two states count differently, in words."""
    one, other = state_of(a).options, state_of(b).options
    found = []
    for option in _COUNTING:
        before, after = getattr(one, option), getattr(other, option)
        if before == after or (
            option == "hours_per_day" and "hours_per_day" not in (one.day_base, other.day_base)
        ):
            continue
        title = OPTION_TITLE.get(option, _("Hours of one lead-time day"))
        words = _("{title} {before} → {after}").format(
            title=title, before=_choice(option, before), after=_choice(option, after)
        )
        found.append(Convention(option, before, after, words))
    return tuple(found)


def _choice(option: str, value: Any) -> str:
    if option in CHOICES:
        return str(dict(CHOICES[option]).get(value, value))
    return shown(value) if value is not None else "–"


def counted_like(a: Side, b: Side) -> Side:
    """The second state counted by the conventions of the first; what was measured of it, as its output, stays its own."""
    options, state = state_of(a).options, state_of(b)
    alike = state.options.evolve(**{option: getattr(options, option) for option in _COUNTING})
    if alike == state.options:
        return b
    kept = _counted.get(state.id)
    if kept is None or kept[0] is not state or kept[1] != alike:
        kept = (state, alike, state.evolve(options=alike))
        _counted.keep(state.id, kept)
    return b[0].with_state(kept[2]), b[1]


def apart(side: Side, state: State) -> Side:
    """A side with another state in its place, in a document and by an id of its own: it is measured and forgotten."""
    alone = state.evolve(id=f"~{state.id}"[:200], base="", bursts=())
    return side[0].evolve(states=(alone,), shown_state=""), alone.id


def named(element: Node | Flow | None, state: State) -> str:
    """What an element is called in a sentence: a symbol by its name, an arrow by its label or its ends."""
    if element is None:
        return "–"
    if not isinstance(element, FlowBase):
        return naming.named(element, state)
    ends = _("{source} to {target}").format(
        source=named(state.node(element.source), state), target=named(state.node(element.target), state)
    )
    label = " ".join(element.label.split())
    return f"{label} ({ends})" if label else ends
