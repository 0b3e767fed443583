"""What the charts ask of a frame: the steps of a kind with their nodes, names, and words for what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from vsm_desktop.assets import _
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.metrics.capacity import Machine
from vsm_desktop.metrics.clock import Clock, clock_of
from vsm_desktop.metrics.figure import known
from vsm_desktop.metrics.report import Report, Result, StepReport
from vsm_desktop.metrics.stock import STOCK_KINDS
from vsm_desktop.model.nodes import Fifo, Inventory, Process, Queue, Stock, Supermarket
from vsm_desktop.model.titles import title_of


def clock(frame: Frame) -> Clock:
    """The calendar of the frame's state."""
    return clock_of(frame.stream.calendar_of(frame.state), frame.state.options)


def processes(frame: Frame) -> Iterator[tuple[StepReport, Process]]:
    """The processes in flow order."""
    nodes = {node.id: node for node in frame.state.nodes}
    for step in frame.report.steps:
        node = nodes.get(step.id)
        if isinstance(node, Process):
            yield step, node


def machines(frame: Frame) -> Iterator[tuple[StepReport, Machine]]:
    """The processes in flow order, as machines."""
    time = clock(frame)
    for step, process in processes(frame):
        yield step, Machine(process, time)


def stocks(frame: Frame) -> Iterator[tuple[StepReport, Stock]]:
    """The stocks in flow order."""
    nodes = {node.id: node for node in frame.state.nodes}
    for step in frame.report.steps:
        node = nodes.get(step.id)
        if step.kind in STOCK_KINDS and isinstance(node, Inventory | Queue | Supermarket | Fifo):
            yield step, node


def called(step: StepReport) -> str:
    """What a step is called: its name, else what it is."""
    return step.name or title_of(step.kind)


def result(step: StepReport, key: str) -> Result:
    """A result of a step; an empty one where it has none of that name."""
    return step.metrics.get(key) or Result(None)


def why_not(report: Report, machine: Machine | None = None) -> str:
    """In two words, why something cannot be said of a process, or at all."""
    if machine is not None and known(machine.effective_ct_s) is None:
        return _("no C/T")
    if not report.number("daily_demand"):
        return _("no demand")
    if not report.number("available_s_per_day"):
        return _("no working time")
    return _("not known")
