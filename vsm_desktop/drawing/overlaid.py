"""Two maps in one: the second one, and in it what is gone, thin and dashed, and what changed with its old and new values.

What is gone stands where it stood, as far as what is round it still does; where something else stands now, it moves down to the
next free place, as one piece, and says from where it is gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import hypot

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.assets import _
from vsm_desktop.drawing.called import called
from vsm_desktop.drawing.compared import (
    RADIUS,
    Differences,
    Sign,
    key_ops,
    place_of,
    sign_ops,
    signs_after,
    words_of,
    worn,
)
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.ops import Box, Drawing, Image, Op, Part, Path, Pen, Text
from vsm_desktop.drawing.placed import part_box
from vsm_desktop.drawing.room import around
from vsm_desktop.drawing.shapes import XY, polyline, rectangle
from vsm_desktop.drawing.sheet import MARGIN, spread_sheet
from vsm_desktop.drawing.symbols.symbol import Look, look_of, manner_of
from vsm_desktop.drawing.text import line, measure
from vsm_desktop.drawing.theme import ROW_LINE
from vsm_desktop.drawing.titleblock import HEIGHT as TITLE_HEIGHT
from vsm_desktop.drawing.titleblock import title_block
from vsm_desktop.drawing.vacant import Vacant, boxes_of, moved
from vsm_desktop.model.flows import MaterialFlow
from vsm_desktop.model.stream import State

SIGNS = "@signs"  # the part that is all signs; it shows where each of them stands
VALUES = "@values:"  # and the id of the element whose old and new values a part says
_DASH = (3.0, 2.5)
_STEP = 12.0
_FARTHEST = 400  # steps
_SIZE, _LINE = 10.0, 13.0
_MOST = 4  # lines of values at one element
_ON_PAPER = ("@title", "@legend")
_ALIKE = 0.5
_FAR = 20.0  # from here on, values say of which element they are
_AWAY = (6.0, 14.0, 24.0, 36.0, 50.0, 66.0, 84.0, 104.0, 126.0)


def overlaid(before: Frame, after: Frame, found: Differences, titles: tuple[str, str]) -> Drawing:
    """One drawing of both maps, on the paper of the second; `titles` is what they are called."""
    look = look_of(after.theme, manner=manner_of(after.state))
    parts = [part for part in after.drawing.parts if part.id not in _ON_PAPER]
    room, signs, words = Vacant(parts), signs_after(found), words_of(parts)
    places = [(place_of(part, RADIUS, words), signs[part.id]) for part in parts if worn(part, signs, found)]
    for place, _sign in places:
        if place:
            room.take_box(_disc(place))
    ghosts = _ghosts(before, after, found, room, look)
    said = _values(parts, signs, found, room, look)
    places += [(ghost.sign, "gone") for ghost in ghosts]
    over = [op for place, sign in places if place for op in sign_ops(*place, sign, look)]
    worn_by = tuple((*place, sign) for place, sign in places if place)
    signs_part = Part(SIGNS, 0.0, 0.0, tuple(over), shows=(worn_by, look))
    whole = [*(ghost.part for ghost in ghosts), *parts, *said, signs_part]
    return _on_sheet(whole, after, titles, look)


# what is gone


class _Piece(Struct, frozen=True):
    """Symbols that are gone, tied by arrows of material, and the ids of what stays before and behind them."""

    ids: frozenset[str]
    before: tuple[str, ...]
    behind: tuple[str, ...]


def _disc(place: XY) -> Box:
    return (place[0] - RADIUS, place[1] - RADIUS, place[0] + RADIUS, place[1] + RADIUS)


class _Ghost(Struct, frozen=True):
    """What is gone as it is drawn, and where its sign stands, if it wears one."""

    part: Part
    sign: XY | None = None


def _ghosts(before: Frame, after: Frame, found: Differences, room: Vacant, look: Look) -> list[_Ghost]:
    """What is gone, thin and dashed; the room it takes is taken."""
    parts = {part.id: part for part in before.drawing.parts if part.id not in _ON_PAPER}
    gone = found.gone - found.new
    moves = _moves(before.state, after.state)
    ghosts, placed = list[_Ghost](), dict[str, XY]()
    for piece in _pieces(before.state, gone):
        mine = [parts[id_] for id_ in _of_piece(piece, before.state, gone) if id_ in parts]
        dx, dy = _natural(piece, moves, before.state)
        boxes = [moved(box, dx, dy) for part in mine for box in boxes_of(part)]
        words = _caption(piece, before.state)
        down = _down(boxes, measure(words, _SIZE, "medium"), room)
        placed |= dict.fromkeys(piece.ids, (dx, dy + down))
        drawn = [_ghost(part, dx, dy + down, look, signed=part.box is not None) for part in mine]
        if down:
            left, top, *_rest = _head(boxes, 0.0)
            text = line(0.0, 0.0, words, _SIZE, look["ink2"], "medium")
            drawn.append(_Ghost(Part("@gone", left, top + down + _SIZE, text)))
        ghosts += drawn
        for ghost in drawn:
            room.take(ghost.part)
    return [*_loose(before.state, after, gone, parts, placed | moves, room, look), *ghosts]


def _of_piece(piece: _Piece, state: State, gone: frozenset[str]) -> list[str]:
    """The symbols of a piece and the arrows between them."""
    ends = {flow.id: {flow.source, flow.target} for flow in state.flows if flow.id in gone}
    nodes = [node.id for node in state.nodes if node.id in piece.ids]
    return [*nodes, *(id_ for id_, both in ends.items() if both <= piece.ids)]


def _moves(before: State, after: State) -> dict[str, XY]:
    """How far what both maps have stands from where it stood."""
    old = {node.id: node.at for node in before.nodes}
    return {
        node.id: (node.at.x - old[node.id].x, node.at.y - old[node.id].y)
        for node in after.nodes
        if node.id in old
    }


def _pieces(state: State, gone: frozenset[str]) -> Iterator[_Piece]:
    """The symbols that are gone, those tied by arrows of material together."""
    nodes = [node.id for node in state.nodes if node.id in gone]
    arrows = [(flow.source, flow.target) for flow in state.flows if isinstance(flow, MaterialFlow)]
    left = dict.fromkeys(nodes)
    while left:
        ids, stack = set[str](), [next(iter(left))]
        while stack:
            one = stack.pop()
            if one not in left:
                continue
            del left[one]
            ids.add(one)
            stack += [b if a == one else a for a, b in arrows if one in (a, b)]
        yield _Piece(
            frozenset(ids),
            tuple(dict.fromkeys(a for a, b in arrows if b in ids and a not in gone)),
            tuple(dict.fromkeys(b for a, b in arrows if a in ids and b not in gone)),
        )


def _natural(piece: _Piece, moves: Mapping[str, XY], state: State) -> XY:
    """How far a piece goes along with its neighbours, or with what stood nearest."""
    near = [moves[id_] for id_ in (*piece.before, *piece.behind) if id_ in moves]
    if not near and moves:
        places = {node.id: node.at for node in state.nodes}
        x = sum(places[id_].x for id_ in piece.ids) / len(piece.ids)
        y = sum(places[id_].y for id_ in piece.ids) / len(piece.ids)
        near = [moves[min(moves, key=lambda id_: hypot(places[id_].x - x, places[id_].y - y))]]
    if not near:
        return 0.0, 0.0
    return sum(dx for dx, _dy in near) / len(near), sum(dy for _dx, dy in near) / len(near)


def _down(boxes: Sequence[Box], wide: float, room: Vacant) -> float:
    """How far down the next free place for a piece is, with room for words so wide over it."""
    for step in range(_FARTHEST):
        lower = step * _STEP
        words = [_head(boxes, wide)] if step else []
        if room.is_free([moved(box, 0, lower) for box in (*boxes, *words)]):
            return lower
    return room.bottom


def _head(boxes: Sequence[Box], wide: float) -> Box:
    """The room of words over a piece, clear of its signs."""
    left, top, *_rest = around(boxes) or (0.0, 0.0)
    return (left, top - 2 * RADIUS - _LINE, left + wide, top - 2 * RADIUS)


def _ghost(
    part: Part, dx: float, dy: float, look: Look, words: Sequence[Box] = (), *, signed: bool
) -> _Ghost:
    """A part as what is gone: nothing but thin dashed outlines and its words."""
    there = replace(part, x=part.x + dx, y=part.y + dy)
    ghost = replace(there, ops=tuple(_thin(op, look) for op in part.ops), shows=None)
    return _Ghost(ghost, place_of(there, RADIUS, [*words, *words_of([there])]) if signed else None)


def _thin(op: Op, look: Look) -> Op:
    pen = Pen(look["ink2"], ROW_LINE, _DASH, "butt")
    if isinstance(op, Text):
        return replace(op, color=look["text3"], font="cjk" if op.font == "cjk" else "body")
    if isinstance(op, Image):
        return Path(rectangle(op.x, op.y, op.width, op.height), pen)
    cleared = op.fill in (look["page"], look["box"]) and op.pen is None
    return Path(op.segments, None if cleared else pen, look["page"] if cleared else None)


def _caption(piece: _Piece, state: State) -> str:
    """From where a piece is gone that could not stay where it was."""
    before, behind = (called(state.node(ids[0])) if ids else "" for ids in (piece.before, piece.behind))
    if before and behind:
        return _("gone from between {before} and {behind}").format(before=before, behind=behind)
    if before:
        return _("gone from behind {name}").format(name=before)
    return _("gone from before {name}").format(name=behind) if behind else _("gone from the map")


def _loose(
    state: State,
    after: Frame,
    gone: frozenset[str],
    parts: Mapping[str, Part],
    moves: Mapping[str, XY],
    room: Vacant,
    look: Look,
) -> Iterator[_Ghost]:
    """The arrows that are gone from between symbols: as they ran where both ends stand as they did, else straight."""
    bodies = {part.id: part for part in after.drawing.parts if part.box is not None}
    for flow in state.flows:
        a, b = flow.source, flow.target
        if flow.id not in gone or flow.id not in parts or not (a in moves and b in moves):
            continue
        alike = hypot(moves[a][0] - moves[b][0], moves[a][1] - moves[b][1]) <= _ALIKE
        if alike and not (a in gone and b in gone):
            words = words_of(after.drawing.parts)
            yield _ghost(parts[flow.id], *moves[a], look, words, signed=not (a in gone or b in gone))
        elif not alike and a in bodies and b in bodies:
            yield _straight(flow.id, flow.label, bodies[a], bodies[b], room, look)


def _straight(id_: str, label: str, a: Part, b: Part, room: Vacant, look: Look) -> _Ghost:
    """A thin dashed line from symbol to symbol, with what it said at its sign, where both have room."""
    start, end = _edge(a, b), _edge(b, a)
    way = (end[0] - start[0], end[1] - start[1])
    wide = measure(label, _SIZE) + RADIUS + 6 if label else 0.0

    def at(share: float) -> Box:
        x, y = start[0] + way[0] * share, start[1] + way[1] * share
        return (x - RADIUS, y - RADIUS, x + RADIUS + wide, y + RADIUS)

    boxes = [at(share) for share in (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82)]
    box = room.free(boxes) or boxes[0]
    room.take_box(box)
    x, y = box[0] + RADIUS - start[0], box[1] + RADIUS - start[1]
    ops: list[Op] = [Path(polyline(((0.0, 0.0), way)), Pen(look["ink2"], ROW_LINE, _DASH, "butt"))]
    if label:
        left = x + RADIUS + 4
        ops.append(Path(rectangle(left - 2, y - 6, measure(label, _SIZE) + 4, _LINE), fill=look["page"]))
        ops += line(left, y + 3.5, label, _SIZE, look["text3"])
    part = Part(id_, *start, tuple(ops), line=((0.0, 0.0), way))
    return _Ghost(part, (start[0] + x, start[1] + y))


def _edge(part: Part, other: Part) -> XY:
    """The middle of the side of a symbol that faces another one."""
    left, top, right, bottom = moved(part.box or (0, 0, 0, 0), part.x, part.y)
    x, y = (left + right) / 2, (top + bottom) / 2
    if other.y - part.y > abs(other.x - part.x) / 4:
        return x, bottom
    if part.y - other.y > abs(other.x - part.x) / 4:
        return x, top
    return (right if other.x > part.x else left), y


# what changed


def _values(
    parts: Sequence[Part], signs: Mapping[str, Sign], found: Differences, room: Vacant, look: Look
) -> list[Part]:
    """The old and new values of what changed, beside it, where there is room."""
    said, values = [], found.values
    for part in parts:
        lines = values.get(part.id)
        if not lines or not worn(part, signs, found):
            continue
        if len(lines) > _MOST:
            lines = (*lines[: _MOST - 1], _("and {n} more").format(n=len(lines) - _MOST + 1))
        name = called(part.shows[0]) if part.shows and part.box is not None else ""
        head, box = _spot(part, name, lines, room)
        room.take_box(box)
        said.append(_note(part.id, head, lines, box, look))
    return said


def _spot(part: Part, name: str, lines: Sequence[str], room: Vacant) -> tuple[str, Box]:
    """The free place nearest to an element, under it, beside it or over it; far away with its name as a head."""
    if part.box is not None:
        left, top, right, bottom = around([part_box(part), moved(part.box, part.x, part.y)]) or part.box
    else:
        x, y = place_of(part) or (part.x, part.y)
        left, top, right, bottom = x - 5, y - 5, x + 5, y + 5
    first = None
    for away in _AWAY:
        head = name if away >= _FAR else ""
        wide, high = _size(head, lines)
        columns = ((left + right - wide) / 2, left, right - wide)
        rows = (top, (top + bottom - high) / 2, bottom - high)
        places = [(x, bottom + away) for x in columns]
        places += [(x, y) for y in rows for x in (right + away, left - away - wide)]
        places += [(x, top - away - high) for x in columns]
        boxes = [(x, y, x + wide, y + high) for x, y in places]
        first = first or (head, boxes[0])
        if (box := room.free(boxes)) is not None:
            return head, box
    return first or ("", (left, bottom, right, bottom))


def _size(head: str, lines: Sequence[str]) -> XY:
    wide = max(measure(head, _SIZE, "medium"), *(measure(one, _SIZE) for one in lines)) + 8
    return wide, _LINE * (len(lines) + bool(head)) + 5


def _note(id_: str, head: str, lines: Sequence[str], box: Box, look: Look) -> Part:
    left, top, right, bottom = box
    ops: list[Op] = [
        Path(rectangle(0.0, 0.0, right - left, bottom - top), Pen(look["accent"], ROW_LINE), look["page"])
    ]
    y = 11.5
    if head:
        ops += line(4.0, y, head, _SIZE, look["ink"], "medium")
        y += _LINE
    for words in lines:
        ops += line(4.0, y, words, _SIZE, look["ink"])
        y += _LINE
    return Part(f"{VALUES}{id_}", left, top, tuple(ops))


# signs, key and paper


def _on_sheet(parts: Sequence[Part], after: Frame, titles: tuple[str, str], look: Look) -> Drawing:
    """The parts on the paper of the second map, with the key of the signs and a title block."""
    state = after.state
    content = around([part_box(part) for part in parts if part.ops]) or (MARGIN, MARGIN, MARGIN, MARGIN)
    room = (*content[:3], content[3] + TITLE_HEIGHT + MARGIN)
    sheet, spread = spread_sheet(room, state.paper, state.portrait, state.print)
    left, right, bottom = sheet[0] + MARGIN, sheet[2] - MARGIN, sheet[3] - MARGIN
    name = _("{before} → {after}").format(before=titles[0], after=titles[1])
    title = title_block(after.stream, state.evolve(name=name), after.report, right, bottom, look)
    key = Part("@key", left, bottom - 6, key_ops(0.0, 0.0, look))
    drawing = after.drawing
    return Drawing(
        (*parts, key, title), sheet, drawing.page, state.paper, state.portrait, drawing.longest, spread
    )
