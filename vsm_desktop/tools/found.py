"""The marks of what was found: light behind symbols and arrows, a line under the very words where they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from vsm_desktop.drawing.find import LADDER, Found, comparable
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.levels import level_of
from vsm_desktop.drawing.ops import Box, Op, Part, Path, Pen, Segment, Text, extent
from vsm_desktop.drawing.shapes import polyline
from vsm_desktop.drawing.theme import tokens
from vsm_desktop.tools.marks import grown, joined

_AWAY, _ROUND = 4.0, 4.0
_COURSE = 14.0


def found_marks(
    frame: Frame, found: Iterable[Found], query: str, pixel: float
) -> tuple[tuple[Op, ...], tuple[Op, ...]]:
    """What lies under the map, and what lies over it; of the shown state only. Few paths, however much is found."""
    here = {one.id: one for one in found if one.state_id == frame.state_id}
    if not here:
        return (), ()
    wanted = comparable(query)
    written = level_of(1 / pixel).shows == "all"  # from afar other words stand there, or none
    ladder = any(LADDER in one.fields for one in here.values())
    symbols: list[tuple[Segment, ...]] = []
    courses: list[tuple[Segment, ...]] = []
    lines: list[tuple[Segment, ...]] = []
    for part in frame.drawing.parts:
        one = here.get(part.id)
        if one is not None:
            refs = {f"{one.id}.{key}" for key in one.fields}
            if written:
                lines += [_line(part, op, pixel) for op in _texts(part) if _says(op, refs, wanted)]
            if part.box:
                symbols.append(_round_symbol(part, part.box))
            elif part.line:
                courses.append(polyline([(part.x + x, part.y + y) for x, y in part.line]))
        elif ladder and part.id.startswith(("@wait:", "@work:")):
            said = [op for op in _texts(part) if _says(op, set(), wanted)]
            if written:
                lines += [_line(part, op, pixel) for op in said]
            elif said:
                symbols.append(_round_symbol(part, extent(part.ops)))
    return _lights(frame, symbols, courses, pixel), _lines(frame, lines, pixel)


def lights_of(frame: Frame, ids: Set[str], pixel: float) -> tuple[Op, ...]:
    """The light behind some symbols and arrows."""
    parts = [part for part in frame.drawing.parts if part.id in ids]
    courses = [polyline([(p.x + x, p.y + y) for x, y in p.line]) for p in parts if p.line and not p.box]
    return _lights(frame, [_round_symbol(p, p.box) for p in parts if p.box], courses, pixel)


def _lights(
    frame: Frame,
    symbols: Sequence[tuple[Segment, ...]],
    courses: Sequence[tuple[Segment, ...]],
    pixel: float,
) -> tuple[Op, ...]:
    ground, edge = tokens(frame.theme)["accent_t"], tokens(frame.theme)["accent"]
    ops: list[Op] = []
    if courses:
        ops.append(Path(joined(courses), Pen(edge, _COURSE + 2 * pixel)))
        ops.append(Path(joined(courses), Pen(ground, _COURSE)))
    if symbols:
        ops.append(Path(joined(symbols), Pen(edge, pixel), ground))
    return tuple(ops)


def _lines(frame: Frame, lines: Sequence[tuple[Segment, ...]], pixel: float) -> tuple[Op, ...]:
    pen = Pen(tokens(frame.theme)["accent"], max(1.75, 1.25 * pixel), cap="butt")
    return (Path(joined(lines), pen),) if lines else ()


def _round_symbol(part: Part, body: Box) -> tuple[Segment, ...]:
    """Round all that is drawn of a symbol, its words with it."""
    left, top, right, bottom = extent(part.ops)
    box = (min(left, body[0]), min(top, body[1]), max(right, body[2]), max(bottom, body[3]))
    left, top, right, bottom = grown(
        (part.x + box[0], part.y + box[1], part.x + box[2], part.y + box[3]), _AWAY
    )
    r, k = _ROUND, _ROUND * 0.4477
    return (
        ("M", left + r, top),
        ("L", right - r, top),
        ("C", right - k, top, right, top + k, right, top + r),
        ("L", right, bottom - r),
        ("C", right, bottom - k, right - k, bottom, right - r, bottom),
        ("L", left + r, bottom),
        ("C", left + k, bottom, left, bottom - k, left, bottom - r),
        ("L", left, top + r),
        ("C", left, top + k, left + k, top, left + r, top),
        ("Z",),
    )


def _texts(part: Part) -> list[Text]:
    return [op for op in part.ops if isinstance(op, Text)]


def _says(op: Text, refs: set[str], wanted: str) -> bool:
    """Whether a text shows a field that answers, or answers itself: values stand in pieces, labels bear no name."""
    return op.ref in refs or wanted in comparable(op.text)


def _line(part: Part, op: Text, pixel: float) -> tuple[Segment, ...]:
    x, y = part.x + op.x, part.y + op.y + max(2.5, 1.5 * pixel)
    return (("M", x, y), ("L", x + op.width, y))
