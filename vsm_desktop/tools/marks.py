"""Small marks in screen pixels: handles, signs and notes, placed on the map and the same size at any zoom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vsm_desktop.drawing.ops import Box, Op, Path, Pen, Segment, Text
from vsm_desktop.drawing.shapes import circle, polyline, rectangle
from vsm_desktop.drawing.text import line, measure, wrap

XY = tuple[float, float]
_NOTE_WIDTH = 240.0
_LEAD = 15.0


def grown(box: Box, by: float) -> Box:
    """The box with room all round."""
    return (box[0] - by, box[1] - by, box[2] + by, box[3] + by)


def box_path(box: Box) -> tuple[Segment, ...]:
    """The outline of a box."""
    return rectangle(box[0], box[1], box[2] - box[0], box[3] - box[1])


def joined(outlines: Iterable[tuple[Segment, ...]]) -> tuple[Segment, ...]:
    """Several outlines as one path: thousands of them are drawn as fast as a few."""
    return tuple(segment for outline in outlines for segment in outline)


def squares(places: Iterable[XY], side: float, pixel: float) -> tuple[Segment, ...]:
    """Square handles of so many pixels."""
    half = side * pixel / 2
    return joined(rectangle(x - half, y - half, 2 * half, 2 * half) for x, y in places)


def dots(places: Iterable[XY], across: float, pixel: float) -> tuple[Segment, ...]:
    """Round handles of so many pixels."""
    return joined(circle(x, y, across * pixel / 2) for x, y in places)


def plus(x: float, y: float, pixel: float) -> tuple[Segment, ...]:
    """The sign in a handle from which an arrow is pulled."""
    arm = 3.5 * pixel
    return (("M", x - arm, y), ("L", x + arm, y), ("M", x, y - arm), ("L", x, y + arm))


def no_sign(x: float, y: float, color: str, page: str, pixel: float) -> tuple[Op, ...]:
    """The round sign that says: not here."""
    r = 8 * pixel
    slash = r * 0.6
    pen = Pen(color, 2 * pixel)
    return (
        Path(circle(x, y, r), pen, page),
        Path(polyline(((x - slash, y + slash), (x + slash, y - slash))), pen),
    )


def padlock(x: float, y: float, ink: str, page: str, pixel: float) -> tuple[Op, ...]:
    """What stands at a corner of something locked."""
    w, h = 9 * pixel, 7 * pixel
    shackle: tuple[Segment, ...] = (
        ("M", x + 2 * pixel, y),
        ("L", x + 2 * pixel, y - 3 * pixel),
        ("C", x + 2 * pixel, y - 6 * pixel, x + 7 * pixel, y - 6 * pixel, x + 7 * pixel, y - 3 * pixel),
        ("L", x + 7 * pixel, y),
    )
    return (
        Path(rectangle(x - 3 * pixel, y - 8 * pixel, w + 6 * pixel, h + 11 * pixel), Pen(ink, pixel), page),
        Path(shackle, Pen(ink, 1.5 * pixel)),
        Path(rectangle(x, y, w, h), fill=ink),
    )


def tag(x: float, y: float, words: str, ground: str, ink: str, pixel: float) -> tuple[Op, ...]:
    """A word on a small plate, its middle at a place."""
    size = 11 * pixel
    wide = measure(words, size, "medium") + 10 * pixel
    plate = rectangle(x - wide / 2, y - 9 * pixel, wide, 18 * pixel)
    return (
        Path(plate, fill=ground),
        *line(x, y + 4 * pixel, words, size, ink, "medium", "middle"),
    )


def note(x: float, y: float, sentence: str, ground: str, ink: str, pixel: float) -> tuple[Op, ...]:
    """A sentence on a plate right of and below a place."""
    size, lead, pad = 12 * pixel, _LEAD * pixel, 8 * pixel
    rows: Sequence[str] = wrap(sentence, _NOTE_WIDTH * pixel, size, most=4)
    wide = max((measure(row, size) for row in rows), default=0.0)
    words: list[Text] = []
    for i, row in enumerate(rows):
        words += line(x + pad, y + lead * (i + 1), row, size, ink)
    plate = rectangle(x, y, wide + 2 * pad, lead * len(rows) + pad)
    return (Path(plate, Pen(ink, pixel), ground), *words)
