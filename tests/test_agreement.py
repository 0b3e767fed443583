"""QPainter, PDF and SVG show the same picture: one drawing, three players, compared after a slight blur."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter

from tests.export.pictures import gallery
from tests.outside import headless_chromium
from vsm_desktop.drawing.ops import play
from vsm_desktop.export.pdf import write_pdf
from vsm_desktop.export.png import png_bytes
from vsm_desktop.export.svg import write_svg

DPI = 144
SIZE = (1584, 1224)  # Letter, across
STRONG = 64  # of 255, after the blur
TOLERANCE = 0.0005  # of all pixels


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the pictures are left, to be looked at: set VSM_PICTURES to keep them."""
    kept = os.environ.get("VSM_PICTURES")
    if kept:
        Path(kept).mkdir(parents=True, exist_ok=True)
        return Path(kept)
    return tmp_path_factory.mktemp("agreement")


@pytest.fixture(scope="module")
def pdf(folder: Path) -> Image.Image:
    (folder / "pdf.png").write_bytes(png_bytes(gallery(), DPI))
    return _picture(folder / "pdf.png")


@pytest.fixture(scope="module")
def qt(folder: Path) -> Image.Image:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

    from vsm_desktop.canvas.paint import Paint

    app = QGuiApplication.instance() or QGuiApplication([])
    drawing = gallery()
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor(drawing.page))
    painter = QPainter(image)
    painter.scale(DPI / 72, DPI / 72)
    play(drawing.parts, Paint(painter))
    painter.end()
    assert image.save(str(folder / "qt.png"))
    assert app
    return _picture(folder / "qt.png")


@pytest.fixture(scope="module")
def svg(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Image.Image:
    command = [
        *headless_chromium(tmp_path_factory.mktemp("chromium")),
        *("--hide-scrollbars", "--force-device-scale-factor=1.5", "--window-size=1056,816"),
        f"--screenshot={folder / 'svg.png'}",
        (folder / "picture.svg").as_uri(),
    ]
    write_svg(gallery(), folder / "picture.svg", "Agreement")
    subprocess.run(command, check=True, timeout=100, capture_output=True)
    return _picture(folder / "svg.png")


def test_screen_and_pdf_agree(qt: Image.Image, pdf: Image.Image, folder: Path) -> None:
    assert _differing(qt, pdf, folder / "qt-pdf.png") <= TOLERANCE


def test_screen_and_svg_agree(qt: Image.Image, svg: Image.Image, folder: Path) -> None:
    assert _differing(qt, svg, folder / "qt-svg.png") <= TOLERANCE


def test_pdf_and_svg_agree(pdf: Image.Image, svg: Image.Image, folder: Path) -> None:
    assert _differing(pdf, svg, folder / "pdf-svg.png") <= TOLERANCE


def test_the_comparison_sees_a_shift(pdf: Image.Image, folder: Path) -> None:
    """The tolerance is worth something: three pixels to the side are no agreement."""
    assert _differing(pdf, ImageChops.offset(pdf, 3, 0), folder / "shifted.png") > 10 * TOLERANCE


def test_the_pdf_written_to_a_file_is_the_one_compared(folder: Path) -> None:
    write_pdf(gallery(), folder / "picture.pdf", "Agreement", "")
    assert (folder / "picture.pdf").read_bytes().startswith(b"%PDF-")


def _picture(path: Path) -> Image.Image:
    picture = Image.open(path).convert("RGB")
    assert picture.size == SIZE
    return picture


def _differing(one: Image.Image, other: Image.Image, shown: Path) -> float:
    """The share of pixels that differ strongly after a blur of two pixels."""
    blurred = [picture.filter(ImageFilter.BoxBlur(2)) for picture in (one, other)]
    channels = ImageChops.difference(*blurred).split()
    most = ImageChops.lighter(ImageChops.lighter(channels[0], channels[1]), channels[2])
    most.point(lambda value: min(255, 4 * value)).save(shown)
    share = sum(most.histogram()[STRONG:]) / (SIZE[0] * SIZE[1])
    print(f"{shown.stem}: {100 * share:.4f} %")
    return share
