"""The action icons are one family, and the app icon is there in every shape a system asks for."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest

ICONS = Path(__file__).parents[1] / "icons"
ACTIONS = sorted(path for path in ICONS.glob("*.svg") if not path.stem.startswith(("app", "document")))
FAMILY = re.compile(
    r'<svg xmlns="http://www\.w3\.org/2000/svg" width="20" height="20" viewBox="0 0 20 20" fill="none" '
    r'stroke="#000000" stroke-width="1\.5" stroke-linecap="round" stroke-linejoin="round"><path d="[^"]+"/></svg>\n'
)
EVERYDAY = (
    "new open save undo redo select connect text arrange fit zoom-in zoom-out export import print delete palette "
    "properties ladder search theme plus close warning info settings duplicate align-left keyboard"
)


def test_the_everyday_actions_have_an_icon() -> None:
    assert set(EVERYDAY.split()) <= {path.stem for path in ACTIONS}


@pytest.mark.parametrize("path", ACTIONS, ids=lambda path: path.stem)
def test_an_icon_has_the_field_and_pen_of_the_family(path: Path) -> None:
    """One field, one pen, one colour, no fills: the program only has to put its own colour in."""
    assert FAMILY.fullmatch(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", ACTIONS, ids=lambda path: path.stem)
def test_an_icon_is_drawn_inside_its_field(path: Path) -> None:
    """Rendered with a wide margin, ink stands in the field and nowhere else, and fills half of it at least."""
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(40, 40, QImage.Format.Format_Alpha8)
    image.fill(0)
    painter = QPainter(image)
    renderer = QSvgRenderer(path.read_bytes().replace(b'viewBox="0 0 20 20"', b'viewBox="-10 -10 40 40"'))
    renderer.render(painter, QRectF(0, 0, 40, 40))
    painter.end()
    inked = [(x, y) for x in range(40) for y in range(40) if image.pixelColor(x, y).alpha() > 8]
    xs, ys = {x for x, _ in inked}, {y for _, y in inked}
    assert min(xs | ys) >= 10
    assert max(xs | ys) < 30
    assert max(max(xs) - min(xs), max(ys) - min(ys)) >= 10


@pytest.mark.parametrize("name", ["app", "document"])
def test_the_icons_of_program_and_document_come_in_every_size(name: str) -> None:
    for size in (16, 24, 32, 48, 64, 128, 256, 512):
        png = (ICONS / f"{name}-{size}.png").read_bytes()
        assert struct.unpack(">II", png[16:24]) == (size, size)
    kind, count = struct.unpack("<HH", (ICONS / f"{name}.ico").read_bytes()[2:6])
    assert (kind, count) == (1, 8)
    mac = (ICONS / f"{name}.icns").read_bytes()
    assert mac[:4] == b"icns"
    assert struct.unpack(">I", mac[4:8])[0] == len(mac)
