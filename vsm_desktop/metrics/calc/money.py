"""Cost, box score, environment, scoreboard, and plain sums, ratios and patterns (METRICS.md 11, 12)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vsm_desktop.metrics.calc.numbers import NO_DATA, Record, Results
from vsm_desktop.metrics.figure import ratio


def cost(
    hours_per_day: float,
    good_per_day: float,
    material_per_day: float,
    processes: Sequence[Record],
    overhead_per_day: float = 0.0,
) -> Results:
    """Cost of a good piece with and without its material, money per day by paid hours (11.1)."""
    labour = sum(one["operators"] * one["wage_per_hour"] for one in processes) * hours_per_day
    machine = sum(one.get("machine_per_hour", 0.0) for one in processes) * hours_per_day
    conversion = labour + machine + overhead_per_day
    return {
        "labour_per_day": labour,
        "machine_per_day": machine,
        "total_per_day": conversion + material_per_day,
        "cost_per_good_piece": ratio(conversion + material_per_day, good_per_day),
        "conversion_cost_per_good_piece": ratio(conversion, good_per_day),
    }


def box_score(columns: Mapping[str, Record], hurdle: float | None = None) -> Results:
    """Profit, return on sales and free capacity of a value stream, column by column (11.2)."""
    return {"columns": {name: _column(column, hurdle) for name, column in columns.items()}}


def _column(column: Record, hurdle: float | None) -> Results:
    spent = column["material"] + column["conversion"]
    profit = column["revenue"] - spent
    returns = ratio(profit, column["revenue"])
    results: Results = {"value_stream_profit": profit, "ros": returns}
    if hurdle is not None:
        results["ros_minus_hurdle"] = returns if isinstance(returns, str) else returns - hurdle
    if "productive" in column and "nonproductive" in column:
        results["available_capacity"] = 1 - column["productive"] - column["nonproductive"]
    if "units" in column:
        results["cost_per_unit"] = ratio(spent, column["units"])
    return results


def environment(
    good_units: float, processes: Sequence[Record], factors: Mapping[str, float] | None = None
) -> Results:
    """Energy, water, material and CO2 of a stream; the factors are the user's (11.3)."""
    totals: dict[str, float] = {}
    for process in processes:
        for name, amount in process.items():
            if name != "name":
                totals[name] = totals.get(name, 0.0) + amount
    results: Results = {
        "total": totals,
        "per_unit": {name: ratio(amount, good_units) for name, amount in totals.items()},
    }
    if "material_used_kg" in totals and "material_in_product_kg" in totals:
        used, kept = totals["material_used_kg"], totals["material_in_product_kg"]
        results |= {"material_waste_kg": used - kept, "material_yield": ratio(kept, used)}
    if factors is not None:
        co2 = sum(totals.get(name, 0.0) * factor for name, factor in factors.items())
        results |= {"co2_kg": co2, "co2_kg_per_unit": ratio(co2, good_units)}
    return results


def scoreboard(
    orders_total: float | None = None,
    orders_on_time_in_full: float | None = None,
    units_shipped: float | None = None,
    units_returned: float | None = None,
    hours_total: float | None = None,
    hours_unplanned: float | None = None,
) -> Results:
    """Order fulfilment, returns and the share of unplanned hours (12); without data none of them."""
    rates = {
        "order_fulfilment_rate": (orders_on_time_in_full, orders_total),
        "return_rate": (units_returned, units_shipped),
        "firefighting_share": (hours_unplanned, hours_total),
    }
    return {
        name: ratio(part, whole, NO_DATA)
        for name, (part, whole) in rates.items()
        if part is not None and whole is not None
    }


def sum_(parts: Sequence[float]) -> Results:
    """All parts together."""
    return {"total": sum(parts)}


def ratios(**pairs: Record) -> Results:
    """Each number over another."""
    return {name: ratio(pair["num"], pair["den"]) for name, pair in pairs.items()}


def pattern(rows: Mapping[str, Sequence[float]]) -> Results:
    """What a plan by days asks in all each day, and of each row on an average day."""
    return {
        "column_totals": [sum(column) for column in zip(*rows.values(), strict=True)],
        "average_per_day": {name: ratio(sum(row), len(row)) for name, row in rows.items()},
    }
