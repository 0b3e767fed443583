"""SVG that looks the same on any machine: fonts embedded as subsets, widths pinned, text still text."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO
from itertools import chain, count
from pathlib import Path as FilePath

from vsm_desktop.assets import UNWATCHED, Watch
from vsm_desktop.drawing.fonts import FONTS
from vsm_desktop.drawing.ops import Drawing, FontName, Image, Part, Path, Pen, Segment, Text, play
from vsm_desktop.export.atomic import replace_file
from vsm_desktop.export.clean import one_line
from vsm_desktop.export.page import number, page_of

_PLAIN_TEXT = (
    "text{font-family:'VSM Sans',Inter,'Liberation Sans',Arial,sans-serif;white-space:pre;font-kerning:none;"
    "font-variant-ligatures:none;font-feature-settings:'liga' 0,'calt' 0,'clig' 0;text-rendering:geometricPrecision}"
    ".medium{font-weight:500}.bold{font-weight:600}.cjk{font-family:'VSM Sans CJK','VSM Sans',sans-serif}"
)
_REFERENCES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;"}


def write_svg(drawing: Drawing, path: FilePath, title: str, watch: Watch = UNWATCHED) -> None:
    """Write the drawing as one SVG picture. Raises ExportError."""
    data = svg_text(drawing, title, watch=watch.part(0, 0.9)).encode("utf-8")
    watch.at(1)
    replace_file(path, data)


def svg_text(drawing: Drawing, title: str = "", embed: bool = True, watch: Watch = UNWATCHED) -> str:
    """The drawing as an SVG document; without `embed` it trusts that the fonts are there."""
    page = page_of(drawing)
    left, top = -page.left / page.scale, -page.top / page.scale
    wide, high = page.width / page.scale, page.height / page.scale
    box = " ".join(map(number, (left, top, wide, high)))
    surface = Svg()
    play(watch.over(drawing.parts), surface)
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(page.width)}pt" '
            f'height="{number(page.height)}pt" viewBox="{box}">',
            f"<title>{_escaped(title)}</title>",
            f"<style>{_faces(drawing) if embed else ''}{_PLAIN_TEXT}</style>",
            f'<rect x="{number(left)}" y="{number(top)}" width="{number(wide)}" height="{number(high)}" '
            f'fill="{drawing.page}"/>',
            '<g fill="none" stroke-linejoin="round" xml:space="preserve">',
            *surface.lines,
            "</g>",
            "</svg>",
            "",
        )
    )


class Svg:
    """Plays a drawing as SVG elements, one group per part."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._ids: set[str] = set()

    def enter(self, part: Part) -> None:
        name = _escaped("_".join(part.id.split()))
        id_ = next(f"{name}{tail}" for tail in chain(("",), count(2)) if f"{name}{tail}" not in self._ids)
        self._ids.add(id_)
        self.lines.append(f'<g id="{id_}" transform="translate({number(part.x)} {number(part.y)})">')

    def leave(self) -> None:
        self.lines.append("</g>")

    def path(self, op: Path) -> None:
        outline = "".join(map(_segment, op.segments))
        fill = f' fill="{op.fill}"' if op.fill else ""
        stroke = _stroke(op.pen) if op.pen else ""
        self.lines.append(f'<path d="{outline}"{fill}{stroke}/>')

    def text(self, op: Text) -> None:
        face = "" if op.font == "body" else f' class="{op.font}"'
        pin = f' textLength="{number(op.width)}" lengthAdjust="spacingAndGlyphs"' if op.width > 0 else ""
        x, y = number(op.x), number(op.y)
        turn = f' transform="rotate({number(op.turn)} {x} {y})"' if op.turn else ""
        self.lines.append(
            f'<text x="{x}" y="{y}"{face} font-size="{number(op.size)}" '
            f'fill="{op.color}"{pin}{turn}>{_escaped(op.text)}</text>'
        )

    def image(self, op: Image) -> None:
        self.lines.append(
            f'<image x="{number(op.x)}" y="{number(op.y)}" width="{number(op.width)}" '
            f'height="{number(op.height)}" preserveAspectRatio="none" href="{op.data}"/>'
        )


def _escaped(text: str) -> str:
    return one_line(text).translate(_REFERENCES)


@lru_cache(maxsize=20_000)
def _segment(segment: Segment) -> str:
    letter, *numbers = segment
    return letter + " ".join(map(number, numbers))


@lru_cache(maxsize=200)
def _stroke(pen: Pen) -> str:
    dash = f' stroke-dasharray="{" ".join(map(number, pen.dash))}"' if pen.dash else ""
    cap = ' stroke-linecap="round"' if pen.cap == "round" else ""
    return f' stroke="{pen.color}" stroke-width="{number(pen.width)}"{cap}{dash}'


def _faces(drawing: Drawing) -> str:
    """One rule per font the drawing uses, each with the glyphs it uses."""
    used: dict[FontName, set[str]] = {}
    for part in drawing.parts:
        for op in part.ops:
            if isinstance(op, Text):
                used.setdefault(op.font, set()).update(one_line(op.text))
    return "".join(_face(font, used[font]) for font in FONTS if font in used)


def _face(font: FontName, letters: Iterable[str]) -> str:
    _file, family, weight = FONTS[font]
    data = b64encode(_subset(font, "".join(sorted(letters)))).decode("ascii")
    source = f"url(data:font/woff;base64,{data}) format('woff')"
    return f"@font-face{{font-family:'{family}';font-weight:{weight};src:{source}}}"


@lru_cache(maxsize=16)
def _subset(font: FontName, letters: str) -> bytes:
    """The font with these letters only, as WOFF; the same letters give the same bytes."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options(hinting=False, notdef_outline=True, recommended_glyphs=True)
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]  # the licence goes along
    source = TTFont(BytesIO(FONTS[font].data()), lazy=True, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(text=letters)
    subsetter.subset(source)
    source.flavor = "woff"
    buffer = BytesIO()
    source.save(buffer)
    return buffer.getvalue()
