"""A chart out of the window: as a file, on a thread, and as a picture on the clipboard; both in print colours."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from msgspec.structs import replace
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from vsm_desktop.assets import Progress, Watch, _
from vsm_desktop.canvas.picture import picture as image_of
from vsm_desktop.drawing.charts.book import ChartName, chart_of, chart_sheet, entry_of
from vsm_desktop.drawing.charts.chart import Chart
from vsm_desktop.drawing.frame import Frame
from vsm_desktop.drawing.ops import Drawing
from vsm_desktop.tools.desk import Desk
from vsm_desktop.ui.jobs import NoResult

if TYPE_CHECKING:
    from vsm_desktop.ui.window import MainWindow

_SCALE = 3.0
LEAST = QSize(640, 320)  # of a picture, whatever the panel is


def copy_chart(name: ChartName, frame: Frame, room: QSize) -> None:
    """Put a chart on the clipboard, for a letter or a slide."""
    QGuiApplication.clipboard().setImage(picture_of_chart(name, frame, room))


def picture_of_chart(name: ChartName, frame: Frame, room: QSize) -> QImage:
    """A chart about as it stands in its room, at three times the size."""
    size = room.expandedTo(LEAST)
    return picture(chart_of(name, replace(frame, theme="print"), size.width(), size.height()))


def picture(chart: Chart) -> QImage:
    """A chart at three times its size."""
    return image_of(chart.parts, (0.0, 0.0, chart.width, chart.height), chart.ground, _SCALE)


def save_chart(window: QWidget, name: ChartName, desk: Desk) -> None:
    """Ask for a place and a format, and write the chart of the shown state in the background."""
    save(window, entry_of(name).title, partial(write_chart, name, desk.frame))


def save(
    window: QWidget, title: str, write: Callable[[Path, Progress], None], *, tables: bool = False
) -> None:
    """Ask for a place and a format, a picture or also a table, and write it in the background."""
    from vsm_desktop.ui import asking

    main = cast("MainWindow", window)
    stem = main.filing.path.stem if main.filing.path else main.filing.name
    start = Path(asking.file_name(f"{stem} – {title}") + ".pdf")
    folder = main.filing.path.parent if main.filing.path else Path()
    if path := asking.ask_export(window, folder / start, pictures=True, tables=tables):
        work = partial(write, path)
        words, done = _("Saving {name}…").format(name=path.name), _("Saved {name}").format(name=path.name)
        main.jobs.start(words, work, lambda _none: main.statusBar().showMessage(done, 4_000))


def write_chart(name: ChartName, frame: Frame, path: Path, progress: Progress) -> None:
    """Write a chart in the format of the suffix, on a thread. Raises NoResult, Cancelled."""
    drawing = chart_sheet(name, replace(frame, theme="print"))
    write_drawing(drawing, entry_of(name).heading, frame, path, progress)


def write_drawing(drawing: Drawing, heading: str, frame: Frame, path: Path, progress: Progress) -> None:
    """Write a drawing made of a frame in the format of the suffix, on a thread. Raises NoResult, Cancelled."""
    from vsm_desktop.export.atomic import ExportError
    from vsm_desktop.export.registry import Settings, write_picture
    from vsm_desktop.export.said import said_of

    said = said_of(frame)
    told = replace(said, title=f"{heading} – {said.title}")
    try:
        write_picture(drawing, path, told, Settings(), Watch(progress))
    except ExportError as error:
        raise NoResult(_("Nothing was saved"), str(error)) from error
