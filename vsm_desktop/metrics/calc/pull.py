"""Pitch, kanban, supermarkets, lanes and levelled sequences (METRICS.md 10)."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from vsm_desktop.metrics.calc.numbers import Record, Results, whole_up
from vsm_desktop.metrics.figure import ratio


def heijunka(takt_s: float, pack: float, available_s: float | None = None) -> Results:
    """The pitch: takt by the pieces of a pack; and how many of them the time holds (10.1)."""
    pitch_s = takt_s * pack
    slots: Results = {} if available_s is None else {"slots": ratio(available_s, pitch_s)}
    return {"pitch_s": pitch_s} | slots


def kanban(
    variant: str,
    container: float,
    demand_per_day: float,
    lead_time_days: float = 0.0,
    safety_fraction: float = 0.0,
    safety_stock: float = 0.0,
    order_interval_days: float = 0.0,
    processing_days: float = 0.0,
    transit_days: float = 0.0,
    safety_days: float = 0.0,
) -> Results:
    """Cards in a loop, by one of three customs (10.2). Raises ValueError for an unknown one."""
    review = order_interval_days + processing_days + transit_days + safety_days
    by_custom = {
        "percent_safety": demand_per_day * lead_time_days * (1 + safety_fraction),
        "safety_stock_qty": demand_per_day * lead_time_days + safety_stock,
        "review_period": demand_per_day * review,
    }
    if variant not in by_custom:
        raise ValueError(f"unknown variant: {variant}")
    cards = ratio(by_custom[variant], container)
    return {"stock_covered": by_custom[variant], "cards_exact": cards, "cards": whole_up(cards)}


def supermarket(
    demand_per_day: float,
    epei_days: float = 0.0,
    replenishment_days: float = 0.0,
    buffer_days: float | None = None,
    z: float | None = None,
    sigma_day: float = 0.0,
    safety_fraction: float | None = None,
) -> Results:
    """What a supermarket holds: cycle stock, buffer against demand, safety against own losses (10.3)."""
    cycle = demand_per_day * (epei_days + replenishment_days)
    results: Results = {"cycle_stock": cycle}
    if buffer_days is not None:
        results["buffer_stock"] = buffer_days * demand_per_day
    elif z is not None:
        results["buffer_stock"] = z * sigma_day * sqrt(epei_days + replenishment_days)
    held = cycle + results.get("buffer_stock", 0.0)
    if safety_fraction is not None:
        results["safety_stock"] = safety_fraction * held
    whole = held + results.get("safety_stock", 0.0)
    return results | {"total": whole, "days": ratio(whole, demand_per_day)}


def fifo(takt_s: float, desired_wait_s: float | None = None, pieces: float | None = None) -> Results:
    """The most a lane may hold to bridge a wait, and how long a lane of so many pieces is (10.4)."""
    results: Results = {}
    if desired_wait_s is not None:
        most = ratio(desired_wait_s, takt_s)
        results |= {"max_pieces_exact": most, "max_pieces": whole_up(most)}
    if pieces is not None:
        results["time_s"] = pieces * takt_s
    return results


def level(mix: Sequence[Record]) -> Results:
    """An even sequence: each slot goes to the variant that is furthest behind its share (10.5)."""
    slots = [one["slots"] for one in mix]
    count, made = sum(slots), [0] * len(mix)
    sequence = []
    for k in range(1, count + 1):
        unfinished = [i for i, wanted in enumerate(slots) if made[i] < wanted]
        # whole numbers, so that a tie is a tie: k x share - made, times the count
        i = max(unfinished, key=lambda one: (k * slots[one] - made[one] * count, slots[one], -one))
        made[i] += 1
        sequence.append(str(mix[i]["variant"]))
    return {"sequence": "".join(sequence)}
