"""Text measured and broken into lines and runs, once, for all players."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from math import cos, radians, sin

from msgspec.structs import replace

from vsm_desktop.drawing.advances import Advances
from vsm_desktop.drawing.fonts import FONTS
from vsm_desktop.drawing.ops import Anchor, FontName, Text

ELLIPSIS = "…"
_NO_CONTROL: dict[int, str | None] = dict.fromkeys((*range(32), *range(127, 160)), " ")
_NO_CONTROL |= {0xAD: None, 0x2060: None}  # soft hyphen and word joiner have no glyph
_NO_CONTROL |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")  # half a surrogate pair can be written nowhere


@cache
def advances(font: FontName) -> Advances:
    """The advance table of a bundled font, read when first needed."""
    return Advances(FONTS[font].data())


@lru_cache(maxsize=20_000)
def runs(text: str, font: FontName) -> tuple[tuple[str, FontName], ...]:
    """The text cut where the face must change: what the Latin face lacks is set in the CJK face."""
    clean = unicodedata.normalize("NFC", text).translate(_NO_CONTROL)
    if clean.isascii():
        return ((clean, font),) if clean else ()
    pieces: list[tuple[str, FontName]] = []
    own = advances(font)
    for char in clean:
        face: FontName = font if char in own or char not in advances("cjk") else "cjk"
        if pieces and pieces[-1][1] == face:
            pieces[-1] = (pieces[-1][0] + char, face)
        else:
            pieces.append((char, face))
    return tuple(pieces)


@lru_cache(maxsize=20_000)
def measure(text: str, size: float, font: FontName = "body") -> float:
    """The width of one line in map units."""
    return sum(advances(face).width(piece) for piece, face in runs(text, font)) * size


def line(
    x: float,
    y: float,
    text: str,
    size: float,
    color: str,
    font: FontName = "body",
    anchor: Anchor = "start",
    ref: str = "",
) -> tuple[Text, ...]:
    """One line with its baseline at y, as the runs the players set."""
    width = measure(text, size, font)
    x -= {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    ops = []
    for piece, face in runs(text, font):
        wide = advances(face).width(piece) * size
        ops.append(Text(round(x, 3), round(y, 3), piece, round(wide, 3), size, color, face, ref, anchor))
        x += wide
    return tuple(ops)


def turned_line(
    x: float,
    y: float,
    text: str,
    size: float,
    color: str,
    turn: float,
    font: FontName = "body",
    anchor: Anchor = "start",
    ref: str = "",
) -> tuple[Text, ...]:
    """One line turned by so many degrees clockwise round the point that its anchor names."""
    c, s = cos(radians(turn)), sin(radians(turn))
    return tuple(
        replace(op, x=round(x + op.x * c, 3), y=round(y + op.x * s, 3), turn=turn)
        for op in line(0.0, 0.0, text, size, color, font, anchor, ref)
    )


def field_line(
    x: float,
    y: float,
    text: str,
    size: float,
    color: str,
    font: FontName = "body",
    anchor: Anchor = "start",
    ref: str = "",
) -> tuple[Text, ...]:
    """A line that keeps its place when it is empty, because it is just being typed."""
    return line(x, y, text, size, color, font, anchor, ref) or (
        Text(round(x, 3), round(y, 3), "", 0.0, size, color, font, ref, anchor),
    )


def joined_line(
    x: float, y: float, pieces: Sequence[tuple[str, str]], size: float, color: str, between: str
) -> tuple[Text, ...]:
    """Several texts, each with its ref, centred as one line with something between them."""
    x -= measure(between.join(text for text, _ref in pieces), size) / 2
    ops: list[Text] = []
    for i, (text, ref) in enumerate(pieces):
        if i:
            ops += line(x, y, between, size, color)
            x += measure(between, size)
        ops += field_line(x, y, text, size, color, ref=ref)
        x += measure(text, size)
    return tuple(ops)


def wrap(text: str, width: float, size: float, font: FontName = "body", most: int = 2) -> tuple[str, ...]:
    """The text in at most so many lines no wider than `width`; what does not fit ends in an ellipsis."""
    lines = list(_lines(text, width, size, font))
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return tuple(shorten(one, width, size, font) for one in lines)


def shorten(text: str, width: float, size: float, font: FontName = "body") -> str:
    """The text, cut with an ellipsis where it would be wider than `width`."""
    if measure(text, size, font) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle].rstrip() + ELLIPSIS, size, font) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + ELLIPSIS


def _lines(text: str, width: float, size: float, font: FontName) -> Iterator[str]:
    """Greedy lines; breaks between words, and between any two Han, kana or Hangul characters."""
    current = ""
    for word in _breakable(text):
        if current and measure((current + word).rstrip(), size, font) > width:
            yield current.strip()
            current = word.lstrip()
        else:
            current += word
    if current.strip():
        yield current.strip()


@lru_cache(maxsize=4_000)
def _breakable(text: str) -> tuple[str, ...]:
    pieces: list[str] = []
    for char in text:
        wide = unicodedata.east_asian_width(char) in "WF"
        if not pieces or wide or pieces[-1].endswith((" ", "-", "/")) or _ends_wide(pieces[-1], char):
            pieces.append(char)
        else:
            pieces[-1] += char
    return tuple(pieces)


def _ends_wide(piece: str, char: str) -> bool:
    return char != " " and unicodedata.east_asian_width(piece[-1]) in "WF"


def shorten_middle(text: str, fits: Callable[[str], bool]) -> str:
    """The text, cut in the middle until it fits: its end is kept, where a title says from what to what."""
    if fits(text):
        return text
    low, high = 0, len(text)
    while low < high:
        kept = (low + high + 1) // 2
        if fits(_without_middle(text, kept)):
            low = kept
        else:
            high = kept - 1
    return _without_middle(text, low)


def _without_middle(text: str, kept: int) -> str:
    tail = kept * 2 // 5
    return text[: kept - tail].rstrip() + ELLIPSIS + (text[-tail:].lstrip() if tail else "")
