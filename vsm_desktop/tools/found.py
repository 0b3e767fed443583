"""The marks of what was found: light behind symbols and arrows, a line under the very words."""

from __future__ import annotations

from collections.abc import Iterable

from vsm_desktop.drawing.find import LADDER, Found, comparable
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.ops import Op, Part, Path, Pen, Segment, Text, extent
from vsm_desktop.drawing.shapes import polyline
from vsm_desktop.drawing.theme import tokens

_AWAY, _ROUND = 4.0, 4.0


def found_marks(frame: Frame, found: Iterable[Found], query: str) -> tuple[tuple[Op, ...], tuple[Op, ...]]:
    """What lies under the map, and what lies over it; of the shown state only."""
    here = {one.id: one for one in found if one.state_id == frame.state_id}
    if not here:
        return (), ()
    colors = tokens(frame.theme)
    under: list[Op] = []
    over: list[Op] = []
    wanted = comparable(query)
    ladder = any(LADDER in one.fields for one in here.values())
    for part in frame.drawing.parts:
        one = here.get(part.id)
        if one is not None:
            under += _light(part, colors["accent_t"], colors["accent"])
            refs = {f"{one.id}.{key}" for key in one.fields}
            over += [_line(part, op, colors["accent"]) for op in _texts(part) if _says(op, refs, wanted)]
        elif ladder and part.id.startswith(("@wait:", "@work:")):
            over += [_line(part, op, colors["accent"]) for op in _texts(part) if _says(op, set(), wanted)]
    return tuple(under), tuple(over)


def _light(part: Part, ground: str, edge: str) -> list[Op]:
    if part.box is not None:
        left, top, right, bottom = extent(part.ops)
        left, top, right, bottom = (
            min(left, part.box[0]),
            min(top, part.box[1]),
            max(right, part.box[2]),
            max(bottom, part.box[3]),
        )
        room = (part.x + left - _AWAY, part.y + top - _AWAY)
        outline = _rounded(*room, right - left + 2 * _AWAY, bottom - top + 2 * _AWAY)
        return [Path(outline, Pen(edge, 1.0), ground)]
    course = polyline([(part.x + x, part.y + y) for x, y in part.line])
    return [Path(course, Pen(edge, 16.5)), Path(course, Pen(ground, 14.0))] if part.line else []


def _rounded(x: float, y: float, width: float, height: float) -> tuple[Segment, ...]:
    r, k = _ROUND, _ROUND * 0.4477
    right, bottom = x + width, y + height
    return (
        ("M", x + r, y),
        ("L", right - r, y),
        ("C", right - k, y, right, y + k, right, y + r),
        ("L", right, bottom - r),
        ("C", right, bottom - k, right - k, bottom, right - r, bottom),
        ("L", x + r, bottom),
        ("C", x + k, bottom, x, bottom - k, x, bottom - r),
        ("L", x, y + r),
        ("C", x, y + k, x + k, y, x + r, y),
        ("Z",),
    )


def _texts(part: Part) -> list[Text]:
    return [op for op in part.ops if isinstance(op, Text)]


def _says(op: Text, refs: set[str], wanted: str) -> bool:
    """Whether a text shows a field that answers, or answers itself: values stand in pieces, labels bear no name."""
    return op.ref in refs or wanted in comparable(op.text)


def _line(part: Part, op: Text, color: str) -> Op:
    x, y = part.x + op.x, part.y + op.y + 2.5
    return Path((("M", x, y), ("L", x + op.width, y)), Pen(color, 1.75, cap="butt"))
