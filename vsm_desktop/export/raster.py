"""Pages of our own PDF as pixels. PDFium works for one thread at a time."""

from __future__ import annotations

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

    with _ONE_AT_A_TIME:
        document = PdfDocument(data)
        try:
            page = document[at]
            image: Image = page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
            return image
        finally:
            document.close()


def page_pixels(data: bytes, at: int, scale: float) -> Pixels:
    """The same as bytes that any thread may hold."""
    image = page_image(data, at, scale)
    return Pixels(image.width, image.height, image.tobytes())
