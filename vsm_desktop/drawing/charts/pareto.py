"""Where the lead time goes: waits and steps by their days, the longest first, with the share reached (METRICS.md 5)."""

from __future__ import annotations

from itertools import accumulate

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.drawing.charts.chart import WAIT, WORK, Chart, Key, exact, listed, nothing
from vsm_desktop.drawing.charts.column import Column, Columns, Piece
from vsm_desktop.drawing.charts.columns import draw_columns
from vsm_desktop.drawing.charts.facts import called, clock
from vsm_desktop.drawing.charts.times import LITTLE, exact_time, lead_text
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.metrics.figure import known
from vsm_desktop.metrics.report import StepReport
from vsm_desktop.model.display import days, percent
from vsm_desktop.model.units import TimeUnit

_MOST = 24  # columns; the rest is one
_OVER = 1.2


class _Part(Struct, frozen=True):
    """What one step adds to the lead time, in days."""

    ids: tuple[str, ...]
    name: str
    wait: float
    work: float

    @property
    def days(self) -> float:
        return self.wait + self.work


def pareto_chart(frame: Frame, width: float, height: float, look: Look) -> Chart:
    """The steps of the critical path by what they add to waits and processing, times their passages."""
    day_s, times = known(clock(frame).day_s), look.manner.times
    steps = [step for step in frame.report.steps if step.on_critical_path]
    parts = _longest_first([_part(step, day_s) for step in steps if step.wait_days is not None])
    total = sum(part.days for part in parts)
    missing = [step for step in steps if step.wait_days is None]
    if not total:
        words = _(
            "What the lead time is made of will stand here, the longest wait first. Enter stocks and times."
        )
        return nothing(words, width, height, look)
    columns = [_column(part, total, day_s, times) for part in parts]
    columns += [Column((step.id,), called(step), _("has no time"), missing=_("no time")) for step in missing]
    running = tuple(reached / total for reached in accumulate(part.days for part in parts))
    keys = [Key(_("waiting"), WAIT), Key(_("processing"), WORK)]
    least = "≥ " if missing else ""
    keys.append(Key(_("line: share of {time} reached").format(time=least + lead_text(total, day_s, times))))
    unit = _("in days") if all(part.days >= LITTLE for part in parts) else ""
    high = _OVER * parts[0].days
    most = high if parts[-1].days > high else 0.0  # the many short ones together
    shown = Columns(tuple(columns), keys=tuple(keys), running=running, most=most, unit=unit)
    return draw_columns(shown, width, height, look)


def _part(step: StepReport, day_s: float | None) -> _Part:
    work = (step.processing_s or 0.0) / day_s if day_s else 0.0
    wait = step.wait_days or 0.0
    return _Part((step.id,), called(step), wait * step.passages, work * step.passages)


def _longest_first(parts: list[_Part]) -> list[_Part]:
    """In falling order; of equals the earlier one first, what takes no time left out, many short ones as one."""
    ranked = sorted((part for part in parts if part.days > 0), key=lambda part: -part.days)
    if len(ranked) <= _MOST:
        return ranked
    kept, rest = ranked[: _MOST - 1], ranked[_MOST - 1 :]
    ids = tuple(id_ for part in rest for id_ in part.ids)
    name = _("{count} others").format(count=len(rest))
    return [*kept, _Part(ids, name, sum(part.wait for part in rest), sum(part.work for part in rest))]


def _column(part: _Part, total: float, day_s: float | None, times: TimeUnit | None) -> Column:
    bars = tuple(Piece(value, ink) for value, ink in ((part.wait, WAIT), (part.work, WORK)) if value > 0)
    said = listed(
        _("{time} waiting").format(time=exact(part.wait, "d")) if part.wait else "",
        _("{time} processing").format(time=exact_time(part.work * (day_s or 0.0), times))
        if part.work
        else "",
        _("{share} % of the lead time").format(share=percent(part.days / total)),
    )
    text, short = lead_text(part.days, day_s, times), days(part.days, trim=True)
    return Column(part.ids, part.name, said, bars, text, short=short)
