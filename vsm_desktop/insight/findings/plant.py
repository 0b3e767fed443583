"""What the rules look at: a state, its numbers, and who comes after whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.insight.naming import named
from vsm_desktop.metrics.capacity import Machine
from vsm_desktop.metrics.figure import known
from vsm_desktop.metrics.flow import Flow
from vsm_desktop.metrics.measure import measure, processes_of
from vsm_desktop.metrics.problems import passes_of
from vsm_desktop.metrics.report import Report
from vsm_desktop.metrics.survey import Survey, survey
from vsm_desktop.model.display import duration
from vsm_desktop.model.flows import MaterialFlow
from vsm_desktop.model.nodes import Node, Process
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.stream import State, ValueStream

T = TypeVar("T")
_LONGEST_LIST = 3


class Gap(Struct, frozen=True):
    """What lies between a process and the next one: nodes and arrows by id, in flow order, all drawn as pushed or not."""

    source: int
    target: int
    nodes: tuple[int, ...]
    arrows: tuple[str, ...]
    pushed: bool


class Plant(Struct):
    """A state with all that is known of it; nodes by their numbers in the flow.

    `on` are the processes that lead to an end, in flow order; `passes` how many pieces of each step one product takes.
    """

    stream: ValueStream
    state: State
    report: Report
    found: Survey
    on: list[tuple[int, Machine]]
    passes: list[float]
    gaps: list[Gap]
    onward: dict[int, list[Gap]]

    @property
    def flow(self) -> Flow:
        """The flow of the state."""
        return self.found.flow

    def process(self, place: int) -> Process:
        """The process at a number that is known to be one."""
        node = self.flow.nodes[place]
        assert isinstance(node, Process)
        return node

    def id(self, place: int) -> str:
        """The id of a node of the flow."""
        return self.flow.nodes[place].id

    def name(self, place: int) -> str:
        """What a node of the flow is called in a sentence; one without a name by what follows it."""
        return named(self.flow.nodes[place], self.state)

    def called(self, id_: str) -> str:
        """What any node is called in a sentence."""
        return named(self.state.node(id_), self.state)

    def listed(self, things: Iterable[T], say: Callable[[T], str] = str) -> str:
        """A few things in words, and how many more there are; only those that are said are named."""
        every = [*things]
        names = ", ".join(map(say, every[:_LONGEST_LIST]))
        if (more := len(every) - _LONGEST_LIST) > 0:
            return _("{names} and {more} more").format(names=names, more=more)
        return names

    def time(self, in_seconds: float) -> str:
        """Working seconds in words, in the unit of the map."""
        return " ".join(duration(in_seconds, self.state.options.time_unit))

    def pace_s(self, place: int, machine: Machine) -> float | None:
        """Seconds between two pieces that leave a process with all its stations, per product of the stream."""
        ct_s = known(machine.ct_s)
        return None if ct_s is None else ct_s / machine.stations * self.passes[place]

    def in_days(self, quantity: Quantity | None) -> float | None:
        """A time in lead-time days."""
        clock = self.found.clock
        return None if quantity is None else known(clock.days(clock.span_of(quantity)))

    def wait_days(self, id_: str) -> float | None:
        """How long one passage waits at a step, in lead-time days."""
        step = self.report.step(id_)
        return step.wait_days if step else None

    def after(self, place: int) -> list[Gap]:
        """The gaps that begin at a process."""
        return self.onward.get(place, [])


def plant_of(stream: ValueStream, state_id: str = "") -> Plant:
    """Look at a state. Raises KeyError for one the stream does not have."""
    state = stream.state(state_id)
    found = survey(state, stream.calendar_of(state))
    gaps = [*_gaps(state, found.structure.places, found.flow)]
    onward: dict[int, list[Gap]] = {}
    for gap in gaps:
        onward.setdefault(gap.source, []).append(gap)
    report = measure(stream, state.id)
    return Plant(stream, state, report, found, processes_of(found), passes_of(found), gaps, onward)


def _gaps(state: State, number: dict[str, int], flow: Flow) -> Iterator[Gap]:
    """From every process over all that is none to the next ones; what is sent back for rework leads nowhere here."""
    drawn = [arrow for arrow in state.flows if isinstance(arrow, MaterialFlow)]
    arrows = [one for one in drawn if one.source in number and one.target in number]
    for start in (i for i, node in enumerate(flow.nodes) if _works(node)):
        stack: list[tuple[int, tuple[int, ...], tuple[int, ...]]] = [(start, (), ())]
        seen = {start}
        while stack:
            here, nodes, way = stack.pop()
            for arrow in flow.outs[here]:
                target = flow.target[arrow]
                if arrow in flow.repeat or not flow.live[target]:
                    continue
                if _works(flow.nodes[target]):
                    passed = (*way, arrow)
                    pushed = all(arrows[one].kind == "push" for one in passed) and all(
                        flow.nodes[one].kind in _LOOSE for one in nodes
                    )
                    yield Gap(start, target, nodes, tuple(arrows[one].id for one in passed), pushed)
                elif target not in seen:
                    seen.add(target)
                    stack.append((target, (*nodes, target), (*way, arrow)))


_LOOSE = frozenset({"inventory", "queue", "junction", "transport"})
"""What holds no one back: stock without a maximum, and what takes no decision."""


def _works(node: Node) -> bool:
    return isinstance(node, Process)
