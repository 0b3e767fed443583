"""What numbers are called, and which conventions they depend on (METRICS.md 15)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from vsm_desktop.assets import _
from vsm_desktop.metrics.report import UNIT

TITLE: Mapping[str, str] = MappingProxyType(
    {
        "daily_demand": _("Demand per day"),
        "demand_per_shift": _("Demand per shift"),
        "available_s_per_day": _("Available time per day"),
        "available_s_per_shift": _("Available time per shift"),
        "takt_s": _("Takt time"),
        "lead_time_s": _("Lead time in seconds"),
        "lead_time_days": _("Lead time"),
        "lead_time_known_days": _("Known lead time"),
        "missing": _("Steps that cannot be timed"),
        "waiting_time_s": _("Waiting in seconds"),
        "waiting_time_days": _("Waiting"),
        "processing_time_s": _("Processing time"),
        "total_work_content_s": _("Work content"),
        "va_time_s": _("Value-added time"),
        "nnva_time_s": _("Necessary time without value"),
        "nva_time_s": _("Processing without value"),
        "pce": _("Value-added ratio"),
        "activity_ratio": _("Activity ratio"),
        "rolled_ca": _("Rolled %C&A"),
        "ca_coverage": _("Steps with %C&A"),
        "critical_path": _("Critical path"),
        "distance_m": _("Distance"),
        "bottleneck": _("Bottleneck"),
        "stream_capacity_per_day": _("Capacity of the stream"),
        "operators_total": _("Operators"),
        "wip_pc": _("Pieces in the stream"),
        "floor_space_m2": _("Floor space"),
        "labour_cost_per_day": _("Wages per day"),
        "step_cost_per_day": _("Cost of the steps per day"),
        "material_cost_per_piece": _("Material cost per piece"),
        "cost_per_piece": _("Cost per piece"),
        "days_of_supply": _("Days of supply"),
        "effective_ct_s": _("Effective C/T"),
        "capacity_per_day": _("Capacity per day"),
        "capacity_per_day_no_changeover": _("Capacity per day without changeovers"),
        "capacity_per_shift_no_changeover": _("Capacity per shift without changeovers"),
        "required_per_day": _("Needed per day"),
        "utilization": _("Load"),
        "wait_s": _("Waiting"),
        "wait_days": _("Waiting"),
        "processing_s": _("Processing"),
        # what stands between the inputs and these
        "day_s": _("Length of a lead-time day"),
        "machine_ct_s": _("C/T in working time"),
        "available_s": _("Available time per day"),
        "stock_rate": _("Pieces taken per day"),
        "pieces_per_product": _("Pieces per product"),
        "passages": _("Passages per product"),
        "visits": _("Visits per product"),
        "needed": _("Pieces needed per product"),
        "pieces_here": _("Pieces there"),
        "paid_s_per_day": _("Paid time per day"),
    }
)
UNITS: Mapping[str, str] = MappingProxyType(
    {
        **UNIT,
        "day_s": "s",
        "machine_ct_s": "s",
        "available_s": "s",
        "stock_rate": "pc/day",
        "pieces_per_product": "1",
        "passages": "1",
        "visits": "1",
        "needed": "1",
        "pieces_here": "pc",
        "paid_s_per_day": "s",
    }
)

OPTION_TITLE: Mapping[str, str] = MappingProxyType(
    {
        "lead_time_mode": _("Lead time counts"),
        "day_base": _("One lead-time day is"),
        "branch_time_mode": _("Processing of branches"),
        "rework_mode": _("Rework"),
        "batch_mode": _("A piece moves"),
        "dispatch_wait": _("Waiting for a shipment"),
        "stock_rate": _("Stock is divided by"),
    }
)
CHOICES: Mapping[str, tuple[tuple[object, str], ...]] = MappingProxyType(
    {
        "lead_time_mode": (("waits_plus_process", _("waits + processing")), ("waits_only", _("waits only"))),
        "day_base": (
            ("working", _("net working time")),
            ("gross_shift", _("shift length")),
            ("hours_per_day", _("entered hours")),
            ("clock_24h", _("24 hours")),
        ),
        "branch_time_mode": (
            ("critical_path", _("critical path")),
            ("longest_rung", _("longest of each")),
            ("sum", _("all branches")),
        ),
        "rework_mode": (
            ("geometric", _("until it is good")),
            ("single_pass", _("once at most")),
        ),
        "batch_mode": (("one_piece", _("by itself")), ("whole_batch", _("with its batch"))),
        "dispatch_wait": ((False, _("is in the stock before it")), (True, _("adds half the interval"))),
        "stock_rate": (("demand", _("customer demand")), ("throughput", _("measured output"))),
    }
)
"""The conventions in use for each option; the first is the default."""

_LADDER = ("day_base", "batch_mode", "dispatch_wait", "stock_rate", "rework_mode")
_CONVENTIONS: Mapping[str, tuple[str, ...]] = {
    "lead_time_s": ("lead_time_mode", *_LADDER),
    "lead_time_days": ("lead_time_mode", *_LADDER),
    "lead_time_known_days": ("lead_time_mode", *_LADDER),
    "waiting_time_s": _LADDER,
    "waiting_time_days": _LADDER,
    "processing_time_s": ("branch_time_mode", "batch_mode", "rework_mode"),
    "total_work_content_s": ("batch_mode", "rework_mode"),
    "va_time_s": ("batch_mode", "rework_mode"),
    "nnva_time_s": ("batch_mode", "rework_mode"),
    "nva_time_s": ("batch_mode", "rework_mode"),
    "pce": ("day_base", "lead_time_mode", *_LADDER[1:]),
    "activity_ratio": ("day_base", "lead_time_mode", "branch_time_mode", *_LADDER[1:]),
    "days_of_supply": ("stock_rate",),
    "wait_s": ("day_base", "stock_rate", "batch_mode", "dispatch_wait"),
    "wait_days": ("day_base", "stock_rate", "batch_mode", "dispatch_wait"),
    "processing_s": ("batch_mode",),
    "critical_path": ("day_base", "stock_rate", "batch_mode"),
    "required_per_day": ("rework_mode",),
    "utilization": ("rework_mode",),
    "bottleneck": ("rework_mode",),
    "stream_capacity_per_day": ("rework_mode",),
    "distance_m": ("rework_mode",),
    "wip_pc": ("stock_rate",),
    "material_cost_per_piece": ("rework_mode",),
    "cost_per_piece": ("rework_mode",),
    "day_s": ("day_base",),
    "passages": ("rework_mode",),
    "visits": ("rework_mode",),
}


def conventions_of(key: str) -> tuple[str, ...]:
    """The options of a map a result may depend on, the most telling first."""
    return _CONVENTIONS.get(key.partition(".")[0], ())


def label_of_choice(option: str, value: object) -> str:
    """An option with what is chosen for it, in words."""
    return f"{OPTION_TITLE[option]}: {dict(CHOICES[option]).get(value, value)}"


SIGN = {"+": " + ", "-": " − ", "*": " × ", "/": " ÷ ", "^": " ^ "}
_RANK = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 3}


def joined(op: str, parts: Sequence[tuple[str, str]]) -> str:
    """An operation in words from its parts, each with the operation it is made by ("" for a name)."""
    if op not in SIGN:
        return f"{_ROUNDED[op]} ({parts[0][0]})"
    if op == "-" and parts[0] == ("0", ""):
        parts, minus = parts[1:], "−"
    else:
        minus = ""
    words = []
    for place, (text, inner) in enumerate(parts):
        rank = _RANK.get(inner, 9)
        tight = rank < _RANK[op] or ((place > 0 or minus) and rank == _RANK[op] and op in "-/^")
        words.append(f"({text})" if tight else text)
    return minus + SIGN[op].join(words).replace(" + −", " − ")


_ROUNDED = {"floor": _("rounded down"), "ceil": _("rounded up"), "round": _("rounded")}
