"""Every gesture on the map, by real mouse, wheel and key events."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QNativeGestureEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.gui.hands import (
    LEFT,
    NONE,
    click,
    drag,
    drop,
    keys,
    move_to,
    part_box_of,
    pixel,
    place,
    press,
    release,
    wheel,
)
from vsm_desktop.model.stream import new_stream
from vsm_desktop.tools.handles import handles, ports
from vsm_desktop.tools.select import Select
from vsm_desktop.ui.documents import sample_stream

SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
A, B, I = (150.0, 342.0), (450.0, 342.0), (300.0, 342.0)  # noqa: E741


@pytest.fixture
def window(make_window):
    """Two steps with a stock between them, joined."""
    window = make_window(new_stream("Brackets"))
    for kind, (x, y) in (("process", A), ("inventory", I), ("process", B)):
        place(window, kind, x, y)
    QTest.mouseClick(window.palette_panel.buttons["push"], LEFT)
    drag(window, A, (230, 342), I)
    drag(window, I, (370, 342), B)
    keys(window, Qt.Key.Key_Escape)
    keys(window, Qt.Key.Key_Escape)
    window.desk.mark_saved()
    return window


def node(window, id_="process1"):
    return window.desk.frame.state.node(id_)


def count(window) -> tuple[int, int]:
    state = window.desk.history.current.state()
    return len(state.nodes), len(state.flows)


def unchanged(window) -> bool:
    return not window.desk.history.dirty and window.desk.frame.stream is window.desk.history.current


# placing


def test_a_symbol_from_the_palette_is_on_the_map_before_it_is_dropped(window):
    button = window.palette_panel.buttons["supplier"]
    QTest.mousePress(button, LEFT, NONE, button.rect().center())
    for x, y in ((100, 100), (120, 90)):
        at = button.mapFromGlobal(window.view.viewport().mapToGlobal(pixel(window, x, y)))
        QTest.mouseMove(button, at)
        QApplication.processEvents()
        assert abs(node(window, "supplier1").at.x - x) <= 6
    assert count(window) == (3, 2), "not recorded yet"
    outside = button.mapFromGlobal(window.strip.mapToGlobal(QPoint(500, 20)))
    QTest.mouseMove(button, outside)
    assert node(window, "supplier1") is None, "away from the map it is not shown"
    QTest.mouseRelease(button, LEFT, NONE, outside)
    assert unchanged(window)


def test_click_then_click_and_shift_for_one_more(window):
    QTest.mouseClick(window.palette_panel.buttons["process"], LEFT)
    click(window, 600, 560, SHIFT)
    click(window, 750, 560)
    assert count(window)[0] == 5
    assert window.desk.tool.name == "select"


# choosing


def test_a_rubber_band_chooses_what_lies_inside(window):
    drag(window, (60, 240), (200, 300), (340, 460))
    assert window.desk.selection == {"process1", "inventory1", "flow1"}
    press(window, 60, 240)
    move_to(window, 520, 470)
    assert len(window.desk.selection) == 5
    keys(window, Qt.Key.Key_Escape)
    release(window, 520, 470)
    assert window.desk.selection == {"process1", "inventory1", "flow1"}


def test_shift_and_ctrl_click_add_and_take_away(window):
    click(window, *A)
    click(window, *B, SHIFT)
    assert window.desk.selection == {"process1", "process2"}
    click(window, *A, CTRL)
    assert window.desk.selection == {"process2"}
    keys(window, Qt.Key.Key_A, CTRL)
    assert len(window.desk.selection) == 5
    click(window, 700, 560)
    assert window.desk.selection == frozenset()


# moving


def test_a_dragged_symbol_lines_up_with_its_neighbour_unless_alt_is_held(window):
    press(window, *A)
    move_to(window, 170, 450)
    move_to(window, B[0] + 3, 520)
    assert node(window).at.x == B[0]
    assert any(getattr(op, "text", "") == "centred" for op in window.desk.overlay())
    QTest.keyPress(window.view, Qt.Key.Key_Alt, ALT)
    assert node(window).at.x == pytest.approx(B[0] + 3, abs=1.5)
    QTest.keyRelease(window.view, Qt.Key.Key_Alt)
    assert node(window).at.x == B[0]
    release(window, B[0] + 3, 520)
    assert node(window).at.x == B[0]


def test_ctrl_drops_a_copy_and_escape_leaves_no_trace(window):
    press(window, *A)
    move_to(window, 160, 500)
    QTest.keyPress(window.view, Qt.Key.Key_Control, CTRL)
    assert node(window).at.y == 342
    assert len(window.desk.frame.state.nodes) == 4
    keys(window, Qt.Key.Key_Escape)
    release(window, 160, 500)
    assert unchanged(window)


def test_cursor_keys_nudge_and_shift_takes_large_steps(window):
    click(window, *A)
    keys(window, Qt.Key.Key_Right)
    keys(window, Qt.Key.Key_Down, SHIFT)
    assert (node(window).at.x, node(window).at.y) == (156, 372)
    keys(window, Qt.Key.Key_Z, CTRL)
    assert unchanged(window)


def test_near_the_edge_the_map_scrolls_on(window, qtbot):
    window.view.zoom_to(2.0)
    window.view.centerOn(*A)
    before = window.view.to_map(QPointF(0, 0)).x()
    press(window, *A)
    QTest.mouseMove(window.view.viewport(), QPoint(4, 300))
    qtbot.waitUntil(lambda: window.view.to_map(QPointF(0, 0)).x() < before - 30)
    keys(window, Qt.Key.Key_Escape)
    assert unchanged(window)


# sizes and arrows


def grip(window, kind: str, number: int = 0) -> tuple[float, float]:
    found = handles(window.desk.frame, window.desk.selection)
    one = next(one for one in found if (one.kind, one.number) == (kind, number))
    return one.x, one.y


def test_a_side_is_pulled(window):
    click(window, *A)
    x, y = grip(window, "size", 3)
    drag(window, (x, y), (x + 20, y), (x + 36, y + 3))
    left, _top, right, _bottom = part_box_of(window, "process1")
    assert right - left == pytest.approx(144, abs=6)
    assert left == 150 - 54
    window.actions_by_name["usual_size"].trigger()
    assert node(window).size is None


def test_over_a_handle_the_pointer_says_what_it_does(window):
    click(window, *A)
    shapes = {}
    for name, place_ in {
        "corner": grip(window, "size", 0),
        "side": grip(window, "size", 3),
        "body": A,
    }.items():
        move_to(window, *place_)
        shapes[name] = window.view.viewport().cursor().shape()
    cursor = Qt.CursorShape
    assert shapes == {
        "corner": cursor.SizeFDiagCursor,
        "side": cursor.SizeHorCursor,
        "body": cursor.SizeAllCursor,
    }


def test_the_end_of_an_arrow_goes_to_another_symbol(window):
    click(window, 230, 361)
    assert window.desk.selection == {"flow1"}
    drag(window, grip(window, "end", 1), (360, 420), B)
    assert window.desk.history.current.state().flow("flow1").target == "process2"
    keys(window, Qt.Key.Key_Z, CTRL)
    assert unchanged(window)


def test_an_arrow_follows_the_symbols_it_joins(window):
    part = next(part for part in window.desk.frame.drawing.parts if part.id == "flow1")
    drag(window, A, (150, 420), (150, 500))
    moved = next(part for part in window.desk.frame.drawing.parts if part.id == "flow1")
    assert (moved.x, moved.y, moved.line) != (part.x, part.y, part.line)


def test_an_arrow_is_bent_by_hand_and_finds_its_way_again(window):
    click(window, 230, 361)
    x, y = grip(window, "leg")
    drag(window, (x, y), (x, y + 40), (x, y + 100))
    assert len(window.desk.frame.state.flow("flow1").bends) == 1
    window.actions_by_name["unbend"].trigger()
    assert window.desk.frame.state.flow("flow1").bends == ()


def test_a_resting_pointer_shows_where_arrows_start_and_one_is_pulled_from_there(window, qtbot):
    move_to(window, B[0], B[1] + 10)
    qtbot.waitUntil(lambda: window.desk.tool == Select(hover="process2"))
    left = ports(window.desk.frame, "process2", window.desk.pixel)[0]
    drag(window, (left.x, left.y), (300, 200), A)
    flow = window.desk.history.current.state().flows[-1]
    assert (flow.source, flow.target, flow.kind) == ("process2", "process1", "push")
    assert window.desk.tool.name == "select"


def test_an_arrow_is_drawn_click_by_click(window):
    drop(window, "customer", (760, 100), (780, 90))
    QTest.mouseClick(window.palette_panel.buttons["shipment"], LEFT)
    click(window, *B)
    move_to(window, 600, 200)
    click(window, 780, 90)
    flow = window.desk.history.current.state().flows[-1]
    assert (flow.source, flow.target, flow.kind) == ("process2", "customer1", "shipment")


def test_what_may_not_be_joined_says_why_before_it_is_dropped(window):
    drop(window, "customer", (760, 100), (780, 90))
    QTest.mouseClick(window.palette_panel.buttons["push"], LEFT)
    press(window, 780, 90)
    move_to(window, *B)
    words = " ".join(op.text for op in window.desk.overlay() if hasattr(op, "text"))
    assert words == "Nothing is pushed from a customer. Draw the arrow the other way."
    assert window.view.viewport().cursor().shape() == Qt.CursorShape.ForbiddenCursor
    flows = count(window)[1]
    release(window, *B)
    assert count(window)[1] == flows


# zoom and pan


def under(window, at: QPoint) -> tuple[float, float]:
    here = window.view.to_map(QPointF(at))
    return here.x(), here.y()


@pytest.mark.parametrize("turns", [1, -1, 3])
def test_the_wheel_zooms_to_the_pointer(window, turns):
    at = QPoint(300, 200)
    before, scale = under(window, at), window.view.scale_now
    wheel(window, at, turns)
    assert under(window, at) == pytest.approx(before, abs=1.5)
    assert (window.view.scale_now > scale) is (turns > 0)


def test_zoom_ends_at_ten_and_eight_hundred_percent(window):
    wheel(window, QPoint(200, 200), 40)
    assert window.view.scale_now == pytest.approx(8.0)
    wheel(window, QPoint(200, 200), -60)
    assert window.view.scale_now == pytest.approx(0.1)


def test_two_fingers_pinch(window):
    before = window.view.scale_now
    at = QPointF(300, 200)
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture,
        QPointingDevice.primaryPointingDevice(),
        2,
        at,
        at,
        QPointF(window.view.viewport().mapToGlobal(at.toPoint())),
        0.25,
        QPointF(),
    )
    QApplication.sendEvent(window.view.viewport(), event)
    assert window.view.scale_now == pytest.approx(before * 1.25)


@pytest.mark.parametrize("way", ["space", "middle"])
def test_space_or_the_middle_button_moves_the_map(window, way):
    window.view.zoom_to(1.5)
    viewport, start, stop = window.view.viewport(), QPoint(300, 200), QPoint(380, 250)
    before = under(window, start)
    button = LEFT if way == "space" else Qt.MouseButton.MiddleButton
    if way == "space":
        QTest.keyPress(window.view, Qt.Key.Key_Space)
        assert viewport.cursor().shape() == Qt.CursorShape.OpenHandCursor
    QTest.mousePress(viewport, button, NONE, start)
    assert viewport.cursor().shape() == Qt.CursorShape.ClosedHandCursor
    QTest.mouseMove(viewport, stop)
    QTest.mouseRelease(viewport, button, NONE, stop)
    QTest.keyRelease(window.view, Qt.Key.Key_Space)
    assert under(window, stop) == pytest.approx(before, abs=1.0)
    assert unchanged(window)
    assert viewport.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_fit_and_zoom_to_the_selection(window):
    keys(window, Qt.Key.Key_1, CTRL)
    fit = window.view.scale_now
    click(window, *A)
    keys(window, Qt.Key.Key_2, CTRL)
    assert window.view.scale_now > fit
    middle = window.view.viewport().rect().center()
    assert under(window, middle) == pytest.approx((150, 342), abs=20)
    keys(window, Qt.Key.Key_1, CTRL)
    assert window.view.scale_now == pytest.approx(fit)


def test_marks_are_as_large_on_the_screen_at_any_zoom(window):
    click(window, *A)
    widths = []
    for scale in (0.5, 4.0):
        window.view.zoom_to(scale)
        widths.append(window.desk.overlay()[0].pen.width * scale)
    assert widths[0] == pytest.approx(widths[1])


# the keys every program has


def test_cut_copy_paste_duplicate(window):
    click(window, *A)
    click(window, *I, SHIFT)
    keys(window, Qt.Key.Key_C, CTRL)
    click(window, 700, 560)
    move_to(window, 600, 560)
    keys(window, Qt.Key.Key_V, CTRL)
    assert count(window) == (5, 3), "the arrow between the two is copied with them"
    new = [window.desk.frame.state.node(id_) for id_ in window.desk.selection]
    xs = [one.at.x for one in new if one is not None]
    assert sum(xs) / 2 == pytest.approx(600, abs=6)
    keys(window, Qt.Key.Key_D, CTRL)
    assert count(window) == (7, 4)
    keys(window, Qt.Key.Key_X, CTRL)
    assert count(window) == (5, 3)
    for _step in range(3):
        keys(window, Qt.Key.Key_Z, CTRL)
    assert unchanged(window)
    keys(window, Qt.Key.Key_Y, CTRL)
    assert count(window) == (5, 3)


def test_a_piece_goes_from_one_window_to_another(window, make_window):
    keys(window, Qt.Key.Key_A, CTRL)
    keys(window, Qt.Key.Key_C, CTRL)
    other = make_window(new_stream("Other"))
    keys(other, Qt.Key.Key_V, CTRL)
    assert count(other) == (3, 2)
    names = [one.name for one in other.desk.frame.state.nodes]
    assert names == [one.name for one in window.desk.frame.state.nodes]


def test_a_picture_of_the_selection_or_of_the_map_for_a_slide(window):
    keys(window, Qt.Key.Key_C, CTRL | SHIFT)
    whole = QApplication.clipboard().image()
    click(window, *A)
    keys(window, Qt.Key.Key_C, CTRL | SHIFT)
    one = QApplication.clipboard().image()
    assert one.width() == pytest.approx(3 * (108 + 12), abs=12)
    assert whole.width() > 3 * one.width()
    colours = {one.pixel(x, y) for x in range(0, one.width(), 3) for y in range(0, one.height(), 3)}
    assert len(colours) > 2, "something is drawn"


def test_what_is_no_piece_of_a_map_is_not_pasted(window):
    QApplication.clipboard().setText("Weld\t39")
    keys(window, Qt.Key.Key_V, CTRL)
    assert unchanged(window)
    assert window.statusBar().currentMessage() == "The clipboard holds nothing that belongs on a map."


def test_an_arrow_alone_is_not_copied_and_says_so(window):
    click(window, 230, 361)
    keys(window, Qt.Key.Key_X, CTRL)
    assert unchanged(window)
    assert "together with the symbols" in window.statusBar().currentMessage()


def test_group_lock_and_order(window):
    click(window, *A)
    click(window, *B, SHIFT)
    keys(window, Qt.Key.Key_G, CTRL)
    click(window, 700, 560)
    click(window, *A)
    assert window.desk.selection == {"process1", "process2"}
    keys(window, Qt.Key.Key_L, CTRL)
    drag(window, A, (150, 400), (150, 500))
    assert node(window).at.y == 342
    keys(window, Qt.Key.Key_Delete)
    assert count(window)[0] == 3
    assert window.statusBar().currentMessage() == "What is locked was kept. Unlock it to delete it."
    keys(window, Qt.Key.Key_L, CTRL | SHIFT)
    keys(window, Qt.Key.Key_G, CTRL | SHIFT)
    assert not any(one.group or one.locked for one in window.desk.frame.state.nodes)
    click(window, 700, 560)
    click(window, *A)
    window.actions_by_name["front"].trigger()
    assert window.desk.frame.state.nodes[-1].id == "process1"
    window.actions_by_name["back"].trigger()
    assert window.desk.frame.state.nodes[0].id == "process1"


def test_align_and_equal_gaps(window):
    place(window, "process", 700, 450)
    keys(window, Qt.Key.Key_A, CTRL)
    window.actions_by_name["align_middle"].trigger()
    window.actions_by_name["distribute_across"].trigger()
    boxes = sorted(part_box_of(window, one.id) for one in window.desk.frame.state.nodes)
    gaps = {round(b[0] - a[2], 3) for a, b in itertools.pairwise(boxes)}
    assert len(gaps) == 1
    assert len({one.at.y for one in window.desk.frame.state.nodes}) == 1


# context menus


popup = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen grabs nothing


def open_menu(window, x: float, y: float) -> QMenu:
    at = pixel(window, x, y)
    viewport = window.view.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.RightButton, NONE, at)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, viewport.mapToGlobal(at))
    QApplication.sendEvent(viewport, event)
    QApplication.processEvents()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def entries(menu: QMenu) -> list[str]:
    return [action.text().replace("&", "") for action in menu.actions() if not action.isSeparator()]


def choose(menu: QMenu, text: str) -> None:
    action = next(action for action in menu.actions() if action.text() == text)
    menu.setActiveAction(action)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    QApplication.processEvents()


@popup
def test_the_menu_of_a_symbol_chooses_it_first(window):
    click(window, *B)
    menu = open_menu(window, *A)
    assert window.desk.selection == {"process1"}
    assert {"Edit name", "Copy", "Lock", "Order"} <= set(entries(menu))
    assert not {"Unlock", "Ungroup", "Align"} & set(entries(menu))
    choose(menu, "Lock")
    assert node(window).locked


@popup
def test_the_menu_of_an_arrow_changes_its_kind(window):
    menu = open_menu(window, 230, 361)
    inner = next(action.menu() for action in menu.actions() if action.text() == "Kind of arrow")
    pull = next(action for action in inner.actions() if action.text() == "Pull")
    pull.trigger()
    menu.close()
    assert window.desk.history.current.state().flow("flow1").kind == "pull"


@popup
def test_the_menu_of_empty_ground_pastes_there(window):
    click(window, *A)
    keys(window, Qt.Key.Key_C, CTRL)
    choose(open_menu(window, 600, 540), "Paste")
    assert (node(window, "process3").at.x, node(window, "process3").at.y) == pytest.approx((600, 540), abs=6)


@popup
def test_the_menu_key_opens_it_too(window):
    click(window, *A)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(50, 50), QPoint(400, 400))
    QApplication.sendEvent(window.view.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.close()


# nothing stays


def gestures(window):
    """The beginnings of every gesture, each without its end."""
    yield lambda: (press(window, *A), move_to(window, 200, 400))
    yield lambda: (press(window, 60, 240), move_to(window, 500, 500))
    yield lambda: (click(window, *A), press(window, *grip(window, "size", 4)), move_to(window, 260, 460))
    yield lambda: (click(window, 230, 361), press(window, *grip(window, "end", 1)), move_to(window, *B))
    yield lambda: (click(window, 230, 361), press(window, *grip(window, "leg")), move_to(window, 230, 470))
    yield lambda: (QTest.mouseClick(window.palette_panel.buttons["fifo"], LEFT), move_to(window, 600, 520))
    yield lambda: (
        QTest.mouseClick(window.palette_panel.buttons["push"], LEFT),
        press(window, *B),
        move_to(window, *A),
    )


@pytest.mark.parametrize("number", range(7))
def test_escape_leaves_no_trace(window, number):
    list(gestures(window))[number]()
    assert window.desk.tool.busy
    keys(window, Qt.Key.Key_Escape)
    assert unchanged(window)
    assert not window.desk.history.redo_label
    release(window, 600, 560)
    assert unchanged(window)


def test_a_focus_that_goes_elsewhere_leaves_the_gesture_whole(window):
    press(window, *A)
    move_to(window, 200, 400)
    QApplication.sendEvent(window.view.viewport(), QEvent(QEvent.Type.Leave))
    move_to(window, 250, 420)
    release(window, 250, 420)
    assert node(window).at.x == pytest.approx(250, abs=6)


def test_the_sample_is_whole_in_its_window(make_window):
    window = make_window(sample_stream("acme-current.vsm"))
    left, top, right, bottom = window.desk.frame.drawing.sheet
    corners = (pixel(window, left, top), pixel(window, right, bottom))
    assert all(window.view.viewport().rect().contains(corner) for corner in corners), "the page is in view"
