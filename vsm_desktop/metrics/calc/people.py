"""Operators, line balance, pools and mixed models (METRICS.md 8, 9)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vsm_desktop.assets import _
from vsm_desktop.metrics.calc.numbers import Record, Results, weighted, whole_up
from vsm_desktop.metrics.figure import Figure, Why, ratio, total
from vsm_desktop.metrics.takt import takt_s as takt_of

NO_STATION = Why(_("There is no station."))


def operators(work_content_s: float, takt_s: float, allowance: float | None = None) -> Results:
    """People needed to do the work within takt; an allowance is a factor before rounding up (8.1)."""
    exact = ratio(work_content_s, takt_s)
    results: Results = {"operators_exact": exact, "operators": whole_up(exact)}
    if allowance is not None:
        more = exact if isinstance(exact, Why) else exact * allowance
        results |= {"operators_with_allowance_exact": more, "operators_with_allowance": whole_up(more)}
    return results


def line_balance(stations_s: Sequence[float], cycle_s: float | None = None) -> Results:
    """How evenly work is spread over stations that move in one cycle, by default that of the longest (8.2)."""
    work, longest, count = sum(stations_s), max(stations_s, default=0.0), len(stations_s)
    cycle = longest if cycle_s is None else cycle_s
    balance, exact = ratio(work, count * cycle), ratio(work, cycle)
    return {
        "total_work_s": work,
        "longest_station_s": longest,
        "balance_efficiency": balance,
        "balance_delay": balance if isinstance(balance, Why) else 1 - balance,
        "idle_s": count * cycle - work,
        "max_rate_per_hour": ratio(3600.0, cycle),
        "min_stations_exact": exact,
        "min_stations": whole_up(exact),
    }


def pools(pools: Mapping[str, Record]) -> Results:
    """The pool of people or machines that limits: servers over the time one unit asks of them (8.3)."""
    found: dict[str, Results] = {}
    for name, pool in pools.items():
        load = weighted((one["visits"], one["pt_s"]) for one in pool["activities"])
        found[name] = {"unit_load_s": load, "capacity_per_s": ratio(pool["servers"], load)}
    limits = {name: one["capacity_per_s"] for name, one in found.items()}
    known = {name: rate for name, rate in limits.items() if not isinstance(rate, Why)}
    least = min(known, key=known.__getitem__, default=None)
    return {
        "pools": found,
        "bottleneck": NO_STATION if least is None else least,
        "capacity_per_hour": NO_STATION if least is None else known[least] * 3600,
    }


def mixed_model(available_s_per_day: float, stations: Sequence[str], products: Sequence[Record]) -> Results:
    """Takt, weighted times and staffing where several products share the stations (9)."""
    demands = [product["demand_per_day"] for product in products]
    demand = sum(demands)
    takt = takt_of(available_s_per_day, demand)
    times = {
        station: ratio(weighted(zip(demands, _at(products, station), strict=True)), demand)
        for station in stations
    }
    used = {station: one if isinstance(one, Why) else ratio(one, takt) for station, one in times.items()}
    contents = {product["name"]: sum(product["ct_s"].values()) for product in products}
    work = total(*times.values())
    exact = ratio(work, takt)
    most, least = max(contents.values(), default=0.0), min(contents.values(), default=0.0)
    return {
        "demand_per_day": demand,
        "takt_s": takt,
        "takt_by_product_s": {
            product["name"]: takt_of(available_s_per_day, product["demand_per_day"]) for product in products
        },
        "weighted_ct_s": times,
        "utilization": used,
        "bottleneck": _highest(used),
        "weighted_work_content_s": work,
        "operators_exact": exact,
        "operators": whole_up(exact),
        "work_content_by_product_s": contents,
        "work_content_spread": ratio(most - least, most),
    }


def _at(products: Sequence[Record], station: str) -> list[float]:
    return [product["ct_s"].get(station, 0.0) for product in products]


def _highest(figures: Mapping[str, Figure]) -> str:
    known = {name: figure for name, figure in figures.items() if not isinstance(figure, Why)}
    return max(known, key=known.__getitem__, default=NO_STATION)
