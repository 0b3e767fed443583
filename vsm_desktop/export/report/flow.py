"""Pages filled from the top: headings, paragraphs, tables that go on over the page with their head, and pictures."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from vsm_desktop.drawing.ops import Drawing, FontName, Part
from vsm_desktop.drawing.paper import paper_size
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.text import measure
from vsm_desktop.export.a3.setter import LEAD, Setter, lines_of
from vsm_desktop.export.pdf import Chapter

PAPER = "A4"
WIDTH, HEIGHT = paper_size(PAPER, portrait=False)
EDGE, TOP, FOOT = 40.0, 62.0, 34.0
ROOM = WIDTH - 2 * EDGE
_TITLE, _SECTION, _BODY, _SMALL = 16.0, 11.0, 9.0, 8.0
_PAD = 3.2
_GAP = 10.0


class Field(Struct, frozen=True):
    """A column of a table: its head, its share of the width, and how it is set."""

    head: str
    share: float
    right: bool = False
    bold: bool = False


class Flow:
    """Collects pages; `running` stands over each of them."""

    def __init__(self, look: Look, running: str) -> None:
        self.look, self.running = look, running
        self.chapters: list[Chapter] = []
        self._setter: Setter | None = None
        self._title, self._heads, self.y = "", list[str](), TOP
        self._shown = ""

    def chapter(self, title: str, note: str = "") -> None:
        """Begin a chapter on a page of its own."""
        self._turn()
        self._title = self._shown = title
        self._open()
        assert self._setter is not None
        wide = self._setter.text(EDGE, self.y + 2, title, _TITLE, "ink", "bold")
        self._setter.text(WIDTH - EDGE, self.y + 2, note, _SMALL, "ink2", anchor="end", room=ROOM - wide - 20)
        self.y += 24.0

    def section(self, title: str, need: float = 60.0) -> None:
        """A heading with a bookmark; on the next page where not so much more finds room under it."""
        setter = self._with(need + 32.0)
        self.y += 12.0 if self.y > TOP + 24.0 else 2.0
        setter.text(EDGE, self.y + 10.0, title, _SECTION, "ink", "bold")
        self._heads.append(title)
        self.y += 22.0

    def paragraph(self, text: str, token: str = "ink") -> None:
        """Lines over the whole width."""
        for words in lines_of(text, ROOM, _BODY):
            setter = self._with(_BODY * LEAD)
            setter.text(EDGE, self.y + _BODY, words, _BODY, token)
            self.y += _BODY * LEAD
        self.y += _GAP / 2

    def table(self, fields: Sequence[Field], rows: Sequence[Sequence[str]], tall: float = 0.0) -> None:
        """A table; each row is as high as its longest cell, and at least so `tall`."""
        self._head_row(fields, 40.0 + tall)
        for row in rows:
            cells = [
                lines_of(cell, self._wide(field) - 8.0, _BODY)
                for cell, field in zip(row, fields, strict=True)
            ]
            high = max(tall, max(map(len, cells)) * _BODY * 1.3 + 2 * _PAD)
            if self.y + high > HEIGHT - FOOT:
                self._turn()
                self._open()
                self._head_row(fields, high)
            self._row(fields, cells, high)
        self.y += _GAP

    def picture(self, parts: Sequence[Part], width: float, height: float, scale: float = 1.0) -> None:
        """A chart, in the left of the page."""
        setter = self._with(min(height * scale, HEIGHT - TOP - FOOT))
        fit = min(scale, ROOM / max(width, 1.0), (HEIGHT - FOOT - self.y) / max(height, 1.0))
        setter.picture(parts, fit, EDGE, self.y)
        self.y += height * fit + _GAP

    def room(self) -> float:
        """How much of the page is left."""
        return HEIGHT - FOOT - self.y

    def add(self, chapter: Chapter) -> None:
        """A page made elsewhere, as that of a map."""
        self._turn()
        self.chapters.append(chapter)

    def setter(self, need: float) -> Setter:
        """What sets on the present page, on which so much finds room."""
        return self._with(need)

    def done(self) -> list[Chapter]:
        """All pages."""
        self._turn()
        return self.chapters

    def _with(self, need: float) -> Setter:
        if self._setter is None or self.y + need > HEIGHT - FOOT:
            self._turn()
            self._open()
        assert self._setter is not None
        return self._setter

    def _open(self) -> None:
        setter = self._setter = Setter(self.look)
        setter.text(EDGE, 28.0, self.running, _SMALL, "ink2", room=ROOM * 0.6)
        setter.text(WIDTH - EDGE, 28.0, self._shown, _SMALL, "ink2", anchor="end", room=ROOM * 0.38)
        setter.rule(EDGE, 34.0, WIDTH - EDGE)
        self.y = TOP

    def _turn(self) -> None:
        """End the present page."""
        if self._setter is None:
            return
        drawing = Drawing(self._setter.done(), (0.0, 0.0, WIDTH, HEIGHT), self.look["page"], PAPER)
        self.chapters.append(Chapter(drawing, self._title, "", tuple(self._heads)))
        self._setter, self._title, self._heads = None, "", []

    def _wide(self, field: Field) -> float:
        return ROOM * field.share

    def _head_row(self, fields: Sequence[Field], need: float) -> None:
        setter = self._with(need)
        if not any(field.head for field in fields):
            setter.rule(EDGE, self.y, WIDTH - EDGE, "ink2", 0.75)
            return
        x = EDGE
        for field in fields:
            self._cell(setter, field, x, self.y + _SMALL, field.head, _SMALL, "ink2", "medium")
            x += self._wide(field)
        self.y += _SMALL + 5.0
        setter.rule(EDGE, self.y, WIDTH - EDGE, "ink2", 0.75)

    def _row(self, fields: Sequence[Field], cells: Sequence[Sequence[str]], high: float) -> None:
        assert self._setter is not None
        x = EDGE
        for field, lines in zip(fields, cells, strict=True):
            font: FontName = "bold" if field.bold else "body"
            for at, words in enumerate(lines):
                y = self.y + _PAD + _BODY * (0.95 + 1.3 * at)
                self._cell(self._setter, field, x, y, words, _BODY, "ink", font)
            x += self._wide(field)
        self.y += high
        self._setter.rule(EDGE, self.y, WIDTH - EDGE, "rule", 0.4)

    def _cell(
        self,
        setter: Setter,
        field: Field,
        x: float,
        y: float,
        words: str,
        size: float,
        token: str,
        font: FontName,
    ) -> None:
        room = self._wide(field) - 8.0
        size = min(size, size * room / max(measure(words, size, font), 1e-6))  # one word may be too long
        if field.right:
            setter.text(x + self._wide(field) - 8.0, y, words, size, token, font, "end")
        else:
            setter.text(x, y, words, size, token, font)
