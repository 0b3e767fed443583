"""The command palette by keyboard and mouse: insert, do, go to."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.benchmarks.streams import long_stream
from tests.gui.hands import LEFT, click, field, place_of
from vsm_desktop.canvas.travel import Travel
from vsm_desktop.drawing.theme import tokens
from vsm_desktop.model.stream import new_stream
from vsm_desktop.ui.command_field import CommandField
from vsm_desktop.ui.command_list import Heading, Line
from vsm_desktop.ui.documents import sample_stream
from vsm_desktop.ui.seeking import box_of

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(make_window, monkeypatch):
    monkeypatch.setattr(Travel, "calm", True)
    stream = sample_stream("acme-current.vsm")
    future = stream.state().evolve(id="future", name="Future state", kind="future")
    return make_window(stream.evolve(states=(*stream.states, future)))


def palette(window):
    """The palette, opened by its shortcut."""
    QTest.keyClick(window.view, Key.Key_P, CONTROL | SHIFT)
    found = window.seeking.palette
    assert found.isVisible()
    assert QApplication.focusWidget() is found.field
    return found


def ask(window, query: str):
    """The palette with something typed."""
    found = palette(window)
    QTest.keyClicks(found.field, query)
    return found


def titles(found) -> list[str]:
    """What stands in the list, headings in brackets."""
    return [f"[{r.text}]" if isinstance(r, Heading) else r.command.title for r in found.model.rows]


def chosen(found):
    """The command that Enter would run."""
    row = found.model.rows[found.list.currentIndex().row()]
    assert isinstance(row, Line)
    return row.command


def enter(found) -> None:
    QTest.keyClick(found.field, Key.Key_Return)
    QApplication.processEvents()


def id_of(window, name: str) -> str:
    """The id of the symbol of a name."""
    return next(node.id for node in window.desk.frame.state.nodes if node.name == name)


def seen(window, id_: str) -> bool:
    """Whether a symbol is wholly in view."""
    left, top, right, bottom = box_of(window.desk.frame, id_)
    corners = [window.view.mapFromScene(x, y) for x, y in ((left, top), (right, bottom))]
    return all(window.view.viewport().rect().contains(corner) for corner in corners)


def test_it_stands_in_the_middle_at_a_fifth_of_the_height(window):
    found = palette(window)
    room = found.geometry()
    assert room.width() == 640
    assert room.y() == round(window.height() * 0.18)
    assert abs(room.center().x() - window.rect().center().x()) <= 1


def test_all_groups_are_offered_before_anything_is_typed(window):
    found = titles(palette(window))
    groups = [title for title in found if title.startswith("[") and " more. " not in title]
    assert groups == ["[Insert]", "[Do]", "[Go to]"]
    assert {"Supermarket", "Export", "Stamping", "Future state", "Open a sample: Acme Stamping"} <= set(found)


def test_a_symbol_is_put_after_the_selected_step(window):
    click(window, *place_of(window, id_of(window, "Stamping")))
    before = window.desk.history.current
    found = ask(window, "super")
    assert chosen(found).title == "Supermarket"
    assert chosen(found).aside == "after Stamping"
    enter(found)
    assert not found.isVisible()
    (new,) = window.desk.selection
    state = window.desk.frame.state
    assert state.node(new).kind == "supermarket"
    assert [flow.source for flow in state.flows if flow.target == new] == [id_of(window, "Stamping")]
    assert seen(window, new)
    QTest.keyClick(window.view, Key.Key_Z, CONTROL)
    assert window.desk.history.current is before, "it is one step"


def test_with_nothing_selected_a_symbol_stands_at_its_usual_place_and_is_named(make_window, monkeypatch):
    monkeypatch.setattr(Travel, "calm", True)
    window = make_window(new_stream())
    for name in ("Saw", "Mill"):
        enter(ask(window, "process"))
        QTest.keyClicks(QApplication.focusWidget(), name)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
        assert window.view.hasFocus()
        (new,) = window.desk.selection
        assert seen(window, new)
        window.desk.select(frozenset())
    first, second = window.desk.frame.state.nodes
    assert (first.name, second.name) == ("Saw", "Mill")
    assert second.at.x > first.at.x + 100, "the second stands beside the first"
    assert second.at.y == first.at.y


def test_an_arrow_comes_into_the_hand(window):
    enter(ask(window, "electronic"))
    assert (window.desk.tool.name, window.desk.tool.kind) == ("connect", "electronic")


def test_an_action_is_done(window):
    found = ask(window, "switch li")
    assert chosen(found).aside == "Ctrl Shift D"
    enter(found)
    assert window.desk.theme == "dark"
    found = palette(window)
    assert found.theme == "dark"
    enter(ask(window, "switch li"))
    assert window.desk.theme == "light"


def test_an_action_in_a_menu_within_a_menu_says_where_it_stands(window):
    found = titles(palette(window))
    assert {"Theme: Dark", "Theme: Light"} <= set(found)
    assert "Dark" not in found


def test_what_cannot_be_done_is_shown_with_the_reason_and_not_done(window):
    before = window.desk.history.current
    found = ask(window, "redo")
    row = next(r for r in found.model.rows if isinstance(r, Line))
    assert (row.command.title, row.command.enabled, row.command.aside) == ("Redo", False, "Nothing to redo")
    QTest.mouseClick(found.list.viewport(), LEFT, pos=found.list.visualRect(found.model.index(1)).center())
    assert found.isVisible()
    assert window.desk.history.current is before


def test_a_step_is_shown_selected_and_in_view(window):
    window.view.zoom_to(4)
    window.view.centerOn(0, 0)
    id_ = id_of(window, "Assembly 2")
    assert not seen(window, id_)
    enter(ask(window, "assembly 2"))
    assert window.desk.selection == {id_}
    assert seen(window, id_)
    assert window.view.hasFocus()


def test_a_step_of_another_state_turns_to_that_state(window):
    found = ask(window, "stamping")
    commands = [row.command for row in found.model.rows if isinstance(row, Line)]
    assert [one.aside for one in commands if one.title == "Stamping"] == [
        "Shared process, Current state",
        "Shared process, Future state",
    ]
    QTest.keyClick(found.field, Key.Key_Down)
    enter(found)
    assert window.desk.frame.state_id == "future"
    assert window.desk.selection == {id_of(window, "Stamping")}


def test_a_state_is_shown(window):
    enter(ask(window, "future"))
    assert window.desk.frame.state_id == "future"
    assert window.states.row.currentIndex() == 1


def test_things_travel(make_window, qtbot):
    window = make_window(sample_stream("acme-current.vsm"))
    window.view.zoom_to(0.3)
    enter(ask(window, "assembly 2"))
    travel = window.seeking.travel
    assert travel.going
    qtbot.waitUntil(lambda: not travel.going)
    assert window.view.scale_now == 1.0
    assert seen(window, id_of(window, "Assembly 2"))


def test_a_hand_on_the_map_stops_the_travel(make_window):
    window = make_window(sample_stream("acme-current.vsm"))
    window.view.zoom_to(0.3)
    enter(ask(window, "assembly 2"))
    assert window.seeking.travel.going
    QTest.mousePress(window.view.viewport(), Qt.MouseButton.MiddleButton)
    QTest.mouseRelease(window.view.viewport(), Qt.MouseButton.MiddleButton)
    assert not window.seeking.travel.going


def test_the_last_used_stand_first(window):
    enter(ask(window, "zoom in"))
    enter(ask(window, "fit the"))
    assert titles(palette(window))[:4] == ["[Recent]", "Fit the sheet", "Zoom in", "[Insert]"]


def test_of_equal_answers_the_last_used_comes_first(window):
    assert chosen(ask(window, "zoom")).title == "Zoom in"
    QTest.keyClick(window.seeking.palette.field, Key.Key_Down)
    enter(window.seeking.palette)
    assert chosen(ask(window, "zoom")).title == "Zoom out"


def test_keys_move_through_the_list(window):
    found = palette(window)
    rows = found.model.lines()

    def press(key: Qt.Key) -> int:
        QTest.keyClick(found.field, key)
        return rows.index(found.list.currentIndex().row())

    assert [press(Key.Key_Down), press(Key.Key_Down), press(Key.Key_Up)] == [1, 2, 1]
    assert press(Key.Key_PageDown) == 9
    assert press(Key.Key_PageUp) == 1
    assert press(Key.Key_End) == len(rows) - 1
    assert press(Key.Key_Down) == 0, "it goes round"
    assert press(Key.Key_Up) == len(rows) - 1
    assert press(Key.Key_PageDown) == len(rows) - 1, "a page stops at the end"
    assert press(Key.Key_Home) == 0
    current = found.list.visualRect(found.list.currentIndex())
    assert found.list.viewport().rect().contains(current)


def test_escape_gives_the_focus_back_and_changes_nothing(window):
    window.view.setFocus()
    before, selected = window.desk.history.current, window.desk.selection
    found = ask(window, "delete")
    QTest.keyClick(found.field, Key.Key_Escape)
    assert not found.isVisible()
    assert window.view.hasFocus()
    assert (window.desk.history.current, window.desk.selection) == (before, selected)


@pytest.mark.parametrize("ended", [False, True])
def test_where_the_focus_came_from_may_be_gone(window, qtbot, ended):
    window.desk.select(frozenset({id_of(window, "Stamping")}))
    line = field(window, "ct")
    line.setFocus()
    found = palette(window)
    window.desk.select(frozenset({id_of(window, "Coils")}))
    assert not line.isVisible()
    if ended:
        with qtbot.waitSignal(line.destroyed):
            line.deleteLater()
    QTest.keyClick(found.field, Key.Key_Escape)
    assert not found.isVisible()
    qtbot.waitUntil(window.view.hasFocus)


def test_a_click_beside_it_closes_it_and_a_click_on_a_row_runs_it(window):
    found = palette(window)
    QTest.mouseClick(found.scrim, LEFT, pos=found.scrim.rect().bottomLeft())
    assert not found.isVisible()
    found = ask(window, "future")
    row = found.list.visualRect(found.list.currentIndex()).center()
    QTest.mouseClick(found.list.viewport(), LEFT, pos=row)
    assert window.desk.frame.state_id == "future"


def test_the_keys_of_the_window_rest_under_it(window):
    before = window.desk.history.current
    window.desk.select(frozenset({id_of(window, "Stamping")}))
    found = ask(window, "v")
    QTest.keyClick(found.field, Key.Key_Delete)
    QTest.keyClick(found.field, Key.Key_A, CONTROL | SHIFT)
    assert window.desk.history.current is before
    assert found.field.text() == "v"


def test_what_is_no_command_can_be_found_in_the_map(window):
    found = ask(window, "62 s")
    assert chosen(found).title == "Find “62 s” in the map"
    enter(found)
    assert window.seeking.bar.isVisible()
    assert window.seeking.bar.query == "62 s"


def test_it_is_read_aloud(window):
    click(window, *place_of(window, id_of(window, "Stamping")))
    found = ask(window, "super")
    words = found.model.data(found.list.currentIndex(), Qt.ItemDataRole.AccessibleTextRole)
    assert words == "Supermarket, after Stamping, Insert"
    assert found.field.accessibleName()
    assert found.list.accessibleName()


def test_it_fits_the_smallest_window(window):
    window.resize(1024, 680)
    found = palette(window)
    assert window.rect().contains(found.geometry())
    window.resize(1400, 900)
    assert abs(found.geometry().center().x() - window.rect().center().x()) <= 1


def test_it_is_painted_in_the_colours_of_the_theme(window):
    for theme in ("light", "dark"):
        if window.desk.theme != theme:
            window.actions_by_name["dark"].trigger()
        found = ask(window, "super")
        picture = found.list.viewport().grab().toImage()
        row = found.list.visualRect(found.list.currentIndex())
        ground = picture.pixelColor(row.center() * picture.devicePixelRatio())
        assert ground.name().upper() == tokens(theme)["accent_t"]
        QTest.keyClick(found.field, Key.Key_Escape)


def test_five_thousand_elements_are_offered_in_few_rows(make_window):
    window = make_window(long_stream(5_000))
    found = ask(window, "step")
    assert len(found.model.lines()) <= 200
    assert any("more. Type to narrow them down" in title for title in titles(found))
    QTest.keyClicks(found.field, " 1001")
    assert chosen(found).title == "Step 1001"


def test_the_field_in_the_toolbar_opens_it_and_shrinks_to_an_icon(window):
    (field,) = window.findChildren(CommandField)
    wide = field.width()
    QTest.mouseClick(field, LEFT)
    assert window.seeking.palette.isVisible()
    QTest.keyClick(window.seeking.palette.field, Key.Key_Escape)
    window.resize(1199, 800)
    QApplication.processEvents()
    assert field.width() < wide / 4
    window.resize(1200, 800)
    QApplication.processEvents()
    assert field.width() == wide
