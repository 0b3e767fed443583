"""Percent complete and accurate of each process, and rolled over the whole flow (METRICS.md 7.2)."""

from __future__ import annotations

from vsm_desktop.assets import _
from vsm_desktop.drawing.charts.chart import ADDED, WORK, Chart, Key, exact, listed, nothing
from vsm_desktop.drawing.charts.column import Column, Columns, Limit, Piece
from vsm_desktop.drawing.charts.columns import draw_columns
from vsm_desktop.drawing.charts.facts import called, processes
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.metrics.quality import complete_and_accurate
from vsm_desktop.metrics.report import Report, StepReport
from vsm_desktop.model.display import percent
from vsm_desktop.model.nodes import Process


def quality_chart(frame: Frame, width: float, height: float, look: Look) -> Chart:
    """One column for each process as its receiver judges it, and one for the flow."""
    columns = [_column(step, process) for step, process in processes(frame)]
    if not columns:
        words = _("Percent complete and accurate of each process will stand here. Add a process to the map.")
        return nothing(words, width, height, look)
    known, count = sum(not column.missing for column in columns), len(columns)
    note = _("entered at {n} of {count} steps").format(n=known, count=count)
    if 0 < known < count:
        note = _("entered at {n} of {count} steps, the others count as 100 %").format(n=known, count=count)
    keys = (Key(_("%C&A"), WORK), Key(_("rolled over the flow"), ADDED), Key(note))
    full = (Limit(1.0, _("100 %"), strong=False),)
    return draw_columns(
        Columns((*columns, _rolled(frame.report)), full, keys, most=1.0, unit=_("in %")), width, height, look
    )


def _column(step: StepReport, process: Process) -> Column:
    share = complete_and_accurate(process)
    if share is None:
        return Column((step.id,), called(step), _("No %C&A is entered."), missing=_("no %C&A"))
    said = _("{share} % complete and accurate").format(share=exact(100 * share, ""))
    if process.ca is None:
        said = listed(said, _("its first pass yield, as no %C&A is entered"))
    return Column((step.id,), called(step), said, (Piece(share, WORK),), _shown(share), short=percent(share))


def _rolled(report: Report) -> Column:
    rolled = report.metrics["rolled_ca"]
    if rolled.number is None:
        return Column((), _("Rolled"), rolled.reason, missing=_("not known"), apart=True)
    said = _("{share} % of what is started comes through right").format(share=exact(100 * rolled.number, ""))
    bars, short = (Piece(rolled.number, ADDED),), percent(rolled.number)
    return Column((), _("Rolled"), said, bars, _shown(rolled.number), short=short, apart=True)


def _shown(share: float) -> str:
    return _("{percent} %").format(percent=percent(share))
