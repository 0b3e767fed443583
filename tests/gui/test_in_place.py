"""Text in place with real mouse and key events: where the field stands, what counts, what is explained."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.hands import LEFT, NONE, click, field, pixel
from vsm_desktop.canvas.typed import ChoiceList, TypedLine
from vsm_desktop.drawing.far import far_ops
from vsm_desktop.drawing.ops import Text
from vsm_desktop.drawing.spots import spot_of
from vsm_desktop.drawing.theme import tokens
from vsm_desktop.tools.select import Select
from vsm_desktop.tools.write import Write
from vsm_desktop.ui.documents import sample_stream

Key, Mod = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def window(make_window):
    made = make_window(sample_stream("acme-current.vsm"))
    made.activateWindow()
    made.view.zoom_to(1.0)
    made.view.setFocus()
    QApplication.processEvents()
    return made


def double_click(window, x: float, y: float) -> None:
    at = pixel(window, x, y)
    QTest.mouseClick(window.view.viewport(), LEFT, NONE, at)
    QTest.mouseDClick(window.view.viewport(), LEFT, NONE, at)
    QTest.mouseRelease(window.view.viewport(), LEFT, NONE, at)
    QApplication.processEvents()


def open_field(window, ref: str) -> None:
    """Double-click where a field stands."""
    spot = spot_of(window.desk.frame, ref)
    assert spot is not None
    left, top, right, bottom = spot.box
    window.view.centerOn((left + right) / 2, (top + bottom) / 2)
    double_click(window, (left + right) / 2, (top + bottom) / 2)


def editor(window):
    return window.drawing.in_place.editor


def type_in(window, text: str, *keys: Qt.Key) -> None:
    QTest.keyClicks(editor(window), text)
    for key in keys:
        QTest.keyClick(editor(window), key)
    QApplication.processEvents()


def node(window, id_: str):
    return window.desk.history.current.state().node(id_)


@pytest.mark.parametrize(
    ("ref", "text"),
    [
        ("stamping.name", "Stamping"),
        ("stamping.co", "1 h"),
        ("stamping.operators", "1"),
        ("inv_w1.qty_by_variant", "L = 1100 pc; R = 600 pc"),
        ("coils.days", "5 d"),
        ("control.system", "MRP"),
        ("in.label", "Tue + Thu"),
        ("in.note", "500-ft coils"),
        ("i4.label", "Weekly order"),
        ("ship.interval", "1 d"),
        ("state_street.pack", "20 pc"),
        ("@stream.name", "Steering brackets"),
        ("@state.date", "2025-03-12"),
    ],
)
def test_a_double_click_types_where_the_text_stands(window, ref, text):
    open_field(window, ref)
    assert isinstance(editor(window), TypedLine)
    assert editor(window).text() == text
    assert editor(window).selectedText() == text
    assert editor(window).hasFocus()
    spot = spot_of(window.desk.frame, ref)
    left, top, right, bottom = spot.box
    there = window.view.viewportTransform().mapRect(QRectF(left, top, right - left, bottom - top)).toRect()
    assert editor(window).geometry().contains(there.center())
    assert editor(window).geometry().width() >= there.width()


def seen_text(window, ref: str) -> tuple[float, float]:
    """The middle of a text on the map as it is shown at this zoom."""
    detail = window.view.detail
    for part in window.desk.frame.drawing.parts:
        for op in far_ops(part, detail.level, detail.told(part.id)):
            if isinstance(op, Text) and op.ref == ref:
                return part.x + op.x + op.width / 2, part.y + op.y - op.size / 3
    raise AssertionError(ref)


@pytest.mark.parametrize("scale", [0.37, 0.52])
def test_from_afar_a_double_click_types_in_what_is_seen_there(window, scale):
    window.view.zoom_to(scale)
    x, y = seen_text(window, "coils.days")
    window.view.centerOn(x, y)
    name = node(window, "coils").name
    double_click(window, x, y)
    assert window.desk.tool.ref == "coils.days"
    assert editor(window).text() == "5 d"
    caption = window.drawing.in_place.caption
    assert caption.isVisible()
    assert caption.text() == f"{name}: Stock as time"
    assert not caption.geometry().intersects(editor(window).geometry())
    type_in(window, "soon", Key.Key_Return)
    assert window.drawing.in_place.bubble.isVisible()
    assert not caption.isVisible(), "what is wrong stands there alone"
    editor(window).selectAll()
    type_in(window, "2 d")
    assert caption.isVisible()
    QTest.keyClick(editor(window), Key.Key_Return, Mod.ControlModifier)
    assert (node(window, "coils").name, node(window, "coils").days.value) == (name, 2)
    assert window.drawing.in_place.caption is None


def test_from_afar_the_name_and_the_time_of_a_step_are_typed_where_they_are_seen(window):
    window.view.zoom_to(0.5)
    for ref in ("stamping.name", "stamping.ct", "@stream.name"):
        x, y = seen_text(window, ref)
        window.view.centerOn(x, y)
        double_click(window, x, y)
        assert window.desk.tool.ref == ref
        QTest.keyClick(editor(window), Key.Key_Escape)


@pytest.mark.parametrize("scale", [0.5, 1.0, 2.0])
def test_the_field_is_as_large_as_the_map_and_follows_it(window, scale):
    open_field(window, "assy1.ct")
    window.view.zoom_to(scale)
    QApplication.processEvents()
    spot = spot_of(window.desk.frame, "assy1.ct")
    right = window.view.mapFromScene(QPointF(spot.box[2], spot.box[1])).x()
    assert editor(window).font().pointSizeF() * editor(window).logicalDpiY() / 72 == pytest.approx(
        max(10.5 * scale, 11), abs=0.6
    )
    assert abs(editor(window).geometry().right() - right) <= max(3, 40 / scale)
    before = editor(window).pos()
    window.view.horizontalScrollBar().setValue(window.view.horizontalScrollBar().value() + 40)
    assert editor(window).pos().x() == before.x() - 40


def test_the_map_follows_every_key_and_enter_counts_once(window):
    open_field(window, "assy1.ct")
    seen = []
    for key in "55":
        QTest.keyClicks(editor(window), key)
        seen.append(window.desk.frame.state.node("assy1").ct.value)
    assert seen == [5, 55]
    assert not window.desk.history.steps
    type_in(window, "", Key.Key_Return)
    assert node(window, "assy1").ct.value == 55
    assert window.desk.tool.ref == "assy1.co", "on to the next row"
    type_in(window, "", Key.Key_Escape)
    QTest.keyClick(window.view, Key.Key_Z, Mod.ControlModifier)
    assert node(window, "assy1").ct.value == 62
    assert not window.desk.history.dirty


def test_the_line_has_an_undo_of_its_own(window):
    open_field(window, "assy1.name")
    type_in(window, "Final")
    QTest.keyClick(editor(window), Key.Key_Z, Mod.ControlModifier)
    assert editor(window).text() != "Final"
    assert isinstance(window.desk.tool, Write)


def test_escape_leaves_no_trace(window):
    open_field(window, "assy1.name")
    type_in(window, "Final", Key.Key_Escape)
    assert editor(window) is None
    assert window.view.hasFocus()
    assert not window.desk.history.steps
    assert window.desk.frame.state.node("assy1").name == "Assembly 1"


def test_a_click_elsewhere_counts(window):
    open_field(window, "assy1.name")
    type_in(window, "Final")
    click(window, 400, 560)
    assert editor(window) is None
    assert node(window, "assy1").name == "Final"
    assert window.desk.selection == frozenset()


def test_the_properties_are_elsewhere_too(window):
    open_field(window, "assy1.name")
    type_in(window, "Final")
    QTest.mouseClick(field(window, "co"), LEFT)
    assert editor(window) is None
    assert node(window, "assy1").name == "Final"
    assert field(window, "co").hasFocus()


def test_wrong_input_is_explained_at_the_field_and_kept_as_typed(window):
    open_field(window, "assy1.ct")
    type_in(window, "40 sq", Key.Key_Return)
    bubble = window.drawing.in_place.bubble
    assert "is no unit of time" in bubble.text()
    assert "Try 40 s or 40 min." in bubble.text()
    assert bubble.isVisible()
    assert not bubble.geometry().intersects(editor(window).geometry())
    assert editor(window).text() == "40 sq"
    assert "is no unit of time" in editor(window).accessibleDescription()
    assert window.desk.frame.state.node("assy1").ct.value == 62, "the map shows what holds"
    click(window, 400, 560)
    assert editor(window) is None, "it was explained; the second time it is given up"
    assert not window.desk.history.steps


def test_wrong_input_left_for_the_properties_stays_with_its_reason(window):
    open_field(window, "assy1.ct")
    type_in(window, "40 sq")
    QTest.mouseClick(field(window, "co"), LEFT)
    assert editor(window).text() == "40 sq"
    assert window.drawing.in_place.bubble.isVisible()
    editor(window).setFocus()
    type_in(window, "", Key.Key_Backspace, Key.Key_Return)
    assert window.drawing.in_place.bubble is None
    assert node(window, "assy1").ct.value == 40


def test_saving_keeps_what_is_being_typed(window, tmp_path):
    window.filing.path = tmp_path / "typed.vsm"
    open_field(window, "assy1.name")
    type_in(window, "Final")
    QTest.keyClick(editor(window), Key.Key_S, Mod.ControlModifier)
    assert '"Final"' in window.filing.path.read_text(encoding="utf-8")
    assert editor(window) is not None


def test_letters_and_deletes_are_no_commands_while_typing(window):
    open_field(window, "assy1.name")
    for key in (Key.Key_Delete, Key.Key_V, Key.Key_C, Key.Key_Up, Key.Key_Down, Key.Key_Space):
        QTest.keyClick(editor(window), key)
    assert window.desk.frame.state.node("assy1").at.y == 342
    assert editor(window).text().casefold().strip() == "vc"


def test_enter_walks_through_the_rows_and_shift_enter_back(window):
    open_field(window, "assy1.name")
    walked = []
    while editor(window) is not None:
        walked.append(window.desk.tool.ref.rpartition(".")[2])
        type_in(window, "", Key.Key_Return)
    assert walked == ["name", "ct", "co", "uptime", "operators", "shifts", "+"]
    assert window.desk.selection == {"assy1"}
    assert window.view.hasFocus()
    open_field(window, "assy1.ct")
    QTest.keyClick(editor(window), Key.Key_Return, Mod.ShiftModifier)
    assert window.desk.tool.ref == "assy1.name"
    QTest.keyClick(editor(window), Key.Key_Return, Mod.ControlModifier)
    assert editor(window) is None


def test_an_empty_row_shows_while_it_is_typed(window):
    window.drawing.in_place.edit("assy1.scrap")
    rows = [
        op.ref
        for part in window.desk.frame.drawing.parts
        if part.id == "assy1"
        for op in part.ops
        if hasattr(op, "ref")
    ]
    assert "assy1.scrap" in rows
    assert editor(window).placeholderText() == "", "the row has its label"
    type_in(window, "", Key.Key_Escape)
    assert window.desk.frame.open_ref == ""


def test_a_vehicle_is_chosen_from_a_list(window):
    double_click(window, 942, 228)
    assert isinstance(editor(window), ChoiceList)
    QTest.keyClick(editor(window), Key.Key_Down)
    assert window.desk.frame.state.node("ship").vehicle == "forklift"
    QTest.keyClick(editor(window), Key.Key_Escape)
    assert window.desk.frame.state.node("ship").vehicle == "truck"
    double_click(window, 942, 228)
    item = editor(window).item(3)
    QTest.mouseClick(editor(window).viewport(), LEFT, NONE, editor(window).visualItemRect(item).center())
    assert node(window, "ship").vehicle == "rail"
    assert editor(window) is None


def test_an_arrow_without_a_label_gets_one_where_it_was_clicked(window):
    double_click(window, 251, 361)
    assert window.desk.tool.ref == "inv_stamp-weld1.label"
    type_in(window, "by hand", Key.Key_Return)
    assert window.desk.history.current.state().flow("inv_stamp-weld1").label == "by hand"


def test_what_is_locked_is_typed_too_and_empty_ground_is_not(window):
    from vsm_desktop.edit.edits import set_fields

    window.desk.commit("Lock", set_fields("assy1", locked=True))
    open_field(window, "assy1.name")
    type_in(window, "Final", Key.Key_Return)
    assert node(window, "assy1").name == "Final"
    type_in(window, "", Key.Key_Escape)
    double_click(window, 60, 600)
    assert editor(window) is None
    assert isinstance(window.desk.tool, Select)


def test_f2_and_enter_open_the_name_and_a_letter_replaces_it(window):
    click(window, 672, 345)
    QTest.keyClick(window.view, Key.Key_F2)
    assert editor(window).text() == "Assembly 1"
    type_in(window, "", Key.Key_Escape)
    QTest.keyClick(window.view, Key.Key_Return)
    assert editor(window).text() == "Assembly 1"
    type_in(window, "", Key.Key_Escape)
    QTest.keyClicks(window.view, "F")
    assert editor(window).text() == "F"
    assert window.desk.frame.state.node("assy1").name == "F"


def test_a_theme_does_not_disturb_the_typing(window):
    open_field(window, "assy1.ct")
    type_in(window, "40 sq", Key.Key_Return)
    window.desk.show_theme("dark")
    QApplication.processEvents()
    assert editor(window).text() == "40 sq"
    assert tokens("dark")["box"] in editor(window).styleSheet()
    assert window.drawing.in_place.bubble.isVisible()
