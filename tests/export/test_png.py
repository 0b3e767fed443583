"""The PNG: the paper at a resolution, refused before it fills the memory."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image

from tests.export.pictures import drawing_of, gallery
from vsm_desktop.drawing.paper import Spread
from vsm_desktop.export.atomic import ExportError
from vsm_desktop.export.png import png_bytes, write_png


@pytest.mark.parametrize(("dpi", "size"), [(72, (792, 612)), (144, (1584, 1224)), (300, (3300, 2550))])
def test_size_follows_the_resolution(dpi: int, size: tuple[int, int], tmp_path: Path):
    write_png(gallery(), tmp_path / "map.png", dpi)
    picture = Image.open(tmp_path / "map.png")
    assert picture.size == size
    assert picture.info["dpi"] == pytest.approx((dpi, dpi), abs=0.01)


def test_colours_are_those_of_the_drawing():
    picture = Image.open(BytesIO(png_bytes(drawing_of(page="#FCEBD6"), 72)))
    assert picture.mode == "RGB"
    assert picture.getpixel((5, 5)) == (0xFC, 0xEB, 0xD6)


def test_the_same_drawing_gives_the_same_bytes():
    assert png_bytes(gallery(), 72) == png_bytes(gallery(), 72)


@pytest.mark.parametrize("dpi", [0, -150, 3, float("nan")])
def test_too_coarse_is_refused(dpi: float):
    with pytest.raises(ExportError, match="at least 10 dpi"):
        png_bytes(drawing_of(), dpi)


@pytest.mark.parametrize("dpi", [300, 1e9, float("inf")])
def test_too_many_pixels_are_refused_with_a_way_out(dpi: float):
    with pytest.raises(ExportError, match="Choose 250 dpi or less"):
        png_bytes(replace(drawing_of(), paper="A0"), dpi)


def test_a_map_in_tiles_is_as_large_as_its_tiles_together():
    spread = Spread(1.0, 700.0, 500.0, 36.0, 20.0, columns=3, rows=2)
    tiled = replace(drawing_of(sheet=(0.0, 0.0, 2060.0, 980.0)), spread=spread)
    assert Image.open(BytesIO(png_bytes(tiled, 72))).size == (2060, 980)
    with pytest.raises(ExportError, match="6 × Letter at 600 dpi"):
        png_bytes(tiled, 600)
    huge = replace(tiled, sheet=(0.0, 0.0, 100_000.0, 100_000.0))
    with pytest.raises(ExportError, match=r"can be made\. Export a PDF"):
        png_bytes(huge, 72)
