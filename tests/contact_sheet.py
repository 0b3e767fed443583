"""Draw every symbol on one page for the README: `python -m tests.contact_sheet [--theme THEME] [OUT]`."""

from __future__ import annotations

import argparse
from io import BytesIO
from pathlib import Path

from PIL import Image

from vsm_desktop.drawing.contact import contact_sheet
from vsm_desktop.drawing.theme import THEME_NAMES
from vsm_desktop.export.png import png_bytes

PICTURE = Path(__file__).parents[1] / "resources/pictures/symbols.png"
_DPI, _COLORS = 96, 255  # few colours make a small file, enough of them for smooth edges


def main() -> None:
    """Write the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", nargs="?", type=Path, default=PICTURE)
    parser.add_argument("--theme", choices=THEME_NAMES, default="light")
    given = parser.parse_args()
    full = Image.open(BytesIO(png_bytes(contact_sheet(given.theme), _DPI))).convert("RGB")
    full.quantize(_COLORS, dither=Image.Dither.NONE).save(given.out, optimize=True)


if __name__ == "__main__":
    main()
