"""The table of all data fields: one row per field, read by forms, tables, import, workbook, JSON and documentation.

A field is added by adding a row here and the attribute to its classes in `nodes.py`, `flows.py` or `calendar.py`;
a test holds the two together.
"""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.model.quantity import Quantity, ends_in_base
from vsm_desktop.model.units import Dimension

STOCKS = ("inventory", "queue", "supermarket", "fifo")
MATERIAL = ("push", "pull", "move", "shipment", "rework")
INFORMATION = ("manual", "electronic", "verbal", "kanban")
FLOW_NODES = ("process", *STOCKS, "transport", "junction", "supplier", "customer", "control")
FRAMES = ("lane", "loop")
BURSTS = ("burst", "quality")
NOTES = ("text", "picture", *BURSTS, *FRAMES)
EVERY_NODE = (*FLOW_NODES, *NOTES)
EVERY_FLOW = (*MATERIAL, *INFORMATION)

Shape = Literal["quantity", "variants", "elements", "text", "element", "choice", "flag", "date", "formula"]


class Field(Struct, frozen=True):
    """One data field.

    `key` names it in files and formulas, `json` in `metrics --json`; a time kept in calendar units (days, shifts,
    weeks) is reported under `json_days` instead. `low` and `high` bound the base value (METRICS.md 0.5). `empty` is what
    a choice says that is not made. `working_time` leaves no days, shifts or weeks. A text may have several `lines`, and
    `wraps` where all of it is to be read; an `element` is another one of the map, by its id.
    """

    key: str
    json: str
    label: str
    title: str
    kinds: tuple[str, ...]
    dimension: Dimension | None = None
    unit: str = ""
    shape: Shape = "quantity"
    json_days: str = ""
    low: float = 0.0
    high: float | None = None
    low_open: bool = False
    high_open: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    in_box: bool = True
    hint: str = ""
    empty: str = ""
    working_time: bool = False
    lines: bool = False
    wraps: bool = False


def _time(
    key: str, json: str, label: str, title: str, kinds: tuple[str, ...], unit: str = "s", **more: Any
) -> Field:
    return Field(key, json, label, title, kinds, "time", unit, **more)


def _share(key: str, label: str, title: str, kinds: tuple[str, ...], **more: Any) -> Field:
    return Field(key, key, label, title, kinds, "ratio", "%", **({"high": 1.0} | more))


def _text(key: str, title: str, kinds: tuple[str, ...], **more: Any) -> Field:
    return Field(key, key, title, title, kinds, in_box=False, **({"shape": "text"} | more))


_P = ("process",)
VALUE_CLASSES = (
    ("VA", _("Adds value")),
    ("NNVA", _("Necessary, adds no value")),
    ("NVA", _("Adds no value")),
)
VEHICLES = (
    ("truck", _("Truck")),
    ("forklift", _("Forklift")),
    ("rail", _("Rail")),
    ("air", _("Air")),
    ("sea", _("Sea")),
    ("milk_run", _("Milk run")),
)
CARDS = (
    ("production", _("Production kanban")),
    ("withdrawal", _("Withdrawal kanban")),
    ("signal", _("Signal kanban")),
    ("batch", _("Kanban in batches")),
    ("batch_withdrawal", _("Withdrawal kanban in batches")),
    ("sequenced", _("Sequenced-pull ball")),
)
KAIZEN = (("process", _("Process kaizen")), ("flow", _("Flow kaizen")))
SYMBOLS: dict[str, tuple[tuple[str, str], ...]] = {
    "process": (("cell", _("Work cell")),),
    "inventory": (("warehouse", _("Warehouse")), ("cross_dock", _("Cross-dock"))),
    "queue": (("orders", _("Orders, in-box")), ("waiting", _("Waiting"))),
    "supermarket": (("safety", _("Safety or buffer stock")),),
    "junction": (("decision", _("Decision")),),
    "control": (
        ("centre", _("Control centre")),
        ("erp", _("MRP / ERP")),
        ("heijunka", _("Load levelling")),
        ("post", _("Kanban post")),
        ("go_see", _("Go see")),
        ("database", _("Database")),
    ),
}
"""The other symbols a kind of node may be drawn as, by the value of its field; what it does stays the same."""
TIME_UNITS = (("s", _("seconds")), ("min", _("minutes")), ("h", _("hours")))

FIELDS: tuple[Field, ...] = (
    _text("name", _("Name"), tuple(kind for kind in EVERY_NODE if kind != "text")),
    _text("name", _("Text"), ("text",), lines=True),
    *(
        Field("symbol", "symbol", _("Symbol"), _("Symbol"), (kind,), shape="choice", choices=choices, in_box=False,
              empty=_("the usual"))
        for kind, choices in SYMBOLS.items()
    ),
    # process (METRICS.md 2), in the order of the data box
    _time("ct", "ct_s", _("C/T"), _("Cycle time"), _P, hint=_("between two pieces leaving one station")),
    _time("pt", "pt_s", _("P/T"), _("Processing time"), _P, hint=_("one piece from start to finish; else C/T")),
    _time("lt", "lt_s", _("L/T"), _("Lead time"), _P, "day", json_days="lt_days", hint=_("work available to work passed on")),
    _time("wait", "wait_s", _("Wait"), _("Waiting"), _P, json_days="wait_days", hint=_("waiting that belongs to the step")),
    _time("co", "co_s", _("C/O"), _("Changeover time"), _P, "min", hint=_("good piece to good piece")),
    Field("batch", "batch", _("Batch"), _("Batch size"), _P, "pieces", "pc", low_open=True),
    _time("epe", "epe_s", _("EPE"), _("Every part every"), _P, "day", json_days="epe_days"),
    _share("uptime", _("Uptime"), _("Uptime"), _P, low_open=True, hint=_("without changeovers")),
    _share("oee", _("OEE"), _("OEE"), _P, low_open=True, hint=_("instead of uptime, changeover and scrap")),
    _share("scrap", _("Scrap"), _("Scrap"), _P, high_open=True),
    _share("ca", _("%C&A"), _("Percent complete and accurate"), _P),
    _share("fpy", _("FPY"), _("First pass yield"), _P),
    Field("stations", "stations", _("Stations"), _("Stations in parallel"), _P, "count", "x", low_open=True),
    Field("operators", "operators", _("Operators"), _("Operators"), _P, "count", "x", in_box=False),
    Field("shifts", "shifts", _("Shifts"), _("Shifts"), ("process", "customer"), "count", "x"),
    Field("wip", "wip", _("WIP"), _("Counted WIP"), _P, "pieces", "pc", hint=_("pieces at the step")),
    Field("exit_rate", "exit_rate_per_day", _("Exit rate"), _("Exit rate"), _P, "rate", "pc/day",
          hint=_("pieces that leave the step")),
    Field("va", "va", _("Value"), _("Value class"), _P, shape="choice", choices=VALUE_CLASSES),
    _time("va_time", "va_s", _("VA time"), _("Value-added time"), _P),
    _time("nnva_time", "nnva_s", _("NNVA time"), _("Necessary time"), _P),
    Field("elements", "elements", _("Elements"), _("Work elements"), _P, "time", "s", shape="elements", in_box=False,
          working_time=True, hint=_("a closer look at the C/T: name = time / value class / operator")),
    Field("material_cost", "material_cost_per_piece", _("Mat. cost"), _("Material cost per piece"), ("process", "supplier"), "money",
          "money", in_box=False, hint=_("what the step, or the supplier, puts into a piece")),
    Field("day_cost", "cost_per_day", _("Cost/day"), _("Cost per day"), ("process", *STOCKS, "transport"), "money", "money",
          in_box=False, hint=_("machine, room, energy, freight; people by the wage of the calendar")),
    Field("floor_space", "floor_space_m2", _("Space"), _("Floor space"), ("process", *STOCKS), "area", "m2", in_box=False),
    Field("shared", "shared", _("Shared"), _("Shared with other streams"), _P, shape="flag", in_box=False),
    Field("pacemaker", "pacemaker", _("Pacemaker"), _("Pacemaker"), _P, shape="flag", in_box=False,
          hint=_("the one process that is scheduled")),
    _text("same_as", _("Same step as"), _P, shape="element", empty=_("none"), hint=_("the step passed once more here")),
    # stock
    Field("qty", "qty", _("Stock"), _("Stock"), STOCKS, "pieces", "pc"),
    Field("qty_by_variant", "qty_by_variant", _("By variant"), _("Stock by variant"), STOCKS, "pieces", "pc", shape="variants"),
    _time("days", "wait_s", _("Time"), _("Stock as time"), STOCKS, "day", json_days="days", hint=_("wins over pieces")),
    Field("usage", "usage_per_unit", _("Per product"), _("Pieces per product"), STOCKS, "count", "x", low_open=True, in_box=False),
    Field("max", "max", _("Max"), _("Maximum"), STOCKS, "pieces", "pc"),
    Field("min", "min", _("Min"), _("Minimum"), STOCKS, "pieces", "pc"),
    Field("reorder", "reorder", _("Reorder"), _("Reorder point"), STOCKS, "pieces", "pc"),
    Field("container", "container", _("Container"), _("Pieces per container"), STOCKS, "pieces", "pc", low_open=True),
    _text("system", _("System"), ("control",), hint=_("such as MRP or ERP")),  # before its interval
    # transport
    _time("time", "time_s", _("Time"), _("Transit time"), ("transport",), "day", json_days="days"),
    _time("interval", "interval_s", _("Every"), _("Interval"), ("transport", "supplier", "customer", "control"), "day",
          json_days="interval_days"),
    Field("lot", "lot", _("Lot"), _("Lot"), ("transport",), "pieces", "pc"),
    Field("distance", "distance_m", _("Distance"), _("Distance"), ("transport",), "distance", "m"),
    # customer
    Field("demand", "demand", _("Demand"), _("Demand"), ("customer",), "rate", "pc/day"),
    Field("demand_by_variant", "demand_by_variant", _("By variant"), _("Demand by variant"), ("customer",), "rate", "pc/day",
          shape="variants"),
    Field("pack", "pack", _("Pack"), _("Pack quantity"), ("customer",), "pieces", "pc", low_open=True),
    # control
    _time("horizon", "horizon_s", _("Horizon"), _("Planning horizon"), ("control",), "day", json_days="horizon_days",
          hint=_("how far ahead it plans")),
    _text("medium", _("Medium"), ("control",), hint=_("paper, screen, board …")),
    # arrows
    _text("label", _("Label"), EVERY_FLOW, hint=_("what, how often")),
    _text("note", _("Second line"), EVERY_FLOW),
    Field("vehicle", "vehicle", _("Vehicle"), _("Vehicle"), ("transport", "shipment"), shape="choice", choices=VEHICLES,
          in_box=False),
    _share("share", _("Share"), _("Share of this route"), MATERIAL, hint=_("one of the ways from here")),
    _share("supply_share", _("Supply share"), _("Share of this source"), MATERIAL),
    _share("repeat", _("Repeat"), _("Returned for rework"), MATERIAL, high_open=True),
    Field("pieces_per_unit", "pieces_per_unit", _("Pieces"), _("Pieces per product"), MATERIAL, "count", "x", low_open=True),
    Field("card", "card", _("Card"), _("Kanban"), ("kanban",), shape="choice", choices=CARDS, in_box=False,
          empty=_("the path alone")),
    Field("means", "means", _("By"), _("By"), ("verbal",), shape="choice", choices=(("phone", _("Phone")),), in_box=False,
          empty=_("word of mouth")),
    Field("cards", "cards", _("Cards"), _("Number of cards"), ("kanban",), "count", "x"),
    # notes
    Field("kaizen", "kaizen", _("Kaizen"), _("Kind of kaizen"), ("burst",), shape="choice", choices=KAIZEN, in_box=False),
    _text("about", _("Belongs to"), BURSTS, shape="element", empty=_("none"), hint=_("the step or arrow it is about")),
    # calendar (METRICS.md 1)
    Field("shifts_per_day", "shifts_per_day", _("Shifts"), _("Shifts per day"), ("calendar",), "count", "x"),
    _time("shift", "shift_s", _("Shift"), _("Shift length"), ("calendar",), "h"),
    _time("break_per_shift", "break_s_per_shift", _("Breaks"), _("Breaks per shift"), ("calendar",), "min"),
    _time("lunch_per_shift", "lunch_s_per_shift", _("Lunch"), _("Lunch inside the shift"), ("calendar",), "min"),
    _time("other_planned_per_shift", "other_planned_s_per_shift", _("Other stops"), _("Other planned stops per shift"),
          ("calendar",), "min"),
    _time("available_per_day", "available_s_per_day", _("Available"), _("Available time per day"), ("calendar",), "h"),
    Field("days_per_week", "working_days_per_week", _("Days a week"), _("Working days per week"), ("calendar",), "count", "x",
          high=7.0, low_open=True),
    Field("days_per_month", "working_days_per_month", _("Days a month"), _("Working days per month"), ("calendar",), "count",
          "x", high=31.0, low_open=True),
    Field("days_per_year", "working_days_per_year", _("Days a year"), _("Working days per year"), ("calendar",), "count", "x",
          high=366.0, low_open=True),
    Field("wage", "wage_per_hour", _("Wage"), _("Wage per paid hour"), ("calendar",), "money", "money",
          hint=_("all that an hour of one person costs; breaks are paid")),
    # options with a number (METRICS.md 5.3, 4.2, 1.3)
    _time("hours_per_day", "hours_per_day", _("Hours a day"), _("Hours of one lead-time day"), ("options",), "h", low_open=True,
          high=86400.0),
    Field("throughput", "throughput_per_day", _("Throughput"), _("Measured output"), ("options",), "rate", "pc/day",
          low_open=True),
    _share("planned_cycle", _("Planned cycle"), _("Planned cycle time"), ("options",), low_open=True,
           hint=_("share of takt that cells are designed to; else 100 %")),
    # how the map is shown
    Field("time_unit", "time_unit", _("Times in"), _("Show times in"), ("options",), shape="choice", choices=TIME_UNITS,
          in_box=False, empty=_("the unit that fits"), hint=_("working times; days stay days")),
    Field("mark_sources", "mark_sources", _("Mark sources"), _("Mark sources"), ("options",), shape="flag", in_box=False,
          hint=_("what is estimated, assumed or older than a year")),
    Field("empty_rows", "empty_rows", _("Empty rows"), _("Show empty rows"), ("options",), shape="flag", in_box=False,
          hint=_("data boxes of one kind come out alike")),
)  # fmt: skip

_BY_KIND: dict[str, tuple[Field, ...]] = {
    kind: tuple(field for field in FIELDS if kind in field.kinds)
    for kind in (*EVERY_NODE, *EVERY_FLOW, "calendar", "options")
}


def fields_of(kind: str) -> tuple[Field, ...]:
    """The fields an element of this kind may carry, in the order they are shown; none for an unknown kind."""
    return _BY_KIND.get(kind, ())


def field_of(kind: str, key: str) -> Field:
    """The row of one field of a kind. Raises KeyError if the kind has no such field."""
    for field in fields_of(kind):
        if field.key == key:
            return field
    raise KeyError(key)


def out_of_range(field: Field, value: Quantity) -> str | None:
    """Why a quantity cannot stand in a field, as a sentence; None if it can (METRICS.md 0.5).

    Both ends of a range must be within the bounds; the low one may stand on a bound that no value may reach.
    """
    if value.dimension != field.dimension:
        return _("{title} is not measured in {unit}.").format(title=field.title, unit=value.unit)
    if field.working_time and value.in_calendar_units:
        return _("{title} is measured in s, min or h.").format(title=field.title)
    number = value.base
    least, most = (number, number) if value.high is None else ends_in_base(value)
    if least < field.low or (field.low_open and number == field.low):
        limit = _("more than {low}") if field.low_open else _("at least {low}")
        return _("{title} is {limit}.").format(
            title=field.title, limit=limit.format(low=_bound(field, field.low))
        )
    if field.high is not None and (most > field.high or (field.high_open and most == field.high)):
        limit = _("less than {high}") if field.high_open else _("at most {high}")
        return _("{title} is {limit}.").format(
            title=field.title, limit=limit.format(high=_bound(field, field.high))
        )
    return None


def _bound(field: Field, number: float) -> str:
    if field.dimension == "ratio":
        return f"{number * 100:g} %"
    if field.dimension == "time" and number >= 3600:
        return f"{number / 3600:g} h"
    return f"{number:g}"
