"""What each step says of itself, read once per node: a node that is the same object says the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from vsm_desktop.metrics.capacity import Machine
from vsm_desktop.metrics.clock import Clock, amount
from vsm_desktop.metrics.figure import Figure, known
from vsm_desktop.metrics.flow import POINTS
from vsm_desktop.metrics.recent import Recent
from vsm_desktop.metrics.report import Problem, StepReport
from vsm_desktop.metrics.step_problems import problems_of_step
from vsm_desktop.metrics.stock import pieces_at
from vsm_desktop.metrics.takt import demand_as_typed
from vsm_desktop.metrics.times import Times, times_of
from vsm_desktop.model.calendar import Calendar
from vsm_desktop.model.nodes import Customer, Node, Process, Transport
from vsm_desktop.model.options import Options
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.value import differing

if TYPE_CHECKING:
    from vsm_desktop.metrics.own import Basis

Role = tuple[Figure, Figure, bool, float, "Basis | None"]
"""What the map makes of a step: required pieces, load, whether it is on the ladder, passages of the critical path, and
what formulas of the user's own take from it."""


class Reading:
    """The times of one step and, of a process, its machine; with the stock rate and pieces they were read with.

    `wait_s`, `wait_days` and `work_s` are the numbers of the times, None where unknown; `counted` tells that pieces and
    exits were counted there, `problems` what can be said of the step by itself, `assumed` the units of its values that rest
    on a default. `here` is the pieces that stand there, `floor_m2` the room it takes, `costs` tells that costs were entered
    there. `told` is what was last reported of it, with its `Role` then.
    """

    __slots__ = (
        "assumed",
        "costs",
        "counted",
        "distance_m",
        "floor_m2",
        "here",
        "machine",
        "node",
        "pieces",
        "problems",
        "rate",
        "times",
        "told",
        "wait_days",
        "wait_s",
        "work_s",
    )

    def __init__(self, node: Node, clock: Clock, options: Options, rate: Figure, pieces: float) -> None:
        self.node, self.rate, self.pieces = node, rate, pieces
        self.times: Times | None = None
        self.machine = Machine(node, clock) if isinstance(node, Process) else None
        self.counted = isinstance(node, Process) and node.wip is not None and node.exit_rate is not None
        self.problems: tuple[Problem, ...] = ()
        self.assumed = _assumed(node, clock)
        self.distance_m = _distance_m(node)
        self.here = pieces_at(node, clock, rate, pieces)
        self.floor_m2 = _floor_m2(node)
        self.costs = _costs(node)
        self.told: tuple[Role, StepReport] | None = None
        self.wait_s: float | None = None
        self.wait_days: float | None = None
        self.work_s: float | None = None
        if node.kind not in POINTS:
            self._read(times_of(node, clock, options, rate, pieces), clock)

    def _read(self, times: Times, clock: Clock) -> None:
        self.times = times
        self.problems = problems_of_step(self.node, times, self.pieces)
        if not times.why:
            self.wait_s, self.wait_days = known(clock.seconds(times.wait)), known(clock.days(times.wait))
            self.work_s = None if times.work_why else known(times.work_s)


def _distance_m(node: Node) -> float | None:
    return amount(node.distance, 0.0) if isinstance(node, Transport) and node.distance else None


def _floor_m2(node: Node) -> float | None:
    """Floor space entered at a node; a step passed once more takes none again."""
    space: Quantity | None = getattr(node, "floor_space", None)
    again = isinstance(node, Process) and node.same_as
    return None if space is None or again else amount(space, 0.0)


def _costs(node: Node) -> bool:
    return getattr(node, "day_cost", None) is not None or getattr(node, "material_cost", None) is not None


def _assumed(node: Node, clock: Clock) -> list[str]:
    """The units used at a node whose worth the calendar does not say."""
    values = [value for value in node.__dict__.values() if type(value) is Quantity]
    if isinstance(node, Customer):
        values += demand_as_typed(node)
    return [value.unit for value in values if value.unit in clock.assumed]


class _Kept(Struct):
    """The readings of one map, with all they were read from; `spare` holds those of nodes that left, too."""

    calendar: Calendar
    options: Options
    nodes: Sequence[Node]
    rates: Sequence[Figure]
    pieces: Sequence[float]
    readings: list[Reading]
    spare: dict[str, Reading]


_SPARE = 5_000
_recent: Recent[str, _Kept] = Recent(8)


def readings_of(
    state_id: str,
    nodes: Sequence[Node],
    clock: Clock,
    calendar: Calendar,
    options: Options,
    rates: Sequence[Figure],
    pieces: Sequence[float],
) -> list[Reading]:
    """A reading of every node; those of nodes that are the same objects as last time are used again."""
    kept = _recent.get(state_id)
    if kept is not None and (kept.calendar is not calendar or kept.options is not options):
        kept = None
    spare = kept.spare if kept is not None else {}
    same = kept is not None and kept.rates == rates and kept.pieces == pieces
    changed = differing(kept.nodes, nodes) if kept is not None and same else None
    found: list[Any] = list(nodes if kept is None or changed is None else kept.readings)
    made: dict[str, Reading] = {}
    for i in range(len(nodes)) if changed is None else changed:
        node, rate, count = nodes[i], rates[i], pieces[i]
        reading = spare.get(node.id)
        if reading is None or reading.node is not node or reading.rate != rate or reading.pieces != count:
            reading = Reading(node, clock, options, rate, count)
        found[i] = made[node.id] = reading
    if made:
        spare = spare | made  # those of nodes that left stay: undo brings them back
        if len(spare) > 2 * len(found) + _SPARE:
            spare = {reading.node.id: reading for reading in found}
    _recent.keep(state_id, _Kept(calendar, options, nodes, rates, pieces, found, spare))
    return found
