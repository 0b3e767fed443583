"""The palette by mouse and keys: searching, folding, favourites, and what was used last."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.gui.hands import click, connect, drag, place, place_of
from vsm_desktop.canvas.paint import font
from vsm_desktop.drawing.theme import ThemeName
from vsm_desktop.model.catalogue import ARTICLES, in_group
from vsm_desktop.model.stream import new_stream
from vsm_desktop.ui.documents import sample_stream
from vsm_desktop.ui.palette.cell import NAME_SIZE
from vsm_desktop.ui.palette.kept import Kept, kept
from vsm_desktop.ui.palette.panel import Palette
from vsm_desktop.ui.settings import settings
from vsm_desktop.ui.style import apply_style

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
popup = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen grabs nothing


@pytest.fixture
def window(make_window, qtbot):
    window = make_window(sample_stream("acme-current.vsm"))
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.waitUntil(lambda: bool(window.strip.property("region")))
    return window


def key(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    at = QApplication.focusWidget()
    assert at is not None
    QTest.keyClick(at, key, modifiers)
    QApplication.processEvents()


def search(window, words: str) -> None:
    """Ctrl+Shift+F, then type."""
    QTest.keyClick(window.view, Key.Key_F, CTRL | SHIFT)
    assert window.palette_panel.field.hasFocus()
    QTest.keyClicks(window.palette_panel.field, words)
    QApplication.processEvents()


def shown(window) -> list[str]:
    """The symbols that can be seen, as one reads."""
    found = [one for one in window.palette_panel.body.shown() if one.isVisible()]
    return [one.entry.key for one in found]


def of_group(window, name: str) -> list[str]:
    group = window.palette_panel.body.groups.get(name)
    return [one.entry.key for one in group.grid.buttons if one.isVisible()] if group else []


def choose(qtbot, words: str) -> None:
    """An entry of the menu that is open."""
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    action = next(one for one in menu.actions() if one.text() == words)
    QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


# searching


def test_all_symbols_are_there_at_first(window):
    assert shown(window) == [one.key for one in ARTICLES]
    assert list(window.palette_panel.buttons) == [one.key for one in ARTICLES]


def test_a_search_shows_what_answers_with_its_number(window):
    search(window, "kanban")
    palette = window.palette_panel
    assert "kanban-signal" in shown(window)
    assert "process" not in shown(window)
    information = palette.body.groups["information"]
    assert (
        information.heading.count == f"{len(of_group(window, 'information'))} of {len(information.entries)}"
    )
    assert palette.body.groups["general"].isHidden()
    assert palette.field.accessibleDescription().startswith(f"{len(shown(window))} found, first ")


def test_the_group_with_the_best_answer_stands_on_top(window):
    search(window, "text")
    assert shown(window)[0] == "text"
    tops = {one.entry.group: one.mapTo(window, QPoint()).y() for one in window.palette_panel.body.shown()}
    assert min(tops, key=lambda name: tops[name]) == "general"


def test_enter_takes_the_first_answer(window):
    before = len(window.desk.frame.state.nodes)
    search(window, "supermarket")
    key(Key.Key_Return)
    assert len(window.desk.frame.state.nodes) == before + 1
    assert window.desk.frame.state.nodes[-1].kind == "supermarket"
    assert window.palette_panel.field.text() == ""
    assert len(set(shown(window))) == len(ARTICLES), "the whole palette is back"


def test_enter_on_nothing_does_nothing(window):
    search(window, "qqqq")
    assert shown(window) == []
    assert window.palette_panel.body.nothing.isVisible()
    assert "qqqq" in window.palette_panel.body.nothing.text()
    key(Key.Key_Return)
    assert not window.desk.history.dirty
    assert window.palette_panel.field.text() == "qqqq"


def test_esc_clears_the_search_and_goes_back_to_the_map(window):
    search(window, "truck")
    key(Key.Key_Escape)
    assert window.palette_panel.field.text() == ""
    assert window.view.hasFocus()
    assert not window.palette_panel.body.nothing.isVisible()
    assert shown(window) == [one.key for one in ARTICLES]


def test_down_goes_into_the_answers_and_up_comes_back(window):
    search(window, "truck")
    key(Key.Key_Down)
    at = QApplication.focusWidget()
    assert at is window.palette_panel.buttons["truck"]
    key(Key.Key_Up)
    assert window.palette_panel.field.hasFocus()
    key(Key.Key_Down)
    key(Key.Key_Escape)
    assert window.view.hasFocus()
    assert window.palette_panel.field.text() == ""


def test_letters_that_are_commands_are_letters_in_the_search(window):
    search(window, "vc")
    assert window.palette_panel.field.text() == "vc"
    assert window.desk.tool.name == "select"


def test_an_answer_is_placed_by_mouse_and_the_search_stays(window):
    search(window, "supermarket")
    place(window, "supermarket", 420, 700)
    assert window.desk.frame.state.nodes[-1].kind == "supermarket"
    assert window.palette_panel.field.text() == "supermarket"


def test_the_search_brings_a_hidden_palette_back(window):
    QTest.keyClick(window.view, Key.Key_F9)
    assert window.palette_panel.isHidden()
    search(window, "air")
    assert shown(window)[0] == "air"


# folding


def test_a_heading_folds_its_group_by_mouse(window):
    heading = window.palette_panel.body.groups["material"].heading
    QTest.mouseClick(heading, LEFT)
    assert of_group(window, "material") == []
    assert heading.count == str(len(in_group("material")))
    assert heading.text() == "Material"
    assert window.view.hasFocus(), "the map keeps the keyboard"
    assert heading.accessibleDescription().startswith("Folded")
    QTest.mouseClick(heading, LEFT)
    assert of_group(window, "material") == [one.key for one in in_group("material")]
    assert heading.count == ""
    assert heading.accessibleDescription().startswith("Open")


def test_a_heading_folds_its_group_by_key(window):
    palette = window.palette_panel
    palette.buttons["process"].setFocus(Qt.FocusReason.TabFocusReason)
    key(Key.Key_Up)
    heading = palette.body.groups["process"].heading
    assert heading.hasFocus()
    for press, is_open in (
        (Key.Key_Left, False),
        (Key.Key_Left, False),
        (Key.Key_Right, True),
        (Key.Key_Return, False),
        (Key.Key_Space, True),
    ):
        key(press)
        assert bool(of_group(window, "process")) is is_open, press
        assert heading.hasFocus()
    key(Key.Key_Left)
    key(Key.Key_Down)
    assert palette.body.groups["material"].heading.hasFocus(), "what is folded is passed over"


def test_folded_groups_are_searched_too_and_folded_again_afterwards(window):
    QTest.mouseClick(window.palette_panel.body.groups["material"].heading, LEFT)
    search(window, "truck")
    assert shown(window)[0] == "truck"
    key(Key.Key_Escape)
    assert of_group(window, "material") == []


def test_what_is_folded_is_folded_next_time_and_in_every_window(window, make_window):
    other = make_window(new_stream())
    QTest.mouseClick(window.palette_panel.body.groups["general"].heading, LEFT)
    assert of_group(other, "general") == []
    assert Kept(settings()).is_folded("general")
    assert of_group(make_window(new_stream()), "general") == []


def test_the_keyboard_never_stands_on_what_is_folded_away(window):
    palette = window.palette_panel
    palette.buttons["text"].setFocus(Qt.FocusReason.TabFocusReason)
    window.view.setFocus()
    QTest.mouseClick(palette.body.groups["general"].heading, LEFT)
    window.view.setFocus()
    palette.field.setFocus(Qt.FocusReason.TabFocusReason)
    key(Key.Key_Tab)
    at = QApplication.focusWidget()
    assert palette.isAncestorOf(at)
    assert at.isVisible()


# favourites


@popup
def test_a_symbol_becomes_a_favourite_by_its_menu(window, qtbot):
    palette = window.palette_panel
    assert "favourites" not in palette.body.groups
    for name in ("supermarket", "truck"):
        palette.buttons[name].setFocus(Qt.FocusReason.TabFocusReason)
        key(Key.Key_F10, SHIFT)
        choose(qtbot, "Add to favourites")
    assert of_group(window, "favourites") == ["supermarket", "truck"], "in the order they were added"
    assert shown(window)[:2] == ["supermarket", "truck"], "on top"
    assert Kept(settings()).is_favourite("truck")
    palette.buttons["supermarket"].setFocus(Qt.FocusReason.TabFocusReason)
    key(Key.Key_Menu)
    choose(qtbot, "Remove from favourites")
    assert of_group(window, "favourites") == ["truck"]
    palette.body.groups["favourites"].grid.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    key(Key.Key_Menu)
    choose(qtbot, "Remove from favourites")
    assert QApplication.focusWidget() is palette.buttons["process"], "it is never on what is gone"


def test_a_favourite_is_placed_like_any_other(window):
    kept().add_favourite("supermarket")
    QApplication.processEvents()
    button = window.palette_panel.body.groups["favourites"].grid.buttons[0]
    QTest.mouseClick(button, LEFT)
    assert window.palette_panel.buttons["supermarket"].isChecked(), "both show that it is in hand"
    click(window, 420, 700)
    assert window.desk.frame.state.nodes[-1].kind == "supermarket"
    assert not button.isChecked()


def test_favourites_are_none_of_the_document(window):
    kept().add_favourite("supermarket")
    assert not window.desk.history.dirty
    assert kept().favourites[0].key == "supermarket"


# what was used last


def test_what_was_placed_and_drawn_stands_under_recent(window):
    place(window, "supermarket", 420, 700)
    assert of_group(window, "recent") == ["supermarket"]
    place(window, "truck", 620, 700)
    a, b = (place_of(window, node.id) for node in window.desk.frame.state.nodes[-2:])
    QTest.mouseClick(window.palette_panel.buttons["pull"], LEFT)
    drag(window, a, ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), b)
    QTest.keyClick(window.view, Key.Key_Escape)
    assert of_group(window, "recent")[1:] == ["truck", "supermarket"]
    assert Kept(settings()).recent[1].key == "truck"


def test_what_other_ways_brought_counts_too(window):
    window.seeking.insert(next(one for one in ARTICLES if one.key == "cell"))
    QApplication.processEvents()
    assert of_group(window, "recent") == ["cell"]
    window.drawing.insert_by_key("inventory", False)
    QApplication.processEvents()
    assert of_group(window, "recent") == ["inventory", "cell"]


def test_what_was_pasted_or_duplicated_does_not_count(window):
    place(window, "supermarket", 420, 700)
    place(window, "truck", 620, 700)
    QTest.keyClick(window.view, Key.Key_Escape)
    market = next(one.id for one in window.desk.frame.state.nodes if one.kind == "supermarket")
    before = len(window.desk.frame.state.nodes)
    window.desk.select(frozenset({market}))
    for name in ("copy", "paste", "duplicate"):
        window.actions_by_name[name].trigger()
    QApplication.processEvents()
    assert len(window.desk.frame.state.nodes) == before + 2
    assert of_group(window, "recent") == ["truck", "supermarket"]


def test_a_natural_arrow_is_used_as_what_it_became(window):
    place(window, "process", 420, 700)
    place(window, "process", 620, 700)
    a, b = (node.id for node in window.desk.frame.state.nodes[-2:])
    QTest.keyClick(window.view, Key.Key_Escape)
    window.actions_by_name["connect_tool"].trigger()
    start, end = place_of(window, a), place_of(window, b)
    drag(window, start, ((start[0] + end[0]) / 2, start[1]), end)
    assert of_group(window, "recent") == ["push", "process"]


def test_six_are_kept_and_undo_takes_none_away(window):
    names = ("process", "cell", "supermarket", "queue", "junction", "text", "erp")
    for i, name in enumerate(names):
        window.palette_panel.kept.use(name)
        assert of_group(window, "recent")[0] == name, i
    assert of_group(window, "recent") == list(reversed(names))[:6]
    place(window, "truck", 420, 700)
    window.desk.undo()
    assert of_group(window, "recent")[0] == "truck"


@popup
def test_recent_symbols_are_cleared_by_their_menu(window, qtbot):
    kept().use("truck")
    QApplication.processEvents()
    button = window.palette_panel.body.groups["recent"].grid.buttons[0]
    button.setFocus(Qt.FocusReason.TabFocusReason)
    key(Key.Key_F10, SHIFT)
    choose(qtbot, "Clear recent symbols")
    assert of_group(window, "recent") == []
    assert window.palette_panel.body.groups["recent"].isHidden()


def test_a_group_that_comes_back_stands_where_it_belongs(window):
    kept().use("truck")
    kept().forget_recent()
    search(window, "text")
    key(Key.Key_Escape)
    kept().add_favourite("rail")
    kept().use("air")
    QApplication.processEvents()
    body = window.palette_panel.body
    tops = [body.groups[name].y() for name in ("favourites", "recent", "process", "material", "general")]
    assert tops == sorted(tops)
    assert shown(window)[:3] == ["rail", "air", "process"]


def test_what_one_looks_at_stays_where_it_is(window):
    """A new group on top does not push away what was scrolled to."""
    palette = window.palette_panel
    palette.buttons["loop"].setFocus(Qt.FocusReason.TabFocusReason)
    key(Key.Key_End)
    before = palette.buttons["loop"].mapTo(window, QPoint()).y()
    place(window, "loop", 420, 700)
    assert of_group(window, "recent") == ["loop"]
    assert palette.buttons["loop"].mapTo(window, QPoint()).y() == before


def test_keys_of_another_program_are_kept_but_not_shown(window):
    settings().keep_words("palette/favourites", ["hologram", "truck"])
    there = Kept(settings())
    assert [one.key for one in there.favourites] == ["truck"]
    there.add_favourite("rail")
    assert settings().words("palette/favourites") == ("hologram", "truck", "rail")


# how it looks


def test_the_first_frame_does_not_wait_for_the_symbols(window, qtbot):
    """The map comes first; the palette takes its place at once and is painted after it."""
    kept().add_favourite("rail")
    palette = Palette(window.desk, window.view)
    qtbot.addWidget(palette)
    palette.resize(220, 1400)
    assert not palette.body.made()
    before = palette.grab().toImage()
    height = palette.body.sizeHint().height()
    palette.finish()
    assert list(palette.buttons)
    assert palette.body.sizeHint().height() == height, "nothing moves"
    assert palette.grab().toImage() != before


def test_no_caption_is_cut(window):
    metrics = QFontMetricsF(font("body", NAME_SIZE))
    window.palette_panel.resize(window.palette_panel.minimumWidth(), 800)
    for button in window.palette_panel.buttons.values():
        assert metrics.horizontalAdvance(button.text()) <= button.width(), button.text()


def test_more_columns_come_where_there_is_room(window):
    palette = window.palette_panel
    cells = [palette.buttons[one.key] for one in in_group("process")[:4]]
    assert len({one.y() for one in cells}) == 2
    palette.parentWidget().setSizes([300, 900, 288])
    QApplication.processEvents()
    assert len({one.y() for one in cells}) == 1


@pytest.mark.parametrize("theme", ["dark", "light-contrast"])
def test_it_follows_the_theme(window, qapp, theme: ThemeName):
    before = window.palette_panel.grab().toImage()
    apply_style(qapp, theme)
    window.desk.show_theme(theme)
    QApplication.processEvents()
    after = window.palette_panel.grab().toImage()
    apply_style(qapp, "light")
    assert before.size() == after.size()
    at = window.palette_panel.buttons["process"].mapTo(window.palette_panel, QPoint(8, 6))
    assert any(
        before.pixelColor(at.x() + i, at.y() + j) != after.pixelColor(at.x() + i, at.y() + j)
        for i in range(48)
        for j in range(30)
    )


def test_each_tooltip_says_what_it_is_and_how_it_is_used(window):
    tip = window.palette_panel.buttons["safety"].toolTip().split("\n")
    assert tip[0] == "Safety or buffer stock"
    assert tip[1].endswith(".")
    assert tip[2] == "Drag it onto the map, or click and place it."
    assert window.palette_panel.buttons["push"].toolTip().endswith("draw it from symbol to symbol.")


def test_arrows_are_drawn_from_the_palette_as_before(window):
    place(window, "process", 420, 700)
    place(window, "process", 620, 700)
    ids = [node.id for node in window.desk.frame.state.nodes[-2:]]
    connect(window, "kanban-signal", [(ids[0], ids[1])])
    assert window.desk.frame.state.flows[-1].card == "signal"
    assert of_group(window, "recent")[0] == "kanban-signal"
