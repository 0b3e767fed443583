#!/usr/bin/env python3
"""Make the pictures of the app icon and of the document icon in ``icons/``, each from its two drawings.

``app-small.svg`` is drawn on whole pixels for 16 to 32 px, ``app.svg`` is for all larger sizes. Out of them come the
PNG files, ``app.ico`` for Windows and ``app.icns`` for macOS, whose app icons stand inside a margin; ``document`` is
the same for .vsm files. Run it after a change of a drawing:

    python installer/build_icons.py

The action icons are not made: each SVG file is its own source. They share one field (20 x 20), one pen (1.5, round) and
one colour (#000000), which the program replaces by that of the theme.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QIODevice, QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parents[1] / "icons"
SIZES = (16, 20, 24, 32, 48, 64, 128, 256, 512)
LARGEST_SMALL = 32
MAC_MARGIN = 100 / 1024
# each kind is a size; 16 and 32 px at single density have no kind that holds a PNG everywhere
MAC_KINDS = {
    b"ic11": 32,
    b"ic12": 64,
    b"ic07": 128,
    b"ic08": 256,
    b"ic13": 256,
    b"ic09": 512,
    b"ic14": 512,
    b"ic10": 1024,
}


def picture(name: str, size: int, margin: float = 0.0) -> bytes:
    """An icon as a PNG."""
    drawing = QSvgRenderer(str(ICONS / (f"{name}-small.svg" if size <= LARGEST_SMALL else f"{name}.svg")))
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = size * margin
    drawing.render(painter, QRectF(inset, inset, size - 2 * inset, size - 2 * inset))
    painter.end()
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(out, "PNG")  # type: ignore[call-overload]  # the stubs know only the name as bytes
    return bytes(out.data().data())


def windows_icon(pictures: dict[int, bytes]) -> bytes:
    """An .ico file: a directory, then the PNG files as they are."""
    place = 6 + 16 * len(pictures)
    head = struct.pack("<HHH", 0, 1, len(pictures))
    for size, png in pictures.items():
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(png), place)
        place += len(png)
    return head + b"".join(pictures.values())


def mac_icon(pictures: dict[bytes, bytes]) -> bytes:
    """An .icns file: blocks with a kind and a length, each holding a PNG file."""
    blocks = b"".join(kind + struct.pack(">I", len(png) + 8) + png for kind, png in pictures.items())
    return b"icns" + struct.pack(">I", len(blocks) + 8) + blocks


def make(name: str, mac_margin: float) -> None:
    """All pictures of one icon."""
    pictures = {size: picture(name, size) for size in SIZES}
    for size, png in pictures.items():
        (ICONS / f"{name}-{size}.png").write_bytes(png)
    (ICONS / f"{name}.ico").write_bytes(
        windows_icon({size: png for size, png in pictures.items() if size <= 256})
    )
    mac = {
        kind: picture(name, size, mac_margin if size > LARGEST_SMALL else 0.0)
        for kind, size in MAC_KINDS.items()
    }
    (ICONS / f"{name}.icns").write_bytes(mac_icon(mac))


def main() -> None:
    _app = QGuiApplication([])
    make("app", MAC_MARGIN)
    make("document", 0.0)


if __name__ == "__main__":
    main()
