"""The status line: selection, saved, hint, paper and zoom."""

from __future__ import annotations

import os
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.hands import LEFT, click, place
from vsm_desktop.drawing.placed import part_box
from vsm_desktop.edit.align import around
from vsm_desktop.model.stream import new_stream
from vsm_desktop.store.files import save
from vsm_desktop.ui.documents import sample_stream
from vsm_desktop.ui.status import saved_words
from vsm_desktop.ui.zoom import STEPS, scale_of, step_of

ACME = "acme-current.vsm"


@pytest.fixture
def window(make_window):
    return make_window(sample_stream(ACME))


def ids(window, kind: str) -> list[str]:
    return [node.id for node in window.desk.frame.state.nodes if node.kind == kind]


def test_what_is_selected(window, qapp):
    assert window.status.selected.width() == 0
    window.desk.select(frozenset(ids(window, "process")[:1]))
    assert window.status.selected.text() == "Stamping selected"
    window.desk.select(frozenset(ids(window, "process")[:3]))
    assert window.status.selected.text() == "3 selected"
    window.desk.select(frozenset([window.desk.frame.state.flows[0].id]))
    assert window.status.selected.text().endswith("selected")
    window.desk.select(frozenset())
    qapp.processEvents()
    assert window.status.selected.width() == 0


def test_saved_and_since_when(window, tmp_path):
    assert window.status.saved.text() == ""
    place(window, "inventory", 500, 560)
    assert window.status.saved.text() == "Not saved"
    window.filing.path = tmp_path / "map.vsm"
    assert window.filing.save()
    then = datetime.fromtimestamp(window.filing.path.stat().st_mtime)
    assert window.status.saved.text() == f"Saved {then:%H:%M}"
    window.desk.undo()
    assert window.status.saved.text() == "Not saved"
    window.desk.redo()
    assert window.status.saved.text() == f"Saved {then:%H:%M}"


def test_an_old_file_is_dated_and_a_lost_one_is_not(tmp_path):
    stream, path = new_stream(), tmp_path / "map.vsm"
    assert saved_words(stream, stream, path) == "Saved"
    save(stream, path)
    os.utime(path, (1_000_000_000, 1_000_000_000))
    assert "01" in saved_words(stream, stream, path)
    assert ":" not in saved_words(stream, stream, path)


def test_the_line_is_24_high_and_a_long_hint_moves_nothing(window):
    bar = window.statusBar()
    assert bar.height() == 24
    before = [one.geometry() for one in (window.status.paper, window.status.zoom)]
    width = window.width()
    window.status.hint.say("a long hint " * 60)
    assert window.status.hint.toolTip()
    assert [one.geometry() for one in (window.status.paper, window.status.zoom)] == before
    assert window.width() == width
    window.status.hint.say("short")
    assert window.status.hint.toolTip() == ""


def test_paper(window):
    assert window.status.paper.text() == "A3 landscape"
    assert window.status.grid.text() == "Grid 6"


def test_the_slider_goes_by_even_ratios():
    assert (scale_of(0), scale_of(STEPS)) == (pytest.approx(0.1), pytest.approx(8))
    assert scale_of(STEPS // 2) ** 2 == pytest.approx(scale_of(0) * scale_of(STEPS))
    assert all(step_of(scale_of(step)) == step for step in range(STEPS + 1))
    assert (step_of(0.01), step_of(99)) == (0, STEPS)


def test_zoom_by_slider_buttons_and_keys(window):
    zoom = window.status.zoom
    window.view.zoom_to(1.0)
    assert zoom.percent.text() == "100 %"
    assert zoom.slider.value() == step_of(1.0)
    QTest.mouseClick(zoom.more, LEFT)
    assert window.view.scale_now == pytest.approx(1.25)
    QTest.mouseClick(zoom.less, LEFT)
    assert window.view.scale_now == pytest.approx(1.0)
    zoom.slider.setFocus()
    QTest.keyClick(zoom.slider, Qt.Key.Key_End)
    assert window.view.scale_now == pytest.approx(8.0)
    assert zoom.percent.text() == "800 %"
    assert not zoom.more.isEnabled()
    QTest.keyClick(zoom.slider, Qt.Key.Key_Home)
    assert zoom.percent.text() == "10 %"
    assert not zoom.less.isEnabled()


def test_the_percent_opens_the_usual_sizes(window):
    zoom, actions = window.status.zoom, {}
    for action in window.status.zoom.percent.menu().actions():
        actions[action.text()] = action
    assert not actions["Fit the selection"].isEnabled()
    actions["200 %"].trigger()
    assert window.view.scale_now == pytest.approx(2.0)
    actions["Fit the sheet"].trigger()
    fitted = window.view.scale_now
    chosen = frozenset(ids(window, "process")[:2])
    window.desk.select(chosen)
    assert actions["Fit the selection"].isEnabled()
    actions["Fit the selection"].trigger()
    assert window.view.scale_now > fitted
    boxes = [part_box(part) for part in window.desk.frame.drawing.parts if part.id in chosen]
    left, top, right, bottom = around(boxes)
    seen = window.view.mapToScene(window.view.viewport().rect()).boundingRect()
    assert seen.left() <= left
    assert seen.right() >= right
    assert seen.top() <= top
    assert seen.bottom() >= bottom
    assert zoom.percent.text() == f"{window.view.scale_now * 100:.0f} %"


def test_icons_of_the_zoom_follow_the_theme(window):
    before = window.status.zoom.more.icon().pixmap(14, 14).toImage()
    window.actions_by_name["theme_dark"].trigger()
    assert window.status.zoom.more.icon().pixmap(14, 14).toImage() != before


def test_the_hint_of_the_hand(window):
    place_button = window.palette_panel.buttons["inventory"]
    QTest.mouseClick(place_button, LEFT)
    assert window.status.hint.text()
    click(window, 500, 560)
    assert window.status.selected.text()


def test_a_message_hides_what_stands_beside_it(window):
    window.statusBar().showMessage("Exported map.pdf")
    window.desk.select(frozenset(ids(window, "process")[:1]))
    assert not window.status.selected.isVisible()
    window.statusBar().clearMessage()
    assert window.status.selected.isVisible()
