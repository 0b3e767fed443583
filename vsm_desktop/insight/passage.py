"""What each step adds to a lead time, and how it is tied to its neighbours: what two states are compared by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from vsm_desktop.insight.sides import Side, state_of
from vsm_desktop.metrics.measure import measure
from vsm_desktop.metrics.report import Report, StepReport
from vsm_desktop.model.flows import MaterialFlow
from vsm_desktop.model.nodes import Customer, Node, Supplier
from vsm_desktop.model.stream import State


class Passed(Struct, frozen=True):
    """One step of a state: days of one passage, how often the lead time counts it, and its place in the flow."""

    node: Node
    days: float
    passages: float
    place: int

    @property
    def share(self) -> float:
        """What it adds to the lead time, in days."""
        return self.days * self.passages


class Passage(Struct, frozen=True):
    """A state as its lead time sees it: the steps that lead to an end, by id, and the lead time in days or why not."""

    state: State
    report: Report
    steps: Mapping[str, Passed]
    lead_days: float | None
    why: str = ""


class Group(Struct, frozen=True):
    """Steps that only one of two states has, tied to each other, and what stays before and behind them."""

    ids: tuple[str, ...]
    before: frozenset[str]
    behind: frozenset[str]


def passage_of(side: Side) -> Passage:
    """The steps of a state with what each adds to the lead time: passages x (waiting + processing), METRICS.md 5.2."""
    state, report = state_of(side), measure(*side)
    lead = report.metrics["lead_time_days"]
    nodes = {node.id: node for node in state.nodes}
    works = state.options.lead_time_mode != "waits_only"
    steps = {
        step.id: Passed(nodes[step.id], _days(step, report.day_s, works), step.passages, place)
        for place, step in enumerate(report.steps)
        if step.on_ladder
    }
    return Passage(state, report, steps, lead.number, lead.reason)


def _days(step: StepReport, day_s: float | None, works: bool) -> float:
    work = (step.processing_s or 0.0) / day_s if works and day_s else 0.0
    return (step.wait_days or 0.0) + work


def groups(state: State, only: Iterable[str], kept: Iterable[str]) -> tuple[Group, ...]:
    """The steps that only this state has, those tied by arrows of material together, in flow order of the first."""
    wanted, others = dict.fromkeys(only), frozenset(kept)
    outside = {node.id for node in state.nodes if isinstance(node, Supplier | Customer)}
    arrows = [(flow.source, flow.target) for flow in state.flows if isinstance(flow, MaterialFlow)]
    loose = {id_ for pair in arrows for id_ in pair} - others - outside  # junctions tie, too
    tied: dict[str, set[str]] = {id_: set() for id_ in loose}
    for source, target in arrows:
        if source in loose and target in loose:
            tied[source].add(target)
            tied[target].add(source)
    found, seen = [], set[str]()
    for first in wanted:
        if first in seen:
            continue
        members = _reached(first, tied)
        seen |= members
        found.append(
            Group(
                tuple(id_ for id_ in wanted if id_ in members),
                frozenset(source for source, target in arrows if target in members) & (others | outside),
                frozenset(target for source, target in arrows if source in members) & (others | outside),
            )
        )
    return tuple(found)


def _reached(first: str, tied: Mapping[str, set[str]]) -> set[str]:
    reached, stack = {first}, [first]
    while stack:
        for other in tied.get(stack.pop(), ()):
            if other not in reached:
                reached.add(other)
                stack.append(other)
    return reached


def matched(gone: Iterable[Group], new: Iterable[Group]) -> list[tuple[Group | None, Group | None]]:
    """Groups of the one state with those of the other that stand between the same neighbours; the rest alone."""
    left, pairs = [*new], list[tuple[Group | None, Group | None]]()
    for group in gone:
        other = next((one for one in left if _same_place(group, one)), None)
        if other is not None:
            left.remove(other)
        pairs.append((group, other))
    return pairs + [(None, group) for group in left]


def _same_place(one: Group, other: Group) -> bool:
    return _meet(one.before, other.before) and _meet(one.behind, other.behind)


def _meet(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one & other) or not (one or other)
