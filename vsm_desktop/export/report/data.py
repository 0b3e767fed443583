"""What a report says of the states: the data of every step, the findings, and what differs between two states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vsm_desktop.assets import _
from vsm_desktop.drawing.charts.waterfall import waterfall_chart
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.symbols.databox import box_rows
from vsm_desktop.drawing.symbols.symbol import look_of, manner_of
from vsm_desktop.drawing.titleblock import convention
from vsm_desktop.export.a3.matter import Matter
from vsm_desktop.export.report.columns import Field
from vsm_desktop.export.report.flow import Flow
from vsm_desktop.insight.numbers import is_span, span_in_words
from vsm_desktop.insight.sides import named
from vsm_desktop.metrics.explain.words import TITLE
from vsm_desktop.metrics.report import StepReport
from vsm_desktop.model.display import DASH, duration, percent, pieces, with_unit
from vsm_desktop.model.spans import spans_of
from vsm_desktop.model.units import UNITS, TimeUnit

_NUMBERS = (
    "takt_s",
    "daily_demand",
    "lead_time_days",
    "processing_time_s",
    "pce",
    "wip_pc",
    "bottleneck",
    "stream_capacity_per_day",
    "operators_total",
    "rolled_ca",
    "cost_per_piece",
)
_PARTS = {"pce", "rolled_ca", "activity_ratio", "utilization"}


def data_pages(flow: Flow, frame: Frame) -> None:
    """The numbers of a state, and what is entered at every step."""
    state = frame.state
    title = _("{state}: data").format(state=state.name or state.id)
    flow.chapter(title, convention(state.options, frame.report))
    numbers = [(TITLE[key], said(frame, key)) for key in _NUMBERS]
    half = (len(numbers) + 1) // 2
    rows = [
        (*numbers[at], "", *(numbers[at + half] if at + half < len(numbers) else ("", "")))
        for at in range(half)
    ]
    pair = (Field("", 0.26), Field("", 0.2, True, True))
    columns = (*pair, Field("", 0.08), *pair)
    flow.table(columns, rows, _("Numbers"))
    fields = (
        Field(_("Step"), 0.2, bold=True),
        Field(_("Entered"), 0.44),
        Field(_("Waiting"), 0.1, True),
        Field(_("Processing"), 0.1, True),
        Field(_("Load"), 0.07, True),
        Field(_("Capacity"), 0.09, True),
    )
    flow.table(fields, [*_steps(frame)], _("Steps and stocks in the order of the flow"))


def _steps(frame: Frame) -> Iterator[tuple[str, ...]]:
    look, times = look_of(frame.theme, manner=manner_of(frame.state)), frame.state.options.time_unit
    report = frame.report
    spans = spans_of([step.wait_days for step in report.steps], report.day_s, times)
    unit = times or _one_unit([step.processing_s for step in report.steps if step.processing_s])
    for step in report.steps:
        node = frame.state.node(step.id)
        if node is None:
            continue
        entered = " · ".join(
            " ".join(filter(None, (row.label, row.number, row.unit)))
            for row in box_rows(node, look)
            if row.number
        )
        wait = DASH if step.wait_days is None else spans.text(step.wait_days) if step.wait_days else ""
        yield (
            named(node, frame.state),
            entered,
            wait if step.kind != "process" or step.wait_days else "",
            " ".join(duration(step.processing_s, unit)) if step.processing_s else "",
            _share(step, "utilization"),
            _capacity(step),
        )


def _one_unit(seconds: Sequence[float]) -> TimeUnit | None:
    """The unit the longest of some times reads best in, where the shortest is no small part of it."""
    if not seconds:
        return None
    unit = duration(max(seconds))[1]
    whole: tuple[TimeUnit, ...] = ("s", "min", "h")
    return next((one for one in whole if one == unit and min(seconds) >= UNITS[one].factor / 2), None)


def _share(step: StepReport, key: str) -> str:
    result = step.metrics.get(key)
    return f"{percent(result.number)} %" if result is not None and result.number is not None else ""


def _capacity(step: StepReport) -> str:
    result = step.metrics.get("capacity_per_day")
    return f"{pieces(result.number)} / d" if result is not None and result.number is not None else ""


def said(frame: Frame, key: str) -> str:
    """A number of a state in words, a step by its name."""
    result = frame.report.metrics.get(key)
    if result is None or result.value is None:
        return DASH
    if isinstance(result.value, str):
        return named(frame.state.element(result.value), frame.state)
    if result.number is None:
        return DASH
    if key in _PARTS:
        return f"{percent(result.number)} %"
    times = frame.state.options.time_unit
    if is_span(key, result.unit):
        return span_in_words(result.number, frame.report.day_s, times)
    return " ".join(filter(None, with_unit(result.number, result.unit, times)))


def findings_pages(flow: Flow, matter: Matter) -> None:
    """All findings of the state the plan leads from, each with its question; and that there is no plan, if so."""
    flow.chapter(_("Findings"), matter.base.state.name)
    if matter.facts:
        _findings(flow, matter)
    else:
        flow.paragraph(_("Nothing stands out in the numbers."), "text3")
    if not matter.rows:
        flow.section(_("Plan"))
        flow.paragraph(_("No plan yet. Give each loop an objective, an owner and dates."), "text3")


def _findings(flow: Flow, matter: Matter) -> None:
    fields = (
        Field("", 0.04),
        Field(_("What was found"), 0.3, bold=True),
        Field(_("Numbers"), 0.33),
        Field(_("What to ask where the work is done"), 0.33),
    )
    flow.table(
        fields,
        [
            (str(at), one.statement, one.facts, one.question)
            for at, one in enumerate(sorted(matter.facts, key=lambda one: not one.alert), start=1)
        ],
    )


def comparison_pages(flow: Flow, matter: Matter) -> None:
    """What changes the lead time, all numbers side by side, and every change."""
    found = matter.found
    if found is None:
        return
    before, after = found.titles
    flow.chapter(_("Comparison"), f"{before} → {after}")
    if found.counted:
        flow.paragraph(found.counted)
    look = flow.look
    flow.section(_("What changes the lead time"), 180.0)
    high = 210.0 * flow.density.picture
    flow.picture(waterfall_chart(found.waterfall, flow.wide, high, look, found.waterfall.spans))
    fields = (
        Field(_("Number"), 0.4),
        Field(before, 0.16, True),
        Field(after, 0.16, True, True),
        Field(_("Change"), 0.14, True),
        Field(_("Relative"), 0.14, True),
    )
    rows = [row for row in found.metrics if row.shown and row.key != "critical_path"]
    flow.table(fields, [(row.label, *row.words) for row in rows], _("Numbers"))
    said = [row.words for row in found.changes]
    half = (len(said) + 1) // 2
    pairs = [(said[at], said[at + half] if at + half < len(said) else "") for at in range(half)]
    flow.table((Field("", 0.5), Field("", 0.5)), pairs, _("Changes"))
