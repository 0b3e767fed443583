"""The start page: everything on it by mouse and keyboard, and the ways it gives place to a map."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from vsm_desktop.assets import asset_folder
from vsm_desktop.drawing.theme import tokens
from vsm_desktop.model.stream import new_stream
from vsm_desktop.store.files import SUFFIX, load, save
from vsm_desktop.ui.documents import sample_stream, structure_stream
from vsm_desktop.ui.settings import settings
from vsm_desktop.ui.shipped import SAMPLES, TEMPLATES
from vsm_desktop.ui.start import StartPage, start_steps
from vsm_desktop.ui.style import apply_style

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def start(make_window, qtbot):
    """Makes a window as the program starts without a file, its pictures drawn."""

    def make():
        window = make_window(new_stream())
        window.show_start()
        page = window.stage.start
        qtbot.waitUntil(lambda: not page.samples[-1].mark_pixmap().isNull())
        return window

    return make


def on_the_map(window) -> bool:
    """Whether the map stands there, with its bars."""
    return window.stage.start is None and window.view.isVisible() and window.states.isVisible()


def test_the_page_stands_in_place_of_map_and_bars(start):
    window = start()
    page = window.stage.start
    assert page.isVisible()
    assert not any(
        one.isVisible() for one in (window.view, window.palette_panel, window.strip, window.states)
    )
    assert [one.accessibleName() for one in page.ways] == ["New map", "Import a sheet", "Open"]
    assert [one.accessibleDescription() for one in page.ways] == [
        "ready to type Ctrl+N",
        "Excel, .ods, .csv Ctrl+I",
        "a .vsm file Ctrl+O",
    ]


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_escape_and_the_first_choice_lead_to_the_empty_map(start, key):
    window = start()
    assert window.stage.start.ways[0].hasFocus()
    QTest.keyClick(window.stage.start.ways[0], key)
    assert on_the_map(window)
    assert window.empty.isVisible()
    assert not window.isWindowModified()


def test_ctrl_n_leads_to_the_empty_map(start):
    window = start()
    QTest.keyClick(window, Qt.Key.Key_N, CTRL)
    assert on_the_map(window)


def test_everything_is_reached_by_keyboard_with_a_visible_focus(start, tmp_path):
    save(new_stream("Seats"), tmp_path / "Seats.vsm")
    settings().add_recent(tmp_path / "Seats.vsm")
    window = start()
    page = window.stage.start
    choices = [*page.ways, *page.templates, *page.samples, *page.recent]
    reached = []
    for _i in range(len(choices)):
        focus = QApplication.focusWidget()
        reached.append(focus)
        edge = focus.grab().toImage().pixelColor(focus.width() // 2, 1)
        assert edge.name().upper() == tokens("light")["accent"].upper(), focus.accessibleName()
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert reached == choices


def test_arrow_keys_go_from_choice_to_choice(start):
    page = start().stage.start
    QTest.keyClick(page.ways[0], Qt.Key.Key_Down)
    assert page.ways[1].hasFocus()
    QTest.keyClick(page.ways[1], Qt.Key.Key_Up)
    assert page.ways[0].hasFocus()


@pytest.mark.parametrize("number", range(len(SAMPLES)))
def test_a_sample_opens_with_a_click_anywhere_on_its_card(start, number):
    window = start()
    card = window.stage.start.samples[number]
    QTest.mouseClick(card, LEFT, pos=QPoint(40, 40))
    assert on_the_map(window)
    assert window.desk.history.current == sample_stream(SAMPLES[number].name)
    assert window.filing.path is None, "the shipped file is never written to"


@pytest.mark.parametrize("number", range(len(TEMPLATES)))
def test_a_template_opens_as_an_unnamed_map(start, number):
    window = start()
    QTest.mouseClick(window.stage.start.templates[number], LEFT)
    assert on_the_map(window)
    assert window.filing.path is None
    assert not window.isWindowModified()


@pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen has no popups
def test_a_sample_gives_its_steps_and_arrows_to_a_new_map(start, qtbot):
    window = start()
    page = window.stage.start
    QTest.mouseClick(page.templates[-1], LEFT)
    menu = page.findChild(QMenu)
    assert [one.text() for one in menu.actions()] == [one.title for one in SAMPLES]
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: on_the_map(window))
    assert window.desk.history.current == structure_stream(SAMPLES[1].name)
    assert window.filing.path is None
    assert not window.isWindowModified()


def test_recent_files_stand_with_their_date_and_open(start, tmp_path):
    for name, day in (("Old", 3), ("Seats", 24)):
        path = tmp_path / f"{name}.vsm"
        save(new_stream(name), path)
        then = datetime(2025, 3, day, 14, 2).timestamp()
        os.utime(path, (then, then))
        settings().add_recent(path)
    (tmp_path / "Gone.vsm").touch()
    settings().add_recent(tmp_path / "Gone.vsm")
    (tmp_path / "Gone.vsm").unlink()
    window = start()
    page = window.stage.start
    assert [one.accessibleName() for one in page.recent] == ["Seats.vsm", "Old.vsm"]
    assert [one.accessibleDescription() for one in page.recent] == ["24 Mar 2025", "3 Mar 2025"]
    QTest.mouseClick(page.recent[1], LEFT)
    assert on_the_map(window)
    assert window.filing.path == tmp_path / "Old.vsm"


def test_open_asks_and_a_cancelled_question_leaves_the_page(start, monkeypatch, tmp_path):
    save(new_stream("Seats"), tmp_path / "Seats.vsm")
    window = start()
    answers = ["", str(tmp_path / "Seats.vsm")]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (answers.pop(0), ""))
    QTest.mouseClick(window.stage.start.ways[2], LEFT)
    assert window.stage.start is not None
    QTest.mouseClick(window.stage.start.ways[2], LEFT)
    assert on_the_map(window)
    assert window.windowTitle().startswith("Seats.vsm")


def test_an_imported_sheet_takes_the_place_of_the_page(start, monkeypatch, qtbot):
    sheet = Path(__file__).parents[2] / "resources/samples/acme-timing.xlsx"
    window = start()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(sheet), ""))
    QTest.mouseClick(window.stage.start.ways[1], LEFT)
    dialog = window.filing.importing()
    QTest.mouseClick(dialog.file.choose, LEFT)
    qtbot.waitUntil(lambda: dialog.session.settled and dialog.session.outcome is not None)
    QTest.mouseClick(dialog.main, LEFT)
    assert on_the_map(window)
    assert window.isWindowModified()


def test_whatever_is_taken_in_hand_ends_the_page(start):
    window = start()
    QTest.keyClick(window, Qt.Key.Key_C)
    assert window.desk.tool.name == "connect"
    assert on_the_map(window)


@pytest.mark.parametrize("size", [(1024, 680), (1600, 1000)])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_is_clipped_and_all_fits_without_scrolling(start, qapp, size, theme):
    window = start()
    page = window.stage.start
    apply_style(qapp, theme)
    window.desk.show_theme(theme)
    window.resize(*size)
    qapp.processEvents()
    assert page.horizontalScrollBar().maximum() == 0
    assert page.verticalScrollBar().maximum() == 0
    for choice in [*page.ways, *page.templates, *page.samples]:
        place = choice.rect().translated(choice.mapTo(page.viewport(), QPoint(0, 0)))
        assert page.viewport().rect().contains(place), choice.accessibleName()
        assert choice.height() >= choice.minimumSizeHint().height()
        assert choice.width() >= choice.minimumSizeHint().width()


def test_pictures_follow_the_theme(start, qapp, qtbot):
    window = start()
    page = window.stage.start

    def ground() -> str:
        return page.samples[0].mark_pixmap().toImage().pixelColor(1, 1).name().upper()

    assert ground() == tokens("light")["page"].upper()
    apply_style(qapp, "dark")
    window.desk.show_theme("dark")
    qtbot.waitUntil(lambda: ground() == tokens("dark")["page"].upper())


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (3, "Good evening"),
        (4, "Good morning"),
        (11, "Good morning"),
        (12, "Good afternoon"),
        (18, "Good evening"),
    ],
)
def test_the_greeting_knows_the_hour(make_window, hour, words):
    from PySide6.QtWidgets import QLabel

    window = make_window(new_stream())
    page = StartPage(start_steps(window.filing), "light", datetime(2025, 3, 12, hour, 30))
    assert page.findChild(QLabel, "greeting").text() == words
    page.deleteLater()


def test_every_shipped_sample_and_template_is_offered_with_words():
    for folder, offered in (("samples", SAMPLES), ("templates", TEMPLATES)):
        there = {one.name for one in asset_folder(f"resources/{folder}").iterdir() if one.suffix == SUFFIX}
        assert {one.name for one in offered} == there
        assert all(one.title and one.words for one in offered)


def test_templates_hold_no_numbers():
    from vsm_desktop.model.quantity import Quantity

    templates = [load(asset_folder("resources/templates") / one.name) for one in TEMPLATES]
    for stream in (*templates, *(structure_stream(one.name) for one in SAMPLES)):
        parts = [part for state in stream.states for part in (*state.nodes, *state.flows)]
        for part in (stream.calendar, *parts):
            values = [getattr(part, name) for name in type(part).model_fields]
            assert not any(isinstance(value, Quantity) for value in values), f"{stream.name}: {part}"
