"""The value stream review sheet: what was planned, where it stands, and empty boxes for the marks and remarks of today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from vsm_desktop.assets import UNWATCHED, Watch, _
from vsm_desktop.drawing.charts.gantt import Sign, sign_ops
from vsm_desktop.drawing.symbols.symbol import look_of
from vsm_desktop.export.a3.book import said_of
from vsm_desktop.export.a3.matter import Matter, matter_of
from vsm_desktop.export.a3.setter import Setter, lines_of
from vsm_desktop.export.atomic import replace_file
from vsm_desktop.export.pdf import print_bytes
from vsm_desktop.export.report.flow import EDGE, ROOM, WIDTH, Flow
from vsm_desktop.export.report.planned import said_iso
from vsm_desktop.insight.board import Line
from vsm_desktop.insight.plan import Row
from vsm_desktop.model.dates import said_day
from vsm_desktop.model.display import DASH
from vsm_desktop.model.stream import ValueStream

_BODY, _SMALL, _LINE = 9.0, 7.5, 11.5
_LEAST_ROW = 38.0
_TEXT, _LAST, _MARKS = 272.0, 150.0, 92.0
_BOX = 15.0
_REMARK = ROOM - _TEXT - _LAST - _MARKS
_NUMBER, _VALUE = 20.0, 68.0
_SIGNS: tuple[Sign, ...] = ("good", "watch", "bad")
_DECISIONS = 3


def write_review(
    stream: ValueStream, today: date, path: Path, lang: str = "en", watch: Watch = UNWATCHED
) -> None:
    """Write the review sheet. Raises ExportError."""
    data = review_bytes(stream, today, lang, watch.part(0, 0.95))
    watch.at(1)
    replace_file(path, data)


def review_bytes(stream: ValueStream, today: date, lang: str = "en", watch: Watch = UNWATCHED) -> bytes:
    """The review sheet as a PDF; the same document and day give the same bytes. Raises ExportError."""
    watch.at(0)
    matter = matter_of(stream, today)
    title = _("{name}: value stream review").format(name=stream.name or _("Value stream"))
    flow = Flow(look_of("mono"), title)
    flow.chapter(_("Value stream review"), matter.title)
    _who(flow, matter)
    _plan(flow, matter)
    _measures(flow, matter.board)
    _decisions(flow)
    foot = " · ".join(filter(None, (title, stream.site, said_day(today))))
    return print_bytes(flow.done(), said_of(stream, title), lang, watch.part(0.5, 0.5), foot)


def _who(flow: Flow, matter: Matter) -> None:
    """When, and who is there."""
    setter = flow.setter(40.0)
    x = EDGE
    for title, value, wide in (
        (_("Date of the review"), "", 130.0),
        (_("Value stream manager"), matter.plan.manager, 150.0),
        (_("Sponsor"), matter.plan.sponsor, 150.0),
        (_("Who is there"), "", ROOM - 430.0 - 3 * 8.0),
    ):
        setter.box(x, flow.y, wide, 30.0)
        setter.text(x + 4.0, flow.y + 9.0, title, _SMALL, "ink2")
        setter.text(x + 4.0, flow.y + 24.0, value, _BODY + 1, "ink", "bold", room=wide - 8.0)
        x += wide + 8.0
    flow.y += 42.0


def _plan(flow: Flow, matter: Matter) -> None:
    """Loop by loop."""
    if not matter.rows:
        flow.paragraph(_("No plan yet. Give each loop an objective, an owner and dates."), "text3")
        return
    for row in matter.rows:
        if row.kind == "loop":
            flow.section(row.text or _("Loop"), _LEAST_ROW + 20.0)
            _heads(flow)
        else:
            _objective(flow, row)


def _heads(flow: Flow) -> None:
    setter = flow.setter(_LEAST_ROW + 14.0)
    y = flow.y + _SMALL
    for x, words in (
        (EDGE + _NUMBER, _("Objective, owner, dates")),
        (EDGE + _TEXT, _("Last review")),
        (EDGE + _TEXT + _LAST, _("Today")),
        (EDGE + _TEXT + _LAST + _MARKS, _("Remark: what is needed, from whom, by when")),
    ):
        setter.text(x, y, words, _SMALL, "ink2", "medium")
    flow.y += _SMALL + 5.0
    setter.rule(EDGE, flow.y, WIDTH - EDGE, "ink", 0.9)


def _objective(flow: Flow, row: Row) -> None:
    """What was planned, the last mark, and room for that of today."""
    late = _("{days} d late").format(days=row.late_days) if row.late_days else ""
    done = _("{percent} % done").format(percent=round(100 * row.done))
    when = " – ".join(said_day(day) for day in (row.start, row.end) if day)
    said = " · ".join(filter(None, (row.owner, when, done, late)))
    room = _TEXT - _NUMBER - 10.0
    names = lines_of(row.text, room, _BODY + 0.5)
    under = [
        line
        for text in (row.goal.words if row.goal else "", said)
        for line in lines_of(text, room, _SMALL + 0.5)
    ]
    remark = lines_of(row.mark.remark, _LAST - 26.0, _SMALL + 0.5) if row.mark else ()
    high = max(_LEAST_ROW, 8.0 + _LINE * (len(names) + len(under)), 10.0 + _LINE * (len(remark) + 1))
    setter = _begun(flow, high)
    y = flow.y + 12.0
    setter.text(EDGE, y, str(row.number), _BODY + 0.5, "ink", "bold")
    for words in names:
        setter.text(EDGE + _NUMBER, y, words, _BODY + 0.5, "ink", "bold", room=room)
        y += _LINE
    for words in under:
        setter.text(EDGE + _NUMBER, y, words, _SMALL + 0.5, "ink2")
        y += _LINE
    x, y = EDGE + _TEXT, flow.y + 12.0
    if row.mark:
        setter.add(sign_ops(row.mark.mark, x + 5.0, y - 3.0, 3.8, setter.look))
        setter.text(x + 15.0, y, said_iso(row.mark.on), _SMALL + 0.5)
        for words in remark:
            y += _LINE
            setter.text(x + 15.0, y, words, _SMALL + 0.5, "ink2")
    _ended(flow, setter, high)


def _begun(flow: Flow, high: float) -> Setter:
    """Room for a row; on a new page under its heads again."""
    page = len(flow.chapters)
    setter = flow.setter(high)
    if len(flow.chapters) > page:
        _heads(flow)
    return setter


def _ended(flow: Flow, setter: Setter, high: float) -> None:
    """The boxes of a row, and the line under it."""
    x = EDGE + _TEXT + _LAST
    _ticks(setter, x, flow.y + (high - _BOX) / 2)
    setter.box(x + _MARKS, flow.y + 4.0, _REMARK, high - 8.0)
    flow.y += high
    setter.rule(EDGE, flow.y, WIDTH - EDGE, "rule", 0.5)


def _ticks(setter: Setter, x: float, y: float) -> None:
    """Three boxes, each with a mark beside it."""
    for at, sign in enumerate(_SIGNS):
        left = x + at * 28.0
        setter.box(left + 9.5, y, _BOX, _BOX)
        setter.add(sign_ops(sign, left + 4.0, y + _BOX / 2, 3.2, setter.look))


def _measures(flow: Flow, board: Sequence[Line]) -> None:
    """The scoreboard, with a box for the value of today."""
    if not board:
        return
    flow.section(_("Measures"), _LEAST_ROW + 20.0)
    _heads_of_measures(flow)
    for one in board:
        page = len(flow.chapters)
        setter = flow.setter(30.0)
        if len(flow.chapters) > page:
            _heads_of_measures(flow)
        y = flow.y + 18.0
        setter.text(EDGE, y, one.label, _BODY + 0.5, "ink", "bold", room=_TEXT - 90.0)
        both = f"{one.said(one.baseline)} → {one.said(one.target)}"
        setter.text(EDGE + _TEXT - 8.0, y, both, _BODY, "ink2", anchor="end")
        last = one.said(one.last.value) if one.last else DASH
        setter.text(EDGE + _TEXT, flow.y + 13.0, last, _BODY, "ink", "bold")
        if one.last:
            setter.text(EDGE + _TEXT, flow.y + 24.0, said_iso(one.last.on), _SMALL, "ink2")
        setter.box(EDGE + _TEXT + _LAST - _VALUE - 8.0, flow.y + 4.0, _VALUE, 22.0)
        unit = {"day": "d", "m2": "m²", "money": ""}.get(one.unit, one.unit)
        end = EDGE + _TEXT + _LAST - 11.0
        setter.text(end, flow.y + 22.0, unit, _SMALL, "ink2", anchor="end")
        _ended(flow, setter, 30.0)
    for words in dict.fromkeys(one.counted for one in board if one.counted):
        flow.paragraph(words, "ink2")


def _heads_of_measures(flow: Flow) -> None:
    setter = flow.setter(44.0)
    y = flow.y + _SMALL
    x = EDGE + _TEXT + _LAST
    setter.text(EDGE, y, _("Measure"), _SMALL, "ink2", "medium")
    setter.text(EDGE + _TEXT - 8.0, y, _("Baseline → target"), _SMALL, "ink2", "medium", "end")
    setter.text(EDGE + _TEXT, y, _("Last value"), _SMALL, "ink2", "medium")
    setter.text(x - _VALUE - 8.0, y, _("New value"), _SMALL, "ink2", "medium")
    setter.text(x, y, _("Today"), _SMALL, "ink2", "medium")
    setter.text(x + _MARKS, y, _("Remark"), _SMALL, "ink2", "medium")
    flow.y += _SMALL + 5.0
    setter.rule(EDGE, flow.y, WIDTH - EDGE, "ink", 0.9)


def _decisions(flow: Flow) -> None:
    """What was decided, and when to meet again."""
    flow.section(_("Decided today"), _DECISIONS * 24.0 + 20.0)
    setter = flow.setter(_DECISIONS * 24.0 + 20.0)
    shares = ((_("What"), 0.52), (_("Who"), 0.2), (_("By when"), 0.14), (_("Next review"), 0.14))
    x = EDGE
    for title, share in shares:
        setter.text(x, flow.y + _SMALL, title, _SMALL, "ink2", "medium")
        for row in range(_DECISIONS if share != shares[-1][1] or title != shares[-1][0] else 1):
            setter.box(x, flow.y + 12.0 + row * 24.0, ROOM * share - 6.0, 21.0)
        x += ROOM * share
    flow.y += 12.0 + _DECISIONS * 24.0
