"""Files in the window: whatever is wrong with them is said, nothing is lost, and the window stays alive."""

from __future__ import annotations

import errno
import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from tests.gui.hands import click, place
from vsm_desktop.store.files import load
from vsm_desktop.ui.documents import sample_stream
from vsm_desktop.ui.window import windows

ACME = "acme-current.vsm"


@pytest.fixture
def told(monkeypatch) -> list[str]:
    """What message boxes said; each is answered with the button that loses nothing."""
    said: list[str] = []

    def answer(box: QMessageBox) -> int:
        said.append(box.text())
        return int(box.property("answer") or QMessageBox.StandardButton.Cancel.value)

    monkeypatch.setattr(QMessageBox, "exec", answer)
    return said


def alive(window) -> bool:
    """Whether the window still takes a symbol."""
    count = len(window.desk.frame.state.nodes)
    place(window, "inventory", 500, 560)
    return len(window.desk.frame.state.nodes) == count + 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b'{"format": "vsm-desktop", "version": 1, "states": [', "damaged"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"format": "vsm-desktop", "version": 7}', "newer version"),
    ],
)
def test_a_bad_file_is_told_and_the_map_stays(make_window, told, tmp_path, content, words):
    window = make_window(sample_stream(ACME))
    before = window.desk.history.current
    path = tmp_path / "bad.vsm"
    path.write_bytes(content)
    window.filing.open_path(path)
    assert len(told) == 1
    assert words in told[0]
    assert window.desk.history.current is before
    assert path.read_bytes() == content
    assert alive(window)


@pytest.mark.parametrize("number", [errno.EACCES, errno.ENOSPC])
def test_a_locked_file_and_a_full_disk_keep_the_old_file(
    make_window, told, tmp_path, monkeypatch, qtbot, number
):
    path = tmp_path / "map.vsm"
    window = make_window(sample_stream(ACME))
    window.filing.path = path
    assert window.filing.save()
    old = path.read_bytes()
    place(window, "inventory", 500, 560)

    def fail(*_args: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as locked:
        locked.setattr(os, "replace", fail)
        assert not window.filing.save()
        window.filing.export_path(tmp_path / "map.pdf")
        qtbot.waitUntil(lambda: not window.jobs.busy)
    assert [os.strerror(number) in text or "map." in text for text in told] == [True, True]
    assert path.read_bytes() == old
    assert window.isWindowModified(), "what is not saved is still marked"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["map.vsm"]
    assert window.filing.save()
    assert load(path) == window.desk.history.current


def test_unsaved_changes_are_asked_for_before_closing(make_window, told):
    window = make_window(sample_stream(ACME))
    place(window, "inventory", 500, 560)
    assert not window.close(), "Cancel keeps the window open"
    assert told == ["Save the changes to Steering brackets?"]
    assert window.isVisible()


def test_a_file_opens_in_a_window_of_its_own_when_this_one_holds_a_map(make_window, tmp_path, qapp):
    first = make_window(sample_stream(ACME))
    path = tmp_path / "other.vsm"
    first.filing.path = path
    first.filing.save()
    first.filing.path = None
    count = len(windows)
    first.filing.open_path(path)
    assert len(windows) == count + 1
    windows[-1].close()
    qapp.processEvents()
    assert len(windows) == count


def test_dark_theme_redraws_map_and_window(make_window):
    window = make_window(sample_stream(ACME))
    light = window.desk.frame.drawing.page
    QTest.keyClick(
        window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert window.desk.frame.drawing.page != light
    click(window, 500, 560)
    QTest.keyClick(
        window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert window.desk.frame.drawing.page == light
