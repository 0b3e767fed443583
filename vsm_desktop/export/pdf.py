"""Vector PDF: the sheet fills the page, text can be selected, fonts are embedded as subsets, same map same bytes.

reportlab makes the document, its fonts and its properties; the player writes the page's operators (ISO 32000-1,
8 and 9) itself, which is four times as fast as a method call for each.
"""

from __future__ import annotations

from functools import cache, lru_cache
from io import BytesIO
from math import cos, radians, sin
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from vsm_desktop.assets import UNWATCHED, Watch
from vsm_desktop.drawing.fonts import FONTS
from vsm_desktop.drawing.ops import Drawing, FontName, Image, Part, Path, Pen, Segment, Text, play
from vsm_desktop.export.atomic import replace_file
from vsm_desktop.export.clean import one_line
from vsm_desktop.export.page import Page, number, page_of
from vsm_desktop.model.pictures import bytes_of

if TYPE_CHECKING:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

CREATOR = "VSM Desktop"
_OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}
_PAINT = {(True, True): "B", (True, False): "S", (False, True): "f", (False, False): "n"}
_CAPS = {"butt": 0, "round": 1}


def write_pdf(
    drawing: Drawing,
    path: FilePath,
    title: str,
    author: str,
    subject: str = "",
    lang: str = "en",
    watch: Watch = UNWATCHED,
) -> None:
    """Write the drawing as one PDF page. Raises ExportError."""
    data = pdf_bytes(drawing, title, author, subject, lang, watch.part(0, 0.9))
    watch.at(1)
    replace_file(path, data)


def pdf_bytes(
    drawing: Drawing,
    title: str = "",
    author: str = "",
    subject: str = "",
    lang: str = "en",
    watch: Watch = UNWATCHED,
) -> bytes:
    """The drawing as one PDF page on its paper; the same drawing gives the same bytes."""
    page = page_of(drawing)
    buffer = BytesIO()
    canvas = _canvas(buffer, page, lang)
    canvas.setTitle(one_line(title))
    canvas.setAuthor(one_line(author))
    canvas.setSubject(one_line(subject))
    canvas.setCreator(CREATOR)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    surface = Pdf(canvas)
    surface.begin(page, drawing.page)
    play(watch.over(drawing.parts), surface)
    canvas.addLiteral("\n".join(surface.lines))
    canvas.save()
    return buffer.getvalue()


def _canvas(buffer: BytesIO, page: Page, lang: str) -> Canvas:
    from reportlab.pdfgen.canvas import Canvas

    return Canvas(
        buffer,
        pagesize=(page.width, page.height),
        initialFontName=_font("body").fontName,  # else every page names Helvetica, which is not embedded
        invariant=1,
        pageCompression=1,
        lang=lang,
    )


class Pdf:
    """Plays a drawing as the operators of a page that `begin` flips to y-down map units."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._document = canvas._doc  # noqa: SLF001 - what reportlab's fonts count their subsets by
        self.lines: list[str] = []

    def begin(self, page: Page, color: str) -> None:
        """The ground of the page, its one flip, and round joins for all that follows."""
        if color.upper() != "#FFFFFF":
            self.lines.append(f"{_rgb(color)} rg 0 0 {number(page.width)} {number(page.height)} re f")
        scale = number(page.scale, 6)
        left, top = number(page.left), number(page.height - page.top)
        self.lines.append(f"{scale} 0 0 -{scale} {left} {top} cm 1 j")

    def enter(self, part: Part) -> None:
        self.lines.append(f"q 1 0 0 1 {number(part.x)} {number(part.y)} cm")

    def leave(self) -> None:
        self.lines.append("Q")

    def path(self, op: Path) -> None:
        if op.pen:
            self.lines.append(_stroke(op.pen))
        if op.fill:
            self.lines.append(f"{_rgb(op.fill)} rg")
        outline = " ".join(map(_segment, op.segments))
        self.lines.append(f"{outline} {_PAINT[bool(op.pen), bool(op.fill)]}")

    def text(self, op: Text) -> None:
        words = one_line(op.text)
        font = _font(op.font)
        measured = font.stringWidth(words, op.size)
        if not measured:
            return
        stretch = op.width / measured if op.width > 0 else 1.0
        pinned = abs(stretch - 1) * measured > 0.005  # else its own width is the measured one
        scale = f" {number(100 * stretch)} Tz" if pinned else ""
        self.lines.append(f"BT {_rgb(op.color)} rg{scale} {_slant(op.turn)} {number(op.x)} {number(op.y)} Tm")
        for subset, codes in font.splitString(words, self._document):
            name = font.getSubsetInternalName(subset, self._document)
            self.lines.append(f"{name} {number(op.size)} Tf <{codes.hex()}> Tj")
        self.lines.append("100 Tz ET" if pinned else "ET")

    def image(self, op: Image) -> None:
        """A picture, set upright again on the flipped page; one that turns out to be damaged is left out."""
        data = bytes_of(op.data)
        code = self._canvas._code  # noqa: SLF001 - where reportlab notes what shows a picture
        before = len(code)
        try:
            self._canvas.drawImage(_picture(data or b""), 0, 0, 1, 1, mask="auto")
        except (OSError, SyntaxError, ValueError, ZeroDivisionError):  # what Pillow raises for damaged files
            del code[before:]
            return
        shown, code[before:] = code[before:], []
        place = " ".join(map(number, (op.width, 0, 0, -op.height, op.x, op.y + op.height)))
        self.lines += [f"q {place} cm", *shown, "Q"]


@lru_cache(maxsize=16)
def _picture(data: bytes) -> ImageReader:
    from reportlab.lib.utils import ImageReader

    return ImageReader(BytesIO(data))


@lru_cache(maxsize=50)
def _slant(turn: float) -> str:
    """The four numbers that turn a text clockwise and set it upright again on the flipped page."""
    c, s = cos(radians(turn)), sin(radians(turn))
    return " ".join(number(value, 6) for value in (c, s, s, -c))


@lru_cache(maxsize=20_000)
def _segment(segment: Segment) -> str:
    letter, *numbers = segment
    return " ".join((*map(number, numbers), _OPERATORS[letter]))


@lru_cache(maxsize=200)
def _stroke(pen: Pen) -> str:
    dashes = " ".join(map(number, pen.dash))
    return f"{_rgb(pen.color)} RG {number(pen.width)} w {_CAPS[pen.cap]} J [{dashes}] 0 d"


@lru_cache(maxsize=200)
def _rgb(color: str) -> str:
    channels = bytes.fromhex(color.lstrip("#"))
    return " ".join(number(channel / 255) for channel in channels)


@cache
def _font(name: FontName) -> TTFont:
    """A bundled font known to reportlab under our name for it; read when first needed."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(f"vsm-{name}", BytesIO(FONTS[name].data()), shapable=False)
    pdfmetrics.registerFont(font)
    return font
