"""The run chart of the chosen measure: walked by the keys, copied and saved; a value that is chosen is shown in the table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from vsm_desktop.assets import Progress, _
from vsm_desktop.drawing.charts.book import on_sheet
from vsm_desktop.drawing.charts.chart import Chart
from vsm_desktop.drawing.charts.run import Point, Run, run_chart
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.symbols.symbol import look_of
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.insight.board import Line
from vsm_desktop.insight.course import Course, off_course
from vsm_desktop.ui.charts.keeping import LEAST, picture, save, write_drawing
from vsm_desktop.ui.charts.view import ChartView
from vsm_desktop.ui.scoreboard.words import unit_shown


def run_of(line: Line, course: Course, today: date) -> Run:
    """A line of the scoreboard as its chart shows it."""
    points = tuple(
        Point(
            date.fromisoformat(one.on),
            one.value,
            one.remark,
            off_course(line, course, one),
        )
        for one in line.measure.actuals
    )
    met = None if line.last is None or line.target is None else line.met
    checks = tuple(check.day for check in line.checks)
    return Run(
        line.label,
        unit_shown(line),
        points,
        line.baseline,
        line.target,
        met,
        checks,
        course.points,
        today,
        course.even,
    )


class _View(ChartView):
    """A chart whose marks are values; Enter and a click choose one."""

    picked = Signal(int)

    def choose_current(self) -> None:
        if self.chart.marks:
            self.picked.emit(self.current)


class RunChart(QScrollArea):
    """The chart in its room."""

    picked = Signal(int)

    def __init__(self, leave: Callable[[], object]) -> None:
        super().__init__()
        self.view = _View(lambda _ids: None, leave)
        self.view.commands = {"copy": self.copy}
        self.view.picked.connect(self.picked)
        self.run: Run | None = None
        self._theme: ThemeName = "light"
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(self.view)

    def show_run(self, run: Run | None, theme: ThemeName) -> None:
        """Show the values of a measure."""
        if (run, theme) != (self.run, self._theme):
            self.run, self._theme = run, theme
            self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def drawn(self, theme: ThemeName, size: QSize) -> Chart | None:
        """The chart in other colours or of another size."""
        if self.run is None:
            return None
        return run_chart(self.run, size.width(), size.height(), look_of(theme))

    def _draw(self) -> None:
        chart = None if self.viewport().size().isEmpty() else self.drawn(self._theme, self.viewport().size())
        if chart is not None and self.run is not None:
            self.view.show_chart(chart, _("{measure} over time").format(measure=self.run.name), self._theme)

    # out of the window

    def copy(self) -> None:
        """Put the chart on the clipboard, for a letter or a slide."""
        chart = self.drawn("print", self.viewport().size().expandedTo(LEAST))
        if chart is not None:
            QGuiApplication.clipboard().setImage(picture(chart))

    def save(self, window: QWidget, frame: Frame, words: str) -> None:
        """Ask where, and write the chart on a sheet of its own, over what is to be said of it."""
        if self.run is not None:
            save(window, self.run.name, partial(_write, self.run, frame, words))


def _write(run: Run, frame: Frame, words: str, path: Path, progress: Progress) -> None:
    """Write a run chart in the format of the suffix, on a thread. Raises NoResult, Cancelled."""
    frame = replace(frame, theme="print")
    look = look_of("print")
    stream, state = frame.stream, frame.state
    foot = (words, " · ".join(filter(None, (stream.site, state.author, state.date))))
    heading = _("{measure} over time").format(measure=run.name)

    def make(width: float, height: float) -> Chart:
        return run_chart(run, width, height, look)

    write_drawing(
        on_sheet(make, (heading, stream.name or _("Value stream map")), foot, look),
        heading,
        frame,
        path,
        progress,
    )
