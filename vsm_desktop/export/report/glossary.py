"""The numbers a report uses: how each is made, what it is in the states, and by which conventions it is counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from vsm_desktop.assets import _
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.export.a3.matter import Matter
from vsm_desktop.export.report.columns import Field
from vsm_desktop.export.report.data import said
from vsm_desktop.export.report.flow import Flow
from vsm_desktop.insight.board import METRIC, Line
from vsm_desktop.insight.judging import way_of
from vsm_desktop.insight.numbers import MORE, number_in_words, results_of
from vsm_desktop.metrics.explain.tree import Explainer
from vsm_desktop.metrics.explain.words import CHOICES, TITLE, conventions_of, label_of_choice
from vsm_desktop.model.display import DASH

_TERMS = (
    *("lead_time_days", "waiting_time_days", "longest_wait_days", "processing_time_s", "pce"),
    *("activity_ratio", "takt_s", "daily_demand", "available_s_per_day", "wip_pc", "stock_turns"),
    *("bottleneck", "highest_load", "stream_capacity_per_day", "schedule_points", "rolled_ca"),
    *("operators_total", "cost_per_piece", "floor_space_m2"),
)
_SPARED = ("cost_per_piece", "floor_space_m2", "rolled_ca")  # where nothing is entered for them
_MOST = 3  # states beside each other
_MADE: Mapping[str, str] = MappingProxyType(
    {
        "longest_wait_days": _("The longest time that material waits at one place of the ladder"),
        "highest_load": _("Work of a day ÷ available time of a day at the bottleneck"),
        "schedule_points": _("Steps that are told by a schedule what to make next"),
        "stock_turns": _("Working days a year ÷ lead time in days"),
    }
)
"""How the numbers are made that a comparison counts besides the metrics of a map."""


def glossary(flow: Flow, matter: Matter, frames: Sequence[Frame]) -> None:
    """The numbers with their values in the states, the conventions of these, and the measures of the scoreboard."""
    flow.chapter(_("Glossary"), _("how the numbers are made, with the conventions of each state"))
    shown = frames[:_MOST]
    fields = (
        Field(_("Number"), 0.17, bold=True),
        *(Field(frame.state.name or frame.state.id, 0.26 / len(shown), True) for frame in shown),
        Field("", 0.02),
        Field(_("How it is made"), 0.31),
        Field(_("Conventions it depends on"), 0.24),
    )
    flow.table(fields, [*_rows(shown)], _("How each is made"))
    columns = (
        Field(_("Convention"), 0.24),
        *(Field(frame.state.name or frame.state.id, 0.76 / len(shown)) for frame in shown),
    )
    flow.table(columns, [*_conventions(shown)], _("Conventions of each state"))
    _measures(flow, matter.board)


def _rows(frames: Sequence[Frame]) -> Iterator[tuple[str, ...]]:
    first, explainers = frames[0], [Explainer(one.stream, one.state_id) for one in frames]
    more = [results_of((one.stream, one.state_id)) for one in frames]
    for key in _TERMS:
        if key in MORE:
            found = [results[key] for results in more]
            values = [
                DASH
                if one.number is None
                else number_in_words(key, one.number, one.unit, frame.state.options.time_unit)
                for one, frame in zip(found, frames, strict=True)
            ]
            yield (MORE[key][0], *values, "", _MADE[key], "")
            continue
        told = [one.explain(key) for one in explainers]
        if key in _SPARED and all(one.value is None for one in told):
            continue
        made = next((one.formula for one in told if one.value is not None), told[0].reason)
        options = ((option, getattr(first.state.options, option)) for option in conventions_of(key))
        depends = " · ".join(label_of_choice(option, value) for option, value in options)
        yield (TITLE[key], *(said(frame, key) for frame in frames), "", made, depends)


def _conventions(frames: Sequence[Frame]) -> Iterator[tuple[str, ...]]:
    for option in CHOICES:
        known = dict(CHOICES[option])
        values = (str(known.get(getattr(frame.state.options, option), DASH)) for frame in frames)
        yield (label_of_choice(option, "").partition(":")[0], *values)


def _measures(flow: Flow, board: Sequence[Line]) -> None:
    """Where baseline and target of the measures come from, and what is called on track."""
    if not board:
        return
    fields = (
        Field(_("Measure"), 0.3, bold=True),
        Field(_("Where its values come from"), 0.34),
        Field(_("Better"), 0.12),
        Field(_("Its number of the map"), 0.24),
    )
    rows = [
        (
            one.label,
            _("read where the work is done, and entered on the scoreboard"),
            _("higher") if way_of(one.measure, one.baseline, one.target) > 0 else _("lower"),
            TITLE.get(METRIC.get(one.measure.key, ""), DASH),
        )
        for one in board
    ]
    flow.table(fields, rows, _("Measures of the scoreboard"))
    words = _(
        "On track is what is as good as the plan has it on the day of the last value, or as the straight way from baseline to "
        "target has it; a measure whose next value is overdue is neither."
    )
    flow.paragraph(words, "ink2")
