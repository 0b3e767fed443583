"""Vector PDF: text can be selected and found, fonts are embedded as subsets, same map same bytes.

A picture is one page; a print is the sheets of paper of one map or several, with a bookmark for each.

reportlab makes the document, its fonts and its properties; the player writes the page's operators (ISO 32000-1,
8 and 9) itself, which is four times as fast as a method call for each.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from io import BytesIO
from math import cos, radians, sin
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from msgspec import Struct

from vsm_desktop.assets import UNWATCHED, Watch
from vsm_desktop.drawing.fonts import FONTS
from vsm_desktop.drawing.ops import Drawing, FontName, Image, Part, Path, Pen, Segment, Text, play, play_ops
from vsm_desktop.export.atomic import replace_file
from vsm_desktop.export.clean import one_line
from vsm_desktop.export.page import Leaf, Page, leaves, number, numbered, page_of
from vsm_desktop.export.said import Said
from vsm_desktop.model.pictures import bytes_of

if TYPE_CHECKING:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

CREATOR = "VSM Desktop"
_OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h"}
_PAINT = {(True, True): "B", (True, False): "S", (False, True): "f", (False, False): "n"}
_CAPS = {"butt": 0, "round": 1}


Heads = tuple[tuple[str, int], ...]
"""The bookmarks that lead to a page, each with how deep it stands."""


class Chapter(Struct, frozen=True):
    """One map of a print, or a page: its drawing, and what its bookmark and its tiles say of it.

    Without a title it has no bookmark; `more` are bookmarks below its own.
    """

    drawing: Drawing
    title: str
    said: str = ""
    more: tuple[str, ...] = ()


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
    """The drawing as one PDF page in one piece; the same drawing gives the same bytes."""
    leaf = Leaf(page_of(drawing), drawing.parts)
    return _document([(leaf, drawing.page, ())], Said(title, author, subject), lang, watch)


def print_bytes(
    chapters: Sequence[Chapter],
    about: Said,
    lang: str = "en",
    watch: Watch = UNWATCHED,
    foot: str = "",
) -> bytes:
    """The sheets of paper of some maps as PDF pages; the same maps give the same bytes.

    With a `foot`, every page has it and its number at the bottom. Raises ExportError for more sheets than can be made.
    """
    pages: list[tuple[Leaf, str, Heads]] = []
    for chapter in chapters:
        sheets = leaves(chapter.drawing, chapter.said)
        for number_, leaf in enumerate(sheets):
            first = () if number_ or not chapter.title else ((chapter.title, 0),)
            more = () if number_ else tuple((head, 1) for head in chapter.more)
            tile = ((leaf.name, 1),) if leaf.name else ()
            pages.append((leaf, chapter.drawing.page, (*first, *more, *tile)))
    if foot:
        pages = [
            (numbered(leaf, foot, at, len(pages)), ground, heads)
            for at, (leaf, ground, heads) in enumerate(pages, start=1)
        ]
    return _document(pages, about, lang, watch)


def _document(pages: Sequence[tuple[Leaf, str, Heads]], about: Said, lang: str, watch: Watch) -> bytes:
    """Pages with the colour of their ground and the bookmarks that lead to them: the title of a map, the name of a tile."""
    buffer = BytesIO()
    canvas = _canvas(buffer, pages[0][0].page, lang)
    canvas.setTitle(one_line(about.title))
    canvas.setAuthor(one_line(about.author))
    canvas.setSubject(one_line(about.subject))
    canvas.setCreator(CREATOR)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    for at, (leaf, ground, heads) in enumerate(pages):
        canvas.setPageSize((leaf.page.width, leaf.page.height))
        _mark(canvas, at, heads)
        surface = Pdf(canvas)
        surface.play(leaf, ground, watch.part(at / len(pages), 1 / len(pages)))
        canvas.addLiteral("\n".join(surface.lines))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _mark(canvas: Canvas, at: int, heads: Heads) -> None:
    """Bookmarks of a page: the tiles of a map stand one level below it."""
    for number_, (head, level) in enumerate(heads):
        key = f"{at}.{number_}"
        canvas.bookmarkPage(key)
        canvas.addOutlineEntry(one_line(head), key, level=level)


def _canvas(buffer: BytesIO, page: Page, lang: str) -> Canvas:
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0  # type: ignore[attr-defined]  # binary streams are smaller, and twice as fast
    return Canvas(
        buffer,
        pagesize=(page.width, page.height),
        initialFontName=_font("body").fontName,  # else every page names Helvetica, which is not embedded
        invariant=1,
        pageCompression=1,
        lang=lang,
    )


class Pdf:
    """Plays what lies on a page as its operators, flipped to y-down units."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._document = canvas._doc  # noqa: SLF001 - what reportlab's fonts count their subsets by
        self.lines: list[str] = []

    def play(self, leaf: Leaf, ground: str, watch: Watch = UNWATCHED) -> None:
        """A whole page: its ground, the window of its tile if it is one, the picture, and the marks in its margins."""
        page = leaf.page
        if ground.upper() != "#FFFFFF":
            self.lines.append(f"{_rgb(ground)} rg 0 0 {number(page.width)} {number(page.height)} re f")
        self._begin(page.scale, page.left, page.height - page.top)
        if leaf.window is not None:
            left, top, right, bottom = leaf.window
            self.lines.append(" ".join(map(number, (left, top, right - left, bottom - top))) + " re W n")
        play(watch.over(leaf.parts), self)
        self.lines.append("Q")
        if leaf.marks:
            self._begin(1.0, 0.0, page.height)
            play_ops(leaf.marks, self)
            self.lines.append("Q")

    def _begin(self, scale: float, left: float, top: float) -> None:
        """The one flip, and round joins for all that follows."""
        factor = number(scale, 6)
        self.lines.append(f"q {factor} 0 0 -{factor} {number(left)} {number(top)} cm 1 j")

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
