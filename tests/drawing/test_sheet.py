"""The sheet, its paper and its colours."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vsm_desktop.drawing.paper import MM, PAPERS, paper_size, tile_name
from vsm_desktop.drawing.sheet import (
    LEAST_WIDTH,
    MARGIN,
    READING_SCALE,
    TILE_MARGIN,
    fit,
    sheet_of,
    spread_sheet,
)
from vsm_desktop.drawing.theme import THEME_NAMES, tokens
from vsm_desktop.drawing.titleblock import WIDTH as TITLE_WIDTH
from vsm_desktop.model.printing import Print
from vsm_desktop.model.stream import Paper


def test_every_paper_of_a_map_has_a_size() -> None:
    assert set(PAPERS) == set(get_args(Paper))
    assert all(width < height for width, height in PAPERS.values())
    assert paper_size("A4", True) == pytest.approx((595.276, 841.89), abs=0.01)
    assert paper_size("A4", False) == pytest.approx((841.89, 595.276), abs=0.01)


@pytest.mark.parametrize("portrait", [True, False])
def test_a_small_map_gets_the_paper_at_reading_size(portrait: bool) -> None:
    for paper in PAPERS:
        check_small(paper, portrait)


def check_small(paper: str, portrait: bool) -> None:
    width, height = paper_size(paper, portrait)
    assert sheet_of((20, 20, 100, 100), paper, portrait) == (
        0,
        0,
        width / READING_SCALE,
        height / READING_SCALE,
    )


def test_the_sheet_grows_in_steps_and_keeps_its_proportions() -> None:
    """It must not breathe with every move of the hand."""
    sheets = [sheet_of((20, 20, right, 100), "A4", False) for right in range(100, 3000)]
    widths = [sheet[2] for sheet in sheets]
    assert widths == sorted(widths)
    assert len(set(widths)) < 30
    assert all(sheet[2] >= right + MARGIN for right, sheet in zip(range(100, 3000), sheets, strict=True))
    assert all(sheet[2] / sheet[3] == pytest.approx(297 / 210) for sheet in sheets)


def test_it_grows_for_height_as_well() -> None:
    assert sheet_of((20, 20, 100, 2000), "A4", False)[3] >= 2000 + MARGIN


def test_the_upper_left_corner_gives_way_only_to_what_lies_beyond() -> None:
    assert sheet_of((-100, 30, 100, 100), "A4", False)[:2] == (-100 - MARGIN, 0)
    assert sheet_of((30, -50, 100, 100), "A4", False)[:2] == (0, -50 - MARGIN)
    assert sheet_of((MARGIN, MARGIN, 100, 100), "A4", False)[:2] == (0, 0)


def test_every_theme_has_every_colour() -> None:
    assert THEME_NAMES == ("light", "dark", "light-contrast", "dark-contrast", "print", "mono")
    assert len({frozenset(tokens(name)) for name in THEME_NAMES}) == 1
    colours = {colour for name in THEME_NAMES for colour in tokens(name).values()}
    assert all(len(colour) == 7 and int(colour[1:], 16) >= 0 for colour in colours)


def spread_of(content, print_: Print, paper: str = "A4", portrait: bool = False):
    return spread_sheet(content, paper, portrait, print_)


def test_the_least_sheet_holds_the_title_block() -> None:
    assert LEAST_WIDTH == TITLE_WIDTH + 2 * MARGIN


def test_a_small_map_at_a_scale_has_one_sheet_of_paper() -> None:
    sheet, spread = spread_of((20, 20, 600, 300), Print(size="scale", scale=125))
    assert (spread.tiles, spread.scale, spread.margin) == (1, 1.25, 0)
    assert [side * 1.25 for side in sheet[2:]] == pytest.approx(paper_size("A4", False))


def test_what_the_sheet_has_white_itself_counts_as_margin() -> None:
    """At half the scale the 20 units at its edge are 10 points; 10 mm want 18.3 more."""
    sheet, spread = spread_of((20, 20, 600, 300), Print(size="scale", scale=50, margin=10))
    assert spread.margin == pytest.approx(10 * MM - 10)
    assert (sheet[2] - sheet[0]) * 0.5 + 2 * spread.margin == pytest.approx(paper_size("A4", False)[0])
    at_once = fit((0, 0, 2000, 1414), "A4", False, 0)
    held_back = fit((0, 0, 2000, 1414), "A4", False, 12)
    assert held_back.scale < at_once.scale
    assert (2000 - 2 * MARGIN) * held_back.scale <= paper_size("A4", False)[0] - 2 * 12 * MM + 1e-6
    assert fit((0, 0, 800, 566), "A4", False, 7).scale == fit((0, 0, 800, 566), "A4", False, 0).scale


@given(
    right=st.floats(0, 20_000),
    bottom=st.floats(0, 20_000),
    paper=st.sampled_from([*PAPERS]),
    portrait=st.booleans(),
    print_=st.builds(
        Print,
        size=st.sampled_from(["fit", "scale", "wide"]),
        scale=st.floats(10, 400),
        wide=st.integers(1, 20),
        overlap=st.floats(0, 50),
        margin=st.floats(0, 40),
    ),
)
def test_any_map_lies_whole_on_its_sheet_and_no_row_of_tiles_is_idle(
    right, bottom, paper, portrait, print_
) -> None:
    sheet, spread = spread_of((20, 20, right, bottom), print_, paper, portrait)
    assert sheet[2] >= right + MARGIN - 1e-6
    assert sheet[3] >= bottom + MARGIN - 1e-6
    across, down = ((sheet[i + 2] - sheet[i]) * spread.scale for i in (0, 1))
    width, height = paper_size(paper, portrait)
    if spread.tiles == 1:
        assert across <= width + 1e-6
        assert down <= height + 1e-6
        return
    assert spread.width + 2 * spread.margin == pytest.approx(width)
    assert spread.margin >= max(TILE_MARGIN, print_.margin) * MM - 1e-6
    assert across == pytest.approx(
        spread.columns * spread.width - (spread.columns - 1) * spread.overlap, rel=1e-6
    )
    if print_.size == "scale":
        assert spread.scale == print_.scale / 100
        needed = (max(right + MARGIN, LEAST_WIDTH), bottom + MARGIN)
        rooms = ((spread.columns, spread.width), (spread.rows, spread.height))
        for need, (count, room) in zip(needed, rooms, strict=True):
            assert count == 1 or need * spread.scale > (count - 1) * (room - spread.overlap)
    else:
        assert spread.columns == print_.wide


def test_a_map_so_many_sheets_wide_fills_them_and_does_not_breathe() -> None:
    found = [spread_of((20, 20, right, 300), Print(size="wide", wide=3)) for right in range(600, 3000, 5)]
    assert {spread.columns for _sheet, spread in found} == {3}
    assert len({spread.scale for _sheet, spread in found}) < 35
    for right, (sheet, _spread) in zip(range(600, 3000, 5), found, strict=True):
        assert right + MARGIN <= sheet[2]
        wide_filled = sheet[2] <= (right + MARGIN) * 1.07
        assert wide_filled or sheet[3] <= (300 + MARGIN) * 1.07


def test_a_row_of_tiles_is_saved_where_the_paper_is_filled_better_without_it() -> None:
    """A map of the shape of an A3 takes 2 by 2 sheets of A4, not 2 by 3 with nothing on the last."""
    two = Print(size="wide", wide=2)
    for bottom, rows in ((340, 1), (460, 1), (520, 2), (707, 2), (780, 2), (900, 3), (1100, 3)):
        sheet, spread = spread_of((20, 20, 980, bottom - MARGIN), two)
        assert (spread.columns, spread.rows) == (2, rows), bottom
        assert sheet[3] >= bottom - 1e-6


def test_tiles_are_named_as_cells_are() -> None:
    assert [tile_name(*at) for at in ((0, 0), (1, 0), (25, 9), (26, 0), (51, 1))] == [
        "A1",
        "B1",
        "Z10",
        "AA1",
        "AZ2",
    ]
