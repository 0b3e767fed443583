"""Little's law, turns, rework, value and velocity of a flow (METRICS.md 4-7, 12, 13.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vsm_desktop.metrics.calc.numbers import NO_DATA, Record, Results, good_of
from vsm_desktop.metrics.figure import Figure, Why, product, ratio
from vsm_desktop.metrics.totals import pce as value_added_ratio
from vsm_desktop.metrics.visits import NEVER_FINISHES


def little(
    wip: float | None = None, throughput: float | None = None, flow_time: float | None = None
) -> Results:
    """The third of stock, rate and time of a flow from the other two (4.2). Raises ValueError for other than two."""
    if wip is not None and throughput is not None and flow_time is None:
        return {"flow_time": ratio(wip, throughput)}
    if wip is not None and flow_time is not None and throughput is None:
        return {"throughput": ratio(wip, flow_time)}
    if throughput is not None and flow_time is not None and wip is None:
        return {"wip": throughput * flow_time}
    raise ValueError("two of wip, throughput and flow_time")


def turns(working_days_per_year: float, lead_time_days: float) -> Results:
    """How often the stock of a stream is turned over in a year (4.5)."""
    return {"turns": ratio(working_days_per_year, lead_time_days)}


def rework_single_pass(pt_s: Sequence[float], wait_s: Sequence[float], loops: Sequence[Record]) -> Results:
    """Lead time with loops that are gone through once more at most; all of a loop's times are done again (5.8)."""
    lead_s = sum(pt_s) + sum(wait_s)
    again = [loop["probability"] * sum(loop["times_s"]) for loop in loops]
    return {
        "lead_time_s": lead_s,
        "rework_s": again,
        "rework_total_s": sum(again),
        "lead_time_with_rework_s": lead_s + sum(again),
    }


def pce(va_s: float, lead_time_s: float | None = None, nva_s: float = 0.0) -> Results:
    """Process cycle efficiency: value-added time over lead time (6.2)."""
    lead_s = va_s + nva_s if lead_time_s is None else lead_time_s
    return {"lead_time_s": lead_s, "pce": value_added_ratio(va_s, lead_s)}


def yield_(
    yields: Sequence[float] | None = None,
    steps: Sequence[Record] | None = None,
    units_in: float | None = None,
) -> Results:
    """First pass yield of each step and the rolled throughput yield of all (7.1)."""
    found: list[Figure] = [*yields] if yields is not None else [_first_pass(step) for step in steps or ()]
    rolled = product(*found)
    results: Results = {"step_yield": found, "rty": rolled}
    if units_in is not None:
        results["good_units"] = product(units_in, rolled)
    return results


def _first_pass(step: Record) -> Figure:
    good = step["good"] if "good" in step else step["in"] - step["defects"]
    return ratio(good, step["in"])


def scrap(net_demand: float, scrap: Sequence[float]) -> Results:
    """How many to start so that enough are left (7.3)."""
    return {"gross_demand": ratio(net_demand, good_of(scrap))}


def expected_visits(repeat_probability: float) -> Results:
    """Passes through a step that is done again with a probability: as often as needed, or once at most (7.4)."""
    return {
        "geometric": ratio(1.0, 1 - repeat_probability, NEVER_FINISHES),
        "single_pass": 1 + repeat_probability,
    }


def velocity(
    effective_ct_s: Mapping[str, float],
    va_time_s: float,
    lead_time_s: float,
    steps: float | None = None,
    day_s: float | None = None,
) -> Results:
    """Speed at the points of a flow beside that of the flow itself (12)."""
    points = {name: ratio(3600.0, ct_s) for name, ct_s in effective_ct_s.items()}
    slowest = min((one for one in points.values() if not isinstance(one, Why)), default=NO_DATA)
    results: Results = {
        "point_velocity_per_hour": points,
        "slowest_point_per_hour": slowest,
        "system_velocity_ratio": value_added_ratio(va_time_s, lead_time_s),
    }
    if steps is not None and day_s is not None:
        results["system_velocity_steps_per_day"] = ratio(steps * day_s, lead_time_s)
    return results


def critical_wip(stations: Sequence[tuple[float, float]], wip: float | None = None) -> Results:
    """Bounds of a line by its work in process; stations as machines and time (13.3; Hopp and Spearman)."""
    rates = [machines / time for machines, time in stations if time > 0]
    raw = sum(time for _machines, time in stations)
    if not rates or min(rates) <= 0:
        return dict.fromkeys(("bottleneck_rate", "critical_wip"), NO_DATA) | {"raw_process_time": raw}
    rate = min(rates)
    results: Results = {"bottleneck_rate": rate, "raw_process_time": raw, "critical_wip": rate * raw}
    if wip is None:
        return results
    return results | {
        "th_best": min(wip / raw, rate),
        "th_worst": 1 / raw,
        "th_pwc": product(ratio(wip, rate * raw + wip - 1), rate),
        "ct_best": max(raw, wip / rate),
        "ct_worst": wip * raw,
        "ct_pwc": raw + (wip - 1) / rate,
    }
