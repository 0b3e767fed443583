"""The order of the rows of a plan workbook as one difference: loops in that of their headings, objectives within their loop."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.edit.edits import StreamEdit
from vsm_desktop.edit.entry import Wrong
from vsm_desktop.edit.plan import in_plan, plan_of
from vsm_desktop.intake.plans.difference import PlanLine
from vsm_desktop.model.plan import Objective, Plan, PlanLoop
from vsm_desktop.model.stream import ValueStream

_TOLD = 24  # numbers; nobody reads more
Item = TypeVar("Item", Objective, PlanLoop)


class Order(Struct, frozen=True):
    """The loops and the objectives as their rows follow each other, with the place of each.

    Rows that stand under the heading of another loop say nothing of the order.
    """

    places: Mapping[str, str]

    def of(self, plan: Plan) -> Plan:
        """A plan in this order; what has no row stays behind what it stands behind."""
        rank = {id_: at for at, id_ in enumerate(self.places)}
        loops = [
            loop.evolve(objectives=_ordered(loop.objectives, rank)) if loop.objectives else loop
            for loop in _ordered(plan.loops, rank)
        ]
        after = plan.evolve(loops=tuple(loops))
        return plan if after == plan else after


def order_line(stream: ValueStream, proposed: StreamEdit, order: Order) -> PlanLine | None:
    """What the order changes once all that is proposed is taken; None for nothing."""
    try:
        plan = plan_of(proposed(stream))
    except Wrong:
        return None
    after = order.of(plan)
    if after is plan or stream.plan is None:
        return None
    edit = in_plan(order.of)
    numbers = {one.id: str(at) for at, one in enumerate(plan_of(stream).objectives, 1)}
    was, now = ([one.id for one in found.objectives] for found in (plan, after))
    key, name = "plan:order", _("Objectives")
    if was == now:  # only loops in which nothing is planned yet
        name, numbers = _("Loops"), {loop.id: loop.name for loop in after.loops}
        was, now = ([loop.id for loop in found.loops] for found in (plan, after))
    moved = next((b for a, b in zip(was, now, strict=True) if a != b and b in order.places), "")
    words = [_said(numbers.get(id_, _("new")) for id_ in ids) for ids in (was, now)]
    return PlanLine(
        key, "changed", name, _("Order"), words[0], words[1], order.places.get(moved, ""), key,
        lambda _values: _as_it_is, late=edit,
    )  # fmt: skip


def _as_it_is(stream: ValueStream) -> ValueStream:
    return stream


def _said(words: Iterable[str]) -> str:
    told = list(words)
    return ", ".join(told[:_TOLD]) + (" …" if len(told) > _TOLD else "")


def _ordered(items: tuple[Item, ...], rank: Mapping[str, int]) -> tuple[Item, ...]:
    """Those that have a rank by it, each with those behind it that have none."""
    at, ranks = -1, list[int]()
    for item in items:
        at = rank.get(item.id, at)
        ranks.append(at)
    return tuple(items[place] for place in sorted(range(len(items)), key=ranks.__getitem__))
