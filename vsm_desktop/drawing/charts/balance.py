"""Cycle time against takt: what a good piece takes of each process, and how often the customer wants one."""

from __future__ import annotations

from collections.abc import Sequence

from vsm_desktop.assets import _
from vsm_desktop.drawing.charts.chart import (
    ADDED,
    ALERT,
    ALERT_ADDED,
    NECESSARY,
    WASTE,
    WORK,
    Chart,
    Key,
    listed,
    nothing,
)
from vsm_desktop.drawing.charts.column import Column, Columns, Limit, Piece, Stack, alerted
from vsm_desktop.drawing.charts.columns import draw_columns
from vsm_desktop.drawing.charts.elements import element_stacks, elements_said
from vsm_desktop.drawing.charts.facts import called, machines, processes, result, why_not
from vsm_desktop.drawing.charts.times import exact_time, short_time, time_text, unit_words
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.metrics.capacity import Machine
from vsm_desktop.metrics.figure import known
from vsm_desktop.metrics.report import StepReport
from vsm_desktop.model.units import TimeUnit
from vsm_desktop.model.work import WorkElement

_EQUAL = 0.005  # of takt: what differs less is the same line
_HIGH = 5.0  # times takt: what is higher is cut if others are below takt


def takt_chart(frame: Frame, width: float, height: float, look: Look) -> Chart:
    """One column for each process in flow order (METRICS.md 2.1): its C/T, and what changeover, downtime and scrap add.

    Where work elements are entered, they stand beside it, one stack for each operator.
    """
    takt, times = frame.report.number("takt_s"), look.manner.times
    elements = {step.id: process.elements for step, process in processes(frame)}
    columns = tuple(
        _column(step, machine, elements[step.id], frame, takt, times) for step, machine in machines(frame)
    )
    if not columns:
        words = _("The cycle time of each process against takt will stand here. Add a process to the map.")
        return nothing(words, width, height, look)
    keys = (
        *_keys(columns, work=[one for found in elements.values() for one in found]),
        *_notes(columns, frame),
    )
    limits = () if takt is None else (Limit(takt, _("Takt {time}").format(time=time_text(takt, times))),)
    shown = Columns(columns, limits, keys, most=_most(columns, takt), unit=unit_words(times))
    return draw_columns(shown, width, height, look)


def _keys(columns: Sequence[Column], work: Sequence[WorkElement]) -> list[Key]:
    """What the inks mean that are used."""
    classes = {one.va for one in work}
    inks = {piece.ink for column in columns for stack in column.stood for piece in stack.pieces}
    keys = [Key(_("C/T, work that adds value") if "VA" in classes else _("C/T"), WORK)]
    keys += [Key(_("necessary"), NECESSARY)] if "NNVA" in classes else []
    keys += [Key(_("adds no value"), WASTE)] if "NVA" in classes else []
    keys += [Key(_("changeover, downtime and scrap"), ADDED)] if inks & {ADDED, ALERT_ADDED} else []
    keys += [Key(_("above takt"), ALERT)] if any(column.alert for column in columns) else []
    return keys


def _notes(columns: Sequence[Column], frame: Frame) -> list[Key]:
    takt = frame.report.metrics["takt_s"]
    notes = [] if takt.number is not None else [Key(_("no takt: {reason}").format(reason=takt.reason))]
    if any(column.limit is not None for column in columns):
        notes.append(Key(_("short line: takt of that step alone")))
    return [*notes, Key(_("time for one good piece"))]


def _column(
    step: StepReport,
    machine: Machine,
    elements: tuple[WorkElement, ...],
    frame: Frame,
    takt: float | None,
    times: TimeUnit | None,
) -> Column:
    """A process as a column; without a C/T a place that says so, unless its work elements are known."""
    name, effective, ct = called(step), known(machine.effective_ct_s), known(machine.ct_s)
    if effective is None or ct is None:
        if elements:
            return _of_elements(step, machine, elements, takt, times)
        reason, missing = result(step, "effective_ct_s").reason, why_not(frame.report, machine)
        return Column((step.id,), name, reason, missing=missing)
    pieces = _pieces(ct / machine.stations, effective, times)
    limit = _own_takt(step, effective, takt)
    wanted = takt if limit is None else limit
    alert = wanted is not None and effective > wanted * (1 + 1e-9)
    said = listed(
        _("{time} for one good piece").format(time=exact_time(effective, times)),
        _ct_said(ct, machine, times),
        _lost(pieces, times),
        "" if wanted is None else _against(wanted, alert, times, own=limit is not None),
        *(elements_said(elements, ct, times) if elements else ()),
    )
    shown = alerted(pieces) if alert else pieces
    stacks = element_stacks(elements, machine.stations, wanted, times)
    if stacks:
        stacks = (*stacks, Stack(shown, _("C/T"), alert))
    text, short = time_text(effective, times), short_time(effective, times)
    return Column((step.id,), name, said, shown, text, "", short, alert=alert, limit=limit, stacks=stacks)


def _of_elements(
    step: StepReport,
    machine: Machine,
    elements: tuple[WorkElement, ...],
    takt: float | None,
    times: TimeUnit | None,
) -> Column:
    """A process without a C/T by its work elements alone."""
    stacks = element_stacks(elements, machine.stations, takt, times)
    longest = max(stack.value for stack in stacks)
    said = listed(result(step, "effective_ct_s").reason, *elements_said(elements, None, times))
    text, short = time_text(longest, times), short_time(longest, times)
    over = any(stack.over for stack in stacks)
    return Column((step.id,), called(step), said, (), text, "", short, alert=over, stacks=stacks)


def _pieces(alone: float, effective: float, times: TimeUnit | None) -> tuple[Piece, ...]:
    """The C/T, and what is added to it; OEE contains all of that."""
    more = max(0.0, effective - alone)
    ct = Piece(min(alone, effective), WORK, time_text(alone, times) if more > 1e-9 * effective else "")
    return (ct, Piece(more, ADDED)) if more > 1e-9 * effective else (ct,)


def _ct_said(ct: float, machine: Machine, times: TimeUnit | None) -> str:
    said = _("C/T {time}").format(time=exact_time(ct, times))
    return said if machine.stations == 1 else said + _(" at {n} stations").format(n=f"{machine.stations:g}")


def _lost(pieces: tuple[Piece, ...], times: TimeUnit | None) -> str:
    if len(pieces) == 1:
        return ""
    return _("{time} by changeover, downtime and scrap").format(time=exact_time(pieces[1].value, times))


def _against(takt: float, alert: bool, times: TimeUnit | None, *, own: bool) -> str:
    name = _("takt of this step") if own else _("takt")
    sentence = _("above {name}, {time}") if alert else _("within {name}, {time}")
    return sentence.format(name=name, time=exact_time(takt, times))


def _own_takt(step: StepReport, effective: float, takt: float | None) -> float | None:
    """Where a step makes more or fewer pieces than are sold, or works other hours, its takt is its own (2.3, 1.7)."""
    load = result(step, "utilization").number
    own = effective / load if load else None
    if own is not None and takt is not None and abs(own - takt) <= _EQUAL * takt:
        return None
    return own


def _most(columns: tuple[Column, ...], takt: float | None) -> float:
    """What stands at full height, where a very slow step would leave nothing to see of the others."""
    heights = [column.value for column in columns if not column.missing]
    if not takt or not heights or max(heights) <= _HIGH * takt or min(heights) >= takt:
        return 0.0
    return _HIGH * takt
