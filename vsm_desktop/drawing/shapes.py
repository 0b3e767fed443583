"""The few strokes every symbol is made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from math import cos, hypot, pi, sin

from vsm_desktop.drawing.ops import Path, Pen, Segment

XY = tuple[float, float]
_KAPPA = 0.5522847498
_TOKEN = re.compile(r"[MLHVCZ]|-?\d*\.?\d+")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6}


@lru_cache(maxsize=2_000)
def outline(text: str, scale: float = 1.0, dx: float = 0.0, dy: float = 0.0) -> tuple[Segment, ...]:
    """Segments from a compact outline with absolute commands M L H V C Z, scaled and shifted."""
    tokens = _TOKEN.findall(text)
    segments: list[Segment] = []
    x = y = 0.0
    command, at = "", 0
    while at < len(tokens):
        if tokens[at] in "MLHVCZ":
            command, at = tokens[at], at + 1
        if command == "Z":
            segments.append(("Z",))
            continue
        numbers = [float(token) for token in tokens[at : at + _TAKES[command]]]
        at += _TAKES[command]
        if command in "HV":
            numbers = [numbers[0], y] if command == "H" else [x, numbers[0]]
        x, y = numbers[-2:]
        placed = [value * scale + (dy if i % 2 else dx) for i, value in enumerate(numbers)]
        segments.append((command if command in "MC" else "L", *placed))  # type: ignore[arg-type]
        command = "L" if command == "M" else command
    return tuple(segments)


def rectangle(x: float, y: float, width: float, height: float) -> tuple[Segment, ...]:
    """A box with square corners."""
    return (("M", x, y), ("L", x + width, y), ("L", x + width, y + height), ("L", x, y + height), ("Z",))


def circle(x: float, y: float, r: float) -> tuple[Segment, ...]:
    """A full circle."""
    c = r * _KAPPA
    return (
        ("M", x - r, y),
        ("C", x - r, y - c, x - c, y - r, x, y - r),
        ("C", x + c, y - r, x + r, y - c, x + r, y),
        ("C", x + r, y + c, x + c, y + r, x, y + r),
        ("C", x - c, y + r, x - r, y + c, x - r, y),
        ("Z",),
    )


def arc(x: float, y: float, r: float, start: float, turn: float) -> tuple[Segment, ...]:
    """A piece of a circle from an angle on, by a turn (radians, y down), as cubics of a quarter at most."""
    steps = max(1, round(abs(turn) / (pi / 2) + 0.499))
    part = turn / steps
    k = 4 / 3 * (1 - cos(part / 2)) / sin(part / 2) if part else 0.0
    segments: list[Segment] = [("M", x + r * cos(start), y + r * sin(start))]
    for i in range(steps):
        a, b = start + i * part, start + (i + 1) * part
        segments.append(
            (
                "C",
                x + r * (cos(a) - k * sin(a)),
                y + r * (sin(a) + k * cos(a)),
                x + r * (cos(b) + k * sin(b)),
                y + r * (sin(b) - k * cos(b)),
                x + r * cos(b),
                y + r * sin(b),
            )
        )
    return tuple(segments)


def polyline(points: Sequence[XY], *, closed: bool = False) -> tuple[Segment, ...]:
    """Straight lines through points."""
    start: Segment = ("M", *points[0])
    lines: list[Segment] = [("L", *point) for point in points[1:]]
    return (start, *lines, ("Z",)) if closed else (start, *lines)


def hatch(x: float, y: float, width: float, height: float, step: float = 5.0) -> tuple[Segment, ...]:
    """Slanting lines across a box, clipped by arithmetic."""
    segments: list[Segment] = []
    s = step
    while s < width + height:
        segments.append(("M", x + s, y) if s <= width else ("M", x + width, y + s - width))
        segments.append(("L", x, y + s) if s <= height else ("L", x + s - height, y + height))
        s += step
    return tuple(segments)


def head(tip: XY, toward: XY, size: float, color: str, spread: float = 0.42) -> Path:
    """A filled arrow head with its tip at a point, coming from the direction of `toward`."""
    length = hypot(tip[0] - toward[0], tip[1] - toward[1]) or 1.0
    ux, uy = (tip[0] - toward[0]) / length, (tip[1] - toward[1]) / length
    back, side = size * cos(spread), size * sin(spread)
    left = (tip[0] - back * ux - side * uy, tip[1] - back * uy + side * ux)
    right = (tip[0] - back * ux + side * uy, tip[1] - back * uy - side * ux)
    return Path(polyline((tip, left, right), closed=True), fill=color)


def stroke(segments: tuple[Segment, ...], color: str, width: float, *, butt: bool = False) -> Path:
    """An open line."""
    return Path(segments, Pen(color, width, cap="butt" if butt else "round"))
