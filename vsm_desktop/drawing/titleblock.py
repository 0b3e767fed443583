"""Title block and legend: what a sheet says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.drawing import arrows
from vsm_desktop.drawing.marks import LEGEND, mark_ops
from vsm_desktop.drawing.marks import WIDTH as WIDTH_OF_MARK
from vsm_desktop.drawing.ops import FontName, Op, Part, Path, Pen, Text, extent, placed
from vsm_desktop.drawing.shapes import hatch, outline, rectangle
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.symbols.vehicles import vehicle
from vsm_desktop.drawing.text import field_line, line, measure, shorten
from vsm_desktop.drawing.theme import BOLD, DATA_SIZE, NOTE_SIZE
from vsm_desktop.metrics.report import Report
from vsm_desktop.model.display import rounded
from vsm_desktop.model.names import USUAL, Names
from vsm_desktop.model.options import Options
from vsm_desktop.model.stream import State, ValueStream
from vsm_desktop.model.titles import title_of

WIDTH, HEIGHT = 420.0, 46.0
_SIDE = 100.0
_ROW = 24.0
_SPACE = 7.0
_BETWEEN = 20.0
_NARROWEST = 200.0
_HIGH, _LEAST = 19.0, 8.0  # type smaller than that is left out of a sample
_KEYS = {
    "push": (38.0, _("Push")),
    "pull": (26.0, _("Pull")),
    "move": (34.0, _("Move")),
    "shipment": (44.0, _("Shipment")),
    "manual": (32.0, _("Manual information")),
    "electronic": (34.0, _("Electronic information")),
    "inventory": (20.0, _("Inventory")),
    "supermarket": (14.0, _("Supermarket")),
    "rework": (28.0, _("Rework")),
    **{
        key: (width, title_of(key))
        for key, width in (
            *(("verbal", 26.0), ("phone", 20.0), ("kanban", 34.0), ("kanban-production", 42.0)),
            *(("kanban-withdrawal", 42.0), ("kanban-signal", 42.0), ("kanban-batch", 33.0)),
            *(
                ("kanban-batch_withdrawal", 34.0),
                ("kanban-sequenced", 36.0),
                ("shared", 27.0),
                ("cell", 27.0),
            ),
            *(("queue", 20.0), ("orders", 23.0), ("waiting", 13.0), ("safety", 14.0), ("warehouse", 22.0)),
            *(("cross_dock", 22.0), ("decision", 26.0), ("centre", 21.0), ("erp", 23.0), ("database", 23.0)),
            *(("heijunka", 36.0), ("post", 15.0), ("go_see", 30.0), ("burst", 26.0), ("quality", 18.0)),
        )
    },
    "critical": (26.0, _("Critical path")),
    "estimated": (WIDTH_OF_MARK, _("Estimated")),
    "assumed": (WIDTH_OF_MARK, _("Assumed")),
    "stale": (WIDTH_OF_MARK, _("Older than a year")),
}
SOURCES: frozenset[str] = frozenset(LEGEND)


def title_block(
    stream: ValueStream, state: State, report: Report, right: float, bottom: float, look: Look
) -> Part:
    """Name and state, site and convention, date and author."""
    room = WIDTH - _SIDE - 20
    name = ", ".join(part for part in (stream.name, state.name) if part) or _("Value stream map")
    said = convention(state.options, report)
    ops: list[Op] = [
        Path(rectangle(0, 0, WIDTH, HEIGHT), Pen(look["ink"], 1.0), look["box"]),
        Path((("M", WIDTH - _SIDE, 0.0), ("L", WIDTH - _SIDE, HEIGHT)), Pen(look["ink"], 0.75, cap="butt")),
        *_in_line(19, _title(stream.name, state.name, look), room, 12, look["ink"], "bold"),
        *_in_line(35, _under(stream.site, said, look), room, NOTE_SIZE, look["ink2"], "body"),
        *_beside(19, state.date, "@state.date", DATA_SIZE, "ink", "medium", look),
        *_beside(35, state.author, "@state.author", NOTE_SIZE, "ink2", "body", look),
    ]
    return Part("@title", right - WIDTH, bottom - HEIGHT, tuple(ops), shows=(name, look))


def _title(stream: str, state: str, look: Look) -> list[tuple[str, str]]:
    """What the map is of and which state of it, each with its ref."""
    found = [(stream, "@stream.name")] if stream or look.open == "@stream.name" else []
    if state or look.open == "@state.name":
        found += [(", ", ""), (state, "@state.name")] if found else [(state, "@state.name")]
    return found or [(_("Value stream map"), "@stream.name")]


def _under(site: str, said: str, look: Look) -> list[tuple[str, str]]:
    if not site and look.open != "@stream.site":
        return [(said, "")]
    return [(site, "@stream.site"), (" · ", ""), (said, "")]


def _in_line(
    y: float, pieces: Sequence[tuple[str, str]], room: float, size: float, color: str, font: FontName
) -> list[Text]:
    """Texts one after the other, each with its ref; what does not fit ends in an ellipsis."""
    left = shorten("".join(text for text, _ref in pieces), room, size, font)
    ops: list[Text] = []
    x = 10.0
    for text, ref in pieces:
        piece, left = (left, "") if (text, ref) == pieces[-1] else (left[: len(text)], left[len(text) :])
        ops += (
            field_line(x, y, piece, size, color, font, ref=ref)
            if ref
            else line(x, y, piece, size, color, font)
        )
        x += measure(piece, size, font)
    return ops


def _beside(
    y: float, text: str, ref: str, size: float, color: str, font: FontName, look: Look
) -> tuple[Text, ...]:
    """A text in the narrow column at the right."""
    if not text and look.open != ref:
        return ()
    shown = shorten(text, _SIDE - 16, size, font)
    return field_line(WIDTH - _SIDE + 10, y, shown, size, look[color], font, ref=ref)


def convention(options: Options, report: Report) -> str:
    """What a day and a lead time mean on this map (METRICS.md 0.6)."""
    base = {
        "working": "",
        "gross_shift": _("shift length"),
        "hours_per_day": _("entered hours"),
        "clock_24h": _("24 h"),
    }[options.day_base]
    available = report.number("available_s_per_day")
    if options.day_base == "working":
        base = _("8 h assumed")
        if available is not None:
            base = _("{minutes} min").format(minutes=rounded(available / 60, 0))
    mode = _("waits only") if options.lead_time_mode == "waits_only" else _("waits + processing")
    return _("day = {base}, {mode}").format(base=base, mode=mode)


def legend(kinds: frozenset[str], left: float, bottom: float, width: float, look: Look) -> Part:
    """The arrows and stocks in use, each with its name, in rows of a width; an empty part if there are none."""
    ops: list[Op] = []
    for kind, name, x, row in _laid_out(kinds, width, look.manner.names):
        reach = _KEYS[kind][0]
        ops += [placed(op, 1.0, x, 33.0 + _ROW * row) for op in _sample(kind, look)]
        ops += line(x + reach + _SPACE, 37 + _ROW * row, name, DATA_SIZE, look["ink2"])
    heading = line(0, 10, _("Legend"), DATA_SIZE, look["ink"], "bold") if ops else ()
    return Part("@legend", left, bottom - legend_height(kinds, width, look.manner.names), (*heading, *ops))


def legend_height(kinds: frozenset[str], width: float, names: Names = USUAL) -> float:
    """How high the legend is in rows of a width, with what its symbols are called on the map."""
    return HEIGHT + _ROW * max((row for *_entry, row in _laid_out(kinds, width, names)), default=0)


def legend_place(width: float) -> tuple[float, float]:
    """How wide the legend may be on a sheet of a width, and how far it stands above the foot of the sheet."""
    beside = width - WIDTH - _BETWEEN
    return (beside, 0.0) if beside >= _NARROWEST else (width, HEIGHT + _BETWEEN)


@lru_cache(maxsize=64)
def _laid_out(kinds: frozenset[str], width: float, names: Names) -> tuple[tuple[str, str, float, int], ...]:
    """Kinds in the order of the legend, each with its name, place and row."""
    found: list[tuple[str, str, float, int]] = []
    x, row = 0.0, 0
    for kind, (reach, usual) in _KEYS.items():
        if kind not in kinds:
            continue
        name = shorten(names.symbol(kind, usual), max(width - reach - _SPACE, _SIDE), DATA_SIZE)
        room = reach + _SPACE + measure(name, DATA_SIZE)
        if x and x + room > width:
            x, row = 0.0, row + 1
        found.append((kind, name, x, row))
        x += room + 18
    return tuple(found)


def _sample(kind: str, look: Look) -> Sequence[Op]:
    reach = _KEYS[kind][0]
    match kind:
        case "push":
            return arrows.push(((0, 0), (reach, 0)), look, headed=True, goes_on=False)
        case "pull":
            return arrows.pull(((0, 2), (reach, 2)), look)
        case "shipment":
            return _shipped(reach, look)
        case "move":
            return arrows.hollow(((0, 0), (reach, 0)), look, headed=True)
        case "manual" | "electronic":
            return arrows.thin(((0, 0), (reach, 0)), look["info"], electronic=kind == "electronic")
        case "estimated" | "assumed" | "stale":
            return mark_ops(0, 7.6, kind, look)
        case "shared":
            return _shared(look)
        case "supermarket":
            return [Path(outline("M0 -9H14V9H0M0 -3H14M0 3H14"), Pen(look["ink"], 1.5))]
        case "critical":
            return [Path(rectangle(0, -8, reach, 16), Pen(look["ink"], BOLD), look["box"])]
        case "inventory":
            triangle = Path(outline("M10 -9L20 8.5H0Z"), Pen(look["ink"], 1.5), look["wait_t"])
            return [triangle, *line(10, 5.5, "I", 8, look["ink"], "bold", "middle")]
        case _:
            from vsm_desktop.drawing.samples import sample

            return _small(sample(kind, look), reach)


def _shipped(reach: float, look: Look) -> list[Op]:
    """A hollow arrow with its truck."""
    clear = Path(rectangle(7.5, -9, 23, 17), fill=look["page"])
    truck = (placed(op, 1.0, 0.0, 0.0, 0.6) for op in vehicle("truck", 19, 0, 0.32, look))
    return [*arrows.hollow(((0, 0), (reach, 0)), look, headed=True, slim=True), clear, *truck]


def _shared(look: Look) -> list[Op]:
    """A small shared process: its hatch as far apart as can be seen."""
    frame = Pen(look["ink"], 1.05)
    return [
        Path(rectangle(0, -9, 27, 18), fill=look["box"]),
        Path(hatch(0, -3, 27, 12, 4.5), Pen(look["hatch"], 0.75, cap="butt")),
        Path(rectangle(0, -9, 27, 6), frame, look["band"]),
        Path(rectangle(0, -9, 27, 18), frame),
    ]


def _small(ops: Sequence[Op], width: float) -> list[Op]:
    """The ops of a sample as high as a row of the legend, from its left edge on; strokes keep their weight."""
    left, top, right, bottom = extent(ops)
    scale = min(width / (right - left), _HIGH / (bottom - top))
    dx, dy = -left * scale, -(top + bottom) / 2 * scale
    small = (placed(op, scale, dx, dy, 0.7) for op in ops)
    return [
        _legible(op) for op in small if not isinstance(op, Text) or op.size >= _LEAST or len(op.text) == 1
    ]


def _legible(op: Op) -> Op:
    """A letter in a sample, large enough to be read."""
    if not isinstance(op, Text) or op.size >= _LEAST:
        return op
    wide = op.width * _LEAST / op.size
    x, y = op.x - (wide - op.width) / 2, op.y + (_LEAST - op.size) * 0.36
    return replace(op, x=x, y=y, width=wide, size=_LEAST)
