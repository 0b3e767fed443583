"""PNG: the PDF page as pixels, so that the picture is the print."""

from __future__ import annotations

import math
from io import BytesIO
from pathlib import Path

from vsm_desktop.assets import UNWATCHED, Watch, _
from vsm_desktop.drawing.ops import Drawing
from vsm_desktop.export.atomic import ExportError, replace_file
from vsm_desktop.export.page import page_of, spread_of
from vsm_desktop.export.pdf import pdf_bytes
from vsm_desktop.export.raster import page_image

MOST_PIXELS = 100_000_000  # 300 MB while it is made; A1 at 300 dpi has 70 million
_LEAST_DPI = 10


def write_png(drawing: Drawing, path: Path, dpi: float = 150, watch: Watch = UNWATCHED) -> None:
    """Write the drawing as a picture of its paper. Raises ExportError."""
    data = png_bytes(drawing, dpi, watch.part(0, 0.9))
    watch.at(1)
    replace_file(path, data)


def png_bytes(drawing: Drawing, dpi: float = 150, watch: Watch = UNWATCHED) -> bytes:
    """The drawing as a picture of its paper at this resolution. Raises ExportError if that is too large."""
    _refuse_too_many(drawing, dpi)
    data = pdf_bytes(drawing, watch=watch.part(0, 0.4))
    exact = dpi / 72 * (1 - 1e-9)  # else 3300.0000001 pixels become 3301
    picture = page_image(data, 0, exact)
    watch.at(0.7)
    buffer = BytesIO()
    picture.save(buffer, "PNG", dpi=(dpi, dpi), optimize=False)
    return buffer.getvalue()


def _refuse_too_many(drawing: Drawing, dpi: float) -> None:
    page = page_of(drawing)
    inches = page.width * page.height / 72**2
    if not dpi >= _LEAST_DPI:
        sentence = _("{dpi} dpi is too coarse. Choose at least {least} dpi.")
        raise ExportError(sentence.format(dpi=f"{dpi:g}", least=_LEAST_DPI))
    if inches * dpi**2 > MOST_PIXELS:
        most = 10 * int(math.sqrt(MOST_PIXELS / inches) / 10)
        sentence = _(
            "{paper} at {dpi} dpi has {pixels} million pixels, more than the {limit} million that can be made. "
        ) + (_("Choose {most} dpi or less, or export a PDF.") if most >= _LEAST_DPI else _("Export a PDF."))
        tiles = spread_of(drawing).tiles
        paper = (
            _("{count} × {paper}").format(count=tiles, paper=drawing.paper) if tiles > 1 else drawing.paper
        )
        numbers = {
            "dpi": f"{dpi:g}",
            "pixels": f"{inches * dpi**2 / 1e6:.0f}",
            "limit": f"{MOST_PIXELS / 1e6:.0f}",
            "most": most,
        }
        raise ExportError(sentence.format(paper=paper, **numbers))
