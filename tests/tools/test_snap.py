"""Snapping as arithmetic: neighbours, equal gaps, the grid, and the guides that say why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.model.strategies import runs
from vsm_desktop.drawing.ops import Box
from vsm_desktop.tools.snap import Snap, rulers, shifted, snapped


def box(x: float, y: float, wide: float = 20, high: float = 10) -> Box:
    return (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)


def moved(one: Box, dx: float, dy: float, *others: Box, reach: float = 6) -> Snap:
    centre = ((one[0] + one[2]) / 2, (one[1] + one[3]) / 2)
    return snapped(one, centre, dx, dy, rulers(others), reach)


def test_alone_the_centre_goes_onto_the_grid() -> None:
    assert moved(box(1, 2), 10, 10) == Snap(11, 10)
    assert (1 + 11) % 6 == (2 + 10) % 6 == 0


def test_centres_meet_centres_and_say_so() -> None:
    found = moved(box(0, 0), 3, 101, box(5, 300))
    assert found.dx == 5
    (guide,) = [one for one in found.guides if one.label == "centred"]
    assert guide.x0 == guide.x1 == 5
    assert guide.y1 >= 300


@pytest.mark.parametrize(("by", "dx"), [(-17, -15), (16, 15)])
def test_edges_meet_like_edges(by: float, dx: float) -> None:
    """A narrow box under a wide one: left to left, right to right."""
    assert moved(box(0, 0), by, 200, box(0, 400, wide=50)).dx == dx


def test_an_edge_does_not_meet_the_other_edge() -> None:
    found = moved(box(0, 0), 21, 1000, box(0, 0), reach=2)
    assert not any(guide.x0 == guide.x1 for guide in found.guides)


def test_what_is_out_of_reach_does_not_pull() -> None:
    near, far = (moved(box(0, 0), 7, 90, box(0, 300), reach=reach) for reach in (8, 3))
    assert near.dx == 0
    assert far.dx == 6


def test_equal_gaps_between_and_beside() -> None:
    """Boxes 20 wide at 0 and 100: one at 50 leaves 30 on both sides; one at 200 leaves 80 as between the two."""
    between = moved(box(0, 50), 48, -50, box(0, 0), box(100, 0))
    assert between.dx == 50
    assert {guide.label for guide in between.guides if guide.gap} == {"gap 30"}
    beside = moved(box(0, 50), 203, -50, box(0, 0), box(100, 0))
    assert beside.dx == 200
    assert {guide.label for guide in beside.guides if guide.gap} == {"gap 80"}
    before = moved(box(0, 50), -97, -50, box(0, 0), box(100, 0))
    assert before.dx == -100


def test_equal_gaps_downwards() -> None:
    found = moved(box(50, 0), -50, 48, box(0, 0), box(0, 100))
    assert found.dy == 50
    assert [guide for guide in found.guides if guide.gap and guide.x0 == guide.x1]


@given(
    st.lists(st.tuples(st.integers(-300, 300), st.integers(-300, 300)), max_size=12),
    st.integers(-200, 200),
    st.integers(-200, 200),
)
@runs(60)
def test_nothing_is_pulled_farther_than_reach_or_grid(
    places: list[tuple[int, int]], dx: int, dy: int
) -> None:
    found = moved(box(0, 0), dx, dy, *(box(x, y) for x, y in places))
    assert abs(found.dx - dx) <= 6
    assert abs(found.dy - dy) <= 6
    again = snapped(box(0, 0), (0, 0), found.dx, found.dy, rulers([box(x, y) for x, y in places]))
    assert abs(again.dx - found.dx) <= 6


@given(st.lists(st.tuples(st.integers(-300, 300), st.integers(-300, 300)), min_size=1, max_size=12))
@runs(60)
def test_every_guide_touches_the_box_that_was_moved(places: list[tuple[int, int]]) -> None:
    found = moved(box(0, 0), 7, 5, *(box(x, y) for x, y in places))
    left, top, right, bottom = shifted(box(0, 0), found.dx, found.dy)
    for guide in found.guides:
        if guide.gap:
            continue
        if guide.x0 == guide.x1:
            assert any(abs(guide.x0 - x) < 0.02 for x in (left, (left + right) / 2, right))
        else:
            assert any(abs(guide.y0 - y) < 0.02 for y in (top, (top + bottom) / 2, bottom))
