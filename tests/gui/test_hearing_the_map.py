"""The map as assistive technology gets it: names, roles, values, places, selection, and what changes."""

from __future__ import annotations

import gc

import pytest
import shiboken6
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest

from tests.gui.hands import click, move_to, place_of, press, release
from tests.gui.heard import Event, Role, Text, children, interface, name, named, value
from vsm_desktop.canvas import accessible, hearing, interfaces
from vsm_desktop.edit.edits import delete, move, set_fields
from vsm_desktop.model.quantity import quantity
from vsm_desktop.model.stream import new_stream
from vsm_desktop.ui.documents import sample_stream
from vsm_desktop.ui.window import MainWindow


@pytest.fixture
def listening():
    """Somebody listens."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def window(listening, make_window):
    window = make_window(sample_stream("acme-current.vsm"))
    window.view.fit()
    return window


@pytest.fixture
def heard(monkeypatch):
    """The events sent, as (event, name) pairs."""
    said: list[tuple[str, str]] = []

    def note(of: QAccessibleInterface, event: QAccessible.Event) -> None:
        said.append((event.name, name(of)))

    monkeypatch.setattr(accessible, "tell", note)
    monkeypatch.setattr(accessible, "tell_value", lambda of: said.append(("ValueChanged", value(of))))
    return said


def test_every_symbol_and_arrow_has_name_role_and_value(window):
    tree = interface(window.view)
    state = window.desk.frame.state
    listed = [child for child in children(tree) if child.role() == Role.ListItem]
    assert {child.id for child in listed} == {one.id for one in (*state.nodes, *state.flows)}
    assert len(listed) == len(state.nodes) + len(state.flows)
    for child in listed:
        assert name(child)
        assert value(child)
        assert child.isValid()
    assert len({name(child) for child in listed}) == len(listed), "no two things are called the same"


def test_a_step_says_what_it_is_what_it_holds_and_what_it_leads_to(window):
    step = named(interface(window.view), "Assembly 1, process")
    assert value(step) == "C/T 62 s, C/O 0 min, Uptime 100 %, Operators 1, Shifts 2"
    assert "load 103.3 %" in step.text(Text.Description)
    assert "Assembly 1 is slower than takt: 62 s against 60 s" in step.text(Text.Description)
    assert "pushes to After assembly 1" in step.text(Text.Description)
    assert "before it: After weld 2, 2.7 days" in step.text(Text.Description)
    arrow = named(interface(window.view), "Push from Stamped parts to Spot weld 1")
    assert arrow.role() == Role.ListItem


def test_the_view_says_which_state_it_shows_and_how_long_it_takes(window):
    tree = interface(window.view)
    assert tree.role() == Role.List
    assert name(tree) == "Map: Current state"
    assert tree.text(Text.Description) == "5 process steps. Lead time 23.6 days, processing time 188 seconds."
    totals = named(tree, "Totals")
    assert value(totals) == "Lead time 23.6 days, processing time 188 seconds"
    assert totals.state().readOnly
    assert totals.role() == Role.StaticText
    assert value(named(tree, "Ladder: waiting before Spot weld 1")) == "7.6 d"


def test_children_come_in_the_order_of_the_flow(window):
    names = [name(child) for child in children(interface(window.view))]
    path = [
        "Michigan Steel, supplier",
        "Coils, inventory",
        "Stamping, process",
        "Push from Stamping to Stamped parts",
    ]
    path += [
        "Stamped parts, inventory",
        "Spot weld 1, process",
        "Assembly 2, process",
        "State Street Assembly, customer",
    ]
    places = [names.index(one) for one in path]
    assert places == sorted(places)


def test_index_parent_and_place_agree(window):
    tree = interface(window.view)
    for i, child in enumerate(children(tree)):
        assert tree.indexOfChild(child) == i
        assert child.parent() is tree
        assert child.window() is window.windowHandle()
    assert tree.child(-1) is None
    assert tree.child(tree.childCount()) is None


@pytest.mark.parametrize("zoom", [None, 0.6, 1.7])
def test_rectangles_lie_where_the_parts_are_painted(window, zoom):
    view = window.view
    if zoom:
        view.zoom_to(zoom)
    tree = interface(view)
    for child in children(tree):
        item = view.scene().shown[child.id]
        left, top, right, bottom = item.box
        drawn = QRectF(left, top, right - left, bottom - top).translated(item.pos())
        painted = view.mapFromScene(drawn).boundingRect()
        heard = child.rect()
        heard.moveTopLeft(view.viewport().mapFromGlobal(heard.topLeft()))
        for side in ("left", "top", "right", "bottom"):
            assert abs(getattr(painted, side)() - getattr(heard, side)()) <= 2, name(child)
        assert child.state().offscreen == (not view.viewport().rect().intersects(heard))


def test_what_lies_under_a_point_is_found(window):
    tree = interface(window.view)
    x, y = place_of(window, "weld1")
    at = window.view.viewport().mapToGlobal(window.view.mapFromScene(QPointF(x, y)))
    assert name(tree.childAt(at.x(), at.y())) == "Spot weld 1, process"
    totals = named(tree, "Totals").rect().center()
    assert name(tree.childAt(totals.x(), totals.y())) == "Totals"
    corner = window.mapToGlobal(QPoint(2, 2))
    assert tree.childAt(corner.x(), corner.y()) is None


def test_focus_follows_the_selection(window, heard):
    tree = interface(window.view)
    window.activateWindow()
    window.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
    window.desk.select(frozenset({"weld1"}))
    step = named(tree, "Spot weld 1, process")
    assert ("Selection", "Spot weld 1, process") in heard
    assert heard[-1] == ("Focus", "Spot weld 1, process")
    assert step.state().focused
    assert step.state().selected
    assert tree.focusChild() is step
    heard.clear()
    window.desk.select(frozenset({"weld2"}))
    assert heard == [
        ("SelectionRemove", "Spot weld 1, process"),
        ("Selection", "Spot weld 2, process"),
        ("Focus", "Spot weld 2, process"),
    ]
    assert not step.state().focused
    window.desk.select(frozenset({"weld1", "weld2"}))
    assert not step.state().focused, "two things at once have no focus"
    assert step.state().selected


def test_an_edit_is_heard_at_what_it_changes_and_nowhere_else(window, heard):
    tree = interface(window.view)
    before = {child.id: value(child) for child in children(tree)}
    window.desk.commit("Edit", set_fields("weld1", ct=quantity(41, "s")))
    assert value(named(tree, "Spot weld 1, process")).startswith("C/T 41 s")
    assert ("ValueChanged", value(named(tree, "Spot weld 1, process"))) in heard
    assert not [text for event, text in heard if event == "NameChanged"]
    changed = {text for event, text in heard if event == "DescriptionChanged"}
    assert changed == {"Spot weld 1, process", "Ladder: work at Spot weld 1", "Totals"}
    assert value(named(tree, "Spot weld 2, process")) == before["weld2"]


def test_a_new_name_is_heard_at_the_arrows_too(window, heard):
    tree = interface(window.view)
    for child in children(tree):
        name(child)
    window.desk.commit("Edit", set_fields("weld1", name="Laser"))
    assert named(tree, "Push from Stamped parts to Laser")
    assert ("NameChanged", "Push from Stamped parts to Laser") in heard


def test_what_is_deleted_goes_and_what_comes_back_comes(window, heard):
    tree = interface(window.view)
    step = named(tree, "Spot weld 1, process")
    count = tree.childCount()
    window.desk.commit("Delete", delete(frozenset({"weld1"})))
    assert not shiboken6.isValid(step), "nobody can ask what is gone"
    assert "Spot weld 1, process" not in [name(child) for child in children(tree)]
    assert tree.childCount() < count
    assert ("ObjectDestroyed", "Spot weld 1, process") in heard
    window.desk.undo()
    assert tree.childCount() == count
    assert ("ObjectCreated", "Spot weld 1, process") in heard


def test_assistive_technology_can_select_and_edit(window, monkeypatch):
    tree = interface(window.view)
    step = named(tree, "Spot weld 2, process")
    actions = step.actionInterface()
    assert {actions.localizedActionName(one) for one in actions.actionNames()} >= {"Select", "Edit name"}
    actions.doAction("Press")
    assert window.desk.selection == {"weld2"}
    actions.doAction("Edit name")
    assert window.focusWidget().objectName() == "in-place", "the name is written where it stands"
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    named(tree, "Stamping, process").actionInterface().doAction("SetFocus")
    assert window.focusWidget() is window.view
    assert window.desk.selection == {"stamping"}


def test_what_is_locked_is_read_only(window):
    step = named(interface(window.view), "Stamping, process")
    assert not step.state().readOnly
    window.desk.commit("Lock", set_fields("stamping", locked=True))
    assert step.state().readOnly


def test_another_state_is_another_list(window, heard):
    stream = window.desk.history.current
    future = stream.state().evolve(id="future", name="Future state", nodes=stream.state().nodes[:5], flows=())
    window.desk.commit_stream("Add", lambda s: s.evolve(states=(*s.states, future)))
    tree = interface(window.view)
    list(children(tree))
    window.desk.show_state("future")
    assert name(tree) == "Map: Future state"
    assert ("NameChanged", "Map: Future state") in heard
    assert sum(child.role() == Role.ListItem for child in children(tree)) == 5


def test_nothing_is_built_while_nobody_listens(make_window, monkeypatch):
    assert not QAccessible.isActive()
    made: list[str] = []
    monkeypatch.setattr(interfaces.Member, "__init__", lambda *_a: made.append("member"))
    monkeypatch.setattr(accessible.MapAccess, "__init__", lambda *_a: made.append("map"))
    monkeypatch.setattr(accessible.Speaker, "__init__", lambda *_a: made.append("words"))
    window = make_window(sample_stream("acme-current.vsm"))
    click(window, *place_of(window, "weld1"))
    window.desk.commit("Move", move(frozenset({"weld1"}), 12, 0))
    window.desk.undo()
    assert not made


@pytest.mark.parametrize("turns", [25, pytest.param(400, marks=[pytest.mark.slow, pytest.mark.timeout(600)])])
def test_thousands_of_elements_come_and_go(window, turns):
    """Interfaces are handed back when their element goes: no use after free, no heap of dead ones."""
    tree = interface(window.view)
    whole = window.desk.frame.state
    for turn in range(turns):
        for child in children(tree):
            child.text(Text.Name)
            child.state()
            child.rect()
            assert bool(child.actionInterface().actionNames()) == (child.role() == Role.ListItem)
        gone = frozenset(node.id for node in whole.nodes[turn % 3 :: 3])
        window.desk.commit("Delete", delete(gone))
        assert len(tree.members) <= tree.childCount()
        window.desk.undo()
        if turn % 20 == 0:
            gc.collect()
    assert len(tree.members) <= tree.childCount()
    for member in tree.members.values():
        assert shiboken6.isValid(member)


def test_closed_windows_leave_nothing_behind(listening, qtbot):
    trees = []
    for _turn in range(5):
        window = MainWindow(sample_stream("acme-current.vsm"))
        window.show()
        tree = interface(window.view)
        trees.append(tree)
        assert [name(child) for child in children(tree)]
        window.close()
        qtbot.waitUntil(lambda view=window.view: not shiboken6.isValid(view))
    assert all(not tree.members for tree in trees)
    assert all(not tree.alive for tree in trees)


def test_a_drag_is_told_when_it_is_over(window, heard):
    tree = interface(window.view)
    list(children(tree))
    step = named(tree, "Spot weld 1, process")
    before = step.rect()
    x, y = place_of(window, "weld1")
    press(window, x, y)
    heard.clear()
    move_to(window, x + 30, y)
    move_to(window, x + 60, y)
    assert step.rect() != before, "who asks is told the truth"
    assert not heard
    release(window, x + 60, y)
    assert not heard, "a place is nothing anybody reads out"
    QTest.mouseClick(window.palette_panel.buttons["inventory"], Qt.MouseButton.LeftButton)
    move_to(window, 400, 500)
    assert not [event for event, _name in heard if event == "ObjectCreated"]
    click(window, 400, 500)
    assert ("ObjectCreated", "Inventory") in heard


def test_a_refusal_is_said_at_once(window, monkeypatch):
    said = []
    for room in ("window", "status"):
        monkeypatch.setattr(f"vsm_desktop.ui.{room}.announce", lambda _widget, text: said.append(text))
    QTest.mouseClick(window.palette_panel.buttons["push"], Qt.MouseButton.LeftButton)
    press(window, *place_of(window, "state_street"))
    move_to(window, *place_of(window, "weld1"))
    assert said[-1] == "Nothing is pushed from a customer. Draw the arrow the other way."
    release(window, *place_of(window, "weld1"))
    QTest.keyClick(window.view, Qt.Key.Key_Escape)
    count = len(said)
    window.desk.select(frozenset({"weld1"}))
    assert len(said) == count, "what a selected thing can do is no news"
    window.say("Saved")
    assert said[-1] == "Saved"


def test_an_announcement_goes_to_qt_only_if_somebody_listens(window, monkeypatch):
    sent = []
    monkeypatch.setattr(
        hearing.QAccessible, "updateAccessibility", lambda event: sent.append(event.message())
    )
    hearing.announce(window, "Saved")
    hearing.announce(window, "")
    QAccessible.setActive(False)
    hearing.announce(window, "Nobody hears this")
    assert sent == ["Saved"]


def test_an_empty_map_says_so(listening, make_window):
    window = make_window(new_stream("Brackets"))
    assert interface(window.view).text(Text.Description) == "An empty map"


def test_events_reach_qt_itself(window):
    """The real way, without a listening ear: no event may fail or warn."""
    tree = interface(window.view)
    list(children(tree))
    window.view.setFocus()
    window.desk.select(frozenset({"weld1"}))
    window.desk.commit("Edit", set_fields("weld1", name="Laser", ct=quantity(41, "s")))
    window.desk.commit("Delete", delete(frozenset({"weld2"})))
    window.desk.undo()
    QTest.keyClick(window.view, Qt.Key.Key_Escape)
    assert tree.child(0).isValid()
    assert isinstance(tree.rect(), QRect)
    assert QRectF(tree.rect()).isValid()
    assert Event.Focus
