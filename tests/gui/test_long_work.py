"""Import and export in the background: the window lives meanwhile, cancelling leaves nothing, faults are told."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMessageBox

from tests.gui.hands import LEFT, QTest, place
from vsm_desktop.export.registry import EXPORTERS
from vsm_desktop.model.stream import new_stream
from vsm_desktop.ui import errors
from vsm_desktop.ui.documents import NoResult, sample_stream
from vsm_desktop.ui.jobs import PATIENCE_MS, Turns

ACME = "acme-current.vsm"
ROWS = 5_000


@pytest.fixture(scope="session")
def sheet(tmp_path_factory) -> Path:
    """A sheet that takes seconds to read."""
    path = tmp_path_factory.mktemp("big") / "big.xlsx"
    book = Workbook(write_only=True)
    page = book.create_sheet("Steps")
    page.append(["Step", "C/T (s)", "C/O (min)", "Uptime (%)", "Inventory (pc)"])
    for number in range(ROWS):
        page.append([f"Step {number + 1}", 20 + number % 40, 5, 90, 100 + number % 50])
    book.save(path)
    return path


class Gate:
    """Work that stands still until it is let go on, and tells what it heard."""

    def __init__(self) -> None:
        self.go_on, self.heard, self.over = threading.Event(), [], threading.Event()

    def __call__(self, progress) -> str:
        self.heard.append(progress(0.4))
        assert self.go_on.wait(20)
        self.heard.append(progress(0.9))
        self.over.set()
        return "made"


@pytest.fixture
def gate():
    made = Gate()
    yield made
    made.go_on.set()


def status(window) -> str:
    return window.statusBar().currentMessage()


def test_a_big_sheet_is_read_while_the_window_lives(make_window, qtbot, sheet):
    window = make_window(sample_stream(ACME))
    before = window.desk.history.current
    ticks, shares, made = [], set(), []
    window.filing.import_path(sheet)
    dialog = window.filing.importing()
    errands = dialog.session.errands
    dialog.made.disconnect()
    dialog.made.connect(lambda stream, summary: made.append((stream, summary)))
    timer = QTimer()
    timer.setInterval(10)
    timer.timeout.connect(lambda: ticks.append(errands.busy))
    timer.timeout.connect(lambda: shares.add(round(errands.job.share, 2)) if errands.job else None)
    timer.start()
    assert errands.busy
    assert errands.bar is None, "no bar before it takes long"
    qtbot.waitUntil(lambda: bool(errands.bar and errands.bar.isVisible()), timeout=20_000)
    assert errands.bar.words.text() in ("Reading big.xlsx", "Reading the sheet")
    assert window.desk.history.current is before, "the old content stays"
    qtbot.waitUntil(lambda: dialog.session.outcome is not None, timeout=60_000)
    assert dialog.session.outcome.steps == ROWS
    assert dialog.check.preview.note.text() == f"the first 40 of {ROWS:,} steps"
    QTest.mouseClick(dialog.main, LEFT)
    qtbot.waitUntil(lambda: bool(made), timeout=60_000)
    timer.stop()
    ((stream, summary),) = made
    assert len([node for node in stream.state().nodes if node.kind == "process"]) == ROWS
    assert "taken" in summary
    assert sum(ticks) > 20, "the loop went on all the time"
    assert len(shares) > 3, "and the progress could be followed"


def test_cancelling_an_import_changes_nothing(make_window, qtbot, sheet):
    window = make_window(new_stream())
    before = window.desk.history.current
    window.filing.import_path(sheet)
    dialog = window.filing.importing()
    errands = dialog.session.errands
    qtbot.waitUntil(lambda: bool(errands.bar and errands.bar.isVisible()), timeout=20_000)
    QTest.mouseClick(errands.bar.button, LEFT)
    assert not errands.busy
    assert not errands.bar.isVisible()
    assert dialog.isVisible()
    assert dialog.page == 0, "another file can be chosen"
    dialog.reject()
    threads = [thread for thread in threading.enumerate() if "big.xlsx" in thread.name]
    qtbot.waitUntil(lambda: not any(thread.is_alive() for thread in threads), timeout=30_000)
    qtbot.wait(20)
    assert window.desk.history.current is before


@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda one: one.suffix)
def test_an_export_in_the_background_and_one_that_is_cancelled(make_window, qtbot, tmp_path, exporter):
    window = make_window(sample_stream(ACME))
    path = tmp_path / f"map{exporter.suffix}"
    window.filing.export_path(path)
    window.jobs.cancel()
    qtbot.waitUntil(
        lambda: not any(path.name in thread.name for thread in threading.enumerate()), timeout=20_000
    )
    assert list(tmp_path.iterdir()) == [], "no file, and no half of one"
    assert "Cancelled" in status(window)
    window.filing.export_path(path)
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    assert status(window) == f"Exported {path.name}"
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    assert path.stat().st_size > 400


def test_what_is_exported_is_what_stood_there_at_the_start(make_window, qtbot, tmp_path):
    window = make_window(sample_stream(ACME))
    window.filing.export_path(tmp_path / "first.svg")
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    window.filing.export_path(tmp_path / "second.svg")
    place(window, "inventory", 500, 560)
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    assert (tmp_path / "first.svg").read_bytes() == (tmp_path / "second.svg").read_bytes()


def test_a_second_job_is_refused_in_words(make_window, qtbot, gate):
    window, made = make_window(new_stream()), []
    assert window.jobs.start("Doing one thing…", gate, made.append)
    assert not window.jobs.start("Doing another…", gate, made.append)
    assert status(window) == "Doing one thing is still under way. Cancel it, or wait until it is done."
    gate.go_on.set()
    qtbot.waitUntil(lambda: made == ["made"])
    assert gate.heard == [True, True]


def test_a_result_that_comes_after_cancel_is_dropped(make_window, qtbot, gate):
    window, made = make_window(new_stream()), []
    window.jobs.start("Doing one thing…", gate, made.append)
    qtbot.waitUntil(lambda: gate.heard == [True])
    window.jobs.cancel()
    assert not window.jobs.busy
    gate.go_on.set()
    assert gate.over.wait(20)
    assert gate.heard == [True, False]
    qtbot.wait(20)
    assert made == []


def test_it_is_too_late_to_cancel_once_the_file_is_put_in_place(make_window, qtbot):
    window, made, go_on = make_window(new_stream()), [], threading.Event()

    def work(progress) -> str:
        progress(1.0)
        assert go_on.wait(20)
        return "written"

    window.jobs.start("Writing…", work, made.append)
    qtbot.waitUntil(lambda: window.jobs.job.share == 1.0)
    window.jobs.cancel()
    assert window.jobs.busy
    go_on.set()
    qtbot.waitUntil(lambda: made == ["written"])


def test_closing_the_window_cancels(make_window, qtbot, gate):
    window, made = make_window(new_stream()), []
    window.jobs.start("Doing one thing…", gate, made.append)
    qtbot.waitUntil(lambda: gate.heard == [True])
    assert window.close()
    gate.go_on.set()
    assert gate.over.wait(20)
    assert gate.heard == [True, False]
    qtbot.wait(20)
    assert made == []


def test_faults_of_the_work(make_window, qtbot, monkeypatch):
    window, said, reported = make_window(new_stream()), [], []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append((box.windowTitle(), box.text())))
    monkeypatch.setattr(errors, "report", reported.append)

    def refuse(_progress) -> None:
        raise NoResult("This sheet cannot be read", "It is empty.")

    def break_down(_progress) -> None:
        raise ZeroDivisionError

    window.jobs.start("Reading…", refuse, said.append)
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert said == [("This sheet cannot be read", "It is empty.")]
    window.jobs.start("Reading…", break_down, said.append)
    qtbot.waitUntil(lambda: not window.jobs.busy)
    assert [type(error) for error in reported] == [ZeroDivisionError]
    assert len(said) == 1


def test_a_short_job_shows_no_bar(make_window, qtbot):
    window, made = make_window(new_stream()), []
    window.jobs.start("Doing little…", lambda _progress: "made", made.append)
    qtbot.waitUntil(lambda: made == ["made"])
    qtbot.wait(PATIENCE_MS + 50)
    assert window.jobs.bar is None


def test_turns_are_shorter_until_the_last_thread_is_done():
    turns, usual = Turns(), sys.getswitchinterval()
    with turns.shorter():
        with turns.shorter():
            assert sys.getswitchinterval() < usual
        assert sys.getswitchinterval() < usual
    assert sys.getswitchinterval() == usual


def test_the_thread_holds_nothing_of_the_window(make_window, gate):
    """The last to hold a widget ends it, and that must not be the thread."""
    window = make_window(new_stream())
    window.jobs.start("Doing one thing…", gate, window.filing.take_in)
    held = list(vars(window.jobs.job).values())
    assert not any(isinstance(one, QObject) or callable(one) for one in held)
