"""Where on the map a field stands, so that it can be typed in place: read from the drawing itself.

A ref is an element's field ("weld.ct") or what the document says of itself ("@state.date").
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.drawing.arrows import longest
from vsm_desktop.drawing.far import far_ops, far_room
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.hit import REACH, hit, lines_of, text_at, text_in
from vsm_desktop.drawing.ops import Anchor, Box, FontName, Part, Text, extent
from vsm_desktop.drawing.seen import Seen
from vsm_desktop.drawing.symbols.databox import ROW
from vsm_desktop.drawing.theme import DATA_SIZE
from vsm_desktop.model.flows import FlowBase
from vsm_desktop.model.nodes import Transport

TITLE = "@title"
_PAD = 6.0
_OVER, _UNDER = 12.7, 5.3  # of a row, from its baseline
_MARK: Box = (-24.0, -17.0, 24.0, 17.0)


class Spot(Struct, frozen=True):
    """The room of a field on the map, and how its text stands there."""

    ref: str
    box: Box
    size: float = DATA_SIZE
    font: FontName = "body"
    anchor: Anchor = "middle"


def field_at(frame: Frame, x: float, y: float, reach: float = REACH, seen: Seen | None = None) -> str:
    """The ref of what is meant by a place: a text, a vehicle, else the name of the element there; "" for nothing.

    Where the map is `seen` from afar, the texts that are shown there count, not those that stand there near by.
    """
    if seen is not None and seen.level.shows != "all":
        if ref := _far_text_at(frame, x, y, seen):
            return ref
    elif found := text_at(frame.drawing, x, y):
        return found[0]
    id_ = hit(frame.drawing, x, y, reach)
    if id_ is None:
        return ""
    element = frame.state.element(id_)
    if getattr(element, "vehicle", None) and _inside(_mark_box(frame, id_), x, y):
        return f"{id_}.vehicle"
    return name_ref(frame, id_)


def _far_text_at(frame: Frame, x: float, y: float, seen: Seen) -> str:
    """The ref of the topmost field text under a point as it is seen from afar."""
    for part in reversed(frame.drawing.parts):
        here = (x - part.x, y - part.y)
        if not part.ops or not _inside(
            far_room(part, extent(part.ops), part.id in seen.longest), here[0], here[1]
        ):
            continue
        shown = replace(part, ops=far_ops(part, seen.level, seen.told(part.id)))
        if found := text_in(shown, *here):
            return found[0]
    return ""


def name_ref(frame: Frame, id_: str) -> str:
    """What an element is called by: the name of a symbol, the label of an arrow."""
    element = frame.state.element(id_)
    return f"{id_}.{'label' if isinstance(element, FlowBase) else 'name'}"


def spot_of(frame: Frame, ref: str) -> Spot | None:
    """Where a field stands; for one that stands nowhere, a place at its element. None if the map has no such element."""
    id_, _dot, key = ref.rpartition(".")
    part = _part(frame, TITLE if id_.startswith("@") else id_)
    if part is None:
        return None
    texts = [op for op in part.ops if isinstance(op, Text) and op.ref == ref]
    if part.box is not None and texts and getattr(frame.state.element(id_), "kind", "") == "text":
        return Spot(ref, _on_map(part, part.box), texts[0].size, _face(texts), "start")  # as wide as the note
    if not texts:
        return _elsewhere(frame, part, ref, key)
    if texts[0].anchor == "end" and part.box is not None:
        return _cell(part, part.box, texts, ref)
    left, right = min(op.x for op in texts), max(op.x + op.width for op in texts)
    first, last = texts[0], texts[-1]
    box = _on_map(part, (left, first.y - first.size, right, last.y + first.size * 0.3))
    return Spot(ref, box, first.size, _face(texts), first.anchor)


def _cell(part: Part, box: Box, texts: Sequence[Text], ref: str) -> Spot:
    """The right part of a row of a data box, from the label on; all rows of a field that has several."""
    first, last = texts[0], texts[-1]
    left = box[0]
    if first.y == last.y:
        row = [op for op in lines_of(part) if op.y == first.y and op.x < first.x]
        left = max((op.x + op.width for op in row), default=left) + _PAD / 2
    cell = _on_map(part, (left, first.y - _OVER, box[2], last.y + _UNDER))
    return Spot(ref, cell, first.size, _face(texts), "end" if first.y == last.y else "start")


def _elsewhere(frame: Frame, part: Part, ref: str, key: str) -> Spot | None:
    """A field that is not drawn: a vehicle at its mark, another in the middle of an arrow or under a symbol."""
    if key == "vehicle":
        return Spot(ref, _mark_box(frame, part.id))
    if part.line:
        x, y = _middle(part)
        return Spot(ref, (x, y - ROW / 2, x, y + ROW / 2))
    if part.box is None:
        return None
    left, _top, right, bottom = _on_map(part, part.box)
    middle = (left + right) / 2
    return Spot(ref, (middle, bottom, middle, bottom + ROW))


def _mark_box(frame: Frame, id_: str) -> Box:
    """Where the vehicle of a transport or a shipment is drawn."""
    part = _part(frame, id_)
    if part is None:
        return (0.0, 0.0, 0.0, 0.0)
    x, y = (part.x, part.y) if isinstance(frame.state.element(id_), Transport) else _middle(part)
    return (x + _MARK[0], y + _MARK[1], x + _MARK[2], y + _MARK[3])


def _middle(part: Part) -> tuple[float, float]:
    if not part.line:
        return part.x, part.y
    (x0, y0), (x1, y1) = longest(part.line)
    return part.x + (x0 + x1) / 2, part.y + (y0 + y1) / 2


def _part(frame: Frame, id_: str) -> Part | None:
    return next((part for part in frame.drawing.parts if part.id == id_), None)


def _on_map(part: Part, box: Box) -> Box:
    return (part.x + box[0], part.y + box[1], part.x + box[2], part.y + box[3])


def _face(texts: Sequence[Text]) -> FontName:
    return next((op.font for op in texts if op.font != "cjk"), "body")


def _inside(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
