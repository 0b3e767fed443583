"""Asking the coach in tests: a future state of a sample, and taking proposals one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from vsm_desktop.edit.edits import in_state, set_options
from vsm_desktop.edit.states import copy_state, made
from vsm_desktop.insight.coach.answers import Answer, Proposal
from vsm_desktop.insight.coach.coaching import coach
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.documents import sample_stream

Choose = Callable[[Sequence[Proposal]], Proposal]


def first(offered: Sequence[Proposal]) -> Proposal:
    return offered[0]


def sample(name: str, planned: float | None = None) -> ValueStream:
    """A sample, on request designed to a share of takt."""
    stream = sample_stream(f"{name}.vsm")
    if planned is None:
        return stream
    options = stream.state().options.evolve(planned_cycle=quantity(planned, "1"))
    return in_state(stream.state().id, set_options(options))(stream)


def future_of(stream: ValueStream) -> Desk:
    """A desk that shows a future state made from the first state of a document."""
    after = copy_state(stream.states[0].id, "future")(stream)
    desk = Desk(after)
    desk.show_state(made(stream, after))
    return desk


def ask(desk: Desk) -> tuple[Answer, ...]:
    return coach(desk.recorded, desk.frame.state_id)


def take_all(desk: Desk, choose: Choose = first) -> list[str]:
    """Accept a proposal of the first open question until none is left; their keys, in order."""
    taken: list[str] = []
    while offered := next(
        (one.proposals for one in ask(desk) if one.status == "open" and one.proposals), None
    ):
        proposal = choose(offered)
        desk.commit_stream(proposal.title, proposal.edit)
        taken.append(proposal.key)
        assert len(taken) < 30, "the coach goes round in circles"
    return taken


def proposal(answers: Sequence[Answer], key: str) -> Proposal:
    """The proposal of a key."""
    return next(one for answer in answers for one in answer.proposals if one.key == key)
