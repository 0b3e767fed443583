"""Suppliers, customers, transports, and what this program does not know."""

from __future__ import annotations

from vsm_desktop.assets import _
from vsm_desktop.drawing.marks import mark_behind
from vsm_desktop.drawing.ops import Box, FontName, Op, Path, Pen, Segment
from vsm_desktop.drawing.shapes import rectangle
from vsm_desktop.drawing.symbols.databox import ROW, box_rows, draw_rows, own_words, rows_of
from vsm_desktop.drawing.symbols.symbol import BOTH_WAYS, PLAIN, Extent, Look, Manner, Symbol
from vsm_desktop.drawing.symbols.vehicles import vehicle
from vsm_desktop.drawing.text import field_line, line, wrap
from vsm_desktop.drawing.theme import DATA_SIZE, NAME_SIZE, OUTLINE
from vsm_desktop.model.display import shown
from vsm_desktop.model.nodes import Customer, Supplier, Transport, Unknown

_FACTORY = Extent(124.0, 76.0, (84.0, 60.0), BOTH_WAYS)
_VEHICLE = Extent(48.0, 34.0)
_GREY = Extent(108.0, 48.0, (60.0, 36.0), BOTH_WAYS)
_TEETH = 24.0
_NO_ALERT: frozenset[str] = frozenset()
_LEAD, _WORDS = 13.0, 27.0
_LABEL_WIDTH = 70.0
_TRANSPORT_ORDER = ("name", "interval", "time", "distance", "lot")
_FONTS: tuple[FontName, FontName] = ("body", "medium")


def draw_party(node: Supplier | Customer, look: Look) -> tuple[Op, ...]:
    """The factory with the saw roof; a customer's demand beneath."""
    width, height = _FACTORY.of(node)
    lines = wrap(node.name, width - 14, NAME_SIZE, "bold") or ("",) * (look.open == "name")
    ops: list[Op] = [Path(_factory(width, height), Pen(look["ink"], look.outline), look["box"])]
    middle = height / 2 - (height - _TEETH) / 2 + 4
    for i, text in enumerate(lines):
        y = middle + (i - (len(lines) - 1) / 2) * 14
        ops += field_line(0, y, text, NAME_SIZE, look["ink"], "bold", "middle", f"{node.id}.name")
    rows = draw_rows(
        box_rows(node, look),
        -width / 2,
        height / 2,
        width,
        look,
        node.id,
        _NO_ALERT,
    )
    return (*ops, *rows)


def _factory(width: float, height: float) -> tuple[Segment, ...]:
    """Walls under a saw roof of three teeth."""
    left, top, foot, tooth = -width / 2, -height / 2, height / 2, width / 3
    roof = [
        corner
        for i in range(3)
        for corner in ((left + tooth * i, top + _TEETH), (left + tooth * (i + 1), top))
    ]
    points = [(left, foot), *roof, (width / 2, foot)]
    return (("M", *points[0]), *(("L", x, y) for x, y in points[1:]), ("Z",))


def party_body(node: Supplier | Customer) -> Box:
    """The factory and its data box."""
    left, top, right, bottom = _FACTORY.box(node)
    return (left, top, right, bottom + ROW * len(rows_of(node)))


def transport_lines(node: Transport, open_field: str = "", manner: Manner = PLAIN) -> list[tuple[str, str]]:
    """What stands under a vehicle, each with its field: name, how often, how long, how far, and what is being typed."""
    texts: dict[str, list[str]] = {"name": list(wrap(node.name, _LABEL_WIDTH, DATA_SIZE, "medium"))}
    if node.interval is not None:
        texts["interval"] = [_("every {interval}").format(interval=shown(node.interval, manner.times))]
    for key, value in (("time", node.time), ("distance", node.distance)):
        texts[key] = [shown(value, manner.times)] if value is not None and value.value else []
    if open_field and open_field != "vehicle":
        texts[open_field] = texts.get(open_field) or [""]
    return [(text, key) for key in _TRANSPORT_ORDER for text in texts.get(key, ())]


def draw_transport(node: Transport, look: Look) -> tuple[Op, ...]:
    """The vehicle with its name and time."""
    return (*vehicle(node.vehicle or "truck", 0, 0, 0.72, look), *transport_words(node, look, _WORDS))


def transport_words(node: Transport, look: Look, top: float) -> list[Op]:
    """What stands under a vehicle, from the baseline of the first line on."""
    ops: list[Op] = []
    lines = transport_lines(node, look.open, look.manner)
    for i, (text, key) in enumerate(lines):
        named = key == "name"
        color, font = look["ink" if named else "ink2"], _FONTS[named]
        ops += field_line(0, top + _LEAD * i, text, DATA_SIZE, color, font, "middle", f"{node.id}.{key}")
        ops += mark_behind(0, top + _LEAD * i, text, font, getattr(node, key), look)
    return [*ops, *own_words(node.id, look, top + _LEAD * len(lines), _LEAD)]


def draw_unknown(node: Unknown, look: Look) -> tuple[Op, ...]:
    """A grey box that says which kind it stands for."""
    width, height = _GREY.of(node)
    ops: list[Op] = [
        Path(
            rectangle(-width / 2, -height / 2, width, height),
            Pen(look["ink2"], OUTLINE, (5, 3.5), "butt"),
            look["band"],
        )
    ]
    for i, text in enumerate(wrap(node.name or node.kind, width - 10, DATA_SIZE)):
        ops += line(0, -2 + 13 * i, text, DATA_SIZE, look["ink2"], anchor="middle", ref=f"{node.id}.name")
    return tuple(ops)


SUPPLIER = Symbol("Supplier", draw_party, party_body, lambda node: party_body(node)[3], _FACTORY, own_row=ROW)
CUSTOMER = Symbol("Customer", draw_party, party_body, lambda node: party_body(node)[3], _FACTORY, own_row=ROW)


def transport_body(node: Transport) -> Box:
    """The vehicle and its words: shafts leave room for both."""
    return (-24.0, -17.0, 24.0, 17.0 + _LEAD * len(transport_lines(node)))


TRANSPORT = Symbol(
    "Transport", draw_transport, transport_body, lambda node: transport_body(node)[3], _VEHICLE, own_row=_LEAD
)
UNKNOWN = Symbol("Unknown", draw_unknown, _GREY.box, lambda node: _GREY.box(node)[3], _GREY)
