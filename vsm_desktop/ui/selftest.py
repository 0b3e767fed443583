"""The installed program tries itself: open the sample, drag, edit, undo, save, export, and report line by line."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from vsm_desktop.drawing.frame import frame_of
from vsm_desktop.edit.edits import set_fields
from vsm_desktop.model.quantity import quantity
from vsm_desktop.store.files import load
from vsm_desktop.ui.documents import sample_stream
from vsm_desktop.ui.window import MainWindow

SAMPLE = "acme-current.vsm"
_FORMATS = (".pdf", ".xlsx", ".svg", ".png", ".json")


def run_self_test(app: QApplication) -> int:
    """Exit code 0 if everything worked; a line for each step on stdout."""
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, step in _steps(app, Path(folder)):
            try:
                step()
            except Exception as error:
                failed += 1
                print(f"failed  {name}: {error}")
            else:
                print(f"ok      {name}")
    return int(failed > 0)


def _steps(app: QApplication, folder: Path) -> list[tuple[str, Callable[[], None]]]:
    exports = [(f"export {suffix}", partial(_try_export, folder, suffix)) for suffix in _FORMATS]
    return [("window: open, drag, edit, undo, save", partial(_try_window, app, folder)), *exports]


def _try_window(app: QApplication, folder: Path) -> None:
    window = MainWindow(sample_stream(SAMPLE))
    window.show()
    app.processEvents()
    desk = window.desk
    start = desk.history.current
    _drag_first_process(app, window)
    _expect(desk.history.current != start, "dragging moved nothing")
    before = desk.frame.report.number("processing_time_s")
    process = next(node for node in desk.frame.state.nodes if node.kind == "process")
    desk.commit("Edit", set_fields(process.id, ct=quantity(1, "h")))
    _expect(desk.frame.report.number("processing_time_s") != before, "an edit did not reach the numbers")
    window.filing.path = folder / "self-test.vsm"
    _expect(
        window.filing.save() and load(window.filing.path) == desk.history.current,
        "the file saved is not the map",
    )
    desk.undo()
    desk.undo()
    _expect(desk.history.current == start, "undo did not lead back")
    desk.mark_saved()
    window.close()


def _drag_first_process(app: QApplication, window: MainWindow) -> None:
    view = window.view
    node = next(node for node in window.desk.frame.state.nodes if node.kind == "process")
    here = QPointF(view.mapFromScene(node.at.x, node.at.y - 20))
    there = here + QPointF(40, 30)
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for kind, at in (
        (QEvent.Type.MouseButtonPress, here),
        (QEvent.Type.MouseMove, there),
        (QEvent.Type.MouseButtonRelease, there),
    ):
        app.sendEvent(view.viewport(), QMouseEvent(kind, at, view.mapToGlobal(at), left, left, none))


def _try_export(folder: Path, suffix: str) -> None:
    from vsm_desktop.export.registry import Settings, exporter_for

    path = folder / f"self-test{suffix}"
    exporter_for(path).write(frame_of(sample_stream(SAMPLE), "", "print"), path, Settings())
    _expect(path.stat().st_size > 1000, f"{path.name} is all but empty")


def _expect(true: bool, otherwise: str) -> None:
    if not true:
        raise RuntimeError(otherwise)
