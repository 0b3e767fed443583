"""The way of one arrow: its usual course where that is clear, else the cheapest simple one, else whatever leads round."""

from __future__ import annotations

from vsm_desktop.drawing.courses import GAP
from vsm_desktop.drawing.ops import Box
from vsm_desktop.drawing.routes.sight import BESIDE, FAT, Sight, is_band, lies_on
from vsm_desktop.drawing.shapes import XY

_USUAL = {True: 6.0, False: 3.0}
_AWAY = {True: 11.0, False: 9.0}
"""How far fat and thin arrows stay away from symbols they pass: on their usual course, and on another."""
_TIGHT = 5.0
_DEARER = 90.0
_ROUND, _WIDE = 170.0, 700.0
_OWN = 6.0
_HEAD = 15.0
_LEVELS, _LEAST = 14.0, 12.0
CROSSING = 120.0
"""What it costs a thin line to cross a fat arrow, in units of length."""
_THIN_CROSSING = 12.0
_CLOSER = 4.0


def find_level(x: float, reach: tuple[float, float], usual: float, sight: Sight) -> float:
    """The level of a sheet from production control to its targets: the usual one, else the next on which all of it is clear."""
    a = sight.trip.a
    down = usual > a.y
    start = a.bottom + GAP if down else a.top - GAP
    room = abs(usual - start) - _LEAST
    for k in range(1 + max(0, int(room / _LEVELS))):
        level = usual - k * _LEVELS if down else usual + k * _LEVELS
        away = _AWAY[False] - 2 if k else _USUAL[False]
        bar, trunk = ((reach[0], level), (reach[1], level)), ((x, start), (x, level))
        if sight.clear(bar, away, alone=True) and sight.clear(trunk, _USUAL[False], alone=True):
            return level
    return usual


def find_drop(usual: tuple[XY, ...], sight: Sight) -> tuple[XY, ...] | None:
    """The usual course of a sheet with its drop in the middle of the target, else beside it; None if none is clear."""
    if len(usual) != 4:
        return None
    start, corner, (x, level), (_x, stop) = usual
    b = sight.trip.b
    narrow = min(16.0, (b.right - b.left) / 2 - 8)
    for aside in (0.0, -narrow, narrow, -32.0, 32.0):
        if b.left + 8 <= x + aside <= b.right - 8 and abs(x + aside - start[0]) > 1:
            points = (start, corner, (x + aside, level), (x + aside, stop))
            if sight.clear(points, _USUAL[False], alone=True) and not _crosses_much(points, sight):
                return points
    return None


def find_way(usual: tuple[XY, ...], sight: Sight) -> tuple[XY, ...]:
    """Where an arrow runs whose usual course is this."""
    fat = sight.trip.half == FAT
    if sight.trip.squeezed:
        return usual
    free = _has_head(usual, fat) and sight.clear(usual, _USUAL[fat], alone=True)
    if free and not _crosses_much(usual, sight):
        return usual
    found = _simple(usual, sight, fat, 0.0 if free else _DEARER)
    if found is None and sight.trip.source != sight.trip.target:
        return _outside(sight, _AWAY[fat]) or _searched(sight, _AWAY[fat]) or usual
    if found is not None and sight.bounds is None and _crosses_much(found, sight):
        around = _searched(sight, _AWAY[fat])
        if around is not None and _whole_cost(around, sight) < _whole_cost(found, sight):
            return around
    return found or usual


def _simple(usual: tuple[XY, ...], sight: Sight, fat: bool, dearer: float) -> tuple[XY, ...] | None:
    """The cheapest way with few corners; one that runs on an arrow it shares an end with only if it is much cheaper."""
    from vsm_desktop.drawing.routes.ways import cost, ways

    kept, most, joins = None, float("inf"), False
    if _has_head(usual, fat) and sight.clear(usual, _USUAL[fat], alone=False):
        kept, most, joins = usual, cost(usual) + _across(usual, sight) + dearer, True
    for price, points in ways(sight.trip):
        if price >= most:
            break
        if sight.clear(points, _AWAY[fat], alone=True, own=_OWN):
            whole = price + _across(points, sight)
        elif not joins and sight.clear(points, _AWAY[fat], alone=False, own=_OWN):
            whole, joins = price + _across(points, sight) + _DEARER, True
        else:
            continue
        if whole < most:
            kept, most = points, whole
    return kept


def _across(points: tuple[XY, ...], sight: Sight) -> float:
    """What a thin line has to pay for the fat arrows it crosses."""
    return 0.0 if sight.trip.half == FAT else CROSSING * len(sight.crossed(points))


def _whole_cost(points: tuple[XY, ...], sight: Sight) -> float:
    from vsm_desktop.drawing.routes.ways import cost

    return cost(points) + _across(points, sight)


def _crosses_much(points: tuple[XY, ...], sight: Sight) -> bool:
    """Whether a thin line cuts through the flow."""
    return sight.trip.half != FAT and len(sight.crossed(points)) > 1


def _has_head(points: tuple[XY, ...], fat: bool) -> bool:
    """Whether the last leg after a corner is as long as the head of a fat arrow."""
    (x0, y0), (x1, y1) = points[-2:]
    return not fat or len(points) == 2 or abs(x1 - x0) + abs(y1 - y0) >= _HEAD


def _outside(sight: Sight, away: float) -> tuple[XY, ...] | None:
    """On a large map a way round the outside, which is found at once."""
    from vsm_desktop.drawing.routes.ways import outside

    sight.reasons.add("bounds")
    around = outside(sight.trip, sight.bounds) if sight.bounds is not None else []
    return next((one for one in around if sight.clear(one, away, alone=False, own=_OWN)), None)


def _searched(sight: Sight, away: float) -> tuple[XY, ...] | None:
    """A way from line to line: close by, then further round, then closer to the symbols."""
    from vsm_desktop.drawing.routes.search import search
    from vsm_desktop.drawing.routes.ways import ports

    trip = sight.trip
    for room, distance, stub in ((_ROUND, away, 0.0), (_WIDE, away, 0.0), (_WIDE, _TIGHT, _TIGHT)):
        window = _window(sight, room)
        sight.regions.append(window)
        outs = ports(trip, leaving=True, stub=stub)
        ins = ports(trip, leaving=False, stub=stub)
        walls, shafts = _walls(sight, window, distance), _shafts(sight, window)
        found = search(outs, ins, walls, shafts, window)
        if found is not None:
            return found
    return None


def _window(sight: Sight, room: float) -> Box:
    a, b = sight.trip.a, sight.trip.b
    return (
        min(a.left, b.left) - room,
        min(a.top, b.top) - room,
        max(a.right, b.right) + room,
        max(a.bottom, b.bottom) + room,
    )


def _walls(sight: Sight, window: Box, away: float) -> list[Box]:
    """What stands in the way, larger by a distance; the arrow's own symbols without the words beside them."""
    trip = sight.trip
    own = {trip.source: trip.a, trip.target: trip.b}
    walls = [(e.left - away, e.top - away, e.right + away, e.bottom + away) for e in own.values()]
    for id_, room in sight.rooms.meeting(window):
        if trip.half != FAT and is_band(id_):
            continue
        if id_ not in own and not lies_on(room, trip.a) and not lies_on(room, trip.b):
            left, top, right, bottom = room
            walls.append((left - away, top - away, right + away, bottom + away))
    for id_, (left, top, right, bottom) in sight.marks.meeting(window):
        if sight.ranks[id_] < sight.rank:
            walls.append((left - _CLOSER, top - _CLOSER, right + _CLOSER, bottom + _CLOSER))
    return sorted(walls)


def _shafts(sight: Sight, window: Box) -> list[tuple[Box, float, float]]:
    trip = sight.trip
    found = []
    for (id_, _n), box in sight.legs.meeting(window):
        other = sight.trips[id_]
        if sight.ranks[id_] < sight.rank and not (trip.trunk and other.trunk == trip.trunk):
            price = CROSSING if other.half == FAT != trip.half else _THIN_CROSSING
            found.append((box, trip.half + other.half + BESIDE, price))
    return sorted(found)
