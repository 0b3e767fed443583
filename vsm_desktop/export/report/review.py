"""The value stream review sheet: what was planned, where it stands, and empty boxes for the marks and remarks of today."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from vsm_desktop.assets import UNWATCHED, Watch, _
from vsm_desktop.drawing.charts.gantt import Sign, sign_ops
from vsm_desktop.drawing.symbols.symbol import look_of
from vsm_desktop.drawing.text import measure, wrap
from vsm_desktop.export.a3.book import said_of
from vsm_desktop.export.a3.matter import Matter, matter_of
from vsm_desktop.export.a3.setter import Setter, lines_of
from vsm_desktop.export.atomic import replace_file
from vsm_desktop.export.pdf import print_bytes
from vsm_desktop.export.report.flow import EDGE, Flow, said_of_pages, usual_paper
from vsm_desktop.export.report.planned import said_iso
from vsm_desktop.insight.board import Line, shown_unit
from vsm_desktop.insight.plan import Row
from vsm_desktop.model.dates import said_day
from vsm_desktop.model.display import DASH
from vsm_desktop.model.stream import ValueStream

_BODY, _SMALL, _LINE = 9.0, 7.5, 11.5
_LEAST_ROW, _MEASURE_ROW = 38.0, 30.0
_TEXT, _LAST, _MARKS = 272.0, 150.0, 92.0
_BOX = 15.0
_NUMBER, _VALUE = 20.0, 68.0
_SIGNS: tuple[Sign, ...] = ("good", "watch", "bad")
_DECISIONS = 3
_MOST_BESIDE = 6  # lines of a remark; a longer one stands under its row in the whole width
Heads = Callable[[Flow], None]


def write_review(
    stream: ValueStream,
    today: date,
    path: Path,
    lang: str = "en",
    watch: Watch = UNWATCHED,
    paper: str = "",
) -> tuple[str, ...]:
    """Write the review sheet on a paper, its usual one by default; what was cut comes back in sentences.

    Raises ExportError.
    """
    data, said = review_made(stream, today, lang, watch.part(0, 0.95), paper)
    watch.at(1)
    replace_file(path, data)
    return said


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
        _measures(flow, matter.board)
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
            need = _Row(flow, after).high if after else 0.0
            flow.section(row.text or _("Loop"), need + _SMALL + 10.0)
            if said != len(flow.chapters):
                _heads(flow)
            else:
                setter = flow.setter(0.0)
                setter.rule(EDGE, flow.y, EDGE + flow.wide, "ink", 0.9)
            said = len(flow.chapters)
        else:
            _Row(flow, row).draw()
            said = len(flow.chapters)


def _heads(flow: Flow) -> None:
    setter = flow.setter(0.0)
    y = flow.y + _SMALL
    for x, words in (
        (EDGE + _NUMBER, _("Objective, owner, dates")),
        (EDGE + _TEXT, _("Last review")),
        (EDGE + _TEXT + _LAST, _("Today")),
        (EDGE + _TEXT + _LAST + _MARKS, _("Remark: what is needed, from whom, by when")),
    ):
        setter.text(x, y, words, _SMALL, "ink2", "medium")
    flow.y += _SMALL + 5.0
    setter.rule(EDGE, flow.y, EDGE + flow.wide, "ink", 0.9)


class _Row:
    """An objective: what was planned, the last mark, and room for that of today."""

    def __init__(self, flow: Flow, row: Row) -> None:
        self.flow, self.row = flow, row
        share = flow.density.share
        self.body, self.small, self.line = (_BODY + 0.5) * share, (_SMALL + 0.5) * share, _LINE * share
        late = _("{days} d late").format(days=row.late_days) if row.late_days else ""
        done = _("{percent} % done").format(percent=round(100 * row.done))
        when = " – ".join(said_day(day) for day in (row.start, row.end) if day)
        late = late.replace(" ", "\N{NO-BREAK SPACE}")
        said = " · ".join(filter(None, (row.owner, when, done, late)))
        room = _TEXT - _NUMBER - 10.0
        # bold letters are wider than those the lines are measured in
        self.names = wrap(row.text, room, self.body, "bold", most=99)
        self.under = [
            line
            for text in (row.goal.full if row.goal else "", said)
            for line in lines_of(text, room, self.small)
        ]
        words = row.mark.remark if row.mark else ""
        self.remark, self.below = lines_of(words, _LAST - 26.0, self.small), tuple[str, ...]()
        if len(self.remark) > _MOST_BESIDE:
            self.remark, self.below = (), lines_of(words, flow.wide - _NUMBER, self.small)
        lines = max(len(self.names) + len(self.under), len(self.remark) + 1 if row.mark else 0)
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
        for words in self.under:
            setter.text(EDGE + _NUMBER, y, words, self.small, "ink2")
            y += self.line
        x, y = EDGE + _TEXT, flow.y + 12.0
        if row.mark:
            setter.add(sign_ops(row.mark.mark, x + 5.0, y - 3.0, 3.8, setter.look))
            setter.text(x + 15.0, y, said_iso(row.mark.on), self.small)
            for words in self.remark:
                y += self.line
                setter.text(x + 15.0, y, words, self.small, "ink2")
        _boxes(flow, setter, self.boxes)
        for at, words in enumerate(self.below):
            y = flow.y + self.boxes + self.small + at * self.line
            setter.text(EDGE + _NUMBER, y, words, self.small, "ink2")
        _ended(flow, setter, self.high)


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


def _boxes(flow: Flow, setter: Setter, high: float) -> None:
    """The boxes of a row: one for each mark, each beside its sign, and one for the remark."""
    x = EDGE + _TEXT + _LAST
    y = flow.y + (high - _BOX) / 2
    for at, sign in enumerate(_SIGNS):
        left = x + at * 28.0
        setter.box(left + 9.5, y, _BOX, _BOX)
        setter.add(sign_ops(sign, left + 4.0, y + _BOX / 2, 3.2, setter.look))
    setter.box(x + _MARKS, flow.y + 4.0, flow.wide - _TEXT - _LAST - _MARKS, high - 8.0)


def _measures(flow: Flow, board: Sequence[Line]) -> None:
    """The scoreboard, with a box for the value of today."""
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
        last = one.said(one.last.value) if one.last else DASH
        room = _LAST - _VALUE - 14.0
        setter.text(EDGE + _TEXT, y - 5.0, last, _BODY, "ink", "bold", room=room)
        if one.last:
            setter.text(EDGE + _TEXT, y + 5.5, said_iso(one.last.on), _SMALL, "ink2")
        tall = min(22.0, high - 6.0)
        setter.box(EDGE + _TEXT + _LAST - _VALUE - 8.0, flow.y + (high - tall) / 2, _VALUE, tall)
        end = EDGE + _TEXT + _LAST - 11.0
        unit = shown_unit(one.unit)
        setter.text(
            end, flow.y + (high + tall) / 2 - 4.0, unit, _SMALL, "ink2", anchor="end", room=_VALUE / 2
        )
        _boxes(flow, setter, high)
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
