"""The contact sheet: every symbol and arrow of the catalogue on one page, in its groups, with its name."""

from __future__ import annotations

from collections.abc import Iterator

from vsm_desktop.assets import _
from vsm_desktop.drawing.ops import Box, Drawing, Op, Part, Path, Pen, extent, placed
from vsm_desktop.drawing.paper import paper_size
from vsm_desktop.drawing.samples import thumbnail
from vsm_desktop.drawing.shapes import rectangle
from vsm_desktop.drawing.text import line, wrap
from vsm_desktop.drawing.theme import DATA_SIZE, ROW_LINE, ThemeName, Tokens, tokens
from vsm_desktop.model.catalogue import ARTICLES, GROUPS, Article
from vsm_desktop.model.titles import title_of

_EDGE = 40.0
_LABELS = 122.0
_COLUMNS = 10
_PICTURE, _SMALL = (80.0, 52.0), (40.0, 28.0)
_LARGEST = 1.35  # a picture is not drawn larger than this
_ROW, _GAP, _HEAD = 93.0, 16.0, 88.0
_CARD, _CARD_GAP = 82.0, 16.0
_CLEAR = 0.75  # between a picture and its name, in lines
_IN_SMALL = (
    *("process", "supplier", "inventory", "supermarket"),
    *("push", "truck", "kanban-withdrawal", "burst"),
)
_CARDS: tuple[tuple[str, ThemeName], ...] = (
    (_("Palette size"), "light"),
    (_("Dark"), "dark"),
    (_("Black and white"), "mono"),
)


def contact_sheet(theme: ThemeName = "light") -> Drawing:
    """All articles on an A3 sheet; each part bears the key of its article, the rest begins with @."""
    look = tokens(theme)
    width, height = paper_size("A3", portrait=False)
    parts = [_heading(look)]
    top = _HEAD
    for title, entries in GROUPS:
        rows = -(-len(entries) // _COLUMNS)
        parts.append(_label(title, len(entries), top, width, look))
        parts += _pictures(entries, top + _GAP, width, theme)
        top += rows * _ROW + _GAP
    parts += _cards(top + _GAP, width)
    return Drawing(tuple(parts), (0.0, 0.0, width, height), look["page"])


def _heading(look: Tokens) -> Part:
    said = _("{count} symbols and arrows; none is told by its colour alone.")
    return Part(
        "@heading",
        _EDGE,
        _EDGE,
        (
            *line(0, 16, _("Symbols"), 22, look["ink"], "bold"),
            *line(0, 36, said.format(count=len(ARTICLES)), DATA_SIZE, look["ink2"]),
        ),
    )


def _label(title: str, count: int, top: float, width: float, look: Tokens) -> Part:
    rule = Path((("M", 0.0, 0.0), ("L", width - 2 * _EDGE, 0.0)), Pen(look["rule"], ROW_LINE, cap="butt"))
    return Part(
        f"@{title}",
        _EDGE,
        top,
        (
            rule,
            *line(0, 30, title, 12, look["ink"], "bold"),
            *line(0, 46, _("{count} symbols").format(count=count), DATA_SIZE, look["ink2"]),
        ),
    )


def _pictures(entries: tuple[Article, ...], top: float, width: float, theme: ThemeName) -> Iterator[Part]:
    """Picture and name of each, in rows; a name has two lines at most."""
    across = (width - 2 * _EDGE - _LABELS) / _COLUMNS
    look = tokens(theme)
    for i, entry in enumerate(entries):
        row, column = divmod(i, _COLUMNS)
        x, y = _EDGE + _LABELS + (column + 0.5) * across, top + row * _ROW
        names = wrap(title_of(entry.key), across - 6, DATA_SIZE)
        under = _PICTURE[1] + DATA_SIZE * (1 + _CLEAR)
        words = (
            op
            for j, name in enumerate(names)
            for op in line(0, under + 12.5 * j, name, DATA_SIZE, look["ink"], anchor="middle")
        )
        room = (-_PICTURE[0] / 2, 0.0, _PICTURE[0] / 2, _PICTURE[1])
        yield Part(entry.key, x, y, (*fitted(thumbnail(entry.key, theme), room, _LARGEST), *words), room)


def _cards(top: float, width: float) -> Iterator[Part]:
    """A few of them as small as in the palette, in each of the looks."""
    wide = (width - 2 * _EDGE - (len(_CARDS) - 1) * _CARD_GAP) / len(_CARDS)
    for i, (title, theme) in enumerate(_CARDS):
        look = tokens(theme)
        card = Path(rectangle(0, 0, wide, _CARD), Pen(look["rule"], ROW_LINE), look["page"])
        ops: list[Op] = [card, *line(12, 22, title, DATA_SIZE, look["ink2"], "medium")]
        step = (wide - 16) / len(_IN_SMALL)
        for j, key in enumerate(_IN_SMALL):
            middle = 8 + (j + 0.5) * step
            reach = min(_SMALL[0], step - 5) / 2
            room = (middle - reach, 36.0, middle + reach, 36.0 + _SMALL[1])
            ops += fitted(thumbnail(key, theme), room, 1.0, 0.75)
        yield Part(f"@{theme}", _EDGE + i * (wide + _CARD_GAP), top, tuple(ops))


def fitted(ops: tuple[Op, ...], room: Box, most: float, pen: float = 1.0) -> tuple[Op, ...]:
    """The ops in the middle of a room, as large as it allows up to `most` times; strokes keep their weight times `pen`."""
    left, top, right, bottom = extent(ops)
    scale = min((room[2] - room[0]) / (right - left), (room[3] - room[1]) / (bottom - top), most)
    dx = (room[0] + room[2]) / 2 - (left + right) / 2 * scale
    dy = (room[1] + room[3]) / 2 - (top + bottom) / 2 * scale
    return tuple(placed(op, scale, dx, dy, pen) for op in ops)
