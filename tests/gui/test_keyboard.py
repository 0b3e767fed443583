"""The sample map drawn from nothing by keyboard alone, with real key events; and what single keys do."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from vsm_desktop.model.quantity import Quantity, VariantQuantity
from vsm_desktop.model.stream import State, ValueStream, new_stream
from vsm_desktop.ui.documents import sample_stream

Key, Mod = Qt.Key, Qt.KeyboardModifier


class Typist:
    """Presses keys wherever the focus is, and counts them."""

    def __init__(self, window: Any) -> None:
        self.window = window
        self.presses = 0
        window.activateWindow()
        window.view.setFocus()
        QApplication.processEvents()

    def key(self, *keys: Qt.Key, mod: Qt.KeyboardModifier = Mod.NoModifier, times: int = 1) -> Typist:
        for key in keys * times:
            QTest.keyClick(self._target(), key, mod)
            self.presses += 1
            QApplication.processEvents()
        return self

    def type(self, text: str) -> Typist:
        for char in text:
            QTest.keyClicks(self._target(), char)
            self.presses += 1
        return self

    def row(self, *texts: str) -> Typist:
        """Texts, each ended with Enter."""
        for text in texts:
            self.type(text).key(Key.Key_Return)
        return self

    def walk(self, *ways: Qt.Key) -> Typist:
        return self.key(*ways, mod=Mod.AltModifier)

    def insert(self, group: Qt.Key, letter: Qt.Key) -> Typist:
        self.key(Key.Key_I, mod=Mod.AltModifier)
        return self.key(group).key(letter)

    def _target(self) -> QWidget:
        menu = QApplication.activePopupWidget()
        if isinstance(menu, QMenu):
            return menu
        return QApplication.focusWidget() or self.window.view


@pytest.fixture
def typist(make_window):
    return Typist(make_window(new_stream()))


def told(value: Any) -> Any:
    """A value without how it was typed."""
    if isinstance(value, Quantity):
        return (
            value.base,
            value.in_calendar_units,
            value.known_unit.symbol if value.in_calendar_units else "",
        )
    if isinstance(value, tuple):
        return tuple(
            (part.variant, told(part.quantity)) for part in value if isinstance(part, VariantQuantity)
        )
    return value


def data(state: State) -> tuple[list[Any], list[Any]]:
    """What a map says, without ids and places."""
    names = {node.id: (node.kind, node.name) for node in state.nodes}
    nodes = [(n.kind, *((f.key, told(getattr(n, f.key))) for f in n.fields())) for n in state.nodes]
    flows = [
        (
            f.kind,
            names[f.source],
            names[f.target],
            *((row.key, told(getattr(f, row.key))) for row in f.fields()),
        )
        for f in state.flows
    ]
    return sorted(nodes, key=str), sorted(flows, key=str)


def calendar(stream: ValueStream) -> dict[str, Any]:
    return {field.key: told(getattr(stream.calendar, field.key)) for field in stream.calendar.fields()}


def said(stream: ValueStream) -> tuple[str, ...]:
    state = stream.state()
    return (stream.name, stream.site, state.name, state.date, state.author)


def draw_acme(typist: Typist) -> None:
    right, left, up, down = Key.Key_Right, Key.Key_Left, Key.Key_Up, Key.Key_Down
    # the supplier brings what waits before the first step
    typist.insert(Key.Key_P, Key.Key_U).type("Michigan Steel").key(Key.Key_Tab)
    typist.row("Stamping", "1", "60", "85", "1", "Epe 2 wk", "Shifts 2").type("Shared").key(Key.Key_Tab)
    typist.row("Spot weld 1", "39", "10", "100", "1").key(Key.Key_Return).type("2").key(Key.Key_Tab)
    typist.row("Spot weld 2", "46", "10", "80", "1").type("2").key(Key.Key_Tab)
    typist.row("Assembly 1", "62", "0", "100", "1").type("2").key(Key.Key_Tab)
    typist.row("Assembly 2", "40", "0", "100", "1").row("2").key(Key.Key_Escape)
    typist.insert(Key.Key_M, Key.Key_I).row("Finished goods").type("L=2700;R=1440")
    # the stocks, from right to left
    for name, pieces in (
        ("After assembly 1", "L=1200;R=640"),
        ("After weld 2", "L=1600;R=850"),
        ("After weld 1", "L=1100;R=600"),
        ("Stamped parts", "L=4600;R=2400"),
    ):
        typist.walk(left, left).row(name).type(pieces)
    typist.walk(left, left).row("Coils").key(Key.Key_Return).type("5")
    # what the truck brings
    typist.walk(up).key(down, mod=Mod.AltModifier | Mod.ShiftModifier).row("Tue + Thu", "500-ft coils")
    # customer, truck and control at their places
    typist.insert(Key.Key_P, Key.Key_C).row(
        "State Street Assembly", "18400/mo", "Left=12000/mo;Right=6400/mo"
    ).type("20")
    typist.walk(down).insert(Key.Key_M, Key.Key_T).row("Daily truck", "0").type("1").key(
        Key.Key_Return, mod=Mod.ControlModifier
    )
    typist.insert(Key.Key_P, Key.Key_R).key(Key.Key_Return).type("MRP").walk(right)
    # orders
    typist.key(Key.Key_C, Key.Key_Return).row("90 / 60 / 30-day forecasts")
    typist.key(Key.Key_C, Key.Key_Tab, Key.Key_Return).row("Daily order").walk(left)
    typist.key(Key.Key_C, Key.Key_Return).row("6-week forecast")
    typist.key(Key.Key_C, Key.Key_Return).row("Weekly schedule")
    typist.key(Key.Key_C, Key.Key_Return, times=4)
    typist.key(Key.Key_C, Key.Key_Return).row("Daily ship schedule")
    typist.key(Key.Key_C, Key.Key_Return).row("Weekly order")


def fill_in_the_calendar(typist: Typist) -> None:
    """Nothing selected, the properties are those of the map."""
    tab = Key.Key_Tab
    typist.key(Key.Key_Escape).key(Key.Key_Return, mod=Mod.AltModifier)
    typist.type("Steering brackets").key(tab).type("Acme Stamping").key(tab, tab)
    typist.type("2025-03-12").key(tab).type("M. Ortiz").key(tab, times=4)
    typist.type("2").key(tab).type("8").key(tab).type("20").key(tab, times=4)
    typist.type("5").key(tab).type("20").key(tab).type("240").key(tab, tab)
    typist.key(Key.Key_Down, Key.Key_Escape)


@pytest.mark.qt_log_ignore("This plugin does not support")  # menus that pop up without a screen
def test_the_sample_is_drawn_by_keyboard_alone(typist):
    draw_acme(typist)
    drawn = typist.presses
    fill_in_the_calendar(typist)
    stream, wanted = typist.window.desk.history.current, sample_stream("acme-current.vsm")
    mine, theirs = data(stream.state()), data(wanted.state())
    assert mine[0] == theirs[0]
    assert mine[1] == theirs[1]
    assert calendar(stream) == calendar(wanted)
    assert stream.state().options == wanted.state().options
    assert said(stream) == said(wanted)
    print(f"{drawn} keys for the map, {typist.presses - drawn} for what the document says")
    assert typist.presses < 700


def test_tab_leaves_the_map_where_no_step_follows(make_window):
    window = make_window(sample_stream("acme-current.vsm"))
    typist = Typist(window)
    typist.key(Key.Key_Tab)
    assert not window.view.hasFocus()
    window.view.setFocus()
    window.desk.select(frozenset({"state_street"}))
    count = len(window.desk.frame.state.nodes)
    typist.key(Key.Key_Tab)
    assert not window.view.hasFocus()
    assert len(window.desk.frame.state.nodes) == count


def test_arrow_keys_nudge_what_is_selected_and_walk_where_nothing_is(make_window):
    window = make_window(sample_stream("acme-current.vsm"))
    typist = Typist(window)
    typist.key(Key.Key_Right)
    assert window.desk.selection == {"michigan"}
    typist.key(Key.Key_Right)
    assert window.desk.frame.state.node("michigan").at.x == 90
    typist.walk(Key.Key_Down, Key.Key_Right)
    assert window.desk.selection == {"stamping"}
    typist.key(Key.Key_Right, mod=Mod.AltModifier | Mod.ShiftModifier)
    assert window.desk.selection == {"stamping-inv_stamp"}


def test_tab_and_shift_tab_in_the_middle_and_small_letters_that_are_tools(make_window):
    window = make_window(sample_stream("acme-current.vsm"))
    typist = Typist(window)
    window.desk.select(frozenset({"weld1"}))
    typist.key(Key.Key_Tab).type("Deburr").key(Key.Key_Tab, mod=Mod.ShiftModifier).type("Wash").key(
        Key.Key_Escape
    )
    names = [node.name for node in window.desk.frame.state.nodes if node.kind == "process"]
    assert {"Deburr", "Process"} <= set(names), "Escape took the last name back, not the step"
    window.desk.select(frozenset({"weld1"}))
    typist.key(Key.Key_C)
    assert window.status.hint.text().startswith("Arrow keys or Tab choose")
    typist.key(Key.Key_Escape)
    typist.type("C")
    assert window.desk.frame.state.node("weld1").name == "C"
