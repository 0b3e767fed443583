"""Everything found out about one state before it is put into a report: flow, times, ladders, loads."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.metrics.capacity import Machine, load_s, required_per_day, utilization
from vsm_desktop.metrics.clock import DAY_S, Clock, clock_of
from vsm_desktop.metrics.figure import Figure, Why, known, total
from vsm_desktop.metrics.flow import Flow
from vsm_desktop.metrics.readings import Reading, readings_of
from vsm_desktop.metrics.required import NO_END
from vsm_desktop.metrics.splits import label
from vsm_desktop.metrics.stock import NO_THROUGHPUT
from vsm_desktop.metrics.structure import Structure, structure_of
from vsm_desktop.metrics.takt import NO_DEMAND, customer_demand, daily_demand, main_customer, per_day
from vsm_desktop.metrics.times import Times
from vsm_desktop.metrics.totals import Ladder, ladder_of, no_ladder
from vsm_desktop.model.calendar import Calendar
from vsm_desktop.model.nodes import Customer, Process
from vsm_desktop.model.options import Options
from vsm_desktop.model.stream import State

_LONGEST_CIRCLE = 8
NO_FLOW = Why(_("Nothing flows to an end yet."))


class Survey(Struct):
    """What is known of a state; lists go by the numbers of the flow's nodes.

    `demands` is by customer, `demand` that of the whole map. `ladders` has one for each group of ends, at least one;
    `main` is the number of the map's own. `required` and `loads` are good pieces a day and utilization.
    """

    options: Options
    clock: Clock
    structure: Structure
    demands: dict[int, Figure]
    demand: Figure
    readings: list[Reading]
    times: list[Times | None]
    machines: list[Machine | None]
    ladders: list[Ladder]
    main: int
    required: list[Figure]
    loads: list[Figure]

    @property
    def flow(self) -> Flow:
        """The flow, with its nodes."""
        return self.structure.flow

    @property
    def ladder(self) -> Ladder:
        """The ladder of the map: that of its largest customer."""
        return self.ladders[self.main]


def survey(state: State, calendar: Calendar) -> Survey:
    """Look at a state; never raises."""
    options, structure = state.options, structure_of(state)
    clock, flow = clock_of(calendar, options), structure.flow
    demands = {
        i: customer_demand(node, clock) for i, node in enumerate(flow.nodes) if isinstance(node, Customer)
    }
    demand = daily_demand(list(demands.values()))
    rates = stock_rates(flow, options, clock, demands, demand)
    readings = readings_of(state.id, flow.nodes, clock, calendar, options, rates, structure.pieces)
    times, machines = [reading.times for reading in readings], [reading.machine for reading in readings]
    ladders = ladders_of(structure, times, machines, clock, options)
    required = _required(flow, ladders, demands, demand)
    loads = _loads(flow, machines, required, demand)
    main = main_customer([demands.get(group[0], 0.0) for group in flow.ends])
    return Survey(
        options, clock, structure, demands, demand, readings, times, machines, ladders, main, required, loads
    )


def stock_rates(
    flow: Flow, options: Options, clock: Clock, demands: dict[int, Figure], demand: Figure
) -> list[Figure]:
    """Pieces per day to divide stock by: measured output, or the demand of the customers it goes to (4.1, 4.2)."""
    everywhere = demand
    if options.stock_rate == "throughput":
        everywhere = NO_THROUGHPUT if options.throughput is None else per_day(options.throughput, clock)
    rates = [everywhere] * len(flow.nodes)
    if len(flow.ends) < 2 or options.stock_rate == "throughput":
        return rates
    ways = [(flow.upstream(group), demands[group[0]]) for group in flow.ends]
    return [
        total(*(wanted for leads_there, wanted in ways if leads_there[i])) if flow.live[i] else demand
        for i in range(len(flow.nodes))
    ]


def ladders_of(
    structure: Structure,
    times: Sequence[Times | None],
    machines: Sequence[Machine | None],
    clock: Clock,
    options: Options,
) -> list[Ladder]:
    """One ladder for each group of ends; at least one, that says why there is none."""
    flow, count = structure.flow, len(structure.flow.nodes)
    if flow.cycle and (structure.circle or not flow.ends):
        return [no_ladder(circle_of(flow), count)] * max(1, len(flow.ends))
    day_s = known(clock.day_s) or DAY_S
    elapsed, work, scrap = [0.0] * count, [0.0] * count, [0.0] * count
    for i, (step, machine) in enumerate(zip(times, machines, strict=True)):
        if step and not step.why:
            work[i] = step.work_s
            elapsed[i] = step.wait[0] + step.work_s + step.wait[1] * day_s
        if machine:
            scrap[i] = machine.scrap
    ladders = [ladder_of(nest, elapsed, work, scrap, options) for nest in structure.nests]
    return ladders or [no_ladder(NO_FLOW, count)]


def circle_of(flow: Flow) -> Why:
    """Names a cycle that nobody marked as rework (5.0 e)."""
    nodes = [*flow.cycle, flow.cycle[0]]
    names = [label(flow.nodes[node]) for node in nodes[:_LONGEST_CIRCLE]]
    if len(nodes) > _LONGEST_CIRCLE:
        names += ["…", names[0]]
    message = _("The flow runs in a circle: {names}. Enter on one of its arrows how much is sent back.")
    return Why(message.format(names=" → ".join(names)))


def _required(
    flow: Flow, ladders: Sequence[Ladder], demands: dict[int, Figure], demand: Figure
) -> list[Figure]:
    """Good pieces a day each process must deliver, for all customers together (2.3)."""
    ends = [
        (demands.get(group[0], demand), ladder.factors)
        for group, ladder in zip(flow.ends, ladders, strict=False)
    ]
    if len(ends) == 1:
        wanted, factors = ends[0]
        return [
            factor if isinstance(factor, Why) else wanted if isinstance(wanted, Why) else wanted * factor
            for factor in factors
        ]
    required: list[Figure] = []
    for i in range(len(flow.nodes)):
        asked = [(wanted, factors[i]) for wanted, factors in ends if factors[i] is not NO_END]
        required.append(required_per_day(asked) if asked else NO_END)
    return required


def _loads(
    flow: Flow, machines: Sequence[Machine | None], required: list[Figure], demand: Figure
) -> list[Figure]:
    """Utilization of each process; passes on purpose through the same process are added to the first (2.4, 5.0 f)."""
    no_demand = not isinstance(demand, Why) and demand <= 0
    seconds: list[Figure] = [
        NO_END if machine is None else NO_DEMAND if no_demand else load_s(pieces, machine.effective_ct_s)
        for machine, pieces in zip(machines, required, strict=True)
    ]
    for node, first in same_steps(flow, machines).items():
        required[first] = total(required[first], required[node])
        seconds[first] = total(seconds[first], seconds[node])
        seconds[node] = Why(_("Its load counts at {name}.").format(name=label(flow.nodes[first])))
    return [
        load if machine is None else utilization(load, machine.available_s)
        for machine, load in zip(machines, seconds, strict=True)
    ]


def same_steps(flow: Flow, machines: Sequence[Machine | None]) -> dict[int, int]:
    """Nodes that pass a process once more, and the node that stands for it (5.0 f)."""
    again = {i: machine.same_as for i, machine in enumerate(machines) if machine and machine.same_as}
    if not again:
        return {}
    number = {node.id: i for i, node in enumerate(flow.nodes) if isinstance(node, Process) and i not in again}
    return {i: number[first] for i, first in again.items() if first in number}
