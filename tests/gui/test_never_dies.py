"""An error nobody expected, wherever it comes from: the window lives, a copy is saved, one dialog says so."""

from __future__ import annotations

import sys
import threading

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, qInstallMessageHandler, qWarning
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from tests.gui.hands import LEFT, move_to, place, press
from vsm_desktop.store.files import load
from vsm_desktop.ui import errors, fault, log, rescue
from vsm_desktop.ui.documents import sample_stream
from vsm_desktop.ui.window import MainWindow, windows

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")  # the screen of the tests
ACME = "acme-current.vsm"


@pytest.fixture
def hooked(monkeypatch, qapp):
    """The program's own hooks instead of those of the tests."""
    for module, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(module, name, getattr(module, name))
    monkeypatch.setattr(errors, "_reporter", None)
    errors.install_hook()
    yield errors.reporter()
    if errors.reporter().dialog is not None:
        errors.reporter().dialog.close()


@pytest.fixture
def window(hooked, make_window):
    made = make_window(sample_stream(ACME))
    windows.append(made)
    place(made, "inventory", 500, 560)
    yield made
    windows.remove(made)


def alive(window: MainWindow) -> bool:
    """Whether the window still takes a symbol once the dialog is gone."""
    if errors.reporter().dialog is not None:
        errors.reporter().dialog.go_on.click()
    count = len(window.desk.frame.state.nodes)
    place(window, "inventory", 600, 560)
    return window.isVisible() and len(window.desk.frame.state.nodes) == count + 1


def dialogs() -> list[fault.FaultDialog]:
    return [
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, fault.FaultDialog) and one.isVisible()
    ]


def check_told(window: MainWindow, qtbot, words: str) -> fault.FaultDialog:
    """One dialog, a readable copy equal to the document, the error in the log."""
    qtbot.waitUntil(lambda: bool(dialogs()))
    (dialog,) = dialogs()
    copies = list(rescue.recovery_folder().glob("*.vsm"))
    assert [load(copy) for copy in copies] == [window.desk.history.current]
    written = log.log_file().read_text(encoding="utf-8")
    assert words in written
    assert "Traceback" in written
    assert "Qt 6" in written
    assert "last actions: " in written
    assert "Traceback" not in " ".join(label.text() for label in dialog.findChildren(fault.QLabel))
    return dialog


def fail(words: str) -> None:
    raise RuntimeError(words)


def test_an_error_in_a_slot(window, qtbot):
    button = QPushButton(window)
    button.clicked.connect(lambda: fail("in a slot"))
    button.click()
    check_told(window, qtbot, "in a slot")
    assert alive(window)


def test_an_error_in_a_timer(window, qtbot):
    QTimer.singleShot(0, lambda: fail("in a timer"))
    check_told(window, qtbot, "in a timer")
    assert alive(window)


def test_an_error_in_a_worker(window, qtbot):
    worker = threading.Thread(target=fail, args=("in a worker",), name="a worker")
    worker.start()
    worker.join()
    check_told(window, qtbot, "in a worker")
    assert "thread a worker" in log.log_file().read_text(encoding="utf-8")
    assert alive(window)


def test_an_error_nobody_can_catch(window, qtbot):
    class Bad:
        def __del__(self) -> None:
            fail("while it was thrown away")

    Bad()
    check_told(window, qtbot, "while it was thrown away")
    assert alive(window)


class Broken(QWidget):
    """Fails whenever it is painted."""

    painted = 0

    def paintEvent(self, event) -> None:
        self.painted += 1
        fail("in a paint event")


def test_a_storm_of_errors_is_one_dialog_with_a_count(window, qtbot):
    broken = Broken(window)
    broken.resize(20, 20)
    broken.show()

    def stormed() -> bool:
        broken.update()
        return broken.painted > 12

    qtbot.waitUntil(stormed)
    dialog = check_told(window, qtbot, "in a paint event")
    assert f"{broken.painted} times" in dialog.again.text()
    assert "10 times by now" in log.log_file().read_text(encoding="utf-8")
    dialog.go_on.click()
    before = broken.painted
    qtbot.waitUntil(lambda: bool(broken.update() or broken.painted > before + 3))
    assert not dialogs(), "what was told a moment ago is not told again"
    assert len(list(rescue.recovery_folder().iterdir())) == 1, "a storm does not fill the disk"
    broken.hide()
    assert alive(window)


def test_another_error_while_the_first_is_read_joins_its_dialog(window, qtbot):
    QTimer.singleShot(0, lambda: fail("the first"))
    dialog = check_told(window, qtbot, "the first")
    with pytest.raises(ZeroDivisionError) as second:
        _ = 1 / 0
    errors.report(second.value)
    qtbot.waitUntil(lambda: "1 more" in dialog.again.text())
    assert len(dialogs()) == 1
    assert "ZeroDivisionError" in dialog.details.toPlainText()


def test_an_error_during_a_gesture_drops_it(window, qtbot, monkeypatch):
    before = window.desk.history.current
    x, y = process_place(window)
    press(window, x, y)
    move_to(window, x + 30, y + 30)
    move_to(window, x + 60, y + 30)
    assert window.desk.tool.busy
    assert window.desk.frame.stream != before
    QTimer.singleShot(0, lambda: fail("while dragging"))
    check_told(window, qtbot, "while dragging")
    assert not window.desk.tool.busy
    assert window.desk.frame.stream is before
    assert window.desk.history.current is before
    assert alive(window)


def process_place(window) -> tuple[float, float]:
    node = next(node for node in window.desk.frame.state.nodes if node.kind == "process")
    return (node.at.x, node.at.y - 6)


def test_an_error_of_the_tool_itself(window, qtbot, monkeypatch):
    before = window.desk.history.current
    monkeypatch.setattr(type(window.desk.tool), "on", lambda *_args: fail("in the tool"))
    at = QPointF(window.view.mapFromScene(QPointF(*process_place(window))))
    kind, there = QEvent.Type.MouseButtonPress, QPointF(window.view.viewport().mapToGlobal(at))
    QApplication.postEvent(
        window.view.viewport(), QMouseEvent(kind, at, there, LEFT, LEFT, Qt.KeyboardModifier.NoModifier)
    )
    check_told(window, qtbot, "in the tool")
    monkeypatch.undo()
    assert window.desk.history.current is before


def test_details_can_be_shown_and_copied(window, qtbot):
    QTimer.singleShot(0, lambda: fail("to be copied"))
    dialog = check_told(window, qtbot, "to be copied")
    assert dialog.details.isHidden()
    dialog.more.click()
    assert dialog.details.isVisible()
    dialog.copy.click()
    assert "RuntimeError: to be copied" in QGuiApplication.clipboard().text()
    dialog.more.click()
    assert dialog.details.isHidden()


def test_without_a_place_to_write_it_is_still_told(window, qtbot, profile, monkeypatch):
    monkeypatch.setenv("VSM_PROFILE", str(profile / "file" / "below"))
    (profile / "file").write_text("in the way", encoding="utf-8")
    QTimer.singleShot(0, lambda: fail("nowhere to write"))
    qtbot.waitUntil(lambda: bool(dialogs()))
    assert "another name" in " ".join(label.text() for label in dialogs()[0].findChildren(fault.QLabel))
    assert alive(window)


def test_an_error_while_reporting_ends_nothing(window, qtbot, monkeypatch, capsys):
    monkeypatch.setattr(errors, "circumstances", lambda _desks: fail("in the report"))
    QTimer.singleShot(0, lambda: fail("the cause"))
    qtbot.waitUntil(lambda: "in the report" in capsys.readouterr().err)
    assert alive(window)


def test_warnings_of_qt_are_logged_once(qapp, qtbot):
    before = errors.log_qt_messages()
    try:
        qWarning("a warning for the log")
        qWarning("a warning for the log")
    finally:
        qInstallMessageHandler(before)
    written = log.log_file().read_text(encoding="utf-8")
    assert written.count("a warning for the log") == 1


def test_an_error_before_the_first_window_is_told_without_one(monkeypatch, capsys, qapp):
    from vsm_desktop import app

    monkeypatch.setattr(app, "install_hook", lambda: None)
    monkeypatch.setattr(app, "log_qt_messages", lambda: None)
    monkeypatch.setattr(app, "open_window", lambda _path: fail("at the start"))
    assert app.run() == 1
    assert "could not start" in capsys.readouterr().err
    assert "at the start" in log.log_file().read_text(encoding="utf-8")


def test_the_log_turns_over(qapp):
    for number in range(12):
        assert log.write_log(f"{number} " + "x" * 100_000)
    files = sorted(path.name for path in log.log_file().parent.glob("vsm-desktop.log*"))
    assert files == ["vsm-desktop.log", "vsm-desktop.log.1", "vsm-desktop.log.2"]
    assert all(path.stat().st_size < 600_000 for path in log.log_file().parent.glob("vsm-desktop.log*"))
