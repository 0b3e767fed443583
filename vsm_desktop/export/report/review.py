"""The value stream review sheet: what was planned, where it stands, and empty boxes for the marks and remarks of today."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from vsm_desktop.assets import UNWATCHED, Watch, _
from vsm_desktop.drawing.charts.gantt import Sign, sign_ops
from vsm_desktop.drawing.ops import Path, Pen
from vsm_desktop.drawing.shapes import polyline
from vsm_desktop.drawing.symbols.symbol import look_of
from vsm_desktop.drawing.text import measure, wrap
from vsm_desktop.export.a3.book import said_of
from vsm_desktop.export.a3.matter import Matter, matter_of
from vsm_desktop.export.a3.setter import Setter, lines_of
from vsm_desktop.export.pdf import print_bytes
from vsm_desktop.export.report.flow import EDGE, Flow, said_of_pages, usual_paper
from vsm_desktop.export.report.planned import reasons, said_iso
from vsm_desktop.insight.board import Line
from vsm_desktop.insight.judging import shown_unit
from vsm_desktop.insight.plan import Row
from vsm_desktop.model.dates import said_day
from vsm_desktop.model.display import DASH
from vsm_desktop.model.plan import ReviewMark
from vsm_desktop.model.stream import ValueStream

_BODY, _SMALL, _LINE = 9.0, 7.5, 11.5
_LEAST_ROW, _MEASURE_ROW = 38.0, 30.0
_TEXT, _LAST, _MARKS, _DONE = 280.0, 132.0, 92.0, 46.0
_BOX = 15.0
_NUMBER, _VALUE = 20.0, 60.0
_SIGNS: tuple[Sign, ...] = ("good", "watch", "bad")
_DECISIONS = 3
_MOST_UNDER = 9  # lines under the name of an objective
_MOST_BESIDE = 6  # lines of a remark; a longer one stands under its row in the whole width
Heads = Callable[[Flow], None]


def review_bytes(
    stream: ValueStream, today: date, lang: str = "en", watch: Watch = UNWATCHED, paper: str = ""
) -> bytes:
    """The review sheet as a PDF; the same document and day give the same bytes. Raises ExportError."""
    return review_made(stream, today, lang, watch, paper)[0]


def review_made(
    stream: ValueStream, today: date, lang: str = "en", watch: Watch = UNWATCHED, paper: str = ""
) -> tuple[bytes, tuple[str, ...]]:
    """The review sheet as a PDF, and what was cut on it. Raises ExportError."""
    watch.at(0)
    matter = matter_of(stream, today)
    title = _("{name}: value stream review").format(name=stream.name or _("Value stream"))
    flow = Flow(look_of("mono"), title, paper or usual_paper(stream))

    def draw() -> None:
        flow.chapter(_("Value stream review"), matter.title)
        _who(flow, matter)
        _plan(flow, matter)
        _measures(flow, matter.board, matter.today)
        if matter.plan.follow_up:
            flow.section(_("Follow-up"), 24.0)
            flow.paragraph(matter.plan.follow_up)
        _decisions(flow)

    flow.fitted(draw)
    foot = " · ".join(filter(None, (title, stream.site, said_day(today))))
    about = said_of(stream, title, today, _("value stream review"))
    pages = flow.done()
    return print_bytes(pages, about, lang, watch.part(0.5, 0.5), foot), said_of_pages(pages, stream)


def _who(flow: Flow, matter: Matter) -> None:
    """When, and who is there."""
    setter = flow.setter(40.0)
    x, gap = EDGE, 8.0
    for title, value, wide in (
        (_("Date of the review"), "", 130.0),
        (_("Value stream manager"), matter.plan.manager, 150.0),
        (_("Sponsor"), matter.plan.sponsor, 150.0),
        (_("Who is there"), "", flow.wide - 430.0 - 3 * gap),
    ):
        setter.box(x, flow.y, wide, 30.0)
        setter.text(x + 4.0, flow.y + 9.0, title, _SMALL, "ink2")
        if measure(value, _BODY + 1, "bold") <= wide - 8.0:
            setter.text(x + 4.0, flow.y + 24.0, value, _BODY + 1, "ink", "bold")
        else:
            for at, row in enumerate(wrap(value, wide - 8.0, _SMALL, "bold")):
                setter.text(x + 4.0, flow.y + 18.5 + at * 8.5, row, _SMALL, "ink", "bold")
        x += wide + gap
    flow.y += 42.0


def _plan(flow: Flow, matter: Matter) -> None:
    """Loop by loop; what the columns are is said once on every page."""
    if not matter.rows:
        flow.paragraph(_("No plan yet. Give each loop an objective, an owner and dates."), "text3")
        return
    said, rows = -1, matter.rows
    for at, row in enumerate(rows):
        if row.kind == "loop":
            after = rows[at + 1] if at + 1 < len(rows) and rows[at + 1].kind != "loop" else None
            need = _Row(flow, after, matter.today).high if after else 0.0
            flow.section(row.text or _("Loop"), need + _SMALL + 10.0)
            if said != len(flow.chapters):
                _heads(flow)
            else:
                setter = flow.setter(0.0)
                setter.rule(EDGE, flow.y, EDGE + flow.wide, "ink", 0.9)
            said = len(flow.chapters)
        else:
            _Row(flow, row, matter.today).draw()
            said = len(flow.chapters)


def _heads(flow: Flow) -> None:
    setter = flow.setter(0.0)
    y = flow.y + _SMALL
    today = EDGE + _TEXT + _LAST
    for x, words in (
        (EDGE + _NUMBER, _("Objective, owner, dates, who is needed")),
        (EDGE + _TEXT, _("Last review")),
        (today, _("Today")),
        (today + _MARKS, _("Done now")),
        (today + _MARKS + _DONE, _("Remark: what is needed, from whom, by when")),
    ):
        setter.text(x, y, words, _SMALL, "ink2", "medium")
    flow.y += _SMALL + 5.0
    setter.rule(EDGE, flow.y, EDGE + flow.wide, "ink", 0.9)


class _Row:
    """An objective: what was planned and speaks against it, the last mark, and room for that of today.

    What was marked today already stands ticked in the boxes of today.
    """

    def __init__(self, flow: Flow, row: Row, today: date) -> None:
        self.flow, self.row = flow, row
        share = flow.density.share
        self.body, self.small, self.line = (_BODY + 0.5) * share, (_SMALL + 0.5) * share, _LINE * share
        marks = row.objective.marks if row.objective else ()
        self.now = max((one for one in marks if one.on == today.isoformat()), key=_on, default=None)
        self.last = max((one for one in marks if one is not self.now), key=_on, default=None)
        done = _("{percent} % done").format(percent=round(100 * row.done))
        when = " – ".join(said_day(day) for day in (row.start, row.end) if day)
        said = " · ".join(filter(None, (row.owner, when, done)))
        room = _TEXT - _NUMBER - 10.0
        # bold letters are wider than those the lines are measured in
        self.names = wrap(row.text, room, self.body, "bold", most=99)
        self.under = [
            (line, token)
            for text, token in ((row.goal.full if row.goal else "", "ink2"), (said, "ink2"), *_against(row))
            for line in lines_of(text, room, self.small)
        ]
        beneath: list[tuple[str, str]] = []
        if len(self.under) > _MOST_UNDER:  # in the whole width they have fewer lines
            kept = len(self.under) - sum(
                len(lines_of(text, room, self.small)) for text, _token in _against(row)
            )
            self.under = self.under[:kept]
            beneath = [*_against(row)]
        words = self.last.remark if self.last else ""
        self.remark = lines_of(words, _LAST - 26.0, self.small)
        if len(self.remark) > _MOST_BESIDE:
            self.remark = ()
            beneath.append((words, "ink2"))
        self.below = [
            (line, token)
            for text, token in beneath
            for line in lines_of(text, flow.wide - _NUMBER, self.small)
        ]
        self.written = (
            lines_of(self.now.remark, _box_wide(flow, done=True) - 8.0, self.small) if self.now else ()
        )
        lines = max(
            len(self.names) + len(self.under), len(self.remark) + 1 if self.last else 0, len(self.written)
        )
        self.boxes = max(_LEAST_ROW * share, 8.0 + self.line * lines)
        self.high = self.boxes + len(self.below) * self.line + (4.0 if self.below else 0.0)

    def draw(self) -> None:
        """It, on a new page under the heads again."""
        flow, row = self.flow, self.row
        setter = _begun(flow, self.high, _heads)
        y = flow.y + 12.0
        setter.text(EDGE, y, str(row.number), self.body, "ink", "bold")
        for words in self.names:
            setter.text(EDGE + _NUMBER, y, words, self.body, "ink", "bold")
            y += self.line
        for words, token in self.under:
            setter.text(EDGE + _NUMBER, y, words, self.small, token)
            y += self.line
        x, y = EDGE + _TEXT, flow.y + 12.0
        if self.last:
            setter.add(sign_ops(self.last.mark, x + 5.0, y - 3.0, 3.8, setter.look))
            setter.text(x + 15.0, y, said_iso(self.last.on), self.small)
            for words in self.remark:
                y += self.line
                setter.text(x + 15.0, y, words, self.small, "ink2")
        done = f"{round(100 * row.done)} %" if self.now else ""
        _boxes(flow, setter, self.boxes, self.now.mark if self.now else "", done)
        for at, words in enumerate(self.written):
            left = EDGE + _TEXT + _LAST + _MARKS + _DONE + 4.0
            setter.text(left, flow.y + 6.0 + self.small + at * self.line, words, self.small)
        for at, (words, token) in enumerate(self.below):
            y = flow.y + self.boxes + self.small + at * self.line
            setter.text(EDGE + _NUMBER, y, words, self.small, token)
        _ended(flow, setter, self.high)


def _on(mark: ReviewMark) -> str:
    return mark.on


def _against(row: Row) -> Iterator[tuple[str, str]]:
    """What speaks against the date of a row, who is against it, and what is needed from whom; each with its colour."""
    why = list(reasons(row))
    if row.late_days:
        why.insert(0, _("{days} d late").format(days=row.late_days).replace(" ", "\N{NO-BREAK SPACE}"))
    elif why:
        why[0] = _("At risk: {why}").format(why=why[0])
    yield from ((f"△ {words}" if not at else words, "ink") for at, words in enumerate(why))
    people = row.objective.people if row.objective else ()
    told = " ".join(row.risks)  # may say already who is against it
    opposed = [one for one in people if one.stand == "against" and one.name not in told]
    against = ", ".join(one.name for one in opposed if not one.need)
    if against:
        yield _("Against it: {names}").format(names=against), "ink"
    for one in people:
        if one.need:
            words = _("Needed from {name}: {need}")
            if one in opposed:
                words = _("Needed from {name}, who is against it: {need}")
            yield words.format(name=one.name, need=one.need), "ink" if one.stand == "against" else "ink2"


def _begun(flow: Flow, high: float, heads: Heads) -> Setter:
    """Room for a row; on a new page under its heads again."""
    page = len(flow.chapters)
    setter = flow.setter(high)
    if len(flow.chapters) > page:
        heads(flow)
    return setter


def _ended(flow: Flow, setter: Setter, high: float) -> None:
    """The line under a row."""
    flow.y += high
    setter.rule(EDGE, flow.y, EDGE + flow.wide, "rule", 0.5)


def _box_wide(flow: Flow, *, done: bool) -> float:
    """How wide the box of a remark is, beside one for the share done or without it."""
    return flow.wide - _TEXT - _LAST - _MARKS - (_DONE if done else 0.0)


def _boxes(flow: Flow, setter: Setter, high: float, ticked: str, done: str | None) -> None:
    """The boxes of a row: one for each mark, each beside its sign, one for the share done unless `done` is None, and one for
    the remark; the mark that was given is ticked.
    """
    x = EDGE + _TEXT + _LAST
    y = flow.y + (high - _BOX) / 2
    for at, sign in enumerate(_SIGNS):
        left = x + at * 28.0
        setter.box(left + 9.5, y, _BOX, _BOX)
        setter.add(sign_ops(sign, left + 4.0, y + _BOX / 2, 3.2, setter.look))
        if sign == ticked:
            tick = polyline(((left + 12.5, y + 7.5), (left + 16.0, y + 11.5), (left + 22.5, y + 3.5)))
            setter.add((Path(tick, Pen(setter.look["ink"], 1.75)),))
    x += _MARKS
    if done is not None:
        setter.box(x, flow.y + (high - 22.0) / 2, _DONE - 8.0, 22.0)
        setter.text(
            x + _DONE - 11.0,
            flow.y + high / 2 + 7.0,
            done or "%",
            _SMALL,
            "ink" if done else "ink2",
            anchor="end",
        )
        x += _DONE
    setter.box(x, flow.y + 4.0, EDGE + flow.wide - x, high - 8.0)


def _measures(flow: Flow, board: Sequence[Line], today: date) -> None:
    """The scoreboard, with a box for the value of today, which stands there if it is entered already."""
    if not board:
        return
    high = _MEASURE_ROW * flow.density.share
    flow.section(_("Measures"), high + _SMALL + 5.0)
    _heads_of_measures(flow)
    for one in board:
        setter = _begun(flow, high, _heads_of_measures)
        y = flow.y + high * 0.6
        both = f"{one.said(one.baseline)} → {one.said(one.target)}"
        wide = setter.text(EDGE + _TEXT - 8.0, y, both, _BODY, "ink2", anchor="end")
        setter.text(EDGE, y, one.label, _BODY + 0.5, "ink", "bold", room=_TEXT - wide - 16.0)
        new = one.last if one.last and one.last.on == today.isoformat() else None
        before = [value for value in one.reached if value is not new]
        last = one.said(before[-1].value) if before else DASH
        room = _LAST - _VALUE - 14.0
        setter.text(EDGE + _TEXT, y - 5.0, last, _BODY, "ink", "bold", room=room)
        if before:
            sign: Sign = "watch" if one.silence else ""
            day = said_iso(before[-1].on)
            wide = setter.text(EDGE + _TEXT, y + 5.5, day, _SMALL, "ink2")
            setter.add(sign_ops(sign, EDGE + _TEXT + wide + 8.0, y + 3.0, 3.0, setter.look))
        tall = min(22.0, high - 6.0)
        setter.box(EDGE + _TEXT + _LAST - _VALUE - 8.0, flow.y + (high - tall) / 2, _VALUE, tall)
        end = EDGE + _TEXT + _LAST - 11.0
        unit = one.said(new.value) if new else shown_unit(one.unit)
        token, room = ("ink", _VALUE - 6.0) if new else ("ink2", _VALUE / 2)
        setter.text(end, flow.y + (high + tall) / 2 - 4.0, unit, _SMALL, token, anchor="end", room=room)
        _boxes(flow, setter, high, "", None)
        _ended(flow, setter, high)
    for words in dict.fromkeys(one.counted for one in board if one.counted):
        flow.paragraph(words, "ink2")


def _heads_of_measures(flow: Flow) -> None:
    setter = flow.setter(0.0)
    y = flow.y + _SMALL
    x = EDGE + _TEXT + _LAST
    setter.text(EDGE, y, _("Measure"), _SMALL, "ink2", "medium")
    setter.text(EDGE + _TEXT - 8.0, y, _("Baseline → target"), _SMALL, "ink2", "medium", "end")
    setter.text(EDGE + _TEXT, y, _("Last value"), _SMALL, "ink2", "medium")
    setter.text(x - _VALUE - 8.0, y, _("New value"), _SMALL, "ink2", "medium")
    setter.text(x, y, _("Today"), _SMALL, "ink2", "medium")
    setter.text(x + _MARKS, y, _("Remark"), _SMALL, "ink2", "medium")
    flow.y += _SMALL + 5.0
    setter.rule(EDGE, flow.y, EDGE + flow.wide, "ink", 0.9)


def _decisions(flow: Flow) -> None:
    """What was decided, and when to meet again."""
    step = 24.0 * flow.density.share
    high = 12.0 + _DECISIONS * step
    flow.section(_("Decided today"), high)
    setter = flow.setter(high)
    shares = ((_("What"), 0.52), (_("Who"), 0.2), (_("By when"), 0.14), (_("Next review"), 0.14))
    x = EDGE
    for at, (title, share) in enumerate(shares):
        wide, last = flow.wide * share, at == len(shares) - 1
        setter.text(x, flow.y + _SMALL, title, _SMALL, "ink2", "medium")
        for row in range(1 if last else _DECISIONS):
            setter.box(x, flow.y + 12.0 + row * step, wide - (0.0 if last else 6.0), step - 3.0)
        x += wide
    flow.y += high
