"""What a report says of the plan: its schedule, its objectives with their people, its bursts, the scoreboard."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.drawing.charts import gantt
from vsm_desktop.drawing.charts.glide import Strip, glide_chart
from vsm_desktop.drawing.charts.run import Run, run_chart
from vsm_desktop.export.a3.matter import Matter
from vsm_desktop.export.a3.measures import board_rows, runs_of
from vsm_desktop.export.a3.pictures import schedule_of
from vsm_desktop.export.glided import paths_of
from vsm_desktop.export.report.columns import Field
from vsm_desktop.export.report.flow import EDGE, Flow
from vsm_desktop.insight.board import said_of_coming
from vsm_desktop.insight.kaizens import items_of
from vsm_desktop.insight.plan import STANDINGS, Row
from vsm_desktop.model.dates import day_of, said_day
from vsm_desktop.model.display import shown
from vsm_desktop.model.kaizen import STATUSES, bursts_of
from vsm_desktop.model.plan import MARKS, STANDS

_TYPE = 9.5
_RUN_HIGH, _RUN_GAP = 116.0, 22.0
SIGNS: dict[str, str] = {key: sign for key, sign, _words in MARKS}


def plan_pages(flow: Flow, matter: Matter) -> None:
    """The schedule with its glide path, then row by row; none without a plan."""
    plan = matter.plan
    if not matter.rows:
        return
    flow.chapter(_("Plan"), _("filled = done, line = today, △ = needs help"))
    schedule = schedule_of(matter)
    type_ = _TYPE * flow.density.share
    flow.mark(_("Schedule"))
    for lines in _parted(flow, schedule, type_):
        chart = gantt.gantt_chart(schedule, flow.wide, flow.look, type_, lines)
        flow.picture(chart, [(mark.box, f"objective:{mark.ids[0]}") for mark in chart.marks])
    _glides(flow, matter, schedule, type_)
    for words in (*matter.glide.deviations, *matter.glide.notes):
        flow.paragraph(words)
    fields = (
        Field("", 0.03),
        Field(_("Objective"), 0.15, bold=True),
        Field(_("Owner, dates, stand"), 0.18),
        Field(_("Goal"), 0.14),
        Field(_("People, and what is needed from them"), 0.21),
        Field(_("Cost and benefit"), 0.12),
        Field(_("Reviews"), 0.17),
    )
    rows = [row for row in matter.rows if row.objective is not None]
    names = [f"objective:{row.id}" for row in rows]
    flow.table(fields, [_objective(row) for row in rows], _("Objectives"), names)
    _bursts(flow, matter)
    if plan.follow_up:
        flow.section(_("Follow-up"))
        flow.paragraph(plan.follow_up)


def _glides(flow: Flow, matter: Matter, schedule: gantt.Schedule, type_: float) -> None:
    """What is expected, number by number, under the months of the schedule."""
    months = gantt.columns_of(schedule, flow.wide, type_).months
    for at, one in enumerate(paths_of(matter.glide)):
        strip = Strip(months.left, months.pitch, flow.wide, one.number)
        glide = glide_chart(one.months, strip, 92.0 * flow.density.picture, flow.look, type_, one.why)
        flow.setter(glide.height)
        if not at:
            flow.mark(_("Glide path"))
        flow.picture(glide)


def _parted(flow: Flow, schedule: gantt.Schedule, type_: float) -> list[list[gantt.Line]]:
    """The rows of a schedule page by page; a loop that goes on is named again."""
    whole = gantt.gantt_chart(schedule, flow.wide, flow.look, type_)
    if not whole.marks:
        return [[]]
    head = whole.marks[0].box[1]
    room, pages, band = flow.left() - head, [list[gantt.Line]()], None
    highs = [mark.box[3] - mark.box[1] for mark in whole.marks]
    for line, high, after in zip(schedule.lines, highs, [*highs[1:], 0.0], strict=True):
        need = high + (after if line.band else 0.0)  # a loop is not named at the foot
        if need > room and pages[-1]:
            room, again = flow.most() - head, band is not None and not line.band
            pages.append([band] if band is not None and again else [])
            room -= 2 * type_ if again else 0.0
        band = line if line.band else band
        pages[-1].append(line)
        room -= high
    return pages


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
        "\n".join(filter(None, (row.owner, when, late, *reasons(row)))),
        row.goal.full if row.goal else "",
        "\n".join(people),
        "\n".join(filter(None, (shown(row.cost) if row.cost else "", objective.benefit))),
        "\n".join(marks),
    )


def reasons(row: Row) -> tuple[str, ...]:
    """Why a row is at risk, without the remark of its last review where that stands beside it."""
    remark = row.mark.remark if row.mark else ""
    return tuple(words for words in row.risks if not remark or remark not in words)


def said_iso(text: str) -> str:
    """An ISO date as one reads it; what is none, as it is."""
    day = day_of(text)
    return said_day(day) if day else text


def _bursts(flow: Flow, matter: Matter) -> None:
    """As the kaizen list has them; dropped ones after them, which it leaves out."""
    if not bursts_of(matter.stream):
        return
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
    flow.table(fields, rows, _("Kaizen bursts"))


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
                *row[:2],
                "\n".join(filter(None, (row[2], one.old_day))),
                row[3],
                SIGNS.get(row[4], ""),
                "\n".join(filter(None, (one.words, one.contradiction, said_of_coming(one), one.flag))),
            )
            for row, one in zip(board_rows(matter), matter.board, strict=True)
        ],
    )
    for words in dict.fromkeys(one.counted for one in matter.board if one.counted):
        flow.paragraph(words)
    runs = runs_of(matter)
    beside = 2 if flow.density.picture == 1.0 else 3
    for at in range(0, len(runs), beside):
        _charts(flow, runs[at : at + beside], beside, first=not at)


def _charts(flow: Flow, runs: Sequence[Run], beside: int, *, first: bool) -> None:
    """So many run charts side by side."""
    high = _RUN_HIGH * flow.density.picture
    setter = flow.setter(high + 30.0)
    if first:
        flow.mark(_("Run charts"))
    wide = (flow.wide - _RUN_GAP * (beside - 1)) / beside
    for at, run in enumerate(runs):
        x = EDGE + at * (wide + _RUN_GAP)
        name = ", ".join(filter(None, (run.name, run.unit)))
        setter.text(x + 8.0, flow.y + 10.0, name, 9.0, "ink", "bold", room=wide - 8.0)
        chart = run_chart(replace(run, unit=""), wide, high, flow.look, 8.5)
        setter.picture(chart.parts, 1.0, x, flow.y + 14.0)
    flow.y += high + 26.0
