"""Pages filled from the top: headings, paragraphs, tables that go on over the page with their head, and pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from vsm_desktop.drawing.charts.chart import Chart
from vsm_desktop.drawing.ops import Box, Drawing, FontName, Op, Part, Text
from vsm_desktop.drawing.paper import paper_size
from vsm_desktop.drawing.symbols.symbol import Look
from vsm_desktop.drawing.text import measure, shorten_middle
from vsm_desktop.export.a3.setter import LEAD, Setter, lines_of
from vsm_desktop.export.cuts import cuts_of, said_of_cuts
from vsm_desktop.export.pdf import Chapter, Link, Stop
from vsm_desktop.export.report.columns import AIR, Field, widths_of
from vsm_desktop.model.stream import ValueStream

EDGE, TOP, FOOT = 40.0, 62.0, 34.0
_ALL = 100_000  # lines: a cell goes on over pages
_RUNNING = 28.0  # where the line over a page stands
_TITLE, _SECTION, _SMALL = 16.0, 11.0, 8.0
_GAP = 10.0
_TAIL = 0.6  # of a page: a chapter that ends on less is set closer, if that saves the page


PAPERS = ("A4", "Letter")


def usual_paper(stream: ValueStream) -> str:
    """The paper of a report where none is asked for: that of the region whose paper the map has."""
    return "Letter" if stream.state().paper in ("Letter", "Tabloid") else "A4"


def said_of_pages(pages: Sequence[Chapter], stream: ValueStream) -> tuple[str, ...]:
    """What was cut on pages, chapter by chapter; the line over a page repeats its title, which is said on the cover."""
    cuts, title = dict[str, list[str]](), ""
    for page in pages:
        title = page.title or title
        parts = [
            replace(part, ops=tuple(op for op in part.ops if not _running(part, op)))
            for part in page.drawing.parts
        ]
        cuts.setdefault(title, []).extend(cuts_of(parts, stream))
    return tuple(said_of_cuts(where, texts) for where, texts in cuts.items() if texts)


def _running(part: Part, op: Op) -> bool:
    return part.id == "@a3" and isinstance(op, Text) and part.y + op.y < _RUNNING + 1.0


class Density(Struct, frozen=True):
    """How close a chapter is set: the size of its text, from line to line, above and below a row, and the height of pictures."""

    body: float = 9.0
    lead: float = 1.3
    pad: float = 3.2
    picture: float = 1.0

    @property
    def share(self) -> float:
        """How large its text is, 1 being the usual size."""
        return self.body / 9.0


_DENSITIES = (
    Density(),
    Density(8.7, 1.27, 2.5, 0.9),
    Density(8.4, 1.25, 2.0, 0.8),
    Density(8.0, 1.22, 1.5, 0.7),
)
Cells = Sequence[Sequence[str]]


class Flow:
    """Collects pages; `running` stands over each of them. `wide` is the room between the edges."""

    def __init__(self, look: Look, running: str, paper: str = "A4") -> None:
        self.look, self.running, self.paper = look, running, paper
        self.width, self.height = paper_size(paper, portrait=False)
        self.wide = self.width - 2 * EDGE
        self.chapters: list[Chapter] = []
        self.density = _DENSITIES[0]
        self._setter: Setter | None = None
        self._title, self.y, self._shown = "", TOP, ""
        self._stops, self._links = list[Stop](), list[Link]()

    def fitted(self, draw: Callable[[], None]) -> None:
        """Draw a chapter; closer, if it would else end on a page that is nearly empty."""
        self._turn()
        best: list[Chapter] = []
        for self.density in _DENSITIES:
            start = len(self.chapters)
            draw()
            filled = (self.y - TOP) / (self.height - FOOT - TOP)
            self._turn()
            made = self.chapters[start:]
            del self.chapters[start:]
            if best and len(made) >= len(best):
                continue
            best = made
            if len(made) < 2 or filled >= _TAIL or self.density is not _DENSITIES[0]:
                break
        self.chapters += best
        self.density = _DENSITIES[0]

    def chapter(self, title: str, note: str = "") -> None:
        """Begin a chapter on a page of its own."""
        self._turn()
        self._title = self._shown = title
        self._open()
        assert self._setter is not None
        wide = self._setter.text(EDGE, self.y + 2, title, _TITLE, "ink", "bold")
        room = self.wide - wide - 20
        note = shorten_middle(note, lambda text: measure(text, _SMALL) <= room)
        self._setter.text(self.width - EDGE, self.y + 2, note, _SMALL, "ink2", anchor="end")
        self.y += 24.0

    def section(self, title: str, need: float = 60.0) -> None:
        """A heading with a bookmark; on the next page where not so much more finds room under it."""
        setter = self.setter(need + 32.0)
        self.y += 12.0 if self.y > TOP + 24.0 else 2.0
        setter.text(EDGE, self.y + 10.0, title, _SECTION, "ink", "bold", room=self.wide)
        self.mark(title)
        self.y += 22.0

    def mark(self, title: str = "", name: str = "") -> None:
        """A bookmark to the present place, or a name that links lead to."""
        self._stops.append(Stop(title, max(self.y - 4.0, 0.0), name))

    def paragraph(self, text: str, token: str = "ink") -> None:
        """Lines over the whole width."""
        body = self.density.body
        for words in lines_of(text, self.wide, body):
            setter = self.setter(body * LEAD)
            setter.text(EDGE, self.y + body, words, body, token)
            self.y += body * LEAD
        self.y += _GAP / 2

    def table(
        self,
        fields: Sequence[Field],
        rows: Sequence[Sequence[str]],
        title: str = "",
        names: Sequence[str] = (),
    ) -> None:
        """A table under its title; each row is as high as its longest cell, and its place has the name given for it."""
        body = self.density.body
        widths = widths_of(fields, rows, self.wide, body, _SMALL)
        cells = [
            [lines_of(cell, wide - AIR, body, most=_ALL) for cell, wide in zip(row, widths, strict=True)]
            for row in rows
        ]
        first = min(self._high(cells[0]), self.most()) if cells else 0.0
        head = _SMALL + 5.0 if any(field.head for field in fields) else 0.0
        if title:
            self.section(title, first + head)
        self._head_row(fields, widths, first + head)
        for at, row in enumerate(cells):
            for part in self._parts(row):
                high = self._high(part)
                if self.y + high > self.height - FOOT:
                    self._turn()
                    self._open()
                    self._head_row(fields, widths, high)
                if names and part[0] == row[0]:
                    self.mark(name=names[at])
                self._row(fields, widths, part, high)
        self.y += _GAP

    def picture(self, chart: Chart, leads: Sequence[tuple[Box, str]] = ()) -> None:
        """A chart, in the left of the page; `leads` are boxes on it and the names they lead to."""
        setter = self.setter(min(chart.height, self.most()))
        room = self.height - FOOT - self.y
        fit = min(1.0, self.wide / max(chart.width, 1.0), room / max(chart.height, 1.0))
        setter.picture(chart.parts, fit, EDGE, self.y)
        for (left, top, right, bottom), name in leads:
            box = (EDGE + left * fit, self.y + top * fit, EDGE + right * fit, self.y + bottom * fit)
            self._links.append(Link(box, name))
        self.y += chart.height * fit + _GAP

    def add(self, chapter: Chapter) -> None:
        """A page made elsewhere, as that of a map."""
        self._turn()
        self.chapters.append(chapter)

    def setter(self, need: float) -> Setter:
        """What sets on the present page, or on the next one where so much finds no room."""
        if self._setter is None or self.y + need > self.height - FOOT:
            self._turn()
            self._open()
        assert self._setter is not None
        return self._setter

    def left(self) -> float:
        """How much of the page is left."""
        return self.height - FOOT - self.y

    def most(self) -> float:
        """How high anything can be that is not parted."""
        return self.height - FOOT - TOP - 2 * _SECTION - _SMALL - 40.0

    def done(self) -> list[Chapter]:
        """All pages."""
        self._turn()
        return self.chapters

    def _open(self) -> None:
        setter = self._setter = Setter(self.look)
        running = shorten_middle(self.running, lambda text: measure(text, _SMALL) <= self.wide * 0.6)
        setter.text(EDGE, _RUNNING, running, _SMALL, "ink2")
        right = self.width - EDGE
        setter.text(right, _RUNNING, self._shown, _SMALL, "ink2", anchor="end", room=self.wide * 0.38)
        setter.rule(EDGE, 34.0, right)
        self.y = TOP

    def _turn(self) -> None:
        """End the present page."""
        if self._setter is None:
            return
        sheet = (0.0, 0.0, self.width, self.height)
        drawing = Drawing(self._setter.done(), sheet, self.look["page"], self.paper)
        self.chapters.append(Chapter(drawing, self._title, "", tuple(self._stops), tuple(self._links)))
        self._setter, self._title, self._stops, self._links = None, "", [], []

    def _head_row(self, fields: Sequence[Field], widths: Sequence[float], need: float) -> None:
        setter = self.setter(need)
        if any(field.head for field in fields):
            x = EDGE
            for field, wide in zip(fields, widths, strict=True):
                _cell(setter, field.right, (x, self.y + _SMALL), wide, field.head, _SMALL, "ink2", "medium")
                x += wide
            self.y += _SMALL + 5.0
        setter.rule(EDGE, self.y, self.width - EDGE, "ink2", 0.75)

    def _high(self, cells: Cells) -> float:
        density = self.density
        return max(1, *map(len, cells)) * density.body * density.lead + 2 * density.pad

    def _parts(self, cells: Cells) -> Sequence[Cells]:
        """A row; in several where a page does not hold it."""
        density = self.density
        most = int((self.most() - 2 * density.pad) / (density.body * density.lead))
        count = max(1, *map(len, cells))
        return [[cell[at : at + most] for cell in cells] for at in range(0, count, most)]

    def _row(self, fields: Sequence[Field], widths: Sequence[float], cells: Cells, high: float) -> None:
        assert self._setter is not None
        density, x = self.density, EDGE
        for field, wide, rows in zip(fields, widths, cells, strict=True):
            font: FontName = "bold" if field.bold else "body"
            for at, words in enumerate(rows):
                y = self.y + density.pad + density.body * (0.95 + density.lead * at)
                _cell(self._setter, field.right, (x, y), wide, words, density.body, "ink", font)
            x += wide
        self.y += high
        self._setter.rule(EDGE, self.y, self.width - EDGE, "rule", 0.4)


def _cell(
    setter: Setter,
    right: bool,
    place: tuple[float, float],
    wide: float,
    words: str,
    size: float,
    token: str,
    font: FontName,
) -> None:
    """A line in its column; one word may be too long for it."""
    x, y = place
    room = wide - AIR
    size = min(size, size * room / max(measure(words, size, font), 1e-6))
    if right:
        setter.text(x + room, y, words, size, token, font, "end")
    else:
        setter.text(x, y, words, size, token, font)
