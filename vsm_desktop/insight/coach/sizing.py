"""How large a supermarket is, and what the step that fills it has to do for it (METRICS.md 3.1, 10.2, 10.3)."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.insight.coach.facts import Facts, named, whole
from vsm_desktop.metrics.calc.pull import kanban, supermarket
from vsm_desktop.metrics.figure import Why
from vsm_desktop.model.display import days
from vsm_desktop.model.nodes import Process, Stock
from vsm_desktop.model.quantity import quantity


class Size(Struct, frozen=True):
    """How large a supermarket is to be: the days its parts stand for, in all, in pieces, and in kanbans."""

    cycle_days: float
    buffer_days: float
    safety_days: float
    days: float
    pieces: float | None
    cards: float | None


def epe_days(facts: Facts, feeder: Process) -> float:
    """Every how many days a step is to make each part: as wished, by default every shift, but no more often than its
    changeovers leave time for (METRICS.md 3.1)."""
    shifts = facts.clock.shifts_per_day
    wish = facts.wishes.epe_days or (1.0 if isinstance(shifts, Why) or shifts <= 0 else 1.0 / shifts)
    return max(wish, _reachable(facts, feeder) or 0.0)


def _reachable(facts: Facts, feeder: Process) -> float | None:
    available, ct = facts.report.number("available_s_per_day"), facts.seconds(feeder.ct)
    change, needed = facts.seconds(feeder.co), facts.step(feeder.id, "required_per_day")
    if None in (available, ct, needed) or not change:
        return None
    variants = len(facts.customer.demand_by_variant) if facts.customer else 0
    change = min(change, facts.wishes.changeover_s)  # it is to be shortened to that
    stations = feeder.stations.value if feeder.stations else 1.0
    uptime = feeder.uptime.base if feeder.uptime else 1.0
    left = (available or 0.0) * stations - (needed or 0.0) * (ct or 0.0) / uptime
    return max(1, variants) * change / left if left > 0 else None


def sized(facts: Facts, stock: Stock, cycle: float, buffer: float = 0.0, safety: float = 0.0) -> Size:
    """Cycle, buffer and safety stock (10.3), and the kanbans that cover them (10.2)."""
    usage = stock.usage.value if stock.usage else 1.0
    demand = (facts.demand or 1.0) * usage
    held = cycle + buffer
    found = supermarket(
        demand, epei_days=cycle, buffer_days=buffer, safety_fraction=safety / held if held else None
    )
    pieces, supply = float(found["total"]), float(found["days"])
    customer = facts.customer
    pack = customer.pack if customer and stock is facts.goods else None
    container = stock.container or pack
    cards = None
    if container is not None and facts.demand:
        count = kanban("percent_safety", container.value, demand, supply)["cards"]
        cards = None if isinstance(count, Why) else float(count)
    return Size(cycle, buffer, safety, supply, pieces if facts.demand else None, cards)


def every_part(facts: Facts, feeder: Process, cycle: float) -> dict[str, Any]:
    """The EPE and batch a step needs to fill its supermarket in time, where it makes more at once now."""
    more: dict[str, Any] = {}
    epe = None if feeder.epe is None else facts.clock.days(facts.clock.span_of(feeder.epe))
    if epe is not None and not isinstance(epe, Why) and epe > cycle:
        shifts = facts.clock.shifts_per_day
        by_shift = not isinstance(shifts, Why) and abs(cycle * shifts - round(cycle * shifts)) < 1e-9
        more["epe"] = (
            quantity(round(cycle * float(shifts)), "shift") if by_shift else quantity(round(cycle, 3), "day")
        )
    needed = facts.step(feeder.id, "required_per_day")
    if feeder.batch is not None and needed and feeder.batch.value > needed * cycle:
        more["batch"] = quantity(max(1, round(needed * cycle)), "pc")
    return more


def in_words(facts: Facts, stock: Stock, size: Size, feeder: Process | None) -> str:
    parts = [
        _("{days} d until it is filled again").format(days=days(size.cycle_days, trim=True)),
    ]
    if size.buffer_days:
        parts.append(_("{days} d for swings of the customer").format(days=days(size.buffer_days, trim=True)))
    if size.safety_days:
        parts.append(_("{days} d for own losses").format(days=days(size.safety_days, trim=True)))
    total = days(size.days, trim=True)
    pieces = f" ({whole(size.pieces)} pc)" if size.pieces is not None else ""
    now = facts.step(stock.id, "wait_days")
    before = _(" Now {days} d stand there.").format(days=days(now)) if now is not None else ""
    cards = _(" {count} kanbans.").format(count=whole(size.cards)) if size.cards else ""
    made = (
        _(" {name} then makes every part every {days} d.").format(
            name=named(feeder), days=days(size.cycle_days, trim=True)
        )
        if feeder and every_part(facts, feeder, size.cycle_days)
        else ""
    )
    return f"{' + '.join(parts)} = {total} d{pieces}.{cards}{before}{made}"
