"""The report of a value stream as a PDF: cover, maps, data, findings, comparison, plan, scoreboard and glossary."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from vsm_desktop.assets import UNWATCHED, Watch, _
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.ops import Drawing
from vsm_desktop.drawing.symbols.symbol import look_of
from vsm_desktop.drawing.text import shorten_middle, wrap
from vsm_desktop.export.a3.book import said_of
from vsm_desktop.export.a3.heading import period
from vsm_desktop.export.a3.matter import Matter, matter_of
from vsm_desktop.export.a3.setter import Setter, lines_of
from vsm_desktop.export.book import print_frame
from vsm_desktop.export.pdf import Chapter, print_bytes
from vsm_desktop.export.report.contents import contents_of, set_contents
from vsm_desktop.export.report.data import comparison_pages, data_pages, findings_pages, said
from vsm_desktop.export.report.flow import EDGE, Flow, said_of_pages, usual_paper
from vsm_desktop.export.report.glossary import glossary
from vsm_desktop.export.report.maps import Fold, map_page
from vsm_desktop.export.report.planned import board_pages, plan_pages
from vsm_desktop.metrics.explain.words import TITLE
from vsm_desktop.model.dates import said_day
from vsm_desktop.model.display import DASH
from vsm_desktop.model.stream import ValueStream

_FIELD = 200.0  # points: a longer name on the cover has two lines
_CARDS = ("lead_time_days", "processing_time_s", "takt_s", "wip_pc")


def report_bytes(
    stream: ValueStream, today: date, lang: str = "en", watch: Watch = UNWATCHED, paper: str = ""
) -> bytes:
    """The report as a PDF; the same document and day give the same bytes. Raises ExportError."""
    return report_made(stream, today, lang, watch, paper)[0]


def report_made(
    stream: ValueStream,
    today: date,
    lang: str = "en",
    watch: Watch = UNWATCHED,
    paper: str = "",
    fold: Fold | None = None,
) -> tuple[bytes, tuple[str, ...]]:
    """The report as a PDF, and what is too small in it or was cut; `fold` lays a map out in rows. Raises ExportError."""
    watch.at(0)
    matter = matter_of(stream, today)
    look = look_of(matter.base.theme)
    running = _("{name}: value stream report").format(name=stream.name or _("Value stream"))
    flow = Flow(look, running, paper or usual_paper(stream))
    watch.at(0.2)
    frames = [_frame(matter, state.id) for state in stream.states]
    said_of_maps: list[str] = []
    for at, frame in enumerate(frames):
        watch.at(0.2 + 0.2 * at / len(frames))
        page = map_page(frame, fold)
        said_of_maps += page.said
        flow.add(page.chapter)
        flow.fitted(partial(data_pages, flow, frame))
    for draw in (findings_pages, comparison_pages, plan_pages, board_pages):
        flow.fitted(partial(draw, flow, matter))
    flow.fitted(partial(glossary, flow, matter, frames))
    pages = flow.done()
    cover = _cover(matter, contents_of(pages), flow)
    foot = " · ".join(filter(None, (running, stream.site, said_day(today))))
    about = said_of(stream, running, today, _("value stream report"))
    data = print_bytes([cover, *pages], about, lang, watch.part(0.5, 0.5), foot, outline=True)
    return data, (*said_of_maps, *said_of_pages([cover, *pages], stream))


def _frame(matter: Matter, state_id: str) -> Frame:
    """A state as it is printed; the two of the plan are drawn already."""
    known = [one for one in (matter.base, matter.goal) if one and one.state_id == state_id]
    return known[0] if known else print_frame(matter.stream, state_id)


def _cover(matter: Matter, contents: Sequence[tuple[str, int]], flow: Flow) -> Chapter:
    """Title, who and when, the numbers that change, and what stands where."""
    setter, plan = Setter(flow.look), matter.plan
    _title(setter, matter.title, flow.wide)
    under = ", ".join(filter(None, (_("Value stream report"), matter.stream.site)))
    setter.text(EDGE, 140.0, under, 12.0, "ink2", room=flow.wide)
    setter.rule(EDGE, 156.0, flow.width - EDGE, "ink", 1.25)
    x = EDGE
    for label, value in (
        (_("Value stream manager"), plan.manager),
        (_("Sponsor"), plan.sponsor),
        (_("Period"), period(matter)),
        (_("Date"), said_day(matter.today)),
    ):
        if value:
            rows = wrap(value, _FIELD, 11.0, "bold")
            wide = setter.text(x, 174.0, label, 9.0, "ink2")
            for at, row in enumerate(rows):
                wide = max(wide, setter.text(x, 188.0 + at * 13.0, row, 11.0, "ink", "bold"))
            x += wide + 26.0
    _cards(setter, matter, flow.wide)
    room = (EDGE, 318.0, flow.width - EDGE, flow.height - 42.0)
    links = set_contents(setter, contents, room)
    sheet = (0.0, 0.0, flow.width, flow.height)
    drawing = Drawing(setter.done(), sheet, flow.look["page"], flow.paper)
    return Chapter(drawing, _("Cover"), links=links)


def _title(setter: Setter, title: str, room: float) -> None:
    """The title in as large letters as find room in two lines; what is still too long is cut before its end."""
    size = next((one for one in (26.0, 22.0, 18.0, 15.0) if len(wrap(title, room, one, "bold", 9)) <= 1), 0.0)
    size = size or next((one for one in (20.0, 17.0) if len(wrap(title, room, one, "bold", 9)) <= 2), 15.0)
    title = shorten_middle(title, lambda text: len(wrap(text, room, size, "bold", 9)) <= 2)
    rows = wrap(title, room, size, "bold")
    for at, row in enumerate(reversed(rows)):
        setter.text(EDGE, 118.0 - at * size * 1.2, row, size, "ink", "bold")


def _cards(setter: Setter, matter: Matter, room: float) -> None:
    """The numbers one asks for first, as they are and as they are to be, and how both are counted where that differs."""
    found = matter.found
    wide = room / len(_CARDS)
    for at, key in enumerate(_CARDS):
        x = EDGE + at * wide
        setter.text(x, 232.0, TITLE[key], 9.5, "ink2")
        now = said(matter.base, key)
        size = setter.text(x, 255.0, now, 19.0, "wait" if key == "lead_time_days" else "ink", "bold")
        row = found.metric(key) if found else None
        goal = row.words[1] if row is not None else DASH
        if goal not in (DASH, now):
            setter.text(x + size + 8.0, 255.0, f"→ {goal}", 12.0, "work", "bold", room=wide - size - 14.0)
    for at, words in enumerate(lines_of(found.counted, room, 9.0) if found else ()):
        setter.text(EDGE, 276.0 + at * 12.0, words, 9.0, "ink2", room=room)
