"""A map drawn from nothing by hand: palette, arrows, properties, undo, save; the numbers follow all the while."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.hands import (
    click,
    connect,
    drag,
    drop,
    field,
    move_to,
    place,
    place_of,
    press,
    release,
    type_into,
)
from vsm_desktop.drawing.frame import frame_of
from vsm_desktop.model.stream import new_stream
from vsm_desktop.store.files import load
from vsm_desktop.ui.strip import cells

EXPECTED = Path(__file__).parent / "drawn.vsm"


@pytest.fixture
def window(make_window):
    return make_window(new_stream("Brackets"))


def strip(window) -> dict[str, str]:
    """What the number strip shows now."""
    return {cell.key: cell.value for cell in window.strip.cells}


def draw(window) -> None:
    """Supplier, stock, two processes, stock, customer and control, joined by all kinds of arrows, with their data."""
    drop(window, "supplier", (60, 40), (84, 66))
    place(window, "customer", 780, 66)
    place(window, "control", 432, 66)
    drop(window, "inventory", (100, 300), (84, 342))
    place(window, "process", 240, 342)
    place(window, "inventory", 390, 342)
    drop(window, "process", (500, 300), (540, 342))
    place(window, "inventory", 690, 342)
    connect(window, "shipment", [("supplier1", "inventory1"), ("inventory3", "customer1")])
    connect(
        window,
        "push",
        [
            ("inventory1", "process1"),
            ("process1", "inventory2"),
            ("inventory2", "process2"),
            ("process2", "inventory3"),
        ],
    )
    connect(window, "electronic", [("customer1", "control1"), ("control1", "supplier1")])
    connect(window, "manual", [("control1", "process1"), ("control1", "process2")])


def fill_in(window) -> None:
    """Names and data through the properties."""
    fields = {
        "supplier1": {"name": "Michigan Steel"},
        "customer1": {"name": "State Street", "demand": "18400 a month"},
        "inventory1": {"days": "5 d"},
        "process1": {"name": "Stamping", "ct": "1 s", "co": "1 h", "uptime": "85 %"},
        "inventory2": {"qty": "7000"},
        "process2": {"name": "Weld", "ct": "39"},
        "inventory3": {"qty": "4140"},
    }
    for id_, values in fields.items():
        click(window, *place_of(window, id_))
        for key, text in values.items():
            type_into(window, key, text)
    click(window, 20, 560)
    for key, text in {
        "shifts_per_day": "2",
        "shift": "8 h",
        "break_per_shift": "20 min",
        "days_per_month": "20",
    }.items():
        type_into(window, key, text)


def test_a_map_drawn_by_hand_is_saved_as_expected(window, tmp_path):
    draw(window)
    fill_in(window)
    window.filing.path = tmp_path / "drawn.vsm"
    QTest.keyClick(window.view, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    assert (tmp_path / "drawn.vsm").read_text(encoding="utf-8") == EXPECTED.read_text(encoding="utf-8")
    assert not window.isWindowModified()
    # takt 55,200 s / 920; 5 d + 7,000/920 + 4,140/920 and 40 s of work
    assert strip(window)["takt_s"] == "60"
    assert strip(window)["lead_time_days"] == "17.1"
    assert strip(window)["processing_time_s"] == "40"


def test_numbers_follow_during_the_keystroke(window):
    draw(window)
    fill_in(window)
    click(window, *place_of(window, "process2"))
    line = field(window, "ct")
    line.setFocus()
    line.selectAll()
    shown = []
    for key in "120":
        QTest.keyClicks(line, key)
        shown.append(strip(window)["processing_time_s"])
    assert shown == ["2", "13", "121"]
    QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClick(window.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert strip(window)["processing_time_s"] == "40", "typing in one field is one step"


def test_numbers_follow_during_the_drag(window):
    draw(window)
    fill_in(window)
    lead_time = strip(window)["lead_time_days"]
    QTest.mouseClick(window.palette_panel.buttons["push"], Qt.MouseButton.LeftButton)
    before = window.desk.history.current
    press(window, *place_of(window, "process1"))
    move_to(window, *place_of(window, "process2"))
    assert window.desk.history.current is before, "a preview is not recorded"
    assert len(window.desk.frame.state.flows) == len(before.state().flows) + 1
    QTest.keyClick(window.view, Qt.Key.Key_Escape)
    release(window, 300, 560)
    assert window.desk.frame.stream is before
    assert strip(window)["lead_time_days"] == lead_time


def test_delete_undo_redo_by_keyboard(window):
    draw(window)
    whole = window.desk.history.current
    click(window, *place_of(window, "process2"))
    QTest.keyClick(window.view, Qt.Key.Key_Delete)
    assert window.desk.frame.state.node("process2") is None
    assert all("process2" not in (flow.source, flow.target) for flow in window.desk.frame.state.flows)
    without = window.desk.history.current
    QTest.keyClick(window.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.desk.history.current is whole
    assert window.desk.selection == {"process2"}
    QTest.keyClick(window.view, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert window.desk.history.current is without


def test_moving_by_mouse_and_by_arrow_keys(window):
    draw(window)
    x, y = place_of(window, "process1")
    drag(window, (x, y), (x + 20, y + 10), (x + 60, y + 30))
    assert window.desk.frame.state.node("process1").at.x == 300
    assert window.desk.frame.state.node("process1").at.y == 372
    QTest.keyClick(window.view, Qt.Key.Key_Left)
    QTest.keyClick(window.view, Qt.Key.Key_Left)
    assert window.desk.frame.state.node("process1").at.x == 288
    QTest.keyClick(window.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.desk.frame.state.node("process1").at.x == 300, "nudges in a row are one step"


def test_wrong_input_is_explained_at_the_field_and_kept_as_typed(window):
    draw(window)
    click(window, *place_of(window, "process1"))
    type_into(window, "ct", "40 sq")
    editor = field(window, "ct").parent()
    assert editor.message.isVisible()
    assert editor.message.text() == '"sq" is no unit of time. Try 40 s or 40 min.'
    assert field(window, "ct").text() == "40 sq"
    assert window.desk.frame.state.node("process1").ct is None, "half of what was typed does not stay"


def test_a_refused_arrow_says_why(window):
    draw(window)
    count = len(window.desk.frame.state.flows)
    QTest.mouseClick(window.palette_panel.buttons["push"], Qt.MouseButton.LeftButton)
    press(window, *place_of(window, "customer1"))
    move_to(window, *place_of(window, "process1"))
    assert window.status.hint.text() == "Nothing is pushed from a customer. Draw the arrow the other way."
    release(window, *place_of(window, "process1"))
    assert len(window.desk.frame.state.flows) == count


def test_what_was_saved_opens_as_the_same_map(window, make_window, tmp_path):
    draw(window)
    window.filing.path = tmp_path / "again.vsm"
    assert window.filing.save()
    other = make_window()
    other.filing.open_path(window.filing.path)
    assert other.desk.history.current == load(window.filing.path) == window.desk.history.current
    assert frame_of(other.desk.history.current).drawing.parts == window.desk.frame.drawing.parts
    assert cells(other.desk.frame) == cells(window.desk.frame)
