"""Gemba sheets on paper: A4 upright, black on white, large enough to be read from a clipboard at arm's length."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path as FilePath

from vsm_desktop.assets import UNWATCHED, Watch, _
from vsm_desktop.drawing.ops import Drawing, FontName, Op, Part, Path, Pen
from vsm_desktop.drawing.paper import paper_size
from vsm_desktop.drawing.shapes import rectangle
from vsm_desktop.drawing.text import line, measure, shorten
from vsm_desktop.drawing.theme import tokens
from vsm_desktop.export.atomic import replace_file
from vsm_desktop.export.gemba.forms import Box, Form
from vsm_desktop.export.pdf import Chapter, print_bytes
from vsm_desktop.export.said import Said
from vsm_desktop.model.gemba import BY, DATE, MARK, PROBLEMS, SAID, SHIFT

WIDTH, HEIGHT = paper_size("A4", portrait=True)
_EDGE = 34.0
_ROOM = WIDTH - 2 * _EDGE
_FOOT = HEIGHT - 26.0
_NAMES = (24.0, 20.0, 16.0, 14.0)
_HEAD, _TEXT, _SMALL, _KEY = 12.0, 11.0, 9.0, 6.5
_ROW, _BOX = 24.0, 38.0
_GAP = 10.0
_MOST_ROWS = 8
_LEAST_SKETCH = 70.0


def write_pdf(
    forms: Sequence[Form],
    path: FilePath,
    lang: str = "en",
    watch: Watch = UNWATCHED,
    day: date | None = None,
) -> None:
    """Write the sheets as a PDF with a page and a bookmark for each. Raises ExportError."""
    data = pdf_bytes(forms, lang, watch.part(0, 0.95), day)
    watch.at(1)
    replace_file(path, data)


def pdf_bytes(
    forms: Sequence[Form], lang: str = "en", watch: Watch = UNWATCHED, day: date | None = None
) -> bytes:
    """The sheets as a PDF of a day, of a fixed one without it; the same forms give the same bytes."""
    chapters = [
        Chapter(page, form.name if not at else _("{name}, continued").format(name=form.name))
        for form in watch.part(0, 0.4).over(forms)
        for at, page in enumerate(pages(form))
    ]
    first = forms[0]
    title = " – ".join(part for part in (_("Gemba sheets"), first.stream, first.state) if part)
    return print_bytes(
        chapters, Said(title, keywords=(_("gemba sheets"), first.stream), day=day), lang, watch.part(0.4, 0.6)
    )


def pages(form: Form) -> tuple[Drawing, ...]:
    """The page of a step; fields that find no room on it stand on a second one."""
    most = 2 * _MOST_ROWS
    groups = [form.fields[start : start + most] for start in range(0, len(form.fields), most)] or [()]
    first = _Sheet(form)
    first.title()
    first.times()
    first.counts()
    first.table(groups[0])
    first.words()
    drawn = [first]
    for group in groups[1:]:
        further = _Sheet(form)
        further.title()
        further.table(group)
        further.sketch()
        drawn.append(further)
    return tuple(one.drawing() for one in drawn)


class _Sheet:
    """One page, filled from the top; `y` is how far down it is filled."""

    def __init__(self, form: Form) -> None:
        self._form, self._ops = form, list[Op]()
        self._ink = tokens("mono")
        self.y = _EDGE

    def drawing(self) -> Drawing:
        """The page as it is printed."""
        self._foot()
        sheet = (0.0, 0.0, WIDTH, HEIGHT)
        return Drawing((Part("@gemba", 0.0, 0.0, tuple(self._ops)),), sheet, "#FFFFFF", "A4", True)

    def title(self) -> None:
        """The step, whose map it is, and who looks at it when."""
        form, ink = self._form, self._ink
        count = _("{number} of {count}").format(number=form.number, count=form.count)
        side = measure(count, _TEXT) + 12
        size = next((one for one in _NAMES if measure(form.name, one, "bold") <= _ROOM - side), _NAMES[-1])
        self._text(_EDGE, self.y + 20, shorten(form.name, _ROOM - side, size, "bold"), size, "bold")
        self._text(WIDTH - _EDGE, self.y + 20, count, _TEXT, right=True)
        under = ", ".join(part for part in (form.stream, form.state) if part)
        self._text(_EDGE, self.y + 37, shorten(under, _ROOM, _TEXT), _TEXT)
        self._ops.append(
            Path((("M", _EDGE, self.y + 45), ("L", WIDTH - _EDGE, self.y + 45)), Pen(ink["ink"], 1.5))
        )
        self.y += 52
        wide = (_ROOM - 2 * 8) / 3
        for at, (key, title) in enumerate(((DATE, _("Date")), (BY, _("Observer")), (SHIFT, _("Shift")))):
            self._box(_EDGE + at * (wide + 8), wide, 32.0, title, key)
        self.y += 32 + _GAP

    def times(self) -> None:
        """A row of boxes for every time that is taken several times."""
        for box in self._form.times:
            self._head(box.title, _("one box for each time, in {unit}").format(unit=box.unit), box.now)
            wide = _ROOM / max(one.boxes for one in self._form.times)
            for n in range(box.boxes):
                key = box.key if not n else ""
                self._box(_EDGE + n * wide, wide, _BOX, str(n + 1), key, box.unit)
            self.y += _BOX + _GAP

    def counts(self) -> None:
        """Pieces before and after the step, and how many of those looked at are good."""
        self._head(_("Count"), _("walk the line; count what lies there"), "")
        self._boxes_in_rows(self._form.counts, 2)
        self._boxes_in_rows(self._form.quality, 3)
        self.y += _GAP - 4

    def _boxes_in_rows(self, boxes: Sequence[Box], across: int) -> None:
        wide = (_ROOM - 6 * (across - 1)) / across
        for start in range(0, len(boxes), across):
            for at, box in enumerate(boxes[start : start + across]):
                x = _EDGE + at * (wide + 6)
                self._box(x, wide, _BOX - 2, box.title, box.key, box.unit)
                if box.now:
                    self._text(x + 4, self.y + _BOX - 7, _now(box.now), _SMALL, "medium")
            self.y += _BOX + 2

    def table(self, boxes: Sequence[Box]) -> None:
        """The fields of the step in two columns: what it is, what the map says now, a box and its unit."""
        if not boxes:
            return
        self._head(_("Data of the step"), _("leave empty what you did not see"), "")
        rows = (len(boxes) + 1) // 2
        wide = (_ROOM - 14) / 2
        for at, box in enumerate(boxes):
            column, row = divmod(at, rows)
            self._field(_EDGE + column * (wide + 14), self.y + row * _ROW, wide, box)
        self.y += rows * _ROW + _GAP

    def words(self) -> None:
        """Problems, what people say, and a sketch, in what is left of the page."""
        left = _FOOT - 14 - self.y
        high = max(44.0, min(66.0, (left - _LEAST_SKETCH - 60) / 3))
        for key, title in ((PROBLEMS, _("Problems seen")), (SAID, _("What the people who do the work say"))):
            self._head(title, "", "", key)
            self._lined(high)
            self.y += high + _GAP - 2
        self.sketch()

    def sketch(self) -> None:
        """A field of dots to draw on, down to the foot."""
        high = _FOOT - 14 - self.y - 18
        if high < 40:
            return
        self._head(_("Sketch"), _("layout, paths, where pieces wait"), "")
        self._frame(_EDGE, self.y, _ROOM, high)
        step = 14.0
        dots = [
            (_EDGE + step * (i + 1), self.y + step * (j + 1))
            for j in range(int((high - 4) // step))
            for i in range(int((_ROOM - 4) // step))
        ]
        segments = tuple(part for x, y in dots for part in (("M", x, y), ("L", x, y + 0.01)))
        self._ops.append(Path(segments, Pen(self._ink["text3"], 1.4)))  # type: ignore[arg-type]
        self.y += high

    # parts

    def _text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        font: FontName = "body",
        *,
        right: bool = False,
        pale: bool = False,
    ) -> None:
        color = self._ink["text3" if pale else "text"]
        self._ops += line(x, y, text, size, color, font, "end" if right else "start")

    def _head(self, title: str, hint: str, now: str, key: str = "") -> None:
        """A heading, what to do in a few words, and what the map says now at the right."""
        self._text(_EDGE, self.y + 11, title, _HEAD, "bold")
        x = _EDGE + measure(title, _HEAD, "bold") + 8
        said = _now(now) if now else key
        room = WIDTH - _EDGE - x - (measure(said, _TEXT) + 10 if said else 0)
        self._text(x, self.y + 11, shorten(hint, room, _SMALL), _SMALL, pale=True)
        if now:
            self._text(WIDTH - _EDGE, self.y + 11, said, _TEXT, "medium", right=True)
        elif key:
            self._text(WIDTH - _EDGE, self.y + 11, key, _KEY, right=True, pale=True)
        self.y += 16

    def _frame(self, x: float, y: float, wide: float, high: float) -> None:
        self._ops.append(Path(rectangle(x, y, wide, high), Pen(self._ink["ink"], 0.9), "#FFFFFF"))

    def _box(self, x: float, wide: float, high: float, title: str, key: str, unit: str = "") -> None:
        """A box with its name in the upper left corner, its key beside it, and its unit in the lower right one."""
        self._frame(x, self.y, wide, high)
        key = shorten(key, wide * 0.4, _KEY)
        side = measure(key, _KEY) + 6 if key else 0.0
        self._text(x + 4, self.y + 10, shorten(title, wide - 8 - side, _SMALL), _SMALL, pale=True)
        if key:
            self._text(x + wide - 3, self.y + 8, key, _KEY, right=True, pale=True)
        if unit:
            self._text(x + wide - 4, self.y + high - 5, unit, _SMALL, right=True)

    def _field(self, x: float, y: float, wide: float, box: Box) -> None:
        box_wide, now_wide = 74.0, 52.0
        room = wide - box_wide - now_wide - 6
        title = box.title if measure(box.title, _SMALL + 1) <= room else box.label or box.title
        self._text(x, y + 11, shorten(title, room, _SMALL + 1), _SMALL + 1)
        self._text(x, y + 19, box.key, _KEY, pale=True)
        now = shorten(box.now or "–", now_wide - 4, _SMALL + 1)
        self._text(x + wide - box_wide - 6, y + 14, now, _SMALL + 1, "medium", right=True)
        self._frame(x + wide - box_wide, y, box_wide, _ROW - 3)
        if box.unit:
            self._text(x + wide - 4, y + _ROW - 8, box.unit, _SMALL, right=True)

    def _lined(self, high: float) -> None:
        self._frame(_EDGE, self.y, _ROOM, high)
        rows = int(high // 20)
        segments: list[tuple[str, float, float]] = []
        for row in range(1, rows + (high - rows * 20 > 8)):
            y = self.y + 20.0 * row
            segments += [("M", _EDGE + 6, y), ("L", WIDTH - _EDGE - 6, y)]
        if segments:
            self._ops.append(Path(tuple(segments), Pen(self._ink["rule"], 0.5)))  # type: ignore[arg-type]

    def _foot(self) -> None:
        form = self._form
        ids = _("step {id}, state {state}").format(id=form.id, state=form.state_id)
        self._text(_EDGE, _FOOT + 4, shorten(ids, _ROOM - 150, _KEY + 0.5), _KEY + 0.5, pale=True)
        self._text(WIDTH - _EDGE, _FOOT + 4, MARK, _KEY + 0.5, right=True, pale=True)


def _now(now: str) -> str:
    return _("now {value}").format(value=now)
