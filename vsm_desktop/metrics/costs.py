"""What a good piece costs: people, steps and material over the good pieces of a day (METRICS.md 11.1)."""

from __future__ import annotations

from collections.abc import Iterator

from vsm_desktop.assets import _
from vsm_desktop.metrics.capacity import operators_total, stream_capacity_per_day
from vsm_desktop.metrics.clock import FACTOR, Clock, amount
from vsm_desktop.metrics.figure import Figure, Why, product, ratio, total
from vsm_desktop.metrics.report import Scalar
from vsm_desktop.metrics.survey import Survey
from vsm_desktop.metrics.takt import NO_DEMAND
from vsm_desktop.model.nodes import Process, Supplier
from vsm_desktop.model.quantity import Quantity

NO_WAGE = Why(_("The wage per paid hour is not entered in the calendar."))


def cost_metrics(found: Survey) -> dict[str, Scalar]:
    """Wages and costs of the steps a day, material and all costs a piece, in money of the map."""
    labour, steps, material = labour_per_day(found), steps_per_day(found), material_per_piece(found)
    conversion = ratio(total(labour, steps), good_per_day(found), NO_DEMAND)
    return {
        "labour_cost_per_day": labour,
        "step_cost_per_day": steps,
        "material_cost_per_piece": material,
        "cost_per_piece": total(conversion, material),
    }


def good_per_day(found: Survey) -> Figure:
    """Good pieces a day: what is asked for, or what the stream can make where that is less (2.6)."""
    demand = found.demand
    if isinstance(demand, Why):
        return demand
    most = stream_capacity_per_day(
        demand, [found.loads[i] for i, _process, _people in _staffed(found, every=True)]
    )
    return demand if isinstance(most, Why) or demand <= most else most


def labour_per_day(found: Survey) -> Figure:
    """Operators x wage x paid hours; who works other shifts than the stream is paid for those (11.1)."""
    clock, wage = found.clock, found.clock.wage
    people = [*_staffed(found)]
    if not people:
        return operators_total(())
    if wage is None:
        return NO_WAGE
    usual = sum(count for _i, process, count in people if process.shifts is None)
    own = [product(count, _paid_s(process, clock)) for _i, process, count in people if process.shifts]
    seconds = [product(usual, clock.paid_s_per_day)] if len(own) < len(people) else []
    pay = product(total(*seconds, *own), wage)
    return pay if isinstance(pay, Why) else pay / FACTOR["h"]


def _paid_s(process: Process, clock: Clock) -> Figure:
    return product(amount(process.shifts, 0.0), clock.paid_s_per_shift)


def steps_per_day(found: Survey) -> float:
    """Machines, room, energy and freight, as entered at the steps of the flow."""
    on = (found.flow.nodes[i] for i in found.flow.order if found.flow.live[i])
    entered: list[Quantity | None] = [getattr(node, "day_cost", None) for node in on]
    return sum(cost.value for cost in entered if cost is not None)


def material_per_piece(found: Survey) -> Figure:
    """What goes into a good piece: material of a step or supplier x the pieces of it a good one needs, scrap included."""
    return total(*_materials(found))


def _materials(found: Survey) -> Iterator[Figure]:
    flow, one_end = found.flow, len(found.flow.ends) < 2
    for i in flow.order:
        node, machine = flow.nodes[i], found.machines[i]
        if not flow.live[i] or not isinstance(node, Process | Supplier) or node.material_cost is None:
            continue
        needed = found.ladder.factors[i] if one_end else ratio(found.required[i], found.demand, NO_DEMAND)
        begun = 1.0 if machine is None or not machine.scrap else 1 / (1 - machine.scrap)
        yield product(node.material_cost.value, needed, begun)


def _staffed(found: Survey, *, every: bool = False) -> Iterator[tuple[int, Process, float]]:
    """The processes of the flow with their people, those of whom nothing is entered only if asked for."""
    for i in found.flow.order:
        node, machine = found.flow.nodes[i], found.machines[i]
        if not found.flow.live[i] or machine is None or not isinstance(node, Process):
            continue
        if machine.operators is not None or every:
            yield i, node, machine.operators or 0.0
