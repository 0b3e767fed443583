"""Calculations beside the map: one function for each, by its name in METRICS.md."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from vsm_desktop.metrics.calc import flow, money, people, pull, time
from vsm_desktop.metrics.calc.numbers import Results

CALCULATIONS: Mapping[str, Callable[..., Results]] = MappingProxyType(
    {
        "takt": time.takt,
        "calendar_days": time.calendar_days,
        "capacity": time.capacity,
        "shared_resource": time.shared_resource,
        "oee": time.oee,
        "epei": time.epei,
        "batch_from_epei": time.batch_from_epei,
        "changeover_budget": time.changeover_budget,
        "little": flow.little,
        "turns": flow.turns,
        "rework_single_pass": flow.rework_single_pass,
        "pce": flow.pce,
        "yield": flow.yield_,
        "scrap": flow.scrap,
        "expected_visits": flow.expected_visits,
        "velocity": flow.velocity,
        "critical_wip": flow.critical_wip,
        "operators": people.operators,
        "line_balance": people.line_balance,
        "pools": people.pools,
        "mixed_model": people.mixed_model,
        "heijunka": pull.heijunka,
        "kanban": pull.kanban,
        "supermarket": pull.supermarket,
        "fifo": pull.fifo,
        "level": pull.level,
        "cost": money.cost,
        "box_score": money.box_score,
        "environment": money.environment,
        "scoreboard": money.scoreboard,
        "sum": money.sum_,
        "ratio": money.ratios,
        "pattern": money.pattern,
    }
)
"""The function of each calculation by its name; inputs are keyword arguments, results come by name."""
