"""The report of a value stream as a PDF: cover, maps, data, findings, comparison, plan, scoreboard and glossary."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from vsm_desktop.assets import UNWATCHED, Watch, _
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.ops import Drawing
from vsm_desktop.drawing.symbols.symbol import Look, look_of
from vsm_desktop.export.a3.book import said_of
from vsm_desktop.export.a3.heading import period
from vsm_desktop.export.a3.matter import Matter, matter_of
from vsm_desktop.export.a3.setter import Setter, lines_of
from vsm_desktop.export.atomic import replace_file
from vsm_desktop.export.book import chapter_of, print_frame
from vsm_desktop.export.page import spread_of
from vsm_desktop.export.pdf import Chapter, print_bytes
from vsm_desktop.export.report.data import comparison_pages, data_pages, findings_pages, said
from vsm_desktop.export.report.flow import EDGE, HEIGHT, PAPER, ROOM, WIDTH, Field, Flow
from vsm_desktop.export.report.planned import board_pages, plan_pages
from vsm_desktop.metrics.explain.tree import explain
from vsm_desktop.metrics.explain.words import CHOICES, TITLE, conventions_of, label_of_choice
from vsm_desktop.model.dates import said_day
from vsm_desktop.model.display import DASH
from vsm_desktop.model.stream import ValueStream

_CARDS = ("lead_time_days", "processing_time_s", "takt_s", "wip_pc")
_TERMS = (
    *("lead_time_days", "waiting_time_days", "processing_time_s", "pce", "takt_s", "daily_demand"),
    *("available_s_per_day", "wip_pc", "bottleneck", "stream_capacity_per_day", "rolled_ca"),
    *("operators_total", "cost_per_piece", "floor_space_m2"),
)


def write_report(
    stream: ValueStream, today: date, path: Path, lang: str = "en", watch: Watch = UNWATCHED
) -> None:
    """Write the report. Raises ExportError."""
    data = report_bytes(stream, today, lang, watch.part(0, 0.95))
    watch.at(1)
    replace_file(path, data)


def report_bytes(stream: ValueStream, today: date, lang: str = "en", watch: Watch = UNWATCHED) -> bytes:
    """The report as a PDF; the same document and day give the same bytes. Raises ExportError."""
    watch.at(0)
    matter = matter_of(stream, today)
    look = look_of(matter.base.theme)
    running = _("{name}: value stream report").format(name=stream.name or _("Value stream"))
    flow = Flow(look, running)
    watch.at(0.2)
    frames = [_frame(matter, state.id) for state in stream.states]
    for at, frame in enumerate(frames):
        watch.at(0.2 + 0.2 * at / len(frames))
        flow.add(chapter_of(frame))
        data_pages(flow, frame)
    findings_pages(flow, matter)
    comparison_pages(flow, matter)
    plan_pages(flow, matter)
    board_pages(flow, matter)
    _glossary(flow, frames)
    pages = flow.done()
    cover = Chapter(_cover(matter, _contents(pages), look), _("Cover"))
    foot = " · ".join(filter(None, (running, stream.site, said_day(today))))
    about = said_of(stream, running)
    return print_bytes([cover, *pages], about, lang, watch.part(0.5, 0.5), foot)


def _frame(matter: Matter, state_id: str) -> Frame:
    """A state as it is printed; the two of the plan are drawn already."""
    known = [one for one in (matter.base, matter.goal) if one and one.state_id == state_id]
    return known[0] if known else print_frame(matter.stream, state_id)


def _contents(pages: Sequence[Chapter]) -> list[tuple[str, int]]:
    """Each chapter with the number of its first page, the cover being the first one."""
    found, number = [], 2
    for page in pages:
        if page.title:
            found.append((page.title, number))
        number += spread_of(page.drawing).tiles
    return found


def _cover(matter: Matter, contents: Sequence[tuple[str, int]], look: Look) -> Drawing:
    """Title, who and when, the numbers that change, and what stands where."""
    setter, plan = Setter(look), matter.plan
    setter.text(EDGE, 118.0, matter.title, 26.0, "ink", "bold", room=ROOM)
    under = ", ".join(filter(None, (_("Value stream report"), matter.stream.site)))
    setter.text(EDGE, 140.0, under, 12.0, "ink2", room=ROOM)
    setter.rule(EDGE, 156.0, WIDTH - EDGE, "ink", 1.25)
    x = EDGE
    for label, value in (
        (_("Value stream manager"), plan.manager),
        (_("Sponsor"), plan.sponsor),
        (_("Period"), period(matter)),
        (_("Date"), said_day(matter.today)),
    ):
        if value:
            wide = max(
                setter.text(x, 174.0, label, 9.0, "ink2"), setter.text(x, 188.0, value, 11.0, "ink", "bold")
            )
            x += wide + 30.0
    _cards(setter, matter)
    setter.text(EDGE, 318.0, _("Contents"), 11.0, "ink", "bold")
    half = max(11, (len(contents) + 1) // 2)
    step = min(17.0, (HEIGHT - 360.0) / half)
    for at, (title, number) in enumerate(contents):
        column, row = divmod(at, half)
        left, y = EDGE + column * (ROOM / 2 + 10), 338.0 + row * step
        end = left + ROOM / 2 - 10
        setter.text(left, y, title, 10.0, room=ROOM / 2 - 50)
        setter.text(end, y, str(number), 10.0, "ink2", anchor="end")
        setter.rule(left, y + 4.5, end, "rule", 0.4)
    return Drawing(setter.done(), (0.0, 0.0, WIDTH, HEIGHT), look["page"], PAPER)


def _cards(setter: Setter, matter: Matter) -> None:
    """The numbers one asks for first, as they are and as they are to be, and how both are counted where that differs."""
    found = matter.found
    wide = ROOM / len(_CARDS)
    for at, key in enumerate(_CARDS):
        x = EDGE + at * wide
        setter.text(x, 232.0, TITLE[key], 9.5, "ink2")
        now = said(matter.base, key)
        size = setter.text(x, 255.0, now, 19.0, "wait" if key == "lead_time_days" else "ink", "bold")
        row = found.metric(key) if found else None
        goal = row.words[1] if row is not None else DASH
        if goal not in (DASH, now):
            setter.text(x + size + 8.0, 255.0, f"→ {goal}", 12.0, "work", "bold", room=wide - size - 14.0)
    for at, words in enumerate(lines_of(found.counted, ROOM, 9.0) if found else ()):
        setter.text(EDGE, 276.0 + at * 12.0, words, 9.0, "ink2", room=ROOM)


def _glossary(flow: Flow, frames: Sequence[Frame]) -> None:
    """The numbers used, how each is made in the first state, and by which conventions each state counts."""
    first = frames[0]
    flow.chapter(_("Glossary"), _("how the numbers are made, with the conventions of each state"))
    fields = (
        Field(_("Number"), 0.2, bold=True),
        Field(first.state.name or first.state.id, 0.14, True),
        Field("", 0.02),
        Field(_("How it is made there"), 0.4),
        Field(_("Conventions it depends on"), 0.24),
    )
    rows = []
    for key in _TERMS:
        one = explain(first.stream, first.state_id, key)
        if one.value is None and key in ("cost_per_piece", "floor_space_m2", "rolled_ca"):
            continue
        options = ((option, getattr(first.state.options, option)) for option in conventions_of(key))
        depends = "\n".join(label_of_choice(option, value) for option, value in options)
        rows.append(
            (TITLE[key], said(first, key), "", one.reason if one.value is None else one.formula, depends)
        )
    flow.table(fields, rows)
    flow.section(_("Conventions of each state"))
    names = [frame.state.name or frame.state.id for frame in frames[:4]]
    columns = (
        Field(_("Convention"), 0.24),
        *(Field(name, 0.76 / len(names)) for name in names),
    )
    flow.table(
        columns,
        [
            (
                label_of_choice(option, "").partition(":")[0],
                *(
                    str(dict(CHOICES[option]).get(getattr(frame.state.options, option), DASH))
                    for frame in frames[:4]
                ),
            )
            for option in CHOICES
        ],
    )
