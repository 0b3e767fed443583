"""Several steps become one cell: its data from theirs, arrows, schedules and notes led to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import prod
from typing import Any

from vsm_desktop.edit.edits import Edit, set_fields
from vsm_desktop.insight.coach.facts import Facts
from vsm_desktop.model.flows import Flow, InformationFlow, KanbanFlow
from vsm_desktop.model.nodes import Burst, Node, Note, Process
from vsm_desktop.model.quantity import Provenance, Quantity, quantity
from vsm_desktop.model.stream import State
from vsm_desktop.model.value import Point

_RATES = ("uptime", "ca", "fpy")
_SUMS = ("va_time", "nnva_time", "material_cost", "day_cost", "floor_space")
_SOURCE = Provenance(kind="estimated")


def combine(
    facts: Facts,
    steps: Sequence[Process],
    stocks: Sequence[str],
    id_: str,
    name: str,
    work_s: float,
    count: int,
) -> Edit:
    """Put a cell in the place of steps and of the stocks between them; `work_s` is the work in one piece in seconds.

    C/T is the work over the operators, uptime and yields are the products of those of the steps, as each stops all.
    """
    cell = _cell(facts, steps, id_, name, work_s, count)
    members = frozenset(one.id for one in steps)
    gone = members.union(stocks)

    def node(one: Node) -> Node | None:
        if one.id == steps[0].id:
            return cell
        if one.id in gone:
            return None
        about = getattr(one, "about", "")
        return one.evolve(about=id_) if isinstance(one, Burst | Note) and about in gone else one

    def apply(state: State) -> State:
        nodes = tuple(new for one in state.nodes if (new := node(one)) is not None)
        return state.evolve(nodes=nodes, flows=tuple(_led(state.flows, members, gone, id_)))

    return apply


def with_work(id_: str, work_s: float, count: int) -> Edit:
    """The work of a cell, in seconds, spread evenly over its operators."""
    return set_fields(id_, pt=_seconds(work_s), ct=_seconds(work_s / count))


def _seconds(value: float) -> Quantity:
    return quantity(round(value, 6), "s", source=_SOURCE)


def _led(flows: Iterable[Flow], members: frozenset[str], gone: frozenset[str], id_: str) -> Iterable[Flow]:
    """The arrows that are left, those from and to the steps led to the cell; of messages that say the same, one."""
    seen: set[tuple[str, str, str, str]] = set()
    for flow in flows:
        ends = {flow.source, flow.target}
        if ends <= gone or ends & (gone - members):
            continue
        if ends & members:
            source = id_ if flow.source in members else flow.source
            target = id_ if flow.target in members else flow.target
            said = (source, target, flow.kind, flow.label)
            if isinstance(flow, InformationFlow | KanbanFlow) and said in seen:
                continue
            seen.add(said)
            flow = flow.evolve(source=source, target=target, bends=())
        yield flow


def _cell(facts: Facts, steps: Sequence[Process], id_: str, name: str, work_s: float, count: int) -> Process:
    first = steps[0]
    middle = (first.at.x + steps[-1].at.x) / 2
    data: dict[str, Any] = {
        "pt": _seconds(work_s),
        "ct": _seconds(work_s / count),
        "operators": quantity(count, "x", source=_SOURCE),
        "co": _longest(facts, steps),
        "scrap": _scrap(steps),
        "shifts": _alike(steps, "shifts"),
        "va": _alike(steps, "va"),
    }
    data |= {key: _product(steps, key) for key in _RATES}
    data |= {key: _sum(steps, key) for key in _SUMS}
    elements = tuple(part for one in steps for part in one.elements)
    pacemaker = any(one.pacemaker for one in steps)
    return Process(
        id=id_,
        name=name,
        at=Point(x=round(middle / 6) * 6.0, y=first.at.y),
        symbol="cell",
        elements=elements,
        pacemaker=pacemaker,
        **data,
    )


def _alike(steps: Sequence[Process], key: str) -> Any:
    """A value all steps have; None where they differ."""
    values = [getattr(one, key) for one in steps]
    return values[0] if all(one == values[0] for one in values) else None


def _longest(facts: Facts, steps: Sequence[Process]) -> Quantity | None:
    entered = [one.co for one in steps if one.co is not None]
    return max(entered, key=lambda one: facts.seconds(one) or 0.0, default=None)


def _product(steps: Sequence[Process], key: str) -> Quantity | None:
    shares = [getattr(one, key).base for one in steps if getattr(one, key) is not None]
    return quantity(round(prod(shares), 9), "1", source=_SOURCE) if shares else None


def _scrap(steps: Sequence[Process]) -> Quantity | None:
    lost = [one.scrap.base for one in steps if one.scrap is not None]
    return quantity(round(1 - prod(1 - one for one in lost), 9), "1", source=_SOURCE) if lost else None


def _sum(steps: Sequence[Process], key: str) -> Quantity | None:
    """What steps have together, in the unit of the first that has any."""
    entered = [value for one in steps if (value := getattr(one, key)) is not None]
    if not entered or any(one.in_calendar_units for one in entered):
        return None
    unit = entered[0].known_unit
    return quantity(sum(one.base for one in entered) / unit.factor, unit.symbol)
