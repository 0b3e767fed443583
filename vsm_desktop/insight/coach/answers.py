"""What the coach says: an answer to each of the eight questions, and proposals that can be made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.edit.bursts import add_burst, promise
from vsm_desktop.edit.changes import difference
from vsm_desktop.edit.deriving import promisable
from vsm_desktop.edit.edits import Edit, StreamEdit, add_node
from vsm_desktop.insight.coach.places import loops_grown
from vsm_desktop.model.change import Change, Set
from vsm_desktop.model.ids import new_id
from vsm_desktop.model.nodes import Burst
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.model.value import Point

Status = Literal["open", "answered", "not_applicable"]
STATUS_WORDS: dict[Status, str] = {
    "open": _("Open"),
    "answered": _("Answered"),
    "not_applicable": _("Not applicable"),
}
QUESTIONS = (
    _("What is the takt time?"),
    _("Ship direct, or from a supermarket of finished goods?"),
    _("Where can work flow continuously?"),
    _("Where are supermarkets needed?"),
    _("Which process is the pacemaker?"),
    _("How is the mix levelled at the pacemaker?"),
    _("What is the pitch?"),
    _("Which kaizen is needed first?"),
)


class Number(Struct, frozen=True):
    """A number an answer rests on; `key` is that of a metric one can ask why of, "" where there is none."""

    label: str
    text: str
    key: str = ""


class Step(Struct, frozen=True):
    """One burst of a proposal: what it changes on a map, and how it stands on record.

    With a `star`, one is drawn where that says, about the element `about`.
    """

    change: Edit
    title: str
    kaizen: Literal["process", "flow"] = "flow"
    waste: Any = None
    problem: str = ""
    countermeasure: str = ""
    about: str = ""
    star: Callable[[State], Point] | None = None


class Proposal(Struct, frozen=True):
    """Something to do about a question, as one edit of the document.

    `key` names it again on a copy of the map. Its `steps` come on record as bursts, so that each can be switched off and
    carries its effect; `by_hand` is a change that is none, such as a convention or an outline.
    """

    key: str
    title: str
    sentence: str
    ids: tuple[str, ...]
    state_id: str
    steps: tuple[Step, ...] = ()
    by_hand: Edit | None = None

    @property
    def edit(self) -> StreamEdit:
        """The proposal made in the state it was asked for."""
        return self.on(self.state_id)

    def on(self, state_id: str) -> StreamEdit:
        """The same made in another state that has the same elements, such as a copy."""

        def apply(stream: ValueStream) -> ValueStream:
            if self.by_hand is not None:
                stream = stream.with_state(self.by_hand(stream.state(state_id)))
            for step in self.steps:
                stream = _burst(stream, state_id, step)
            return stream

        return apply


class Answer(Struct, frozen=True):
    """What the map says to one of the eight questions: `reasoning` in sentences, the `numbers` it rests on."""

    number: int
    status: Status
    reasoning: tuple[str, ...]
    proposals: tuple[Proposal, ...] = ()
    numbers: tuple[Number, ...] = ()

    @property
    def question(self) -> str:
        """The question in words."""
        return QUESTIONS[self.number - 1]


def as_text(answers: Sequence[Answer]) -> str:
    """All answers as plain text: question, status, reasoning and what is proposed, a line each."""
    lines: list[str] = []
    for one in answers:
        lines.append(f"{one.number}. {one.question} – {STATUS_WORDS[one.status]}")
        lines += [f"   {sentence}" for sentence in one.reasoning]
        lines += [f"   → {each.title}. {each.sentence}" for each in one.proposals]
    return "\n".join(lines)


def _burst(stream: ValueStream, state_id: str, step: Step) -> ValueStream:
    """A step on record as a burst and made in a state; one that was made from another takes it as switched on."""
    before = stream.state(state_id)
    after = step.change(before)
    changes = tuple(one for one in difference(before, after) if promisable(one) and not _is_place(one))
    said = {
        "title": step.title,
        "kaizen": step.kaizen,
        "waste": step.waste,
        "problem": step.problem,
        "countermeasure": step.countermeasure,
    }
    stream = add_burst(**said)(stream)
    id_ = stream.bursts[-1].id
    if before.base:
        stream = promise(state_id, id_, changes)(stream)
    else:
        bursts = (one.evolve(changes=changes) if one.id == id_ else one for one in stream.bursts)
        stream = stream.evolve(bursts=tuple(bursts))
    if step.star is not None:
        star = Burst(id=id_, at=step.star(after), name=step.title, kaizen=step.kaizen, about=step.about)
        after = loops_grown(add_node(star)(after), star)
    return stream.with_state(after.evolve(bursts=stream.state(state_id).bursts))


def _is_place(change: Change) -> bool:
    """Whether something that was there before only stands elsewhere: nobody promises that."""
    return isinstance(change, Set) and change.field in ("at", "bends", "size")


def fresh(kind: str, taken: frozenset[str], also: Sequence[str] = ()) -> str:
    """An id that nothing in the document has yet."""
    return new_id(kind, taken.union(also))
