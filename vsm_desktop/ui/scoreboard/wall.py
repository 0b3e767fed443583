"""All measures at once, as large as the window: for a review meeting that stands before the screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from math import ceil
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from vsm_desktop.assets import Progress, _
from vsm_desktop.drawing.charts.book import on_sheet
from vsm_desktop.drawing.charts.chart import Chart
from vsm_desktop.drawing.charts.wall import Tile, wall_chart
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.symbols.symbol import look_of
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.insight.board import Line, board
from vsm_desktop.insight.course import course_of
from vsm_desktop.insight.glide import Glide, glide_path
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.charts.keeping import LEAST, picture, save, write_drawing
from vsm_desktop.ui.charts.view import ChartView
from vsm_desktop.ui.icons import icon
from vsm_desktop.ui.scoreboard.chart import run_of
from vsm_desktop.ui.scoreboard.told import Words
from vsm_desktop.ui.scoreboard.words import last_of, sentences, standing
from vsm_desktop.ui.tool_button import page_tool

_EMPTY = _("No measures yet. Add them on the page of the scoreboard under the map.")
_LINES = 4  # of what is said of the chosen measure
_BAR = 10  # of a scroll bar
_DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class _Tiles(ChartView):
    """The tiles: the arrow keys and a click choose one, Enter and a double click go to its values."""

    chosen = Signal(int)
    opened = Signal()

    def go_to(self, number: int) -> None:
        super().go_to(number)
        if self.chart.marks:
            self.chosen.emit(self.current)

    def choose_current(self) -> None:
        if self.chart.marks:
            self.opened.emit()

    def _walk(self, number: int) -> None:
        """A tile says all it has to say."""
        self.go_to(number)

    @property
    def across(self) -> int:
        """How many tiles stand in a row."""
        tops = [mark.box[1] for mark in self.chart.marks]
        return max(1, tops.count(tops[0])) if tops else 1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _DOWN:
            at = self.current + _DOWN[Qt.Key(event.key())] * self.across
            if 0 <= at < len(self.chart.marks):
                self.go_to(at)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and number is not None:
            self.go_to(number)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position().toPoint())
        if number is not None:
            self.go_to(number)
            self.choose_current()


class _Area(QScrollArea):
    """Where the tiles stand; they are made for its room."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class ScoreboardWall(QWidget):
    """Follows what is recorded. `values` goes to the values of a measure, on the page under the map."""

    def __init__(self, desk: Desk, leave: Callable[[], object], values: Callable[[str], object]) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.desk, self._values = desk, values
        self.today: Callable[[], date] = date.today
        self.chosen = ""
        self.lines: tuple[Line, ...] = ()
        self.tiles: tuple[Tile, ...] = ()
        self._seen: tuple[ValueStream, date] | None = None
        self._theme: ThemeName | None = None
        self.view = _Tiles(lambda _ids: None, leave)
        self.view.commands = {"copy": self.copy}
        self.view.chosen.connect(self._choose)
        self.view.opened.connect(self.open_values)
        self.words = Words(_("Where the measure stands"), _LINES)
        self.back = page_tool(_("Back to the map"), _("The map again (Esc)"), leave)
        self.values = page_tool(
            _("Values"), _("Enter the values of the chosen measure (Enter)"), self.open_values
        )
        self.copier = page_tool(_("Copy"), _("Copy the picture of all measures"), self.copy)
        self.saver = page_tool(_("Save…"), _("Save all measures as PDF, SVG or PNG"), self.save)
        self._build()

    def _build(self) -> None:
        bar = QWidget()
        bar.setObjectName("compare-head")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        row.setContentsMargins(8, 3, 8, 3)
        row.setSpacing(4)
        for made in (self.values, self.copier, self.saver, self.back):
            row.addWidget(made)
        row.addStretch(1)
        self.area = _Area()
        self.area.resized.connect(self._draw)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidgetResizable(True)
        self.area.setWidget(self.view)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 4, 16, 8)
        foot.addWidget(self.words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.area, 1)
        column.addLayout(foot)

    # following

    def show_desk(self, desk: Desk) -> None:
        """Follow the recorded document, the day and the theme."""
        today, theme = self.today(), desk.theme
        if theme != self._theme:
            for made, name in (
                (self.back, "fit"),
                (self.values, "table"),
                (self.copier, "copy"),
                (self.saver, "export"),
            ):
                made.setIcon(icon(name, theme))
        if self._seen == (desk.recorded, today) and theme == self._theme:
            return
        self._seen, self._theme = (desk.recorded, today), theme
        self.lines = board(desk.recorded, today)
        glide = glide_path(desk.recorded, today) if self.lines else Glide()
        self.tiles = tuple(tile_of(desk.recorded, line, glide, today) for line in self.lines)
        if all(line.measure.id != self.chosen for line in self.lines):
            self.chosen = self.lines[0].measure.id if self.lines else ""
        for made in (self.values, self.copier, self.saver):
            made.setEnabled(bool(self.lines))
        self._say()  # first: it takes some of the height
        self._draw()

    def _draw(self) -> None:
        room = self.area.viewport().size()
        if self._theme is None or room.isEmpty():
            return
        chart = self.drawn(self._theme, self.area.size())
        if ceil(chart.height) > self.area.height():  # a scroll bar takes some of the width
            chart = self.drawn(self._theme, QSize(self.area.width() - _BAR, self.area.height()))
        self.view.setMinimumHeight(ceil(chart.height) if ceil(chart.height) > self.area.height() else 0)
        self.view.current = self._at_chosen()
        self.view.show_chart(chart, _("Scoreboard"), self._theme)
        self.view.show_selection(frozenset({self.chosen}))

    def drawn(self, theme: ThemeName, size: QSize) -> Chart:
        """The wall in other colours or of another size."""
        return wall_chart(self.tiles, size.width(), size.height(), look_of(theme), _EMPTY)

    def _at_chosen(self) -> int:
        return next((at for at, one in enumerate(self.lines) if one.measure.id == self.chosen), 0)

    # choosing

    def take_focus(self) -> None:
        """Put the keyboard on the chosen tile."""
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _choose(self, number: int) -> None:
        self.chosen = self.lines[number].measure.id
        self.view.show_selection(frozenset({self.chosen}))
        self._say()

    def _say(self) -> None:
        line = self.lines[self._at_chosen()] if self.lines else None
        if line is None:
            self.words.say("")
            return
        flag = [f"△ {line.flag}"] if line.flag else []
        said = " ".join(sentences(line, self.today())) or line.words
        self.words.say("\n".join((f"{line.label}: {said}", *flag)))

    def open_values(self) -> None:
        """To the values of the chosen measure."""
        if self.chosen:
            self._values(self.chosen)

    # out of the window

    def copy(self) -> None:
        """Put all tiles on the clipboard as a picture."""
        if self.tiles:
            QGuiApplication.clipboard().setImage(
                picture(self.drawn("print", self.area.size().expandedTo(LEAST)))
            )

    def save(self) -> None:
        """Ask where, and write all tiles on one sheet."""
        if self.tiles:
            save(self.window(), _("Scoreboard"), partial(_write, self.tiles, self.desk.frame))


def tile_of(stream: ValueStream, line: Line, glide: Glide, today: date) -> Tile:
    """A line of the scoreboard as a tile."""
    last = last_of(line, unit=True)
    run = run_of(line, course_of(stream, line, glide), today)
    ink = {"ok": "work"}.get(last.ink, last.ink) or "ink"
    nothing = run.baseline is run.target is None and not run.points  # the chart says so itself
    said = "" if nothing else standing(line, today)
    return Tile(line.measure.id, run, last.text, "ink2" if ink == "text3" else ink, said, line.flag)


def _write(tiles: tuple[Tile, ...], frame: Frame, path: Path, progress: Progress) -> None:
    """Write the wall in the format of the suffix, on a thread. Raises NoResult, Cancelled."""
    frame = replace(frame, theme="print")
    look, stream, state = look_of("print"), frame.stream, frame.state
    foot = ("", " · ".join(filter(None, (stream.site, state.author, state.date))))

    def make(width: float, height: float) -> Chart:
        return wall_chart(tiles, width, height, look)

    drawing = on_sheet(make, (_("Scoreboard"), stream.name or _("Value stream map")), foot, look)
    write_drawing(drawing, _("Scoreboard"), frame, path, progress)
