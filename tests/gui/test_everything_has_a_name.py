"""Whatever can take the keyboard says what it is: in the window, with any selection, and in the dialogs it opens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QDialog, QMenu, QWidget

from tests.gui.heard import Role, Text, children, interface, name, named, value
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import new_stream
from vsm_desktop.ui import asking
from vsm_desktop.ui.documents import sample_stream
from vsm_desktop.ui.errors import tell

UNSAID = (Role.NoRole, Role.Client)


def reachable(top: QWidget) -> Iterator[QWidget]:
    """What the keyboard can be put on, without what hands it on."""
    for widget in top.findChildren(QWidget):
        around = widget.parentWidget()
        viewport = isinstance(around, QAbstractScrollArea) and around.viewport() is widget
        stop = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not viewport
        if stop and widget.isVisible() and widget.window() is top:
            yield widget


def nameless(top: QWidget) -> list[str]:
    found = []
    for widget in reachable(top):
        said = interface(widget)
        if not name(said).strip() or said.role() in UNSAID:
            found.append(f"{widget!r} name={name(said)!r} role={said.role().name}")
    return found


@pytest.fixture
def window(make_window, qtbot):
    window = make_window(sample_stream("acme-current.vsm"))
    qtbot.waitUntil(lambda: bool(window.strip.property("region")))
    return window


@pytest.mark.parametrize(
    "selection",
    [(), ("stamping",), ("coils",), ("inv_stamp",), ("state_street",), ("in",), ("i1",), ("coils", "weld1")],
)
def test_every_control_of_the_window_has_a_name_and_a_role(window, selection):
    window.desk.select(frozenset(selection))
    for link in window.properties.page.findChildren(QWidget, "link"):
        if link.isVisible():
            link.click()
    QApplication.processEvents()
    assert len(list(reachable(window))) > 15
    assert not nameless(window)


def test_every_control_of_an_empty_window_has_a_name_and_a_role(make_window):
    window = make_window(new_stream())
    assert not nameless(window)


def test_every_menu_entry_has_words(window):
    for menu in window.menuBar().findChildren(QMenu):
        for child in children(interface(menu)):
            assert name(child) or child.role() == Role.Separator


@pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True)
@pytest.mark.parametrize(
    "opens",
    [
        lambda window: tell(window, "This file cannot be opened", "It is empty."),
        lambda window: asking.ask_unsaved(window, "Brackets"),
        lambda window: asking.ask_recording(window, "A new burst", "nothing yet"),
        lambda window: window.about(),
    ],
)
def test_every_control_of_a_dialog_has_a_name_and_a_role(window, opens):
    seen: list[list[str]] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        seen.append([*nameless(dialog), *([] if name(interface(dialog)) else ["the dialog itself"])])
        dialog.reject()

    QTimer.singleShot(50, look)
    opens(window)
    assert seen == [[]]


def test_the_panels_say_what_they_are(window):
    assert [name(interface(one)) for one in (window.palette_panel, window.properties)] == [
        "Palette",
        "Properties",
    ]


def test_a_symbol_says_how_it_is_used(window):
    said = interface(window.palette_panel.buttons["inventory"])
    assert name(said) == "Inventory"
    assert said.text(Text.Description) == (
        "Pieces that wait, with their count or their time. Drag or press to place it"
    )
    assert said.actionInterface() is not None


def test_each_number_of_the_strip_is_a_child(window):
    tree = interface(window.strip)
    assert name(tree) == "Numbers of the stream"
    lead = named(tree, "Lead time 23.6 days")
    assert value(lead) == "23.6 days"
    assert lead.text(Text.Description) == "waits only"
    assert lead.role() == Role.ListItem
    assert lead.state().readOnly
    assert [child.id for child in children(tree)] == [cell.key for cell in window.strip.fitting()]
    for i, child in enumerate(children(tree)):
        assert child.rect().size() == window.strip.area(i).size()
        middle = child.rect().center()
        assert tree.childAt(middle.x(), middle.y()) is child


def test_an_unknown_number_says_why(make_window):
    window = make_window(new_stream())
    takt = next(child for child in children(interface(window.strip)) if child.id == "takt_s")
    assert value(takt) == "–"
    assert takt.text(Text.Description) == window.strip.cells[0].reason != ""


def test_a_number_that_changes_is_heard(window, monkeypatch):
    from vsm_desktop.edit.edits import set_fields
    from vsm_desktop.ui import strip_access

    said = []
    monkeypatch.setattr(strip_access, "tell", lambda of, event: said.append((event.name, name(of))))
    monkeypatch.setattr(strip_access, "tell_value", lambda of: said.append(("Value", value(of))))
    QAccessible.setActive(True)
    try:
        interface(window.strip)
        window.desk.commit("Edit", set_fields("weld1", ct=quantity(49, "s")))
        assert ("Value", "198 seconds") in said
        assert not [text for event, text in said if event == "NameChanged" and text.startswith("Lead time")]
        window.strip.setFocus()
        window.strip.go_to(1)
        assert said[-1] == ("Focus", "Lead time 23.6 days")
    finally:
        QAccessible.setActive(False)
