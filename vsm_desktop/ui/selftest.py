"""The installed program tries itself: open, drag, edit, undo, save, export, check; a line for each step.

It stands for everything a package can leave behind: fonts, icons, samples, Qt's plugins, libraries that are imported late.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

from PySide6.QtCore import QEvent, QPointF, Qt, qVersion
from PySide6.QtGui import QFontInfo, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication

from vsm_desktop import __version__
from vsm_desktop.assets import asset
from vsm_desktop.canvas.paint import window_font
from vsm_desktop.drawing.frame import frame_of
from vsm_desktop.edit.edits import set_fields
from vsm_desktop.export.registry import EXPORTERS, Exporter, Settings
from vsm_desktop.model.nodes import Process
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import ValueStream
from vsm_desktop.store.files import load
from vsm_desktop.ui.profile import PROFILE
from vsm_desktop.ui.settings import settings
from vsm_desktop.ui.window import MainWindow

SAMPLE = "acme-current.vsm"
SHEET = "acme-timing.xlsx"
Step = tuple[str, Callable[[], None]]


def run_self_test(make_app: Callable[[], QApplication]) -> int:
    """Exit code 0 if everything worked; a line for each step on stdout."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ[PROFILE] = str(Path(folder) / "profile")  # nothing is left among the reader's own things
        app = make_app()
        python = ".".join(map(str, sys.version_info[:3]))
        print(f"VSM Desktop {__version__}, Python {python}, Qt {qVersion()} on {app.platformName()}")
        failed = [name for name, step in _Trial(app, Path(folder)).steps() if not _passed(name, step)]
        settings().recent()  # writes what waits, or Qt would do so when the folder is gone
    print(f"Failed: {', '.join(failed)}" if failed else "Everything works.", flush=True)
    return int(bool(failed))


def _passed(name: str, step: Callable[[], None]) -> bool:
    try:
        step()
    except Exception as error:
        print(f"failed  {name}: {type(error).__name__}: {error}", flush=True)
        return False
    print(f"ok      {name}", flush=True)
    return True


class _Trial:
    """One window, taken through its paces in a folder of its own."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        self.app = app
        self.saved = folder / "self-test.vsm"
        self.folder = folder
        self.start = load(asset("resources/samples", SAMPLE))
        self.window = MainWindow(self.start)

    def steps(self) -> Iterator[Step]:
        """Everything to try, in this order."""
        yield "open the sample", self.open
        yield "draw it", self.draw
        yield "drag a step", self.drag
        yield "edit a value", self.edit
        yield "undo and redo", self.undo
        yield "save and read back", self.save
        for exporter in EXPORTERS:
            yield f"export {exporter.suffix}", partial(self.export, exporter)
        yield "import a sheet", self.import_sheet
        yield "check", self.check
        yield "close", self.close

    @property
    def now(self) -> ValueStream:
        return self.window.desk.history.current

    def open(self) -> None:
        self.window.show()
        self.app.processEvents()
        _expect(self.window.isVisible(), "the window does not show")

    def draw(self) -> None:
        family = QFontInfo(window_font("body", 13)).family()
        _expect(family.startswith("VSM Sans"), f"instead of our fonts there is {family}")
        _expect(not self.app.windowIcon().pixmap(32).isNull(), "the icon of the program is missing")
        icons = [action.icon() for action in self.window.actions_by_name.values()]
        drawn = [icon.pixmap(16).toImage() for icon in icons if not icon.isNull()]
        _expect(all(len(_colours(picture)) > 1 for picture in drawn), "icons are not drawn")
        map_ = self.window.view.viewport().grab().toImage()
        _expect(len(_colours(map_)) > 10, "the map is not painted")

    def drag(self) -> None:
        node = _first_process(self.now)
        view = self.window.view
        here = QPointF(view.mapFromScene(node.at.x, node.at.y - 20))
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        for kind, way in (
            (QEvent.Type.MouseButtonPress, 0.0),
            (QEvent.Type.MouseMove, 0.5),
            (QEvent.Type.MouseMove, 1.0),
            (QEvent.Type.MouseButtonRelease, 1.0),
        ):
            at = here + QPointF(40, 30) * way
            event = QMouseEvent(kind, at, QPointF(view.viewport().mapToGlobal(at)), left, left, none)
            self.app.sendEvent(view.viewport(), event)
        _expect(_first_process(self.now).at != node.at, "dragging moved nothing")

    def edit(self) -> None:
        desk = self.window.desk
        before = desk.frame.report.number("processing_time_s")
        desk.commit("Edit", set_fields(_first_process(self.now).id, ct=quantity(1, "h")))
        _expect(desk.frame.report.number("processing_time_s") != before, "the numbers did not follow")

    def undo(self) -> None:
        edited = self.now
        self.window.desk.undo()
        self.window.desk.undo()
        _expect(self.now == self.start, "undo did not lead back")
        self.window.desk.redo()
        self.window.desk.redo()
        _expect(self.now == edited, "redo did not lead forth")

    def save(self) -> None:
        self.window.filing.path = self.saved
        _expect(bool(self.window.filing.save()), "nothing was saved")
        _expect(load(self.saved) == self.now, "the file saved is not the map")

    def export(self, exporter: Exporter) -> None:
        path = self.folder / f"self-test{exporter.suffix}"
        exporter.write(frame_of(self.start, "", "print"), path, Settings())
        _expect(path.stat().st_size > 400, f"{path.name} is all but empty")
        if reads := _READERS.get(exporter.suffix):
            _expect(reads(path), f"{path.name} is not what it should be")

    def import_sheet(self) -> None:
        from vsm_desktop.intake.sheets import read_sheet

        stream = read_sheet(asset("resources/samples", SHEET)).stream
        _expect(stream is not None and len(stream.state().nodes) > 5, "the sheet made no map")

    def check(self) -> None:
        from vsm_desktop.metrics.measure import measure

        problems = measure(load(self.saved), "current").problems
        wrong = [problem.message for problem in problems if problem.severity == "error"]
        _expect(not wrong, " ".join(wrong))

    def close(self) -> None:
        self.window.desk.mark_saved()
        _expect(self.window.close(), "the window stays")


def _first_process(stream: ValueStream) -> Process:
    return next(node for node in stream.state().nodes if isinstance(node, Process))


def _colours(picture: QImage) -> set[int]:
    return {picture.pixel(x, y) for x in range(picture.width()) for y in range(0, picture.height(), 2)}


def _is_book(path: Path) -> bool:
    with ZipFile(path) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/")]
        return book.testzip() is None and len(sheets) > 1


_READERS: dict[str, Callable[[Path], bool]] = {
    ".pdf": lambda path: path.read_bytes().rstrip().endswith(b"%%EOF"),  # the PNG is made by reading it
    ".xlsx": _is_book,
    ".svg": lambda path: "Stamping" in "".join(ElementTree.parse(path).getroot().itertext()),
    ".png": lambda path: QImage(str(path)).width() > 1000,
    ".json": lambda path: "metrics" in json.loads(path.read_text(encoding="utf-8")),
}


def _expect(true: bool, otherwise: str) -> None:
    if not true:
        raise RuntimeError(otherwise)
