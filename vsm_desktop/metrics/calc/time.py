"""Calendar, takt, capacity, shared resources, OEE, changeovers (METRICS.md 1-3). Times in seconds, quantities in pieces."""

from __future__ import annotations

from collections.abc import Sequence

from vsm_desktop.assets import _
from vsm_desktop.metrics.calc.numbers import NO_DATA, Record, Results, whole_down
from vsm_desktop.metrics.capacity import capacity_no_changeover
from vsm_desktop.metrics.clock import NO_WORKING_TIME
from vsm_desktop.metrics.figure import Figure, Why, product, ratio
from vsm_desktop.metrics.takt import takt_s

NO_TIME_LEFT = Why(_("No time is left."))
NO_TIME_FOR_CHANGEOVERS = Why(_("There is no capacity for changeovers."))


def takt(
    demand: float,
    available_s: float | None = None,
    shifts: float = 0.0,
    shift_s: float = 0.0,
    break_s: float = 0.0,
    lunch_s: float = 0.0,
    other_s: float = 0.0,
) -> Results:
    """Available time without planned stops, and the customer's beat (1)."""
    if available_s is None:
        available_s = shifts * (shift_s - break_s - lunch_s - other_s)
    return {"available_s": available_s, "takt_s": takt_s(available_s, demand)}


def calendar_days(working_days: float, working_days_per_week: float) -> Results:
    """Working days as days of the calendar (1.6)."""
    return {"calendar_days": ratio(working_days * 7, working_days_per_week)}


def capacity(available_s: float, ct_s: float, uptime: float = 1.0, stations: float = 1.0) -> Results:
    """Pieces in the available time, without changeovers (2.2)."""
    return {"capacity": capacity_no_changeover(available_s, ct_s, stations, uptime)}


def shared_resource(
    available_s_per_day: float,
    family: str,
    users: Sequence[Record],
    uptime: float = 1.0,
    stations: float = 1.0,
) -> Results:
    """The load of a resource several streams use, and what it leaves to one family (2.7)."""
    loads = {user["name"]: _load_s(user, uptime) for user in users}
    demand = sum(user["demand_per_day"] for user in users if user["name"] == family)
    load, own = sum(loads.values()), loads.get(family, 0.0)
    left = available_s_per_day * stations - (load - own)
    open_s: Figure = left if left > 0 else NO_TIME_LEFT
    return {
        "load_s_per_day": loads,
        "utilization": ratio(load, available_s_per_day * stations),
        "family_share": ratio(own, load),
        "time_open_to_family_s": open_s,
        "family_takt_at_resource_s": ratio(open_s, demand),
    }


def _load_s(user: Record, uptime: float) -> float:
    running: float = user["demand_per_day"] * user["ct_s"] / uptime / (1 - user.get("scrap", 0.0))
    changing: float = user.get("changeovers_per_day", 0.0) * user.get("co_s", 0.0)
    return running + changing


def oee(planned_s: float, stop_s: float, ideal_ct_s: float, total_count: float, good_count: float) -> Results:
    """Overall equipment effectiveness with its three factors; all stops count, changeovers too (2.8)."""
    run_s = planned_s - stop_s
    factors = {
        "availability": ratio(run_s, planned_s, NO_WORKING_TIME),
        "performance": ratio(ideal_ct_s * total_count, run_s, NO_TIME_LEFT),
        "quality": ratio(good_count, total_count, NO_DATA),
    }
    return {"run_s": run_s, **factors, "oee": product(*factors.values())}


def epei(available_s_per_day: float, products: Sequence[Record], stations: float = 1.0) -> Results:
    """Every part every interval, in days: one changeover per product over the time left for them (3.1)."""
    run_s, cycle_s = sum(map(_run_s, products)), sum(one["co_s"] for one in products)
    left = available_s_per_day * stations - run_s
    days = ratio(cycle_s, left, NO_TIME_FOR_CHANGEOVERS)
    batches = {
        one["name"]: days if isinstance(days, Why) else one["demand_per_day"] * days
        for one in products
        if "demand_per_day" in one
    }
    found: Results = {
        "run_s_per_day": run_s,
        "changeover_s_per_cycle": cycle_s,
        "changeover_time_left_s_per_day": left,
        "epei_days": days,
    }
    return found | ({"batch": batches} if batches else {})


def _run_s(one: Record) -> float:
    if "run_s_per_day" in one:
        return float(one["run_s_per_day"])
    good = one.get("uptime", 1.0) * (1 - one.get("scrap", 0.0))
    return float(one["demand_per_day"] * one["ct_s"] / good)


def batch_from_epei(demand_per_day: float, epei_days: float) -> Results:
    """The pieces made per changeover (3.2)."""
    return {"batch": demand_per_day * epei_days}


def changeover_budget(
    available_s: float,
    co_s: float,
    run_s: float | None = None,
    demand: float = 0.0,
    ct_s: float = 0.0,
) -> Results:
    """How many changeovers the time beside running allows (3.3)."""
    left = available_s - (demand * ct_s if run_s is None else run_s)
    exact = NO_TIME_FOR_CHANGEOVERS if left < 0 else ratio(left, co_s)
    return {"changeover_time_s": left, "changeovers_exact": exact, "changeovers": whole_down(exact)}
