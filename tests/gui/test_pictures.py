"""Pictures on the map: from a file, dropped, pasted; and a symbol drawn as one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from tests.gui.hands import click, place_of
from vsm_desktop.model.pictures import bytes_of, pixel_size
from vsm_desktop.tools.place import Place
from vsm_desktop.ui.documents import sample_stream

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def window(make_window):
    return make_window(sample_stream("acme-current.vsm"))


@pytest.fixture
def photo(tmp_path):
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("#c02020"))
    path = tmp_path / "line 3.png"
    image.save(str(path))
    return path


def pictures(window):
    return [node for node in window.desk.frame.state.nodes if node.kind == "picture"]


def test_a_frame_for_a_picture_asks_which_one(window, photo, monkeypatch, qtbot):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(photo), ""))
    window.desk.use(Place("picture"))
    click(window, 500, 500)
    qtbot.waitUntil(lambda: bool(pictures(window)[0].picture))
    (shown,) = pictures(window)
    assert pixel_size(shown.picture) == (300, 200)
    assert (shown.size.width, shown.size.height) == (180, 120)
    window.desk.undo()
    assert pictures(window)[0].picture == ""


def test_dropped_and_pasted_pictures(window, photo, tmp_path):
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"not a picture")
    assert window.editing.pictures.drop([photo, broken, tmp_path / "map.vsm"]) == [tmp_path / "map.vsm"]
    assert len(pictures(window)) == 1
    assert "broken.jpg holds no picture" in window.statusBar().currentMessage()
    QGuiApplication.clipboard().setImage(QImage(str(photo)))
    QTest.keyClick(window.view, Key.Key_V, Mod.ControlModifier)
    assert len(pictures(window)) == 2


def test_a_symbol_is_drawn_as_a_picture_and_as_usual_again(window, photo, tmp_path, monkeypatch):
    outline = tmp_path / "robot.svg"
    outline.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M0 0H40V20Z"/></svg>'
    )
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(outline), ""))
    weld, before = "weld1", window.desk.history.current
    click(window, *place_of(window, weld))
    window.actions_by_name["choose_picture"].trigger()
    node = window.desk.frame.state.node(weld)
    assert pixel_size(node.picture) == (700, 350)
    assert bytes_of(node.picture).startswith(b"\x89PNG")
    assert node.ct is not None, "what it does stays the same"
    assert not window.actions_by_name["choose_picture"].property("idle")
    window.actions_by_name["no_picture"].trigger()
    assert window.desk.history.current == before
