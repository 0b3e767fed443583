"""What accepting a proposal does, and what is said of it beforehand."""

from __future__ import annotations

from vsm_desktop.assets import _
from vsm_desktop.drawing.own import sizes_for
from vsm_desktop.edit.states import copy_state, made
from vsm_desktop.insight.coach.answers import Proposal
from vsm_desktop.insight.coach.coaching import coach
from vsm_desktop.insight.coach.facts import Wishes
from vsm_desktop.insight.effect import Effect
from vsm_desktop.insight.guard import guard
from vsm_desktop.insight.system import system_effect
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.tools.desk import Desk


def told(stream: ValueStream, proposal: Proposal) -> tuple[tuple[Effect, ...], tuple[str, ...]]:
    """What a proposal changes of the whole stream, and where it is faster here but not there."""
    before, after = (stream, proposal.state_id), (proposal.edit(stream), proposal.state_id)
    effects = tuple(one for one in system_effect(before, after) if one.changes)
    return effects, tuple(one.sentence for one in guard(before, after))


def accept(desk: Desk, proposal: Proposal, wishes: Wishes) -> str:
    """Record a proposal as one step. On a current state it is made in the future state that was made from it, which is
    made first where there is none; gives a sentence where there is something to say."""
    stream = desk.recorded
    state = stream.state(proposal.state_id)
    if state.kind != "current":
        desk.commit_stream(proposal.title, proposal.edit)
        return ""
    future = next((one for one in stream.states if one.base == state.id and one.kind == "future"), None)
    if future is None:
        desk.commit_stream(proposal.title, lambda now: _in_a_copy(now, proposal))
        desk.show_state(made(stream, desk.recorded))
        return _("The future state was made from {name}.").format(name=state.name)
    sizes = sizes_for(stream.own_fields, future)
    offered = (one for answer in coach(stream, future.id, wishes, sizes) for one in answer.proposals)
    there = next((one for one in offered if one.key == proposal.key), None)
    if there is not None:
        desk.commit_stream(there.title, there.edit)
    desk.show_state(future.id)
    return "" if there else _("{name} has this already.").format(name=future.name)


def _in_a_copy(stream: ValueStream, proposal: Proposal) -> ValueStream:
    copied = copy_state(proposal.state_id, "future")(stream)
    return proposal.on(made(stream, copied))(copied)
