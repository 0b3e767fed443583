"""The sheet, its paper and its colours."""

from __future__ import annotations

from typing import get_args

import pytest

from vsm_desktop.drawing.paper import PAPERS, paper_size
from vsm_desktop.drawing.sheet import MARGIN, READING_SCALE, sheet_of
from vsm_desktop.drawing.theme import THEME_NAMES, tokens
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
