"""The cells of the number strip: what a report says of the whole stream, each number with its unit and convention."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.ladder import lead_words
from vsm_desktop.drawing.text import measure
from vsm_desktop.metrics.figure import Why
from vsm_desktop.metrics.report import Report, Result, StepReport
from vsm_desktop.metrics.splits import label as called
from vsm_desktop.metrics.stock import STOCK_KINDS, stock_quantity
from vsm_desktop.model.display import DASH, days, duration, percent, pieces, plain, rounded
from vsm_desktop.model.nodes import Stock
from vsm_desktop.model.own import OwnFields, OwnTotals
from vsm_desktop.model.spans import printed_change
from vsm_desktop.model.stream import State
from vsm_desktop.model.units import TimeUnit
from vsm_desktop.model.value import of_ids

PAD = 16
SAVED, RECORDED = _("since it was last saved"), _("since recording began")
_UNKNOWN = Result(None)


class Cell(Struct, frozen=True):
    """One number with its unit and convention; `stays` when the window gets narrow.

    `number` is the value unrounded, in `exact_unit`; `better` is 1 where more is better, -1 where less is, 0 where
    neither is; `times` the unit the map shows working times in. `change` says how it
    differs from what was before, `since` since when, and `change_sign` whether that is better.
    """

    key: str
    label: str
    value: str
    unit: str
    note: str
    alert: bool = False
    stays: bool = False
    reason: str = ""
    number: float | None = None
    exact_unit: str = ""
    better: int = 0
    change: str = ""
    change_sign: int = 0
    since: str = ""
    times: TimeUnit | None = None

    @property
    def width(self) -> float:
        value = measure(self.value, 21, "bold") + (measure(self.unit, 13) + 6 if self.unit else 0)
        label = measure(self.label, 11) + (measure(self.change, 11, "medium") + 8 if self.change else 0)
        return max(value, label, measure(self.note, 11) + 14 * self.alert) + 2 * PAD

    @property
    def exact(self) -> str:
        """The unrounded number with its unit."""
        return f"{plain(self.number)} {self.exact_unit}".strip() if self.number is not None else ""

    @property
    def tip(self) -> str:
        """Everything there is to say about it, for a tooltip and a screen reader."""
        said = self.reason or " ".join(part for part in (self.value, self.unit, self.note) if part)
        lines = [f"{self.label}: {said}"]
        if self.exact and self.exact != f"{self.value} {self.unit}".strip():
            lines.append(_("Exactly {number}").format(number=self.exact))
        if self.change:
            lines.append(f"{self.change} {self.since}")
        return "\n".join(lines)


def report_cells(
    report: Report, state: State, fields: OwnFields = (), totals: OwnTotals = ()
) -> tuple[Cell, ...]:
    """The strip's numbers of a state, those a user added last."""
    times = state.options.time_unit
    found = tuple(_exact(cell, report) for cell in _cells(report, state))
    if totals:
        from vsm_desktop.ui.own.cells import total_cells  # most maps have none

        found = (*found, *total_cells(report, fields, totals, times))
    return found if times is None else tuple(replace(cell, times=times) for cell in found)


def cells(frame: Frame) -> tuple[Cell, ...]:
    """The strip's numbers of a frame."""
    stream = frame.stream
    return report_cells(frame.report, frame.state, stream.own_fields, stream.own_totals)


_BETTER = {
    "lead_time_days": -1,
    "processing_time_s": -1,
    "pce": 1,
    "wip_pc": -1,
    "stream_capacity_per_day": 1,
}


def _exact(cell: Cell, report: Report) -> Cell:
    """The cell with its unrounded number."""
    better = _BETTER.get(cell.key, 0)
    if cell.key == "bottleneck":
        return replace(cell, better=better)
    result = _result(report, cell.key)
    units = {"day": "d", "1": "", "pc/day": "pc / d"}
    number = result.number if cell.value != DASH else None
    unit = units.get(result.unit, result.unit)
    if cell.key == "pce" and number is not None:
        number, unit = number * 100, "%"
    return replace(cell, number=number, exact_unit=unit, better=better)


def _cells(report: Report, state: State) -> tuple[Cell, ...]:
    return (
        _takt(report, state.options.time_unit),
        _lead_time(report, state),
        _cell(
            report,
            "processing_time_s",
            _("Processing time"),
            _work(report, state.options.time_unit),
            _branches(report),
        ),
        _cell(report, "pce", _("Value-added ratio"), _share, _day(state, report)),
        _pieces(report, state),
        _capacity(report),
        _bottleneck(report, state),
    )


def _result(report: Report, key: str) -> Result:
    return report.metrics.get(key, _UNKNOWN)


def _cell(report: Report, key: str, label: str, form: Callable[[float], tuple[str, str]], note: str) -> Cell:
    result = _result(report, key)
    if result.number is None:
        return Cell(key, label, DASH, "", _short(result.reason), reason=result.reason)
    return Cell(key, label, *form(result.number), note)


def _share(value: float) -> tuple[str, str]:
    return percent(value), "%"


def _takt(report: Report, times: TimeUnit | None) -> Cell:
    demand = _result(report, "daily_demand").number
    note = _("{count} pc a day").format(count=pieces(demand)) if demand is not None else ""
    cell = _cell(report, "takt_s", _("Takt time"), partial(duration, times=times), note)
    return _staying(cell)


def _staying(cell: Cell) -> Cell:
    return replace(cell, stays=True)


def _lead_time(report: Report, state: State) -> Cell:
    modes = {"waits_only": _("waits only"), "waits_plus_process": _("waits + processing")}
    note = modes[state.options.lead_time_mode]
    result, label = _result(report, "lead_time_days"), _("Lead time")
    note = note if result.number is not None else _short(result.reason)
    return Cell(
        "lead_time_days",
        label,
        *lead_words(report, state.options.time_unit),
        note,
        stays=True,
        reason=result.reason,
    )


def _work(report: Report, times: TimeUnit | None) -> Callable[[float], tuple[str, str]]:
    """Processing time, "at least" where a step cannot be timed (METRICS.md 5.10)."""
    least = "≥ " if _result(report, "missing").value else ""

    def shown(value: float) -> tuple[str, str]:
        number, unit = duration(value, times)
        return (DASH, "") if least and not value else (least + number, unit)

    return shown


def _branches(report: Report) -> str:
    count = sum(step.kind == "process" and step.on_ladder for step in report.steps)
    return _("{count} processes").format(count=count) if count != 1 else _("1 process")


def _day(state: State, report: Report) -> str:
    if state.options.day_base == "working":
        available = _result(report, "available_s_per_day").number
        return _("day of {minutes} min").format(minutes=rounded(available / 60, 0)) if available else ""
    names = {
        "gross_shift": _("day of the shifts"),
        "hours_per_day": _("entered hours"),
        "clock_24h": _("day of 24 h"),
    }
    return names[state.options.day_base]


def _capacity(report: Report) -> Cell:
    result, demand = _result(report, "stream_capacity_per_day"), _result(report, "daily_demand").number
    if result.number is None:
        return Cell(
            "stream_capacity_per_day", _("Capacity"), DASH, "", _short(result.reason), reason=result.reason
        )
    short = demand is not None and result.number < demand - 1e-9
    note = _("{count} needed").format(count=pieces(demand)) if demand is not None else ""
    most = "≤ " if any(_load_unknown(step) for step in report.steps) else ""
    return Cell(
        "stream_capacity_per_day", _("Capacity"), most + pieces(result.number), _("pc / d"), note, short
    )


def _load_unknown(step: StepReport) -> bool:
    """Whether a process of the flow may limit the stream more than all that are known."""
    return step.kind == "process" and step.on_ladder and step.metrics["utilization"].value is None


def _bottleneck(report: Report, state: State) -> Cell:
    result = _result(report, "bottleneck")
    node = state.node(str(result.value)) if result.value else None
    if node is None:
        return Cell(
            "bottleneck", _("Bottleneck"), DASH, "", _short(result.reason), stays=True, reason=result.reason
        )
    step = report.step(node.id)
    load = step.metrics["utilization"].number if step and "utilization" in step.metrics else None
    note = (
        _("{load} % of available time").format(load=percent(load))
        if load is not None
        else _("longest effective C/T")
    )
    over = load is not None and load > 1 + 1e-9
    return Cell("bottleneck", _("Bottleneck"), called(node), "", note, over, stays=True)


def _short(reason: str) -> str:
    return reason if len(reason) <= 34 else reason[:33].rstrip() + "…"


def _pieces(report: Report, state: State) -> Cell:
    """Pieces in the stream, and how long the stocks last; a stock of which nothing is entered is named."""
    label, result = _("Pieces in the stream"), report.metrics["wip_pc"]
    if result.number is None:
        return Cell("wip_pc", label, DASH, "", _short(result.reason), reason=result.reason)
    steps = [step for step in report.steps if step.kind in STOCK_KINDS]
    note = _("days unknown")
    if (known := [step.wait_days for step in steps if step.wait_days is not None]) or not steps:
        note = f"{days(sum(known))} d"
    nodes = of_ids(state.nodes, {step.id for step in steps if step.wait_days is None})
    without = [called(node) for node in nodes if isinstance(node, Stock) and _is_empty(node)]
    if len(without) == 1:
        note = _("{lasts}, without {name}").format(lasts=note, name=_short(without[0]))
    elif without:
        note = _("{lasts}, without {n} more").format(lasts=note, n=len(without))
    return Cell("wip_pc", label, pieces(result.number), _("pc"), note)


def _is_empty(stock: Stock) -> bool:
    """Whether neither pieces nor days are entered."""
    return stock.days is None and isinstance(stock_quantity(stock), Why)


def with_change(cell: Cell, saved: Cell | None, since: str = SAVED) -> Cell:
    """The cell with what changed since it was saved, or since something else, if that can be said."""
    if saved is None or cell.number is None or saved.number is None or cell.value == saved.value:
        return cell
    if any(one.value.startswith(("≥", "≤")) for one in (cell, saved)):  # a bound is no number to compare with
        return cell
    difference = cell.number - saved.number
    number, unit = _form(cell, difference)
    printed = printed_change(f"{saved.value} {saved.unit}", f"{cell.value} {cell.unit}")
    if printed is not None and cell.key in ("pce", "lead_time_days"):
        number = printed.removeprefix("+").removesuffix(f" {cell.unit}")
        unit = _("% points") if cell.key == "pce" else cell.unit
        if unit == "d" and "." not in number:  # days have a decimal everywhere
            number += ".0"
    if not number.strip("-0.,"):  # nothing that could be read off
        return cell
    sign = "+" if difference > 0 else ""
    word = {1: _("better"), -1: _("worse"), 0: ""}[good := _direction(difference, cell.better)]
    change = " ".join(part for part in (f"{sign}{number}", unit, word) if part)
    return replace(cell, change=change, change_sign=good, since=since)


def _form(cell: Cell, value: float) -> tuple[str, str]:
    """A difference as the cell's own numbers are written."""
    match cell.key:
        case "takt_s" | "processing_time_s":
            return duration(value, cell.times)
        case "lead_time_days":
            return days(value), "d"
        case "pce":
            return percent(value / 100), _("% points")
        case _ if cell.key.startswith("own."):
            from vsm_desktop.ui.own.cells import difference_words

            return difference_words(cell.exact_unit, value, cell.times)
        case _:
            return pieces(value), cell.unit


def _direction(difference: float, better: int) -> int:
    return better if difference > 0 else -better
