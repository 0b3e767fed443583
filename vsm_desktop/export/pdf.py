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
from msgspec.structs import replace

from vsm_desktop.assets import UNWATCHED, Watch
from vsm_desktop.drawing.fonts import FONTS
from vsm_desktop.drawing.ops import (
    Box,
    Drawing,
    FontName,
    Image,
    Part,
    Path,
    Pen,
    Segment,
    Text,
    play,
    play_ops,
)
from vsm_desktop.export.atomic import replace_file
from vsm_desktop.export.clean import one_line
from vsm_desktop.export.page import Leaf, Page, leaves, number, numbered, on_paper, page_of
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


class Stop(Struct, frozen=True):
    """A height on a page that can be gone to: by its bookmark if it has a `title`, `level` deep, and by links to its `name`.

    Without a height, in units of the drawing, it is the whole page.
    """

    title: str = ""
    y: float | None = None
    name: str = ""
    level: int = 1


class Link(Struct, frozen=True):
    """A box in units of the drawing that leads to a name: that of a stop, or page:N."""

    box: Box
    to: str


class Chapter(Struct, frozen=True):
    """One map of a print, or a page: its drawing, and what its bookmark and its tiles say of it.

    Without a title it has no bookmark; `stops` are places on it, their bookmarks below its own. Maps have no links.
    """

    drawing: Drawing
    title: str
    said: str = ""
    stops: tuple[Stop, ...] = ()
    links: tuple[Link, ...] = ()


class _Sheet(Struct, frozen=True):
    """A page of the document with the colour of its ground, the places on it and what leads away from it."""

    leaf: Leaf
    ground: str
    stops: tuple[Stop, ...] = ()
    links: tuple[Link, ...] = ()


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
    return picture_bytes(drawing, Said(title, author, subject), lang, watch)


def picture_bytes(drawing: Drawing, about: Said, lang: str = "en", watch: Watch = UNWATCHED) -> bytes:
    """The drawing as one PDF page with all that is said of it; the same drawing and words give the same bytes."""
    leaf = Leaf(page_of(drawing), drawing.parts)
    return _document([_Sheet(leaf, drawing.page)], about, lang, watch)


def print_bytes(
    chapters: Sequence[Chapter],
    about: Said,
    lang: str = "en",
    watch: Watch = UNWATCHED,
    foot: str = "",
    *,
    outline: bool = False,
) -> bytes:
    """The sheets of paper of some maps as PDF pages; the same maps give the same bytes.

    With a `foot`, every page has it and its number at the bottom; with `outline`, a reader opens with the bookmarks beside
    the page. Raises ExportError for more sheets than can be made.
    """
    pages: list[_Sheet] = []
    for chapter in chapters:
        sheets = leaves(chapter.drawing, chapter.said)
        for number_, leaf in enumerate(sheets):
            stops = [Stop(chapter.title, level=0)] if chapter.title and not number_ else []
            stops += () if number_ else chapter.stops
            stops += [Stop(leaf.name)] if leaf.name else []
            pages.append(_Sheet(leaf, chapter.drawing.page, tuple(stops), () if number_ else chapter.links))
    if foot:
        pages = [
            replace(one, leaf=numbered(one.leaf, foot, at, len(pages)))
            for at, one in enumerate(pages, start=1)
        ]
    return _document(pages, about, lang, watch, outline=outline)


def _document(
    pages: Sequence[_Sheet], about: Said, lang: str, watch: Watch, *, outline: bool = False
) -> bytes:
    """Pages with the bookmarks that lead to them: the title of a map, the name of a tile."""
    buffer = BytesIO()
    canvas = _canvas(buffer, pages[0].leaf.page, lang)
    _tell(canvas, about)
    if outline:
        canvas.showOutline()
    wanted = {link.to for one in pages for link in one.links}
    there = {stop.name for one in pages for stop in one.stops} | {
        f"page:{at + 1}" for at in range(len(pages))
    }
    for at, one in enumerate(pages):
        page = one.leaf.page
        canvas.setPageSize((page.width, page.height))
        if f"page:{at + 1}" in wanted:
            canvas.bookmarkPage(f"page:{at + 1}")
        _mark(canvas, at, one, wanted)
        _lead(canvas, one, there)
        surface = Pdf(canvas)
        surface.play(one.leaf, one.ground, watch.part(at / len(pages), 1 / len(pages)))
        canvas.addLiteral("\n".join(surface.lines))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _tell(canvas: Canvas, about: Said) -> None:
    """The properties of the document; the title is what the window of a reader shows."""
    canvas.setTitle(one_line(about.title))
    canvas.setAuthor(one_line(about.author))
    canvas.setSubject(one_line(about.subject))
    canvas.setKeywords([one_line(word) for word in about.keywords if word])
    canvas.setCreator(CREATOR)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    if about.day is not None:
        made = f"D:{about.day:%Y%m%d}000000Z"
        canvas.setDateFormatter(lambda *_now: made)


def _mark(canvas: Canvas, at: int, sheet: _Sheet, wanted: set[str]) -> None:
    """What leads to places on a page: bookmarks, those of a map's tiles one level below it, and names."""
    page = sheet.leaf.page
    for number_, stop in enumerate(sheet.stops):
        keys = [f"{at}.{number_}"] if stop.title else []
        keys += [stop.name] if stop.name in wanted else []
        for key in keys:
            if stop.y is None:
                canvas.bookmarkPage(key)
            else:
                top = page.height - page.top - stop.y * page.scale
                canvas.bookmarkPage(key, fit="XYZ", left=0, top=round(top, 2), zoom=0)
        if stop.title:
            canvas.addOutlineEntry(one_line(stop.title), keys[0], level=stop.level)


def _lead(canvas: Canvas, sheet: _Sheet, there: set[str]) -> None:
    """What leads from a page elsewhere."""
    high = sheet.leaf.page.height
    for link in sheet.links:
        box = on_paper(sheet.leaf, link.box)
        if box is not None and link.to in there:
            rect = (box[0], high - box[3], box[2], high - box[1])
            canvas.linkAbsolute("", link.to, Rect=rect, thickness=0)


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
