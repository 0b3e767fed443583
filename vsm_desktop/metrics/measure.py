"""Everything a state means, in one call (DESIGN.md 5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import compress
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.metrics.branches import branches_of
from vsm_desktop.metrics.capacity import (
    Machine,
    capacity,
    floor_space_m2,
    highest,
    operators_total,
    stream_capacity_per_day,
)
from vsm_desktop.metrics.clock import Clock, amount
from vsm_desktop.metrics.figure import Figure, Why, known
from vsm_desktop.metrics.meaning import same_meaning
from vsm_desktop.metrics.problems import in_order, problems_of
from vsm_desktop.metrics.quality import NO_CA, ca_coverage, rolled_ca
from vsm_desktop.metrics.readings import Reading, Role
from vsm_desktop.metrics.recent import Recent
from vsm_desktop.metrics.report import NO_BRANCHES, Branches, Problem, Report, Results, Scalar, StepReport
from vsm_desktop.metrics.splits import label
from vsm_desktop.metrics.stock import wip_pc
from vsm_desktop.metrics.survey import Survey, survey
from vsm_desktop.metrics.takt import demand_per_shift, takt_s
from vsm_desktop.metrics.times import Times
from vsm_desktop.metrics.totals import TIME_METRICS, Ladder, distance_m, sums, time_metrics, work_content_s
from vsm_desktop.model.calendar import Calendar
from vsm_desktop.model.fields import fields_of
from vsm_desktop.model.nodes import Node
from vsm_desktop.model.options import SHOWN_ONLY, Options
from vsm_desktop.model.own import OwnFields, OwnTotals
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.stream import State, ValueStream

if TYPE_CHECKING:
    from vsm_desktop.metrics.own import Basis

Own = tuple[OwnFields, OwnTotals]
NO_COSTS = Why(_("No costs are entered: neither a wage nor a cost at a step."))
COST_METRICS = ("labour_cost_per_day", "step_cost_per_day", "material_cost_per_piece", "cost_per_piece")


def measure(stream: ValueStream, state_id: str = "") -> Report:
    """All metrics of one state, its steps in flow order, and what is wrong, missing or doubtful.

    Never raises for a state the stream has: what cannot be known is unknown with a reason. Raises KeyError for a
    state it does not have.
    """
    state = stream.state(state_id)
    calendar = stream.calendar_of(state)
    own = (stream.own_fields, stream.own_totals)
    told = _recent.get(state.id) or ()
    known = next(
        (
            one
            for place, one in enumerate(told)
            if one.calendar is calendar
            and _same_own(one.own, own)
            and same_meaning(one.state, state, _FEW if place else None)
        ),
        None,
    )
    if known is None:
        known = _Told(state, calendar, own, _report(state, calendar, own))
    if not told or known is not told[0]:
        others = [one for one in told if one is not known]
        _recent.keep(state.id, (known, *others[: _REMEMBERED - 1]))
    return known.report


class _Told(Struct, frozen=True):
    """A report with what it was made from: a map in which things only stand elsewhere means the same.

    A few are kept of each state: undo goes back to them.
    """

    state: State
    calendar: Calendar
    own: Own
    report: Report


def _same_own(one: Own, other: Own) -> bool:
    return one[0] is other[0] and one[1] is other[1]


_REMEMBERED = 3
_FEW = 32  # things by which a map before the last may differ: to compare more takes longer than to measure
_recent: Recent[str, tuple[_Told, ...]] = Recent(8)


def _report(state: State, calendar: Calendar, own: Own) -> Report:
    found = survey(state, calendar)
    return report_of(found, state.id, _problems(found, state, own), own, branches_of(found, state))


def _problems(found: Survey, state: State, own: Own) -> list[Problem]:
    """What is wrong with the map, and with what a user added."""
    problems = problems_of(found)
    if not any(own):
        return problems
    from vsm_desktop.metrics.own import own_problems

    return in_order([*problems, *own_problems(*own, state.nodes)])


def report_of(
    found: Survey,
    state_id: str,
    problems: Iterable[Problem] = (),
    own: Own = ((), ()),
    branches: Branches = NO_BRANCHES,
) -> Report:
    """The report of what was found out about a state."""
    metrics = _map_metrics(found)
    if any(own):
        results, steps = _with_own(found, own, metrics)
    else:
        results, steps = Results(lambda: metrics), tuple(_step_reports(found))
    return Report(
        state_id=state_id,
        options=MappingProxyType(options_by_name(found.options)),
        metrics=results,
        steps=steps,
        problems=tuple(problems),
        branches=branches,
        day_s=known(found.clock.day_s),
        day_assumed="day_base" in found.clock.assumed,
    )


def _with_own(found: Survey, own: Own, metrics: dict[str, Scalar]) -> tuple[Results, tuple[StepReport, ...]]:
    """Results and steps with what a user added; what that needs is loaded with the first of it."""
    from vsm_desktop.metrics.own import basis_of, units_of
    from vsm_desktop.metrics.own_totals import totals_of

    units = MappingProxyType(units_of(*own))
    steps = tuple(_step_reports(found, basis_of(own[0], metrics) if own[0] else None, units))
    return Results(lambda: metrics | totals_of(found, steps, *own), units), steps


def options_by_name(options: Options) -> dict[str, object]:
    """Every convention of a map by its name in METRICS.md, numbers in the unit of the name (0.6, 15)."""
    names = {field.key: field.json for field in fields_of("options")}
    found: dict[str, object] = {}
    for key in type(options).model_fields:
        if key in SHOWN_ONLY:
            continue
        value = getattr(options, key)
        if isinstance(value, Quantity):
            value = amount(value, 0.0) / (3600 if key == "hours_per_day" else 1)
        found[names.get(key, key)] = value
    return found


def _map_metrics(found: Survey) -> dict[str, Scalar]:
    clock, demand = found.clock, found.demand
    passed = _on(found, found.ladder)
    return {
        "daily_demand": demand,
        "demand_per_shift": demand_per_shift(demand, clock.shifts_per_day),
        "available_s_per_day": clock.available_s_per_day,
        "available_s_per_shift": clock.available_s_per_shift,
        "takt_s": takt_s(clock.available_s_per_day, demand),
        **_ladder_metrics(found, passed),
        **_quality_metrics(found, passed),
        **_load_metrics(found),
        **_held(found),
        **_by_customer(found),
    }


def _on(found: Survey, ladder: Ladder) -> list[int]:
    """The nodes a ladder passes, in flow order; all that lead to an end, where there is no ladder."""
    if ladder.why:
        return [i for i in found.flow.order if found.flow.live[i]]
    order = found.flow.order
    return list(compress(order, map(ladder.visits.__getitem__, order)))


def _missing(found: Survey, nodes: list[int]) -> list[int]:
    """The steps that cannot be timed (5.10)."""
    return [i for i in nodes if (times := found.times[i]) and times.why]


def _ladder_metrics(found: Survey, passed: list[int]) -> dict[str, Scalar]:
    """Times, missing steps, critical path and distance of the map's ladder."""
    ladder, nodes = found.ladder, found.flow.nodes
    missing = _missing(found, passed)
    metrics: dict[str, Scalar] = {"missing": tuple(nodes[i].id for i in missing)}
    if ladder.why:
        return metrics | dict.fromkeys((*TIME_METRICS, "critical_path", "distance_m"), ladder.why)
    critical = [i for i in passed if ladder.critical[i] > 0]
    metrics.update(_times(found, ladder, missing))
    metrics["critical_path"] = tuple(nodes[i].id for i in critical if found.times[i])
    entered = [(metres, i) for i in critical if (metres := found.readings[i].distance_m) is not None]
    metrics["distance_m"] = distance_m([(metres, ladder.critical[i]) for metres, i in entered])
    return metrics


def _times(found: Survey, ladder: Ladder, missing: list[int]) -> dict[str, Figure]:
    """The times of one ladder (5, 6)."""
    return time_metrics(
        sums(found.times, ladder.critical),
        work_content_s(found.times, ladder.visits),
        ladder.longest_work_s,
        _not_timed(found, missing),
        found.clock,
        found.options,
    )


def _not_timed(found: Survey, missing: list[int]) -> Why | None:
    """The first cause why the times of a ladder are not known (0.3)."""
    if not missing:
        return None
    times = found.times[missing[0]]
    message = _("{name} cannot be timed. {reason}")
    return Why(message.format(name=label(found.flow.nodes[missing[0]]), reason=times.why if times else ""))


def _quality_metrics(found: Survey, passed: list[int]) -> dict[str, Scalar]:
    """Rolled %C&A and at how many steps it is known (7.2)."""
    ladder, entered = found.ladder, list[float | None]()
    ca = [1.0] * len(found.machines)
    for i in passed:
        if machine := found.machines[i]:
            entered.append(machine.ca)
            ca[i] = 1.0 if machine.ca is None else machine.ca
    coverage = ca_coverage(entered)
    rolled = NO_CA if not coverage[0] else ladder.why or rolled_ca(ladder.parts, ca)
    return {"rolled_ca": rolled, "ca_coverage": coverage}


def _load_metrics(found: Survey) -> dict[str, Scalar]:
    """Bottleneck, capacity of the stream, and people (2.5, 2.6)."""
    on = processes_of(found)
    _metric, ranked = ranking(found, on)
    first = highest(ranked)
    return {
        "bottleneck": first if isinstance(first, Why) else found.flow.nodes[on[first][0]].id,
        "stream_capacity_per_day": stream_capacity_per_day(found.demand, [found.loads[i] for i, _one in on]),
        "operators_total": operators_total(machine.operators for _i, machine in on),
    }


def _held(found: Survey) -> dict[str, Scalar]:
    """Pieces and room the flow takes, and what a piece costs (4.1, 11.1)."""
    live, readings = found.flow.live, found.readings
    on = [readings[i] for i in found.flow.order if live[i]]
    return {
        "wip_pc": wip_pc([one.here for one in on if one.here is not None]),
        "floor_space_m2": floor_space_m2([one.floor_m2 for one in on]),
        **_costs(found, on),
    }


def _costs(found: Survey, on: list[Reading]) -> dict[str, Scalar]:
    """The costs of a map; the module that reckons them is loaded with the first that is entered."""
    if found.clock.wage is None and not any(one.costs for one in on):
        return dict.fromkeys(COST_METRICS, NO_COSTS)
    from vsm_desktop.metrics.costs import cost_metrics

    return cost_metrics(found)


def processes_of(found: Survey) -> list[tuple[int, Machine]]:
    """The processes that lead to an end, in flow order."""
    flow, machines = found.flow, found.machines
    return [(i, machine) for i in flow.order if flow.live[i] and (machine := machines[i])]


def ranking(found: Survey, on: list[tuple[int, Machine]]) -> tuple[str, list[Figure]]:
    """By which metric processes are ranked for the bottleneck, and its figures (2.5)."""
    if isinstance(found.demand, Why) or found.demand <= 0:
        return "effective_ct_s", [machine.effective_ct_s for _i, machine in on]
    return "utilization", [found.loads[i] for i, _machine in on]


def _by_customer(found: Survey) -> dict[str, Scalar]:
    """The lead time of each customer, where there are several (5.0 i)."""
    metrics: dict[str, Scalar] = {}
    if len(found.flow.ends) > 1:
        for (customer, *_more), ladder in zip(found.flow.ends, found.ladders, strict=True):
            times = {} if ladder.why else _times(found, ladder, _missing(found, _on(found, ladder)))
            for key in ("lead_time_s", "lead_time_days"):
                metrics[f"{key}.{found.flow.nodes[customer].id}"] = times.get(key, ladder.why)
    return metrics


def _step_reports(
    found: Survey, basis: Basis | None = None, units: Mapping[str, str] | None = None
) -> Iterator[StepReport]:
    """All steps in flow order; suppliers, customers and junctions are none."""
    live, critical = found.flow.live, found.ladder.critical
    for i in found.flow.order:
        reading = found.readings[i]
        if not reading.times:
            continue
        role = (found.required[i], found.loads[i], live[i], critical[i], basis)
        told = reading.told
        if told is None or told[0] != role:
            told = reading.told = (role, _step_report(reading, reading.times, role, found.clock, units))
        yield told[1]


def _step_report(
    reading: Reading, times: Times, role: Role, clock: Clock, units: Mapping[str, str] | None
) -> StepReport:
    """What one step contributes."""
    node, (required, load, live, passages, basis) = reading.node, role
    find = partial(_step_metrics, clock, times, reading.machine, required, load)
    return StepReport(
        node.id,
        node.name,
        node.kind,
        reading.wait_s,
        reading.wait_days,
        reading.work_s,
        live,
        passages > 0,
        Results(partial(_with_formulas, find, basis, node, clock), units) if basis else Results(find),
        passages,
    )


def _with_formulas(
    find: Callable[[], dict[str, Scalar]], basis: Basis, node: Node, clock: Clock
) -> dict[str, Scalar]:
    from vsm_desktop.metrics.own import figures_of

    metrics = find()
    return metrics | figures_of(basis, node, clock, metrics)


def _step_metrics(
    clock: Clock, times: Times, machine: Machine | None, required: Figure, load: Figure
) -> dict[str, Scalar]:
    """What is known of one step, whatever applies to its kind."""
    metrics: dict[str, Scalar] = {
        "wait_s": times.why or clock.seconds(times.wait),
        "wait_days": times.why or clock.days(times.wait),
    }
    if times.days_of_supply is not None:
        metrics["days_of_supply"] = times.days_of_supply
    if machine:
        metrics["processing_s"] = times.why or times.work_why or times.work_s
        metrics |= _machine_metrics(machine, required, load)
    return metrics


def _machine_metrics(machine: Machine, required: Figure, load: Figure) -> dict[str, Scalar]:
    """What one process can and must make (2.1 - 2.4)."""
    return {
        "effective_ct_s": machine.effective_ct_s,
        "capacity_per_day": capacity(machine.available_s, machine.effective_ct_s),
        "capacity_per_day_no_changeover": machine.no_changeover(machine.available_s),
        "capacity_per_shift_no_changeover": machine.no_changeover(machine.available_s_per_shift),
        "required_per_day": required,
        "utilization": load,
    }
