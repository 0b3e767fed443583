"""The rows of the plan as words, by column, and as a table for a spreadsheet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from vsm_desktop.assets import _
from vsm_desktop.insight.plan import STANDINGS, Row
from vsm_desktop.model.dates import said_day
from vsm_desktop.model.display import percent
from vsm_desktop.model.plan import MARKS, PHASES, STANDS, ReviewMark
from vsm_desktop.ui.plan.grips import Bar
from vsm_desktop.ui.table.blocks import write_text

MONTHS, MARK = "months", "mark"
COLUMNS = {
    "number": _("No."),
    "text": _("Objective"),
    "goal": _("Goal"),
    "now": _("Now"),
    "target": _("Target"),
    "bursts": _("Bursts"),
    "owner": _("Owner"),
    "people": _("People"),
    MONTHS: _("Schedule"),
    MARK: _("Review"),
}
SIGNS = {key: sign for key, sign, _words in MARKS}
SIGN_WORDS = {key: words for key, _sign, words in MARKS}
_STANDINGS, _PHASES, _STANDS = dict(STANDINGS), dict(PHASES), dict(STANDS)


class Filter(Struct, frozen=True):
    """Which rows are shown; "" is all."""

    owner: str = ""
    loop: str = ""
    standing: str = ""

    def takes(self, row: Row) -> bool:
        """Whether an objective is shown."""
        return (
            (not self.owner or self.owner in owners_of(row))
            and (not self.loop or row.loop.id == self.loop)
            and (not self.standing or row.standing == self.standing)
        )


def filter_words(wanted: Filter, rows: Iterable[Row]) -> str:
    """What is picked out, in words; "" where all is shown."""
    loops = {row.loop.id: row.loop.name for row in rows}
    said = (
        wanted.owner,
        loops.get(wanted.loop, "") if wanted.loop else "",
        _STANDINGS[wanted.standing] if wanted.standing else "",
    )
    return ", ".join(filter(None, said))


class Line(Struct, frozen=True):
    """One row of the table: its words by column, its bar, and what is said beside the bar.

    A row that has no dates of its own has no bar: `due` is when the last of its bursts is.
    """

    row: Row
    words: dict[str, str]
    bar: Bar | None
    late: str = ""
    tip: str = ""
    due: date | None = None

    @property
    def id(self) -> str:
        """The id of the loop or the objective."""
        return self.row.id

    @property
    def loop(self) -> bool:
        """Whether it is the band of a loop."""
        return self.row.kind == "loop"

    @property
    def days(self) -> tuple[date, ...]:
        """The days that are to be seen of it."""
        if self.bar is not None:
            return self.bar.start, self.bar.end
        return (self.due,) if self.due is not None else ()

    @property
    def after(self) -> tuple[str, ...]:
        """The rows that come first."""
        return self.row.objective.after if self.row.objective is not None else ()


def owners_of(row: Row) -> tuple[str, ...]:
    """Everyone who answers for a row: several are parted by commas."""
    return tuple(name for name in (part.strip() for part in row.owner.split(",")) if name)


def lines_of(rows: Iterable[Row], wanted: Filter, kept: Collection[str] = ()) -> list[Line]:
    """The rows that are wanted; a loop of which nothing is wanted goes, too, while rows are picked out.

    Those of `kept` stay, too: typing another owner must not take the row from under the hand.
    """
    rows = tuple(rows)
    kept = {row.id for row in rows if row.kind == "objective" and (wanted.takes(row) or row.id in kept)}
    picks = wanted != Filter()
    lines = []
    for row in rows:
        inside = row.kind == "loop" and any(one.id in kept for one in row.loop.objectives)
        if row.id in kept or inside or (row.kind == "loop" and not picks):
            lines.append(line_of(row))
    return lines


def line_of(row: Row) -> Line:
    """A row as it is shown."""
    if row.kind == "loop":
        return Line(
            row, {"number": "", "text": row.text or _("Loop without a name")}, None, tip=_loop_tip(row)
        )
    goal, one = row.goal, row.objective
    words = {
        "number": str(row.number),
        "text": row.text,
        "goal": goal.text or goal.label if goal is not None else "",
        "now": goal.now_words if goal is not None else "",
        "target": goal.target_words if goal is not None else "",
        "bursts": ", ".join(" ".join(burst.title.split()) for burst in row.bursts),
        "owner": row.owner,
        "people": people_words(row),
        MARK: SIGNS[row.mark.mark] if row.mark is not None else "",
    }
    start, end = row.start or row.end, row.end or row.start
    bar = due = None
    if one is not None and not (one.start or one.end):
        due = end
    elif start is not None and end is not None:
        bar = Bar(start, max(start, end), one.done if one else 0.0)
    return Line(row, words, bar, late_words(row), _tip(row), due)


def people_words(row: Row) -> str:
    """Who else it needs, each with the stand."""
    people = row.objective.people if row.objective is not None else ()
    return ", ".join(f"{one.name or one.department} ({_STANDS[one.stand].lower()})" for one in people)


def late_words(row: Row) -> str:
    """How late it is, in few words."""
    return _("{days} d late").format(days=row.late_days) if row.late_days else ""


def standing_words(row: Row) -> str:
    """Where it stands, in a word."""
    return _STANDINGS[row.standing]


def phase_words(row: Row) -> str:
    """Its phase of plan, do, check, act."""
    phase = row.objective.phase if row.objective is not None else None
    return _PHASES[phase] if phase else ""


def days_words(start: date | None, end: date | None) -> str:
    """From when to when."""
    return " – ".join(said_day(day) for day in (start, end) if day is not None)


def done_words(share: float) -> str:
    """How much is done, in whole per cent."""
    return _("{share} % done").format(share=round(100 * share))


def mark_words(mark: ReviewMark) -> str:
    """What a review said: its sign, the day, by whom, and the remark."""
    by = f" ({mark.by})" if mark.by else ""
    remark = f": {mark.remark}" if mark.remark else ""
    return f"{SIGNS[mark.mark]}  {said_day(date.fromisoformat(mark.on))}{by}{remark}"


def mark_on(row: Row, day: date) -> ReviewMark | None:
    """What a review said of a row on a day."""
    marks = row.objective.marks if row.objective is not None else ()
    return next((mark for mark in marks if mark.on == day.isoformat()), None)


def bar_words(line: Line) -> str:
    """What the bar of a row says, for those who point at it or hear it."""
    row = line.row
    said = [days_words(row.start, row.end) or _("no dates yet")]
    if ends_with_bursts(row):
        said.append(_("the end is that of the bursts"))
    said.append(done_words(row.done))
    if line.late:
        said.append(line.late)
    if row.expected is not None and row.end is not None and row.expected > row.end:
        said.append(_("expected {day}").format(day=said_day(row.expected)))
    return ", ".join(said)


def ends_with_bursts(row: Row) -> bool:
    """Whether its last day is not its own."""
    return row.objective is not None and not row.objective.end and row.end is not None


def _tip(row: Row) -> str:
    goal = (row.goal.text or row.goal.label) if row.goal is not None else ""
    said = [row.text, goal, row.owner, *row.risks, *row.differs]
    if row.mark is not None:
        said.append(mark_words(row.mark))
    return "\n".join(one for one in said if one)


def _loop_tip(row: Row) -> str:
    return "\n".join(filter(None, (row.text, loop_words(row))))


def loop_words(row: Row) -> str:
    """What the rows of a loop come to."""
    count = len(row.loop.objectives)
    if not count:
        return _("nothing planned yet")
    objectives = _("1 objective") if count == 1 else _("{count} objectives").format(count=count)
    said = [objectives, done_words(row.done), days_words(row.start, row.end)]
    return " · ".join(one for one in said if one)


def table_text(lines: Sequence[Line], rows: Iterable[Row]) -> str:
    """Lines as they are pasted into a sheet; rows are all of the plan, as what is shown may wait for one that is not."""
    head = [
        *(_("No."), _("Loop"), _("Objective"), _("Goal"), _("Now"), _("Target"), _("Bursts"), _("Owner")),
        *(_("People"), _("Start"), _("End"), _("% done"), _("Phase"), _("Status"), _("Waits for"), _("Cost")),
        *(_("Benefit"), _("Review"), _("Remark")),
    ]
    numbers = {row.id: str(row.number) for row in rows if row.kind == "objective"}
    return write_text([head, *(_cells(line, numbers) for line in lines if not line.loop)])


def _cells(line: Line, numbers: Mapping[str, str]) -> list[str]:
    row, words = line.row, line.words
    after = [number for id_, number in numbers.items() if id_ in line.after]
    return [
        words["number"],
        row.loop.name,
        *(words[key] for key in ("text", "goal", "now", "target", "bursts", "owner", "people")),
        row.start.isoformat() if row.start else "",
        row.end.isoformat() if row.end else "",
        percent(row.done),
        phase_words(row),
        ", ".join(filter(None, (standing_words(row), line.late))),
        ", ".join(after),
        f"{row.cost.value:.2f}".removesuffix(".00") if row.cost is not None else "",
        row.objective.benefit if row.objective is not None else "",
        words[MARK],
        row.mark.remark if row.mark is not None else "",
    ]
