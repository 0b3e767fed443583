"""Everything found out about one state before it is put into a report: flow, times, ladders, loads."""

from __future__ import annotations

from dataclasses import dataclass

from vsm_desktop.assets import _
from vsm_desktop.metrics.capacity import Machine, load_s, required_per_day, utilization
from vsm_desktop.metrics.clock import DAY_S, Clock, clock_of
from vsm_desktop.metrics.figure import Figure, Why, known, total
from vsm_desktop.metrics.flow import Flow, flow_of
from vsm_desktop.metrics.legs import network_of
from vsm_desktop.metrics.nest import nest_of
from vsm_desktop.metrics.pieces import pieces_per_product
from vsm_desktop.metrics.required import NO_END
from vsm_desktop.metrics.splits import Split, label, splits_of
from vsm_desktop.metrics.stock import NO_THROUGHPUT
from vsm_desktop.metrics.takt import NO_DEMAND, customer_demand, daily_demand, main_customer, per_day
from vsm_desktop.metrics.times import Times, times_of
from vsm_desktop.metrics.totals import Ladder, ladder_of, no_ladder
from vsm_desktop.model.calendar import Calendar
from vsm_desktop.model.nodes import Customer, Process
from vsm_desktop.model.options import Options
from vsm_desktop.model.stream import State

NO_FLOW = Why(_("Nothing flows to an end yet."))


@dataclass(slots=True)
class Survey:
    """What is known of a state; lists go by the numbers of the flow's nodes.

    `demands` is by customer, `demand` that of the whole map, `rates` what flows through each node for stock as time.
    `ladders` has one for each group of ends; `main` is the number of the map's own. `crossing` names the nodes of
    regions that do not nest, by ladder.
    """

    options: Options
    clock: Clock
    flow: Flow
    splits: dict[int, Split]
    demands: dict[int, Figure]
    demand: Figure
    pieces: list[float]
    times: list[Times | None]
    machines: list[Machine | None]
    ladders: list[Ladder]
    crossing: list[list[int]]
    main: int
    required: list[Figure]
    loads: list[Figure]

    @property
    def ladder(self) -> Ladder:
        """The ladder of the map: that of its largest customer."""
        return self.ladders[self.main]

    def end_demand(self, number: int) -> Figure:
        """The demand at the end of one ladder."""
        return self.demands.get(self.flow.ends[number][0], self.demand)


def survey(state: State, calendar: Calendar) -> Survey:
    """Look at a state; never raises."""
    options = state.options
    clock, flow = clock_of(calendar, options), flow_of(state)
    splits = splits_of(flow)
    demands = {
        i: customer_demand(node, clock) for i, node in enumerate(flow.nodes) if isinstance(node, Customer)
    }
    demand = daily_demand(list(demands.values()))
    pieces = pieces_per_product(flow, splits)
    rates = _rates(flow, options, clock, demands, demand)
    times = [
        times_of(node, clock, options, rate, count) if flow.is_step(i) else None
        for i, (node, rate, count) in enumerate(zip(flow.nodes, rates, pieces, strict=True))
    ]
    machines = [Machine(node, clock) if isinstance(node, Process) else None for node in flow.nodes]
    ladders, crossing = _ladders(flow, splits, times, machines, clock, options)
    main = main_customer([demands.get(group[0], 0.0) for group in flow.ends])
    found = Survey(
        options, clock, flow, splits, demands, demand, pieces, times, machines, ladders, crossing, main, [], []
    )
    found.required = _required(found)
    found.loads = _loads(found)
    return found


def _rates(
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


def _ladders(
    flow: Flow,
    splits: dict[int, Split],
    times: list[Times | None],
    machines: list[Machine | None],
    clock: Clock,
    options: Options,
) -> tuple[list[Ladder], list[list[int]]]:
    """One ladder for each group of ends; at least one, that says why there is none."""
    count = len(flow.nodes)
    if flow.cycle and flow.live[flow.cycle[0]]:
        return [no_ladder(never_ends(flow), count)] * len(flow.ends), [[] for _end in flow.ends]
    if not flow.ends:
        return [no_ladder(NO_FLOW, count)], [[]]
    day_s = known(clock.day_s) or DAY_S
    elapsed = [0.0 if step is None or step.why else step.elapsed_s(day_s) for step in times]
    work = [0.0 if step is None or step.why else step.work_s for step in times]
    scrap = [0.0 if machine is None else machine.scrap for machine in machines]
    ladders, crossing = [], []
    for ends in flow.ends:
        nest = nest_of(network_of(flow, splits, ends))
        ladders.append(ladder_of(nest.parts, elapsed, work, scrap, options))
        crossing.append(sorted({point // 2 for point in nest.crossing if point < 2 * count}))
    return ladders, crossing


def never_ends(flow: Flow) -> Why:
    """Names a cycle that nobody marked as rework (5.0 e)."""
    names = [label(flow.nodes[node]) for node in (*flow.cycle, flow.cycle[0])]
    message = _("The flow runs in a circle: {names}. Enter on one of its arrows how much is sent back.")
    return Why(message.format(names=" → ".join(names)))


def _required(found: Survey) -> list[Figure]:
    """Good pieces a day each process must deliver, for all customers together (2.3)."""
    if len(found.flow.ends) == 1:
        demand = found.end_demand(0)
        return [
            NO_END if factor is NO_END else required_per_day([(demand, factor)])
            for factor in found.ladders[0].factors
        ]
    ends = [(found.end_demand(i), ladder.factors) for i, ladder in enumerate(found.ladders[: len(found.flow.ends)])]
    required: list[Figure] = []
    for i in range(len(found.flow.nodes)):
        asked = [(demand, factors[i]) for demand, factors in ends if factors[i] is not NO_END]
        required.append(required_per_day(asked) if asked else NO_END)
    return required


def _loads(found: Survey) -> list[Figure]:
    """Utilization of each process; passes on purpose through the same process are added to the first (2.4, 5.0 f)."""
    no_demand = not isinstance(found.demand, Why) and found.demand <= 0
    seconds = [
        NO_END if machine is None else NO_DEMAND if no_demand else load_s(required, machine.effective_ct_s)
        for machine, required in zip(found.machines, found.required, strict=True)
    ]
    again = same_steps(found.flow)
    for node, first in again.items():
        found.required[first] = total(found.required[first], found.required[node])
        seconds[first] = total(seconds[first], seconds[node])
        seconds[node] = Why(_("Its load counts at {name}.").format(name=label(found.flow.nodes[first])))
    return [
        seconds[i] if machine is None else utilization(seconds[i], machine.available_s)
        for i, machine in enumerate(found.machines)
    ]


def same_steps(flow: Flow) -> dict[int, int]:
    """Nodes that pass a process once more, and the node that stands for it (5.0 f)."""
    number = {node.id: i for i, node in enumerate(flow.nodes) if isinstance(node, Process)}
    found: dict[int, int] = {}
    for i, node in enumerate(flow.nodes):
        if isinstance(node, Process) and node.same_as:
            first = number.get(node.same_as, i)
            other = flow.nodes[first]
            if first != i and isinstance(other, Process) and not other.same_as:
                found[i] = first
    return found
