"""What each process must make against what it can, in pieces a day and as a share of its time (METRICS.md 2.2 - 2.4)."""

from __future__ import annotations

from vsm_desktop.assets import _
from vsm_desktop.drawing.charts.chart import ADDED, ALERT, WORK, Chart, Key, exact, listed, nothing
from vsm_desktop.drawing.charts.column import Column, Columns, Limit, Piece, Stack, alerted
from vsm_desktop.drawing.charts.columns import draw_columns
from vsm_desktop.drawing.charts.facts import called, machines, result, why_not
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.metrics.capacity import Machine
from vsm_desktop.metrics.report import Report, StepReport
from vsm_desktop.model.display import DASH, percent, pieces, rounded

_FULL = 1 + 1e-9
_NEAR = 0.005
_HIGH = 4.0  # times what is required: what is higher is cut


def utilization_chart(frame: Frame, width: float, height: float, look: Look) -> Chart:
    """The load of each process as a share of its time, with the line at which there is no time left."""
    columns = tuple(_share(step, machine, frame.report) for step, machine in machines(frame))
    if not columns:
        words = _("The load of each process will stand here. Add a process to the map.")
        return nothing(words, width, height, look)
    keys = [Key(_("load, as a share of the time there is"), WORK)]
    if any(column.alert for column in columns):
        keys.append(Key(_("cannot meet demand"), ALERT))
    full = (Limit(1.0, _("100 %")),)
    return draw_columns(Columns(columns, full, tuple(keys), unit=_("in %")), width, height, look)


def capacity_chart(frame: Frame, width: float, height: float, look: Look) -> Chart:
    """Good pieces a day each process must make beside those it can make."""
    columns = tuple(_pair(step, machine, frame.report) for step, machine in machines(frame))
    if not columns:
        words = _(
            "What each process must make a day, and what it can, will stand here. Add a process to the map."
        )
        return nothing(words, width, height, look)
    keys = [Key(_("required"), ADDED), Key(_("capacity"), WORK)]
    if any(column.alert for column in columns):
        keys.append(Key(_("cannot meet demand"), ALERT))
    keys.append(Key(_("good pieces a day")))
    shown = Columns(columns, keys=tuple(keys), most=_most(columns), between=" ", unit=_("number: required"))
    return draw_columns(shown, width, height, look)


def _share(step: StepReport, machine: Machine, report: Report) -> Column:
    load = result(step, "utilization")
    if load.number is None:
        return Column((step.id,), called(step), load.reason, missing=why_not(report, machine))
    over = load.number > _FULL
    bars = (Piece(load.number, WORK),)
    said = listed(
        _("{share} % of its time").format(share=exact(100 * load.number, "")),
        _("cannot meet demand") if over else "",
        _numbers(step),
    )
    text, shown = _("{percent} %").format(percent=percent(load.number)), alerted(bars) if over else bars
    return Column((step.id,), called(step), said, shown, text, short=_short(load.number), alert=over)


def _pair(step: StepReport, machine: Machine, report: Report) -> Column:
    required, capacity = result(step, "required_per_day"), result(step, "capacity_per_day")
    if capacity.number is None:
        return Column((step.id,), called(step), capacity.reason, missing=why_not(report, machine))
    can = pieces(capacity.number)
    if required.number is None:
        said = listed(_numbers(step), required.reason)
        return Column(
            (step.id,),
            called(step),
            said,
            (Piece(capacity.number, WORK),),
            DASH,
            _("of {n}").format(n=can),
            DASH,
        )
    over = required.number > capacity.number * _FULL
    bars = (Piece(required.number, ADDED), Piece(capacity.number, WORK))
    stacks = tuple(Stack((piece,)) for piece in (alerted(bars) if over else bars))
    said = listed(_numbers(step), _("cannot meet demand") if over else "")
    text, of = pieces(required.number), _("of {n}").format(n=can)
    return Column((step.id,), called(step), said, (), text, of, text, alert=over, stacks=stacks)


def _short(load: float) -> str:
    """A load in whole percent, but near 100 % and where it is little."""
    return percent(load) if load < 0.1 or abs(load - 1) < _NEAR else rounded(100 * load, 0)


def _numbers(step: StepReport) -> str:
    required, capacity = result(step, "required_per_day").number, result(step, "capacity_per_day").number
    must = "" if required is None else _("{n} pc a day required").format(n=exact(required, ""))
    can = "" if capacity is None else _("{n} pc a day possible").format(n=exact(capacity, ""))
    return listed(must, can)


def _most(columns: tuple[Column, ...]) -> float:
    """What stands at full height, where a very fast step would leave nothing to see of the others."""
    required = [column.stacks[0].value for column in columns if column.stacks]
    top = _HIGH * max(required, default=0.0)
    return top if 0 < top < max(column.value for column in columns) else 0.0
