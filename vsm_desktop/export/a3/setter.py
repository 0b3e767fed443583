"""What sets the words, lines and pictures of a section: everything in points of an A3 sheet, from its upper left corner."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from vsm_desktop.drawing.ops import Anchor, FontName, Op, Part, Path, Pen, Text, grown, placed
from vsm_desktop.drawing.paper import paper_size
from vsm_desktop.drawing.shapes import rectangle
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.text import line, measure, shorten, wrap

BODY, SMALL, HEAD = 9.5, 8.0, 10.0
LEAST = 6.45  # small words are not set smaller, so that they are read on the smallest sheet, a Tabloid, too
LEAD = 1.42  # from line to line, in sizes of type
MOST_GROWN = 1.3  # texts of a map are set higher by so much at most: what is higher would touch
_WIDER = 1.04
_UNITS = re.compile(r"(?<=\d) (?=(?:%|d|s|min|h|pc)(?:\W|$))")


class Setter:
    """Collects what a section is made of; `type` is how large its letters are, 1 being the usual size."""

    def __init__(self, look: Look, type_: float = 1.0) -> None:
        self.look, self.type = look, type_
        self.body, self.small = BODY * type_, max(SMALL * type_, LEAST)
        self.parts: list[Part] = []
        self._ops: list[Op] = []

    def done(self) -> tuple[Part, ...]:
        """All that was set."""
        self._flush()
        return tuple(self.parts)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        token: str = "ink",
        font: FontName = "body",
        anchor: Anchor = "start",
        room: float = 0.0,
    ) -> float:
        """One line with its baseline at y, cut where it has a `room`; how wide it is."""
        text = shorten(text, room, size, font) if room else text
        self._ops += line(x, y, text, size, self.look[token], font, anchor)
        return measure(text, size, font)

    def paragraph(
        self, x: float, y: float, text: str, width: float, size: float, token: str = "ink", most: int = 99
    ) -> float:
        """Lines of a width from a first baseline on; how high they are."""
        rows = lines_of(text, width, size, most)
        for at, words in enumerate(rows):
            self.text(x, y + at * size * LEAD, words, size, token)
        return len(rows) * size * LEAD

    def told(
        self, x: float, y: float, bold: str, rest: str, width: float, size: float, token: str = "ink2"
    ) -> float:
        """A paragraph that begins in bold; how high it is."""
        rows = told_lines(bold, rest, width, size)
        for at, (strong, plain) in enumerate(rows):
            base = y + at * size * LEAD
            wide = self.text(x, base, strong, size, "ink", "bold") if strong else 0.0
            if plain:
                gap = measure(" ", size) if strong else 0.0
                self.text(x + wide + gap, base, plain, size, token)
        return len(rows) * size * LEAD

    def rule(self, x0: float, y: float, x1: float, token: str = "rule", width: float = 0.6) -> None:
        """A level line."""
        self._ops.append(Path((("M", x0, y), ("L", x1, y)), Pen(self.look[token], width, cap="butt")))

    def box(
        self, x: float, y: float, width: float, height: float, token: str = "ink", fill: str = ""
    ) -> None:
        """A frame, filled where a token is given."""
        ground = self.look[fill] if fill else None
        self._ops.append(Path(rectangle(x, y, width, height), Pen(self.look[token], 0.75), ground))

    def add(self, ops: Iterable[Op]) -> None:
        """Anything else."""
        self._ops += ops

    def picture(self, parts: Sequence[Part], scale: float, dx: float, dy: float, least: float = 0.0) -> None:
        """Parts of a map or chart, larger or smaller; texts that would be below a size grow a little to reach it."""
        self._flush()
        for part in parts:
            x, y = dx + part.x * scale, dy + part.y * scale
            ops = tuple(_sized(placed(op, scale, 0.0, 0.0, scale), least) for op in part.ops)
            self.parts.append(Part(part.id, round(x, 3), round(y, 3), ops))

    def _flush(self) -> None:
        if self._ops:
            self.parts.append(Part("@a3", 0.0, 0.0, tuple(self._ops)))
            self._ops = []


def _sized(op: Op, least: float) -> Op:
    """A text that would be too small, higher and hardly wider: what stands beside it has no more room than before."""
    if not (isinstance(op, Text) and 0 < op.size < least):
        return op
    factor = min(least / op.size, MOST_GROWN)
    wider = grown(op, op.size * min(factor, _WIDER))
    return replace(wider, size=op.size * factor)


def unit_of(paper: str) -> float:
    """How many points on paper are one on the sheet, which is laid out as an A3."""
    width, height = paper_size(paper, portrait=False)
    wide, high = paper_size("A3", portrait=False)
    return min(width / wide, height / high)


def moved(parts: Iterable[Part], dx: float, dy: float) -> list[Part]:
    """Parts somewhere else."""
    return [replace(part, x=round(part.x + dx, 3), y=round(part.y + dy, 3)) for part in parts]


def with_units(text: str) -> str:
    """The text with its numbers and their units as one word each."""
    return _UNITS.sub("\N{NO-BREAK SPACE}", text)


def lines_of(text: str, width: float, size: float, most: int = 99) -> tuple[str, ...]:
    """The lines of one or several paragraphs, cut behind so many."""
    text = with_units(text)
    rows = [row for part in text.splitlines() if part.strip() for row in wrap(part, width, size, most=most)]
    return tuple(rows[:most])


def _tied(text: str) -> list[str]:
    """The words of a text; a number and its unit are one."""
    return _UNITS.sub("\N{NO-BREAK SPACE}", " ".join(text.split())).split(" ") if text.strip() else []


def told_lines(bold: str, rest: str, width: float, size: float) -> list[tuple[str, str]]:
    """The lines of a paragraph that begins in bold, each as its bold part and the rest."""
    rows: list[tuple[str, str]] = []
    strong, plain, wide = "", "", 0.0
    space = measure(" ", size)
    words: list[tuple[str, FontName]] = [(word, "bold") for word in _tied(bold)]
    words += [(word, "body") for word in _tied(rest)]
    for word, font in words:
        need = measure(word, size, font) + (space if strong or plain else 0.0)
        if (strong or plain) and wide + need > width:
            rows.append((strong, plain))
            strong, plain, wide, need = "", "", 0.0, measure(word, size, font)
        if font == "bold":
            strong = f"{strong} {word}".strip()
        else:
            plain = f"{plain} {word}".strip()
        wide += need
    return [*rows, (strong, plain)] if strong or plain else rows
