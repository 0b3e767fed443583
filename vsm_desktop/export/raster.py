"""Pages of our own PDF as pixels. PDFium works for one thread at a time."""

from __future__ import annotations

from contextlib import closing
from threading import Lock
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from PIL.Image import Image

_ONE_AT_A_TIME = Lock()


class Pixels(Struct, frozen=True):
    """A picture: its width and height, and three bytes for each pixel, row by row."""

    width: int
    height: int
    data: bytes


def page_image(data: bytes, at: int, scale: float) -> Image:
    """A page of a PDF, by its number from 0, at so many pixels a point."""
    from pypdfium2 import PdfDocument

    with (  # all of it is given back here: left to the collector, another thread might do it meanwhile
        _ONE_AT_A_TIME,
        closing(PdfDocument(data)) as document,
        closing(document[at]) as page,
        closing(page.render(scale=scale, rev_byteorder=True)) as bitmap,
    ):
        image: Image = bitmap.to_pil().convert("RGB").copy()
        return image


def page_pixels(data: bytes, at: int, scale: float) -> Pixels:
    """The same as bytes that any thread may hold."""
    image = page_image(data, at, scale)
    return Pixels(image.width, image.height, image.tobytes())
