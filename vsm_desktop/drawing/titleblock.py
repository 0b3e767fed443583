"""Title block and legend: what a sheet says of itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from vsm_desktop.assets import _
from vsm_desktop.drawing import arrows
from vsm_desktop.drawing.ops import Op, Part, Path, Pen
from vsm_desktop.drawing.shapes import outline, rectangle
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.text import line, measure, shorten
from vsm_desktop.drawing.theme import DATA_SIZE, NOTE_SIZE
from vsm_desktop.metrics.report import Report
from vsm_desktop.model.display import rounded
from vsm_desktop.model.options import Options
from vsm_desktop.model.stream import State, ValueStream

WIDTH, HEIGHT = 420.0, 46.0
_SIDE = 100.0
_ROW = 24.0


def title_block(
    stream: ValueStream, state: State, report: Report, right: float, bottom: float, look: Look
) -> Part:
    """Name and state, site and convention, date and author."""
    name = ", ".join(part for part in (stream.name, state.name) if part) or _("Value stream map")
    under = " · ".join(part for part in (stream.site, convention(state.options, report)) if part)
    room = WIDTH - _SIDE - 20
    ops: list[Op] = [
        Path(rectangle(0, 0, WIDTH, HEIGHT), Pen(look["ink"], 1.0), look["box"]),
        Path((("M", WIDTH - _SIDE, 0.0), ("L", WIDTH - _SIDE, HEIGHT)), Pen(look["ink"], 0.75, cap="butt")),
        *line(10, 19, shorten(name, room, 12, "bold"), 12, look["ink"], "bold"),
        *line(10, 35, shorten(under, room, NOTE_SIZE), NOTE_SIZE, look["ink2"]),
        *line(
            WIDTH - _SIDE + 10,
            19,
            shorten(state.date, _SIDE - 16, DATA_SIZE),
            DATA_SIZE,
            look["ink"],
            "medium",
        ),
        *line(WIDTH - _SIDE + 10, 35, shorten(state.author, _SIDE - 16, NOTE_SIZE), NOTE_SIZE, look["ink2"]),
    ]
    return Part("@title", right - WIDTH, bottom - HEIGHT, tuple(ops))


def convention(options: Options, report: Report) -> str:
    """What a day and a lead time mean on this map (METRICS.md 0.6)."""
    base = {
        "working": _("working time"),
        "gross_shift": _("shift length"),
        "hours_per_day": _("entered hours"),
        "clock_24h": _("24 h"),
    }[options.day_base]
    available = report.number("available_s_per_day")
    if options.day_base == "working" and available is not None:
        base = _("{minutes} min").format(minutes=rounded(available / 60, 0))
    mode = _("waits only") if options.lead_time_mode == "waits_only" else _("waits + processing")
    return _("day = {base}, {mode}").format(base=base, mode=mode)


def legend(kinds: Iterable[str], left: float, bottom: float, width: float, look: Look) -> Part:
    """The arrows and stocks in use, each with its name, in rows of a width; an empty part if there are none."""
    items = [item for kind, item in _samples(look) if kind in set(kinds)]
    ops: list[Op] = []
    x, rows = 0.0, 0
    for drawn, reach, name in items:
        room = reach + 7 + measure(name, DATA_SIZE)
        if x and x + room > width:
            x, rows = 0.0, rows + 1
        ops += [_shifted(op, x, 33.0 + _ROW * rows) for op in drawn]
        ops += line(x + reach + 7, 37 + _ROW * rows, name, DATA_SIZE, look["ink2"])
        x += room + 18
    heading = line(0, 10, _("Legend"), DATA_SIZE, look["ink"], "bold") if items else ()
    return Part("@legend", left, bottom - HEIGHT - _ROW * rows, (*heading, *ops))


def _samples(look: Look) -> Sequence[tuple[str, tuple[Sequence[Op], float, str]]]:
    ink = Pen(look["ink"], 1.5)
    triangle: list[Op] = [
        Path(outline("M10 -9L20 8.5H0Z"), ink, look["wait_t"]),
        *line(10, 5.5, "I", 8, look["ink"], "bold", "middle"),
    ]
    market: list[Op] = [Path(outline("M0 -9H14V9H0M0 -3H14M0 3H14"), ink)]
    return (
        ("push", (arrows.push(((0, 0), (38, 0)), look, headed=True, goes_on=False), 38, _("Push"))),
        ("pull", (arrows.pull(((0, 2), (26, 2)), look), 26, _("Pull"))),
        ("move", (arrows.hollow(((0, 0), (34, 0)), look, headed=True), 34, _("Move"))),
        ("shipment", (arrows.hollow(((0, 0), (34, 0)), look, headed=True), 34, _("Shipment"))),
        (
            "manual",
            (arrows.thin(((0, 0), (32, 0)), look["info"], electronic=False), 32, _("Manual information")),
        ),
        (
            "electronic",
            (arrows.thin(((0, 0), (34, 0)), look["info"], electronic=True), 34, _("Electronic information")),
        ),
        ("inventory", (triangle, 20, _("Inventory"))),
        ("supermarket", (market, 14, _("Supermarket"))),
    )


def _shifted(op: Op, dx: float, dy: float) -> Op:
    """The same op at another place."""
    if isinstance(op, Path):
        return replace(
            op,
            segments=tuple(
                (s[0], *(v + (dy if i % 2 else dx) for i, v in enumerate(s[1:])))  # type: ignore[misc]
                for s in op.segments
            ),
        )
    return replace(op, x=op.x + dx, y=op.y + dy)
