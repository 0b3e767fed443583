"""Cycle time against takt: what a good piece takes of each process, and how often the customer wants one."""

from __future__ import annotations

from vsm_desktop.assets import _
from vsm_desktop.drawing.charts.chart import ADDED, ALERT, WORK, Chart, Key, exact, listed, nothing
from vsm_desktop.drawing.charts.column import Column, Columns, Limit, Piece, alerted
from vsm_desktop.drawing.charts.columns import draw_columns
from vsm_desktop.drawing.charts.facts import called, machines, result, why_not
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.metrics.capacity import Machine
from vsm_desktop.metrics.figure import known
from vsm_desktop.metrics.report import StepReport
from vsm_desktop.model.display import duration, seconds

_EQUAL = 0.005  # of takt: what differs less is the same line
_HIGH = 5.0  # times takt: what is higher is cut if others are below takt


def takt_chart(frame: Frame, width: float, height: float, look: Look) -> Chart:
    """One column for each process in flow order (METRICS.md 2.1): its C/T, and what changeover, downtime and scrap add."""
    takt = frame.report.number("takt_s")
    columns = tuple(_column(step, machine, frame, takt) for step, machine in machines(frame))
    if not columns:
        words = _("The cycle time of each process against takt will stand here. Add a process to the map.")
        return nothing(words, width, height, look)
    added = any(len(column.pieces) > 1 for column in columns)
    over = any(column.alert for column in columns)
    own = any(column.limit is not None for column in columns)
    notes = [
        Key(_("C/T"), WORK),
        *([Key(_("changeover, downtime and scrap"), ADDED)] if added else []),
        *([Key(_("above takt"), ALERT)] if over else []),
        Key(_("time for one good piece")),
        *([Key(_("short line: takt of that step alone"))] if own else []),
    ]
    if takt is None:
        notes.append(Key(_("no takt: {reason}").format(reason=frame.report.metrics["takt_s"].reason)))
    limits = () if takt is None else (Limit(takt, _("Takt {time}").format(time=" ".join(duration(takt)))),)
    most, unit = _most(columns, takt), _("in seconds")
    return draw_columns(Columns(columns, limits, tuple(notes), most=most, unit=unit), width, height, look)


def _column(step: StepReport, machine: Machine, frame: Frame, takt: float | None) -> Column:
    """A process as a column; without a C/T a place that says so."""
    name, effective, ct = called(step), known(machine.effective_ct_s), known(machine.ct_s)
    if effective is None or ct is None:
        return Column(
            (step.id,), name, result(step, "effective_ct_s").reason, missing=why_not(frame.report, machine)
        )
    alone = ct / machine.stations
    more = max(0.0, effective - alone)
    pieces = [Piece(min(alone, effective), WORK, _time(alone))]
    if more > 1e-9 * effective:
        pieces.append(Piece(more, ADDED))
    limit = _own_takt(step, effective)
    if limit is not None and takt is not None and abs(limit - takt) <= _EQUAL * takt:
        limit = None
    wanted = takt if limit is None else limit
    alert = wanted is not None and effective > wanted * (1 + 1e-9)
    said = listed(
        _("{time} for one good piece").format(time=exact(effective, "s")),
        _("C/T {time}").format(time=exact(ct, "s"))
        + (_(" at {n} stations").format(n=f"{machine.stations:g}") if machine.stations != 1 else ""),
        _("{time} by changeover, downtime and scrap").format(time=exact(more, "s"))
        if len(pieces) > 1
        else "",
        "" if wanted is None else _against(wanted, alert, own=limit is not None),
    )
    text, short = _time(effective), seconds(effective)
    shown = (Piece(pieces[0].value, WORK), *pieces[1:]) if len(pieces) == 1 else tuple(pieces)
    return Column(
        (step.id,), name, said, alerted(shown) if alert else shown, text, "", short, alert=alert, limit=limit
    )


def _against(takt: float, alert: bool, *, own: bool) -> str:
    name = _("takt of this step") if own else _("takt")
    sentence = _("above {name}, {time}") if alert else _("within {name}, {time}")
    return sentence.format(name=name, time=exact(takt, "s"))


def _own_takt(step: StepReport, effective: float) -> float | None:
    """Where a step makes more or fewer pieces than are sold, or works other hours, its takt is its own (2.3, 1.7)."""
    load = result(step, "utilization").number
    return effective / load if load else None


def _most(columns: tuple[Column, ...], takt: float | None) -> float:
    """What stands at full height, where a very slow step would leave nothing to see of the others."""
    if not takt:
        return 0.0
    heights = [sum(piece.value for piece in column.pieces) for column in columns if not column.missing]
    if not heights or max(heights) <= _HIGH * takt or min(heights) >= takt:
        return 0.0
    return _HIGH * takt


def _time(value: float) -> str:
    return " ".join(duration(value))
