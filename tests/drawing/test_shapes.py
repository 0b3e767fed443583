"""The few strokes every symbol is made of."""

from __future__ import annotations

from math import cos, hypot, pi, sin

import pytest

from vsm_desktop.drawing.ops import Drawing, Part, Path, Pen, Text, extent, play
from vsm_desktop.drawing.shapes import (
    arc,
    circle,
    hatch,
    head,
    outline,
    polyline,
    rectangle,
    stroke,
)


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        ("", ()),
        ("M1 2L3 4Z", (("M", 1, 2), ("L", 3, 4), ("Z",))),
        ("M1 2 3 4 5 6", (("M", 1, 2), ("L", 3, 4), ("L", 5, 6))),
        ("M1 2H7V9", (("M", 1, 2), ("L", 7, 2), ("L", 7, 9))),
        ("M-1-2.5L.5-.5", (("M", -1, -2.5), ("L", 0.5, -0.5))),
        ("M0 0C1 2 3 4 5 6", (("M", 0, 0), ("C", 1, 2, 3, 4, 5, 6))),
        ("M0 0C1 2 3 4 5 6H9", (("M", 0, 0), ("C", 1, 2, 3, 4, 5, 6), ("L", 9, 6))),
        ("M0 0ZM5 5L6 6", (("M", 0, 0), ("Z",), ("M", 5, 5), ("L", 6, 6))),
    ],
)
def test_outlines_are_read(text: str, segments: tuple) -> None:
    assert outline(text) == segments


def test_an_outline_is_scaled_and_shifted() -> None:
    assert outline("M1 2H3V4", 2, 10, 20) == (("M", 12, 24), ("L", 16, 24), ("L", 16, 28))


def test_a_rectangle() -> None:
    assert rectangle(1, 2, 10, 20) == (("M", 1, 2), ("L", 11, 2), ("L", 11, 22), ("L", 1, 22), ("Z",))


@pytest.mark.parametrize(
    ("segments", "box"),
    [
        (rectangle(1, 2, 10, 20), (1, 2, 11, 22)),
        (circle(5, 5, 4), (1, 1, 9, 9)),
        (hatch(0, 0, 30, 20), (0, 0, 30, 20)),
        (hatch(0, 0, 20, 30), (0, 0, 20, 30)),
    ],
)
def test_shapes_fill_their_box(segments: tuple, box: tuple[float, ...]) -> None:
    assert extent((Path(segments),)) == pytest.approx(box)


def test_an_arc_stays_on_its_circle() -> None:
    for turn in (pi / 3, -3 * pi / 2, 2 * pi):
        segments = arc(10, 20, 5, pi / 6, turn)
        assert segments[0][1:] == pytest.approx((10 + 5 * cos(pi / 6), 20 + 5 * sin(pi / 6)))
        ends = [segment[-2:] for segment in segments]
        assert all(hypot(x - 10, y - 20) == pytest.approx(5) for x, y in ends)
        assert ends[-1] == pytest.approx((10 + 5 * cos(pi / 6 + turn), 20 + 5 * sin(pi / 6 + turn)))
        for (x0, y0), (_c, x1, y1, x2, y2, x3, y3) in zip(ends, segments[1:], strict=False):
            middle = ((x0 + 3 * x1 + 3 * x2 + x3) / 8, (y0 + 3 * y1 + 3 * y2 + y3) / 8)
            assert hypot(middle[0] - 10, middle[1] - 20) == pytest.approx(5, rel=1e-3)


def test_no_turn_is_a_point() -> None:
    assert {segment[-2:] for segment in arc(0, 0, 5, 0, 0)} == {(5, 0)}


def test_hatch_lines_slant_one_way() -> None:
    ends = [segment[1:] for segment in hatch(0, 0, 30, 20)]
    slopes = {round((b[1] - a[1]) / (b[0] - a[0]), 6) for a, b in zip(ends[::2], ends[1::2], strict=True)}
    assert slopes == {-1}


def test_a_head_points_away_from_where_it_comes() -> None:
    tip, left, right = (segment[1:] for segment in head((10, 0), (0, 0), 8, "#000000").segments[:3])
    assert tip == (10, 0)
    assert left[0] == right[0] < 10
    assert left[1] == -right[1]


def test_a_head_on_a_point_still_is_one() -> None:
    assert len(head((1, 1), (1, 1), 8, "#000000").segments) == 4


def test_polylines_and_strokes() -> None:
    points = ((0, 0), (5, 0), (5, 5))
    assert polyline(points, closed=True) == (("M", 0, 0), ("L", 5, 0), ("L", 5, 5), ("Z",))
    assert stroke(polyline(points), "#123456", 2, butt=True) == Path(
        polyline(points), Pen("#123456", 2, (), "butt")
    )
    assert stroke(polyline(points), "#123456", 2).pen == Pen("#123456", 2)


def test_the_extent_takes_in_pens_and_words() -> None:
    box = Path(rectangle(0, 0, 10, 10), Pen("#000000", 2))
    word = Text(20, 30, "Weld", 25, 10, "#000000")
    assert extent((box,)) == (-1, -1, 11, 11)
    assert extent((box, word)) == (-1, -1, 45, 33)
    assert extent(()) == (0, 0, 0, 0)


def test_parts_are_played_in_order() -> None:
    played: list[object] = []

    class Recorder:
        def enter(self, part: Part) -> None:
            played.append(part.id)

        def leave(self) -> None:
            played.append("/")

        def path(self, op: Path) -> None:
            played.append(op)

        def text(self, op: Text) -> None:
            played.append(op.text)

    box = Path(rectangle(0, 0, 1, 1))
    word = Text(0, 0, "Weld", 25, 10, "#000000")
    drawing = Drawing((Part("a", 0, 0, (box, word)), Part("b", 0, 0, (word,))), (0, 0, 9, 9))
    play(drawing.parts, Recorder())
    assert played == ["a", box, "Weld", "/", "b", "Weld", "/"]
