"""What a report says of the plan: its schedule, its objectives with their people, its bursts, the scoreboard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from vsm_desktop.assets import _
from vsm_desktop.drawing.charts import gantt
from vsm_desktop.drawing.charts.glide import Strip, glide_chart
from vsm_desktop.drawing.charts.run import Point, Run, run_chart
from vsm_desktop.export.a3.matter import Matter
from vsm_desktop.export.a3.pictures import board_rows, months_of, schedule_of
from vsm_desktop.export.report.flow import ROOM, Field, Flow
from vsm_desktop.insight.board import Line, said_of_coming, way_of
from vsm_desktop.insight.kaizens import items_of
from vsm_desktop.insight.plan import STANDINGS, Row
from vsm_desktop.model.dates import day_of, said_day
from vsm_desktop.model.display import shown
from vsm_desktop.model.kaizen import STATUSES, bursts_of
from vsm_desktop.model.plan import MARKS, STANDS

_TYPE = 9.5
_RUN_WIDE, _RUN_HIGH = 370.0, 116.0
SIGNS: dict[str, str] = {key: sign for key, sign, _words in MARKS}


def plan_pages(flow: Flow, matter: Matter) -> None:
    """The schedule with its glide path, then row by row."""
    plan = matter.plan
    flow.chapter(_("Plan"), _("filled = done, line = today, △ = needs help"))
    if not matter.rows:
        flow.paragraph(_("No plan yet. Give each loop an objective, an owner and dates."), "text3")
        return
    schedule = schedule_of(matter)
    chart = gantt.gantt_chart(schedule, ROOM, flow.look, _TYPE)
    flow.picture(chart.parts, chart.width, chart.height)
    series = matter.glide.of("lead_time_days")
    columns = gantt.columns_of(schedule.lines, schedule.months, ROOM, _TYPE)
    strip = Strip(columns.left, columns.pitch, ROOM)
    glide = glide_chart(months_of(matter), strip, 80.0, flow.look, _TYPE, series.why if series else "")
    flow.picture(glide.parts, glide.width, glide.height)
    for words in (*matter.glide.deviations, *matter.glide.notes):
        flow.paragraph(words)
    flow.section(_("Objectives"))
    fields = (
        Field("", 0.03),
        Field(_("Objective"), 0.15, bold=True),
        Field(_("Owner, dates, stand"), 0.18),
        Field(_("Goal"), 0.14),
        Field(_("People, and what is needed from them"), 0.21),
        Field(_("Cost and benefit"), 0.12),
        Field(_("Reviews"), 0.17),
    )
    flow.table(fields, [_objective(row) for row in matter.rows if row.objective is not None])
    _bursts(flow, matter)
    if plan.follow_up:
        flow.section(_("Follow-up"))
        flow.paragraph(plan.follow_up)


def _objective(row: Row) -> tuple[str, ...]:
    """A row of the plan in words."""
    objective = row.objective
    assert objective is not None
    stands = dict(STANDS)
    people = [
        ": ".join(filter(None, (f"{one.name} ({stands[one.stand].lower()})", one.need)))
        for one in objective.people
    ]
    when = " – ".join(said_day(day) for day in (row.start, row.end) if day)
    late = _("{days} d late").format(days=row.late_days) if row.late_days else ""
    marks = [f"{SIGNS[mark.mark]} {said_iso(mark.on)} {mark.remark}".strip() for mark in objective.marks]
    return (
        str(row.number),
        row.text,
        "\n".join(filter(None, (row.owner, when, late, *row.risks))),
        row.goal.words if row.goal else "",
        "\n".join(people),
        "\n".join(filter(None, (shown(row.cost) if row.cost else "", objective.benefit))),
        "\n".join(marks),
    )


def said_iso(text: str) -> str:
    """An ISO date as one reads it; what is none, as it is."""
    day = day_of(text)
    return said_day(day) if day else text


def _bursts(flow: Flow, matter: Matter) -> None:
    """As the kaizen list has them; dropped ones after them, which it leaves out."""
    if not bursts_of(matter.stream):
        return
    flow.section(_("Kaizen bursts"))
    fields = (
        Field(_("Burst"), 0.15, bold=True),
        Field(_("Problem"), 0.25),
        Field(_("Countermeasure"), 0.27),
        Field(_("Owner"), 0.13),
        Field(_("Due"), 0.1),
        Field(_("Status"), 0.1),
    )
    standings, rows = dict(STANDINGS), []
    for item in items_of(matter.stream, matter.rows, matter.today):
        late = _("{days} d late").format(days=item.late_days) if item.late_days else ""
        said = (said_day(item.due) if item.due else "", late or standings[item.standing])
        rows.append((item.burst.title, item.burst.problem, item.burst.countermeasure, item.owner, *said))
    rows += [
        (one.title, one.problem, one.countermeasure, one.owner, said_iso(one.due), dict(STATUSES)[one.status])
        for one in bursts_of(matter.stream)
        if one.status == "dropped"
    ]
    flow.table(fields, rows)


def board_pages(flow: Flow, matter: Matter) -> None:
    """The scoreboard as a table, and a run chart for each measure that has values."""
    if not matter.board:
        return
    flow.chapter(_("Scoreboard"))
    fields = (
        Field(_("Measure"), 0.3, bold=True),
        Field(_("Baseline"), 0.12, True),
        Field(_("Now"), 0.12, True, True),
        Field(_("Target"), 0.12, True),
        Field("", 0.04),
        Field(_("Where it stands"), 0.3),
    )
    flow.table(
        fields,
        [
            (
                *row[:4],
                SIGNS.get(row[4], ""),
                "\n".join(filter(None, (one.words, said_of_coming(one), one.flag))),
            )
            for row, one in zip(board_rows(matter), matter.board, strict=True)
        ],
    )
    for words in dict.fromkeys(one.counted for one in matter.board if one.counted):
        flow.paragraph(words)
    charted = [one for one in matter.board if one.measure.actuals]
    for at in range(0, len(charted), 2):
        _runs(flow, charted[at : at + 2], matter.today)


def _runs(flow: Flow, lines: Sequence[Line], today: date) -> None:
    """Two run charts side by side."""
    setter = flow.setter(_RUN_HIGH + 30.0)
    for at, one in enumerate(lines):
        x = 40.0 + at * (ROOM - _RUN_WIDE)
        setter.text(x + 8.0, flow.y + 10.0, f"{one.label}, {one.unit}".rstrip(", "), 9.0, "ink", "bold")
        chart = run_chart(run_of(one, today), _RUN_WIDE, _RUN_HIGH, flow.look, 8.5)
        setter.picture(chart.parts, 1.0, x, flow.y + 14.0)
    flow.y += _RUN_HIGH + 26.0


def run_of(one: Line, today: date) -> Run:
    """A line of the scoreboard as a run chart of a day."""
    points = tuple(
        Point(date.fromisoformat(actual.on), actual.value, actual.remark) for actual in one.measure.actuals
    )
    checks = tuple(check.day for check in one.checks)
    met = None
    if one.last is not None and one.target is not None:
        met = (one.last.value - one.target) * way_of(one.measure) >= 0
    return Run(one.label, one.unit, points, one.baseline, one.target, met, checks, today=today)
