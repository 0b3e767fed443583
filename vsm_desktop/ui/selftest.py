"""The installed program tries itself: open the sample, drag, edit, undo, save, export, and report line by line."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

SAMPLE = "acme-current.vsm"


def run_self_test() -> int:
    """Exit code 0 if everything worked; a line for each step on stdout."""
    if (
        not os.environ.get("DISPLAY")
        and not os.environ.get("WAYLAND_DISPLAY")
        and sys.platform.startswith("linux")
    ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, step in _steps(Path(folder)):
            try:
                step()
            except Exception as error:
                failed += 1
                print(f"failed  {name}: {error}")
            else:
                print(f"ok      {name}")
    return int(failed > 0)


def _steps(folder: Path) -> list[tuple[str, Callable[[], None]]]:
    return [
        ("window: open, drag, edit, undo, save", lambda: _try_window(folder)),
        *((f"export {suffix}", lambda suffix=suffix: _try_export(folder, suffix)) for suffix in
          (".pdf", ".xlsx", ".svg", ".png", ".json")),
    ]  # fmt: skip


def _try_window(folder: Path) -> None:
    from PySide6.QtCore import QEvent, QPointF, Qt
    from PySide6.QtGui import QMouseEvent

    from vsm_desktop.app import make_app
    from vsm_desktop.edit.edits import set_fields
    from vsm_desktop.model.quantity import quantity
    from vsm_desktop.store.files import load
    from vsm_desktop.ui.documents import sample_stream
    from vsm_desktop.ui.window import MainWindow

    app = make_app()
    window = MainWindow(sample_stream(SAMPLE))
    window.show()
    app.processEvents()
    desk, view = window.desk, window.view
    start = desk.history.current
    node = next(node for node in desk.frame.state.nodes if node.kind == "process")
    here = QPointF(view.mapFromScene(node.at.x, node.at.y - 20))
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for kind, at in (
        (QEvent.Type.MouseButtonPress, here),
        (QEvent.Type.MouseMove, here + QPointF(40, 30)),
        (QEvent.Type.MouseButtonRelease, here + QPointF(40, 30)),
    ):
        app.sendEvent(view.viewport(), QMouseEvent(kind, at, view.mapToGlobal(at), left, left, none))
    _expect(desk.history.current != start, "dragging moved nothing")
    before = desk.frame.report.number("lead_time_s")
    desk.commit("Edit", set_fields(node.id, ct=quantity(1, "h")))
    _expect(desk.frame.report.number("lead_time_s") != before, "an edit did not reach the lead time")
    path = folder / "self-test.vsm"
    window.path = path
    _expect(window.save() and load(path) == desk.history.current, "the file saved is not the map")
    desk.undo()
    desk.undo()
    _expect(desk.history.current == start, "undo did not lead back")
    desk.mark_saved()
    window.close()


def _try_export(folder: Path, suffix: str) -> None:
    from vsm_desktop.drawing.frame import frame_of
    from vsm_desktop.export.registry import Settings, exporter_for
    from vsm_desktop.ui.documents import sample_stream

    path = folder / f"self-test{suffix}"
    exporter_for(path).write(frame_of(sample_stream(SAMPLE), "", "print"), path, Settings())
    _expect(path.stat().st_size > 1000, f"{path.name} is all but empty")


def _expect(true: bool, otherwise: str) -> None:
    if not true:
        raise RuntimeError(otherwise)
