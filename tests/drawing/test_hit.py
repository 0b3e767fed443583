"""What lies under a point or in a box."""

from __future__ import annotations

import pytest

from vsm_desktop.drawing.hit import hit, symbol_at, within
from vsm_desktop.drawing.ops import Drawing, Part

BOX = (-20.0, -10.0, 20.0, 10.0)
DRAWING = Drawing(
    (
        Part("arrow", 0, 0, (), line=((0, 0), (100, 0), (100, 60))),
        Part("below", 100, 60, (), box=BOX),
        Part("above", 110, 60, (), box=BOX),
        Part("dot", 300, 300, (), line=((0, 0), (0, 0))),
        Part("@title", 0, 0, ()),
    ),
    (0, 0, 400, 400),
)


@pytest.mark.parametrize(
    ("x", "y", "found"),
    [
        (105, 60, "above"),
        (85, 60, "below"),
        (80, 50, "below"),
        (79, 60, None),
        (50, 0, "arrow"),
        (50, 8, "arrow"),
        (50, -30, None),
        (100, 30, "arrow"),
        (-5, 0, "arrow"),
        (300, 301, "dot"),
        (0, 200, None),
    ],
)
def test_the_topmost_symbol_wins_then_the_topmost_arrow(x: float, y: float, found: str | None) -> None:
    assert hit(DRAWING, x, y) == found


def test_a_longer_reach_grips_from_further_off() -> None:
    assert hit(DRAWING, 50, 15) is None
    assert hit(DRAWING, 50, 15, reach=20) == "arrow"


def test_symbols_only() -> None:
    assert symbol_at(DRAWING, 105, 60) == "above"
    assert symbol_at(DRAWING, 50, 0) is None


@pytest.mark.parametrize(
    ("box", "found"),
    [
        ((0, 0, 400, 400), {"arrow", "below", "above", "dot"}),
        ((400, 400, 0, 0), {"arrow", "below", "above", "dot"}),
        ((75, 45, 125, 75), {"below"}),
        ((80, 50, 130, 70), {"below", "above"}),
        ((81, 50, 130, 70), {"above"}),
        ((0, 0, 100, 59), set()),
        ((0, 0, 1, 1), set()),
    ],
)
def test_what_lies_wholly_inside(box: tuple[float, ...], found: set[str]) -> None:
    assert within(DRAWING, box) == found
