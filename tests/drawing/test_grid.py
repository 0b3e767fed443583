"""Boxes by place, held against looking at each of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.model.strategies import runs
from vsm_desktop.drawing.ops import Box
from vsm_desktop.drawing.routes.grid import Grid

SPOTS = st.integers(-900, 900) | st.integers(-1_000_000, 1_000_000)
BOXES = st.tuples(SPOTS, SPOTS, SPOTS, SPOTS).map(
    lambda one: (min(one[0], one[2]), min(one[1], one[3]), max(one[0], one[2]), max(one[1], one[3]))
)
CHANGES = st.lists(st.tuples(st.integers(0, 6), st.none() | BOXES), max_size=20)


def meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@given(CHANGES, BOXES)
@runs(200)
def test_it_finds_what_meets_a_box_whatever_was_put_in_and_taken_out(
    changes: list[tuple[int, Box | None]], asked: Box
) -> None:
    grid: Grid[int] = Grid()
    plain: dict[int, Box] = {}
    for key, box in changes:
        if box is None:
            assert grid.drop(key) == plain.pop(key, None)
        else:
            grid.put(key, box)
            plain[key] = box
    assert dict(grid) == plain
    found = grid.meeting(asked)
    assert len(found) == len(dict(found))
    assert dict(found) == {key: box for key, box in plain.items() if meet(box, asked)}
