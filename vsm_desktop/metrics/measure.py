"""Everything a state means, in one call (DESIGN.md 5)."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from vsm_desktop.assets import _
from vsm_desktop.metrics.capacity import Machine, capacity, highest, operators_total, stream_capacity_per_day
from vsm_desktop.metrics.clock import amount
from vsm_desktop.metrics.figure import Figure, Why, known
from vsm_desktop.metrics.problems import problems_of
from vsm_desktop.metrics.quality import NO_CA, ca_coverage, complete_and_accurate, rolled_ca
from vsm_desktop.metrics.report import Report, Results, Scalar, StepReport
from vsm_desktop.metrics.splits import label
from vsm_desktop.metrics.survey import Survey, survey
from vsm_desktop.metrics.takt import demand_per_shift, takt_s
from vsm_desktop.metrics.times import Times
from vsm_desktop.metrics.totals import TIME_METRICS, Ladder, distance_m, sums, time_metrics, work_content_s
from vsm_desktop.model.fields import fields_of
from vsm_desktop.model.nodes import Node, Process, Transport
from vsm_desktop.model.options import Options
from vsm_desktop.model.quantity import Quantity
from vsm_desktop.model.stream import ValueStream


def measure(stream: ValueStream, state_id: str = "") -> Report:
    """All metrics of one state, its steps in flow order, and what is wrong, missing or doubtful.

    Never raises for a state the stream has: what cannot be known is unknown with a reason. Raises KeyError for a
    state it does not have.
    """
    state = stream.state(state_id)
    found = survey(state, stream.calendar_of(state))
    return Report(
        state_id=state.id,
        options=MappingProxyType(options_by_name(state.options)),
        metrics=Results(_map_metrics(found)),
        steps=tuple(_step_reports(found)),
        problems=tuple(problems_of(found)),
    )


def options_by_name(options: Options) -> dict[str, object]:
    """Every convention of a map by its name in METRICS.md, numbers in the unit of the name (0.6, 15)."""
    names = {field.key: field.json for field in fields_of("options")}
    found: dict[str, object] = {}
    for key in type(options).model_fields:
        value = getattr(options, key)
        if isinstance(value, Quantity):
            value = amount(value, 0.0) / (3600 if key == "hours_per_day" else 1)
        found[names.get(key, key)] = value
    return found


def _map_metrics(found: Survey) -> dict[str, Scalar]:
    clock, demand = found.clock, found.demand
    return {
        "daily_demand": demand,
        "demand_per_shift": demand_per_shift(demand, clock.shifts_per_day),
        "available_s_per_day": clock.available_s_per_day,
        "available_s_per_shift": clock.available_s_per_shift,
        "takt_s": takt_s(clock.available_s_per_day, demand),
        **_ladder_metrics(found),
        **_quality_metrics(found),
        **_load_metrics(found),
        **_by_customer(found),
    }


def _on(found: Survey, ladder: Ladder) -> list[int]:
    """The nodes a ladder passes, in flow order; all that lead to an end, where there is no ladder."""
    passages = ladder.visits
    return [i for i in found.flow.order if (passages[i] > 0 or (ladder.why and found.flow.live[i]))]


def _timed(found: Survey, nodes: list[int], passages: list[float]) -> list[tuple[Times, float]]:
    """The times of those steps that can be timed, with their passages."""
    return [(times, passages[i]) for i in nodes if (times := found.times[i]) and not times.why]


def _missing(found: Survey, nodes: list[int]) -> list[int]:
    """The steps that cannot be timed (5.10)."""
    return [i for i in nodes if (times := found.times[i]) and times.why]


def _ladder_metrics(found: Survey) -> dict[str, Scalar]:
    """Times, missing steps, critical path and distance of the map's ladder."""
    ladder, nodes = found.ladder, found.flow.nodes
    passed = _on(found, ladder)
    missing = _missing(found, passed)
    metrics: dict[str, Scalar] = {"missing": tuple(nodes[i].id for i in missing)}
    if ladder.why:
        return metrics | dict.fromkeys((*TIME_METRICS, "critical_path", "distance_m"), ladder.why)
    critical = [i for i in passed if ladder.critical[i] > 0]
    return (
        metrics
        | _times(found, ladder, passed, missing)
        | {
            "critical_path": tuple(nodes[i].id for i in critical if found.times[i]),
            "distance_m": distance_m([(_distance(nodes[i]), ladder.critical[i]) for i in critical]),
        }
    )


def _times(found: Survey, ladder: Ladder, passed: list[int], missing: list[int]) -> dict[str, Figure]:
    """The times of one ladder (5, 6)."""
    return time_metrics(
        sums(_timed(found, passed, ladder.critical)),
        work_content_s(_timed(found, passed, ladder.visits)),
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


def _distance(node: Node) -> float | None:
    return amount(node.distance, 0.0) if isinstance(node, Transport) and node.distance else None


def _quality_metrics(found: Survey) -> dict[str, Scalar]:
    """Rolled %C&A and at how many steps it is known (7.2)."""
    ladder, nodes = found.ladder, found.flow.nodes
    entered: list[float | None] = []
    ca = [1.0] * len(nodes)
    for i in _on(found, ladder):
        node = nodes[i]
        if isinstance(node, Process):
            entered.append(complete_and_accurate(node))
            ca[i] = 1.0 if entered[-1] is None else entered[-1]
    coverage = ca_coverage(entered)
    rolled = NO_CA if not coverage[0] else ladder.why or rolled_ca(ladder.parts, ca)
    return {"rolled_ca": rolled, "ca_coverage": coverage}


def _load_metrics(found: Survey) -> dict[str, Scalar]:
    """Bottleneck, capacity of the stream, and people (2.5, 2.6)."""
    flow, demand = found.flow, found.demand
    on = [i for i in flow.order if flow.live[i] and found.machines[i]]
    if isinstance(demand, Why) or demand <= 0:
        loads = [(flow.nodes[i].id, m.effective_ct_s) for i in on if (m := found.machines[i])]
    else:
        loads = [(flow.nodes[i].id, found.loads[i]) for i in on]
    processes = (node for i in on if isinstance(node := flow.nodes[i], Process))
    return {
        "bottleneck": highest(loads),
        "stream_capacity_per_day": stream_capacity_per_day(demand, [found.loads[i] for i in on]),
        "operators_total": operators_total(processes),
    }


def _by_customer(found: Survey) -> dict[str, Scalar]:
    """The lead time of each customer, where there are several (5.0 i)."""
    metrics: dict[str, Scalar] = {}
    if len(found.flow.ends) > 1:
        for (customer, *_more), ladder in zip(found.flow.ends, found.ladders, strict=True):
            passed = _on(found, ladder)
            times = {} if ladder.why else _times(found, ladder, passed, _missing(found, passed))
            for key in ("lead_time_s", "lead_time_days"):
                metrics[f"{key}.{found.flow.nodes[customer].id}"] = times.get(key, ladder.why)
    return metrics


def _step_reports(found: Survey) -> Iterator[StepReport]:
    """All steps in flow order; suppliers, customers and junctions are none."""
    flow, clock, critical = found.flow, found.clock, found.ladder.critical
    for i in flow.order:
        times = found.times[i]
        if times is None:
            continue
        node, machine = flow.nodes[i], found.machines[i]
        wait_s: Figure = times.why or clock.seconds(times.wait)
        wait_days: Figure = times.why or clock.days(times.wait)
        values: dict[str, Scalar] = {"wait_s": wait_s, "wait_days": wait_days}
        work_s: Figure = times.why or times.work_why or times.work_s
        if times.days_of_supply is not None:
            values["days_of_supply"] = times.days_of_supply
        if machine:
            values["processing_s"] = work_s
            values |= _machine_metrics(machine, found.required[i], found.loads[i])
        yield StepReport(
            node.id,
            node.name,
            node.kind,
            known(wait_s),
            known(wait_days),
            known(work_s),
            flow.live[i],
            critical[i] > 0,
            Results(values),
        )


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
